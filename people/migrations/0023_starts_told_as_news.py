from django.db import migrations

from tracker.kernel.periods import POSSIBLE_DAYS

_TABLES = (
    "people_position",
    "people_positionstate",
    "people_reportingline",
    "people_reportinglinestate",
)


class Migration(migrations.Migration):
    """A start that is told without its first day lies at most a year before the first word of it, not two."""

    dependencies = [("people", "0022_overtaken")]

    operations = [
        migrations.RunSQL(
            [
                POSSIBLE_DAYS,
                *(
                    f'UPDATE {table} SET "start" = "start"'
                    " WHERE lower(\"start\") IS NULL AND start_status IN ('done', 'reported')"
                    for table in _TABLES
                ),
                # Columns that were computed anew have no statistics, without which pages are planned badly.
                *(f"ANALYZE {table}" for table in _TABLES),
            ],
            migrations.RunSQL.noop,
        ),
    ]
