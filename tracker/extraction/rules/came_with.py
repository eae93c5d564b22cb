"""Who comes to the buyer with the company that it buys: "X came with Z, which Y had bought", "Y took it over, and X with it"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.rules.gone_there import bought_then
from tracker.extraction.rules.purchases import PURCHASES
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.tokens import Token

_COMES = words("come arrive reach join get land move enter")
#: By what somebody comes who comes with a company.
_BY = words("with through via by")
_TOGETHER = words("along together")
_TO = words("come move")
#: These take the place somebody comes to as their object.
_TAKES_PLACE = words("reach join enter")


def came_with(scene: Scene) -> Iterator[Draft]:
    """Read "X reached Y along with Z, a start-up that it bought", "X arrived in 2010 with the takeover of Z", "X came with it"."""
    if not any(t.lemma_ in _COMES for t in scene.doc) or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        comes = clause.verb.lemma_ in _COMES and not clause.passive
        brought = _brought(scene, clause) if comes else None
        if brought is None:
            continue
        judged = judge(scene, clause.verb)
        people = list(dict.fromkeys(p for s in clause.subjects for p in scene.people(s)))
        for person in people if judged.status is not None else ():
            yield from _comings(scene, judged, person, _arrived_at(scene, clause, brought, person), brought)  # fmt: skip


def with_it(scene: Scene) -> Iterator[Draft]:
    """Read "Z was bought by Y in 2016, and X with it"."""
    buyer, bought = scene.discourse.acquirer, scene.discourse.target
    if buyer is None or bought is None or not {buyer, bought} <= _named(scene):
        return
    for token in scene.tokens(Kind.PERSON):
        after = [t.lower_ for t in scene.doc[token.i + 1 : token.i + 3]]
        before = scene.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
        if after == ["with", "it"] and before in {"and", ","}:
            yield from _comings(scene, Judgement(Status.DONE), scene.name(token), (buyer, False), bought)  # fmt: skip


def _named(scene: Scene) -> set[str]:
    return {mention.text for mention in scene.at.values()}


def _comings(
    scene: Scene, judged: Judgement, person: str, to: tuple[str | None, bool], brought: str
) -> Iterator[Draft]:
    org, implied = to
    if org is None or org == brought:
        return
    made = draft(
        FactType.JOINED, scene, "comes_along", judged, 0.75, person=person, org=org, from_org=brought
    )  # fmt: skip
    made.implied_org = implied
    yield made


def _brought(scene: Scene, clause: Clause) -> str | None:
    """The company that somebody comes with."""
    for prep in clause.verb.subtree:
        if prep.lower_ not in _BY or prep.i < clause.verb.i or _is_cut_off(clause.verb, prep):
            continue
        for thing in (t for t in prep.children if t.dep_ == "pobj"):
            if (found := _company(scene, prep, thing)) is not None:
                return found
    # "came to Y when it bought Z" is read where comings are
    return (
        None
        if clause.verb.lemma_ in _TO and any(clause.preps("to"))
        else bought_then(scene, clause)
    )


def _is_cut_off(verb: Token, prep: Token) -> bool:
    """Whether a preposition belongs to another verb."""
    step = prep.head
    while step.i != verb.i:
        if step.pos_ in {"VERB", "AUX"}:
            return True
        step = step.head
    return False


def _company(scene: Scene, prep: Token, thing: Token) -> str | None:
    thread = scene.discourse
    if thing.lemma_.lower() in PURCHASES:
        of_it = (t for c in thing.children if c.lower_ == "of" for t in c.children)
        return next((scene.at[t.i].text for t in of_it if scene.kind(t) in COMPANIES), None)
    if prep.lower_ != "with":
        return None
    if thing.lower_ == "it":
        return thread.target if thread.acquirer is not None else None
    if scene.kind(thing) not in COMPANIES:
        return None
    name = scene.at[thing.i].text
    described = any(c.dep_ == "appos" and c.lemma_.lower() in COMPANY_NOUNS for c in thing.children)
    along = prep.head.lower_ in _TOGETHER or scene.doc[prep.i - 1].lower_ in _TOGETHER
    return name if name == thread.target or described or along else None


def _arrived_at(scene: Scene, clause: Clause, brought: str, person: str) -> tuple[str | None, bool]:
    """Where somebody comes to with a company, and whether the sentence leaves it unsaid."""
    things = clause.objects if clause.lemma in _TAKES_PLACE else []
    for thing in (*things, *clause.preps("to", "at")):
        org = next(iter(scene.orgs(thing)), None)
        if org not in {None, brought}:
            return org, not scene.is_org(thing)
    thread = scene.discourse
    if thread.target == brought and thread.acquirer is not None:
        return thread.acquirer, False
    return context_org(scene, clause.verb, person), True


RULES = (came_with, with_it)
