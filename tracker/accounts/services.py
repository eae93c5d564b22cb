"""What is done with accounts: made, given a role, shut and opened, let in again."""

import secrets

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tracker.accounts.models import Account
from tracker.accounts.roles import Role
from tracker.accounts.sealing import Unreadable, changed, seal, unseal
from tracker.accounts.standing import SECOND, forget_standing, role_of, standing_of


class MayNotGiveRoles(ValueError):
    """Only an admin gives roles, opens and shuts accounts; so nobody raises themselves."""


class LastAdmin(ValueError):
    """Somebody must stay who can give roles."""


class NameTaken(ValueError):
    """There is an account of that name, though perhaps in other letters."""


@transaction.atomic
def make_account(
    *, name: str, role: Role, email: str = "", by: User | None = None
) -> tuple[User, str]:
    """An account with a one-time password, told only now, that must be changed at the first sign-in.

    ``by`` is who asks for it; none where the machine's own operator does.
    """
    _see_that_admin(by)
    if User.objects.filter(username__iexact=name).exists():
        raise NameTaken(f"There is an account {name} already.")
    user = User.objects.create_user(name, email)
    give_role(user=user, role=role, by=by)
    return user, one_time_password(user=user, by=by)


@transaction.atomic
def give_role(*, user: User, role: Role, by: User | None = None) -> None:
    """Let ``user`` have ``role``, and no other; giving it again changes nothing."""
    _see_that_admin(by)
    _lock_admins()
    if role != Role.ADMIN:
        _see_that_one_stays(user)
    group, _ = Group.objects.get_or_create(name=role.value)
    if list(user.groups.all()) != [group]:
        user.groups.set([group])
    staff, above = role.at_least(Role.EDITOR), role == Role.ADMIN and user.is_superuser
    if (user.is_staff, user.is_superuser) != (staff, above):
        user.is_staff, user.is_superuser = staff, above
        user.save(update_fields=["is_staff", "is_superuser"])
    forget_standing(user)


@transaction.atomic
def set_active(*, user: User, active: bool, by: User | None = None) -> None:
    """Shut ``user`` out, which ends their sessions for good, or let them in again."""
    _see_that_admin(by)
    if not active:
        _lock_admins()
        _see_that_one_stays(user)
        end_sessions(user=user)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
    forget_standing(user)


@transaction.atomic
def one_time_password(*, user: User, by: User | None = None) -> str:
    """A new password for ``user``, told only now, to be changed at the next sign-in. Ends their sessions."""
    _see_that_admin(by)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    Account.objects.update_or_create(user=user, defaults={"must_change_password": True})
    end_sessions(user=user)
    forget_standing(user)
    return password


@transaction.atomic
def remove_second_factor(*, user: User, by: User | None = None) -> None:
    """For somebody who lost theirs: it, its recovery codes, and the sessions that it opened are gone."""
    _see_that_admin(by)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    forget_standing(user)


@transaction.atomic
def may_remove(*, factor: Authenticator) -> bool:
    """Whether ``factor`` can go: where the role asks for a second factor, the last one stays.

    Until the transaction is over no other factor of the same account is removed.
    """
    user = User.objects.select_for_update().get(pk=factor.user_id)
    standing = standing_of(user)
    if not settings.REQUIRE_SECOND_FACTOR or not standing.works_here:
        return True
    others = Authenticator.objects.filter(user=user, type__in=SECOND)
    return bool(others.exclude(pk=factor.pk).exists())


@transaction.atomic
def seal_second_factors() -> tuple[int, list[str]]:
    """Seal the secrets of second factors with the key of today.

    Returns how many authenticators there were, and the accounts of those that no key opens.
    """
    sealed, unreadable = 0, set()
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    rows = Authenticator.objects.filter(type__in=kinds).select_related("user")
    for one in rows.select_for_update(of=("self",)):
        try:
            one.data = changed(one.data, lambda secret: seal(unseal(secret)))
        except Unreadable:
            unreadable.add(one.user.get_username())
            continue
        one.save(update_fields=["data"])
        sealed += 1
    return sealed, sorted(unreadable)


def password_changed(*, user: User) -> None:
    """The one-time password is no longer in use."""
    Account.objects.filter(user=user, must_change_password=True).update(must_change_password=False)
    forget_standing(user)


def end_sessions(*, user: User) -> None:
    """End every session of ``user``, wherever it was opened."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _see_that_admin(by: User | None) -> None:
    if by is not None and role_of(by) != Role.ADMIN:
        raise MayNotGiveRoles("Only an admin gives roles and opens or shuts accounts.")


def _lock_admins() -> None:
    """Let whoever else changes accounts wait until this transaction is over."""
    Group.objects.get_or_create(name=Role.ADMIN.value)
    Group.objects.select_for_update().get(name=Role.ADMIN.value)


def _admins() -> QuerySet[User]:
    wanted = Q(groups__name=Role.ADMIN.value) | Q(is_superuser=True)
    return User.objects.filter(wanted, is_active=True).distinct()


def is_last_admin(user: User) -> bool:
    """Whether nobody else in use can give roles."""
    return [admin.pk for admin in _admins()] == [user.pk]


def _see_that_one_stays(user: User) -> None:
    if is_last_admin(user):
        raise LastAdmin(f"{user.get_username()} is the last admin: make another one first.")
