"""Who had a post before somebody who has it now: "his predecessor, X"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.scene import Scene


def predecessors(scene: Scene) -> Iterator[Draft]:
    """The post of whoever came to it, as one that his predecessor had."""
    for noun in scene.doc:
        if noun.lower_ != "predecessor":
            continue
        named = [c for c in noun.children if c.dep_ == "appos" and scene.is_person(c)]
        owners = [p for c in noun.children if c.dep_ == "poss" for p in scene.people(c)]
        for person in (scene.name(token) for token in named[:1]):
            post = _post_of(scene, owners[0]) if owners and person not in owners else None
            if post is None or not (post[0] and post[1]):
                continue
            made = draft(
                FactType.ROLE, scene, "predecessor", Status.FORMER, 0.75, person=person, org=post[1], title=post[0], unit=post[2]
            )  # fmt: skip
            made.implied_org = True
            yield made


def _post_of(scene: Scene, person: str) -> tuple[str, str | None, str | None] | None:
    """The post that somebody has come to, or has where he has left none."""
    thread = scene.discourse
    come_to = thread.posts_at.get((person, thread.gone_to.get(person, "")))
    return come_to or (thread.posts.get(person) if person not in thread.left else None)


RULES = (predecessors,)
