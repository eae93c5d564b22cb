"""What an article as a whole says for or against each of its facts."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction.names import GAZETTEER
from tracker.extraction import Text
from tracker.extraction.confidence import WEIGHTS_IN_ARTICLE, traits_in_article
from tracker.extraction.drafts import Draft
from tracker.extraction.pipeline import drafts_of
from tracker.extraction.whole_article import SHORT

DATA = Path(__file__).parents[1] / "data"
MOVE = (
    "Nora Bell has left Nokia after nine years. She has joined Cohere as chief scientist."
    " Cohere makes software for banks. It was founded by Ivo Brandt in 2019. Its rivals are many."
)


def _drafts(text: str) -> list[Draft]:
    return drafts_of(Text(text, "", date(2025, 6, 12)), gazetteer=GAZETTEER)


def test_a_short_text_tells_nothing_besides() -> None:
    found = _drafts(" ".join(MOVE.split(". ")[:2]) + ".")
    assert found
    assert all(not d.besides and not traits_in_article(d) for d in found)


def test_each_fact_of_a_person_is_weighed_by_the_others_and_by_all_sentences() -> None:
    assert MOVE.count(". ") >= SHORT
    left = next(d for d in _drafts(MOVE) if d.type == "left")
    joined = next(d for d in _drafts(MOVE) if d.type == "joined")
    founded = next(d for d in _drafts(MOVE) if d.type == "founded")
    assert {"left: joined elsewhere", "left: left at most", "sentence 0"} <= left.besides.keys()
    assert "left: joined elsewhere, before" not in left.besides
    assert {"joined: left elsewhere", "joined: left elsewhere, before"} <= joined.besides.keys()
    assert "founded: nothing besides" in founded.besides
    first = traits_in_article(left)
    assert first["is left"] == 1.0
    assert first["first"] == first["first left"]


def test_where_somebody_has_gone_speaks_for_a_leaving() -> None:
    weights = json.loads(WEIGHTS_IN_ARTICLE.read_text())
    assert weights["left: joined elsewhere"] > 0
    assert weights["first"] > 0
    assert weights["left: left at most"] > 0


def test_weights_of_articles_are_fitted_to_those_given(tmp_path: Path) -> None:
    gold, out, said = tmp_path / "gold.jsonl", tmp_path / "weights.json", StringIO()
    lines = (DATA / "fitting/briefings.jsonl").read_text().split("\n")[:25]
    gold.write_text("\n".join(lines) + "\n")
    call_command("fit_confidence_in_article", gold, out=out, stdout=said)
    assert json.loads(out.read_text())["first"] > 0
    assert "findings in gold.jsonl" in said.getvalue()


def test_articles_in_which_nothing_is_found_fit_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "It rained all day.", "facts": []}) + "\n")
    with pytest.raises(CommandError, match="nothing to fit to"):
        call_command("fit_confidence_in_article", gold, out=tmp_path / "weights.json")
