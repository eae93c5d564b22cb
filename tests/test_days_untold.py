"""Facts of which no day is known at all, and of the first and last days there are, on every surface."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from people.models import Move
from tests.claims.scene import claim, company, outlet, person, settled, unit
from tests.factories import ClaimFactory
from tests.surfaces import Named, addresses, of_readers
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import LONG_AGO

pytestmark = pytest.mark.django_db
CLOCKS = ("", "?as_of=2025-12-15&known_on=2025-12-18&compare=2020-01-01")


def _told(published: str, on: str) -> Named:
    """A person who comes, goes, founds and answers to another, and a company with units, layoffs and a stake."""
    told: dict[str, Any] = {"published": published, "on": on}
    kiln, halden, lab = company("kiln"), company("halden"), unit("lab", "kiln")
    settled(
        *(
            claim("joined", "done", who=who, at="kiln", other="halden", title="CTO", **told)
            for who in ("ada", "bo")
        ),
        *(
            claim("left", "done", who=who, at="halden", other="kiln", title="CEO", **told)
            for who in ("ada", "bo")
        ),
        claim("left", "reported", who="ada", at="kiln", title="CTO", **told),
        claim("role", "held", who="cy", at="kiln", unit=lab, title="head", **told),
        claim("founded", "done", who="ada", at="halden", **told),
        claim("reports_to", "done", who="ada", at="kiln", manager="bo", **told),
        claim("unit_created", "done", at="kiln", unit=lab, **told),
        claim("layoff", "done", at="kiln", values={"count": "40"}, **told),
        claim("stake", "done", at="kiln", other="halden", values={"percent": "40"}, **told),
        claim("funding", "done", at="kiln", values={"amount": "$40 million"}, **told),
    )
    people = tuple(person(who) for who in ("ada", "bo", "cy"))
    return Named(people, (kiln, halden, lab), (), (outlet("wire"),))


@pytest.mark.parametrize(
    "told",
    [
        {"date": PartialDate(date(999, 12, 31), None), "date_kind": "effective"},
        {"date": PartialDate(None, date(3000, 1, 1)), "date_kind": "effective"},
        {"published_on": date(999, 12, 31)},
        {"published_on": date(3000, 1, 1)},
    ],
)
def test_no_claim_is_of_days_that_nobody_reckons_with(told: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="can_be_reckoned_with"):
        ClaimFactory.create(summary=True, **told)


@pytest.mark.parametrize(
    ("published", "on"),
    [("", ""), ("1000-01-01", "2999-12-31")],
)
def test_whatever_days_are_told_every_surface_answers(
    published: str, on: str, client: Client
) -> None:
    named = _told(published, on)
    assert Move.objects.count() >= 3
    if not published and not on:
        assert set(Move.objects.values_list("sort_on", flat=True)) == {LONG_AGO}
    failed = {}
    for pattern in of_readers():
        for address in addresses(pattern, named):
            for clocks in CLOCKS:
                answer = client.get(address + clocks)
                if answer.status_code >= 500:
                    failed[address + clocks] = answer.status_code
    assert failed == {}
