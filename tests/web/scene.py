"""A small invented industry: enough of everything for pages to show."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from companies.models import EventKind, Organization, OrgEvent
from people.models import MoveKind, Person
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    DepartureFactory,
    FoundingFactory,
    MoveFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OrgEventFactory,
    OutletFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    ReportingLineFactory,
    StakeFactory,
    StatementFactory,
    UnitFactory,
)
from tracker.claims.models import Aspect, ClaimType
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet

#: The day on which the scene is looked at.
TODAY = date(2025, 12, 20)

SENTENCES = (
    "The board of Halden met on Tuesday in Oslo.",
    "Mira Talvik, its chief scientist, is leaving to start a company of her own, "
    "people with knowledge of her plans said.",
    "She had answered to Jonas Reyes since the summer.",
    "Halden cut 600 jobs in October and took a stake of 49% in Ostra for $14.3 billion.",
    "Nobody at the company would comment.",
    "“Prediction alone is not understanding,” Ms Talvik said of language models.",
)
TEXT = (
    f"{SENTENCES[0]} {SENTENCES[1]} {SENTENCES[2]}\n\n{SENTENCES[3]} {SENTENCES[4]} {SENTENCES[5]}"
)


@dataclass(frozen=True)
class Scene:
    talvik: Person
    reyes: Person
    halden: Organization
    ostra: Organization
    norwick: Organization
    lab: Organization
    article: Article
    gazette: Outlet


def span(sentence: str) -> dict[str, int | str]:
    """Where ``sentence`` stands in the scene's article, as a claim's evidence."""
    start = TEXT.index(sentence)
    return {"evidence": sentence, "start": start, "end": start + len(sentence)}


@transaction.atomic
def build_scene(*, others: int = 0) -> Scene:
    """The scene; ``others`` more people are hired by Norwick, one each week before it."""
    gazette = OutletFactory.create(slug="the-gazette", name="The Gazette")
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    OrganizationNameFactory.create(
        organization=halden, name="Halden Systems", until=PartialDate.parse("2021-10-28")
    )
    OrganizationNameFactory.create(
        organization=halden, name="Halden", since=PartialDate.parse("2021-10-28")
    )
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    norwick = OrganizationFactory.create(slug="norwick", name="Norwick Labs")
    lab = UnitFactory.create(slug="halden-foundations", name="Foundations Lab", parent=halden)
    talvik = PersonFactory.create(slug="mira-talvik", name="Mira Talvik")
    PersonNameFactory.create(person=talvik, name="Mira Tálvik")
    reyes = PersonFactory.create(slug="jonas-reyes", name="Jonas Reyes")
    article = ArticleFactory.create(
        url="https://gazette.example/2025/12/halden",
        title="Halden’s chief scientist prepares to go",
        outlet=gazette,
        published_on=date(2025, 12, 11),
        text=TEXT,
        language="en",
    )
    scene = Scene(talvik, reyes, halden, ostra, norwick, lab, article, gazette)
    _talvik(scene)
    _reyes(scene)
    _halden(scene)
    for number in range(others):
        hire(scene, number)
    return scene


def _claim(scene: Scene, sentence: str, **columns: object) -> None:
    claim = {
        "article": scene.article,
        "outlet": scene.gazette,
        "published_on": scene.article.published_on,
        "person": scene.talvik,
        "organization": scene.halden,
        **span(sentence),
        **columns,
    }
    positions = claim.pop("positions", ())
    ClaimFactory.create(**claim).positions.add(*positions)  # type: ignore[misc]


def _talvik(scene: Scene) -> None:
    post = PositionFactory.create(
        person=scene.talvik,
        organization=scene.halden,
        unit=scene.lab,
        title="Chief Scientist",
        role="chief_scientist",
        seniority=5,
        start=PartialDate.parse("2018-01"),
        start_status=Status.DONE,
        end_status=Status.REPORTED,
        end_first_outlet=scene.gazette.slug,
        end_first_on=date(2025, 12, 11),
        end_origins=1,
        confirmed_first=date(2018, 2, 1),
        confirmed_last=date(2025, 12, 11),
    )
    first = PositionFactory.create(
        person=scene.talvik,
        organization=scene.norwick,
        title="Researcher",
        start=PartialDate.parse("2011"),
        end=PartialDate.parse("2017-12"),
        end_state=EndState.KNOWN,
        start_status=Status.DONE,
        end_status=Status.DONE,
    )
    ClaimFactory.create(
        summary=True,
        outlet=scene.gazette,
        type=ClaimType.ROLE,
        aspect=Aspect.HELD,
        status=Status.FORMER,
        person=scene.talvik,
        organization=scene.norwick,
        published_on=date(2018, 1, 9),
        evidence="Talvik had spent six years at Norwick Labs before Halden hired her.",
    ).positions.add(first)
    MoveFactory.create(
        person=scene.talvik,
        arrival=post,
        departure=first,
        from_company=scene.norwick,
        to_company=scene.halden,
        unit=scene.lab,
        title="Chief Scientist",
        happened=PartialDate.parse("2018-01"),
        sort_on=date(2018, 1, 31),
        link="stated",
        origins=3,
        first_outlet=scene.gazette.slug,
        first_on=date(2018, 1, 9),
    )
    DepartureFactory.create(
        person=scene.talvik,
        departure=post,
        from_company=scene.halden,
        former_title="Chief Scientist",
        status=Status.REPORTED,
        sort_on=date(2025, 12, 11),
        origins=1,
        first_outlet=scene.gazette.slug,
        first_on=date(2025, 12, 11),
    )
    _claim(
        scene,
        SENTENCES[1],
        type=ClaimType.LEFT,
        aspect=Aspect.END,
        status=Status.REPORTED,
        title="chief scientist",
        positions=[post],
    )
    line = ReportingLineFactory.create(
        person=scene.talvik,
        manager=scene.reyes,
        organization=scene.halden,
        start_status=Status.REPORTED,
        start_first_outlet=scene.gazette.slug,
        start_first_on=date(2025, 12, 11),
        start_origins=1,
    )
    _claim(
        scene,
        SENTENCES[2],
        type=ClaimType.REPORTS_TO,
        status=Status.REPORTED,
        manager=scene.reyes,
        line=line,
    )
    statement = StatementFactory.create(
        person=scene.talvik,
        topic="language models",
        quote="Prediction alone is not understanding",
        first_outlet=scene.gazette.slug,
        first_on=date(2025, 12, 11),
    )
    _claim(
        scene,
        SENTENCES[5],
        type=ClaimType.STATEMENT,
        status=Status.DONE,
        statement=statement,
        values={"topic": "language models"},
    )


def _reyes(scene: Scene) -> None:
    founding = FoundingFactory.create(
        person=scene.reyes,
        organization=scene.ostra,
        status=Status.ANNOUNCED,
        happened=PartialDate.parse("2026-02"),
        first_outlet=scene.gazette.slug,
        first_on=date(2025, 11, 3),
        origins=2,
    )
    ClaimFactory.create(
        note=True,
        type=ClaimType.FOUNDED,
        status=Status.ANNOUNCED,
        person=scene.reyes,
        organization=scene.ostra,
        published_on=date(2025, 11, 3),
        founding=founding,
        evidence="He told us so himself.",
    )
    PositionFactory.create(
        person=scene.reyes,
        organization=scene.halden,
        title="Chief Executive",
        seniority=6,
        confirmed_first=date(2021, 3, 1),
        confirmed_last=date(2021, 3, 1),
    )


def _halden(scene: Scene) -> None:
    layoff = OrgEventFactory.create(
        organization=scene.halden,
        kind=EventKind.LAYOFF,
        count=600,
        happened=PartialDate.parse("2025-10"),
        first_outlet=scene.gazette.slug,
        first_on=date(2025, 10, 22),
        origins=4,
    )
    stake = StakeFactory.create(
        acquirer=scene.halden,
        target=scene.ostra,
        percent=Decimal(49),
        amount_usd=Decimal("14.3e9"),
        happened=PartialDate.parse("2025-06-12"),
        first_outlet=scene.gazette.slug,
        first_on=date(2025, 6, 12),
        origins=7,
    )
    for said, about in (
        (ClaimType.LAYOFF, {"event": layoff}),
        (ClaimType.STAKE, {"stake": stake, "other": scene.ostra}),
    ):
        _claim(scene, SENTENCES[3], type=said, status=Status.DONE, person=None, **about)
    happened: tuple[tuple[EventKind, dict[str, object]], ...] = (
        (EventKind.UNIT_CREATED, {"unit": scene.lab, "happened": PartialDate.parse("2013-12-09")}),
        (EventKind.MARKET_REACTION, {"percent": Decimal("-1.5"), "told_on": date(2025, 12, 12)}),
        (EventKind.SPENDING, {"amount_usd": Decimal("72e9"), "purpose": "data centres"}),
        (
            EventKind.COMPENSATION,
            {"amount_usd": Decimal("1e8"), "beneficiary": "researchers", "status": Status.DENIED},
        ),
    )
    for kind, columns in happened:
        _event(scene, kind, columns)


def _event(scene: Scene, kind: EventKind, columns: dict[str, object]) -> OrgEvent:
    values = {
        "first_outlet": scene.gazette.slug,
        "first_on": date(2025, 12, 12),
        "origins": 2,
        **columns,
    }
    return OrgEventFactory.create(organization=scene.halden, kind=kind, **values)


def hire(scene: Scene, number: int) -> None:
    day = TODAY - timedelta(weeks=number + 1)
    statuses = (Status.DONE, Status.ANNOUNCED, Status.DONE, Status.RUMOURED, Status.DENIED)
    status = statuses[number % len(statuses)]
    person = PersonFactory.create(slug=f"hired-{number}", name=f"Hired {number}")
    post = PositionFactory.create(
        person=person,
        organization=scene.norwick,
        title="Engineer",
        start=PartialDate.on(day) if status == Status.DONE else None,
        start_status=status,
    )
    MoveFactory.create(
        person=person,
        arrival=post,
        kind=MoveKind.HIRE,
        status=status,
        from_company=scene.halden if number % 3 else None,
        to_company=scene.norwick,
        title="Engineer",
        happened=PartialDate.on(day) if number % 4 else PartialDate.month(day.year, day.month),
        sort_on=day,
        origins=number % 7,
        first_outlet=scene.gazette.slug,
        first_on=day,
    )
    ClaimFactory.create(
        summary=True,
        type=ClaimType.JOINED,
        aspect=Aspect.START,
        status=status,
        outlet=scene.gazette,
        person=person,
        organization=scene.norwick,
        published_on=day,
        evidence=f"Norwick Labs has taken on Hired {number}.",
    ).positions.add(post)
