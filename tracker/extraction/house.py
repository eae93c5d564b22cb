"""Which organisation says "we" in a text, outside of quotations: the one that its letters, posts and releases speak for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tracker.extraction.author import is_quoted
from tracker.kernel.whole_words import places_of

_WE = re.compile(r"\b(?:[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves)\b")
#: Fewer are a slip or a writer's habit.
_FEWEST = 2
#: How surely what stands before a name, or behind it, tells that "we" are of it.
_BEFORE = (
    (5, re.compile(r"\b[Ww]e(?: all)?(?: here)? at $|\b[Hh]ere at $|\b[Ww]e(?: are|['’]re) $|\bour (?:company|firm|lab), $")),
    (3, re.compile(r"\b(?:[Tt]eam|[Ll]ife|[Cc]olleagues|[Ee]veryone|[Ww]orking|[Ff]aces|[Cc]hanges|[Ll]eadership|[Nn]ews) (?:at|for|from) $")),
    (3, re.compile(r"\b(?:welcom(?:e|ed|ing)|joins?|joined|joining)\b[^.!?\n]{0,60} to (?:the )?$|^(?:Meet|About|Introducing) $")),
)  # fmt: skip
_BEHIND = (
    (3, re.compile(r" (?:is|are) (?:\w+ )?(?:proud|delighted|thrilled|pleased|excited|happy|honou?red|sorry) to\b")),
    (3, re.compile(r" (?:today |proudly )?announces?\b")),
)  # fmt: skip
#: A signature: "Ada Holm, chief executive, Halden".
_SIGNED = re.compile(r"^[A-ZÀ-Þ][^.!?:;]{4,100}, $")
_SURE = 3


def house_of(title: str, text: str, names: Iterable[str]) -> str | None:
    """The one of the organisations ``names`` that says "we" in a text; none where nobody does, or that is not told."""
    said = [match for match in _WE.finditer(text) if not is_quoted(text, match.start())]
    if len(said) < _FEWEST:
        return None
    lines = (title, *text.splitlines())
    found: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        for line in lines:
            for start in places_of(name, line):
                found[name] += _weight(line, start, start + len(name))
    best = found.most_common(2)
    if not best or best[0][1] < _SURE or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _weight(line: str, start: int, end: int) -> int:
    if is_quoted(line, start):
        return 0
    before, behind = line[:start], line[end:]
    weight = sum(weight for weight, pattern in _BEFORE if pattern.search(before))
    weight += sum(weight for weight, pattern in _BEHIND if pattern.match(behind))
    return weight + 3 * (not behind.strip() and _SIGNED.match(before) is not None)
