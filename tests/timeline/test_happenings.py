"""What the page of a company draws on its axis, and the lineage of its units."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from companies.models import EventKind, Organization, SuccessionKind
from tests.factories import (
    OrganizationFactory,
    OrgEventFactory,
    OrgEventStateFactory,
    OutletFactory,
    StakeFactory,
    SuccessionFactory,
    UnitFactory,
    known_from,
)
from tests.web.scene import TODAY, build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.company_page import CompanyPage, company_page
from tracker.timeline.happenings import MOST_BETWEEN, meanwhile
from tracker.timeline.wording import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def page(company: Organization, as_of: date = TODAY, known_on: date | None = None) -> CompanyPage:
    return company_page(company, as_of=as_of, today=TODAY, known_on=known_on)


def told(
    company: Organization, as_of: date = TODAY, known_on: date | None = None
) -> list[tuple[str, str, str]]:
    found = page(company, as_of, known_on).happenings
    return [(one.lane, one.label, plain(one.sentence)) for one in found]


def steps(company: Organization, as_of: date = TODAY) -> dict[str, list[tuple[str, str, str]]]:
    return {
        unit.ref.name: [
            (one.word, one.ref.name if one.ref else "", str(one.when or ""))
            for one in unit.passages
        ]
        for unit in page(company, as_of).units
    }


def test_each_event_stands_in_its_lane_in_few_words_and_in_a_sentence_its_status_allows() -> None:
    scene = build_scene()
    found = told(scene.halden)
    assert (
        "Funding and spending",
        "$72 billion on data centres",
        "Halden spent $72 billion on data centres",
    ) in found
    assert (
        "Funding and spending",
        "$100 million to researchers",
        "The Gazette reports a denial that Halden is offering $100 million to researchers",
    ) in found
    assert ("Layoffs", "600 jobs", "Halden cut 600 jobs") in found
    assert ("Units", "Foundations Lab created", "Halden created Foundations Lab") in found
    assert (
        "Market reactions",
        "−1.5%",
        "The share price of Halden fell by 1.5%",
    ) in found
    stake = "Halden took a stake of 49% in Ostra for $14.3 billion"
    assert ("Stakes", "49% of Ostra, $14.3 billion", stake) in found
    assert told(scene.ostra) == [("Stakes", "49% by Halden, $14.3 billion", stake)]


def test_an_event_leads_to_the_part_of_the_timeline_that_begins_with_it(client: Client) -> None:
    scene = build_scene()
    found = {one.label: one for one in page(scene.halden).happenings}
    for label in ("600 jobs", "49% of Ostra, $14.3 billion"):
        one = found[label]
        answer = client.get(f"/companies/halden/?before={one.place}").content.decode()
        first = re.search(r'<li class="tl" id="([^"]+)"', answer)
        assert first is not None
        assert first[1] == one.anchor
        assert f"?before={one.place}#{one.anchor}" in answer


def test_a_turned_back_clock_draws_neither_what_came_later_nor_what_was_not_known(
    halden: Organization,
) -> None:
    layoff = OrgEventFactory.create(
        organization=halden, count=600, happened=PartialDate.parse("2025-03")
    )
    OrgEventStateFactory.create(
        event=layoff,
        status=Status.REPORTED,
        happened=PartialDate.parse("2025-03"),
        known=known_from(date(2025, 2, 20)),
    )
    StakeFactory.create(acquirer=halden, happened=PartialDate.parse("2025-06"))
    assert [label for _, label, _ in told(halden)][1] == "600 jobs"
    assert [label for _, label, _ in told(halden, date(2025, 4, 1))] == ["600 jobs"]
    assert told(halden, date(2025, 2, 28)) == []
    (known,) = told(halden, known_on=date(2025, 2, 20))
    assert known == ("Layoffs", "jobs", "It is reported that Halden is cutting jobs")
    assert told(halden, known_on=date(2025, 2, 19)) == []


def test_neither_an_event_of_a_hidden_company_nor_a_hidden_outlet_is_named(
    halden: Organization,
) -> None:
    hidden = OrganizationFactory.create(name="Norwick", hidden=True)
    StakeFactory.create(acquirer=halden, target=hidden)
    gazette = OutletFactory.create(slug="gazette", name="The Gazette", hidden=True)
    OrgEventFactory.create(
        organization=halden, status=Status.REPORTED, count=5, first_outlet=gazette.slug
    )
    assert told(halden) == [("Layoffs", "5 jobs", "It is reported that Halden is cutting 5 jobs")]


def test_a_unit_tells_what_it_came_from_and_what_became_of_it(halden: Organization) -> None:
    lab, labs, shop = (
        UnitFactory.create(name=name, parent=halden) for name in ("Lab", "Labs", "Shop")
    )
    older = OrganizationFactory.create(name="Brainworks")
    for kind, unit, into, day in (
        (EventKind.UNIT_CREATED, lab, None, "2013-12"),
        (EventKind.UNIT_RENAMED, lab, labs, "2019"),
        (EventKind.UNIT_MERGED, shop, labs, "2023-04-20"),
    ):
        OrgEventFactory.create(
            organization=halden, kind=kind, unit=unit, into=into, happened=PartialDate.parse(day)
        )
    SuccessionFactory.create(earlier=lab, later=labs, happened=PartialDate.parse("2019"))
    SuccessionFactory.create(
        earlier=older,
        later=shop,
        kind=SuccessionKind.ACQUIRED_BY,
        happened=PartialDate.parse("2015"),
    )
    SuccessionFactory.create(earlier=OrganizationFactory.create(hidden=True), later=lab)
    assert steps(halden) == {
        "Lab": [("created", "", "2013-12"), ("renamed", "Labs", "2019")],
        "Labs": [("was", "Lab", "2019"), ("took in", "Shop", "2023-04-20")],
        "Shop": [("acquired", "Brainworks", "2015"), ("merged into", "Labs", "2023-04-20")],
    }
    assert steps(halden, date(2016, 1, 1))["Shop"] == [("acquired", "Brainworks", "2015")]
    assert steps(halden, date(2014, 6, 1))["Shop"] == []


def test_sums_and_shares_stand_in_labels_as_they_were_published(halden: Organization) -> None:
    for columns in (
        {"kind": EventKind.FUNDING, "amount_usd": Decimal("4e10")},
        {"kind": EventKind.LAYOFF, "percent": Decimal(5)},
        {"kind": EventKind.MARKET_REACTION, "amount_usd": Decimal("-2e11")},
    ):
        OrgEventFactory.create(organization=halden, **columns)
    other = OrganizationFactory.create(name="Ostra")
    OrgEventFactory.create(
        organization=other, lead=halden, kind=EventKind.FUNDING, amount_usd=Decimal("2e9")
    )
    assert sorted(label for _, label, _ in told(halden)) == [
        "$2 billion for Ostra",
        "$40 billion",
        "5% of jobs",
        "−$200 billion",
    ]


# ── between two days ─────────────────────────────────────────────────────────────────────────────

SINCE, UNTIL = date(2024, 6, 1), date(2024, 11, 30)


def between(company: Organization, known_on: date | None = None) -> list[str]:
    found = meanwhile(company, since=SINCE, until=UNTIL, known_on=known_on)
    return [plain(one.sentence) for one in found.happenings]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-05-31", []),
        ("2024-06-01", ["Halden cut 40 jobs"]),
        ("2024-06", ["Halden cut 40 jobs"]),
        ("2024-11-30", ["Halden cut 40 jobs"]),
        ("2024", ["Halden cut 40 jobs"]),
        ("2024-12", []),
    ],
)
def test_what_may_lie_between_two_days_is_told_beside_their_difference(
    day: str, told: list[str], halden: Organization
) -> None:
    OrgEventFactory.create(organization=halden, count=40, happened=PartialDate.parse(day))
    assert between(halden) == told


def test_changes_of_units_stand_among_the_differences_and_not_beside_them(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(name="Lab", parent=halden)
    day = PartialDate.parse("2024-07-01")
    OrgEventFactory.create(organization=halden, kind=EventKind.UNIT_CREATED, unit=lab, happened=day)
    OrgEventFactory.create(organization=halden, unit=lab, count=12, happened=day)
    ostra = OrganizationFactory.create(name="Ostra")
    StakeFactory.create(
        acquirer=halden, target=ostra, percent=Decimal(12), happened=PartialDate.parse("2024-08")
    )
    stake = "Halden took a stake of 12% in Ostra"
    assert between(halden) == [stake, "Halden cut 12 jobs in Lab"]
    assert between(ostra) == [stake]
    assert between(lab) == ["Halden cut 12 jobs in Lab"]


def test_beside_a_difference_stands_only_what_had_been_published(halden: Organization) -> None:
    day = PartialDate.parse("2024-07-01")
    event = OrgEventFactory.create(organization=halden, count=40, happened=day)
    OrgEventStateFactory.create(
        event=event, status=Status.DONE, count=30, happened=day, known=known_from(date(2024, 8, 1))
    )
    assert between(halden, date(2024, 7, 31)) == []
    assert between(halden, date(2024, 8, 1)) == ["Halden cut 30 jobs"]


def test_the_latest_of_very_many_are_told_and_the_rest_are_said_to_be_there(
    halden: Organization,
) -> None:
    for number in range(MOST_BETWEEN + 1):
        day = PartialDate.on(date(2024, 7, 1 + number % 28))
        OrgEventFactory.create(organization=halden, count=number + 1, happened=day)
    found = meanwhile(halden, since=SINCE, until=UNTIL, known_on=None)
    assert (len(found.happenings), found.more) == (MOST_BETWEEN, True)
    assert [one.day for one in found.happenings] == sorted(
        (one.day for one in found.happenings), reverse=True
    )
    assert not meanwhile(halden, since=UNTIL, until=UNTIL, known_on=None).happenings
