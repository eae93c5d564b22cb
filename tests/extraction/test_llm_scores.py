"""On annotated articles: what the checks keep of a right answer, and of one about another article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.llm_answers import Says, answer
from tests.extraction.names import GAZETTEER
from tests.extraction.score import score
from tracker.extraction import Text
from tracker.extraction.llm import read_by_model
from tracker.extraction.llm.orders import orders

ARTICLES = Path(__file__).parents[1] / "data" / "eval" / "dev.jsonl"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(row) for row in ARTICLES.read_text(encoding="utf-8").splitlines()]


def kept(row: dict[str, Any], facts: list[dict[str, Any]]) -> dict[str, Any]:
    """What is left of ``facts`` as the answer about the article in ``row``."""
    text = Text(row["text"], row["title"], date.fromisoformat(row["published"]))
    made = read_by_model(text, gazetteer=GAZETTEER, model="m", complete=Says(answer(*facts)))
    return {"id": row["id"], "facts": [finding.as_dict(row["text"]) for finding in made.findings]}


def test_of_right_answers_nearly_all_is_kept(rows: list[dict[str, Any]]) -> None:
    figures = score(rows, [kept(row, row["facts"]) for row in rows])
    for part in ("core", "org", "background"):
        assert figures["lines"][part]["precision"] == 1
        assert figures["lines"][part]["f1"] >= 0.97
    for attribute in ("status", "title", "evidence", "from_org", "amount_usd"):
        assert figures["attributes"][attribute]["right"] >= 0.97
    assert figures["attributes"]["date"]["right"] >= 0.85


def test_of_answers_about_another_article_nothing_is_kept(rows: list[dict[str, Any]]) -> None:
    others = rows[1:] + rows[:1]
    assert sum(len(kept(row, other["facts"])["facts"]) for row, other in zip(rows, others, strict=True)) == 0  # fmt: skip


def test_with_evidence_of_the_article_and_names_of_another_nobody_else_comes_in(
    rows: list[dict[str, Any]],
) -> None:
    others = rows[1:] + rows[:1]
    forged = left = 0
    for row, other in zip(rows, others, strict=True):
        sentence = max(row["text"].split(". "), key=len)
        facts = [{**one, "evidence": sentence} for one in other["facts"] if "person" in one]
        forged += len(facts)
        for one in kept(row, facts)["facts"]:
            assert one["person"] in row["text"]
            left += 1
    assert left < forged / 50


def test_no_annotated_article_gives_orders(rows: list[dict[str, Any]]) -> None:
    assert [row["id"] for row in rows if orders(row["text"]) or orders(row["title"])] == []
