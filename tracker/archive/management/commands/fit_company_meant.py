"""``manage.py fit_company_meant``: fit which organisation is meant to annotated texts; no database needed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.names import archive_gazetteer
from tracker.extraction.company_meant import UNSAID, WEIGHTS, WORDED
from tracker.extraction.measuring import BadGold, read_gold
from tracker.extraction.measuring.fitting_meant import LIKE_NEWS, choices, fit_choices
from tracker.extraction.scorer.training.articles import articles as as_articles
from tracker.extraction.scorer.training.passages import SEED, waiting


class Command(BaseCommand):
    help = (
        "Fit which organisation is meant, where a sentence names none, to annotated texts, and write company_meant.json:"
        " to the articles that you give, and to those that the scorer was not trained on."
        " Give it no texts that extraction is measured on."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, nargs="+", metavar="ARTICLES.jsonl")
        parser.add_argument(
            "--passages",
            action="store_true",
            help="fit to the articles that the scorer is not trained on as well",
        )
        parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            articles = [one for path in options["gold"] for one in read_gold(path)]
        except BadGold as error:
            raise CommandError(str(error), returncode=1) from error
        names = archive_gazetteer()
        given = list(choices(articles, names, weight=LIKE_NEWS))
        if options["passages"]:
            given += choices(as_articles(waiting(), SEED), names)
        weights = {}
        for kind in (UNSAID, WORDED):
            some = [choice for choice in given if choice.kind == kind]
            if not some:
                raise CommandError(
                    "No text tells which organisation is meant: there is nothing to fit to."
                )
            weights[kind] = fit_choices(some)
            self.stdout.write(
                f"{kind}: fitted to {len(some)} questions; the rules answer {sum(c.rules_right for c in some)} of them"
                f" rightly, the weights so far {sum(c.chosen_right for c in some)}"
            )
        options["out"].write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
