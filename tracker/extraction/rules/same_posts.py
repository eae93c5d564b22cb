"""Posts told by another's: "X is chief executive of Y; Z holds the same post at W"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.gives_up import POSTS
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, place_at, title_text
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_HOLD = words("hold have do fill")


def same_posts(scene: Scene) -> Iterator[Draft]:
    """A post for everyone who is told to hold the same one at another place."""
    for clause in clauses(scene.doc):
        post = next((t for t in clause.objects if _is_the_same(t)), None)
        if clause.verb.lemma_ not in _HOLD or post is None:
            continue
        place, title = _where(scene, clause, post), _title_before(scene, post)
        if place is None or title is None or judge(scene, clause.verb).status is None:
            continue
        if {"will", "would", "to"} & set(auxiliaries(clause.verb)):
            continue  # who will do the same job elsewhere goes there
        past = clause.verb.tag_ == "VBD" or "had" in auxiliaries(clause.verb)
        status = Status.FORMER if past else Status.HELD
        for person in people_of(scene, clause.subjects):
            yield draft(
                FactType.ROLE, scene, "same_post", status, 0.8, person=person, org=place.org, unit=place.unit, title=title
            )  # fmt: skip


def _is_the_same(thing: Token) -> bool:
    return thing.lemma_.lower() in POSTS and any(c.lower_ == "same" for c in thing.children)


def _where(scene: Scene, clause: Clause, post: Token) -> Place | None:
    """Y in "the same post at Y"."""
    at = [*post.children, *clause.verb.children]
    things = (t for prep in at if prep.lower_ == "at" for t in prep.children)
    return next((place for t in things if (place := place_at(scene, t)) is not None), None)


def _title_before(scene: Scene, post: Token) -> str | None:
    """The last title that the sentence tells before, or the sentence before it."""
    here = [t for t in scene.tokens(Kind.TITLE) if t.i < post.i]
    here = [t for t in here if names_beside(scene, t)] or here
    if here:
        return title_text(scene, max(here, key=lambda t: t.i))
    last: Scene | None = scene.article[scene.number - 1] if scene.number else None
    titles = [] if last is None else list(last.tokens(Kind.TITLE))
    return title_text(last, titles[-1]) if last is not None and titles else None


RULES = (same_posts,)
