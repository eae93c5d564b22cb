"""``manage.py ingest``: articles in, facts out, from addresses, files and feeds."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from tracker.claims.ingest import Told, Wishes, ingest, ingest_line
from tracker.kernel import arguments
from tracker.kernel.commands import RecordingCommand
from tracker.news.documents.dates import check_published_on


class Command(RecordingCommand):
    help = "Ingest articles: text, HTML or feeds, from disk or the web."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("inputs", nargs="*", metavar="FILE|URL|FEED")
        parser.add_argument(
            "--jsonl", metavar="FILE", help="lines with url, outlet, title, published, text"
        )
        parser.add_argument(
            "--published",
            type=arguments.day,
            metavar="DATE",
            help="the day, where the text has none",
        )
        parser.add_argument("--outlet", default="", help="slug, name or domain of the outlet")
        parser.add_argument(
            "--queue", action="store_true", help="let an editor review every claim first"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for each article")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["inputs"] and not options["jsonl"]:
            raise CommandError("Name a file, an address or a feed, or give --jsonl FILE.")
        try:
            check_published_on(options["published"], timezone.now())
        except ValueError as error:
            raise CommandError(str(error)) from error
        wishes = Wishes(options["published"], options["outlet"], options["queue"])
        failed = ingested = 0
        for told in self._all(options["inputs"], options["jsonl"], wishes):
            failed += told.failed
            ingested += not told.failed
            self.stdout.write(told.as_json() if options["json"] else _sentence(told))
            self.stdout.flush()
        if failed:
            others = "; the others are ingested" if ingested else ""
            raise CommandError(f"{failed} could not be read{others}.", returncode=1)

    def _all(self, names: Iterable[str], jsonl: str | None, wishes: Wishes) -> Iterator[Told]:
        for name in names:
            yield from ingest(name, wishes)
        if jsonl:
            try:
                with Path(jsonl).open(encoding="utf-8", errors="replace") as lines:
                    for line in lines:
                        if line.strip():
                            yield from ingest_line(line, wishes)
            except OSError as error:
                raise CommandError(f"{jsonl} cannot be read: {error.strerror}.") from error


def _sentence(told: Told) -> str:
    name = told.url or "text"
    if told.failed:
        return f"unreadable  {name}: {told.reason}"
    waiting = f", {told.queued} waiting for review" if told.queued else ""
    return f"{told.state:10}  {name}: article {told.article}, {told.claims} claims{waiting}"
