"""What relative time phrases mean: "last week", "two years ago", "in the autumn", "at the end of the year"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tracker.extraction import reckoning
from tracker.extraction.calendar_words import (
    NOTHING,
    WRITTEN,
    Clock,
    Meaning,
    month_number,
    relative_year,
    year_of,
)
from tracker.extraction.timewords import NUMBERS


def _part(match: re.Match[str], clock: Clock) -> Meaning:  # noqa: C901
    """ "The end of May", "at the start of the year", "the first week of June"."""
    early, late = match.group("pt_early"), match.group("pt_late")
    vague = (match.group("pt_mid") or "").lower() in {"rest", "remainder"}
    if vague:
        return NOTHING
    month = "-01" if early else "-12" if late else ""
    if match.group("pt_y"):
        return match.group("pt_y") + month, None
    published = clock.published
    if match.group("pt_m"):
        number = month_number(match.group("pt_m"))
        year = year_of(match, "pt_my", "pt_mr", clock)
        if year is not None:
            return reckoning.month_of(year, number), None
        if published is None:
            return NOTHING
        return (
            reckoning.near_month(number, published, ahead=False),
            reckoning.near_month(number, published, ahead=True),
        )
    if published is None:
        return NOTHING
    if match.group("pt_s"):
        season = match.group("pt_s").lower().split()[-1]
        return (
            reckoning.season_year(season, published, ahead=False),
            reckoning.season_year(season, published, ahead=True),
        )
    which, unit = match.group("pt_u").lower().removeprefix("the ").rpartition(" ")[::2]
    if unit == "year":
        if (match.group("pt_mid") or "").lower() == "turn":
            return NOTHING
        year = relative_year(f"{which} year".strip(), clock)
        told = reckoning.iso_year(year) if year is not None else None
        return (f"{told}{month}" if told else None), None
    if unit == "quarter" and late and which in {"", "this"}:
        return reckoning.month_of(published.year, (published.month - 1) // 3 * 3 + 3), None
    return _unit_value(which or "this", unit, clock), None


def _year_end(match: re.Match[str], clock: Clock) -> Meaning:
    year = match.group("ye_y") or (clock.today or "")[:4]
    return (f"{year}-12" if year else None), None


def _open(match: re.Match[str], clock: Clock) -> Meaning:
    """Times of which no calendar year is sure: "fiscal 2026", "the 1990s"."""
    del match, clock
    return NOTHING


def _quarter(match: re.Match[str], clock: Clock) -> Meaning:
    if match.group("qt_f"):
        return NOTHING
    year = year_of(match, "qt_y", "qt_r", clock)
    if year is not None:
        return reckoning.iso_year(year), None
    if clock.published is None or match.group("qt_r"):
        return NOTHING
    short = (match.group("qt_s") or "").lower()
    word = (match.group("qt_n") or "").lower()
    number = (
        int(short[1])
        if short
        else {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}.get(word, 0)
    )
    half = short.startswith("h") or (match.group("qt_u") or "").lower() == "half"
    if not number or (half and number > 2):
        return NOTHING
    months = 6 if half else 3
    return (
        reckoning.quarter_year(number, months, clock.published, ahead=False),
        reckoning.quarter_year(number, months, clock.published, ahead=True),
    )


def _holiday(match: re.Match[str], clock: Clock) -> Meaning:
    published = clock.published
    if published is None:
        return NOTHING
    words = match.group("holiday").lower().replace("’", "'")
    if words == "the new year":
        return reckoning.iso_year(published.year + (published.month > 6)), None
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


def _season(match: re.Match[str], clock: Clock) -> Meaning:
    name = match.group("se").lower()
    year = year_of(match, "se_y", "se_r", clock)
    if year is not None:
        halved = name == "winter" and re.search(r"[-–/]\d\d$", match.group())
        return (None if halved else reckoning.iso_year(year)), None
    published = clock.published
    if published is None or name == "winter" or match.group("se_r"):
        return NOTHING
    which = (match.group("se_w") or "").lower().removeprefix("the ")
    match which:
        case "last" | "this past":
            return reckoning.season_year(name, published, ahead=False, whole=True), None
        case "this":
            return reckoning.iso_year(published.year), None
        case "next" | "this coming" | "coming":
            this = reckoning.iso_year(published.year)
            begun = reckoning.season_year(name, published, ahead=False) == this
            return reckoning.iso_year(published.year + begun), None
        case "following":
            return _season_after(name, clock.anchor, 1), None
        case "previous" | "preceding":
            found = _season_after(name, clock.anchor, -1)
            return found or reckoning.season_year(name, published, ahead=False, whole=True), None
        case "that" | "same" | "that same":
            return (clock.anchor or "")[:4] or None, None
    return (
        reckoning.season_year(name, published, ahead=False),
        reckoning.season_year(name, published, ahead=True),
    )


def _season_after(name: str, anchor: str | None, step: int) -> str | None:
    if anchor is None:
        return None
    if len(anchor) < reckoning.MONTH:
        return reckoning.iso_year(int(anchor) + step)
    month = {"spring": 4, "summer": 7}.get(name, 10)
    return (reckoning.month_about(month, anchor, step) or "")[:4] or None


def _near(match: re.Match[str], clock: Clock) -> Meaning:
    days = {"ne_b": -2, "ne_n": -1, "ne_y": -1, "ne_a": 2, "ne_m": 1}
    step = next((days[g] for g in days if match.group(g)), 0)
    return reckoning.about("day", clock.today, step), None


def _immediate(match: re.Match[str], clock: Clock) -> Meaning:
    """ "Effective immediately": the day of the telling, where the text has named it."""
    del match
    return (clock.anchor if clock.anchor and len(clock.anchor) == reckoning.DAY else None), None


def _ago(match: re.Match[str], clock: Clock) -> Meaning:
    words = match.group("ag_n").lower()
    number = float(words) if words.isdigit() else NUMBERS.get(words)
    unit, way = match.group("ag_u").lower(), match.group("ag_d").lower()
    if number is None or clock.published is None or (match.group("ag_x") or "").strip() == "more":
        return NOTHING
    if "half" in (match.group("ag_x") or "") or "half" in (match.group("ag_y") or ""):
        number += 0.5
    sign = -1 if way in {"ago", "back", "earlier", "previously", "before", "prior"} else 1
    if unit in {"spring", "summer", "autumn", "winter"}:
        return _seasons_ago(unit, number, way, clock), None
    if way in {"ago", "back", "from now", "hence"}:
        return reckoning.shifted(number, unit, clock.today, sign), None
    anchor = clock.anchor or (clock.today if sign < 0 else None)
    return reckoning.shifted(number, unit, anchor, sign), None


def _seasons_ago(name: str, number: float, way: str, clock: Clock) -> str | None:
    if name == "winter" or clock.published is None:
        return None
    if way == "ago":
        last = reckoning.season_year(name, clock.published, ahead=False, whole=True)
        return reckoning.iso_year(int(last) - int(number) + 1) if last else None
    return reckoning.shifted(number, "year", clock.anchor, 1 if way in {"later", "on"} else -1)


def _vague(match: re.Match[str], clock: Clock) -> Meaning:
    """ "Hours later" is the same day, "days ago" mostly the same month."""
    unit, way = match.group("va_u").lower(), match.group("va_d").lower()
    sign = -1 if way in {"ago", "earlier"} else 1
    anchor = clock.today if way == "ago" else clock.anchor or (clock.today if sign < 0 else None)
    if anchor is None or len(anchor) < reckoning.DAY:
        return NOTHING
    if unit in {"minute", "hour"}:
        return anchor, None
    if unit == "day":
        return reckoning.few_days(date.fromisoformat(anchor), sign), None
    return NOTHING


def _time(match: re.Match[str], clock: Clock) -> Meaning:
    """ "In two weeks' time"."""
    words = match.group("ti_n").lower()
    number = float(words) if words.isdigit() else NUMBERS.get(words)
    if number is None:
        return NOTHING
    return reckoning.shifted(number, match.group("ti_u").lower(), clock.today, 1), None


def _unit(match: re.Match[str], clock: Clock) -> Meaning:
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


def _unit_value(which: str, unit: str, clock: Clock) -> str | None:
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


def _weekday(match: re.Match[str], clock: Clock) -> Meaning:
    published, name = clock.published, match.group("wd")
    if published is None:
        return NOTHING
    week = (match.group("wd_k") or "").lower()
    if week:
        step = {"last": -1, "next": 1}.get(week, 0)
        return reckoning.weekday_of_week(name, published, step), None
    which = (match.group("wd_w") or "").lower().removeprefix("the ")
    told = (
        date.fromisoformat(clock.anchor)
        if clock.anchor and len(clock.anchor) == reckoning.DAY
        else None
    )
    match which:
        case "next" | "coming" | "this coming":
            return reckoning.weekday(name, published, 1), None
        case "last":
            return reckoning.weekday(name, reckoning.moved(published, -1), -1), None
        case "following":
            return (reckoning.weekday(name, told, 1) if told else None), None
        case "previous" | "preceding":
            return reckoning.weekday(name, reckoning.moved(told or published, -1), -1), None
        case "that" | "same" | "that same":
            return (
                told.isoformat() if told and told.strftime("%A").lower() == name.lower() else None
            ), None
    return reckoning.weekday(name, published, -1), reckoning.weekday(name, published, 0)


def _day_of_month(match: re.Match[str], clock: Clock) -> Meaning:
    if clock.published is None:
        return NOTHING
    which = (match.group("do_w") or "").lower()
    day = int(match.group("do"))
    if which:
        month = clock.published.month + {"last": -1, "next": 1}.get(which, 0)
        first = reckoning.month_of(clock.published.year, month)
        if first is None:
            return NOTHING
        return reckoning.calendar_day(int(first[:4]), int(first[5:]), day), None
    return reckoning.day_of_month(day, clock.published)


MEANINGS: dict[str, Callable[[re.Match[str], Clock], Meaning]] = WRITTEN | {
    "part": _part, "yearend": _year_end, "fiscal": _open, "quarter": _quarter, "decade": _open,
    "holiday": _holiday, "season": _season, "near": _near, "immediate": _immediate, "ago": _ago,
    "vague": _vague, "time": _time, "unit": _unit, "weekday": _weekday, "dom": _day_of_month,
}  # fmt: skip
