"""``manage.py fit_confidence``: fit the probability of findings to annotated articles; no database needed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.names import archive_gazetteer
from tracker.extraction.confidence import WEIGHTS
from tracker.extraction.measuring import BadGold, read_gold
from tracker.extraction.measuring.fitting import fit, samples


class Command(BaseCommand):
    help = (
        "Fit how likely a finding is to be right to annotated articles, and write confidence.json."
        " Give it articles that extraction is not measured on."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, metavar="ARTICLES.jsonl")
        parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            articles = read_gold(options["gold"])
        except BadGold as error:
            raise CommandError(str(error), returncode=1) from error
        given = samples(articles, archive_gazetteer())
        if not any(sample.right for sample in given):
            raise CommandError("No fact of these articles was found: there is nothing to fit to.")
        weights = fit(given)
        options["out"].write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(
            f"fitted to {len(given)} findings, {sum(s.right for s in given)} of them right"
        )
