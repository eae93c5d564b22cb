"""A search with a word too many: whom and what its other words name, and which words are left out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from people.titles import tells_a_post
from tracker.kernel.slugs import slug_of
from tracker.kernel.word_search import Asked
from tracker.timeline.found_records import FoundRecord, FoundRecords
from tracker.timeline.little_words import LITTLE
from tracker.timeline.name_lookup import Looked
from tracker.timeline.name_parts import Meant, Part
from tracker.timeline.questions.bodies import begun
from tracker.timeline.search import Found, found_of
from tracker.timeline.wording import Ref


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
    #: Where two names are kept, of a person and of an organization, these two.
    pair: Found | None = None

    @property
    def words(self) -> Asked:
        """The words that were kept."""
        return Asked(" ".join(self.kept))


def found_partly(
    asked: Asked, looked: Looked, records: FoundRecords, *, most: int, timed: Collection[int]
) -> Partly | None:
    """The people and organizations that parts of the words name; None where no part names any.

    The longest part leads, and no word is used twice. Each word must stand in the name as it is. ``timed`` are the words
    that name a time.
    """
    taken: dict[int, tuple[str, Found]] = {}
    used: set[int] = set()
    for one in looked.parts:
        found = _named(one, records, most)
        if found.count and used.isdisjoint(range(one.start, one.end)):
            used.update(range(one.start, one.end))
            taken[one.start] = (one.words.text, found)
    if not taken:
        return None
    in_order = [taken[at] for at in sorted(taken)]
    pair = _pair(in_order, records)
    left_out = asked.without(used)
    if pair is not None:
        # "Shazeer to Google": what stands between the two leaves nothing out.
        left_out = tuple(
            word for word in asked.without(used.union(timed)) if word.casefold() not in LITTLE
        )
    return Partly(
        _together([found for _, found in in_order], most),
        tuple(text for text, _ in in_order),
        tuple(_only(text, found) for text, found in in_order),
        tuple(looked.meant[at] for at in sorted(used)),
        left_out,
        pair,
    )


def _pair(named: Sequence[tuple[str, Found]], records: FoundRecords) -> Found | None:
    """The people that one of two names means, and the organization that the other does, the only one or the only one that
    bears exactly this name.
    """
    if len(named) != 2:
        return None
    for (_, who), (text, where) in (named, named[::-1]):
        hits = where.organizations
        if len(hits) > 1:
            known = records.organizations
            hits = tuple(one for one in hits if _is_called(known[one.record], text))
        if who.people and len(hits) == 1:
            return Found(who.people, hits, who.cut_people)
    return None


def _named(part: Part, records: FoundRecords, most: int) -> Found:
    """Those that a part names: by a single word an organization only where its name begins with it, by that of a title only
    where it is the whole name.
    """
    bodies = part.organizations
    if len(part.words.words) == 1:
        known = records.organizations
        text = part.words.text
        titled = tells_a_post(text)
        bodies = [
            pk
            for pk in bodies
            if pk in known
            and begun(known[pk], text)
            and (not titled or _is_called(known[pk], text))
        ]
    looked = Looked(people=part.people, organizations=bodies)
    return found_of(part.words, looked, records, most=most)


def _is_called(record: FoundRecord, text: str) -> bool:
    return slug_of(text) in (slug_of(name) for name in (record.name, *record.others))


def _only(text: str, found: Found) -> Ref | None:
    """The one that was found, or the only one with exactly this name."""
    refs = [hit.ref for hit in (*found.people, *found.organizations)]
    if len(refs) > 1:
        refs = [ref for ref in refs if slug_of(ref.name) == slug_of(text)]
    return refs[0] if len(refs) == 1 else None


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
