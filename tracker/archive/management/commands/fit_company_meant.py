"""``manage.py fit_company_meant``: fit which organisation is meant to annotated texts; no database needed."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from tracker.archive.fitting import FitChoicesCommand
from tracker.extraction.company_meant import UNSAID, WEIGHTS, WORDED
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring import GoldArticle
from tracker.extraction.measuring.fitting_meant import LIKE_NEWS, choices, fit_choices


class Command(FitChoicesCommand):
    help = (
        "Fit which organisation is meant, where a sentence names none, to annotated texts, and write company_meant.json:"
        " to the articles that you give, and to those that the scorer was not trained on."
        " Give it no texts that extraction is measured on."
    )
    written_to = WEIGHTS

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        given = self.choices(choices, articles, names, options, like_news=LIKE_NEWS)
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
        return weights
