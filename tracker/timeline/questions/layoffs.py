"""A search that asks for layoffs: "layoffs this year", "layoffs at Meta", "who laid people off in 2026", "biggest layoffs"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from companies.models import EventKind, Organization
from tracker.claims.withholding import withheld
from tracker.timeline.chronicle import Asked, Strand, entries_of, question_of
from tracker.timeline.corrections.marks import last_corrected
from tracker.timeline.entries import Entry
from tracker.timeline.evidence import Wanted, evidence_for
from tracker.timeline.facts import EVENTS, Pair, outlets_told
from tracker.timeline.organizations import look_up, named_by, put_in
from tracker.timeline.questions.anybody import PLACE
from tracker.timeline.questions.bodies import AskedBodies, form_of, unowned
from tracker.timeline.questions.shown import readable, shown
from tracker.timeline.questions.times import NamedTime
from tracker.timeline.refs import ref_org, ref_org_or_none
from tracker.timeline.told import Told
from tracker.timeline.wording import Ref, share

#: Layoffs are counted as far as this.
COUNTED = 100
_CUTS = (
    r"(?:lay-?offs?|lay offs|(?:job|staff|workforce) (?:cuts?|reductions?)|job losses|redundancies)"
)
_STAFF = r"(?:people|staff|employees|workers|jobs|anyone|anybody|someone|somebody)"
_DID = rf"(?:(?:lays?|laid|laying) (?:off(?: {_STAFF})?|{_STAFF} off)|(?:cuts?|cutting) (?:jobs|staff))"
_HAS = r"(?:(?:has|have|had|did|is|are) )?"
_AT = r"(?:in|at|of|by|from|across|among)"
#: What stands in each form of the question, by which most searches are known to be none.
_OF_CUTS = re.compile(r"\b(?:la[yi]|cut|redu|job loss)", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:show(?: me)?|list(?: of)?|the|all|any|known|latest|newest|recent|new|major|mass|massive|big|large|(?:what |which )?(?:were|are|was|is)(?: there)?) )+"
    r"(?=\S)",
    re.IGNORECASE,
)
#: Words that ask for those of the most jobs, and what may stand at the end for those of any time.
_BIGGEST = re.compile(
    r"(?<!\S)(?:(?:the )?(?:(?:single|\d\d?|five|ten|twenty) )?(?:biggest|largest|greatest|heaviest|worst|most|top)(?: (?:\d\d?|five|ten|twenty))?"
    r"|(?:ranked |sorted )?by (?:size|count|jobs|headcount|number(?: of (?:jobs|people|employees|staff))?))(?!\S)",
    re.IGNORECASE,
)
_EVER = re.compile(
    r" (?:ever|of all times?|in (?:(?:ai|tech) )?history|on record|so far|(?:in )?the most)$",
    re.IGNORECASE,
)
#: Forms of the question: those that name no company first.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"(?:who|(?:which |what )?{PLACE})(?: that)? {_HAS}{_DID}",
        rf"(?:who|(?:which |what )?{PLACE}) (?:{_HAS}had|has|have|made|announced) {_CUTS}",
        rf"{_CUTS}(?: {_AT} {PLACE})?",
        rf"{PLACE} {_CUTS}",
        rf"{_CUTS} {_AT} (?P<where>\S.*)",
        rf"(?P<where>\S.*?) (?:latest |recent |new )?{_CUTS}",
        rf"(?:who|how many(?: {_STAFF})?) (?:has|have|did|is) (?P<where>\S.*?) (?:lay|laid|laying) off",
        rf"{_HAS}(?P<where>\S.*?) {_HAS}{_DID}",
    )
)


@dataclass(frozen=True, slots=True)
class AskedCuts:
    """Where layoffs are asked for, at any company if ``where`` is empty, and when; ``biggest``: those of the most jobs."""

    where: str
    time: NamedTime | None
    biggest: bool = False


@dataclass(frozen=True, slots=True)
class Layoff:
    """One layoff as told: where it was, and how many it was of, as far as that was published."""

    entry: Entry
    place: Ref
    unit: Ref | None
    count: int | None
    percent: Decimal | None

    @property
    def size(self) -> str:
        """How many jobs it was of, and which share of all; empty where neither was published."""
        part = share(self.percent) if self.percent is not None else ""
        if self.count is None:
            return f"{part} of jobs" if part else ""
        return f"{self.count:,} jobs" + (f", {part} of the total" if part else "")


@dataclass(frozen=True, slots=True)
class AskedLayoffs:
    """The newest ``rows`` of ``count`` layoffs, of which there are more where it is ``at_least`` so many; the ``biggest`` are
    first those of which the most jobs are told, then those of the largest share.

    ``elsewhere``: none is known of the ``time`` that was asked for, and these are of any.
    """

    place: Ref | None
    time: NamedTime | None
    rows: Sequence[Layoff]
    count: int
    at_least: bool
    elsewhere: bool
    biggest: bool = False

    @property
    def organizations(self) -> list[Ref]:
        return [self.place] if self.place else []

    @property
    def days(self) -> list[tuple[str, str]]:
        """The time as lists of events take it."""
        if self.time is None or self.elsewhere:
            return []
        ends = (("since", self.time.when.earliest), ("until", self.time.when.latest))
        return [(name, day.isoformat()) for name, day in ends if day is not None]


def asked_layoffs(rest: str, time: NamedTime | None) -> AskedCuts | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    if _OF_CUTS.search(rest) is None:
        return None
    words = rest.strip(" ?!.,:")
    plain = _BIGGEST.sub("", _EVER.sub("", words))
    biggest = plain != words
    asked = form_of(_BEFORE.sub("", " ".join(plain.split())), _WAYS)
    if asked is None:
        return None
    return AskedCuts(unowned(asked.groupdict().get("where") or ""), time, biggest)


def layoffs_asked(
    asked: AskedCuts,
    bodies: AskedBodies,
    *,
    as_of: date,
    known_on: date | None,
    until: date | None,
    most: int,
) -> AskedLayoffs | None:
    """The layoffs that are asked for, of any time where none is known of that one; None where no organization is called so.

    ``until`` leaves out what surely began after it. At most five queries.
    """
    place = bodies.called(asked.where) if asked.where else None
    if asked.where and place is None:
        return None
    pairs = _layoffs(place, asked, known_on, until)
    elsewhere = asked.time is not None and not pairs
    if elsewhere:
        pairs = _layoffs(place, replace(asked, time=None), known_on, until)
    told = shown(pairs[: readable(most) + 1], most)
    return AskedLayoffs(
        place=ref_org(place) if place else None,
        time=asked.time,
        rows=_told(told, as_of, known_on),
        count=min(len(pairs), COUNTED),
        at_least=len(pairs) > COUNTED,
        elsewhere=elsewhere,
        biggest=asked.biggest,
    )


def _layoffs(
    place: Organization | None, asked: AskedCuts, known_on: date | None, until: date | None
) -> list[Pair]:
    facts: Any = EVENTS.standing().filter(kind=EventKind.LAYOFF)
    when = asked.time.when if asked.time else None
    wanted = Asked(
        COUNTED + 1,
        known_on,
        since=when.earliest if when else None,
        until=when.latest if when else None,
        as_of=until,
        bare=True,
        largest=("count", "percent") if asked.biggest else (),
    )
    strand = Strand(EVENTS, facts.about(place) if place else facts)
    return [one.pair for one in entries_of(EVENTS, 0, question_of(strand, 0, wanted))]


def _told(pairs: Sequence[Pair], as_of: date, known_on: date | None) -> list[Layoff]:
    """The layoffs in the same order; three queries, none for none."""
    if not pairs:
        return []
    put_in(pairs, look_up(named_by(pairs)))
    names = withheld()
    events = {pair.fact.pk for pair in pairs}
    book = evidence_for(
        Wanted(events=frozenset(events)), known_on=known_on, names=names, around=False
    )
    both = [(pair.fact, pair.row) for pair in pairs]
    marks = last_corrected({"event": events})
    told = Told(as_of, book, outlets_told({"event": both}), marks, names)
    return [
        Layoff(
            entry, ref_org(fact.organization), ref_org_or_none(fact.unit), row.count, row.percent
        )
        for entry, (fact, row) in zip(told.events(both), both, strict=True)
    ]
