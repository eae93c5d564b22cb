"""``manage.py fit_day_meant``: fit which time is the day of a fact to annotated texts; no database needed."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from tracker.archive.fitting import FitChoicesCommand
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring import GoldArticle
from tracker.extraction.measuring.fitting_days import LIKE_NEWS, RESTRAINT, choices_of_days
from tracker.extraction.measuring.fitting_meant import fit_choices
from tracker.extraction.rules.day_meant import WEIGHTS


class Command(FitChoicesCommand):
    help = (
        "Fit which of the times that a sentence names is the day of a fact to annotated texts, and write day_meant.json:"
        " to the articles that you give, and to those that the scorer was not trained on."
        " Give it no texts that extraction is measured on."
    )
    written_to = WEIGHTS

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        given = self.choices(choices_of_days, articles, names, options, like_news=LIKE_NEWS)
        if not given:
            raise CommandError("No text tells the day of a fact: there is nothing to fit to.")
        self.stdout.write(
            f"fitted to {len(given)} facts; the rules tell the day of {sum(c.rules_right for c in given)} of them"
            f" rightly, the weights so far {sum(c.chosen_right for c in given)}"
        )
        return fit_choices(given, restraint=RESTRAINT, scaled=False)
