"""Searches that ask for layoffs."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization, OrgEvent
from tests.databases import written_by
from tests.factories import (
    ClaimFactory,
    DepartureFactory,
    OrganizationFactory,
    OrgEventFactory,
    OrgEventStateFactory,
    OutletFactory,
    PositionFactory,
    known_from,
)
from tests.web.test_pages import text_of
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.questions.layoffs import AskedLayoffs
from tracker.timeline.search_page import search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


def cut(place: Organization, day: str, **more: Any) -> OrgEvent:
    when = PartialDate.parse(day)
    more = {"first_outlet": "ledger", "first_on": when.earliest, "origins": 1, **more}
    event: OrgEvent = OrgEventFactory.create(organization=place, happened=when, **more)
    ClaimFactory.create(
        type="layoff", event=event, person=None, organization=place, published_on=when.earliest
    )
    return event


def _write_layoffs() -> None:
    """Two of Halden and one of Norwick, and somebody who left Halden."""
    OutletFactory.create(slug="ledger", name="Ledger")
    halden, norwick = (
        OrganizationFactory.create(slug=name.lower(), name=name) for name in ("Halden", "Norwick")
    )
    cut(halden, "2025-10-22", count=600, percent=5)
    cut(halden, "2023-03-14", count=10_000)
    cut(norwick, "2025-02-10", status="reported", percent=3)
    DepartureFactory.create(
        departure=PositionFactory.create(organization=halden), sort_on=date(2025, 5, 1)
    )


layoffs = written_by(_write_layoffs, autouse=True)


def asked(words: str, **clocks: Any) -> AskedLayoffs | None:
    found = search_page(words, **{"as_of": TODAY, **clocks}).asked
    return found if isinstance(found, AskedLayoffs) else None


def told(found: AskedLayoffs | None) -> list[str]:
    assert found is not None
    return [f"{row.place.name}: {row.size}" for row in found.rows]


FIRST, SECOND, THIRD = (
    "Halden: 600 jobs, 5% of the total",
    "Norwick: 3% of jobs",
    "Halden: 10,000 jobs",
)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("layoffs", [FIRST, SECOND, THIRD]),
        ("layoffs this year", [FIRST, SECOND]),
        ("Layoffs in 2025?", [FIRST, SECOND]),
        ("AI layoffs 2023", [THIRD]),
        ("layoffs in tech", [FIRST, SECOND, THIRD]),
        ("latest job cuts", [FIRST, SECOND, THIRD]),
        ("who laid people off in 2025", [FIRST, SECOND]),
        ("who laid off people in February", [SECOND]),
        ("which companies laid off staff in 2025", [FIRST, SECOND]),
        ("layoffs at Halden", [FIRST, THIRD]),
        ("Halden layoffs", [FIRST, THIRD]),
        ("halden's layoffs in 2023", [THIRD]),
        ("did Halden lay off people this year", [FIRST]),
        ("how many people did Halden lay off in 2023", [THIRD]),
        ("Halden laid off people", [FIRST, THIRD]),
        ("layoffs at Haldem", [FIRST, THIRD]),
        ("mass layoffs in tech", [FIRST, SECOND, THIRD]),
    ],
)
def test_layoffs_are_told_as_such_newest_first(words: str, rows: list[str]) -> None:
    found = asked(words)
    assert told(found) == rows
    assert found is not None and (found.count, found.elsewhere) == (len(rows), False)


BY_SIZE = [THIRD, FIRST, SECOND]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("biggest layoffs", BY_SIZE), ("Largest tech layoffs ever?", BY_SIZE),
        ("the largest layoffs of all time", BY_SIZE), ("biggest layoffs in AI history", BY_SIZE),
        ("what were the biggest layoffs", BY_SIZE), ("layoffs by size", BY_SIZE),
        ("who laid off the most people", BY_SIZE), ("which company cut the most jobs", BY_SIZE),
        ("which company had the most layoffs", BY_SIZE), ("top 10 layoffs", BY_SIZE),
        ("largest layoffs 2025", [FIRST, SECOND]), ("biggest job cuts this year", [FIRST, SECOND]),
        ("biggest layoffs at Halden", [THIRD, FIRST]), ("Halden's largest layoff", [THIRD, FIRST]),
    ],
)  # fmt: skip
def test_the_biggest_layoffs_are_told_by_the_number_of_jobs(words: str, rows: list[str]) -> None:
    found = asked(words)
    assert told(found) == rows
    assert found is not None and (found.biggest, found.elsewhere) == (True, False)


def test_of_many_the_biggest_are_told_and_those_of_no_number_by_their_share(client: Client) -> None:
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    for day in range(1, 12):
        cut(ostra, f"2025-06-{day:02}", count=1200 - 100 * day)
    cut(ostra, "2025-06-12", percent=2)
    cut(ostra, "2025-05-01", percent=20)
    found = asked("biggest layoffs at Ostra")
    assert told(found) == [f"Ostra: {size:,} jobs" for size in range(1100, 500, -100)]
    assert found is not None and (found.count, found.at_least) == (13, False)
    assert told(asked("biggest layoffs at Ostra", as_of=date(2025, 6, 3), everything=False)) == [
        "Ostra: 1,100 jobs",
        "Ostra: 1,000 jobs",
        "Ostra: 900 jobs",
        "Ostra: 20% of jobs",
    ]
    page = text_of(client.get("/search/?q=biggest+layoffs+at+Ostra&as_of=2025-12-20"))
    assert "Biggest layoffs at Ostra" in page and "The 6 largest of 13." in page
    assert "Their order is by the number of jobs, each layoff by itself" in page


@pytest.mark.parametrize(
    "words", ["who was laid off in 2025", "layoffs at Foobar", "who left Halden"]
)
def test_what_asks_for_people_or_of_an_unknown_company_is_no_question_of_layoffs(
    words: str,
) -> None:
    assert asked(words) is None


def test_a_time_without_layoffs_is_named_and_others_are_told(client: Client) -> None:
    found = asked("layoffs in 2019")
    assert found is not None and found.elsewhere and len(told(found)) == 3
    page = text_of(client.get("/search/?q=layoffs+in+2019&as_of=2025-12-20"))
    assert "No known layoff in 2019 ; 3 of another time" in page
    assert "No layoff is known for 2019 : these are of any time." in page


def test_the_page_tells_each_with_its_evidence_and_leads_to_all(client: Client) -> None:
    response = client.get("/search/?q=layoffs+this+year&as_of=2025-12-20")
    page, text = response.content.decode(), text_of(response)
    assert "2 known layoffs" in text and "Left a company" not in text
    assert re.search(r"Halden 600 jobs, 5% of the total .*Done.*Ledger", text)
    event = OrgEvent.objects.get(count=600)
    assert f'href="/evidence/event-{event.pk}/' in page
    there = re.search(r'href="(/api/v1/events/[^"]*)"', page)
    assert there is not None
    listed = client.get(there[1].replace("&amp;", "&")).json()
    assert len(listed["results"]) == 2
    of_one = client.get("/search/?q=layoffs+at+Halden&as_of=2025-12-20").content.decode()
    assert 'href="/companies/halden/?about=layoffs&amp;as_of=2025-12-20#timeline"' in of_one


def test_layoffs_are_those_that_may_be_shown_and_that_were_known_on_the_day() -> None:
    for event in OrgEvent.objects.all():
        OrgEventStateFactory.create(
            event=event,
            count=event.count,
            percent=event.percent,
            happened=event.happened,
            first_on=event.first_on,
            known=known_from(event.first_on),
        )
    assert told(asked("layoffs", known_on=date(2025, 6, 1))) == ["Norwick: 3% of jobs", THIRD]
    assert told(asked("biggest layoffs", known_on=date(2025, 6, 1))) == [
        THIRD,
        "Norwick: 3% of jobs",
    ]
    assert told(asked("layoffs", as_of=date(2024, 1, 1), everything=False)) == [THIRD]
    Organization.objects.filter(slug="halden").update(hidden=True)
    assert told(asked("layoffs")) == [SECOND]
    Organization.objects.all().update(hidden=True)
    found = asked("layoffs")
    assert found is not None and (found.count, found.rows) == (0, [])


def test_of_many_layoffs_six_are_told_and_all_are_counted() -> None:
    ostra = OrganizationFactory.create(name="Ostra")
    for day in range(1, 14):
        cut(ostra, f"2025-06-{day:02}", count=day)
    found = asked("layoffs at Ostra")
    assert told(found) == [f"Ostra: {day} jobs" for day in range(13, 7, -1)]
    assert found is not None and found.count == 13


def test_a_question_of_layoffs_asks_at_most_ten_queries() -> None:
    for words in (
        "layoffs in 2019",
        "layoffs at Halden in 2019",
        "layoffs",
        "biggest layoffs 2019",
    ):
        withheld()
        with CaptureQueriesContext(connection) as queries:
            assert asked(words) is not None
        assert len(queries) <= 10, words
