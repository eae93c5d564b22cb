"""``manage.py account``: make an account, give it a role, let its owner in again, or shut it."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.accounts.roles import Role
from tracker.accounts.services import (
    give_role,
    make_account,
    one_time_password,
    remove_second_factor,
    set_active,
)


class Command(BaseCommand):
    help = "Make an account or change one: its role, its password, its second factor, whether it is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--role", choices=Role.values, help="of a new account, or to change to")
        parser.add_argument("--new-password", action="store_true", help="a one-time password")
        parser.add_argument(
            "--remove-second-factor", action="store_true", help="for somebody who lost theirs"
        )
        parser.add_argument("--shut", action="store_true", help="end its sessions, let nobody in")
        parser.add_argument("--open", action="store_true", help="let its owner in again")

    def handle(self, *_args: Any, **options: Any) -> None:
        name, role = options["name"], options["role"]
        user = User.objects.filter(username=name).first()
        if user is None and not role:
            raise CommandError(f"There is no account {name}: give --role to make it.")
        try:
            if user is None:
                _, password = make_account(name=name, role=Role(role))
                self._tell_password(name, password)
            else:
                self._change(user, options)
        except ValueError as error:
            raise CommandError(str(error)) from error

    def _change(self, user: User, options: dict[str, Any]) -> None:
        if options["role"]:
            give_role(user=user, role=Role(options["role"]))
        if options["remove_second_factor"]:
            remove_second_factor(user=user)
        if options["shut"] or options["open"]:
            set_active(user=user, active=options["open"])
        if options["new_password"]:
            self._tell_password(user.get_username(), one_time_password(user=user))
        self.stdout.write(f"{user.get_username()}: done")

    def _tell_password(self, name: str, password: str) -> None:
        self.stdout.write(f"name {name}, one-time password {password} (shown only now)")
