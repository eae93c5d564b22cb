"""What stands beside the list of moves: its filters with their counts, those that are set, and where they lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from people.titles import SENIORITIES
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.latest import FIRMEST_FIRST
from tracker.timeline.move_counts import Facet, MoveCounts
from tracker.timeline.move_lines import KIND_WORDS
from tracker.timeline.move_orders import NEWEST, MoveOrder
from tracker.timeline.moves import MoveFilter
from tracker.web.addresses import without
from tracker.web.clocks import Clocks
from tracker.web.days import say
from tracker.web.forms import BY_ENDS, SURELY, MovesForm

PLACES = ("before", "after")
#: How the list is shown, not what is in it.
SHOWN = ("ordering", "columns")
PICKS = (("company", "Company"), ("from_company", "From"), ("to_company", "To"))
#: As many years stand in sight; the others open.
YEARS = 6
#: The filters that leave some moves of a company out.
_NARROWING = (
    "status",
    "kind",
    "seniority",
    "since",
    "until",
    "surely",
    "ends",
    "q",
    "outlet",
    "person",
)
_STATUSES = dict(Status.choices)
_RANKS = dict(SENIORITIES)


def facets_of(counts: MoveCounts, wanted: MoveFilter) -> list[dict[str, Any]]:
    """The filters of which several can be ticked, each choice with how many moves it would show."""
    firmest = sorted(counts.statuses.choices, key=lambda pair: FIRMEST_FIRST.index(pair[0]))
    statuses = Facet(tuple(firmest), counts.statuses.at_least)
    return [
        _facet("status", "Status", statuses, _STATUSES, wanted.status),
        _facet("kind", "Type", counts.kinds, KIND_WORDS, wanted.kind),
        _facet("seniority", "Rank", counts.ranks, _RANKS, wanted.seniority),
    ]


def _facet(
    name: str, legend: str, facet: Facet, labels: Mapping[str, str], chosen: Iterable[str]
) -> dict[str, Any]:
    most = max((count for _, count in facet.choices), default=0) or 1
    return {
        "name": name,
        "legend": legend,
        "at_least": facet.at_least,
        "open": bool(chosen),
        "choices": [
            {
                "value": value,
                "label": labels[value],
                "count": count,
                "share": f"{count / most * 100:.0f}",
                "chosen": value in chosen,
            }
            for value, count in facet.choices
        ],
    }


def years_of(counts: MoveCounts, wanted: MoveFilter, query: QueryDict) -> list[dict[str, Any]]:
    """The years in which moves are known, newest first, each with the address of its list."""
    chosen = ""
    if wanted.since and wanted.until and wanted.since.year == wanted.until.year:
        chosen = str(wanted.since.year)
    found = []
    for year, count in counts.years.choices:
        changed = without(query, *PLACES, "since", "until")
        if year != chosen:
            changed["since"] = changed["until"] = year
        here = {"chosen": year == chosen, "to": f"?{changed.urlencode()}"}
        found.append({"label": year, "count": count, **here})
    return found


def active_of(query: QueryDict, form: MovesForm, names: Mapping[str, str]) -> list[dict[str, str]]:
    """The filters that are set, each with the address of the same list without it."""
    active = []
    for field in form.fields:
        if field in SHOWN or field in form.errors:
            continue
        values = [value for value in query.getlist(field) if value]
        for value in values:
            changed = without(query, *PLACES)
            changed.setlist(field, [other for other in values if other != value])
            without_it = f"?{changed.urlencode()}"
            active.append({"label": _label(field, value, names), "without": without_it})
    return active


def _label(field: str, value: str, names: Mapping[str, str]) -> str:
    match field:
        case "status" | "kind" | "seniority":
            return (_STATUSES | KIND_WORDS | _RANKS).get(value, value)
        case "company" | "from_company" | "to_company":
            lead = {"from_company": "From ", "to_company": "To "}.get(field, "")
            return lead + names.get(value, value)
        case "unit":
            return names.get(value, value)
        case "since" | "until":
            lead = "Since " if field == "since" else "Until "
            return lead + say(PartialDate.parse(value))
        case "surely":
            return SURELY
        case "ends":
            return BY_ENDS[value]
        case "q":
            return f"“{value}”"
        case _:
            return f"{field.capitalize()}: {value}"


def ends_of(wanted: MoveFilter, names: Mapping[str, str]) -> str:
    """The companies and the unit in words: ``in FAIR from Meta``."""
    ends = (
        ("in", wanted.unit),
        ("at", wanted.company),
        ("from", wanted.from_company),
        ("to", wanted.to_company),
    )
    return " ".join(f"{word} {names.get(slug, slug)}" for word, slug in ends if slug)


@dataclass(frozen=True, slots=True)
class Counting:
    """What a list of moves counts, in words; the list without its filters, and those of one status each, as words and
    address; and the flows between its two ends, which count less.
    """

    words: str
    wider: tuple[str, str] | None
    narrower: tuple[tuple[str, str], ...]
    flows: str
    #: The same list with those of which the day may lie beyond the period; empty where they are in it.
    unsure: str


def counting_of(
    counts: MoveCounts,
    wanted: MoveFilter,
    names: Mapping[str, str],
    query: QueryDict,
    clocks: Clocks,
) -> Counting | None:
    """What a list of the moves of a company counts; None for one that names none."""
    ends = ends_of(wanted, names)
    if not ends:
        return None
    chosen = (
        ("", _STATUSES, wanted.status),
        (", of the type ", KIND_WORDS, wanted.kind),
        (", of the rank ", _RANKS, wanted.seniority),
    )
    told = [
        lead + _or([labels[one].lower() for one in values])
        for lead, labels, values in chosen
        if values
    ]
    words = (
        "moves that are "
        if wanted.status
        else "moves of any status, also those only reported or taken back"
    )
    statuses = counts.statuses
    known = sum(number for _, number in statuses.choices)
    narrowed = [name for name in _NARROWING if query.get(name)]
    exact = narrowed == ["status"] and not statuses.at_least
    every = f"?{without(query, *PLACES, *_NARROWING).urlencode()}"
    wider = f"{known:,} of any status" if exact else f"all known moves {ends}"
    found = [(value, number) for value, number in statuses.choices if number]
    apart = len(found) > 1 and not wanted.status and not statuses.at_least
    pair = [("company", wanted.from_company), ("company", wanted.to_company), *clocks.pairs]
    two = wanted.from_company and wanted.to_company and not wanted.unit
    dated = ", and surely lie within the period" if wanted.surely else ""
    return Counting(
        f"Counted are {words}{''.join(told)}{dated}.",
        (wider, every) if narrowed else None,
        tuple(
            (f"{number:,} {_STATUSES[value].lower()}", _with_status(query, value))
            for value, number in sorted(found, key=lambda one: FIRMEST_FIRST.index(one[0]))
            if apart
        ),
        f"{reverse('web:flows')}?{urlencode(pair)}" if two else "",
        f"?{without(query, *PLACES, 'surely').urlencode()}" if wanted.surely else "",
    )


def _with_status(query: QueryDict, status: str) -> str:
    changed = without(query, *PLACES)
    changed["status"] = status
    return f"?{changed.urlencode()}"


def _or(words: list[str]) -> str:
    *some, last = words or [""]
    return f"{', '.join(some)} or {last}" if some else last


def period_of(wanted: MoveFilter) -> tuple[date | None, date | None] | None:
    """The first and the last day of the moves that are wanted; None where neither is set. What is announced may come after
    today, and a clock may be turned back behind the first day: then there is no last one.
    """
    since, until = wanted.since, wanted.until
    if since and until and until < since:
        until = None
    return (since, until) if since or until else None


def scope_of(wanted: MoveFilter, names: Mapping[str, str]) -> str:
    """The filters in words: ``at Meta, 1 Jan 2023 to 20 Dec 2025``, ``at Meta, from 1 Jan 2023 on``."""
    told = [BY_ENDS[wanted.ends].lower() if wanted.ends else "", ends_of(wanted, names)]
    scope = " ".join(filter(None, told))
    if (period := period_of(wanted)) is None:
        return scope
    since, until = (say(day) if day else "" for day in period)
    days = (
        f"{since} to {until}"
        if since and until
        else f"from {since} on"
        if since
        else f"up to {until}"
    )
    return f"{scope}, {days}" if scope else days


def api_query(wanted: MoveFilter, order: MoveOrder) -> str:
    """The same list as the API asks for it, by the same names."""
    pairs: list[tuple[str, str]] = []
    for name in MoveFilter.__dataclass_fields__:
        value = getattr(wanted, name)
        values = value if isinstance(value, tuple) else (value,)
        pairs += [(name, _in_words(one)) for one in values if one]
    if order != NEWEST:
        pairs.append(("ordering", order.name))
    return f"?{urlencode(pairs)}" if pairs else ""


def exports_of(wanted: MoveFilter, order: MoveOrder) -> list[tuple[str, str]]:
    """Where the list is had as a table and as data."""
    query = api_query(wanted, order)
    return [
        ("CSV", reverse("api:moves-csv") + query),
        ("JSON", reverse("api:moves") + query),
    ]


def _in_words(value: object) -> str:
    return "1" if value is True else str(value)
