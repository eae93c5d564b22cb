"""How fast texts are read on one core, where the time goes, and how much memory it takes.

`make bench-extract`, or `OMP_NUM_THREADS=1 uv run python -m bench.extract [--runs 3] [--articles 100] [SET.jsonl…]`.
One process, one thread, and the clock is the processor's: what else the machine does does not count. The articles
are composed from annotated sets, by default those under tests/data/eval. Speed is the best of several runs; shares
are of one more run, in which each stage is timed.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from types import GeneratorType
from typing import cast

# Set before anything is imported that counts threads.
os.environ["OMP_NUM_THREADS"] = "1"

from tracker.archive.names import archive_gazetteer
from tracker.extraction import FactType, Gazetteer, Text, pipeline, preparing, recognising
from tracker.extraction.measuring import GoldArticle, read_gold
from tracker.extraction.sentences import segments

SETS = Path(__file__).parents[1] / "tests/data/eval"
#: Articles per second and core that each mix should reach, and megabytes for the process.
BARS = {"one in five states a fact": 100, "all state facts": 25, "600 words, dense with facts": 5}
MOST_MEGABYTES = 800
WORDS = 600
STAGES = ("cutting", "names", "parse", "scoring", "rules", "reconciling", "other")
#: The functions that make up each stage, by the module that calls them. Rules come on top, one by one.
PARTS = {
    (pipeline, "segments"): "cutting",
    (recognising, "with_names"): "names",
    (recognising, "find_mentions"): "names",
    (preparing, "parsed"): "parse",
    (pipeline, "worth_reading"): "cutting",
    (pipeline, "worth_parsing"): "cutting",
    (preparing, "mark"): "scoring",
    (pipeline, "links"): "scoring",
    (pipeline, "follow"): "rules",
    (pipeline, "reconcile"): "reconciling",
}


class Stages:
    """Seconds by stage. A stage inside another is taken off the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def timed[**P, R](self, stage: str, function: Callable[P, R]) -> Callable[P, R]:
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            began = process_time()
            self._inner.append(0.0)
            try:
                result = function(*args, **kwargs)
                # What a generator does counts where it was made.
                return (
                    cast("R", iter(list(result))) if isinstance(result, GeneratorType) else result
                )
            finally:
                took = process_time() - began
                self.seconds[stage] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return run

    def shares(self, total: float) -> dict[str, float]:
        known = {stage: self.seconds[stage] / total for stage in STAGES[:-1]}
        return known | {"other": max(0.0, 1 - sum(known.values()))}


def time_stages(texts: list[Text], gazetteer: Gazetteer) -> dict[str, float]:
    """The share of the time of each stage, in a run whose functions are wrapped."""
    stages = Stages()
    plain = {part: getattr(*part) for part in (*PARTS, (pipeline, "EARLY"))}
    rules = {rule: stages.timed("rules", rule) for rule in pipeline.RULES}
    try:
        for part, stage in PARTS.items():
            setattr(*part, stages.timed(stage, plain[part]))
        pipeline.EARLY = {rules[rule] for rule in plain[pipeline, "EARLY"]}
        began = process_time()
        for _ in pipeline.readings(texts, gazetteer=gazetteer, rules=tuple(rules.values())):
            pass
        return stages.shares(process_time() - began)
    finally:
        for part, function in plain.items():
            setattr(*part, function)


def time_once(texts: list[Text], gazetteer: Gazetteer) -> float:
    began = process_time()
    for _ in pipeline.readings(texts, gazetteer=gazetteer):
        pass
    return process_time() - began


def mixes(articles: list[GoldArticle], count: int) -> dict[str, list[Text]]:
    """Three mixes of ``count`` texts, the last of a quarter as many; the same ones every time."""
    chance = random.Random(7)
    every = [one for one in articles if any(_is_told(fact) for fact in one.facts)]
    short = sorted(every, key=lambda one: len(one.text.split()))
    short = short[: max(1, len(short) // 2)]
    chance.shuffle(short)
    stating = [one.as_text() for one in islice(cycle(short), count)]
    size = sum(len(one.text.split()) for one in stating) // len(stating)
    silent = list(islice(cycle(_silent(articles, size)), count))
    return dict(
        zip(
            BARS,
            (
                [stating[n] if n % 5 == 0 else silent[n] for n in range(count)],
                stating,
                list(islice(_long(every, chance), max(1, count // 4))),
            ),
            strict=True,
        )
    )


def _is_told(fact: Mapping[str, object]) -> bool:
    """Whether a fact is more than what somebody is, or says."""
    return fact["type"] not in {FactType.ROLE, FactType.STATEMENT}


def _silent(articles: list[GoldArticle], words: int) -> list[Text]:
    """The articles that state no fact, each with as many of its first sentences as have about ``words`` words."""
    return [
        replace(one.as_text(), text=next(_filled((s.text for s in segments(one.text)), words, " ")))
        for one in articles
        if not one.facts
    ]


def _long(articles: list[GoldArticle], chance: random.Random) -> Iterator[Text]:
    """Texts of ``WORDS`` words made of whole articles that state facts."""
    texts = [one.text for one in articles]
    while True:
        chance.shuffle(texts)
        yield from (Text(text, "", date(2025, 6, 12)) for text in _filled(texts, WORDS, "\n\n"))


def _filled(pieces: Iterable[str], words: int, between: str) -> Iterator[str]:
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if sum(len(one.split()) for one in held) >= words:
            yield between.join(held)
            held = []
    if held and words != WORDS:
        yield between.join(held)


class Failures(logging.Handler):
    """Counts what the reader logs, in place of printing it between the figures."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno >= logging.ERROR


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sets", nargs="*", type=Path, default=sorted(SETS.glob("*.jsonl")))
    parser.add_argument("--runs", type=int, default=3, help="speed is the best of these")
    parser.add_argument("--articles", type=int, default=100, help="texts in each of two mixes")
    options = parser.parse_args(arguments)
    failures = Failures()
    logging.getLogger("tracker.extraction").addHandler(failures)
    articles = [one for path in options.sets for one in read_gold(path)]
    gazetteer = archive_gazetteer()
    # The models are loaded and warm before the clock starts.
    time_once([one.as_text() for one in articles[:5]], gazetteer)
    print(f"{', '.join(path.stem for path in options.sets)}; best of {options.runs} runs")
    for name, texts in mixes(articles, options.articles).items():
        seconds = min(time_once(texts, gazetteer) for _ in range(options.runs))
        speed = len(texts) / seconds
        words = sum(len(text.text.split()) for text in texts) // len(texts)
        print(
            f"\n{name} ({len(texts)} articles, {words} words each)\n"
            f"  {speed:.1f} articles per second and core (bar {BARS[name]},"
            f" {'met' if speed >= BARS[name] else 'missed'})"
        )
        shares = time_stages(texts, gazetteer)
        print("  " + "  ".join(f"{stage} {shares[stage]:.0%}" for stage in STAGES))
    # Linux counts kilobytes, macOS bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(
        f"\npeak memory {megabytes:.0f} MB (bar {MOST_MEGABYTES},"
        f" {'met' if megabytes <= MOST_MEGABYTES else 'missed'})"
    )
    if failures.count:
        print(f"{failures.count} failures of rules on sentences were logged: see manage.py extract")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
