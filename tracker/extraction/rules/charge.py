"""Who is in charge: "X, who is in charge of Y", "Z put X in charge of Y", "X takes charge of Y", "a team with X in command"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clause_of, clauses, is_passive
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.leading import place_where, post_as
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.no_moves import part_around
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token

_CHARGE = words("charge command")
_GIVE = words("give hand")
_TAKE, _PUT, _STAY = words("take assume"), words("put place"), words("remain stay")
#: Of what somebody is in charge for an hour.
_NO_REMITS = words(
    "meeting talk call conversation discussion debate session negotiation investigation probe inquiry case matter situation crowd "
    "ceremony event evening game match class lesson party rescue response vote"
)
_TO_COME = words("will would shall")
_UNTIL_NOW = re.compile(
    r"\b(?:until|till|up to) now\b|\b(?:so|thus) far\b|\bhitherto\b", re.IGNORECASE
)
#: What may stand between a name and "in charge", and what of it says that it is over.
_BESIDE = words(
    "the a an executive manager person man woman official until now then recently so far up to hitherto formerly previously once currently still"
)
_OVER = re.compile(r"\b(?:until|so far|up to|hitherto|formerly|previously|once)\b")
#: Where a unit is what the sentence is about, or says what is: whoever runs one "under X" only answers to him.
_TOLD_OF = frozenset(["nsubj", "nsubjpass", "appos"])
_WHO = words("person man woman executive one engineer scientist manager")
_MAKE = words("create carve_out set_up form found open establish launch start build")


def in_charge(scene: Scene) -> Iterator[Draft]:
    """A role for everyone who is told to be, or to be put, in charge of something."""
    for clause in clauses(scene.doc):
        lemma = clause.verb.lemma_
        if lemma in _GIVE:
            given = (c for c in clause.verb.children if c.dep_ == "dobj" and c.lemma_ in _CHARGE)
            for noun in given:
                yield from _heads(scene, clause, noun)
        if lemma in _TAKE | _PUT | _STAY | {"be"}:
            for noun in _charges(clause, taken=lemma in _TAKE):
                yield from _heads(scene, clause, noun)
    yield from _beside_name(scene)
    yield from _with_in_charge(scene)
    yield from _who_is(scene)


def _charges(clause: Clause, *, taken: bool) -> Iterator[Token]:
    for child in clause.verb.children:
        if taken:
            found = child.dep_ == "dobj" and child.lemma_ in _CHARGE
            yield from [child] if found else []
        else:
            beside = child.dep_ == "dobj" and child.doc[child.i - 1].lower_ == "in"
            told = [child] if beside else [g for g in child.children if g.dep_ == "pobj"]
            yield from (g for g in told if g.lemma_ in _CHARGE)


def _heads(scene: Scene, clause: Clause, noun: Token) -> Iterator[Draft]:
    put = clause.verb.lemma_ in _PUT | _GIVE
    things = [h for g in noun.children if g.dep_ == "prep" for h in g.children if h.dep_ == "pobj"]
    judged = judge(scene, clause.verb)
    if judged.status is None or (things and scene.is_title(things[0])):
        return
    if things and (things[0].lemma_.lower() in _NO_REMITS or _is_a_search(things[0])):
        return
    if not things or (put and things[0].lower_ == "it"):
        yield from _put_over_it(scene, clause) if put else ()
        return
    place = place_at(scene, things[0])
    if things[0].pos_ == "PRON" and (place := led_place(scene, things[0])) is None:
        return
    if place is None and _is_some_team(things[0]):
        return
    if (team := _team_told_of(scene, things[0])) is not None and not (place and place.unit):
        place = Place(place.org if place else context_org(scene, things[0]), team, implied=True)
    to_come = clause.verb.lemma_ == "be" and bool(auxiliaries(clause.verb) & _TO_COME)
    new = put or clause.verb.lemma_ in _TAKE or to_come
    past = Status.FORMER if _is_over(scene, clause.verb) else Status.HELD
    for person in [p for s in _who(scene, clause, noun) for p in scene.people(s)]:
        org = next(
            (o for t in clause.preps("at") for o in scene.orgs(t)), place.org if place else None
        )
        if org is None or (place and place.implied):
            org = place_where(scene, clause.verb) or org
        made = draft(
            FactType.ROLE, scene, "in_charge", judged if new else past, 0.7, person=person,
            org=org or context_org(scene, clause.verb, person), title=post_as(scene, clause.verb) or _title(scene, place, things[0]),
            unit=place.unit if place else None,
        )  # fmt: skip
        made.inside, made.appointment = new, to_come
        yield made


def _who(scene: Scene, clause: Clause, noun: Token) -> list[Token]:
    """Of whom it is told: X in "X is in charge of Y", "put X in charge of Y" and "In charge of Y is X"."""
    if clause.verb.lemma_ in _GIVE:
        to = [c for c in clause.verb.children if c.dep_ in {"dative", "nsubjpass"}]
        return to or [t for t in clause.objects if scene.is_person(t)]
    if clause.verb.lemma_ in _PUT:
        above = clause.verb.head
        with_it = (
            clause.verb.dep_ == "conj" and is_passive(above) and clause.objects in ([], [noun])
        )
        # "X is promoted and put in charge of Y"
        return clause_of(above).objects if with_it else clause.objects
    behind = [c for c in clause.verb.children if c.dep_ in {"attr", "nsubj"} and scene.is_person(c)]
    return behind if noun.i < clause.verb.i and behind else clause.subjects


def _is_over(scene: Scene, verb: Token) -> bool:
    """Whether somebody was in charge: "was", "had been", "until now has been"."""
    if verb.lemma_ in _STAY:
        return False
    until_now = _UNTIL_NOW.search(part_around(scene.text, scene.places[verb.i][0]))
    used = verb.dep_ == "xcomp" and verb.head.lemma_ == "use"
    already = any(c.lower_ == "already" for c in verb.children)  # and so he still is
    past = (verb.tag_ == "VBD" and not already) or "had" in auxiliaries(verb)
    return used or past or until_now is not None


def _is_some_team(thing: Token) -> bool:
    """The "team of forty" and "small group" that has no name."""
    return thing.lemma_.lower() in UNIT_NOUNS and any(c.lower_ in {"a", "an"} for c in thing.lefts)


def _team_told_of(scene: Scene, thing: Token) -> str | None:
    """The unit that "the team" and "that group" mean without any name."""
    bare = thing.i not in scene.at and [c.lower_ for c in thing.lefts] in (["the"], ["that"])
    units = scene.discourse.units if bare and thing.lemma_.lower() in UNIT_NOUNS else []
    called = (unit for unit in reversed(units) if thing.lemma_.lower() in unit.lower())
    return next(called, units[-1] if units else None)


def _is_a_search(thing: Token) -> bool:
    """The search for somebody: "in charge of the search", not "in charge of search"."""
    return thing.lower_ in {"search", "hunt"} and any(
        c.lower_ in {"the", "this", "that"} for c in thing.lefts
    )


def _title(scene: Scene, place: Place | None, thing: Token) -> str:
    """What somebody is who is in charge of an organisation or a unit, and of something that is neither."""
    whole = place is not None and scene.kind(thing) is Kind.ORG
    if whole or (place and place.unit) or thing.pos_ == "PRON":
        return "head"
    first = min([thing.i, *(c.i for c in thing.lefts if c.dep_ in {"compound", "amod", "nmod"})])
    fields = [c.i for c in thing.conjuncts if c.lower_ in FUNCTIONS and c.i > thing.i]
    return f"head of {scene.words(first, max([thing.i, *fields]))}"


def _put_over_it(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y has opened a lab and put X in charge"."""
    if clause.verb.dep_ != "conj":
        return
    made = [c for c in clause.verb.head.children if c.dep_ in {"dobj", "pobj"}]
    made += [
        g
        for c in clause.verb.head.children
        if c.dep_ == "prep" and c.lower_ in {"into", "in"}
        for g in c.children
    ]
    for person in [p for o in clause.objects for p in scene.people(o)]:
        yield from _over(scene, clause.verb, made, person)


def _beside_name(scene: Scene) -> Iterator[Draft]:
    """Read "X, until now in charge of Y at Z" and "X, the executive responsible for Y at Z"."""
    for noun in scene.doc:
        in_it = noun.lemma_ == "charge" and noun.head.lower_ == "in"
        if not in_it and noun.lower_ != "responsible":
            continue
        i = first = noun.head.i if in_it else noun.i
        while i > 1 and scene.doc[i - 1].lower_ in _BESIDE and first - i < len(_BESIDE):
            i -= 1
        if i < 2 or scene.doc[i - 1].text != "," or not scene.is_person(scene.doc[i - 2]):
            continue
        said = scene.words(i, first - 1).lower() if i < first else ""
        things = [t for p in noun.children if p.lower_ in {"of", "for"} for t in p.children]
        things = [t for t in things if in_it or t.lower_ in FUNCTIONS]
        place = place_at(scene, things[0]) if things else None
        if not things or (place is None and _is_some_team(things[0])):
            continue
        person = scene.name(scene.doc[i - 2])
        at = (t for p in noun.subtree if p.lower_ == "at" for t in p.children)
        org = next((o for t in at for o in scene.orgs(t)), place.org if place else None)
        made = draft(
            FactType.ROLE, scene, "in_charge", Status.FORMER if _OVER.search(said) else Status.HELD, 0.7, person=person,
            org=org or context_org(scene, noun, person), title=_title(scene, place, things[0]), unit=place.unit if place else None,
        )  # fmt: skip
        made.attached, made.implied_org = True, org is None
        yield made


def _with_in_charge(scene: Scene) -> Iterator[Draft]:
    """Read "a group that was set up with X in charge"."""
    for token in scene.tokens(Kind.PERSON):
        beside = scene.doc[max(0, token.i - 1) : token.i + 3]
        told = [beside[0].lower_, *(t.lower_ for t in beside[2:])]
        if len(beside) < 4 or told[0] != "with" or told[1] != "in" or told[2] not in _CHARGE:
            continue
        verb = governing_verb(beside[0])
        made = [
            o for c in clauses(scene.doc) if c.verb == verb and c.lemma in _MAKE for o in c.objects
        ]
        yield from _over(scene, verb, made, scene.name(token))


def _who_is(scene: Scene) -> Iterator[Draft]:
    """Read "the person in charge of Y is X"."""
    for clause in clauses(scene.doc):
        for who in (c for c in clause.verb.children if c.dep_ in {"nsubj", "attr"}):
            if clause.verb.lemma_ != "be" or who.lemma_.lower() not in _WHO:
                continue
            charges = (g for p in who.children if p.lower_ == "in" for g in p.children)
            of_it = [p for noun in charges if noun.lemma_ in _CHARGE for p in noun.children]
            things = [t for p in of_it if p.lower_ == "of" for t in p.children]
            named = [t for t in clause.verb.children if t != who and scene.is_person(t)]
            place = led_place(scene, things[0]) if things else None
            state = Status.FORMER if clause.verb.tag_ == "VBD" else Status.HELD
            if place is None or not place.unit:
                continue
            for person in named:
                yield draft(
                    FactType.ROLE, scene, "in_charge", state, 0.75, person=scene.name(person), org=place.org, title="head",
                    unit=place.unit,
                )  # fmt: skip


def _over(scene: Scene, verb: Token, things: list[Token], person: str) -> Iterator[Draft]:
    """A post at the head of the first of some things that is a unit."""
    judged = judge(scene, verb)
    places = [place for thing in things if (place := led_place(scene, thing)) is not None]
    for place in [p for p in places if p.unit][:1] if judged.status is not None else ():
        made = draft(
            FactType.ROLE, scene, "in_charge", judged, 0.8, person=person, org=place.org, title="head", unit=place.unit
        )  # fmt: skip
        made.inside = made.appointment = True
        made.implied_org = place.implied
        yield made


def units_under(scene: Scene) -> Iterator[Draft]:
    """Read "the robotics team under X will move", "Y, the research lab under X, becomes ...": X heads it."""
    if is_hypothetical(scene):
        return
    for under in (t for t in scene.doc if t.lower_ == "under"):
        noun = _cut_off(under) or under.head
        heads = [t for t in under.children if t.dep_ == "pobj" and scene.is_person(t)]
        if not heads or noun.dep_ not in _TOLD_OF:
            continue
        of_name = noun.dep_ == "appos" and scene.is_org(noun.head)
        definite = of_name or any(c.lower_ == "the" or c.dep_ == "poss" for c in noun.lefts)
        verb = governing_verb(noun)
        if not definite or noun.lemma_.lower() not in UNIT_NOUNS or verb.tag_ == "VBD":
            continue
        place = place_at(scene, noun.head) if of_name else led_place(scene, noun)
        if place is None or not place.unit:
            continue
        made = draft(
            FactType.ROLE, scene, "unit_under", Status.HELD, 0.75, person=scene.name(heads[0]), org=place.org, title="head",
            unit=place.unit,
        )  # fmt: skip
        made.implied_org = place.implied
        yield made


def _cut_off(under: Token) -> Token | None:
    """The team of "its team, under X, will move", where the parse gives "under X" to the verb."""
    before = under.doc[max(0, under.i - 2) : under.i]
    told = len(before) == 2 and before[1].text == "," and before[0].dep_ in _TOLD_OF
    return before[0] if told else None


RULES = (in_charge, units_under)
