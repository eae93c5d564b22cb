"""The known people of a company or unit, by name, a part at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from companies.models import Organization
from people.models import Person, Position, PositionState
from tracker.kernel.facts import one_of
from tracker.kernel.word_search import NameKey
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.entries import Post
from tracker.timeline.evidence import Wanted, evidence_for, outlet_names
from tracker.timeline.refs import PARENTS
from tracker.timeline.rows import names_of_outlets
from tracker.timeline.told import Told

#: As many positions as a part of the directory has.
PART = 40


class NotANamePlace(ValueError):
    """The text names no place in the directory."""


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A place in the directory, as an address carries it: ``ada-byron.204``."""

    slug: str
    position: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; raises NotANamePlace."""
        slug, _, number = text.rpartition(".")
        if not (slug and number.isascii() and number.isdigit() and int(number) < 2**63):
            raise NotANamePlace(text[:40])
        return cls(slug[:80], int(number))

    def __str__(self) -> str:
        return f"{self.slug}.{self.position}"


@dataclass(frozen=True, slots=True)
class Directory:
    """A part of the directory; ``next`` is the place after which the next part begins."""

    posts: tuple[Post, ...]
    next: NamePlace | None


def directory(
    organization: Organization,
    *,
    as_of: date,
    known_on: date | None = None,
    other_days: bool = False,
    after: NamePlace | None = None,
    around: bool = True,
) -> Directory:
    """Positions there that were, or may have been, held on ``as_of``, by the names of their holders.

    ``other_days`` adds those of all other days, ``around`` is that of ``evidence_for``. Five queries, six with ``after``.
    """
    facts = Position.objects.visible().supported().at(organization)
    way, names = "", ("person", f"organization__{PARENTS}")
    rows: Any = facts
    if known_on is not None:
        way, names = "position__", ("position__person", f"position__organization__{PARENTS}")
        rows = PositionState.objects.known_on(known_on).filter(position__in=facts)
    if not other_days:
        rows = rows.as_of(as_of)
    by = {
        "name_key": NameKey(f"{way}person__name"),
        "slug": F(f"{way}person__slug"),
        "number": F(f"{way}id"),
    }
    rows = rows.annotate(**by)
    if after is not None:
        key = _key_of(after.slug)
        same = Q(slug__gt=after.slug) | Q(slug=after.slug, number__gt=after.position)
        rows = rows.filter(Q(name_key__gt=key) | (Q(name_key=key) & same), name_key__gte=key)
    # Names are joined to these alone, so that PostgreSQL may look for them in the order of the index.
    first = rows.order_by(*by)[: PART + 1]
    asked = rows.model._default_manager.filter(one_of("id", ArraySubquery(first.values("pk"))))
    asked = asked.annotate(**by).select_related(*names, f"unit__{PARENTS}")
    found = list(asked.order_by(*by))
    shown: list[tuple[Any, Any]] = [
        (row if known_on is None else row.position, row) for row in found[:PART]
    ]
    book = evidence_for(
        Wanted(positions=frozenset(fact.pk for fact, _ in shown)),
        known_on=known_on,
        around=around,
    )
    told = Told(as_of, book, outlet_names(names_of_outlets(shown)), marks_beside(position=shown))
    last = found[PART - 1] if len(found) > PART else None
    return Directory(
        posts=tuple(told.posts(shown)), next=NamePlace(last.slug, last.number) if last else None
    )


def _key_of(slug: str) -> str:
    """By what the holder at a place of the list is put in order; where nobody has the slug any more, the slug itself."""
    keys = Person.objects.filter(slug=slug).values_list(NameKey("name"), flat=True)
    return keys.first() or slug.replace("-", " ")
