"""Time phrases: where they stand and which day, month or year they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.extraction import reckoning
from tracker.extraction.calendar_words import Clock, month_number
from tracker.extraction.time_meanings import MEANINGS
from tracker.extraction.timewords import ALONE, FORWARD, OUTSIDE, UNTIL, phrases


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """``value`` is an ISO date or a prefix of one, or nothing where the words leave it open.

    ``later`` is what they mean beside a verb of the future, where that differs ("will join in May");
    with ``until`` the time ends there ("until last week a lawyer").
    """

    start: int
    end: int
    value: str | None
    later: str | None = None
    until: bool = False


# "LONDON, June 18 (Reuters) -": the place and day of the telling, no part of what is told.
DATELINE = re.compile(
    r"^[A-Z][A-Z .,]{2,40}[,(] ?[^-–—]{0,40}[-–—] "
    r"|^(?!On |In |At |By |Since |From |Until )(?:[A-Z][\w.'’-]+,? ){1,5}\(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\b[^-–—]{0,60}[-–—]{1,2} "
)
_NAMES = re.compile(r"(?:jan|april|may|june|august|mar|spring|summer)$")
_BEFORE_NAMED_DAYS = re.compile(
    r"\b(?:black|cyber|good|super|easter|fat|bloody|every|each|any|most) $", re.IGNORECASE
)


def time_phrases(
    sentence: str, published: date | None, told_before: str | None = None
) -> list[TimePhrase]:
    """The time phrases of ``sentence`` in order, with the words before them ("since", "on").

    What could fall into two months or years has no value. Relative phrases need ``published``;
    ``told_before`` is the time that the sentences before named last.
    """
    return list(_phrases(sentence, published, told_before))


def last_told(times: list[TimePhrase]) -> str | None:
    """The time that "a month later" counts from in the sentence that follows."""
    return next((phrase.value for phrase in reversed(times) if phrase.value), None)


def _phrases(sentence: str, published: date | None, anchor: str | None) -> Iterator[TimePhrase]:
    dateline = DATELINE.match(sentence)
    begins = dateline.end() if dateline else 0
    year_before = -1
    for match in phrases(sentence, begins):
        kind = match.lastgroup or ""
        lead = (match.group("lead") or "").lower().strip()
        if not _is_time(match, kind, lead, sentence, follows_year=match.start() - year_before <= 1):
            continue
        value, later = MEANINGS[kind](match, Clock(published, anchor))
        until = bool(UNTIL.match(lead)) or (lead == "to")
        if later is not None and value is not None and FORWARD.match(lead):
            value = _forward(kind, match, value, later, published)
        if (OUTSIDE.match(lead) and not until) or _is_hedged(match, kind):
            value = later = None
        if kind in {"year", "month"}:
            year_before = match.end()
        yield TimePhrase(
            match.start(), match.end(), value, later if later != value else None, until
        )
        yield from _second_year(match, kind)
        anchor = value or anchor


def _second_year(match: re.Match[str], kind: str) -> Iterator[TimePhrase]:
    """The end of "(2019-22)" and of "between 2019 and 2022"."""
    group = {"bracket": "br_b", "span": "sp_b"}.get(kind)
    ended = match.group(group) if group else None
    if group and ended and ended.isdigit():
        century = (match.group(kind))[: 4 - len(ended)]
        yield TimePhrase(match.start(group), match.end(group), century + ended, until=True)


def _forward(
    kind: str, match: re.Match[str], value: str, later: str, published: date | None
) -> str | None:
    """The coming time is meant by "from", "by" and the like, unless it has only just passed."""
    if kind == "month" and published is not None:
        return reckoning.month_begun_or_coming(month_number(match.group("mo")), published)
    if kind in {"mdy", "dmy"} and "effect" in match.group("lead"):
        return later if published and reckoning.is_near(later, published) else value
    return later if kind in {"weekday", "dom", "season", "quarter", "unit", "part"} else value


def _is_time(  # noqa: C901
    match: re.Match[str], kind: str, lead: str, sentence: str, *, follows_year: bool
) -> bool:
    """Whether the words tell a time here: "in May", not "may" or "by May Chen"."""
    alone = bool(lead) and bool(ALONE.match(lead)) and lead != "to"
    after = sentence[match.end() :]
    words = match.group(kind)
    if lead == "to" and not follows_year:
        return False
    match kind:
        case "year":
            return alone or bool(match.group("y_p")) or (lead == "to" and follows_year)
        case "span":
            return alone if not match.group("sp_b") else lead == "between"
        case "month":
            name = match.group("mo")
            if not name[0].isupper():
                return False
            dated = any(match.group(g) for g in ("mo_y", "mo_r", "mo_w", "mo_p", "mo_e"))
            if not dated and _NAMES.match(name.lower()) and re.match(r" [A-Z]", after):
                return lead in {"in", "since", "during", "until", "back in"}
            return dated or alone or lead == "for"
        case "mdy":
            return match.group("md_m")[0].isupper()
        case "dmy":
            return match.group("dm_m")[0].isupper()
        case "season":
            told = any(match.group(g) for g in ("se_w", "se_y", "se_r"))
            if match.group("se").lower() == "fall" and not told:
                return bool(lead) and words.lower().startswith("the ") and after[:3] != " of"
            return (told or bool(lead)) and not (
                match.group("se")[0].isupper() and re.match(r" [A-Z]", after)
            )
        case "weekday":
            return not _BEFORE_NAMED_DAYS.search(sentence[: match.start()])
        case "dom":
            return lead in {
                "on",
                "by",
                "since",
                "until",
                "from",
                "starting",
                "effective",
                "starting on",
            }
        case "immediate":
            return lead == "effective" or words.lower().startswith("with")
        case "quarter":
            dated = bool(match.group("qt_y") or match.group("qt_r"))
            return dated or bool(lead and match.group("qt_s")) or words.lower().startswith("the ")
        case "unit":
            return _is_unit(match, lead)
        case "holiday":
            return words != "The New Year" and bool(lead)
    return True


def _is_unit(match: re.Match[str], lead: str) -> bool:
    which = (match.group("un_w") or "").lower()
    unit = match.group("un").lower()
    if match.group("un_the"):
        partly = bool(match.group("un_q")) or lead.startswith(("earlier", "later", "early", "late"))
        return (
            bool(match.group("un_a"))
            or (partly and unit in {"week", "month", "quarter", "year", "day"})
            or (unit == "weekend" and lead in {"at", "over", "on", "during"})
        )
    if unit in {"day", "night", "evening", "morning", "afternoon"}:
        return which not in {"last", "next", "this", "this past", "coming", "the current"}
    # "Over the next year" tells how long, not when.
    return not (
        which in {"the next", "the coming"} and lead in {"over", "in", "within", "during", "for"}
    )


def _is_hedged(match: re.Match[str], kind: str) -> bool:
    if kind != "ago":
        return False
    hedge = (match.group("ag_h") or match.group("lead") or "").lower().strip()
    return hedge in {"over", "more than", "at least", "less than", "barely"} or bool(
        (match.group("ag_y") or "").lower() == " or two"
        or (match.group("ag_x") or "").lower().startswith(("or two", "or three", "or more"))
    )
