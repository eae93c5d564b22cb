"""Roles: what the table grants, who gives them, and what is kept of it."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.factories import UserFactory
from tests.passphrase import PASSWORD
from tests.web.second_factor import give_app, sign_in
from tests.web.test_accounts import shown, who
from tests.web.test_accounts_second_factor import long_after_signing_in
from tracker.accounts.admin import UserAdmin
from tracker.accounts.models import RoleHistoryEvent, UserHistoryEvent  # type: ignore[attr-defined]
from tracker.accounts.roles import ROLES, Role, grants
from tracker.accounts.services import (
    LastAdmin,
    MayNotGiveRoles,
    give_role,
    make_account,
    set_active,
)
from tracker.accounts.standing import role_of
from tracker.stack.preparation import make_first_editor

pytestmark = pytest.mark.django_db
VIEWER, EDITOR, SENIOR, ADMIN = Role


# ── the table ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("permission", "lowest"),
    [
        ("claims.change_claim", EDITOR),
        ("news.add_intake", EDITOR),
        ("people.change_person", EDITOR),
        ("companies.add_organizationname", EDITOR),
        ("people.change_position", SENIOR),
        ("news.change_source", SENIOR),
        ("people.delete_person", ADMIN),
        ("auth.change_user", ADMIN),
        # tables that other parts bring
        ("claims.add_neversame", EDITOR),
        ("claims.view_merge", EDITOR),
        ("claims.undo_others_verdicts", SENIOR),
        ("claims.add_merge", SENIOR),
        ("claims.add_takedown", SENIOR),
        ("claims.change_takedown", SENIOR),
        ("claims.change_publicationpolicy", SENIOR),
        ("claims.delete_takedown", ADMIN),
        ("elsewhere.add_thing", ADMIN),
    ],
)
def test_a_permission_belongs_to_a_role_and_to_those_above_it(
    permission: str, lowest: Role
) -> None:
    assert [role for role in Role if grants(role, permission)] == list(Role)[
        list(Role).index(lowest) :
    ]
    user = UserFactory.create(role=lowest)
    below = UserFactory.create(role=list(Role)[list(Role).index(lowest) - 1])
    assert user.has_perm(permission)
    assert not below.has_perm(permission)


def test_a_permission_whose_table_comes_later_counts_from_the_day_it_is_there() -> None:
    senior = UserFactory.create(role="senior editor")
    assert senior.has_perm("claims.undo_everything")
    kind, _ = ContentType.objects.get_or_create(app_label="claims", model="everything")
    Permission.objects.get_or_create(content_type=kind, codename="undo_everything", name="undo")
    assert "claims.undo_everything" in senior.get_all_permissions()
    assert "claims.undo_everything" not in UserFactory.create(role="editor").get_all_permissions()


def test_every_line_of_the_table_names_an_app_and_something_in_it() -> None:
    lines = [line for role in Role for line in ROLES[role]]
    assert all(line == "*" or line.count(".") == 1 for line in lines)
    assert len(lines) == len(set(lines))


def test_what_is_granted_past_the_table_counts_for_nothing() -> None:
    user = UserFactory.create(role="viewer")
    permission = Permission.objects.get(
        content_type=ContentType.objects.get_for_model(Person), codename="delete_person"
    )
    user.user_permissions.add(permission)
    Group.objects.get(name="viewer").permissions.add(permission)
    stray = Group.objects.create(name="stray")
    stray.permissions.add(permission)
    user.groups.add(stray)
    fresh = User.objects.get(pk=user.pk)
    assert not fresh.has_perm("people.delete_person")
    assert fresh.get_all_permissions() == set()
    assert role_of(fresh) == VIEWER


def test_an_account_out_of_use_may_nothing() -> None:
    admin = UserFactory.create(role="admin", is_active=False)
    assert not admin.has_perm("people.view_person")
    assert role_of(admin) is None


# ── who gives them ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["viewer", "editor", "senior editor"])
def test_nobody_but_an_admin_gives_a_role_least_of_all_to_themselves(role: str) -> None:
    user, other = UserFactory.create(role=role), UserFactory.create(role="viewer")
    for whom in (user, other):
        with pytest.raises(MayNotGiveRoles):
            give_role(user=whom, role=ADMIN, by=user)
        with pytest.raises(MayNotGiveRoles):
            set_active(user=whom, active=False, by=user)
    with pytest.raises(MayNotGiveRoles):
        make_account(name="friend", role=EDITOR, by=user)
    assert not User.objects.filter(username="friend").exists()


def test_the_last_admin_stays() -> None:
    last = UserFactory.create(role="admin")
    UserFactory.create(role="admin", is_active=False)
    for by in (None, last):
        with pytest.raises(LastAdmin):
            give_role(user=last, role=EDITOR, by=by)
        with pytest.raises(LastAdmin):
            set_active(user=last, active=False, by=by)
    UserFactory.create(role="admin")
    give_role(user=last, role=EDITOR, by=last)
    assert role_of(User.objects.get(pk=last.pk)) == EDITOR


def test_a_role_given_takes_the_place_of_the_one_before() -> None:
    user = UserFactory.create(role="admin")
    UserFactory.create(role="admin")
    give_role(user=user, role=VIEWER)
    give_role(user=user, role=VIEWER)
    assert [group.name for group in user.groups.all()] == ["viewer"]
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_it_is_kept_who_was_given_which_role_and_who_was_shut() -> None:
    user = UserFactory.create(role="viewer")
    give_role(user=user, role=EDITOR)
    set_active(user=user, active=False)
    given = RoleHistoryEvent.objects.filter(user=user).order_by("pgh_id")
    told = [(line.pgh_label, Group.objects.get(pk=line.group_id).name) for line in given]
    assert told == [("insert", "viewer"), ("delete", "viewer"), ("insert", "editor")]
    kept = UserHistoryEvent.objects.filter(pgh_obj=user).order_by("pgh_id")
    assert [line.is_active for line in kept][-2:] == [True, False]


def test_the_first_account_is_an_admin_that_must_choose_a_password(client: Client) -> None:
    made = make_first_editor()
    assert made is not None
    user = User.objects.get(username="editor")
    assert sign_in(client, user, made[1]) == "/"
    new = "the-operators-own-passphrase"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": made[1], "password1": new, "password2": new},
    )
    assert client.get("/ingest/").status_code == 200
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 200
    assert role_of(User.objects.get(pk=user.pk)) == ADMIN


# ── the command ──────────────────────────────────────────────────────────────────────────────────


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("account", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_an_account_and_changes_it(client: Client) -> None:
    password = told("ada", "--role", "editor").partition("password ")[2].split()[0]
    user = User.objects.get(username="ada")
    assert sign_in(client, user, password) == "/"
    told("ada", "--role", "senior editor")
    assert role_of(User.objects.get(username="ada")) == VIEWER, "the one-time password still stands"
    give_app(user)
    told("ada", "--remove-second-factor")
    assert who(client) == ""
    fresh = told("ada", "--new-password").partition("password ")[2].split()[0]
    told("ada", "--shut")
    assert sign_in(Client(), user, fresh) == ""
    told("ada", "--open")
    assert sign_in(Client(), user, fresh) == "/"


def test_the_command_refuses_what_nobody_may(client: Client) -> None:
    with pytest.raises(CommandError, match="give --role"):
        told("nobody")
    UserFactory.create(username="chief", role="admin")
    with pytest.raises(CommandError, match="last admin"):
        told("chief", "--role", "viewer")


# ── users in the admin ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def chief(client: Client) -> User:
    user = UserFactory.create(username="chief", role="admin")
    sign_in(client, user)
    return user


def users(page: str, *args: object) -> str:
    return reverse(f"admin:auth_user_{page}", args=args)


def test_an_admin_makes_an_account_whose_password_is_shown_once(
    client: Client, chief: User
) -> None:
    page = shown(client.get(users("add")))
    assert "password" not in page.partition('id="user_form"')[2].partition("</form>")[0]
    sent = {"username": "ada", "role": "editor"}
    page = shown(client.post(users("add"), sent, follow=True))
    password = page.partition("One-time password of ada: ")[2].split()[0]
    assert "One-time password" not in shown(client.get(users("changelist")))
    ada = User.objects.get(username="ada")
    assert sign_in(Client(), ada, password) == "/"
    assert client.post(users("add"), {"username": "ADA", "role": "editor"}).status_code == 200
    assert User.objects.filter(username__iexact="ada").count() == 1


def test_an_admin_gives_a_role_and_no_single_permission(client: Client, chief: User) -> None:
    user = UserFactory.create(role="viewer")
    page = client.get(users("change", user.pk))
    assert set(page.context["adminform"].form.fields) == {
        "username",
        "first_name",
        "last_name",
        "role",
        "is_active",
    }
    sent = {"username": user.username, "role": "senior editor", "is_active": "on"}
    extra = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"], "groups": ["4"]}
    client.post(users("change", user.pk), {**sent, **extra})
    fresh = User.objects.get(pk=user.pk)
    assert role_of(fresh) == SENIOR
    assert not fresh.is_superuser
    assert not fresh.user_permissions.exists()
    assert fresh.check_password(PASSWORD)


def test_the_list_of_users_shows_the_role_of_each(client: Client, chief: User) -> None:
    for role in Role:
        UserFactory.create(username=f"a-{role.name}", role=role.value)
    shown_roles = {
        user.username: UserAdmin(User, admin.site).role(user)
        for user in client.get(users("changelist")).context["cl"].result_list
    }
    assert shown_roles == {"chief": "Admin"} | {f"a-{role.name}": role.label for role in Role}
    page = client.get(users("change", User.objects.get(username="a-EDITOR").pk))
    assert page.context["adminform"].form["role"].value() == Role.EDITOR


@pytest.mark.parametrize(
    ("change", "action"), [({"role": "viewer"}, ""), ({"is_active": ""}, ""), ({}, "shut")]
)
def test_the_last_admin_is_told_so_and_stays(
    change: dict[str, str], action: str, client: Client, chief: User
) -> None:
    sent: dict[str, Any] = {"username": "chief", "role": "admin", "is_active": "on", **change}
    address = users("change", chief.pk)
    if action:
        address, sent = users("changelist"), {"action": action, "_selected_action": [chief.pk]}
    page = shown(client.post(address, sent, follow=True))
    assert "hief is the last admin" in page
    assert "successfully" not in page
    fresh = User.objects.get(pk=chief.pk)
    assert (fresh.is_active, role_of(fresh)) == (True, ADMIN)


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ("shut", lambda user: not user.is_active),
        ("new_password", lambda user: not user.check_password(PASSWORD)),
        ("no_second_factor", lambda user: not user.authenticator_set.exists()),
    ],
)
def test_actions_on_users_do_what_they_say_and_end_sessions(
    action: str, seen: Callable[[User], bool], client: Client, chief: User
) -> None:
    user, theirs = UserFactory.create(role="viewer"), Client()
    theirs.force_login(user)
    give_app(user)
    client.post(users("changelist"), {"action": action, "_selected_action": [user.pk]})
    assert seen(User.objects.get(pk=user.pk))
    assert who(theirs) == ""


def test_long_after_signing_in_users_are_kept_only_after_the_password(
    client: Client, chief: User
) -> None:
    user = UserFactory.create(role="viewer")
    long_after_signing_in(client)
    sent = {"username": user.username, "role": "editor", "is_active": "on"}
    asked = client.get(users("change", user.pk)).headers["Location"]
    assert asked.startswith("/accounts/reauthenticate/?next=%2Fadmin%2Fauth%2Fuser%2F")
    assert client.get(asked).status_code == 200
    action = {"action": "shut", "_selected_action": [user.pk]}
    assert client.post(users("changelist"), action).status_code == 302
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.is_active, role_of(fresh)) == (True, VIEWER)
    client.post(asked, {"password": PASSWORD})
    client.post(users("change", user.pk), sent)
    assert role_of(User.objects.get(pk=user.pk)) == EDITOR


def test_secrets_and_groups_have_no_page_in_the_admin(client: Client, chief: User) -> None:
    for address in ("auth/group/", "mfa/authenticator/", "account/emailaddress/", "axes/"):
        assert client.get(f"/admin/{address}").status_code == 404
