"""A search that asks who came after somebody or before: "who replaced Giannandrea", "who succeeded Murati as CTO of OpenAI",
"who was OpenAI CEO after Altman was fired", "who ran Apple before Tim Cook", "whom did Swan succeed".
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from people.models import Position, Role
from people.models.positions import PositionShape
from people.titles import tells_a_post
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import UNDONE
from tracker.kernel.word_search import Asked
from tracker.timeline import rows
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.leaders import MOST, as_shown, leads
from tracker.timeline.questions.bodies import AskedBodies, form_of, unowned
from tracker.timeline.questions.posts import AskedPost, asked_cuts, told_of
from tracker.timeline.questions.times import NamedTime
from tracker.timeline.questions.titles import AskedTitle

_CAME = (
    r"(?:replac(?:e[ds]?|ing)|succeed(?:s|ed|ing)?|(?:took|takes|taking|take) over from|followed|came after"
    r"|(?:filled|stepped|stood) in for)"
)
_WHERE = r"(?: as (?:the )?(?P<title>\S.*?))?(?: (?:at|of|in) (?P<where>\S.*?))?"
_SOON = r"(?:(?:right|immediately|directly|just|soon|shortly) )?"
#: How it is said behind a name that somebody went.
_WENT = (
    r"(?:['’]s?)?(?: (?:was|were|is|got|had|has|been|being|suddenly|first|unexpectedly))* "
    r"(?:fired|sacked|ousted|removed|dismissed|let go|(?:pushed|forced|voted) out|left|leaves?|leaving|quits?|resign(?:s|ed|ing)?"
    r"|depart(?:s|ed|ing)?|retire[sd]?|step(?:s|ped)? down|gone|went|firing|sacking|ouster|ousting|removal|dismissal"
    r"|departure|exit|resignation|retirement|leave)(?: (?:from|at|by|of) \S.*)?"
)
_THEN = rf"(?: {_SOON}(?:after|when|once) (?:he|she|they){_WENT}(?: \S.*)?)?"
#: Forms of the question, without the days that it names.
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"who(?:'s|’s| is| has| was| will| would)? {_CAME} (?P<who>\S.*?){_WHERE}{_THEN}",
        rf"(?:who (?:is|was) )?(?:the )?(?:successor|replacement) (?:of|to|for) (?P<who>\S.*?){_WHERE}",
        rf"(?:who (?:is|was) )?(?P<who>\S.*?)(?:['’]s?)? (?:successor|replacement){_WHERE}",
    )
)
_TOOK = (
    r"(?:(?:took|takes|has taken|taking) (?:over|charge)|(?:stepped|filled|stood) in|became|becomes"
    r"|(?:was|is) (?:named|made|appointed))"
)
#: Those that name the post first, which may be a title, a company, or both.
_AFTER = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"who {_TOOK}(?: (?:as )?(?:(?:at|of) )?(?:the )?(?P<place>\S.*?))? {_SOON}(?:after|following|once|when) (?P<who>\S.*?)(?:{_WENT})?",
        rf"(?P<post>\S.*?) {_SOON}(?:after|following|once) (?P<who>\S.*?)(?:{_WENT})?",
    )
)
#: The same of whoever had the post before.
_WAYS_BACK = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"who(?:'s|’s| is| has| was| had)? (?:preceded|precedes|(?:came|comes|went|been) before) (?P<who>\S.*?){_WHERE}",
        rf"(?:who (?:is|was) )?(?:the )?predecessor (?:of|to) (?P<who>\S.*?){_WHERE}",
        rf"(?:who (?:is|was) )?(?P<who>\S.*?)(?:['’]s?)? predecessor{_WHERE}",
        r"whom?(?: did| has| had)? (?P<who>\S.*?) (?:replaced?|succeed(?:ed)?|(?:take|took|taken) over from|followe?d?|c[ao]me after)"
        + _WHERE,
    )
)
_CAME_IN = (
    r"(?: (?:took (?:over|charge)|came(?: in)?|joined|arrived|started|stepped in|became|(?:was|got) (?:named|made|appointed|hired))"
    r"(?: \S.*)?)?"
)
_BEFORE = (re.compile(rf"(?P<post>\S.*?) {_SOON}before (?P<who>\S.*?){_CAME_IN}", re.IGNORECASE),)
#: A word of each of them, by which most searches are known to have none.
_EARLIER = re.compile(r" before ", re.IGNORECASE)
_LATER = re.compile(r" (?:after|following|once|when) ", re.IGNORECASE)
_WAS = re.compile(
    r"(?:who(?:'s|’s| is| was| were)? )?(?:the )?(?:(?:new|next|first|interim|acting) )*",
    re.IGNORECASE,
)
#: Whoever comes after a stand-in may be none, and a post held for good is meant before one that was stood in for.
_STANDS_IN = re.compile(r"\b(?:interim|acting) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedAfter:
    """The name of whoever was followed, with the titles and companies that may be named together, the likeliest first; either
    may be empty. ``back``: it is asked who came before.
    """

    who: str
    places: tuple[tuple[str, str], ...]
    back: bool = False

    @property
    def companies(self) -> list[str]:
        return [where for _, where in self.places if where]


def asked_after(rest: str) -> AskedAfter | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    for ways, back in ((_WAYS, False), (_WAYS_BACK, True)):
        if asked := form_of(rest, ways):
            return AskedAfter(asked["who"], ((asked["title"] or "", asked["where"] or ""),), back)
    for word, ways, back in ((_LATER, _AFTER, False), (_EARLIER, _BEFORE, True)):
        asked = form_of(rest, ways) if word.search(rest) else None
        if asked is None:
            continue
        named = asked.groupdict()
        places = _places(named.get("place") or named.get("post") or "")
        if "place" in named and not places:
            places = (("", named["place"] or ""),)
        return AskedAfter(unowned(asked["who"]), places, back) if places else None
    return None


def _places(words: str) -> tuple[tuple[str, str], ...]:
    """The titles and companies for which the words may be taken."""
    plain = _WAS.sub("", words, count=1)
    cuts = asked_cuts(words) or asked_cuts(plain)
    if not cuts:
        return ((plain, ""),) if tells_a_post(plain) else ()
    return tuple((title, name) for name, title in cuts.items())


def after_asked(
    asked: AskedAfter,
    time: NamedTime | None,
    bodies: AskedBodies,
    *,
    as_of: date,
    known_on: date | None,
    everything: bool,
) -> AskedPost | None:
    """Who held the post that somebody gave up last, of all that they gave up the foremost, in the ``time`` before those of any;
    None where nobody is called so or no post is known. Those who took up one in that time are told alone where there are
    any. Asked who came before, the foremost post that they ever took up. Three queries.
    """
    people = bodies.people(asked.who)
    known = (
        (title, where, bodies.called(where) if where else None) for title, where in asked.places
    )
    meant = next(((title, at) for title, where, at in known if at or not where), None)
    if not people or meant is None:
        return None
    title, company = meant[0], meant[1]
    held = Position.objects.visible().supported().filter(person__in=[one.pk for one in people])
    if company is not None:
        held = held.at(company)
    told = as_shown(
        rows.pairs(rows.asked_positions(held, known_on, most=MOST), "position", known_on)
    )
    facts: dict[int, tuple[Position, PositionShape]] = {
        fact.pk: (fact, row) for fact, row in told if row.start_status not in UNDONE
    }
    wanted = AskedTitle(Asked.of(_STANDS_IN.sub("", title))) if title else None
    posts = [
        one
        for one in bare_posts(facts.values(), as_of=as_of)
        if one.title and (wanted is None or wanted.fits(one.title))
    ]
    ended = [one for one in posts if time and _within(facts[one.position][1].end, time)]
    mine = max(ended or posts, key=_first_rank if asked.back else _rank, default=None)
    if mine is None:
        return None
    fact, row = facts[mine.position]
    unit = None if row.unit is None or row.unit.hidden else row.unit
    there = unit or fact.organization
    post = told_of(
        there,
        _STANDS_IN.sub("", mine.title),
        None,
        as_of=as_of,
        known_on=known_on,
        everything=everything,
        past=True,
    )
    if row.role == Role.CHIEF_EXECUTIVE and leads(mine, there):
        # Whoever leads a part of it came after nobody who led the whole.
        then = tuple(one for one in post.then if leads(one, there))
        others = tuple(one for one in post.others if leads(one.post, there))
        post = replace(post, then=then, others=others)
    post = replace(post, mine=mine, back=asked.back)
    if time and not asked.back and any(_within(one.start, time) for one in post.beside):
        return replace(post, when=time.when, time=time)
    return post


def _within(day: PartialDate | None, time: NamedTime) -> bool:
    return day is not None and day.meets(time.when)


def _rank(one: Post) -> tuple[bool, bool, int, date]:
    over = one.end_status != "" or one.last_day is not None or not one.held
    return over, not _STANDS_IN.search(one.title), one.seniority, one.sort_on


def _first_rank(one: Post) -> tuple[bool, int, timedelta]:
    """The foremost post, as it was first taken up."""
    return not _STANDS_IN.search(one.title), one.seniority, date.max - one.sort_on
