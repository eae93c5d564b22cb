"""A search with a word too many: whom and what its other words name, and which words are left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.kernel.slugs import slug_of
from tracker.kernel.word_search import Asked
from tracker.timeline.found_records import FoundRecord, FoundRecords, found_records
from tracker.timeline.name_lookup import CANDIDATES, Looked, Meant, look_up_parts
from tracker.timeline.search import Found, day_of_organizations, found_of, room_for
from tracker.timeline.wording import Ref

#: Words that alone name nobody, though some names have them.
_LITTLE = frozenset(
    [
        "a",
        "about",
        "after",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "before",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "new",
        "news",
        "not",
        "of",
        "off",
        "on",
        "or",
        "out",
        "over",
        "she",
        "than",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "under",
        "up",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
    ]
)


@dataclass(frozen=True, slots=True)
class Partly:
    """What the words that name somebody or something find: ``kept``, each name as it was typed, and their meanings;
    ``left_out`` are the others. ``meant_by`` says for each name the one record that is called so; None for several.
    """

    found: Found
    kept: tuple[str, ...]
    meant_by: tuple[Ref | None, ...]
    meant: tuple[Meant, ...]
    left_out: tuple[str, ...]

    @property
    def words(self) -> Asked:
        """The words that were kept."""
        return Asked(" ".join(self.kept))


def found_partly(
    asked: Asked,
    meant: Sequence[Meant],
    *,
    as_of: date | None,
    known_on: date | None,
    most: int,
) -> Partly | None:
    """The people and organizations that parts of the words name; None where no part names any.

    The longest part leads, and no word is used twice. Each word must stand in the name as it is. ``meant`` is what each
    word may mean by itself. Two queries, none where no word means anything.
    """
    parts = [one for one in asked.parts if _may_name(one[2], meant[one[0] : one[1]])]
    looked = look_up_parts([part for *_, part in parts], room_for(most, known_on))
    records = found_records(
        {pk for people, _ in looked for pk in people},
        {pk for _, organizations in looked for pk in organizations},
        day=day_of_organizations(as_of, known_on),
        known_on=known_on,
    )
    taken: dict[int, tuple[str, Found]] = {}
    used: set[int] = set()
    for (start, end, part), (people, organizations) in zip(parts, looked, strict=True):
        found = _named(part, people, organizations, records, most)
        if found.count and used.isdisjoint(range(start, end)):
            used.update(range(start, end))
            taken[start] = (part.text, found)
    if not taken:
        return None
    in_order = [taken[at] for at in sorted(taken)]
    return Partly(
        _together([found for _, found in in_order], most),
        tuple(text for text, _ in in_order),
        tuple(_only(text, found) for text, found in in_order),
        tuple(meant[at] for at in sorted(used)),
        asked.without(used),
    )


def _may_name(part: Asked, meant: Sequence[Meant]) -> bool:
    """Whether one person, or one organization, may have all of the words in its name."""
    if len(meant) == 1 and part.words[0][0] in _LITTLE:
        return False
    return _shared([one.people for one in meant]) or _shared([one.organizations for one in meant])


def _shared(sets: Sequence[Sequence[int]]) -> bool:
    # Of a word that very many names have not all were looked up.
    few = [set(one) for one in sets if len(one) < CANDIDATES]
    return bool(set.intersection(*few)) if few else True


def _named(
    part: Asked,
    people: Sequence[int],
    organizations: Sequence[int],
    records: FoundRecords,
    most: int,
) -> Found:
    """Those that a part names: by a single word an organization only where its name begins with it."""
    if len(part.words) == 1:
        bodies = records.organizations
        organizations = [pk for pk in organizations if pk in bodies and _begun(bodies[pk], part)]
    return found_of(part, Looked(people=people, organizations=organizations), records, most=most)


def _only(text: str, found: Found) -> Ref | None:
    """The one that was found, or the only one with exactly this name."""
    refs = [hit.ref for hit in (*found.people, *found.organizations)]
    if len(refs) > 1:
        refs = [ref for ref in refs if slug_of(ref.name) == slug_of(text)]
    return refs[0] if len(refs) == 1 else None


def _begun(record: FoundRecord, part: Asked) -> bool:
    slug = slug_of(part.text)
    names = (record.name, *record.others)
    return any(f"{slug_of(name)}-".startswith(f"{slug}-") for name in names)


def _together(found: Sequence[Found], most: int) -> Found:
    """What several names find: the best of each before the second best of any."""
    people = list(dict.fromkeys(_in_turn([one.people for one in found])))
    organizations = list(dict.fromkeys(_in_turn([one.organizations for one in found])))
    return Found(
        tuple(people[:most]),
        tuple(organizations[:most]),
        len(people) > most or any(one.cut_people for one in found),
        len(organizations) > most or any(one.cut_organizations for one in found),
    )


def _in_turn[T](lists: Sequence[Sequence[T]]) -> list[T]:
    longest = max(map(len, lists), default=0)
    return [one[at] for at in range(longest) for one in lists if at < len(one)]
