"""What could be known when: judgements made on publication days, as ranges of days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange


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


type Columns = dict[str, object]


def rewrite_states[S: models.Model](
    model: type[S], fact: str, wanted: Mapping[int, Sequence[tuple[DateRange, Columns]]]
) -> None:
    """Make the states of each fact in ``wanted`` say this; ``fact`` is the column that names it.

    A state that is wanted as it stands keeps its row, so that ids stay with what they meant.
    """
    if not wanted:
        return
    spare: dict[int, list[S]] = defaultdict(list)
    for row in model._default_manager.filter(**{f"{fact}__in": list(wanted)}).order_by("pk"):
        spare[getattr(row, fact)].append(row)
    missing: list[S] = []
    for pk, states in wanted.items():
        for known, columns in states:
            found = next((row for row in spare[pk] if _says(row, known, columns)), None)
            if found is not None:
                spare[pk].remove(found)
            else:
                missing.append(model(**{fact: pk}, known=known, **columns))
    gone = [row.pk for rows in spare.values() for row in rows]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    if missing:
        model._default_manager.bulk_create(missing)


def _says(row: models.Model, known: DateRange, columns: Columns) -> bool:
    held: DateRange = getattr(row, "known")  # noqa: B009 - every state has it, models.Model does not say so
    return held == known and all(getattr(row, name) == value for name, value in columns.items())
