"""``manage.py sample_archive``: facts of the archive drawn at random, to be checked again by somebody else."""

import json
import random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.files import read_archive


class Command(BaseCommand):
    help = (
        "Draw facts of the archive's files; the same seed draws the same facts from the same files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("seed", help="any text, such as the hash of the commit")
        parser.add_argument("--count", type=int, default=60, help="how many facts (60)")

    def handle(self, *_args: Any, seed: str, count: int, **_options: Any) -> None:
        if count < 1:
            raise CommandError("Ask for one fact at least: --count 60.")
        facts = [
            {"file": company, "kind": kind} | entry
            for company, kind, entry in read_archive().filed()
        ]
        drawn = random.Random(seed).sample(facts, min(count, len(facts)))  # noqa: S311
        for fact in drawn:
            self.stdout.write(json.dumps(fact, ensure_ascii=False))
