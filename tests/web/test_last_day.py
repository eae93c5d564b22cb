"""A page gives the last day of a post, and says from which day its holder was gone."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.factories import PersonFactory, PositionFactory
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status
from tracker.web.templatetags.reshuffle import day_after

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("last", "after"),
    [
        ("2023-11-16", date(2023, 11, 17)),
        ("2024-02-29", date(2024, 3, 1)),
        ("2023-11", None),
        ("2023", None),
        ("../2023-11-16", None),
        ("2023-11-16/", None),
    ],
)
def test_the_day_after_is_told_of_a_day_alone(last: str, after: date | None) -> None:
    assert day_after(PartialDate.parse(last)) == after
    assert day_after(None) is None


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("2023-11-17", "16 Nov 2023 , gone from 17 Nov 2023"),
        ("2023-11", "Nov 2023"),
    ],
)
def test_a_row_of_the_career_reconciles_the_last_day_with_the_day_of_the_departure(
    end: str, told: str, client: Client
) -> None:
    person = PersonFactory.create(slug="ada-lind")
    PositionFactory.create(
        person=person, end=PartialDate.parse(end), end_state=EndState.KNOWN, end_status=Status.DONE
    )
    page = client.get("/people/ada-lind/").text
    row = page[page.index('data-label="Last day"') : page.index('data-label="Status of the start"')]
    words = " ".join(re.sub(r"<[^>]+>", " ", row).split())
    assert words.endswith(f"> {told} <td"), words
    assert ("gone from" in page) is (told.count("Nov") == 2)
