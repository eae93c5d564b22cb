"""What a later sentence adds to a deal told before: who led the round, that the talks collapsed, that the bid was turned down."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TO_COME, TOLD, FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.rules.bids import FAIL, fate
from tracker.extraction.rules.funding import investors_at
from tracker.extraction.rules.money_words import is_valuation
from tracker.extraction.rules.rounds_told import LEADS, is_round
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token

#: How many sentences back a deal may be told.
_BACK = 2
#: What a round is called as well once it has been told of.
_DEALS = words("deal investment fundraise raise")
_TALKS = words("talk negotiation discussion")
#: What has been offered, agreed or talked about, as a sentence behind it calls it.
_MATTERS = _TALKS | words(
    "bid offer approach proposal overture takeover acquisition purchase buyout merger deal transaction agreement sale round"
)
#: What says that something is meant of which the article has told.
_POINTS = words("the this that these those its their his her both such")
#: How talks and agreements end, besides what bids come to.
_BREAKS = words("break_down break_off fizzle")
#: What may as well befall a company long after it was bought.
_LATER = words("fail founder unravel")
#: Rules that read an offer, which alone "it" means that somebody turns down.
_OFFERED = {"bid", "pays_for"}


def with_afterwards(scene: Scene, before: Sequence[Draft], here: list[Draft]) -> list[Draft]:
    """What a sentence tells, having completed what it and the sentences before it tell of rounds and purchases."""
    if is_hypothetical(scene):
        return here
    near = [d for d in before if 0 < scene.number - d.scene.number <= _BACK]
    for clause in clauses(scene.doc):
        if clause.lemma in LEADS:
            _led(scene, clause, [*near, *here])
        elif not any(d.type in {FactType.STAKE, FactType.FUNDING} for d in here):
            _ended(scene, clause, near)
    return here


def _led(scene: Scene, clause: Clause, told: list[Draft]) -> None:
    """Read "Y has raised $40 million. The round was led by Z", "Y has raised $40 million in a round that Z led"."""
    leads = [name for s in clause.subjects for name in investors_at(scene, s)]
    noun = next((t for t in clause.objects if is_round(t) or t.lemma_.lower() in _DEALS), None)
    status = judge(scene, clause.verb).status
    rounds = [d for d in told if d.type is FactType.FUNDING and not d.values.get("lead")]
    if not leads or noun is None or not rounds or status is None:
        return
    last = next((d for d in reversed(rounds) if d.values.get("amount_usd")), rounds[-1])
    pointed = _points_back(noun) if last.scene is not scene else clause.verb.dep_ == "relcl"
    inside = {t.i for t in noun.subtree}
    raised = (f for f in scene.sums if not is_valuation(scene.text, f))
    sums = {f.value for f in raised if scene.token_at(f.start).i in inside}
    known = not sums or last.values.get("amount_usd") in sums or last.scene is scene
    fits = plain(last.get("org")) not in {plain(name) for name in leads}
    if pointed and known and fits and (status in TOLD or status is last.status):
        last.values["lead"] = leads[0]


def _points_back(noun: Token) -> bool:
    before = [c for c in noun.lefts if c.dep_ in {"det", "poss", "predet"}]
    bare = noun.lemma_.lower() in _TALKS and not before
    return bare or any(c.lower_ in _POINTS for c in before)


def _ended(scene: Scene, clause: Clause, told: list[Draft]) -> None:
    """Read "The talks collapsed on Friday", "Negotiations broke down", "The bid failed", "The board turned the offer down"."""
    matter, status = _fate_told(clause)
    deals = [d for d in told if d.type in {FactType.STAKE, FactType.FUNDING}]
    if matter is None or not deals or judge(scene, clause.verb).status not in TOLD:
        return
    named = {plain(scene.at[t.i].text) for t in matter.subtree if scene.is_org(t)}
    for deal in (d for d in deals if d.scene is deals[-1].scene):
        if named - {plain(value) for value in deal.values.values()}:
            continue  # "talks with another one collapsed"
        if matter.lower_ == "it" and deal.rule not in _OFFERED:
            continue
        agreed = deal.status is Status.DONE and clause.lemma not in _LATER
        if deal.status in TO_COME or (agreed and matter.lemma_.lower() not in _TALKS):
            deal.status, deal.belief = status, None


def _fate_told(clause: Clause) -> tuple[Token | None, Status | None]:
    """The talks or the bid that a verb ends, and as what."""
    if any(c.dep_ in {"xcomp", "ccomp"} for c in clause.verb.children):
        return None, None  # "the deal failed to please"
    whats = [(t, fate(clause)) for t in (*clause.objects, *clause.preps("from"))]
    if clause.lemma in _BREAKS | FAIL:
        whats += [(t, Status.REVERSED) for t in clause.subjects]
    for token, status in whats:
        known = token.lemma_.lower() in _MATTERS and _points_back(token)
        if status in {Status.DENIED, Status.REVERSED} and (known or token.lower_ == "it"):
            return token, status
    return None, None
