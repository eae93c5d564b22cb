"""People who lead: "X, who heads Y", "X will run Y", "Y is led by X", "under X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clause_of, clauses
from tracker.extraction.company_meant import once_there
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import FIELDS_OF_TWO, UNIT_NOUNS, words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.board_words import is_board, of_supervision
from tracker.extraction.rules.led_places import chaired, is_anothers, led_place
from tracker.extraction.rules.placing import believed_org
from tracker.extraction.rules.shared import Place, context_org, place_at, title_text, titles_in
from tracker.extraction.rules.units import in_a_town
from tracker.extraction.rules.vacancies import interim, is_for_now
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token, text_of

_LEAD = words("lead head run direct manage oversee supervise helm chair co-lead head_up co-chair")
#: Verbs that say of a field, too, who is at its head: "runs research".
_OF_FIELDS = {"lead", "head", "head up", "run", "direct", "look after"}
#: What is surely a part of a company, and no task, where somebody "will look after" it.
_UNITS = words("group team unit division department lab laboratory")
#: What is looked after every day by who is not the head of it.
_DAILY = words("business people customer benefits property")
_GO_ON = words("continue remain")
#: What is told by these of somebody who is "to lead" a thing is told by them.
_MOVES = words(
    "hire name appoint join recruit tap promote choose pick recruiting hiring leave poach bring select return recruitment appointment move"
)


def leading(scene: Scene) -> Iterator[Draft]:
    """A role for everyone who is told to lead an organisation or a unit."""
    for clause in clauses(scene.doc):
        lemma = "co-lead" if _is_co(scene, clause.verb) else clause.lemma
        if lemma in _LEAD:
            for made in _lead(scene, clause, lemma):
                if re.match(r"(?:head|director)\b", made.get("title")):
                    made.values["title"] = post_as(scene, clause.verb) or made.get("title")
                now = made.status is not Status.FORMER and bool(made.get("unit"))
                if now and is_for_now(scene, clause.verb):
                    made.values["title"] = interim(made.get("title"))
                yield made
        elif clause.lemma == "preside":
            yield from _presides(scene, clause)
        elif (field := _field_kept(scene, clause)) is not None:
            yield from _lead(scene, replace(clause, objects=[field]), "look after")


def _presides(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X presided over the Y Council", which has a president."""
    over = next((t for t in clause.preps("over") if t.i in scene.at or is_board(t)), None)
    for made in _lead(scene, replace(clause, objects=[over]), "head") if over is not None else ():
        if made.get("title") == "head":
            made.values["title"] = "president"
        yield made


def post_as(scene: Scene, verb: Token) -> str | None:
    """What somebody is who "has led Y as its dean"; a word that may be no title tells nothing."""
    told = [t for prep in verb.children if prep.lower_ == "as" for t in prep.children]
    titles = [t for t in told if scene.is_title(t) and not scene.at[t.i].weak]
    return next((title_text(scene, t) for t in titles if not scene.at[t.i].founder), None)


def _field_kept(scene: Scene, clause: Clause) -> Token | None:
    """Y in "looks after Y", "minds Y", "handles Y"."""
    after = next(clause.preps("after"), None) if clause.lemma == "look" else None
    if auxiliaries(clause.verb) & {"will", "would", "to", "may", "could"}:
        told = clause.verb.dep_ == "conj" and any(titles_in(scene, clause_of(clause.verb.head)))
        if after is None or told:
            return None
        bare = not any(c.dep_ in {"det", "poss"} for c in after.children)
        field = bare and after.lower_ in FUNCTIONS - _DAILY
        unit = after.lemma_.lower() in _UNITS
        return after if field or unit else None  # what is to be looked after may be a task
    if clause.lemma == "look":
        return after
    return clause.objects[0] if clause.lemma in {"mind", "handle"} and clause.objects else None


def _is_co(scene: Scene, verb: Token) -> bool:
    mention = scene.at.get(verb.i)
    return (
        mention is not None
        and mention.kind is Kind.VERB
        and bool(re.match(r"co-?(?:led|lead|head|chair)", mention.text.lower()))
    )


def _is_ahead(clause: Clause) -> bool:
    """Read "X leads Y by 19 seconds": a race."""
    return any(c.like_num for t in clause.preps("by") if t.pos_ == "NOUN" for c in t.children)


def _lead(scene: Scene, clause: Clause, lemma: str) -> Iterator[Draft]:
    with_him = clause.preps("with", "alongside") if lemma == "co-lead" or _shared(clause) else ()
    people = list(dict.fromkeys(p for s in [*clause.subjects, *with_him] for p in scene.people(s)))
    if not people or any(map(_is_hunt, clause.objects)) or _is_ahead(clause):
        return
    places = _places_led(scene, clause, lemma)
    area = next(
        (
            o
            for o in clause.objects
            if not places
            and (lemma in _OF_FIELDS or _all_of(o) or _oversees_there(clause))
            and o.text.lower() in FUNCTIONS
            and scene.at.get(o.i) is None
            and not _is_a_task(o)
        ),
        None,
    )
    if area is not None:
        org = next((n for t in clause.preps("at", "for") for n in scene.orgs(t)), None)
        org = org or place_where(scene, clause.verb)
        org = org or next(
            (scene.at[c.i].text for c in area.children if c.dep_ == "poss" and scene.is_org(c)),
            None,
        )
        places = [Place(org or context_org(scene, clause.verb, people[0]), implied=org is None)]
    if not places or (
        any(is_board(o) for o in clause.objects)
        and lemma not in {"chair", "co-chair", "lead", "head"}
    ):
        return
    governor = clause.verb.head
    back = governor.lemma_ in {"go", "come"} and any(c.lower_ == "back" for c in governor.children)
    if clause.verb.dep_ in {"xcomp", "advcl", "acl"} and (back or governor.lemma_ in _MOVES):
        return  # the move itself tells it
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    state = state_of(clause, judged.status)
    field = _field(scene, area)
    title = _post_of_leader(scene, clause, lemma, people, field)
    if field not in title or title.endswith("board"):  # a part that is called so, and none
        places = [Place(place.org, field or None, place.implied) for place in places]
    places = _at_the_place(scene, clause, places)
    for person in people:
        for place in places:
            generic = (
                clause.objects
                and clause.objects[0].i not in scene.at
                and place.unit is None
                and area is None
            )
            if (
                generic
                and person in scene.discourse.employer
                and clause.objects[0].lemma_.lower() in UNIT_NOUNS
                and not any(scene.is_org(c) for c in clause.objects[0].children)
            ):
                place = Place(scene.discourse.employer[person], implied=True)
            place = _believed(scene, person, place, area, once_there(scene, clause.verb))
            made = draft(
                FactType.ROLE, scene, "leads", judged if state not in {Status.HELD, Status.FORMER} else state, 0.75,
                person=person, org=place.org, title=_at_whole(title, lemma, place), unit=place.unit,
            )  # fmt: skip
            made.appointment = state not in {Status.HELD, Status.FORMER}
            made.inside = True
            made.implied_org = place.implied
            yield made


def _post_of_leader(scene: Scene, clause: Clause, lemma: str, people: list[str], field: str) -> str:
    """What somebody is who is told to lead by a verb alone."""
    if supervises := of_supervision(next(filter(is_board, clause.objects), None)):
        return f"chair{supervises}"
    if lemma in {"chair", "co-chair"}:
        return "co-chair" if _together(scene, clause, people) else "chair"
    if _is_in_title(field):
        return f"head of {field}"  # "head of European sales"
    if lemma == "co-lead":
        return "co-head" if "head" in scene.words(clause.verb.i, clause.verb.i).lower() else lemma
    return "co-head" if _together(scene, clause, people) else "head"


def _at_whole(title: str, lemma: str, place: Place) -> str:
    """What somebody is who "directs" a whole house, which has a director."""
    return "director" if lemma == "direct" and title == "head" and place.unit is None else title


def _is_in_title(field: str) -> bool:
    plain = " " not in field or " and " in field or field in FIELDS_OF_TWO
    return bool(field) and (plain or not field.islower())


def head_of(field: str, org: str | None, *, implied: bool) -> tuple[str, Place]:
    """The post and the place of whoever leads a field: "head of sales", the "head" of "consumer devices"."""
    if " " not in field or not field.islower():
        return f"head of {field}", Place(org, implied=implied)
    return "head", Place(org, field, implied)


def _field(scene: Scene, area: Token | None) -> str:
    """The words for what somebody leads that has no name: "applied research"."""
    if area is None:
        return ""
    before = [c.i for c in area.lefts if c.dep_ in {"compound", "amod"}]
    joined = [c.i for c in area.conjuncts if c.i == area.i + 2 and c.lower_ in FUNCTIONS]
    return scene.words(min([*before, area.i]), max([*joined, area.i]))  # "trust and safety"


def _is_a_task(thing: Token) -> bool:
    """The "investment" of "led Y's investment in Z" and the "model" of "ran a model", which are no fields."""
    single = any(c.lower_ in {"a", "an"} for c in thing.lefts)
    invests = thing.lemma_.lower() == "investment" and any(c.lower_ == "in" for c in thing.rights)
    of_a_thing = any(c.lower_ == "of" for c in thing.rights)  # "led the design of Y's chip"
    return single or invests or of_a_thing


def _all_of(thing: Token) -> bool:
    """Read "will oversee all engineering"."""
    return any(c.lower_ == "all" and c.dep_ in {"det", "predet"} for c in thing.children)


def _oversees_there(clause: Clause) -> bool:
    """Read "oversees safety at Y"; what somebody is about to oversee may be a task."""
    return clause.lemma == "oversee" and clause.verb.tag_ == "VBZ" and any(clause.preps("at"))


def _is_hunt(thing: Token) -> bool:
    """The "search for a successor", "the hunt", which is no field."""
    beside = {c.lower_ for c in thing.children}
    return thing.lower_ in {"search", "hunt"} and ("for" in beside or beside == {"the"})


def _places_led(scene: Scene, clause: Clause, lemma: str) -> list[Place]:
    led = chaired if lemma in {"chair", "co-chair"} else led_place
    found = (
        _unit_there(scene, clause, thing) or led(scene, thing)
        for thing in clause.objects
        if not is_anothers(scene, thing)
    )
    places = [place for place in found if place is not None]
    # of what is looked after and is no unit nobody is the head
    return [place for place in places if place.unit or lemma != "look after"]


def _believed(
    scene: Scene, person: str, place: Place, area: Token | None, before: set[str]
) -> Place:
    """An organisation that is led as a whole, left unsaid: the one that the scorer believes."""
    if not place.implied or place.unit or area is not None:
        return place
    beside = (t for t in scene.tokens(Kind.TITLE) if t.dep_ == "appos")
    others = {scene.at[g.i].text for t in beside for g in t.subtree if scene.is_org(g)}
    return Place(believed_org(scene, person, place.org, others | before), implied=True)


def _at_the_place(scene: Scene, clause: Clause, places: list[Place]) -> list[Place]:
    """The units in "Y, where he heads the Z group" are Y's."""
    where = place_where(scene, clause.verb)
    if where is None:
        return places
    return [Place(where, place.unit) if place.implied else place for place in places]


def place_where(scene: Scene, verb: Token) -> str | None:
    """Y in "Y, where she led sales" and in "Z hires from Y. X, who led sales there, joins Z"."""
    if verb.dep_ == "relcl" and any(
        t.lower_ == "there" and t.dep_ == "advmod" for t in verb.subtree
    ):
        here = {scene.at[t.i].text for t in scene.doc if scene.is_org(t)}
        return next((o for o in reversed(scene.discourse.last_orgs) if o not in here), None)
    if verb.dep_ != "relcl" or not any(c.text.lower() == "where" for c in verb.children):
        return None
    place = place_at(scene, verb.head)
    return place.org if place is not None and not place.implied else None


def _shared(clause: Clause) -> bool:
    """Read "leads Y together with Z"."""
    after = (t for t in clause.verb.subtree if t.i > clause.verb.i)
    return any(
        t.lower_ in {"together", "jointly"} and t.head in {clause.verb, *clause.objects, t.nbor(1)}
        for t in after
        if t.i + 1 < len(t.doc)
    )


def _together(scene: Scene, clause: Clause, people: list[str]) -> bool:
    after = (*clause.verb.lefts, *scene.doc[clause.verb.i :])
    return len(people) == 2 and any(w.lower_ in {"together", "jointly"} for w in after)


#: What says that somebody does a thing no more, or soon will not.
_UNTIL_NOW = {
    "until now",
    "till now",
    "up to now",
    "so far",
    "thus far",
    "hitherto",
    "until then",
    "until recently",
}


def ends_now(verb: Token) -> bool:
    """Read "who has led it until now", "so far she has run sales": he does so no longer, or will not."""
    said = (text_of(verb.doc[c.left_edge.i : c.right_edge.i + 1]).lower() for c in verb.children)
    return any(words in _UNTIL_NOW for words in said)


def state_of(clause: Clause, status: Status) -> Status:
    """Whether somebody leads, has led or will, by the tense of the verb."""
    aux = auxiliaries(clause.verb)
    if any(c.lower_ == "longer" for c in clause.verb.children) or "helped" in aux:
        return Status.FORMER  # "no longer heads Y"
    if any(c.lower_ == "still" for c in clause.verb.children) or clause.verb.head.lemma_ in _GO_ON:
        return Status.HELD  # "will still be led by X", "continues to run Y"
    if aux & {"will", "would", "shall"} or "to" in aux:
        used = clause.verb.head.lemma_ == "use"
        return Status.FORMER if used else status
    if clause.verb.text.lower() == "run" and clause.verb.tag_ == "VBD":
        return Status.HELD  # "X and Z run Y", taken for the past
    if clause.verb.tag_ in {"VBZ", "VBP"} or (
        clause.verb.tag_ == "VBG" and not aux & {"was", "were"}
    ):
        return Status.HELD
    if clause.verb.tag_ in {"VBD", "VBN"} and not clause.passive:
        has = bool(aux & {"has", "have"}) and not ends_now(clause.verb)
        return Status.HELD if has else Status.FORMER
    if clause.passive:
        if aux & {"is", "are", "been"} and "had" not in aux:
            return Status.HELD
        if aux & {"was", "were", "had"}:
            return Status.FORMER
        return Status.HELD
    return Status.HELD


def _unit_there(scene: Scene, clause: Clause, thing: Token) -> Place | None:
    """The lab of "a lab at Y, which X directs", where the parse takes "which" for Y."""
    part = thing.head.head
    if thing.i > clause.verb.i or thing.head.lower_ not in {"at", "in", "within"}:
        return None
    if scene.kind(thing) is Kind.PLACE and (site := in_a_town(scene, part)) is not None:
        return Place(scene.owner(part) or context_org(scene, part), site)
    if not scene.is_org(thing):
        return None
    if scene.kind(part) is not Kind.UNIT and part.lemma_.lower() not in UNIT_NOUNS:
        return None
    return Place(scene.at[thing.i].text, unit) if (unit := scene.unit(part)) else None


RULES = (leading,)
