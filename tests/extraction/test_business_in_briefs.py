"""What short reports of business leave to their readers: posts given up, chiefs named by others, firms bought in part."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of, findings
from tracker.extraction import FactType


def _posts(text: str, person: str) -> list[tuple[object, object, object]]:
    told = facts_of(text, FactType.ROLE, person)
    return [(one.values.get("org"), one.values.get("title"), one.status) for one in told]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, who has been finance chief of Cohere since 2010, will become its president.",
        "Ivo Brandt, who is Cohere's finance chief, moves up to president.",
        "Ivo Brandt, who has been finance chief of Cohere for seven years, stays on as its president.",
    ],
)
def test_who_gets_another_post_gives_up_the_one_he_is_told_to_have(text: str) -> None:
    assert ("Cohere", "finance chief", "former") in _posts(text, "Ivo Brandt")
    assert ("Cohere", "president", "announced") in _posts(text, "Ivo Brandt")


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, Cohere's finance chief, will become president as well.",
        "Ivo Brandt, who is Cohere's finance chief, remains its president.",
    ],
)
def test_who_gets_a_post_besides_his_own_keeps_it(text: str) -> None:
    assert ("Cohere", "finance chief", "held") in _posts(text, "Ivo Brandt")


def test_how_long_somebody_has_a_post_is_no_part_of_its_title() -> None:
    text = "Cohere is in trouble. Ivo Brandt, who has been finance chief for nine years, resigned."
    left = facts_of(text, FactType.LEFT, "Ivo Brandt")
    assert [one.values.get("title") for one in left] == ["finance chief"]


def test_a_region_that_is_a_part_of_the_company_is_no_part_of_the_title() -> None:
    text = (
        "Ivo Brandt, president of the Asia Pacific region, has been made chief executive of Cohere."
    )
    assert ("Cohere", "president", "former") in _posts(text, "Ivo Brandt")


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, CEO of Cohere, is leaving and has named Nora Bell as his successor.",
        "Ivo Brandt resigned as CEO of Cohere and named Nora Bell his successor.",
        "Ivo Brandt resigned as CEO of Cohere. The board has picked Nora Bell, a lawyer, as his replacement.",
        "Cohere CEO Ivo Brandt has left. Nora Bell has been chosen as his successor.",
    ],
)
def test_who_is_named_as_a_successor_gets_the_post_that_was_given_up(text: str) -> None:
    assert ("Cohere", "CEO", "done") in _posts(text, "Nora Bell")


def test_a_possible_successor_has_no_post() -> None:
    text = "Tom Weber is CEO of Cohere. He named Nora Bell as a possible successor."
    assert not _posts(text, "Nora Bell")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Now head of research at Stripe, Nora Bell spoke in Berlin.", "held"),
        ("Once head of research at Stripe, Nora Bell now paints.", "former"),
        (
            "Nora Bell is rich. A former head of research at Stripe, the payments firm, she now paints.",
            "former",
        ),
        ("Formerly head of research at Stripe, Nora Bell paints.", "former"),
    ],
)
def test_a_title_that_opens_a_sentence_is_its_subjects(text: str, status: str) -> None:
    assert ("Stripe", "head of research", status) in _posts(text, "Nora Bell")


def test_a_title_before_who_speaks_is_not_the_speakers() -> None:
    text = "The head of research at Stripe, Nora Bell said, has no need of glasses."
    assert not _posts(text, "Nora Bell")


def test_since_when_somebody_has_a_post_is_not_when_he_leaves_it() -> None:
    text = "Nora Bell, Cohere's finance chief since 2021, quit on Monday."
    assert [one.date for one in facts_of(text, FactType.LEFT, "Nora Bell")] == ["2025-06-09"]


def test_whoever_will_lead_a_company_as_its_chief_is_chief_there_and_not_where_he_was() -> None:
    text = "Nora Bell, president of Stripe, will lead Cohere as chief executive."
    assert ("Stripe", "chief executive") not in {post[:2] for post in _posts(text, "Nora Bell")}


def _stakes(text: str) -> list[tuple[object, object, object]]:
    found = [one for one in findings(text) if one.type is FactType.STAKE]
    return [(one.values.get("acquirer"), one.values.get("target"), one.status) for one in found]


def test_what_is_paid_for_a_part_of_a_company_buys_that_part() -> None:
    told = _stakes("Intel has agreed to pay $3 billion for Cohere's speech business.")
    assert told == [("Intel", "Cohere's speech business", "announced")]


def test_what_is_paid_for_a_thing_buys_no_company() -> None:
    assert not _stakes("Intel has agreed to pay $300 million for a business jet.")


@pytest.mark.parametrize(
    ("text", "buyer"),
    [
        ("Nora Bell has completed her $3 billion acquisition of Cohere.", "Nora Bell"),
        ("Nora Bell, CEO of Stripe, has completed her $3 billion acquisition of Cohere.", "Stripe"),
    ],
)
def test_somebody_who_buys_a_company_buys_it_for_his_own_where_he_has_one(
    text: str, buyer: str
) -> None:
    assert _stakes(text) == [(buyer, "Cohere", "done")]


def test_a_people_is_no_company() -> None:
    text = (
        "Cohere is down. Nine South Koreans in ten use it. Founder Kim Min-jun has been summoned."
    )
    assert [one.values.get("org") for one in facts_of(text, FactType.FOUNDED, "Kim Min-jun")] == [
        "Cohere"
    ]


@pytest.mark.parametrize(
    ("text", "founders"),
    [
        ("Nora Bell and Ivo Brandt left Cohere. The two have opened a consultancy, Ostra Group.", {"Nora Bell", "Ivo Brandt"}),
        ("Nora Bell, who helped Ivo Brandt found Ostra Group, is a judge.", {"Nora Bell", "Ivo Brandt"}),
        ("The law helped Nora Bell found Ostra Group.", {"Nora Bell"}),
        ("Nora Bell opened an office of Ostra Group in Berlin.", set()),
    ],
)  # fmt: skip
def test_who_opens_a_firm_or_helps_to_found_one_has_founded_it(
    text: str, founders: set[str]
) -> None:
    found = [one for one in findings(text) if one.type is FactType.FOUNDED]
    assert {one.values.get("person") for one in found if one.values["org"] == "Ostra Group"} == founders  # fmt: skip


def test_whom_somebody_succeeds_had_the_post() -> None:
    text = "Nora Bell began as finance chief of Cohere on Monday, in succession to Ivo Brandt, and was once head of tax at Stripe."
    assert _posts(text, "Ivo Brandt") == [("Cohere", "finance chief", "former")]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt has led Cohere for years. He keeps his place on the board.",
        "Ivo Brandt knows Cohere, having sat on its board since 2019.",
    ],
)
def test_who_keeps_his_place_on_a_board_or_has_sat_there_since_is_a_member(text: str) -> None:
    assert ("Cohere", "board member", "held") in _posts(text, "Ivo Brandt")


def test_who_is_escorted_out_has_left() -> None:
    text = "Cohere is in uproar. Finance chief Nora Bell and Ivo Brandt were escorted out."
    for person in ("Nora Bell", "Ivo Brandt"):
        assert [one.values["org"] for one in facts_of(text, FactType.LEFT, person)] == ["Cohere"]


def test_a_companys_arm_in_a_land_is_nobody() -> None:
    text = "Kiln US said on Monday that Ivo Brandt will leave. He was its finance chief."
    assert [one.values["org"] for one in facts_of(text, FactType.LEFT, "Ivo Brandt")] == ["Kiln US"]


def test_where_something_happens_is_no_part_of_a_companys_name() -> None:
    found = findings("Across Kiln Robotics 200 people lose their jobs.")
    assert [one.values["org"] for one in found] == ["Kiln Robotics"]


def test_a_title_behind_an_aside_is_his_whose_the_first_is() -> None:
    text = "Nora Bell, a partner at Intel and, before that, head of research at Stripe, paints."
    assert ("Intel", "partner", "held") in _posts(text, "Nora Bell")
    assert ("Stripe", "head of research", "former") in _posts(text, "Nora Bell")


def test_a_title_beside_another_name_is_not_his_whose_the_first_is() -> None:
    text = "Nora Bell, head of research at Intel, and, to everybody's surprise, Ivo Brandt, president of Stripe, came."
    assert {post[0] for post in _posts(text, "Nora Bell")} == {"Intel"}


def _units(text: str) -> set[tuple[object, object]]:
    found = [one for one in findings(text) if one.type is FactType.UNIT_DISSOLVED]
    return {(one.values.get("org"), one.values.get("unit")) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "Intel is shutting Ostra Labs, Kiln Labs and Tarn Labs.",
        "Ostra Labs is being closed, and so are Kiln Labs and Tarn Labs, Intel said.",
    ],
)
def test_several_units_are_closed_together(text: str) -> None:
    assert _units(text) == {("Intel", "Ostra Labs"), ("Intel", "Kiln Labs"), ("Intel", "Tarn Labs")}


def test_what_closes_by_itself_is_nobodys_unit() -> None:
    assert not _units("Intel is not involved. Ostra Labs will be closed.")


def test_one_division_may_be_called_by_two_words_with_and() -> None:
    text = "Cohere will close Speech and Translation, the division that Nora Bell set up."
    assert _units(text) == {("Cohere", "Speech and Translation")}
    both = "Cohere will close Ostra Labs and Kiln Labs, the divisions that Nora Bell set up."
    assert _units(both) == {("Cohere", "Ostra Labs"), ("Cohere", "Kiln Labs")}


def test_whoever_runs_a_companys_new_division_runs_it_there() -> None:
    text = "Yahoo will be combined with AOL in a new Verizon division, Oath, run by Tom Weber."
    assert ("Verizon", "head") in {post[:2] for post in _posts(text, "Tom Weber")}


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Cohere's shares were down by a fifth at the close.", -20),
        ("Cohere is in trouble. Investors took 6% off the shares on Monday.", -6),
        ("The news knocked a quarter off Cohere's stock.", -25),
    ],
)
def test_how_far_shares_fall_is_told_in_words_and_by_what_is_taken_off(
    text: str, percent: int
) -> None:
    found = [one for one in findings(text) if one.type is FactType.MARKET_REACTION]
    assert [(one.values["org"], one.values["percent"]) for one in found] == [("Cohere", percent)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nora Bell, once more finance chief of Cohere, smiled.", "held"),
        ("Nora Bell, once finance chief of Cohere, smiled.", "former"),
        ("Nora Bell, who joined the judges in May and used to be finance chief of Cohere, smiled.", "former"),
        ("From Monday Nora Bell is finance chief of Cohere.", "announced"),
        ("From now on Nora Bell is finance chief of Cohere.", "held"),
    ],
)  # fmt: skip
def test_adverbs_tell_whether_a_post_is_had_again_no_more_or_soon(text: str, status: str) -> None:
    assert ("Cohere", "finance chief", status) in _posts(text, "Nora Bell")


def test_for_what_a_company_paid_it_bought() -> None:
    text = (
        "Nora Bell came to Intel with Ostra, her last start-up, for which Intel paid $300 million."
    )
    assert _stakes(text) == [("Intel", "Ostra", "done")]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Cohere has a new lawyer. Frank Weber Jr. has been made finance chief.", "Frank Weber Jr."),
        ("Frank Weber, Jr., finance chief of Cohere, has resigned.", "Frank Weber Jr."),
        ("Cohere has news. Paulo do Monte Barros has been made finance chief.", "Paulo do Monte Barros"),
    ],
)  # fmt: skip
def test_what_stands_in_or_behind_a_family_name_belongs_to_it(text: str, person: str) -> None:
    found = [one for one in findings(text) if one.values.get("title") == "finance chief"]
    assert [(one.values["person"], one.values["org"]) for one in found] == [(person, "Cohere")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ivo Brandt, who co-founded Cohere and has been its finance chief all along, departs in May.", "finance chief"),
        ("Ivo Brandt, who has led Cohere for long, departs in May.", "head"),
    ],
)  # fmt: skip
def test_who_has_had_a_post_all_along_leaves_it(text: str, title: str) -> None:
    assert title in [one.values.get("title") for one in facts_of(text, FactType.LEFT, "Ivo Brandt")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ivo Brandt, finance chief of Cohere, departs in May. His seat goes to Nora Bell.", "finance chief"),
        ("Ivo Brandt, finance chief of Cohere, leaves its board. His seat goes to Nora Bell.", "board member"),
    ],
)  # fmt: skip
def test_somebodys_seat_is_his_post_unless_a_board_is_spoken_of(text: str, title: str) -> None:
    told = [one for one in findings(text) if one.values.get("person") == "Nora Bell"]
    assert [(one.values["org"], one.values["title"]) for one in told] == [("Cohere", title)]


def test_who_began_in_a_post_this_week_has_come_to_it() -> None:
    text = "Cohere is busy. Nora Bell began as its finance chief on Monday."
    kinds = (FactType.ROLE, FactType.JOINED)
    told = [one for kind in kinds for one in facts_of(text, kind, "Nora Bell")]
    assert [(one.values["org"], one.status) for one in told] == [("Cohere", "done")]


def test_who_keeps_one_post_and_gets_another_for_a_time_keeps_the_first() -> None:
    text = "Nora Bell, who founded Cohere and has been its chairwoman since 2022, will serve as interim chief executive."
    assert ("Cohere", "chairwoman", "held") in _posts(text, "Nora Bell")
