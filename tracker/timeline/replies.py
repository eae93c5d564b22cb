"""Replies: what those concerned say, shown beside the record they speak of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.claims.models import Takedown
from tracker.claims.withholding import withheld


def replies_beside(column: str, records: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The replies that stand beside records of one kind, by id, oldest first.

    One query; none while nobody has replied to anything.
    """
    names = withheld()
    wanted = set(records)
    if not names.answered or not wanted:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    rows = Takedown.objects.replies().filter(**{f"{column}__in": wanted})
    for record, words in rows.values_list(f"{column}_id", "reply"):
        found[record] = (*found.get(record, ()), names.text(words))
    return found


def reply_rows(wanted: Mapping[str, Iterable[int]]) -> list[tuple[str, int, str]]:
    """The replies beside records of several kinds, as column, id and words; one query at most."""
    names = withheld()
    if not names.answered:
        return []
    asked = {column: set(ids) for column, ids in wanted.items()}
    columns = [f"{column}_id" for column in asked]
    return [
        (column, record, names.text(words))
        for words, *records in Takedown.objects.replies().values_list("reply", *columns)
        for column, record in zip(asked, records, strict=True)
        if record in asked[column]
    ]


def with_replies[R](column: str, rows: Sequence[R]) -> Sequence[R]:
    """The records, each with its ``replies``."""
    answered: Sequence[Any] = rows
    found = replies_beside(column, [row.pk for row in answered])
    for row in answered:
        row.replies = found.get(row.pk, ())
    return rows
