"""Searches for a person beside a company, and for who came after somebody."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Position
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    UnitFactory,
)
from tests.timeline.staffing import titled_post
from tests.web.test_pages import text_of
from tracker.claims.models import TakedownKind
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.questions.posts import AskedPost
from tracker.timeline.questions.together import AskedTogether
from tracker.timeline.search_page import SearchPage, search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


def post_of(name: str, organization: Organization, title: str, **days: str) -> Position:
    return titled_post(organization, name, title, **days, last=date(2025, 12, 1))


@pytest.fixture
def halden() -> Organization:
    """Ada Byron went from Halden, where she was chief technology officer, to Norwick; Bo Lind took up such a post after her."""
    halden, norwick, _ = (
        OrganizationFactory.create(slug=name.lower(), name=name)
        for name in ("Halden", "Norwick", "Ostra")
    )
    was = post_of("Ada Byron", halden, "chief technology officer", since="2019", until="2024-03-01")
    now = post_of("Ada Byron", norwick, "head of research", since="2024-04-01")
    MoveFactory.create(arrival=now, departure=was, from_company=halden, sort_on=date(2024, 4, 1))
    post_of("Bo Lind", halden, "CTO", since="2024-05-01")
    post_of("Cy Young", halden, "CTO", since="2017", until="2018-12-31")
    return halden


def page_of(words: str, **clocks: Any) -> SearchPage:
    return search_page(words, **{"as_of": TODAY, **clocks})


def asked(words: str, **clocks: Any) -> AskedTogether | None:
    found = page_of(words, **clocks).asked
    return found if isinstance(found, AskedTogether) else None


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    "words",
    [
        "Byron Halden", "halden ada byron", "Byron to Halden", "Ada Byron and Halden",
        "is Byron still at Halden?", "does Ada Byron work at halden", "Byron still Halden",
        "what did Byron do at Halden", "Ada Byron's time at Halden", "is Ada Byron still at Haldem",
    ],
)  # fmt: skip
def test_a_person_beside_a_company_leads_to_what_is_known_of_the_two(words: str) -> None:
    found = asked(words)
    assert found is not None
    assert (found.person.slug, found.company.slug) == ("ada-byron", "halden")
    assert [one.title for one in found.posts] == ["chief technology officer"]
    assert (found.there, len(found.rows)) == ("", 1)


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    "words", ["Halden", "Ada Byron", "Byron Nobody", "Halden Norwick", "Byron Lind"]
)
def test_other_words_name_no_person_beside_a_company(words: str) -> None:
    assert asked(words) is None


@pytest.mark.usefixtures("halden")
def test_whether_somebody_is_still_there_is_said_for_the_day_of_the_clock(client: Client) -> None:
    found = asked("is Byron still at Norwick")
    assert found is not None and found.there == "certain"
    page = text_of(client.get("/search/?q=is+Byron+still+at+Halden&as_of=2025-12-20"))
    assert "Holds no post there on 20 Dec 2025 , as far as is known. On record are:" in page
    page = text_of(client.get("/search/?q=is+Byron+still+at+Halden&as_of=2020-06-01"))
    assert "Holds no post there" not in page and "May hold" not in page
    assert "Moves there and away" not in page
    Position.objects.filter(person__name="Ada Byron", organization__slug="halden").update(
        end=PartialDate.parse("2025-12-15/.."),
        certain=None,
        possible=DateRange(date(2019, 1, 1), None),
    )
    page = text_of(client.get("/search/?q=is+Byron+still+at+Halden&as_of=2025-12-20"))
    assert "Is told to have left by 20 Dec 2025 ; the last day there is not known" in page


@pytest.mark.usefixtures("halden")
def test_where_nothing_ties_the_two_the_page_says_so_and_shows_both(client: Client) -> None:
    page = text_of(client.get("/search/?q=Byron+Ostra"))
    assert "Nothing on record ties the two: no post there, and no move there or away." in page
    assert "People 1" in page and "Companies 1" in page
    page = text_of(client.get("/search/?q=Byron+Ostra+hurriedly+in+May+2025"))
    assert "for “Byron Ostra hurriedly in May 2025”; left out: “hurriedly”." in page
    assert "The answer is not narrowed to May 2025 : all that is known" in page


def test_of_several_of_a_name_the_one_is_meant_of_whom_something_is_known(
    halden: Organization, client: Client
) -> None:
    PersonFactory.create(name="Byron")
    found = asked("Byron Halden")
    assert found is not None and found.person.slug == "ada-byron"
    found = asked("Byron Ostra")
    assert found is not None and found.person.name == "Byron"
    page = text_of(client.get("/search/?q=Byron+Ostra"))
    assert "2 people may be meant. Nothing on record ties any of them to Ostra" in page
    page = text_of(client.get("/search/?q=Byron+Halden"))
    assert "2 people may be meant; of no other of them anything is known there." in page
    post_of("Ida Byron", halden, "engineer", since="2020")
    page = text_of(client.get("/search/?q=Byron+Halden"))
    assert re.search(
        r"3 people may be meant; something is known there also of (?:Ada|Ida) Byron \.", page
    )


def test_a_unit_beside_a_person_is_that_unit_alone(halden: Organization) -> None:
    lab = UnitFactory.create(slug="lab", name="Ola", parent=halden)
    post = post_of("Ada Byron", halden, "head of Ola", since="2018", until="2019-01-01")
    Position.objects.filter(pk=post.pk).update(unit=lab)
    found = asked("Byron Ola")
    assert found is not None
    assert [one.title for one in found.posts] == ["head of Ola"]


@pytest.mark.usefixtures("halden")
def test_a_name_with_a_title_is_a_person_and_no_title() -> None:
    for words in ("Byron CTO Halden", "Halden CTO Byron"):
        page = page_of(words)
        assert isinstance(page.asked, AskedTogether), words
        assert page.left_out == ("CTO",)
    assert isinstance(page_of("Halden CTO").asked, AskedPost)


def test_of_whoever_is_withheld_nothing_is_told_beside_a_company(halden: Organization) -> None:
    post = Position.objects.get(organization=halden, person__name="Ada Byron")
    take_down(target=post.person, reason="She asked for it.", kind=TakedownKind.HIDE)
    assert asked("Byron Halden") is None
    assert asked("is Byron still at Halden") is None


@pytest.mark.parametrize("known_on", [None, date(2030, 1, 1)])
def test_a_person_beside_a_company_asks_the_database_ten_times_at_most(
    halden: Organization, known_on: date | None
) -> None:
    post = Position.objects.get(organization=halden, person__name="Ada Byron")
    move = MoveFactory.create(arrival=post, to_company=halden, sort_on=date(2019, 1, 1))
    MoveStateFactory.create(move=move, to_company=halden, sort_on=move.sort_on)
    ClaimFactory.create(organization=halden, person=post.person, published_on=date(2023, 3, 3))
    for words in ("Byron Halden", "Halden CTO Byron", "is Ada Byron still at Haldem"):
        withheld()
        with CaptureQueriesContext(connection) as queries:
            found = asked(words, known_on=known_on)
        assert found is not None and found.rows, words
        assert len(queries) <= 10, (words, len(queries))


# ── who came after ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    "words",
    [
        "who replaced Byron", "who succeeded ada byron as cto of halden?", "Byron successor",
        "who took over from Byron at Halden", "Ada Byron's replacement as CTO",
        "successor to Byron", "who is replacing Ada Byron at Haldem",
    ],
)  # fmt: skip
def test_who_came_after_somebody_is_told_by_the_post_that_was_given_up(words: str) -> None:
    found = page_of(words).asked
    assert isinstance(found, AskedPost) and found.mine is not None
    assert found.mine.title == "chief technology officer"
    assert [one.person.name for one in found.beside] == ["Bo Lind"]
    assert [one.person.name for one in found.all] == ["Bo Lind", "Ada Byron", "Cy Young"]


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    "words", ["who replaced Nobody", "who replaced Byron at Ostra", "who replaced Byron as CFO"]
)
def test_of_a_post_that_nobody_gave_up_nobody_came_after(words: str) -> None:
    assert not isinstance(page_of(words).asked, AskedPost)


@pytest.mark.usefixtures("halden")
def test_where_nobody_of_the_title_came_later_the_page_says_so(client: Client) -> None:
    page = text_of(client.get("/search/?q=who+replaced+Byron+at+Norwick+in+May+2025"))
    assert "After Ada Byron , head of research of Norwick" in page
    assert "Nobody is on record who took up a post of such a title later" in page
    assert "The answer is not narrowed to May 2025" in page
    page = text_of(client.get("/search/?q=who+replaced+Byron"))
    assert "Whether one took over from the other is not said." in page


def test_a_unit_that_is_hidden_is_not_named_as_where_somebody_was_followed(
    halden: Organization, client: Client
) -> None:
    unit = UnitFactory.create(slug="secret-lab", name="Secret Lab", parent=halden)
    post = post_of("Di Ray", halden, "head of research", since="2020", until="2024-01-01")
    Position.objects.filter(pk=post.pk).update(unit=unit)
    assert "Secret Lab" in text_of(client.get("/search/?q=who+replaced+Di+Ray"))
    take_down(target=unit, reason="It asked for it.", kind=TakedownKind.HIDE)
    assert "Secret Lab" not in text_of(client.get("/search/?q=who+replaced+Di+Ray"))
