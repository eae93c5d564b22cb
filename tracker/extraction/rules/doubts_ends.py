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
#: For each end of a move the other one, and where that names the place of the first.
_OTHER_END = {
    FactType.JOINED: (FactType.LEFT, "to_org"),
    FactType.LEFT: (FactType.JOINED, "from_org"),
}
#: A sentence of so few words tells nothing besides who has left what, and when.
_FEW = 8


def is_the_other_end(draft: Draft, belief: Belief, told: Sequence[Draft]) -> bool:
    """Read "X has joined Y. W has left Z. V has joined U": that W goes to Y, and that V comes from Z, is nowhere said."""
    scene, second = draft.scene, belief.link.second
    other_end = _OTHER_END.get(draft.type)
    if other_end is None or second is None or second.sentence == scene.number:
        return False
    kind, place = other_end
    alone = any(
        other.type is kind
        and other.rule != SEEN
        and same_person(other, draft)
        and not same_org(other, draft)
        and not other.get(place)
        for other in told
    )
    if not alone or _TIES.search(scene.text) is not None:
        return False
    return len(scene.text.split()) <= _FEW or _is_anothers(draft)


def _is_anothers(draft: Draft) -> bool:
    """Whether the sentence before tells that somebody else comes to the place, or leaves it, and names nobody besides."""
    scene = draft.scene
    moves = scene.discourse.left if draft.type is FactType.LEFT else scene.discourse.gone_to
    before = scene.article[scene.number - 1]
    named = {before.name(token) for token in before.tokens(Kind.PERSON)}
    return len(named) == 1 and moves.get(*named) == draft.get("org")
