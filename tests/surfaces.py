"""Every surface of the site, from its URL map, with the addresses that a walk asks for.

A new address needs an entry here: the walk fails until it has one, so that no surface forgets to
ask whether what it shows may be shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from companies.models import Organization
from people.models import Person
from tracker.news.models import Article, Outlet
from tracker.web.models import Permalink

#: Nothing that readers get: editors work here, behind a login of their own.
FOR_EDITORS = ("admin/", "ingest/", "review/", "correct/", "accounts/")

FEEDS = ("atom", "rss", "json")


@dataclass(frozen=True)
class Named:
    """What is looked for: the records of a scene by kind, and who else is shown beside them."""

    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    articles: tuple[Article, ...]
    outlets: tuple[Outlet, ...]
    #: Ids of facts by kind, as the API's addresses name them.
    facts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


type Parts = list[dict[str, Any]]
type Fill = Callable[[Named], Parts]


def _slugs(named: Named) -> Parts:
    return [{"slug": one.slug} for one in named.people]


def _companies(named: Named) -> Parts:
    return [{"slug": one.slug} for one in named.organizations]


def _units(named: Named) -> Parts:
    return [
        {"slug": one.parent.slug if one.parent else one.slug, "unit": one.slug}
        for one in named.organizations
    ]


def _written(fill: Fill) -> Fill:
    """The same as SVG. The PNG is drawn from it, and tells no reader of text anything."""
    return lambda named: [{**parts, "written": "svg"} for parts in fill(named)]


def _facts(kind: str) -> Fill:
    return lambda named: [{"id": pk} for pk in named.facts.get(kind, ())]


def _nothing(_named: Named) -> Parts:
    return [{}]


#: The kinds of fact whose evidence has an address, as it names them.
_BACKED = {
    "positions": "position",
    "moves": "move",
    "lines": "line",
    "event": "event",
    "stake": "stake",
    "statements": "statement",
}
#: How the parts of each address are filled, by the pattern. ``None``: it shows no records.
FILLED: dict[str, Fill | None] = {
    "": _nothing,
    "moves/": _nothing,
    "moves/new/": _nothing,
    "people/": _nothing,
    "people/<slug:slug>/": _slugs,
    "companies/": _nothing,
    "companies/<slug:slug>/": _companies,
    "companies/<slug:slug>/units/<slug:unit>/": _units,
    "companies/<slug:slug>/chart/": _companies,
    "companies/<slug:slug>/people/": _companies,
    "companies/<slug:slug>/units/<slug:unit>/people/": _units,
    "companies/<slug:slug>/units/<slug:unit>/chart/": _units,
    "flows/": _nothing,
    "evidence/<str:facts>/": lambda named: [
        {"facts": f"{name}-{pk}"}
        for kind, name in _BACKED.items()
        for pk in named.facts.get(kind, ())
    ],
    "articles/<int:article_id>/": lambda named: [{"article_id": a.pk} for a in named.articles],
    "stories/<int:story_id>/": lambda named: [{"story_id": a.story_id} for a in named.articles],
    "search/": _nothing,
    "search/suggest/": _nothing,
    "outlets/": _nothing,
    "outlets/<slug:slug>/": lambda named: [{"slug": one.slug} for one in named.outlets],
    "corrections/": _nothing,
    "permalinks/": _nothing,
    "permalinks/<slug:key>/": lambda _named: [{"key": one.key} for one in Permalink.objects.all()],
    "people/<slug:slug>/career.<picture:written>": _written(_slugs),
    "companies/<slug:slug>/chart.<picture:written>": _written(_companies),
    "companies/<slug:slug>/units/<slug:unit>/chart.<picture:written>": _written(_units),
    "companies/<slug:slug>/balance.<picture:written>": _written(_companies),
    "companies/<slug:slug>/events.<picture:written>": _written(_companies),
    "companies/<slug:slug>/lineage.<picture:written>": _written(_companies),
    "companies/<slug:slug>/units/<slug:unit>/events.<picture:written>": _written(_units),
    "companies/<slug:slug>/units/<slug:unit>/lineage.<picture:written>": _written(_units),
    "flows/chart.<picture:written>": _written(_nothing),
    "months.<picture:written>": _written(_nothing),
    "races.<picture:written>": _written(_nothing),
    "card.<picture:written>": _written(_nothing),
    "people/<slug:slug>/card.<picture:written>": _written(_slugs),
    "companies/<slug:slug>/card.<picture:written>": _written(_companies),
    "companies/<slug:slug>/units/<slug:unit>/card.<picture:written>": _written(_units),
    "flows/card.<picture:written>": _written(_nothing),
    "embed/people/<slug:slug>/": _slugs,
    "embed/companies/<slug:slug>/": _companies,
    "embed/companies/<slug:slug>/units/<slug:unit>/": _units,
    "embed/companies/<slug:slug>/chart/": _companies,
    "embed/companies/<slug:slug>/units/<slug:unit>/chart/": _units,
    "feeds/moves.<feed:written>": lambda _named: [{"written": one} for one in FEEDS],
    "feeds/corrections.<feed:written>": lambda _named: [{"written": one} for one in FEEDS],
    "feeds/people/<slug:slug>.<feed:written>": lambda named: [
        {"slug": person.slug, "written": one} for person in named.people for one in FEEDS
    ],
    "feeds/companies/<slug:slug>.<feed:written>": lambda named: [
        {"slug": company.slug, "written": one} for company in named.organizations for one in FEEDS
    ],
    "how-we-count/": _nothing,
    "how-good-is-this/": _nothing,
    "healthz": _nothing,
    "readyz": None,
    "api/": _nothing,
    "api/schema/": _nothing,
    "api/docs/": _nothing,
    "api/docs/try/": _nothing,
    "api/problems/<slug:name>/": lambda named: [{"name": one.slug} for one in named.people],
    "api/v1/": _nothing,
    "api/v1/moves.csv": _nothing,
    "api/v1/people/": _nothing,
    "api/v1/people/<slug:slug>/": _slugs,
    "api/v1/people/<slug:slug>/timeline/": _slugs,
    "api/v1/companies/": _nothing,
    "api/v1/companies/<slug:slug>/": _companies,
    "api/v1/companies/<slug:slug>/timeline/": _companies,
    "api/v1/companies/<slug:slug>/org-chart/": _companies,
    "api/v1/companies/<slug:slug>/org-diff/": _companies,
    "api/v1/flows/": _nothing,
    "api/v1/units/": _nothing,
    "api/v1/units/<slug:slug>/": _companies,
    "api/v1/positions/": _nothing,
    "api/v1/positions/<int:id>/": _facts("positions"),
    "api/v1/moves/": _nothing,
    "api/v1/moves/<int:id>/": _facts("moves"),
    "api/v1/reporting-lines/": _nothing,
    "api/v1/reporting-lines/<int:id>/": _facts("lines"),
    "api/v1/events/": _nothing,
    "api/v1/events/<event:id>/": lambda named: [
        {"id": f"{kind}-{pk}"} for kind in ("event", "stake") for pk in named.facts.get(kind, ())
    ],
    "api/v1/statements/": _nothing,
    "api/v1/statements/<int:id>/": _facts("statements"),
    "api/v1/articles/": _nothing,
    "api/v1/articles/<int:id>/": lambda named: [{"id": one.pk} for one in named.articles],
    "api/v1/stories/": _nothing,
    "api/v1/stories/<int:id>/": lambda named: [{"id": one.story_id} for one in named.articles],
    "api/v1/outlets/": _nothing,
    "api/v1/outlets/<slug:slug>/": lambda named: [{"slug": one.slug} for one in named.outlets],
    "api/v1/claims/": _nothing,
    "api/v1/claims/<int:id>/": _facts("claims"),
    "api/v1/sources/": _nothing,
    "api/v1/sources/<int:id>/": _facts("sources"),
    "api/v1/search/": _nothing,
    "api/^.*/$": None,
}


def patterns(
    found: list[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[str]:
    """Every pattern of the URL map, whole."""
    for one in get_resolver().url_patterns if found is None else found:
        whole = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, whole)
        else:
            yield whole


def of_readers() -> list[str]:
    """The patterns that readers can reach."""
    return [one for one in patterns() if not one.startswith(FOR_EDITORS)]


def addresses(pattern: str, named: Named) -> Iterator[str]:
    """The pattern's addresses for what is named; raises LookupError for one without an entry."""
    if pattern not in FILLED:
        raise LookupError(
            f"Nobody has said how to walk {pattern!r}: add it to FILLED in tests/surfaces.py, with"
            " the parts of its address filled from the scene's records, so that the walk sees"
            " whether it shows what was taken down."
        )
    fill = FILLED[pattern]
    for parts in fill(named) if fill else ():
        address = pattern
        for name, value in parts.items():
            before, _, rest = address.partition("<")
            converter, _, after = rest.partition(">")
            assert converter.partition(":")[2] == name, pattern
            address = f"{before}{value}{after}"
        yield f"/{address}"
