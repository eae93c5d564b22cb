"""Where somebody is by what is told with his name: "Y's X", "X, a scientist at Y", and whether he is no longer."""

from __future__ import annotations

import re

from tracker.extraction.kinds import Kind
from tracker.extraction.rules.shared import possessor
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene

_PAST = re.compile(r"\b(?:until(?! now)|formerly|former|once|previously|ex)\b", re.IGNORECASE)


def is_past(scene: Scene, person: str) -> bool:
    """Whether what somebody is called behind his name he is no longer: "so has X, its chief scientist until May"."""
    titles = (
        c for t in scene.tokens(Kind.PERSON) if scene.name(t) == person
        for c in t.children if c.dep_ == "appos" and scene.is_title(c)
    )  # fmt: skip
    return any(_PAST.search(scene.words(t.left_edge.i, t.right_edge.i)) for t in titles)


def own_place(scene: Scene, person: str) -> str | None:
    """Y in "as did Y's X" and "X, a scientist at Y, followed"."""
    for token in scene.tokens(Kind.PERSON):
        if scene.name(token) == person:
            titles = [c for c in token.children if c.dep_ == "appos" and scene.is_title(c)]
            places = [p for t in titles if (p := named_place(scene, t)) is not None]
            told = next((p.org for p in places if not p.implied), None)
            return possessor(scene, token) or told
    return None
