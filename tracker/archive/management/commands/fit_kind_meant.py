"""``manage.py fit_kind_meant``: fit which kind of fact is meant to annotated texts; no database needed."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from tracker.archive.fitting import FitPlainCommand
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.kind_meant import WEIGHTS
from tracker.extraction.measuring import GoldArticle
from tracker.extraction.measuring.fitting_kinds import RESTRAINT, choices_of_kinds
from tracker.extraction.measuring.fitting_meant import fit_choices


class Command(FitPlainCommand):
    help = (
        "Fit which kind of fact is meant, where a sentence leaves it open whether somebody came or rose, left or once was, to"
        " annotated texts, and write kind_meant.json. Give it no texts that the scorer was trained on or that extraction is measured on."
    )
    written_to = WEIGHTS

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        plain = self.plain(options)
        given = [*choices_of_kinds(articles, names), *choices_of_kinds(plain, names)]
        if not given:
            raise CommandError(
                "No text tells which kind of fact is meant: there is nothing to fit to."
            )
        self.stdout.write(
            f"fitted to {len(given)} facts; the sentences tell the kind of {sum(c.rules_right for c in given)} of them"
            f" rightly, the weights so far {sum(c.chosen_right for c in given)}"
        )
        return fit_choices(given, restraint=RESTRAINT, scaled=False)
