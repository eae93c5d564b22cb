from django.contrib.postgres.fields import DateRangeField
from django.db import migrations, models

from tracker.kernel.migrating import InOneStep
from tracker.kernel.periods import POSSIBLE_DAYS, _Days

_MODELS = ("position", "positionstate", "reportingline", "reportinglinestate")
_POSSIBLE = (
    'possible_days("start", "end", "start_status", "end_status", "start_told_on", "start_first_on", '
    '"confirmed_first", "overtaken", "confirmed_last")'
)


class Migration(migrations.Migration):
    """An end that was announced for a day and that nobody has confirmed for two years leaves nothing possible any longer."""

    dependencies = [("people", "0024_from_a")]

    operations = [
        migrations.RunSQL(POSSIBLE_DAYS, migrations.RunSQL.noop),
        InOneStep(
            [
                migrations.SeparateDatabaseAndState(
                    # One rewriting of each table, which keeps its indexes. Columns that were computed anew have no statistics,
                    # without which pages are planned badly.
                    [
                        migrations.RunSQL(
                            [
                                statement
                                for model in _MODELS
                                for statement in (
                                    f"ALTER TABLE people_{model} ALTER COLUMN possible SET EXPRESSION AS ({_POSSIBLE})",
                                    f"ANALYZE people_{model}",
                                )
                            ],
                            migrations.RunSQL.noop,
                        )
                    ],
                    [
                        migrations.AlterField(
                            model,
                            "possible",
                            models.GeneratedField(
                                expression=_Days(template=_POSSIBLE),
                                output_field=DateRangeField(),
                                db_persist=True,
                            ),
                        )
                        for model in _MODELS
                    ],
                ),
            ]
        ),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS"
            " possible_days(daterange, daterange, text, text, date, date, date, daterange)",
            migrations.RunSQL.noop,
        ),
    ]
