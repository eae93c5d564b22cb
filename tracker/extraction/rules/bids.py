"""Bids and takeovers told by a noun: refused, given up, blocked, approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import whole
from tracker.extraction.rules.bought import company_bought
from tracker.extraction.rules.money_words import is_of_one_share
from tracker.extraction.rules.purchases import BUY, CONCLUDES, PURCHASES
from tracker.extraction.rules.shared import context_org, possessor
from tracker.extraction.rules.stakes import buyer_for, price_at, stake_made
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_BIDS = words(
    "bid offer approach takeover acquisition proposal overture advance buyout purchase interest pursuit"
)
#: What would have bought a part only.
_PARTS = frozenset(["investment"])
#: What is a bid only with a company behind it: "interest in Y", "the pursuit of Y".
_INTERESTS = words("interest pursuit")
_CONSIDER = words(
    "consider weigh prepare explore study mull ponder contemplate examine plan discuss"
)
#: How a bid is told to have been made, and whose subject it is made to.
_MAKES = words("make launch submit table lodge mount lob lob_in put_in put_forward")
_GETS = words("receive get field")
_MADE = words("bid offer approach proposal overture")
#: Less than this nobody offers for a company.
_LEAST_PRICE = 20_000_000
#: What stands before an offer that is made for a company.
_HOSTILE = words(
    "takeover acquisition buyout hostile unsolicited nonbinding non-binding indicative"
)
_OF_COMPANIES = words("takeover acquisition buyout")
_REFUSE = words(
    "reject rebuff refuse decline turn_away spurn dismiss turn_down vote_down fend_off fight_off bat_away wave_away snub resist throw_out knock_back"
)
#: What two companies agree on with each other.
_MUTUAL = words("merger deal agreement")
_DROP = words(
    "terminate drop abandon lose withdraw scrap cancel shelve ditch pull call_off give_up walk_away back_away back_out pull_out give_up_on end"
)
_BLOCK = words("block veto prohibit stop thwart scupper scuttle torpedo halt kill")
FAIL = words("fail collapse founder fizzle_out fall_through fall_apart lapse unravel")

#: Those who must agree to a purchase before it is one.
_APPROVED = re.compile(
    r"\b(?:shareholders?|stockholders?|regulators?|directors|board|commission|authorit(?:y|ies))\b[^.;]{0,60}\b(?:approved|cleared|backed|waved through|voted for|signed off)\b",
    re.IGNORECASE,
)
_DEAL = re.compile(
    r"\b(?:acqui|buy|bought|purchas|t(?:ake|aking|ook|aken) ?-?over|stake|shares?\b|sharehold|holding|mer(?:ge|ging)|deal|invest|own|belong|sold|sell"
    r"|swallow|snap|bid|offer|approach|control|subsidiar|parent|gobbl|absorb|pa(?:y|id)|price|inject|part of)|%|per ?cent",
    re.IGNORECASE,
)
_NO_INTEREST = re.compile(
    r"\b(?:no|any|little) interest in (?:buy|acquir|tak|purchas)\w+"
    r"|\bno (?:\w+ )?(?:plans?|intention|desire|wish|appetite)\b[\w ]{0,20} (?:to|of|for) (?:bid|buy|acquir|tak|purchas|mak|invest)\w*",
    re.IGNORECASE,
)
_NO_SALE = re.compile(
    r"\bno (?:\w+ )?(?:plans?|intention|desire|wish|need)\b[\w ]{0,20} (?:to|of) (?:sell|part with|reduce|offload|exit|divest|dispose)\w*",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\bno longer (?:an? )?(?:(?:share|stake)?holder|investor|own(?:s|er)?|holds?|has)\b"
    r"|\bnever (?:completed|closed|finished|finali[sz]ed) (?:its|the|their) (?:\w+ )?(?:purchase|acquisition|takeover|deal|merger)\b",
    re.I,
)

_WORTH = re.compile(
    r"\b(?:worth|valued at) (?:about |around |some |roughly |nearly |more than |up to )?$"
)


def bids(scene: Scene) -> Iterator[Draft]:
    """Read "Z rejected a bid from Y", "Y dropped its bid for Z", "Y's bid for Z failed"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        for noun, status in _bids_of(scene, clause):
            found = _ends(scene, clause, noun, status)
            if found is None or judge(scene, clause.verb).status in {None, Status.DENIED}:
                continue
            judged = judge(scene, clause.verb)
            made = draft(
                FactType.STAKE, scene, "bid", status, 0.8, acquirer=found[0], target=found[1],
                percent=None if noun.lemma_.lower() in _PARTS else 100,
                amount_usd=_price(scene, noun),
            )  # fmt: skip
            made.via, made.date, made.date_kind = judged.via, judged.date, judged.date_kind
            yield made


def _bids_of(scene: Scene, clause: Clause) -> Iterator[tuple[Token, Status]]:
    """The bids that a verb turns down or ends, and what becomes of them."""
    whats = [(t, fate(clause)) for t in clause.objects]
    whats += [(t, fate(clause)) for t in clause.preps("from", "on") if clause.lemma in _DROP]
    whats += [(t, Status.REVERSED) for t in clause.subjects if clause.lemma in FAIL]
    for token, status in whats:
        word = token.lemma_.lower()
        if status is Status.DENIED or clause.lemma in FAIL:
            status = None if word in _INTERESTS else status
        if clause.lemma in _MAKES | _GETS and word not in _MADE:
            continue
        of_both = word in _MUTUAL and status is Status.REVERSED and _is_theirs(token)
        of_part = word in _PARTS and status is Status.REVERSED
        if status is not None and (word in _BIDS or of_both or of_part) and token.i not in scene.at:
            yield token, status


def _is_theirs(noun: Token) -> bool:
    """Read "their merger" and "their merger agreement", but not "their licensing agreement"."""
    beside = {c.lower_ for c in noun.lefts} | {noun.lemma_.lower()}
    return {"their", "merger"} <= beside


def fate(clause: Clause) -> Status | None:
    """What becomes of the bid that is a verb's object."""
    if clause.lemma in _REFUSE:
        return Status.DENIED
    if clause.lemma in _CONSIDER | _MAKES | _GETS:
        return Status.RUMOURED
    return Status.REVERSED if clause.lemma in _DROP | _BLOCK else None


def _ends(scene: Scene, clause: Clause, noun: Token, status: Status) -> tuple[str, str] | None:
    """Who bids, and for what."""
    if noun.lemma_.lower() in _MUTUAL:  # "Y and Z have called off their merger"
        named = list(
            dict.fromkeys(scene.at[t.i].text for t in scene.doc[: noun.i] if scene.is_org(t))
        )
        return (named[0], named[1]) if len(named) == len(("Y", "Z")) else None
    after = {prep.text.lower(): prep for prep in noun.children if prep.dep_ == "prep"}
    hung = {w: t for w in ("from", "by", "for", "of") for t in clause.preps(w)}
    buyer = possessor(scene, noun) or _named(scene, after.get("from") or after.get("by"))
    buyer = buyer or next((_org(scene, hung[w]) for w in ("from", "by") if w in hung), None)
    buyer = buyer or next(
        (scene.name(hung[w]) for w in ("from", "by") if w in hung and scene.is_person(hung[w])),
        None,
    )
    interest = after.get("in") if noun.lemma_.lower() in _INTERESTS | _PARTS else None
    target = _named(scene, after.get("for") or after.get("of") or interest)
    target = target or next((_org(scene, hung[w]) for w in ("for", "of") if w in hung), None)
    subject = next((_org(scene, t) for t in clause.subjects), None)
    if interest is None and noun.lemma_.lower() in _INTERESTS:
        target = target or next((_org(scene, t) for t in clause.preps("in")), None)
    if status is Status.DENIED or clause.lemma in _GETS:
        told = noun.lemma_.lower() in _OF_COMPANIES or target or _is_for_company(scene, noun)
        target = target or (subject if told else None)
        buyer = None if buyer == target else buyer
    elif clause.lemma in _DROP | _CONSIDER | _MAKES:
        buyer = subject or buyer
        if buyer is None and target and noun.lemma_.lower() in _OF_COMPANIES and clause.passive:
            buyer = context_org(scene, noun)
    return (buyer, target) if buyer and target and buyer != target else None


def _is_for_company(scene: Scene, noun: Token) -> bool:
    """Whether an offer from a company is one for another: no job, no licence."""
    dear = (_price(scene, noun) or 0) >= _LEAST_PRICE and not scene.people(noun)
    return (
        dear
        or noun.lemma_.lower() == "bid"
        or any(c.lemma_.lower() in _HOSTILE for c in noun.children)
    )


def _named(scene: Scene, prep: Token | None) -> str | None:
    return next((_org(scene, t) for t in prep.children if t.dep_ == "pobj"), None) if prep else None


def _org(scene: Scene, token: Token) -> str | None:
    """The company at a word; "its board" and "shareholders of Z" stand for Z."""
    if token.lemma_.lower() in {"board", "shareholder", "investor", "director", "founder", "owner"}:
        return scene.owner(token) or context_org(scene, token)
    if scene.kind(token) in {Kind.PERSON, Kind.TITLE}:
        return None
    return company_bought(scene, token)


def _price(scene: Scene, noun: Token) -> int | float | None:
    near = [f for f in scene.sums if noun.i in {a.i for a in scene.token_at(f.start).ancestors}]
    behind = (f for f in scene.sums if f.start > scene.places[noun.i][1])
    near += [f for f in behind if _WORTH.search(scene.text[: f.start])]
    near = [f for f in near if not is_of_one_share(scene.text, f)]
    return whole(near[0].value) if near else None


def stake_nouns(scene: Scene) -> Iterator[Draft]:
    """Read "Y's acquisition of Z", "the takeover of Z by Y"."""
    nouns = [n for n in scene.doc if n.lemma_.lower() in PURCHASES and n.pos_ == "NOUN"]
    if not nouns or is_hypothetical(scene):
        return
    told = {noun.i for clause in clauses(scene.doc) for noun, _ in _bids_of(scene, clause)}
    for noun in nouns:
        targets = [
            n
            for prep in noun.children
            if prep.dep_ == "prep" and prep.text.lower() == "of"
            for t in prep.children
            for n in [company_bought(scene, t)]
            if n
        ]
        buyer = possessor(scene, noun)
        for prep in noun.children:
            if prep.text.lower() == "by":
                buyer = next(
                    (n for t in prep.children for n in [company_bought(scene, t)] if n), buyer
                )
        buyer = buyer or _who_concludes(scene, noun) or _who_bought_somebody(scene)
        if not targets or buyer is None or buyer == targets[0] or noun.i in told:
            continue
        judged = deal_told_by(scene, noun)
        if judged.status is None:
            continue
        yield stake_made(
            scene, "acquisition_noun", judged, buyer, targets[0], 100.0, price_at(scene, noun), 0.75
        )


def _who_concludes(scene: Scene, noun: Token) -> str | None:
    """Y in "Y has completed the purchase of Z", X in "X has completed his acquisition of Z"."""
    for clause in clauses(scene.doc):
        if clause.verb.i == noun.head.i and noun.dep_ == "dobj" and clause.lemma in CONCLUDES:
            named = [scene.at[t.i].text for t in clause.subjects if scene.kind(t) in COMPANIES]
            named += [
                org
                for t in clause.subjects
                if scene.is_person(t) and (org := buyer_for(scene, t, scene.name(t)))
            ]
            return next(iter(named), None)
    return None


def _who_bought_somebody(scene: Scene) -> str | None:
    """Y in "Y has bought a rival. The acquisition of Z was made known on Monday"."""
    if not scene.number:
        return None
    before = scene.article[scene.number - 1]
    for clause in clauses(before.doc):
        unnamed = any(c.lower_ in {"a", "an", "another"} for o in clause.objects for c in o.lefts)
        if clause.lemma in BUY and unnamed and not any(before.is_org(o) for o in clause.objects):
            return next((before.at[t.i].text for t in clause.subjects if before.is_org(t)), None)
    return None


def is_only_approved(sentence: str) -> bool:
    """Whether owners or authorities agree to a purchase: that makes it none yet."""
    return bool(_APPROVED.search(sentence))


def speaks_of_a_deal(sentence: str) -> bool:
    return bool(_DEAL.search(sentence))


def buys_nothing(sentence: str) -> bool:
    """Whether a company is only told to own no more of another, or to have no interest in it."""
    return bool(_NO_LONGER.search(sentence) or _NO_INTEREST.search(sentence))


def sells_nothing(sentence: str) -> bool:
    """Whether a company is told to keep what it has: "has no plans to sell its stake in Z"."""
    return _NO_SALE.search(sentence) is not None


def deal_told_by(scene: Scene, noun: Token) -> Judgement:
    """How far a purchase has come, by the verb that its noun hangs on."""
    verb = governing_verb(noun)
    judged = judge(scene, verb) if verb.pos_ in {"VERB", "AUX"} else Judgement(Status.DONE)
    if judged.status is Status.DONE and (
        verb.lemma_ in {"expect", "slate", "schedule", "agree"} or is_only_approved(scene.text)
    ):
        return replace(judged, status=Status.ANNOUNCED)
    if judged.status is Status.ANNOUNCED and verb.lemma_ not in {
        "announce",
        "complete",
        "close",
        "expect",
    }:
        return Judgement(Status.DONE, judged.via)
    return judged


RULES = (bids, stake_nouns)
