"""Who does what somebody else was just told to do: "so has X", "as did X", "X follows suit", "X followed her", "X went the other way"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.confidence import UNDECIDED, is_likely_enough
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.following import Following, followings
from tracker.extraction.rules.in_turn import InTurn, in_turn
from tracker.extraction.rules.own_places import is_past, own_place
from tracker.extraction.rules.posts import people_of, title_of
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

#: "So has X", "as did Y's X": a verb that stands for the one before, and the subject behind it.
_SO = re.compile(
    r"(?:^|[,;:–—] (?:and )?|\band )(?:so|as) (?:too )?(?:is|are|was|were|has|have|had|does|do|did|will|would) ",
    re.IGNORECASE,
)
#: How many tokens may stand between such a verb and the name that it is told of: "as did the lab's old head, X".
_NEAR = 7
#: What is done again: "makes the same move", "took the same step".
_STEPS = words("move journey trip jump leap switch step path road route way choice thing")
#: What is followed by who does as somebody else: "followed suit", "followed her example".
_LEADS = words("suit example lead")
_AGAIN = re.compile(r"\b(?:the same|likewise|similarly|suit)\b", re.IGNORECASE)
_SAME_WAY = re.compile(r"\bthe same (?:way|road|route)\b")
_DID_SO = re.compile(r"^d(?:id|oes|o|one|oing) so\b.{0,30}\b(?:too|also|as well)\b")
_BACKWARDS = re.compile(
    r"\b(?:the (?:other|opposite) (?:way|direction)|in (?:the )?(?:reverse|opposite|other) direction|in reverse)\b"
    r"(?! (?:on|over|about) (?:the|a|this|that|how|whether)\b)",
    re.IGNORECASE,
)
_ALONG = re.compile(r"\balong\b|\bwith (?:him|her|them)\b", re.IGNORECASE)
_COME = words("come tag go move travel return")
#: "X comes too", "X is moving as well": to where somebody else was told to come.
_TOO = re.compile(
    r"^(?:comes?|came|coming|moves?|moved|moving|joins?|joined|joining)"
    r"(?: (?:over|across|back|aboard))?,? (?:too|as well)\b"
)
#: "With him went three colleagues, X, Y and Z."
_WITH_HIM = re.compile(
    r"(?:^|[;:–—,] (?:and )?)(?:along )?with (?:him|her|them) (?:(?:is|are|was|were) (?:coming|going|moving|leaving)|(?:will |had |has )?"
    r"(?:come|came|go|went|gone|move|moved|leave|left|depart|departed|return|returned)s?|goes)\b",
    re.IGNORECASE,
)
#: ", and X with him"; ", with X and Y in tow".
_TOW = re.compile(
    r"(?:, |; )and (?P<who>[^,;:.]{3,60}) with (?:him|her|them)(?=[.,;:]| to | from |$)"
    r"|\bwith (?P<led>(?:(?!\bwith\b)[^;:]){3,120}),? in tow\b"
)
_BRING = words("bring take")
_DOES_SO = re.compile(r"\b(?:does|do) so (?:already|now|as well|too)\b")
#: How many sentences back a move may be told that somebody else repeats.
_BACK = 2
#: How many sentences back both ends of it.
_JOURNEY = 4


@dataclass(frozen=True, slots=True)
class _Again:
    """Who repeats a move, how surely, and as what."""

    people: list[str]
    status: Status | None
    start: int
    backwards: bool = False
    title: str | None = None
    here: bool = False  # what is done again is what the sentence itself tells just before
    along: bool = False  # they go with somebody, from where he was
    after: Following | None = None
    comes: bool = False  # they come where somebody is told to come
    turn: InTurn | None = None  # they have a day of their own
    day: tuple[str | None, str | None] = (None, None)
    whole: bool = False  # they go from where somebody went to where he came


def with_likewise(scene: Scene, before: Sequence[Draft], here: list[Draft]) -> list[Draft]:
    """What a sentence tells, with the comings and goings of those who are told to repeat what was told last."""
    told, more = [*before, *here], list[Draft]()
    for again in (
        *_verbs(scene),
        *_with_him(scene),
        *_in_tow(scene),
        *_after_him(scene),
        *_so(scene),
        *(_Again(t.people, None, t.start, here=True, turn=t) for t in in_turn(scene)),
    ):
        more += [
            made
            for move in _moves_before(scene, [*told, *more], again)
            for person in again.people
            for made in _repeated(scene, move, person, again)
        ]
    more = [m for m in more if not any(_is_turned(m, d) for d in here)]
    more += _lines_again(scene, here)
    return [*(d for d in here if not any(_speaks_against(m, d) for m in more)), *more]


def _lines_again(scene: Scene, here: Sequence[Draft]) -> Iterator[Draft]:
    """Read "X will report to Y, as will Z" and "X is to report to Y; Z does so already"."""
    lines = [d for d in here if d.type is FactType.REPORTS_TO and is_likely_enough(d)]
    for again in (*_so(scene), *_does_so(scene)) if lines else ():
        before = [d for d in lines if 0 <= _place(scene, d.get("person")) < again.start]
        if not before or not again.here:
            continue
        line = max(before, key=lambda d: _place(scene, d.get("person")))
        for person in again.people:
            if person not in {line.get("person"), line.get("manager")}:
                values = {key: line.get(key) for key in ("manager", "org")}
                made = draft(FactType.REPORTS_TO, scene, "likewise", again.status or line.status, 0.8, person=person, **values)  # fmt: skip
                made.implied_org, made.belief = True, UNDECIDED
                yield made


def _does_so(scene: Scene) -> Iterator[_Again]:
    """Read "; X does so already"."""
    for match in _DOES_SO.finditer(scene.text):
        verb = scene.token_at(match.start())
        named = [t for t in scene.tokens(Kind.PERSON) if t.i < verb.i]
        if named and scene.at[named[-1].i].end + 1 == match.start():
            start = scene.places[named[-1].i][0]
            yield _Again([scene.name(named[-1])], Status.HELD, start, here=True)


def _is_turned(made: Draft, seen: Draft) -> bool:
    """Whether a sentence tells that somebody comes to what he would leave: "X followed him out and took a job at Y"."""
    told = seen.rule != SEEN or (made.beside is not None and is_likely_enough(seen))
    return (
        told
        and (made.type, seen.type) == (FactType.LEFT, FactType.JOINED)
        and same_person(made, seen)
        and same_org(made, seen)
    )


def _speaks_against(made: Draft, seen: Draft) -> bool:
    """Whether the scorer has taken a coming for a going, or the other way round, or a rule a companion for an heir."""
    if seen.rule == SEEN and made.date and made.date != seen.date and made.type is seen.type:
        return same_person(made, seen)  # and has it on the day of the one before
    if made.beside and seen.rule == "succeeds":
        return same_person(made, seen)  # who goes after somebody does not get his post
    return (
        seen.rule == SEEN
        and {made.type, seen.type} == {FactType.JOINED, FactType.LEFT}
        and same_person(made, seen)
        and same_org(made, seen)
    )


def _so(scene: Scene) -> Iterator[_Again]:
    """Read "So is X", "as did X", "and so has X"."""
    for match in _SO.finditer(scene.text):
        first = scene.token_at(match.end() - 1).i
        after = [t for t in scene.doc[first : first + _NEAR + 1] if t.i >= first]
        named = next((t for t in after if scene.is_person(t)), None)
        if named is None or any(t.pos_ == "VERB" for t in scene.doc[first + 1 : named.i]):
            continue
        if scene.places[named.i][0] < match.end():
            continue
        # "She is not alone: so has X" speaks of the sentence before
        here = match.start() > 0 and scene.text[match.start()] not in ":–—"
        yield _Again([scene.name(t) for t in scene.group(named)], None, match.start(), here=here)


def _verbs(scene: Scene) -> Iterator[_Again]:
    """Read "X follows suit", "X makes the same move", "X is coming along", "is taking X with her"."""
    for clause in clauses(scene.doc):
        if clause.passive:
            continue
        start, end = scene.places[clause.verb.i][0], scene.places[clause.verb.right_edge.i][1]
        rest = scene.text[start:end]
        # The parse may hang "and X followed" on another.
        nearest = scene.doc[max(clause.verb.i - 1, 0)]
        hung = scene.is_person(nearest) and scene.name(nearest) not in people_of(
            scene, clause.subjects
        )
        whose = [nearest] if hung else clause.subjects
        subjects = people_of(scene, [t for t in whose if not scene.orgs(t)])
        backwards = bool(_BACKWARDS.search(rest)) and clause.verb.lemma_ in {*_COME, "make", "take"}
        people = subjects if backwards or _does_again(clause, rest) else []
        too = bool(_TOO.search(rest))
        along = bool(people) and not backwards and (too or bool(_ALONG.search(_TOW.sub("", rest))))
        if not people and clause.verb.lemma_ in _BRING and _ALONG.search(rest):
            people = people_of(scene, [t for t in _taken(clause) if scene.is_person(t)])
            along = True
        judged = judge(scene, clause.verb)
        if people and judged.status not in {None, Status.DENIED, Status.REVERSED}:
            yield _Again(
                people, judged.status, start, backwards, title_of(scene, clause), along=along,
                comes=too, day=(judged.date, judged.date_kind), whole=_takes_a_step(clause),
            )  # fmt: skip


def _with_him(scene: Scene) -> Iterator[_Again]:
    """Read "With him went X" and "With her come two colleagues, X and Y"."""
    for match in _WITH_HIM.finditer(scene.text):
        verb = scene.token_at(match.end() - 1)
        after = [t for t in scene.doc[verb.i + 1 : verb.i + 2 + _NEAR] if scene.is_person(t)]
        between = scene.doc[verb.i + 1 : after[0].i] if after else ()
        if not after or any(t.pos_ == "VERB" or t.tag_[0] == "W" for t in between):
            continue
        if scene.doc[after[0].i - 1].pos_ == "ADP":
            continue  # "with her goes the work of X"
        status = judge(scene, verb).status
        if status not in {None, Status.DENIED, Status.REVERSED}:
            people = [scene.name(t) for t in scene.group(after[0])]
            yield _Again(people, status, match.start(), along=True)


def _in_tow(scene: Scene) -> Iterator[_Again]:
    """Read ", and X and Y with him" and ", with two of W's engineers, X and Y, in tow"."""
    for match in _TOW.finditer(scene.text):
        opens = match.start("who" if match["who"] else "led")
        named = [
            scene.name(t)
            for t in scene.tokens(Kind.PERSON)
            if opens <= scene.places[t.i][0] < match.end() and t.dep_ != "poss"
        ]
        if named:
            yield _Again(named, None, match.start(), along=True)


def _after_him(scene: Scene) -> Iterator[_Again]:
    """Read "X and Y followed him within weeks"."""
    for one in followings(scene):
        yield _Again(one.people, one.status, one.start, along=True, after=one)


def _taken(clause: Clause) -> list[Token]:
    """X in "brings X along" and, as the parse may have it, in "brings along X"."""
    particles = [c for c in clause.verb.children if c.dep_ in {"prt", "prep", "advmod"}]
    return [
        *clause.objects,
        *(g for p in particles if p.text.lower() == "along" for g in p.children),
    ]


def _does_again(clause: Clause, rest: str) -> bool:
    lemma = clause.verb.lemma_
    if lemma == "follow":
        return (
            all(o.lemma_.lower() in _LEADS for o in clause.objects)
            and not any(clause.preps("from", "to", "into", "as"))
            and not any(t.lemma_ == "footstep" for t in clause.preps("in"))
        )
    if (lemma == "do" and _DID_SO.search(rest)) or _TOO.search(rest):
        return True
    if lemma == "go" and _SAME_WAY.search(rest):
        return True
    if lemma in {"make", "take", "do"} and _AGAIN.search(rest):
        return lemma == "do" or _takes_a_step(clause)
    if lemma not in _COME or any(clause.preps("to", "from", "at")):
        return False
    return "along" in {c.text.lower() for c in clause.verb.children} or (
        lemma != "move" and bool(re.search(r"\bwith (?:him|her|them)\b", rest))
    )


def _takes_a_step(clause: Clause) -> bool:
    """Read "makes the same journey"."""
    return any(o.lemma_.lower() in _STEPS for o in clause.objects)


def _whole_journey(scene: Scene, told: Sequence[Draft], moves: list[Draft]) -> list[Draft]:
    """Somebody's moves with the other end of his journey, told in another sentence shortly before."""
    near = [
        d
        for d in told
        if scene.number - d.scene.number <= _JOURNEY
        and same_person(d, moves[0])
        and d.type in {FactType.JOINED, FactType.LEFT} - {m.type for m in moves}
        and d.status not in {None, Status.DENIED, Status.REVERSED}
        and d.rule != SEEN
        and not any(same_org(d, m) for m in moves)
    ]
    return [*moves, *near] if len({plain(d.get("org")) for d in near}) == 1 else moves


def _moves_before(scene: Scene, told: Sequence[Draft], again: _Again) -> list[Draft]:
    """The moves told before, in the sentence itself or in the last that tells any: of the person named last."""
    for number in range(scene.number, scene.number - _BACK - 1, -1):
        moves = [
            d
            for d in told
            if d.scene.number == number
            and d.type in {FactType.JOINED, FactType.LEFT}
            and d.status not in {None, Status.DENIED, Status.REVERSED}
            and d.get("person") not in {"", *again.people}
            and is_likely_enough(d)
            and d.get("title") != "board member"
            and (again.after is None or again.after.is_after(d))
        ]
        if number == scene.number:
            moves = [d for d in moves if _place(scene, d.get("person")) < again.start]
            if again.here:
                doer = _last_named(scene, again.start)
                return _as_ruled([d for d in moves if doer in {None, d.get("person")}])
        elif number < 0 or scene.article[number].segment.item != scene.segment.item:
            return []
        elif not moves and again.status is None:
            return []  # "So is X" speaks of the last sentence alone
        if moves:
            last = max(moves, key=lambda d: _place(d.scene, d.get("person"))).get("person")
            moves = [d for d in moves if plain(d.get("person")) == plain(last)]
            if again.comes and not any(d.type is FactType.JOINED for d in moves):
                return []
            moves = _whole_journey(scene, told, moves) if again.whole else moves
            return again.after.repeated(moves) if again.after else moves
    return []


def _as_ruled(moves: list[Draft]) -> list[Draft]:
    """Somebody's moves without those that only the scorer sees, where a rule tells one of the kind."""
    ruled = {d.type for d in moves if d.rule != SEEN}
    return [d for d in moves if d.rule != SEEN or d.type not in ruled]


def _last_named(scene: Scene, end: int) -> str | None:
    """Whom a sentence names last before a place in it: who keeps his job in "X left; Z keeps his job, as does W"."""
    named = [t for t in scene.tokens(Kind.PERSON) if scene.places[t.i][0] < end]
    return scene.name(named[-1]) if named else None


def _place(scene: Scene, person: str) -> int:
    """Where a sentence names a person last; its beginning where it does not."""
    return max(
        (scene.places[t.i][0] for t in scene.tokens(Kind.PERSON) if scene.name(t) == person),
        default=-1,
    )


def _title_again(move: Draft, again: _Again) -> str | None:
    """As what somebody comes who does what another does; who advises as well is an adviser."""
    return again.title or (move.get("title") if move.rule == "advises" else None)


def _repeated(scene: Scene, move: Draft, person: str, again: _Again) -> Iterator[Draft]:
    own = own_place(scene, person)
    past = own is not None and is_past(scene, person)
    kind, org = move.type, move.get("org")
    if again.backwards:
        kind = FactType.LEFT if kind is FactType.JOINED else FactType.JOINED
    origin = move.get("from_org") or move.get("to_org")
    if own is not None and kind is FactType.LEFT and plain(own) != plain(org):
        if origin or again.backwards:
            return
        org = own  # "and X, a scientist at Y, followed": he has left his own
    other = "from_org" if kind is FactType.JOINED else "to_org"
    made = draft(
        kind, scene, "likewise", again.status or move.status, 0.8, person=person, org=org,
        title=_title_again(move, again) if kind is FactType.JOINED else None,
    )  # fmt: skip
    if past:
        if kind is FactType.JOINED:
            made.belief = UNDECIDED
            yield made
        return
    if origin:
        made.values[other] = own if own and kind is FactType.JOINED else origin
    made.date, made.date_kind = _day_again(scene, move, again)
    made.implied_org, made.belief = move.implied_org, UNDECIDED
    made.beside = move.get("person") if again.along and own is None else None
    yield made
    if own is not None and kind is FactType.JOINED and plain(own) != plain(org):
        yield draft(
            FactType.LEFT, scene, "likewise", made.status, 0.8, person=person, org=own, to_org=org
        )


def _day_again(scene: Scene, move: Draft, again: _Again) -> tuple[str | None, str | None]:
    """The day of a move that is repeated: one of its own, or that of the first."""
    if again.turn is not None:
        return again.turn.day, "effective" if again.turn.day else None
    if again.day[0] is not None:
        return again.day
    here = again.status is None and move.scene is scene
    return (move.date, move.date_kind) if here else (None, None)
