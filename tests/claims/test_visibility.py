"""Which claims a reader may see."""

from typing import Any

import pytest
from factory.django import DjangoModelFactory

from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    UnitFactory,
)
from tracker.claims.models import Claim, Decision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("part", "factory"),
    [
        ("article", ArticleFactory),
        ("outlet", OutletFactory),
        ("person", PersonFactory),
        ("manager", PersonFactory),
        ("organization", OrganizationFactory),
        ("unit", UnitFactory),
        ("other", OrganizationFactory),
    ],
)
def test_a_claim_is_hidden_with_its_source_and_with_every_record_it_names(
    part: str, factory: type[DjangoModelFactory[Any]]
) -> None:
    shown = ClaimFactory.create(**{part: factory.create()})
    ClaimFactory.create(**{part: factory.create(hidden=True)})
    assert list(Claim.objects.visible()) == [shown]


@pytest.mark.parametrize(
    "told",
    [
        {"decision": Decision.UNDECIDED, "queue_reason": "Two records could be meant."},
        {"decision": Decision.REJECTED},
        {"withdrawn": True},
        {"hidden": True},
    ],
)
def test_only_an_accepted_claim_that_stands_is_shown(told: dict[str, object]) -> None:
    shown = ClaimFactory.create()
    ClaimFactory.create(**told)
    assert list(Claim.objects.visible()) == [shown]
