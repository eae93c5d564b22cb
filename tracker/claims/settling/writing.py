"""Settling with tables: which facts the claims support, and every state those went through.

What is on record of a kind of fact is read at once for all subjects, and written at once: only what differs.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange

from tracker.claims.models import Claim
from tracker.claims.settling.says import publication_days
from tracker.kernel.knowledge import known_ranges, rewrite_states

Columns = dict[str, object]
States = list[tuple[DateRange, Columns]]


def lock(*subjects: str) -> None:
    """Hold each subject for this transaction, in one order for everybody, so nobody deadlocks."""
    numbers = [
        int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)
        for subject in sorted(set(subjects))
    ]
    if numbers:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n", [numbers]
            )


def assign_rows(
    supporters: Sequence[frozenset[int]], holders: dict[int, frozenset[int]]
) -> list[int | None]:
    """For each group of claims the row that it had before, None for a new one.

    ``holders`` gives for every row the claims that supported it. Most shared claims win, and of
    equals the oldest row; each row serves one group, so ids stay with their facts.
    """
    scores = Counter(
        {
            (index, row): len(claims & held)
            for index, claims in enumerate(supporters)
            for row, held in holders.items()
            if claims & held
        }
    )
    result: list[int | None] = [None] * len(supporters)
    used: set[int] = set()
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0][1], item[0][0]))
    for (index, row), _ in ranked:
        if result[index] is None and row not in used:
            result[index] = row
            used.add(row)
    return result


def spans[J](days: Iterable[date], judged: Callable[[date], J | None]) -> list[tuple[DateRange, J]]:
    """What could be known when: the judgement on each publication day, equal neighbours folded."""
    return known_ranges((day, judged(day)) for day in days)


@dataclass(frozen=True, slots=True)
class Shelf[F: models.Model]:
    """Where one kind of fact is kept: its table, its subject's column, its link from claims, its states.

    ``fact`` is the column by which a state names its fact; a kind without states has none.
    """

    model: type[F]
    subject: str
    link: str
    states: type[models.Model] | None = None
    fact: str = ""


@dataclass(slots=True)
class _Kept[F: models.Model]:
    row: F | None
    columns: Columns
    claims: frozenset[int]
    states: States


class Facts[F: models.Model]:
    """The facts of one kind about some subjects: as they stand, and as settling wants them."""

    def __init__(self, shelf: Shelf[F], subjects: Collection[int]) -> None:
        self._shelf = shelf
        self._rows: dict[int, F] = {}
        self._of: dict[int, list[int]] = defaultdict(list)
        self._kept: list[_Kept[F]] = []
        rows = shelf.model._default_manager.filter(**{f"{shelf.subject}__in": subjects})
        for row in rows.order_by("pk"):
            self._rows[row.pk] = row
            self._of[getattr(row, f"{shelf.subject}_id")].append(row.pk)
        self._holders: dict[int, set[int]] = defaultdict(set)
        if self._rows:
            for row_pk, claim in self._links():
                self._holders[row_pk].add(claim)

    def _links(self) -> Iterable[tuple[int, int]]:
        if self._shelf.link == "positions":
            through = Claim.positions.through._default_manager
            links = through.filter(position__in=self._rows)
            return links.values_list("position_id", "claim_id")
        claims = Claim.objects.filter(**{f"{self._shelf.link}__in": self._rows})
        return claims.values_list(f"{self._shelf.link}_id", "pk")

    def assigned(self, subject: int, groups: Sequence[frozenset[int]]) -> list[F | None]:
        """For each group of claims about ``subject`` the row it supported before, None for a new fact."""
        holders = {pk: frozenset(self._holders[pk]) for pk in self._of.get(subject, ())}
        found = assign_rows(groups, holders)
        return [self._rows[pk] if pk is not None else None for pk in found]

    def keep(
        self, row: F | None, columns: Columns, claims: frozenset[int], states: States | None = None
    ) -> None:
        """Let the fact say this, supported by ``claims``."""
        self._kept.append(_Kept(row, columns | {"withdrawn": False}, claims, states or []))

    def write(self) -> None:
        """Write what differs; a row that says it already is not touched, one that is kept no more is
        withdrawn.
        """
        model = self._shelf.model
        standing = {kept.row.pk for kept in self._kept if kept.row is not None}
        gone = [
            pk
            for pk, row in self._rows.items()
            if pk not in standing and not getattr(row, "withdrawn")  # noqa: B009
        ]
        # First, for a fact that is told by other claims now may be one more row of the same records.
        if gone:
            model._default_manager.filter(pk__in=gone).update(withdrawn=True)
        new = [kept for kept in self._kept if kept.row is None]
        made = model._default_manager.bulk_create(model(**kept.columns) for kept in new)
        for kept, row in zip(new, made, strict=True):
            kept.row = row
        for kept in self._kept:
            assert kept.row is not None  # noqa: S101 - made just now
            _correct(kept.row, kept.columns)
        self._write_links()
        if self._shelf.states is not None:
            wanted = {kept.row.pk: kept.states for kept in self._kept if kept.row is not None}
            rewrite_states(self._shelf.states, self._shelf.fact, wanted)

    def _write_links(self) -> None:
        through: Any = Claim.positions.through
        added, dropped = [], []
        for kept in self._kept:
            assert kept.row is not None  # noqa: S101 - see write
            held = self._holders.get(kept.row.pk, set())
            if held == kept.claims:
                continue
            if self._shelf.link == "positions":
                added += [(kept.row.pk, claim) for claim in sorted(kept.claims - held)]
                dropped += [(kept.row.pk, claim) for claim in held - kept.claims]
            elif kept.claims - held:
                claims = Claim.objects.filter(pk__in=kept.claims - held)
                claims.update(**{self._shelf.link: kept.row})
            if self._shelf.link == "line" and held - kept.claims:
                Claim.objects.filter(pk__in=held - kept.claims, line=kept.row.pk).update(line=None)
        for position, claim in dropped:
            through._default_manager.filter(position_id=position, claim_id=claim).delete()
        through._default_manager.bulk_create(
            through(position_id=position, claim_id=claim) for position, claim in added
        )


def _correct(row: models.Model, columns: Columns) -> None:
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, columns[name])
        row.save(update_fields=changed)


__all__ = [
    "Columns",
    "Facts",
    "Shelf",
    "States",
    "assign_rows",
    "lock",
    "publication_days",
    "spans",
]
