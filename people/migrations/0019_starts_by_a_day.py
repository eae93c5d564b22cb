from django.db import migrations

from tracker.kernel.periods import POSSIBLE_DAYS

#: What lasts, and the states of it: their days are computed anew where the first day of the start is not known.
_TABLES = (
    "people_position",
    "people_positionstate",
    "people_reportingline",
    "people_reportinglinestate",
)


class Migration(migrations.Migration):
    """A start of which only the last day is known ("by May") is no longer possible at all times before it."""

    dependencies = [("people", "0018_departures_told")]

    operations = [
        migrations.RunSQL(
            [
                POSSIBLE_DAYS,
                *(
                    f'UPDATE {table} SET "start" = "start" WHERE lower("start") IS NULL'
                    for table in _TABLES
                ),
            ],
            migrations.RunSQL.noop,
        ),
    ]
