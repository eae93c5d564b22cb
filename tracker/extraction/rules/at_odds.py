"""Companies at odds with those who once worked for them: "Y has sued former engineer X"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.bearers import bearer
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.shared import place_at, title_text
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: Whom a company does so to for what he did there.
_SUES = frozenset(["sue", "accuse"])


def sued(scene: Scene) -> Iterator[Draft]:
    """A former post for whoever is told as a former engineer, or the like, whom a company sues."""
    for title in scene.tokens(Kind.TITLE):
        plaintiff = _plaintiff(scene, title) if scene.at[title.i].weak else None
        place = place_at(scene, plaintiff) if plaintiff is not None else None
        if place is None or place.org is None:
            continue
        for person in bearer(scene, title)[0]:
            made = draft(
                FactType.ROLE, scene, "sued", Status.FORMER, 0.8, person=person, org=place.org, title=title_text(scene, title),
                unit=place.unit,
            )  # fmt: skip
            made.attached = True
            yield made


def _plaintiff(scene: Scene, title: Token) -> Token | None:
    """Y in "Y has sued former engineer X"; "X, a former engineer of Z" was Z's."""
    whom = title.head if title.dep_ in {"compound", "nmod", "appos"} else title
    if whom.dep_ != "dobj" or whom.head.lemma_ not in _SUES or not is_former(scene, title):
        return None
    subjects = [c for c in whom.head.children if c.dep_ == "nsubj" and scene.is_org(c)]
    return None if scene.owner(title) or not subjects else subjects[0]


RULES = (sued,)
