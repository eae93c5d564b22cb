"""How a text is laid out: its lines, its lists, and whether it is one article or many short ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from tracker.extraction.lexicon import NATIONALITIES, NOT_NAMES, PLACES

LONGEST_HEADING = 90


class Shape(StrEnum):
    """What a line is by its looks."""

    PROSE = "prose"
    HEADING = "heading"
    ENTRY = "entry"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one paragraph whose lines were broken to a width; marks of a list stand before ``start``.

    ``paragraph`` counts from nought. ``item`` counts the articles of a digest: what one names means nothing in
    the next. Entries of one list are numbered within ``item``; each knows what came before the list, and not the others.
    """

    start: int
    end: int
    shape: Shape
    paragraph: int
    item: int = 0
    entry: int | None = None
    opens: bool = False


_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n[ \t]*\r?\n|\r\r|\u2029|\x0c")
_RULE = re.compile(r"\s*(?:[-*_=~•·#+⸻—–.◆■□▪●○]\s*){1,80}$")
_CLOCK = re.compile(
    r"\s*[\[(]?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |\w{3,9}\.? \d{1,2},? (?:\d{4},? )?(?:at )?)?"
    r"(?:\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2}[.:]\d\d ?[ap]\.?m\b\.?|\d{1,2} ?[ap]m\b"
    r"|\d{1,2} ?(?:m|min|mins|minutes?|h|hrs?|hours?) ago)(?: ?(?:[A-Z]{2,4}|local time)\b)?[\])]?"
    r"(?:\s*[-–—:|•]\s*|\s+(?=[A-Z“\"'‘@#])|\s*$)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s*(?:(?P<head>#{1,6})\s+|(?:>\s*)+|(?P<entry>[*•\-–—·▪●○◦‣∙■□✅👉➡→+]+\ufe0f?\s+|[•▪●○◦‣■□✅👉➡→]+\ufe0f?(?=[^\W\d_])|\(?(?:\d{1,2}|[a-z])[.)]\s+)"
    r"|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*\s*)+"
)
_ENDED = re.compile(r"[.!?…:;][\"”’')\]*_\W]*$")
_CODE = re.compile(
    r"(?:(?:def|class|import|from|return|if|for|while|function|const|let|var|public|private|#include|using|package|func|fn)\b"
    r"[^.!?]*[:;{(]?$|[})\];]+;?$|[\w.\[\]]+ ?[-+*/]?= ?\S.*[^.]$|.*[;{}]$|//|/\*|<!--|\$ |>>> |</?\w[^>]*>$)"
)
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w&’'-]*[\w&](?:[.]\w+)?")
_LOOKS_BACK = re.compile(
    r"\W*(?:he|she|it|they|his|her|its|their|both|the (?:company|firm|start-?up|group|lab|two|pair|duo|move|deal|news|hire"
    r"|appointment|departure|announcement|round|decision|executive|researcher|team|unit|board)|this|that|these|those|but|and|so)\b",
    re.IGNORECASE,
)


def lines(text: str) -> list[Line]:
    """The lines of ``text`` in order, broken ones joined, rules and clock times left out."""
    rows = list(_rows(text))
    counts = Counter(bool(_clock(text, start, end)) for start, end, _ in rows)
    live = counts[True] > 1
    made: list[Line] = []
    opens = fenced = False
    for number, (start, end, paragraph) in enumerate(rows):
        words = text[start:end]
        if words.lstrip().startswith("```"):
            fenced = not fenced
            continue
        if _RULE.match(words):
            opens = opens or len(words.strip()) > 0
            continue
        if live and (clock := _clock(text, start, end)):
            start, opens = start + clock, True
            if start >= end:
                continue
        mark = _MARK.match(text, start, end)
        head = mark is not None and mark.group("head") is not None
        entry = mark is not None and mark.group("entry") is not None
        first = mark.end() if mark else start
        if first >= end:
            continue
        if fenced or _is_code(text[start:end]):
            shape = Shape.CODE
        elif head or _is_heading(text, rows, number, first, entry=entry):
            shape = Shape.HEADING
        else:
            shape = Shape.ENTRY if entry else Shape.PROSE
        made.append(
            Line(first, end, shape, paragraph, opens=opens or (head and shape is Shape.HEADING))
        )
        opens = False
    return _numbered(text, _not_code_by_chance(made))


def _is_code(words: str) -> bool:
    return _CODE.match(words.lstrip()) is not None


def _clock(text: str, start: int, end: int) -> int:
    match = _CLOCK.match(text, start, end)
    return match.end() - start if match else 0


def _is_heading(
    text: str, rows: Sequence[tuple[int, int, int]], number: int, first: int, *, entry: bool
) -> bool:
    """A short line without a full stop that stands above another, and no entry of a list."""
    end = rows[number][1]
    if end - first > LONGEST_HEADING or _ENDED.search(text, max(first, end - 12), end):
        return False
    after = rows[number + 1] if number + 1 < len(rows) else None
    if after is None:
        before = rows[number - 1] if number else None
        return before is not None and not entry and not _ended(text, *before[:2])
    if entry:  # "1. Ann Lee" above a paragraph heads it; an entry beside another is one of a list
        beside = [rows[at] for at in (number - 1, number + 1) if at >= 0]
        return not any(_MARK.match(text, row[0], row[1]) for row in beside) and not _rule_between(
            text, end, after[0]
        )
    return True


def _ended(text: str, start: int, end: int) -> bool:
    return _ENDED.search(text, max(start, end - 12), end) is not None or end - start > 90


def _rule_between(text: str, end: int, start: int) -> bool:
    return bool(_RULE.match(text, end, start)) and text[end:start].strip() != ""


def _not_code_by_chance(made: list[Line]) -> list[Line]:
    """One line that looks like code between lines of prose may be prose; two or more are code."""
    return [
        replace(line, shape=Shape.PROSE)
        if line.shape is Shape.CODE
        and not any(
            other.shape is Shape.CODE
            for other in (*made[max(0, at - 1) : at], *made[at + 1 : at + 2])
        )
        else line
        for at, line in enumerate(made)
    ]


def _rows(text: str) -> Iterator[tuple[int, int, int]]:
    """Each line with the number of its paragraph; the lines of a paragraph set to a width are one."""
    found = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    found = [(start, end) for start, end in found if not text[start:end].isspace()]
    blocks: list[list[tuple[int, int]]] = []
    for start, end in found:
        between = text[blocks[-1][-1][1] : start] if blocks else ""
        if blocks and len(_BREAK.findall(between)) == 1 and not _BLANK.search(between):
            blocks[-1].append((start, end))
        else:
            blocks.append([(start, end)])
    width = max((w for block in blocks if len(block) > 3 and (w := _width(text, block))), default=0)
    number = 0
    for block in blocks:
        first, last = block[0][0], block[0]
        for line in block[1:]:
            if not _goes_on(text, last, line, width):
                yield first, last[1], number
                first, number = line[0], number + 1
            last = line
        yield first, last[1], number
        number += 1


def _width(text: str, block: Sequence[tuple[int, int]]) -> int:
    """The width to which all lines of a block were broken, nought where they were not."""
    lengths = [len(text[start:end].rstrip()) for start, end in block]
    width = max(lengths)
    if not 40 <= width <= 110:
        return 0
    tight = all(
        length + 1 + _first_word(text, *after) > width
        for length, (_, after) in zip(lengths, pairwise(block), strict=False)
    )
    return width if tight else 0


def _first_word(text: str, start: int, end: int) -> int:
    words = text[start:end].split(maxsplit=1)
    return len(words[0]) if words else 0


def _goes_on(text: str, last: tuple[int, int], this: tuple[int, int], width: int) -> bool:
    """Whether a line continues the last one in the middle of a sentence or of a set paragraph."""
    start, end = this
    if _MARK.match(text, start, end) or _RULE.match(text, start, end) or _clock(text, start, end):
        return False
    line = text[slice(*last)].rstrip()
    if _RULE.match(line) or _is_code(line) or _is_code(text[start:end]):
        return False
    if width and len(line) <= width < len(line) + 1 + _first_word(text, start, end):
        return True
    opening = text[start:end].lstrip()
    return (
        len(line) > 30
        and not _ENDED.search(line[-12:])
        and (opening[:1].islower() or re.search(r"(?:,|\b(?:the|a|an|of|and|to|by|for|with|in|at|from|as))$", line) is not None)
        and not re.match(r"[a-z]+[A-Z]", opening)
    )  # fmt: skip


def _numbered(text: str, made: list[Line]) -> list[Line]:
    """``made`` with its items and entries."""
    starts = _digest(text, made)
    item, found, entry = 0, [], 0
    for at, line in enumerate(made):
        if at in starts and at:
            item, entry = item + 1, 0
        alone = not any(
            other.shape is Shape.ENTRY for other in (*made[max(0, at - 1) : at], *made[at + 1 : at + 2])
        )  # fmt: skip
        if line.shape is Shape.ENTRY and not alone:
            entry += 1
            found.append(replace(line, item=item, entry=entry))
        else:
            found.append(replace(line, item=item))
    return found


def _digest(text: str, made: list[Line]) -> set[int]:
    """Where the items of a digest begin; none where the parts speak of the same things."""
    parts = (
        [at for at, line in enumerate(made) if line.opens],
        [at for at, line in enumerate(made) if _heads(made, at)],
    )
    for starts in parts:
        if len(starts) >= 3 and _unrelated(text, made, starts, most=0.5):
            return set(starts) | {at for at, line in enumerate(made) if line.opens}
    prose = [at for at, line in enumerate(made) if line.shape is Shape.PROSE]
    if (
        len(prose) >= 6
        and not any(_LOOKS_BACK.match(text, made[at].start) for at in prose[1:])
        and _unrelated(text, made, prose, most=0.3)
    ):
        return set(prose)
    return set()


def _heads(made: list[Line], at: int) -> bool:
    return made[at].shape is Shape.HEADING and (at == 0 or made[at - 1].shape is not Shape.HEADING)


def _unrelated(text: str, made: list[Line], starts: list[int], *, most: float) -> bool:
    """Whether no name is common to the parts that begin at ``starts``."""
    ends = [made[at - 1].end for at in starts[1:]] + [made[-1].end]
    parts = [set(_names(text[made[at].start : end])) for at, end in zip(starts, ends, strict=True)]
    parts = [names for names in parts if names]
    shared = Counter(name for names in parts for name in names)
    return len(parts) >= 3 and max(shared.values()) / len(parts) < most


def _names(part: str) -> Iterator[str]:
    for match in _NAME.finditer(part):
        name = re.sub(r"['’]s$", "", match.group())
        if name.lower() not in NOT_NAMES | PLACES | NATIONALITIES:
            yield name
