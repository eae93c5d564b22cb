"""A database that stopped among migrations which have since been made one: this version has no steps in between."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core import checks
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def stopped_halfway() -> list[str]:
    """What is wrong and what to do, for each app whose tables are from in between; Django would pass that by."""
    loader = MigrationLoader(None)
    applied = MigrationRecorder(connection).applied_migrations()
    told = []
    for migration in loader.replacements.values():
        done = [one for one in migration.replaces if one in applied]
        gone = set(migration.replaces) - set(done) - loader.disk_migrations.keys()
        if done and gone:
            last, next_ = (".".join(one) for one in (done[-1], migration.replaces[-1]))
            told.append(
                f"The database stopped at {last}, and this version cannot bring it to {next_}: run `manage.py migrate` "
                "with the last version that has these migrations first, or begin with an empty database."
            )
    return told


@checks.register(checks.Tags.database)
def check_tables(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 (checks are called with it)
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[checks.CheckMessage]:
    """``migrate`` asks this first."""
    return [checks.Error(one, id="stack.E001") for one in (stopped_halfway() if databases else [])]
