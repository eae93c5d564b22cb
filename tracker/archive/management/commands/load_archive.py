"""``manage.py load_archive``: the starter history, loaded or brought up to date."""

from typing import Any

from django.core.management.base import CommandError

from tracker.archive.files import ArchiveFault, read_archive
from tracker.archive.load import load
from tracker.kernel.commands import RecordingCommand


class Command(RecordingCommand):
    help = "Load the archive's records and claims; repeating it changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            archive = read_archive()
        except ArchiveFault as fault:
            raise CommandError(f"{fault}\nMend the file and run load_archive again.") from fault
        done = load(archive, progress=lambda line: self.stdout.write(line))
        for line in done.unresolved:
            self.stderr.write(self.style.WARNING(f"not resolved: {line}"))
        self.stdout.write(
            f"{done.organizations} organizations, {done.people} people; claims: "
            f"{done.new_claims} new, {done.changed_claims} changed, "
            f"{done.withdrawn_claims} withdrawn"
        )
