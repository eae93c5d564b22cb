"""What annotated articles teach the scorer: the facts of their annotators, laid on the marks that the reader finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.extraction.names import GAZETTEER
from tracker.extraction.measuring.gold import GoldArticle, read_gold
from tracker.extraction.measuring.shapes import Fact
from tracker.extraction.scorer.marks import UNSAID
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.training.annotated import Annotated
from tracker.extraction.scorer.training.called import is_organization, is_person
from tracker.extraction.scorer.training.passages import Label

ARTICLES = Path("tracker/extraction/scorer/training/articles")
WHOLE = 200


def _article(text: str, *facts: Fact) -> GoldArticle:
    return GoldArticle("a", "", date(2025, 6, 12), text, facts)


def _labelled(article: GoldArticle) -> Iterator[tuple[str, str, Label]]:
    """Each pair of marks, by what the two are called, with what is true of it."""
    made = Annotated(article, GAZETTEER)
    called = {one.spot: one.words for row in made.marks.by_sentence for one in row}
    for (spots, _), (_, labels) in zip(made.cut(WHOLE), made.passages(WHOLE), strict=True):
        names = {place: called[spot] for place, spot in spots.items()} | {UNSAID: "-"}
        yield from ((names[label.first], names[label.second], label) for label in labels)


def _told(article: GoldArticle) -> list[tuple[str, str, Relation, str]]:
    """Each pair of marks that is right: what the two are called, how they belong together and how that stands."""
    return [
        (first, second, relation, status or "")
        for first, second, label in _labelled(article)
        for relation, status in label.relations
    ]


LEFT = {"type": "left", "person": "Nora Bell", "org": "Cohere", "status": "done"}


def test_a_fact_holds_between_the_names_of_its_own_sentence() -> None:
    text = "Nora Bell has left Cohere. Mistral has hired nobody."
    fact = LEFT | {"evidence": "Nora Bell has left Cohere."}
    assert _told(_article(text, fact)) == [("Nora Bell", "Cohere", Relation.LEFT, "done")]


def test_where_a_sentence_does_not_name_its_company_each_earlier_naming_is_right() -> None:
    text = "Ivo Brandt founded Cohere. Ines Duarte joined Cohere in May. Nora Bell has resigned."
    fact = LEFT | {"evidence": "Nora Bell has resigned."}
    found = _told(_article(text, fact))
    assert found == [("Nora Bell", "Cohere", Relation.LEFT, "done")] * 2


def test_a_company_that_no_mark_of_the_passage_names_is_left_unsaid() -> None:
    text = "Nora Bell has resigned. Cohere thanked Ivo Brandt."
    fact = LEFT | {"evidence": "Nora Bell has resigned."}
    assert _told(_article(text, fact)) == [("Nora Bell", "-", Relation.LEFT, "done")]


def test_a_pronoun_takes_the_fact_and_stands_for_the_person() -> None:
    text = "Nora Bell is a lawyer. She has left Cohere."
    fact = LEFT | {"evidence": "She has left Cohere."}
    assert set(_told(_article(text, fact))) == {
        ("She", "Cohere", Relation.LEFT, "done"),
        ("She", "Nora Bell", Relation.SAME, ""),
    }


def test_titles_and_days_belong_to_both_ends_of_their_fact() -> None:
    text = "Nora Bell became chief scientist of Cohere on Monday."
    fact = {
        "type": "role", "person": "Nora Bell", "org": "Cohere", "title": "chief scientist",
        "status": "done", "date": "2025-06-09", "evidence": text,
    }  # fmt: skip
    found = set(_told(_article(text, fact)))
    for end in ("Nora Bell", "Cohere"):
        assert (end, "chief scientist", Relation.TITLE, "") in found
        assert (end, "chief scientist", Relation.ROLE, "done") in found
        assert any(a == end and "Monday" in b and r is Relation.ROLE for a, b, r, _ in found)


def test_who_reports_to_whom_is_a_pair_of_people() -> None:
    text = "Nora Bell will report to Ivo Brandt at Cohere."
    fact = {
        "type": "reports_to", "person": "Nora Bell", "manager": "Ivo Brandt", "org": "Cohere",
        "status": "announced", "evidence": text,
    }  # fmt: skip
    found = _told(_article(text, fact))
    assert found == [("Nora Bell", "Ivo Brandt", Relation.REPORTS, "announced")]


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        (
            "Cohere has bought Mistral for $90 million.",
            {"type": "stake", "acquirer": "Cohere", "target": "Mistral", "amount_usd": 90000000},
            {("Mistral", Relation.STAKE), ("$90 million", Relation.AMOUNT)},
        ),
        (
            "Cohere has raised $90 million at a valuation of $2 billion.",
            {"type": "funding", "org": "Cohere", "amount_usd": 90000000, "valuation_usd": 2000000000},
            {("$90 million", Relation.FUNDING), ("$2 billion", Relation.VALUATION)},
        ),
        (
            "Cohere is laying off 300 people.",
            {"type": "layoff", "org": "Cohere", "count": 300},
            {("300", Relation.LAYOFF)},
        ),
        (
            "Shares of Cohere fell 4%.",
            {"type": "market_reaction", "org": "Cohere", "percent": -4},
            {("4%", Relation.MARKET)},
        ),
    ],
)  # fmt: skip
def test_facts_of_companies_are_laid_on_their_figures(
    text: str, fact: dict[str, object], expected: set[tuple[str, Relation]]
) -> None:
    found = _told(_article(text, fact | {"status": "done", "evidence": text}))
    assert {(b, r) for a, b, r, _ in found if a == "Cohere"} == expected


def test_two_figures_of_one_fact_are_both_right_and_another_is_not() -> None:
    text = "Cohere is laying off 300 people, or 20% of its staff; 450 stay."
    fact = {"type": "layoff", "org": "Cohere", "count": 300, "percent": 20, "status": "done", "evidence": text}  # fmt: skip
    found = {b for a, b, r, _ in _told(_article(text, fact)) if r is Relation.LAYOFF}
    assert found == {"300", "20%"}


def test_a_day_to_come_is_right_by_what_it_means_beside_a_verb_of_the_future() -> None:
    text = "Nora Bell will leave Cohere in July."
    fact = LEFT | {"status": "announced", "date": "2025-07", "evidence": text}
    found = _told(_article(text, fact))
    assert any("July" in b and a == "Nora Bell" for a, b, _, _ in found)


def _unknown(article: GoldArticle, relation: Relation) -> set[tuple[str, str]]:
    """The pairs of which nobody can tell whether they belong together in this way."""
    return {
        (first, second) for first, second, label in _labelled(article) if relation in label.unknown
    }


def test_what_is_optional_is_neither_right_nor_wrong() -> None:
    text = "Nora Bell has left Cohere."
    article = _article(text, LEFT | {"evidence": text, "optional": True})
    assert _told(article) == []
    assert ("Nora Bell", "Cohere") in _unknown(article, Relation.LEFT)


def test_words_that_may_stand_for_who_is_named_beside_them_are_neither_right_nor_wrong() -> None:
    text = "Nora Bell said she has left Cohere."
    article = _article(text, LEFT | {"evidence": text})
    assert _told(article) == [("Nora Bell", "Cohere", Relation.LEFT, "done")]
    assert ("she", "Cohere") in _unknown(article, Relation.LEFT)
    assert ("she", "Cohere") not in _unknown(article, Relation.JOINED)


def test_of_two_words_for_companies_neither_is_taken_for_the_one_that_is_meant() -> None:
    text = "Cohere has news. The company said it was laying off 300 people."
    fact = {"type": "layoff", "org": "Cohere", "count": 300, "status": "announced", "evidence": "The company said it was laying off 300 people."}  # fmt: skip
    article = _article(text, fact)
    assert not any(r is Relation.LAYOFF for *_, r, _ in _told(article))
    assert {("The company", "300"), ("it", "300")} <= _unknown(article, Relation.LAYOFF)


def test_a_longer_name_beside_the_one_that_is_told_is_another() -> None:
    text = "Nora Bell left Google for Google DeepMind."
    facts = [
        LEFT | {"org": "Google", "evidence": text},
        {"type": "joined", "person": "Nora Bell", "org": "Google DeepMind", "status": "done", "evidence": text},
    ]  # fmt: skip
    found = {(b, r) for a, b, r, _ in _told(_article(text, *facts)) if a == "Nora Bell"}
    assert found == {("Google", Relation.LEFT), ("Google DeepMind", Relation.JOINED)}


def test_what_another_sentence_tells_again_is_not_held_to_be_wrong() -> None:
    text = "Nora Bell has left Cohere. For Cohere the departure of Nora Bell is a blow."
    article = _article(text, LEFT | {"evidence": "Nora Bell has left Cohere."})
    assert ("Nora Bell", "Cohere") in _unknown(article, Relation.LEFT)
    assert ("Nora Bell", "Cohere") not in _unknown(article, Relation.JOINED)


@pytest.mark.parametrize(
    ("words", "name"), [("Bell", "Nora Bell"), ("Nora Bell", "Nora Ann Bell"), ("Bell’s", "Nora Bell")]
)  # fmt: skip
def test_a_short_name_can_be_that_of_somebody(words: str, name: str) -> None:
    assert is_person(words, name)
    assert not is_person(words, "Ivo Brandt")
    assert not is_person("", name)


def test_a_short_name_can_be_that_of_a_company() -> None:
    assert is_organization("Scale", "Scale AI")
    assert not is_organization("AI", "Scale AI")
    assert not is_organization("Scale", None)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_most_facts_of_the_articles_find_a_mark_that_they_are_about(path: Path) -> None:
    told = found = 0
    for article in read_gold(path)[:12]:
        made = Annotated(article, GAZETTEER)
        for number, relation, _ in made.told:
            told += 1
            found += any(c.relation is relation and c.first for c in made.claims[number])
    assert told > 40
    assert found >= 0.85 * told
