"""Whether words stand in a text, and where: the ground on which a fact must rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ALIKE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "‹": "<",
    "›": ">",
}
_WORD = re.compile(r"\w+")


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
        self._plain = "".join(plain)
        self._places = places
        self._words = set(_WORD.findall(self._plain))

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where ``words`` stand, as whole words: ``text[start:end]`` of each."""
        wanted = plain(words)
        at = self._plain.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if not (self._joins(at) or self._joins(end)):
                yield self._places[at], self._places[end - 1] + 1
            at = self._plain.find(wanted, at + 1)

    def has(self, words: str) -> bool:
        """Whether ``words`` stand here together, as whole words."""
        return next(self.places(words), None) is not None

    def has_each_word_of(self, words: str) -> bool:
        """Whether every word of ``words`` stands here, in any order; of a plural the singular too."""
        found = _WORD.findall(plain(words))
        return bool(found) and all({word, f"{word}s"} & self._words for word in found)

    def has_a_word_of(self, words: str) -> bool:
        """Whether a word of ``words`` stands here, little ones aside."""
        found = _WORD.findall(plain(words))
        return any(word in self._words for word in found if len(word) > 2 or len(found) == 1)

    def _joins(self, at: int) -> bool:
        """Whether the characters before and at ``at`` belong to one word."""
        return self._plain[at - 1 : at].isalnum() and self._plain[at : at + 1].isalnum()


def plain(words: str) -> str:
    """``words`` as they are compared."""
    return " ".join("".join(_plain(char) for char in words).split())


def _plain(char: str) -> str:
    return " " if char.isspace() else _ALIKE.get(char) or char.lower()
