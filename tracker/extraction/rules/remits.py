"""Who gets the lead of something by a word for leading: "responsibility for Y moves to X", "X was tasked with running Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses, lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.plain_words import NAME_PARTS, PLAIN_ADJECTIVES
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.leading import head_of
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.posts_passed import is_somebodys, post_passed
from tracker.extraction.rules.shared import LEADERSHIP, Place, context_org, is_leadership, titles_in
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token

#: What somebody may also have over a company as a whole who does not own it.
_OF_A_WHOLE = words("leadership running rein helm management")
_GO = words("go pass pass_on fall move shift transfer switch revert")
_LIE = words("sit lie rest reside remain stay")
_GIVE = words(
    "give hand hand_over hand_on pass pass_on transfer assign entrust shift move delegate reassign turn_over cede give_up relinquish surrender"
)
_HAND_OVER = words("hand_over hand_on pass_on turn_over")
_TAKE = words("assume take take_over take_on pick_up inherit get gain receive add")
_HAVE = words("have hold retain keep")
#: Those who do so lead together.
_SHARE = words("share split divide")
_FEWEST_SHARERS = 2
_TAKE_OFF = words("strip relieve divest")
_TAKE_FROM = words("take take_away")
_TASK = words("task charge entrust trust")
_PUT = words("put place bring move shift transfer")
_COME = words("come sit fall be")
RUN = words("run lead head oversee manage direct supervise")
_BUILD = words("build establish grow")
#: Verbs that tell of a field, too, in whose hands it is now: "takes over marketing".
_OF_FIELDS = words("take_over inherit")
_ALL = words("all both most much part half each")
#: What may go to somebody who is not the head of it: "credit goes to X".
_NO_FIELDS = LEADERSHIP | words(
    "credit news success energy risk trust people talent investment investments experience capacity culture content data business "
    "information education benefits property production community customer customers patient foundation model models program project"
)
_DUTIES = words("duty responsibility remit portfolio brief role")
_JOB = words("job post role task")
type Passed = tuple[list[str], Token, Status | None]


def remits(scene: Scene) -> Iterator[Draft]:
    """A role for everyone to whom the lead of something is told to pass, and for whom it is taken from."""
    for clause in clauses(scene.doc):
        for people, thing, state in _passed(scene, clause):
            yield from heads(scene, clause, people, thing, state)
    yield from _passes(scene)


def _passed(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Who has, gets or loses what; with the status where it is not that of the verb."""
    if clause.lemma in _GO | _LIE and not clause.passive:
        yield from _goes(scene, clause)
    if clause.lemma in _GIVE:
        yield from _given(scene, clause)
    if clause.lemma in _TAKE | _HAVE | _SHARE and not clause.passive:
        yield from _taken(scene, clause)
    if clause.lemma in _TAKE_OFF | _TAKE_FROM:
        yield from _taken_off(scene, clause)
    if clause.lemma in _TASK:
        yield from _tasked(scene, clause)
    if clause.lemma in _PUT | _COME:
        yield from _under(scene, clause)
    if clause.lemma in _PUT:
        yield from _at_the_helm(scene, clause)
    if clause.lemma in {"be", "become", "make"}:
        yield from _responsible(scene, clause)


def _passes(scene: Scene) -> Iterator[Draft]:
    """Read "responsibility for Y passes to X", where the parse takes "passes" for a thing of Y's."""
    for noun in scene.doc:
        if noun.lower_ != "passes" or noun.pos_ != "NOUN" or noun.head.lower_ not in {"for", "of"}:
            continue
        heirs = [g for p in noun.children if p.lower_ == "to" for g in p.children]
        people = people_of(scene, [t for t in heirs if named(scene, t)])
        fields = [c for c in noun.lefts if c.dep_ in NAME_PARTS and c.lower_ in FUNCTIONS]
        if not fields or not is_leadership(scene, noun.head.head):
            continue
        org = scene.owner(noun) or context_org(scene, noun)
        title, place = head_of(fields[-1].lower_, org, implied=True)
        for person in people if org else ():
            made = draft(
                FactType.ROLE, scene, "inherits", Status.ANNOUNCED, 0.8, person=person, org=org, title=title, unit=place.unit
            )  # fmt: skip
            made.appointment = made.implied_org = True
            yield made


def _goes(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "oversight of Y has shifted to X", "control of Y lies with X"."""
    lies = clause.lemma in _LIE
    heirs = people_of(scene, [t for t in clause.preps("with" if lies else "to") if named(scene, t)])
    held = Status.HELD if lies and clause.verb.tag_ in {"VBZ", "VBP"} else None
    for noun in clause.subjects:
        yield from ((heirs, thing, held) for thing in (*_things_of(scene, noun), *_to_do(noun)))
        if is_bare_field(scene, noun):
            yield heirs, noun, held


def _given(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "Y handed the reins of Z to X", "X was given responsibility for Z", "oversight of Z was handed to X"."""
    things = [t for t in clause.verb.children if t.dep_ in {"dobj", "oprd", "nsubjpass"}]
    things += list(clause.preps("over"))
    if not things:  # "was taken from Z and handed to X", which the parse takes for the doing of it
        things = [t for t in clause.subjects if is_leadership(scene, t)]
    whom = [t for t in clause.verb.children if t.dep_ in {"dative", "nsubjpass", "dobj"}]
    whom += list(clause.preps("to"))
    heirs = people_of(scene, [t for t in whom if named(scene, t)])
    for noun in things:
        yield from ((heirs, thing, None) for thing in _things_of(scene, noun))
        if clause.lemma in _HAND_OVER and (is_unit(scene, noun) or is_field(scene, noun)):
            yield heirs, noun, None
        if clause.passive and is_bare_field(scene, noun):
            yield heirs, noun, None


def is_bare_field(scene: Scene, noun: Token) -> bool:
    """The "marketing" of "marketing goes to X"; "the research" is what was found."""
    bare = not any(c.dep_ == "det" for c in noun.children)
    return bare and is_field(scene, noun) and noun.lower_ not in _NO_FIELDS


def _taken(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "X picks up responsibility for Y", "X has responsibility for the Y teams", "X takes over marketing"."""
    people = people_of(scene, [t for t in clause.subjects if not scene.orgs(t)])
    if clause.lemma in _SHARE:
        people = list(dict.fromkeys([*people, *people_of(scene, list(clause.preps("with")))]))
        if len(people) < _FEWEST_SHARERS:
            return
    if clause.lemma in _OF_FIELDS:
        yield from ((people, t, None) for t in _what_is_left(clause) if is_unit(scene, t))
    for noun in clause.objects:
        for thing in _things_of(scene, noun):
            if clause.lemma in _SHARE:
                yield people, thing, Status.HELD if clause.verb.tag_ in {"VBZ", "VBP"} else None
            elif clause.lemma not in _HAVE:
                yield people, thing, None
            elif not is_field(scene, thing):
                yield people, thing, Status.HELD
        if is_field(scene, noun) and (clause.lemma in _OF_FIELDS or _adds(clause)):
            yield people, noun, None


def _what_is_left(clause: Clause) -> Iterator[Token]:
    """Y in "inherits what is left of Y"."""
    for rest in clause.verb.children:
        told = rest.dep_ == "ccomp" and rest.lemma_ in {"leave", "remain"}
        if told and any(c.lower_ == "what" for c in rest.children):
            yield from (t for p in rest.children if p.lower_ == "of" for t in p.children)


def _adds(clause: Clause) -> bool:
    """Read "will also take on sales", "adds sales to her duties"."""
    if clause.lemma == "add":
        return any(t.lemma_.lower() in _DUTIES for t in clause.preps("to"))
    too = any(c.lower_ in {"also", "too", "additionally", "well"} for c in clause.verb.children)
    return (clause.lemma == "take on" and too) or _gets_too(clause)


def _gets_too(clause: Clause) -> bool:
    """Read "Z takes over marketing, and X gets sales"."""
    before = clause.verb.head
    follows = clause.verb.dep_ == "conj" and lemma_of(before) in _OF_FIELDS
    return clause.lemma in {"get", "receive"} and follows


def _taken_off(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "stripped X of responsibility for Y", and with it "and gave the job to Z"; "the Y team is taken from X"."""
    if clause.lemma in _TAKE_FROM:
        owners = people_of(scene, [t for t in clause.preps("from") if scene.is_person(t)])
        yield from ((owners, thing, Status.FORMER) for thing in clause.objects if is_unit(scene, thing))  # fmt: skip
        return
    people = people_of(scene, [t for t in clause.objects if scene.is_person(t)])
    for noun in clause.preps("of"):
        for thing in [noun] if is_unit(scene, noun) else _things_of(scene, noun):
            yield people, thing, Status.FORMER
            for other in clauses(scene.doc):
                job = any(o.lemma_ in _JOB for o in other.objects)
                if other.verb.head == clause.verb and other.lemma in _GIVE and job:
                    yield people_of(scene, [*other.preps("to"), *other.objects]), thing, None


def is_unit(scene: Scene, thing: Token) -> bool:
    """Whether a thing is a part of a company, by its name or by what it is."""
    place = led_place(scene, thing) if not scene.is_person(thing) else None
    return place is not None and bool(place.unit and place.org)


def _tasked(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "Y tasked X with running Z", "entrusted X with the leadership of Z", "entrusted X with its Z lab"."""
    people = people_of(scene, [t for t in clause.objects if scene.is_person(t)])
    for word in clause.preps("with"):
        if word.lemma_ in RUN and word.pos_ == "VERB":
            yield from ((people, c, None) for c in word.children if c.dep_ == "dobj")
        else:
            units = [word] if is_unit(scene, word) else []
            yield from ((people, thing, None) for thing in (*_things_of(scene, word), *units))


def _under(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "Y put its Z team under X", "the Z team now comes under X"."""
    put = clause.lemma in _PUT
    things = clause.objects if put else clause.subjects
    if put and not clause.passive:
        things = [t for t in things if not scene.is_person(t)]
    leaders = [t for t in clause.preps("under") if not _is_where_they_go(scene, t.head)]
    if clause.lemma == "be":
        leaders += [t for t in clause.preps("in") if t.lemma_ == "charge"]
    leaders += [
        g
        for t in leaders
        if t.lemma_.lower() in LEADERSHIP | {"charge"}
        for p in t.children
        for g in (p.children if p.lower_ == "of" else [p] if p.dep_ == "poss" else [])
    ]  # "under the leadership of X", "under X's supervision"
    heirs = people_of(scene, [t for t in leaders if named(scene, t)])
    things = [g for t in things for g in (list(_of_all(t)) or [t])]
    held = None if put or clause.verb.tag_ not in {"VBZ", "VBP"} else Status.HELD
    yield from (
        (heirs, t, held)
        for t in things
        if t.lemma_.lower() in UNIT_NOUNS
        or scene.kind(t) is Kind.UNIT
        or (is_field(scene, t) and t.lower_ not in _NO_FIELDS)
    )


def _is_where_they_go(scene: Scene, under: Token) -> bool:
    """Read "its Z team moves to the W group under X", where the W group is that of X."""
    part = scene.doc[under.i - 1]
    unit = part.lemma_.lower() in UNIT_NOUNS or scene.kind(part) is Kind.UNIT
    return unit and part.dep_ == "pobj" and part.head.lower_ in {"to", "into"}


def _at_the_helm(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "Y put X at the helm of its Z unit"."""
    people = people_of(scene, [t for t in clause.objects if scene.is_person(t)])
    for noun in clause.preps("at"):
        if scene.words(noun.i, noun.i).lower() in {"helm", "head", "top"}:
            of_it = (g for p in noun.children if p.lower_ == "of" for g in p.children)
            yield from ((people, thing, None) for thing in of_it)


def _responsible(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "X will be responsible for the Y team", "X is now responsible for Y", "Z made X responsible for Y"."""
    people = people_of(scene, clause.objects if clause.lemma == "make" else clause.subjects)
    parts = [c for c in clause.verb.children if c.dep_ in {"acomp", "ccomp", "oprd", "attr"}]
    later = auxiliaries(clause.verb) & {"will", "would"} or clause.lemma != "be"
    new = bool(later) or any(c.lower_ == "now" for c in clause.verb.children)
    held = None if later else Status.FORMER if clause.verb.tag_ == "VBD" else Status.HELD
    for word in parts:
        if word.lower_ != "responsible":
            continue
        told = (t for p in word.children if p.lower_ == "for" for t in p.children)
        for thing in (t for what in told for t in (list(_of_all(what)) or [what])):
            if thing.lemma_.lower() in UNIT_NOUNS or (new and is_field(scene, thing)):
                yield people, thing, held


def named(scene: Scene, token: Token) -> bool:
    """A person, or the title of one who is named beside it."""
    return scene.is_person(token) or (scene.is_title(token) and bool(scene.people(token)))


def _things_of(scene: Scene, noun: Token) -> Iterator[Token]:
    """Y in "responsibility for Y", "the running of all of Y"."""
    if not is_leadership(scene, noun):
        return
    for prep in noun.children:
        if prep.lower_ in {"of", "for", "over"}:
            for thing in prep.children:
                yield from list(_of_all(thing)) or [thing]


def _of_all(thing: Token) -> Iterator[Token]:
    """Y of "all of Y", "half of Y"."""
    if thing.lower_ in _ALL:
        yield from (g for p in thing.children if p.lower_ == "of" for g in p.children)


def _to_do(noun: Token) -> Iterator[Token]:
    """Y in "the job of building up Y"."""
    done = (g for p in noun.children if p.lower_ == "of" for g in p.children)
    if noun.lemma_ in _JOB:
        yield from (
            t for g in done if g.lemma_ in RUN | _BUILD for t in g.children if t.dep_ == "dobj"
        )


def is_field(scene: Scene, thing: Token) -> bool:
    one = any(c.lower_ in {"a", "an"} for c in thing.lefts)  # "inherits a computer"
    known = thing.lower_ in FUNCTIONS and thing.text not in {"it", "It"} and not one
    return known and scene.at.get(thing.i) is None


def _post(scene: Scene, clause: Clause, thing: Token, person: str) -> tuple[str, Place] | None:
    """What somebody is who leads a thing: the head of a unit, of a field, or of a company."""
    place = led_place(scene, thing)
    if place is not None and place.unit and place.org:
        return "head", place
    if thing.lemma_.lower() in UNIT_NOUNS and is_somebodys(scene, thing):
        return post_passed(scene, clause, thing, [person])
    owner = scene.owner(thing) or next((n for t in clause.preps("at") for n in scene.orgs(t)), None)
    org = owner or context_org(scene, clause.verb, person)
    beside = [c for c in thing.lefts if c.dep_ in NAME_PARTS and c.lower_ not in PLAIN_ADJECTIVES]
    first = min([thing.i, *(c.i for c in beside)])
    implied = owner is None
    if thing.lemma_.lower() in UNIT_NOUNS and scene.kind(thing) is None and first < thing.i:
        return "head", Place(org, scene.words(first, thing.i), implied=implied)
    if is_field(scene, thing):
        field = scene.words(first, thing.i)
        opens = first == 0 and field.istitle()
        return head_of(field.lower() if opens else field, org, implied=implied)
    whole = thing.lemma_.lower() in COMPANY_NOUNS or scene.kind(thing) is Kind.ORG
    governed = thing.head.head.lemma_.lower() in _OF_A_WHOLE
    if whole and governed and scene.orgs(thing) and not _has_a_title(scene, person):
        return "head", Place(scene.orgs(thing)[0], implied=scene.kind(thing) is None)
    return None


def _has_a_title(scene: Scene, person: str) -> bool:
    """Whether the sentence tells what else somebody becomes: it is as that that he leads the whole."""
    return any(
        titles_in(scene, clause) and person in people_of(scene, clause.subjects)
        for clause in clauses(scene.doc)
    )


def heads(
    scene: Scene, clause: Clause, people: list[str], thing: Token, state: Status | None
) -> Iterator[Draft]:
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    if state is not None:
        judged = replace(judged, status=state)
    for person in people:
        post = _post(scene, clause, thing, person)
        if post is None or post[1].org is None:
            continue
        title, place = post
        title = f"co-{title}" if clause.lemma in _SHARE else title
        made = draft(
            FactType.ROLE, scene, "inherits", judged, 0.8, person=person, org=place.org, title=title, unit=place.unit
        )  # fmt: skip
        made.inside = not is_field(scene, thing)
        made.appointment = judged.status not in {Status.HELD, Status.FORMER}
        made.implied_org = place.implied
        yield made


RULES = (remits,)
