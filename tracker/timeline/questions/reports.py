"""A search that asks who first told of somebody's post: "who first reported John Ternus chief executive"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from companies.models import Organization
from people.models import Position
from people.titles import tells_a_post
from tracker.kernel.word_search import Asked
from tracker.timeline.entries import Post
from tracker.timeline.evidence import Wanted, evidence_for
from tracker.timeline.firsts import with_firsts
from tracker.timeline.found_records import FoundRecord
from tracker.timeline.questions.bodies import AskedBodies, unowned
from tracker.timeline.questions.first_told import first_told
from tracker.timeline.questions.of_people import posts_told, refs_of
from tracker.timeline.questions.titles import AskedTitle
from tracker.timeline.questions.together import MOST, AskedTogether, together
from tracker.timeline.refs import ref_org

#: As many words as a person's name may have, and as many names of companies as are tried.
LONGEST_NAME, MOST_COMPANIES = 3, 8
_NAMING = re.compile(r"^(?:appointment|promotion|naming) of ", re.IGNORECASE)
#: What stands between somebody and the post.
_BETWEEN = re.compile(
    r"(?:(?:is|was|be|been|has|had|will|would|to|as|becomes?|became|becoming|named|appointed|made|promoted|picked"
    r"|appointment|promotion|takes over|took over|the|a|an|new|next|at|in|with|of|for)(?: |$))+",
    re.IGNORECASE,
)
_JOINT = re.compile(r" (?:of|at|for|in) (?:the )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Try:
    """The name of a person with the title and the name of a company beside it, either of which may be empty."""

    who: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class AskedReport:
    """Of whose post it is asked who told first: the ways to take the words, the longest names of a person first."""

    tries: tuple[Try, ...]

    @property
    def people(self) -> list[str]:
        return [*dict.fromkeys(one.who for one in self.tries)]

    @property
    def companies(self) -> list[str]:
        return [*dict.fromkeys(one.where for one in self.tries if one.where)]


def asked_report(rest: str) -> AskedReport | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    words = first_told(rest.strip(" ?!.,"))
    if words is None:
        return None
    found = list(dict.fromkeys(_tries(_NAMING.sub("", words).split())))
    companies = [*dict.fromkeys(one.where for one in found if one.where)][:MOST_COMPANIES]
    tried = tuple(one for one in found if not one.where or one.where in companies)
    return AskedReport(tried) if tried else None


def _tries(parts: list[str]) -> Iterator[Try]:
    for size in range(min(LONGEST_NAME, len(parts) - 1), 0, -1):
        for who, held in ((parts[:size], parts[size:]), (parts[-size:], parts[:-size])):
            name = unowned(" ".join(who))
            if tells_a_post(name):
                continue
            beside = _BETWEEN.sub("", " ".join(held), count=1).strip()
            for title, where in _held(beside):
                yield Try(name, title, where)


def _held(words: str) -> Iterator[tuple[str, str]]:
    """Ways to take the words for a title, a company, or both."""
    if tells_a_post(words):
        yield words, ""
    for joint in _JOINT.finditer(words):
        if tells_a_post(words[: joint.start()]):
            yield words[: joint.start()], words[joint.end() :]
    parts = words.split()
    for at in range(1, min(len(parts), LONGEST_NAME + 1)):
        head, tail = " ".join(parts[:at]), " ".join(parts[at:])
        if tells_a_post(tail):
            yield tail, unowned(head)
        if tells_a_post(head):
            yield head, tail
    if words:
        yield "", words


def report_asked(
    asked: AskedReport,
    bodies: AskedBodies,
    *,
    as_of: date,
    known_on: date | None,
    until: date | None,
) -> AskedTogether | None:
    """The posts of such a title, or all at the company, of whoever is asked for, with who told first of each; None where
    nobody is called so, or no such post is known. At most four queries.
    """
    who = next((name for name in asked.people if bodies.people(name)), None)
    if who is None:
        return None
    mine = [one for one in asked.tries if one.who == who]
    known = [(one, bodies.called(one.where) if one.where else None) for one in mine]
    meant = [(one, at) for one, at in known if at is not None or not one.where]
    people = bodies.people(who)
    titled = [(one.title, at) for one, at in meant if one.title]
    found = _titled(titled, people, who, as_of, known_on, until) if titled else None
    if found is not None:
        return found
    company = next((at for one, at in meant if at is not None and not one.title), None)
    if company is None:
        return None
    return together(refs_of(people), company, as_of=as_of, known_on=known_on, until=until, who=who)


def _titled(
    asked: Iterable[tuple[str, Organization | None]],
    people: Iterable[FoundRecord],
    who: str,
    as_of: date,
    known_on: date | None,
    until: date | None,
) -> AskedTogether | None:
    """The posts of the first of these titles that one of them has; two queries."""
    ids = [one.pk for one in people]
    facts = Position.objects.visible().supported().filter(person__in=ids)
    pairs, posts = posts_told(
        facts, most=MOST * len(ids), as_of=as_of, known_on=known_on, until=until
    )
    for title, company in asked:
        theirs = [one for one in posts if _fits(one, title, company)]
        if not theirs:
            continue
        person, there = theirs[0].person, theirs[0].organization
        also = tuple(dict.fromkeys(one.person for one in theirs if one.person != person))
        theirs = [one for one in theirs if (one.person, one.organization) == (person, there)][:MOST]
        book = evidence_for(
            Wanted(positions=frozenset(one.position for one in theirs)),
            known_on=known_on,
            around=False,
        )
        return AskedTogether(
            person,
            ref_org(company) if company else there,
            with_firsts(theirs, pairs, book),
            (),
            who,
            also,
            len(ids),
            book,
            title=title,
        )
    return None


def _fits(one: Post, title: str, company: Organization | None) -> bool:
    there = company is None or ref_org(company) in (one.organization, one.unit)
    return there and bool(one.title) and AskedTitle(Asked.of(title)).fits(one.title)
