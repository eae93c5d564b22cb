"""Who advises a company."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, lemma_of
from tracker.extraction.company_meant import is_the_buyer
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place
from tracker.extraction.rules.successions import GIVE_UP
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_RETIRES = {"retire", "leave", "quit", "go", "depart"}


def advises(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X advises Y" as a title held, "X will advise Y" as one that X gets."""
    judged = judge(scene, clause.verb)
    people = people_of(scene, clause.subjects if not clause.passive else [])
    aux = auxiliaries(clause.verb)
    goes_on = "been" in aux and bool(aux & {"has", "have"})  # "has been advising Y"
    now = clause.verb.tag_ in {"VBZ", "VBP"} or bool(aux & {"is", "are"}) or goes_on
    whom = [
        t
        for t in clause.objects
        if scene.kind(t) is Kind.ORG or is_the_buyer(t) or (now and _is_a_firm(t))
    ]
    orgs = [name for t in whom for name in scene.orgs(t)]
    if judged.status is None:
        return
    if not orgs:
        yield from _advises_on(scene, clause, judged, people)
        return
    future = clause.verb.tag_ in {"VB", "VBG"} and not now and "been" not in aux
    for person in people:
        if future:
            yield from both_ends(
                scene,
                "advises",
                judged,
                [person],
                Place(orgs[0]),
                None,
                0.7,
                title="adviser",
            )
        else:
            state = Status.HELD if now else Status.FORMER
            yield draft(
                FactType.ROLE,
                scene,
                "advises",
                state,
                0.95,
                person=person,
                org=orgs[0],
                title="adviser",
            )


def _advises_on(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str]
) -> Iterator[Draft]:
    """Read "X steps down and will advise the company": who has had a post there, and goes on as something else."""
    meant = [
        org
        for t in clause.objects
        for org in scene.orgs(t)[:1]
        if t.lemma_ in COMPANY_NOUNS | {"it"}
    ]
    thread = scene.discourse
    for person in people if clause.verb.tag_ == "VB" else ():
        there = {thread.left.get(person), thread.employer.get(person)}
        goes = clause.verb.dep_ == "conj" and lemma_of(clause.verb.head) in GIVE_UP | _RETIRES
        if meant and (goes or meant[0] in there):
            made = draft(
                FactType.ROLE, scene, "advises", judged, 0.8, person=person, org=meant[0], title="adviser"
            )  # fmt: skip
            made.appointment = made.inside = True
            yield made


def _is_a_firm(thing: Token) -> bool:
    """A company by what it is: "the start-up"."""
    said = any(c.lower_ in {"the", "this"} for c in thing.lefts)
    return said and thing.tag_ == "NN" and thing.lemma_.lower() in COMPANY_NOUNS
