"""Searches that ask who first told of somebody's post."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Position
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionStateFactory,
)
from tests.timeline.staffing import titled_post
from tests.web.test_pages import text_of
from tracker.claims.withholding import withheld
from tracker.timeline.questions.together import AskedTogether
from tracker.timeline.search_page import SearchPage, search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


@pytest.fixture
def post() -> Position:
    """Jonas Ternby, of Halden's hardware, is to be its chief executive, of which The Courier told before The Herald; there is an
    office whose name begins with a word of the title.
    """
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    OrganizationFactory.create(slug="cdo", name="Chief Digital Office")
    OrganizationFactory.create(slug="norwick", name="Norwick")
    titled_post(halden, "Jonas Ternby", "head of hardware", since="2015", until="2025-08-31")
    held = titled_post(halden, "Jonas Ternby", "chief executive", since="2025-09-01")
    for name, day in (("Herald", 9), ("Courier", 3)):
        outlet = OutletFactory.create(slug=name.lower(), name=f"The {name}")
        claim = ClaimFactory.create(
            organization=halden,
            person=held.person,
            article__outlet=outlet,
            published_on=date(2025, 8, day),
        )
        claim.positions.add(held)
    return held


def page_of(words: str, **clocks: Any) -> SearchPage:
    return search_page(words, **{"as_of": TODAY, **clocks})


def asked(words: str, **clocks: Any) -> tuple[str, str, list[str]] | None:
    found = page_of(words, **clocks).asked
    if not isinstance(found, AskedTogether):
        return None
    return found.person.slug, found.company.slug, [one.title for one in found.posts]


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize(
    "words",
    [
        "who first reported Jonas Ternby chief executive",
        "who first reported that Ternby becomes CEO",
        "Who reported first that Jonas Ternby was named chief executive officer of Halden?",
        "which outlet first reported the appointment of Jonas Ternby as CEO at Halden",
        "who first reported Halden chief executive Jonas Ternby",
        "first to report Jonas Ternby Halden CEO",
        "who broke the news of Jonas Ternby's promotion to chief executive",
        "who first reported Jonas Ternbi chief executive",
        "who got the scoop on Jonas Ternby becoming CEO of Halden",
        "where was it first reported that Jonas Ternby becomes chief executive",
    ],
)
def test_who_first_told_of_a_post_is_asked_by_its_title(words: str) -> None:
    assert asked(words) == ("jonas-ternby", "halden", ["chief executive"])


@pytest.mark.usefixtures("post")
def test_beside_a_company_alone_all_posts_there_are_told() -> None:
    said = ("jonas-ternby", "halden", ["chief executive", "head of hardware"])
    assert asked("who first reported Jonas Ternby Halden") == said
    page = page_of("who first reported Jonas Ternby at Halden")
    assert page.left_out == () and page.asked is not None


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize(
    "words",
    [
        "who first reported Jonas Ternby chief scientist", "who first reported Jonas Ternby CEO of Norwick",
        "who first reported Nobody CEO", "who first reported Jonas Ternby", "Jonas Ternby chief executive",
    ],
)  # fmt: skip
def test_of_no_such_post_nothing_is_told(words: str) -> None:
    assert asked(words) is None


@pytest.mark.usefixtures("post")
def test_the_page_tells_the_post_and_its_first_report(client: Client) -> None:
    page = text_of(client.get("/search/?q=who+first+reported+Jonas+Ternby+chief+executive"))
    assert "1 known answer, and 1 other known find for “who first reported" in page
    assert "Jonas Ternby , chief executive at Halden" in page
    assert "First report we read: The Courier, 3 Aug 2025" in page
    assert "Nothing on record" not in page and "Chief Digital Office" not in page
    turned = "/search/?q=who+first+reported+Jonas+Ternby+chief+executive&as_of=2020-01-01"
    assert "The Courier" not in text_of(client.get(turned))


@pytest.mark.usefixtures("post")
def test_of_several_of_a_name_the_one_is_meant_who_has_the_title(client: Client) -> None:
    PersonFactory.create(name="Jonas Ternby")
    page = text_of(client.get("/search/?q=who+first+reported+Jonas+Ternby+CEO"))
    assert "2 people may be meant; of no other of them anything is known there." in page
    assert "First report we read: The Courier, 3 Aug 2025" in page


@pytest.mark.usefixtures("post")
def test_the_word_of_a_title_is_not_the_beginning_of_a_name() -> None:
    page = page_of("Jonas Ternby chief frobnicated")
    assert (page.kept, page.left_out) == (("Jonas Ternby",), ("chief", "frobnicated"))
    assert page.asked is None
    OrganizationFactory.create(name="Chief")
    assert page_of("Jonas Ternby chief frobnicated").kept == ("Jonas Ternby", "chief")


@pytest.mark.parametrize("known_on", [None, date(2030, 1, 1)])
def test_a_question_for_the_first_report_asks_the_database_ten_times_at_most(
    post: Position, known_on: date | None
) -> None:
    halden = Organization.objects.get(slug="halden")
    MoveFactory.create(arrival=post, to_company=halden, sort_on=date(2025, 9, 1))
    PositionStateFactory.create(
        position=post, title=post.title, start_status="done", confirmed_last=TODAY
    )
    for words in (
        "Jonas Ternby chief executive",
        "Jonas Ternby Halden",
        "Jonas Ternbi CEO of Haldem",
    ):
        withheld()
        with CaptureQueriesContext(connection) as queries:
            found = asked(f"who first reported {words}", known_on=known_on)
        assert found is not None, words
        assert len(queries) <= 10, (words, len(queries))
