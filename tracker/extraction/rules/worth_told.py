"""What a company is worth, told without the words of a round: "investors put its value at $7 billion", "it was once worth ...".

What it is worth today on a stock market is nobody's investment and not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.shared import context_org, possessor
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_WORTH = re.compile(r"\b(?:worth|value|valuation|figure)\b")
_INVESTORS = words("investor backer financier financing round shareholder venture")
_PUT = words("put set fix peg place")
_HOLD = words("think deem consider reckon judge believe call hold make")
_VALUE = words("value worth valuation")
_FIGURE = words("figure valuation value")
#: When it was, so that it is no price of today.
_ONCE = re.compile(
    r"\b(?:once|at (?:its|the|their) (?:last|latest|most recent|previous) (?:round|financing|count|raise)|last (?:took|raised|collected) (?:money|capital))\b"
)


def worth_told(scene: Scene) -> Iterator[Draft]:
    """What a company has been worth to those who put money into it."""
    if not scene.sums or _WORTH.search(scene.text) is None or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        found = _put_at(scene, clause) or _held_worth(scene, clause) or _was_worth(scene, clause)
        found = found or _figure_was(scene, clause)
        if found is None or (judged := judge(scene, clause.verb)).status is None:
            continue
        org, figure = found
        told = replace(judged, status=Status.DONE)
        worth = whole(figure.value)
        yield draft(FactType.FUNDING, scene, "worth", told, 0.75, org=org, valuation_usd=worth)
        return


def _put_at(scene: Scene, clause: Clause) -> tuple[str, Figure] | None:
    """Y in "investors put the value of Y at $2 billion", "backers set its worth at ..."."""
    noun = next((o for o in clause.objects if o.lemma_.lower() in _VALUE), None)
    if noun is None or clause.lemma not in _PUT or not _is_by_investors(clause):
        return None
    whose = [t for p in noun.children if p.lower_ == "of" for t in p.children]
    org = next((o for t in whose for o in orgs_meant(scene, t)), None) or possessor(scene, noun)
    return _with_sum(scene, org or context_org(scene, clause.verb), noun)


def _held_worth(scene: Scene, clause: Clause) -> tuple[str, Figure] | None:
    """Y in "investors thought it worth $2 billion", "they paid a price that made Y worth $2 billion"."""
    worth = _worth_of(clause)
    if worth is None or clause.lemma not in _HOLD or not _is_by_investors(clause):
        return None
    held = (t for t in scene.doc[clause.verb.i + 1 : worth.i] if t.dep_ in {"nsubj", "dobj"})
    return _with_sum(scene, _meant(scene, clause, held), worth)


def _was_worth(scene: Scene, clause: Clause) -> tuple[str, Figure] | None:
    """Y in "the firm was once worth $2 billion", "Y was worth $2 billion at its last round"."""
    worth = _worth_of(clause)
    past = clause.verb.tag_ in {"VBD", "VBN"} or any(c.tag_ == "VBD" for c in clause.verb.children)
    if worth is None or clause.verb.lemma_ != "be" or not past or not _ONCE.search(scene.text):
        return None
    subjects = clause.subjects
    if any(t.lemma_.lower() in _INVESTORS for t in subjects):
        return None
    return _with_sum(scene, _meant(scene, clause, iter(subjects)), worth)


def _figure_was(scene: Scene, clause: Clause) -> tuple[str, Figure] | None:
    """Y in "In February the figure was $2 billion", behind what Y is worth now."""
    told = scene.discourse.valued
    figure = next((s for s in clause.subjects if s.lemma_.lower() in _FIGURE), None)
    if told is None or figure is None or clause.verb.lemma_ != "be":
        return None
    return _with_sum(scene, told, figure)


def _is_by_investors(clause: Clause) -> bool:
    """Whether those who hold something for worth so much put money into it; "that" is what they have paid."""
    by = [t for s in clause.subjects for t in (s, *s.subtree)]
    if any(t.lower_ in {"that", "which"} for t in clause.subjects):
        by += list(governing_verb(clause.verb.head).subtree)
    return any(t.lemma_.lower() in _INVESTORS for t in by)


def _worth_of(clause: Clause) -> Token | None:
    """The "worth" that belongs to a verb."""
    behind = (t for t in clause.verb.subtree if t.lower_ == "worth" and t.i > clause.verb.i)
    return next((t for t in behind if governing_verb(t).i == clause.verb.i), None)


def _meant(scene: Scene, clause: Clause, things: Iterator[Token]) -> str | None:
    """The company that one of some words is or means; what the article speaks of for "it"."""
    for thing in things:
        if (mention := scene.at.get(thing.i)) is not None:
            return mention.text if mention.kind in COMPANIES else None
        if (org := next(iter(orgs_meant(scene, thing)), None)) is not None:
            return org
        if thing.lower_ != "it":
            return None
    return context_org(scene, clause.verb)


def _with_sum(scene: Scene, org: str | None, word: Token) -> tuple[str, Figure] | None:
    """A company and the first sum behind a word."""
    place = scene.places[word.i][0]
    figure = next((f for f in scene.sums if f.start > place), None)
    return (org, figure) if org and figure else None


RULES = (worth_told,)
