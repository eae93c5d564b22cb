"""Days told apart from the fact: "He starts on Monday", "The deal should close in May"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge

_DUTIES = {"job", "role", "post", "position", "duty", "work"}
_DEALS = {"deal", "acquisition", "purchase", "transaction", "takeover", "sale", "merger"}
_TOLD = {Status.DONE, Status.ANNOUNCED}


def starts(scene: Scene) -> Iterator[Draft]:
    """The first day of a post that another sentence tells."""
    for clause in clauses(scene.doc):
        if clause.lemma not in {"start", "begin", "take up"} or clause.passive:
            continue
        if any(thing.lemma_.lower() not in _DUTIES for thing in clause.objects) or any(
            child.dep_ == "xcomp" for child in clause.verb.children
        ):
            continue
        people = [p for s in clause.subjects for p in scene.people(s)]
        judged = judge(scene, clause.verb)
        if judged.status in _TOLD and judged.date_kind == "effective":
            for person in people:
                yield draft(FactType.JOINED, scene, "starts", judged, 0.5, person=person, org=None)


def closes(scene: Scene) -> Iterator[Draft]:
    """The day of a purchase that another sentence tells."""
    for clause in clauses(scene.doc):
        if clause.lemma not in {"close", "complete", "finalise", "finalize", "conclude"}:
            continue
        things = [*clause.subjects, *clause.objects]
        judged = judge(scene, clause.verb)
        if (
            any(thing.lemma_.lower() in _DEALS for thing in things)
            and judged.status in _TOLD
            and judged.date_kind == "effective"
        ):
            yield draft(FactType.STAKE, scene, "closes", judged, 0.5)


RULES = (starts, closes)
