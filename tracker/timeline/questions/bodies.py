"""The companies and units that a question names, by any of their names, and the people."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from companies.models import Organization
from tracker.kernel.slugs import slug_of
from tracker.timeline.found_records import FoundRecord, FoundRecords
from tracker.timeline.name_lookup import Looked
from tracker.timeline.refs import ref_org
from tracker.timeline.wording import Ref

_OWNS = re.compile(r"['’]s?$")


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

    def guessed(self, looked: Looked) -> "AskedBodies":
        """With whom the names may mean that nobody bears: an organization whose name goes on, or is spelt nearly so, and
        people whose names are spelt nearly so.
        """
        known = self.records.organizations
        longer = {
            name: [pk for pk in ids if pk in known and begun(known[pk], name)]
            for name, ids in looked.longer.items()
        }
        ids = {
            name: found or longer.get(name) or looked.nearly.get(name, ())
            for name, found in self.ids.items()
        }
        who = {name: found or looked.nearly_who.get(name, ()) for name, found in self.who.items()}
        return AskedBodies(ids, self.records, who)

    def guesses(
        self, called: Mapping[str, Sequence[int]], organizations: Collection[Ref]
    ) -> list[tuple[str, Ref]]:
        """The names by which nothing is ``called``, each with the one of these organizations that it is taken to mean."""
        taken = (
            (name, body)
            for name in self.ids
            if not called.get(name) and (body := self.called(name)) is not None
        )
        return [
            (name, ref_org(body))
            for name, body in taken
            if ref_org(body) in organizations or ref_org(body.company) in organizations
        ]

    def living(self, unit: Organization) -> Organization:
        """What a unit had been renamed to or merged into by the day, else itself."""
        return self.records.later.get(unit.pk, unit) if unit.is_unit else unit


def begun(record: FoundRecord, text: str) -> bool:
    """Whether one of its names begins with these words, or is them, two being written as one."""
    slug = slug_of(text)
    names = [slug_of(name) for name in (record.name, *record.others)]
    return any(
        f"{name}-".startswith(f"{slug}-") or name.replace("-", "") == slug.replace("-", "")
        for name in names
    )


def unowned(name: str) -> str:
    """The name of "Meta's"."""
    return _OWNS.sub("", name)


def form_of(words: str, ways: Iterable[re.Pattern[str]]) -> re.Match[str] | None:
    """The words in the first of these forms of a question that they have."""
    words = words.strip(" ?!.,")
    return next((found for way in ways if (found := way.fullmatch(words))), None)
