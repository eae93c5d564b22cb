"""Purchases told as what belongs to whom, passes into whose hands, or is talked about with whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import percents
from tracker.extraction.rules.bought import company_bought
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.stakes import price_at, share_told, stake_made
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.tokens import Token

_HANDS = words("hand possession ownership control")
_PASS = words("pass go fall come end_up")
#: What one belongs to without being owned.
_CIRCLES = words(
    "partnership alliance council league association forum network consortium coalition union federation"
)
_HOLD = words("have hold keep retain own control")
_FRACTIONS = words("half third quarter fifth sixth seventh eighth ninth tenth")
#: Of what a company's owners have their parts.
_CAPITAL = words("share capital stock vote equity right ownership")
_DEALS = words("stake shareholding takeover acquisition purchase buyout investment sale")
_TALKS = words("talk negotiation discussion")
_NEGOTIATE = words("negotiate talk")
_OFF = words("break_down fail collapse break_off fall_through fall_apart end stall founder")


def belongs(scene: Scene) -> Iterator[Draft]:
    """Read "Z now belongs to Y", "Z will belong to Y", "Z passed into the hands of Y"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        owners = list(_owners(scene, clause))
        if not owners:
            continue
        target = next((org for t in clause.subjects for org in [_company(scene, t)] if org), None)
        judged = judge(scene, clause.verb)
        if target is None or judged.status is None:
            continue
        if judged.status is Status.ANNOUNCED and clause.verb.tag_ in {"VBZ", "VBP"}:
            judged = replace(judged, status=Status.DONE)
        for owner in owners:
            buyer = scene.at[owner.i].text
            if plain(buyer) == plain(target):
                continue
            share = _share_of(scene, owner)
            whole = 100.0 if len(owners) == 1 and share is None else share
            yield stake_made(
                scene, "belongs", judged, buyer, target, whole, price_at(scene, clause.verb), 0.75
            )


def _owners(scene: Scene, clause: Clause) -> Iterator[Token]:
    """Whom something belongs to, or into whose hands it passes."""
    if clause.lemma == "belong":
        named = (near for t in clause.preps("to") for near in _named(scene, t))
        yield from (t for t in named if not set(scene.at[t.i].text.lower().split()) & _CIRCLES)
    elif clause.verb.lemma_ in _PASS:
        hands = (t for t in clause.preps("into", "to", "in", "under") if t.lemma_.lower() in _HANDS)
        of = (g for t in hands for p in t.children if p.lower_ == "of" for g in p.children)
        yield from (t for t in of if scene.kind(t) in COMPANIES)


def _named(scene: Scene, token: Token) -> list[Token]:
    """The companies at a word, those joined to it and one that stands beside it ("the telephone company Y")."""
    beside = [c for c in token.children if c.dep_ == "appos"]
    return [t for t in (token, *token.conjuncts, *beside) if scene.kind(t) in COMPANIES]


def _company(scene: Scene, token: Token) -> str | None:
    mention = scene.at.get(token.i)
    if mention is not None:
        return mention.text if mention.kind in COMPANIES and not mention.product else None
    return company_bought(scene, token) if token.tag_ != "NNS" else None


def _share_of(scene: Scene, owner: Token) -> float | None:
    """How much has an owner of whom a relative clause tells it: "Y, which owns 80%"."""
    told = [c for c in owner.children if c.dep_ == "relcl"]
    inside = {t.i for c in told for t in c.subtree}
    return next(
        (p.value for p in percents(scene.text) if scene.token_at(p.start).i in inside), None
    )


def holds(scene: Scene) -> Iterator[Draft]:
    """Read "Z is a spin-off of Y, which still has a 35% stake", "she holds 31% herself", "the X family keeps 80% of the capital"."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in _HOLD or clause.passive:
            continue
        share = next((o for o in clause.objects if _is_share(o)), None)
        owner = next((t for t in clause.subjects if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        if owner is not None and owner.lower_ in {"which", "who"}:
            owner = clause.verb.head if clause.verb.dep_ == "relcl" else None
        buyer = _owner_named(scene, owner) if owner is not None else None
        if share is None or owner is None or buyer is None:
            continue
        percent = share_told(scene, share, clause.verb)
        target = _held(scene, clause, share, owner, buyer)
        judged = judge(scene, clause.verb)
        if target is None or judged.status is None or plain(target) == plain(buyer):
            continue
        if percent is None and scene.kind(owner) not in COMPANIES:
            continue
        if judged.status is Status.ANNOUNCED and clause.verb.tag_ in {"VBZ", "VBP"}:
            judged = replace(judged, status=Status.DONE)
        yield stake_made(scene, "belongs", judged, buyer, target, percent, None, 0.75)


def _owner_named(scene: Scene, owner: Token) -> str | None:
    """Who holds a share: a company, a person, or a person's family."""
    after = scene.doc[owner.i + 1 : owner.i + 2]
    if owner.lower_ == "family":
        before = scene.doc[owner.i - 1] if owner.i else owner
        named = scene.at.get(before.i)
        return f"{named.text} {owner.text}" if named is not None else None
    if after and after[0].lower_ == "family" and owner.i in scene.at:
        return f"{scene.at[owner.i].text} {after[0].text}"
    if scene.kind(owner) in COMPANIES:
        return scene.at[owner.i].text
    people = scene.people(owner)
    if people:
        return people[0] if len(people) == 1 else None
    return next(iter(orgs_meant(scene, owner)), None) if owner.tag_ not in {"NNS"} else None


def _held(scene: Scene, clause: Clause, share: Token, owner: Token, buyer: str) -> str | None:
    """Of what somebody holds a share: what is named behind it, or what is spoken of."""
    inside = [g for p in share.children if p.lower_ in {"in", "of"} for g in p.children]
    inside += [t for t in clause.preps("in", "of") if t not in inside]
    inside += [
        g for t in inside for p in t.children if p.lower_ in {"in", "of"} for g in p.children
    ]
    things = [t for t in inside if t.lemma_.lower() not in _CAPITAL and t.tag_ != "CD"]
    for thing in things:
        if thing.lower_ == "which" and clause.verb.dep_ == "relcl":
            return _company(scene, clause.verb.head)
        if (found := company_bought(scene, thing, buyer)) is not None:
            return found
    if any(t.pos_ not in {"NUM", "DET"} for t in things):
        return None  # "holds 30% of the market"
    if scene.kind(owner) in COMPANIES:
        return _about(scene, owner)
    led = [scene.at[t.i].text for t in scene.doc if scene.kind(t) is Kind.ORG]
    return led[0] if len(set(led)) == 1 else None if led else context_org(scene, owner, buyer)


def _is_share(token: Token) -> bool:
    """A share in a company, and not in a market."""
    word = token.lemma_.lower()
    if any(c.lower_ == "per" for c in token.children):
        return True  # "40 per cent"
    part = word in _FRACTIONS and any(c.lower_ == "of" for c in token.children)
    return (
        word in {"stake", "shareholding"}
        or part
        or (word in {"%", "percent", "cent"} and token.dep_ == "dobj")
    )


def _about(scene: Scene, owner: Token) -> str | None:
    """The company that a sentence is about before it comes to an owner."""
    for t in scene.doc[: owner.i]:
        if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ in {"ROOT", "conj", "ccomp"}:
            return _company(scene, t)
    return None


def talks(scene: Scene) -> Iterator[Draft]:
    """Read "Y is negotiating with Z about a stake", "Y is in talks with Z about a takeover", "takeover talks between them have collapsed"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        parties = _parties(scene, clause)
        if parties is None:
            continue
        first, second, deal = parties
        judged = judge(scene, clause.verb)
        status = Status.RUMOURED
        if clause.lemma in _OFF:
            status = Status.REVERSED
        elif judged.status in {Status.DENIED, Status.REVERSED}:
            status = judged.status
        if deal.lemma_.lower() == "sale":
            first, second = second, first
        part = deal.lemma_.lower() in {"stake", "shareholding", "investment"}
        percent = share_told(scene, deal, clause.verb) if part else 100.0
        yield stake_made(
            scene, "talks", Judgement(status, judged.via, judged.date, judged.date_kind), first, second, percent,
            price_at(scene, clause.verb), 0.75,
        )  # fmt: skip


def _parties(scene: Scene, clause: Clause) -> tuple[str, str, Token] | None:
    """Who talks with whom about what deal."""
    nouns = [
        t for t in (*clause.subjects, *clause.objects, *clause.preps("in")) if t.lemma_.lower() in _TALKS
    ]  # fmt: skip
    if not (nouns or clause.lemma in _NEGOTIATE):
        return None
    inside = [t for n in nouns for t in n.subtree]
    about = [t for t in clause.preps("about", "over", "on") if t.lemma_.lower() in _DEALS]
    between = any(t.lower_ == "between" for t in inside)  # who of them would buy is left open
    deals = {"pobj"} if between else {"pobj", "compound"}
    about += [t for t in inside if t.lemma_.lower() in _DEALS and t.dep_ in deals]
    others = [t for t in clause.preps("with") if scene.kind(t) in COMPANIES]
    others += [t for t in inside if scene.kind(t) in COMPANIES and t.dep_ in {"pobj", "conj"}]
    talkers = [t for t in clause.subjects if scene.kind(t) in COMPANIES]
    named = list(dict.fromkeys(scene.at[t.i].text for t in (*talkers, *others)))
    if not about or len(named) != 2 or any(scene.kind(t) is Kind.UNIT for t in others):
        return None
    return named[0], named[1], about[0]


RULES = (belongs, holds, talks)
