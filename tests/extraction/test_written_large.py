"""Headlines and first words in capitals tell what they would tell in the letters of the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import findings, told
from tracker.archive.names import archive_gazetteer
from tracker.extraction import Finding, Text, read_many
from tracker.extraction.measuring import read_gold
from tracker.extraction.written_large import in_own_letters

ARTICLES = read_gold(Path(__file__).parents[1] / "data/eval/dev.jsonl")[:17]
KNOWN = archive_gazetteer()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("INTEL CEO ANN LEE RESIGNS", "Intel CEO Ann Lee resigns"),
        ("META’S YANN LECUN QUITS FOR START-UP", "Meta’s Yann Lecun quits for start-up"),
        ("ANN LEE LEAVES OPENAI\n\nLee said so.", "Ann Lee leaves OpenAI\n\nLee said so."),
        ("WHEN ANN LEE LEFT Intel, it rained.", "When Ann Lee left Intel, it rained."),
        ("IT WAS A SHOCK TO US ALL when he left.", "It was a shock to US all when he left."),
        ("THE BOARD. IT MET in May.", "The board. It met in May."),
        ("THE CHIEF OF XAI, a rival", "The chief of xAI, a rival"),
        ("INTEL’S CO-FOUNDER ROE-SMITH has left.", "Intel’s co-founder Roe-Smith has left."),
        ("ON MONDAY IT MAY GO to Meta.", "On Monday it may go to Meta."),
        ("IN MAY 2025 INTEL had enough.", "In May 2025 Intel had enough."),
        ("THE TARGET WAS MET.\nEach target was met.", "The target was met.\nEach target was met."),
        ("DID ZO STRAĞU GO to Meta?\n“No,” says Strağu.", "Did ZO Strağu go to Meta?\n“No,” says Strağu."),
    ],
)  # fmt: skip
def test_words_in_capitals_are_written_as_elsewhere(text: str, own: str) -> None:
    assert in_own_letters(text, GAZETTEER) == own


@pytest.mark.parametrize(
    "text",
    [
        "Intel has hired Ann Lee.",
        "IBM has hired Ann Lee.",
        "IBM, AMD and HP have hired nobody.",
        "IBM AMD HP\nIntel",
        "US AI VC funding rose.",
        "NEW YORK, N.Y., June 18 (Wire) -- Intel has hired Ann Lee.",
        "SAN FRANCISCO BAY AREA — Intel has hired Ann Lee.",
        "PALO ALTO, Calif., May 12, 2026 (NEWSWIRE) -- Intel has hired Ann Lee.",
        "BREAKING NEWS: Intel has hired Ann Lee.",
        "Ann Lee said: “THIS IS THE END OF IT ALL.”",
        "",
        "A B C",
        "1 2 3",
    ],
)
def test_what_is_always_written_in_capitals_stays(text: str) -> None:
    assert in_own_letters(text, GAZETTEER) == text


@pytest.mark.parametrize("odd", ["ẞ", "İ", "ŉ", "ΐ", "Ǆ", "ﬁ"])
def test_every_letter_keeps_its_place(odd: str) -> None:
    text = f"WHEN {odd}LLE{odd} LEFT INTEL FOR THE {odd} IN MAY, it rained on {odd.lower()}lle."
    assert len(in_own_letters(text, GAZETTEER)) == len(text)


def facts(found: Finding) -> tuple[object, ...]:
    return found.type, found.status, sorted(found.values.items()), found.date, found.via


def test_an_article_tells_the_same_with_its_first_words_in_capitals() -> None:
    texts = [
        re.sub(r"^(?:\S+ ){5}", lambda first: first[0].upper(), article.text)
        for article in ARTICLES
    ]
    assert sum(text != one.text for text, one in zip(texts, ARTICLES, strict=True)) > 10
    plain = read_many((article.as_text() for article in ARTICLES), gazetteer=KNOWN)
    large = read_many(
        (
            Text(text, one.title.upper(), one.published)
            for text, one in zip(texts, ARTICLES, strict=True)
        ),
        gazetteer=KNOWN,
    )
    for article, one, other in zip(ARTICLES, plain, large, strict=True):
        assert [facts(f) for f in other.findings] == [facts(f) for f in one.findings], article.id


def test_a_headline_in_capitals_names_nobody_who_is_not() -> None:
    assert told("INTEL CEO ANN LEE RESIGNS\n\nAnn Lee, the CEO of Intel, has resigned.") == {
        "left done: Ann Lee | Intel | CEO"
    }


def test_evidence_stays_in_the_capitals_of_the_text() -> None:
    text = "WHEN ANN LEE LEFT INTEL for Meta, it rained."
    found = findings(text)
    assert {text[one.start : one.end] for one in found} == {text}
    assert {one.values["person"] for one in found} == {"Ann Lee"}
