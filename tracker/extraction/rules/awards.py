"""Shares and options that companies give to people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.money_words import LEAST_PAY
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token

_GIVE = words("award grant give hand offer promise approve")
_GET = words("receive get earn win")
_SHARES = words("share stock option equity award grant unit rsu rsus")
_WORTH = re.compile(
    r"\b(?:shares?|stocks?|options?|equity|awards?|grants?|units|RSUs?)\b(?: \w+){0,4}? (?:worth|valued at|of)"
    r"(?: (?:about|around|roughly|some|nearly|almost|more than|over|up to|as much as|an estimated))? $"
)


def awards(scene: Scene) -> Iterator[Draft]:
    """Read "Y's board has awarded X shares worth $29 billion", "X received options valued at $9 million"."""
    if is_hypothetical(scene):
        return
    for figure in scene.sums:
        if figure.value < LEAST_PAY or not _WORTH.search(scene.text[: figure.start]):
            continue
        for clause in clauses(scene.doc):
            if clause.verb.lemma_ in _GIVE | _GET and _holds(scene, clause, figure):
                yield from _awarded(scene, clause, figure)


def _holds(scene: Scene, clause: Clause, figure: Figure) -> bool:
    """Whether the sum stands beside the shares that the verb gives."""
    things = [*clause.objects, *clause.complements]
    shares = [t for t in things if t.lemma_.lower() in _SHARES]
    number = scene.token_at(figure.start)
    return any(t.i in {a.i for a in number.ancestors} for t in shares)


def _awarded(scene: Scene, clause: Clause, figure: Figure) -> Iterator[Draft]:
    judged = judge(scene, clause.verb)
    givers, takers = clause.subjects, [t for o in clause.objects for t in (o, *o.lefts)]
    takers += clause.preps("to")
    if clause.verb.lemma_ in _GET:
        givers, takers = list(clause.preps("from")), clause.subjects
    takers += [c for t in takers for c in t.children if c.dep_ == "appos"]
    people = [p for t in takers for p in scene.people(t)]
    org = next((o for t in givers for o in _giver(scene, t)), None)
    org = org or (context_org(scene, clause.verb, people[0]) if people else None)
    if org is None or len(set(people)) != 1 or judged.status is None:
        return
    yield draft(
        FactType.COMPENSATION, scene, "pays", judged, 0.65, org=org, amount_usd=whole(figure.value), person=people[0]
    )  # fmt: skip


def _giver(scene: Scene, token: Token) -> list[str]:
    """The company at a word, or the one whose board, or whose "Compensation Committee", it is."""
    word = scene.words(token.i, token.i).rsplit(maxsplit=1)[-1].lower()
    owner = scene.owner(token) if word in {"board", "committee", "director", "directors"} else None
    return [owner] if owner else scene.orgs(token)


RULES = (awards,)
