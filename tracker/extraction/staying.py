"""Who gives up a post and stays: "X steps down; she will take another job in the group"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.sameness import same_org, same_person
from tracker.extraction.scene import Scene

_FIRM = (
    r"(?:(?:the|its|his|her) )?(?:company|group|firm|business|bank|organi[sz]ation|agency|{name})\b"
)
_IN = r"(?:in|at|within|inside|with)"
#: What tells that somebody goes on working where he has had a post, with the name of the company.
_STAYS = (
    rf"\belsewhere {_IN} {_FIRM}"
    rf"|\b(?:stay|remain|continue)(?:s|ed|ing)? (?:on )?{_IN} {_FIRM}"
    rf"|\b(?:another|a new|a different|some other) (?:[\w-]+ )?(?:job|role|post|position) {_IN} {_FIRM}"
    rf"|\bnot leav(?:e|ing) {_FIRM}"
)
#: Whether any of it may be told, before a pattern is made for a name.
_HINT = re.compile(r"\b(?:elsewhere|stay|remain|continu|another|new|different|other|not leav)")
_UNSURE = re.compile(r"\b(?:until|would not|won['’]t|did not say|may|might|whether)\b")


def says_who_stays(scene: Scene, person: str, org: str) -> bool:
    """Whether the sentence, or the next one about the same person, says that he stays at the company whose post he gives up."""
    here = [scene, *scene.article[scene.number + 1 : scene.number + 2]]
    return any(
        _HINT.search(where.text) is not None
        and not _UNSURE.search(where.text)
        and re.search(_STAYS.format(name=re.escape(org)), where.text) is not None
        and (where is scene or _is_about(where, person))
        for where in here
    )


def changes_post(left: Draft, got: Draft) -> bool:
    """Read "X steps down as T and has been named Z": whoever gives up one post and gets another where he is stays."""
    here = left.type is FactType.LEFT and left.inside and left.scene is got.scene
    titled = bool(left.get("title")) and left.get("title") != got.get("title")
    return here and titled and same_org(left, got)


def _is_about(scene: Scene, person: str) -> bool:
    """Whether the first subject of a sentence is somebody."""
    first = next((t for t in scene.doc if t.dep_ in {"nsubj", "nsubjpass"}), None)
    return first is not None and scene.people(first)[:1] == [person]


def seats_within(found: Iterable[Draft]) -> None:
    """Read "hands over as chief executive of Y but will sit on its board": who changes posts at Y does not join it."""
    told = list(found)
    for d in told:
        if d.type is not FactType.JOINED or d.get("title") != "board member":
            continue
        own = (o for o in told if same_person(o, d) and same_org(o, d) and o is not d)
        if any(_is_given_up(o) for o in own):
            d.type, d.appointment, d.inside = FactType.ROLE, True, True


def _is_given_up(d: Draft) -> bool:
    """Whether a post is one that somebody gives up by a change within the company."""
    if "board" in (d.get("title") or "board") or not is_likely_enough(d):
        return False
    former = d.status is Status.FORMER and d.rule in {"gives_up", "hands_over"}
    return (d.type is FactType.ROLE and former) or (d.type is FactType.LEFT and d.inside)
