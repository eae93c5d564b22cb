"""What could be known when: judgements made on publication days, as ranges of days."""

from collections.abc import Iterable
from datetime import date

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
