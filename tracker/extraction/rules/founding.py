"""Who founded what: "X founded Y", "Y, founded by X", "co-founder X", "X is starting a company"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from tracker.extraction.bodies import is_no_company
from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.looks import is_org_like
from tracker.extraction.persons import RELATIVES
from tracker.extraction.rules.founding_without_that import founded_without_that, is_only_left
from tracker.extraction.rules.linked import place_of
from tracker.extraction.rules.shared import place_at
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import SET_UP, SURELY

_INVENT = {"dream up", "dreamt up", "think up"}
#: Who does so with a company has founded it: "started the company", while "launched the business" may be a part of one.
_BEGIN = SET_UP | _INVENT
_OPEN = words("launch build start_up unveil form incorporate raise introduce hang_out open")
_HIRES = words("join hire recruit")
_LEAVES = words("leave quit resign depart exit go")
#: What is done with a company that has no name yet.
_PLAN = {"plan", "prepare"}
_SURE = SURELY | _PLAN
_TELLS = _SURE | _BEGIN | _OPEN
#: What is set up, or hung out, under a name: "shop", "a shingle".
_SIGNS = {"shop", "shingle"}
_FIRMS = {"company", "firm", "startup", "start-up"}
#: Words for what a company does, which no part of another is called.
_MAKERS = words(
    "maker carmaker automaker chipmaker planemaker toymaker watchmaker truckmaker shoemaker drugmaker phonemaker retailer publisher bank "
    "manufacturer designer developer vendor insurer lender airline broadcaster brewer grocer distributor brokerage fintech unicorn marketplace"
)
_OFFSHOOTS = words("spinoff spinout offshoot subsidiary")
#: How sure the scorer must be that one of several has founded a thing for it to be a company.
SURER = 0.9
#: What is a part of a company where it has no name.
_PARTS = words("group operation practice unit division department team")
_OTHERS = words("incubator accelerator consultancy studio foundation charity fintech boutique")
UNNAMED = {
    "company",
    "startup",
    "start-up",
    "firm",
    "venture",
    "business",
    "lab",
    "something",
    "laboratory",
    "fund",
    "outfit",
}


def founded_by_verb(scene: Scene) -> Iterator[Draft]:
    """A founding for each founder whom a verb names."""
    for clause in clauses(scene.doc):
        told = clause.lemma in _TELLS or _spins_out(clause)
        if not told or _is_of_another(clause.verb):
            continue
        people = _founders(scene, clause)
        judged = judge(scene, clause.verb)
        if judged.status is None and _means_to(scene, clause, people):
            judged = Judgement(Status.ANNOUNCED)
        if not people or judged.status is None:
            continue
        found = _what_is_founded(scene, clause, judged)
        if found is None:
            continue
        rule, name, described = found
        if judged.status is Status.DONE and name is None:
            judged = replace(judged, status=Status.ANNOUNCED)
        likely = 0.9 if clause.lemma in _SURE else 0.75
        for org, person in product((name, *_others_founded(scene, clause, name)), people):
            if org is None or org.casefold() != person.casefold():
                yield draft(
                    FactType.FOUNDED, scene, rule, judged, likely, person=person, org=org, org_desc=described,
                )  # fmt: skip


def _spins_out(clause: Clause) -> bool:
    """Read "Z was spun out of Y by X" and "X spun Z out of Y"."""
    return clause.verb.lemma_ == "spin" and any(
        c.lower_ in {"out", "off"} for c in clause.verb.children
    )


def _means_to(scene: Scene, clause: Clause, people: list[str]) -> bool:
    """Read "X is leaving Y and wants to start a company": what who goes wants to do is a plan."""
    verb, wants = clause.verb, clause.verb.head
    wishes = verb.dep_ == "xcomp" and wants.lemma_ == "want" and wants.tag_ in {"VBZ", "VBP"}
    firm = any(o.lemma_.lower() in (UNNAMED | _OTHERS) - {"something"} for o in clause.objects)
    if not wishes or not firm or any(c.dep_ == "neg" for c in wants.children):
        return False
    going = (c for c in clauses(scene.doc) if c.lemma in _LEAVES and c.verb.i < wants.i)
    here = any(scene.people(t)[:1] == people[:1] for c in going for t in c.subjects)
    return here or any(person in scene.discourse.left for person in people)


def _is_of_another(verb: Token) -> bool:
    """Read "joins Y to start a lab", which is what he is hired for, and "at Y, where she began", which is no founding of Y."""
    hired = verb.dep_ in {"advcl", "xcomp"} and verb.head.lemma_ in _HIRES
    return hired or any(child.lower_ == "where" for child in verb.children)


def _others_founded(scene: Scene, clause: Clause, first: str | None) -> list[str]:
    """Z in "X founded Y and Z"."""
    those = [t for thing in _things(clause) for t in (thing, *_listed(scene, thing))]
    named = (t for t in those if t.i in scene.at and scene.at[t.i].text == first)
    return next((joined_companies(scene, t) for t in named), [])


def _listed(scene: Scene, noun: Token) -> list[Token]:
    """The names behind a noun: Y of "two firms, Y and Z"."""
    firms = noun.lemma_.lower() in COMPANY_NOUNS
    beside = (c for c in noun.children if c.dep_ == "appos" and firms)
    return [c for c in beside if scene.kind(c) in COMPANIES and not scene.at[c.i].paper]


def joined_companies(scene: Scene, first: Token) -> list[str]:
    """The companies that "and" joins to one that somebody has founded."""
    others = [t for t in first.conjuncts if t.i > first.i and scene.kind(t) in COMPANIES]
    return [scene.at[t.i].text for t in others if not scene.at[t.i].paper]


def _what_is_founded(
    scene: Scene, clause: Clause, judged: Judgement
) -> tuple[str, str | None, str | None] | None:
    """By what it is known, and the name of what a verb founds or its description."""
    for token in _things(clause):
        found = _founded(scene, clause, token, judged)
        if found is not None:
            own = scene.namesake(token) or _own_beside(scene, clause)
            own = None if scene.is_org(token) else own
            own = own or _own_left(scene, clause, token, found[0])
            founders = [p for s in clause.subjects for p in scene.people(s)]
            if own is None and not scene.is_org(token) and is_only_left(scene, found[0], founders):
                continue
            return ("founded_own", own, None) if own else ("founded", *found)
    return None


def _founded(
    scene: Scene, clause: Clause, token: Token, judged: Judgement
) -> tuple[str | None, str | None] | None:
    if clause.lemma in _PLAN and token.lemma_.lower() not in UNNAMED:
        return None
    sure = clause.lemma in SURELY or _is_surely_founded(scene, clause, token)
    name, described = _what(scene, token, sure=sure)
    if name is not None:
        return name, described
    if described is None or (judged.status is Status.DONE and not _is_aim(clause)):
        return None
    if (
        clause.lemma in {"raise", "begin", "introduce", "unveil", "open"}
        and token.lemma_ != "something"
    ):
        return None
    return None, described


def _is_surely_founded(scene: Scene, clause: Clause, token: Token) -> bool:
    """Read "they resigned and started Y" and "set up shop as Y", and what the scorer is sure of for one of several."""
    if clause.verb.dep_ == "conj" and clause.verb.head.lemma_ in {
        "leave",
        "quit",
        "resign",
        "depart",
    }:
        return True
    if any(o.lemma_.lower() in _SIGNS for o in clause.objects) or scene.namesake(token):
        return True
    if token in clause.objects and _begins_a_company(scene, clause, token):
        return True
    spot = Spot(scene.number, token.i)
    seen = any(
        link.second == spot and link.pair.of(Relation.FOUNDED) > SURER
        for link in scene.links.of(scene.number)
    )
    meant = place_of(scene, spot) if seen else None
    return meant is not None and (scene.is_org(token) or [meant.org] == scene.orgs(token)[:1])


def _begins_a_company(scene: Scene, clause: Clause, token: Token) -> bool:
    """Read "started the company", "launched the battery maker", "created the business" and, of the Y Institute, "set up the institute"."""
    noun = token.lemma_.lower()
    if noun in _MAKERS and clause.lemma in _BEGIN | {"launch"}:
        return token.left_edge.lower_ in {"the", "this"} and not any(map(scene.is_org, token.lefts))
    if clause.lemma == "launch":
        return noun in _FIRMS and len(_founders(scene, clause)) > 1
    if clause.lemma not in _BEGIN:
        return False
    named_so = noun in COMPANY_NOUNS and any(
        noun in org.lower().split() for org in scene.orgs(token)
    )
    return (
        noun in _FIRMS | {"venture"} or named_so or (noun, clause.lemma) == ("business", "create")
    )


def _is_aim(clause: Clause) -> bool:
    """Read "has left to found a start-up": the leaving is done, the founding is to come."""
    verb = clause.verb
    return (
        verb.tag_ in {"VB", "VBN", "VBD"}
        and any(c.text.lower() == "to" for c in verb.children)
        and verb.head.lemma_ in {"leave", "quit", "resign", "depart", "exit"}
    )


def _founders(scene: Scene, clause: Clause) -> list[str]:
    people = [p for s in clause.subjects for p in scene.people(s)] or _all_before(scene, clause)
    if not people:
        return []
    together = [clause]
    if clause.verb.dep_ == "xcomp":  # "with X he means to found Y"
        together += [c for c in clauses(scene.doc) if c.verb == clause.verb.head]
    for token in (t for c in together for t in c.preps("with", "alongside")):
        people += scene.people(token)
    if clause.verb.dep_ in {"ccomp", "xcomp"} and clause.verb.head.lemma_ == "help":
        people += _helped(scene, clause.verb.head)
    return list(dict.fromkeys(people))


def _all_before(scene: Scene, clause: Clause) -> list[str]:
    """Everybody of "Together with X, a painter, and Z, W founded Y", where the parse takes W for one of those with him."""
    last = scene.doc[clause.verb.i - 1] if clause.verb.i else clause.verb
    opening = scene.doc[0].lower_ in {"with", "together", "alongside"}
    return (
        [scene.name(t) for t in scene.whole_group(last)]
        if opening and scene.is_person(last)
        else []
    )


def _helped(scene: Scene, verb: Token) -> list[str]:
    """X and W in "X, who helped W found Y": the one who helps and the one who is helped."""
    helping = next((c for c in clauses(scene.doc) if c.verb.i == verb.i), None)
    tokens = [*helping.subjects, *helping.objects] if helping is not None else []
    return [p for t in tokens for p in scene.people(t)]


def _own_beside(scene: Scene, clause: Clause) -> str | None:
    """Y in "X, Y's chief executive, set the company up"."""
    titles = (
        c for s in clause.subjects for c in s.children if c.dep_ == "appos" and scene.is_title(c)
    )
    owners = (c for title in titles for c in title.lefts if c.dep_ == "poss" and scene.is_org(c))
    return next((scene.at[owner.i].text for owner in owners), None)


def _own_left(scene: Scene, clause: Clause, thing: Token, org: str | None) -> str | None:
    """Z in "X goes to Y. He founded it in 2014": nobody has founded what he only comes to."""
    thread = scene.discourse
    if thing.text.lower() != "it" or org is None:
        return None
    for person in (p for s in clause.subjects for p in scene.people(s)):
        own = thread.left.get(person) or thread.employer.get(person)
        if org == thread.gone_to.get(person) and own not in {None, org}:
            return own
    return None


def _things(clause: Clause) -> list[Token]:
    found = list(clause.preps("for")) if clause.lemma == "raise" else clause.objects
    if any(o.lemma_.lower() in _SIGNS for o in found):
        found = list(clause.preps("as"))  # "set up shop as Y"
    found = [t.head if t.text.lower() in RELATIVES and t.head.dep_ == "relcl" else t for t in found]
    return [_part_of(t) or t for t in found]


def _part_of(whole: Token) -> Token | None:
    """Z in "Z is a spin-off of Y founded by X", where the parse has Y founded."""
    noun = whole.head.head
    part = noun.lower_ in _OFFSHOOTS or (noun.lower_ == "off" and noun.doc[noun.i - 1].text == "-")
    if whole.dep_ != "pobj" or not part:
        return None
    if noun.dep_ == "attr":
        return next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
    return noun.head if noun.dep_ == "appos" else None


def _what(scene: Scene, token: Token, *, sure: bool) -> tuple[str | None, str | None]:
    """The name of what is founded, or its description if it has no name yet."""
    mention = scene.at.get(token.i)
    if mention is not None:
        return (mention.text if _is_company(scene, token, mention, sure=sure) else None), None
    lemma = token.lemma_.lower()
    if lemma in COMPANY_NOUNS or lemma in UNNAMED:
        return _described(scene, token, sure=sure)
    if sure and token.text.lower() in {"it", *RELATIVES}:
        org = next(iter(scene.orgs(token)), None)
        bought = scene.discourse.told_target
        return (bought if org is not None and is_no_company(org) and bought else org), None
    return None, None


def _is_company(scene: Scene, token: Token, mention: Mention, *, sure: bool) -> bool:
    if mention.kind in {Kind.PERSON, Kind.TITLE, Kind.PLACE, Kind.VERB} or mention.paper:
        return False
    place = place_at(scene, token)
    if place is not None and place.unit and place.org != place.unit and not sure:
        return False
    described = any(c.dep_ == "appos" and c.lemma_.lower() in COMPANY_NOUNS for c in token.children)
    described = described or any(
        c.dep_ == "relcl" and c.lemma_ in {"make", "build", "develop", "sell"}
        for c in token.children
    )
    return sure or described or mention.known or is_org_like(mention.text)


def _described(scene: Scene, token: Token, *, sure: bool) -> tuple[str | None, str | None]:
    """What "a company called Y", "Y, the company" or "a company for Z" names."""
    for child in _listed(scene, token):
        return scene.at[child.i].text, None
    if token.dep_ == "appos" and scene.is_org(token.head):
        return scene.at[token.head.i].text, None
    called = scene.called(token)
    if called:
        return called, None
    if any(c.text.lower() in {"the", "this", "that"} for c in token.children):
        if token.lemma_.lower() in {"group", "operation", "practice"}:
            return None, None
        if token.lemma_.lower() == "business" and not sure:
            return None, None
        place = place_at(scene, token)
        if sure and place is not None and place.unit and place.unit[:1].isupper():
            return place.unit, None
        return (next(iter(scene.orgs(token)), None) if sure else None), None
    if token.lemma_.lower() in _PARTS and not sure:
        return None, None
    return None, description(scene, token)


def description(scene: Scene, token: Token) -> str:
    """The words for a company without a name, up to the end of what belongs to it."""
    first = min(t.i for t in token.subtree)
    last = token.i
    for child in token.rights:
        if child.dep_ in {"prep", "acl"} and child.i == last + 1:
            last = max(t.i for t in child.subtree if t.text not in {";", ",", "."})
    text = scene.words(first, min(last, token.i + 10))
    return text.strip(" ,;.")


RULES = (founded_without_that, founded_by_verb)
