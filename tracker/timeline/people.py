"""A person's timeline, and the index of people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Model, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Concat, Left, Upper

from people.models import MoveKind, Person, PersonName
from tracker.claims.withholding import withheld
from tracker.kernel.facts import one_of
from tracker.kernel.prepared import Given, Prepared
from tracker.kernel.word_search import Asked, NameKey
from tracker.news.models import Outlet
from tracker.timeline import rows
from tracker.timeline.answering import Answering, answerings
from tracker.timeline.companions import SharedMove, shared_moves
from tracker.timeline.corrections.marks import ids_by_kind, marks_told, question_of_marks
from tracker.timeline.counts import moves_by_person, posts_by_person
from tracker.timeline.entries import Entry, Post
from tracker.timeline.evidence import Wanted, evidence_for
from tracker.timeline.life_parts import part_of_life
from tracker.timeline.looks import by_tag, question, together
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.name_lookup import look_up
from tracker.timeline.refs import ref_person
from tracker.timeline.since import newest_told, question_of_mark, question_of_report, report_day
from tracker.timeline.stream import Stream, StreamPlace
from tracker.timeline.told import Told, wanted_for_moves
from tracker.timeline.wording import Phrase, Ref

#: As many people as one page of the index holds.
INDEX_SIZE = 200
#: Names that begin with no letter from a to z, as an index is asked for them; what comes behind all that do.
OTHER, _BEHIND_Z = "other", "{"
#: What a person's timeline can be narrowed to, with the words for it.
ABOUT = {
    "moves": "Moves",
    "lines": "Reporting lines",
    "foundings": "Foundings",
    "statements": "Statements",
}
#: How the anchors begin of what tells it: a leaving that was told by itself stands apart from its move.
_ANCHORED = {"moves": ("move", "left"), "lines": ("line",), "statements": ("statement",)}
#: As many records are listed of those that are called so.
MOST_CALLED = 60
#: As many stand before all the others, by what is told of them.
AT_FIRST = 12


@dataclass(frozen=True, slots=True)
class PersonTimeline:
    """Everything that a person's page tells, as of one day, as known on another."""

    person: Person
    names: tuple[str, ...]
    posts: tuple[Post, ...]
    moves: tuple[MoveLine, ...]
    entries: tuple[Entry, ...]
    lines: tuple[Entry, ...]
    statements: tuple[Entry, ...]
    claims: int
    outlets: int
    last_confirmed: date | None
    replies: tuple[str, ...] = ()
    managers: tuple[Answering, ...] = ()
    reports: tuple[Answering, ...] = ()
    shared: tuple[SharedMove, ...] = ()
    #: The place in the history of moves from which an open page counts what is new.
    mark: int = 0
    #: The day of the newest report on record, of anybody's move.
    newest_report: date | None = None

    @property
    def held(self) -> list[Post]:
        """The positions in force on the day that was asked about, full ones first and of these the certain ones, as
        ``posts_by_person`` chooses among them.
        """
        return sorted((post for post in self.posts if post.held), key=_foremost)

    def held_by_word(self, day: date) -> tuple[list[Post], list[Post]]:
        """The same in two lists: those of which something was told lately, and those of which for long nothing was.

        Where nothing was of any they stand all in the first.
        """
        old = [post for post in self.held if post.unheard_on(day)]
        lately = [post for post in self.held if post not in old]
        return (lately, old) if lately else (old, [])

    def stream(
        self,
        about: str = "",
        status: Collection[str] = (),
        before: StreamPlace | None = None,
    ) -> Stream:
        """A part of their timeline, what happened and what they said, newest first: what of it tells ``about``, one of ABOUT,
        at one of these steps, ``before`` a place. Left as they are, the newest of all.
        """
        told = (
            entry
            for entry in (*self.entries, *self.statements)
            if _tells(entry, about) and (not status or entry.status in status)
        )
        return part_of_life(told, before)


def _foremost(post: Post) -> tuple[bool, bool, int]:
    certain = post.holds == "certain"
    return post.beside, not certain, -post.seniority if certain else 0


def _tells(entry: Entry, about: str) -> bool:
    if about == "foundings":
        return entry.kind == "Founding"
    return not about or entry.anchor.partition("-")[0] in _ANCHORED[about]


def person_timeline(
    person: Person, *, as_of: date, known_on: date | None = None, everything: bool = True
) -> PersonTimeline:
    """What is known of a person; at most eight queries, however much that is.

    ``everything`` False leaves out what happened after ``as_of``: the page of a turned-back clock.
    """
    held = rows.positions_of(person.pk, known_on)
    moved = rows.moves_of(person.pk, known_on)
    begun = rows.foundings_of(person.pk, known_on)
    lines = rows.lines_of(person.pk, known_on)
    said = rows.statements_of(person.pk, known_on)
    ends, started = wanted_for_moves(moved)
    book = evidence_for(
        Wanted(
            positions=frozenset(ends | {fact.pk for fact, _ in held}),
            foundings=frozenset(started | {fact.pk for fact, _ in begun}),
            lines=frozenset(fact.pk for fact, _ in lines),
            statements=frozenset(row.pk for row in said),
            people=frozenset({person.pk}),
        ),
        known_on=known_on,
    )
    first = rows.names_of_outlets(held, moved, begun, lines) | {row.first_outlet for row in said}
    told_of: tuple[tuple[str, Sequence[tuple[Any, Any]]], ...] = (
        ("position", held),
        ("move", moved),
        ("founding", begun),
        ("line", lines),
    )
    asked = by_tag(
        _ASKED.rows(
            person=person.pk,
            outlets=sorted(first),
            known_on=known_on,
            **ids_by_kind({kind: [fact.pk for fact, _ in of] for kind, of in told_of}),
        )
    )
    outlets = dict(line.word.split(" ", 1) for line in asked.get("outlet", ()))
    told = Told(as_of, book, outlets, marks_told(asked["marks"]))
    posts = told.posts(held)
    moves = told.moves(moved)
    told_lines = told.lines(lines)
    until = None if everything else as_of
    managers, reports = answerings(person, lines, told, until=until)
    in_moves = {move.founding_id for move, _ in moved if move.kind == MoveKind.FOUNDING}
    entries = [
        *(entry for move in moves for entry in move.entries()),
        *told.foundings((fact, row) for fact, row in begun if fact.pk not in in_moves),
        *told_lines,
    ]
    sayings = told.statements((person, row) for row in said)
    if not everything:
        posts = [post for post in posts if post.begun_by(as_of)]
        entries = [entry for entry in entries if entry.begun_by(as_of)]
        sayings = [saying for saying in sayings if saying.begun_by(as_of)]
    seen = {e.claim: e for found in book.by_fact.values() for e in found if e.claim}
    return PersonTimeline(
        person=person,
        names=tuple(sorted(line.word for line in asked.get("name", ()))),
        posts=tuple(sorted(posts, key=lambda p: (p.sort_on, p.position), reverse=True)),
        moves=tuple(moves),
        entries=tuple(entries),
        lines=tuple(told_lines),
        statements=tuple(sayings),
        claims=len(seen),
        outlets=len({e.outlet_slug for e in seen.values() if e.outlet_slug}),
        last_confirmed=max((e.published for e in seen.values() if e.published), default=None),
        replies=tuple(reply.text for reply in book.of("person", person.pk)),
        managers=managers,
        reports=reports,
        shared=tuple(shared_moves(person, moved, known_on=known_on, until=until)),
        mark=sum(line.number for line in asked.get("mark", ())),
        newest_report=report_day(asked),
    )


def _asked(
    *, person: int, outlets: Given, known_on: date | None, **told: Given
) -> QuerySet[Any, Any]:
    """Their names, the outlets by slug and name, and since when something is corrected of what is told, by kind."""
    first = Outlet.objects.visible().filter(one_of("slug", RawSQL("%s::text[]", [outlets])))
    return together(
        [
            question("name", PersonName.objects.filter(person=person), word="name"),
            question("outlet", first, word=Concat("slug", Value(" "), "name")),
            question_of_marks("marks", Person.objects.filter(pk=person), told),
            question_of_mark(),
            question_of_report(known_on),
        ]
    )


_ASKED = Prepared(_asked, planned=True)


@dataclass(frozen=True, slots=True)
class Listed:
    """One record in an index: its name, what it is for, and how much is known of it."""

    ref: Ref
    line: Phrase
    possible: bool
    moves: int
    #: Under which it stands in a list of all, if it does.
    letter: str = ""
    #: There may be more moves: no more were counted.
    more: bool = False


def under_letter[M: Model](
    records: QuerySet[M], name_key: NameKey, initial: str, after: str
) -> list[M]:
    """The first records by name, and one more where there is one, each with its ``letter``; one query.

    Of those under ``initial`` if it is given, OTHER being whatever begins with no letter from a to z; ``after`` is the
    slug of the record behind which the list goes on.
    """
    found = records.annotate(name_key=name_key, letter=Upper(Left("name_key", 1)))
    if initial == OTHER:
        found = found.filter(Q(name_key__lt="a") | Q(name_key__gte=_BEHIND_Z))
    elif initial:
        first = initial.lower()
        found = found.filter(name_key__gte=first, name_key__lt=chr(ord(first) + 1))
    if after:
        every = records.model._default_manager.filter(slug=after)
        key = Coalesce(Subquery(every.values(key=name_key)[:1]), Value(after.replace("-", " ")))
        found = found.alias(after_key=key).filter(
            Q(name_key__gt=F("after_key")) | Q(name_key=F("after_key"), slug__gt=after)
        )
    return list(found.order_by("name_key", "slug")[: INDEX_SIZE + 1])


def people_index(
    *,
    as_of: date,
    known_on: date | None = None,
    initial: str = "",
    after: str = "",
    words: str = "",
    everything: bool = True,
) -> list[Listed]:
    """Visible people by name, with what they hold, as ``under_letter`` finds them; three queries. With ``words``
    those who are called so, first whose names fit best; at most five.

    ``everything`` False leaves the moves after ``as_of`` out of the counts.
    """
    if asked := Asked.of(words):
        best = look_up(asked, most=MOST_CALLED).people
        called = Person.objects.visible().in_bulk(best)
        found = [called[pk] for pk in best if pk in called]
    else:
        found = under_letter(Person.objects.visible(), NameKey("name"), initial, after)
    return _listed(found, as_of, known_on, everything=everything)


def told_of_lately(
    *, as_of: date, known_on: date | None = None, everything: bool = True
) -> list[Listed]:
    """Those of whom the newest moves tell, as ``people_index`` has them, newest first; four queries."""
    told = newest_told(known_on, most=5 * AT_FIRST).values_list("person", flat=True)
    wanted = list(dict.fromkeys(told))
    shown = Person.objects.visible().in_bulk(wanted)
    found = [shown[pk] for pk in wanted if pk in shown][:AT_FIRST]
    return _listed(found, as_of, known_on, everything=everything)


def _listed(
    found: Sequence[Person], as_of: date, known_on: date | None, *, everything: bool
) -> list[Listed]:
    ids = [person.pk for person in found]
    posts = posts_by_person(ids, as_of=as_of, known_on=known_on)
    moves = moves_by_person(ids, until=None if everything else as_of, known_on=known_on)
    listed = []
    names = withheld()
    for person in found:
        post = posts.get(person.pk)
        line = "" if post is None else post.told(names)
        listed.append(
            Listed(
                ref=ref_person(person),
                line=(line,) if line else (),
                possible=post is not None and not post.sure,
                moves=moves.get(person.pk, 0),
                letter=getattr(person, "letter", ""),
            )
        )
    return listed
