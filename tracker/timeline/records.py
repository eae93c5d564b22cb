"""People, companies and units as lists that can be paged through."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from companies.models import UNIT_KINDS, Organization, OrganizationParent, Succession
from people.models import Person, PersonName, Position

#: Lines of parents longer than this are not followed; none is known that has more than four.
DEEPEST = 12


def people(*, q: str = "", company: str = "") -> QuerySet[Person]:
    """Visible people, with all their names; ``q`` occurs in one of them, ``company`` (or unit) is
    where they hold or held a position. Two queries.
    """
    found = Person.objects.visible().prefetch_related("names")
    if q:
        by_name = Person.objects.filter(name__icontains=q).values("pk")
        by_other = PersonName.objects.filter(name__icontains=q).values("person_id")
        found = found.filter(pk__in=by_name.union(by_other))
    if company:
        there = Organization.objects.visible().filter(slug=company).values("pk")
        seen = Position.objects.visible().supported()
        at_company = seen.filter(organization__in=there).values("person_id")
        in_unit = seen.filter(unit__in=there).values("person_id")
        found = found.filter(pk__in=at_company.union(in_unit))
    return found


def companies() -> QuerySet[Organization]:
    """Visible companies, with their names, kinds and parents; four queries."""
    return _with_history(Organization.objects.visible().companies())


def units() -> QuerySet[Organization]:
    """Visible units, likewise."""
    return _with_history(Organization.objects.visible().units().select_related("parent"))


def called(found: QuerySet[Organization], q: str) -> QuerySet[Organization]:
    """Those in whose names or aliases ``q`` occurs; two looks at an index."""
    by_name = Organization.objects.filter(name__icontains=q).values("pk")
    by_other = Organization.objects.filter(names__name__icontains=q).values("pk")
    return found.filter(pk__in=by_name.union(by_other))


def _with_history(found: QuerySet[Organization]) -> QuerySet[Organization]:
    dated = OrganizationParent.objects.select_related("parent").order_by("pk")
    return found.prefetch_related("names", "kinds", Prefetch("parents", dated))


def successions_of(organizations: Iterable[Organization]) -> dict[int, list[Succession]]:
    """How each organization follows another or is followed, in both directions; one query."""
    asked = {organization.pk for organization in organizations}
    found: dict[int, list[Succession]] = {}
    joined = (
        Succession.objects.filter(Q(earlier__in=asked) | Q(later__in=asked))
        .filter(earlier__hidden=False, later__hidden=False)
        .select_related("earlier", "later")
        .order_by("pk")
    )
    for one in joined:
        for end in {one.earlier_id, one.later_id} & asked:
            found.setdefault(end, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Top:
    """The company on top of a unit's line of parents."""

    slug: str
    name: str


_TOPS = """
WITH RECURSIVE up (unit, at, depth) AS (
    SELECT id, parent_id, 1 FROM companies_organization WHERE id = ANY(%s)
    UNION ALL
    SELECT up.unit, org.parent_id, up.depth + 1
    FROM up JOIN companies_organization org ON org.id = up.at
    WHERE org.kind = ANY(%s) AND org.parent_id IS NOT NULL AND up.depth < %s
), top AS (SELECT DISTINCT ON (unit) unit, at FROM up ORDER BY unit, depth DESC)
SELECT top.unit, org.slug, coalesce(nullif(org.name, ''), org.description)
FROM top JOIN companies_organization org ON org.id = top.at
WHERE NOT org.hidden
"""


def tops_of(units: Iterable[Organization]) -> dict[int, Top]:
    """The visible companies on top of units, however long their lines of parents; one query."""
    asked = [unit.pk for unit in units]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TOPS, [asked, [kind.value for kind in UNIT_KINDS], DEEPEST])
        return {unit: Top(slug, name) for unit, slug, name in cursor.fetchall()}
