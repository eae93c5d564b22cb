"""Who comes as one of several: "hires Y's team, including X and Z", "two of the people behind Y's model, X and Z"."""

from __future__ import annotations

from tracker.extraction.clauses import Clause
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, possessor
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_TEAMS = UNIT_NOUNS | words("team staff crew people founder researcher engineer")


def with_their_team(scene: Scene, clause: Clause) -> tuple[list[str], Place | None]:
    """X and Z, and Y, in "hires Y's team, including X and Z"."""
    for token in clause.objects:
        origin = possessor(scene, token)
        if origin is None or token.lemma_.lower() not in _TEAMS:
            continue
        people = people_of(scene, _included(token))
        if people:
            return people, Place(origin)
    return _those_behind(scene, clause)


def _those_behind(scene: Scene, clause: Clause) -> tuple[list[str], Place | None]:
    """X and Z, and Y, in "hires two of the people behind Y's model, X and Z"."""
    for token in clause.objects:
        whole = list(token.subtree)
        things = [c for w in whole if w.lower_ == "behind" for c in w.children]
        origins = [name for thing in things if (name := possessor(scene, thing))]
        named = (
            [scene.name(t) for t in whole if scene.is_person(t) and t.i > things[0].i]
            if things
            else []
        )
        if origins and named:
            return list(dict.fromkeys(named)), Place(origins[0])
    return [], None


def _included(team: Token) -> list[Token]:
    return [
        thing
        for word in team.subtree
        if word.text.lower() == "including"
        for thing in word.children
        if thing.dep_ == "pobj"
    ]
