"""Who comes to a company by a deal that it has made with another one."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.lexicon import words
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

#: What may bring people from one company to another.
_DEALS = words(
    "deal agreement acquisition purchase takeover merger transaction arrangement acqui-hire"
)


def brought_by_deal(scene: Scene) -> Iterator[Draft]:
    """Read "Y struck a deal with Z that brought X to Y"."""
    for clause in clauses(scene.doc):
        if clause.lemma != "bring" or clause.passive:
            continue
        deals = _deals(clause)
        places = [place_at(scene, t) for t in clause.preps("to") if scene.orgs(t)]
        people = people_of(scene, [t for t in clause.objects if not scene.orgs(t)])
        judged = judge(scene, clause.verb)
        if deals and places and places[0] is not None and judged.status is not None:
            yield from both_ends(
                scene, "brought", judged, people, places[0], _partner(scene, deals), 0.8
            )


def _deals(clause: Clause) -> list[Token]:
    """What brings: the subject, or the noun that the "that" of a relative clause stands for."""
    verb = clause.verb
    if verb.dep_ != "relcl":
        return [t for t in clause.subjects if t.lemma_.lower() in _DEALS]
    return [t for t in verb.doc[: verb.i] if t.lemma_.lower() in _DEALS][-1:]


def _partner(scene: Scene, deals: list[Token]) -> Place | None:
    """Z in "a deal with Z"."""
    with_whom = [g for t in deals for c in t.children if c.lower_ == "with" for g in c.children]
    return next((p for t in with_whom if (p := place_at(scene, t)) is not None), None)


RULES = (brought_by_deal,)
