"""Purchases as other rules ask for them: who buys whom in this sentence."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses, is_passive
from tracker.extraction.kinds import COMPANIES
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import SAY
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import surface_subjects
from tracker.extraction.tokens import Token

BUY = {
    "acquire",
    "buy",
    "purchase",
    "swallow",
    "snap up",
    "take over",
    "buy up",
    "absorb",
    "buy out",
    "gobble up",
    "scoop up",
    "pick up",
}
#: Verbs that tell how far a purchase has come: "completed its acquisition of Z".
CONCLUDES = words("complete close finish finalise finalize conclude seal announce agree clinch")
PURCHASES = words("acquisition purchase takeover buyout")


def bought_here(scene: Scene, title: Token) -> tuple[str, str] | None:
    """Y and Z in "Y has acquired Z, and founder X is joining Y as part of the deal"."""
    for clause in clauses(scene.doc):
        if clause.passive or clause.verb.i > title.i:
            continue
        bought = [t for t in _bought(clause) if scene.kind(t) in COMPANIES]
        buyers = [t for t in clause.subjects if scene.kind(t) in COMPANIES]
        if len(bought) != 1 or len(buyers) != 1 or bought[0].conjuncts or bought[0].i > title.i:
            continue
        if not _speaks_for_buyer(title):
            return scene.at[buyers[0].i].text, scene.at[bought[0].i].text
    return None


def _speaks_for_buyer(title: Token) -> bool:
    """Read "Y has acquired Z, its co-founder X said": whoever tells of a purchase is the buyer's."""
    return any(
        step.dep_ == "nsubj" and step.head.lemma_ in SAY for step in (title, *title.ancestors)
    )


def has_no_part(token: Token) -> bool:
    """Whether somebody only reports a purchase, and has no part in it."""
    return token.dep_ == "nsubj" and token.head.lemma_ in {"report", "write"}


def sells_to(token: Token) -> bool:
    """Whether somebody is told to sell something to another, and so is no buyer."""
    sells = [v for v in token.doc if v.lemma_ in {"sell", "offload", "divest"} and v.pos_ == "VERB"]
    return any(
        token in surface_subjects(verb) and not is_passive(verb) and any(_to(verb))
        for verb in sells
    )


def sold_to(clause: Clause) -> list[Token]:
    """To whom a clause tells that something is sold, wherever the parse hangs it: "sell 40% of Z, its subsidiary, to Y"."""
    return list(clause.preps("to")) or list(_to(clause.verb))


def _to(verb: Token) -> Iterator[Token]:
    for t in verb.doc[verb.i + 1 :]:
        if t.pos_ in {"VERB", "AUX"}:
            return
        if t.lower_ == "to" and t.dep_ in {"prep", "dative"}:
            yield from (thing for thing in t.children if thing.pos_ == "PROPN")


def _bought(clause: Clause) -> list[Token]:
    """What a clause tells to be bought: "buys Z", "completes the purchase of Z"."""
    if clause.lemma in BUY:
        return clause.objects
    if clause.lemma not in CONCLUDES:
        return []
    deals = (t for t in clause.objects if t.lemma_.lower() in PURCHASES)
    return [
        t for deal in deals for prep in deal.children if prep.lower_ == "of" for t in prep.children
    ]
