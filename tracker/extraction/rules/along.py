"""Who comes along with a company that is bought, told in the same sentence as the purchase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules import came_with
from tracker.extraction.rules.purchases import bought_here
from tracker.extraction.rules.shared import title_text, titles_in
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_LEADS = words("lead head run oversee direct")


def along_with(scene: Scene) -> Iterator[Draft]:
    """Read "Y is buying Z, whose chief executive, X, will become a vice president at the chip designer"."""
    for title in scene.tokens(Kind.TITLE):
        deal = bought_here(scene, title) if _is_of_bought(scene, title) else None
        if deal is None:
            continue
        for clause in clauses(scene.doc):
            post = _post(scene, clause) if _is_under(title, clause) else None
            people = list(dict.fromkeys(p for s in clause.subjects for p in scene.people(s)))
            judged = judge(scene, clause.verb)
            if post is None or len(people) != 1 or judged.status is None:
                continue
            if judged.status is Status.DONE and clause.verb.tag_ == "VB":
                judged = replace(judged, status=Status.ANNOUNCED)
            yield draft(
                FactType.JOINED, scene, "joins", judged, 0.85, person=people[0], org=deal[0], title=post, from_org=deal[1]
            )  # fmt: skip


def _is_under(title: Token, clause: Clause) -> bool:
    """Whether a title belongs to the subject of a clause."""
    return any(
        s.dep_ == "nsubj" and title.i in {t.i for t in s.subtree} for s in clause.verb.children
    )


def company_bought_of(scene: Scene, title: Token) -> str | None:
    """Z in "Y bought Z, and its chief executive, X, became head of research at Y", "… will join Y"."""
    deal = bought_here(scene, title) if _is_theirs(title) else None
    comes = deal is not None and any(
        _is_under(title, clause) and (_post(scene, clause) or _joins(scene, clause, deal[0]))
        for clause in clauses(scene.doc)
    )
    return deal[1] if deal is not None and comes else None


def _is_theirs(title: Token) -> bool:
    head = title.head if title.dep_ in {"compound", "nmod"} else title
    return any(c.dep_ == "poss" and c.lower_ == "its" for c in (*title.children, *head.children))


def _is_of_bought(scene: Scene, title: Token) -> bool:
    """Whether a title is told to be one at the company that is bought: "its founder", "whose chief executive"."""
    head = title.head if title.dep_ in {"compound", "nmod"} else title
    owners = {c.lower_ for c in (*title.children, *head.children) if c.dep_ == "poss"}
    return bool(owners & {"its", "whose"}) or scene.at[title.i].founder


def _joins(scene: Scene, clause: Clause, buyer: str) -> bool:
    named = (scene.at[t.i].text for t in clause.objects if scene.is_org(t))
    return clause.lemma == "join" and buyer in named


def _post(scene: Scene, clause: Clause) -> str | None:
    """What somebody is to be at the buyer's."""
    future = any(c.lower_ in {"will", "'ll"} for c in clause.verb.children)
    if clause.lemma in _LEADS and future and not clause.passive:
        return "head"
    if clause.lemma == "become":
        return next((title_text(scene, t) for t in titles_in(scene, clause)), None)
    return None


RULES = (along_with, *came_with.RULES)
