from django.contrib.postgres.fields import DateRangeField
from django.db import migrations, models

from tracker.kernel.fields import PartialDateField
from tracker.kernel.migrating import InOneStep
from tracker.kernel.periods import CERTAIN_DAYS, POSSIBLE_DAYS, _Days

_MODELS = ("position", "positionstate", "reportingline", "reportinglinestate")
_TOLD = '"start", "end", "start_status", "end_status"'
_POSSIBLE = f'possible_days({_TOLD}, "start_told_on", "start_first_on", "confirmed_first", "overtaken")'
_CERTAIN = f'certain_days({_TOLD}, "confirmed_first", "confirmed_last", "overtaken")'


def _computed(template: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=_Days(template=template), output_field=DateRangeField(), db_persist=True
    )


class Migration(migrations.Migration):
    """What a later post has overtaken ends with its beginning. Rows that stand say so once they are settled again."""

    dependencies = [("people", "0021_roster_changes_of_people")]

    operations = [
        migrations.RunSQL([POSSIBLE_DAYS, CERTAIN_DAYS], migrations.RunSQL.noop),
        InOneStep(
            [
                *(
                    migrations.AddField(model, "overtaken", PartialDateField(blank=True, null=True))
                    for model in _MODELS
                ),
                migrations.SeparateDatabaseAndState(
                    # One rewriting of each table, which keeps its indexes.
                    [
                        migrations.RunSQL(
                            [
                                f"ALTER TABLE people_{model} ALTER COLUMN possible SET EXPRESSION AS ({_POSSIBLE}),"
                                f" ALTER COLUMN certain SET EXPRESSION AS ({_CERTAIN})"
                                for model in _MODELS
                            ],
                            migrations.RunSQL.noop,
                        )
                    ],
                    [
                        migrations.AlterField(model, name, _computed(template))
                        for model in _MODELS
                        for name, template in (("possible", _POSSIBLE), ("certain", _CERTAIN))
                    ],
                ),
            ]
        ),
        migrations.RunSQL(
            """
            DROP FUNCTION IF EXISTS possible_days(daterange, daterange, text, text, date, date, date);
            DROP FUNCTION IF EXISTS certain_days(daterange, daterange, text, text, date, date);
            """,
            migrations.RunSQL.noop,
        ),
    ]
