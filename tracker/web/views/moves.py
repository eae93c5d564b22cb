"""The list of moves, its filters in its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.models import MoveKind
from people.titles import SENIORITIES
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.companies import companies_with_moves
from tracker.timeline.latest import move_lines, pairs_of
from tracker.timeline.moves import (
    MoveCounts,
    MoveFilter,
    NotAPlace,
    Place,
    count_moves,
    page_of_moves,
)
from tracker.web.addresses import filled_in, without
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.forms import MovesForm
from tracker.web.htmx import template_for
from tracker.web.templatetags.reshuffle import say
from tracker.web.views.reading import read

PAGE_SIZE = 30
_PICKS = (("company", "Company"), ("from_company", "From"), ("to_company", "To"))
_PLACES = ("before", "after")


@require_safe
@vary_on_headers("HX-Request")
def moves(request: HttpRequest) -> HttpResponse:
    """Known moves, newest first, as the address filters them; blank filters are left out of it."""
    if (filled := filled_in(request.GET)) is not None:
        return HttpResponseRedirect(f"{request.path}?{filled.urlencode()}")
    clocks = clocks_of(request)
    form = MovesForm(request.GET)
    fine = form.is_valid()
    until = None if clocks.as_of == clocks.today else clocks.as_of
    wanted = (
        form.wanted(known_on=clocks.known_on, until=until)
        if fine
        else MoveFilter(known_on=clocks.known_on, until=until)
    )
    places, lost = _places(request.GET)
    page = page_of_moves(wanted, size=PAGE_SIZE, **places)
    counts = count_moves(wanted)
    companies = companies_with_moves()
    names = dict(companies)
    context = {
        "form": form,
        "page": page,
        "moves": move_lines(pairs_of(page.rows), as_of=clocks.as_of, known_on=clocks.known_on),
        "counts": counts,
        "facets": _facets(counts, wanted),
        "companies": companies,
        "picks": [
            {"name": name, "label": label, "value": getattr(wanted, name)} for name, label in _PICKS
        ],
        "kept": [
            *clocks.pairs,
            *(
                (name, getattr(wanted, name))
                for name in ("person", "outlet")
                if getattr(wanted, name)
            ),
            *(("seniority", rank) for rank in wanted.seniority),
        ],
        "active": _active(request.GET, form, names) if fine else [],
        "filtered": any(value for name, value in request.GET.items() if name in form.fields),
        "scope": _scope(wanted, names, clocks),
        "newer": _at(request.GET, after=page.newer),
        "older": _at(request.GET, before=page.older),
    }
    template = template_for(request, "web/moves.html", "list")
    return read(
        request, template, context, clocks=clocks, section="moves", refused=not fine or lost
    )


def _places(query: QueryDict) -> tuple[dict[str, Place], bool]:
    """Where in the list the page begins, and whether the address names a place that is none."""
    for name in _PLACES:
        if text := query.get(name):
            try:
                return {name: Place.parse(text)}, False
            except NotAPlace:
                return {}, True
    return {}, False


def _facets(counts: MoveCounts, wanted: MoveFilter) -> dict[str, list[dict[str, Any]]]:
    def facet(
        pairs: tuple[tuple[str, int], ...], labels: dict[str, str], chosen: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        most = max((count for _, count in pairs), default=0) or 1
        return [
            {
                "value": value,
                "label": labels[value],
                "count": count,
                "share": f"{count / most * 100:.0f}",
                "chosen": value in chosen,
            }
            for value, count in pairs
        ]

    firmest_first = tuple(sorted(counts.statuses, key=lambda pair: _ORDER.index(pair[0])))
    return {
        "status": facet(firmest_first, dict(Status.choices), wanted.status),
        "kind": facet(counts.kinds, dict(MoveKind.choices), wanted.kind),
    }


_ORDER = ("done", "announced", "reported", "rumoured", "denied", "reversed")


def _at(query: QueryDict, **place: Place | None) -> str:
    """The address of the page that begins at ``place``; nothing when there is none."""
    ((name, value),) = place.items()
    if value is None:
        return ""
    changed = without(query, *_PLACES)
    changed[name] = str(value)
    return f"?{changed.urlencode()}"


def _active(query: QueryDict, form: MovesForm, names: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are set, each with the address of the same list without it."""
    active = []
    words = {**dict(Status.choices), **dict(MoveKind.choices), **dict(SENIORITIES)}
    for field in form.fields:
        values = [value for value in query.getlist(field) if value]
        for value in values:
            changed = without(query, *_PLACES)
            changed.setlist(field, [other for other in values if other != value])
            active.append(
                {
                    "label": _label(field, value, names, words),
                    "without": f"?{changed.urlencode()}",
                }
            )
    return active


def _label(field: str, value: str, names: dict[str, str], words: dict[str, str]) -> str:
    match field:
        case "status" | "kind" | "seniority":
            return words.get(value, value)
        case "company" | "from_company" | "to_company":
            lead = {"from_company": "From ", "to_company": "To "}.get(field, "")
            return lead + names.get(value, value)
        case "since" | "until":
            lead = "Since " if field == "since" else "Until "
            return lead + say(PartialDate.parse(value))
        case "q":
            return f"“{value}”"
        case _:
            return f"{field.capitalize()}: {value}"


def _scope(wanted: MoveFilter, names: dict[str, str], clocks: Clocks) -> str:
    """The filters in words: ``at Meta, 2023 to 20 Dec 2025``."""
    parts = []
    if wanted.company:
        parts.append(f"at {names.get(wanted.company, wanted.company)}")
    if wanted.from_company:
        parts.append(f"from {names.get(wanted.from_company, wanted.from_company)}")
    if wanted.to_company:
        parts.append(f"to {names.get(wanted.to_company, wanted.to_company)}")
    scope = " ".join(parts)
    if wanted.since or wanted.until:
        since = f"{say(wanted.since)} to " if wanted.since else "up to "
        scope = f"{scope}{', ' if scope else ''}{since}{say(wanted.until or clocks.as_of)}"
    return scope
