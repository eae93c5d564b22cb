"""The names that are known before a text is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from tracker.extraction.lists import entries


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "company"
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at ``text[start:end]``."""

    start: int
    end: int
    known: KnownOrganization | KnownPerson


@cache
def well_known() -> tuple[KnownOrganization, ...]:
    """Large companies, universities and agencies that are recognised whether or not they are on record."""
    names = (entry.split("|") for entry in entries("well_known.txt"))
    return tuple(KnownOrganization(name, tuple(others)) for name, *others in names)


_OTHER_APOSTROPHE = str.maketrans("'’", "’'")
#: What somebody may head as if it were a part of the company that makes it.
PRODUCT = "product"


@cache
def products() -> tuple[KnownOrganization, ...]:
    """Products that are spoken of as if somebody worked there, with their makers."""
    names = (entry.split("|") for entry in entries("products.txt"))
    return tuple(KnownOrganization(name, kind=PRODUCT, parent=maker) for name, maker in names)


def _spellings(name: str) -> Iterator[str]:
    """A name with the apostrophe that it is given with, and with the other one; none of a single letter."""
    if len(name) > 1:
        yield name
        if "'" in name or "’" in name:
            yield name.translate(_OTHER_APOSTROPHE)


class Gazetteer:
    """Known organisations and people, found in a text in one pass; build it once and keep it.

    Those given go before the well-known ones, which every gazetteer holds.
    """

    def __init__(
        self,
        organizations: Iterable[KnownOrganization] = (),
        people: Iterable[KnownPerson] = (),
    ) -> None:
        known: dict[str, KnownOrganization | KnownPerson] = {}
        entries: list[KnownOrganization | KnownPerson] = [
            *organizations,
            *people,
            *well_known(),
            *products(),
        ]
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                for spelt in _spellings(name.strip()):
                    known.setdefault(spelt, entry)
        self._names = list(known)
        self._entries = list(known.values())
        self._automaton = AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest)

    def hits(self, text: str) -> Iterator[Hit]:
        """Known names in ``text``, longest first and never inside a longer word."""
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            before, after = text[start - 1 : start], text[end : end + 1]
            if not (before.isalnum() or after.isalnum()):
                yield Hit(start, end, self._entries[number])

    def in_capitals(self, text: str) -> Iterator[tuple[int, str]]:
        """Where known names stand in a text that is written in capitals, and how each is written."""
        for number, start, end in self._large.find_matches_as_indexes(text):
            name = self._names[number]
            if end - start == len(name) and not (
                text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
            ):
                yield start, name

    @cached_property
    def _large(self) -> AhoCorasick:
        """The names in capitals, each under its number; of several that are alike there the first is meant."""
        large: dict[str, int] = {}
        for number, name in enumerate(self._names):
            large.setdefault(name.upper(), number)
        return AhoCorasick(
            [
                name.upper() if large[name.upper()] == number else f"\0{number}"
                for number, name in enumerate(self._names)
            ],
            matchkind=MatchKind.LeftmostLongest,
        )
