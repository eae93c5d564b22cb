"""The place, the day and the agency above a report are no part of what it tells."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.extraction.reading import findings, told
from tracker.archive.names import archive_gazetteer
from tracker.extraction import Finding, Text, read_many
from tracker.extraction.datelines import behind_dateline
from tracker.extraction.measuring import read_gold

ARTICLES = read_gold(Path(__file__).parents[1] / "data/eval/dev.jsonl")[34:48]
HIRE = "Intel has hired Ann Lee as its chief scientist."


@pytest.mark.parametrize(
    "dateline",
    [
        "SAN FRANCISCO, June 3 (Reuters) - ",
        "LONDON, June 18, 2025 (Newswire) -- ",
        "NEW YORK (AP) — ",
        "NEW YORK (AP) ",
        "SAN FRANCISCO--(BUSINESS WIRE)--",
        "PALO ALTO, Calif., June 3, 2025 /PRNewswire/ -- ",
        "MENLO PARK, Calif., June 03, 2025 (GLOBE NEWSWIRE) -- ",
        "MOUNTAIN VIEW, Calif. – June 3, 2025 – ",
        "AUSTIN, TX, June 3, 2025 – ",
        "London, 3 June 2025 – ",
        "PARIS/LONDON, Jan 3 (Reuters) - ",
        "AUSTIN, Texas and KRAKÓW, Poland, June 3, 2025 -- ",
        "BENGALURU, Jun 3 (PTI) ",
        "Washington (AFP) - ",
        "LONDON, England (CNN) -- ",
        "LONDON — ",
    ],
)
def test_a_dateline_stands_outside_of_the_sentence_that_follows_it(dateline: str) -> None:
    text = dateline + HIRE
    assert behind_dateline(text) == len(dateline)
    assert {text[one.start : one.end] for one in findings(text)} == {HIRE}
    assert told(text) == told(HIRE)


@pytest.mark.parametrize(
    "line",
    [
        HIRE,
        "IBM — once the king of machines — has hired Ann Lee.",
        "IBM, which has a new chief — Ann Lee — is glad.",
        "Intel Corp. (NASDAQ: INTC) — the maker of chips — has hired Ann Lee.",
        "Intel - Ann Lee is gone",
        "Ann Lee, June 3 — a day to remember.",
        "Meta, Google and Amazon — all of them — have hired nobody.",
        "Palo Alto Networks — a firm — has hired Ann Lee.",
        "On May 3 — the day of the talk — Ann Lee left.",
        "May 3 — Intel has hired Ann Lee.",
        "London is calling - Ann Lee comes.",
        "",
        "-",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(line: str) -> None:
    assert behind_dateline(line) == 0


def facts(found: Finding) -> tuple[object, ...]:
    return found.type, found.status, sorted(found.values.items()), found.date, found.via


def test_an_article_tells_the_same_behind_a_dateline() -> None:
    known = archive_gazetteer()
    plain = read_many((article.as_text() for article in ARTICLES), gazetteer=known)
    dated = read_many(
        (Text(f"SAN JOSE, June 3 (Wire) - {a.text}", a.title, a.published) for a in ARTICLES),
        gazetteer=known,
    )
    for article, one, other in zip(ARTICLES, plain, dated, strict=True):
        assert [facts(f) for f in other.findings] == [facts(f) for f in one.findings], article.id


@pytest.mark.parametrize(
    "line",
    [
        "A " * 50_000,
        "Aa, " * 50_000,
        "LONDON, " * 50_000,
        "LONDON/" * 50_000,
        "AB and " * 50_000,
        "LONDON, June 3 (" + "a " * 50_000,
        "L-" * 50_000,
    ],
)
def test_a_line_that_never_comes_to_its_dash_is_soon_known_to_have_no_dateline(line: str) -> None:
    start = time.process_time()
    assert behind_dateline(line) == 0
    assert time.process_time() - start < 1
