"""Nothing that a text holds may stop the reading of the others."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import findings, told
from tracker.extraction import Reading, Text, pipeline, read, read_many
from tracker.extraction.bare_text import readable
from tracker.extraction.drafts import Draft
from tracker.extraction.furniture import is_boilerplate
from tracker.extraction.language import why_unread
from tracker.extraction.measuring.plain import line
from tracker.extraction.pipeline import RULES, readings
from tracker.extraction.runs import with_juniors
from tracker.extraction.scene import Scene
from tracker.extraction.sentences import Segment, segments

HIRE = "Intel has hired Ann Lee as its chief scientist."
TOLD = {"joined done: Ann Lee | Intel | chief scientist"}


@pytest.mark.parametrize(
    "text",
    [
        f"{HIRE}\x00",
        f"\ufeff{HIRE}",
        f"{HIRE} \ud800\udfff",
        f"שלום עולם. {HIRE}",
        f"\u202e{HIRE}\u202c",
        f"😀😀 {HIRE} 😀",
        HIRE.replace(" ", "\u00a0", 1) + "\r\n\r\n" + "(" * 3000,
        f"{'“' * 2000}\n{HIRE}",
        f"{HIRE}\n{'Sam Altman, ' * 300}joins.",
        f"{HIRE}\n{'x' * 50_000}",
    ],
)
def test_odd_characters_around_a_sentence_do_not_hide_it(text: str) -> None:
    assert told(text) >= TOLD
    for finding in findings(text):
        assert finding.as_dict(text)["evidence"] == text[finding.start : finding.end] != ""


def test_junk_is_read_or_refused_but_never_fails() -> None:
    chance = random.Random(7)
    for _ in range(40):
        letters = [
            chr(chance.choice([*range(32, 127), 0, 10, 8217, 8221, 0x5D0, 0x4E00, 0xD800]))
            for _ in range(400)
        ]
        reading = read("".join(letters), gazetteer=GAZETTEER)
        assert isinstance(reading, Reading)


def test_shuffled_words_of_articles_never_fail() -> None:
    chance = random.Random(3)
    words = [
        "Ann",
        "Lee,",
        "Intel",
        "hired",
        "named",
        "to",
        "as",
        "chief",
        "executive",
        "and",
        "of",
        "the",
        "start-up",
        "who",
        "which",
        "founder",
        "report",
        "Nvidia",
        "'s",
        '"',
        "for",
        "$3",
        "million",
        "%",
        "stake",
        "from",
        "left",
        "joins",
        "lead",
        "team",
        "called",
        "is",
        "was",
        "had",
        "been",
        "will",
        "its",
        "his",
        "they",
        "it",
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
    ]
    for _ in range(60):
        findings(" ".join(chance.choice(words) for _ in range(40)) + ".")


def test_five_megabytes_are_refused_with_a_reason_at_once() -> None:
    text = "".join(
        f"Intel has hired Ann Lee number {n} as its chief scientist. " for n in range(90_000)
    )
    assert len(text) > 5_000_000
    start = time.monotonic()
    tracemalloc.start()
    reading = read(text, gazetteer=GAZETTEER)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.unread is not None and "too long" in reading.unread
    assert time.monotonic() - start < 20 and peak < 200_000_000


def test_a_text_of_too_many_telling_sentences_is_refused_with_a_reason() -> None:
    text = "".join(f"Intel has hired Ann Lee number {n}.\n" for n in range(4_000))
    reading = read(text, gazetteer=GAZETTEER)
    assert reading.unread is not None and "sentences" in reading.unread


def test_a_rule_that_fails_on_a_sentence_costs_only_what_it_would_have_told() -> None:
    def fails(scene: Scene) -> Iterator[Draft]:
        raise ZeroDivisionError(scene.text)
        yield

    reading = next(readings([Text(HIRE)], gazetteer=GAZETTEER, rules=(fails, *RULES)))
    assert {line(finding) for finding in reading.findings} == TOLD


def test_readings_come_in_the_order_of_their_texts() -> None:
    texts = [Text(HIRE), Text(""), Text("Jane Foster has left OpenAI.")]
    readings = list(read_many(texts, gazetteer=GAZETTEER))
    assert [[line(f) for f in reading.findings] for reading in readings] == [
        sorted(TOLD), [], ["left done: Jane Foster | OpenAI"],
    ]  # fmt: skip
    assert [reading.unread for reading in readings] == [None, "empty text", None]


def test_the_same_text_is_read_the_same_way_twice() -> None:
    text = f"{HIRE} She will report to Pat Gelsinger. Jane Foster has left OpenAI."
    assert [f.as_dict(text) for f in findings(text)] == [f.as_dict(text) for f in findings(text)]


PROSE = "Ann Lee left Intel."
#: People of one surname, and names of one length, of which the first named goes before the others.
MANY = (
    "Ann Lee, Jon Lee, Uma Lee and Ida Lee left Intel in May. Lee has joined Cohere as chief scientist. "
    "Eva Roe and Ian Roe, of Runway, founded Tessera Labs. Roe is its chief executive. Lee will report to Roe."
)


@pytest.mark.parametrize(
    "grown",
    [
        lambda n: "By Friday" + ", 10" * n + " people left. It",
        lambda n: "By " + "A-" * n + "A said it",
        lambda n: f"{HIRE}\n{chr(10) * (5 * n)}{PROSE}",
        lambda n: "@" * n,
        lambda n: "a@b." * n,
        lambda n: f"{' ' * n}x {PROSE}\n" * 4,
        lambda n: "A-" * n,
        lambda n: "The " * n,
        lambda n: "a" + "!" * n + "x",
        lambda n: "a" + "\t" * n + "b",
        lambda n: f"# Contacts{' ' * n}x\n{PROSE}",
        lambda n: f"# About Acme{'-' * n}\nAcme is a firm.",
        lambda n: "$" + "9" * n + " for 1" + ",1" * n,
        lambda n: "ann met a man who knew a man of the\u2028" * (n // 8),
        lambda n: "benefits\n" * n,
    ],
)  # fmt: skip
def test_a_text_twice_as_long_takes_about_twice_the_time(grown: Callable[[int], str]) -> None:
    def seconds(text: str) -> float:
        tries = []
        for _ in range(3):
            start = time.process_time()
            why_unread(text)
            segments(readable(text))
            tries.append(time.process_time() - start)
        return min(tries)

    assert seconds(grown(8_000)) < 3 * seconds(grown(4_000)) + 0.5


@pytest.mark.parametrize(
    "line",
    [
        "By Friday" + ", 10" * 24 + " people left. It",
        "By " + "A-" * 140 + "A said it",
        "By Jo Roe" + ", Reuters" * 28 + " said",
        "By Jo Roe" + ", AI-reporter" * 20 + " said",
        "By Jo Roe" + ", Updated 1" * 20 + " said. It",
    ],
)
def test_a_line_that_is_nearly_a_byline_is_soon_known_to_be_none(line: str) -> None:
    start = time.process_time()
    assert not is_boilerplate(line)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("word", ["a.", "A-", "Ann."])
def test_a_word_without_end_does_not_hold_up_the_names_of_juniors(word: str) -> None:
    start = time.process_time()
    told = with_juniors(f"{word * 50_000}; John Hale Jr. left Intel.")
    assert time.process_time() - start < 1
    assert told["John Hale"] == "John Hale Jr."


@pytest.mark.parametrize("published", [date.min, date(2025, 6, 18), date.max])
@pytest.mark.parametrize(
    "opening",
    [
        "On 0001-01-01, two weeks earlier,",
        "On 9999-12-31, a day later,",
        "99 decades ago, 99 decades earlier, the following May, a year later",
        "Last Tuesday, a week after last week, by the end of next year,",
    ],
)
def test_a_fact_is_told_where_the_calendar_ends(opening: str, published: date) -> None:
    (fact,) = told(f"{opening} Ann Lee joined Intel.", published=published)
    assert fact in {"joined done: Ann Lee | Intel", "joined announced: Ann Lee | Intel"}


def test_a_sum_of_four_hundred_digits_is_no_sum() -> None:
    nines = "9" * 400
    text = f"Cohere raised ${nines} in May. Intel will cut {nines} jobs."
    assert {line(finding) for finding in findings(text)} <= {
        "funding done: Cohere", "layoff announced: Intel",
    }  # fmt: skip


def test_a_text_is_read_the_same_way_in_every_process() -> None:
    script = (
        "import json; from tests.extraction.reading import findings; "
        f"print(json.dumps([f.as_dict({MANY!r}) for f in findings({MANY!r})]))"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    )  # fmt: skip
    assert json.loads(first) == json.loads(second) != []


def _failing_on(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def cut(text: str) -> list[Segment]:
        if "bad" in text:
            raise error
        return segments(text)

    monkeypatch.setattr(pipeline, "segments", cut)


def test_a_text_on_which_reading_fails_is_left_unread_and_costs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _failing_on(monkeypatch, OverflowError)
    bad, good = read_many([Text(f"{HIRE} That is bad."), Text(HIRE)], gazetteer=GAZETTEER)
    assert (bad.findings, bad.unread) == ((), "reading failed: OverflowError")
    assert {line(finding) for finding in good.findings} == TOLD


def test_the_end_of_a_tasks_time_is_not_put_down_to_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _failing_on(monkeypatch, SoftTimeLimitExceeded)
    with pytest.raises(SoftTimeLimitExceeded):
        read(f"{HIRE} That is bad.", gazetteer=GAZETTEER)


@pytest.mark.parametrize("part", ["beliefs", "follow"])
def test_nor_is_it_put_down_to_a_sentence(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    def up(*_: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(pipeline, part, up)
    with pytest.raises(SoftTimeLimitExceeded):
        read(HIRE, gazetteer=GAZETTEER)
