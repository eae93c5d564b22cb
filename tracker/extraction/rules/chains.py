"""The moves of one person as a chain: the place that he leaves is the one come to last, and the one returned to that left before.

"Y took her on in 2016, Z hired her away in 2018": it is Y that she left. "He left V for W in 2016, only to return a year later": it
is V that he returned to, and W that he left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.confidence import UNDECIDED, is_likely_enough
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.predicates import is_negated
from tracker.extraction.reckoning import surely_before
from tracker.extraction.rules.posts import people_of
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.scene import Scene
from tracker.extraction.side_jobs import takes_a_seat
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.kernel.whole_words import has_words

#: What says that somebody comes from the place that was told last.
_ON = re.compile(
    r"\b(?:away|off (?:to|for)|on to|over to|from (?:there|it)|back|again|re-?turn\w*|re-?join\w*|re-?hir\w+|switch\w*|defect\w*|lured?|poach\w*"
    r"|until [\w ]+, when)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bfrom there\b")
_UNTIL = re.compile(r"\buntil [\w ]+, when\b")
_CAME_BACK = re.compile(r"\b(?:c[ao]me|coming|gone|went) back\b|\breturn(?:ed|ing|s)\b")
#: Where the part of a sentence ends that a place in it belongs to.
_END = re.compile(r"[,;](?! \w+ \d)")
_RETURN = frozenset(["return", "come", "be", "go"])
#: What may stand with a return of which the place is left unsaid.
_WHEN = frozenset(["in", "after", "within", "by", "during", "together", "along", "as"])


@dataclass(frozen=True, slots=True)
class _Step:
    """What a sentence tells of somebody from one place in it on: that he comes somewhere, or else goes or comes back."""

    start: int
    came: Draft | None = None
    judged: Judgement | None = None
    back: bool = False
    town: str | None = None


def with_chains(scene: Scene, before: Sequence[Draft], here: list[Draft]) -> list[Draft]:
    """What a sentence tells, the moves of each person in it put in a chain."""
    came = [d for d in here if _is_a_coming(d)]
    if not came or is_hypothetical(scene):
        return here
    more: list[Draft] = []
    for person in dict.fromkeys(d.get("person") for d in came):
        his = [d for d in (*before, *here) if plain(d.get("person")) == plain(person)]
        _comes_back_from(scene, his)
        those = [d for d in came if d in his and d.get("org") in scene.text]
        if those:
            more += _Chain(scene, person, his).read(those)
    return [*(d for d in here if not any(_is_told_better(d, made) for made in more)), *more]


def _is_a_coming(d: Draft) -> bool:
    done = d.type is FactType.JOINED and d.status is Status.DONE
    return done and bool(d.get("org")) and not takes_a_seat(d) and is_likely_enough(d)


def _is_told_better(d: Draft, made: Draft) -> bool:
    """Whether a chain tells otherwise what was guessed: to where somebody came back, and what he left then."""
    if d.type is not made.type or not same_person(d, made):
        return False
    if d.rule == "returns":
        return d.implied_org or d.get("org") not in d.scene.text
    return d.rule == SEEN and d.date == made.date and not same_org(d, made)


def _comes_back_from(scene: Scene, his: list[Draft]) -> None:
    """Read "X left Y for Z in 2019. She came back from V in 2024": it is Y, which she had left, that she came back to."""
    for d in his:
        if d.scene is not scene or d.rule != "comes_from" or not _CAME_BACK.search(scene.text):
            continue
        gone = [o for o in his if o.type is FactType.LEFT and o.status is Status.DONE]
        places = {plain(o.get("org")): o.get("org") for o in gone if o.rule != SEEN}
        places.pop(plain(d.get("from_org")), None)
        if len(places) == 1:
            (d.values["org"],) = places.values()


class _Chain:
    """The moves of one person that a sentence tells, and where he is and was before as it goes on."""

    def __init__(self, scene: Scene, person: str, his: list[Draft]) -> None:
        self.scene, self.person, self.his = scene, person, his
        self.here = [d for d in his if d.scene is scene]
        self.left = [d for d in self.here if d.type is FactType.LEFT and d.status is Status.DONE]
        self.had: str | None = None
        self.came: Draft | None = None
        self.at = self._until_then()

    def read(self, came: list[Draft]) -> Iterator[Draft]:
        """The leavings and returns of somebody of whom a sentence tells where he came, one place after another."""
        end = 0
        for step in self._steps(came):
            between = self.scene.text[end : _clause_end(self.scene, step.start)]
            end = step.start
            if step.came is not None:
                yield from self._comes(step.came, between)
            elif step.judged is not None and self.at is not None:
                yield from self._goes(step, step.judged, self.at)

    def _comes(self, came: Draft, between: str) -> Iterator[Draft]:
        earlier = self.came is not None and surely_before(came.date, self.came.date)
        gone = next((d for d in self.left if self._is_left_for(d, came)), None)
        moves_on = gone is not None or (not earlier and bool(_ON.search(between)))
        if moves_on:
            self._left_what_he_had(came)
        if gone is not None and gone.get("to_org") and not gone.implied_org:
            came.values["from_org"] = gone.get("org")
        elif moves_on and not came.get("from_org"):
            before = self.at or (self._there(came) if _THERE.search(between) else None)
            if before is not None and plain(before) != plain(came.get("org")):
                yield from self._linked(came, before)
        self.had = came.get("from_org") or self.at or (gone.get("org") if gone else None)
        self.came, self.at = came, came.get("org")

    def _goes(self, step: _Step, judged: Judgement, at: str) -> Iterator[Draft]:
        told, had = Judgement(Status.DONE, judged.via, judged.date, judged.date_kind), self.had
        if not step.back:
            yield self._drafted(FactType.LEFT, told, org=at)
            self.had, self.at = at, None
        elif had is not None and plain(had) != plain(at) and has_words(step.town or had, had):
            self._left_for_a_time(had, at)
            yield self._drafted(FactType.JOINED, told, org=had, from_org=at)
            yield self._drafted(FactType.LEFT, told, org=at, to_org=had)
            self.had, self.at = at, had

    def _left_for_a_time(self, had: str, at: str) -> None:
        """Have somebody leave what he comes back to later for the place where he is until then."""
        for d in self.left:
            gone = self.came is not None and self._is_left_for(d, self.came)
            if self.came is not None and gone and plain(d.get("org")) == plain(had):
                self.came.values["from_org"], d.values["to_org"] = had, at
                d.rule, d.belief, d.implied_org = "chained", UNDECIDED, False

    def _steps(self, came: list[Draft]) -> list[_Step]:
        left = {plain(d.get("org")) for d in self.left}
        found: dict[str, _Step] = {}
        for d in came:
            if not d.implied_org:
                org = d.get("org")
                find = self.scene.text.rindex if plain(org) in left else self.scene.text.index
                found.setdefault(plain(org), _Step(find(org), came=d))
        steps = [*found.values(), *self._unsaid()]
        return sorted(steps, key=lambda step: step.start)

    def _unsaid(self) -> Iterator[_Step]:
        """Where a sentence says that somebody goes or comes back, and not from where or to where."""
        for clause in clauses(self.scene.doc):
            gone, back = _only_goes(clause), _only_returns(clause)
            town = _town(self.scene, clause) if back else None
            if not (gone or back) or town == "" or self.person not in _who(self.scene, clause):
                continue
            judged = judge(self.scene, clause.verb)
            if judged.status is Status.DONE or clause.verb.tag_ == "VB":
                yield _Step(self.scene.places[clause.verb.i][0], None, judged, back, town)

    def _until_then(self) -> str | None:
        """Y of "He was a director at Y until 2023, when he went over to Z"."""
        if not _UNTIL.search(self.scene.text):
            return None
        posts = [d for d in self.here if d.type is FactType.ROLE and d.status is Status.FORMER]
        return posts[0].get("org") if len(posts) == 1 and is_likely_enough(posts[0]) else None

    def _is_left_for(self, left: Draft, came: Draft) -> bool:
        to = left.get("to_org")
        same = (
            plain(to) == plain(came.get("org"))
            if to
            else bool(left.date) and left.date == came.date
        )
        return same and not same_org(left, came)

    def _left_what_he_had(self, came: Draft) -> None:
        """Put a leaving that does not name its company to where somebody had come last by then."""
        place = self._come_to_before(came)
        for d in self.left if place is not None else ():
            if d.implied_org and self._is_left_for(d, came) and plain(place) != plain(d.get("org")):
                for o in self.here:
                    if plain(o.get("from_org")) == plain(d.get("org")) and same_org(o, came):
                        o.values["from_org"] = place
                d.values["org"], d.belief = place, UNDECIDED

    def _come_to_before(self, came: Draft) -> str | None:
        """Where somebody had come, of all that earlier sentences tell with its day, before he came elsewhere."""
        if came.date is None or came.date_kind != "effective":
            return None
        told = [
            d
            for d in self.his
            if _is_a_coming(d) and d.scene is not self.scene and d.date_kind == "effective"
        ]
        earlier = [d for d in told if surely_before(d.date, came.date)]
        return max(earlier, key=lambda d: d.date or "").get("org") if earlier else None

    def _there(self, came: Draft) -> str | None:
        """What "from there" means: the company named before, or that come to in the sentence before."""
        at = self.scene.at.values()
        there = _THERE.search(self.scene.text)
        orgs = [m for m in at if m.kind is Kind.ORG and there and m.end < there.start()]
        named = [m.text for m in sorted(orgs, key=lambda m: m.start)]
        told = [d for d in self.his if d.scene.number == self.scene.number - 1 and _is_a_coming(d)]
        told.sort(key=lambda d: d.date or "")
        places = [*(d.get("org") for d in told), *named]
        return next((org for org in reversed(places) if plain(org) != plain(came.get("org"))), None)

    def _linked(self, came: Draft, place: str) -> Iterator[Draft]:
        """The leaving of the place that somebody came to before, as that for the next one."""
        came.values["from_org"] = place
        left = [d for d in self.left if plain(d.get("org")) == plain(place)]
        for d in left:
            d.values["to_org"] = d.get("to_org") or came.get("org")
        if not left:
            told = Judgement(Status.DONE, came.via, came.date, came.date_kind)
            yield self._drafted(FactType.LEFT, told, org=place, to_org=came.get("org"))

    def _drafted(self, kind: FactType, judged: Judgement, **values: str) -> Draft:
        made = draft(kind, self.scene, "chained", judged, 0.8, person=self.person, **values)
        made.belief = UNDECIDED
        return made


def _who(scene: Scene, clause: Clause) -> list[str]:
    """Whom a clause tells of; of "only to return" whoever the verb before is told of."""
    verb = clause.verb
    subjects = clause.objects if clause.passive and clause.objects else clause.subjects
    while not subjects and verb.dep_ in {"advcl", "xcomp", "conj"}:
        verb = verb.head
        subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return people_of(scene, subjects)


def _only_returns(clause: Clause) -> bool:
    """Read "returned in 2013", "was back a year later" and "only to return"."""
    verb = clause.verb
    back = verb.lemma_ == "return" or any(c.lower_ == "back" for c in verb.children)
    if verb.lemma_ not in _RETURN or not back or clause.objects or is_negated(verb):
        return False
    return verb.tag_ != "VB" or verb.doc[max(verb.i - 2, 0)].lower_ == "only"


def _town(scene: Scene, clause: Clause) -> str | None:
    """The town of "was back in Turin", None where nothing says to where, and nothing where something else does."""
    verb = clause.verb
    near = [verb, *(c for c in verb.children if c.lower_ == "back")]
    preps = [c for word in near for c in word.children if c.dep_ == "prep"]
    things = [t for prep in preps for t in prep.subtree]
    if any(scene.is_org(t) for t in things):
        return ""
    towns = [t for t in things if scene.kind(t) is Kind.PLACE]
    if len(towns) == 1:
        return scene.at[towns[0].i].text
    return None if not towns and all(c.lower_ in _WHEN for c in preps) else ""


def _only_goes(clause: Clause) -> bool:
    """Read "three years later he was gone" and "walked out of there"."""
    verb = clause.verb
    if is_negated(verb):
        return False
    if verb.lower_ == "gone":
        beside = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
        preps = [c for c in verb.children if c.dep_ == "prep" and c.i > verb.i]
        return bool(beside & {"was", "is"}) and not preps
    away = verb.lemma_ in {"walk", "go", "get", "move"}
    return away and any(
        c.lower_ == "there" and c.head.lower_ in {"of", "from"} for c in verb.subtree
    )


def _clause_end(scene: Scene, start: int) -> int:
    """Where the part of a sentence ends that a place in it belongs to."""
    match = _END.search(scene.text, start)
    return match.start() if match is not None else len(scene.text)
