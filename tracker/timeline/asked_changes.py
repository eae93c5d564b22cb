"""A search that asks what changed: "what changed at Meta between June and November 2025", "changes at Apple 2025"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.timeline.asked_bodies import AskedBodies, form_of
from tracker.timeline.asked_days import day_in, span_in
from tracker.timeline.refs import ref_org
from tracker.timeline.wording import Ref

_AT = r"(?:at|in|inside|within|with|about|for|of|to)"
_CHANGES = r"(?:org(?:ani[sz]ation(?:al)?)? )?(?:changes|differences|reorgani[sz]ations?)"
#: Forms of the question, without the days that it names.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"what(?:'s|’s| has| have| is| was)? (?:changed|changes|new|different|happened) {_AT} (?P<name>\S.*)",
        rf"(?:what are |what were )?(?:the |all )?{_CHANGES} {_AT} (?P<name>\S.*)",
        r"how (?:has |have |did )(?P<name>\S.*?) changed?",
        rf"(?P<name>\S.*?) {_CHANGES}",
    )
)
#: What of a company is asked about; its chart shows all of it.
_PART = re.compile(
    r"(?:['’]s?)?(?: (?:AI|the|org|organi[sz]ation|chart|team|leadership|structure|management|staff|people))*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedChanges:
    """What changed at an organization from one day to a later one is asked for."""

    organization: Ref
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The names that whatever changed may have, the likeliest first, and the two days."""

    names: tuple[str, ...]
    first: date
    last: date


def asked_changes(words: str, *, today: date) -> AskedTime | None:
    """The question that the words ask; None where they have not its form, or name no two days up to ``today``.

    A year or month is compared with the day before it; where none is named, ``today`` with the day a year before.
    """
    rest, span = span_in(words, today=today)
    if span is None:
        rest, when = day_in(words, today=today)
        first = when.earliest if when else today - timedelta(days=364)
        last = when.latest if when else today
        first = first - timedelta(days=1) if first else None
    else:
        first, last = span[0].earliest, span[1].latest
    asked = form_of(rest, _WAYS)
    if asked is None or first is None or last is None or first >= min(last, today):
        return None
    name = asked["name"].strip(" ,")
    names = (name, _PART.sub("", name))
    return AskedTime(tuple(dict.fromkeys(one for one in names if one)), first, min(last, today))


def changes_asked(time: AskedTime, bodies: AskedBodies) -> AskedChanges | None:
    """What is asked for, of organizations that were looked up; None where none is called so."""
    found = next((one for name in time.names if (one := bodies.called(name))), None)
    return AskedChanges(ref_org(found), time.first, time.last) if found else None
