"""The archive as its rules look at it, and what they find."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.archive.files import Archive, Entry
from tracker.kernel.partial_dates import PartialDate

type Filed = tuple[str, str, Entry]


@dataclass(frozen=True, slots=True)
class Fault:
    """``what`` is wrong, at ``where``: a file and the entry in it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Checked:
    archive: Archive

    @cached_property
    def organizations(self) -> dict[str, Entry]:
        return {row["slug"]: row for row in self.archive.organizations}

    @cached_property
    def people(self) -> set[str]:
        return {row["slug"] for row in self.archive.people}

    @cached_property
    def outlets(self) -> dict[str, Entry]:
        return {row["slug"]: row for row in self.archive.outlets}

    @cached_property
    def facts(self) -> list[Filed]:
        return list(self.archive.filed())

    def steps(self) -> Iterator[tuple[Filed, Entry]]:
        for fact in self.facts:
            for step in fact[2]["steps"]:
                yield fact, step

    def positions(self) -> Iterator[Filed]:
        return (fact for fact in self.facts if fact[1] == "positions")

    def ancestors(self, slug: str) -> set[str]:
        """Everything an organisation belongs or has belonged to; ends on circles, too."""
        found, waiting = set[str](), [slug]
        while waiting:
            for parent in self.organizations.get(waiting.pop(), {}).get("parents", []):
                if parent["of"] not in found:
                    found.add(parent["of"])
                    waiting.append(parent["of"])
        return found


def at(fact: Filed) -> str:
    company, kind, entry = fact
    names = ("person", "manager", "kind", "organization", "acquirer", "target", "unit", "title")
    said = ", ".join(str(entry[name]) for name in names if entry.get(name))
    return f"{company}.yaml, {kind}: {said}"


def day_of(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
