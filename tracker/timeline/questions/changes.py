"""A search that asks what changed: "what changed at Meta between June and November 2025", "Apple 2025"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import MoveFilter
from tracker.timeline.questions.bodies import AskedBodies, form_of
from tracker.timeline.questions.times import NamedTime, Size
from tracker.timeline.refs import ref_org
from tracker.timeline.wording import Ref

_AT = r"(?:at|in|inside|within|with|about|for|of|to)"
_CHANGES = r"(?:org(?:ani[sz]ation(?:al)?)? )?(?:changes|differences|reorgani[sz]ations?)"
#: Forms of the question, without the days that it names.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"what(?:'s|’s|s| has| have| is| was| all)? (?:changed|changes|new|different|happened|happening|going on) {_AT} (?P<name>\S.*)",
        r"what (?:did|has|have|is|was) (?P<name>\S.*?) (?:changed?|changing|reorgani[sz](?:e|ed|ing))",
        rf"(?:what are |what were )?(?:the |all )?{_CHANGES} {_AT} (?P<name>\S.*)",
        rf"(?:the |all |latest |recent )*(?:people |personnel |staff )?(?:moves?|comings and goings|reshuffles?) {_AT} (?P<name>\S.*)",
        r"how (?:has |have |did )(?P<name>\S.*?) changed?",
        r"compare (?P<name>\S.*)",
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
    time: NamedTime | None = None
    #: Whether no move there is known of these days, and the month of the last one before them.
    still: bool = False
    moved: PartialDate | None = None
    #: What was asked for, where the unit is what lives on of it.
    once: Ref | None = None

    @property
    def organizations(self) -> list[Ref]:
        return [self.organization]


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The names that whatever changed may have, the likeliest first, and the two days; ``bare``: the words ask nothing, but
    name a time beside it.
    """

    names: tuple[str, ...]
    first: date
    last: date
    time: NamedTime | None
    bare: bool = False


def asked_changes(rest: str, time: NamedTime | None, *, today: date) -> AskedTime | None:
    """The question that the words ask, without the ``time`` that they name; None where they have not its form, nor
    may be a name beside a time longer than a day, or name no two days up to ``today``.

    A year, month or week is compared with the day before it; where none is named, ``today`` with the day a year before.
    """
    first: date | None = today - timedelta(days=365)
    last: date | None = today
    if time is not None:
        first, last = time.when.earliest, time.when.latest
        if first and time.size is not Size.SPAN:
            first -= timedelta(days=1)
    asked = form_of(rest, _WAYS)
    bare = asked is None and time is not None and time.size is not Size.DAY
    if not (asked or bare) or first is None or last is None or first >= min(last, today):
        return None
    name = (asked["name"] if asked else rest).strip(" ,")
    names = (name, _PART.sub("", name))
    return AskedTime(
        tuple(dict.fromkeys(one for one in names if one)), first, min(last, today), time, bare
    )


def changes_asked(
    time: AskedTime, bodies: AskedBodies, *, known_on: date | None
) -> AskedChanges | None:
    """What is asked for, of organizations that were looked up; None where none is called so. At most two queries."""
    found = next((one for name in time.names if (one := bodies.called(name))), None)
    if found is None:
        return None
    once, found = found, bodies.living(found)
    ids = {} if found.is_unit else {found.slug: found.pk}
    moves = MoveFilter(
        company="" if found.is_unit else found.slug,
        unit=found.slug if found.is_unit else "",
        since=time.first,
        until=time.last,
        known_on=known_on,
    )
    still = not page_of_moves(moves, size=1, ids=ids).rows
    moved: PartialDate | None = None
    if still:
        before = page_of_moves(replace(moves, since=None, until=time.first), size=1, ids=ids).rows
        moved = (
            PartialDate.month(before[0].sort_on.year, before[0].sort_on.month) if before else None
        )
    told = AskedChanges(ref_org(found), time.first, time.last, time.time, still, moved)
    return told if once == found else replace(told, once=ref_org(once))
