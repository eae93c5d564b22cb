from django.db import migrations

from tracker.kernel.periods import CERTAIN_DAYS, POSSIBLE_DAYS

_TOLD = '"start", "end", "start_status", "end_status"'
_POSSIBLE = (
    f'possible_days({_TOLD}, "start_told_on", "start_first_on", "confirmed_first", "overtaken", "confirmed_last")'
)
_CERTAIN = f'certain_days({_TOLD}, "confirmed_first", "confirmed_last", "overtaken")'


class Migration(migrations.Migration):
    """Whose end was reported for a day is there for certain no longer than that, and possibly for two years more."""

    dependencies = [("people", "0025_announced_ends")]

    operations = [
        migrations.RunSQL([POSSIBLE_DAYS, CERTAIN_DAYS], migrations.RunSQL.noop),
        # What follows from the functions is computed anew; statistics go with it.
        migrations.RunSQL(
            [
                statement
                for model in ("position", "positionstate", "reportingline", "reportinglinestate")
                for statement in (
                    f"ALTER TABLE people_{model} ALTER COLUMN possible SET EXPRESSION AS ({_POSSIBLE}),"
                    f" ALTER COLUMN certain SET EXPRESSION AS ({_CERTAIN})",
                    f"ANALYZE people_{model}",
                )
            ],
            migrations.RunSQL.noop,
        ),
    ]
