"""Purchases told as what belongs to whom, passes into whose hands, or is talked about with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import fractions, percents
from tracker.extraction.rules.bought import company_bought, name_behind
from tracker.extraction.rules.bought_beside import points_back
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.rounds_told import spoken_of
from tracker.extraction.rules.shared import context_org, possessor
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
_FRACTIONS = words("half third quarter fifth sixth seventh eighth ninth tenth twentieth")
#: Of what a company's owners have their parts.
_CAPITAL = words("share capital stock vote equity right ownership")
_OWNERS = words("owner shareholder holder stakeholder investor")
_A_SHARE = (
    r"(?:(?:about|around|nearly|almost|some|more than|over|just under) )?"
    r"(?:[\d.]+ ?(?:%|per ?cent)|an? (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth))"
    r"(?: of (?:the|its) (?:shares|stock|company|firm|equity|capital|votes))?"
)
_OWNER = r"(?:[\w-]+ ){0,3}(?P<what>(?:share|stake)?holder|owner|investor)\b"
#: How a share is told of whoever has just been named.
_WITH_SHARE = re.compile(
    rf", (?:(?:still )?with (?:its )?{_A_SHARE},? (?:its|the|by far the) {_OWNER}|with {_A_SHARE}(?=[,.])|(?:the|an?) {_OWNER.replace('what', 'who')} of {_A_SHARE})"
)
_OWNER_BEFORE = re.compile(
    r"\b(?:owner|(?:share|stake)holder|investor), (?:the (?:[a-z-]+ ){1,3}|[a-z-]+ (?:fund|insurer|bank|group) )?$"
)
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
    if only_reports(scene, clause):
        return
    if clause.lemma == "belong":
        named = (near for t in clause.preps("to") for near in _named(scene, t))
        yield from (t for t in named if not set(scene.at[t.i].text.lower().split()) & _CIRCLES)
    elif clause.verb.lemma_ in _PASS:
        hands = (t for t in clause.preps("into", "to", "in", "under") if t.lemma_.lower() in _HANDS)
        of = (g for t in hands for p in t.children if p.lower_ == "of" for g in p.children)
        yield from (t for t in of if scene.kind(t) in COMPANIES)


def only_reports(scene: Scene, clause: Clause) -> bool:
    """Read "Z reports to Y", which is parsed as a belonging and tells of no owner."""
    word = scene.words(clause.verb.i, clause.verb.i).lower()
    return clause.lemma == "belong" and word.startswith("report")


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
        judged = judge(scene, clause.verb)
        if share is None or judged.status is None:
            continue
        if judged.status is Status.ANNOUNCED and clause.verb.tag_ in {"VBZ", "VBP"}:
            judged = replace(judged, status=Status.DONE)
        percent = share_told(scene, share, clause.verb)
        for owner in _holders(scene, clause):
            buyer = _owner_named(scene, owner)
            target = _held(scene, clause, share, owner, buyer) if buyer is not None else None
            if buyer is None or target is None or plain(target) == plain(buyer):
                continue
            if percent is not None or scene.kind(owner) in COMPANIES:
                yield stake_made(scene, "belongs", judged, buyer, target, percent, None, 0.75)


def _holders(scene: Scene, clause: Clause) -> list[Token]:
    """Who holds something: Y in "Y, which started Z and owns 17%", X and Y in "X and Y keep 19% each"."""
    owner = next((t for t in clause.subjects if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if owner is not None and owner.lower_ in {"which", "who"}:
        verb = clause.verb
        while verb.dep_ == "conj":
            verb = verb.head
        owner = verb.head if verb.dep_ == "relcl" else None
    if owner is None:
        return []
    each = any(t.lower_ == "each" for t in clause.verb.subtree)
    if each:
        return [owner, *owner.conjuncts]
    between = scene.doc[owner.i + 1 : clause.verb.i]
    several = any(scene.is_person(t) and t.dep_ == "conj" for t in between)
    return [] if scene.is_person(owner) and several else [owner]


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
    if owner.i not in scene.at and (behind := name_behind(scene, owner)) is not None:
        return behind
    if scene.is_person(owner):
        return scene.name(owner)
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
        if points_back(thing):
            return spoken_of(scene, owner, {buyer})
    if any(t.pos_ not in {"NUM", "DET"} for t in things):
        return None  # "holds 30% of the market"
    if scene.kind(owner) in COMPANIES:
        return _about(scene, owner) or spoken_of(scene, owner, {buyer})
    before = scene.doc[: clause.verb.i]
    led = [scene.at[t.i].text for t in before if scene.kind(t) is Kind.ORG]
    return led[0] if len(set(led)) == 1 else None if led else context_org(scene, owner, buyer)


def _is_share(token: Token) -> bool:
    """A share in a company, and not in a market."""
    word = token.lemma_.lower()
    if any(c.lower_ == "per" for c in token.children):
        return True  # "40 per cent"
    owned = token.dep_ == "dobj" and token.head.lemma_ in {"own", "hold"}
    part = word in _FRACTIONS and (owned or any(c.lower_ == "of" for c in token.children))
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


def shareholders(scene: Scene) -> Iterator[Draft]:
    """Read "Y, with 18% the largest shareholder, sided with the board", "its largest owner, Y, with 12% of the shares", "Y, the owner of 41%"."""
    for mention in {id(m): m for m in scene.at.values()}.values():
        if mention.kind not in COMPANIES | {Kind.PERSON} or mention.paper:
            continue
        told = _WITH_SHARE.match(scene.text, mention.end)
        before = scene.text[: mention.start]
        owner = _OWNER_BEFORE.search(before)
        if told is None or not (told["what"] or told["who"] or owner):
            continue
        token = scene.token_at(mention.start)
        at = told.start("what") if told["what"] else told.start("who")
        noun = scene.token_at(owner.start() if owner and at < 0 else at)
        figures = (*percents(scene.text), *fractions(scene.text))
        share = next((f for f in figures if told.start() <= f.start < told.end()), None)
        target = _of_which(scene, noun, token) or spoken_of(scene, token, {mention.text})
        if share is None or target is None or plain(target) == plain(mention.text):
            continue
        yield stake_made(
            scene, "belongs", Judgement(Status.DONE), mention.text, target, share.value, None, 0.75
        )


def _of_which(scene: Scene, noun: Token, owner: Token) -> str | None:
    """Z in "Z's largest owner, Y, with 12% of the shares" and "Y, with 12% the largest owner of Z"."""
    for word in (noun, *noun.ancestors, *owner.ancestors):
        if word.lemma_.lower() not in _OWNERS:
            continue
        of = (t for p in word.children if p.lower_ == "of" for t in p.children)
        named = next((n for t in of for n in orgs_meant(scene, t)), None)
        return named or possessor(scene, word)
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


RULES = (belongs, holds, shareholders, talks)
