"""What management commands share."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.kernel.history import acting


class RecordingCommand(BaseCommand):
    """A command whose changes to records are written down under its name."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        name = type(self).__module__.rpartition(".")[2]
        with acting(f"manage.py {name}"):
            return super().execute(*args, **options)
