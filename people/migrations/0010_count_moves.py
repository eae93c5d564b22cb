"""Say how senior the post of each move is, and count the moves of each company and year."""

from typing import Any

from django.db import migrations

from people.titles import meaning_of

_COUNT = """
INSERT INTO people_movetally (company_id, year, moves)
SELECT ends.company_id, extract(year FROM sort_on)::smallint, count(*)
FROM people_move CROSS JOIN LATERAL (VALUES (NULL::bigint, true),
    (from_company_id, from_company_id <> to_company_id),
    (to_company_id, from_company_id <> to_company_id)) ends (company_id, counts)
WHERE NOT withdrawn AND ends.counts GROUP BY 1, 2
"""


def rank(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    for name in ("Move", "MoveState"):
        moves = apps.get_model("people", name).objects.all()
        taken = set(moves.order_by().values_list("title", flat=True).distinct()) - {""}
        left = moves.filter(title="")
        given_up = set(left.order_by().values_list("former_title", flat=True).distinct()) - {""}
        for seniority in {int(meaning_of(title).seniority) for title in taken | given_up} - {0}:
            of_rank = {one for one in taken | given_up if meaning_of(one).seniority == seniority}
            moves.filter(title__in=of_rank & taken).update(seniority=seniority)
            left.filter(former_title__in=of_rank & given_up).update(seniority=seniority)


class Migration(migrations.Migration):
    dependencies = [("people", "0009_tallies_of_moves")]

    operations = [
        migrations.RunPython(rank, migrations.RunPython.noop),
        migrations.RunSQL(_COUNT, "DELETE FROM people_movetally"),
    ]
