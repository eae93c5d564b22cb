"""Whom "he" and "she" mean: the likeliest of those whom the article has named."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import told
from tracker.extraction.findings import Text
from tracker.extraction.measuring.fitting_people import choices_of_people
from tracker.extraction.measuring.gold import read_gold
from tracker.extraction.person_meant import EAR, WEIGHTS
from tracker.extraction.pipeline import drafts_of

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Lena Fischer has resigned as chief executive of Quillon. Omar Reyes, the chairman, thanked her. "
            "She founded the company in 2015.",
            "founded done: Lena Fischer | Quillon",
        ),
        (
            "Paul Brandt runs Quillon. He hired Omar Reyes from Tarnwick in May. Omar Reyes was good at it, but he left the company on Friday.",
            "left done: Omar Reyes | Quillon",
        ),
        (
            "Paul Brandt founded Quillon in 2015. Two years later he hired Omar Reyes. Last week he left the company that he had set up.",
            "left done: Paul Brandt | Quillon",
        ),
    ],
)
def test_who_is_meant_tells_who_has_done_it(text: str, fact: str) -> None:
    assert fact in told(text)


def test_a_woman_is_never_he() -> None:
    text = "Lena Fischer met Omar Reyes. He has left Quillon."
    with EAR.listening() as asked:
        drafts_of(Text(text), gazetteer=GAZETTEER)
    assert all("Lena Fischer" not in one.candidates for one in asked)


def test_rules_alone_answer_while_their_questions_are_heard() -> None:
    text = "Paul Brandt runs Quillon. Omar Reyes joined him in May. He has left the company."
    with EAR.listening() as asked:
        drafts_of(Text(text), gazetteer=GAZETTEER)
    last = [one for one in asked if one.token.text == "He"]
    assert last
    assert all(one.answer in one.candidates for one in last)
    assert {"Paul Brandt", "Omar Reyes"} <= set(last[0].candidates)


def test_one_and_the_same_word_means_one_person_however_often_it_is_asked() -> None:
    text = "Paul Brandt runs Quillon. Omar Reyes joined him in May. He has left the company."
    with EAR.listening() as asked:
        drafts_of(Text(text), gazetteer=GAZETTEER)
    words = [(one.sentence.number, one.token.i) for one in asked]
    assert len(words) == len(set(words))


def test_the_weights_are_right_more_often_than_rules_in_articles_that_they_were_fitted_to() -> None:
    articles = read_gold(DATA / "fitting/briefings.jsonl")[:120]
    found = list(choices_of_people(articles, GAZETTEER))
    rules, chosen = (
        sum(getattr(one, name) for one in found) for name in ("rules_right", "chosen_right")
    )
    assert len(found) > 50
    assert chosen >= rules


def test_weights_of_people_are_fitted_to_the_articles_given(tmp_path: Path) -> None:
    gold, out, said = tmp_path / "gold.jsonl", tmp_path / "weights.json", StringIO()
    lines = (DATA / "fitting/briefings.jsonl").read_text().split("\n")[:20]
    gold.write_text("\n".join(lines) + "\n")
    call_command("fit_person_meant", gold, out=out, stdout=said)
    assert set(json.loads(out.read_text())) <= set(json.loads(WEIGHTS.read_text()))
    assert said.getvalue().startswith("fitted to ")


def test_texts_that_tell_of_nobody_fit_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "It rained all day.", "facts": []}) + "\n")
    with pytest.raises(CommandError, match="nothing to fit to"):
        call_command("fit_person_meant", gold, out=tmp_path / "weights.json")
