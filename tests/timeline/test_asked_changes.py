"""Searches that ask what changed from one day to another."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from companies.models import Organization
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    OrganizationFactory,
    PositionFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.questions.changes import AskedChanges
from tracker.timeline.questions.days import span_in
from tracker.timeline.search_page import search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


@pytest.mark.parametrize(
    ("words", "rest", "first", "last"),
    [
        ("at Halden between June and November 2025", "at Halden", "2025-06-01", "2025-11-30"),
        ("between 3 June and 4 November 2025 at Halden", "at Halden", "2025-06-03", "2025-11-04"),
        ("Halden from November to February 2025", "Halden", "2024-11-01", "2025-02-28"),
        ("Halden 2023-11-16 to 2023-11-22", "Halden", "2023-11-16", "2023-11-22"),
        ("Halden, June 1st, 2025 until today", "Halden", "2025-06-01", "2025-12-20"),
        ("Halden 2023 to 2024", "Halden", "2023-01-01", "2024-12-31"),
        ("Halden since May 2024", "Halden", "2024-05-01", "2025-12-20"),
        ("Halden since May", "Halden", "2025-05-01", "2025-12-20"),
        ("Halden since 29 December", "Halden", "2024-12-29", "2025-12-20"),
        ("from Halden to Norwick", "from Halden to Norwick", "", ""),
        ("Halden in May 2024", "Halden in May 2024", "", ""),
    ],
)
def test_a_time_is_named_by_the_days_months_or_years_at_its_ends(
    words: str, rest: str, first: str, last: str
) -> None:
    left, span = span_in(words, today=TODAY)
    assert left == rest
    named = (str(span[0].earliest), str(span[1].latest)) if span else ("", "")
    assert named == (first, last)


def asked(words: str, **clocks: Any) -> tuple[str, str, str] | None:
    found = search_page(words, **{"as_of": TODAY, **clocks}).asked
    if not isinstance(found, AskedChanges):
        return None
    return found.organization.slug, found.first.isoformat(), found.last.isoformat()


@pytest.fixture
def halden() -> None:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    lab = UnitFactory.create(slug="lab", name="Halden Lab", parent=halden)
    ClaimFactory.create(organization=halden, unit=lab, published_on=date(2024, 1, 1))


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("what changed at Halden between June and November 2025", ("2025-06-01", "2025-11-30")),
        ("What has changed in halden since May 2024?", ("2024-05-01", "2025-12-20")),
        ("what's new at Halden since 3 March 2025", ("2025-03-03", "2025-12-20")),
        ("changes at Halden 2024", ("2023-12-31", "2024-12-31")),
        ("Halden changes in June 2025", ("2025-05-31", "2025-06-30")),
        ("changes at Halden on 3 March 2025", ("2025-03-02", "2025-03-03")),
        ("how has Halden changed since 2023", ("2023-01-01", "2025-12-20")),
        ("what changed at Halden's AI organisation in 2024", ("2023-12-31", "2024-12-31")),
        ("what changed at Halden", ("2024-12-20", "2025-12-20")),
        ("changes at Halden 2025", ("2024-12-31", "2025-12-20")),
        ("what happened at halden in May", ("2025-04-30", "2025-05-31")),
        ("what happened at halden last week", ("2025-12-07", "2025-12-14")),
        ("whats new at Halden this month", ("2025-11-30", "2025-12-20")),
        ("moves at Halden between 3 and 9 March 2025", ("2025-03-03", "2025-03-09")),
        ("what changed at Haldem in 2024", ("2023-12-31", "2024-12-31")),
        ("Halden from June to November 2025", ("2025-06-01", "2025-11-30")),
        ("Halden AI from June to November 2025", ("2025-06-01", "2025-11-30")),
        ("Halden 3 June 2025 and 4 November 2025", ("2025-06-03", "2025-11-04")),
        ("Halden June 2025 vs November 2025", ("2025-06-01", "2025-11-30")),
        ("compare Halden on 17 and 22 November 2023", ("2023-11-17", "2023-11-22")),
        ("Halden in Q1 2025", ("2024-12-31", "2025-03-31")),
        ("Halden 2024", ("2023-12-31", "2024-12-31")),
        ("Halden last week", ("2025-12-07", "2025-12-14")),
    ],
)
def test_what_changed_is_told_as_two_days_to_compare(words: str, days: tuple[str, str]) -> None:
    assert asked(words) == ("halden", *days)


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    "words",
    [
        "what changed at Nobody in 2024", "what changed at Halden in 2031", "changes",
        "Halden 3 March 2024", "Halden", "Halden and Norwick 2024", "Haldem 2024", "Halden 2031",
        "Halden CEO 2024", "Halden leadership 2024", "who left Halden in 2024",
    ],
)  # fmt: skip
def test_other_words_ask_for_no_changes(words: str) -> None:
    assert asked(words) is None


@pytest.mark.usefixtures("halden")
def test_the_page_leads_to_the_comparison_before_all_else(client: Client) -> None:
    answer = client.get(
        "/search/",
        {"q": "what changed at Halden Lab between June and July 2025", "known_on": "2025-11-01"},
    )
    page = answer.content.decode()
    there = "/companies/halden/units/lab/chart/?as_of=2025-07-31&amp;compare=2025-06-01"
    assert f"{there}&amp;known_on=2025-11-01" in page
    assert "Nothing on record" not in page
    assert "No name, title, headline" not in page
    assert "Compare 1 Jun 2025 with 31 Jul 2025" in text_of(answer)
    chart = client.get(there.replace("&amp;", "&"))
    assert chart.status_code == 200 and chart.context["since"] == date(2025, 6, 1)
    moves = "/moves/?unit=lab&amp;since=2025-06-01&amp;until=2025-07-31&amp;known_on=2025-11-01"
    assert moves in page and client.get(moves.replace("&amp;", "&")).status_code == 200


@pytest.mark.usefixtures("halden")
def test_of_days_without_a_move_it_is_told_when_the_last_one_was(client: Client) -> None:
    said = "No move there is known of these days."
    page = text_of(client.get("/search/?q=what+happened+at+Halden+in+May+2025"))
    assert said in page and "The last one before them" not in page
    MoveFactory.create(
        arrival=PositionFactory.create(organization=Organization.objects.get(slug="halden")),
        sort_on=date(2025, 2, 3),
    )
    answer = client.get("/search/?q=what+happened+at+Halden+in+May+2025")
    assert f"{said} The last one before them is of Feb 2025 : what changed then" in text_of(answer)
    assert 'href="?q=what%20changed%20at%20Halden%20in%202025-02"' in answer.content.decode()
    page = text_of(client.get("/search/?q=what+changed+at+Halden+in+2025-02"))
    assert "What changed at Halden , 31 Jan 2025 to 28 Feb 2025" in page and said not in page


@pytest.mark.usefixtures("halden")
def test_what_changed_at_a_unit_is_told_of_what_it_lives_on_as() -> None:
    old = UnitFactory.create(slug="ola", name="Ola", parent=Organization.objects.get(slug="halden"))
    new = Organization.objects.get(slug="lab")
    SuccessionFactory.create(
        earlier=old, later=new, kind="merged_into", happened=PartialDate.parse("2024-03-01")
    )
    assert asked("what changed at Ola in 2025") == ("lab", "2024-12-31", "2025-12-20")
    assert asked("what changed at Ola in 2023") == ("ola", "2022-12-31", "2023-12-31")
