"""People who come and go: hires, departures, dismissals, and moves that name both ends."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.rules.advising import advises
from tracker.extraction.rules.comings import BRING, brings, joining_them, works_now
from tracker.extraction.rules.dismissals import DISMISS, dismisses, not_renewed
from tracker.extraction.rules.hiring import hires
from tracker.extraction.rules.joining import GO, HIRE, JOIN, goes, joins, talks
from tracker.extraction.rules.leaving import LEAVE, leaves
from tracker.extraction.rules.working_days import first_days, last_days
from tracker.extraction.scene import Scene


def moves(scene: Scene) -> Iterator[Draft]:
    """Joinings and leavings told by a verb."""
    yield from first_days(scene)
    yield from last_days(scene)
    yield from talks(scene)
    yield from joining_them(scene)
    yield from not_renewed(scene)
    for clause in clauses(scene.doc):
        verb = clause.verb
        if clause.lemma in JOIN:
            yield from joins(scene, clause)
        if clause.lemma in GO or verb.lemma_ in {"go", "come", "move", "return"}:
            yield from goes(scene, clause)
        brought = list(brings(scene, clause)) if clause.lemma in BRING else []
        yield from brought
        if clause.lemma in HIRE and not brought:
            yield from hires(scene, clause)
        if clause.lemma in LEAVE:
            yield from leaves(scene, clause)
        if clause.lemma in DISMISS or _is_shown_out(clause):
            yield from dismisses(scene, clause)
        if verb.lemma_ in {"work", "be"}:
            yield from works_now(scene, clause)
        if clause.lemma == "advise":
            yield from advises(scene, clause)


def _is_shown_out(clause: Clause) -> bool:
    """Read "X was escorted out", "X was marched out of the building"."""
    away = any(c.lower_ in {"out", "from"} and c.i > clause.verb.i for c in clause.verb.children)
    return clause.passive and clause.verb.lemma_ in {"escort", "march", "usher"} and away


RULES = (moves,)
