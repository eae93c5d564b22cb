"""Who gets the lead of something without any word for leading it: asked to run it, whom another loses it to, under whom it is set up."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses, lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules import parts_handed
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.remits import RUN, Passed, heads, is_bare_field, is_unit, named
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.units import in_a_town
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_ASK = words("ask persuade send call get bring_back call_back")
_RUN = RUN | words("head_up take_over")
_GO = words("go pass fall move give hand hand_over pass_on entrust assign transfer")
_MAKE = words("open create set_up establish form launch start found build gain get")
#: What tells that there is a new part of a company.
_SET_UP = _MAKE | words("split divide reorganise reorganize be become")
#: What stands before a further thing that goes to somebody.
_FURTHER = words(", ; and while but")


def remits_got(scene: Scene) -> Iterator[Draft]:
    """A role for everyone who gets something to lead."""
    under = any(token.lower_ == "under" for token in scene.doc)
    for clause in clauses(scene.doc):
        for people, thing, state in _got(scene, clause):
            yield from heads(scene, clause, people, thing, state)
        if under and clause.lemma in _SET_UP:
            yield from _set_up(scene, clause)


def _got(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Who gets what."""
    if clause.lemma in _ASK:
        yield from _asked(scene, clause)
    if clause.lemma == "lose" and not clause.passive:
        yield from _lost(scene, clause)
    if clause.lemma in _GO:
        yield from _goes_too(scene, clause)


def _asked(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "Y has asked X to run Z", "sent X to head Z"."""
    people = people_of(scene, [t for t in clause.objects if scene.is_person(t)])
    for verb in clause.verb.children:
        if verb.dep_ in {"xcomp", "ccomp", "advcl"} and lemma_of(verb) in _RUN:
            things = [c for c in verb.children if c.dep_ == "dobj"]
            yield from ((people, t, None) for t in things if is_unit(scene, t))


def _lost(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "W lost the Z team to X"."""
    if any(scene.people(t) for t in clause.subjects):
        heirs = people_of(scene, [t for t in clause.preps("to") if named(scene, t)])
        yield from ((heirs, t, None) for t in clause.objects if is_unit(scene, t))


def _goes_too(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "and the Y business to X" behind what goes to somebody else."""
    behind = [t for t in scene.tokens(Kind.PERSON) if t.i > clause.verb.i + 1]
    for heir in behind[1:]:
        to, thing = scene.doc[heir.i - 1], scene.doc[heir.i - 2]
        before = scene.doc[thing.left_edge.i - 1].lower_
        behind_it = to.lower_ == "to" and before in _FURTHER and to.head in {thing, clause.verb}
        if behind_it and (is_unit(scene, thing) or is_bare_field(scene, thing)):
            yield people_of(scene, [heir]), thing, None


def _set_up(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y is opening a lab in Z under X", "two groups: Devices, under X, and Services, under W"."""
    judged = judge(scene, clause.verb)
    things = [*clause.objects, *clause.complements, *clause.preps("into")]
    made = [t for t in things if t.lemma_.lower() in UNIT_NOUNS]
    # whoever builds it himself may lead it under another
    by_one = any(scene.people(t) for t in clause.subjects)
    if judged.status in {None, Status.DENIED} or not made or by_one:
        return
    for heir in scene.tokens(Kind.PERSON):
        under = scene.doc[heir.i - 1]
        if heir.i < made[0].i + 2 or under.lower_ != "under":
            continue
        unit = _made_under(scene, clause, made[0], under)
        org = context_org(scene, clause.verb)
        orgs = [o for s in clause.subjects for o in scene.orgs(s)] if clause.lemma in _MAKE else []
        if unit is None or not (orgs or org):
            continue
        found = draft(
            FactType.ROLE, scene, "inherits", judged, 0.8, person=scene.name(heir), org=orgs[0] if orgs else org, title="head",
            unit=unit,
        )  # fmt: skip
        found.appointment = found.inside = True
        found.implied_org = not orgs
        yield found


def _made_under(scene: Scene, clause: Clause, made: Token, under: Token) -> str | None:
    """What is set up under somebody: the unit made, or the one named right before."""
    before = scene.doc[under.i - 2 if scene.doc[under.i - 1].text == "," else under.i - 1]
    several = made.tag_ == "NNS" and before.i > made.i and before.text[0].isupper()
    if several and not scene.is_person(before):
        return (
            scene.at[before.i].text if before.i in scene.at else scene.unit(before) or before.text
        )
    if under.head not in {clause.verb, made, before} or made.tag_ != "NN":
        return None
    if clause.lemma == "become":  # "Y becomes a division of its own under X"
        what = clause.subjects[:1]
        return next((scene.words(t.left_edge.i, t.i) for t in what if not scene.is_person(t)), None)
    first = min([made.i, *(c.i for c in made.lefts if c.dep_ in {"compound", "amod"})])
    return in_a_town(scene, made) or scene.unit(made) or scene.words(first, made.i)


RULES = (remits_got, *parts_handed.RULES)
