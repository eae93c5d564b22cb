"""How well annotated articles are read; a floor under every figure, which two scorers give alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.names import GAZETTEER
from tests.extraction.score import score
from tests.extraction.test_measuring import SETS, Row, agree, rows_of
from tracker.extraction import read_many
from tracker.extraction.measuring import GoldArticle, read_gold

(DEV,) = (path for path in SETS if path.stem == "dev")
#: Of the other sets so many articles are read as are of all kinds.
FEW = 24


@cache
def reading(path: Path) -> tuple[list[GoldArticle], dict[str, list[Row]]]:
    """Annotated articles of a set, of dev all, and what is found in them."""
    articles = read_gold(path)
    articles = articles if path == DEV else articles[:: len(articles) // FEW]
    readings = read_many((one.as_text() for one in articles), gazetteer=GAZETTEER)
    return articles, {
        one.id: [finding.as_dict(one.text) for finding in reading.findings]
        for one, reading in zip(articles, readings, strict=True)
    }


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_real_reading_has_the_figures_of_the_reference_scorer(path: Path) -> None:
    articles, found = reading(path)
    figures = agree(articles, found)
    assert figures.articles == len(articles) >= FEW
    core, background = figures.lines["core"].gold, figures.lines["background"].gold
    assert background > 10 if path.stem == "quiet" else core > 60


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    _, found = reading(DEV)
    read = [{"id": name, "facts": facts} for name, facts in found.items()]
    result: dict[str, Any] = score(rows_of(DEV), read)
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
