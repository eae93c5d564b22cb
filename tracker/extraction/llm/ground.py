"""Whether words stand in a text, and where: the ground on which a fact must rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from tracker.extraction.bare_text import LIGATURES

_ALIKE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "‹": "<",
    "›": ">",
    **LIGATURES,
}
#: Little words, which stand near everything.
_LITTLE = frozenset(("the", "and", "for", "new", "inc", "ltd", "llc", "von", "van", "del"))
#: What may follow a surname.
_AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"[^\W_]+")
#: Of words that stand in a text more often than this, further places are not looked for.
_MOST_HITS = 10_000
_MOST_SPELLINGS = 50


class Ground:
    """A text in which words are looked up, whatever the shape of quotes, dashes, blanks and capitals."""

    def __init__(self, text: str) -> None:
        plain: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            for one in _plain(char):
                if one == " " and plain and plain[-1] == " ":
                    continue
                plain.append(one)
                places.append(place)
        self._text = text
        self._plain = "".join(plain)
        self._places = places
        self._words = set(_WORD.findall(self._plain))
        self._runs = set(_RUN.findall(self._plain))
        self._cased = set(_RUN.findall(text))

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where ``words`` stand, as whole words: ``text[start:end]`` of each."""
        wanted = plain(words)
        if not wanted or not self._runs.issuperset(_RUN.findall(wanted)):
            return
        at = -1
        for _ in range(_MOST_HITS):
            at = self._plain.find(wanted, at + 1)
            if at < 0:
                return
            end = at + len(wanted)
            if not (self._joins(at) or self._joins(end)):
                yield self._places[at], self._places[end - 1] + 1

    def as_told(self, words: str, holds: Callable[[int, int], bool] | None = None) -> str | None:
        """``words`` as the text spells them, on one line: like ``words`` if anywhere, else as it first does.

        Where ``holds`` is given, only places count of which it is true.
        """
        told = [
            " ".join(self._text[start:end].split())
            for start, end in islice(self.places(words), _MOST_SPELLINGS)
            if holds is None or holds(start, end)
        ]
        return words if words in told else next(iter(told), None)

    def has_each_word_of(self, words: str) -> bool:
        """Whether every word of ``words`` stands here, in any order; of a plural the singular too."""
        found = _WORD.findall(plain(words))
        return bool(found) and all({word, f"{word}s"} & self._words for word in found)

    def has_a_word_of(self, words: str) -> bool:
        """Whether a word of ``words`` stands here, little ones aside."""
        found = _WORD.findall(plain(words))
        own = [word for word in found if len(word) > 2 and word not in _LITTLE] or found
        return any(word in self._words for word in own)

    def has_surname_of(self, name: str) -> bool:
        """Whether the last word of ``name`` stands here in its own capitals, or in capitals throughout."""
        words = [word for word in _RUN.findall(name) if plain(word) not in _AFTER_NAMES]
        return bool(words) and bool({words[-1], words[-1].upper()} & self._cased)

    def _joins(self, at: int) -> bool:
        """Whether the characters before and at ``at`` belong to one word."""
        return self._plain[at - 1 : at].isalnum() and self._plain[at : at + 1].isalnum()


def plain(words: str) -> str:
    """``words`` as they are compared."""
    return " ".join("".join(_plain(char) for char in words).split())


def _plain(char: str) -> str:
    return " " if char.isspace() else _ALIKE.get(char) or char.lower()
