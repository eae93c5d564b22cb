"""docs/api.md and docs/api-charts.md: every example can be sent, and what it shows has the shape of the answer."""

import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from companies.models import Organization
from people.models import Person, Position
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OrgEventFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    ReportingLineFactory,
    ReportingLineStateFactory,
    StatementFactory,
    UnitFactory,
    known_from,
)
from tracker.api.problems import PROBLEMS
from tracker.claims.models import Aspect, ClaimType
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

DOCS = "\n".join(
    (Path(__file__).parents[2] / "docs" / page).read_text() for page in ("api.md", "api-charts.md")
)
BLOCK = re.compile(r"```(console|json)\n(.*?)```", re.DOTALL)
SITE = "http://127.0.0.1:8000"


def examples() -> list[tuple[str, Any]]:
    """Each command with the answer shown after it, if one is."""
    found: list[tuple[str, Any]] = []
    for kind, text in BLOCK.findall(DOCS):
        if kind == "json":
            command, _ = found.pop()
            found.append((command, json.loads(text)))
        else:
            found.extend((line.removeprefix("$ "), None) for line in text.splitlines())
    return found


def send(client: Client, command: str) -> HttpResponse:
    program, *options, address = shlex.split(command)
    assert program == "curl" and address.startswith(SITE)
    headers = dict(one.split(": ", 1) for one in options if one != "-H")
    chief = Position.objects.get(person__slug="mike-schroepfer")
    address = address.removeprefix(SITE).replace("/positions/9031/", f"/positions/{chief.pk}/")
    answer: HttpResponse = client.get(address, headers=headers)  # type: ignore[assignment]
    return answer


@pytest.fixture
def told(db: None) -> None:
    """The least world in which every example finds something."""
    lecun: Person = PersonFactory.create(slug="yann-lecun", name="Yann LeCun", wikidata="Q3571662")
    meta: Organization = OrganizationFactory.create(slug="meta", name="Meta")
    labs = OrganizationFactory.create(slug="ami-labs", name="AMI Labs")
    fair = UnitFactory.create(slug="fair", name="FAIR", parent=meta)
    paper = OutletFactory.create(slug="financial-times", name="Financial Times")
    ArticleFactory.create(outlet=paper, published_on=date(2025, 11, 11))
    known = known_from(date(2025, 1, 1))
    held = PositionFactory.create(
        person=lecun,
        organization=meta,
        unit=fair,
        start=PartialDate.parse("2013"),
        start_status=Status.DONE,
        confirmed_last=date(2025, 5, 1),
    )
    chief = PersonFactory.create(slug="mike-schroepfer", name="Mike Schroepfer")
    PositionFactory.create(
        person=chief,
        organization=meta,
        title="CTO",
        seniority=5,
        start=PartialDate.parse("2010"),
        start_status=Status.DONE,
        confirmed_last=date(2025, 5, 1),
    )
    PositionStateFactory.create(position=held, known=known)
    move = MoveFactory.create(
        arrival=PositionFactory.create(person=lecun, organization=labs),
        departure=held,
        from_company=meta,
        status=Status.ANNOUNCED,
        happened=PartialDate.parse("2025-12"),
        sort_on=date(2025, 12, 31),
        first_outlet="financial-times",
        first_on=date(2025, 11, 11),
    )
    MoveStateFactory.create(move=move)
    MoveFactory.create(arrival__organization=meta, sort_on=date(2025, 6, 13))
    for _ in range(2):
        MoveFactory.create(arrival__organization=meta, sort_on=date(2025, 7, 1))
    line = ReportingLineFactory.create(
        person=lecun,
        manager=chief,
        organization=meta,
        start_status=Status.DONE,
        start=PartialDate.parse("2018"),
    )
    ReportingLineStateFactory.create(
        line=line, start_status=Status.DONE, start=PartialDate.parse("2018"), known=known
    )
    OrgEventFactory.create(organization=meta, count=600)
    wang = PersonFactory.create(slug="alexandr-wang", name="Alexandr Wang")
    StatementFactory.create(person=wang)
    claim = ClaimFactory.create(
        summary=True,
        type=ClaimType.ROLE,
        aspect=Aspect.END,
        person=lecun,
        organization=meta,
        outlet=paper,
        published_on=date(2025, 11, 11),
    )
    claim.positions.add(held)


def shape(value: Any) -> Any:
    """The keys of an answer, as deep as they go; lists by their first member."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return None


@pytest.mark.parametrize(("command", "shown"), examples())
def test_an_example_of_the_docs_works(told: None, client: Client, command: str, shown: Any) -> None:
    answer = send(client, command)
    if "soon" in command:
        assert answer.status_code == shown["status"] == 400
    else:
        assert answer.status_code == 200
    if ".csv" in command:
        return
    body = json.loads(answer.content)
    assert body.get("results") != [], "an example finds something"
    if shown is not None:
        assert shape(body) == shape(shown)


def test_the_docs_tell_the_limit_and_every_status_that_there_is() -> None:
    assert f"more than {settings.API_ANONYMOUS_PER_MINUTE} requests" in DOCS
    for status in (400, 404, 405, 406, 410, 429):
        assert f"| {status} |" in DOCS
    assert {"bad-parameter", "not-found", "gone"} <= set(PROBLEMS)
