"""Whose post is free since he went: "Y has been without a chief executive since X resigned"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.shared import title_text
from tracker.extraction.scene import Scene

#: What stands before the title of a post that nobody has, or that somebody has for the time being.
_FREE = re.compile(
    r"(?:\bwithout|\bno|\black\w*|\b(?:look|search|hunt)\w* for|\bseek\w*|\bneed\w*|\b(?:search|need) of)"
    r"(?: (?:an?|its|the|new|permanent|next|full-time|replacement))* $"
)
_INTERIM = re.compile(r"(?:interim|acting)\b ?", re.IGNORECASE)
#: What stands between such a title and who had the post.
_SINCE = re.compile(r"[^;.]{0,60}\b(?:since|after|when|following)(?: [\w'’-]+){0,3} $")


def with_posts_sought(scene: Scene, here: list[Draft]) -> list[Draft]:
    """What a sentence tells, with the post that is free since somebody went as the one that he had."""
    for d in here:
        had = d.get("title")
        if d.type is not FactType.LEFT or d.status is not Status.DONE:
            continue
        if not had or _INTERIM.match(had):
            sought = (t for t, interim in _sought(scene, d.get("person")) if interim == bool(had))
            d.values["title"] = next(sought, had or None)
    return here


def _sought(scene: Scene, person: str) -> Iterator[tuple[str, bool]]:
    """The post that is told to be free since somebody went, and whether another has it for the time being."""
    for token in scene.tokens(Kind.PERSON):
        before = [t for t in scene.tokens(Kind.TITLE) if t.i < token.i]
        if scene.name(token) != person or not before:
            continue
        title, own = title_text(scene, before[-1]), scene.places[token.i][0]
        told, start = _INTERIM.sub("", title), scene.text.rfind(title, 0, own)
        free = told != title or _FREE.search(scene.text[: max(start, 0)])
        if start >= 0 and free and _SINCE.fullmatch(scene.text[start + len(title) : own]):
            yield told, told != title
