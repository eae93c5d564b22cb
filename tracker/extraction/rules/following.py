"""Who goes where somebody else has gone: "X and Y followed him within weeks", "he was soon followed by X", "X followed her out"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.persons import may_mean
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.vacancies import follows_in_post
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token
from tracker.kernel.whole_words import places_of

_HIM = words("him her them")
#: Where one follows another who goes the same way, besides a company by its name.
_PLACES = COMPANY_NOUNS | words("office side place team job")
_OUT = re.compile(r"\bout\b")
#: When those follow who go after somebody, and not who gets his post.
_SOON = re.compile(
    r"\b(?:within|soon|shortly|later|weeks?|months?|days?|hours?|too|also|as well|there|quickly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Following:
    """Who goes after whom: his name, or the pronoun that means him."""

    scene: Scene
    people: list[str]
    leader: str
    status: Status
    start: int
    out: bool = False  # they leave, and where they go is not told
    to: str | None = None
    surely: bool = True  # not perhaps into his post

    def is_after(self, move: Draft) -> bool:
        """Whether it may be the one who makes a move that is followed."""
        person = move.get("person")
        told = [*places_of(move.get("org"), self.scene.text)] if move.scene is self.scene else []
        if told and min(told) > self.start:
            return False  # "X followed him out and took a job at Y"
        if self.leader in _HIM:
            return self.leader == "them" or may_mean(self.leader, person)
        return plain(person) == plain(self.leader)

    def repeated(self, moves: Sequence[Draft]) -> list[Draft]:
        """Those of somebody's moves that are made again: none where he has left only, and another may get his post."""
        if self.out:
            return [d for d in moves if d.type is FactType.LEFT]
        came = [d for d in moves if d.type is FactType.JOINED]
        if self.to is not None and not any(plain(d.get("org")) == plain(self.to) for d in came):
            return []
        reached = {plain(d.get("org")) for d in came}
        gone = [d for d in moves if d.type is FactType.LEFT and plain(d.get("org")) not in reached]
        return [*came, *gone] if came and self.surely else []


def followings(scene: Scene) -> Iterator[Following]:
    """Those of a sentence who follow somebody, and do not get a post of his."""
    for clause in clauses(scene.doc) if "follow" in scene.text else ():
        told = _told(scene, clause) if clause.lemma == "follow" else None
        if told is None or any(clause.preps("as", "on")):  # "as chairman", "on Twitter"
            continue
        people, leader = told
        status = judge(scene, clause.verb).status
        if status in {None, Status.DENIED, Status.REVERSED} or leader in people:
            continue
        if follows_in_post(scene, clause, people, leader):
            continue
        start, end = scene.places[clause.verb.i][0], scene.places[clause.verb.right_edge.i][1]
        rest = scene.text[start:end]
        goals = list(clause.preps("to", "into"))
        named = [o for t in goals for o in scene.orgs(t)]
        if goals and not (named or any(t.lemma_.lower() in _PLACES for t in goals)):
            continue
        surely = len(people) > 1 or bool(goals) or _SOON.search(rest) is not None
        surely = surely or scene.discourse.post_of(leader) is None
        out = not goals and _OUT.search(rest) is not None
        yield Following(
            scene, people, leader, status, start, out, named[0] if named else None, surely
        )


def _told(scene: Scene, clause: Clause) -> tuple[list[str], str] | None:
    """Those who follow, and whom."""
    people = people_of(scene, [t for t in clause.subjects if not scene.orgs(t)])
    leaders = [name for t in clause.objects if (name := _leader(scene, t)) is not None]
    return (people, leaders[0]) if people and len(leaders) == 1 else None


def _leader(scene: Scene, token: Token) -> str | None:
    if token.lower_ in _HIM:
        return token.lower_
    if token.lower_ in {"he", "she", "they"}:
        return {"he": "him", "she": "her", "they": "them"}[token.lower_]
    return scene.name(token) if scene.is_person(token) else None
