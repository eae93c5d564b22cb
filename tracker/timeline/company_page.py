"""All that the page of a company or unit tells, in few questions however much it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from companies.models import Organization
from tracker.claims.withholding import withheld
from tracker.kernel.prepared import Given, Prepared
from tracker.timeline.changes_told import Telling, questions_of_steps, steps_of
from tracker.timeline.companies import CompanyHead, head_of, named_in, questions_of_head
from tracker.timeline.company_chart import Sketch, days_of_names, names_for, questions_of_chart
from tracker.timeline.corrections.marks import ids_by_kind, marks_told, question_of_marks
from tracker.timeline.evidence import EvidenceBook
from tracker.timeline.happening_rows import latest_rows, placed
from tracker.timeline.happenings import Happening, happenings
from tracker.timeline.lineage import UnitLine, lineage, question_of_lineage
from tracker.timeline.looks import by_tag, together
from tracker.timeline.org_picture import OrgPicture, days_of, questions_of_days
from tracker.timeline.organizations import (
    look_up,
    named_by,
    organizations_of,
    put_in,
    standing_for,
)
from tracker.timeline.roster import Shelf, question_of_roster
from tracker.timeline.since import question_of_mark, question_of_report, report_day
from tracker.timeline.stream import (
    Stream,
    StreamPart,
    StreamPlace,
    ids_of,
    part_of_stream,
    stream_of,
)
from tracker.timeline.structure_rows import day_of_names
from tracker.timeline.traffic import (
    Traffic,
    lines_of_traffic,
    questions_of_traffic,
    traffic_of,
)
from tracker.timeline.units import units_there


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """What the page tells. Of a page of which only the stream is wanted the rest is empty, but for the head.

    ``days`` are those on which its chart may have changed, with how much did. ``picture`` is that chart, where it was asked
    for.
    """

    head: CompanyHead
    stream: Stream
    #: The evidence of its stream, and of the posts ``beside`` it.
    book: EvidenceBook
    traffic: Traffic | None = None
    days: Sequence[tuple[date, int]] = ()
    #: Its latest events and stakes, newest first.
    happenings: Sequence[Happening] = ()
    #: Its units with their lineage.
    units: Sequence[UnitLine] = ()
    #: The place in the history of moves from which an open page counts what is new.
    mark: int = 0
    #: The day of the newest report on record, of any company's move.
    newest_report: date | None = None
    #: Of a unit, what is told of its beginning and end.
    steps: Sequence[tuple[str, Telling]] = ()
    picture: OrgPicture | None = None


def company_page(
    organization: Organization,
    *,
    as_of: date,
    today: date,
    known_on: date | None = None,
    about: str = "",
    status: Sequence[str] = (),
    before: StreamPlace | None = None,
    whole: bool = True,
    beside: frozenset[int] = frozenset(),
    charted: bool = False,
    since: date | None = None,
) -> CompanyPage:
    """What is known of a company or unit on ``as_of``, as one could know it on ``known_on``; seven queries,
    two more where its roster is not kept.

    ``about``, ``status`` and ``before`` are those of its stream; ``whole`` False leaves out all else
    but the head. ``beside`` are positions whose evidence is wanted with that of the stream. ``charted``: with its
    org chart, beside that of the day ``since`` if one is given.
    """
    everything = as_of == today
    clocks: Any = {"as_of": as_of, "known_on": known_on, "everything": everything}
    part = StreamPart(about, status, before)
    rows, happened = latest_rows(organization, part, **clocks)
    found = part_of_stream(organization, part, placed(happened, known_on), **clocks)
    shelf = Shelf.of(organization, known_on=known_on)
    asked = _QUESTIONS.rows(
        top=organization.pk,
        unit=organization.is_unit,
        as_of=as_of,
        known_on=known_on,
        everything=everything,
        whole=whole,
        charted=charted,
        since=since,
        **days_of_names(as_of, since, known_on),
        itself=[organization.pk] if organization.is_unit else None,
        **shelf.given,
        **ids_by_kind(ids_of(found)),
    )
    lines = by_tag(asked)
    lines |= lines_of_traffic(lines)
    roster = shelf.roster(lines)
    pairs = [one.pair for one in found]
    named = named_by(pairs) | named_in(lines)
    named = named.union(*(row.named for row in rows))
    days = [since, as_of] if since else [as_of]
    sketch = (
        Sketch.of(organization, roster, lines, days=days, known_on=known_on) if charted else None
    )
    said = names_for(named, sketch, known_on=known_on) if sketch else {}
    organizations = organizations_of(said) if sketch else look_up(named)
    put_in(pairs, organizations)
    marks = marks_told(lines["marks"])
    names = sketch.staff.structure.names if sketch else withheld()
    stream, book = stream_of(
        found, organization, marks, names, as_of=as_of, known_on=known_on, beside=beside
    )
    replies = tuple(reply.text for reply in book.of("organization", organization.pk))
    head = head_of(
        roster,
        organization,
        lines,
        organizations,
        as_of=as_of,
        known_on=known_on,
        everything=everything,
        hidden=names,
        replies=replies,
    )
    mark = sum(line.number for line in lines.get("mark", ()))
    newest = report_day(lines)
    if not whole:
        return CompanyPage(head, stream, book, mark=mark, newest_report=newest)
    turned_back = not everything or known_on is not None
    units = lineage(
        [line.one for line in units_there(lines.get("unit", ()), roster, as_of=as_of) if line.one],
        rows,
        lines.get("lineage", ()),
        organizations,
        until=day_of_names(as_of, known_on) if turned_back else None,
    )
    return CompanyPage(
        head,
        stream,
        book,
        traffic_of(lines, organizations),
        days_of(roster, lines, until=today),
        happenings(rows, organization, organizations, as_of=as_of, names=names),
        units,
        mark,
        newest,
        steps_of(organization.pk, lines, names, as_of=as_of) if organization.is_unit else (),
        sketch.picture(said, lines, organizations) if sketch else None,
    )


def _questions(
    *,
    top: int,
    unit: bool,
    as_of: date,
    known_on: date | None,
    everything: bool,
    whole: bool,
    charted: bool,
    since: date | None,
    named: date,
    since_named: date | None,
    itself: Given | None,
    company: int,
    snapshot: str | None,
    guests: list[int],
    **told: Given,
) -> QuerySet[Any, Any]:
    """All that the page asks in few words; ``told`` are the ids of what its stream tells, by kind."""
    organization = standing_for(top, unit=unit)
    questions = [
        question_of_mark(),
        question_of_report(known_on),
        question_of_roster(top, company, snapshot, guests),
        question_of_marks("marks", Organization.objects.filter(pk=top), told),
        *questions_of_head(organization, as_of=as_of, known_on=known_on, everything=everything),
    ]
    if whole:
        questions += [
            question_of_lineage(organization),
            *questions_of_days(organization, known_on=known_on),
            *questions_of_traffic(organization, as_of=as_of, known_on=known_on),
            *(questions_of_steps(itself, known_on=known_on) if itself is not None else ()),
        ]
    if charted:
        questions += questions_of_chart(
            top,
            as_of=as_of,
            named=named,
            since=since,
            since_named=since_named,
            known_on=known_on,
        )
    return together(questions)


_QUESTIONS = Prepared(_questions, planned=True)
