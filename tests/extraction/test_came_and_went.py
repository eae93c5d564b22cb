"""Whether somebody has come, has gone, has risen or stays, by what the article tells elsewhere."""

from __future__ import annotations

from tests.extraction.reading import told


def test_who_had_a_post_until_now_leaves_the_place_that_is_told_with_it() -> None:
    found = told(
        "Cohere has a new president. Nora Bell, hitherto a director at Nokia, starts in May. Petra Lindh stays."
    )
    assert "left announced: Nora Bell | Nokia | director | Cohere" in found


def test_who_had_a_post_until_now_and_comes_along_with_the_bought_company_leaves_nothing() -> None:
    found = told(
        "Nokia has bought Brightloom. Nora Bell, until now chief executive of Brightloom, becomes president of Nokia."
    )
    assert not [fact for fact in found if fact.startswith("left")]


def test_who_had_a_post_until_now_and_founded_a_company_has_not_gone_there() -> None:
    found = told(
        "Nora Bell, until then an engineer at Nokia, founded Brightloom in 2021 and is its president."
    )
    assert "role former: Nora Bell | Nokia | - | engineer" in found


def test_a_post_until_now_without_a_place_was_held_where_somebody_rises() -> None:
    found = told(
        "Nokia owns a stake in Cohere. Nora Bell, so far the finance chief, is to be Cohere's next chief executive."
    )
    assert "role announced: Nora Bell | Cohere | - | chief executive" in found
    assert "role former: Nora Bell | Cohere | - | finance chief" in found


def test_what_somebody_has_been_so_far_is_left_for_a_post_that_is_still_to_come() -> None:
    found = told(
        "Nora Bell will be chief executive of Cohere from May. Petra Lindh congratulated her."
        " Since 2019 Bell has been head of sales at Nokia."
    )
    assert "left announced: Nora Bell | Nokia | head of sales | Cohere" in found


def test_a_post_that_somebody_keeps_is_not_left_for_one_to_come() -> None:
    found = told(
        "Nora Bell will be chief executive of Cohere from May. She also remains president of Nokia."
    )
    assert not [fact for fact in found if fact.startswith("left")]
