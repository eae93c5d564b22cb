"""People who go: resignations, dismissals, last days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import Clause
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.posts import employer, origin_of, people_of, title_of
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    is_board,
    place_at,
    title_text,
    titles_in,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge

LEAVE = {
    "leave", "quit", "exit", "depart", "resign", "retire", "step down", "walk out", "bow out", "step aside", "stand down",
    "move on", "part", "stand aside", "walk away", "bolt", "desert", "leave behind", "stop down", "step away", "go",
}  # fmt: skip


DISMISS = {
    "fire", "dismiss", "oust", "sack", "force out", "push out", "remove", "eject", "expel", "terminate", "drop", "axe",
    "kick out", "show", "let", "boot", "throw out", "suspend",
}  # fmt: skip


STAY_POSTS = {
    "post",
    "job",
    "role",
    "position",
    "title",
    "seat",
    "helm",
    "leadership",
    "management",
    "chair",
    "reins",
    "work",
}


def last_days(scene: Scene) -> Iterator[Draft]:
    """ "Next week would be her last", "Friday is his last day at Y"."""
    match = re.search(
        r"\b(?:will|would|is|was) be (?:his|her|their) last\b|\b(?:his|her|their) last day\b",
        scene.text,
    )
    if match is None:
        return
    owner = next(
        (
            t
            for t in scene.doc
            if scene.places[t.i][0] >= match.start() and t.text.lower() in {"his", "her", "their"}
        ),
        None,
    )
    if owner is None or re.match(r" (?:word|chance|job|book|name)", scene.text[match.end() :]):
        return
    verb = owner
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    judged = judge(scene, verb)
    if judged.status is None:
        return
    phrase = next(
        (p.value for p in scene.times if p.end <= match.start() and match.start() - p.end < 12),
        None,
    )
    for person in scene.people(owner):
        org = context_org(scene, owner, person)
        if org:
            made = draft(FactType.LEFT, scene, "last_day", judged, 0.7, person=person, org=org)
            made.date, made.date_kind = (
                (phrase, "effective") if phrase else (judged.date, judged.date_kind)
            )
            made.status = Status.ANNOUNCED
            yield made


def leaves(scene: Scene, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if (
        clause.lemma == "go"
        and not any(c.text.lower() == "too" or c.text.lower() == "as" for c in verb.children)
        and not _went_too(scene, verb)
    ):
        return
    if clause.lemma == "part" and not any(o.lemma_ in {"way", "company"} for o in clause.objects):
        return
    people = people_of(scene, clause.subjects if not clause.passive else [])
    if not people:
        return
    judged = judge(scene, verb)
    if judged.status is None:
        return
    left = _left_what(scene, clause)
    if left is None:
        return
    title = title_of(scene, clause)
    if any(is_board(t) for t in [*clause.objects, *clause.preps("from")]):
        title = "board member"
    earlier = [t for t in clause.preps("as") if scene.is_title(t)]
    if len(earlier) > 1:
        title = title_text(scene, earlier[-1])
    to = next(
        (
            p
            for t in clause.preps("for", "to")
            for p in [place_at(scene, t)]
            if p and p.org and scene.is_org(t)
        ),
        None,
    )
    own = _to_found(scene, clause) if to is None else None
    for person in people:
        org, unit = left.org, left.unit
        if left.implied:
            org = context_org(scene, verb, person)
            if org is not None and org == own:
                others = [
                    scene.at[t.i].text
                    for t in scene.doc[: verb.i]
                    if scene.kind(t) is Kind.ORG and not scene.is_paper(t)
                ]
                org = next(
                    (o for o in [*reversed(others), scene.discourse.subject_org] if o and o != own),
                    None,
                )
        if org is None:
            continue
        if to is not None and to.org == org:
            to = None
        made = draft(
            FactType.LEFT, scene, "leaves", judged, 0.86 if not left.implied else 0.75, person=person, org=org, unit=unit, title=title,
            to_org=to.org if to else own,
        )  # fmt: skip
        made.implied_org = left.implied
        made.inside = clause.lemma in {"step down", "step aside", "stand down", "stand aside"}
        yield made
        if to is not None:
            yield draft(
                FactType.JOINED,
                scene,
                "leaves_for",
                judged,
                0.85,
                person=person,
                org=to.org,
                from_org=org,
            )


def _to_found(scene: Scene, clause: Clause) -> str | None:
    """The company in "left to found Y"."""
    for child in clause.verb.children:
        if (
            child.dep_ in {"xcomp", "advcl"}
            and child.tag_ == "VB"
            and child.lemma_
            in {
                "found",
                "start",
                "set",
                "launch",
                "create",
                "establish",
                "form",
                "build",
                "join",
                "head",
            }
        ):
            for thing in child.children:
                if thing.dep_ == "dobj" and scene.kind(thing) in {Kind.ORG, Kind.NAME}:
                    return scene.at[thing.i].text
    return None


def _went_too(scene: Scene, verb: Token) -> bool:
    del scene
    return any(c.text.lower() in {"well", "away"} for c in verb.subtree) and any(
        c.text.lower() == "as" for c in verb.subtree
    )


def _left_what(scene: Scene, clause: Clause) -> Place | None:
    """What somebody leaves; None if it is no employer ("left a message")."""
    for token in clause.objects:
        if is_board(token):
            owner = scene.owner(token)
            return Place(owner or context_org(scene, token))
        place = place_at(scene, token)
        if place is not None and place.org:
            return place
        if token.lemma_.lower() in STAY_POSTS or scene.is_title(token):
            owner = next(
                (
                    p
                    for t in [*clause.preps("at", "of")]
                    for p in [place_at(scene, t)]
                    if p and p.org
                ),
                None,
            )
            return owner or Place(scene.owner(token), implied=scene.owner(token) is None)
        if token.lemma_.lower() not in {"way", "company", "ways"}:
            return None
    for token in clause.preps("from", "at", "with", "of"):
        if scene.is_org(token) or scene.orgs(token):
            place = place_at(scene, token)
            if place is not None and place.org and not scene.is_paper(token):
                return place
    for title in titles_in(scene, clause):
        owner = scene.owner(title)
        if owner:
            return Place(owner)
    if clause.lemma in {"exit", "depart", "move on", "step away", "bolt"} and any(
        c.dep_ == "prep" and c.text.lower() not in {"as", "in", "on", "after", "for", "to"}
        for c in clause.verb.children
    ):
        return None
    return Place(None, implied=True)


def dismisses(scene: Scene, clause: Clause) -> Iterator[Draft]:
    if clause.lemma == "let" and not any(c.lemma_ == "go" for c in clause.verb.children):
        return
    if clause.lemma == "show" and not any(
        o.lemma_ == "door" for o in [*clause.objects, *clause.complements]
    ):
        return
    people = among(scene, clause) or people_of(scene, clause.objects)
    if not people:
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    place = origin_of(scene, clause) or employer(scene, clause)
    if place is None or place.org is None:
        return
    for person in people:
        made = draft(
            FactType.LEFT, scene, "dismissed", judged, 0.85 if not place.implied else 0.72, person=person, org=place.org, unit=place.unit,
            title=title_of(scene, clause),
        )  # fmt: skip
        made.implied_org = place.implied
        yield made


def among(scene: Scene, clause: Clause) -> list[str]:
    """The people named after "among them", "including"."""
    found: list[str] = []
    for token in clause.objects:
        if token.tag_ not in {"NNS", "NNPS"} or scene.is_person(token):
            continue
        for word in scene.doc[token.i :]:
            if word.text.lower() in {"among", "including", "like"}:
                for name in scene.tokens(Kind.PERSON):
                    if name.i > word.i and scene.name(name) not in found:
                        found.append(scene.name(name))
                return found
    return found
