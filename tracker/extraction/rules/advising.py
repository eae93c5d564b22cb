"""Who advises a company."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge


def advises(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X advises Y" as a title held, "X will advise Y" as one that X gets."""
    judged = judge(scene, clause.verb)
    people = people_of(scene, clause.subjects if not clause.passive else [])
    orgs = [t for t in clause.objects if scene.kind(t) is Kind.ORG]
    if judged.status is None or not orgs:
        return
    future = clause.verb.tag_ == "VB" or (clause.verb.tag_ == "VBG" and clause.verb.dep_ == "ROOT")
    for person in people:
        if future:
            yield from both_ends(
                scene,
                "advises",
                judged,
                [person],
                Place(scene.at[orgs[0].i].text),
                None,
                0.7,
                title="adviser",
            )
        else:
            state = Status.HELD if clause.verb.tag_ in {"VBZ", "VBP"} else Status.FORMER
            yield draft(
                FactType.ROLE,
                scene,
                "advises",
                state,
                0.95,
                person=person,
                org=scene.at[orgs[0].i].text,
                title="adviser",
            )
