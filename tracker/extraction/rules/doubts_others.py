"""What speaks against a fact of which a sentence tells of somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import RELATED
from tracker.extraction.rules.beliefs import Belief
from tracker.extraction.sameness import plain, same_org, same_person
from tracker.extraction.scene import Scene


def is_of_another(scene: Scene, belief: Belief) -> bool:
    """Whose predecessor has left has not left himself."""
    token = scene.doc[belief.link.first.token]
    return token.dep_ == "poss" and token.head.lemma_.lower() in RELATED


def tells_who_another_is(scene: Scene, belief: Belief) -> bool:
    """The Y of "Z, an engineer at Y until May, and X" says who Z is, and nothing of X."""
    if not belief.here or belief.link.second is None:
        return False
    step = scene.doc[belief.link.second.token]
    while step.dep_ in {"pobj", "prep", "compound", "poss", "nmod"}:
        step = step.head
    said_of = step.head
    return (
        step.dep_ == "appos"
        and step.tag_ == "NN"
        and scene.is_person(said_of)
        and scene.name(said_of) != belief.person
        and said_of.i < step.i < belief.link.first.token
    )


def is_by_trade(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "named the music executive X president": what X is by trade is no post where X gets one."""
    scene = draft.scene
    gets_one = any(
        other.appointment and other.scene is scene and same_person(other, draft) and same_org(other, draft)
        for other in told
    )  # fmt: skip
    if draft.status is not Status.HELD or not gets_one or draft.type is not FactType.ROLE:
        return False
    return any(
        scene.at[title.i].weak
        and plain(scene.at[title.i].text) == plain(draft.get("title"))
        and title.i + 1 < len(scene.doc)
        and scene.is_person(scene.doc[title.i + 1])
        and not any(scene.is_org(c) or c.dep_ == "poss" for c in (*title.lefts, *title.head.lefts))
        for title in scene.tokens(Kind.TITLE)
    )
