"""Searches that are questions: who holds a post, who went where, and on which day."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from companies.models import Organization
from people.models import Move, Position
from tests.factories import (
    ClaimFactory,
    DepartureFactory,
    MoveFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.timeline.staffing import titled_post
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.evidence import EvidenceBook
from tracker.timeline.leaders import leaders_of
from tracker.timeline.questions.days import day_in
from tracker.timeline.questions.moves import AskedMoves
from tracker.timeline.questions.posts import AskedPost
from tracker.timeline.search_page import search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


@pytest.mark.parametrize(
    ("words", "rest", "day"),
    [
        ("who ran Halden on 18 November 2023", "who ran Halden", "2023-11-18"),
        ("Halden CEO, November 18th, 2023", "Halden CEO", "2023-11-18"),
        ("Halden CEO 2023-11-18", "Halden CEO", "2023-11-18"),
        ("ceo of halden in nov. 2023", "ceo of halden", "2023-11"),
        ("Halden chief executive 2023", "Halden chief executive", "2023"),
        ("who left Halden this year", "who left Halden", "2025"),
        ("who left Halden last year", "who left Halden", "2024"),
        ("Halden-2023", "Halden-2023", None),
        ("Halden 31 February 2024", "Halden 31 February 2024", None),
        ("Halden 12", "Halden 12", None),
    ],
)
def test_a_question_may_name_a_day_a_month_or_a_year(
    words: str, rest: str, day: str | None
) -> None:
    assert day_in(words, today=TODAY) == (rest, PartialDate.parse(day) if day else None)


@pytest.fixture
def halden() -> Organization:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    titled_post(halden, "Old Hand", "CEO", since="2019-01-01", until="2023-11-17")
    titled_post(
        halden, "Stand In", "interim chief executive", since="2023-11-17", until="2023-11-20"
    )
    titled_post(halden, "New Hand", "Chief Executive Officer", since="2023-11-20")
    titled_post(halden, "Part Head", "CEO of Applications", since="2024-02-01")
    titled_post(halden, "Tech Head", "CTO", since="2024-02-01")
    titled_post(halden, "Near Head", "adviser to the CEO", since="2024-02-01")
    return halden


def asked_post(words: str, **clocks: Any) -> AskedPost | None:
    found = search_page(words, **{"as_of": TODAY, **clocks}).asked
    return found if isinstance(found, AskedPost) else None


def asked_moves(words: str, **clocks: Any) -> AskedMoves | None:
    found = search_page(words, **{"as_of": TODAY, **clocks}).asked
    return found if isinstance(found, AskedMoves) else None


def names(found: AskedPost | None) -> tuple[list[str], list[str]]:
    assert found is not None
    return (
        [post.person.name for post in found.then],
        [spell.post.person.name for spell in found.others],
    )


@pytest.mark.parametrize(
    "words", ["Halden CEO", "CEO Halden", "ceo of halden", "who is Halden’s chief executive?",
              "Halden's chief executive officer", "the current CEO at Halden"],
)  # fmt: skip
def test_a_post_is_found_in_all_its_forms_the_one_of_the_whole_company_first(
    words: str, halden: Organization
) -> None:
    then, others = names(asked_post(words))
    assert then == ["New Hand", "Part Head"]
    assert others == ["Stand In", "Old Hand"]
    assert halden.slug == "halden"


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize(
    ("words", "then", "others"),
    [
        ("who ran Halden on 18 November 2023", ["Stand In"], ["New Hand", "Old Hand"]),
        ("who runs Halden", ["New Hand"], ["Stand In", "Old Hand"]),
        ("boss of Halden 2020", ["Old Hand"], ["New Hand", "Stand In"]),
        ("Halden CEO 2023", ["New Hand", "Stand In", "Old Hand"], ["Part Head"]),
        ("ceo of Haldem on 18 November 2023", ["Stand In"], ["New Hand", "Old Hand", "Part Head"]),
        ("halden ceo 17-18 november 2023", ["Stand In"], ["New Hand", "Old Hand", "Part Head"]),
        ("CEO of Halden on 1 March", ["New Hand"], ["Stand In", "Old Hand", "Part Head"]),
        ("who ran Halden before 2020", ["Old Hand"], ["New Hand", "Stand In"]),
        ("Halden chief technology officer", ["Tech Head"], []),
        ("Halden CFO", [], []),
    ],
)
def test_who_held_a_post_is_told_for_the_day_that_is_named(
    words: str, then: list[str], others: list[str]
) -> None:
    assert names(asked_post(words)) == (then, others)


@pytest.mark.usefixtures("halden")
def test_former_holders_of_a_post_stand_before_those_who_hold_it(client: Client) -> None:
    for words in ("former Halden CEO", "ex-CEO of Halden", "the previous boss of Halden"):
        found = asked_post(words)
        assert found is not None and found.former, words
        assert [one.person.name for one in found.were] == ["Stand In", "Old Hand"], words
    page = text_of(client.get("/search/?q=former+halden+ceo&as_of=2025-12-20"))
    assert page.index("Former CEO of Halden") < page.index("Stand In") < page.index("Old Hand")
    assert page.index("Old Hand") < page.index("Held on 20 Dec 2025 by") < page.index("New Hand")
    page = text_of(client.get("/search/?q=former+halden+cto&as_of=2025-12-20"))
    assert "Nobody is on record who held it before and holds it no more." in page


@pytest.mark.usefixtures("halden")
def test_who_heads_the_ai_of_a_company_is_not_who_leads_it(halden: Organization) -> None:
    OrganizationNameFactory.create(organization=halden, name="Halden AI")
    titled_post(halden, "AI Head", "chief AI officer", since="2024-02-01")
    for words in ("Halden AI chief", "boss of Halden AI"):
        assert names(asked_post(words)) == (["AI Head"], []), words
    scale = OrganizationFactory.create(slug="scale", name="Scale AI")
    OrganizationNameFactory.create(organization=scale, name="Scale")
    titled_post(scale, "Scale Head", "CEO", since="2024-02-01")
    assert names(asked_post("scale ai boss")) == (["Scale Head"], [])


@pytest.mark.usefixtures("halden")
@pytest.mark.parametrize("words", ["Halden", "Halden research", "CEO", "CEO of Nobody", "who ran"])
def test_other_words_ask_for_no_post(words: str) -> None:
    assert asked_post(words) is None


def test_a_turned_back_clock_knows_no_later_post(halden: Organization) -> None:
    found = asked_post("Halden CEO", as_of=date(2023, 11, 18), everything=False)
    assert names(found) == (["Stand In"], ["Old Hand"])
    leaders = leaders_of(halden, as_of=date(2023, 11, 18), known_on=None, everything=False)
    assert [post.person.name for post in leaders.now] == ["Stand In"]
    assert [spell.post.person.name for spell in leaders.ever] == ["Stand In", "Old Hand"]


def test_the_leaders_of_a_company_lead_all_of_it_and_those_of_a_unit_its_unit(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(name="Halden Lab", parent=halden)
    titled_post(halden, "Lab Head", "head of the lab", since="2024-01-01")
    Position.objects.filter(person__name="Lab Head").update(unit=lab)
    leaders = leaders_of(halden, as_of=TODAY, known_on=None, everything=True)
    assert [post.person.name for post in leaders.now] == ["New Hand"]
    assert [str(spell.day) for spell in leaders.ever] == ["2023-11-20", "2023-11-17", "2019-01-01"]
    (head,) = leaders_of(lab, as_of=TODAY, known_on=None, everything=True).now
    assert head.person.name == "Lab Head"
    assert names(asked_post("head of Halden Lab")) == (["Lab Head"], [])


def test_moves_are_found_by_any_form_of_a_title(halden: Organization) -> None:
    move = MoveFactory.create(arrival=titled_post(halden, "Fresh", "chief executive", since="2025"))
    for words in ("fresh ceo", "ceo fresh", "fresh chief executive officer"):
        page = search_page(words, as_of=TODAY)
        (section,) = (one for one in page.sections if one.kind == "moves")
        assert [line.move for line in section.hits] == [move.pk], words


# ── who went where ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def moved(halden: Organization) -> Organization:
    norwick = OrganizationFactory.create(slug="norwick", name="Norwick")
    OrganizationNameFactory.create(organization=norwick, name="Nor")
    lab = UnitFactory.create(slug="lab", name="Halden Lab", parent=halden)
    for year, name in ((2024, "Early"), (2025, "Late")):
        MoveFactory.create(
            arrival=PositionFactory.create(
                person=PersonFactory.create(name=name), organization=norwick
            ),
            from_company=halden,
            sort_on=date(year, 5, 1),
        )
    DepartureFactory.create(
        departure=PositionFactory.create(
            person=PersonFactory.create(name="Gone"), organization=halden, unit=lab
        ),
        unit=lab,
        sort_on=date(2025, 6, 1),
    )
    return norwick


def moved_ones(words: str) -> list[str] | None:
    found = asked_moves(words)
    if found is None:
        return None
    return [row.person.name for row in found.rows if isinstance(row, Move)]


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Halden to Norwick", ["Late", "Early"]),
        ("from halden to norwick", ["Late", "Early"]),
        ("Halden Lab → Norwick", ["Late", "Early"]),
        ("Halden->Nor", ["Late", "Early"]),
        ("everyone who went from Halden to Norwick", ["Late", "Early"]),
        ("who left Halden for Norwick?", ["Late", "Early"]),
        ("who joined Norwick from Halden in 2024", ["Early"]),
        ("who left Halden this year", ["Gone", "Late"]),
        ("who left Halden Lab", ["Gone"]),
        ("who joined Norwick", ["Late", "Early"]),
        ("Norwick to Halden", []),
        ("Halden to Halden", None),
        ("Halden to nobody", None),
        ("Halden", None),
        ("to Halden", None),
    ],
)
def test_a_search_for_who_went_where_finds_the_moves(words: str, who: list[str] | None) -> None:
    assert moved_ones(words) == who


@pytest.mark.usefixtures("moved")
def test_the_page_tells_what_was_asked_and_leads_to_the_list_that_counts_the_same(
    client: Client,
) -> None:
    page = client.get(
        "/search/", {"q": "Halden to Norwick", "as_of": "2024-06-01"}
    ).content.decode()
    assert "1 known move for “Halden to Norwick”." in page
    assert "Nothing on record" not in page
    there = "/moves/?from_company=halden&amp;to_company=norwick&amp;as_of=2024-06-01"
    assert there in page
    assert "1 known move" in client.get(there.replace("&amp;", "&")).content.decode()
    page = client.get("/search/?q=who+ran+Halden+on+18+November+2023").content.decode()
    assert (chart := "/companies/halden/chart/?as_of=2023-11-18") in page
    assert client.get(chart).status_code == 200
    assert "1 known post, 2 before and after, for “who ran Halden on 18 November 2023”." in page


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("who ran Halden on 18 November 2017", "0 known posts, 3 before and after, for"),
        ("Halden CEO", "2 known posts, 2 before and after, for"),
        ("former Halden CEO", "2 known posts for"),
        ("who replaced Old Hand", "2 known posts for"),
    ],
)
@pytest.mark.usefixtures("halden")
def test_those_are_counted_who_held_the_post_that_was_asked_for(
    words: str, count: str, client: Client
) -> None:
    page = client.get("/search/", {"q": words, "as_of": "2025-12-20"}).content.decode()
    assert f"{count} “{words}”." in page


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({}, "Told long after, in The Courier, 2 May 2026"),
        (
            {"start_first_outlet": "herald", "start_first_on": date(2023, 11, 17)},
            "First report we read: The Herald, 17 Nov 2023 ; on the same day also The Wire",
        ),
    ],
)
def test_who_first_told_of_a_post_is_said_beside_it(
    told: dict[str, Any], first: str, halden: Organization, client: Client
) -> None:
    post = Position.objects.get(organization=halden, person__name="Stand In")
    days = {"The Wire": 17, "The Herald": 17} if told else {"The Courier": 0}
    for name, day in days.items():
        outlet = OutletFactory.create(slug=name.split()[-1].lower(), name=name)
        on = date(2023, 11, day) if day else date(2026, 5, 2)
        claim = ClaimFactory.create(
            organization=halden, person=post.person, article__outlet=outlet, published_on=on
        )
        claim.positions.add(post)
    Position.objects.filter(pk=post.pk).update(**told)
    for words in (
        "who ran Halden on 18 November 2023", "Stand In Halden", "former Halden CEO",
        "who replaced Old Hand",
    ):  # fmt: skip
        assert first in text_of(client.get("/search/", {"q": words})), words


def test_a_company_that_nothing_had_named_by_the_day_is_no_end_of_such_a_search() -> None:
    for name in ("Halden", "Norwick"):
        organization = OrganizationFactory.create(name=name)
        ClaimFactory.create(organization=organization, published_on=date(2025, 6, 1))
    asked = "Halden to Norwick"
    assert asked_moves(asked, known_on=TODAY) is not None
    assert asked_moves(asked, known_on=date(2020, 1, 1)) is None
    assert asked_post("Halden CEO", known_on=date(2020, 1, 1)) is None


def test_a_unit_that_was_merged_is_asked_for_where_it_lives_on(halden: Organization) -> None:
    old, new = (
        UnitFactory.create(slug=name, name=name.title(), parent=halden) for name in ("old", "new")
    )
    SuccessionFactory.create(
        earlier=old, later=new, kind="merged_into", happened=PartialDate.parse("2024-03-01")
    )
    for unit, name, year in ((old, "Before", 2023), (new, "After", 2025)):
        DepartureFactory.create(
            departure=PositionFactory.create(
                person=PersonFactory.create(name=name), organization=halden, unit=unit
            ),
            unit=unit,
            sort_on=date(year, 5, 1),
        )
        titled_post(halden, f"Head {name}", "director and head", since="2020-01-01")
        Position.objects.filter(person__name=f"Head {name}").update(unit=unit)
    assert moved_ones("who left Old in 2023") == ["Before"]
    assert moved_ones("who left Old this year") == ["After"]
    assert names(asked_post("head of Old")) == (["Head After"], [])
    assert names(asked_post("head of Old 2022")) == (["Head Before"], [])
    ended = leaders_of(old, as_of=TODAY, known_on=None, everything=True)
    ended = ended.told(EvidenceBook(), over=True)
    assert (ended.now, len(ended.ever)) == ((), 1)
