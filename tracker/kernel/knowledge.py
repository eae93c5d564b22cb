"""What could be known when: judgements made on publication days, as ranges of days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from tracker.kernel.tables import (
    Columns,
    Hanging,
    Row,
    Statement,
    correction,
    deletion,
    insertion,
    says,
)


def known_ranges[J](steps: Iterable[tuple[date, J | None]]) -> list[tuple[DateRange, J]]:
    """Each judgement with the days on which it was what one could know, up to the next that differs.

    ``steps`` are in the order of their days; None is a day on which nothing could be known.
    """
    folded: list[tuple[date, J | None]] = []
    for day, judged in steps:
        if not folded or folded[-1][1] != judged:
            folded.append((day, judged))
    untils = [day for day, _ in folded[1:]]
    return [
        (DateRange(day, until, "[)"), judged)
        for (day, judged), until in zip(folded, [*untils, None], strict=False)
        if judged is not None
    ]


type States = list[tuple[DateRange, Columns]]


def states_rewritten(
    model: type[models.Model],
    fact: str,
    wanted: Mapping[int, Sequence[tuple[DateRange, Columns]]],
    on_record: Hanging,
) -> tuple[Statement | None, ...]:
    """What makes the states of each fact in ``wanted`` say this; ``fact`` is the column that names it. ``on_record`` are
    those that there are.

    A state that is wanted keeps its row, for other days if need be, so that ids stay with what they meant.
    """
    spare = {of_fact: list(on_record.get(of_fact, ())) for of_fact in wanted}
    missing: list[Columns] = []
    other_days: dict[int, Columns] = {}
    for of_fact, states in wanted.items():
        held = spare[of_fact]
        changed = [state for state in states if not _taken(held, {"known": state[0]}, state[1])]
        for known, columns in changed:
            pk = _taken(held, {}, columns)
            if pk:
                other_days[pk] = {"known": known}
            else:
                missing.append({fact: of_fact, "known": known, **columns})
    return (
        deletion(model, [pk for held in spare.values() for pk, _ in held]),
        correction(model, other_days),
        insertion(model, missing),
    )


def _taken(held: list[tuple[int, Row]], known: Columns, columns: Columns) -> int:
    """The first row that says this, taken off those held; 0 if none does."""
    for index, (pk, row) in enumerate(held):
        if says(row, known) and says(row, columns):
            del held[index]
            return pk
    return 0
