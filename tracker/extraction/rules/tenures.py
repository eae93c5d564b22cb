"""Since when somebody is somewhere: "X has worked for Y since 1998", "X, who has been with Y since 2014"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.predicates import auxiliaries, is_negated
from tracker.extraction.rules.posts import people_of
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical

_AT = ("at", "for", "with")


def since(scene: Scene) -> Iterator[Draft]:
    """A joining for everyone who is told to be at a company since a certain day."""
    if "since" not in scene.text or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        places = [t for t in clause.preps(*_AT) if scene.kind(t) is Kind.ORG]
        begin = _begin(scene, clause) if places and _goes_on(scene, clause) else None
        if begin is None:
            continue
        judged = Judgement(Status.DONE, None, begin, "effective")
        for person in people_of(scene, clause.subjects):
            yield draft(
                FactType.JOINED, scene, "joins", judged, 0.8, person=person, org=scene.at[places[0].i].text
            )  # fmt: skip


def _goes_on(scene: Scene, clause: Clause) -> bool:
    """Whether somebody has been or worked somewhere up to now, in no post that is told with it."""
    has = auxiliaries(clause.verb) & {"has", "have", "'s", "'ve"}
    titled = any(scene.is_title(t) for t in (*clause.complements, *clause.preps("as")))
    return (
        clause.verb.lemma_ in {"be", "work"}
        and bool(has)
        and not (titled or is_negated(clause.verb))
    )


def _begin(scene: Scene, clause: Clause) -> str | None:
    """The day that "since" of the same clause goes back to."""
    marks = [t for t in clause.verb.subtree if t.lower_ == "since" and t.dep_ == "prep"]
    return next((day for mark in marks if (day := _day_behind(scene, mark)) is not None), None)


def _day_behind(scene: Scene, mark: Token) -> str | None:
    begin, end = scene.places[mark.i]
    near = (p for p in scene.times if begin <= p.start <= end + len(" the "))
    return next((phrase.value for phrase in near), None)


RULES = (since,)
