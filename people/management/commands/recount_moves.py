"""``manage.py recount_moves``: the tallies behind flows, compared with a fresh count and put right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.tallying import fold_tallies, recount_tallies


class Command(BaseCommand):
    help = "Compare the tallies of moves with a fresh count, and put right what differs."

    def handle(self, *_args: Any, **_options: Any) -> None:
        wrong = recount_tallies()
        fold_tallies()
        if wrong:
            raise CommandError(f"{wrong} sums were wrong, and are right now.", returncode=1)
        self.stdout.write("Every sum is right.")
