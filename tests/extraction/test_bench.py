"""The benchmark of reading: what it reads, what it times, and that it leaves the reader as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.extract import BARS, STAGES, WORDS, Stages, mixes, time_stages
from tests.extraction.names import GAZETTEER
from tracker.extraction import pipeline
from tracker.extraction.measuring import read_gold

ROOT = Path(__file__).parents[2]
DEV = ROOT / "tests/data/eval/dev.jsonl"


def test_the_mixes_are_as_long_and_state_as_much_as_they_say() -> None:
    articles = read_gold(DEV)
    some, every, long = mixes(articles, 40).values()
    stated = {one.text for one in articles if one.facts}
    assert [text.text in stated for text in some] == [n % 5 == 0 for n in range(40)]
    assert all(text.text in stated for text in every)
    assert len(long) == 10
    assert all(WORDS <= len(text.text.split()) < WORDS * 1.5 for text in long)
    assert mixes(articles, 40) == mixes(articles, 40)


def test_a_stage_inside_another_is_taken_off_the_outer_one() -> None:
    stages = Stages()
    inner = stages.timed("parse", lambda: sum(range(300_000)))
    outer = stages.timed("rules", lambda: [inner() for _ in range(20)])
    outer()
    assert stages.seconds["parse"] > 10 * stages.seconds["rules"]


def test_the_stages_are_all_timed_and_the_reader_is_left_as_it_was() -> None:
    before = {name: value for name, value in vars(pipeline).items() if not name.startswith("__")}
    texts = mixes(read_gold(DEV), 8)["all state facts"]
    shares = time_stages(texts, GAZETTEER)
    assert set(shares) == set(STAGES)
    assert sum(shares.values()) == pytest.approx(1)
    assert all(shares[stage] > 0 for stage in STAGES if stage != "other")
    assert {
        name: value for name, value in vars(pipeline).items() if not name.startswith("__")
    } == before


def test_the_bars_and_figures_are_printed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.extract", "--runs", "1", "--articles", "5", str(DEV)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name, bar in BARS.items():
        assert f"\n{name} (" in done.stdout
        assert f"articles per second and core (bar {bar}, " in done.stdout
    assert " MB (bar 800, " in done.stdout
