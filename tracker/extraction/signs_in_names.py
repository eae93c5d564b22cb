"""Names of organizations with signs, digits or small letters in them: "Verdant.AI", "23andMe", "St Mary's University"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.lexicon import NOT_NAMES, PLACES
from tracker.extraction.towns import is_town

_SPELLED = (
    re.compile(r"(?<!\w)[A-Z]\w+:[a-z]{2,}(?!\w)"),  # "Run:ai"
    re.compile(r"(?<![\w.@/-])[A-Z][\w-]*\.(?:AI|ai|IO|io|ML|com)(?![\w-])"),  # "Robust.AI"
    re.compile(r"(?<![\w.@/-])[A-ZÀ-Þ][\w&.-]*(?: [A-ZÀ-Þ&][\w&.-]*){0,3} A/S(?!\w)"),  # "Ferro Wind A/S"
    re.compile(r"(?<![\w.@/-])[a-z]{2,}[A-ZÀ-Þ][\w-]+(?<!['’]s)"),  # "bioMérieux"
    re.compile(r"(?<![\w-])[a-df-su-wyz]-[A-Z][a-z]{3,}(?![\w-])"),  # "d-Matrix"
    re.compile(r"(?<![\w-])[KW][A-Z]{2,3}-(?:TV|FM|AM)(?![\w-])"),  # "WQXD-TV"
    re.compile(r"(?<![\w-])[A-ZÀ-Þ]\w+-(?!(?:to|vs|and|or|by|cum|for|in|of|at)-)[a-zà-ÿ]{1,4}-[A-ZÀ-Þ]\w*(?![\w-])"),  # "Bric-à-Brac"
    re.compile(r"(?<![\w.,$€£-])\d{1,3}(?!(?:million|billion|megawatt|gigawatt|petaflop)s?\b)[A-Za-z]{4,}(?![\w-])"),  # "23andMe"
)  # fmt: skip
#: "3M", "7-Eleven" where a company stands: before what companies do, or behind where people work.
_NUMBERED = re.compile(r"\d(?<![\w.,$€£-]\d)(?:[A-CEFH-Z]|-[A-Z][a-z]+)(?![\w-])")
_DOES = re.compile(r"['’]s\b| (?:has|said|will|hire[sd]|name[sd]|appoint(?:s|ed)|announce[sd])\b")
_WORKS = re.compile(r"\b(?:at|join(?:s|ed|ing)?|leaves?|left|leaving) $")
#: Whose a college is said to be by its name, and whose office or department.
_BORNE = re.compile(
    r"(?<![\w'’])(?:[A-Z][\w-]+ )?(?:(?:St|Saint)\.? [A-Z][\w-]+|Queen|King|Christ|Regent|Children|Women)['’]s (?:University|College|Hospital|School|Academy)\b"
    r"(?! of\b)(?: [A-Z][a-z]+)?"
    r"|(?:Prime Minister|President|Mayor|Governor|Attorney[- ]General|Chancellor|Solicitor[- ]General)['’]s (?:Office|Department|Council)\b"
)

_BODIES = frozenset(
    ["University", "College", "Hospital", "School", "Academy", "Office", "Department", "Council"]
)


def names_with_signs(text: str) -> Iterator[tuple[int, int]]:
    """Where such names begin and end."""
    for pattern in _SPELLED:
        for match in pattern.finditer(text):
            yield match.span()
    for match in _NUMBERED.finditer(text):
        if _DOES.match(text, match.end()) or _WORKS.search(text[: match.start()]):
            yield match.span()
    for match in _BORNE.finditer(text):
        start, end = match.span()
        first, last = match[0].split(maxsplit=1)[0], match[0].rsplit(maxsplit=1)[-1]
        if first.lower() in NOT_NAMES:
            start += len(first) + 1
        placed = is_town(last) or last.lower() in PLACES  # "Children's Hospital Boston"
        yield start, end if placed or last in _BODIES else end - len(last) - 1
