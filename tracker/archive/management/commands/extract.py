"""``manage.py extract``: text in, findings out, as JSON lines; no database needed."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.reading import Row, results
from tracker.extraction import Text
from tracker.kernel import arguments

#: A text beyond this is refused, for memory's sake.
MOST_BYTES = 20_000_000
#: Half a character, which JSON can spell and no encoding can print; offsets stay as they are.
_LONE = re.compile("[\ud800-\udfff]")


class Command(BaseCommand):
    help = "Print the facts that texts state, one JSON object for each text."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--published", type=arguments.day, metavar="DATE")
        parser.add_argument(
            "--jsonl", metavar="IN.jsonl", help="lines with id, title, published, text"
        )
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="use N processes")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["files"] and not options["jsonl"]:
            raise CommandError("Name a file, or give --jsonl IN.jsonl.")
        if options["jobs"] < 1:
            raise CommandError("--jobs takes a number from 1.")
        rows: Iterable[Row] = (_file(name, options["published"]) for name in options["files"])
        if options["jsonl"]:
            rows = chain(rows, _lines(options["jsonl"], options["published"]))
        failed = 0
        for result in results(rows, options["jobs"]):
            failed += "error" in result
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        if failed:
            raise CommandError(f'{failed} could not be read; see "error".', returncode=1)


def _file(name: str, published: date | None) -> Row:
    path = Path(name)
    try:
        if path.stat().st_size > MOST_BYTES:
            return path.stem, None, f"The file is larger than {MOST_BYTES} bytes."
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return path.stem, None, f"The file cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        return path.stem, None, "The file is no UTF-8 text: save it as UTF-8."
    if "\0" in text:
        return path.stem, None, "The file is binary, not text."
    return path.stem, Text(text, published=published), ""


def _lines(name: str, published: date | None) -> Iterator[Row]:
    try:
        with Path(name).open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _json_row(line, number, published)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _json_row(line: str, number: int, published: date | None) -> Row:
    try:
        row = json.loads(line)
        name = str(row["id"])
    except (ValueError, KeyError, TypeError) as error:
        return f"line-{number}", None, f"Line {number} is no JSON object with an id: {error!r}."
    try:
        day = date.fromisoformat(row["published"]) if row.get("published") else published
    except (ValueError, TypeError):
        return name, None, f"“{row['published']}” is no day: write 2025-06-12."
    text = row.get("text")
    if not isinstance(text, str):
        return name, None, "There is no text."
    return name, Text(_LONE.sub("\ufffd", text), str(row.get("title") or ""), day), ""
