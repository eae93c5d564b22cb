"""Who is a woman and who a man: by given names, by the words before a name, by the pronouns of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc

from tracker.extraction.kinds import Mention
from tracker.extraction.lexicon import HE, MEN, SHE, WOMEN, words
from tracker.extraction.lists import entries

#: What stands before the name of a woman, and before a man's.
OF_WOMEN = words("Mrs Ms Miss Dame Lady Baroness Frau Madame Mme Señora Signora")
OF_MEN = words("Mr Sir Lord Baron Herr Monsieur Señor Signor")
_WOMEN, _MEN, _BOTH = "[women]", "[men]", "[both]"


@cache
def _listed() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The names of women, of men and of both in the list, without those that the lexicon knows better."""
    names, known = entries("given_names.txt"), WOMEN | MEN
    begins = [names.index(heading) for heading in (_WOMEN, _MEN, _BOTH)]
    women, men, both = (
        frozenset(names[begin + 1 : end]) - known
        for begin, end in zip(begins, [*begins[1:], None], strict=True)
    )
    return women, men, both


@lru_cache(maxsize=4096)
def is_female(name: str) -> bool:
    """Whether the first word of a name is a woman's given name."""
    first = name.split(maxsplit=1)[0].lower()
    return first in WOMEN or first in _listed()[0]


@lru_cache(maxsize=4096)
def is_male(name: str) -> bool:
    """Whether the first word of a name is a man's given name."""
    first = name.split(maxsplit=1)[0].lower()
    return first in MEN or first in _listed()[1]


def is_given(name: str) -> bool:
    """Whether the first word of a name is one that people are given."""
    first = name.split(maxsplit=1)[0].lower()
    return is_female(name) or is_male(name) or first in _listed()[2]


def tell_sexes(doc: Doc, people: Sequence[Mention]) -> None:
    """Give the people whom a sentence names the sex that its words give them, where they give any."""
    alone = len({person.text for person in people}) == 1
    for person in people:
        told = _by_honorific(doc.text[: person.start])
        person.female = _by_pronoun(doc) if told is None and alone else told


def _by_honorific(before: str) -> bool | None:
    """Whether the word before a name makes its bearer a woman or a man."""
    word = before[:-1].rpartition(" ")[2].removesuffix(".") if before.endswith(" ") else ""
    if word in OF_WOMEN:
        return True
    return False if word in OF_MEN else None


def _by_pronoun(doc: Doc) -> bool | None:
    """Whether the only person that a sentence names is "she" or "he" in it."""
    said = {token.lower_ for token in doc}
    she, he = bool(said & SHE), bool(said & HE)
    return she if she != he else None
