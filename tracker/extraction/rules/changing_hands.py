"""Purchases told from the side of what is bought: it goes to somebody, becomes his property, finds a buyer, or is named only afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.owning import only_reports
from tracker.extraction.rules.purchases import BUY, PURCHASES, sold_to
from tracker.extraction.rules.shared import possessor
from tracker.extraction.rules.stakes import price_at, stake_made
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import SURELY

_BUYERS = words("buyer acquirer purchaser taker")
_AGREE = words("agree consent accept")
_GO = words("go pass")
#: How something comes to be somebody's without a word of a deal.
_END_UP = frozenset([("end up", "with"), ("wind up", "with")])
_PARTS_WITH = words("sell part dispose shed unload offload")
_BEGIN = SURELY | words("start create establish launch")
_BEGUN = words("founding creation brainchild")
_YOUNG = COMPANY_NOUNS - UNIT_NOUNS | {"newcomer", "maker"}
_NEIGHBOURS = words("supplier customer competitor partner tenant neighbour neighbor")
_MANY = words("two three four several some")
#: By what a sentence presents a company that the one before has not named.
_IS_SO = words(
    "be have make found start incorporate develop build write teach employ count specialise specialize sell design create offer train establish launch form base"
)


def goes_to(scene: Scene) -> Iterator[Draft]:
    """Read "Z goes to Y for $90 million", "Z, which she founded, ended up with Y", "Z became the property of Y"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        buyer = _goes_to(scene, clause)
        if buyer is None:
            continue
        target = next((n for t in clause.subjects for n in _companies(scene, t)), None)
        if target is None and clause.verb.lemma_ not in _GO:
            target = next((n for t in clause.subjects for n in orgs_meant(scene, t)), None)
        judged = judge(scene, clause.verb)
        if target is None or judged.status is None or _same(buyer, target):
            continue
        yield stake_made(
            scene, "changes_hands", judged, buyer, target, 100.0, price_at(scene, clause.verb), 0.75
        )


def _goes_to(scene: Scene, clause: Clause) -> str | None:
    """To whom a company goes, where that can only mean that it is bought."""
    if clause.verb.lemma_ == "become":
        property_ = [t for t in clause.complements if t.lemma_.lower() == "property"]
        of = (g for t in property_ for p in t.children if p.lower_ == "of" for g in p.children)
        return next((n for t in of for n in _companies(scene, t)), None)
    for verb, word in _END_UP:
        if clause.lemma == verb:
            return next((n for t in clause.preps(word) for n in _companies(scene, t)), None)
    if clause.verb.lemma_ not in _GO or clause.lemma != clause.verb.lemma_:
        return None
    buyer = next((n for t in clause.preps("to") for n in _companies(scene, t)), None)
    sums = {scene.token_at(f.start).i for f in scene.sums}
    paid = any(t.i in sums for thing in clause.preps("for") for t in thing.subtree)
    return buyer if paid or _is_of_a_deal(scene, clause) else None


def _is_of_a_deal(scene: Scene, clause: Clause) -> bool:
    """Whether the article tells who founded what goes to somebody, which is why it tells of that."""
    names = {n for t in clause.subjects for n in _companies(scene, t)}
    begun = clause.verb.dep_ == "relcl" and any(
        a.lemma_ in _BEGIN and a.pos_ == "VERB" for a in clause.verb.ancestors
    )
    own = any(
        t.lemma_.lower() in _BEGUN or (scene.is_title(t) and scene.at[t.i].founder)
        for s in clause.subjects
        for t in s.subtree
    )
    if any(clause.preps("with", "for")):
        return False  # "went to Y with its plan"
    return begun or own or bool(names & set(scene.discourse.founded.values()))


def _companies(scene: Scene, token: Token) -> list[str]:
    """The company named at a word, or beside it ("another of her foundings, Z")."""
    if token.lower_ in {"which", "that"} and token.head.dep_ == "relcl":
        token = token.head.head
    things = [token, *(c for c in token.children if c.dep_ == "appos")]
    things += [token.head] if token.dep_ == "appos" else []
    found = [scene.at[t.i] for t in things if scene.kind(t) in COMPANIES and not scene.is_paper(t)]
    return [m.text for m in found if not m.product]


def buyers_named(scene: Scene) -> Iterator[Draft]:
    """Read "Z has found a buyer in Y", "Y is selling Z, and W is the buyer", "The buyer of Z is Y"."""
    if not any(t.lemma_.lower() in _BUYERS for t in scene.doc) or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        found = _buyer_found(scene, clause) or _buyer_told(scene, clause)
        if found is None or _same(*found):
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        if judged.status is Status.DONE and clause.verb.tag_ in {"VBZ", "VBP"}:
            judged = replace(judged, status=Status.ANNOUNCED)
        yield stake_made(
            scene, "changes_hands", judged, *found, 100.0, price_at(scene, clause.verb), 0.75
        )


def _buyer_found(scene: Scene, clause: Clause) -> tuple[str, str] | None:
    """Y and Z in "Z has found a buyer in Y"."""
    if clause.verb.lemma_ != "find" or not any(o.lemma_ in _BUYERS for o in clause.objects):
        return None
    buyer = next((n for t in clause.preps("in") for n in _companies(scene, t)), None)
    target = next((n for t in clause.subjects for n in orgs_meant(scene, t)), None)
    return (buyer, target) if buyer and target else None


def _buyer_told(scene: Scene, clause: Clause) -> tuple[str, str] | None:
    """Y and Z in "the buyer of Z is Y", and where the sentence or the one before tells that somebody parts with Z."""
    if clause.verb.lemma_ != "be":
        return None
    ends = [*clause.subjects, *clause.complements]
    noun = next((t for t in ends if t.lemma_.lower() in _BUYERS and t.i not in scene.at), None)
    if noun is None or not any(c.lower_ in {"the", "its"} for c in noun.lefts):
        return None
    others = [t for t in ends if t.i != noun.i]
    buyer = next((n for t in others for n in _companies(scene, t)), None)
    buyer = buyer or next((scene.at[t.i].text for t in others if scene.kind(t) is Kind.UNIT), None)
    of = (g for p in noun.children if p.lower_ == "of" for g in p.children)
    target = next((n for t in of for n in orgs_meant(scene, t)), None)
    target = target or possessor(scene, noun) or _parted_with(scene)
    return (buyer, target) if buyer and target else None


def _parted_with(scene: Scene) -> str | None:
    """Z in "Y is about to part with Z", told here or in the sentence before."""
    for where in (scene, *scene.article[max(0, scene.number - 1) : scene.number]):
        for clause in clauses(where.doc):
            if clause.verb.lemma_ not in _PARTS_WITH or clause.passive:
                continue
            things = [*clause.objects, *clause.preps("with", "of")]
            named = next((n for t in things for n in _companies(where, t)), None)
            if named is not None:
                return named
    return None


def agreed_to(scene: Scene) -> Iterator[Draft]:
    """Read "Z has agreed to a takeover by Y", "Z accepted an offer from Y"."""
    if not any(t.lemma_ in _AGREE for t in scene.doc) or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in _AGREE:
            continue
        agrees = clause.verb.lemma_ != "accept"
        deals = clause.preps("to") if agrees else clause.objects
        noun = next((t for t in deals if t.lemma_.lower() in PURCHASES), None)
        if noun is None:
            continue
        by = (g for p in noun.children if p.lower_ in {"by", "from"} for g in p.children)
        buyer = next((n for t in by for n in _companies(scene, t)), None)
        target = next((n for t in clause.subjects for n in orgs_meant(scene, t)), None)
        judged = judge(scene, clause.verb)
        if buyer is None or target is None or judged.status is None or _same(buyer, target):
            continue
        if judged.status is Status.DONE:
            judged = replace(judged, status=Status.ANNOUNCED)
        yield stake_made(
            scene, "changes_hands", judged, buyer, target, 100.0, price_at(scene, noun), 0.75
        )


def named_afterwards(scene: Scene) -> Iterator[Draft]:
    """Read "Y has bought a company that never sold a thing. Z was founded last year by X": what is bought is named next."""
    if not scene.number or is_hypothetical(scene):
        return
    before: Scene = scene.article[scene.number - 1]
    for clause in clauses(before.doc):
        if only_reports(before, clause):
            continue
        buyer, several = _buys_unnamed(before, clause)
        judged = judge(before, clause.verb) if buyer is not None else None
        if buyer is None or judged is None or judged.status is None:
            continue
        if clause.lemma == "belong" and judged.status is Status.ANNOUNCED:
            judged = Judgement(Status.DONE, judged.via, judged.date, judged.date_kind)
        for target in _presented(scene, buyer, several=several):
            yield stake_made(scene, "named_next", judged, buyer, target, 100.0, None, 0.75)
        return


def _buys_unnamed(scene: Scene, clause: Clause) -> tuple[str | None, bool]:
    """Who buys something without a name, and whether it is more than one thing."""
    things, buyers = clause.objects, clause.subjects
    if clause.lemma == "belong":
        things, buyers = clause.subjects, list(clause.preps("to"))
    elif clause.verb.lemma_ == "sell":
        buyers = sold_to(clause)
    elif clause.lemma not in BUY:
        return None, False
    buyer = next((n for t in buyers for n in _companies(scene, t)), None)
    for thing in things:
        before = {c.lower_ for c in thing.lefts}
        if thing.i in scene.at or any(scene.is_org(t) for t in thing.subtree if t.dep_ == "appos"):
            continue
        if _one_of_its(thing):
            return buyer, False
        if thing.lemma_.lower() not in _YOUNG:
            continue
        if thing.tag_ in PLURALS and before & _MANY:
            return buyer, True
        if thing.tag_ not in PLURALS and before & {"a", "an", "another"}:
            return buyer, False
    return None, False


def _one_of_its(thing: Token) -> bool:
    """Read "has bought one of its suppliers"."""
    of = (g for p in thing.children if p.lower_ == "of" for g in p.children)
    return thing.lower_ == "one" and any(g.lemma_.lower() in _YOUNG | _NEIGHBOURS for g in of)


def _presented(scene: Scene, buyer: str, *, several: bool) -> list[str]:
    """What a sentence presents: the company it is about, or all that it names where there are several."""
    if several:
        named = [t for t in scene.doc if scene.kind(t) in COMPANIES and t.dep_ in {"nsubj", "pobj"}]
        first = [t for t in named if t.dep_ == "nsubj" or t.head.lower_ == "from"]
        names = [n for t in first for n in _companies(scene, t)]
        return [n for n in dict.fromkeys(names) if not _same(n, buyer)]
    for clause in clauses(scene.doc):
        if clause.verb.dep_ != "ROOT" or clause.verb.lemma_ not in _IS_SO:
            continue
        subjects = clause.objects if clause.passive else clause.subjects
        first = [t for t in subjects if t.left_edge.i == 0]
        return [n for t in first for n in _companies(scene, t) if not _same(n, buyer)][:1]
    return []


def _same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


RULES = (goes_to, buyers_named, agreed_to, named_afterwards)
