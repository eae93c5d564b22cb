"""``manage.py settle``: every fact and move judged again from its claims, after the rules have changed."""

from typing import Any

from tracker.claims.settling.settle import settle_everything
from tracker.kernel.commands import RecordingCommand


class Command(RecordingCommand):
    help = "Judge every fact again from its claims, and derive every move again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{settle_everything()} people and organizations are settled.")
