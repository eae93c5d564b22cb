"""What speaks against a reporting line that only the scorer sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.lexicon import words
from tracker.extraction.rules.linked import NO_CHANGE, people_at
from tracker.extraction.rules.reporting import tells_news
from tracker.extraction.sameness import same_org, same_person
from tracker.extraction.scorer.links import Link
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.tokens import Token

_REPORTS = re.compile(
    r"\b(?:report|answer|under\b|boss|manag|superior|supervis|overs[ae]|work(?:s|ed|ing)? (?:directly )?for|led by|run by|headed by|deput|lieutenant"
    r"|right hand|number two|accountable|responsible|in charge|in the hands|chain of command|line\b|takes? orders|his (?:chief|head)|her (?:chief|head))",
    re.IGNORECASE,
)
_REPORTS_NOT = re.compile(
    r"\b(?:no longer (?:reports?|answers?|works? (?:for|under))|stop\w* (?:reporting|answering|working)|neither"
    r"|(?:had been|was|were|until (?:now|then)|formerly|previously|once) (?:his|her|their|[\w.-]+['’]s?) (?:deputy|lieutenant|number two|right hand)"
    r"|(?:not|never|n['’]t) (?:\w+ly |even |yet )?(?:report(?:s|ed|ing)?|answer(?:s|ed|ing)?|work(?:s|ed|ing)? (?:for|under)))\b",
    re.I,
)
#: "Her team will now report to W": she herself need not. "X becomes chief operating officer with sales under her": under X.
_OTHERS = re.compile(
    r"\b(?:his|her|their|whose) (?:[\w-]+ ){0,2}(?:teams?|groups?|units?|staff|divisions?|departments?|organi[sz]ations?|engineers|people)\b"
    r"[^,.;]{0,30}\b(?:report|answer)|\bwith [^.;]{3,80}? under (?:him|her|them)\b"
)
_SUPERIOR = words("boss manager superior supervisor chief head lead leader")


def is_no_line(draft: Draft, told: Sequence[Draft]) -> bool:
    """A reporting line is told in one sentence, to one manager, and not of "X's people"."""
    if any(other.type is FactType.REPORTS_TO for other in told):
        return True
    scene = draft.scene
    if not _REPORTS.search(scene.text) or _REPORTS_NOT.search(scene.text):
        return True
    if _reports_a_thing(draft) or _OTHERS.search(scene.text):
        return True
    lines = [link for link in scene.links.of(scene.number) if link.second is not None]
    own = [link for link in lines if draft.get("person") in people_at(scene, link.first)]
    best = max(own, key=_line, default=None)
    if best is None or best.second is None or best.second.sentence != scene.number:
        return True
    if draft.get("manager") not in people_at(scene, best.second):
        return True
    return _is_owner(scene.doc[best.first.token])


def only_gets_people(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "Y has moved X under Z": that makes Z the head of X, and of nothing else; who "co-leads a team with X" is head of that."""
    heads = draft.get("title") == "head" and not draft.get("unit") and draft.status not in NO_CHANGE
    placed = any(
        other.rule == "placed_under" and draft.get("person") in {other.get("manager"), other.get("person")}
        for other in told
    )  # fmt: skip
    of_a_part = any(
        o.rule == "leads" and o.get("unit") and same_person(o, draft) and same_org(o, draft)
        for o in told
    )
    return heads and (placed or of_a_part)


def _reports_a_thing(draft: Draft) -> bool:
    """Read "X reported the fault to Y": whoever tells somebody of a thing need not work for him."""
    return any(
        draft.get("person") in draft.scene.people(subject)
        for clause in clauses(draft.scene.doc)
        if tells_news(clause)
        for subject in clause.subjects
    )


def _line(link: Link) -> float:
    return link.pair.of(Relation.REPORTS)


def _is_owner(token: Token) -> bool:
    above = token.head
    return token.dep_ == "poss" and (
        above.lemma_.lower() not in _SUPERIOR
        or any(c.dep_ == "poss" for c in [above] if above.head.i != above.i)
    )
