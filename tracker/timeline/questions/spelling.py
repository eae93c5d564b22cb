"""Words of titles with a letter wrong, and what is meant by them: the words by which titles are read at all."""

import re

from people.titles import TABLE
from tracker.kernel.title_forms import FORMS
from tracker.kernel.word_search import SHORTEST_MISSPELT, Asked, near

_PLAIN = re.compile(rf"[a-z]{{{SHORTEST_MISSPELT + 1},}}")
#: What no word is of an expression, with what is only a part of one: ``\b``, ``advis[eo]r``, ``spokes\w+``.
_SIGNS = re.compile(r"[a-z]*(?:\[[^\]]*\]|\\w\+)[a-z]*|\\[a-zA-Z]")
TITLE_WORDS: frozenset[str] = frozenset(
    word
    for text in (*(pattern for pattern, *_ in TABLE), *(form for post in FORMS for form in post))
    for word in _PLAIN.findall(_SIGNS.sub(" ", text))
)


def respelt(asked: Asked) -> str:
    """What is asked with each word that is one letter away from one of a title written so; nothing where none is."""
    words = asked.without(())
    meant = [_meant(word) for word in words]
    return "" if list(words) == meant else " ".join(meant)


def _meant(word: str) -> str:
    plain = word.lower()
    if len(plain) <= SHORTEST_MISSPELT or any(known.startswith(plain) for known in TITLE_WORDS):
        return word
    keys = near(plain)
    found = sorted(known for known in TITLE_WORDS if near(known) & keys)
    if not found or plain in {f"{known}s" for known in found}:
        return word
    return min(found, key=lambda known: abs(len(known) - len(plain)))
