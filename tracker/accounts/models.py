"""What we know of an account beside what Django does, and the history of accounts and of their roles."""

import pghistory
from django.contrib.auth.models import User
from django.db import models

from tracker.kernel.history import tracked


@tracked()
class Account(models.Model):
    """One row for an account that was made with a one-time password."""

    user = models.OneToOneField(User, models.CASCADE, related_name="account")
    must_change_password = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.user.get_username()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="UserHistoryEvent",
    fields=["username", "email", "is_active", "is_staff", "is_superuser"],
)
class UserHistory(User):
    """Who was let in, and when: never the password."""

    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class RoleHistory(User.groups.through):  # type: ignore[name-defined,misc]
    """Who was given which role, when, and by whom."""

    class Meta:
        proxy = True
