"""``manage.py fit_person_meant``: fit whom "he" and "she" mean to annotated texts; no database needed."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from tracker.archive.fitting import FitChoicesCommand
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring import GoldArticle
from tracker.extraction.measuring.fitting_meant import fit_choices
from tracker.extraction.measuring.fitting_people import LIKE_NEWS, RESTRAINT, choices_of_people
from tracker.extraction.person_meant import WEIGHTS


class Command(FitChoicesCommand):
    help = (
        'Fit whom "he" and "she" mean to annotated texts, and write person_meant.json.'
        " Give it no texts that the scorer was trained on or that extraction is measured on."
    )
    written_to = WEIGHTS

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        given = self.choices(choices_of_people, articles, names, options, like_news=LIKE_NEWS)
        if not given:
            raise CommandError("No text tells who is meant: there is nothing to fit to.")
        self.stdout.write(
            f"fitted to {len(given)} questions; the rules answer {sum(c.rules_right for c in given)} of them rightly, the weights"
            f" so far {sum(c.chosen_right for c in given)}"
        )
        return fit_choices(given, restraint=RESTRAINT, scaled=False)
