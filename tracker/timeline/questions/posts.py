"""A search that asks who holds, or held, a post: "OpenAI CEO", "who ran OpenAI on 18 November 2023"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from companies.models import Organization
from people.models import Position, Role
from people.models.positions import PositionShape
from people.titles import meaning_of, tells_a_post
from tracker.kernel.facts import one_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.prepared import Prepared
from tracker.kernel.statuses import UNDONE
from tracker.kernel.word_search import Asked, NameVector, WordQuery
from tracker.timeline import rows
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.evidence import Wanted, evidence_for
from tracker.timeline.firsts import with_firsts
from tracker.timeline.leaders import (
    MOST,
    Spell,
    as_shown,
    latest_first,
    leading,
    leads,
)
from tracker.timeline.organizations import standing_for
from tracker.timeline.questions.bodies import AskedBodies, unowned
from tracker.timeline.questions.times import NamedTime
from tracker.timeline.questions.titles import AskedTitle
from tracker.timeline.refs import ref_org
from tracker.timeline.wording import Ref

#: As many names of an organization as a question is tried to be cut into.
MOST_NAMES = 10
_LEADS = re.compile(
    r"(?:who(?:'s| is| was)? (?:runs?|leads?|heads?|headed|running|leading|heading|in charge of)"
    r"|(?:who )?(?:ran|led)) (.+)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:who(?:'s| is| was| are| were)? )?(?:the )?(?:(?:(?P<former>former|previous|last|ex)[ -])|current )?",
    re.IGNORECASE,
)
_JOINED_BY = re.compile(r" (?:of|at|for|in) ", re.IGNORECASE)
#: Words for whoever leads, whatever the title.
_BOSS = re.compile(r"boss(?:es)?|leaders?|leadership|heads?|chiefs?", re.IGNORECASE)
_OF_AI = re.compile(r" AI$", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:c[a-z]o|[se]?vp|ai|ml|hr|pr|agi|it)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(\w*(?:executive|officer|scientist|president|head|director|founder|c\wo|vp))s\b", re.I
)


@dataclass(frozen=True, slots=True)
class AskedPost:
    """Who held a post that was asked for: ``then`` on the day, ``others`` before and after, the latest first.

    ``title`` is as it was asked, empty where it is asked who leads; ``when`` is the day, None for that of the clock.
    """

    organization: Ref
    title: str
    when: PartialDate | None
    then: tuple[Post, ...]
    others: tuple[Spell, ...]
    #: How ``when`` was named.
    time: NamedTime | None = None
    #: What was asked for, where the unit is what lives on of it.
    once: Ref | None = None
    #: Whose post it was, where it is asked who came after, or before (``back``).
    mine: Post | None = None
    back: bool = False
    #: Those are asked for who hold it no more.
    former: bool = False

    @property
    def were(self) -> tuple[Post, ...]:
        """The posts of those who hold it no more."""
        return tuple(spell.post for spell in self.others if not spell.post.held)

    @property
    def all(self) -> list[Post]:
        return latest_first([*self.then, *(spell.post for spell in self.others)])

    @property
    def beside(self) -> tuple[Post, ...]:
        """The posts of others that begin behind that of whom it is asked who came after, and ``when`` where a time is named,
        the first of them first; or before it, the last of them first.
        """
        mine, when = self.mine, self.when
        if mine is None:
            return ()
        found = (
            one
            for one in self.all
            if one.person != mine.person
            and (one.sort_on < mine.sort_on if self.back else one.sort_on > mine.sort_on)
            if when is None or (one.start is not None and one.start.meets(when))
        )
        return tuple(sorted(found, key=lambda one: one.sort_on, reverse=self.back))

    @property
    def heading(self) -> str:
        """The title as a heading has it: short forms in capitals."""
        return _SHORT.sub(lambda found: found[0].upper(), self.title)

    @property
    def organizations(self) -> list[Ref]:
        return [self.organization]

    @property
    def count(self) -> int:
        return len(self.then) + len(self.others)

    @property
    def answering(self) -> int:
        """How many are told in answer: those held then, or those of whoever held it no more, or came after or before."""
        if self.mine:
            return len(self.beside)
        return len((self.former and self.were) or self.then)

    @property
    def around(self) -> int:
        """How many are told beside these as before and after."""
        return 0 if self.mine or self.former else len(self.others)


def asked_cuts(rest: str) -> dict[str, str]:
    """Names of an organization that the words, without the day that they name, may have, each with the title that is
    left; the longest names lead.
    """
    cuts = dict(_cuts(rest.strip(" ?!.,")))
    return {name: cuts[name] for name in sorted(cuts, key=len, reverse=True)[:MOST_NAMES]}


def asks_former(rest: str) -> bool:
    """Whether the words ask for those who hold a post no more."""
    found = _LEAD_IN.match(rest)
    return bool(found and found["former"])


def post_asked(
    cuts: Mapping[str, str],
    time: NamedTime | None,
    bodies: AskedBodies,
    *,
    as_of: date,
    known_on: date | None,
    everything: bool,
    former: bool = False,
) -> AskedPost | None:
    """Who held the post that is asked for, of organizations that were looked up; None where none is called so.

    ``everything`` False leaves out who came after ``as_of``; ``former``: those are asked for who hold it no more. Two queries.
    """
    called = ((name, found) for name in cuts if (found := bodies.called(name)))
    name, found = next(called, ("", None))
    if found is None:
        return None
    title, found = _narrower(name, cuts[name], found, bodies)
    lived = bodies.living(found)
    told = told_of(
        lived, title, time, as_of=as_of, known_on=known_on, everything=everything, past=former
    )
    return replace(told, former=former, once=None if lived == found else ref_org(found))


def _narrower(
    name: str, title: str, found: Organization, bodies: AskedBodies
) -> tuple[str, Organization]:
    """Title and organization, "Meta AI chief" being asked of Meta for who heads its AI; of Scale AI it is its head."""
    stem = _OF_AI.sub("", name)
    if title or stem == name or (found.name or "").casefold().endswith(" ai"):
        return title, found
    wider = bodies.called(stem)
    return ("AI chief", wider) if wider is not None else (title, found)


def told_of(
    found: Organization,
    title: str,
    time: NamedTime | None,
    *,
    as_of: date,
    known_on: date | None,
    everything: bool,
    past: bool = False,
) -> AskedPost:
    """Who held a post of such a title there; without one, who led it. Two queries.

    Who first told of it comes with the posts held then; with ``past``, with those before and after, too.
    """
    when = time.when if time else None
    day = as_of if when is None or when.latest is None else when.latest
    query = AskedTitle(Asked.of(title)).query if title else None
    told = _POSTS.rows(at=found.pk, unit=found.is_unit, query=query, known_on=known_on)
    pairs = [
        (fact, row)
        for fact, row in as_shown(rows.pairs(told, "position", known_on))
        if row.start_status not in UNDONE
    ]
    may, sure = _on(when, pairs) if when else (set(), set())
    posts = [
        one
        for one in latest_first(bare_posts(pairs, as_of=day))
        if _asked_for(one, title, found) and (everything or one.begun_by(as_of))
    ]
    then = [one for one in posts if (one.position in may if when else one.held)]
    if when and (alone := [one for one in then if one.position in sure and leads(one, found)]):
        then = alone
    then.sort(key=lambda one: (not leads(one, found), one.holds != "certain"))
    others = [one for one in posts if one not in then]
    others.sort(key=lambda one: not leads(one, found))
    told_apart = (*then, *others) if past else then
    wanted = Wanted(positions=frozenset(one.position for one in told_apart))
    book = evidence_for(wanted, known_on=known_on, around=False)
    firsts = with_firsts([*then, *others], pairs, book)
    spells = tuple(map(Spell.of, firsts[len(then) :]))
    return AskedPost(ref_org(found), title, when, firsts[: len(then)], spells, time)


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """Names of an organization that the words may have, each with the title that is left, the likeliest last."""
    if led := _LEADS.fullmatch(words):
        yield led[1], ""
        return
    plain = words[_LEAD_IN.match(words).end() :]  # type: ignore[union-attr]
    parts = plain.split()
    for at in range(1, min(len(parts), MOST_NAMES // 2)):
        head, tail = " ".join(parts[:at]), " ".join(parts[at:])
        yield from _cut(tail, head)
        yield from _cut(head, unowned(tail))
    for joint in _JOINED_BY.finditer(plain):
        yield from _cut(plain[joint.end() :], plain[: joint.start()])


def _cut(name: str, title: str) -> Iterator[tuple[str, str]]:
    name, title = unowned(name), _SEVERAL.sub(r"\1", title)
    if _BOSS.fullmatch(title):
        yield name, ""
        if (stem := _OF_AI.sub("", name)) != name:
            yield stem, "AI chief"
    elif tells_a_post(title):
        yield name, title


def _posts(*, at: int, unit: bool, query: str | None, known_on: date | None) -> QuerySet[Any]:
    """The posts at an organization with a title that the query finds; without one, those that may lead it."""
    posts = Position.objects.visible().supported().at(standing_for(at, unit=unit))
    if query is None:
        posts = leading(posts, unit=unit)
    else:
        posts = posts.alias(words=NameVector("title")).filter(words=WordQuery(query))
    if known_on is None:
        # Names are joined to these alone, not to all that are put in order.
        first = posts.order_by(*rows.FOREMOST)[:MOST]
        posts = Position.objects.filter(one_of("id", ArraySubquery(first.values("pk"))))
    return rows.asked_positions(posts, known_on, most=MOST)


_POSTS = Prepared(_posts)


def _asked_for(one: Post, title: str, organization: Organization) -> bool:
    if not title:
        return leads(one, organization)
    role = meaning_of(title).role
    same = role != Role.CHIEF_EXECUTIVE or meaning_of(one.title).role == role
    return same and AskedTitle(Asked.of(title)).fits(one.title)


def _on(
    when: PartialDate, pairs: Iterable[tuple[Position, PositionShape]]
) -> tuple[set[int], set[int]]:
    """The posts that may have been held on a day of ``when``, and those that surely were."""
    if when.latest is None:
        return set(), set()
    days = DateRange(when.earliest, when.latest + timedelta(days=1))
    rows = list(pairs)
    return (
        {fact.pk for fact, row in rows if _meet(row.possible, days)},
        {fact.pk for fact, row in rows if _meet(row.certain, days)},
    )


def _meet(held: DateRange | None, days: DateRange) -> bool:
    if held is None or held.isempty:
        return False
    return (held.lower is None or held.lower < days.upper) and (
        held.upper is None or days.lower is None or held.upper > days.lower
    )
