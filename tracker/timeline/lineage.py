"""The units of a company, each with what it came from and what became of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from companies.models import Organization, Succession
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.companies import AFTER, BEFORE
from tracker.timeline.happening_rows import Row
from tracker.timeline.happenings import LANES, place_of
from tracker.timeline.looks import Line, question
from tracker.timeline.organizations import Organizations
from tracker.timeline.refs import ref_org, ref_org_or_none
from tracker.timeline.stream import StreamPlace
from tracker.timeline.wording import Ref

#: As many links of succession as the lineage of one company's units is told from.
MOST = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """One step: ``word`` joins the unit and ``ref``. ``place`` is where the stream has its sentences;
    a link of succession, which rests on no sentence, has none.
    """

    word: str
    ref: Ref | None
    when: PartialDate | None
    status: str = Status.DONE.value
    place: StreamPlace | None = None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its steps, the first first."""

    ref: Ref
    passages: tuple[Passage, ...] = ()


def question_of_lineage(organization: Organization) -> QuerySet[Any, Any]:
    """Links of succession at either end of which is one of its units."""
    found = Succession.objects.filter(
        Q(earlier__parent=organization) | Q(later__parent=organization)
    )
    return question(
        "lineage",
        found.order_by("pk")[:MOST],
        word="kind",
        one="earlier",
        other="later",
        since="happened",
    )


def lineage(
    units: Iterable[int],
    rows: Iterable[Row],
    links: Sequence[Line],
    organizations: Organizations,
    *,
    until: date | None,
) -> list[UnitLine]:
    """The units by name. ``until`` leaves out links that surely came later: of a turned-back clock."""
    steps: dict[int, dict[tuple[str, str], Passage]] = {}
    for unit, passage in (
        *_of_events(rows, organizations),
        *_of_links(links, organizations, until),
    ):
        key = (_SAME.get(passage.word, passage.word), passage.ref.slug if passage.ref else "")
        steps.setdefault(unit, {}).setdefault(key, passage)
    found = [(ref_org(organizations[pk]), pk) for pk in units]
    return [
        UnitLine(ref, tuple(sorted(steps.get(pk, {}).values(), key=_first_first)))
        for ref, pk in sorted(found, key=lambda unit: (unit[0].name.casefold(), unit[1]))
    ]


#: Words of links that say the same as one of an event.
_SAME = {BEFORE["renamed"]: "was"}


def _first_first(passage: Passage) -> date:
    return passage.when.sort_day if passage.when else date.min


def _of_events(rows: Iterable[Row], organizations: Organizations) -> Iterator[tuple[int, Passage]]:
    """What is told of either unit that an event names."""
    for row in rows:
        if row.kind not in LANES["Units"] or row.unit is None:
            continue
        told: Mapping[str, Any] = {
            "when": row.happened,
            "status": row.status,
            "place": place_of(row),
        }
        into = ref_org_or_none(organizations[row.into]) if row.into is not None else None
        match row.kind:
            case "unit_created":
                yield row.unit, Passage("created", None, **told)
            case "unit_dissolved":
                yield row.unit, Passage("dissolved", None, **told)
            case kind:
                renamed = kind == "unit_renamed"
                yield row.unit, Passage("renamed" if renamed else "merged into", into, **told)
                if row.into is not None:
                    unit = ref_org_or_none(organizations[row.unit])
                    yield row.into, Passage("was" if renamed else "took in", unit, **told)


def _of_links(
    links: Sequence[Line], organizations: Organizations, until: date | None
) -> Iterator[tuple[int, Passage]]:
    for line in links:
        if line.one is None or line.other is None:
            continue
        begins = line.since.earliest if line.since else None
        if until is not None and begins is not None and begins > until:
            continue
        earlier, later = (ref_org_or_none(organizations[pk]) for pk in (line.one, line.other))
        if earlier is not None and later is not None:
            yield line.one, Passage(AFTER[line.word], later, line.since)
            yield line.other, Passage(BEFORE[line.word], earlier, line.since)
