"""The list of moves: what is in it, its order and its columns stand in its address."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.timeline.companies import companies_with_moves
from tracker.timeline.latest import move_lines, pairs_of
from tracker.timeline.move_counts import COUNTED, count_moves, count_units
from tracker.timeline.move_lines import from_unit
from tracker.timeline.move_orders import NEWEST, ORDERINGS, MoveOrder, NotAPlace, Place
from tracker.timeline.move_pages import MovePage, page_of_moves
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import ref_org
from tracker.timeline.wording import Ref
from tracker.web.addresses import filled_in, without
from tracker.web.clocks import clocks_of
from tracker.web.forms import MovesForm, view_of
from tracker.web.htmx import template_for
from tracker.web.move_columns import COLUMNS, USUAL
from tracker.web.move_facets import (
    PICKS,
    PLACES,
    YEARS,
    active_of,
    counting_of,
    ends_of,
    exports_of,
    facets_of,
    period_of,
    scope_of,
    years_of,
)
from tracker.web.views.reading import read, written_out

PAGE_SIZE = 30


@require_safe
@vary_on_headers("HX-Request")
def moves(request: HttpRequest) -> HttpResponse:
    """Known moves as the address filters and sorts them; what changes nothing is left out of it."""
    clocks = clocks_of(request)
    tidy = _tidied(request.GET)
    query = request.GET if tidy is None else tidy
    form = MovesForm(query)
    form.full_clean()
    if tidy is not None or form.by_slug:
        return _lead_to(request, query, form.by_slug)
    until = None if clocks.as_of == clocks.today else clocks.as_of
    wanted = form.wanted(known_on=clocks.known_on, until=until)
    understood = wanted.understood()
    order = form.order
    ids = {company.slug: company.pk for company in form.companies.values()}
    names = {company.slug: ref_org(company).name for company in form.companies.values()}
    page, lost = _page(request.GET, understood, order, ids)
    counts = count_moves(understood, ids)
    units = count_units(understood, _whose_units(form), ids)
    view = view_of(request.GET)
    years = years_of(counts, wanted, request.GET)
    scope = scope_of(wanted, names)
    lines = move_lines(
        pairs_of(page.rows),
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        around=written_out(request),
    )
    unit = form.companies.get("unit")
    with_moves, newest = companies_with_moves(clocks.known_on)
    companies = _by_name(with_moves)
    context = {
        "form": form,
        "refused": form.refused,
        "lost": lost,
        "page": page,
        "moves": from_unit(lines, ref_org(unit)) if unit is not None else lines,
        "counts": counts,
        "counted": COUNTED,
        "facets": facets_of(counts, wanted),
        "years": (years[:YEARS], years[YEARS:]),
        "companies": companies,
        "picks": [(name, label, _as_typed(form, name, companies)) for name, label in PICKS],
        "order": order,
        "caption": f"Known moves by {order.label[0].lower()}{order.label[1:]}",
        "orderings": list(ORDERINGS.items()),
        "columns": form.shown,
        "wide": not {*form.shown} <= {*USUAL},
        "all_columns": list(COLUMNS.items()),
        "kept": _pairs(request.GET, "person", "outlet", "surely", "columns", "as_of", "known_on"),
        "kept_for_columns": _pairs(view, *(name for name in view if name != "columns")),
        "kept_in_citation": (*MovesForm.base_fields,),
        "active": active_of(request.GET, form, names),
        "units": units,
        "unit": form.cleaned_data.get("unit") or form["unit"].data or "",
        "unit_name": names.get(wanted.unit, ""),
        "unit_is_offered": any(one.ref.slug == wanted.unit for one in units),
        "elsewhere": _elsewhere(request.GET, form),
        "scope": scope,
        "ends": ends_of(wanted, names),
        "counting": counting_of(counts, wanted, names, request.GET, clocks),
        "between": period_of(wanted),
        "cited_as": f"Moves {scope}".strip(),
        "exports": exports_of(wanted, order),
        "address": request.build_absolute_uri(f"{request.path}?{view.urlencode()}").removesuffix(
            "?"
        ),
        "newest_report": newest,
        "newer": _at(request.GET, after=page.newer),
        "older": _at(request.GET, before=page.older),
    }
    template = template_for(request, "web/moves.html", "list")
    refused = bool(form.errors) or lost
    answer = read(request, template, context, clocks=clocks, section="moves", refused=refused)
    if refused:
        answer["HX-Reswap"] = "outerMorph show:top"
    return answer


def _tidied(query: QueryDict) -> QueryDict | None:
    """``query`` without blanks, the usual order and the usual columns; None where it has none of these."""
    tidy = filled_in(query)
    changed = query if tidy is None else tidy
    usual = [
        name
        for name, value in (("ordering", [NEWEST.name]), ("columns", list(USUAL)))
        if changed.getlist(name) == value
    ]
    return without(changed, *usual) if usual else tidy


def _lead_to(request: HttpRequest, query: QueryDict, slugs: Mapping[str, str]) -> HttpResponse:
    """The list of ``query``, its companies and units named by their slugs of today."""
    query = query.copy()
    for name, slug in slugs.items():
        query[name] = slug
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}".removesuffix("?"))


def _by_name(companies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What companies are typed as, by slug: their names, and their slugs where another is called the same."""
    pairs = list(companies)
    called = Counter(name.casefold() for _, name in pairs)
    return {slug: name if called[name.casefold()] == 1 else slug for slug, name in pairs}


def _as_typed(form: MovesForm, end: str, companies: Mapping[str, str]) -> str:
    """What stands in the field of a company: its name, where that leads back to it."""
    named = form.companies.get(end)
    if named is None:
        return form[end].data or ""
    name = ref_org(named).name
    return companies.get(named.slug, named.slug if name in companies.values() else name)


def _page(
    query: QueryDict, wanted: MoveFilter, order: MoveOrder, ids: Mapping[str, int]
) -> tuple[MovePage, bool]:
    """The page, and whether the address names a place that is none: then it is the first one."""
    try:
        for name in PLACES:
            if text := query.get(name):
                place = {name: Place.parse(text, order)}
                page = page_of_moves(wanted, size=PAGE_SIZE, order=order, ids=ids, **place)
                return page, False
    except NotAPlace:
        return page_of_moves(wanted, size=PAGE_SIZE, order=order, ids=ids), True
    return page_of_moves(wanted, size=PAGE_SIZE, order=order, ids=ids), False


def _whose_units(form: MovesForm) -> dict[str, int]:
    """The companies that the address names, or to which the unit belongs that it names, by slug."""
    named = {one.company for one in form.companies.values()}
    return {company.slug: company.pk for company in named}


def _elsewhere(query: QueryDict, form: MovesForm) -> list[tuple[Ref, Ref, str]]:
    """The units that the address names as companies, each with its company and the address of its own list."""
    units = []
    for end, named in form.companies.items():
        if named.is_unit and end != "unit":
            changed = without(query, *PLACES)
            changed[end] = named.company.slug
            changed["unit"] = named.slug
            units.append((ref_org(named), ref_org(named.company), f"?{changed.urlencode()}"))
    return units


def _pairs(query: QueryDict, *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in query.getlist(name)]


def _at(query: QueryDict, **place: Place | None) -> str:
    """The address of the page that begins at ``place``; nothing when there is none."""
    ((name, value),) = place.items()
    if value is None:
        return ""
    changed = without(query, *PLACES)
    changed[name] = str(value)
    return f"?{changed.urlencode()}"
