"""How far a name of several words is somebody's, and no company's: by its own words, and by those around it in the whole article.

"Fjellvar Subsea" is a name as nobody bears it, "Rich Miner" one in which the language has both words. Whether the article goes
on with the last word alone tells the two apart, and so does what stands beside them. ``training/hashed.py`` fits it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tracker.extraction.given_names import is_given
from tracker.extraction.looks import is_in_use, is_surname
from tracker.extraction.scorer.around import TOKEN, rows_around
from tracker.extraction.scorer.hashed import log_odds

WEIGHTS = Path(__file__).parent / "person_names.npz"

#: So many words beside a name are looked at together, and none that is further away than so many characters.
_IN_A_ROW, _NEAR = 2, 60
#: What stands for a capitalised word.
_LARGE = "X"
#: So many words of a name, times and votes are told apart.
_MOST_WORDS, _MOST_TIMES, _MOST_VOTES = 4, 3, 5
#: How long the ends of words are that are looked at, and the rows of letters.
_ENDS, _LETTERS = (2, 3, 4), 3
_ONE_WORD = re.compile(r"\w+")
_SHAPES = (
    (re.compile(r"[a-zß-ÿ]+"), "a"),
    (re.compile(r"[A-ZÀ-Þ]"), "A"),
    (re.compile(r"\d+"), "0"),
)


class Place(NamedTuple):
    """Where a name stands: characters ``start`` to ``end`` of a sentence."""

    text: str
    start: int
    end: int


class Spoken(NamedTuple):
    """What an article tells of a name: how often it is taken for what, what its first and its last word are taken for by
    themselves, and where it stands."""

    name: str
    article: str
    votes: Mapping[str, int]
    of_first: Mapping[str, int]
    of_last: Mapping[str, int]
    places: Sequence[Place]


def person_name(spoken: Spoken) -> float:
    """The logarithm of the odds that a name is a person's, and not an organisation's."""
    return log_odds(WEIGHTS, rows(spoken))


def rows(spoken: Spoken) -> Iterator[str]:
    """What the regression is asked of a name."""
    yield from _of_its_own(spoken.name)
    for kind, times in spoken.votes.items():
        yield f"vote {kind}"
        yield f"vote {kind} {min(times, _MOST_VOTES)}"
    if not spoken.votes:
        yield "no votes"
    yield from (f"first sign {kind}" for kind in spoken.of_first)
    yield from (f"last sign {kind}" for kind in spoken.of_last)
    yield from _times(spoken)
    for place in spoken.places:
        yield from _beside(place)


def _of_its_own(name: str) -> Iterator[str]:
    words = name.split()
    surname = is_surname(words[-1])
    yield f"words {min(len(words), _MOST_WORDS)}"
    yield f"first {words[0].lower()}"
    yield f"last {words[-1].lower()}"
    yield f"given {is_given(name)}"
    yield f"given {is_given(name)} surname {surname}"
    shape = name
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    yield f"shape {shape}"
    for number, word in enumerate(words):
        low = word.lower()
        at = "first" if number == 0 else "last" if number == len(words) - 1 else "between"
        yield f"word {low}"
        yield f"{at} begins {low[:_LETTERS]}"
        yield from (f"{at} ends {low[-length:]}" for length in _ENDS)
        yield f"{at} in use {is_in_use(word)} {is_surname(word)} {is_given(word)}"
        yield f"{at} surname {is_surname(word)}"
        whole = f"^{low}$"
        yield from (f"letters {whole[i : i + _LETTERS]}" for i in range(len(whole) - _LETTERS + 1))


def _times(spoken: Spoken) -> Iterator[str]:
    """How often the article has the whole name, and its first and its last word alone."""
    words = spoken.name.split()
    whole = spoken.article.count(spoken.name)
    first, last = (_count(word, spoken.article) - whole for word in (words[0], words[-1]))
    yield f"whole {min(whole, _MOST_TIMES)}"
    yield f"first alone {min(first, _MOST_TIMES)}"
    yield f"last alone {min(last, _MOST_TIMES)}"
    yield f"alone {min(last, _MOST_TIMES - 1)} {min(first, _MOST_TIMES - 1)}"


def _count(word: str, article: str) -> int:
    """How often a word stands in an article, with no other letter on either side."""
    if _ONE_WORD.fullmatch(word):
        return _counts(article)[word]
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", article))


@lru_cache(maxsize=2)
def _counts(article: str) -> Counter[str]:
    """Counted once for all names of an article."""
    return Counter(_ONE_WORD.findall(article))


def _beside(place: Place) -> Iterator[str]:
    """The words before and behind a name, one by one, in rows, and by how far away they are."""
    start = max(0, place.start - _NEAR)
    before = _small(place.text[start : place.start])[start > 0 :]  # the first may be half a word
    behind = _small(place.text[place.end : place.end + _NEAR])
    yield from rows_around(before, behind, longest=_IN_A_ROW)


def _small(text: str) -> list[str]:
    return [word if not word[:1].isupper() else _LARGE for word in TOKEN.findall(text)]
