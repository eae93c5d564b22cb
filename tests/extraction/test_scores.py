"""How well annotated articles are read; a floor under every figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.names import GAZETTEER
from tests.extraction.score import score
from tracker.extraction import Text, read_many

ARTICLES = Path(__file__).parents[1] / "data" / "eval" / "dev.jsonl"


def _read(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    texts = (Text(row["text"], row["title"], date.fromisoformat(row["published"])) for row in rows)
    for row, reading in zip(rows, read_many(texts, gazetteer=GAZETTEER), strict=True):
        yield {
            "id": row["id"],
            "facts": [finding.as_dict(row["text"]) for finding in reading.findings],
        }


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    rows = [json.loads(row) for row in ARTICLES.read_text(encoding="utf-8").splitlines()]
    result: dict[str, Any] = score(rows, list(_read(rows)))
    return result


@pytest.mark.parametrize(
    ("part", "precision", "f1"),
    [("core", 0.91, 0.90), ("org", 0.85, 0.85), ("background", 0.90, 0.88)],
)
def test_the_annotated_articles_are_read_this_well(
    figures: dict[str, Any], part: str, precision: float, f1: float
) -> None:
    assert figures["lines"][part]["precision"] >= precision
    assert figures["lines"][part]["f1"] >= f1


def test_articles_where_nobody_moves_stay_clean(figures: dict[str, Any]) -> None:
    assert figures["clean_negatives"] >= 0.9


@pytest.mark.parametrize(
    ("attribute", "right"), [("status", 0.9), ("title", 0.95), ("evidence", 0.95), ("to_org", 0.9)]
)
def test_what_matches_is_told_in_full(
    figures: dict[str, Any], attribute: str, right: float
) -> None:
    assert figures["attributes"][attribute]["right"] >= right
