"""Keeping the tallies of moves small, and putting them right."""

from django.db import connection, transaction

from people.models.tallies import WRITE, counted

_FOLD = f"""
WITH several AS (
    SELECT company_id, year, kind, status, seniority FROM people_movetally
    GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1
), gone AS (
    DELETE FROM people_movetally held USING several
    WHERE held.company_id IS NOT DISTINCT FROM several.company_id
      AND (held.year, held.kind, held.status, held.seniority)
        = (several.year, several.kind, several.status, several.seniority)
    RETURNING held.company_id, held.year, held.kind, held.status, held.seniority, held.moves
), kept AS (
    {WRITE} SELECT company_id, year, kind, status, seniority, sum(moves) FROM gone
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(moves) <> 0 RETURNING 1
)
SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)
"""  # noqa: S608

_RECOUNT = f"""
{WRITE}
SELECT company_id, year, kind, status, seniority, sum(moves) FROM (
    {counted(("people_move", 1))}
    UNION ALL SELECT company_id, year, kind, status, seniority, -moves FROM people_movetally
) compared GROUP BY 1, 2, 3, 4, 5 HAVING sum(moves) <> 0
"""  # noqa: S608


def fold_tallies() -> int:
    """Add up the rows of each company, year and kind, and say how many rows that spares.

    Whoever reads or writes meanwhile sees the same sums; two who fold at once share the work.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FOLD)
        ((spared,),) = cursor.fetchall()
    return int(spared)


@transaction.atomic
def recount_tallies() -> int:
    """Count all moves again and put the sums right; how many were wrong.

    Writers of moves wait meanwhile, so that none is counted twice or not at all.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_move IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_RECOUNT)
        return int(cursor.rowcount)
