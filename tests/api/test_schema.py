"""The schema: what clients are promised, and that every answer keeps it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from companies.models import OrgEvent
from tests.api.conftest import Get, World
from tracker.api.throttles import AnonymousThrottle
from tracker.api.views.site import api_schema
from tracker.news.models import Source
from tracker.wsgi import application

SNAPSHOT = Path(__file__).with_name("openapi.json")
PATHS = sorted(api_schema()["paths"])
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_the_schema_is_the_one_that_clients_were_promised() -> None:
    """After a change on purpose: delete ``openapi.json``, run this test twice, read the difference."""
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(json.dumps(api_schema(), indent=1, ensure_ascii=False) + "\n")
        pytest.fail("The snapshot was missing and is written now; look at it and run again.")
    assert api_schema() == json.loads(SNAPSHOT.read_text())


def test_the_schema_is_openapi_3_1(client: Client, db: None) -> None:
    answer = client.get("/api/schema/")
    assert answer["Content-Type"].startswith("application/json")
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)  # type: ignore[no-untyped-call]
    assert client.get("/api/schema/?format=yaml").content.startswith(b"openapi: 3.1")


def test_the_schema_holds_every_list_of_the_contract() -> None:
    lists = (
        "people companies units positions moves reporting-lines events statements articles stories "
        "outlets claims sources search flows"
    )
    assert {f"/api/v1/{name}/" for name in lists.split()} <= set(PATHS)
    assert {f"/api/v1/{name}/{{slug}}/timeline/" for name in ("people", "companies")} <= set(PATHS)
    assert {f"/api/v1/companies/{{slug}}/{name}/" for name in ("org-chart", "org-diff")} <= set(
        PATHS
    )


def test_no_field_of_an_answer_is_missing_from_the_schema(world: World, get: Get) -> None:
    """Shapes are told twice, by the schema and by the answers: here they meet."""
    components = api_schema()["components"]["schemas"]
    for name, path in (
        ("Move", "moves/"),
        ("Position", "positions/"),
        ("ReportingLine", "reporting-lines/"),
        ("Event", "events/"),
        ("Statement", "statements/"),
        ("Claim", "claims/"),
        ("Article", "articles/"),
        ("Story", "stories/"),
        ("Person", "people/"),
        ("Company", "companies/"),
        ("Unit", "units/"),
        ("Outlet", "outlets/"),
        ("Source", "sources/"),
    ):
        (record, *_) = get(path)["results"]
        assert set(record) == set(components[name]["properties"]), name
        assert set(components[name]["required"]) == set(record), name


# The generated client does not unpack what it is sent.
PLAIN = {"Accept-Encoding": "identity"}
_schema = schemathesis.openapi.from_dict(api_schema())
_schema.app = application


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve without a limit, and without closing the connection that holds the test's rows."""
    monkeypatch.setattr(AnonymousThrottle, "limit", 0)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@_schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_asked_the_answer_keeps_to_the_schema(
    case: Any, rumoured: World, served: None
) -> None:
    case.call_and_validate(checks=CHECKS, headers=PLAIN)


def test_every_record_and_timeline_keeps_to_the_schema(rumoured: World, served: None) -> None:
    keys = {
        "people": "ada-moreau",
        "companies": "northwind",
        "units": "northwind-deep",
        "outlets": "ledger",
        "articles": rumoured.article.pk,
        "stories": rumoured.article.story_id,
        "moves": rumoured.move.pk,
        "positions": rumoured.left.pk,
        "reporting-lines": rumoured.line.pk,
        "statements": rumoured.statement.pk,
        "claims": rumoured.claim.pk,
        "sources": Source.objects.get().pk,
        "events": f"event-{OrgEvent.objects.get().pk}",
    }
    asked = [path for path in PATHS if "{" in path]
    for path in asked:
        name = path.split("/")[3]
        parameter = path.partition("{")[2].partition("}")[0]
        case = _schema[path]["GET"].Case(
            path_parameters={parameter: keys[name]},
            query={"from": "2024-01-01"} if path.endswith("org-diff/") else {},
        )
        answer = case.call_and_validate(checks=CHECKS, headers=PLAIN)
        assert answer.status_code == 200, path
    assert len(asked) == len(keys) + 4
