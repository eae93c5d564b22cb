"""The pages of people, and the indexes of people and companies."""

from collections.abc import Sequence
from itertools import groupby
from string import ascii_lowercase

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.timeline.companies import companies_index
from tracker.timeline.people import INDEX_SIZE, Listed, people_index, person_timeline
from tracker.web.charts.career import careers
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.linked_data import person_data
from tracker.web.views.finding import person_or_elsewhere
from tracker.web.views.reading import read


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one person."""
    clocks = clocks_of(request)
    found = person_or_elsewhere(request, slug)
    if isinstance(found, HttpResponse):
        return found
    known = person_timeline(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    context = {
        "person": found,
        "known": known,
        "data": person_data(
            found,
            names=known.names,
            held=known.held,
            url=request.build_absolute_uri(found.get_absolute_url()),
        ),
        "career": careers(known.posts, as_of=clocks.as_of, later=clocks.as_of == clocks.today),
        "live_mark": None if clocks.turned_back else known.mark,
    }
    return read(request, "web/person.html", context, clocks=clocks, section="people")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on record, by the first letter of their address."""
    clocks = clocks_of(request)
    initial = _initial(request)
    return _index(
        request,
        people_index(
            as_of=clocks.as_of,
            known_on=clocks.known_on,
            initial=initial,
            everything=clocks.as_of == clocks.today,
        ),
        clocks,
        heading="People",
        lede="People in public professional life, with what they hold on the day above.",
        section="people",
        initial=initial,
    )


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Every company on record, by the first letter of its address."""
    clocks = clocks_of(request)
    initial = _initial(request)
    return _index(
        request,
        companies_index(
            as_of=clocks.as_of,
            known_on=clocks.known_on,
            initial=initial,
            everything=clocks.as_of == clocks.today,
        ),
        clocks,
        heading="Companies",
        lede="Companies, universities, funds and labs. Counts are of known people, never headcount.",
        section="companies",
        initial=initial,
    )


def _initial(request: HttpRequest) -> str:
    letter = request.GET.get("initial", "").lower()
    return letter if len(letter) == 1 and letter.isascii() and letter.isalnum() else ""


def _index(
    request: HttpRequest,
    listed: Sequence[Listed],
    clocks: Clocks,
    *,
    heading: str,
    lede: str,
    section: str,
    initial: str,
) -> HttpResponse:
    groups = [
        (letter.upper(), list(group))
        for letter, group in groupby(listed, key=lambda record: record.ref.slug[:1])
    ]
    context = {
        "heading": heading,
        "lede": lede,
        "groups": groups,
        "letters": ascii_lowercase,
        "initial": initial,
        "here": reverse(f"web:{section}"),
        "cut": len(listed) == INDEX_SIZE,
        "shown": INDEX_SIZE,
    }
    return read(request, "web/index.html", context, clocks=clocks, section=section)
