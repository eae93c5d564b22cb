"""Who is an editor."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from tracker.accounts.roles import Role
from tracker.accounts.standing import is_at_least


def is_editor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """An account in use whose role opens the editors' part, with nothing missing."""
    return is_at_least(user, Role.EDITOR)
