"""What the page of a search shows: of every kind the best, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.claims.withholding import withheld
from tracker.kernel.word_search import Asked
from tracker.timeline.counts import posts_by_person
from tracker.timeline.latest import move_lines, pairs_of
from tracker.timeline.search import Found, Hit, moves_found, search
from tracker.timeline.search_texts import articles_found, statements_found, titles_found

#: The kinds in the order in which they are shown, each with its heading.
KINDS = {
    "people": "People",
    "companies": "Companies",
    "units": "Units",
    "titles": "Titles held",
    "moves": "Moves",
    "articles": "Articles",
    "statements": "Statements",
}
#: As many of each kind beside others, as many of one kind alone, and as far as each is counted.
SHOWN, SHOWN_ALONE, COUNTED = 6, 60, 25
#: As many suggestions of each kind while one types.
SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A person, with the foremost post held on the day; ``possible`` where it may have ended."""

    hit: Hit
    post: str = ""
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What was found of one kind. ``cut``: there are more than ``count``."""

    kind: str
    label: str
    hits: tuple[Any, ...]
    count: int
    cut: bool

    @property
    def more(self) -> bool:
        return self.cut or self.count > len(self.hits)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``sections`` are those with hits that are shown; ``facets`` every kind with its count."""

    facets: tuple[Section, ...]
    kind: str = ""

    @property
    def sections(self) -> list[Section]:
        return [one for one in self.facets if one.hits and self.kind in ("", one.kind)]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.facets)

    @property
    def cut(self) -> bool:
        return any(one.cut for one in self.facets)


def search_page(
    words: str,
    *,
    kind: str = "",
    as_of: date,
    known_on: date | None = None,
    everything: bool = True,
) -> SearchPage:
    """Everything that ``words`` find, as of one day, as known on another; at most twenty queries.

    ``kind`` shows more of one kind and the counts of all. ``everything`` False leaves out what
    happened after ``as_of``: the page of a turned-back clock.
    """
    asked = Asked.of(words)
    if not asked:
        return SearchPage((), kind)
    day = None if everything else as_of

    def most(*kinds: str) -> int:
        return SHOWN_ALONE if kind in kinds else COUNTED

    records = search(words, as_of=day, known_on=known_on, most=most("people", "companies", "units"))
    lists: dict[str, tuple[Sequence[Any], bool]] = {
        "people": (records.people, records.cut_people),
        "companies": (records.companies, records.cut_organizations),
        "units": (records.units, records.cut_organizations),
        "titles": _cut(
            titles_found(asked, as_of=as_of, known_on=known_on, most=most("titles")),
            most("titles"),
        ),
        "moves": _cut(
            moves_found(words, until=day, known_on=known_on, most=most("moves") + 1),
            most("moves"),
        ),
        "articles": _cut(
            articles_found(asked, known_on=known_on, most=most("articles")), most("articles")
        ),
        "statements": _cut(
            statements_found(asked, as_of=day, known_on=known_on, most=most("statements")),
            most("statements"),
        ),
    }
    shown = SHOWN_ALONE if kind else SHOWN
    return SearchPage(
        tuple(
            Section(
                name,
                label,
                tuple(_told(name, lists[name][0][:shown], as_of, known_on))
                if kind in ("", name)
                else (),
                len(lists[name][0]),
                lists[name][1] and bool(lists[name][0]),
            )
            for name, label in KINDS.items()
        ),
        kind,
    )


def _cut(found: Sequence[Any], most: int) -> tuple[Sequence[Any], bool]:
    return found[:most], len(found) > most


def _told(kind: str, found: Sequence[Any], as_of: date, known_on: date | None) -> Sequence[Any]:
    match kind:
        case "people":
            return with_posts(found, as_of=as_of, known_on=known_on)
        case "moves" if found:
            return move_lines(pairs_of(found), as_of=as_of, known_on=known_on)
        case _:
            return found


def with_posts(hits: Sequence[Hit], *, as_of: date, known_on: date | None) -> list[Line]:
    """People with what they hold on the day; one query."""
    names = withheld()
    posts = posts_by_person([hit.record for hit in hits], as_of=as_of, known_on=known_on)
    lines = []
    for hit in hits:
        row, company, sure = posts.get(hit.record, (None, "", True))
        title = names.text(row.title) if row is not None else ""
        post = ", ".join(word for word in (title, company) if word)
        lines.append(Line(hit, post[:1].upper() + post[1:], not sure))
    return lines


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The records that somebody may mean who has typed so far."""

    people: tuple[Line, ...] = ()
    organizations: tuple[Hit, ...] = ()

    @property
    def count(self) -> int:
        return len(self.people) + len(self.organizations)


def suggestions(
    words: str, *, as_of: date, known_on: date | None = None, everything: bool = True
) -> Suggestions:
    """The few best people, companies and units for what is being typed; at most seven queries."""
    day = None if everything else as_of
    found: Found = search(words, as_of=day, known_on=known_on, most=SUGGESTED)
    if not found.count:
        return Suggestions()
    return Suggestions(
        tuple(with_posts(found.people, as_of=as_of, known_on=known_on)), found.organizations
    )
