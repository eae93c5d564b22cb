"""What is on record of the people who may be meant: where they are known, and under which titles."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from companies.models import Organization, OrganizationName, Succession
from people.models import Position
from tracker.claims.models import Claim, ClaimType, Decision
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.whole_words import has_words
from tracker.news.models import Article, Outlet, OutletDomain

#: Claims that name where somebody comes from or goes to.
_MOVING = (ClaimType.JOINED, ClaimType.LEFT)


@dataclass(slots=True)
class Dossier:
    """The companies and units at which somebody is known, by id, with their titles there."""

    titles: dict[int, set[str]] = field(default_factory=dict)

    def add(self, place: int | None, title: str = "") -> None:
        if place is not None:
            held = self.titles.setdefault(place, set())
            if title:
                held.add(title)

    @property
    def places(self) -> set[int]:
        return set(self.titles)

    @property
    def all_titles(self) -> set[str]:
        return set().union(*self.titles.values())


def dossiers_of(people: Collection[int], article: Article | None) -> dict[int, Dossier]:
    """The dossiers of ``people`` in two queries; what ``article`` itself says is left out, so that
    reading it again finds what it found before.
    """
    found = {pk: Dossier() for pk in people}
    if not found:
        return found
    ids = list(found)
    for person, company, unit, title in _POSTS.rows(people=ids):
        found[person].add(company, title)
        found[person].add(unit, title)
    said = _SAID.rows(people=ids, article=None if article is None else article.pk)
    for person, kind, company, unit, other, title in said:
        found[person].add(company, title)
        found[person].add(unit, title)
        if kind in _MOVING:
            found[person].add(other)
    return found


def _posts_of(*, people: Given) -> QuerySet[Any, Any]:
    posts = Position.objects.filter(one_of_given("person_id", people), withdrawn=False)
    return posts.values_list("person", "organization", "unit", "title")


def _said_of(*, people: Given, article: Given | None) -> QuerySet[Any, Any]:
    claims = Claim.objects.filter(one_of_given("person_id", people), withdrawn=False)
    claims = claims.exclude(decision=Decision.REJECTED)
    if article is not None:
        itself = RawSQL("%s::bigint", [article])
        claims = claims.filter(~Q(article=itself) | Q(article=None))
    columns = ("person", "type", "organization", "unit", "other", "title")
    return claims.values_list(*columns).distinct()


_POSTS = Prepared(_posts_of, planned=True)
_SAID = Prepared(_said_of, planned=True)


class Kinship:
    """Which organizations count as one employer: a unit and its company, and who was renamed to,
    merged into or bought by whom.
    """

    def __init__(self) -> None:
        self._follows: dict[int, set[int]] = {}

    def prepare(self, organizations: Iterable[Organization]) -> None:
        """Ask about all of a text's organizations at once."""
        new = {pk for one in organizations for pk in (one.pk, one.company.pk)} - set(self._follows)
        if not new:
            return
        self._follows |= {pk: set() for pk in new}
        rows = Succession.objects.filter(Q(earlier__in=new) | Q(later__in=new))
        for earlier, later in rows.values_list("earlier", "later"):
            if earlier in new:
                self._follows[earlier].add(later)
            if later in new:
                self._follows[later].add(earlier)

    def of(self, organization: Organization) -> set[int]:
        """The ids under which somebody of ``organization`` may be on record."""
        self.prepare([organization])
        own = {organization.pk, organization.company.pk}
        return own.union(*(self._follows[pk] for pk in own))


def publishers(outlet: Outlet | None, places: Collection[int]) -> set[int]:
    """Those of ``places`` that publish ``outlet`` themselves: it has their website's address."""
    if outlet is None or not places:
        return set()
    websites = dict(
        Organization.objects.filter(pk__in=places).exclude(website="").values_list("pk", "website")
    )
    if not websites:
        return set()
    domains = set(OutletDomain.objects.filter(outlet=outlet).values_list("domain", flat=True))
    return {pk for pk, website in websites.items() if _host(website) in domains}


def named_in(text: str, places: Collection[int]) -> set[int]:
    """Those of ``places`` whose name, one they had, or an alias stands in ``text``; one query."""
    if not places or not text:
        return set()
    names = Organization.objects.filter(pk__in=places).exclude(name="").values_list("pk", "name")
    others = OrganizationName.objects.filter(organization__in=places)
    rows = names.union(others.values_list("organization", "name"), all=True)
    return {pk for pk, name in rows if has_words(name, text)}


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
