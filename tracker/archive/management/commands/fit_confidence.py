"""``manage.py fit_confidence``: fit the probability of findings to annotated texts; no database needed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.names import archive_gazetteer
from tracker.extraction.confidence import WEIGHTS
from tracker.extraction.measuring import BadGold, read_gold
from tracker.extraction.measuring.fitting import LIKE_NEWS, fit, samples
from tracker.extraction.measuring.plain import read_plain
from tracker.extraction.measuring.shapes import CORE
from tracker.extraction.scorer.session import scoring_by
from tracker.extraction.scorer.training.articles import articles as as_articles
from tracker.extraction.scorer.training.passages import SEED, unseen


class Command(BaseCommand):
    help = (
        "Fit how likely a finding is to be right to annotated texts, and write confidence.json: to the articles"
        " and plain sentences that you give, and to passages as read by a scorer that was not trained on them."
        " Give it no texts that extraction is measured on."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, metavar="ARTICLES.jsonl")
        parser.add_argument("--plain", type=Path, help="a folder of plain sentences, in .tsv files")
        parser.add_argument(
            "--unseen-by",
            type=Path,
            metavar="WEIGHTS.onnx",
            help="the weights of a scorer that was not trained on a fifth of the passages; these are fitted to as well",
        )
        parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")

    def handle(self, *_args: Any, **options: Any) -> None:
        unseen_by: Path | None = options["unseen_by"]
        if unseen_by is not None and not unseen_by.is_file():
            raise CommandError(f"{unseen_by} is no file: `make calibrate` makes one.")
        try:
            articles = read_gold(options["gold"])
            plain = read_plain(options["plain"]) if options["plain"] else []
        except BadGold as error:
            raise CommandError(str(error), returncode=1) from error
        names = archive_gazetteer()
        given = list(samples([*articles, *plain], names, weight=LIKE_NEWS))
        if unseen_by is not None:
            with scoring_by(unseen_by):
                given += samples(as_articles(unseen(), SEED), names, kinds=CORE)
        if not any(sample.right for sample in given):
            raise CommandError("No fact of these texts was found: there is nothing to fit to.")
        weights = fit(given)
        options["out"].write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(
            f"fitted to {len(given)} findings, {sum(s.right for s in given)} of them right"
        )
