"""The people and organizations that names led to, those alone that may be shown, in one question."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, OuterRef, QuerySet, TextField
from django.db.models.expressions import RawSQL

from companies.models import Organization, OrganizationName
from people.models import Person, PersonName
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.timeline.beginnings import organization_known_by
from tracker.timeline.structure_rows import (
    named_on,
    person_known_by,
    successions_by,
)

#: What an organization and each of its parents is called, and how many parents there are to the address of a unit.
_NAMING = ("pk", "slug", "name", "description", "kind")
_PARENTS = 3


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A person or an organization that may be shown; ``name_then``: what an organization was called on the day."""

    pk: int
    slug: str
    name: str
    others: tuple[str, ...] = ()
    organization: Organization | None = None
    name_then: str | None = None

    @property
    def body(self) -> Organization:
        """The organization that it is."""
        if self.organization is None:
            raise TypeError(f"{self.name} is a person.")
        return self.organization


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """Records by id; ``later`` is what a unit had been renamed to or merged into, by the id of the earlier one."""

    people: Mapping[int, FoundRecord] = field(default_factory=dict)
    organizations: Mapping[int, FoundRecord] = field(default_factory=dict)
    later: Mapping[int, Organization] = field(default_factory=dict)


def found_records(
    people: Collection[int] = (),
    organizations: Collection[int] = (),
    *,
    day: date | None = None,
    known_on: date | None = None,
    earlier: Collection[int] = (),
    lived: date | None = None,
) -> FoundRecords:
    """Those of the records that may be shown; one query, none for none.

    ``day`` is that of the names of organizations, None for today's. With ``known_on`` only those are found that
    something published by then names. ``earlier`` are units of which is asked what lives on of them on ``lived``.
    """
    if not people and not organizations:
        return FoundRecords()
    rows = _RECORDS.rows(
        people=list(people),
        organizations=list(organizations),
        day=day,
        known_on=known_on,
        earlier=list(earlier) or None,
        lived=lived if earlier else None,
    )
    persons: dict[int, FoundRecord] = {}
    bodies: dict[int, FoundRecord] = {}
    later: dict[int, tuple[int, Organization]] = {}
    for what, key, nth, *columns, others, name_then in rows:
        if what == "person":
            pk, slug, name, *_ = columns
            persons[pk] = FoundRecord(pk, slug, name, tuple(others))
            continue
        body = _organization(columns)
        if what == "later":
            # Of several the one that was written down last.
            later[key] = max(later.get(key, (0, body)), (nth, body), key=lambda one: one[0])
        else:
            bodies[body.pk] = FoundRecord(
                body.pk, body.slug, body.name, tuple(others), body, name_then
            )
    return FoundRecords(persons, bodies, {key: body for key, (_, body) in later.items()})


def _organization(columns: list[Any]) -> Organization:
    """An organization with the parents that were loaded; what is above them has its number alone."""
    *levels, above = columns
    size = len(_NAMING)
    parent: Organization | None = None
    for at in reversed(range(0, len(levels), size)):
        values = dict(zip(_NAMING, levels[at : at + size], strict=True))
        if values["pk"] is None:
            continue
        placed = {"parent": parent} if parent is not None else {"parent_id": above}
        parent = Organization(**values, **placed)
    if parent is None:
        raise ValueError("A row without an organization.")
    return parent


def _words(text: str) -> RawSQL:
    return RawSQL(f"{text}::text", (), TextField())  # noqa: S611 - our own words


_NO_WORDS, _NO_NUMBER = _words("NULL"), RawSQL("NULL::bigint", (), BigIntegerField())
_NO_NAMES = RawSQL("NULL::text[]", (), ArrayField(TextField()))


def _naming(way: str = "") -> list[Any]:
    """The columns of ``_organization``, of what ``way`` leads to."""
    levels = [f"{way}{'parent__' * depth}" for depth in range(_PARENTS + 1)]
    return [
        *(F(f"{level}{name}") for level in levels for name in _NAMING),
        F(f"{levels[-1]}parent"),
    ]


def _records(
    *,
    people: Given,
    organizations: Given,
    day: date | None,
    known_on: date | None,
    earlier: Given | None,
    lived: date | None,
) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    persons = Person.objects.visible().filter(one_of_given("id", people)).order_by()
    bodies: Any = (
        Organization.objects.visible().filter(one_of_given("id", organizations)).order_by()
    )
    if known_on is not None:
        persons = persons.filter(person_known_by(known_on))
        bodies = bodies.filter(organization_known_by(known_on))
    name_then: Any = _NO_WORDS
    if day is not None:
        bodies, name_then = named_on(bodies, day), F("name_then")
    others, aliases = (
        ArraySubquery(names.order_by("pk").values("name"))
        for names in (
            PersonName.objects.filter(person=own),
            OrganizationName.objects.filter(organization=own),
        )
    )
    nothing = [_NO_NUMBER, *[_NO_WORDS] * (len(_NAMING) - 1)]
    numbers = [_NO_NUMBER] * 2
    asked = [
        bodies.values_list(_words("'organization'"), *numbers, *_naming(), aliases, name_then),
        persons.values_list(
            _words("'person'"), *numbers, "pk", "slug", "name", _NO_WORDS, _NO_WORDS,
            *nothing * _PARENTS, _NO_NUMBER, others, _NO_WORDS,
        ),
    ]  # fmt: skip
    if earlier is not None and lived is not None:
        after = successions_by(lived).filter(one_of_given("earlier_id", earlier)).order_by()
        asked.append(
            after.values_list(
                _words("'later'"), "earlier", "pk", *_naming("later__"), _NO_NAMES, _NO_WORDS
            )
        )
    first, *rest = asked
    found: QuerySet[Any, Any] = first.union(*rest, all=True).order_by()
    return found


_RECORDS = Prepared(_records, planned=True)
