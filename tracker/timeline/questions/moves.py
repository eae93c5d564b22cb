"""A search that asks who went where: "OpenAI to Anthropic", "who left Meta this year", "where did people leaving xAI go"."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from people.models import Move, MoveKind, MoveState
from tracker.kernel.partial_dates import PartialDate, Precision
from tracker.kernel.statuses import Status
from tracker.timeline.move_counts import count_found
from tracker.timeline.move_pages import MovePage, page_of_moves
from tracker.timeline.moves import MoveFilter
from tracker.timeline.questions.bodies import AskedBodies, form_of
from tracker.timeline.questions.nearest import nearest
from tracker.timeline.questions.shown import readable, shown
from tracker.timeline.questions.times import NamedTime
from tracker.timeline.refs import ref_org
from tracker.timeline.traffic import BETWEEN
from tracker.timeline.wording import Ref

#: Words for some of those who come and go; the answer has all of them.
_SORTS = (
    r"researchers?|scientists?|engineers?|executives?|execs?|leaders|(?:co-?)?founders?|managers?"
)
_WHO = (
    r"(?:who(?:'s|’s| all)?|anyone|anybody|someone|everyone|everybody|people|those|all|staff(?:ers)?|employees|workers|moves?|hires?"
    rf"|(?P<sort>{_SORTS}))"
)
_GONE = (
    r"(?:has |have |had |is |are )?(?:left|leaving|leaves?|quit|quitting|departed|departing|exited|(?:departures?|exits?) (?:from|at|of)"
    r"|leavers? (?:of|from|at)|gone from|fired by|ousted (?:from|by)|laid off by)"
)
_COME = (
    r"(?:has |have |had |is |are )?(?:joined|joining|joins?|hired by|poached by|recruited by|arrivals? (?:at|in)"
    r"|(?:new |latest |recent )?(?:hires|recruits|joiners) (?:at|by|of|in))"
)
_WENT = (
    r"(?:that |who )?(?:have |has )?(?:went|moved|moves?|gone|go|switched|jumped|moving|defected)"
)
_STAFF = rf"(?: (?:people|staff(?:ers)?|employees?|workers?|(?P<sort>{_SORTS})))"
#: Forms of the question: where from, where to.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"(?P<left>\S.*?)(?:['’]s?)?{_STAFF} (?:who|that) (?:have |has |had )?(?:left|quit|departed|gone)",
        rf"(?:{_WHO} )?(?:(?:that|who) )?{_GONE} (?P<left>\S.*?) (?:for|to join|and (?:joined|went to|moved to)|to) (?P<joined>\S.*)",
        rf"(?:{_WHO} )?(?:(?:that|who) )?{_COME} (?P<joined>\S.*?) from (?P<left>\S.*)",
        rf"(?:{_WHO} )?(?:(?:that|who) )?{_GONE} (?P<left>\S.*)",
        rf"(?:{_WHO} )?(?:(?:that|who) )?{_COME} (?P<joined>\S.*)",
        r"(?P<joined>\S.*?)(?:['’]s?)? (?:new |latest |recent )?(?:hires|arrivals|recruits|joiners) from (?P<left>\S.*)",
        r"who(?:m)? (?:has |have |did |is )(?P<joined>\S.*?) (?:hir|poach|recruit)(?:e|ed|ing)?(?: from (?P<left>\S.*))?",
        r"who(?:m)? (?:has |have |did |is )(?P<left>\S.*?) (?:lost|lose|losing)(?: to (?P<joined>\S.*))?",
        rf"(?P<joined>\S.*?) (?:hir|poach|recruit)(?:e|ed|es|ing)? {_WHO}(?: from (?P<left>\S.*))?",
        rf"(?P<left>\S.*?) (?:lost|lose|loses|losing) {_WHO}(?: to (?P<joined>\S.*))?",
        rf"(?:the )?(?:ex|former)[- ](?P<left>\S.*?){_STAFF}? (?:now )?(?:at|in|joining|who joined|to) (?P<joined>\S.*)",
        rf"(?:the )?(?:ex|former)[- ](?P<left>\S.*?){_STAFF}?",
        r"who (?:co-?)?(?:founded|started|set up|launched) (?P<founded>\S.*)",
        rf"(?:{_WHO} )?{_WENT} (?:over )?(?:to|into) (?P<joined>\S.*)",
        rf"(?:{_WHO} )?{_WENT} (?:away )?from (?P<left>(?:(?! to ).)+)",
        r"(?P<left>\S.*?)(?:['’]s?)? (?:departures|exits|leavers|resignations|exodus)",
        r"(?P<joined>\S.*?)(?:['’]s?)? (?:new |latest |recent )?(?:hires|arrivals|recruits|joiners)",
        rf"(?:{_WHO} )?(?:{_WENT} )?(?:from )?(?P<left>\S.*?)(?: to |\s*(?:→|->|–>)\s*)(?P<joined>\S.*)",
    )
)
#: Words before and behind the question that change nothing in it.
_BEFORE = re.compile(
    r"(?:(?:did|does|has|have|is|are|show(?: me)?|list|the|latest|recent|newest|any|all(?: the)?) )+(?=\S)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?: (?:lately|recently|so far|yet|already|now))+$", re.IGNORECASE)
#: Words that ask where those went who left, behind the question of them, and around it.
_AND_WHERE = re.compile(
    r"[,;]?\s+(?:and )?(?:to )?(?:where|which compan\w+|what compan\w+)\b.*$", re.IGNORECASE
)
_GO = r"(?:go|gone|going|went|end(?:ed|ing)? up|land(?:ed)?|head(?:ed|ing)?|move|moved|work(?:ing)?|now|today)"
_WHERE = tuple(
    re.compile(rf"where (?:did|do|have|has|are|were|is) (?:all )?(?:the )?{way} {_GO}(?: to| next| after| now)*", re.IGNORECASE)
    for way in (
        rf"(?:{_WHO} )?(?:(?:that|who) )?{_GONE} (?P<left>\S.*?)",
        rf"(?:ex|former)[- ](?P<left>\S.*?){_STAFF}?",
        rf"(?P<left>\S.*?)(?:['’]s?)?{_STAFF}",
    )
)  # fmt: skip
#: Of so many of the newest moves it is counted where they went.
MOST_WENT = 200
#: As many companies as are named where they went.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class MovesOfATime:
    """The newest ``rows`` of ``count`` moves; there are more where it is ``at_least`` so many. ``time`` is what was asked
    for; where no move is known of it, ``when`` is the nearest of which one is.
    """

    time: NamedTime | None
    when: PartialDate | None
    rows: "tuple[Move | MoveState, ...]"
    count: int
    at_least: bool
    #: Whether any of them is done.
    done: bool

    @property
    def days(self) -> list[tuple[str, str]]:
        """The time as the list of moves takes it."""
        if self.when is None:
            return []
        whole = self.when.precision is not Precision.RANGE
        first, last = (self.when,) * 2 if whole else (self.when.earliest, self.when.latest)
        return [
            *([("since", str(first))] if first else []),
            *([("until", str(last))] if last else []),
        ]

    @property
    def elsewhere(self) -> bool:
        """None is known of the time that was asked for, but one of another."""
        return self.time is not None and self.when != self.time.when

    @property
    def another_year(self) -> bool:
        """It is the time that was asked for in another year."""
        return self.time is not None and self.when in self.time.earlier_years()


@dataclass(frozen=True, slots=True)
class AskedMoves(MovesOfATime):
    """The moves that are asked for: from ``left`` to ``joined``, either of which may be open, in ``when``.

    Of a unit, ``left`` or ``joined`` is its company and ``unit`` the unit; between two companies a unit stands for
    its company.
    """

    left: Ref | None
    joined: Ref | None
    unit: Ref | None
    went: "Went | None" = None
    #: Those alone who founded ``joined``.
    founded: bool = False
    #: The word for some of them that narrows nothing.
    sort: str = ""
    #: The word that one end of them has in its title, where such a one narrows them.
    title: str = ""
    #: What was asked for, where the unit is what lives on of it.
    once: Ref | None = None

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The same as the list of moves takes it."""
        ends = (("from_company", self.left), ("to_company", self.joined), ("unit", self.unit))
        pairs = [(name, ref.slug) for name, ref in ends if ref is not None]
        if self.left is None or self.joined is None:
            kinds = (MoveKind.FOUNDING.value,) if self.founded else BETWEEN
            pairs += [("kind", kind) for kind in kinds]
        return [*pairs, *([("q", self.title)] if self.title else []), *self.days]

    @property
    def organizations(self) -> list[Ref]:
        return [one for one in (self.unit, self.left, self.joined) if one is not None]


@dataclass(frozen=True, slots=True)
class Went:
    """Where those went who left, the most first: ``open`` is of how many nothing is known, ``others`` how many went
    elsewhere, and ``read`` of how many of the newest it is told. Beside each company stands how many went there, and whether
    the list of moves to it has just as many.
    """

    companies: tuple[tuple[Ref, int, bool], ...]
    others: int
    open: int
    read: int


@dataclass(frozen=True, slots=True)
class AskedWay:
    """The names from which and to which it is asked who went, either of which may be empty, and when.

    ``onward``: also where they went.
    """

    left: str
    joined: str
    time: NamedTime | None
    onward: bool = False
    founded: bool = False
    sort: str = ""

    @property
    def names(self) -> list[str]:
        return [name for name in (self.left, self.joined) if name]

    @property
    def title(self) -> str:
        """What narrows them by their titles: founders are called so, where a researcher may be called anything."""
        return "founder" if "founder" in self.sort.casefold() else ""


def asked_way(rest: str, time: NamedTime | None) -> AskedWay | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    if where := form_of(rest, _WHERE):
        sort = where.groupdict().get("sort") or ""
        return AskedWay(where["left"], "", time, onward=True, sort=sort)
    plain = _AND_WHERE.sub("", rest.strip(" ?!.,"))
    asked = form_of(_BEHIND.sub("", plain[_begins(plain) :]), _WAYS)
    if asked is None:
        return None
    names = asked.groupdict()
    left, joined = names.get("left") or "", names.get("joined") or ""
    return AskedWay(
        left,
        joined or names.get("founded") or "",
        time,
        onward=plain != rest.strip(" ?!.,") and not joined,
        founded=bool(names.get("founded")),
        sort=names.get("sort") or "",
    )


def _begins(words: str) -> int:
    """Where the question begins."""
    found = _BEFORE.match(words)
    return found.end() if found else 0


def moves_asked(
    way: AskedWay, bodies: AskedBodies, *, known_on: date | None, until: date | None, most: int
) -> AskedMoves | None:
    """The moves that are asked for, of organizations that were looked up; None where the names are not theirs.

    ``until`` leaves out what came after it. At most six queries.
    """
    time = way.time
    ends = [bodies.called(name) if name else None for name in (way.left, way.joined)]
    if any(name and one is None for name, one in zip((way.left, way.joined), ends, strict=True)):
        return None
    left, joined = (one.company if one else None for one in ends)
    if left == joined:
        return None
    one = ends[0] or ends[1]
    unit = one if one is not None and one.is_unit and None in ends else None
    once = unit
    if unit is not None:
        unit = bodies.living(unit)
    wanted = MoveFilter(
        from_company=left.slug if left else "",
        to_company=joined.slug if joined else "",
        unit=unit.slug if unit else "",
        kind=_kinds(way, both=left is not None and joined is not None),
        q=way.title,
        until=until,
        known_on=known_on,
    ).understood()
    ids = {company.slug: company.pk for company in (left, joined) if company is not None}
    read = MOST_WENT if way.onward else readable(most)
    when, inside, page = read_of_time(wanted, time, size=read, ids=ids)
    count, more = count_found(inside, ids) if page.older else (len(page.rows), False)
    return AskedMoves(
        left=ref_org(left) if left else None,
        joined=ref_org(joined) if joined else None,
        unit=ref_org(unit) if unit else None,
        time=time,
        when=when,
        rows=shown(page.rows, most, more=page.older is not None),
        count=count,
        at_least=more,
        done=any_done(inside, page, ids),
        went=went_to(page, inside) if way.onward else None,
        founded=way.founded,
        sort="" if way.title else way.sort,
        title=way.title,
        once=ref_org(once) if once is not None and once != unit else None,
    )


def _kinds(way: AskedWay, *, both: bool) -> tuple[str, ...]:
    if way.founded:
        return (MoveKind.FOUNDING.value,)
    return () if both else BETWEEN


def read_of_time(
    wanted: MoveFilter,
    time: NamedTime | None,
    *,
    size: int,
    ids: Mapping[str, int] | None = None,
) -> tuple[PartialDate | None, MoveFilter, MovePage]:
    """The newest moves of the time, else of the nearest of which one is known: which time that is, the filter and the page."""
    when = time.when if time else None
    inside = _within(wanted, when)
    page = page_of_moves(inside, size=size, ids=ids)
    if time is not None and not page.rows and (near := nearest(wanted, time)) is not None:
        when, inside = near, _within(wanted, near)
        page = page_of_moves(inside, size=size, ids=ids)
    return when, inside, page


def _within(wanted: MoveFilter, when: PartialDate | None) -> MoveFilter:
    """The moves of the time."""
    if when is None:
        return wanted
    ends = [day for day in (when.latest, wanted.until) if day is not None]
    return replace(wanted, since=when.earliest, until=min(ends, default=None))


def any_done(wanted: MoveFilter, page: MovePage, ids: Mapping[str, int] | None = None) -> bool:
    """Whether any of the moves is done, of which ``page`` is the first; one query where only those behind it may be."""
    if any(row.status == Status.DONE for row in page.rows):
        return True
    if page.older is None:
        return False
    done = replace(wanted, status=(Status.DONE.value,))
    return bool(page_of_moves(done, size=1, ids=ids).rows)


def went_to(page: MovePage, wanted: MoveFilter) -> Went:
    """Where those went who left by the moves, of which ``page`` is the first; one query where a time is asked for: a list
    of those who went to a company is of the days on which they came, not of those on which they left.
    """
    known = [row.to_company for row in page.rows if row.to_company is not None]
    most = Counter(one for one in known if not one.hidden).most_common(MOST_NAMED)
    named = sum(count for _, count in most)
    listed = Counter({one.pk: count for one, count in most if page.older is None})
    if listed and (wanted.since or wanted.until):
        anywhen: QuerySet[Any] = replace(wanted, since=None, until=None).rows().select_related(None)
        came = anywhen.filter(wanted.days(departures=False), to_company__in=listed)
        counted = came.order_by().values_list("to_company").annotate(number=Count("pk"))
        listed = Counter(dict(counted))
    return Went(
        tuple((ref_org(one), count, listed[one.pk] == count) for one, count in most),
        len(known) - named,
        len(page.rows) - len(known),
        len(page.rows),
    )
