"""How many rows an answer shows: a few of many, but all of not so many."""

from collections.abc import Sequence


def readable(few: int) -> int:
    """Up to so many rows are all shown where of more only ``few`` are."""
    return 2 * few


def shown[Row](rows: Sequence[Row], few: int, *, more: bool = False) -> tuple[Row, ...]:
    """All of the rows, or the first ``few`` of them where they are too many; ``more``: there are others."""
    return tuple(rows[:few] if more or len(rows) > readable(few) else rows)
