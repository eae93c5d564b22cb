"""A search that asks who came after somebody: "who replaced Giannandrea", "who succeeded Murati as CTO of OpenAI"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from people.models import Position
from people.models.positions import PositionShape
from tracker.kernel.statuses import UNDONE
from tracker.kernel.word_search import Asked
from tracker.timeline import rows
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.leaders import MOST, as_shown
from tracker.timeline.questions.bodies import AskedBodies, form_of
from tracker.timeline.questions.posts import AskedPost, told_of
from tracker.timeline.questions.titles import AskedTitle

_CAME = r"(?:replac(?:e[ds]?|ing)|succeed(?:s|ed|ing)?|(?:took|takes|taking|take) over from|followed|came after)"
_WHERE = r"(?: as (?:the )?(?P<title>\S.*?))?(?: (?:at|of|in) (?P<where>\S.*))?"
#: Forms of the question, without the days that it names.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"who(?:'s|’s| is| has| was| will| would)? {_CAME} (?P<who>\S.*?){_WHERE}",
        rf"(?:who (?:is|was) )?(?:the )?(?:successor|replacement) (?:of|to|for) (?P<who>\S.*?){_WHERE}",
        rf"(?:who (?:is|was) )?(?P<who>\S.*?)(?:['’]s?)? (?:successor|replacement){_WHERE}",
    )
)


@dataclass(frozen=True, slots=True)
class AskedAfter:
    """The name of whoever was followed, with the title and the company that are named, each of which may be empty."""

    who: str
    title: str
    where: str


def asked_after(rest: str) -> AskedAfter | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    asked = form_of(rest, _WAYS)
    if asked is None:
        return None
    return AskedAfter(asked["who"], asked["title"] or "", asked["where"] or "")


def after_asked(
    asked: AskedAfter, bodies: AskedBodies, *, as_of: date, known_on: date | None, everything: bool
) -> AskedPost | None:
    """Who held the post that somebody gave up last, of all that they gave up the foremost; None where nobody is called so or
    no post is known. Three queries.
    """
    people = bodies.people(asked.who)
    company = bodies.called(asked.where) if asked.where else None
    if not people or (asked.where and company is None):
        return None
    held = Position.objects.visible().supported().filter(person__in=[one.pk for one in people])
    if company is not None:
        held = held.at(company)
    told = as_shown(
        rows.pairs(rows.asked_positions(held, known_on, most=MOST), "position", known_on)
    )
    facts: dict[int, tuple[Position, PositionShape]] = {
        fact.pk: (fact, row) for fact, row in told if row.start_status not in UNDONE
    }
    posts = [
        one
        for one in bare_posts(facts.values(), as_of=as_of)
        if (not asked.title or AskedTitle(Asked.of(asked.title)).fits(one.title)) and one.title
    ]
    mine = max(posts, key=_rank, default=None)
    if mine is None:
        return None
    fact, row = facts[mine.position]
    unit = None if row.unit is None or row.unit.hidden else row.unit
    there = unit or fact.organization
    post = told_of(
        there,
        mine.title,
        None,
        as_of=as_of,
        known_on=known_on,
        everything=everything,
        past=True,
    )
    return replace(post, before=mine)


def _rank(one: Post) -> tuple[bool, int, date]:
    over = one.end_status != "" or one.last_day is not None or not one.held
    return over, one.seniority, one.sort_on
