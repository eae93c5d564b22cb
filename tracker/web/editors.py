"""Who is an editor."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


def is_editor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """An account that is in use and may enter the editors' part."""
    return user.is_active and bool(getattr(user, "is_staff", False))
