"""``manage.py fit_confidence``: fit the probability of findings to annotated texts; no database needed."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from tracker.archive.fitting import FitPlainCommand
from tracker.extraction.confidence import WEIGHTS
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring import GoldArticle
from tracker.extraction.measuring.fitting import LIKE_NEWS, PLAIN, fit, samples, tempered


class Command(FitPlainCommand):
    help = (
        "Fit how likely a finding is to be right to annotated texts, and write confidence.json: to the articles"
        " and plain sentences that you give. Give it no texts that extraction is measured on."
    )
    written_to = WEIGHTS

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        plain = self.plain(options)
        news = list(samples(articles, names, weight=LIKE_NEWS))
        given = [*news, *samples(plain, names, weight=PLAIN)]
        if not any(sample.right for sample in given):
            raise CommandError("No fact of these texts was found: there is nothing to fit to.")
        self.stdout.write(
            f"fitted to {len(given)} findings, {sum(s.right for s in given)} of them right"
        )
        return tempered(fit(given), news)
