"""Who buys whom, wholly or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.employers import ONCE
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.money import fractions, percents, whole
from tracker.extraction.outcomes import has_closed
from tracker.extraction.rules.bought import company_bought, own_part, part_of_company
from tracker.extraction.rules.meant import org_meant
from tracker.extraction.rules.money_words import is_licence, is_no_price, is_worth_of_deal
from tracker.extraction.rules.purchases import BUY, sold_to
from tracker.extraction.rules.shared import context_org
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

#: Parts of a whole: "owns a third of Z".
_PARTS = words("third quarter fifth sixth seventh eighth ninth tenth half")
_SHARES = words("stake share shareholding interest holding % percent cent")
_PUT = {"put", "put in", "invest", "inject", "pour", "pump", "plough", "plow", "sink"}
#: Nouns for a company or a part of one that is sold.
_SOLD = words("company firm startup start-up business unit division arm subsidiary")
#: Words for a whole company, by which an article speaks of one that it has named.
_WHOLES = COMPANY_NOUNS - UNIT_NOUNS | {"maker"}
#: What takes over a part of its own company.
_UNITS = {"office", "department", "team", "lab", "laboratory", "division", "unit"}
#: Verbs with a share that tell of a purchase; what somebody holds is told by ``owning``, unless by whom.
_GET = {"take", "get", "secure", "invest"}
_BY = _GET | {"hold", "own"}
_OFFER = {"offer", "bid"}
_SELL = {"sell", "sell off", "offload", "divest", "unload"}
_REFUSED = re.compile(
    r"\b(?:rebuffed|rejected|turned (?:it|them|him|her|the \w+) down|turned down|refused|declined|spurned|thr(?:ew|own) out|batted away|fended off|snubbed|dismissed|waved away) (?:the |its |his |her |their |an? )?(?:[\w$€£.,]+ ){0,4}?(?:offers?|bids?|approach(?:es)?|proposals?|overtures?)|\brebuffed\b|\b(?:was|were|been|got|being) (?:turned down|rejected|refused|spurned|rebuffed)\b|(?:offer|bid|approach|proposal)\b[^.;]{0,80}\b(?:thr(?:ew|own) out|turned down|rejected|refused|spurned|rebuffed)\b"
)
#: What tells of a round, whose money is no price.
ROUND = re.compile(r"\b(?:rounds?|series [a-h]|seed|funding|financing|venture)\b", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:no longer (?:interested|want\w*)|(?:drop|abandon|shelv|scrap|ditch|g[ai]v)\w*(?: up)? (?:the |its |their |all )?(?:ideas?|plans?|thoughts?) (?:of|to|for)|came to nothing|[Nn]othing came of|f[ea]ll(?:s|en)? (?:through|apart)|collapsed?|(?:were?|was|is|been) (?:abandoned|scrapped|scuttled|off)|called off|walked away|broke (?:down|off)|fizzled|failed to (?:buy|acquire|land|win)|tried (?:and failed|in vain))\b"
)


def stakes(scene: Scene) -> Iterator[Draft]:
    """A stake for each purchase of a company, of a share in one, or refusal of a bid."""
    for clause in clauses(scene.doc):
        if clause.lemma in BUY or (
            clause.verb.lemma_ in (_BY if clause.passive else _GET)
            and _share_word(clause) is not None
        ):
            yield from _bought(scene, clause)
        elif clause.lemma in _PUT and (money := price_at(scene, clause.verb)) is not None:
            yield from _put_in(scene, clause, money)
        elif clause.lemma in _SELL:
            yield from _sold(scene, clause)
        elif clause.verb.lemma_ in {"pay", "spend", *_OFFER}:
            yield from _paid(scene, clause)


def _share_word(clause: Clause) -> Token | None:
    for token in [*clause.objects, *clause.preps("for")]:
        if is_share(token):
            return token
    return None


def is_share(token: Token) -> bool:
    """Whether a word is one for a part of a company: "20% of Z", "a third of Z", "a stake"."""
    part = token.lemma_.lower() in _PARTS and any(c.lower_ == "of" for c in token.children)
    paid = token.lemma_.lower() == "position" and any(t.text == "$" for t in token.subtree)
    return part or paid or token.lemma_.lower() in _SHARES


def _buyer(scene: Scene, clause: Clause) -> str | None:
    for subject in clause.subjects:
        mention = scene.at.get(subject.i)
        meant = org_meant(scene, subject)
        if meant is not None:
            return meant
        if mention is not None and mention.kind is Kind.UNIT:
            return mention.parent or context_org(scene, clause.verb)
        if mention is not None and mention.kind in COMPANIES and not mention.paper:
            return mention.text
        if subject.pos_ == "NOUN" and subject.lemma_ in {
            "executive",
            "boss",
            "board",
            "director",
            "management",
        }:
            owner = next((scene.at[c.i].text for c in subject.children if scene.is_org(c)), None)
            if owner:
                return owner
        for org in scene.orgs(subject):
            return org
        for person in scene.people(subject):
            return buyer_for(scene, subject, person)
    return None


def buyer_for(scene: Scene, subject: Token, person: str) -> str | None:
    """The company of somebody who buys another, or he himself who buys the one that is spoken of."""
    if _buys_himself(scene, subject):
        return person
    org = context_org(scene, subject, person)
    beside = [scene.at[t.i].text for t in subject.subtree if scene.is_org(t)]
    behind = [scene.at[t.i].text for t in scene.doc[subject.right_edge.i :] if scene.is_org(t)]
    own = {scene.discourse.employer.get(person), scene.discourse.founded.get(person)} - {None}
    if org not in behind or org in beside or own or not scene.is_person(subject):
        return org
    return beside[0] if beside else person


def _buys_himself(scene: Scene, subject: Token) -> bool:
    """Whether a title says only what somebody has founded or once was: "Y founder X", "former Y chief X"."""
    titles = [t for t in subject.subtree if scene.is_title(t) and t.head.i == subject.i]
    past = any(c.lower_ in ONCE for t in (subject, *titles) for c in t.lefts)
    return bool(titles) and (past or all(scene.at[t.i].founder for t in titles))


def price_at(scene: Scene, verb: Token) -> float | None:
    for figure in scene.sums:
        token = scene.token_at(figure.start)
        before = scene.text[max(0, figure.start - 45) : figure.start].lower()
        no_price = (
            is_no_price(scene.text, figure)
            or "valu" in before
            or "worth" in before.split()[-2:]
            or "raised" in before
        )
        if no_price and not is_worth_of_deal(scene.text, figure):
            continue
        near = [a.i for a in token.ancestors]
        if verb.i in near or token.i == verb.i:
            return figure.value
    return None


def share_told(scene: Scene, token: Token | None, verb: Token) -> float | None:
    for figure in (*percents(scene.text), *fractions(scene.text)):
        near = scene.token_at(figure.start)
        if token is not None and (
            token.i in {a.i for a in near.ancestors} or abs(near.i - token.i) < 6
        ):
            return figure.value
        if token is None and abs(near.i - verb.i) < 5:
            return figure.value
    return None


def stake_made(
    scene: Scene, rule: str, judged: Judgement, acquirer: str, target: str, percent: float | None, amount: float | None,
    probability: float = 0.82,
) -> Draft:  # fmt: skip
    status = judged.status
    if _REFUSED.search(scene.text) and status in {Status.RUMOURED, Status.DONE, Status.REPORTED}:
        status = Status.DENIED
    if _OFF.search(scene.text):
        status = Status.REVERSED
    elif status is Status.ANNOUNCED and has_closed(scene.text):
        status = Status.DONE
    return draft(
        FactType.STAKE, scene, rule, replace(judged, status=status), probability, acquirer=acquirer,
        target=target, percent=whole(percent) if percent is not None else None, amount_usd=whole(amount) if amount is not None else None,
    )  # fmt: skip


def _bought(scene: Scene, clause: Clause) -> Iterator[Draft]:
    acquirer = _buyer(scene, clause)
    if acquirer is None and clause.verb.dep_ in {"pcomp", "advcl"}:
        acquirer = _who_gets(scene, clause) or context_org(scene, clause.verb)
    judged = judge(scene, clause.verb)
    if acquirer is None or judged.status is None or _takes_over_work(scene, clause):
        return
    if clause.verb.lemma_ in {"own", "hold"} and judged.status is Status.ANNOUNCED:
        judged = replace(judged, status=Status.DONE)  # what somebody owns he has bought already
    share = _share_word(clause)
    part = any(t.lemma_.lower() in {"most", "majority", "half", "part"} for t in clause.objects)
    for target in (
        _sharers(scene, clause, share, acquirer)
        if share is not None
        else _targets(scene, clause, acquirer)
    ):
        if plain(target) == plain(acquirer) or _within(target, acquirer):
            continue
        percent = 100.0 if share is None and not part else share_told(scene, share, clause.verb)
        yield stake_made(
            scene, "buys", judged, acquirer, target, percent, price_at(scene, clause.verb)
        )


def _who_gets(scene: Scene, clause: Clause) -> str | None:
    """Y in "Y got her with Z, whose chief she was when it was bought"."""
    above = [a for a in clause.verb.ancestors if a.dep_ == "ROOT"] if clause.passive else []
    subjects = (t for a in above for t in a.children if t.dep_ == "nsubj")
    return next((scene.at[t.i].text for t in subjects if scene.kind(t) in COMPANIES), None)


def _within(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other ("Y" and "Y Group"): nobody buys itself."""
    short, long = sorted((plain(one), plain(other)), key=len)
    return long.startswith(f"{short} ") and "'s " not in one


def _takes_over_work(scene: Scene, clause: Clause) -> bool:
    """Somebody who takes over a team, or a lab that absorbs another, buys nothing."""
    if clause.lemma == "take over" and not (
        any(scene.orgs(s) for s in clause.subjects)
        and all(
            scene.is_org(o)
            or o.lemma_.lower() in _WHOLES
            or o.lower_ == "it"
            or (clause.passive and o.lower_ in {"which", "that"})
            for o in clause.objects
        )
    ):
        return True
    return clause.lemma in {"absorb", "take over"} and any(
        scene.kind(t) is Kind.UNIT or t.lemma_.lower() in _UNITS
        for t in (*clause.objects, *clause.subjects)
    )


def _put_in(scene: Scene, clause: Clause, money: float) -> Iterator[Draft]:
    """Read "Y is putting $5 billion into Z": one company alone that pays for a part of another."""
    buyers = [s for s in clause.subjects if scene.kind(s) in COMPANIES]
    if len(buyers) != 1 or buyers[0].conjuncts or ROUND.search(scene.text):
        return
    judged = judge(scene, clause.verb)
    for token in clause.preps("in", "into"):
        mention = scene.at.get(token.i)
        if mention is None or mention.kind is not Kind.ORG or judged.status is None:
            continue
        acquirer = scene.at[buyers[0].i].text
        if _within(mention.text, acquirer) or plain(mention.text) == plain(acquirer):
            continue
        yield stake_made(
            scene, "puts_in", judged, acquirer, mention.text,
            share_told(scene, None, clause.verb), money, 0.75,
        )  # fmt: skip


def _sharers(scene: Scene, clause: Clause, share: Token, acquirer: str) -> list[str]:
    """The companies in "a stake in Y"."""
    things = [
        t for prep in share.children if prep.text.lower() in {"in", "of"} for t in prep.children
    ]
    found = [name for t in things for name in [company_bought(scene, t, acquirer)] if name]
    return found or [
        name for t in clause.preps("in") for name in [company_bought(scene, t)] if name
    ]


def _targets(scene: Scene, clause: Clause, acquirer: str) -> list[str]:
    found: list[str] = []
    for token in clause.objects:
        name = company_bought(scene, token, acquirer)
        if name is not None:
            others = [c for c in token.conjuncts if scene.is_org(c) and c.i > token.i]
            found = [name, *(scene.at[c.i].text for c in others)]
    return found


def _sold(scene: Scene, clause: Clause) -> Iterator[Draft]:
    tos = sold_to(clause)
    buyers = [n for t in tos for n in [company_bought(scene, t)] if n]
    buyers = buyers or [scene.name(t) for t in tos if scene.is_person(t)]
    if not buyers:
        return
    share = _share_word(clause)
    if share is not None:
        yield from _share_sold(scene, clause, share, buyers[0])
        return
    for token in clause.objects:
        target: str | None = None
        mention = scene.at.get(token.i)
        if mention is not None and mention.kind in {Kind.ORG, Kind.NAME, Kind.UNIT}:
            target = mention.text
        else:
            target = next(
                (scene.at[c.i].text for c in _all_apposed(token) if scene.is_org(c)), None
            )
            if (target is None and token.lemma_.lower() in _SOLD | _WHOLES) or (
                mention is None and token.text.lower() in {"it", "which"}
            ):
                target = target or company_bought(scene, token)
        seller = next((n for s in clause.subjects for n in scene.orgs(s)), None)
        target = own_part(scene, token, seller) or _part_told(scene, token) or target
        if target is None or target in {buyers[0], seller}:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is not None:
            yield stake_made(
                scene,
                "sold_to",
                judged,
                buyers[0],
                target,
                100.0,
                price_at(scene, clause.verb),
                0.75,
            )


def _part_told(scene: Scene, token: Token) -> str | None:
    """What "that subsidiary" is that a company sells: the unit of which the article has told."""
    pointed = any(c.lower_ in {"that", "this"} for c in token.children)
    return scene.discourse.unit if pointed and token.lemma_.lower() in _SOLD else None


def _share_sold(scene: Scene, clause: Clause, share: Token, buyer: str) -> Iterator[Draft]:
    """Read "Y sold a 5% stake in Z to W"."""
    judged = judge(scene, clause.verb)
    for target in _sharers(scene, clause, share, buyer)[:1]:
        if judged.status is not None and target != buyer:
            percent = share_told(scene, share, clause.verb)
            yield stake_made(
                scene, "sold_to", judged, buyer, target, percent, price_at(scene, clause.verb)
            )


def _all_apposed(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "appos":
            yield child
            yield from _all_apposed(child)


def _paid(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y will pay $665 million for Z", "Y spent $500 million on 8% of Z", "Y offered $3 billion for Z"."""
    amount = price_at(scene, clause.verb)
    if amount is None or is_licence(scene.text):
        return
    acquirer = _buyer(scene, clause)
    spends = clause.verb.lemma_ == "spend"
    for token in clause.preps("on" if spends else "for"):
        mention = scene.at.get(token.i)
        if acquirer and is_share(token):
            targets = [
                n
                for prep in token.children
                if prep.dep_ == "prep" and prep.text.lower() in {"in", "of"}
                for t in prep.children
                for n in [company_bought(scene, t)]
                if n
            ]
            judged = judge(scene, clause.verb)
            if targets and judged.status is not None:
                percent = share_told(scene, token, clause.verb)
                yield stake_made(
                    scene, "pays_for_stake", judged, acquirer, targets[0], percent, amount
                )
            continue
        if spends:
            continue
        named = mention.text if mention is not None and mention.kind in COMPANIES else None
        target = named or part_of_company(scene, token) or _paid_for_which(scene, clause, token)
        judged = judge(scene, clause.verb)
        if clause.verb.lemma_ in _OFFER and judged.status in {
            Status.DONE,
            Status.ANNOUNCED,
            Status.REPORTED,
        }:
            judged = replace(judged, status=Status.RUMOURED)
        if acquirer and target and judged.status is not None and target != acquirer:
            yield stake_made(scene, "pays_for", judged, acquirer, target, 100.0, amount)


def _paid_for_which(scene: Scene, clause: Clause, token: Token) -> str | None:
    """Z in "Z, his start-up, for which Y paid $380 million"."""
    thing = clause.verb.head
    if token.lower_ != "which" or clause.verb.dep_ != "relcl":
        return None
    if not any(scene.is_org(s) or s.pos_ == "PRON" for s in clause.subjects):
        return None  # "Y, for which the London fund paid $9 million" has Y and the fund as one
    if thing.dep_ == "appos" and thing.lemma_.lower() in _SOLD:
        thing = thing.head
    return scene.at[thing.i].text if scene.kind(thing) in COMPANIES else None


RULES = (stakes,)
