"""Moves as readers and API ask for them: one filter, and the rows that it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, QuerySet

from companies.models import Organization
from people.models import Move, MoveState, Seniority
from people.models.moves import ends_shown
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.move_words import Meaning, meanings_of, words_of
from tracker.timeline.unit_moves import of_unit

#: The names that a state of a move leads to.
NAMES = ("move__person", "from_company", "to_company", "unit")
#: Moves by their ends: away from a company that is known, and from one that is known to another.
AWAY, LINKED = "from", "linked"


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """Which moves are wanted. Slugs name people, companies, units and outlets; empty means any.

    ``company`` is either end, ``unit`` a unit with what belonged to it on the day of the move, ``outlet`` the one that published the move first. ``since`` and
    ``until`` bound the day of the change, else the first day on which it was published, both
    counted; of moves away from ``from_company``, wherever they lead, the day of the departure; ``surely`` leaves out those of
    which some day that the words allow lies beyond them, or no day is known. ``seniority`` names that of the title taken up, else of the title left. With ``known_on`` the moves are told as one could know them at the end of that day.
    ``ends`` is AWAY or LINKED: whichever companies they are.
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
    surely: bool = False
    known_on: date | None = None
    outlet: str = ""
    ends: str = ""
    q: str = ""
    #: Whom the words of ``q`` name; looked up with each list that does not know yet.
    meanings: tuple[Meaning, ...] | None = field(default=None, compare=False, repr=False)
    #: Its days and records stand for any others: the question is planned once for all of them.
    any_day: bool = field(default=False, compare=False, repr=False)

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
        seen = MoveState.objects.known_on(known_on, any_day=self.any_day).filter(
            *ends_shown(),
            move__in=Move.objects.visible().order_by(),
        )
        return self._narrow(seen, "move__").select_related(*NAMES).order_by("-sort_on", "-move_id")

    def rows(self) -> "QuerySet[Move] | QuerySet[MoveState]":
        """``states`` when ``known_on`` is set, else ``moves``."""
        return self.moves() if self.known_on is None else self.states(self.known_on)

    @property
    def of_departures(self) -> bool:
        """Moves away from a company, or from any, wherever they lead, are of the day of the departure."""
        return bool(self.from_company or self.ends == AWAY) and not self.to_company

    def days(self, *, departures: bool) -> Q:
        """Within ``since`` and ``until``, by the day of the departure where that is wanted and was told by itself."""
        bounds = {"gte": self.since, "lte": self.until}

        def within(column: str) -> Q:
            return Q(**{f"{column}__{way}": day for way, day in bounds.items() if day})

        came, left = within("sort_on"), within("left_sort_on")
        if self.surely and any(bounds.values()):
            allowed = PartialDate(self.since, self.until)
            came &= Q(happened__contained_by=allowed)
            left &= Q(left__contained_by=allowed)
        if not departures or not any(bounds.values()):
            return came
        return (Q(left_sort_on=None) & came) | left

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
        if self.ends:
            moves = moves.filter(_ENDS[self.ends])
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


#: Moves from one company that is known to another.
TWO_ENDS = Q(from_company__isnull=False, to_company__isnull=False) & ~Q(
    from_company=F("to_company")
)
_ENDS = {AWAY: Q(from_company__isnull=False, to_company=None) | TWO_ENDS, LINKED: TWO_ENDS}


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


def by_and_ahead_of(day: date, rows: QuerySet[Any]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The states of a list by their day: up to ``day``, and, which are few, told ahead of a later one.

    Most moves of a later day were told after ``day``: whoever looks for the newest ones then must not go
    through all of them.
    """
    return rows.filter(sort_on__lte=day), rows.filter(
        sort_on__gt=day, known__startswith__lt=F("sort_on")
    )


#: What of a filter a prepared question is given as it is, and which of its choices make a question of their own.
_GIVEN = ("person", "outlet", "since", "until", "known_on")
_CHOICES = ("kind", "seniority", "status")
COMPANIES = ("company", "from_company", "to_company")


def given_by(wanted: MoveFilter, ids: Mapping[str, int]) -> dict[str, Any] | None:
    """What a prepared question about an understood filter is given, ``filter_of`` it in the end; None for a filter that is
    none of theirs.
    """
    if wanted.unit or wanted.surely or (wanted.q and withheld().names(wanted.q)):
        return None
    given: dict[str, Any] = {name: getattr(wanted, name) or None for name in _GIVEN}
    given |= {name: getattr(wanted, name) for name in _CHOICES}
    given["ends"] = (wanted.ends,)
    for name in COMPANIES:
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
    ids = {name: given[name] for name in COMPANIES if given[name] is not None}
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
    (conditions["ends"],) = given["ends"]
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
    index of its company, where an OR, or a join, would read and sort every move of it. So are, of the moves away from any
    company in a period, those by themselves of which the departure was told so.
    """
    ends = {"from_company": wanted.from_company, "to_company": wanted.to_company}
    anywhere = replace(wanted, company="", from_company="", to_company="", since=None, until=None)
    rows = anywhere.counted() if counted else anywhere.rows()
    rows = rows.filter(**{end: ids.get(slug, 0) for end, slug in ends.items() if slug})
    if not wanted.company:
        away = wanted.of_departures
        if away and not wanted.from_company and (wanted.since or wanted.until):
            told = rows.filter(wanted.days(departures=True), left_sort_on__isnull=False)
            rest = rows.filter(wanted.days(departures=False), left_sort_on=None)
            return [Strand(rest, away), Strand(told, away)]
        return [Strand(rows.filter(wanted.days(departures=away)), away)]
    company = ids.get(wanted.company, 0)
    came = rows.filter(to_company=company).exclude(from_company=company)
    left = rows.filter(wanted.days(departures=True), from_company=company)
    return [Strand(left, departures=True), Strand(came.filter(wanted.days(departures=False)))]
