"""Settling with tables: which facts the claims support, and every state those went through."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange

from tracker.claims.settling.says import publication_days
from tracker.kernel.knowledge import known_ranges

Columns = dict[str, object]


def lock(*subjects: str) -> None:
    """Hold each subject for this transaction, in one order for everybody, so nobody deadlocks."""
    with connection.cursor() as cursor:
        for subject in sorted(subjects):
            number = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


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


def write_fact[F: models.Model](
    model: type[F], pk: int | None, identity: Columns, columns: Columns
) -> F:
    """Make the row say this; a row that says it already is not touched."""
    wanted = {**identity, **columns, "withdrawn": False}
    if pk is None:
        return model._default_manager.create(**wanted)
    row = model._default_manager.get(pk=pk)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.save(update_fields=changed)
    return row


def spans[J](days: Iterable[date], judged: Callable[[date], J | None]) -> list[tuple[DateRange, J]]:
    """What could be known when: the judgement on each publication day, equal neighbours folded."""
    return known_ranges((day, judged(day)) for day in days)


def write_states[S: models.Model](
    model: type[S], fact: Columns, wanted: Sequence[tuple[DateRange, Columns]]
) -> None:
    """Replace the states of one fact where they differ from ``wanted``."""
    rows = list(model._default_manager.filter(**fact))
    held = sorted((_said(row, wanted[0][1] if wanted else {}) for row in rows), key=repr)
    meant = sorted(((known, tuple(columns.items())) for known, columns in wanted), key=repr)
    if held == meant and len(rows) == len(wanted):
        return
    model._default_manager.filter(**fact).delete()
    model._default_manager.bulk_create(
        model(**fact, known=known, **columns) for known, columns in wanted
    )


def _said(row: models.Model, columns: Columns) -> tuple[object, tuple[tuple[str, object], ...]]:
    return (
        getattr(row, "known"),  # noqa: B009 - every state has it, models.Model does not say so
        tuple((name, getattr(row, name)) for name in columns),
    )


__all__ = [
    "Columns",
    "assign_rows",
    "lock",
    "publication_days",
    "spans",
    "write_fact",
    "write_states",
]
