"""``manage.py fit_confidence_in_article``: fit what an article as a whole says for or against its facts; no database needed."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from tracker.archive.fitting import FitCommand
from tracker.extraction.confidence import WEIGHTS_IN_ARTICLE, traits_in_article
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring import GoldArticle
from tracker.extraction.measuring.fitting import RESTRAINT_IN_ARTICLE, fit, samples


class Command(FitCommand):
    help = (
        "Fit how likely a finding is to be right by what its article tells besides, and write confidence_in_article.json: to the"
        " articles that you give, once confidence.json is fitted. Give it no texts that extraction is measured on."
    )
    written_to = WEIGHTS_IN_ARTICLE

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        given = list(samples(articles, names, of=traits_in_article))
        if not any(sample.right for sample in given):
            raise CommandError("No fact of these articles was found: there is nothing to fit to.")
        files = ", ".join(path.name for path in options["gold"])
        self.stdout.write(
            f"fitted to {len(given)} findings in {files}, {sum(s.right for s in given)} of them right"
        )
        return fit(given, RESTRAINT_IN_ARTICLE)
