"""Events and stakes: what happened to organizations, and what a row of them must say."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from companies.models import UNIT_EVENTS, EventKind, OrgEvent, OrgEventState, Stake, StakeState
from tests.factories import (
    SOME_DAY,
    OrganizationFactory,
    OrgEventFactory,
    OrgEventStateFactory,
    StakeFactory,
    StakeStateFactory,
    UnitFactory,
    known_from,
)

pytestmark = pytest.mark.django_db


def refused(row: Any, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


@pytest.mark.parametrize("kind", UNIT_EVENTS)
def test_an_event_of_a_unit_names_the_unit(kind: EventKind) -> None:
    unit = UnitFactory.create()
    OrgEventFactory.create(kind=kind, organization=unit.parent, unit=unit)
    refused(
        OrgEvent(kind=kind, organization=unit.parent, status="done"), "event_of_a_unit_names_it"
    )


def test_a_layoff_or_a_funding_needs_no_unit() -> None:
    for kind in set(EventKind) - set(UNIT_EVENTS):
        assert OrgEventFactory.create(kind=kind).unit is None


@pytest.mark.parametrize("status", ["held", "former", "", "certain"])
def test_a_fact_stands_at_a_step_and_not_at_a_plain_title(status: str) -> None:
    organization = OrganizationFactory.create()
    refused(
        OrgEvent(kind=EventKind.LAYOFF, organization=organization, status=status),
        "status_is_a_step",
    )


def test_an_event_of_an_unknown_kind_is_refused_in_plain_sql() -> None:
    event = OrgEventFactory.create()
    with (
        pytest.raises(IntegrityError, match="event_kind_is_known"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE companies_orgevent SET kind = 'party' WHERE id = %s", [event.pk])


@pytest.mark.parametrize("percent", [Decimal(0), Decimal(-5), Decimal("100.001")])
def test_a_stake_is_a_share_of_more_than_nothing_and_at_most_the_whole(percent: Decimal) -> None:
    a, b = OrganizationFactory.create_batch(2)
    StakeFactory.create(acquirer=a, target=b, percent=Decimal(49))
    StakeFactory.create(acquirer=a, target=b, percent=Decimal(100))
    refused(Stake(acquirer=a, target=b, status="done", percent=percent), "stake_is_a_share")


def test_nobody_takes_a_stake_in_itself() -> None:
    company = OrganizationFactory.create()
    refused(Stake(acquirer=company, target=company, status="done"), "stake_is_in_another")


def test_a_fall_is_a_negative_sum() -> None:
    event = OrgEventFactory.create(
        kind=EventKind.MARKET_REACTION, percent=Decimal("-12.5"), amount_usd=Decimal(-240_000_000)
    )
    event.refresh_from_db()
    assert event.percent == Decimal("-12.5")


def test_an_organization_s_events_are_those_it_takes_any_part_in() -> None:
    company, lead = OrganizationFactory.create_batch(2)
    unit = UnitFactory.create(parent=company)
    created = OrgEventFactory.create(kind=EventKind.UNIT_CREATED, organization=company, unit=unit)
    funding = OrgEventFactory.create(kind=EventKind.FUNDING, lead=lead)
    OrgEventFactory.create()
    assert list(OrgEvent.objects.about(unit)) == [created]
    assert list(OrgEvent.objects.about(company)) == [created]
    assert list(OrgEvent.objects.about(lead)) == [funding]
    stake = StakeFactory.create()
    assert list(Stake.objects.about(stake.acquirer)) == list(Stake.objects.about(stake.target))


@pytest.mark.parametrize("part", ["organization", "unit", "into", "lead"])
def test_an_event_is_hidden_with_any_organization_that_it_names(part: str) -> None:
    hidden = UnitFactory.create(hidden=True)
    OrgEventFactory.create(**{part: hidden})
    shown = OrgEventFactory.create()
    assert list(OrgEvent.objects.visible()) == [shown]


@pytest.mark.parametrize("part", ["acquirer", "target"])
def test_a_stake_is_hidden_with_either_side(part: str) -> None:
    StakeFactory.create(**{part: OrganizationFactory.create(hidden=True)})
    StakeFactory.create(hidden=True)
    shown = StakeFactory.create()
    assert list(Stake.objects.visible()) == [shown]


def test_what_no_claim_supports_any_more_is_not_among_the_supported() -> None:
    OrgEventFactory.create(withdrawn=True)
    supported = OrgEventFactory.create()
    assert list(OrgEvent.objects.supported()) == [supported]


def test_a_state_was_known_on_some_day_at_least() -> None:
    event, stake = OrgEventFactory.create(), StakeFactory.create()
    nothing = known_from(SOME_DAY, SOME_DAY)
    refused(OrgEventState(event=event, status="done", known=nothing), "known_some_day")
    refused(StakeState(stake=stake, status="done", known=nothing), "known_some_day")
    OrgEventStateFactory.create(event=event)
    StakeStateFactory.create(stake=stake)
    assert OrgEventState.objects.known_on(SOME_DAY).count() == 1
    assert StakeState.objects.known_on(SOME_DAY).count() == 1
