"""How likely a draft is to be right: one probability for what rules tell and what the scorer sees.

A logistic regression over traits of a draft, fitted by ``measuring/fitting.py`` to texts that were annotated by
hand and that the scorer was not trained on; its weights are in ``confidence.json``. Once an article is read as a whole, a second
one weighs what the first made of the sentence against what the article tells besides (``confidence_in_article.json``).
"""

from __future__ import annotations

import math
from pathlib import Path

from tracker.extraction.choosing import logit, weights_at
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.rules.beliefs import Beliefs
from tracker.extraction.rules.linked import NO_CHANGE
from tracker.extraction.sameness import SEEN
from tracker.extraction.scorer.relations import Relation

WEIGHTS = Path(__file__).parent / "confidence.json"
WEIGHTS_IN_ARTICLE = Path(__file__).parent / "confidence_in_article.json"
#: What is less likely than this is not told: who comes, goes, founds and reports, where an error does harm; which post
#: somebody has or had; and the rest.
LEAST, LEAST_OF_POSTS, LEAST_OF_REST = 0.46, 0.33, 0.4
#: The first of these once it is known what the article tells besides.
LEAST_IN_ARTICLE = 0.36
#: Rules whose facts follow from what other sentences tell, so that the scorer has nothing in this one to see them by.
FOLLOWS = frozenset(
    [
        "dismissed_there",
        "inherits",
        "leaves_to_become",
        "likewise",
        "returns",
        "founded_own",
        "incumbent",
        "chained",
        "goes_there",
    ]
)
UNDECIDED = 0.5
#: The traits of what is told of organisations and money: few are in the texts, so they are weighed by themselves and by less.
_APART = "org "
#: What the scorer may see in a fact: a new post may be a joining too, and the post of somebody who leaves a leaving.
_RELATIONS = {
    FactType.JOINED: (Relation.JOINED, Relation.ROLE),
    FactType.LEFT: (Relation.LEFT,),
    FactType.FOUNDED: (Relation.FOUNDED,),
    FactType.ROLE: (Relation.ROLE, Relation.JOINED, Relation.LEFT),
}
#: The types of facts about people, but for what they say.
OF_PEOPLE = frozenset({*_RELATIONS, FactType.REPORTS_TO})


def belief_in(draft: Draft, believed: Beliefs) -> float | None:
    """What the scorer holds of a draft's person and organisation; none where it was not asked."""
    person, org = draft.get("person"), draft.get("org")
    if draft.type not in _RELATIONS or person not in believed.people or not org:
        return None
    seen = max(believed.of(relation, person, org) for relation in _RELATIONS[draft.type])
    thread = draft.scene.discourse
    told = {thread.just_founded_by(person), thread.newly_named(person)}
    follows = draft.rule in FOLLOWS or org in told
    return max(seen, UNDECIDED) if follows else seen


def traits(draft: Draft) -> dict[str, float]:
    """What the probability of a draft is reckoned from."""
    source = "seen" if draft.rule == SEEN else "told"
    found = {
        "always": 1.0,
        source: 1.0,
        f"{source} probability": logit(draft.probability),
        f"{source} {draft.type}": 1.0,
        "organization implied": float(draft.implied_org),
        "title": float(bool(draft.get("title"))),
    }
    if source == "seen":
        found[f"is {draft.status}"] = 1.0
        found[f"seen {draft.type} {draft.status}"] = 1.0
        found[f"seen {draft.type} probability"] = logit(draft.probability)
    elif draft.belief is not None:
        found |= {"asked": 1.0, "belief": logit(draft.belief)}
    if draft.type is FactType.STATEMENT:
        found["view"] = logit(draft.probability)
    if draft.type not in OF_PEOPLE:
        return {_APART + name: x for name, x in found.items()}
    if source == "told":
        found[f"rule {draft.rule}"] = 1.0
    org = draft.get("org")
    meant = draft.scene.meant.get(org)
    if meant is not None and org not in draft.scene.text:
        found |= {"organization meant": 1.0, "organization meant surely": logit(meant)}
    return found | draft.signs


def traits_in_article(draft: Draft) -> dict[str, float]:
    """What the probability of a draft is reckoned from once an article is read as a whole; nothing where that tells nothing besides."""
    if not draft.besides:
        return {}
    once = draft.type is FactType.ROLE and draft.status in NO_CHANGE
    what, first = f"{draft.type}{' no change' * once}", logit(_likely(traits(draft), WEIGHTS))
    found = {"always": 1.0, "first": first, f"first {what}": first, f"is {what}": 1.0}
    return found | draft.besides


def confidence(draft: Draft) -> float:
    """The probability that a draft is right."""
    in_article = traits_in_article(draft)
    if in_article:
        return _likely(in_article, WEIGHTS_IN_ARTICLE)
    return _likely(traits(draft), WEIGHTS)


def is_likely_enough(draft: Draft) -> bool:
    """Whether a draft is to be told."""
    if draft.type not in OF_PEOPLE:
        least = LEAST_OF_REST
    elif draft.status in NO_CHANGE:
        least = LEAST_OF_POSTS
    else:
        least = LEAST_IN_ARTICLE if draft.besides else LEAST
    return confidence(draft) >= least


def _likely(found: dict[str, float], weights: Path) -> float:
    known = weights_at(weights)
    return 1 / (1 + math.exp(-sum(known.get(name, 0.0) * x for name, x in found.items())))
