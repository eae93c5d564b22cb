"""``manage.py train_scorer``: fit the scorer to its passages and articles; no database needed, but PyTorch."""

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.archive.names import archive_gazetteer
from tracker.extraction.measuring.gold import BadGold, read_gold
from tracker.extraction.scorer import (
    named_worth,
    part_names,
    person_names,
    session,
    views,
    worth,
)


class Command(BaseCommand):
    help = (
        "Fit which sentences are worth scoring, which quotations hold a view, and the scorer, to the training passages and to"
        " annotated articles, and write worth.npz, person_names.npz, part_names.npz, named_worth.npz, views.npz and weights.onnx. Give it no texts"
        " that extraction is measured on. Needs what"
        " tracker/extraction/scorer/training/requirements.txt lists."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="+", type=Path, help="annotated articles")
        parser.add_argument(
            "--words-of",
            nargs="*",
            type=Path,
            default=[],
            help="more of them, for their words alone",
        )
        parser.add_argument(
            "--only-words",
            action="store_true",
            help="fit only to words: sentences and quotations, and not the scorer",
        )
        parser.add_argument(
            "--whole",
            type=Path,
            help="the weights of a scorer before it was made thin: do only that, and learn nothing anew",
        )
        parser.add_argument("--out", type=Path, default=session.WEIGHTS)
        parser.add_argument("--worth-out", type=Path, default=worth.WEIGHTS)
        parser.add_argument("--person-names-out", type=Path, default=person_names.WEIGHTS)
        parser.add_argument("--part-names-out", type=Path, default=part_names.WEIGHTS)
        parser.add_argument("--named-worth-out", type=Path, default=named_worth.WEIGHTS)
        parser.add_argument("--views-out", type=Path, default=views.WEIGHTS)

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            # PyTorch comes with training alone, and commands are listed without it.
            from tracker.extraction.scorer.training import hashed, thinning  # noqa: PLC0415
            from tracker.extraction.scorer.training import train as training  # noqa: PLC0415
            from tracker.extraction.scorer.training.annotated import Annotated  # noqa: PLC0415
        except ImportError as error:
            raise CommandError(f"{error}: call this by “make train”, which brings it.") from error
        logging.basicConfig(level=logging.INFO, format="%(message)s")
        try:
            given = [article for path in options["articles"] for article in read_gold(path)]
            more = [article for path in options["words_of"] for article in read_gold(path)]
        except BadGold as error:
            raise CommandError(str(error)) from error
        names = archive_gazetteer()
        if options["whole"] is None:
            # What is not worth scoring is not learnt either.
            hashed.fit_worth([*given, *more], options["worth_out"])
            hashed.fit_views([*given, *more], options["views_out"])
            # Which names are people's and which parts' is known where sentences are asked with their names.
            hashed.fit_person_names([*given, *more], names, options["person_names_out"])
            hashed.fit_part_names([*given, *more], names, options["part_names_out"])
            hashed.fit_named_worth([*given, *more], names, options["named_worth_out"])
        if options["only_words"]:
            return
        learnt = (
            [Annotated(article, names) for article in given] if options["whole"] is None else []
        )
        shown = list(thinning.passages_of([*given, *more], names))
        training.train(learnt, options["out"], shown, options["whole"])
