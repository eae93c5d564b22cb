"""Who comes along with a company that is bought, told in the same sentence as the purchase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.shared import title_text, titles_in
from tracker.extraction.rules.stakes import BUY
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge

_LEADS = words("lead head run oversee direct")
_FIRMS = {Kind.ORG, Kind.NAME}


def bought_here(scene: Scene, title: Token) -> tuple[str, str] | None:
    """Y and Z in "Y has acquired Z, and founder X is joining Y as part of the deal"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in BUY or clause.passive or clause.verb.i > title.i:
            continue
        bought = [t for t in clause.objects if scene.kind(t) in _FIRMS]
        buyers = [t for t in clause.subjects if scene.kind(t) in _FIRMS]
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


def along_with(scene: Scene) -> Iterator[Draft]:
    """Read "Y is buying Z, whose chief executive, X, will become a vice president at the chip designer"."""
    for title in scene.tokens(Kind.TITLE):
        deal = bought_here(scene, title) if _is_of_bought(scene, title) else None
        if deal is None:
            continue
        for clause in clauses(scene.doc):
            under = {t.i for s in clause.verb.children if s.dep_ == "nsubj" for t in s.subtree}
            post = _post(scene, clause) if title.i in under else None
            people = list(dict.fromkeys(p for s in clause.subjects for p in scene.people(s)))
            judged = judge(scene, clause.verb)
            if post is None or len(people) != 1 or judged.status is None:
                continue
            if judged.status is Status.DONE and clause.verb.tag_ == "VB":
                judged = replace(judged, status=Status.ANNOUNCED)
            yield draft(
                FactType.JOINED, scene, "joins", judged, 0.85, person=people[0], org=deal[0], title=post, from_org=deal[1]
            )  # fmt: skip


def _is_of_bought(scene: Scene, title: Token) -> bool:
    """Whether a title is told to be one at the company that is bought: "its founder", "whose chief executive"."""
    head = title.head if title.dep_ in {"compound", "nmod"} else title
    owners = {c.lower_ for c in (*title.children, *head.children) if c.dep_ == "poss"}
    return bool(owners & {"its", "whose"}) or scene.at[title.i].founder


def _post(scene: Scene, clause: Clause) -> str | None:
    """What somebody is to be at the buyer's."""
    future = any(c.lower_ in {"will", "'ll"} for c in clause.verb.children)
    if clause.lemma in _LEADS and future and not clause.passive:
        return "head"
    if clause.lemma == "become":
        return next((title_text(scene, t) for t in titles_in(scene, clause)), None)
    return None


RULES = (along_with,)
