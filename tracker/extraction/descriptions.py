"""Which company is meant by what it is: "the software group" is Microsoft where the article names it and no other of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tracker.extraction.lists import entries

_BY_THEMSELVES = frozenset(["automaker", "carmaker", "chipmaker", "retailer", "university"])


@cache
def _fitting() -> dict[str, frozenset[str]]:
    """For each description, or product, the companies that it fits."""
    told = [entry.split("|") for file in ("products.txt", "descriptions.txt") for entry in entries(file)]  # fmt: skip
    return {words: frozenset(name.casefold() for name in names) for words, *names in told}


@cache
def _known() -> frozenset[str]:
    return frozenset[str]().union(*_fitting().values())


@cache
def _described() -> re.Pattern[str]:
    longest = sorted(_fitting(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


def describes(word: str) -> bool:
    """Whether a word says by itself of what kind a company is: "carmaker"."""
    return word in _BY_THEMSELVES


def is_described(name: str) -> bool:
    """Whether it is known by what words a company is called."""
    return name.casefold() in _known()


def fitting(phrase: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that a description fits in all its words; none where it says nothing or fits several."""
    said = _described().findall(phrase)
    found = [name for name in dict.fromkeys(names) if all(_fits(name, words) for words in said)]
    return found[0] if said and len(found) == 1 else None


def _fits(name: str, words: str) -> bool:
    """Whether a description is one of a company's, or a part of its name: "the university" of "Rice University"."""
    return name.casefold() in _fitting()[words] or words in name.casefold().split()
