"""Moves and posts told in idioms, and what only looks like them."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Maria Keller has signed on with Adept as chief of staff.", "joined done: Maria Keller | Adept | chief of staff"),
        ("Maria Keller took a job at Adept.", "joined done: Maria Keller | Adept"),
        ("Maria Keller is bound for Adept.", "joined announced: Maria Keller | Adept"),
        ("Maria Keller starts at Adept on Monday as head of sales.", "joined announced: Maria Keller | Adept | head of sales"),
        ("Maria Keller swaps Cohere for Adept.", "joined announced: Maria Keller | Adept | - | Cohere"),
        ("Maria Keller swaps Cohere for Adept.", "left announced: Maria Keller | Cohere | - | Adept"),
        ("Maria Keller accepted a post as adviser at Adept and Cohere.", "joined done: Maria Keller | Cohere | adviser"),
        ("Maria Keller turned her back on Cohere last year.", "left done: Maria Keller | Cohere"),
        ("Cohere is losing people. Maria Keller called it quits in May.", "left done: Maria Keller | Cohere"),
        ("Cohere is losing people. Maria Keller handed in her badge.", "left done: Maria Keller | Cohere"),
        ("Maria Keller lost her job at Cohere.", "left done: Maria Keller | Cohere"),
        ("Maria Keller gets a seat on the board of Cohere.", "joined announced: Maria Keller | Cohere | board member"),
        ("Maria Keller sits on the board of Cohere.", "role held: Maria Keller | Cohere | - | board member"),
        ("Google is bringing in Maria Keller to run research.", "joined announced: Maria Keller | Google | head of research"),
    ],
)  # fmt: skip
def test_comings_and_goings_are_read_in_idioms(text: str, fact: str) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "John Ashby will hand over as chief executive of Cohere to Maria Keller.",
            "role announced: Maria Keller | Cohere | - | chief executive",
        ),
        (
            "Cohere's chief executive, John Ashby, will hand over the reins to Maria Keller, the finance chief.",
            "role announced: Maria Keller | Cohere | - | chief executive",
        ),
        (
            "Cohere's chief executive, John Ashby, will hand over the reins to Maria Keller, the finance chief.",
            "role former: John Ashby | Cohere | - | chief executive",
        ),
        (
            "John Ashby, the chief executive of Cohere, moves up to chairman.",
            "role announced: John Ashby | Cohere | - | chairman",
        ),
        (
            "Maria Keller was promoted to president of Cohere and given the speech team.",
            "role done: Maria Keller | Cohere | speech team | head",
        ),
        (
            "Maria Keller joins Cohere as head of research. Her boss will be John Ashby.",
            "reports_to announced: Maria Keller | John Ashby | Cohere",
        ),
        (
            "Maria Keller joins Cohere as head of research, with John Ashby, the technology chief, as her boss.",
            "reports_to announced: Maria Keller | John Ashby | Cohere",
        ),
    ],
)
def test_posts_pass_on_and_bosses_are_no_titles(text: str, fact: str) -> None:
    found = told(text)
    assert fact in found
    assert not any(line.endswith("boss") for line in found)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Keller packed the boxes of chips at Cohere.",
        "Maria Keller started the talk at Cohere with a joke.",
        "Maria Keller sits at Cohere's table.",
        "Maria Keller turned her back on the camera.",
        "Maria Keller traded shares of Cohere for cash.",
    ],
)
def test_the_same_words_of_other_things_move_nobody(text: str) -> None:
    assert not {line for line in told(text) if line.startswith(("joined", "left"))}


def test_each_of_several_people_named_gets_the_title_beside_the_name() -> None:
    text = "Cohere named Maria Keller chief executive, John Ashby finance chief and Anna Berg chairman."
    assert told(text) == {
        "joined done: Maria Keller | Cohere | chief executive",
        "joined done: John Ashby | Cohere | finance chief",
        "joined done: Anna Berg | Cohere | chairman",
    }


@pytest.mark.parametrize("person", ["Maria Keller", "John Ashby"])
def test_two_of_a_companys_researchers_both_come_from_it(person: str) -> None:
    found = told("Two Cohere researchers, Maria Keller and John Ashby, have joined Adept.")
    assert {f"joined done: {person} | Adept | - | Cohere", f"left done: {person} | Cohere | researcher | Adept"} <= found  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Until yesterday Maria Keller was head of research at Cohere.",
            "left done: Maria Keller | Cohere | head of research",
        ),
        (
            "Maria Keller was head of research at Cohere until 2021.",
            "role former: Maria Keller | Cohere | - | head of research",
        ),
    ],
)
def test_whose_post_ended_lately_has_left(text: str, fact: str) -> None:
    assert fact in told(text)


def test_who_takes_another_post_there_has_not_left() -> None:
    found = told("Maria Keller, until last month finance chief of Cohere, is now its chairman.")
    assert not any(line.startswith("left") for line in found)


def test_who_leaves_to_become_something_elsewhere_leaves_where_he_is() -> None:
    text = "Maria Keller, who heads sales at Cohere, is leaving to become chief of staff at Adept."
    assert not any(line.startswith("left") and "| Adept |" in line for line in told(text))


def test_a_company_named_before_its_description_is_the_one_described() -> None:
    text = "Google paid $2 billion for half of Adept, the data company that Maria Keller had founded in 2016."
    assert "founded done: Maria Keller | Adept" in told(text)
