"""What the words of a filter of moves mean: whom they name, found by the indexes of names before moves are looked at.

A move has titles and leads to names. One condition over all of these would read every move together with its
names; once it is known whom a word names, the condition is one over columns of the move, each with an index.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex, Upper
from django.db.models.lookups import GreaterThan

from companies.models import Organization
from people.models import Move, Person
from tracker.kernel.facts import one_of
from tracker.kernel.prepared import Prepared
from tracker.kernel.title_forms import other_forms

#: As many words as are looked for.
MOST_WORDS = 8
#: Who are more than these is not listed, but looked for in the names that each move leads to.
MOST_NAMED, MOST_MOVES = 10_000, 10_000
#: What an index by three letters in a row can look for.
_INDEXED = re.compile(r"[^\W_]{3}")
_PEOPLE, _ORGANIZATIONS, _MOVES = range(3)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word and the ids of whom it names; None where they are too many, or were not asked for.

    ``moves`` are all those of the people: a state of a move does not say itself whose it is.
    """

    word: str
    people: Sequence[int] | None = None
    organizations: Sequence[int] | None = None
    #: Other forms of the post that the word names or helps to name: ``ceo``, ``chief exec``.
    forms: tuple[tuple[str, ...], ...] = ()
    moves: Sequence[int] | None = None
    #: It has three letters in a row, for which there is an index.
    indexed: bool = True

    def of(self, way: str) -> Q:
        """Rows with the word, or another form of its post, in a title, or with the word in the name of either end
        or of their person, to whom ``way`` leads: nothing from moves, ``move__`` from states of moves.
        """
        found = self._whose(way)
        # Ids compare faster than words: who is named is asked first.
        for end in ("from_company", "to_company"):
            if self.organizations is None:
                found |= Q(**{f"{end}__name__icontains": _text(self.word)})
            else:
                found |= _listed(end, self.organizations)
        for title in ("title", "former_title"):
            found |= _has(title, self.word, indexed=self.indexed)
            for form in self.forms:
                words = " ".join(form)
                found |= _has(title, words, indexed=is_indexed(words)) & Q(
                    **{f"{title}__iregex": rf"\m{words}\M"}
                )
        return found

    def _whose(self, way: str) -> Q:
        if way and self.moves is not None:
            return _listed("move", self.moves)
        if self.people is not None:
            return _listed(f"{way}person", self.people)
        return Q(**{f"{way}person__name__icontains": _text(self.word)})


def _listed(column: str, ids: Sequence[int]) -> Q:
    """Rows whose ``column`` names one of ``ids``, which are handed over as one value, however many they are."""
    return one_of(column, RawSQL("%s::bigint[]", [ids]))


def _text(word: str) -> RawSQL:
    """A word in a condition, which may be one that is only given when it is asked."""
    return RawSQL("%s::text", [word], TextField())


def is_indexed(word: str) -> bool:
    return _INDEXED.search(word) is not None


def _has(title: str, word: str, *, indexed: bool) -> Q:
    """Rows with the word in this title. One without three letters in a row would make PostgreSQL read the whole
    index of titles, and is asked in words for which there is none.
    """
    if indexed:
        return Q(**{f"{title}__icontains": _text(word)})
    return Q(GreaterThan(StrIndex(Upper(title), Upper(_text(word))), 0))


def words_of(text: str) -> list[str]:
    """The words that are looked for."""
    return text.split()[:MOST_WORDS]


def meanings_of(text: str, *, states: bool) -> tuple[Meaning, ...]:
    """Whom each word names, for moves or for states of moves; one query, none without a word."""
    words = words_of(text)
    if not words:
        return ()
    found: dict[tuple[int, int], list[int]] = {}
    asked = {f"word_{at}": word for at, word in enumerate(words)}
    for at, what, pk in _NAMED.rows(states=states, most=(MOST_NAMED, MOST_MOVES), **asked):
        found.setdefault((at, what), []).append(pk)

    def listed(at: int, what: int, most: int) -> Sequence[int] | None:
        ids = found.get((at, what), [])
        return ids if len(ids) <= most else None

    meanings = []
    forms = other_forms(tuple(map(str.casefold, words)))
    for at, word in enumerate(words):
        people = listed(at, _PEOPLE, MOST_NAMED)
        all_asked = states and people is not None
        moves = listed(at, _MOVES, MOST_MOVES) if all_asked else None
        organizations = listed(at, _ORGANIZATIONS, MOST_NAMED)
        indexed = is_indexed(word)
        meanings.append(Meaning(word, people, organizations, forms[at], moves, indexed))
    return tuple(meanings)


def _named(*, states: bool, most: tuple[int, int], **words: str) -> QuerySet[Any, Any]:
    first, *others = (
        look
        for at, word in enumerate(words.values())
        for look in _looks(at, word, most, states=states)
    )
    return first.union(*others, all=True).order_by()


_NAMED = Prepared(_named)


def _looks(at: int, word: str, most: tuple[int, int], *, states: bool) -> list[QuerySet[Any, Any]]:
    named, moves = most
    people = Person.objects.filter(name__icontains=_text(word)).order_by()[: named + 1]
    organizations = Organization.objects.filter(name__icontains=_text(word)).order_by()
    looks: list[tuple[int, QuerySet[Any]]] = [
        (_PEOPLE, people),
        (_ORGANIZATIONS, organizations[: named + 1]),
    ]
    if states:
        of_people = Move.objects.filter(person__in=people.values("pk")).order_by()
        looks.append((_MOVES, of_people[: moves + 1]))
    return [rows.values_list(_number(at), _number(what), "pk") for what, rows in looks]


def _number(value: int) -> Any:
    return Value(value, output_field=IntegerField())
