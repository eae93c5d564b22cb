"""``manage.py fit_confidence``: fit the probability of findings to annotated texts; no database needed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.names import archive_gazetteer
from tracker.extraction.confidence import WEIGHTS
from tracker.extraction.measuring import BadGold, read_gold
from tracker.extraction.measuring.fitting import LIKE_NEWS, PLAIN, fit, samples, tempered
from tracker.extraction.measuring.plain import read_plain
from tracker.extraction.measuring.shapes import CORE
from tracker.extraction.scorer.training.articles import articles as as_articles
from tracker.extraction.scorer.training.passages import SEED, unseen


class Command(BaseCommand):
    help = (
        "Fit how likely a finding is to be right to annotated texts, and write confidence.json: to the articles"
        " and plain sentences that you give, and to the passages that the scorer was not trained on."
        " Give it no texts that extraction is measured on."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, nargs="+", metavar="ARTICLES.jsonl")
        parser.add_argument("--plain", type=Path, help="a folder of plain sentences, in .tsv files")
        parser.add_argument(
            "--passages",
            action="store_true",
            help="fit to the passages that the scorer is not trained on as well",
        )
        parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            articles = [one for path in options["gold"] for one in read_gold(path)]
            plain = read_plain(options["plain"]) if options["plain"] else []
        except BadGold as error:
            raise CommandError(str(error), returncode=1) from error
        names = archive_gazetteer()
        news = list(samples(articles, names, weight=LIKE_NEWS))
        given = [*news, *samples(plain, names, weight=PLAIN)]
        if options["passages"]:
            given += samples(as_articles(unseen(), SEED), names, kinds=CORE)
        if not any(sample.right for sample in given):
            raise CommandError("No fact of these texts was found: there is nothing to fit to.")
        weights = tempered(fit(given), news)
        options["out"].write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(
            f"fitted to {len(given)} findings, {sum(s.right for s in given)} of them right"
        )
