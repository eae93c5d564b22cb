"""Sums of money, percentages and counts of people as the words give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALE = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "tn": 1e12, "t": 1e12, "trillion": 1e12,
}  # fmt: skip
_SCALES = r"(?:trillion|billion|million|thousand|bn|mn|tn|[kmbt](?![a-z]))"
_SUM = re.compile(
    rf"(?:US ?)?\$ ?(?P<low>\d[\d,]*(?:\.\d+)?)(?:[- ]?(?P<low_scale>{_SCALES}))?"
    rf"(?:(?: ?[-–] ?| to )\$?(?P<high>\d[\d,]*(?:\.\d+)?)(?:[- ]?(?P<high_scale>{_SCALES})))?"
    rf"|(?P<word>\b(?:half a|a|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*(?:\.\d+)?)) "
    rf"(?P<word_scale>{_SCALES})(?:[- ]| US | U\.S\. )dollars?",
    re.IGNORECASE,
)
_WORDS = {
    "half a": 0.5, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_PERCENT = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b|percentage points?\b)", re.IGNORECASE
)
_COUNT = re.compile(
    r"(?<![$\d.,€£])\b(?P<n>\d{1,3}(?:,\d{3})+|\d+)\b(?![%.]?\d)(?! ?(?:%|per ?cent|million|billion))"
)
_NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its place in the sentence."""

    start: int
    end: int
    value: float


def sums(sentence: str) -> list[Figure]:
    """Sums in US dollars; of a range the upper end."""
    found = []
    for match in _SUM.finditer(sentence):
        if match.group("word"):
            word = match.group("word").lower()
            number = _WORDS[word] if word in _WORDS else float(word.replace(",", ""))
            scale = match.group("word_scale")
        else:
            number = float((match.group("high") or match.group("low")).replace(",", ""))
            scale = match.group("high_scale") or match.group("low_scale")
        found.append(
            Figure(match.start(), match.end(), number * _SCALE.get((scale or "").lower(), 1))
        )
    return found


def percents(sentence: str) -> list[Figure]:
    return [Figure(m.start(), m.end(), float(m.group("n"))) for m in _PERCENT.finditer(sentence)]


def counts(sentence: str) -> list[Figure]:
    """Plain counts in digits, and round counts in words ("two hundred")."""
    found = [
        Figure(m.start(), m.end(), float(m.group("n").replace(",", "")))
        for m in _COUNT.finditer(sentence)
    ]
    for match in re.finditer(r"\b([a-z]+)(?: (hundred|thousand))?\b", sentence):
        if match.group(1) in _NUMBER_WORDS:
            scale = {"hundred": 100, "thousand": 1000}.get(match.group(2) or "", 1)
            found.append(
                Figure(match.start(), match.end(), float(_NUMBER_WORDS[match.group(1)] * scale))
            )
    return sorted(found, key=lambda figure: figure.start)


def whole(value: float) -> int | float:
    """The number without a needless fraction."""
    return int(value) if float(value).is_integer() else value
