"""How a person's name in a text fits a name on record: pure rules over words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from unidecode import unidecode

_APART = re.compile(r"[\s.\-_/]+")
_SIGNS = re.compile(r"[^a-z0-9]+")
#: Words before a name that are no part of it.
HONORIFICS = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "lord", "lady",
                        "rev", "rabbi", "judge", "senator", "sen", "rep", "gen", "col"})  # fmt: skip
#: Words after a name that tell a father from a son.
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Words after a name that are no part of it.
DEGREES = frozenset(
    {"phd", "dphil", "md", "mba", "msc", "esq", "obe", "cbe", "mbe", "frs", "freng"}
)
#: Small words that belong to the family name behind them.
PARTICLES = frozenset({"de", "del", "della", "der", "den", "des", "di", "da", "do", "dos", "du", "la", "le", "van", "von",
                       "vom", "zu", "ten", "ter", "al", "el", "bin", "bint", "ibn", "ben", "abu", "st"})  # fmt: skip
#: Letters that stand for one sound, depending on who writes a name in Latin letters.
_ONE_SOUND = str.maketrans("ywcq", "ivkk")
_SHORTEST_RESPELT = 5
_LONG = 9
_MOST_FAMILY_WORDS = 3
_MOST_WORDS_TOGETHER = 2
ENOUGH_AT_THE_EMPLOYER = 0.75


class Kind(StrEnum):
    """In which way a name fits; the strong ones are the whole name."""

    FULL = "full"
    MIDDLE = "middle"
    TURNED = "turned"
    INITIALS = "initials"
    RESPELT = "respelt"
    SURNAME = "surname"


STRONG = frozenset({Kind.FULL, Kind.MIDDLE, Kind.TURNED})


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits one on record, from 0 to 1, and in which way.

    ``known_lacks``: the name on record leaves out or abbreviates what the text writes out.
    """

    kind: Kind
    grade: float
    reason: str
    known_lacks: bool = False

    @property
    def strong(self) -> bool:
        return self.kind in STRONG


@dataclass(frozen=True, slots=True)
class Written:
    """A name's words, lower-case and without accents, titles and degrees; which generation it names."""

    words: tuple[str, ...]
    generation: str = ""

    @property
    def together(self) -> str:
        return "".join(self.words)

    @property
    def surname_only(self) -> bool:
        return len(self.words) == 1 or (
            len(self.words) > 1 and all(word in PARTICLES for word in self.words[:-1])
        )


@lru_cache(maxsize=20_000)
def written(name: str) -> Written:
    """``Ferris, Jane B., PhD`` is ``jane b ferris``; ``JB Ferris`` is ``j b ferris``."""
    text = re.sub(r"['’ʼ`]s\b", "", unidecode(name).strip())
    text = re.sub(r"['’`]", "", text)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    named = [part for part in parts if not _is_ending(part)]
    endings = [_letters(part) for part in parts if _is_ending(part)]
    if len(named) == _MOST_WORDS_TOGETHER:
        named.reverse()
    tokens = [token for token in _APART.split(" ".join(named)) if token]
    shouted = " ".join(named).isupper()
    words = [word for token in tokens for word in _words_of(token, shouted=shouted)]
    while len(words) > 1 and words[0] in HONORIFICS:
        words.pop(0)
    while len(words) > _MOST_WORDS_TOGETHER and words[-1] in DEGREES | GENERATIONS:
        endings.append(words.pop())
    generation = next((ending for ending in endings if ending in GENERATIONS), "")
    return Written(tuple(words), generation)


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


def _is_ending(part: str) -> bool:
    return _letters(part) in DEGREES | GENERATIONS


def _words_of(token: str, *, shouted: bool) -> list[str]:
    plain = _letters(token)
    if not shouted and token.isupper() and len(plain) == _MOST_WORDS_TOGETHER and plain.isalpha():
        return list(plain) if plain not in GENERATIONS | DEGREES else [plain]
    return [plain] if plain else []


@lru_cache(maxsize=50_000)
def fit(mention: Written, known: Written) -> Fit | None:
    """How ``mention`` fits the name ``known``; None when it is somebody else's name."""
    one, other = mention.words, known.words
    if not one or not other:
        return None
    if mention.generation and known.generation and mention.generation != known.generation:
        return None
    if one == other:
        return Fit(Kind.FULL, 1.0, "the name in full")
    if len(other) > 1 and mention.together == known.together:
        return Fit(Kind.FULL, 0.98, "the name in full, but for a hyphen or a space")
    if mention.surname_only and len(other) > len(one):
        if mention.together == "".join(other[-len(one) :]):
            return Fit(Kind.SURNAME, 0.5, "the surname alone")
        return None
    if len(one) == 1 or len(other) == 1:
        return None
    return (
        _by_order(one, other)
        or _by_family(one, other)
        or _turned(one, other)
        or _respelt(one, other)
    )


def _by_order(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    together = "".join(one)
    turned = {"".join((*other[at:], *other[:at])) for at in (1, len(other) - 1)}
    if together in turned:
        return Fit(Kind.TURNED, 0.95, "the name in full, family name put first or last")
    return None


def _by_family(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    """The family names agree, of one word or of several; the given names must fit."""
    for mine in range(1, min(_MOST_FAMILY_WORDS + 1, len(one))):
        for theirs in range(1, min(_MOST_FAMILY_WORDS + 1, len(other))):
            if "".join(one[-mine:]) == "".join(other[-theirs:]):
                return _given(one[:-mine], other[:-theirs])
    return None


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    if "".join(one) == "".join(other):
        return Fit(Kind.FULL, 0.98, "the name in full, but for a hyphen or a space")
    first, known = one[0], other[0]
    if first != known:
        if 1 not in (len(first), len(known)) or first[0] != known[0]:
            return _joined_given(one, other)
        if not _middles(one[1:], other[1:]):
            return None
        return Fit(Kind.INITIALS, 0.8, "the surname and an initial", known_lacks=len(first) > 1)
    if _middles(one[1:], other[1:]):
        return _but_for_a_middle_name(one, other)
    return None


def _joined_given(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    """``Fei-Fei M.`` and ``Feifei``: two words of one side are one of the other."""
    for short, long in ((one, other), (other, one)):
        if len(long) > 1 and short[0] == "".join(long[:2]) and _middles(short[1:], long[2:]):
            return _but_for_a_middle_name(one, other)
    return None


def _but_for_a_middle_name(one: tuple[str, ...], other: tuple[str, ...]) -> Fit:
    lacks = len("".join(other)) < len("".join(one))
    return Fit(Kind.MIDDLE, 0.95, "the name but for a middle name", known_lacks=lacks)


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Middle names left out or abbreviated fit; two different ones do not."""
    short, long = sorted((one, other), key=len)
    rest = list(long)
    for word in short:
        at = next((i for i, name in enumerate(rest) if _abbreviates(word, name)), None)
        if at is None:
            return False
        rest = rest[at + 1 :]
    return True


def _abbreviates(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _turned(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    """The family name put first, with a middle name more or less."""
    found = _by_family((*one[1:], one[0]), other) if len(one[0]) > 1 else None
    if found is not None and found.strong:
        return Fit(Kind.TURNED, 0.9, "the name but for a middle name, family name put first")
    return None


def _respelt(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    """One word spelt a little otherwise; nothing that is rather another name (Mario, Maria)."""
    if len(one) != len(other):
        return None
    differing = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    if len(differing) != 1 or not _close(*differing[0]):
        return None
    if one[-1] != other[-1]:
        return Fit(Kind.RESPELT, ENOUGH_AT_THE_EMPLOYER, "a surname spelt a little otherwise")
    if _one_sound(*differing[0]):
        return Fit(
            Kind.RESPELT, ENOUGH_AT_THE_EMPLOYER, "the name written otherwise in Latin letters"
        )
    return Fit(Kind.RESPELT, 0.7, "a given name spelt a little otherwise")


def beginnings(word: str) -> set[str]:
    """The letters with which another spelling of ``word`` may begin."""
    sound = word[0].translate(_ONE_SOUND)
    return {letter for letter in "ywcqivk" if letter.translate(_ONE_SOUND) == sound} | {word[0]}


def _one_sound(one: str, other: str) -> bool:
    return one.translate(_ONE_SOUND) == other.translate(_ONE_SOUND)


def _close(one: str, other: str) -> bool:
    if _one_sound(one, other):
        return True
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_RESPELT or one[:-1] == other[:-1]:
        return False
    return DamerauLevenshtein.distance(one, other) <= (2 if shorter >= _LONG else 1)
