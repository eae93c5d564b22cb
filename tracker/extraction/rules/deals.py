"""Takeovers told in other words than "buys": taken private, sold by a noun, made a unit, given money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.bids import deal_told_by
from tracker.extraction.rules.bought import company_bought
from tracker.extraction.rules.bought_beside import sold_by_then
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.shared import possessor
from tracker.extraction.rules.stakes import ROUND, price_at, share_told, stake_made
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.tokens import Token

_PARTS = words("unit part subsidiary division arm brand")
_PURCHASE = words("takeover acquisition purchase buyout deal")
_PROMISE = words("commit pledge promise")

_BUILD = words(
    "build build_up amass accumulate disclose reveal pick_up raise increase lift boost gain take_up snap_up double declare"
)
_SHARES = words("stake shareholding holding")


def taken_private(scene: Scene) -> Iterator[Draft]:
    """Read "Y has agreed to take Z private", "Z was taken private by Y"."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ != "take":
            continue
        private = next(
            (
                t
                for t in clause.verb.subtree
                if t.lower_ == "private" and t.i > clause.verb.i and t.head.i == clause.verb.i
            ),
            None,
        )
        if private is None:
            continue
        inside = [t for t in scene.doc[clause.verb.i + 1 : private.i] if scene.kind(t) in COMPANIES]
        target = next((scene.at[t.i].text for t in inside), None)
        if target is None:
            target = next((n for t in clause.objects for n in orgs_meant(scene, t)), None)
        buyer = next((n for t in clause.subjects for n in orgs_meant(scene, t)), None)
        judged = judge(scene, clause.verb)
        if buyer and target and plain(buyer) != plain(target) and judged.status is not None:
            yield stake_made(
                scene, "buys", judged, buyer, target, 100.0, price_at(scene, clause.verb)
            )


def sales(scene: Scene) -> Iterator[Draft]:
    """Read "The sale of Z to Y is expected to close", "W's sale of Z to Y"."""
    if is_hypothetical(scene):
        return
    for noun in scene.doc:
        if noun.lemma_.lower() != "sale" or noun.pos_ != "NOUN" or noun.i in scene.at:
            continue
        target, buyer = _after(scene, noun, "of"), _after(scene, noun, "to")
        if target is None and buyer is not None:
            target = sold_by_then(scene, noun, buyer) or possessor(scene, noun)
        if target is None or buyer is None or plain(target) == plain(buyer):
            continue
        judged = deal_told_by(scene, noun)
        if judged.status is not None:
            yield stake_made(
                scene, "acquisition_noun", judged, buyer, target, 100.0, price_at(scene, noun), 0.75
            )


def _after(scene: Scene, noun: Token, word: str) -> str | None:
    """The company that a preposition joins to a noun."""
    return next(
        (
            scene.at[t.i].text
            for prep in noun.children
            if prep.lower_ == word and prep.dep_ in {"prep", "dative"}
            for t in prep.children
            if t.dep_ == "pobj" and scene.kind(t) in COMPANIES
        ),
        None,
    )


def units_after_takeovers(scene: Scene) -> Iterator[Draft]:
    """Read "Z, now a unit of Y following a $25 billion takeover, ..."."""
    for noun in scene.doc:
        if noun.dep_ != "appos" or noun.lemma_.lower() not in _PARTS:
            continue
        before = {c.lower_ for c in noun.lefts}
        if scene.kind(noun.head) not in COMPANIES or "now" not in before:
            continue
        deal = next(
            (t for t in scene.doc[noun.i :] if t.lemma_.lower() in _PURCHASE and t.dep_ == "pobj"),
            None,
        )
        buyer = _after(scene, noun, "of")
        if buyer is None or deal is None or deal.head.lower_ not in {"following", "after", "since"}:
            continue
        target = scene.at[noun.head.i].text
        if plain(buyer) != plain(target):
            yield stake_made(
                scene, "subsidiary", Judgement(Status.DONE), buyer, target, 100.0, price_at(scene, deal), 0.75
            )  # fmt: skip


def subsidiaries(scene: Scene) -> Iterator[Draft]:
    """Read "Z is now wholly owned by Y", "Z is officially part of Y"."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ == "be":
            yield from _now_owned(scene, clause)


def _now_owned(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """The purchase behind "is now a subsidiary of Y"."""
    for noun in clause.verb.children:
        if (
            noun.dep_ != "attr"
            or noun.lemma_ not in {"subsidiary", "part", "property"}
            or not {"now", "officially"} & {t.text.lower() for t in clause.verb.subtree}
        ):
            continue
        owners = [
            n
            for prep in noun.children
            if prep.dep_ == "prep"
            for t in prep.children
            for n in [company_bought(scene, t)]
            if n
        ]
        targets = [n for s in clause.subjects for n in scene.orgs(s)]
        if owners and targets:
            percent = (
                100.0 if "wholly" in scene.text.lower() or noun.lemma_ != "subsidiary" else None
            )
            yield stake_made(
                scene,
                "subsidiary",
                Judgement(Status.DONE),
                owners[0],
                targets[0],
                percent,
                None,
                0.75,
            )


def money_committed(scene: Scene) -> Iterator[Draft]:
    """Read "Y has committed a further $4 billion to Z": money promised for a part of Z."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _PROMISE or ROUND.search(scene.text):
            continue
        target = committed_to(scene, clause)
        buyers = [s for s in clause.subjects if scene.kind(s) in COMPANIES]
        money = price_at(scene, clause.verb)
        judged = judge(scene, clause.verb)
        if target is None or len(buyers) != 1 or money is None or judged.status is None:
            continue
        if buyers[0].conjuncts or plain(target) == plain(scene.at[buyers[0].i].text):
            continue
        if judged.status is Status.DONE:
            judged = replace(judged, status=Status.ANNOUNCED)
        yield stake_made(
            scene, "puts_in", judged, scene.at[buyers[0].i].text, target, None, money, 0.75
        )


def committed_to(scene: Scene, clause: Clause) -> str | None:
    """The company in "committed $4 billion to Y"."""
    if clause.lemma not in _PROMISE:
        return None
    return next((scene.at[t.i].text for t in clause.preps("to") if scene.kind(t) is Kind.ORG), None)


def shares_built(scene: Scene) -> Iterator[Draft]:
    """Read "Y has built a stake of more than $1.5 billion in Z", "Y raised its stake in Z to 34%"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _BUILD:
            continue
        share = next((t for t in clause.objects if t.lemma_.lower() in _SHARES), None)
        buyer = next((n for t in clause.subjects for n in orgs_meant(scene, t)), None)
        judged = judge(scene, clause.verb)
        if share is None or buyer is None or judged.status is None:
            continue
        inside = [
            t for prep in share.children if prep.lower_ in {"in", "of"} for t in prep.children
        ]
        things = [*inside, *clause.preps("in")]
        target = next((n for t in things for n in [company_bought(scene, t, buyer)] if n), None)
        if target is not None and plain(target) != plain(buyer):
            yield stake_made(
                scene, "buys", judged, buyer, target, share_told(scene, share, clause.verb), price_at(scene, clause.verb)
            )  # fmt: skip


RULES = (subsidiaries, taken_private, sales, units_after_takeovers, money_committed, shares_built)
