"""What speaks against an end of a move that only the scorer sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.beliefs import Belief
from tracker.extraction.sameness import SEEN, same_org, same_person

#: What ties somebody who comes or goes to what the sentences before him tell.
_TIES = re.compile(
    r"\b(?:also|too|as well|follow\w*|likewise|same|both|another|latest|mov(?:e|ed|es|ing)|jump\w*|defect\w*|there|former\w*|ex|away|back|comes?|came|coming|arriv\w+"
    r"|colleagues?|with (?:her|him|them)|for (?:it|them|the)|to (?:it|them|be|become|lead|head|run|build|take))\b",
    re.IGNORECASE,
)
#: What is told of somebody at a place.
_OF_PLACES = {FactType.JOINED, FactType.LEFT, FactType.ROLE, FactType.FOUNDED}
#: A sentence of so few words tells nothing besides who comes to what or leaves it, and when.
_FEW = 8


def is_of_another_sentence(draft: Draft, belief: Belief, told: Sequence[Draft]) -> bool:
    """Read "X has joined Y. W has left Z. V has joined U": that W goes to Y, and that V comes from Z, is nowhere said.

    Of W the rules tell something at a place that the sentence names; the other place is that of the sentence before.
    """
    scene, second = draft.scene, belief.link.second
    if second is None or second.sentence >= scene.number or _TIES.search(scene.text):
        return False
    alone = any(
        other.type in _OF_PLACES
        and other.rule != SEEN
        and other.get("org")
        and other.get("org") in scene.text
        and same_person(other, draft)
        and not same_org(other, draft)
        and not (other.get("from_org") or other.get("to_org"))
        for other in told
    )
    return alone and (len(scene.text.split()) <= _FEW or _is_anothers(draft, second.sentence))


def _is_anothers(draft: Draft, number: int) -> bool:
    """Whether the sentence that names the place tells that somebody else comes to it, or leaves it, and names nobody besides."""
    scene = draft.scene
    moves = scene.discourse.left if draft.type is FactType.LEFT else scene.discourse.gone_to
    before = scene.article[number]
    named = {before.name(token) for token in before.tokens(Kind.PERSON)} - {draft.get("person")}
    return len(named) == 1 and moves.get(*named) == draft.get("org")
