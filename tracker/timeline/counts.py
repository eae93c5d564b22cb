"""What indexes say beside a name, as both clocks allow: the post held, and how much is known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest

from companies.models import Organization
from people.models import Move, MoveState, Position, PositionState
from people.models.positions import PositionShape
from tracker.claims.withholding import Withheld
from tracker.kernel.facts import among, one_of
from tracker.kernel.periods import earliest_day, latest_day
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.statuses import CERTAINTY, UNDONE, Status
from tracker.timeline.entries import UNHEARD_FOR
from tracker.timeline.moves import to_count
from tracker.timeline.refs import ref_org
from tracker.timeline.rows import pairs

#: As many arrivals, and as many departures, as are counted of one company where many stand in a list.
MANY = 100


@dataclass(frozen=True, slots=True)
class Foremost:
    """The post by which a person is told of on a day; ``holds`` is empty where it was over by then."""

    row: PositionShape
    company: str
    holds: str

    @property
    def sure(self) -> bool:
        """Whether nothing about it is in doubt: it was surely held, or is told as a former one."""
        return self.holds != "possible"

    @property
    def mark(self) -> str:
        """In words what is told of its end, else of its start, unless that is done, else whether it is in doubt."""
        if not self.holds:
            return ""
        if self.row.end_status in CERTAINTY and self.row.end_status != Status.DONE:
            return f"leaving {Status(self.row.end_status).label.lower()}"
        if self.row.start_status not in ("", Status.DONE):
            return Status(self.row.start_status).label.lower()
        return "" if self.sure else "not confirmed lately"

    def told(self, names: Withheld) -> str:
        """``chief scientist, Halden``; ``Former chief scientist, Halden``."""
        title = names.text(self.row.title)
        words = ", ".join(word for word in (title, self.company) if word)
        if self.holds or not words:
            return words
        return f"Former {words}" if title else f"Formerly at {words}"


def posts_by_person(
    people: Collection[int], *, as_of: date, known_on: date | None = None
) -> dict[int, Foremost]:
    """The post that tells best who each person is on ``as_of``: the foremost full post that they surely hold; else the
    newest that they may hold and of which something was told lately, as their page puts it first; else the
    full post of which was heard last, whether or not it is over; else what they hold, or held, beside others.

    One query, none for nobody.
    """
    if not people:
        return {}
    found = _FOREMOST.rows(
        people=list(people), as_of=as_of, lately=as_of - UNHEARD_FOR, known_on=known_on
    )
    return {
        position.person_id: Foremost(row, ref_org(position.organization).name, row.holds)
        for position, row in pairs(found, "position", known_on)
    }


def _foremost(*, people: Given, as_of: date, lately: date, known_on: date | None) -> QuerySet[Any]:
    facts = Position.objects.visible().supported().filter(one_of_given("person_id", people))
    posts: QuerySet[Any] = facts.select_related("organization")
    person, fact = "person_id", "pk"
    if known_on is not None:
        posts = PositionState.objects.known_on(known_on).filter(among("position", facts))
        posts = posts.select_related("position__organization")
        person, fact = "position__person_id", "position_id"
    sure, maybe = Q(certain__contains=as_of), Q(possible__contains=as_of)
    full = Q(exclusive=True) & ~Q(start_status=Status.RUMOURED.value)
    start_told = Coalesce("start_told_on", "start_first_on")
    heard = ~Q(end_status="") | Q(heard__gte=lately)
    last_word = Greatest("confirmed_last", "start__startswith", "end__endswith")
    told: QuerySet[Any] = (
        posts.exclude(start_status__in=UNDONE)
        .exclude(possible__startswith__gt=as_of)
        .annotate(
            heard=Greatest("confirmed_last", start_told),
            begun=Coalesce(
                latest_day("start"), earliest_day("start"), start_told, "confirmed_last"
            ),
            holds=Case(
                When(sure, then=Value("certain")),
                When(maybe, then=Value("possible")),
                default=Value(""),
            ),
            place=Case(
                When(full & sure, then=0),
                When(full & maybe & heard, then=1),
                When(full, then=2),
                When(sure, then=3),
                When(maybe, then=4),
                default=5,
            ),
            last_word=Case(When(place__in=(2, 5), then=last_word)),
            rank=Case(When(place__in=(0, 2, 3, 5), then="seniority")),
        )
        .order_by(
            person,
            "place",
            F("last_word").desc(nulls_last=True),
            F("rank").desc(nulls_last=True),
            F("begun").desc(nulls_last=True),
            f"-{fact}",
        )
        .distinct(person)
    )
    return told


_FOREMOST = Prepared(_foremost, planned=True)


def people_by_company(
    companies: Collection[int], *, as_of: date, known_on: date | None = None
) -> dict[int, int]:
    """How many people were surely at each of these companies on ``as_of``; one query."""
    facts = Position.objects.visible().supported().filter(organization__in=companies)
    if known_on is None:
        held = facts.certain_on(as_of)
    else:
        then = PositionState.objects.known_on(known_on).certain_on(as_of)
        then = then.filter(among("position", facts))
        # Both looks are at indexes alone; whose the states are does not stand in theirs.
        held = facts.filter(one_of("id", ArraySubquery(then.order_by().values("position"))))
    counted = held.order_by().values_list("organization").annotate(Count("person", distinct=True))
    return dict(counted)


def moves_by_person(
    people: Collection[int], *, until: date | None, known_on: date | None = None
) -> dict[int, int]:
    """Known moves of each of these people; one query."""
    theirs, who = Q(person__in=people), "person"
    if known_on is not None:
        theirs, who = among("move", Move.objects.filter(theirs)), "move__person"
    rows = _moves(until, known_on).filter(theirs)
    return dict(rows.values_list(who).annotate(Count("pk")))


def moves_by_company(
    companies: Collection[int], *, until: date | None, known_on: date | None = None
) -> dict[int, int]:
    """Known moves at either end of each of these companies, of no more than ``MANY`` at one end; a move within one
    company counts once. One query.
    """
    rows = _moves(until, known_on).values("pk")
    came = rows.filter(to_company=OuterRef("pk"))
    went = rows.filter(from_company=OuterRef("pk")).exclude(to_company=OuterRef("pk"))
    counted = Organization.objects.filter(pk__in=companies).annotate(
        moves=_number(came[:MANY]) + _number(went[:MANY])
    )
    return dict(counted.values_list("pk", "moves"))


def _number(rows: QuerySet[Any, Any]) -> Func:
    return Func(ArraySubquery(rows), function="cardinality", output_field=IntegerField())


def _moves(until: date | None, known_on: date | None) -> "QuerySet[Move] | QuerySet[MoveState]":
    rows = to_count(known_on)
    return rows if until is None else rows.filter(sort_on__lte=until)
