"""Where those have been whose post is told with their name as they are hired: "Y has hired chief executive X" away, not as its own."""

from __future__ import annotations

import re

from tracker.extraction.lexicon import words
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import surface_subjects
from tracker.extraction.tokens import Token

_HIRE = words("hire poach recruit lure snap grab bag")
#: Posts that there is only one of: nobody is hired away from where he is just any of them.
_ONLY = re.compile(r"\b(?:chief executive|CEO|boss|(?:co-?)?founder)\b", re.IGNORECASE)
#: What stands before the post that somebody is hired for.
_TO_COME = words("new next first a an as its their future")


def hired_away_from(scene: Scene, title: Token) -> str | None:
    """Z in "Z is for sale. Y hired chief executive X": the company that the article is about, where it is not the one that hires."""
    if not _ONLY.search(scene.words(title.left_edge.i, title.i)):
        return None
    if {t.lower_ for t in title.lefts} & _TO_COME:
        return None
    hirers = _who_hire(scene, title)
    thread = scene.discourse
    if not hirers or scene.doc[title.left_edge.i].lower_ in _TO_COME:
        return None
    meant = (thread.told_target, thread.topic, *reversed(thread.last_orgs))
    return next((org for org in meant if org is not None and org not in hirers), None)


def _who_hire(scene: Scene, title: Token) -> list[str]:
    """Who hires the bearer of a title that stands beside the name: "hired chief executive X", "hired X, the chief executive"."""
    bearer = title.head
    if title.dep_ not in {"compound", "nmod", "appos"} or not scene.is_person(bearer):
        return []
    while bearer.dep_ in {"conj", "appos"}:
        bearer = bearer.head
    verb = bearer.head
    if bearer.dep_ != "dobj" or verb.lemma_ not in _HIRE:
        return []
    return [org for subject in surface_subjects(verb) for org in scene.orgs(subject)]
