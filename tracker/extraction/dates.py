"""Time phrases: where they stand and which day, month or year they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.extraction import reckoning
from tracker.extraction.lexicon import MONTHS
from tracker.extraction.timewords import ALONE, FORWARD, NUMBERS, OUTSIDE, UNTIL, phrases


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


type Meaning = tuple[str | None, str | None]

_NOTHING: Meaning = (None, None)
# "LONDON, June 18 (Reuters) -": the place and day of the telling, no part of what is told.
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,]{2,40}[,(] ?[^-–—]{0,40}[-–—] "
    r"|^(?!On |In |At |By |Since |From |Until )(?:[A-Z][\w.'’-]+,? ){1,5}\(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\b[^-–—]{0,60}[-–—]{1,2} "
)
_NAMES = re.compile(r"(?:jan|april|may|june|august|mar|spring|summer)$")
_BEFORE_NAMED_DAYS = re.compile(
    r"\b(?:black|cyber|good|super|easter|fat|bloody|every|each|any|most) $", re.IGNORECASE
)
_DAY, _MONTH = len("2025-06-12"), len("2025-06")
_THIS_CENTURY = 12


@dataclass(frozen=True, slots=True)
class _Clock:
    """What relative words count from: the publication, and the time that the text named last."""

    published: date | None
    anchor: str | None

    @property
    def today(self) -> str | None:
        return self.published.isoformat() if self.published else None


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
    dateline = _DATELINE.match(sentence)
    begins = dateline.end() if dateline else 0
    year_before = -1
    for match in phrases(sentence, begins):
        kind = match.lastgroup or ""
        lead = (match.group("lead") or "").lower().strip()
        if not _is_time(match, kind, lead, sentence, follows_year=match.start() - year_before <= 1):
            continue
        value, later = _MEANINGS[kind](match, _Clock(published, anchor))
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
) -> str:
    """The coming time is meant by "from", "by" and the like, unless it has only just passed."""
    if kind == "month" and published is not None:
        return reckoning.month_begun_or_coming(_month(match.group("mo")), published)
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


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _relative_year(words: str | None, clock: _Clock) -> int | None:
    """The year of "last year", "the year before", "that year"."""
    if words is None or clock.published is None:
        return None
    words = words.lower().removeprefix("the ")
    here = clock.published.year
    told = int(clock.anchor[:4]) if clock.anchor else None
    if words.startswith(("last", "this", "next year")) or words == "year":
        return here + {"last": -1, "next": 1}.get(words.split()[0], 0)
    if told is None:
        return here - 1 if words == "previous year" else None
    return (
        told
        + (words in {"following year", "year after"})
        - (words in {"previous year", "preceding year", "year before"})
    )


def _year_of(match: re.Match[str], year: str, relative: str, clock: _Clock) -> int | None:
    if match.group(year):
        return int(match.group(year))
    return _relative_year(match.group(relative), clock)


def _iso(match: re.Match[str], clock: _Clock) -> Meaning:
    del clock
    words = match.group("iso")
    return reckoning.calendar_day(int(words[:4]), int(words[5:7]), int(words[8:])), None


def _numeric(match: re.Match[str], clock: _Clock) -> Meaning:
    """ "18.06.2025" and "6/18/2025"; where day and month could be exchanged only the year is sure."""
    del clock
    a, b, year = (int(match.group(g)) for g in ("nu_a", "nu_b", "nu_y"))
    if a > _THIS_CENTURY or match.group("nu_s") == ".":
        return reckoning.calendar_day(year, b, a), None
    if b > _THIS_CENTURY or a == b:
        return reckoning.calendar_day(year, a, b), None
    return str(year), None


def _bracket(match: re.Match[str], clock: _Clock) -> Meaning:
    del clock
    return match.group("br_a"), None


def _span(match: re.Match[str], clock: _Clock) -> Meaning:
    """ "From 2019-22" begins in 2019; "in 2024-25" leaves the year open."""
    del clock
    lead = (match.group("lead") or "").lower()
    return (match.group("sp_a") if lead.startswith(("from", "since", "between")) else None), None


def _day_of(match: re.Match[str], clock: _Clock, prefix: str) -> Meaning:
    month, day = _month(match.group(f"{prefix}_m")), int(match.group(f"{prefix}_d"))
    year = _year_of(match, f"{prefix}_y", f"{prefix}_r", clock)
    if year is not None:
        return reckoning.calendar_day(year, month, day), None
    if match.group(f"{prefix}_r") or clock.published is None:
        return _NOTHING
    return reckoning.near_day(month, day, clock.published)


def _mdy(match: re.Match[str], clock: _Clock) -> Meaning:
    value, later = _day_of(match, clock, "md")
    if match.group("md_to"):
        return value and value[:_MONTH], later and later[:_MONTH]
    return value, later


def _dmy(match: re.Match[str], clock: _Clock) -> Meaning:
    return _day_of(match, clock, "dm")


def _named_month(match: re.Match[str], clock: _Clock) -> Meaning:
    month = _month(match.group("mo"))
    if match.group("mo_y") or match.group("mo_r"):
        year = _year_of(match, "mo_y", "mo_r", clock)
        return (reckoning.month_of(year, month) if year else None), None
    published = clock.published
    if published is None:
        return _NOTHING
    which = (match.group("mo_w") or "").lower().removeprefix("the ")
    match which:
        case "last" | "this past":
            past = reckoning.near_month(month, published, ahead=False)
            if which == "last" and month == published.month:
                past = reckoning.month_of(published.year - 1, month)
            return past, None
        case "this":
            return reckoning.month_of(published.year, month), None
        case "next" | "this coming" | "coming":
            return reckoning.near_month(month, published, ahead=True), None
        case "following":
            return reckoning.month_about(month, clock.anchor, 1), None
        case "previous" | "preceding":
            found = reckoning.month_about(month, clock.anchor, -1)
            return found or reckoning.near_month(month, published, ahead=False), None
        case "that" | "same" | "that same":
            return reckoning.month_about(month, clock.anchor, 0), None
    return (
        reckoning.near_month(month, published, ahead=False),
        reckoning.near_month(month, published, ahead=True),
    )


def _part(match: re.Match[str], clock: _Clock) -> Meaning:  # noqa: C901
    """ "The end of May", "at the start of the year", "the first week of June"."""
    early, late = match.group("pt_early"), match.group("pt_late")
    vague = (match.group("pt_mid") or "").lower() in {"rest", "remainder"}
    if vague:
        return _NOTHING
    month = "-01" if early else "-12" if late else ""
    if match.group("pt_y"):
        return match.group("pt_y") + month, None
    published = clock.published
    if match.group("pt_m"):
        number = _month(match.group("pt_m"))
        year = _year_of(match, "pt_my", "pt_mr", clock)
        if year is not None:
            return reckoning.month_of(year, number), None
        if published is None:
            return _NOTHING
        return (
            reckoning.near_month(number, published, ahead=False),
            reckoning.near_month(number, published, ahead=True),
        )
    if published is None:
        return _NOTHING
    if match.group("pt_s"):
        season = match.group("pt_s").lower().split()[-1]
        return (
            reckoning.season_year(season, published, ahead=False),
            reckoning.season_year(season, published, ahead=True),
        )
    which, unit = match.group("pt_u").lower().removeprefix("the ").rpartition(" ")[::2]
    if unit == "year":
        if (match.group("pt_mid") or "").lower() == "turn":
            return _NOTHING
        year = _relative_year(f"{which} year".strip(), clock)
        return (f"{year}{month}" if year else None), None
    if unit == "quarter" and late and which in {"", "this"}:
        return f"{published.year}-{(published.month - 1) // 3 * 3 + 3:02}", None
    return _unit_value(which or "this", unit, clock), None


def _year_end(match: re.Match[str], clock: _Clock) -> Meaning:
    year = match.group("ye_y") or (str(clock.published.year) if clock.published else None)
    return (f"{year}-12" if year else None), None


def _open(match: re.Match[str], clock: _Clock) -> Meaning:
    """Times of which no calendar year is sure: "fiscal 2026", "the 1990s"."""
    del match, clock
    return _NOTHING


def _quarter(match: re.Match[str], clock: _Clock) -> Meaning:
    if match.group("qt_f"):
        return _NOTHING
    year = _year_of(match, "qt_y", "qt_r", clock)
    if year is not None:
        return str(year), None
    if clock.published is None or match.group("qt_r"):
        return _NOTHING
    short = (match.group("qt_s") or "").lower()
    word = (match.group("qt_n") or "").lower()
    number = (
        int(short[1])
        if short
        else {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}.get(word, 0)
    )
    half = short.startswith("h") or (match.group("qt_u") or "").lower() == "half"
    if not number or (half and number > 2):
        return _NOTHING
    months = 6 if half else 3
    return (
        reckoning.quarter_year(number, months, clock.published, ahead=False),
        reckoning.quarter_year(number, months, clock.published, ahead=True),
    )


def _holiday(match: re.Match[str], clock: _Clock) -> Meaning:
    published = clock.published
    if published is None:
        return _NOTHING
    words = match.group("holiday").lower().replace("’", "'")
    if words == "the new year":
        soon = published.year + (published.month > 6)
        return str(soon), None
    month, day = {
        "new": (1, 1),
        "box": (12, 26),
        "chr": (12, 25 if words.endswith(" day") else 24 if words.endswith(" eve") else 0),
        "tha": (11, 0),
    }[words[:3]]
    if words.endswith(("year's eve", "years eve")):
        month, day = 12, 31
    if day:
        return reckoning.near_day(month, day, published)
    return (
        reckoning.near_month(month, published, ahead=False),
        reckoning.near_month(month, published, ahead=True),
    )


def _season(match: re.Match[str], clock: _Clock) -> Meaning:
    name = match.group("se").lower()
    year = _year_of(match, "se_y", "se_r", clock)
    if year is not None:
        return (
            str(year) if name != "winter" or not re.search(r"[-–/]\d\d$", match.group()) else None
        ), None
    published = clock.published
    if published is None or name == "winter" or match.group("se_r"):
        return _NOTHING
    which = (match.group("se_w") or "").lower().removeprefix("the ")
    told = int(clock.anchor[:4]) if clock.anchor else None
    match which:
        case "last" | "this past":
            return reckoning.season_year(name, published, ahead=False, whole=True), None
        case "this":
            return str(published.year), None
        case "next" | "this coming" | "coming":
            begun = reckoning.season_year(name, published, ahead=False) == str(published.year)
            return str(published.year + begun), None
        case "following":
            return _season_after(name, clock.anchor, 1), None
        case "previous" | "preceding":
            found = _season_after(name, clock.anchor, -1)
            return found or reckoning.season_year(name, published, ahead=False, whole=True), None
        case "that" | "same" | "that same":
            return (str(told) if told else None), None
    return (
        reckoning.season_year(name, published, ahead=False),
        reckoning.season_year(name, published, ahead=True),
    )


def _season_after(name: str, anchor: str | None, step: int) -> str | None:
    if anchor is None:
        return None
    if len(anchor) < _MONTH:
        return str(int(anchor) + step)
    month = {"spring": 4, "summer": 7}.get(name, 10)
    return (reckoning.month_about(month, anchor, step) or "")[:4] or None


def _near(match: re.Match[str], clock: _Clock) -> Meaning:
    days = {"ne_b": -2, "ne_n": -1, "ne_y": -1, "ne_a": 2, "ne_m": 1}
    step = next((days[g] for g in days if match.group(g)), 0)
    return reckoning.about("day", clock.today, step), None


def _immediate(match: re.Match[str], clock: _Clock) -> Meaning:
    """ "Effective immediately": the day of the telling, where the text has named it."""
    del match
    return (clock.anchor if clock.anchor and len(clock.anchor) == _DAY else None), None


def _ago(match: re.Match[str], clock: _Clock) -> Meaning:
    words = match.group("ag_n").lower()
    number = float(words) if words.isdigit() else NUMBERS.get(words)
    unit, way = match.group("ag_u").lower(), match.group("ag_d").lower()
    if number is None or clock.published is None or (match.group("ag_x") or "").strip() == "more":
        return _NOTHING
    if "half" in (match.group("ag_x") or "") or "half" in (match.group("ag_y") or ""):
        number += 0.5
    sign = -1 if way in {"ago", "back", "earlier", "previously", "before", "prior"} else 1
    if unit in {"spring", "summer", "autumn", "winter"}:
        return _seasons_ago(unit, number, way, clock), None
    if way in {"ago", "back", "from now", "hence"}:
        return reckoning.shifted(number, unit, clock.today, sign), None
    anchor = clock.anchor or (clock.today if sign < 0 else None)
    return reckoning.shifted(number, unit, anchor, sign), None


def _seasons_ago(name: str, number: float, way: str, clock: _Clock) -> str | None:
    if name == "winter" or clock.published is None:
        return None
    if way == "ago":
        last = reckoning.season_year(name, clock.published, ahead=False, whole=True)
        return str(int(last or 0) - int(number) + 1)
    return reckoning.shifted(number, "year", clock.anchor, 1 if way in {"later", "on"} else -1)


def _vague(match: re.Match[str], clock: _Clock) -> Meaning:
    """ "Hours later" is the same day, "days ago" mostly the same month."""
    unit, way = match.group("va_u").lower(), match.group("va_d").lower()
    sign = -1 if way in {"ago", "earlier"} else 1
    anchor = clock.today if way == "ago" else clock.anchor or (clock.today if sign < 0 else None)
    if anchor is None or len(anchor) < _DAY:
        return _NOTHING
    if unit in {"minute", "hour"}:
        return anchor, None
    if unit == "day":
        return reckoning.few_days(date.fromisoformat(anchor), sign), None
    return _NOTHING


def _time(match: re.Match[str], clock: _Clock) -> Meaning:
    """ "In two weeks' time"."""
    words = match.group("ti_n").lower()
    number = float(words) if words.isdigit() else NUMBERS.get(words)
    if number is None:
        return _NOTHING
    return reckoning.shifted(number, match.group("ti_u").lower(), clock.today, 1), None


def _unit(match: re.Match[str], clock: _Clock) -> Meaning:
    unit = match.group("un").lower()
    unit = "day" if unit in {"night", "evening", "morning", "afternoon"} else unit
    which = (match.group("un_w") or "").lower().removeprefix("the ")
    after = (match.group("un_a") or "").lower().strip()
    if after == "before last":
        return reckoning.about(unit, clock.today, -2), None
    if after == "after next":
        return reckoning.about(unit, clock.today, 2), None
    if after and match.group("un_the"):
        return reckoning.about(unit, clock.anchor, -1 if after == "before" else 1), None
    value = _unit_value(which or "this", unit, clock)
    if unit == "weekend" and which in {"", "this"} and clock.published is not None:
        return value, reckoning.weekend_month(clock.published, 0)
    return value, None


def _unit_value(which: str, unit: str, clock: _Clock) -> str | None:
    today = clock.today
    match which:
        case "that" | "same" | "that same":
            return reckoning.about(unit, clock.anchor, 0)
        case "following" | "next" if which == "following" or (unit == "day"):
            return reckoning.about(unit, clock.anchor, 1)
        case "previous" | "preceding":
            return reckoning.about(unit, clock.anchor or today, -1)
    if unit == "weekend":
        return reckoning.about(
            unit, today, {"next": 1, "coming": 0, "this coming": 0}.get(which, -1)
        )
    return reckoning.about(unit, today, {"last": -1, "next": 1, "coming": 1}.get(which, 0))


def _weekday(match: re.Match[str], clock: _Clock) -> Meaning:
    published, name = clock.published, match.group("wd")
    if published is None:
        return _NOTHING
    week = (match.group("wd_k") or "").lower()
    if week:
        step = {"last": -1, "next": 1}.get(week, 0)
        return reckoning.weekday_of_week(name, published, step), None
    which = (match.group("wd_w") or "").lower().removeprefix("the ")
    told = date.fromisoformat(clock.anchor) if clock.anchor and len(clock.anchor) == _DAY else None
    match which:
        case "next" | "coming" | "this coming":
            return reckoning.weekday(name, published, 1), None
        case "last":
            return reckoning.weekday(name, published - timedelta(days=1), -1), None
        case "following":
            return (reckoning.weekday(name, told, 1) if told else None), None
        case "previous" | "preceding":
            told = told or published
            return reckoning.weekday(name, told - timedelta(days=1), -1), None
        case "that" | "same" | "that same":
            return (
                told.isoformat() if told and told.strftime("%A").lower() == name.lower() else None
            ), None
    return reckoning.weekday(name, published, -1), reckoning.weekday(name, published, 0)


def _day_of_month(match: re.Match[str], clock: _Clock) -> Meaning:
    if clock.published is None:
        return _NOTHING
    which = (match.group("do_w") or "").lower()
    day = int(match.group("do"))
    if which:
        month = clock.published.month + {"last": -1, "next": 1}.get(which, 0)
        first = reckoning.month_of(clock.published.year, month)
        return reckoning.calendar_day(int(first[:4]), int(first[5:]), day), None
    return reckoning.day_of_month(day, clock.published)


def _year(match: re.Match[str], clock: _Clock) -> Meaning:
    del clock
    return match.group("y"), None


_MEANINGS: dict[str, Callable[[re.Match[str], _Clock], Meaning]] = {
    "iso": _iso, "numeric": _numeric, "bracket": _bracket, "span": _span, "part": _part, "yearend": _year_end,
    "mdy": _mdy, "dmy": _dmy, "month": _named_month, "fiscal": _open, "quarter": _quarter, "decade": _open,
    "holiday": _holiday, "season": _season, "near": _near, "immediate": _immediate, "ago": _ago,
    "vague": _vague, "time": _time, "unit": _unit, "weekday": _weekday, "dom": _day_of_month, "year": _year,
}  # fmt: skip
