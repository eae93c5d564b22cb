"""What we know of an account beside what Django does, what it keeps, and the history of accounts and of their roles."""

from typing import ClassVar, Self

import pghistory
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

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


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Those of one account, by name; none of a reader without one."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class SavedView(models.Model):
    """A list of moves that an account keeps under a name: the filters, order, columns and clocks of its address.

    It is nobody else's to see. Each stands in a slot of its account, so that the database itself holds
    how many one account has.
    """

    MOST = 50

    user = models.ForeignKey(User, models.CASCADE, related_name="views")
    slot = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name"),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="accounts_view_has_a_name"),
            models.CheckConstraint(
                condition=Q(slot__gte=1, slot__lte=50), name="accounts_view_slot_is_one_of_fifty"
            ),
            models.UniqueConstraint(fields=["user", "slot"], name="accounts_view_one_per_slot"),
            models.UniqueConstraint("user", Lower("name"), name="accounts_view_one_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
