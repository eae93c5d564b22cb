"""Which organisation a text means where a sentence names none, weighed and not ruled."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import told
from tracker.extraction import Text
from tracker.extraction.company_meant import EAR, MUCH, UNSAID, WEIGHTS, WORDED
from tracker.extraction.measuring import GoldArticle, read_gold
from tracker.extraction.measuring.fitting_meant import Choice, choices, fit_choices
from tracker.extraction.measuring.gold import Worded
from tracker.extraction.pipeline import drafts_of
from tracker.extraction.scorer.training.articles import articles
from tracker.extraction.scorer.training.passages import SEED, waiting

DATA = Path(__file__).parents[1] / "data"


def test_a_bank_that_a_text_is_about_is_meant_before_a_known_company_that_it_only_names() -> None:
    text = (
        "Tarnwick Bank is reshaping its research. The bank, which buys its chips from Nvidia, told staff on Monday.\n"
        "Nora Bell, the head of risk, has resigned."
    )
    facts = told(text)
    assert any(fact.startswith("left done: Nora Bell | Tarnwick Bank") for fact in facts)
    assert not any("Nora Bell | Nvidia" in fact for fact in facts)


def test_a_speaker_is_never_looked_for_inside_of_another_quotation() -> None:
    text = "“I was told I was third,” said Nora Bell, “and I have left Cohere.”"
    assert "left done: Nora Bell | Cohere" in told(text)


def test_each_question_knows_its_candidates_and_what_rules_answer() -> None:
    text = Text(
        "Quillon hired Nora Bell from Cohere. The start-up also lost its lawyer, Ivo Brandt.",
        "",
        None,
    )
    with EAR.listening() as asked:
        drafts_of(text, gazetteer=GAZETTEER)
    worded = [question for question in asked if question.kind == WORDED]
    assert worded
    for question in asked:
        assert question.kind in {UNSAID, WORDED}
        assert question.answer is None or question.answer in question.candidates
        assert all(x for traits in question.candidates.values() for x in traits.values())
    assert {"Quillon", "Cohere"} <= worded[0].candidates.keys()


def test_while_questions_are_heard_rules_alone_answer_them() -> None:
    text = (DATA / "fitting/briefings.jsonl").read_text().split("\n")[0]
    with EAR.listening() as first:
        drafts_of(Text(json.loads(text)["text"], "", None), gazetteer=GAZETTEER)
    with EAR.listening() as second:
        drafts_of(Text(json.loads(text)["text"], "", None), gazetteer=GAZETTEER)
    assert first
    assert [(q.answer, q.candidates) for q in first] == [(q.answer, q.candidates) for q in second]


def test_annotations_answer_the_questions_that_they_tell_one_organization_for() -> None:
    text = "Quillon hired Nora Bell from Cohere. The start-up pays her well, and Ivo Brandt is its lawyer."
    sentence = text.split(". ")[1]
    article = GoldArticle(
        "a", "", date(2025, 6, 12), text,
        ({"type": "role", "person": "Ivo Brandt", "org": "Quillon", "title": "lawyer", "evidence": sentence},),
        (Worded(sentence, "The start-up", "Quillon"), Worded(sentence, "its", "Quillon")),
    )  # fmt: skip
    found = list(choices([article], GAZETTEER))
    assert {choice.kind for choice in found} >= {WORDED}
    assert all(choice.others for choice in found)


def _choice(right: float, other: float) -> Choice:
    return Choice(
        UNSAID,
        {"answer": right, "asides": 1 - right},
        ({"answer": other, "asides": 1 - other},),
        rules_right=right > other,
        chosen_right=False,
        weight=1.0,
    )


def test_a_trait_of_those_who_are_meant_weighs_for_whoever_has_it() -> None:
    weights = fit_choices([_choice(1.0, 0.0)] * 40 + [_choice(0.0, 1.0)] * 10)
    assert weights["answer"] > 0 > weights["asides"]
    # of two that differ in one trait the odds are those seen: four to one
    assert 1.0 < weights["answer"] - weights["asides"] < 1.5


def test_the_weights_are_right_more_often_than_rules_in_articles_that_they_were_fitted_to() -> None:
    found = list(choices(read_gold(DATA / "fitting/briefings.jsonl")[:60], GAZETTEER))
    rules, chosen = (
        sum(getattr(c, name) for c in found) for name in ("rules_right", "chosen_right")
    )
    assert len(found) > 100
    assert chosen > rules + 0.05 * len(found)


def test_rules_are_believed_unless_another_weighs_much_more() -> None:
    assert MUCH > 1
    weights = json.loads(WEIGHTS.read_text())
    assert set(weights) == {UNSAID, WORDED}
    assert all(any(name.startswith("seen") for name in weights[kind]) for kind in weights)


def test_weights_are_fitted_to_the_articles_given(tmp_path: Path) -> None:
    gold, out, said = tmp_path / "gold.jsonl", tmp_path / "weights.json", StringIO()
    lines = (DATA / "fitting/briefings.jsonl").read_text().split("\n")[:25]
    gold.write_text("\n".join(lines) + "\n")
    call_command("fit_company_meant", gold, out=out, stdout=said)
    assert set(json.loads(out.read_text())) == {UNSAID, WORDED}
    assert said.getvalue().count("fitted to") == 2


def test_texts_that_tell_no_organization_fit_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "It rained all day.", "facts": []}) + "\n")
    with pytest.raises(CommandError, match="nothing to fit to"):
        call_command("fit_company_meant", gold, out=tmp_path / "weights.json")


def test_whole_articles_tell_what_their_words_stand_for() -> None:
    one = next(a for a in articles(waiting()[:20], SEED) if a.worded)
    assert one.worded is not None
    assert all(word.words in word.sentence for word in one.worded)
    assert any(word.org in one.text for word in one.worded)
