"""Checks of single values: a name, a number, a date is kept only where the text gives it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from tracker.extraction.dates import time_phrases
from tracker.extraction.directions import falls, rises
from tracker.extraction.findings import FactType, Value
from tracker.extraction.llm.ground import Ground, plain
from tracker.extraction.llm.page import Page, Spot
from tracker.extraction.llm.shapes import LONGEST_EVIDENCE, LONGEST_WORDS, Kind
from tracker.extraction.money import Figure, counts, fractions, percents, sums, whole

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
#: Posts that are written with a capital, which stand for whoever has them.
_NO_PERSON = _NO_NAME | frozenset(
    [
        "ceo",
        "cto",
        "cfo",
        "coo",
        "cio",
        "cpo",
        "chief",
        "president",
        "chairman",
        "chairwoman",
        "chair",
        "founder",
        "co-founder",
        "director",
        "minister",
        "reporters",
        "later",
    ]
)
_WHOLE = 100.0
_BUYS = re.compile(
    r"\b(?:acqui|buy|bought|purchas|t(?:ake|aking|ook|aken)[ -]?over|takes over|snap|swallow|absorb|scoop|merge|sold|sell|sale|own|outright)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:stakes?|shares?|holding|minority|majority|interest|per ?cent|portion|slice|part of|half|invest\w*|back(?:s|ed))\b|%",
    re.IGNORECASE,
)
#: What a figure follows that is a year.
_BEFORE_YEARS = (
    r"(?:\b(?:in|since|of|by|until|till|from|during|before|after|around|early|late|mid|for|throughout|to|and|or|than|year|years"
    r"|spring|summer|autumn|fall|winter|quarter|half|q[1-4]|end|class|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?"
    r"|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b[.,]?[\s–-]*|[(/–,-]\s?)"
)
_LETTER = re.compile(r"[^\W\d_]")
_SAYS = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|replied|tweeted|tweets|posted|argued|argues|warned|explained|explains|recalled|recalls|noted|notes"
    r"|insisted|insists)"
)
_NAMED = r"[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*)*"
#: Who says a quotation; of "the head of Cohere said" only the company is named.
_SPEAKER = re.compile(
    rf"(?P<of>\b(?:of|at|from|for|with|in) (?:the )?)?(?P<before>{_NAMED}) (?:has |had |also |later |then )?{_SAYS}\b"
    rf"|“”,? {_SAYS} (?:[a-z’'-]+,? ){{0,6}}(?P<after>{_NAMED})|\b[Aa]ccording to (?P<to>{_NAMED})"
)


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
    elif page.is_person(words) or (kind is Kind.ORG and not _is_capitalised(words, page)):
        return None
    return words


def _is_capitalised(name: str, page: Page) -> bool:
    """Whether an organization's name has a capital or a figure, as nearly all have, or is a known one."""
    return name != name.lower() or any(map(str.isdigit, name)) or page.is_organization(name)


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


def number(value: object, kind: Kind, fact: FactType, spot: Spot, page: Page) -> Value:
    """A figure of ``fact`` that the sentence or one beside it gives; a fall of shares is below nought."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if abs(value) > _LARGEST or math.isnan(value) or value == 0:
        return None
    if fact is FactType.MARKET_REACTION:
        if _goes_the_other_way(value, spot.sentence.text):
            return None
    elif value < 0:
        return None
    told = page.around(spot, 1, 1)
    figures: dict[Kind, Iterable[Figure]] = {
        Kind.DOLLARS: sums(told),
        Kind.PERCENT: (*percents(told), *fractions(told)),
        Kind.COUNT: counts(told),
    }
    size = abs(float(value))
    near = [one.value for one in figures[kind] if math.isclose(size, one.value, rel_tol=0.001)]
    if fact is FactType.STAKE and size == _WHOLE and _is_of_all(spot, told):
        near.append(_WHOLE)
    if not near:
        return None
    nearest = min(near, key=lambda figure: abs(figure - size))
    return whole(math.copysign(nearest, value))


def _goes_the_other_way(value: float, sentence: str) -> bool:
    """Whether the words of a sentence tell only of the opposite of a rise, or of a fall below nought."""
    claimed, opposite = (falls, rises) if value < 0 else (rises, falls)
    return opposite(sentence) and not claimed(sentence)


def _is_of_all(spot: Spot, told: str) -> bool:
    """Whether a sentence without any number says that the whole of something is bought."""
    return _BUYS.search(told) is not None and not _PART.search(spot.sentence.text)


def quotation(value: object, spot: Spot, page: Page) -> str | None:
    """Words that the text has in quotation marks beside the sentence, and in nobody else's mouth."""
    if not isinstance(value, str) or not 2 < len(plain(value)) <= LONGEST_EVIDENCE:
        return None
    place = page.quoted(value, spot)
    return " ".join(page.text[slice(*place)].split()) if place else None


def is_of_another(person: str, quote: str, spot: Spot, page: Page) -> bool:
    """Whether the sentence in which a quotation ends names somebody else, and not ``person``, as who says it."""
    place = page.quoted(quote, spot)
    outside = page.outside_quotations(place[1] - 1 if place else spot.sentence.start)
    named = any(_is_a_person(found, page) for found in _SPEAKER.finditer(outside))
    return named and not Ground(outside).has_a_word_of(person)


def _is_a_person(said: re.Match[str], page: Page) -> bool:
    """Whether who says something is named as somebody is, not as a company, by a post or as "she"."""
    name = (said["before"] or said["after"] or said["to"]).rstrip(".,")
    if said["of"] or page.is_organization(name) or not _NO_PERSON.isdisjoint(plain(name).split()):
        return False
    return page.is_person(name) or name.split()[-1] in page.surnames


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
        if _tells_year(value[:4], sentence):
            return value[:4]
    return None


def _tells_year(year: str, sentence: str) -> bool:
    """Whether ``year`` stands in a sentence as one: “in 2019”, and not “2019 people”."""
    followed = re.search(
        rf"{_BEFORE_YEARS}{year}\b(?![,.]?\d|\s?%| (?!(?:as|was|has|is|its|this|always|sees)\b)[a-z]+s\b| (?:people|staff|percent|million|billion)\b)",
        sentence,
        re.IGNORECASE,
    )
    return followed is not None


def _is_plausible(value: str, page: Page) -> bool:
    try:
        first = date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    latest = page.published.year + _YEARS_AHEAD if page.published else 2100
    return _EARLIEST_YEAR <= first.year <= latest
