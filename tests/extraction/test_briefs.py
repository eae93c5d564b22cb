"""What short reports leave to their readers: whose post, whose company, which university."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of, findings, posts_of
from tracker.extraction import FactType


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The chief technology officer of Cohere is Nora Bell.", "chief technology officer"),
        ("Cohere has many friends. The finance chief is Nora Bell, once of Stripe.", "finance chief"),
        ("Nora Bell moves up from the board of Cohere to executive chairwoman.", "executive chairwoman"),
        ("Nora Bell is retiring as chief executive of Cohere but keeps the chairmanship of its board.", "chairman"),
    ],
)  # fmt: skip
def test_a_post_is_told_from_whatever_end_of_the_sentence(text: str, title: str) -> None:
    assert ("Cohere", title) in posts_of(text, FactType.ROLE, "Nora Bell")


@pytest.mark.parametrize("university", ["Cambridge", "Oxford"])
def test_where_somebody_teaches_a_town_is_its_university(university: str) -> None:
    text = f"Nora Bell, a professor at {university}, spoke in Berlin."
    assert (university, "professor") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_where_somebody_only_lives_a_town_is_a_town() -> None:
    assert not findings("Nora Bell, a professor in Cambridge, spoke in Berlin.")


def test_who_is_one_of_the_founders_has_founded() -> None:
    told = posts_of("Nora Bell is one of the founders of Cohere.", FactType.FOUNDED, "Nora Bell")
    assert told == [("Cohere", None)]


def test_whoever_heads_a_company_and_set_the_company_up_set_up_that_one() -> None:
    text = "Intel will buy Ostra Systems. Nora Bell, Ostra's chief executive, set the company up in 2014."
    assert posts_of(text, FactType.FOUNDED, "Nora Bell") == [("Ostra Systems", None)]


def test_what_a_company_is_called_by_is_where_it_is() -> None:
    text = "Cohere has lost Ivo Brandt, who founded the Emeryville company in 2017."
    assert posts_of(text, FactType.FOUNDED, "Ivo Brandt") == [("Cohere", None)]


def test_the_posts_of_founders_that_are_told_next_are_at_their_company() -> None:
    text = "Nora Bell has quit Google. With Ivo Brandt she has founded Ostra AI. Brandt is CEO and Bell chief scientist."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Ostra AI", "chief scientist")]
    assert posts_of(text, FactType.ROLE, "Ivo Brandt") == [("Ostra AI", "CEO")]


def test_whose_company_is_left_has_left_nothing() -> None:
    text = "Cohere is in trouble. Ivo Brandt left Nora Bell's company around the end of May."
    assert facts_of(text, FactType.LEFT, "Ivo Brandt")
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_he_is_whom_the_sentence_before_has_told_to_be_the_chief() -> None:
    text = "Tom Weber is retiring as chief executive of Cohere. The new CEO is Ivo Brandt. In an earlier life he ran Stripe's advertising business."
    assert any(org == "Stripe" for org, _ in posts_of(text, FactType.ROLE, "Ivo Brandt"))
    assert not facts_of(text, FactType.ROLE, "Tom Weber")


def test_where_somebody_once_was_is_not_what_its_stands_for() -> None:
    text = "SoftBank will acquire Ostra. Nora Bell, a former president of Intel, founded the firm and is still its CEO."
    assert ("Intel", "CEO") not in posts_of(text, FactType.ROLE, "Nora Bell")


def test_the_name_of_a_part_goes_before_what_it_is() -> None:
    text = "Cohere is acquiring Uber's self-driving division, the Advanced Technologies Group."
    (stake,) = (one for one in findings(text) if one.type is FactType.STAKE)
    assert stake.values["target"] == "Advanced Technologies Group"


def test_who_runs_a_unit_as_its_acting_head_has_one_post() -> None:
    text = (
        "Nora Bell became chief executive of Cohere. Bell will run the cloud unit as acting head."
    )
    (post,) = (one for one in facts_of(text, FactType.ROLE, "Nora Bell") if one.values.get("unit"))
    assert post.values["title"] == "acting head"
    assert len(facts_of(text, FactType.ROLE, "Nora Bell")) == 2


def test_a_unit_there_is_one_of_where_somebody_goes() -> None:
    text = "Nora Bell, whose last day at Stripe was in April, is going to Cohere. She is to lead a new research unit there."
    told = [
        one.values.get("org")
        for one in facts_of(text, FactType.JOINED, "Nora Bell")
        if one.values.get("unit")
    ]
    assert told == ["Cohere"]


@pytest.mark.parametrize(
    ("stays", "title"),
    [
        ("She remains its chair.", "chair"),
        ("She keeps her seat on the board.", "board member"),
        ("She will be an adviser afterwards.", "adviser"),
    ],
)
def test_who_resigns_from_a_post_and_stays_in_another_has_not_left(stays: str, title: str) -> None:
    text = f"Nora Bell has resigned as chief executive of Cohere. {stays}"
    assert not facts_of(text, FactType.LEFT, "Nora Bell")
    assert {title for _, title in posts_of(text, FactType.ROLE, "Nora Bell")} == {
        "chief executive",
        title,
    }


def test_who_resigns_has_left_where_only_somebody_else_stays() -> None:
    text = "Nora Bell has resigned as chief executive of Cohere. Ivo Brandt remains its chair."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Cohere", "chief executive")]


def test_a_town_before_a_surname_is_no_part_of_the_name() -> None:
    text = "Zoom has hired Xuedong Huang. In Redmond Huang was a technical fellow at Microsoft."
    people = {one.values.get("person") for one in findings(text)}
    assert people == {"Xuedong Huang"}


@pytest.mark.parametrize("between", ["; ", ". "])
def test_the_same_post_is_the_one_that_was_told_last(between: str) -> None:
    text = (
        f"Nora Bell is chief executive of Cohere{between}Ivo Brandt holds the same post at Stripe."
    )
    assert posts_of(text, FactType.ROLE, "Ivo Brandt") == [("Stripe", "chief executive")]


def test_a_post_that_was_not_told_before_is_nobodys() -> None:
    assert not findings("Cohere has grown. Ivo Brandt holds the same post at Stripe.")
