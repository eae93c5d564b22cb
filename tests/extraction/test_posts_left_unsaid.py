"""Posts whose place the sentence leaves unsaid, and posts told to be kept: what the rest of the article says of them."""

from tests.extraction.reading import told

_SINGS = "A crowd in Lyon heard Paul Ferrand sing last week. "


def test_who_works_for_somebody_has_his_post_where_that_one_has_gone() -> None:
    text = (
        "Tess Morland gives up the daily business of Kelvane and becomes chief scientist of Cohere. "
        "Jan Weiss, the deputy head of research, now works for her."
    )
    assert "role held: Jan Weiss | Cohere | - | deputy head of research" in told(text)


def test_the_chief_executive_is_whoever_was_just_told_to_be_reported_to() -> None:
    text = (
        "John Ferrand is leaving Google for Mistral AI. He will be one of nine executives who report to Tess Morland. "
        "The chief executive praised his patience."
    )
    assert "role held: Tess Morland | Mistral AI | - | chief executive" in told(text)


def test_the_only_one_of_whom_an_article_has_told_is_the_chief_of_whom_it_goes_on_to_tell() -> None:
    chief = "Cohere's research chief had recorded the song."
    held = "role held: Paul Ferrand | Cohere | - | research chief"
    assert told(_SINGS + chief) == {held}
    assert told("Paul Ferrand and Tess Morland met in Lyon. " + chief) == set()


def test_nobody_leaves_what_he_is_told_to_keep() -> None:
    found = told("Jan Weiss joins Mistral AI but keeps his post as director of design at Cohere.")
    assert not any(fact.startswith("left") for fact in found)
