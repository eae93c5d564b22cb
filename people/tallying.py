"""Keeping the tallies of moves small, and putting them right."""

from dataclasses import dataclass

from django.db import connection, transaction

from people.models.known_tallies import WRITE_KNOWN, counted_known
from people.models.tallies import WRITE, counted


@dataclass(frozen=True, slots=True)
class _Tallies:
    """One table of tallies: what its rows are of, beside a company, and how they are counted afresh."""

    table: str
    of: str
    write: str
    counted: str

    @property
    def fold(self) -> str:
        return f"""
WITH several AS (
    SELECT company_id, {self.of} FROM {self.table}
    GROUP BY company_id, {self.of} HAVING count(*) > 1
), gone AS (
    DELETE FROM {self.table} held USING several
    WHERE held.company_id IS NOT DISTINCT FROM several.company_id
      AND ({self._columns("held")}) = ({self._columns("several")})
    RETURNING held.company_id, {self._columns("held")}, held.moves
), kept AS (
    {self.write} SELECT company_id, {self.of}, sum(moves) FROM gone
    GROUP BY company_id, {self.of} HAVING sum(moves) <> 0 RETURNING 1
)
SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)
"""  # noqa: S608 - names of ours

    @property
    def recount(self) -> str:
        return f"""
{self.write}
SELECT company_id, {self.of}, sum(moves) FROM (
    {self.counted}
    UNION ALL SELECT company_id, {self.of}, -moves FROM {self.table}
) compared GROUP BY company_id, {self.of} HAVING sum(moves) <> 0
"""  # noqa: S608 - names of ours

    def _columns(self, row: str) -> str:
        return ", ".join(f"{row}.{column}" for column in self.of.split(", "))


_MOVES = _Tallies(
    "people_movetally", "year, kind, status, seniority", WRITE, counted(("people_move", 1))
)
_KNOWN = _Tallies(
    "people_knowntally",
    "year, since, monthly",
    WRITE_KNOWN,
    counted_known(("people_movestate", 1)),
)


def fold_tallies() -> int:
    """Add up the rows that are of the same, and say how many rows that spares.

    Whoever reads or writes meanwhile sees the same sums; two who fold at once share the work.
    """
    spared = 0
    with connection.cursor() as cursor:
        for tallies in (_MOVES, _KNOWN):
            cursor.execute(tallies.fold)
            ((rows,),) = cursor.fetchall()
            spared += int(rows)
    return spared


@transaction.atomic
def recount_tallies() -> int:
    """Count all moves again, and all that one could know of them, and put the sums right; how many were wrong.

    Writers of moves wait meanwhile, so that none is counted twice or not at all.
    """
    wrong = 0
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_move, people_movestate IN SHARE ROW EXCLUSIVE MODE")
        for tallies in (_MOVES, _KNOWN):
            cursor.execute(tallies.recount)
            wrong += int(cursor.rowcount)
    return wrong
