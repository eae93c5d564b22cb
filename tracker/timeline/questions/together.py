"""A search for a person and a company: "Shazeer Google", "is Mira Murati still at OpenAI"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from companies.models import Organization
from people.models import Move, MoveState, Position
from tracker.timeline.entries import Post
from tracker.timeline.evidence import EvidenceBook, Wanted, evidence_for
from tracker.timeline.firsts import with_firsts
from tracker.timeline.latest import pairs_of
from tracker.timeline.moves import MoveFilter
from tracker.timeline.questions.bodies import AskedBodies, form_of
from tracker.timeline.questions.of_people import posts_told, refs_of, theirs, whose
from tracker.timeline.refs import ref_org
from tracker.timeline.told import wanted_for_moves
from tracker.timeline.wording import Ref

#: As many posts, and moves, of one person at one company are told.
MOST = 12
_STILL = r"(?:(?:still|now|currently|already|ever|really|also) )*"
_WORKS = (
    r"(?:(?:employed|working|worked|works?|been|on staff|staying|stays?|part|head|boss|ceo|leading|running|run|lead)"
    r"(?: (?:at|for|with|in|by|of))?|at|with|in|inside)"
)
#: Forms of the question, without the days that it names.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"(?:is|was|does|did|has|are) (?P<who>\S.*?) {_STILL}{_WORKS} (?P<where>\S.*)",
        rf"(?P<who>\S.*?) still {_STILL}(?:{_WORKS} )?(?P<where>\S.*)",
        r"what (?:does|did|is|was) (?P<who>\S.*?) (?:do |doing )?(?:at|in) (?P<where>\S.*)",
        r"(?P<who>\S.*?)(?:['’]s?)? (?:role|job|title|position|post|career|time|work) (?:at|in|with) (?P<where>\S.*)",
    )
)


@dataclass(frozen=True, slots=True)
class AskedWith:
    """The names of a person and of a company that are asked for together."""

    who: str
    where: str


@dataclass(frozen=True, slots=True)
class AskedTogether:
    """What is known of a person and a company together: the posts there, those held on the day before all others, the
    latest first; and the newest moves to it and away from it.
    """

    person: Ref
    company: Ref
    posts: tuple[Post, ...]
    rows: "tuple[Move | MoveState, ...]"
    #: Under which name the people were looked up who may be meant.
    who: str = ""
    #: The others who may be meant of whom something is known there, and how many may be meant.
    also: tuple[Ref, ...] = ()
    namesakes: int = 1
    #: The evidence of the posts and moves.
    book: EvidenceBook = field(default_factory=EvidenceBook)
    #: The title that is asked for, which all of the posts have.
    title: str = ""

    @property
    def organizations(self) -> list[Ref]:
        return [self.company]

    @property
    def count(self) -> int:
        return len(self.posts) + len(self.rows)

    @property
    def there(self) -> str:
        """How surely a post there is held on the day: ``certain``, ``possible``, ``left`` where all that may be held are told
        to have ended, no day being known for sure; or nothing.
        """
        held = {
            "left" if one.holds != "certain" and one.end_status == "done" else one.holds
            for one in self.posts
            if one.held
        }
        return next((one for one in ("certain", "possible", "left") if one in held), "")

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The moves as the list of moves takes them."""
        end = "unit" if self.company.kind == "unit" else "company"
        return [("person", self.person.slug), (end, self.company.slug)]


def asked_with(rest: str) -> AskedWith | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    asked = form_of(rest, _WAYS)
    return AskedWith(asked["who"], re.sub(r"^the ", "", asked["where"])) if asked else None


def with_asked(
    asked: AskedWith,
    bodies: AskedBodies,
    *,
    as_of: date,
    known_on: date | None,
    until: date | None,
) -> AskedTogether | None:
    """What is asked, of people and organizations that were looked up; None where none is called so. Three queries."""
    people, company = bodies.people(asked.who), bodies.called(asked.where)
    if not people or company is None:
        return None
    return together(
        refs_of(people), company, as_of=as_of, known_on=known_on, until=until, who=asked.who
    )


def together(
    people: Mapping[int, Ref],
    company: Organization,
    *,
    as_of: date,
    known_on: date | None,
    until: date | None,
    who: str = "",
) -> AskedTogether:
    """What is known of one of these people, those whose names fit best first, and the company. Of several the first is
    meant of whom anything is known. ``until`` leaves out what came after it. Three queries.
    """
    ids = list(people)
    posts = Position.objects.visible().supported().at(company).filter(person__in=ids)
    pairs, held = posts_told(
        posts, most=MOST * len(ids), as_of=as_of, known_on=known_on, until=until
    )
    moves = list(_moves(ids, company, known_on, until)[: MOST * len(ids)])
    told = {one.person.slug for one in held}.union(people[whose(row)].slug for row in moves)
    known = [ref for ref in people.values() if ref.slug in told]
    meant = known[0] if known else people[ids[0]]
    held = [one for one in held if one.person.slug == meant.slug][:MOST]
    mine = [row for row in moves if people[whose(row)] == meant][:MOST]
    ends, begun = wanted_for_moves(pairs_of(mine))
    wanted = Wanted(
        positions=frozenset(ends.union(one.position for one in held)),
        foundings=frozenset(begun),
    )
    book = evidence_for(wanted, known_on=known_on, around=False)
    return AskedTogether(
        meant,
        ref_org(company),
        with_firsts(held, pairs, book),
        tuple(mine),
        who,
        tuple(known[1:]),
        len(ids),
        book,
    )


def _moves(
    people: list[int], company: Organization, known_on: date | None, until: date | None
) -> QuerySet[Any]:
    """Moves of these people to the company, away from it, or within it; of a unit those of it."""
    unit = company.slug if company.is_unit else ""
    moves: QuerySet[Any] = MoveFilter(unit=unit, known_on=known_on, until=until).rows()
    if not unit:
        moves = moves.filter(Q(from_company=company) | Q(to_company=company))
    return theirs(moves, people, known_on)
