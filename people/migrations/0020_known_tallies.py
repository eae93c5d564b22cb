import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tracker.kernel.migrating import InOneStep

#: The states that there are; those to come are counted by the triggers.
_COUNT = """
INSERT INTO people_knowntally (company_id, year, since, monthly, moves)
SELECT ends.company_id, extract(year FROM sort_on)::smallint, date_trunc(spans.span, days.day::timestamp)::date,
       spans.monthly, sum(days.sign)
FROM people_movestate
CROSS JOIN LATERAL (
    VALUES (NULL::bigint, true), (from_company_id, from_company_id <> to_company_id),
           (to_company_id, from_company_id <> to_company_id)
) ends (company_id, counts)
CROSS JOIN LATERAL (
    VALUES (lower(known), 1), (upper(known), -1)
) days (day, sign)
CROSS JOIN (VALUES ('month', true), ('year', false)) spans (span, monthly)
WHERE ends.counts AND days.day IS NOT NULL
GROUP BY 1, 2, 3, 4 HAVING sum(days.sign) <> 0
"""


class Migration(migrations.Migration):
    """What one could know is counted as it is written, and found by the days on which it came to be known."""

    dependencies = [
        ('companies', '0002_hidden'),
        ('people', '0019_starts_by_a_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField()),
                ('since', models.DateField()),
                ('monthly', models.BooleanField()),
                ('moves', models.IntegerField()),
                ('company', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.organization')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('monthly', False)), fields=['year', 'since'], include=('company', 'moves'), name='people_known_in_years'),
                    models.Index(condition=models.Q(('monthly', True)), fields=['since', 'year'], include=('company', 'moves'), name='people_known_in_months'),
                ],
            },
        ),
        InOneStep([
            migrations.RemoveIndex(
                model_name='move',
                name='people_move_between',
            ),
            migrations.AddIndex(
                model_name='move',
                index=models.Index(condition=models.Q(('from_company__isnull', False), ('to_company__isnull', False), ('withdrawn', False)), fields=['from_company', 'to_company', 'sort_on'], include=('id', 'kind', 'status', 'seniority'), name='people_move_between'),
            ),
            migrations.AddIndex(
                model_name='movestate',
                index=models.Index(models.F('known__startswith'), include=('from_company', 'to_company', 'sort_on', 'known'), name='people_move_state_told'),
            ),
            migrations.AddIndex(
                model_name='movestate',
                index=models.Index(models.F('known__endswith'), condition=models.Q(('known__endswith__isnull', False)), name='people_move_state_untold'),
            ),
            migrations.AddIndex(
                model_name='movestate',
                index=models.Index(condition=models.Q(('from_company__isnull', False), ('to_company__isnull', False)), fields=['from_company', 'to_company', 'sort_on'], include=('move', 'known', 'kind', 'status', 'seniority'), name='people_move_state_between'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='movestate',
                trigger=pgtrigger.compiler.Trigger(name='known_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO people_knowntally (company_id, year, since, monthly, moves) SELECT ends.company_id, extract(year FROM sort_on)::smallint AS year, date_trunc(spans.span, days.day::timestamp)::date AS since, spans.monthly, sum(number * days.sign) AS moves FROM (SELECT from_company_id, to_company_id, sort_on, known, 1 AS number FROM added) made CROSS JOIN LATERAL (VALUES (NULL::bigint, true), (from_company_id, from_company_id <> to_company_id), (to_company_id, from_company_id <> to_company_id)) ends (company_id, counts) CROSS JOIN LATERAL (VALUES (lower(known), 1), (upper(known), -1)) days (day, sign) CROSS JOIN (VALUES ('month', true), ('year', false)) spans (span, monthly) WHERE ends.counts AND days.day IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(number * days.sign) <> 0; RETURN NULL;", hash='2767e2679ea714af7991df11887891edcddcf7f0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_known_insert_b8bda', referencing='REFERENCING NEW TABLE AS added ', table='people_movestate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='movestate',
                trigger=pgtrigger.compiler.Trigger(name='known_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO people_knowntally (company_id, year, since, monthly, moves) SELECT ends.company_id, extract(year FROM sort_on)::smallint AS year, date_trunc(spans.span, days.day::timestamp)::date AS since, spans.monthly, sum(number * days.sign) AS moves FROM (SELECT from_company_id, to_company_id, sort_on, known, 1 AS number FROM added UNION ALL SELECT from_company_id, to_company_id, sort_on, known, -1 AS number FROM gone) made CROSS JOIN LATERAL (VALUES (NULL::bigint, true), (from_company_id, from_company_id <> to_company_id), (to_company_id, from_company_id <> to_company_id)) ends (company_id, counts) CROSS JOIN LATERAL (VALUES (lower(known), 1), (upper(known), -1)) days (day, sign) CROSS JOIN (VALUES ('month', true), ('year', false)) spans (span, monthly) WHERE ends.counts AND days.day IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(number * days.sign) <> 0; RETURN NULL;", hash='2b722b5491995325bef9bb62e95cd1b37f20ac02', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_known_update_e0bb6', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS added ', table='people_movestate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='movestate',
                trigger=pgtrigger.compiler.Trigger(name='known_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO people_knowntally (company_id, year, since, monthly, moves) SELECT ends.company_id, extract(year FROM sort_on)::smallint AS year, date_trunc(spans.span, days.day::timestamp)::date AS since, spans.monthly, sum(number * days.sign) AS moves FROM (SELECT from_company_id, to_company_id, sort_on, known, -1 AS number FROM gone) made CROSS JOIN LATERAL (VALUES (NULL::bigint, true), (from_company_id, from_company_id <> to_company_id), (to_company_id, from_company_id <> to_company_id)) ends (company_id, counts) CROSS JOIN LATERAL (VALUES (lower(known), 1), (upper(known), -1)) days (day, sign) CROSS JOIN (VALUES ('month', true), ('year', false)) spans (span, monthly) WHERE ends.counts AND days.day IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(number * days.sign) <> 0; RETURN NULL;", hash='d7a45910940f9f4064d43c6e83f7e8a4d9e253c8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_known_delete_572fe', referencing='REFERENCING OLD TABLE AS gone ', table='people_movestate', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(_COUNT, migrations.RunSQL.noop),
    ]
