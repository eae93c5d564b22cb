"""Posts and places told apart by "respectively": "X and Z become chair and president of Y, respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.ends import respectively
from tracker.extraction.rules.shared import title_text
from tracker.extraction.sameness import SEEN
from tracker.extraction.scene import Scene

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_AND = re.compile(r",? and |, ")


def respective(scene: Scene, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of a sentence, each with the title and the place that are its person's own."""
    found = list(drafts)
    if not _RESPECTIVELY.search(scene.text):
        return found
    told = {d.get("person") for d in found if d.type is FactType.LEFT and d.rule != SEEN}
    found = [
        d
        for d in found
        if d.type is not FactType.LEFT or d.rule != SEEN or d.get("person") not in told
    ]
    whence = respectively(scene)
    found = [
        d
        for d in found
        if d.type is not FactType.LEFT
        or d.rule != SEEN
        or whence.get(d.get("person"), d.get("org")) == d.get("org")
    ]
    order = list(dict.fromkeys(scene.name(t) for t in scene.tokens(Kind.PERSON)))
    for kind in (FactType.ROLE, FactType.JOINED):
        own = [d for d in found if d.type is kind and d.get("title") and d.get("person") in order]
        titles = max((d.get("title") for d in own), key=len, default="")
        parts = _AND.split(titles)
        if len(parts) != len(order) or len(parts) < 2:
            continue
        for d in own:
            title = parts[order.index(d.get("person"))]
            if d.get("title") in {titles, *parts}:
                d.values["title"] = title
    return [*found, *_of_the_others(scene, found, order)]


def _of_the_others(scene: Scene, found: list[Draft], order: list[str]) -> Iterator[Draft]:
    """Read "X and Z, respectively Y's chair and president": what is told of the one with his title, of the other with his."""
    titles = max((title_text(scene, t) for t in scene.tokens(Kind.TITLE)), key=len, default="")
    parts = dict(zip(order, _AND.split(titles), strict=False))
    if len(parts) != len(order) or len(_AND.split(titles)) != len(order):
        return
    told = {d.get("person") for d in found if d.type in {FactType.ROLE, FactType.JOINED}}
    told_of = next(
        (d for d in found if d.get("title") and d.get("title") == parts.get(d.get("person"))), None
    )
    if told_of is not None and told_of.type in {FactType.ROLE, FactType.JOINED}:
        for person in (name for name in order if name not in told):
            values = {**told_of.values, "person": person, "title": parts[person]}
            yield replace(told_of, values=values)
