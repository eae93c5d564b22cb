"""Flows: moves between companies as bands and as a matrix, with the moves behind each."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.timeline.between import (
    DRAWN,
    FEWEST,
    Band,
    Bands,
    Between,
    Inside,
    Split,
    bands_between,
    inside,
    years_known,
)
from tracker.timeline.since import newest_report
from tracker.web.addresses import filled_in, without
from tracker.web.charts.composition import composition
from tracker.web.charts.matrix import matrix
from tracker.web.charts.net import bars
from tracker.web.charts.parts import SPLITS, key_of, key_said, listed
from tracker.web.charts.sankey import sankeys
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.days import say
from tracker.web.flow_form import VIEWS, YEARS, FlowsForm
from tracker.web.htmx import template_for
from tracker.web.views.reading import read, written_out

#: As many years as can be chosen at once, beside all.
_SPANS = (1, YEARS, 5, 10)
_LEASTS = (1, 2, 3, 5, 10, 20)
_ENDS = ("from_company", "to_company")
_BAND = "from_company=%s&to_company=%s"


@require_safe
@vary_on_headers("HX-Request")
def flows(request: HttpRequest) -> HttpResponse:
    """Known moves between companies in a period of years; blank filters are left out of the address."""
    query = filled_in(request.GET) or request.GET
    clocks = clocks_of(request)
    form = FlowsForm(query)
    fine = form.is_valid()
    if fine and form.cleaned_data["also"]:
        query = without(query, "also")
        query.appendlist("company", form.cleaned_data["also"])
    if query is not request.GET:
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
    wanted = form.wanted(clocks)
    told = bands_between(wanted)
    links = Links(query, wanted, clocks)
    band = told.band(*(form.cleaned_data.get(end, "") for end in _ENDS))
    view, split = form.cleaned_data.get("view") or VIEWS[0][0], form.split_by
    looked_into = (
        inside(wanted, told, band, as_of=clocks.as_of, around=written_out(request))
        if band
        else None
    )
    known = years_known() or (clocks.as_of.year, clocks.as_of.year)
    context = {
        "form": form,
        "refused": [error for errors in form.errors.values() for error in errors],
        "wanted": wanted,
        "told": told,
        "period": period_of(wanted),
        "spans": _spans(wanted, known[0], clocks, links),
        "drawn": DRAWN,
        "filtered": any(name in query for name in ("company", "kind", "seniority", "also")),
        "view": view,
        "views": [(word, links.to(view=name), name == view) for name, word in VIEWS],
        "split": split,
        "splits": [
            ("Not split", links.to(split=""), split is None),
            *(
                (f"Split by {word.lower()}", links.to(split=name), name == split)
                for name, word in SPLITS
            ),
        ],
        "sankeys": sankeys(told, address=links.moves, split=split) if view == "bands" else (),
        "matrix": matrix(told, address=links.moves, split=split) if view == "matrix" else None,
        "key": key_of(told, split, view),
        "key_said": key_said(told, split, view) if split else "",
        "families": families_of(told),
        "bands": [
            (one, links.moves(one), links.inside(one), *(listed(one, by) for by, _ in SPLITS))
            for one in told.bands
        ],
        "nets": list(zip(told.nets, bars(told.nets), _ways(told, links), strict=True)),
        **(_inside(looked_into, told, links) if looked_into else {}),
        "years": _years(wanted, known, clocks, form),
        "leasts": _options(_LEASTS, form["least"].value() or 1),
        "all_years": links.these(told, min(known[0], wanted.since), max(known[1], wanted.until))
        if wanted.since > known[0] and len(wanted.companies) < FEWEST
        else "",
        "first_year": known[0],
        "clear": reverse("web:flows") + clocks.query,
        "newest_report": newest_report(clocks.known_on),
    }
    template = template_for(request, "web/flows.html", "flows")
    return read(request, template, context, clocks=clocks, section="flows", refused=not fine)


def _inside(looked_into: Inside, told: Bands, links: "Links") -> dict[str, Any]:
    """One band, what it and the one the other way are made of, and where each leads."""
    band, back = looked_into.band, looked_into.back
    return {
        "inside": looked_into,
        "made_of": composition(band, back, address=links.part),
        "inside_moves": links.moves(band),
        "inside_every": links.every(band),
        "back_moves": links.moves(back) if back else "",
        "back_inside": links.inside(back) if back in told.bands else "",
    }


class Links:
    """Addresses that keep the filters of this one. Bands are many: what theirs share is put together once."""

    def __init__(self, query: QueryDict, wanted: Between, clocks: Clocks) -> None:
        self._here = without(query, *_ENDS)
        shared = [
            ("since", str(wanted.since)),
            ("until", str(wanted.until)),
            *(("status", one) for one in wanted.status),
            *(("kind", one) for one in wanted.kind),
            *(("seniority", one) for one in wanted.seniority),
            *clocks.pairs,
        ]
        self._shared = shared
        self._moves = f"{reverse('web:moves')}?{_BAND}&{_kept(urlencode(shared))}"
        self._every = f"{reverse('web:moves')}?{_kept(urlencode(clocks.pairs))}&{_BAND}".replace(
            "?&", "?"
        )
        self._inside = f"?{_BAND}&{_kept(self._here.urlencode())}#inside"

    def to(self, **changed: str) -> str:
        """This page with some of its parameters changed, left out where they are blank, and no band looked into."""
        given = [pair for pair in changed.items() if pair[1]]
        return f"?{urlencode([*_pairs(without(self._here, *changed)), *given])}"

    def these(self, told: Bands, since: int, until: int) -> str:
        """The same companies in other years."""
        kept = _pairs(without(self._here, "company", "since", "until"))
        named = [("company", one.slug) for one in told.companies]
        return f"?{urlencode([*kept, *named, ('since', since), ('until', until)])}"

    def inside(self, band: Band) -> str:
        """This page, looking into a band."""
        return self._inside % band.slugs

    def moves(self, band: Band) -> str:
        """The moves of a band in the list of moves, which counts the same."""
        return self._moves % band.slugs

    def part(self, band: Band, split: Split, name: str) -> str:
        """The moves of a band that are of one kind or rank in the list of moves, which counts the same."""
        column = "kind" if split == "kind" else "seniority"
        shared = [pair for pair in self._shared if pair[0] != column]
        pairs = [*zip(_ENDS, band.slugs, strict=True), *shared, (column, name)]
        return f"{reverse('web:moves')}?{urlencode(pairs)}"

    def every(self, band: Band) -> str:
        """All known moves between the two, whatever is counted here."""
        return self._every % band.slugs


def _kept(text: str) -> str:
    """``text`` as it has to stand where names are filled in by ``%``."""
    return text.replace("%", "%%")


def _pairs(query: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in query.lists() for value in values]


def _ways(told: Bands, links: Links) -> list[dict[str, str]]:
    """For each company of ``nets``: into the bands on either side of the one picked, or how to pick it."""
    if told.picked is None:
        return [{"pick": links.to(pick=one.company.slug)} for one in told.nets]
    bands = {(band.origin, band.destination): links.inside(band) for band in told.bands}
    return [
        {
            "gained": bands.get((one.company, told.picked), ""),
            "lost": bands.get((told.picked, one.company), ""),
        }
        for one in told.nets
    ]


def families_of(told: Bands) -> list[tuple[str, str]]:
    """The key of the bands' colours, where a company is picked out."""
    if told.picked is None:
        return []
    name = told.picked.name
    return [("in", f"Into {name}"), ("out", f"Out of {name}"), ("", "Between others")]


def period_of(wanted: Between) -> str:
    """``2023 to 2025``; ``2023 to 12 Jun 2025`` where the clock cuts it short."""
    last = wanted.last_day
    if wanted.first_day <= last != date(wanted.until, 12, 31):
        begin = "1 Jan" if last.year == wanted.since else wanted.since
        return f"{begin} to {say(last)}"
    if wanted.since == wanted.until:
        return str(wanted.since)
    return f"{wanted.since} to {wanted.until}"


def _spans(
    wanted: Between, first: int, clocks: Clocks, links: Links
) -> list[tuple[str, str, bool]]:
    """Other periods that end with the clock's year: the words, the address, and whether it is this one."""
    last = clocks.as_of.year
    begun = [
        ("1 year" if years == 1 else f"{years} years", last - years + 1)
        for years in _SPANS
        if last - years + 1 > first
    ]
    return [
        (
            words,
            links.to(since=str(since), until=str(last)),
            (wanted.since, wanted.until) == (since, last),
        )
        for words, since in [*begun, (f"All since {min(first, last)}", min(first, last))]
    ]


def _years(
    wanted: Between, known: tuple[int, int], clocks: Clocks, form: FlowsForm
) -> dict[str, list[dict[str, Any]]]:
    """The years to choose from, at both ends, with whatever was given."""
    first, last = known
    every = range(min(first, wanted.since), max(last, clocks.as_of.year, wanted.until) + 1)
    return {
        name: _options(every, form[name].value() or getattr(wanted, name))
        for name in ("since", "until")
    }


def _options(values: Iterable[int], given: object) -> list[dict[str, Any]]:
    """The options of a select, the given one chosen; what is none of them is kept as the first."""
    words = [str(value) for value in values]
    chosen = str(given)
    return [
        {"value": word, "chosen": word == chosen}
        for word in ([] if chosen in words else [chosen]) + words
    ]
