"""Who and which company is meant in short reports: "he and X", "with whom she founded", "the company" of its chief."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of, findings, posts_of
from tracker.extraction import FactType


@pytest.mark.parametrize("person", ["Tom Weber", "Nora Bell"])
@pytest.mark.parametrize(
    "text",
    [
        "Tom Weber left Stripe in 2021. Now he and Nora Bell, his co-founder at Ostra AI, are going to Google DeepMind.",
        "Tom Weber is having a rest. His co-founder at Ostra AI, Nora Bell, runs the shop.",
        "Tom Weber and Nora Bell, his co-founder at Ostra AI, were in Berlin.",
        "Tom Weber left Stripe in 2021. Nora Bell, with whom he founded Ostra AI, was the first to know.",
    ],
)
def test_whoever_has_a_co_founder_has_founded_the_same_company(text: str, person: str) -> None:
    assert posts_of(text, FactType.FOUNDED, person) == [("Ostra AI", None)]


@pytest.mark.parametrize("person", ["Tom Weber", "Nora Bell"])
def test_what_he_and_somebody_else_do_both_do(person: str) -> None:
    text = "Tom Weber left Stripe in May. He and Nora Bell are joining Cohere."
    assert posts_of(text, FactType.JOINED, person) == [("Cohere", None)]


def test_whoever_hired_somebody_is_somebody_else() -> None:
    text = "Tom Weber left Cohere in May. Ivo Brandt, whom he hired in 2020, is the new chief executive."
    assert ("Cohere", "chief executive") in posts_of(text, FactType.ROLE, "Ivo Brandt")
    assert not posts_of(text, FactType.ROLE, "Tom Weber")


def test_the_company_that_its_chief_speaks_of_is_his_own() -> None:
    text = "Intel will buy Ostra Systems. Neither side gave a price. Nora Bell, Ostra's chief executive, set the company up in 2014 with Ivo Brandt."
    for person in ("Nora Bell", "Ivo Brandt"):
        assert posts_of(text, FactType.FOUNDED, person) == [("Ostra Systems", None)]


def test_the_company_behind_another_name_is_not_the_chief_s() -> None:
    text = (
        "Nora Bell, Cohere's chief executive, says that Tom Weber of Stripe has left the company."
    )
    assert not [org for org, _ in posts_of(text, FactType.LEFT, "Tom Weber") if org == "Cohere"]


@pytest.mark.parametrize("verb", ["had started", "set up"])
def test_who_started_the_company_has_founded_it(verb: str) -> None:
    text = f"Nora Bell was sacked as chief executive of Cohere. The British physicist {verb} the company in 2014 with Ivo Brandt."
    for person in ("Nora Bell", "Ivo Brandt"):
        assert posts_of(text, FactType.FOUNDED, person) == [("Cohere", None)]


@pytest.mark.parametrize(
    "end",
    [
        "resigned as chief executive of Cohere and from its board.",
        "resigned as chief executive and from the board of Cohere.",
    ],
)
def test_who_gives_up_a_post_and_a_seat_gives_up_both(end: str) -> None:
    told = posts_of(f"Nora Bell has {end}", FactType.LEFT, "Nora Bell")
    assert sorted(told, key=str) == [("Cohere", "board member"), ("Cohere", "chief executive")]


def test_who_gives_up_only_a_seat_gives_up_nothing_else() -> None:
    text = "Nora Bell has left the board of Cohere."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Cohere", "board member")]


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ("stands in for the moment.", "interim finance chief"),
        ("is filling in until somebody is found.", "interim finance chief"),
        ("so far head of sales, is holding the fort as acting finance chief.", "acting finance chief"),
    ],
)  # fmt: skip
def test_whoever_stands_in_has_the_vacant_post_for_the_time_being(end: str, title: str) -> None:
    text = f"Nora Bell was sacked as finance chief of Cohere. Ivo Brandt, {end}".replace(
        "Brandt, stands", "Brandt stands"
    ).replace("Brandt, is", "Brandt is")
    assert ("Cohere", title) in posts_of(text, FactType.ROLE, "Ivo Brandt")


def test_who_stands_in_had_the_post_before_at_the_same_company() -> None:
    text = (
        "In 2021 Nora Bell left Google. Now she and Tom Weber, her co-founder at Ostra AI, are going to Google DeepMind. "
        "Ivo Brandt, so far the general counsel, is holding the fort as interim CEO."
    )
    told = posts_of(text, FactType.ROLE, "Ivo Brandt")
    assert ("Ostra AI", "interim CEO") in told
    assert {org for org, _ in told} == {"Ostra AI"}


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell of Cohere, who cannot come, asked Ivo Brandt to stand in for her on the panel.",
        "Nora Bell has left Cohere. Ivo Brandt filled in a form.",
        "Nora Bell was sacked as finance chief of Cohere. Tom Weber stood in for a week.",
    ],
)
def test_who_stands_in_elsewhere_gets_no_post(text: str) -> None:
    assert not posts_of(text, FactType.ROLE, "Ivo Brandt") + posts_of(
        text, FactType.ROLE, "Tom Weber"
    )


@pytest.mark.parametrize("verb", ["become", "be its"])
def test_whoever_leaves_one_company_to_get_a_post_gets_it_at_another(verb: str) -> None:
    text = f"Ostra AI has three founders. Nora Bell has quit Google to {verb} chief scientist."
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Ostra AI", "chief scientist")]


def test_whoever_leaves_to_become_a_professor_does_not_become_one_there() -> None:
    text = "Nora Bell has left Cohere to become a professor."
    assert not posts_of(text, FactType.ROLE, "Nora Bell") + posts_of(
        text, FactType.JOINED, "Nora Bell"
    )


def test_another_founder_has_founded_what_the_first_ones_have() -> None:
    text = (
        "Nora Bell has quit Google. She and Tom Weber have founded Ostra AI. Bell is the chief executive. "
        "Ivo Brandt, a third founder, looks after research."
    )
    assert posts_of(text, FactType.FOUNDED, "Ivo Brandt") == [("Ostra AI", None)]


def test_a_founder_told_without_a_name_after_a_purchase_of_another_paragraph_founded_no_such_company() -> (
    None
):
    text = (
        "Cohere is for sale. Volkswagen is talking to Ford about taking a stake in Ostra.\n\n"
        "Cohere will not be lonely. Cohere is in talks with Stripe. Nora Bell, a co-founder, prefers to be alone."
    )
    assert ("Ostra", None) not in posts_of(text, FactType.FOUNDED, "Nora Bell")


def test_the_founder_of_a_company_is_the_one_person_told_of() -> None:
    text = "Meta is getting half of Ostra and, with it, Nora Bell. Ostra's founder and chief executive will work on chips."
    assert posts_of(text, FactType.FOUNDED, "Nora Bell") == [("Ostra", None)]


def test_how_long_a_post_was_held_is_no_part_of_it() -> None:
    text = "Nora Bell was chief executive for three years at Cohere."
    assert ("Cohere", "chief executive") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_the_same_post_is_the_one_that_somebody_holds() -> None:
    text = "Tom Weber, Cohere's chief executive, spoke of what a model finds before an engineer does; Nora Bell, who holds the same post at Stripe, of time."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Stripe", "chief executive")]


def test_who_gets_a_place_on_a_committee_keeps_the_post() -> None:
    text = "Nora Bell, the finance chief of Stripe, gets a place on Cohere's audit committee."
    assert not facts_of(text, FactType.LEFT, "Nora Bell")
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Stripe", "finance chief")]


def test_a_seat_that_is_kept_is_not_given_up() -> None:
    text = "Nora Bell is the founder of Ostra. She keeps a seat on the board of Ostra, which she is leaving."
    assert ("Ostra", "board member") not in posts_of(text, FactType.LEFT, "Nora Bell")


def test_a_post_told_after_a_company_has_got_its_name_is_there() -> None:
    text = (
        "Since she quit as Cohere's finance chief in May, Nora Bell has said little. The result is called Lumen Labs. She is the CEO. "
        "Ivo Brandt, Cohere's former head of sales, is chief technology officer."
    )
    assert ("Lumen Labs", "CEO") in posts_of(text, FactType.ROLE, "Nora Bell")
    assert ("Lumen Labs", "chief technology officer") in posts_of(text, FactType.ROLE, "Ivo Brandt")


def test_a_post_after_a_name_is_where_the_sentence_says() -> None:
    text = "Nora Bell has left Cohere. Her start-up is called Lumen Labs. Tom Weber is finance chief at Stripe."
    assert posts_of(text, FactType.ROLE, "Tom Weber") == [("Stripe", "finance chief")]


def test_the_company_after_somebody_s_old_employer_is_that_employer() -> None:
    text = (
        "Tom Weber, whose last day at Google was April 28, is going to Apple. Weber had spent ten years with his old employer. "
        "The company fired Nora Bell in February."
    )
    assert [org for org, _ in posts_of(text, FactType.LEFT, "Nora Bell")] == ["Google"]


def test_the_university_is_no_company() -> None:
    text = "Nora Bell, chief scientist of Cohere, has taught at Stanford. She returns to the university in May."
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Stanford", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Sequoia led the round for Cohere, and its partner, Nora Bell, gets a seat on the board.",
        "Sequoia is putting money into Cohere, and Nora Bell, a partner at Sequoia, takes a seat on the board.",
    ],
)
def test_an_investor_s_partner_sits_on_the_board_of_the_other_company(text: str) -> None:
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Cohere", "board member")]


def test_a_chief_gets_a_seat_on_the_board_of_his_own_company_where_no_other_is_told() -> None:
    text = "Cohere's chief executive, Nora Bell, gets a seat on the board."
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Cohere", "board member")]


def test_the_holder_of_a_post_who_came_and_left_has_left_that_post() -> None:
    text = "Tom Weber is unhappy at Tesla. The vice president of software, who had arrived from Apple in January, left on Tuesday."
    assert posts_of(text, FactType.LEFT, "Tom Weber") == [("Tesla", "vice president of software")]


def test_a_thing_that_is_left_leaves_nobody() -> None:
    text = "Tom Weber is unhappy at Tesla. The software of Autopilot, left by others, is old."
    assert not facts_of(text, FactType.LEFT, "Tom Weber")


def test_the_holder_of_a_post_who_becomes_something_else_had_that_post() -> None:
    text = "Nora Bell wants to do less of it. The director of FAIR becomes Meta's chief scientist."
    told = {
        one.values.get("title"): one.status for one in facts_of(text, FactType.ROLE, "Nora Bell")
    }
    assert told == {"director": "former", "chief scientist": "announced"}


def test_the_holder_of_a_post_who_is_not_told_of_before_is_nobody() -> None:
    assert not findings("The director of FAIR becomes Meta's chief scientist. Nora Bell stays.")


def test_the_chief_who_founded_it_is_chief_of_it() -> None:
    text = "SoftBank's Vision Fund led a round for Cohere. Nora Bell, a former Oracle executive who serves as CEO, founded it in 2017."
    assert ("SoftBank", "CEO") not in posts_of(text, FactType.ROLE, "Nora Bell")


@pytest.mark.parametrize("person", ["Nora Bell", "Ivo Brandt"])
def test_they_are_those_who_did_it_together(person: str) -> None:
    text = (
        "Nora Bell quit Google in January; on Tuesday she and a friend, Ivo Brandt, presented Ostra AI, "
        "the company they have founded."
    )
    assert posts_of(text, FactType.FOUNDED, person) == [("Ostra AI", None)]


def test_who_comes_along_two_sentences_later_comes_to_the_same_company() -> None:
    text = (
        "Tom Weber is leaving Cohere for Stripe. Stripe said on Tuesday that he would be its finance chief. "
        "Ivo Brandt, with whom he founded Cohere, comes along as chief scientist."
    )
    assert posts_of(text, FactType.JOINED, "Ivo Brandt") == [("Stripe", "chief scientist")]


def test_a_takeover_that_the_owners_vote_down_is_refused() -> None:
    found = findings("Shareholders of Cohere voted down the $9 billion takeover by Stripe.")
    assert [(one.type, one.status) for one in found] == [(FactType.STAKE, "denied")]


def test_he_is_whom_a_company_has_spoken_of() -> None:
    text = (
        "Tom Weber is giving up his post at Stripe for one at Cohere. The company said that he would report to Nora Bell. "
        "He begins in May, and Ivo Brandt, with whom he founded Ostra AI, comes along."
    )
    assert posts_of(text, FactType.FOUNDED, "Tom Weber") == [("Ostra AI", None)]
    assert not posts_of(text, FactType.FOUNDED, "Nora Bell")
