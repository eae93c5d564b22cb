"""Whether somebody has come, has gone, has risen or stays, by what the article tells elsewhere."""

from __future__ import annotations

import pytest

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import told
from tracker.extraction import Text
from tracker.extraction.kind_meant import candidates
from tracker.extraction.measuring.plain import PUBLISHED
from tracker.extraction.pipeline import drafts_of
from tracker.extraction.staying import goes_on_as
from tracker.extraction.whole_article import Article, Change


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


def test_who_goes_on_as_an_adviser_has_given_up_a_post_and_not_left() -> None:
    found = told(
        "Nora Bell is resigning as chief executive of Nokia. Ivo Brandt will succeed her. Bell said that she would remain an adviser."
    )
    assert "role former: Nora Bell | Nokia | - | chief executive" in found


@pytest.mark.parametrize(
    ("then", "goes_on"),
    [
        ("Bell will continue to assist the Finnish group as an adviser.", True),
        ("She hangs on to a directorship.", True),
        ("She confines herself to chairing the board.", True),
        ("Bell will stay on as an adviser for six months.", False),
        ("She remains an adviser until the end of the year.", False),
        ("Ivo Brandt will stay on as an adviser.", False),
        ("Bell served the house well.", False),
    ],
)
def test_who_goes_on_does_so_himself_and_not_for_a_time(then: str, goes_on: bool) -> None:
    text = f"Nora Bell has resigned as chief executive of Nokia. {then}"
    found = drafts_of(Text(text, "", PUBLISHED), gazetteer=GAZETTEER)
    assert goes_on_as(found[0].scene, "Nora Bell") is goes_on


def test_who_tells_of_others_may_not_be_meant_to_leave() -> None:
    text = "Nora Bell, the chief executive of Nokia, wrote that {}."
    assert Change.LEFT not in _may_be(text.format("several engineers were leaving"), "Nora Bell")
    assert Change.LEFT in _may_be(text.format("she liked it"), "Nora Bell")


def test_who_is_only_elected_to_a_board_may_not_be_meant_to_leave() -> None:
    text = "Cohere elected Nora Bell, chief executive of Nokia, to its board."
    assert Change.LEFT not in _may_be(text, "Nora Bell")


def test_who_is_chief_again_where_he_had_gone_has_come_back() -> None:
    found = told("Nora Bell left Nokia in 2021. She is once more chief executive of Nokia.")
    assert "joined done: Nora Bell | Nokia | chief executive" in found


def test_a_seat_held_since_a_day_was_taken_that_day_by_somebody_from_outside() -> None:
    found = told("Nora Bell, who runs Nokia, has sat on the board of Cohere since 2021.")
    assert "joined done: Nora Bell | Cohere | board member" in found
    own = told("Nora Bell, who runs Nokia, has sat on its board since 2021.")
    assert "role held: Nora Bell | Nokia | - | board member" in own


def _may_be(text: str, person: str) -> set[Change]:
    """What else may be meant by the posts that somebody is told to have."""
    found = drafts_of(Text(text, "", PUBLISHED), gazetteer=GAZETTEER)
    article = Article(found, {})
    posts = [d for d in article.told if d.type == "role" and d.get("person") == person]
    assert posts
    return {change for d in posts for change in candidates(d, article)}
