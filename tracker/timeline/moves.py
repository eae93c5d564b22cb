"""Moves as readers and API ask for them: one filter, and pages of what it finds in any of the orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from people.models import Move, MoveState, Seniority
from people.models.moves import ends_shown
from tracker.claims.withholding import withheld
from tracker.kernel.prepared import Prepared
from tracker.timeline.evidence import outlets_named
from tracker.timeline.move_ends import ByCompany
from tracker.timeline.move_orders import NEWEST, MoveOrder, Place, Reading
from tracker.timeline.move_words import Meaning, meanings_of, words_of
from tracker.timeline.unit_moves import of_unit

#: The names that a state of a move leads to.
_NAMES = ("move__person", "from_company", "to_company", "unit")


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """Which moves are wanted. Slugs name people, companies, units and outlets; empty means any.

    ``company`` is either end, ``unit`` a unit with what belonged to it on the day of the move, ``outlet`` the one that published the move first. ``since`` and
    ``until`` bound the day of the change, else the first day on which it was published, both
    counted; of moves away from ``from_company``, wherever they lead, the day of the departure. ``seniority`` names that of the title taken up, else of the title left. With ``known_on`` the moves are told as one could know them at the end of that day.
    """

    person: str = ""
    company: str = ""
    from_company: str = ""
    to_company: str = ""
    unit: str = ""
    kind: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    outlet: str = ""
    q: str = ""
    #: Whom the words of ``q`` name; looked up with each list that does not know yet.
    meanings: tuple[Meaning, ...] | None = field(default=None, compare=False, repr=False)

    def understood(self) -> Self:
        """The same filter, whose lists need not look up again whom its words name; one query with ``q``."""
        return replace(self, meanings=self._meanings())

    def _meanings(self) -> tuple[Meaning, ...]:
        known = self.meanings
        if known is not None and (not self.q or [one.word for one in known] == words_of(self.q)):
            return known
        return meanings_of(self.q, states=self.known_on is not None)

    def moves(self) -> QuerySet[Move]:
        """Visible moves as they stand, newest first, names loaded. ``known_on`` takes no part."""
        return self._narrow(Move.objects.visible(), "").with_names().newest_first()  # type: ignore[attr-defined,no-any-return]

    def states(self, known_on: date) -> QuerySet[MoveState]:
        """The states that visible moves were in, as known on that day; newest first, names loaded."""
        seen = MoveState.objects.known_on(known_on).filter(
            *ends_shown(),
            move__in=Move.objects.visible().order_by(),
        )
        return self._narrow(seen, "move__").select_related(*_NAMES).order_by("-sort_on", "-move_id")

    def rows(self) -> "QuerySet[Move] | QuerySet[MoveState]":
        """``states`` when ``known_on`` is set, else ``moves``."""
        return self.moves() if self.known_on is None else self.states(self.known_on)

    @property
    def of_departures(self) -> bool:
        """Moves away from a company, wherever they lead, are of the day of the departure."""
        return bool(self.from_company and not self.to_company)

    def days(self, *, departures: bool) -> Q:
        """Within ``since`` and ``until``, by the day of the departure where that is wanted and was told by itself."""
        bounds = {"gte": self.since, "lte": self.until}

        def within(column: str) -> Q:
            return Q(**{f"{column}__{way}": day for way, day in bounds.items() if day})

        if not departures or not any(bounds.values()):
            return within("sort_on")
        return (Q(left_sort_on=None) & within("sort_on")) | within("left_sort_on")

    def counted(self) -> "QuerySet[Move] | QuerySet[MoveState]":
        """The same rows without an order or names, for whoever goes through thousands to count them."""
        if self.known_on is not None:
            states: QuerySet[MoveState] = to_count(self.known_on)  # type: ignore[assignment]
            return self._narrow(states, "move__")
        shown = Move.objects.exclude(pk__in=Move.objects.unshown().values("pk"))
        return self._narrow(shown.filter(withdrawn=False), "")

    def _narrow[M: models.Model](self, moves: QuerySet[M], person: str) -> QuerySet[M]:
        """Every condition that is set. ``person`` is the way from the rows to the columns of Move."""
        if self.company:
            # Two indexed looks joined beat one OR, which reads the whole table.
            company = Organization.objects.filter(slug=self.company).values("pk")
            everything = moves.model._default_manager
            arrivals = everything.filter(self.days(departures=False), to_company__in=company)
            departures = everything.filter(self.days(departures=True), from_company__in=company)
            moves = moves.filter(pk__in=arrivals.values("pk").union(departures.values("pk")))
        else:
            moves = moves.filter(self.days(departures=self.of_departures))
        if self.unit:
            moves = of_unit(moves, self.unit, self.known_on if person else None)
        conditions: dict[str, Any] = {
            f"{person}person__slug": self.person,
            "from_company__slug": self.from_company,
            "to_company__slug": self.to_company,
            "kind__in": self.kind,
            "seniority__in": [Seniority[name.upper()] for name in self.seniority],
            "status__in": self.status,
            "first_outlet": self.outlet,
        }
        moves = moves.filter(**{column: value for column, value in conditions.items() if value})
        if self.q and withheld().names(self.q):
            return moves.none()
        for meaning in self._meanings():
            moves = moves.filter(meaning.of(person))
        return moves


def to_count(known_on: date | None) -> "QuerySet[Move] | QuerySet[MoveState]":
    """All known moves, or the states that they were in, in no order. Of the many that a period or a company has it stands
    in indexes what counts, but not what would tell of each whether it may be shown: those that may not are left out by
    their ids.
    """
    kept_back = Move.objects.kept_back().values("pk")
    if known_on is None:
        return Move.objects.exclude(pk__in=kept_back).order_by()
    states = MoveState.objects.known_on(known_on).filter(*ends_shown())
    return states.exclude(move__in=kept_back).order_by()


@dataclass(frozen=True, slots=True)
class MovePage:
    """One page of the list, with the places at which its neighbours begin.

    ``older`` is where the list goes on, whatever it is sorted by, ``newer`` where the page before ends.
    """

    rows: "Sequence[Move | MoveState]"
    newer: Place | None
    older: Place | None


#: What of a filter a prepared question is given as it is, and which of its choices make a question of their own.
_GIVEN = ("person", "outlet", "since", "until", "known_on")
_CHOICES = ("kind", "seniority", "status")
_COMPANIES = ("company", "from_company", "to_company")


def given_by(wanted: MoveFilter, ids: Mapping[str, int]) -> dict[str, Any] | None:
    """What a prepared question about an understood filter is given, ``filter_of`` it in the end; None for a filter that is
    none of theirs.
    """
    if wanted.unit or (wanted.q and withheld().names(wanted.q)):
        return None
    given: dict[str, Any] = {name: getattr(wanted, name) or None for name in _GIVEN}
    given |= {name: getattr(wanted, name) for name in _CHOICES}
    for name in _COMPANIES:
        slug = getattr(wanted, name)
        given[name] = ids.get(slug, 0) if slug else None
    for at, one in enumerate(wanted.meanings or ()):
        given[f"word_{at}"] = one.word
        given[f"how_{at}"] = (one.forms, one.indexed)
        given[f"people_{at}"] = one.people
        given[f"organizations_{at}"] = one.organizations
        given[f"moves_{at}"] = one.moves
    return given


def filter_of(**given: Any) -> tuple[MoveFilter, Mapping[str, int]]:
    """The filter, and the ids of the companies that it names: with what stands for what will be given."""
    ids = {name: given[name] for name in _COMPANIES if given[name] is not None}
    meanings: list[Meaning] = []
    while (word := given.get(f"word_{len(meanings)}")) is not None:
        at = len(meanings)
        forms, indexed = given[f"how_{at}"]
        people, organizations = given[f"people_{at}"], given[f"organizations_{at}"]
        meanings.append(Meaning(word, people, organizations, forms, given[f"moves_{at}"], indexed))
    conditions: dict[str, Any] = {
        name: given[name] for name in (*_GIVEN, *_CHOICES) if given[name] is not None
    }
    conditions |= {name: name for name in ids}
    return MoveFilter(**conditions, meanings=tuple(meanings)), ids


def ids_of_companies(wanted: MoveFilter) -> Mapping[str, int]:
    """The companies that the filter names, by slug; one query, none where it names none."""
    slugs = {wanted.company, wanted.from_company, wanted.to_company} - {""}
    if not slugs:
        return {}
    return dict(Organization.objects.filter(slug__in=slugs).values_list("slug", "pk"))


@dataclass(frozen=True, slots=True)
class Strand:
    """Rows of a list of moves; ``departures``: of a company, which are of the day on which it was left."""

    rows: "QuerySet[Move] | QuerySet[MoveState]"
    departures: bool = False


def strands_of(
    wanted: MoveFilter, ids: Mapping[str, int], *, counted: bool = False
) -> list[Strand]:
    """The rows of the filter as one list, or as those to be ``counted``, with ``company`` as two that have no row in common.

    ``ids`` are the companies' as ``ids_of_companies`` tells them: with them each list is read by the
    index of its company, where an OR, or a join, would read and sort every move of it.
    """
    ends = {"from_company": wanted.from_company, "to_company": wanted.to_company}
    anywhere = replace(wanted, company="", from_company="", to_company="", since=None, until=None)
    rows = anywhere.counted() if counted else anywhere.rows()
    rows = rows.filter(**{end: ids.get(slug, 0) for end, slug in ends.items() if slug})
    if not wanted.company:
        away = wanted.of_departures
        return [Strand(rows.filter(wanted.days(departures=away)), away)]
    company = ids.get(wanted.company, 0)
    came = rows.filter(to_company=company).exclude(from_company=company)
    left = rows.filter(wanted.days(departures=True), from_company=company)
    return [Strand(left, departures=True), Strand(came.filter(wanted.days(departures=False)))]


def page_of_moves(
    wanted: MoveFilter,
    *,
    size: int,
    order: MoveOrder = NEWEST,
    before: Place | None = None,
    after: Place | None = None,
    ids: Mapping[str, int] | None = None,
) -> MovePage:
    """The ``size`` moves that follow the place ``before`` in the order, or those that lead up to ``after``.

    One query, and one more where the page reaches those moves of which it is not known what the list goes by. One more for the name that a place stands for, one for words whose meanings the filter
    does not know yet, one where companies are named and ``ids`` does not say which they are, and by the name of a company up to four. Raises
    NotAPlace for a place at somebody who is not on record any more.
    """
    place = after or before
    reading = Reading(order, states=wanted.known_on is not None, backwards=after is not None)
    wanted = wanted.understood()
    ids = ids_of_companies(wanted) if ids is None else ids
    found: list[Move | MoveState] = []
    several = order.sort.optional
    with_value = 1 if reading.backwards and several else 0
    begin = 1 if place is not None and several and place.known == reading.backwards else 0
    for at in range(begin, 2 if several else 1):
        left = size + 1 - len(found)
        if left > 0:
            begun = place if at == begin else None
            found += _first_of(wanted, ids, reading, begun, left, at=at, known=at == with_value)
    more = len(found) > size
    page = found[:size]
    if reading.backwards:
        page.reverse()
    back = more if reading.backwards else before is not None
    on = True if reading.backwards else more
    return MovePage(
        page,
        Place.of(page[0], order) if page and back else None,
        Place.of(page[-1], order) if page and on else None,
    )


def _by_and_ahead_of(day: date, rows: QuerySet[Any]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The states of a list by their day: up to ``day``, and, which are few, told ahead of a later one.

    Most moves of a later day were told after ``day``: whoever looks for the newest ones then must not go
    through all of them.
    """
    return rows.filter(sort_on__lte=day), rows.filter(
        sort_on__gt=day, known__startswith__lt=F("sort_on")
    )


def _whole(wanted: MoveFilter, ids: Mapping[str, int]) -> "QuerySet[Move] | QuerySet[MoveState]":
    """The rows of the filter as one list, whatever it is read by."""
    if not wanted.company:
        (strand,) = strands_of(wanted, ids)
        return strand.rows
    (strand,) = strands_of(replace(wanted, company="", since=None, until=None), ids)
    company = ids.get(wanted.company, 0)
    return strand.rows.filter(
        Q(wanted.days(departures=True), from_company=company)
        | Q(wanted.days(departures=False), to_company=company)
    )


def _part(
    wanted: MoveFilter, ids: Mapping[str, int], reading: Reading, at: int
) -> list[QuerySet[Any]]:
    """Part ``at`` of the reading, as lists that have no row in common."""
    order = reading.order
    strands = [_whole(wanted, ids)]
    if order.mergeable:
        strands = [strand.rows for strand in strands_of(wanted, ids)]
    if wanted.known_on is not None and order.by == "date":
        strands = [half for rows in strands for half in _by_and_ahead_of(wanted.known_on, rows)]
    return [reading.parts(rows)[at] for rows in strands]


def _first_of(
    wanted: MoveFilter,
    ids: Mapping[str, int],
    reading: Reading,
    place: Place | None,
    most: int,
    *,
    at: int,
    known: bool,
) -> "list[Move | MoveState]":
    """The first rows beyond ``place`` of part ``at`` of the reading.

    ``known``: of these it is known what the list goes by.
    """
    by_company = known and reading.order.sort.record is Organization
    if place is None and not by_company and (given := given_by(wanted, ids)) is not None:
        how = (reading.order.name, reading.states, reading.backwards, at, most)
        return _FIRST.rows(how=how, **given)
    part = _part(wanted, ids, reading, at)
    if by_company:
        companies = ByCompany(_with_outlet(part[0]), reading)
        if companies.worth_it:
            return companies.first(most, place)
    return list(_asked(part, reading, place, most, at=at))


def _first(*, how: tuple[str, bool, bool, int, int], **given: Any) -> QuerySet[Any]:
    order, states, backwards, at, most = how
    reading = Reading(MoveOrder.named(order), states=states, backwards=backwards)
    return _asked(_part(*filter_of(**given), reading, at), reading, None, most, at=at)


_FIRST = Prepared(_first)


def _asked(
    part: Sequence[QuerySet[Any]], reading: Reading, place: Place | None, most: int, *, at: int
) -> QuerySet[Any]:
    lists = [rows if place is None else reading.beyond(rows, place) for rows in part]
    # Names are joined to the rows of the page alone, not to all that are put in order.
    first, *others = (rows.select_related(None).values("pk")[:most] for rows in lists)
    ids = first.union(*others, all=True) if others else first
    rows = reading.parts(_named(reading).filter(pk__in=ids))[at]
    return _with_outlet(rows).fetch_mode(FETCH_RAISE)[:most]


def _named(reading: Reading) -> QuerySet[Any]:
    """All moves, or all states of moves, with the names that they lead to."""
    states: QuerySet[Any] = MoveState.objects.select_related(*_NAMES)
    moves: QuerySet[Any] = Move.objects.with_names()
    return states if reading.states else moves


def _with_outlet(rows: QuerySet[Any]) -> QuerySet[Any]:
    named: QuerySet[Any] = rows.annotate(**outlets_named())
    return named
