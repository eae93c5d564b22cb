"""Who does the work of somebody who has gone, for the time being: "X stands in", "X holds the fort as interim chief"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, title_text
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.rules.vacancies import interim, is_for_now, left_vacant
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_STAND_IN = {"stand in", "fill in", "deputize", "deputise"}
#: What is held, or minded, for somebody else.
_KEEP = {"hold": {"fort", "rein"}, "mind": {"shop", "store"}}
#: What is done for as long as nobody else does it, where that is told.
_LEAD = words("lead run head manage oversee steer")
_CHARGE = words("charge rein helm command leadership control")
_PRESENT = {"VBZ", "VBP", "VBG"}


def stands_in(scene: Scene) -> Iterator[Draft]:
    """A post for whoever fills one that somebody has left, until another is found."""
    for clause in clauses(scene.doc):
        if not (_stands_in(clause) or _leads_meanwhile(scene, clause)):
            continue
        judged = judge(scene, clause.verb)
        if judged.status in {None, Status.RUMOURED, Status.DENIED}:
            continue
        title = _as_what(scene, clause)
        for person in people_of(scene, clause.subjects):
            post = _post(scene, clause, title, person)
            if post is None:
                continue
            made = draft(
                FactType.ROLE, scene, "inherits", _now(clause, judged), 0.8, person=person, org=post[1].org,
                title=post[0], unit=post[1].unit,
            )  # fmt: skip
            made.appointment = made.inside = True
            made.implied_org = post[1].implied
            yield made


def _stands_in(clause: Clause) -> bool:
    if clause.passive or clause.verb.tag_ == "VBD":
        return False  # who stood in does so no more
    kept = _KEEP.get(clause.verb.lemma_, set())
    return clause.lemma in _STAND_IN or any(o.lemma_ in kept for o in clause.objects)


def _leads_meanwhile(scene: Scene, clause: Clause) -> bool:
    """Read "X takes charge provisionally", "X is running the company until a successor is found"."""
    over = clause.verb.tag_ == "VBD" or auxiliaries(clause.verb) & {"was", "were"}
    if over or not is_for_now(scene, clause.verb):
        return False
    things = [t for t in clause.objects if t.lower_ != "who"]
    if clause.lemma == "take over":
        return not things
    charges = [*things, *clause.preps("in", "at")]
    if clause.verb.lemma_ in {"take", "assume", "be", "remain"}:
        return any(t.lemma_.lower() in _CHARGE and not _is_of_a_part(scene, t) for t in charges)
    return clause.verb.lemma_ in _LEAD and any(
        scene.orgs(t) and scene.unit(t) is None for t in things
    )


def _is_of_a_part(scene: Scene, charge: Token) -> bool:
    """Whether somebody is in charge of a thing that is no company: "takes charge of sales"."""
    things = [t for prep in charge.children if prep.lower_ == "of" for t in prep.children]
    return any(not scene.orgs(t) or scene.unit(t) is not None for t in things)


def _now(clause: Clause, judged: Judgement) -> Judgement:
    """Who "is standing in" does so already."""
    now = judged.status is Status.ANNOUNCED and clause.verb.tag_ in _PRESENT
    return replace(judged, status=Status.DONE) if now else judged


def _as_what(scene: Scene, clause: Clause) -> Token | None:
    return next((t for t in clause.preps("as") if scene.is_title(t)), None)


def _post(
    scene: Scene, clause: Clause, title: Token | None, person: str
) -> tuple[str, Place] | None:
    """The post that is told, or the one left vacant, which is held for the time being."""
    gone = next(reversed(scene.discourse.left), None)
    if title is not None:
        place = title_place(scene, title, person)
        if (place is None or place.implied) and gone not in {None, person}:
            place = Place(scene.discourse.left[gone or ""], implied=True)
        return (title_text(scene, title), place) if place is not None and place.org else None
    vacant = _vacant(scene, clause)
    if vacant is None or gone == person or not vacant[0]:
        return None
    return interim(vacant[0]), vacant[1]


def _vacant(scene: Scene, clause: Clause) -> tuple[str, Place] | None:
    """The post of X in "stands in for X", else that of who left last."""
    absent = people_of(scene, list(clause.preps("for")))
    if not absent:
        return left_vacant(scene)
    post = scene.discourse.post_of(absent[0])
    return (post[0], Place(post[1], post[2], implied=True)) if post is not None else None


RULES = (stands_in,)
