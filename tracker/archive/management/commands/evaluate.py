"""``manage.py evaluate``: how well the configured reader reads annotated articles; no database needed."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.archive.reading import readings
from tracker.claims.readers import lone_reader
from tracker.extraction import RULES_VERSION
from tracker.extraction.measuring import (
    MEASURED,
    BadGold,
    Calibration,
    Figures,
    GoldArticle,
    Measured,
    about_sets,
    fingerprint,
    measure,
    read_gold,
    store,
    stored_texts,
)

#: What the rules are called among readers.
RULES = "rules"


class Command(BaseCommand):
    help = (
        "Measure the reader on annotated articles: precision, recall, F1, attributes, calibration."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument(
            "--write", action="store_true", help="store the figures, which the site publishes"
        )
        parser.add_argument(
            "--into",
            type=Path,
            default=MEASURED,
            metavar="FOLDER",
            help="where --write stores them, if not with the site's own",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let --write take the place of figures of other articles that have the set's name",
        )
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="use N processes")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs takes a number from 1.")
        try:
            articles = read_gold(options["gold"])
        except BadGold as error:
            raise CommandError(str(error), returncode=1) from error
        name, texts = options["gold"].stem, fingerprint(articles)
        if options["write"] and not options["replace"]:
            stored = stored_texts(name, options["into"])
            if stored not in {"", texts}:
                raise CommandError(
                    f"Nothing was measured: {options['into'] / name}.json holds figures of other articles."
                    " Give the file another name or --into another folder; if the set has changed, --replace.",
                    returncode=1,
                )
        figures, readers = _measured(articles, options["jobs"])
        if options["json"]:
            self.stdout.write(json.dumps(figures.as_dict(), indent=1))
            self.stderr.write("\n".join(_by_whom(readers)))
        else:
            self.stdout.write("\n".join(_lines(figures, readers)))
        if options["write"]:
            version = lone_reader().current()[0]
            others = sum(count for reader, count in readers.items() if reader != version)
            if others:
                raise CommandError(
                    f"Not stored: {others} of {len(articles)} articles were not read by {_name(version)},"
                    " whose figures these would be."
                )
            measured = Measured(
                name=name,
                measured_on=timezone.localdate(),
                reader=_name(version),
                rules_version=RULES_VERSION,
                figures=figures,
                texts=texts,
            )
            self._store(measured, options["into"])

    def _store(self, measured: Measured, folder: Path) -> None:
        try:
            path = store(measured, folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
        self.stderr.write(f"stored in {path}")
        if folder == MEASURED and measured.name not in {about.name for about in about_sets()}:
            self.stderr.write(
                f"{folder / 'sets.json'} does not describe it: the site leaves it out"
            )


def _measured(articles: list[GoldArticle], jobs: int) -> tuple[Figures, Counter[str]]:
    """The figures, and how many articles each version of a reader has read."""
    told = list(readings(((one.id, one.as_text(), "") for one in articles), jobs))
    figures = measure(
        articles,
        {one.result["id"]: one.result["facts"] for one in told},
        unread=sum("error" in one.result for one in told),
    )
    return figures, Counter(one.reader for one in told)


def _name(version: str) -> str:
    return RULES if version == RULES_VERSION else version


def _by_whom(readers: Mapping[str, int]) -> Iterator[str]:
    for version, count in readers.items():
        yield f"  {count} read by {_name(version)}"


def _lines(figures: Figures, readers: Mapping[str, int]) -> Iterator[str]:
    unread = f", of which {figures.unread} could not be read" if figures.unread else ""
    yield f"{figures.articles} articles{unread}"
    yield from _by_whom(readers)
    for part in (figures.lines, figures.types):
        for name, rate in part.items():
            yield (
                f"  {name:16} P {_share(rate.precision)}  R {_share(rate.recall)}"
                f"  F1 {_share(rate.f1)}  gold {rate.gold}"
            )
        yield ""
    for name, share in figures.attributes.items():
        yield f"  {name:16} right {_share(share.right)} of {share.asked}"
    yield f"  clean negatives  {_share(figures.clean_negatives)} of {figures.negatives}"
    yield ""
    yield from _calibration(figures.calibration)


def _calibration(told: Calibration) -> Iterator[str]:
    yield "  probability      stated  right  findings"
    for one in told.bins:
        yield (
            f"  {one.low:.2f} to {one.high:.2f}     {one.stated:.3f}  {one.right:.3f}"
            f"  {one.count:8}"
        )
    yield (
        f"  expected calibration error {_share(told.error)}, Brier score {_share(told.brier)},"
        f" {told.count} findings"
    )


def _share(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"
