"""Time phrases: where they stand and which day, month or year they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.extraction.lexicon import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """``value`` is an ISO date or a prefix of one; ``ahead`` if the phrase points to the future."""

    start: int
    end: int
    value: str
    ahead: bool = False
    later: str | None = None  # what the words mean beside a verb of the future ("will join in May")


_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(_NUMBERS) + r")"
_PATTERN = re.compile(
    "|".join(
        (
            r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)",
            rf"(?P<mdy>\b(?P<mdy_m>{_MONTH}) (?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?(?P<mdy_y>(?:19|20)\d\d))?\b)",
            rf"(?P<dmy>\b(?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<dmy_m>{_MONTH})(?: (?P<dmy_y>(?:19|20)\d\d))?\b)",
            rf"(?P<my>\b(?P<my_m>{_MONTH}),? (?:of )?(?P<my_y>(?:19|20)\d\d)\b)",
            rf"(?P<end_month>\b(?:the )?end of (?P<em_m>{_MONTH}))",
            r"(?P<end_year>\b(?:the )?(?:end of (?:the|this) year|year['’]s end|year-end|end of (?P<ey>(?:19|20)\d\d)))",
            r"(?P<half>\b(?:first|second) (?:half|quarter) of (?P<half_y>(?:19|20)\d\d)\b)",
            rf"(?P<rel_month>\b(?P<rel_w>last|this|next|in|since|until|by|from|during|early|late|mid|back in)[ -](?:(?:early|mid|late)[ -])?(?P<rel_m>{_MONTH})\b(?! \d))",
            rf"(?P<weekday>\b(?:(?P<wd_w>last|next|this|on|since) )?(?P<wd>{_DAY})\b)",
            r"(?P<season>\b(?P<se_w>last|this|next|the previous|previous|that) (?P<se>spring|summer|autumn|fall|winter)\b)",
            r"(?P<unit>\b(?P<un_w>last|this|next|earlier this|later this|the previous|previous|following|the following) (?P<un>week|month|year|weekend)\b)",
            rf"(?P<ago>\b{_COUNT} (?P<ago_u>day|week|month|year)s? (?:ago|earlier|before)\b)",
            r"(?P<decade>\bover a decade ago\b)",
            rf"(?P<later>\b{_COUNT.replace('count', 'later_n')} (?P<later_u>day|week|month|year)s? later\b)",
            r"(?P<today>\btoday\b|\bthis (?:morning|afternoon|evening)\b|\btonight\b)",
            r"(?P<yesterday>\byesterday\b)",
            r"(?P<tomorrow>\btomorrow\b)",
            r"(?P<year>\b(?:in|since|until|by|from|early|late|during|of|through) (?P<y>(?:19|20)\d\d)\b)",
        )
    ),
    re.IGNORECASE,
)


# "LONDON, June 18 (Reuters) -": the place and day of the telling, no part of what is told.
_DATELINE = re.compile(r"^[A-Z][A-Z .,]{2,40}[,(] ?[^-–—]{0,40}[-–—] ")
_NOT_THE_DAY = re.compile(r"\b(?:until|till|through|up to|before)(?: the)? $", re.IGNORECASE)


def time_phrases(
    sentence: str, published: date | None, told_before: str | None = None
) -> list[TimePhrase]:
    """The time phrases of ``sentence`` whose meaning is certain, in order.

    A phrase that could fall into two months is left out. Relative phrases need ``published``.
    """
    found: list[TimePhrase] = []
    anchor = date.fromisoformat(told_before) if told_before else None
    dateline = _DATELINE.match(sentence)
    begins = dateline.end() if dateline else 0
    year: int | None = None
    for match in _PATTERN.finditer(sentence):
        if match.start() < begins or _NOT_THE_DAY.search(sentence[: match.start()]):
            continue
        value = _value(
            match, published, anchor if match.group("later") or not told_before or found else None
        )
        if (
            match.group("ago")
            and year
            and match.group("ago_u").lower() == "year"
            and not match.group("ago").lower().endswith("ago")
        ):
            value = str(year - _number(match.group("count")))
        if match.group("year"):
            year = int(match.group("y"))
        if value is None:
            continue
        text = match.group().lower()
        ahead = bool(
            re.match(r"next|later this|tomorrow|(?:the )?end|year['’]s end|year-end|by", text)
        )
        if match.group("year") or match.group("half"):
            ahead = published is not None and value > str(published.year)
        if len(value) == 10:
            anchor = date.fromisoformat(value)
        later = _later(match, published) if published else None
        found.append(TimePhrase(match.start(), match.end(), value, ahead, later))
    return found


def _value(match: re.Match[str], published: date | None, anchor: date | None) -> str | None:
    kind = next(name for name in _KINDS if match.group(name))
    if kind == "iso":
        return match.group("iso")
    if kind == "my":
        return f"{match.group('my_y')}-{_month(match.group('my_m')):02}"
    if kind == "half":
        return match.group("half_y")
    if kind == "year":
        return match.group("y")
    if kind in {"mdy", "dmy"}:
        return _full_date(match, kind, published)
    if kind == "end_year" and match.group("ey"):
        return f"{match.group('ey')}-12"
    if published is None:
        return None
    return _relative(kind, match, published, anchor)


_KINDS = (
    "iso", "mdy", "dmy", "my", "end_month", "end_year", "half", "rel_month", "weekday", "season", "unit", "ago",
    "decade", "later", "today", "yesterday", "tomorrow", "year",
)  # fmt: skip


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _full_date(match: re.Match[str], kind: str, published: date | None) -> str | None:
    month, day = _month(match.group(f"{kind}_m")), int(match.group(f"{kind}_d"))
    year = match.group(f"{kind}_y")
    try:
        if year:
            return date(int(year), month, day).isoformat()
        if published is None:
            return None
        found = date(published.year, month, day)
    except ValueError:
        return None
    if (found - published).days > 150:
        found = found.replace(year=published.year - 1)
    elif (published - found).days > 300:
        found = found.replace(year=published.year + 1)
    return found.isoformat()


def _relative(kind: str, match: re.Match[str], published: date, anchor: date | None) -> str | None:  # noqa: C901
    match kind:
        case "today":
            return published.isoformat()
        case "yesterday":
            return (published - timedelta(days=1)).isoformat()
        case "tomorrow":
            return (published + timedelta(days=1)).isoformat()
        case "end_year":
            return f"{published.year}-12"
        case "end_month":
            return _near_month(_month(match.group("em_m")), published, ahead=True)
        case "rel_month":
            return _relative_month(match, published)
        case "weekday":
            return _weekday(match, published)
        case "season":
            return _season(match, published)
        case "unit":
            return _unit(match, published)
        case "ago":
            return _shifted(match.group("count"), match.group("ago_u"), anchor or published, -1)
        case "later":
            return (
                _shifted(match.group("later_n"), match.group("later_u"), anchor, 1)
                if anchor
                else None
            )
    return None


def _later(match: re.Match[str], published: date) -> str | None:
    """The coming day or month that the words mean where the verb looks ahead."""
    if match.group("weekday") and (match.group("wd_w") or "").lower() != "last":
        days = (WEEKDAYS[match.group("wd").lower()] - published.weekday()) % 7
        return (published + timedelta(days=days)).isoformat()
    if match.group("rel_month") and match.group("rel_w").lower() in {
        "in",
        "early",
        "late",
        "mid",
        "during",
    }:
        return _near_month(_month(match.group("rel_m")), published, ahead=True)
    return None


def _near_month(month: int, published: date, *, ahead: bool) -> str:
    year = published.year
    if ahead and month < published.month:
        year += 1
    elif not ahead and month > published.month:
        year -= 1
    return f"{year}-{month:02}"


def _relative_month(match: re.Match[str], published: date) -> str | None:
    word, month = match.group("rel_w").lower(), _month(match.group("rel_m"))
    if match.group("rel_m") in {"may", "march", "mar"} or (
        word == "in" and match.group("rel_m").islower()
    ):
        return None
    if word == "last" and month == published.month:
        return f"{published.year - 1}-{month:02}"
    return _near_month(month, published, ahead=word in {"next", "until", "by", "from"})


def _weekday(match: re.Match[str], published: date) -> str | None:
    wanted = WEEKDAYS[match.group("wd").lower()]
    word = (match.group("wd_w") or "").lower()
    if word == "next":
        return (published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)).isoformat()
    return (published - timedelta(days=(published.weekday() - wanted) % 7)).isoformat()


def _season(match: re.Match[str], published: date) -> str | None:
    word, season = match.group("se_w").lower(), match.group("se").lower()
    if season == "winter":
        return None
    begins = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}[season]
    year = published.year
    if word in {"last", "the previous", "previous"} and published.month < begins + 3:
        year -= 1
    if word == "next" and published.month >= begins:
        year += 1
    return str(year)


def _unit(match: re.Match[str], published: date) -> str | None:
    word, unit = match.group("un_w").lower(), match.group("un").lower()
    step = {
        "last": -1,
        "the previous": -1,
        "previous": -1,
        "next": 1,
        "following": 1,
        "the following": 1,
    }.get(word, 0)
    if unit == "year":
        return str(published.year + step)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    sunday = monday + timedelta(days=6)
    return f"{monday:%Y-%m}" if monday.month == sunday.month else None


def _number(count: str) -> int:
    return int(count) if count.isdigit() else _NUMBERS[count.lower()]


def _shifted(count: str, unit: str, start: date, sign: int) -> str | None:
    number = _number(count)
    unit = unit.lower()
    if unit == "year":
        return str(start.year + sign * number)
    if unit == "month":
        months = start.year * 12 + start.month - 1 + sign * number
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "week":
        day = start + timedelta(weeks=sign * number)
        return (
            f"{day:%Y-%m}"
            if (day - timedelta(days=3)).month == (day + timedelta(days=3)).month
            else None
        )
    return (start + timedelta(days=sign * number)).isoformat()
