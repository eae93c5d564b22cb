"""Who led a company or unit, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from companies.models import Organization
from people.models import Position, Role, Seniority
from people.models.positions import PositionShape
from people.succeeding import given_up, single_post
from people.titles import LEADING, heads_all, leads_a_part, meaning_of
from tracker.claims.withholding import Withheld, withheld, withhold_fact
from tracker.kernel.prepared import Prepared
from tracker.kernel.statuses import EXPECTED, UNDONE, Status
from tracker.timeline import rows
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.evidence import EvidenceBook
from tracker.timeline.firsts import with_first_teller, with_firsts
from tracker.timeline.organizations import standing_for

#: As many posts as are told of one organization.
MOST = 60
#: As many who led it on a day are named.
MOST_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Spell:
    """A post, and a day on which it was held, for the chart of that day; None where none is known. ``outlet`` told first of
    its start, or where no start is told, of the post; blank where nobody asked.
    """

    post: Post
    day: date | None
    outlet: str = ""
    told_on: date | None = None

    @classmethod
    def of(cls, one: Post, outlet: str = "", told_on: date | None = None) -> "Spell":
        begun = one.start.latest if one.start else None
        return cls(
            one,
            begun or one.confirmed_last or (one.last_day.earliest if one.last_day else None),
            outlet,
            told_on,
        )


@dataclass(frozen=True, slots=True)
class Leaders:
    """``now``: who led it on the day, as far as known, a chief executive before other heads; where nobody surely
    did, those who may have.
    ``ever``: all of them, the latest first.
    """

    now: tuple[Post, ...] = ()
    ever: tuple[Spell, ...] = ()
    pairs: Sequence[tuple[Position, PositionShape]] = ()

    @property
    def positions(self) -> frozenset[int]:
        """The posts of those who lead it now, whose evidence ``told`` needs."""
        return frozenset(one.position for one in self.now)

    def told(self, book: EvidenceBook, *, over: bool) -> "Leaders":
        """The same with who told first of those who lead it now; ``over``: it had ended by then, so that nobody does."""
        return replace(self, now=() if over else with_firsts(self.now, self.pairs, book))


def leaders_of(
    organization: Organization,
    *,
    as_of: date,
    known_on: date | None,
    everything: bool,
) -> Leaders:
    """Who leads a company or unit on ``as_of`` and who did before, as one could know it; one query.

    ``everything`` False leaves out who came after ``as_of``. A start that was denied or reversed makes no leader.
    """
    found = _LEADERS.rows(at=organization.pk, unit=organization.is_unit, known_on=known_on)
    names = withheld()
    posts = as_shown(rows.pairs(found, "position", known_on), names)
    ever = latest_first(
        one
        for one in bare_posts(posts, as_of=as_of)
        if one.start_status not in UNDONE
        and leads(one, organization)
        and (everything or one.begun_by(as_of))
    )
    held = [one for one in ever if one.held and not _succeeded(one, ever, as_of)]
    held = [one for one in held if one.seniority == Seniority.CHIEF_EXECUTIVE] or held
    now = [one for one in held if one.holds == "certain"] or held
    first = {
        fact.pk: (names.text(row.told_by or ""), row.told_first_on)
        for (fact, _), row in zip(posts, found, strict=True)
    }
    spells = tuple(Spell.of(one, *first[one.position]) for one in ever)
    return Leaders(tuple(now[:MOST_AT_ONCE]), spells, posts)


def _succeeded(one: Post, others: Iterable[Post], day: date) -> bool:
    """An end of it is reported or announced, or it is for the interim, and by ``day`` somebody else had come to the same single
    post after that.
    """
    over, words = _may_go(one), given_up(one.title)
    if over is None or not words:
        return False
    return any(
        other.start_status == Status.DONE
        and other.start is not None
        and other.start.latest is not None
        and over <= other.start.latest <= day
        and other.person != one.person
        and other.unit == one.unit
        and single_post(other.title) == words
        for other in others
    )


def _may_go(one: Post) -> date | None:
    """The first day on which another's coming tells that the post was given up."""
    if one.end_status in EXPECTED and one.last_day:
        return one.last_day.earliest or one.last_day.latest
    if not one.end_status and meaning_of(one.title).interim and one.start and one.start.latest:
        return one.start.latest + timedelta(days=1)
    return None


def _leaders(*, at: int, unit: bool, known_on: date | None) -> QuerySet[Any]:
    posts = Position.objects.visible().supported().at(standing_for(at, unit=unit))
    found = rows.asked_positions(leading(posts, unit=unit), known_on, most=MOST)
    return with_first_teller(found, "pk" if known_on is None else "position_id", known_on)


_LEADERS = Prepared(_leaders, planned=True)


def leading[P: QuerySet[Position]](posts: P, *, unit: bool) -> P:
    """Those of some posts by which one may lead a company, or a unit, which seldom has a chief executive."""
    return posts.filter(role__in=LEADING if unit else (Role.CHIEF_EXECUTIVE,))


def leads(one: Post, organization: Organization) -> bool:
    """Whether the post leads ``organization`` as a whole: not "CEO of Applications", nor a unit of it."""
    if organization.is_unit:
        return heads_all(one.title, organization.name)
    return one.unit is None and not leads_a_part(one.title, organization.name)


def as_shown(
    posts: Iterable[tuple[Position, PositionShape]], names: Withheld | None = None
) -> list[tuple[Position, PositionShape]]:
    """The posts with what may not be named blanked: these ``names``, or those that are withheld just now."""
    names = withheld() if names is None else names
    return [(fact, withhold_fact(row, names)) for fact, row in posts]


def latest_first(posts: Iterable[Post]) -> list[Post]:
    """By the day from which they are known to be held."""
    return sorted(posts, key=lambda one: (one.sort_on, one.position), reverse=True)
