"""Searches that ask of somebody's leaving or coming, and who first told of it."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Move, Position
from tests.factories import (
    ClaimFactory,
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    known_from,
)
from tests.web.test_pages import text_of
from tracker.claims.models import Aspect, TakedownKind
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.news.models import Outlet
from tracker.timeline.questions.goings import AskedGoings
from tracker.timeline.search_page import search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


@pytest.fixture
def moved(halden: Organization) -> Move:
    """Ada Byron went from Halden to Norwick; the Courier told of her leaving before the Gazette told of the rest."""
    norwick = OrganizationFactory.create(slug="norwick", name="Norwick")
    for slug, name in (("gazette", "The Gazette"), ("courier", "The Courier")):
        OutletFactory.create(slug=slug, name=name)
    ada = PersonFactory.create(slug="ada-byron", name="Ada Byron")
    move: Move = MoveFactory.create(
        arrival=PositionFactory.create(person=ada, organization=norwick),
        departure=PositionFactory.create(person=ada, organization=halden),
        from_company=halden,
        happened=PartialDate.parse("2025-05-20"),
        sort_on=date(2025, 5, 20),
        first_outlet="gazette",
        first_on=date(2025, 5, 21),
        left=PartialDate.parse("2025-05-02"),
        left_sort_on=date(2025, 5, 2),
        left_status="done",
        left_first_outlet="courier",
        left_first_on=date(2025, 5, 3),
    )
    return move


@pytest.fixture
def given_up(halden: Organization) -> Position:
    """Bo Lind gave up a post at Halden, and nobody tells where to."""
    outlet = OutletFactory.create(slug="herald", name="The Herald")
    post: Position = PositionFactory.create(
        person=PersonFactory.create(slug="bo-lind", name="Bo Lind"),
        organization=halden,
        title="head of research",
        start=PartialDate.parse("2019"),
        start_status="done",
        end=PartialDate.parse("2025-06"),
        end_state="known",
        end_status="done",
        end_first_outlet=outlet.slug,
        end_first_on=date(2025, 6, 4),
    )
    return post


def asked(words: str, **clocks: Any) -> AskedGoings | None:
    found = search_page(words, **{"as_of": TODAY, **clocks}).asked
    return found if isinstance(found, AskedGoings) else None


@pytest.mark.parametrize(
    "words",
    [
        "Byron leaves Halden", "Ada Byron left Halden for Norwick", "Byron Halden departure",
        "Halden Ada Byron exit", "Byron’s departure from Halden", "when did Byron leave Halden?",
        "who first reported that Ada Byron is leaving Halden", "Byron departure",
        "which outlet first reported Byron leaving Halden", "departure of Ada Byron from Halden",
        "who was first to report Byron’s departure from Halden", "where did Byron go",
        "where did Ada Byron go after Halden", "Biron leaving Halden", "ada byrn left haldn",
        "who scooped Byron leaving Halden", "who had the scoop on Byron leaving Halden",
        "whose scoop was Byron leaving Halden", "where was it first reported that Byron left Halden",
        "who was the first outlet to report that Byron left Halden", "who first revealed Byron’s exit from Halden",
        "who first reported that Halden lost Ada Byron to Norwick", "first report of Byron leaving Halden",
    ],
)  # fmt: skip
def test_a_person_with_a_word_of_leaving_leads_to_the_departure(words: str, moved: Move) -> None:
    found = asked(words)
    assert found is not None and found.left
    assert (found.rows, found.person.slug) == ((moved,), "ada-byron")


@pytest.mark.parametrize(
    "words",
    ["Ada Byron joins Norwick", "who first reported that Byron joined Norwick from Halden",
     "Norwick hires Byron", "Byron Norwick hiring", "hiring of Byron by Norwick",
     "who hired Ada Byron", "who broke the story of Byron going to Norwick",
     "who broke the news of Ada Byron's move to Norwick", "who was first with the news that Byron joins Norwick",
     "who first reported Byron moving from Halden to Norwick", "who first wrote about Byron switching to Norwick",
     "who first announced that Byron is starting Norwick"],
)  # fmt: skip
def test_a_person_with_a_word_of_coming_leads_to_the_arrival(words: str, moved: Move) -> None:
    found = asked(words)
    assert found is not None and not found.left
    assert found.rows == (moved,)


@pytest.mark.usefixtures("moved", "given_up")
@pytest.mark.parametrize(
    "words",
    ["Nobody leaves Halden", "Byron leaves Nobody", "Halden departure",
     "Ada Byron", "who left Halden", "left"],
)  # fmt: skip
def test_other_words_ask_of_nobody_s_going(words: str) -> None:
    assert asked(words) is None


@pytest.mark.usefixtures("moved")
def test_the_first_outlet_is_that_of_the_leaving_or_of_the_coming_as_it_is_asked(
    client: Client,
) -> None:
    page = text_of(client.get("/search/?q=who+first+reported+that+Byron+leaves+Halden"))
    assert "First report we read: The Courier, 3 May 2025" in page
    assert "Gazette, " not in page
    page = text_of(client.get("/search/?q=who+first+reported+that+Byron+joins+Norwick"))
    assert "First report we read: The Gazette, 21 May 2025" in page


def test_where_nobody_tells_where_to_the_ends_of_posts_are_told(
    client: Client, given_up: Position
) -> None:
    found = asked("Lind Halden departure")
    assert found is not None
    assert [one.position for one in found.posts] == [given_up.pk]
    page = text_of(client.get("/search/?q=Lind+leaves+Halden"))
    known = page.index("head of research at Halden , last day Jun 2025")
    assert known < page.index("A move away from Halden is not on record")
    assert "First report we read: The Herald, 4 Jun 2025" in page
    assert "On the same day" not in page


def test_who_else_told_of_it_on_the_day_of_the_first_report_is_named(
    client: Client, given_up: Position
) -> None:
    for name, day, aspect in (
        ("The Herald", 4, Aspect.END),
        ("The Post", 4, Aspect.END),
        ("The Echo", 4, Aspect.END),
        ("The Late", 5, Aspect.END),
        ("The Start", 4, Aspect.START),
    ):
        slug = name.split()[1].lower()
        ClaimFactory.create(
            outlet=Outlet.objects.filter(slug=slug).first()
            or OutletFactory.create(slug=slug, name=name),
            aspect=aspect,
            published_on=date(2025, 6, day),
        ).positions.add(given_up)
    page = text_of(client.get("/search/?q=Lind+leaves+Halden"))
    assert re.search(r"; on the same day also The (Post and The Echo|Echo and The Post) ", page)


@pytest.mark.usefixtures("moved", "given_up")
@pytest.mark.parametrize("words", ["Byron leaves Norwick", "Lind joins Norwick"])
def test_where_nothing_is_known_of_it_the_page_says_so_and_names_the_person(
    words: str, client: Client
) -> None:
    page = text_of(client.get("/search/", {"q": words}))
    assert "Nothing that was read here tells of it." in page and "First report" not in page
    assert "People 1" in page


def test_a_turned_back_clock_knows_of_no_later_departure(moved: Move) -> None:
    ClaimFactory.create(
        organization=moved.from_company, person=moved.person, published_on=date(2025, 5, 3)
    )
    MoveStateFactory.create(
        move=moved,
        from_company=moved.from_company,
        sort_on=moved.sort_on,
        known=known_from(date(2025, 5, 21)),
    )
    early = {"as_of": date(2025, 5, 19), "everything": False}
    for clocks, known in (
        ({"known_on": date(2025, 5, 20)}, 0),
        ({"known_on": date(2025, 5, 21)}, 1),
        (early, 0),
    ):
        found = asked("Byron leaves Halden", **clocks)
        assert found is not None and found.count == known, clocks


def test_of_whoever_is_withheld_no_going_is_told(moved: Move) -> None:
    take_down(target=moved.person, reason="She asked for it.", kind=TakedownKind.HIDE)
    assert asked("Byron leaves Halden") is None


@pytest.mark.usefixtures("moved", "given_up")
@pytest.mark.parametrize("known_on", [None, date(2030, 1, 1)])
def test_such_a_question_asks_the_database_ten_times_at_most(known_on: date | None) -> None:
    for person, company in (("Byron", "Halden"), ("Lind", "Halden"), ("Byron", "Norwick")):
        DepartureFactory.create()
        withheld()
        with CaptureQueriesContext(connection) as queries:
            search_page(f"{person} leaves {company}", as_of=TODAY, known_on=known_on)
        assert len(queries) <= 10, (person, company, len(queries))


@pytest.mark.parametrize("of", ["moves", "posts"])
def test_of_more_goings_than_are_shown_the_page_says_so_and_leads_to_all(
    of: str, halden: Organization, client: Client
) -> None:
    person = PersonFactory.create(slug="ed-moss", name="Ed Moss")
    for year in range(2004, 2018):
        if of == "posts":
            PositionFactory.create(
                person=person, organization=halden, end_state="known", end_status="done",
                end=PartialDate.year(year), start=PartialDate.year(year - 1), start_status="done",
            )  # fmt: skip
        else:
            MoveFactory.create(
                arrival=PositionFactory.create(person=person),
                from_company=halden,
                sort_on=date(year, 5, 1),
            )
    answer = client.get("/search/?q=Moss+leaves+Halden")
    page = text_of(answer)
    if of == "posts":
        assert "The 6 foremost of more. See all that is known of Ed Moss ." in page
    else:
        assert "The 6 newest. See all ." in page
        there = "/moves/?person=ed-moss&amp;from_company=halden"
        assert there in answer.content.decode()
        assert "14 known moves" in text_of(client.get(there.replace("&amp;", "&")))


@pytest.mark.usefixtures("moved")
def test_a_time_beside_such_a_question_is_said_to_narrow_nothing(client: Client) -> None:
    page = text_of(client.get("/search/?q=Byron+leaves+Halden+in+May+2025"))
    assert "The answer is not narrowed to May 2025 : all that is known of it is told." in page
