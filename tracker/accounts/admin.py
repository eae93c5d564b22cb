"""Users in the admin: an admin makes accounts, gives each a role, shuts and opens them. Nobody else sees them."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from tracker.accounts.roles import Role, highest
from tracker.accounts.services import (
    LastAdmin,
    MayNotGiveRoles,
    give_role,
    is_last_admin,
    make_account,
    one_time_password,
    remove_second_factor,
    set_active,
)
from tracker.accounts.standing import is_at_least
from tracker.kernel.typed_again import TypedAgain

# Roles are stated in the code; a second factor's secret and addresses for mail are nobody's to look at.
admin.site.unregister([Group, User, EmailAddress, Authenticator])


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name, a role, and whether the account is in use."""

    role = forms.ChoiceField(choices=Role.choices)

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].validators = [UnicodeUsernameValidator()]
        if self.instance.pk:
            self.fields["role"].initial = role_given(self.instance) or Role.VIEWER

    def clean(self) -> dict[str, Any]:
        """The last admin stays one, and in use."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        stays = cleaned.get("role") == Role.ADMIN and cleaned.get("is_active")
        if self.instance.pk and not stays and is_last_admin(self.instance):
            name = self.instance.get_username()
            self.add_error("role", f"{name} is the last admin: make another one first.")
        return cleaned

    def clean_username(self) -> str:
        """One account of a name, whatever its letters' case."""
        name: str = self.cleaned_data["username"]
        others = User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(f"There is an account {name} already.")
        return name


@admin.register(User)
class UserAdmin(TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    """A user gets a role, never a single permission. Whatever changes one asks for the password again."""

    form = UserForm
    list_display = ("username", "role", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name", "last_name")
    ordering = ("username",)
    list_per_page = 50
    show_full_result_count = False
    readonly_fields = ("last_login", "date_joined")
    actions = ["new_password", "no_second_factor", "shut", "open_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:  # noqa: ARG002
        if obj is None:
            return ("username", "role", "first_name", "last_name")
        return (*UserForm.Meta.fields[:3], "role", "is_active", *self.readonly_fields)

    @admin.display(description="role")
    def role(self, user: User) -> str:
        given = role_given(user)
        return given.label if given else "none"

    # ── only admins, and only just after their password ──────────────────────────────────────────

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_at_least(request.user, Role.ADMIN)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        return is_at_least(request.user, Role.ADMIN)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_at_least(request.user, Role.ADMIN)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        return is_at_least(request.user, Role.ADMIN)

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: User | None = None,  # noqa: ARG002
    ) -> bool:
        """An account is shut, never lost: decisions bear its name."""
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _just_signed_in(request)
        return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            _just_signed_in(request)
        return super().changelist_view(request, *args, **kwargs)

    # ── what is done ─────────────────────────────────────────────────────────────────────────────

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        role = Role(form.cleaned_data["role"])
        if not change:
            made, password = make_account(name=obj.username, role=role, by=_admin(request))
            User.objects.filter(pk=made.pk).update(
                first_name=obj.first_name, last_name=obj.last_name
            )
            obj.pk, obj._state.adding = made.pk, False
            _tell_password(request, made, password)
            return
        wanted = obj.is_active
        stored = User.objects.get(pk=obj.pk)
        for field in ("username", "first_name", "last_name"):
            setattr(stored, field, getattr(obj, field))
        stored.save(update_fields=["username", "first_name", "last_name"])
        for refused in _try_all(stored, role, active=wanted, by=_admin(request)):
            messages.error(request, refused)

    @admin.action(description="Give a new one-time password", permissions=["change"])
    def new_password(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            _tell_password(request, user, one_time_password(user=user, by=_admin(request)))

    @admin.action(description="Remove the second factor", permissions=["change"])
    def no_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            remove_second_factor(user=user, by=_admin(request))
            messages.success(request, f"{user} can set up a new second factor at the next sign-in.")

    @admin.action(description="Shut", permissions=["change"])
    def shut(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._set_active(request, queryset, active=False)

    @admin.action(description="Open again", permissions=["change"])
    def open_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._set_active(request, queryset, active=True)

    def _set_active(self, request: HttpRequest, queryset: QuerySet[User], *, active: bool) -> None:
        for user in queryset:
            try:
                set_active(user=user, active=active, by=_admin(request))
            except LastAdmin as error:
                messages.error(request, str(error))
            else:
                messages.success(request, f"{user} is {'open' if active else 'shut'}.")


def role_given(user: User) -> Role | None:
    """The role that ``user`` was given, whether or not it counts now."""
    return Role.ADMIN if user.is_superuser else highest(group.name for group in user.groups.all())


def _try_all(user: User, role: Role, *, active: bool, by: User) -> list[str]:
    """Give ``role`` and open or shut; what a rule forbids is told and left as it was."""
    refused = []
    try:
        give_role(user=user, role=role, by=by)
    except (LastAdmin, MayNotGiveRoles) as error:
        refused.append(str(error))
    try:
        set_active(user=user, active=active, by=by)
    except (LastAdmin, MayNotGiveRoles) as error:
        refused.append(str(error))
    return list(dict.fromkeys(refused))


def _just_signed_in(request: HttpRequest) -> None:
    """Ask an admin for the password again where it was given too long ago."""
    if not is_at_least(request.user, Role.ADMIN):
        raise PermissionDenied("Only admins keep users.")
    raise_if_reauthentication_required(request, app="tracker.accounts")


def _admin(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin asks everybody to log in
    return request.user


def _tell_password(request: HttpRequest, user: User, password: str) -> None:
    messages.warning(
        request, f"One-time password of {user}: {password} (shown only now; pass it on safely)"
    )
