"""Which time of a sentence is the day of a fact, weighed and not ruled."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import findings
from tracker.extraction import Text
from tracker.extraction.measuring import GoldArticle, read_gold
from tracker.extraction.measuring.fitting_days import choices_of_days
from tracker.extraction.pipeline import drafts_of
from tracker.extraction.rules.day_meant import MUCH, WEIGHTS
from tracker.extraction.scorer.training.articles import articles
from tracker.extraction.scorer.training.passages import SEED, waiting

DATA = Path(__file__).parents[1] / "data"


def _dates(text: str, kind: str, person: str) -> set[str | None]:
    return {
        finding.date
        for finding in findings(text, published=date(2025, 6, 12))
        if finding.type == kind and finding.values.get("person") == person
    }


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ivo Brandt has left Cohere, and Nora Bell, its president, is on leave until the end of the year.", "Ivo Brandt"),
        ("Nora Bell had come to Cohere last year with Quillon, the start-up she founded after leaving Google.", "Nora Bell"),
    ],
)  # fmt: skip
def test_the_day_of_what_is_told_beside_a_leaving_is_not_its_own(text: str, person: str) -> None:
    assert _dates(text, "left", person) == {None}


@pytest.mark.parametrize(
    ("text", "kind", "person", "day"),
    [
        ("In March Ivo Brandt, the head of safety at Cohere, quit for Anthropic.", "left", "Ivo Brandt", "2025-03"),
    ],
)  # fmt: skip
def test_a_time_that_the_parse_hangs_on_another_verb_may_be_the_day(
    text: str, kind: str, person: str, day: str
) -> None:
    assert _dates(text, kind, person) == {day}


def test_a_day_of_one_persons_change_is_no_day_of_anothers() -> None:
    text = "Nora Bell left Cohere in May; Ivo Brandt, who runs sales at Cohere, stays."
    assert _dates(text, "left", "Nora Bell") == {"2025-05"}
    assert _dates(text, "role", "Ivo Brandt") == {None}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cohere has raised $90 million from Accel, more than it was worth in 2021.", "funding"),
        ("Nvidia bought Cohere for less than it was worth in 2021.", "stake"),
    ],
)
def test_what_something_was_worth_then_dates_neither_a_round_nor_a_purchase(
    text: str, kind: str
) -> None:
    (found,) = [f for f in findings(text) if f.type == kind]
    assert found.date is None


def test_each_time_is_asked_about_and_so_is_none() -> None:
    text = Text("Nora Bell, who joined Cohere in 2021, left on Monday.", "", date(2025, 6, 12))
    asked = [draft for draft in drafts_of(text, gazetteer=GAZETTEER) if draft.days]
    assert asked
    for draft in asked:
        assert {"2021", "2025-06-09", None} <= draft.days.keys()
        assert sum("by rules" in traits for traits in draft.days.values()) == 1
        assert draft.day in draft.days


def test_a_sentence_without_a_time_asks_nothing() -> None:
    text = Text("Nora Bell has left Cohere.", "", date(2025, 6, 12))
    assert all(not draft.days for draft in drafts_of(text, gazetteer=GAZETTEER))


def test_annotations_answer_for_the_facts_whose_day_the_sentence_names() -> None:
    text = "Nora Bell left Cohere in May. Ivo Brandt left Cohere for Ostra in April."
    facts = (
        {"type": "left", "person": "Nora Bell", "org": "Cohere", "date": "2025-05", "evidence": "Nora Bell left Cohere in May."},
        {"type": "left", "person": "Ivo Brandt", "org": "Cohere", "date": "2019", "evidence": text.split(". ")[1]},
    )  # fmt: skip
    article = GoldArticle("a", "", date(2025, 6, 12), text, facts)
    (choice,) = choices_of_days([article], GAZETTEER)
    assert "none" not in choice.right
    assert all(others is not choice.right for others in choice.others)
    assert choice.rules_right


def test_the_weights_are_right_more_often_than_rules_in_articles_that_they_were_fitted_to() -> None:
    found = list(choices_of_days(read_gold(DATA / "fitting/briefings.jsonl")[:100], GAZETTEER))
    rules, chosen = (
        sum(getattr(c, name) for c in found) for name in ("rules_right", "chosen_right")
    )
    assert len(found) > 80
    assert chosen > rules + 0.02 * len(found)


def test_rules_are_believed_unless_another_day_weighs_much_more() -> None:
    assert MUCH > 1
    weights = json.loads(WEIGHTS.read_text())
    assert weights["by rules"] > 0
    assert weights["own logit"] > 0 > weights["until"]


def test_weights_of_days_are_fitted_to_the_articles_given(tmp_path: Path) -> None:
    gold, out, said = tmp_path / "gold.jsonl", tmp_path / "weights.json", StringIO()
    lines = (DATA / "fitting/briefings.jsonl").read_text().split("\n")[:25]
    gold.write_text("\n".join(lines) + "\n")
    call_command("fit_day_meant", gold, out=out, stdout=said)
    assert json.loads(out.read_text())["by rules"] > 0
    assert said.getvalue().startswith("fitted to ")


def test_texts_that_tell_no_day_fit_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "It rained all day.", "facts": []}) + "\n")
    with pytest.raises(CommandError, match="nothing to fit to"):
        call_command("fit_day_meant", gold, out=tmp_path / "weights.json")


def test_whole_articles_tell_the_days_of_their_facts() -> None:
    told = [fact for one in articles(waiting()[:60], SEED) for fact in one.facts]
    days = [str(fact["date"]) for fact in told if fact["date"] is not None]
    assert len(days) > 10
    assert sum(day[:2] == "20" for day in days) > 0.8 * len(days)
    assert any(fact["date"] is None for fact in told)
