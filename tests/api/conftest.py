"""One small world that the API's tests look at, and a client that reads JSON."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from companies.models import EventKind, Organization
from people.models import Founding, Move, MoveKind, Person, Position, ReportingLine, Statement
from tests.databases import delete_rows, written_by
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    FoundingFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OrgEventFactory,
    OutletDomainFactory,
    OutletFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    PositionStateFactory,
    ReportingLineFactory,
    SourceFactory,
    StakeFactory,
    StatementFactory,
    UnitFactory,
    known_from,
)
from tracker.claims.models import Aspect, Claim, ClaimType
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet

TEXT = (
    "Northwind cut a tenth of its staff in May. Ada Moreau has left Northwind for Halcyon, where "
    "she is chief scientist. She said text alone will not take us there. Shares rose."
)
SENTENCE = "Ada Moreau has left Northwind for Halcyon, where she is chief scientist."

type Get = Callable[..., Any]


@pytest.fixture
def get(client: Client, db: None) -> Get:
    """GET an address below /api/v1/ that answers 200, and read its JSON."""

    def _get(path: str, **params: Any) -> Any:
        answer = client.get(f"/api/v1/{path}", params)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return _get


@pytest.fixture
def refuse(client: Client, db: None) -> Get:
    """GET an address below /api/v1/ that does not answer 200; gives the problem it answers with."""

    def _refuse(path: str, params: Mapping[str, Any] | None = None) -> Any:
        answer = client.get(f"/api/v1/{path}", params or {})
        assert answer.status_code >= 400, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == answer.status_code
        return problem

    return _refuse


def without_life(record: dict[str, Any]) -> dict[str, Any]:
    """A single record as its list gives it: there is no life there."""
    return {key: value for key, value in record.items() if key != "life"}


@dataclass(frozen=True)
class World:
    """Ada leaves Northwind for Halcyon; the Ledger says so first, with a sentence."""

    ada: Person
    boss: Person
    northwind: Organization
    halcyon: Organization
    lab: Organization
    ledger: Outlet
    article: Article
    left: Position
    joined: Position
    move: Move
    line: ReportingLine
    founding: Founding
    statement: Statement
    claim: Claim


@pytest.fixture
def world(_world: World, db: None) -> World:
    """It is there for a whole module, whose tests therefore may not commit: one that does writes it itself."""
    return deepcopy(_world)


@pytest.fixture
def no_world(db: None) -> None:
    """Whatever other tests of the module are told of is not there."""
    delete_rows()


def write_world() -> World:
    ada = PersonFactory.create(slug="ada-moreau", name="Ada Moreau")
    PersonNameFactory.create(person=ada, name="A. Moreau")
    boss = PersonFactory.create(slug="bo-lind", name="Bo Lind")
    northwind = OrganizationFactory.create(slug="northwind", name="Northwind")
    OrganizationNameFactory.create(
        organization=northwind, name="Northwind Labs", until=PartialDate.parse("2021-10-28")
    )
    halcyon = OrganizationFactory.create(slug="halcyon", name="Halcyon")
    lab = UnitFactory.create(slug="northwind-deep", name="Deep", parent=northwind)
    ledger = OutletFactory.create(slug="ledger", name="The Ledger", kind=Outlet.Kind.NEWSPAPER)
    OutletDomainFactory.create(outlet=ledger, domain="ledger.example")
    SourceFactory.create(outlet=ledger)
    article = ArticleFactory.create(
        title="Moreau moves",
        outlet=ledger,
        published_on=date(2025, 6, 13),
        text=TEXT,
        language="en",
    )
    left = PositionFactory.create(
        person=ada,
        organization=northwind,
        unit=lab,
        title="Head of research",
        start=PartialDate.parse("2018-01"),
        start_status=Status.DONE,
        end=PartialDate.parse("2025-06-13"),
        end_state=EndState.KNOWN,
        end_status=Status.DONE,
        end_origins=1,
        end_first_outlet="ledger",
        end_first_on=date(2025, 6, 13),
    )
    joined = PositionFactory.create(
        person=ada,
        organization=halcyon,
        title="Chief scientist",
        start=PartialDate.parse("2025-06-13"),
        start_status=Status.DONE,
        start_origins=1,
        start_first_outlet="ledger",
        start_first_on=date(2025, 6, 13),
    )
    move = MoveFactory.create(
        kind=MoveKind.HIRE,
        arrival=joined,
        departure=left,
        from_company=northwind,
        title="Chief scientist",
        happened=PartialDate.parse("2025-06-13"),
        sort_on=date(2025, 6, 13),
        link="stated",
        origins=1,
        first_outlet="ledger",
        first_on=date(2025, 6, 13),
    )
    line = ReportingLineFactory.create(
        person=ada, manager=boss, organization=northwind, start_status=Status.DONE
    )
    founding = FoundingFactory.create(person=boss, organization=halcyon)
    statement = StatementFactory.create(
        person=ada, first_on=date(2025, 6, 13), first_outlet="ledger", origins=1
    )
    start = TEXT.index(SENTENCE)
    claim = ClaimFactory.create(
        type=ClaimType.LEFT,
        aspect=Aspect.START,
        status=Status.DONE,
        article=article,
        evidence=SENTENCE,
        start=start,
        end=start + len(SENTENCE),
        published_on=date(2025, 6, 13),
        person=ada,
        organization=northwind,
        other=halcyon,
    )
    claim.positions.add(joined)
    OrgEventFactory.create(
        kind=EventKind.LAYOFF,
        organization=northwind,
        percent=10,
        happened=PartialDate.parse("2025-05"),
        first_outlet="ledger",
    )
    StakeFactory.create(acquirer=halcyon, target=northwind, percent=49, amount_usd=14_300_000_000)
    return World(
        ada=ada,
        boss=boss,
        northwind=northwind,
        halcyon=halcyon,
        lab=lab,
        ledger=ledger,
        article=article,
        left=left,
        joined=joined,
        move=move,
        line=line,
        founding=founding,
        statement=statement,
        claim=claim,
    )


_world = written_by(write_world)


@pytest.fixture
def rumoured(world: World) -> World:
    """Up to 12 June 2025 the move was but a rumour; from the 13th on it was known as done."""
    MoveStateFactory.create(
        move=world.move,
        status=Status.RUMOURED,
        known=known_from(date(2025, 6, 1), date(2025, 6, 13)),
    )
    MoveStateFactory.create(move=world.move, known=known_from(date(2025, 6, 13)))
    PositionStateFactory.create(
        position=world.joined,
        start_status=Status.RUMOURED,
        known=known_from(date(2025, 6, 1), date(2025, 6, 13)),
    )
    return world
