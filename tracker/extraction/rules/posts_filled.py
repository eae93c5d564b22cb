"""The post of who comes where one was to be filled: "Y has a new finance chief. X of Z starts on Monday"."""

from __future__ import annotations

import re

from tracker.extraction.arrivals import SITS
from tracker.extraction.clauses import PLURALS
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.shared import title_text
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.side_jobs import is_side_job
from tracker.extraction.tokens import Token

#: What stands before the title of a post that nobody is told to have yet.
_NEW = words("a an new next first another different permanent")
_SEEK = words("replace seek need want find hire search look")
#: How a sentence opens that tells of something else, and what is said of seats on a board.
_ASIDE = re.compile(
    rf"^(?:Meanwhile|Separately|Also|Besides|In addition|Elsewhere)\b|{SITS.pattern}"
)


def with_posts_filled(scene: Scene, here: list[Draft]) -> list[Draft]:
    """What a sentence tells, with the post that the sentence before says was to be filled."""
    bare = [
        d
        for d in here
        if d.type is FactType.JOINED and not d.get("title") and d.status in TOLD and d.get("org")
    ]
    if len({plain(d.get("person")) for d in bare}) != 1 or _ASIDE.search(scene.text):
        return here
    last = _last(scene)
    post = _to_be_filled(last) if last is not None else None
    for d in bare if last is not None and post is not None else ():
        if last is not None and post is not None and _is_at(last, post, d.get("org")):
            d.values["title"] = title_text(last, post)
    return here


def _last(scene: Scene) -> Scene | None:
    """The sentence before, if it tells of nobody by name."""
    last: Scene | None = scene.article[scene.number - 1] if scene.number else None
    if last is None or last.segment.item != scene.segment.item or any(last.tokens(Kind.PERSON)):
        return None
    return last


def _to_be_filled(last: Scene) -> Token | None:
    """The only title of a sentence, where it is one of a post that is open or new."""
    posts = [t for t in last.tokens(Kind.TITLE) if not last.at[t.i].founder]
    if len(posts) != 1 or posts[0].tag_ in PLURALS or is_side_job(title_text(last, posts[0])):
        return None
    post = posts[0]
    if last.at[post.i].weak and " " not in title_text(last, post):
        return None
    told = any(c.lower_ in _NEW for c in post.lefts)
    above = post.head if post.dep_ == "dobj" else post.head.head
    return post if told or above.lemma_.lower() in _SEEK else None


def _is_at(last: Scene, post: Token, org: str) -> bool:
    """Whether a post is one at an organisation."""
    place = title_place(last, post, None)
    named = {plain(last.name(t)) for t in last.tokens(Kind.ORG)}
    return plain(org) in named or place is None or place.implied or plain(place.org) == plain(org)
