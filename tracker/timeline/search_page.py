"""What the page of a search shows: of every kind the best, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypedDict

from tracker.claims.withholding import Withheld, withheld
from tracker.kernel.word_search import MOST_WORDS, Asked
from tracker.timeline.counts import posts_by_person
from tracker.timeline.evidence import EvidenceBook
from tracker.timeline.found_records import FoundRecords, found_records
from tracker.timeline.latest import Pair, move_lines, once, pairs_of
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.name_lookup import Looked, look_up
from tracker.timeline.questions.anywhere import AskedAnywhere
from tracker.timeline.questions.bodies import AskedBodies
from tracker.timeline.questions.goings import AskedGoings
from tracker.timeline.questions.layoffs import AskedLayoffs
from tracker.timeline.questions.moves import AskedMoves
from tracker.timeline.questions.posts import AskedPost
from tracker.timeline.questions.question import Answer, Question
from tracker.timeline.questions.times import NamedTime
from tracker.timeline.questions.together import AskedTogether, together
from tracker.timeline.search import (
    Found,
    Hit,
    day_of_organizations,
    found_of,
    moves_found,
    room_for,
    search,
)
from tracker.timeline.search_partly import Partly, found_partly
from tracker.timeline.search_texts import articles_found, statements_found, titles_found
from tracker.timeline.wording import Ref

#: The kinds in the order in which they are shown, each with its heading.
KINDS = {
    "people": "People",
    "companies": "Companies",
    "units": "Units",
    "titles": "Titles held",
    "moves": "Moves",
    "articles": "Articles",
    "statements": "Statements",
}
#: As many of each kind beside others, as many of one kind alone, and as far as each is counted.
SHOWN, SHOWN_ALONE, COUNTED = 6, 60, 25
#: As many suggestions of each kind while one types.
SUGGESTED = 4
#: Statements are found of so many people with the words in their names.
SPEAKERS = 20


class _How(TypedDict):
    known_on: date | None
    everything: bool
    most: int


@dataclass(frozen=True, slots=True)
class Line:
    """A person, with the post that tells who they are on the day; ``mark`` is how firmly that is told, or its end."""

    hit: Hit
    post: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What was found of one kind. ``cut``: there are more than ``count``."""

    kind: str
    label: str
    hits: tuple[Any, ...]
    count: int
    cut: bool

    @property
    def more(self) -> bool:
        return self.cut or self.count > len(self.hits)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``sections`` are those with hits that are shown; ``facets`` every kind with its count.

    ``asked`` is what the words ask for where they are a question, ``asked_lines`` the moves of it that are told.
    ``kept`` are the names in the words, each as it was typed, where only these find records, without ``left_out``; beside each in ``named`` the one record that is called so, if it is one.
    """

    facets: tuple[Section, ...]
    kind: str = ""
    asked: Answer | None = None
    asked_lines: Sequence[MoveLine] = ()
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    named: Sequence[tuple[str, Ref | None]] = ()
    #: The time that the words name, and whether it was left out of them to find anything.
    time: NamedTime | None = None
    timeless: bool = False
    #: Names in a question that nobody bears, each with whom it is taken to mean.
    guesses: Sequence[tuple[str, Ref]] = ()
    #: As many of the words were looked for, where there are more.
    words_cut: int = 0

    @property
    def sections(self) -> list[Section]:
        return [one for one in self.facets if one.hits and self.kind in ("", one.kind)]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.facets)

    @property
    def incomplete(self) -> bool:
        """Nothing has all of the words, and they ask nothing."""
        return bool(self.left_out) or not (self.count or self.asked)

    @property
    def cut(self) -> bool:
        return any(one.cut for one in self.facets)


def search_page(
    words: str,
    *,
    kind: str = "",
    as_of: date,
    known_on: date | None = None,
    everything: bool = True,
) -> SearchPage:
    """Everything that ``words`` find, as of one day, as known on another, and what they ask where they are a question;
    at most ten queries.

    ``kind`` shows more of one kind and the counts of all, and answers no question. ``everything`` False leaves out
    what happened after ``as_of``: the page of a turned-back clock.
    """
    asked = Asked.of(words)
    if not asked:
        return SearchPage((), kind)
    names = withheld()
    named = names.names(asked.text)
    until = None if everything else as_of
    question = Question.of(words, today=as_of, named=named)
    timed = asked.gone(Asked.of(question.rest)) if question.time else frozenset()
    asks = Question(as_of) if kind else question
    day = day_of_organizations(until, known_on)
    records = SHOWN_ALONE if kind in _RECORDS else COUNTED
    looked = look_up(
        asked,
        most=room_for(records, known_on),
        each=not named,
        titled=not named,
        held_on=as_of if known_on is None else None,
        called=asks.names,
        who=asks.people,
        settled=question.settled if question.anybody or question.layoffs else asks.settled,
        parted=not named,
        timed=timed,
    )
    shown = found_records(
        looked.all_people,
        looked.all_organizations,
        day=day,
        known_on=known_on,
        earlier=looked.all_called,
        lived=asks.lived,
    )
    lists = _records(found_of(asked, looked, shown, most=records))
    partly = None if named else found_partly(asked, looked, shown, most=records, timed=timed)
    if partly is not None and partly.pair is None and any(lists[name][0] for name in _RECORDS):
        # Those whose names are spelt nearly so, but not two who bear theirs.
        partly = None
    how = _How(known_on=known_on, everything=everything, most=SHOWN)
    answer, guessed, partly = _answer(asks, looked, shown, partly, how)
    pair = partly.pair if partly else None
    if not named:
        moved = pair is not None or isinstance(answer, (AskedLayoffs, *_WITH_MOVES))
        lists |= _others(asked, looked, names, kind, as_of, known_on, until, moves=not moved)
    if isinstance(answer, AskedGoings | AskedTogether) and not lists["people"][0] and not pair:
        theirs = Looked(people=guessed.who[answer.who])
        lists |= _records(found_of(Asked(answer.who), theirs, shown, most=records))
    if pair is None and any(lists[name][0] for name in _MEANT if name in lists):
        partly = None
    if partly is not None:
        lists |= _of_parts(partly, until=until, known_on=known_on)
    if isinstance(answer, AskedTogether):
        people, cut = lists["people"]
        lists["people"] = (sorted(people, key=lambda one: one.ref != answer.person), cut)
    most = SHOWN_ALONE if kind else SHOWN
    hits = {name: found[:most] for name, (found, _) in lists.items() if kind in ("", name)}
    asked_for = pairs_of(answer.rows) if isinstance(answer, _WITH_MOVES) else []
    moves = pairs_of(hits.get("moves", ()))
    # Beside two that are asked for together no other moves are found.
    book = answer.book if isinstance(answer, AskedTogether) else None
    lines = _lines(once(asked_for, moves), names, as_of, known_on, book)
    told = {
        **hits,
        "people": with_posts(hits.get("people", ()), names, as_of=as_of, known_on=known_on),
        "moves": [lines[move.pk] for move, _ in moves],
    }
    return SearchPage(
        tuple(
            Section(name, label, tuple(told.get(name, ())), len(found), cut and bool(found))
            for name, label in KINDS.items()
            for found, cut in (lists.get(name, ((), False)),)
        ),
        kind,
        answer,
        _asked_lines(answer, [lines[move.pk] for move, _ in asked_for]),
        partly.kept if partly else (),
        partly.left_out if partly else (),
        tuple(zip(partly.kept, partly.meant_by, strict=True)) if partly else (),
        question.time,
        looked.again and bool(timed) and answer is None and partly is None,
        guessed.guesses(looked.called, answer.organizations) if answer else (),
        MOST_WORDS if asked.more_words else 0,
    )


_WITH_MOVES = (AskedAnywhere, AskedMoves, AskedGoings, AskedTogether)
_RECORDS = ("people", "companies", "units")
#: Where one of these is found, all of the words mean something together.
_MEANT = (*_RECORDS, "titles", "moves")

#: What was found of each kind, and whether there is more.
type _Lists = dict[str, tuple[Sequence[Any], bool]]


def _records(found: Found) -> _Lists:
    return {
        "people": (found.people, found.cut_people),
        "companies": (found.companies, found.cut_organizations),
        "units": (found.units, found.cut_organizations),
    }


def _answer(
    asks: Question, looked: Looked, shown: FoundRecords, partly: Partly | None, how: _How
) -> tuple[Answer | None, AskedBodies, Partly | None]:
    """What is asked, of those who bear the names, else of the two whom the words name, else of those who may be meant; with
    who these may be, and what parts of the words name where that is told.
    """
    exactly = AskedBodies(looked.called, shown, looked.who)
    guessed = exactly.guessed(looked)
    pair = partly.pair if partly else None
    if pair is not None:
        asks = asks.without_person(pair.people[0].name)
    answer = asks.answer(exactly, **how)
    if answer is None:
        answer = asks.likely(beside=pair is not None).answer(guessed, **how)
        if isinstance(answer, AskedPost) and not answer.count:
            answer = None
    if answer is not None:
        return answer, guessed, None
    if pair is not None and asks.rest:
        answer = together(
            {one.record: one.ref for one in pair.people},
            shown.organizations[pair.organizations[0].record].body,
            as_of=asks.today,
            known_on=how["known_on"],
            until=None if how["everything"] else asks.today,
        )
    return answer, guessed, partly


def _of_parts(partly: Partly, *, until: date | None, known_on: date | None) -> _Lists:
    """What the words that were kept find; one query, none where none is left out."""
    lists = _records(partly.pair or partly.found)
    if partly.left_out and partly.pair is None:
        found = moves_found(
            partly.words, partly.meant, until=until, known_on=known_on, most=COUNTED + 1
        )
        lists["moves"] = (found[:COUNTED], len(found) > COUNTED)
    return lists


def _others(
    asked: Asked,
    looked: Looked,
    names: Withheld,
    kind: str,
    as_of: date,
    known_on: date | None,
    until: date | None,
    *,
    moves: bool,
) -> _Lists:
    """What is found beside people and organizations, ``moves`` if they are wanted; four queries."""
    most = {name: SHOWN_ALONE if name == kind else COUNTED for name in KINDS}
    found: dict[str, Sequence[Any]] = {
        "titles": titles_found(
            asked, looked.titled, names, as_of=as_of, known_on=known_on, most=most["titles"]
        ),
        "moves": moves_found(
            asked, looked.meant, until=until, known_on=known_on, most=most["moves"] + 1
        )
        if moves
        else [],
        "articles": articles_found(asked, names, known_on=known_on, most=most["articles"]),
        "statements": statements_found(
            asked,
            looked.people[:SPEAKERS],
            names,
            as_of=until,
            known_on=known_on,
            most=most["statements"],
        ),
    }
    return {name: (rows[: most[name]], len(rows) > most[name]) for name, rows in found.items()}


def _lines(
    pairs: Sequence[Pair],
    names: Withheld,
    as_of: date,
    known_on: date | None,
    book: EvidenceBook | None,
) -> dict[int, MoveLine]:
    """The moves as they are told, by number; two queries, none for none."""
    if not pairs:
        return {}
    lines = move_lines(pairs, as_of=as_of, known_on=known_on, names=names, around=False, book=book)
    return {move.pk: line for (move, _), line in zip(pairs, lines, strict=True)}


def _asked_lines(answer: Answer | None, lines: Sequence[MoveLine]) -> Sequence[MoveLine]:
    """The moves of the answer; of those who left a unit each with that unit."""
    if not isinstance(answer, AskedMoves) or answer.left is None or answer.unit is None:
        return lines
    return [replace(line, asked_of=answer.unit) for line in lines]


def with_posts(
    hits: Sequence[Hit], names: Withheld, *, as_of: date, known_on: date | None
) -> list[Line]:
    """People with the post that tells who they are on the day; one query, none for nobody."""
    posts = posts_by_person([hit.record for hit in hits], as_of=as_of, known_on=known_on)
    lines = []
    for hit in hits:
        post = posts.get(hit.record)
        told = "" if post is None else post.told(names)
        mark = "" if post is None else post.mark
        lines.append(Line(hit, told[:1].upper() + told[1:], mark))
    return lines


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The records that somebody may mean who has typed so far."""

    people: tuple[Line, ...] = ()
    organizations: tuple[Hit, ...] = ()

    @property
    def count(self) -> int:
        return len(self.people) + len(self.organizations)


def suggestions(
    words: str, *, as_of: date, known_on: date | None = None, everything: bool = True
) -> Suggestions:
    """The few best people, companies and units for what is being typed; at most four queries."""
    day = None if everything else as_of
    found: Found = search(words, as_of=day, known_on=known_on, most=SUGGESTED)
    if not found.count:
        return Suggestions()
    return Suggestions(
        tuple(with_posts(found.people, withheld(), as_of=as_of, known_on=known_on)),
        found.organizations,
    )
