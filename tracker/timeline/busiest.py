"""How many moves of a period are known, and which companies they lead from and to most: from the tallies that are kept
as moves are written.
"""

from datetime import date

from django.db import connection

from people.models.tallies import ENDS
from tracker.timeline.rolled_up import joined, rolled_up

#: What the tallies say, and moves that count beside them or are taken off, each by its ends.
_BUSIEST = f"""
SELECT company_id, sum(moves)::bigint FROM (
    {{tallies}}
    UNION ALL
    SELECT ends.company_id, number FROM ({{moves}}) moves (from_company_id, to_company_id, number)
    CROSS JOIN LATERAL ({ENDS}) ends (company_id, counts) WHERE ends.counts
) counted (company_id, moves)
GROUP BY 1 HAVING sum(moves) > 0 ORDER BY 2 DESC, 1 NULLS FIRST LIMIT {{most}}
"""  # noqa: S608 - names of ours


def busiest(
    first: date | None, last: date | None, *, known_on: date | None, most: int
) -> tuple[int, dict[int, int]]:
    """The known moves of the days ``first`` to ``last`` that may be shown, and the companies with the most of them
    from or to another, busiest first; one query. None leaves an end open.
    """
    if first and last and last < first:
        return 0, {}
    counted = rolled_up(first, last, known_on=known_on)
    tallies, of_tallies = joined(one.statement("company") for one in counted.tallies)
    moves, of_moves = joined(one.statement("from_company", "to_company") for one in counted.moves)
    with connection.cursor() as cursor:
        cursor.execute(
            _BUSIEST.format(tallies=tallies, moves=moves, most=most + 1), of_tallies + of_moves
        )
        found: dict[int | None, int] = dict(cursor.fetchall())
    # No company has more than all have: where there is any move, the row without one is among these.
    every = found.pop(None, 0)
    companies = [(pk, number) for pk, number in found.items() if pk is not None]
    return every, dict(companies[:most])
