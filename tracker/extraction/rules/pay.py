"""What people are paid, or offered: "offered him $14 million a year", "lured X away for $9 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules import money_words
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.subjects import governing_verb, surface_subjects
from tracker.extraction.tokens import Token

_PAY_NOUN = re.compile(
    r"\b(?:pay|compensation|salary|salaries|bonus(?:es)?|signing|packages?|offers?|remuneration|a year|wages|stock grants?|contract)\b",
    re.IGNORECASE,
)
_NO_PAY = re.compile(
    r"funding|valuation|revenue|round|raised|buyback|fine\b|acqui|licen[cs]|take-?over|\bbid\b|\bstake\b",
    re.IGNORECASE,
)
_BID = re.compile(
    r"\b(?:take-?over|buy-?out|acquisition|merger) (?:offer|bid|proposal|approach)\b|\b(?:unsolicited|hostile|non-?binding|indicative|all-cash)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(
    r"\b(?:turn(?:s|ed|ing)? down|declin(?:es?|ed|ing)|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|spurn(?:s|ed|ing)?|walk(?:s|ed|ing)? away from) "
    r"(?:an? |the |its |his |their )?[^.;,]{0,60}\b(?:offer|package|bonus|pay|compensation|deal)"
    r"|\b(?:not|hardly|scarcely|n['’]t) enough to (?:tempt|lure|entice|persuade|sway|win|prise|pry|woo|coax)",
    re.IGNORECASE,
)
_SURELY_PAY = re.compile(r"compensation|salar|bonus|remuneration|pay package", re.IGNORECASE)
_OFFERS = words(
    "offer pay dangle promise give earn get receive lure grant award propose extend make turn accept"
)
#: As much is offered to companies, and to people only by name.
_NO_ONES_PAY = 100_000_000
_REFUSES = words("decline reject refuse turn spurn")
_YEARS = re.compile(r"\b(?:over|for) (?:\w+|\d+) years\b|\ba year\b|\bto join\b|\bjob offer\b", re.I)  # fmt: skip
#: What somebody does for pay that is told, and how it is told.
_GO_FOR_PAY = frozenset(["join", "jump", "go", "move", "defect", "decamp", "leave"])
_FOR_PAY = re.compile(r"\b(?:for|with|on) an? (?:[\w-]+ ){0,3}(?:package|contract|salary|offer)\b")


def compensation(scene: Scene) -> Iterator[Draft]:
    """Read "offered him $14 million a year" and "$100 million compensation packages"."""
    if is_hypothetical(scene):
        return
    for figure in scene.sums:
        verb = _pay_verb(scene, figure)
        clause = next(
            (c for c in clauses(scene.doc) if verb is not None and c.verb.i == verb.i), None
        )
        if verb is None or clause is None:
            continue
        judged = judge(scene, verb)
        org, person = _payer(scene, clause)
        if person is None and any(scene.kind(t) in COMPANIES for t in clause.preps("for")):
            continue  # "offers $9 billion for Y"
        turned_down = _TURNED_DOWN.search(scene.text)
        if (judged.status is None and not turned_down) or org is None:
            continue
        if turned_down and person is None and figure.value >= _NO_ONES_PAY:
            continue
        if turned_down:
            judged = replace(judged, status=Status.DENIED)
        if (
            judged.status is Status.ANNOUNCED
            and verb.lemma_ == "be"
            and verb.tag_ in {"VBZ", "VBP"}
        ):
            judged = replace(judged, status=Status.DONE)
        yield draft(
            FactType.COMPENSATION, scene, "pays", judged, 0.65, org=org, amount_usd=whole(figure.value), person=person
        )  # fmt: skip
        return


def _pay_verb(scene: Scene, figure: Figure) -> Token | None:
    """The verb that offers or pays a sum to somebody, if the words around it are of pay."""
    around = scene.text[max(0, figure.start - 35) : figure.end + 35]
    offered = re.search(
        r"\b(?:was|were|been|being|is) offered (?:about |up to |more than |nearly )?$|\boffer(?:s|ed)? [A-Z][\w-]+ (?:[A-Z][\w-]+ )?(?:more than |about |up to |nearly )?$",
        scene.text[: figure.start],
    )
    if (
        not (_PAY_NOUN.search(around) or offered)
        or _NO_PAY.search(around)
        or _BID.search(scene.text[: figure.start])
        or money_words.is_no_pay(scene.text)
        or figure.value < money_words.LEAST_PAY
    ):
        return None
    verb = governing_verb(scene.token_at(figure.start))
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.lemma_ in _REFUSES and any(scene.kind(s) in COMPANIES for s in surface_subjects(verb)):
        return None  # a company that turns down an offer is no one's employee
    refused = _TURNED_DOWN.search(scene.text) and (
        verb.lemma_ == "be" or _refuses_work(scene, verb)
    )
    if _SURELY_PAY.search(around) or refused or (verb.lemma_ in _OFFERS and verb.lemma_ != "pay"):
        return verb
    return None


def _refuses_work(scene: Scene, verb: Token) -> bool:
    """Read "X declined an offer worth $150 million over four years": work is paid by the year."""
    person = any(scene.people(s) for s in surface_subjects(verb))
    return person and verb.lemma_ in _REFUSES and _YEARS.search(scene.text) is not None


def _payer(scene: Scene, clause: Clause) -> tuple[str | None, str | None]:
    """Who pays, and whom."""
    orgs = [o for s in clause.subjects for o in scene.orgs(s)]
    subjects = [p for s in clause.subjects for p in scene.people(s)]
    owners = [c for s in clause.subjects for c in s.children if c.dep_ == "poss"]
    first = next(iter([*subjects, *(p for c in owners for p in scene.people(c))]), None)
    if clause.verb.lemma_ in {"earn", "get", "receive", "accept"}:
        return (context_org(scene, clause.verb, first), first) if first else (None, None)
    if clause.verb.lemma_ in _REFUSES:
        by = (o for t in clause.preps("from", "by", "of") for o in scene.orgs(t))
        return next(by, None), first
    behind = (t for o in clause.objects for t in o.subtree if t.head.lower_ == "for")
    told = [*clause.objects, *clause.preps("to"), *behind]  # "approves a package for X"
    paid = [p for t in told for p in scene.people(t)]
    if clause.verb.lemma_ == "be":  # "X's package at Y is worth ..."
        at = [o for t in clause.preps("at") for o in scene.orgs(t)]
        at += [
            o
            for s in clause.subjects
            for c in s.children
            if c.dep_ == "prep"
            for t in c.children
            for o in scene.orgs(t)
        ]
        at += [o for c in owners for o in scene.orgs(c)]
        named = [scene.name(t) for t in scene.tokens(Kind.PERSON)]
        first = first or (named[0] if len(named) == 1 else None)
        orgs, paid = orgs or at, paid or ([first] if first else [])
    return orgs[0] if orgs else context_org(scene, clause.verb, first), paid[0] if paid else None


def lured_for(scene: Scene) -> Iterator[Draft]:
    """Read "Lured X away for about $14 million", "moved to Y for a package worth $9 million": what the hire is said to be paid."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ in {"lure", "hire", "poach", "recruit", "woo", "sign", "entice"}:
            people = [p for o in clause.objects for p in scene.people(o)]
            orgs = [o for s in clause.subjects for o in scene.orgs(s)]
        elif clause.verb.lemma_ in _GO_FOR_PAY and _FOR_PAY.search(scene.text):
            people = [p for s in clause.subjects for p in scene.people(s)]
            orgs = [o for t in (*clause.objects, *clause.preps("to")) for o in scene.orgs(t)]
        else:
            continue
        figure = next(
            (
                f
                for f in scene.sums
                if re.search(r"\b(?:for|with)\b[^.;]{0,60}$", scene.text[: f.start])
                and scene.token_at(f.start).i > clause.verb.i
            ),
            None,
        )
        judged = judge(scene, clause.verb)
        if (
            people
            and orgs
            and figure is not None
            and judged.status is not None
            and figure.value < 2e9
        ):
            yield draft(
                FactType.COMPENSATION, scene, "lured_for", judged, 0.65, org=orgs[0], person=people[0],
                amount_usd=whole(figure.value),
            )  # fmt: skip


RULES = (compensation, lured_for)
