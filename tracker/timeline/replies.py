"""Replies: what those concerned say, shown beside the record they speak of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.claims.withholding import Withheld, withheld


def replies_beside(column: str, records: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The replies that stand beside records of one kind, by id, oldest first."""
    found: dict[int, tuple[str, ...]] = {}
    for _, record, words in reply_rows({column: records}, withheld()):
        found[record] = (*found.get(record, ()), words)
    return found


def reply_rows(wanted: Mapping[str, Iterable[int]], names: Withheld) -> list[tuple[str, int, str]]:
    """The replies beside records of several kinds, as kind, id and words. They come with the names that are withheld,
    which every page asks for.
    """
    if not names.replies:
        return []
    asked = {column: set(ids) for column, ids in wanted.items()}
    return [
        (column, record, names.text(words))
        for column, record, words in names.replies
        if record in asked.get(column, ())
    ]


def with_replies[R](column: str, rows: Sequence[R]) -> Sequence[R]:
    """The records, each with its ``replies``."""
    answered: Sequence[Any] = rows
    found = replies_beside(column, [row.pk for row in answered])
    for row in answered:
        row.replies = found.get(row.pk, ())
    return rows
