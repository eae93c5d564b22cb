"""A search that asks of somebody's leaving or coming: "Giannandrea leaves Apple", "who first reported that Zoph joins OpenAI"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from people.models import Move, MoveState, Position, PositionState
from tracker.claims.withholding import withheld, withhold_fact
from tracker.kernel.facts import among
from tracker.timeline import rows
from tracker.timeline.entries import Post, post
from tracker.timeline.evidence import (
    Wanted,
    evidence_for,
    outlet_named,
    outlets_brought,
)
from tracker.timeline.moves import MoveFilter
from tracker.timeline.questions.bodies import AskedBodies, unowned
from tracker.timeline.questions.first_told import first_told
from tracker.timeline.questions.of_people import refs_of, theirs, whose
from tracker.timeline.questions.shown import readable, shown
from tracker.timeline.refs import PARENTS, ref_org, ref_org_or_none, ref_person
from tracker.timeline.wording import Ref

#: As many ways to part a person's name from a company's are tried.
MOST_PARTED = 8
_LEAD_IN = re.compile(
    r"(?:(?:who|where|when|why)\b ?)?(?:(?:was|were|is|did|has)\b ?)?(?:(?:that|of|about|on)\b ?)?(?:the )?",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:(?:has|have|had|is|was|will|would|to|be) )*"
_LEAVES = (
    rf"{_AUXILIARY}(?:leaves?|left|leaving|quits?|quitting|depart(?:s|ed|ing)?|exit(?:s|ed|ing)?|resign(?:s|ed|ing)?"
    r"|retir(?:es?|ed|ing)|step(?:s|ped|ping)? down|fired|ousted|going|gone|out)(?: from| at| by| of)?"
)
_LEAVING = r"(?:departure|exit|resignation|retirement|ouster|firing)"
_GOES = (
    r"(?:mov(?:es?|ed|ing)|go(?:es|ing|ne)?|went|return(?:s|ed|ing)?|switch(?:es|ed|ing)?|jump(?:s|ed|ing)?|defect(?:s|ed|ing)?"
    r"|head(?:s|ed|ing)?)"
)
_JOINS = rf"{_AUXILIARY}(?:joins?|joined|joining|hired by|{_GOES} to|(?:co-?)?found(?:s|ed|ing)|start(?:s|ed|ing)|launch(?:es|ed|ing))"
_JOINING = r"(?:hiring|arrival|appointment|return)"
_HIRES = rf"{_AUXILIARY}(?:hires?|hired|hiring|poach(?:es|ed|ing)?|recruits?|recruited)"
_GO = r"(?:go|gone|went|end up|move|work|head)(?: to| next)?"
_NEXT = r"(?: (?:for|to|and|from) .+)?"
#: Forms of the question, each with whether it asks of a leaving.
_WAYS = tuple(
    (re.compile(way, re.IGNORECASE), left)
    for way, left in (
        (rf"(?P<who>\S.*?) {_GO} (?:after|from) (?P<where>\S.*)", True),
        (rf"(?P<both>\S.*?) {_GO}", True),
        (rf"{_LEAVING} of (?P<who>\S.*?) (?:from|at) (?P<where>\S.*)", True),
        (rf"(?P<who>\S.*?)(?:['’]s?)? {_LEAVING} (?:(?:from|at|of) )?(?P<where>\S.*)", True),
        (
            rf"(?P<who>\S.*?)(?:['’]s?)? {_AUXILIARY}{_GOES} from (?:(?! to ).)+ to (?P<where>\S.*)",
            False,
        ),
        (rf"(?P<who>\S.*?)(?:['’]s?)? {_LEAVES} (?P<where>(?!to )\S.*?){_NEXT}", True),
        (rf"(?P<where>\S.*?) (?:lost|loses|losing) (?P<who>\S.*?){_NEXT}", True),
        (rf"(?P<both>\S.*?)(?:['’]s?)? (?:{_LEAVING}|{_LEAVES})", True),
        (rf"{_JOINING} of (?P<who>\S.*?) (?:by|at|to) (?P<where>\S.*)", False),
        (rf"(?P<who>\S.*?)(?:['’]s?)? {_JOINS} (?P<where>\S.*?){_NEXT}", False),
        (rf"(?P<where>\S.*?) {_HIRES} (?P<who>\S.*?){_NEXT}", False),
        (rf"(?P<both>\S.*?)(?:['’]s?)? {_JOINING}", False),
        (rf"{_HIRES} (?P<both>(?:(?! from ).)+)", False),
    )
)


@dataclass(frozen=True, slots=True)
class AskedWho:
    """Whose leaving of where, or whose coming, is asked for: the names that are tried, the likeliest first; ``where`` may
    be empty.
    """

    left: bool
    pairs: tuple[tuple[str, str], ...]

    @property
    def people(self) -> list[str]:
        return [*dict.fromkeys(who for who, _ in self.pairs)]

    @property
    def companies(self) -> list[str]:
        return [*dict.fromkeys(where for _, where in self.pairs if where)]


@dataclass(frozen=True, slots=True)
class AskedGoings:
    """Somebody's moves away from a company, or to it, the newest first; ``person`` is whose name fits best.

    Where no leaving is known, ``posts`` are those there of which an end is told.
    """

    left: bool
    person: Ref
    company: Ref | None
    rows: "tuple[Move | MoveState, ...]"
    posts: tuple[Post, ...]
    #: Under which name the people were looked up who may be meant.
    who: str
    #: There are more than these.
    cut: bool = False

    @property
    def organizations(self) -> list[Ref]:
        return [self.company] if self.company else []

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The same moves as the list of moves takes them."""
        end = "from_company" if self.left else "to_company"
        return [("person", self.person.slug), *([(end, self.company.slug)] if self.company else [])]

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.posts)


def asked_who(rest: str) -> AskedWho | None:
    """The question that the words ask, without the day that they name; None where they have not its form."""
    words = rest.strip(" ?!.,")
    asked = first_told(words)
    words = words[_LEAD_IN.match(words).end() :] if asked is None else asked  # type: ignore[union-attr]
    for way, left in _WAYS:
        if found := way.fullmatch(words):
            names = found.groupdict()
            pairs = (
                tuple(_parted(names["both"]))
                if names.get("both")
                else ((names["who"], re.sub(r"^the ", "", names["where"])),)
            )
            return AskedWho(left, pairs)
    return None


def _parted(both: str) -> Iterator[tuple[str, str]]:
    """Ways to take the words for a person's name and that of a company, in either order; or for a person's alone."""
    words = both.split()
    for at in range(1, min(len(words), MOST_PARTED // 2)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        yield unowned(tail), unowned(head)
        yield unowned(head), tail
    yield both, ""


def goings_asked(
    asked: AskedWho,
    bodies: AskedBodies,
    *,
    as_of: date,
    known_on: date | None,
    until: date | None,
    most: int,
) -> AskedGoings | None:
    """What is asked for, of people and organizations that were looked up; None where none is called so.

    ``until`` leaves out what came after it. At most three queries.
    """
    for who, where in asked.pairs:
        company = bodies.called(where) if where else None
        people = bodies.people(who)
        if not people or (where and company is None):
            continue
        company = company.company if company else None
        ids = [one.pk for one in people]
        moves = _moves(asked, ids, company.pk if company else None, known_on, until)[
            : readable(most) + 1
        ]
        found = tuple(moves)
        posts: tuple[Post, ...] = ()
        if asked.left and not found:
            posts = tuple(_ended(ids, company.pk if company else None, as_of, known_on, most))
        named = refs_of(people)
        told = [whose(row) for row in found]
        person = named[told[0]] if told else posts[0].person if posts else named[ids[0]]
        there = ref_org(company) if company else None
        cut = max(len(found), len(posts)) > readable(most)
        return AskedGoings(
            asked.left, person, there, shown(found, most), shown(posts, most), who, cut
        )
    return None


def _moves(
    asked: AskedWho,
    people: list[int],
    company: int | None,
    known_on: date | None,
    until: date | None,
) -> QuerySet[Any]:
    """Moves of these people away from the company to no post there, or to it from none."""
    moves: QuerySet[Any] = MoveFilter(known_on=known_on, until=until).rows()
    end, other = ("from_company", "to_company") if asked.left else ("to_company", "from_company")
    moves = moves.filter(**{end: company} if company else {f"{end}__isnull": False})
    return theirs(moves.exclude(**{other: F(end)}), people, known_on)


def _ended(
    people: list[int], company: int | None, as_of: date, known_on: date | None, most: int
) -> Iterator[Post]:
    """The posts of these people of which an end is told, the foremost first; two queries."""
    facts = Position.objects.visible().supported().filter(person__in=people)
    if company:
        facts = facts.filter(organization=company)
    way = ""
    posts: QuerySet[Any] = facts
    if known_on is not None:
        way = "position__"
        posts = PositionState.objects.known_on(known_on).filter(among("position", facts))
    names = (f"{way}person", f"{way}organization__parent", f"unit__{PARENTS}")
    ended = (
        posts.exclude(end_status="")
        .select_related(*names)
        .annotate(outlet_name=outlet_named("end_first_outlet"))
        .order_by("-seniority", "-start__startswith", f"{way}id")[: readable(most) + 1]
    )
    pairs = rows.pairs(ended, "position", known_on)
    hidden = withheld()
    told = Wanted(positions=frozenset(fact.pk for fact, _ in pairs))
    book = evidence_for(told, known_on=known_on, names=hidden, around=False)
    outlets = outlets_brought([row for _, row in pairs], "end_first_outlet")
    for fact, row in pairs:
        yield post(
            withhold_fact(row, hidden),
            position=fact.pk,
            person=ref_person(fact.person),
            organization=ref_org(fact.organization),
            unit=ref_org_or_none(row.unit),
            as_of=as_of,
            outlets=outlets,
            evidence=book.of("position", fact.pk),
        )
