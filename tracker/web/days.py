"""Days and partial dates in words, for pages, pictures and labels."""

from datetime import date

from tracker.kernel.partial_dates import PartialDate, Precision

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date) -> str:
    """``12 Jun 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say(when: PartialDate | date) -> str:
    """A partial date in words, exactly as precise as it is: ``Jun 2025``, ``by 31 May 2025``; bounds
    as ``between 1 Oct and 31 Dec 2024``: what has these bounds did not last from the one to the other."""
    if isinstance(when, date):
        return say_day(when)
    first, last = when.earliest, when.latest
    if first is None:
        return f"by {say_day(last)}" if last else ""
    match when.precision:
        case Precision.DAY:
            return say_day(first)
        case Precision.MONTH:
            return f"{MONTHS[first.month - 1]} {first.year}"
        case Precision.YEAR:
            return str(first.year)
        case _:
            if last is None:
                return f"{say_day(first)} or later"
            if first.year == last.year:
                return f"between {say_day(first).rpartition(' ')[0]} and {say_day(last)}"
            return f"between {say_day(first)} and {say_day(last)}"
