"""What short reports say in a roundabout way: who helped to found, who is left on a board, who takes whose chair."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of, findings, posts_of
from tracker.extraction import FactType


@pytest.mark.parametrize(
    "text",
    [
        "Cohere, the laboratory that Nora Bell helped to found in 2019, has moved to Paris.",
        "Nora Bell leaves Cohere, which she helped to start in 2019.",
        "Nora Bell, who helped found Cohere, gave a talk in Berlin.",
        "Stripe has poached Nora Bell from Cohere, the software firm she helped start.",
        "Nora Bell and Ivo Brandt were also among the founders of Cohere.",
    ],
)
def test_who_helped_to_found_has_founded(text: str) -> None:
    assert ("Cohere", None) in posts_of(text, FactType.FOUNDED, "Nora Bell")


def test_who_is_among_others_has_founded_nothing() -> None:
    text = (
        "Nora Bell spoke in Berlin. Ivo Brandt was among the guests of Cohere's founder, Tom Weber."
    )
    assert not facts_of(text, FactType.FOUNDED, "Ivo Brandt")


def test_whoever_found_something_out_has_founded_nothing() -> None:
    text = "Cohere, which Nora Bell had found to be slow, is in Paris."
    assert not facts_of(text, FactType.FOUNDED, "Nora Bell")


def test_what_is_a_part_of_another_by_now_was_founded_itself() -> None:
    text = "Nora Bell, a founder of Google's DeepMind, spoke in Berlin."
    assert posts_of(text, FactType.FOUNDED, "Nora Bell") == [("DeepMind", None)]


@pytest.mark.parametrize(
    "board",
    [
        "Left on the board are Nora Bell, Ivo Brandt and Tom Weber.",
        "On the board remain Nora Bell and Ivo Brandt.",
        "The board now consists of Nora Bell and Ivo Brandt.",
        "The other members of the board are Nora Bell and Ivo Brandt.",
    ],
)
def test_who_is_told_to_be_on_the_board_sits_there(board: str) -> None:
    text = f"Cohere has been shaken by a quarrel. {board}"
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "board member")]
    assert posts_of(text, FactType.ROLE, "Ivo Brandt") == [("Cohere", "board member")]
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_who_is_left_on_the_shelf_is_on_no_board() -> None:
    text = "Cohere has been shaken by a quarrel. Left on the shelf are Nora Bell and Ivo Brandt."
    assert not facts_of(text, FactType.ROLE, "Nora Bell")


@pytest.mark.parametrize(
    "heir",
    [
        "and Nora Bell takes over.",
        "and Nora Bell takes his place.",
        "and Nora Bell, until then head of sales, took his chair.",
        "and Nora Bell sat down in his chair.",
        "and Nora Bell succeeds him.",
    ],
)
def test_who_comes_in_the_place_of_who_goes_gets_the_post_told_in_the_same_sentence(
    heir: str,
) -> None:
    text = f"Tom Weber has resigned as chief executive of Cohere, {heir}"
    assert ("Cohere", "chief executive") in posts_of(text, FactType.ROLE, "Nora Bell")
    titles = {title for _, title in posts_of(text, FactType.ROLE, "Nora Bell")}
    assert titles <= {"chief executive", "head of sales"}


def test_who_is_told_by_a_passive_to_take_a_place_gets_the_post() -> None:
    text = "Tom Weber has resigned as chief executive of Cohere. His place is taken by Nora Bell."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "chief executive")]


@pytest.mark.parametrize(
    "before",
    [
        "who left Stripe for Cohere last autumn",
        "who joined Cohere in 2021",
        "who came to Cohere in 2021",
        "whom Cohere had poached from Stripe last autumn",
    ],
)
def test_where_somebody_has_come_is_left_where_he_moves_on(before: str) -> None:
    text = f"Nora Bell, {before}, is moving to Meta."
    (joined,) = (
        one for one in facts_of(text, FactType.JOINED, "Nora Bell") if one.values["org"] == "Meta"
    )
    assert joined.values["from_org"] == "Cohere"
    (left,) = (
        one for one in facts_of(text, FactType.LEFT, "Nora Bell") if one.values["org"] == "Cohere"
    )
    assert (left.status, left.date) == ("announced", None)


@pytest.mark.parametrize(
    "before",
    ["who joined Cohere in 2015 and left it in 2019", "who is to join Cohere's board in July"],
)
def test_where_somebody_is_no_longer_or_not_yet_is_not_left(before: str) -> None:
    text = f"Nora Bell, {before}, is moving to Meta."
    (joined,) = (
        one for one in facts_of(text, FactType.JOINED, "Nora Bell") if one.values["org"] == "Meta"
    )
    assert joined.values.get("from_org") is None


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell, whom Meta had lured away from Cohere, has returned to her old employer.",
        "Nora Bell left Cohere for Meta in May. She has now gone back to her former employer.",
    ],
)
def test_the_old_employer_is_the_one_left_before(text: str) -> None:
    back = facts_of(text, FactType.JOINED, "Nora Bell")[-1]
    assert (back.values["org"], back.values["from_org"]) == ("Cohere", "Meta")
    assert ("Meta", None) in posts_of(text, FactType.LEFT, "Nora Bell")


def test_nobody_knows_the_old_employer_of_whom_nothing_is_told() -> None:
    assert not findings("Nora Bell has returned to her old employer.")


@pytest.mark.parametrize(
    "unit",
    [
        "The robotics team under Nora Bell will move to Paris.",
        "Its robotics team, under Nora Bell, will move to Paris.",
    ],
)
def test_whom_a_unit_is_under_heads_it(unit: str) -> None:
    (post,) = facts_of(f"Cohere has plans. {unit}", FactType.ROLE, "Nora Bell")
    assert (post.values["org"], post.values["unit"]) == ("Cohere", "robotics team")


@pytest.mark.parametrize(
    "text",
    [
        "Cohere has plans. Ivo Brandt runs the robotics team under Nora Bell.",
        "Cohere has plans. Ivo Brandt, who had built a team under Nora Bell, will move to Paris.",
    ],
)
def test_under_whom_somebody_runs_a_unit_need_not_head_it(text: str) -> None:
    assert not facts_of(text, FactType.ROLE, "Nora Bell")


def test_a_post_held_until_a_month_is_told_through_the_interruption() -> None:
    text = "Nora Bell was, until May, chair of Stripe, and before that a banker in Paris."
    found = [
        *posts_of(text, FactType.ROLE, "Nora Bell"),
        *posts_of(text, FactType.LEFT, "Nora Bell"),
    ]
    assert ("Stripe", "chair") in found


def test_of_which_somebody_was_the_chief_is_where_he_was_it() -> None:
    text = (
        "Cohere is in Paris. Nora Bell came from Ostra Systems, of which she was chief executive."
    )
    told = [
        *posts_of(text, FactType.ROLE, "Nora Bell"),
        *posts_of(text, FactType.LEFT, "Nora Bell"),
    ]
    assert ("Ostra Systems", "chief executive") in told
    assert ("Cohere", "chief executive") not in told


def test_the_last_day_at_a_company_is_there() -> None:
    text = "Cohere has lost Ivo Brandt. Nora Bell says that Friday will be her last day at Stripe, too."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Stripe", None)]


def test_who_signs_on_as_adviser_joins_the_company_spoken_of() -> None:
    text = "Cohere has money to spend. Nora Bell has signed on as technical adviser."
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Cohere", "technical adviser")]


def test_what_a_title_is_owned_by_is_the_company_of_the_sentence_before() -> None:
    text = "Meta has put Nora Bell in charge of its laboratory. Intel has had a sadder week. Ivo Brandt, its chief scientist, wrote on Monday that he was leaving."
    assert posts_of(text, FactType.LEFT, "Ivo Brandt") == [("Intel", "chief scientist")]


def test_who_heads_one_company_and_is_picked_to_head_another_joins_it() -> None:
    text = "Nora Bell, chief executive of Intel, was picked last week to head Cohere."
    (joined,) = facts_of(text, FactType.JOINED, "Nora Bell")
    assert (joined.values["org"], joined.values["from_org"]) == ("Cohere", "Intel")
    assert ("Intel", "chief executive") in posts_of(text, FactType.LEFT, "Nora Bell")


def test_who_was_elsewhere_long_ago_and_is_picked_gets_a_post() -> None:
    text = (
        "Nora Bell, a former director of Intel, was picked last week to head Cohere's sales team."
    )
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


@pytest.mark.parametrize("move", ["his move to Meta", "his departure"])
def test_whoever_confirms_a_move_just_told_of_another_does_not_move(move: str) -> None:
    text = (
        f"Ivo Brandt has left Cohere. Nora Bell, the chief executive, confirmed {move} on Monday."
    )
    assert not [
        *facts_of(text, FactType.JOINED, "Nora Bell"),
        *facts_of(text, FactType.LEFT, "Nora Bell"),
    ]


def test_whoever_confirms_her_own_move_moves() -> None:
    text = "Nora Bell, the chief executive of Cohere, confirmed her move to Meta."
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Meta", None)]


@pytest.mark.parametrize(
    "loss",
    [
        "Nora Bell was stripped of the robotics team in May.",
        "In May Nora Bell was relieved of the robotics team.",
        "The robotics team is being taken from Nora Bell and given to Ivo Brandt.",
    ],
)
def test_from_whom_a_unit_is_taken_has_headed_it(loss: str) -> None:
    (post,) = facts_of(f"Cohere has plans. {loss}", FactType.ROLE, "Nora Bell")
    assert (post.values["unit"], post.status) == ("robotics team", "former")


def test_from_whom_an_idea_is_taken_has_headed_nothing() -> None:
    text = "Cohere has plans. The idea is taken from Nora Bell, who spoke in Berlin."
    assert not facts_of(text, FactType.ROLE, "Nora Bell")


def test_a_machine_inherited_is_no_field_to_be_the_head_of() -> None:
    text = "Nora Bell joins Cohere as chief scientist. She inherits a computer that fills a hall."
    assert not facts_of(text, FactType.ROLE, "Nora Bell")


@pytest.mark.parametrize(
    "told",
    [
        "On Monday about 30 of its people, or some 6%, were told that they were no longer needed.",
        "It wrote to 40 employees on Monday that they were out of a job.",
    ],
)
def test_who_is_told_to_be_no_longer_needed_is_laid_off(told: str) -> None:
    found = [
        one for one in findings(f"Cohere is in trouble. {told}") if one.type is FactType.LAYOFF
    ]
    assert [one.values["org"] for one in found] == ["Cohere"]


def test_what_is_no_longer_needed_is_no_layoff() -> None:
    text = "Cohere is in trouble. Its 30 engineers were told that the old chips were slow."
    assert not [one for one in findings(text) if one.type is FactType.LAYOFF]


@pytest.mark.parametrize(
    "text",
    [
        "Cohere has lost Nora Bell to Meta. She will report to Ivo Brandt, the technology chief.",
        "Nora Bell of Cohere is going to Meta. There she will report to Ivo Brandt, the technology chief.",
    ],
)
def test_a_manager_named_only_by_his_post_has_it_where_the_newcomer_goes(text: str) -> None:
    assert posts_of(text, FactType.ROLE, "Ivo Brandt") == [("Meta", "technology chief")]


def test_as_what_somebody_stays_is_told_behind_a_colon() -> None:
    text = "Cohere has plans. Nora Bell is not leaving: as chief scientist she keeps the research."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "chief scientist")]


def test_a_pension_fund_is_nobody_with_a_post() -> None:
    text = "Cohere has raised $90 million, with Holm Investments, a pension manager, in the lead."
    assert not [one for one in findings(text) if one.values.get("person")]


def test_he_is_rather_a_subject_of_the_last_sentences_than_whoever_is_mentioned() -> None:
    text = "Cohere has parted with Tom Weber. Weber set the firm up in 2018 with Anna Holm and Emre Tan. Holm, too, is gone: she resigned in May. He has also founded Ostra AI."
    assert ("Ostra AI", None) in posts_of(text, FactType.FOUNDED, "Tom Weber")
    assert not [org for org, _ in posts_of(text, FactType.FOUNDED, "Emre Tan") if org == "Ostra AI"]


def test_who_announces_something_of_it_announces_it_of_itself() -> None:
    text = "Meta has dissolved its protein team. Ostra Systems, the network of laboratories that Nora Bell pays for with her husband, Ivo Brandt, announced that it had acquired Cohere."
    (stake,) = (one for one in findings(text) if one.type is FactType.STAKE)
    assert (stake.values["acquirer"], stake.values["target"]) == ("Ostra Systems", "Cohere")
