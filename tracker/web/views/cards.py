"""The pictures shown where an address of the site is passed on: ``og:image``."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracker.kernel.periods import LONG_AGO
from tracker.kernel.statuses import Status
from tracker.timeline.between import bands_between
from tracker.timeline.companies import CompanyHead
from tracker.timeline.company_page import company_page
from tracker.timeline.entries import Post
from tracker.timeline.latest import news
from tracker.timeline.people import person_timeline
from tracker.timeline.since import newest_report
from tracker.web.charts.quarters import arrivals_and_departures
from tracker.web.charts.sankey import sankeys
from tracker.web.charts.strip import strips
from tracker.web.citing import citation_of_page
from tracker.web.clocks import Clocks
from tracker.web.days import say_day
from tracker.web.flow_form import FlowsForm
from tracker.web.sharing.answering import Written, answer_of, picture, theme_of
from tracker.web.sharing.card import Card
from tracker.web.sharing.charts import (
    balance_drawing,
    bands_drawing,
    career_drawing,
    strip_drawing,
)
from tracker.web.templatetags.reshuffle import counted
from tracker.web.views.companies import moves_at
from tracker.web.views.finding import organization_or_elsewhere, person_or_elsewhere
from tracker.web.views.flows import period_of
from tracker.web.views.pictures import asked_clocks

#: As many positions as a card has room to draw, and to name.
_DRAWN, _NAMED = 6, 3
_WHERE = "Who works where in the AI industry, who reports to whom, and who published it first."


@picture
def home(request: HttpRequest, written: Written) -> HttpResponse:
    """The front page's card: the moves of the week, and those of a year by month."""
    clocks = asked_clocks(request)
    everything = clocks.as_of == clocks.today
    found = news(as_of=clocks.as_of, known_on=clocks.known_on, everything=everything)
    lines = [_WHERE]
    if found.week.count:
        moves = counted(found.week.count, "known move,known moves")
        lines.append(
            f"{'At least ' if found.week.at_least else ''}{moves} first published in the seven days to {say_day(found.week.last)}."
        )
    drawn = strips(found.months)
    drawing = strip_drawing(drawn[-1]) if drawn else ""
    card = Card(
        "Latest",
        "What changed",
        tuple(lines),
        drawing,
        citation_of_page(request, clocks, "", "/", found.last),
    )
    return _answer(request, card, written)


@picture
def person(request: HttpRequest, slug: str, written: Written) -> HttpResponse:
    """What a person is on record for, and their positions on an axis of years."""
    clocks = asked_clocks(request)
    found = person_or_elsewhere(request, slug, page=f"card.{written}")
    if isinstance(found, HttpResponse):
        return found
    known = person_timeline(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    held = list(_held(known.held))
    lines = held[:_NAMED] or [f"No position on record for {say_day(clocks.as_of)}."]
    if len(held) > _NAMED:
        lines.append(f"and {len(held) - _NAMED} more")
    positions = counted(len(known.posts), "known position,known positions")
    lines.append(f"{positions}, told by {counted(known.outlets, 'outlet,outlets')}.")
    newest = sorted(known.posts, key=lambda post: post.sort_on)[-_DRAWN:]
    drawing = career_drawing(found, _dated(newest), clocks, narrow=True)
    cited = citation_of_page(request, clocks, "", found.get_absolute_url(), known.newest_report)
    return _answer(request, Card("Person", found.name, tuple(lines), drawing, cited), written)


def _dated(posts: Sequence[Post]) -> list[Post]:
    return [post for post in posts if post.sort_on != LONG_AGO]


def _held(posts: Sequence[Post]) -> Iterator[str]:
    """The posts of a day in words, as firmly as they are told."""
    for post in posts:
        title = post.title[:1].upper() + post.title[1:]
        words = ", ".join(part for part in (title, post.organization.name) if part)
        if post.start_status and post.start_status != Status.DONE:
            words = f"{Status(post.start_status).label}: {words}"
        elif post.holds == "possible":
            words = f"Possibly: {words}"
        if post.end_status:
            words += f" (end {Status(post.end_status).label.lower()})"
        yield words


@picture
def organization(request: HttpRequest, slug: str, written: Written, unit: str = "") -> HttpResponse:
    """How many people and units of a company or unit are known, and the arrivals and departures of a company."""
    found = organization_or_elsewhere(request, slug, unit, page=f"card.{written}")
    if isinstance(found, HttpResponse):
        return found
    clocks = asked_clocks(request)
    page = company_page(found, as_of=clocks.as_of, today=clocks.today, known_on=clocks.known_on)
    head, drawing = page.head, ""
    _, drawn = arrivals_and_departures(page, as_of=clocks.as_of)
    if drawn and not found.is_unit:
        drawing = balance_drawing(head, drawn, moves_at(found, clocks), narrow=True)
    kind = "Unit" if found.is_unit else "Company"
    lines = list(_known(head, clocks, moves=bool(drawing)))
    cited = citation_of_page(request, clocks, "", found.get_absolute_url(), page.newest_report)
    return _answer(request, Card(kind, head.name, tuple(lines), drawing, cited), written)


def _known(head: CompanyHead, clocks: Clocks, *, moves: bool) -> Iterator[str]:
    for parent in head.parents[:1]:
        yield f"Part of {parent.ref.name}"
    people = counted(head.certain, "known person,known people")
    yield f"{people} on {say_day(clocks.as_of)}"
    if head.units:
        yield counted(len(head.units), "known unit,known units")
    if moves:
        yield "Known arrivals and departures by quarter"


@picture
def flows(request: HttpRequest, written: Written) -> HttpResponse:
    """The moves of the last years between the companies that have the most."""
    clocks = asked_clocks(request)
    form = FlowsForm({})
    form.is_valid()
    wanted = form.wanted(clocks)
    told = bands_between(wanted)
    period = period_of(wanted)
    drawn = sankeys(told, address=lambda _band: "")
    moves = counted(told.moves, "known move,known moves")
    lines = [f"{moves} between {told.joined} companies, {period}."]
    lines += [f"{one.company.name}: {one.gained} joined, {one.lost} left" for one in told.nets[:4]]
    drawing = bands_drawing(told, drawn[-1], period, clocks) if drawn else ""
    title = "Moves between AI companies"
    card = Card(
        "Flows",
        title,
        tuple(lines),
        drawing,
        citation_of_page(request, clocks, "", reverse("web:flows"), newest_report(clocks.known_on)),
    )
    return _answer(request, card, written)


def _answer(request: HttpRequest, card: Card, written: Written) -> HttpResponse:
    name = f"reshuffle-{card.kind.lower()}-{card.cited.as_of}"
    return answer_of(request, card.svg(theme_of(request)), written, name, scale=1)
