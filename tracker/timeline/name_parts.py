"""Which runs of the words of a search may be names, by what each word may mean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tracker.kernel.word_search import Asked
from tracker.timeline.little_words import LITTLE

#: As many as each look brings, before the best are chosen.
CANDIDATES = 120


@dataclass(frozen=True, slots=True)
class Meant:
    """What one word may mean: people and organizations called so, and positions with it in their title."""

    people: tuple[int, ...]
    organizations: tuple[int, ...]
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of neighbouring words, from ``start`` to before ``end``, and who has all of them in one of their names as they
    are, those whose names fit best first.
    """

    start: int
    end: int
    words: Asked
    people: Sequence[int] = ()
    organizations: Sequence[int] = ()


def parts_of(asked: Asked, meant: Sequence[Meant], timed: Collection[int]) -> list[Part]:
    """The runs of words that one person, or one organization, may have in its name, the longest first."""
    return [
        Part(start, end, words)
        for start, end, words in asked.parts
        if not any(at in timed for at in range(start, end)) and _may_name(words, meant[start:end])
    ]


def _may_name(part: Asked, meant: Sequence[Meant]) -> bool:
    if part.words[0][0] in LITTLE or part.words[-1][0] in LITTLE:
        return False
    return _shared([one.people for one in meant]) or _shared([one.organizations for one in meant])


def _shared(sets: Sequence[Sequence[int]]) -> bool:
    # Of a word that very many names have not all were looked up.
    few = [set(one) for one in sets if len(one) < CANDIDATES]
    return bool(set.intersection(*few)) if few else True
