"""A site that cannot answer says so, and when to come back."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings

from tracker.web.availability import Maintenance, failed


def _refuse(request: object) -> Any:
    raise OperationalError("the connection is lost")


@pytest.fixture
def patient(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
def test_a_page_without_its_database_asks_for_patience(
    patient: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", _away)
    answer = patient.get("/people/ada/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Nothing is lost" in answer.content.decode()


@pytest.mark.django_db
def test_the_api_without_its_database_answers_with_a_problem(
    patient: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", _away)
    answer = patient.get("/api/v1/people/ada/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/api/problems/unavailable/"


def _away(*args: object, **kwargs: object) -> Any:
    raise OperationalError("the connection is lost")


def test_a_fault_of_our_own_is_no_question_of_patience(rf: RequestFactory) -> None:
    try:
        next(iter(()))
    except StopIteration:
        answer = failed(rf.get("/"))
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()


@override_settings(MAINTENANCE="Back at 14:00 UTC.")
@pytest.mark.parametrize("address", ["/", "/people/ada/", "/admin/", "/api/v1/moves/"])
def test_under_maintenance_every_address_says_until_when(address: str, rf: RequestFactory) -> None:
    answer = Maintenance(_refuse)(rf.get(address))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    said = answer.content.decode()
    assert "Back at 14:00 UTC." in said
    if address.startswith("/api/"):
        assert json.loads(said)["status"] == 503


def test_under_maintenance_the_watch_goes_on(rf: RequestFactory) -> None:
    with pytest.raises(OperationalError):
        Maintenance(_refuse)(rf.get("/healthz"))
