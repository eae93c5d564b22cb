"""``manage.py check_archive``: what in the archive's files contradicts itself or points at nothing."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.archive.checking import faults_of
from tracker.archive.files import DATA, ArchiveFault, read_archive


class Command(BaseCommand):
    help = "Find contradictions in the archive's files; exits with 1 when there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="another archive")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        try:
            archive = read_archive(folder)
        except ArchiveFault as fault:
            raise CommandError(f"{fault}\nMend the file and run check_archive again.") from fault
        faults = faults_of(archive)
        for found in faults:
            self.stderr.write(str(found))
        if faults:
            raise CommandError(f"{len(faults)} faults: mend the files and run check_archive again.")
        counts = Counter(kind for kind, _ in archive.entries())
        told = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items())
        self.stdout.write(
            f"clean: {len(archive.organizations)} organizations, {len(archive.people)} people, {told}"
        )
