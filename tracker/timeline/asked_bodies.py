"""The companies and units that a question names, by any of their names, and the people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from companies.models import Organization
from tracker.timeline.found_records import FoundRecord, FoundRecords


@dataclass(frozen=True, slots=True)
class AskedBodies:
    """Organizations by the names that were looked up, those that may be shown, and what lives on of them on the day
    of the question.
    """

    ids: Mapping[str, Sequence[int]] = field(default_factory=dict)
    records: FoundRecords = field(default_factory=FoundRecords)
    #: People by the names that were looked up, those whom they fit best first.
    who: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def called(self, name: str) -> Organization | None:
        """The one that bears the name; of several the first on record."""
        found = [pk for pk in self.ids.get(name, ()) if pk in self.records.organizations]
        return self.records.organizations[min(found)].body if found else None

    def people(self, name: str) -> list[FoundRecord]:
        """Those in whose name all of these words stand."""
        return [
            self.records.people[pk] for pk in self.who.get(name, ()) if pk in self.records.people
        ]

    def living(self, unit: Organization) -> Organization:
        """What a unit had been renamed to or merged into by the day, else itself."""
        return self.records.later.get(unit.pk, unit) if unit.is_unit else unit


def form_of(words: str, ways: Iterable[re.Pattern[str]]) -> re.Match[str] | None:
    """The words in the first of these forms of a question that they have."""
    words = words.strip(" ?!.,")
    return next((found for way in ways if (found := way.fullmatch(words))), None)
