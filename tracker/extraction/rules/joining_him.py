"""Who joins somebody where he works: "X and Y join him", "X joins Z at Y", "he is joined by X and Y", "X starts with him"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause
from tracker.extraction.drafts import Draft
from tracker.extraction.lexicon import words
from tracker.extraction.rules.board_changes import board_joined
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import origin_of, people_of
from tracker.extraction.rules.shared import Place, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement
from tracker.extraction.tokens import Token

_HIM = words("he she they him her them")
#: What says that somebody is joined for a while, or in something that is no company's work.
_ELSEWHERE = ("for", "in", "during", "onstage")


def joins_him(
    scene: Scene, clause: Clause, judged: Judgement, title: str | None
) -> Iterator[Draft] | None:
    """The comings of those who join somebody where he works, or has just got a post; none where nobody is joined."""
    whom = clause.objects
    leaders = [p for t in whom if _is_somebody(scene, t) for p in scene.people(t)]
    if not leaders or any(scene.is_org(t) for t in whom) or any(clause.preps("on")):
        return None
    people = [p for p in people_of(scene, clause.subjects) if p not in leaders]
    place = _place(scene, clause, leaders[0])
    seated = board_joined(scene, clause) is not None
    if seated or not people or place is None or any(True for _ in clause.preps(*_ELSEWHERE)):
        return iter(())
    origin = origin_of(scene, clause)
    known = None if origin is None or origin.implied else origin
    return both_ends(scene, "joins_there", judged, people, place, known, 0.75, title=title)


def _is_somebody(scene: Scene, token: Token) -> bool:
    return scene.is_person(token) or token.lower_ in _HIM


def _place(scene: Scene, clause: Clause, leader: str) -> Place | None:
    """Y in "joins Z at Y", or the place where somebody works who is joined."""
    named = (place_at(scene, t) for t in clause.preps("at") if scene.is_org(t))
    place = next((p for p in named if p is not None and p.org), None)
    where = scene.discourse.employer.get(leader)
    return place or (Place(where, implied=True) if where else None)
