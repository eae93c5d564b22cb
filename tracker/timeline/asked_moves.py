"""A search that asks who went where: "OpenAI to Anthropic", "who left Meta this year", "who joined xAI in 2025"."""

import re
from dataclasses import dataclass
from datetime import date

from people.models import Move, MoveState
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.asked_bodies import AskedBodies, form_of
from tracker.timeline.move_counts import count_moves
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import ref_org
from tracker.timeline.traffic import BETWEEN
from tracker.timeline.wording import Ref

_WHO = (
    r"(?:who(?:'s)?|everyone|everybody|people|those|all|researchers|staff|employees|moves?|hires?)"
)
_GONE = r"(?:has |have |had )?(?:left|leaving|leaves|quit|departed|departures? from|leavers? (?:of|from))"
_COME = r"(?:has |have |had )?(?:joined|joining|joins|hired by|arrivals? (?:at|in))"
_WENT = r"(?:that |who )?(?:went|moved|moves|gone|switched|jumped|moving)"
#: Forms of the question: where from, where to.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"(?:{_WHO} )?{_GONE} (?P<left>\S.*?) (?:for|to join|and joined|to) (?P<joined>\S.*)",
        rf"(?:{_WHO} )?{_COME} (?P<joined>\S.*?) from (?P<left>\S.*)",
        rf"(?:{_WHO} )?{_GONE} (?P<left>\S.*)",
        rf"(?:{_WHO} )?{_COME} (?P<joined>\S.*)",
        rf"(?:{_WHO} )?(?:{_WENT} )?(?:from )?(?P<left>\S.*?)(?: to |\s*(?:→|->|–>)\s*)(?P<joined>\S.*)",
    )
)


@dataclass(frozen=True, slots=True)
class AskedMoves:
    """The moves that are asked for: from ``left`` to ``joined``, either of which may be open, in ``when``.

    Of a unit, ``left`` or ``joined`` is its company and ``unit`` the unit; between two companies a unit stands for
    its company. ``rows`` are the newest of ``count``; there are more where it is ``at_least`` so many.
    """

    left: Ref | None
    joined: Ref | None
    unit: Ref | None
    when: PartialDate | None
    rows: "tuple[Move | MoveState, ...]"
    count: int
    at_least: bool

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The same as the list of moves takes it."""
        ends = (("from_company", self.left), ("to_company", self.joined), ("unit", self.unit))
        pairs = [(name, ref.slug) for name, ref in ends if ref is not None]
        if self.left is None or self.joined is None:
            pairs += [("kind", kind) for kind in BETWEEN]
        if self.when is not None:
            pairs += [("since", str(self.when)), ("until", str(self.when))]
        return pairs


@dataclass(frozen=True, slots=True)
class AskedWay:
    """The names from which and to which it is asked who went, either of which may be empty, and when."""

    left: str
    joined: str
    when: PartialDate | None

    @property
    def names(self) -> list[str]:
        return [name for name in (self.left, self.joined) if name]


def asked_way(rest: str, when: PartialDate | None) -> AskedWay | None:
    """The question that the words ask, without the day that they name; None where they have not its form."""
    asked = form_of(rest, _WAYS)
    if asked is None:
        return None
    names = asked.groupdict()
    return AskedWay(names.get("left") or "", names.get("joined") or "", when)


def moves_asked(
    way: AskedWay, bodies: AskedBodies, *, known_on: date | None, until: date | None, most: int
) -> AskedMoves | None:
    """The moves that are asked for, of organizations that were looked up; None where the names are not theirs.

    ``until`` leaves out what came after it. Two queries.
    """
    when = way.when
    ends = [bodies.called(name) if name else None for name in (way.left, way.joined)]
    if any(name and one is None for name, one in zip((way.left, way.joined), ends, strict=True)):
        return None
    left, joined = (one.company if one else None for one in ends)
    if left == joined:
        return None
    one = ends[0] or ends[1]
    unit = one if one is not None and one.is_unit and None in ends else None
    if unit is not None and when is not None:
        unit = bodies.living(unit)
    wanted = MoveFilter(
        from_company=left.slug if left else "",
        to_company=joined.slug if joined else "",
        unit=unit.slug if unit else "",
        kind=() if left and joined else BETWEEN,
        since=when.earliest if when else None,
        until=_first(when.latest if when else None, until),
        known_on=known_on,
    )
    ids = {company.slug: company.pk for company in (left, joined) if company is not None}
    counts = count_moves(wanted, ids)
    return AskedMoves(
        left=ref_org(left) if left else None,
        joined=ref_org(joined) if joined else None,
        unit=ref_org(unit) if unit else None,
        when=when,
        rows=tuple(page_of_moves(wanted, size=most, ids=ids).rows),
        count=counts.total,
        at_least=counts.at_least,
    )


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
