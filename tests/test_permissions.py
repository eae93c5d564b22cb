"""The matrix of callers, addresses and methods, walked from the URL map: what is not granted is refused."""

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from factory.django import DjangoModelFactory

from people.models import Person
from tests import factories
from tests.databases import written_by
from tests.permission_table import (
    ADDRESSES,
    CALLERS,
    EDITOR,
    MISSING,
    QUERIES,
    SAMPLES,
    STRANGER,
    TABLES,
    Access,
    Records,
)
from tracker.kernel.admin import LookOnlyAdmin
from tracker.news.intake import submit
from tracker.news.models import Intake
from tracker.web.accounts import typed

pytestmark = pytest.mark.django_db

LOGINS = ("/accounts/login/", "/admin/login/")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
_MAKERS: dict[type[models.Model], Callable[[], Any]] = {
    Intake: lambda: submit(text="A text.")[0],
    User: factories.UserFactory.create,
}


class Address(NamedTuple):
    """One pattern of the URL map; of an admin's page of a table, which one."""

    name: str
    route: str
    table: str = ""
    page: str = ""


def walk(resolver: URLResolver, route: str = "", spaces: str = "") -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern, whole, spaces + space)
            continue
        name = f"{spaces}{pattern.name}" if pattern.name else whole
        yield _of_a_table(Address(name, whole))


def _of_a_table(address: Address) -> Address:
    """Which table's page it is, where the admin made it from a table."""
    found = re.match(r"admin/(\w+)/(\w+)/", address.route)
    if not found or f"{found[1]}.{found[2]}" not in registered():
        return address
    table = f"{found[1]}.{found[2]}"
    if address.route.endswith("<path:object_id>/"):
        return address._replace(table=table, page="short")
    page = address.name.removeprefix(f"admin:{found[1]}_{found[2]}_")
    usual = ("changelist", "add", "change", "delete", "history")
    return address._replace(table=table, page=page) if page in usual else address


def registered() -> set[str]:
    return {model._meta.label_lower for model in admin.site._registry}


def addresses() -> list[Address]:
    return list(walk(get_resolver()))


def access_to(address: Address) -> Access | None:
    """What the table declares; None where it says nothing."""
    if address.table:
        records = TABLES.get(address.table)
        return records and _access_in(records, address.page)
    return ADDRESSES.get(address.name) or ADDRESSES.get(address.name.partition(":")[0] + ":*")


def _access_in(records: Records, page: str) -> Access:
    match page:
        case "add":
            return Access(records.add, records.add)
        case "change":
            return Access(records.view, records.change)
        case "delete":
            return Access(records.delete, records.delete)
        case "short":  # only leads to the page itself
            return Access(EDITOR, EDITOR)
        case _:  # the list and the history; what is sent to a list is judged with each action
            return Access(records.view, records.view)


def _a_row_of_every_table() -> dict[str, Any]:
    made: dict[str, Any] = {}
    by_model = {
        one._meta.model: one.create
        for one in vars(factories).values()
        if isinstance(one, type) and issubclass(one, DjangoModelFactory) and one._meta.model
    }
    for model in admin.site._registry:
        maker = _MAKERS.get(model) or by_model.get(model)
        assert maker, (
            f"{model._meta.label} is in the admin and has no factory in tests/factories.py"
        )
        made[model._meta.label_lower] = maker()
    return made


#: A row of every table in the admin, by its label, for the addresses of one record.
rows = written_by(_a_row_of_every_table)


@pytest.fixture(autouse=True)
def _unwritten() -> Iterator[None]:
    """Thousands of refusals are written into no log."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def path_of(address: Address, rows: dict[str, Any]) -> str:
    if address.name == "admin:view_on_site":  # of a table that is there: some have a name alone
        table = ContentType.objects.get_for_model(Person).pk
        return reverse(address.name, args=[table, rows["people.person"].pk])
    samples = dict(SAMPLES)
    if address.table:
        samples["path"] = str(rows[address.table].pk)
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: samples[found[1] or "str"], address.route)
    path = re.sub(r"\(\?P<app_label>(\w+)[^)]*\)", r"\1", path)
    path = path.replace("(?P<url>.*)", "nowhere").replace(".*", "nowhere")
    return "/" + path.replace("^", "").replace("$", "") + QUERIES.get(address.name, "")


def client_of(caller: str, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    if caller != STRANGER:
        client.force_login(factories.UserFactory.create(role=caller))
    return client


def outcome(answer: HttpResponseBase) -> str:
    """``done``, ``refused`` or ``no such method``; a page that is missing was not refused."""
    if answer.status_code == 405:
        return "no such method"
    sent_away = answer.status_code == 302 and answer.headers["Location"].startswith(LOGINS)
    if sent_away or answer.status_code in {401, 403}:
        return "refused"
    # 503: `readyz` tells that there is no worker
    return (
        "done"
        if answer.status_code < 500 or answer.status_code == 503
        else f"failed with {answer.status_code}"
    )


def may(caller: str, lowest: str | None) -> bool:
    return lowest is not None and CALLERS.index(caller) >= CALLERS.index(lowest)


def test_every_address_is_declared_and_nothing_else() -> None:
    undeclared = [
        f"{address.name}: add it to "
        + (f"TABLES as {address.table!r}" if address.table else "ADDRESSES")
        + " in tests/permission_table.py"
        for address in addresses()
        if access_to(address) is None
    ]
    assert undeclared == []
    names = {address.name for address in addresses()}
    spaces = {f"{name.partition(':')[0]}:*" for name in names}
    assert set(ADDRESSES) - names - spaces == set()
    assert set(TABLES) == registered()


@pytest.mark.parametrize("caller", CALLERS)
def test_each_caller_may_do_what_the_table_grants_and_nothing_else(
    caller: str, rows: dict[str, Any]
) -> None:
    client = client_of(caller)
    # What neither a stranger nor an admin may do, nobody between them may: 405 comes before any question of role.
    others = [(method, None) for method in UNSAFE[1:] if caller in (CALLERS[0], CALLERS[-1])]
    wrong = []
    for address in addresses():
        access = access_to(address)
        assert access, address.name
        if access == MISSING:
            continue
        for method, lowest in (("GET", access.read), ("POST", access.write), *others):
            if address.name == "account_logout" and method == "POST":
                continue  # tried last: it ends the session
            got = outcome(client.generic(method, path_of(address, rows)))
            if (got == "done") != may(caller, lowest) or got.startswith("failed"):
                wrong.append(f"{method} {address.name or address.route}: {got}")
    assert not wrong, "\n".join(wrong)
    assert outcome(client.post(reverse("account_logout"))) == "done"


def test_every_writing_address_wants_the_forms_token(
    rows: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page that tells of the refusal is the same everywhere; it need not be drawn for each.
    monkeypatch.setattr(typed, "csrf_failure", lambda *_: HttpResponseForbidden())
    client = client_of("admin", enforce_csrf_checks=True)
    wrong = []
    # With the other methods nothing is done even where no token is asked for, as the matrix has it.
    for address in (one for one in addresses() if access_to(one) != MISSING):
        got = outcome(client.post(path_of(address, rows)))
        if got not in ("refused", "no such method"):
            wrong.append(f"POST {address.name}: {got}")
    assert not wrong, "\n".join(wrong)


def test_an_address_that_leads_nowhere_does_so_for_everybody_and_with_every_method(
    rows: dict[str, Any],
) -> None:
    nowhere = [path_of(one, rows) for one in addresses() if access_to(one) == MISSING]
    assert nowhere
    for caller in CALLERS:
        client = client_of(caller)
        for path in nowhere:
            for method in ("GET", *UNSAFE):
                assert client.generic(method, path).status_code == 404


@pytest.mark.parametrize("caller", ["viewer", "editor"])
def test_what_is_there_to_look_at_takes_no_change(caller: str, rows: dict[str, Any]) -> None:
    client = client_of(caller)
    looked_at = [
        model for model, page in admin.site._registry.items() if isinstance(page, LookOnlyAdmin)
    ]
    assert looked_at
    for model in looked_at:
        row = rows[model._meta.label_lower]
        before = model._default_manager.filter(pk=row.pk).values().get()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("change", "delete"):
            answer = client.post(
                reverse(f"{name}_{page}", args=[row.pk]),
                {"hidden": "on", "title": "X", "post": "yes"},
            )
            assert outcome(answer) == "refused", name
        assert model._default_manager.filter(pk=row.pk).values().get() == before, name


def test_the_matrix_sees_a_refusal_a_missing_method_and_a_way_in() -> None:
    away = HttpResponse(status=302, headers={"Location": "/accounts/login/?next=/"})
    assert outcome(away) == outcome(HttpResponse(status=403)) == "refused"
    assert outcome(HttpResponse(status=405)) == "no such method"
    assert outcome(HttpResponse(status=404)) == "done"
    assert outcome(HttpResponse(status=500)).startswith("failed")
