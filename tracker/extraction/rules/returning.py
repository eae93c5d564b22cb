"""People who are back where they had left, though nobody says where that is."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import Status
from tracker.extraction.lexicon import words
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import origin_of, people_of, title_of
from tracker.extraction.rules.shared import Place, context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement

_OLD = words("old former previous erstwhile")
_EMPLOYERS = words("employer company firm lab shop")


def comes_back(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str]
) -> Iterator[Draft]:
    """Read "returned as president" and "in spring she came back", where the company is left unsaid."""
    title = title_of(scene, clause)
    if title is not None and clause.lemma in {"return", "come back"}:
        for person in people:
            org = scene.discourse.founder_of.get(person) or context_org(scene, clause.verb, person)
            if org:
                to = Place(org, implied=True)
                yield from both_ends(scene, "returns", judged, [person], to, None, 0.7, title=title)
    elif title is None and judged.status is Status.DONE and _only_says_back(clause):
        thread = scene.discourse
        for person in (p for p in people if p in thread.left):
            to, between = Place(thread.left[person], implied=True), thread.gone_to.get(person)
            origin = Place(between) if between not in {None, to.org} else None
            yield from both_ends(scene, "returns", judged, [person], to, origin, 0.75)


def to_old_employer(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str]
) -> Iterator[Draft]:
    """Read "X has returned to her old employer" of the one that X is told to have left, here or before."""
    if not any(_is_old_employer(token) for token in clause.preps("to", "with")):
        return
    for person in people:
        here = _poached(scene, person)
        left, between = here or (scene.discourse.left.get(person), scene.discourse.gone_to.get(person))  # fmt: skip
        if left is not None:
            origin = Place(between) if between not in {None, left} else None
            to = Place(left, implied=here is None)
            yield from both_ends(scene, "returns", judged, [person], to, origin, 0.75)


def _is_old_employer(token: Token) -> bool:
    """Read "her old employer", "their former company"."""
    beside = {c.lower_ for c in token.lefts}
    return (
        token.lemma_.lower() in _EMPLOYERS
        and bool(beside & _OLD)
        and bool(beside & {"his", "her", "their"})
    )


def _poached(scene: Scene, person: str) -> tuple[str, str] | None:
    """Y and Z in "X, whom Z had poached from Y"."""
    for clause in clauses(scene.doc):
        if clause.verb.dep_ != "relcl" or clause.passive:
            continue
        hirers = [o for s in clause.subjects for o in scene.orgs(s)]
        origin = origin_of(scene, clause)
        if hirers and origin is not None and origin.org and not origin.implied and person in people_of(scene, clause.objects):  # fmt: skip
            return origin.org, hirers[0]
    return None


def _only_says_back(clause: Clause) -> bool:
    """Whether a clause says that somebody is back, and neither where nor with what."""
    back = "back" in {c.lower_ for c in clause.verb.children}
    if clause.lemma not in {"return", "come back"} and not (
        back and clause.verb.lemma_ in {"be", "come"}
    ):
        return False
    near = [clause.verb, *(c for c in clause.verb.children if c.lower_ == "back")]
    preps = {c.lower_ for word in near for c in word.children if c.dep_ == "prep"}
    return not clause.objects and preps <= {"in", "after", "together", "along"}
