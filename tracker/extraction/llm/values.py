"""Checks of single values: a name, a number, a date is kept only where the text gives it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from tracker.extraction.dates import time_phrases
from tracker.extraction.findings import Value
from tracker.extraction.llm.ground import Ground, plain
from tracker.extraction.llm.page import Page, Spot
from tracker.extraction.llm.shapes import LONGEST_WORDS, Kind
from tracker.extraction.money import Figure, counts, percents, sums, whole

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_EARLIEST_YEAR = 1900
_YEARS_AHEAD = 15
_LARGEST = 1e14
#: Titles for what the text may say with a verb.
_TITLE_WORDS = frozenset(("head", "co", "lead", "leader", "board", "member", "of", "the", "and"))
_NO_NAME = frozenset(
    [
        *("he", "she", "they", "it", "him", "her", "them", "his", "their", "who", "the", "a", "an"),
        *("this", "that", "someone", "somebody", "nobody", "unknown", "none", "null", "unnamed"),
        *("n/a", "anonymous", "sources", "company", "spokesperson", "spokesman", "spokeswoman"),
        "ceo",
    ]
)
_WHOLE = 100.0
_LETTER = re.compile(r"[^\W\d_]")


def name(value: object, kind: Kind, page: Page) -> str | None:
    """A name that the text has and that can be one of ``kind``, as the text spells it."""
    if not isinstance(value, str) or len(value) > LONGEST_WORDS:
        return None
    told = " ".join(value.split()).strip(' ,;:."“”')
    if plain(told) in _NO_NAME or not _LETTER.search(told):
        return None
    words = page.named(told)
    if words is None:
        return None
    if kind is Kind.PERSON:
        parts = words.split()
        if page.is_organization(words) or len(parts) > 6 or not any(p[0].isupper() for p in parts):
            return None
    elif page.is_person(words):
        return None
    return words


def credit(value: object, spot: Spot, page: Page) -> str | None:
    """Whom the sentence, or one beside it, credits with the report, as the text names them."""
    if not isinstance(value, str) or len(value) > LONGEST_WORDS:
        return None
    told = Ground(page.around(spot, 1, 1)).as_told(" ".join(value.split()))
    if told is None:
        return None
    capitalised = (word for word in re.findall(r"\w+", told) if word != word.lower())
    return told if any(plain(word) not in _NO_NAME for word in capitalised) else None


def title(value: object, page: Page) -> str | None:
    """A title of whose words the text has all, but for those that stand for a verb ("leads")."""
    if not isinstance(value, str):
        return None
    words = _seen(value).strip(' ,;:."“”')
    if not _LETTER.search(words) or len(words) > LONGEST_WORDS:
        return None
    own = [word for word in re.findall(r"\w+", words) if word.lower() not in _TITLE_WORDS]
    return words if not own or page.has_words(" ".join(own)) else None


def words(value: object, page: Page) -> str | None:
    """A description made of the text's own words."""
    if not isinstance(value, str):
        return None
    told = _seen(value)
    return told if told and len(told) <= LONGEST_WORDS and page.has_words(told) else None


def _seen(words: str) -> str:
    """Words on one line, without characters that nobody sees: a model may send NUL and half a character, and no table holds them."""
    seen = (one for one in words if one.isspace() or unicodedata.category(one)[0] != "C")
    return " ".join("".join(seen).split())


def number(
    value: object, kind: Kind, spot: Spot, page: Page, *, whole_implied: bool, signed: bool
) -> Value:
    """A figure that the sentence or one beside it gives.

    ``whole_implied`` allows 100 percent where none is told ("bought"), ``signed`` a fall.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if abs(value) > _LARGEST or math.isnan(value) or value == 0 or (value < 0 and not signed):
        return None
    told = page.around(spot, 1, 1)
    figures: dict[Kind, Iterable[Figure]] = {
        Kind.DOLLARS: sums(told),
        Kind.PERCENT: percents(told),
        Kind.COUNT: counts(told),
    }
    size = abs(float(value))
    found = any(math.isclose(size, figure.value, rel_tol=0.001) for figure in figures[kind])
    if not found and not (whole_implied and size == _WHOLE):
        return None
    return whole(float(value))


def day(value: object, spot: Spot, page: Page) -> str | None:
    """A date as fine as the words for a time in the sentence, or in one beside it."""
    if not isinstance(value, str) or not _DATE.fullmatch(value) or not _is_plausible(value, page):
        return None
    told = page.around(spot, 1, 1)
    for sentence in (spot.sentence.text, *told.split("\n")):
        for phrase in time_phrases(sentence, page.published):
            for meant in (phrase.value or "", phrase.later or ""):
                if meant and (value.startswith(meant) or meant.startswith(value)):
                    return min(value, meant, key=len)
        if re.search(rf"\b{value[:4]}\b", sentence):
            return value[:4]
    return None


def _is_plausible(value: str, page: Page) -> bool:
    try:
        first = date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    latest = page.published.year + _YEARS_AHEAD if page.published else 2100
    return _EARLIEST_YEAR <= first.year <= latest
