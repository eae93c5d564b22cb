"""People who are back where they had left, though nobody says where that is."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status, Value
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import POSTS, people_of, title_of
from tracker.extraction.rules.shared import Place, context_org, of_own_title
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_GOES = words("leave quit resign depart walk_out step_down")
_WORK = words("work working programming coding")
_WORKPLACES = words("desk keyboard bench office post laboratory lab")


def comes_back(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str]
) -> Iterator[Draft]:
    """Read "returned as president", "is back as chief" and "in spring she came back", where the company is left unsaid."""
    title = title_of(scene, clause)
    if title is not None and (there := _there(scene, clause)) is not None:
        to = Place(there, implied=True)
        yield from both_ends(scene, "moves_there", judged, people, to, None, 0.75, title=title)
    elif title is not None and (part := _part_back_in(scene, clause)) is not None:
        for person in people:
            org = context_org(scene, clause.verb, person)
            yield _post_again(scene, judged, person=person, org=org, title=title, unit=part)
    elif title is not None and _is_back(clause):
        post = any(t.lemma_.lower() in POSTS for t in clause.preps("to", "into"))
        for person in people:
            org = scene.discourse.founder_of.get(person) or context_org(scene, clause.verb, person)
            if (
                org and post and of_own_title(scene, person) == org
            ):  # "its interim chief, X, returns to her role as T"
                yield _post_again(scene, judged, person=person, org=org, title=title)
            elif org:
                to = Place(org, implied=True)
                yield from both_ends(scene, "returns", judged, [person], to, None, 0.7, title=title)
    elif title is None and judged.status is Status.DONE and _only_says_back(clause):
        yield from _where_he_left(scene, clause, judged, people)


def _post_again(scene: Scene, judged: Judgement, **values: Value) -> Draft:
    """The post that somebody comes back to without having left the company."""
    made = draft(FactType.ROLE, scene, "becomes", judged, 0.75, **values)
    made.appointment = made.inside = made.implied_org = True
    return made


def _where_he_left(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str]
) -> Iterator[Draft]:
    """Read "X, who walked out on Friday, is back": he comes back to what he has left, from where he went."""
    thread = scene.discourse
    for person in people:
        gone = thread.left.get(person) or _left_here(scene, clause, person)
        if gone is None:
            continue
        to, between = Place(gone, implied=True), thread.gone_to.get(person)
        origin = Place(between) if between not in {None, to.org} else None
        yield from both_ends(scene, "returns", judged, [person], to, origin, 0.75)


def _there(scene: Scene, clause: Clause) -> str | None:
    """Y of "Y has found a dean. X, a fellow at Z, moves there as dean"; where a place is named, it is that."""
    says_there = any(c.lower_ == "there" and c.dep_ == "advmod" for c in clause.verb.children)
    if not says_there or any(t.i < clause.verb.i for t in scene.tokens(Kind.PLACE)):
        return None
    here = {mention.text for mention in scene.at.values()}
    thread = scene.discourse
    told = (thread.named_subject, context_org(scene, clause.verb), *reversed(thread.last_orgs))
    return next((org for org in told if org is not None and org not in here), None)


def _part_back_in(scene: Scene, clause: Clause) -> str | None:
    """Z in "returns to Z as its head", where Z is a part of the company that he has never left."""
    parts = [t for t in clause.preps("to", "into") if scene.kind(t) is Kind.UNIT]
    own = [scene.at[t.i].text for t in parts if scene.owner(t) is None]
    return own[0] if own and _is_back(clause) else None


def _is_back(clause: Clause) -> bool:
    """Whether a clause says "returns", "comes back" or "is back"."""
    back = "back" in {c.lower_ for c in clause.verb.children}
    comes = back and clause.verb.lemma_ in {"be", "come", "go"}
    return comes or clause.lemma in {"return", "come back"}


def _left_here(scene: Scene, clause: Clause, person: str) -> str | None:
    """Y of "X, who walked out of Y on Friday, is back at his desk", and what is meant where it is not named."""
    for other in clauses(scene.doc):
        goes = other.verb.dep_ == "relcl" and other.lemma in _GOES
        goes = goes and judge(scene, other.verb).status is Status.DONE
        if goes and other.verb.i < clause.verb.i and person in people_of(scene, other.subjects):
            named = [
                org for t in (*other.objects, *other.preps("from", "of")) for org in scene.orgs(t)
            ]
            return named[0] if named else context_org(scene, other.verb, person)
    return None


def _is_at_work(prep: Token) -> bool:
    """Read "is back at his desk", "was back at work", "went back to programming"."""
    to = prep.lower_ == "to" and any(c.lower_ in _WORK for c in prep.children)
    at = prep.lower_ in {"at", "in"} and any(
        c.lower_ == "work"
        or (c.lemma_.lower() in _WORKPLACES and any(g.dep_ == "poss" for g in c.lefts))
        for c in prep.children
    )
    return to or at


def _is_old_employer(thing: Token) -> bool:
    """Read "is back with her old employer", which names no place."""
    firm = thing.lemma_.lower() in {"employer", "company", "firm", "team"}
    return firm and any(c.lower_ in {"old", "former", "previous"} for c in thing.lefts)


def _only_says_back(clause: Clause) -> bool:
    """Whether a clause says that somebody is back, and neither where nor with what."""
    if not _is_back(clause):
        return False
    near = [clause.verb, *(c for c in clause.verb.children if c.lower_ == "back")]
    told = (c for word in near for c in word.children if c.dep_ == "prep")
    preps = {
        c.lower_ for c in told if not (any(map(_is_old_employer, c.children)) or _is_at_work(c))
    }
    return not clause.objects and preps <= {"in", "after", "together", "along"}
