from django.db import migrations

from tracker.kernel.periods import CERTAIN_DAYS

_CERTAIN = (
    'certain_days("start", "end", "start_status", "end_status", "confirmed_first", "confirmed_last", "overtaken")'
)


class Migration(migrations.Migration):
    """Whoever left by a day is there for certain no longer than somebody says so: up to the last confirmation, or the start."""

    dependencies = [("people", "0026_reported_ends")]

    operations = [
        migrations.RunSQL(CERTAIN_DAYS, migrations.RunSQL.noop),
        # What follows from the function is computed anew; statistics go with it.
        migrations.RunSQL(
            [
                statement
                for model in ("position", "positionstate", "reportingline", "reportinglinestate")
                for statement in (
                    f"ALTER TABLE people_{model} ALTER COLUMN certain SET EXPRESSION AS ({_CERTAIN})",
                    f"ANALYZE people_{model}",
                )
            ],
            migrations.RunSQL.noop,
        ),
    ]
