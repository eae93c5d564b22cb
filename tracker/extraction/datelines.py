"""The place, the day and the agency that a report begins with: "LONDON, June 18 (Reuters) -". They tell of nobody."""

from __future__ import annotations

import re

from tracker.extraction.towns import is_town

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?:19|20)\d\d)?"
_WORD = r"[^\W\d_a-z][\w.’'-]*"
#: A town, and perhaps its state or country; or two towns, of two writers.
_PLACE = (
    rf"(?P<town>{_WORD}(?: {_WORD}){{0,3}})(?:(?:, ?|/| and ){_WORD}(?: {_WORD}){{0,2}}){{0,3}}"
)
_AGENCY = r"(?:[^()/\n]{0,24}\b(?i:reuters|ap|afp|bloomberg|wires?|[a-z]*newswires?|newsfile|wire service|xinhua|kyodo|pti|ians|dow jones|upi|dpa|cnn|tass|yonhap|ani|cna|access ?wire|news ?direct)\b[^()/\n]{0,24})"
_BY = rf"(?:\({_AGENCY}\)|/{_AGENCY}/|—{_AGENCY}—)"
_DASH = r"(?:\s?[-–—]{1,2}\s?)"
_DATELINE = re.compile(
    rf"[^\w\n]{{0,3}}{_PLACE}(?:(?:,? |{_DASH})\(?{_DAY}\)?,? ?(?:{_DASH}?{_BY}(?:{_DASH}| )|{_DASH})|,? ?{_DASH}?{_BY}(?:{_DASH}| )"
    r"|(?P<bare> ?(?:--|–|—|-(?= )) ?))(?=[\w“\"‘'$€£])"
)


def behind_dateline(line: str) -> int:
    """How many characters of a line are its dateline; nought where it has none."""
    found = _DATELINE.match(line)
    if found is None:
        return 0
    town = found["town"]
    named = town.isupper() and is_town(town) if found["bare"] else _is_a_place(found)
    return found.end() if named else 0


def _is_a_place(found: re.Match[str]) -> bool:
    """Whether what stands before a day or an agency is written as places are: in capitals, or known as one."""
    return found["town"].isupper() or is_town(found["town"])
