"""``manage.py seal_second_factors``: encrypt the secrets of second factors with the ``SECRET_KEY`` of today."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.accounts.services import seal_second_factors


class Command(BaseCommand):
    help = "After SECRET_KEY was changed: encrypt the secrets of second factors anew, so that the former key can go."

    def handle(self, *_args: Any, **_options: Any) -> None:
        sealed, unreadable = seal_second_factors()
        self.stdout.write(f"{sealed} sealed with the key of today")
        if unreadable:
            names = ", ".join(unreadable)
            self.stderr.write(f"No key that is known opens the second factor of {names}.")
