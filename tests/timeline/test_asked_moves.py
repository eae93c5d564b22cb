"""Searches that ask who went where, and when."""

import re
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Move
from tests.databases import written_by
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.web.test_pages import text_of
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.questions.moves import AskedMoves
from tracker.timeline.search_page import SearchPage, search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


def went(name: str, origin: Organization | None, to: Organization, day: date, **given: Any) -> Move:
    move: Move = MoveFactory.create(
        arrival=PositionFactory.create(person=PersonFactory.create(name=name), organization=to),
        from_company=origin,
        sort_on=day,
        **given,
    )
    return move


@pytest.fixture
def halden(_written: Organization) -> Organization:
    return deepcopy(_written)


def _write_halden() -> Organization:
    """Five left Halden: two for Norwick, one for Ostra, two nobody knows where to."""
    halden, norwick, ostra = (
        OrganizationFactory.create(slug=name.lower(), name=name)
        for name in ("Halden", "Norwick", "Ostra")
    )
    went("Ada", halden, norwick, date(2023, 3, 3))
    went("Bo", halden, norwick, date(2025, 5, 20))
    went("Cy", halden, ostra, date(2025, 6, 30))
    for name, day in (("Di", date(2024, 3, 9)), ("Ed", date(2025, 7, 1))):
        DepartureFactory.create(
            departure=PositionFactory.create(
                person=PersonFactory.create(name=name), organization=halden
            ),
            sort_on=day,
        )
    return halden


_written = written_by(_write_halden)


def page_of(words: str, **clocks: Any) -> SearchPage:
    return search_page(words, **{"as_of": TODAY, **clocks})


def asked(words: str, **clocks: Any) -> AskedMoves | None:
    found = page_of(words, **clocks).asked
    return found if isinstance(found, AskedMoves) else None


def who(found: AskedMoves | None) -> list[str]:
    assert found is not None
    return [row.person.name for row in found.rows if isinstance(row, Move)]


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    ("words", "when", "people"),
    [
        ("who left Halden in the summer of 2025", "2025-06-01/2025-08-31", ["Ed", "Cy"]),
        ("who left Halden in Q2 2025", "2025-04-01/2025-06-30", ["Cy", "Bo"]),
        ("who left Halden since June", "2025-06-01/2025-12-20", ["Ed", "Cy"]),
        ("who left Halden last year", "2024", ["Di"]),
        ("who left Halden in June", "2025-06", ["Cy"]),
        ("who left Halden before 2025", "../2024-12-31", ["Di", "Ada"]),
    ],
)
def test_who_left_is_told_for_the_time_that_is_named(
    words: str, when: str, people: list[str]
) -> None:
    found = asked(words)
    assert found is not None and not found.elsewhere
    assert (str(found.when), who(found), found.count) == (when, people, len(people))


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    ("words", "when", "people"),
    [
        ("who left Halden yesterday", "2025-07-01", ["Ed"]),
        ("who left Halden this week", "2025-06-30/2025-07-06", ["Ed", "Cy"]),
        ("who left Halden last month", "2025-07", ["Ed"]),
        ("who left Halden since September", "2025-07", ["Ed"]),
        ("who left Halden in 2019", "2023", ["Ada"]),
        # March of 2025 has nobody, that of 2024 has; no September has anybody.
        ("who left Halden in March", "2024-03", ["Di"]),
        ("who left Halden in September", "2025-07", ["Ed"]),
        ("who joined Norwick in June", "2025-05", ["Bo"]),
    ],
)
@pytest.mark.parametrize("everything", [True, False])
def test_where_nobody_left_in_the_time_the_nearest_is_told_in_which_somebody_did(
    words: str, when: str, people: list[str], everything: bool
) -> None:
    found = asked(words, everything=everything)
    assert found is not None and found.elsewhere
    assert (str(found.when), who(found)) == (when, people)


@pytest.mark.usefixtures("halden")
def test_a_turned_back_clock_knows_no_time_behind_it(client: Client) -> None:
    found = asked("who left Halden in 2024", as_of=date(2024, 2, 1), everything=False)
    assert found is not None
    assert (str(found.when), who(found)) == ("2023", ["Ada"])
    page = text_of(client.get("/search/?q=who+left+Norwick+in+March&as_of=2024-02-01"))
    assert "No such move is known. That is what has been published" in page


@pytest.mark.usefixtures("halden")
def test_a_day_that_the_departure_has_by_itself_is_that_of_the_leaving() -> None:
    moves = Move.objects.filter(person__name="Bo")
    moves.update(
        left=PartialDate.parse("2025-02-02"), left_sort_on=date(2025, 2, 2), left_status="done",
        left_first_outlet="gazette", left_first_on=date(2025, 2, 3),
    )  # fmt: skip
    assert who(asked("who left Halden in February")) == ["Bo"]
    found = asked("who left Halden on 3 February 2025")
    assert found is not None and str(found.when) == "2025-02-02"


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("who left Halden in June", "No year was named: the latest is taken, Jun 2025"),
        ("who left Halden in March", "No year was named, and no such move is known for Mar 2025 ,"
         " the latest. The last one before it of which any is known is told: Mar 2024"),
        ("who left Halden on 8 Nov 2025", "No such move is known for 8 Nov 2025 . The nearest day"
         " of which any is known is told: 1 Jul 2025"),
        ("who left Halden on 31 June 2025", "There is no 31 June 2025 in the calendar. This is"
         " told for Jun 2025"),
        ("researchers who left Halden", "“researchers” narrows nothing: all of them are told."),
        ("who left Haldem", "Nothing on record is called “Haldem”; Halden is taken to be meant."),
        ("Halden on 31 June 2025", "There is no 31 June 2025 in the calendar."),
    ],
)  # fmt: skip
def test_the_page_says_what_it_took_to_be_meant(words: str, says: str, client: Client) -> None:
    assert says in text_of(client.get("/search/", {"q": words, "as_of": "2025-12-20"}))


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    "words",
    [
        "who left Halden and where did they go", "where did people leaving Halden go",
        "where did everyone who left halden go?", "where are ex-Halden people now",
        "where did Halden staff go to", "who left Halden, and to which companies",
    ],
)  # fmt: skip
def test_it_is_told_where_those_went_who_left(words: str) -> None:
    found = asked(words)
    assert found is not None and found.went is not None
    assert [(ref.name, count) for ref, count, _ in found.went.companies] == [
        ("Norwick", 2),
        ("Ostra", 1),
    ]
    assert (found.went.open, found.went.others, found.went.read) == (2, 0, 5)


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("ex-halden at norwick", ["Bo", "Ada"]),
        ("former Halden engineers now at Ostra", ["Cy"]),
        ("Ex-Halden", ["Ed", "Cy", "Bo", "Di", "Ada"]),
        ("Halden departures 2024", ["Di"]),
        ("who has Ostra hired", ["Cy"]),
        ("who did Norwick poach from Halden", ["Bo", "Ada"]),
        ("who did Halden lose to Ostra", ["Cy"]),
        ("who went to Ostra", ["Cy"]),
        ("did Norwick hire anyone from Halden", ["Bo", "Ada"]),
        ("has Halden lost people to Ostra?", ["Cy"]),
        ("who moved from Halden to Ostra", ["Cy"]),
        ("people who went from Halden", ["Ed", "Cy", "Bo", "Di", "Ada"]),
        ("new hires at Ostra", ["Cy"]),
        ("Norwick hires in May", ["Bo"]),
        ("who quit Haldn for Norwik", ["Bo", "Ada"]),
        ("who left Hal den for Ostra", ["Cy"]),
        ("Halden engineers who left in 2024", ["Di"]),
        ("Norwick hires from Halden", ["Bo", "Ada"]),
        ("Norwick's new hires from Halden in May", ["Bo"]),
        ("Ostra recruits from Halden", ["Cy"]),
        ("did anyone leave Halden last year", ["Di"]),
        ("latest departures from Halden since July", ["Ed"]),
        ("anyone leaving Halden for Ostra lately", ["Cy"]),
    ],
)
def test_it_is_asked_in_many_ways_who_went(words: str, people: list[str]) -> None:
    assert who(asked(words)) == people


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize("words", ["who went to school", "ex-Nobody", "where did it go", "hires"])
def test_other_words_ask_for_no_moves(words: str) -> None:
    assert asked(words) is None


def test_a_misspelt_name_means_a_company_before_its_units_of_longer_names(
    halden: Organization,
) -> None:
    UnitFactory.create(name="Halden AI and research", parent=halden)
    for words in ("who left Hlden", "who left Haldenn for Ostra"):
        page = page_of(words)
        assert isinstance(page.asked, AskedMoves) and page.asked.unit is None, words
        assert [ref.name for _, ref in page.guesses] == ["Halden"], words


def test_who_founded_a_company_is_told_without_those_it_hired(halden: Organization) -> None:
    went("Fi", None, halden, date(2020, 1, 1), kind="founding")
    went("Gus", None, halden, date(2021, 1, 1))
    for words in ("who founded Halden", "who co-founded halden?"):
        assert who(asked(words)) == ["Fi"]


def test_of_a_unit_that_was_merged_it_is_told_what_became_of_it(
    halden: Organization, client: Client
) -> None:
    old, new = (
        UnitFactory.create(slug=name.lower(), name=name, parent=halden) for name in ("Ola", "Nue")
    )
    SuccessionFactory.create(
        earlier=old, later=new, kind="merged_into", happened=PartialDate.parse("2024-03-01")
    )
    DepartureFactory.create(
        departure=PositionFactory.create(organization=halden, unit=new), unit=new
    )
    page = text_of(client.get("/search/?q=who+left+Ola"))
    assert "Ola lives on as Nue , of which this is told." in page
    assert "Left Nue" in page
    assert "lives on as" not in text_of(client.get("/search/?q=who+left+Nue"))


def test_who_left_a_unit_is_told_from_it_where_the_move_names_the_company_alone(
    halden: Organization, client: Client
) -> None:
    lab = UnitFactory.create(slug="lab", name="Ola", parent=halden)
    move = Move.objects.get(arrival__person__name="Cy")
    post = PositionFactory.create(person=move.person, organization=halden, unit=lab)
    Move.objects.filter(pk=move.pk).update(departure=post)
    answer = client.get("/search/?q=who+left+Ola+and+where+did+they+go")
    assert "Halden · Ola → to Ostra" in text_of(answer)
    assert "Halden → to Ostra" in text_of(client.get("/search/?q=who+left+Halden+for+Ostra"))


@pytest.mark.usefixtures("halden")
def test_beside_an_answer_no_kind_is_counted_of_which_nothing_is_found(client: Client) -> None:
    ArticleFactory.create(title="Who left Halden")
    page = text_of(client.get("/search/?q=who+left+Halden"))
    assert "All 1 Articles 1" in page and "Moves 0" not in page
    assert "People 0" in text_of(client.get("/search/?q=Ostra"))


@pytest.mark.parametrize("time", ["", " in 2025", " this week", " in Q1 2025", " before 2027"])
def test_fewer_than_all_are_shown_and_the_list_of_all_has_as_many(
    time: str, halden: Organization, client: Client
) -> None:
    ostra = Organization.objects.get(slug="ostra")
    for at in range(15):
        went(f"Many {at}", halden, ostra, date(2025, 2, 3 + at // 3))
    answer = client.get("/search/", {"q": f"who left Halden{time}", "as_of": "2025-02-09"})
    count = {"": 17, " before 2027": 17}.get(time, 15)
    assert f"The 6 newest of {count}. See all {count} ." in text_of(answer)
    (there, *_) = re.findall(r'href="(/moves/[^"]*)">See all', answer.content.decode())
    assert f"{count} known moves" in text_of(client.get(there.replace("&amp;", "&")))


@pytest.mark.parametrize(
    ("of", "shown"), [("who left Halden", 6), ("who joined Ostra", 12), ("Norwick to Ostra", 11)]
)
@pytest.mark.parametrize("onward", ["", " and where did they go"])
def test_up_to_twelve_moves_are_all_shown(
    of: str, onward: str, shown: int, halden: Organization
) -> None:
    norwick, ostra = (Organization.objects.get(slug=slug) for slug in ("norwick", "ostra"))
    for at in range(11):
        went(f"Many {at}", norwick, ostra, date(2025, 2, 1 + at))
        went(f"More {at}", halden, norwick, date(2025, 2, 1 + at))
    page = page_of(of + onward)
    assert len(page.asked_lines) == len(who(asked(of + onward))) == shown


@pytest.mark.parametrize("known_on", [None, date(2030, 1, 1)])
def test_a_question_of_a_time_without_moves_asks_the_database_ten_times_at_most(
    halden: Organization, known_on: date | None
) -> None:
    for move in Move.objects.all():
        MoveStateFactory.create(
            move=move,
            from_company=move.from_company,
            to_company=move.to_company,
            sort_on=move.sort_on,
        )
    ClaimFactory.create(organization=halden, published_on=date(2023, 3, 3))
    for words in ("who left Halden in March and where did they go", "who left Haldem yesterday"):
        withheld()
        with CaptureQueriesContext(connection) as queries:
            found = asked(words, known_on=known_on)
        assert found is not None and found.elsewhere, words
        assert len(queries) <= 10, (words, len(queries))


def test_founders_who_left_are_those_with_the_word_in_a_title(
    halden: Organization, client: Client
) -> None:
    Move.objects.filter(sort_on=date(2025, 5, 20)).update(former_title="co-founder")
    for words in ("founders who left Halden", "Halden cofounders who left in 2025"):
        found = asked(words)
        assert (who(found), found and found.sort) == (["Bo"], ""), words
        assert found is not None and ("q", "founder") in found.filters
    page = client.get("/search/?q=founders+who+left+Halden&as_of=2025-12-20")
    assert "narrows nothing" not in text_of(page)
    assert "Those have “founder” in the title given up or taken up" in text_of(page)


@pytest.mark.usefixtures("halden")
def test_each_number_of_where_they_went_leads_to_as_many_moves(client: Client) -> None:
    for words in (
        "who left Halden and where did they go",
        "who left Halden in 2025 and where did they go",
    ):
        page = client.get("/search/", {"q": words}).content.decode()
        links = re.findall(r'<a href="(/moves/[^"]*to_company=(\w+))"[^>]*>(\d+)<', page)
        assert {slug for _, slug, _ in links} == {"norwick", "ostra"}, words
        for there, _, number in links:
            listed = client.get(there.replace("&amp;", "&")).content.decode()
            assert listed.count('id="move-') == int(number), there


def test_a_number_that_the_list_of_arrivals_would_not_have_leads_nowhere(
    halden: Organization, client: Client
) -> None:
    Move.objects.filter(sort_on=date(2025, 5, 20)).update(
        left_sort_on=date(2025, 5, 20), left_status="done", sort_on=date(2026, 1, 2)
    )
    page = client.get("/search/", {"q": "who left Halden in 2025 and where did they go"})
    assert "Norwick 1, Ostra 1 ." in text_of(page)
    assert "to_company=norwick" not in page.content.decode()
    assert "to_company=ostra" in page.content.decode()


@pytest.mark.usefixtures("halden")
def test_the_lead_says_that_none_is_known_of_the_time_that_was_asked_for(client: Client) -> None:
    for words in ("who left Halden in November 2025", "departures in November 2025"):
        page = text_of(client.get("/search/", {"q": words, "as_of": "2025-12-20"}))
        assert f"No known move in Nov 2025 ; 1 in Jul 2025 , for “{words}”." in page
        assert "1 known move for" not in page


@pytest.mark.usefixtures("halden")
def test_only_those_that_are_done_are_offered_where_there_are_any(client: Client) -> None:
    asked_for = {"q": "who left Halden in 2025"}
    assert "Only those that are done" in text_of(client.get("/search/", asked_for))
    Move.objects.all().update(status="reported")
    assert "Only those that are done" not in text_of(client.get("/search/", asked_for))
