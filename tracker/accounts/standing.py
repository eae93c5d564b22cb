"""What an account may do at this moment: its role counts only while nothing is missing."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.accounts.roles import Role, highest

#: The kinds of second factor; recovery codes are none of their own.
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Standing:
    """The role that an account was given, and what it lacks before the role counts."""

    role: Role | None = None
    must_change_password: bool = False
    has_second_factor: bool = False

    @property
    def needs_second_factor(self) -> bool:
        """Editors and above sign in with two factors, unless the site does without."""
        asked: bool = settings.REQUIRE_SECOND_FACTOR
        return asked and self.works_here and not self.has_second_factor

    @property
    def works_here(self) -> bool:
        """Whether the role opens the editors' part."""
        return self.role is not None and self.role.at_least(Role.EDITOR)

    @property
    def in_force(self) -> Role | None:
        """The role that counts now: a viewer's, at most, while something is missing."""
        missing = self.must_change_password or self.needs_second_factor
        return Role.VIEWER if self.role and missing else self.role


NOBODY = Standing()


def standing_of(user: AbstractBaseUser | AnonymousUser) -> Standing:
    """How ``user`` stands; asked for once, in one query, and kept with the object."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        kept = _look_up(user)
        user._standing = kept  # type: ignore[attr-defined]
    return kept


def forget_standing(user: User) -> None:
    """Have the standing of ``user`` looked up again."""
    user.__dict__.pop("_standing", None)


def role_of(user: AbstractBaseUser | AnonymousUser) -> Role | None:
    """The role of ``user`` that counts now; None for strangers and for accounts out of use."""
    return standing_of(user).in_force


def is_at_least(user: AbstractBaseUser | AnonymousUser, role: Role) -> bool:
    """Whether ``user`` may now do what ``role`` may."""
    held = role_of(user)
    return held is not None and held.at_least(role)


def _look_up(user: User) -> Standing:
    return _standing(with_standing(User.objects.filter(pk=user.pk)).get())


def with_standing(users: QuerySet[User]) -> QuerySet[User]:
    """Users with what ``keep_standing`` reads."""
    return users.annotate(
        of_groups=ArrayAgg("groups__name", filter=~Q(groups=None), default=[]),
        must_change=BoolOr("account__must_change_password"),
        second=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND)),
    )


def keep_standing(user: User) -> User:
    """The same user, read ``with_standing``, of whom nothing more needs to be asked."""
    user._standing = _standing(user)  # type: ignore[attr-defined]
    return user


def _standing(user: Any) -> Standing:
    return Standing(
        role=Role.ADMIN if user.is_superuser else highest(user.of_groups),
        must_change_password=bool(user.must_change),
        has_second_factor=user.second,
    )
