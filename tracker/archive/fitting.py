"""What the commands that fit weights to annotated texts have in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.names import archive_gazetteer
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring import BadGold, GoldArticle, read_gold
from tracker.extraction.measuring.fitting_meant import Choice
from tracker.extraction.measuring.plain import read_plain
from tracker.extraction.scorer.training.articles import articles as as_articles
from tracker.extraction.scorer.training.passages import SEED, waiting


class Chooses(Protocol):
    """Gives the choices that articles answer, each counting for so many."""

    def __call__(
        self, articles: Iterable[GoldArticle], gazetteer: Gazetteer, *, weight: float = 1.0
    ) -> Iterator[Choice]: ...


class FitCommand(BaseCommand):
    """Reads annotated articles, and writes the weights that ``weights_of`` fits to them, as JSON."""

    requires_system_checks: list[str] = []
    written_to: Path

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, nargs="+", metavar="ARTICLES.jsonl")
        parser.add_argument(
            "--out", type=Path, default=self.written_to, help="where to write the weights"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            articles = [one for path in options["gold"] for one in read_gold(path)]
            weights = self.weights_of(articles, archive_gazetteer(), options)
        except BadGold as error:
            raise CommandError(str(error), returncode=1) from error
        options["out"].write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")

    def weights_of(
        self, articles: Sequence[GoldArticle], names: Gazetteer, options: dict[str, Any]
    ) -> dict[str, Any]:
        """The weights to write.

        Raises:
            CommandError: where there is nothing to fit to.
        """
        raise NotImplementedError


class FitPlainCommand(FitCommand):
    """Fits to plain sentences as well, if a folder of them is given."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--plain", type=Path, help="a folder of plain sentences, in .tsv files")

    def plain(self, options: dict[str, Any]) -> list[GoldArticle]:
        """The sentences of the folder that ``options`` name; none without one."""
        return read_plain(options["plain"]) if options["plain"] else []


class FitChoicesCommand(FitCommand):
    """Fits to what articles answer, and to the passages that the scorer has not learnt if these are asked for as well."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--passages",
            action="store_true",
            help="fit to the passages that the scorer is not trained on as well",
        )

    def choices(
        self,
        chooses: Chooses,
        articles: Sequence[GoldArticle],
        names: Gazetteer,
        options: dict[str, Any],
        *,
        like_news: float,
    ) -> list[Choice]:
        """What articles answer, and the passages if ``options`` ask for them."""
        given = list(chooses(articles, names, weight=like_news))
        if options["passages"]:
            given += chooses(as_articles(waiting(), SEED), names)
        return given
