"""The admin under the site's strict policy: every page answers, in few queries, without inline code."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factory.django import DjangoModelFactory

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from tests import factories
from tracker.claims.models import Claim, PublicationPolicy
from tracker.news.models import Article, Outlet, Source

pytestmark = pytest.mark.django_db

FACTORIES: dict[type[models.Model], type[DjangoModelFactory[Any]]] = {
    Organization: factories.UnitFactory,
    OrgEvent: factories.OrgEventFactory,
    Stake: factories.StakeFactory,
    Person: factories.PersonFactory,
    Position: factories.PositionFactory,
    ReportingLine: factories.ReportingLineFactory,
    Founding: factories.FoundingFactory,
    Statement: factories.StatementFactory,
    Move: factories.MoveFactory,
    Outlet: factories.OutletFactory,
    Source: factories.SourceFactory,
    Article: factories.ArticleFactory,
    Claim: factories.ClaimFactory,
    PublicationPolicy: factories.PublicationPolicyFactory,
}
OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_config is apps.get_app_config(model._meta.app_label)
    and model._meta.app_label in {"people", "companies", "claims", "news"}
]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(admin=True))
    return client


def address_of(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


class InlineCode(HTMLParser):
    """Collects what the policy ``script-src 'self'; style-src 'self'`` would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        plain = names.get("type") in {"application/json", "text/template"}
        if (tag == "script" and "src" not in names and not plain) or tag == "style":
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value!r}>")
            loads = tag in {"script", "link", "img"} and name in {"src", "href"}
            if loads and re.match(r"(https?:)?//", value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")


def refused_by_policy(html: str) -> list[str]:
    parser = InlineCode()
    parser.feed(html)
    return parser.found


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)


def test_what_editors_work_with_is_all_in_the_admin() -> None:
    assert set(FACTORIES) <= set(OURS)


def test_the_policy_check_sees_inline_code() -> None:
    assert refused_by_policy('<p style="color:red" onclick="x()"><script>1</script><style></style>')
    assert not refused_by_policy('<script src="/static/a.js"></script><p class="a">text</p>')


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_answers_without_inline_code(editor: Client, model: type[models.Model]) -> None:
    if model in FACTORIES:
        FACTORIES[model].create()
    answer = editor.get(address_of(model, "changelist"))
    assert answer.status_code == 200
    assert refused_by_policy(answer.content.decode()) == []
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_add_page_answers_or_is_closed_to_all(
    editor: Client, model: type[models.Model]
) -> None:
    answer = editor.get(address_of(model, "add"))
    typed_in = {
        "Organization",
        "Person",
        "Outlet",
        "Source",
        "Claim",
        "PublicationPolicy",
        "Takedown",
    }
    assert answer.status_code == (200 if model.__name__ in typed_in else 403)
    assert refused_by_policy(answer.content.decode()) == []


@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
def test_every_record_opens_without_inline_code(editor: Client, model: type[models.Model]) -> None:
    row = FACTORIES[model].create()
    answer = editor.get(address_of(model, "change", row.pk))
    assert answer.status_code == 200
    assert refused_by_policy(answer.content.decode()) == []


@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
def test_a_list_asks_the_database_no_more_for_many_rows_than_for_few(
    editor: Client, model: type[models.Model]
) -> None:
    FACTORIES[model].create_batch(3)
    address = address_of(model, "changelist")
    editor.get(address)  # the first request of a while notes in the session that it is in use
    few = queries(lambda: editor.get(address))
    FACTORIES[model].create_batch(12)
    assert queries(lambda: editor.get(address)) == few
    assert few <= 12


@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
def test_every_list_can_be_searched(editor: Client, model: type[models.Model]) -> None:
    FACTORIES[model].create()
    address = address_of(model, "changelist")
    answer = editor.get(address, {"q": "nothing is called this"})
    assert answer.status_code == 200
    assert answer.context["cl"].result_list.count() == 0


@pytest.mark.parametrize("term", ["company", "COMP", "former name"])
def test_a_record_is_chosen_by_typing_part_of_any_of_its_names(editor: Client, term: str) -> None:
    company = factories.OrganizationFactory.create(name="Some company")
    factories.OrganizationNameFactory.create(organization=company, name="Its former name")
    factories.PersonFactory.create()
    answer = editor.get(
        reverse("admin:autocomplete"),
        {"term": term, "app_label": "claims", "model_name": "claim", "field_name": "organization"},
    )
    assert [row["id"] for row in answer.json()["results"]] == [str(company.pk)]


def test_somebody_who_is_no_editor_is_asked_to_log_in(client: Client) -> None:
    client.force_login(factories.UserFactory.create())
    answer = client.get(reverse("admin:people_person_changelist"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")
