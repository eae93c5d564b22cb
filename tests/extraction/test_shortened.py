"""Names of organisations that are given in full once and shortened afterwards."""

from __future__ import annotations

import pytest

from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.shortened import written_out


def _named(*names: str, known: bool = False) -> list[Mention]:
    return [Mention(Kind.ORG, 0, len(name), name, known=known) for name in names]


def test_a_short_name_becomes_the_full_one() -> None:
    mentions = _named("Tarn Dynamics", "Tarn")
    written_out([mentions])
    assert [mention.text for mention in mentions] == ["Tarn Dynamics", "Tarn Dynamics"]


@pytest.mark.parametrize(
    ("short", "longer"),
    [("Tarn", "Tarn 3.0"), ("HP", "HP Labs"), ("Tarn", "Tarnish Labs")],
)
def test_what_is_no_fuller_form_of_a_name_leaves_it_as_it_is(short: str, longer: str) -> None:
    mentions = _named(short, longer)
    written_out([mentions])
    assert [mention.text for mention in mentions] == [short, longer]


def test_initials_become_the_name_that_they_are_of() -> None:
    mentions = _named("Competition and Markets Authority", "CMA", "CMB")
    written_out([mentions])
    assert [mention.text for mention in mentions[1:]] == [
        "Competition and Markets Authority",
        "CMB",
    ]


def test_a_name_with_two_fuller_forms_stays_short() -> None:
    sentences = [_named("Tarn"), _named("Tarn Dynamics", "Tarn Robotics")]
    written_out(sentences, headed=True)
    assert sentences[0][0].text == "Tarn"


def test_what_goes_on_from_a_name_told_alone_is_something_else() -> None:
    sentences = [_named("Tarn"), _named("Tarn Cloud"), _named("Tarn")]
    written_out(sentences)
    assert [one.text for sentence in sentences for one in sentence] == [
        "Tarn",
        "Tarn Cloud",
        "Tarn",
    ]


def test_a_known_name_stays_as_it_is() -> None:
    mentions = [*_named("Tarn Dynamics"), *_named("Tarn", known=True)]
    written_out([mentions])
    assert mentions[1].text == "Tarn"


def test_what_is_named_long_after_the_shorter_name_is_something_else() -> None:
    sentences = [_named("Santal"), _named("Santal"), _named("Santal"), _named("Santal Ciência")]
    written_out(sentences)
    assert [mention.text for sentence in sentences for mention in sentence] == [
        "Santal",
        "Santal",
        "Santal",
        "Santal Ciência",
    ]


def test_a_headline_may_have_a_name_short_before_the_article_gives_it_in_full() -> None:
    sentences = [_named("Tarn"), _named("Tarn Dynamics"), _named("Tarn")]
    written_out(sentences, headed=True)
    assert {mention.text for sentence in sentences for mention in sentence} == {"Tarn Dynamics"}
