"""Count every move by its year, kind, status and rank, where it was counted by its year alone."""

from django.db import migrations

_NO_COMPANY = "DELETE FROM people_movetally WHERE company_id IS NULL"
_COUNT = """
INSERT INTO people_movetally (company_id, year, kind, status, seniority, moves)
SELECT NULL, extract(year FROM sort_on)::smallint, kind, status, seniority, count(*)
FROM people_move WHERE NOT withdrawn GROUP BY 2, 3, 4, 5
"""
_COUNT_YEARS = """
INSERT INTO people_movetally (company_id, year, moves)
SELECT NULL, extract(year FROM sort_on)::smallint, count(*)
FROM people_move WHERE NOT withdrawn GROUP BY 2
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_sorts_and_counts_of_moves")]

    operations = [migrations.RunSQL([_NO_COMPANY, _COUNT], [_NO_COMPANY, _COUNT_YEARS])]
