"""Searches that ask who went where of no named company."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Move, MoveState
from tests.databases import written_by
from tests.factories import (
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
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.questions.anywhere import AskedAnywhere
from tracker.timeline.questions.moves import AskedMoves
from tracker.timeline.search_page import SearchPage, search_page, suggestions

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)
#: Companies whose names have, or look like, words of such questions.
NAMED = (
    "Lyft", "Character", "People.ai", "Thinking Machines Lab", "Prime Intellect", "Scale", "Move AI", "World Labs",
    "Startup", "Joinly", "Arrivals",
)  # fmt: skip


def at(organization: Organization, name: str, title: str = "") -> Any:
    person = PersonFactory.create(name=name)
    return PositionFactory.create(person=person, organization=organization, title=title)


def _write_moves() -> None:
    """Moves of ten people of 2025, and one of 2024."""
    halden, norwick, ostra = (
        OrganizationFactory.create(slug=name.lower(), name=name)
        for name in ("Halden", "Norwick", "Ostra")
    )
    for name in NAMED:
        OrganizationFactory.create(name=name)
    PersonFactory.create(name="Thea Yeare")
    OutletFactory.create(slug="ledger", name="Ledger")

    def came(
        name: str, origin: Organization | None, to: Organization, day: str, **more: Any
    ) -> None:
        when = PartialDate.parse(day)
        MoveFactory.create(
            arrival=at(to, name), from_company=origin, happened=when, sort_on=when.earliest, **more
        )

    came("Ada", halden, norwick, "2025-03-10", first_outlet="ledger", first_on=date(2025, 3, 11))
    came("Bo", None, norwick, "2025-03-20", title="vice president", seniority=4)
    came("Cy", halden, ostra, "2025-12-16", former_title="chief scientist", seniority=5, origins=7)
    came("Di", halden, ostra, "2025-08-01", kind="founding", former_title="founder")
    came("Ed", None, ostra, "2025-07-01", kind="founding")
    came("Flo", halden, halden, "2025-06-01", kind="promotion")
    came("Gus", None, halden, "2025-05-01", kind="return")
    came("Hal", norwick, halden, "2024-04-01", origins=9)
    for name, day, more in (
        ("Ida", "2025-11-05", {"former_title": "CEO", "seniority": 6}),
        ("Jo", "2025-09-01", {"status": "reported", "former_title": "researcher", "seniority": 1}),
    ):
        when = PartialDate.parse(day)
        DepartureFactory.create(
            departure=at(norwick, name), happened=when, sort_on=when.earliest, **more
        )


moves = written_by(_write_moves, autouse=True)


def page_of(words: str, **clocks: Any) -> SearchPage:
    return search_page(words, **{"as_of": TODAY, **clocks})


def asked(words: str, **clocks: Any) -> AskedAnywhere | None:
    found = page_of(words, **clocks).asked
    return found if isinstance(found, AskedAnywhere) else None


def who(found: AskedAnywhere | None) -> str:
    assert found is not None
    rows = [row.move if isinstance(row, MoveState) else row for row in found.rows]
    return " ".join(row.person.name for row in rows if isinstance(row, Move))


LEFT = "Cy Ida Jo Di Ada"
CROSSED = "Cy Di Ada"
ALL = "Cy Ida Jo Di Ed Flo Gus Bo Ada"


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("who left a lab this year and where did they go", LEFT),
        ("Who left a lab this year and where they went?", LEFT),
        ("who left a lab this year, and to where", LEFT),
        ("WHO LEFT A LAB THIS YEAR", LEFT),
        ("left a lab this year", LEFT),
        ("who left in 2025", LEFT),
        ("who left labs in 2025", LEFT),
        ("who left AI labs in 2025?", LEFT),
        ("who left any AI company in 2025", LEFT),
        ("who left the industry in 2025", LEFT),
        ("who left their job in 2025", LEFT),
        ("people who left in 2025", LEFT),
        ("list of people who left AI labs in 2025", LEFT),
        ("show me who left a lab this year", LEFT),
        ("anyone who left a start-up since January 2025", LEFT),
        ("somebody leaving a lab in 2025", LEFT),
        ("how many people left in 2025", LEFT),
        ("where did people who left labs go in 2025", LEFT),
        ("where did people leaving a lab go in 2025", LEFT),
        ("departures 2025", LEFT),
        ("AI lab departures this year", LEFT),
        ("departures from AI labs in 2025", LEFT),
        ("all departures in 2025", LEFT),
        ("people leaving 2025", LEFT),
        ("exits 2025", LEFT),
        ("who quit a lab in 2025", LEFT),
        ("who was laid off in 2025", LEFT),
        ("resignations 2025", LEFT),
        ("departures this month", "Cy"),
        ("who left this week", "Cy"),
        ("did anyone leave this month", "Cy"),
        ("who left in November", "Ida"),
        ("who left last quarter", "Jo Di"),
        ("who left between March and August 2025", "Di Ada"),
        ("who left in 2024", "Hal"),
        ("who is leaving", "Cy Ida Jo Di Ada Hal"),
        ("latest departures", "Cy Ida Jo Di Ada Hal"),
        ("who left recently", "Cy Ida Jo Di Ada Hal"),
        ("chief scientists who left in 2025", "Cy"),
        ("which chief scientists left labs this year", "Cy"),
        ("CEOs who left this year", "Ida"),
        ("CEO departures 2025", "Ida"),
        ("founders who left in 2025", "Di"),
        ("researchers who left a lab in 2025", "Jo"),
        ("executives who left in 2025", "Cy Ida"),
        ("executive departures this year", "Cy Ida"),
        ("biggest departures of 2025", LEFT),
        ("who left to found a start-up", "Di"),
        ("who left a lab to start their own company in 2025", "Di"),
        ("new hires in AI this year", "Gus Bo Ada Cy"),
        ("hires in March 2025", "Bo Ada"),
        ("who joined a lab in March 2025", "Bo Ada"),
        ("who got hired in March 2025", "Bo Ada"),
        ("vice presidents who joined a lab in 2025", "Bo"),
        ("who was poached this year", "Cy Ada"),
        ("who joined from another lab in 2025", "Cy Ada"),
        ("who returned to a lab in 2025", "Gus"),
        ("who was promoted this year", "Flo"),
        ("promotions 2025", "Flo"),
        ("who founded a company in 2025", "Di Ed"),
        ("start-ups founded in 2025", "Di Ed"),
        ("who started a company this year", "Di Ed"),
        ("who moved between labs last quarter", "Di"),
        ("who went from one lab to another in 2025", CROSSED),
        ("who changed jobs in 2025", CROSSED),
        ("who moved in 2025", CROSSED),
        ("who left for a rival in 2025", CROSSED),
        ("who switched companies in 2025", CROSSED),
        ("who went where in 2025", CROSSED),
        ("moves between companies in 2025", CROSSED),
        ("job changes 2025", CROSSED),
        ("latest job changes in 2025", CROSSED),
        ("biggest moves between labs in 2025", CROSSED),
        ("all moves this week", "Cy"),
        ("moves 2025", ALL),
        ("latest moves in 2025", ALL),
        ("biggest moves of 2025", ALL),
        ("biggest moves of the year", ALL),
        ("moves of the year 2024", "Hal"),
        ("departures of the month", "Cy"),
        ("most important moves", f"{ALL} Hal"),
        ("personnel changes 2025", ALL),
    ],
)  # fmt: skip
def test_a_question_of_no_named_company_finds_the_moves_that_it_asks_for(
    words: str, people: str
) -> None:
    page = page_of(words)
    found = page.asked
    assert isinstance(found, AskedAnywhere) and not found.elsewhere, found
    assert sorted(who(found).split()) == sorted(people.split())
    assert found.count == len(people.split())
    assert not page.count


@pytest.mark.parametrize(
    "words",
    [
        "Character", "People.ai", "Labs", "Lab", "AI labs", "Thinking Machines Lab", "Prime Intellect", "Scale", "Move AI", "Lyft",
        "Startup", "Arrivals", "who left Thinking Machines Lab", "who left Prime Intellect in 2025", "who left Scale this year",
        "who left Move AI", "who left Character in 2025", "who left People.ai", "Scale departures",
        "Character departures 2025", "World Labs moves", "World Labs hires", "who founded World Labs", "who left Lyft this year",
        "who left Halden for Norwick", "Halden researchers who left", "Halden departures", "Foobar researchers who left",
        "Foobar moves", "who left Foobar for a start-up", "chief scientist", "CEO", "founders", "who runs Halden", "Halden CEO",
        "people", "left", "joined", "gone", "2025", "this year", "lab this year", "Ada", "Ada left Halden", "where did Ada go",
        "Norwick 2025", "who leads a lab", "industry", "jobs", "Arrivals 2025", "latest", "biggest",
    ],
)  # fmt: skip
def test_names_and_other_questions_are_not_taken_for_one_of_all_companies(words: str) -> None:
    assert asked(words) is None


def test_a_company_that_is_called_as_the_words_say_is_meant_by_them() -> None:
    for name in ("Labs", "Departures"):
        OrganizationFactory.create(name=name)
    left = page_of("who left Labs").asked
    assert isinstance(left, AskedMoves) and left.left is not None and left.left.name == "Labs"
    assert asked("departures") is None and page_of("departures").count == 1
    assert asked("departures 2025") is None
    assert asked("who left a lab") is not None


@pytest.mark.parametrize(
    "words",
    ["who left in 2025", "who left a lab this year", "departures this year", "left this year"],
)
@pytest.mark.parametrize("kind", ["", "companies", "people"])
def test_no_name_that_looks_like_a_word_of_the_question_is_found(words: str, kind: str) -> None:
    assert not page_of(words, kind=kind).count
    assert not suggestions(words, as_of=TODAY).count


def test_words_of_questions_mean_no_name_with_a_letter_wrong_but_by_themselves() -> None:
    assert page_of("left").sections[0].hits[0].ref.name == "Lyft"
    assert not page_of("who left the party this year").count
    assert page_of("who joined thinkin machines").count


@pytest.mark.parametrize(
    ("words", "when", "people"),
    [
        ("who left last week", "2025-11-03/2025-11-09", "Ida"),
        ("who was promoted in 2024", "2025", "Flo"),
        ("who left in September", "2025-09", "Jo"),
        ("who left in April", "2024-04", "Hal"),
        ("departures in 2019", "2024", "Hal"),
        ("who joined a lab this week", "2025-12-15/2025-12-21", "Cy"),
    ],
)
@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("known_on", [None, TODAY])
def test_where_nobody_went_in_the_time_the_nearest_is_told_in_which_somebody_did(
    words: str, when: str, people: str, everything: bool, known_on: date | None
) -> None:
    for move in Move.objects.all():
        told = {
            name: getattr(move, name) for name in ("sort_on", "kind", "from_company", "to_company")
        }
        MoveStateFactory.create(move=move, known=known_from(date(2025, 1, 1)), **told)
    found = asked(words, everything=everything, known_on=known_on)
    assert found is not None
    assert (str(found.when), who(found)) == (when, people)


def test_the_biggest_are_those_that_most_outlets_tell() -> None:
    assert who(asked("biggest moves")).startswith("Hal Cy ")
    assert who(asked("biggest departures of 2025")).startswith("Cy ")


def test_of_others_what_was_told_last_comes_first_also_where_not_all_are_shown() -> None:
    for day, name in enumerate(("Di", "Jo", "Cy", "Ida"), 1):
        Move.objects.filter(person__name=name).update(first_on=date(2025, 12, day))
    Move.objects.filter(person__name="Ada").update(first_on=None)
    assert who(asked("who left in 2025")) == "Ida Cy Jo Di Ada"
    company = Move.objects.get(person__name="Ida").from_company
    for day in range(5, 15):
        MoveFactory.create(
            from_company=company,
            arrival=at(OrganizationFactory.create(), f"P{day}"),
            sort_on=date(2025, 1, day),
            first_on=date(2025, 12, day),
        )
    assert who(asked("who left in 2025")).startswith("P14 P13 P12 ")


def test_of_departures_told_by_themselves_the_day_of_the_departure_counts() -> None:
    Move.objects.filter(person__name="Ada").update(
        left=PartialDate.parse("2023-12-31"), left_status="done", left_sort_on=date(2023, 12, 31)
    )
    assert sorted(who(asked("who left in 2025")).split()) == ["Cy", "Di", "Ida", "Jo"]
    assert who(asked("who left in 2023")) == "Ada"
    assert who(asked("who left in 2022")) == "Ada"
    assert sorted(who(asked("who moved between labs in 2025")).split()) == ["Ada", "Cy", "Di"]


@pytest.mark.parametrize(
    "words",
    [
        "who left a lab this year and where did they go", "CEOs who left this year", "executives who left in 2025",
        "who joined a lab in March 2025", "biggest moves of 2025", "who moved between labs last quarter", "latest departures",
        "who left to found a start-up", "who was promoted this year", "who left between March and August 2025",
    ],
)  # fmt: skip
@pytest.mark.parametrize("clock", ["", "&known_on=2026-06-01", "&as_of=2025-12-20"])
def test_the_list_that_the_answer_leads_to_has_as_many_moves(
    words: str, clock: str, client: Client
) -> None:
    for move in Move.objects.all():
        told = {
            name: getattr(move, name)
            for name in ("sort_on", "kind", "from_company", "to_company", "title", "former_title", "seniority", "happened")
        }  # fmt: skip
        MoveStateFactory.create(move=move, known=known_from(date(2025, 1, 1)), **told)
    response = client.get(f"/search/?q={words.replace(' ', '+')}{clock}")
    page = response.content.decode()
    (number,) = re.findall(r"(\d+) (?:known moves? for|in [^;]*, for)", text_of(response))
    (there,) = re.findall(r'<a href="(/moves/[^"]*)">(?:All|With)', page)
    listed = client.get(there.replace("&amp;", "&"))
    assert listed.status_code == 200
    assert f"{number} known move" in text_of(listed)
    assert listed.content.decode().count(' id="move-') == int(number)


def test_the_answer_tells_of_each_where_to_how_firmly_and_by_whom(client: Client) -> None:
    words = "who+left+a+lab+in+2025+and+where+did+they+go"
    response = client.get(f"/search/?q={words}")
    page, text = response.content.decode(), text_of(response)
    assert "5 known moves for “who left a lab in 2025 and where did they go”" in text
    assert "Left a company, 2025" in text
    assert (
        "Where they went, as far as is known: Ostra 2 , Norwick 1 . Of 2 it is not known where to."
        in text
    )
    rows = re.findall(r"<tr class=\"r-.*?</tr>", page, re.DOTALL)
    told = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    assert len(told) == 5
    (ada,) = [row for row in told if "Ada" in row]
    assert "Halden → to Norwick" in ada and "Ledger" in ada and "Done" in ada
    (jo,) = [row for row in told if "Jo" in row]
    assert "Norwick → to not known" in jo and "Reported" in jo
    assert 'href="/flows/?since=2025&amp;until=2025"' in page
    assert "Lyft" not in text


def test_what_narrows_nothing_is_said_and_what_narrows_is_named(client: Client) -> None:
    assert "“resignations” narrows nothing" in text_of(client.get("/search/?q=resignations+2025"))
    titled = text_of(client.get("/search/?q=CEOs+who+left+in+2025"))
    assert "CEO: left a company, 2025" in titled
    assert "with “CEO” in the title given up or taken up" in titled
    assert "/flows/?since" not in client.get("/search/?q=promotions+2025").content.decode()
    empty = text_of(client.get("/search/?q=who+returned+to+a+lab+in+2025&as_of=2024-01-01"))
    assert "not proof that nobody went" in empty


def test_the_form_and_the_empty_page_offer_such_a_question(client: Client) -> None:
    page = client.get("/search/").content.decode()
    assert 'href="?q=who+left+a+lab+this+year+and+where+did+they+go"' in page
    assert "who left a lab this year" in text_of(client.get("/"))


def test_a_question_of_all_companies_asks_at_most_ten_queries() -> None:
    withheld()
    for words in ("who left last week", "CEOs who left in 2019", "biggest moves of 2025"):
        with CaptureQueriesContext(connection) as queries:
            page_of(words)
        assert len(queries) <= 10, words
