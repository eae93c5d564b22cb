"""Sums of money, percentages and counts of people as the words give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SCALE = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "tn": 1e12, "t": 1e12, "trillion": 1e12,
}  # fmt: skip
_SCALES = r"(?:trillion|billion|million|thousand|bn|mn|tn|[kmbt](?![a-z]))"
_UNITS_AND_TENS = {
    "half": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORD = rf"(?:{'|'.join(sorted(_UNITS_AND_TENS, key=len, reverse=True))}|hundred)"
#: A number of no more digits than a figure has; a longer row of them is none.
_DIGITS = r"\d[\d,]{0,30}+(?!\d)(?:\.\d{1,30}+(?!\d))?"
#: Dollars of the United States; a letter before the sign makes them those of another country (C$, HK$).
_DOLLARS = r"(?:(?<![A-Za-z])US ?|(?<![A-Za-z]))\$ ?"
_SUM = re.compile(
    rf"(?P<between>\bbetween )?(?P<sum>{_DOLLARS}(?P<low>{_DIGITS})(?:[- ]?(?P<low_scale>{_SCALES}))?"
    rf"(?:(?(between) and |(?: ?[-–—] ?| to ))(?:US ?)?\$?(?P<high>{_DIGITS})(?:[- ]?(?P<high_scale>{_SCALES})))?)"
    rf"|(?P<word>\b(?:{_WORD}(?:(?: and |[ -]){_WORD})*|{_DIGITS})) "
    rf"(?P<word_scale>{_SCALES})(?:[- ]| US | U\.S\. )dollars?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"\b(?P<n>\d{{1,3}}(?:\.\d+)?|{_WORD}(?:-{_WORD})?)(?: |-)?(?:%|per[ -]?cent\b|percentage points?\b)",
    re.IGNORECASE,
)
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "twentieth": 20,
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?P<n>an?|one|two|three|four)[ -](?P<part>{'|'.join(_PARTS)})s?\b(?= of\b| in\b| on\b| since\b| after\b| this\b| last\b| off\b| within\b| while\b| (?:at|by) (?:the (?:close|end)|noon|midday)\b|[.,;:)]|$)"
    r"|\b(?P<half>half)(?= (?:of|the|its|their|his|her)\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![$\d.,€£])\b(?P<n>\d{1,3}(?:,\d{3})+|\d{1,15})\b(?![%.]?\d)(?! ?(?:%|per ?cent|million|billion))"
)
_NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip


_ONE_IN = re.compile(
    r"\bone (?:\w+ )?in (?:every )?(?P<n>two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b(?! (?:years?|months?|weeks?|days?)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its place in the sentence."""

    start: int
    end: int
    value: float


#: More than all the money and all the people there are.
_MOST = 1e15


def _figures(found: Iterable[tuple[int, int, float]]) -> list[Figure]:
    """The figures in their order, without those that are too great to mean anything."""
    return [Figure(*each) for each in sorted(found) if each[2] < _MOST]


def sums(sentence: str) -> list[Figure]:
    """Sums in US dollars; of a range the upper end."""
    if "$" not in sentence and "dollar" not in sentence.lower():
        return []
    found = []
    for match in _SUM.finditer(sentence):
        if match.group("word"):
            number, scale = _number(match.group("word")), match.group("word_scale")
            start = match.start()
        else:
            number = _number(match.group("high") or match.group("low"))
            scale = match.group("high_scale") or match.group("low_scale")
            start = match.start("sum")
        found.append((start, match.end(), round(number * _SCALE.get((scale or "").lower(), 1), 2)))
    return _figures(found)


def _number(words: str) -> float:
    """What digits or words ("a hundred and fifty", "two and a half") come to."""
    if words[0].isdigit():
        return float(words.replace(",", ""))
    value = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            value = (value or 1) * 100
        elif word != "and" and not (word == "a" and value):
            value += _UNITS_AND_TENS[word]
    return value


def percents(sentence: str) -> list[Figure]:
    if "%" not in sentence and "cent" not in sentence.lower():
        return []
    return _figures((m.start(), m.end(), _number(m["n"])) for m in _PERCENT.finditer(sentence))


def fractions(sentence: str) -> list[Figure]:
    """Parts in words as percentages: "a fifth", "two thirds of", "half its staff", "one in five of them"."""
    found = []
    for match in _FRACTION.finditer(sentence):
        part = 2 if match.group("half") else _PARTS[match.group("part").lower()]
        number = 1.0 if match.group("half") else _number(match.group("n"))
        found.append((match.start(), match.end(), round(100 * number / part, 1)))
    for match in _ONE_IN.finditer(sentence):
        found.append(
            (match.start(), match.end(), round(100 / _NUMBER_WORDS[match["n"].lower()], 1))
        )
    return _figures(found)


def counts(sentence: str) -> list[Figure]:
    """Plain counts in digits, and round counts in words ("two hundred")."""
    found = [
        (m.start(), m.end(), float(m.group("n").replace(",", "")))
        for m in _COUNT.finditer(sentence)
    ]
    parts = [m.end() for m in _ONE_IN.finditer(sentence)]  # the "five" of "one in five"
    for match in re.finditer(r"\b([a-z]+)(?: (hundred|thousand))?\b", sentence):
        if match.group(1) in _NUMBER_WORDS and match.end() not in parts:
            scale = {"hundred": 100, "thousand": 1000}.get(match.group(2) or "", 1)
            found.append((match.start(), match.end(), float(_NUMBER_WORDS[match.group(1)] * scale)))
    return _figures(found)


def whole(value: float) -> int | float:
    """The number without a needless fraction."""
    return int(value) if float(value).is_integer() else value
