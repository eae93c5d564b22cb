"""Who is at the head of something by other words than verbs of leading: "under X", "at the helm"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses, is_passive
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token


def _under_way(clause: Clause, *preps: str) -> list[Token]:
    """What follows these prepositions at a verb, or at the "being" that something comes into."""
    found = list(clause.preps(*preps))
    for being in (t for t in clause.verb.subtree if t.dep_ == "pcomp" and t.text == "being"):
        found += [
            g for p in being.children if p.dep_ == "prep" and p.lower_ in preps for g in p.children
        ]
    return found


#: Whoever does so at the head of something comes to it: "replaces Z at the head of Y".
_FOLLOWS = words("succeed replace follow take relieve")
_COMES_TO = words("move rise step go call promote bring")
_PUT = words("put place install set")
_GOES_ON = words("go continue carry remain operate stay live")
_WORK = words("work research effort project programme program development")
_COMES_ABOUT = words("come emerge form arise")


def under(scene: Scene) -> Iterator[Draft]:
    """Read "Y goes on under X", "a new team came into being at Y under X"."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ in _GOES_ON:
            subjects = clause.objects if clause.passive else clause.subjects
            orgs = [o for s in subjects for o in scene.orgs(s)] or _at_work(scene, subjects)
        elif clause.verb.lemma_ in _COMES_ABOUT:
            units = [s for s in clause.subjects if s.lemma_.lower() in UNIT_NOUNS]
            orgs = [o for _ in units for t in _under_way(clause, "at", "in") for o in scene.orgs(t)]
        else:
            continue
        people = [p for t in _under_way(clause, "under") for p in scene.people(t)]
        if not orgs or not people:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is not None:
            made = draft(
                FactType.ROLE, scene, "under", judged, 0.7, person=people[0], org=orgs[0], title="head"
            )  # fmt: skip
            made.inside = made.appointment = True
            yield made


def _at_work(scene: Scene, subjects: list[Token]) -> list[str]:
    """Whose work goes on: "the research will be carried on under X"."""
    org = next((context_org(scene, s) for s in subjects if s.lemma_.lower() in _WORK), None)
    return [org] if org is not None else []


def at_the_head(scene: Scene) -> Iterator[Draft]:
    """Read "X keeps his job at the head of Y", "with X at the helm of Y", "X moves to the top of Y", "at its head stands X"."""
    for token in scene.doc:
        if (
            scene.words(token.i, token.i).lower() not in {"head", "helm", "top"}
            or token.dep_ != "pobj"
            or token.head.lower_ not in {"at", "to"}
            or (token.head.lower_ == "to" and governing_verb(token).lemma_ not in _COMES_TO)
        ):
            continue
        verb = governing_verb(token)
        those = (c for c in clauses(scene.doc) if c.verb.i == verb.i)
        people = [p for c in those for t in _who_comes(scene, c, verb) for p in scene.people(t)]
        things = [t for prep in token.children if prep.dep_ == "prep" for t in prep.children]
        things += [c for c in token.children if c.dep_ == "poss" and c.lower_ in {"its", "whose"}]
        place = next((p for t in things if (p := led_place(scene, t))), None)
        if place is None or judge(scene, verb).status is None or verb.lemma_ == "make":
            continue  # "makes way for Z at the head of Y"
        to_come = verb.lemma_ in {"be", "stand"} and bool(auxiliaries(verb) & {"will", "would"})
        follows = verb.lemma_ in _FOLLOWS | _PUT or token.head.lower_ == "to" or to_come
        past = Status.FORMER if verb.tag_ == "VBD" else Status.HELD
        state = judge(scene, verb) if follows else past
        for person in people[:1]:
            made = draft(
                FactType.ROLE, scene, "at_the_head", state, 0.65, person=person, org=place.org, unit=place.unit, title="head",
            )  # fmt: skip
            made.appointment = follows
            yield made
        for person in _whose_place(scene, verb):
            yield draft(
                FactType.ROLE, scene, "predecessor", Status.FORMER, 0.75, person=person, org=place.org, unit=place.unit, title="head"
            )  # fmt: skip


def _whose_place(scene: Scene, verb: Token) -> list[str]:
    """Z in "at the head of Y, X takes the place of Z"."""
    places = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ == "place"]
    behind = (t for c in places for p in c.children if p.lower_ == "of" for t in p.children)
    return [name for t in behind for name in scene.people(t)] if verb.lemma_ == "take" else []


def _who_comes(scene: Scene, clause: Clause, verb: Token) -> list[Token]:
    """Who comes to the head of something: whoever is called to it, else who does it."""
    if verb.lemma_ in {"call", "promote", "bring"}:
        return clause.objects
    if verb.lemma_ in _PUT:
        put = [t for t in clause.objects if scene.is_person(t)]
        return put or (clause.subjects if is_passive(verb) else [])
    return clause.subjects or [c for c in verb.children if c.dep_ in {"attr", "dobj"}]


RULES = (under, at_the_head)
