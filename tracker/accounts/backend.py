"""Signing in by name and password; permissions by role, as the table in the code states them."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.db.models import QuerySet

from tracker.accounts.roles import grants, grants_in
from tracker.accounts.standing import keep_standing, role_of, with_standing
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.snapshots import Seen


def _account(*, ids: Given) -> QuerySet[User]:
    return with_standing(User.objects.filter(one_of_given("pk", ids))).annotate(data_seen=Seen())


_ACCOUNT = Prepared(_account, planned=True)


class RoleBackend(ModelBackend):
    """Grants what the role in force grants, and nothing that stands on an account or in a group by itself."""

    def get_user(self, user_id: int) -> User | None:
        """The account that signed in, with how it stands and what is seen of the data (``data_seen``), in one query; None if
        it is gone or out of use.
        """
        for found in _ACCOUNT.rows(ids=[user_id]):
            return keep_standing(found) if self.user_can_authenticate(found) else None
        return None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the role of ``user_obj`` that counts now grants ``perm``; the model need not exist."""
        role = role_of(user_obj) if obj is None else None
        return role is not None and grants(role, perm)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        role = role_of(user_obj)
        return role is not None and grants_in(role, app_label)

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # noqa: ARG002
        """None: an account has a role, and no permission of its own."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        role = role_of(user_obj) if obj is None else None
        if role is None:
            return set()
        rows = Permission.objects.values_list("content_type__app_label", "codename").order_by()
        return {name for app, code in rows if grants(role, name := f"{app}.{code}")}

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_group_permissions(user_obj, obj)
