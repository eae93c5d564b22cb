import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.stack import preparation
from tracker.stack.supervisor import Console


class Command(BaseCommand):
    help = "Check the servers, migrate, load the starter archive into an empty database, make the first account."
    requires_system_checks = []

    def handle(self, *_: Any, **__: Any) -> None:
        console = Console(sys.stdout)
        preparation.prepare(
            lambda line: console.say("prepare", line),
            unfinished=Path(settings.VAR_DIR) / "archive.unfinished",
        )
