"""Who has, gets or loses a part of a company that is called by its name alone: "gets the Z group", "took Z out of X's hands", "Z, the domain of X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.persons import SINGULAR_PEOPLE
from tracker.extraction.plain_words import NAME_PARTS, is_plain
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.remits import Passed, heads, is_unit
from tracker.extraction.rules.shared import Place, context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_GET, _KEEP = words("get receive gain take_over"), words("keep retain")
_TAKE = words("take wrest")
#: What a part of a company is to whoever is at its head.
_DOMAINS = words("domain realm fief fiefdom empire kingdom preserve turf bailiwick")
#: What is somebody's own, who has it for himself and not for a company.
_OWN = words("legal defence defense campaign transition advisory research")
_TEAMS = words("team group unit division department lab laboratory")
_BELONG = words("belong move go pass come transfer merge join be report find")


def parts_handed(scene: Scene) -> Iterator[Draft]:
    """A role for everyone who is told to have, get or lose such a part."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        for people, thing, state in _handed(scene, clause):
            yield from heads(scene, clause, people, thing, state)
    for noun in scene.doc:
        word = noun.lemma_.lower()
        if word in _DOMAINS:
            yield from _domain(scene, noun)
        if word in _TEAMS and noun.i not in scene.at:
            yield from _team_of(scene, noun)
        if noun.dep_ == "pobj" and (word in UNIT_NOUNS or scene.kind(noun) is Kind.UNIT):
            yield from _belongs_under(scene, noun)


def _handed(scene: Scene, clause: Clause) -> Iterator[Passed]:
    """Read "X gets the Z group", "X keeps the Z unit", "Y took Z out of the hands of X"."""
    if clause.lemma in _GET | _KEEP and not clause.passive:
        people = people_of(scene, [t for t in clause.subjects if not scene.orgs(t)])
        things = [t for t in clause.objects if _is_called(scene, t)]
        yield from ((people, t, Status.HELD if clause.lemma in _KEEP else None) for t in things)
    if clause.verb.lemma_ in _TAKE:
        people = _whose_hands(scene, clause)
        yield from ((people, t, Status.FORMER) for t in clause.objects if is_unit(scene, t))


def _is_called(scene: Scene, thing: Token) -> bool:
    """Whether a part of a company is meant by its name, and not what is somebody's own."""
    before = {c.lower_ for c in thing.lefts}
    if before & (SINGULAR_PEOPLE | {"a", "an"}):
        return False
    named = scene.kind(thing) is Kind.UNIT or "the" in before
    return named and is_unit(scene, thing)


def _whose_hands(scene: Scene, clause: Clause) -> list[str]:
    """X in "out of X's hands"; "his" are those of whom the sentence names, and not of whoever takes it."""
    takes = people_of(scene, clause.subjects)
    hands = list(_hands(clause))
    owners = people_of(scene, [o for h in hands for o in _of_hands(h) if scene.people(o)])
    if not set(owners) & set(takes):
        return owners
    others = [t for t in scene.tokens(Kind.PERSON) if t.i < hands[0].i]
    return [name for t in others if (name := scene.name(t)) not in takes][-1:]


def _hands(clause: Clause) -> Iterator[Token]:
    return (
        t for t in clause.verb.subtree if t.lower_ == "hands" and t.head.lower_ in {"of", "from"}
    )


def _of_hands(hands: Token) -> Iterator[Token]:
    """X in "X's hands" and "the hands of X"."""
    for child in hands.children:
        if child.dep_ == "poss":
            yield child
        elif child.lower_ == "of":
            yield from child.children


def _domain(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "the Z Group, the domain of X", "Z, X's domain"."""
    if noun.dep_ != "appos":
        return
    place = led_place(scene, noun.head)
    if place is not None and place.unit:
        place = replace(place, org=_above(scene, noun)) if place.implied else place
        yield from _held(scene, place, [t for t in _of_hands(noun) if scene.is_person(t)])


def _above(scene: Scene, noun: Token) -> str | None:
    """Whose a part is that others are told to report to, which is none of theirs."""
    told = (context_org(scene, noun), scene.discourse.focus(), scene.discourse.topic)
    under = {
        org for c in governing_verb(noun).children if c.dep_ == "nsubj" for org in scene.orgs(c)
    }
    return next((org for org in told if org and org not in under), None)


def _team_of(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "the product group of X" and "X's product group": X is at its head."""
    if noun.tag_ not in {"NN", "NNP"}:
        return
    names = [c for c in noun.lefts if c.dep_ in NAME_PARTS and not is_plain(c)]
    if not names or any(c.lower_ in _OWN or scene.is_org(c) for c in names):
        return
    leaders = [t for c in noun.rights if c.lower_ == "of" for t in c.children if scene.is_person(t)]
    single = leaders and not leaders[0].conjuncts and any(c.lower_ == "the" for c in noun.lefts)
    if single:
        org = context_org(scene, noun)
        yield from _held(scene, Place(org, scene.words(names[0].i, noun.i), implied=True), leaders)


def _belongs_under(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "they belong to a Z Group under X now": X has got it."""
    verb = governing_verb(noun)
    beside = scene.doc[noun.i + 1 : noun.i + 2]  # whatever the parse hangs it on
    leaders = [t for p in beside if p.lower_ == "under" for t in p.children if scene.is_person(t)]
    place = led_place(scene, noun) if leaders and verb.lemma_ in _BELONG else None
    judged = judge(scene, verb)
    if place is None or not (place.unit and place.org) or judged.status is None:
        return
    made = draft(
        FactType.ROLE, scene, "inherits", judged, 0.8, person=scene.name(leaders[0]), org=place.org, title="head", unit=place.unit
    )  # fmt: skip
    made.appointment = made.inside = True
    made.implied_org = place.implied
    if any(c.lower_ == "the" for c in noun.lefts) and verb.lemma_ != "belong":
        made.status, made.appointment = Status.HELD, False  # whom it has had before the others come
    yield made


def _held(scene: Scene, place: Place, leaders: list[Token]) -> Iterator[Draft]:
    for leader in leaders[:1] if place.org else ():
        made = draft(
            FactType.ROLE, scene, "leads", Status.HELD, 0.75, person=scene.name(leader), org=place.org, title="head", unit=place.unit
        )  # fmt: skip
        made.implied_org = place.implied
        yield made


RULES = (parts_handed,)
