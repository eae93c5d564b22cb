"""What the scorer sees of people: comings, goings, posts, foundings and reporting lines, in any words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.extraction.choosing import logit
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.outcomes import is_not_so
from tracker.extraction.rules.beliefs import Belief, Beliefs
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.linked import (
    NO_CHANGE,
    SURE,
    Titled,
    date_beside,
    people_at,
    status_of,
    titles_told,
)
from tracker.extraction.rules.positions import part_of_longer, until_another
from tracker.extraction.rules.scored_posts import bears, head_of, leads, one_post_each, seat_at
from tracker.extraction.rules.shared import context_org, title_text
from tracker.extraction.rules.signs import of_rivals, of_telling
from tracker.extraction.sameness import SEEN
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import is_hypothetical
from tracker.extraction.tokens import Token

#: How sure the scorer must be of a post that has no title, only a word of leading, and that nobody comes to or leaves.
LEADS = 0.8
#: How sure it must be that a word which may be no title at all is the person's.
OWN = 0.9
FACTS = {
    Relation.JOINED: FactType.JOINED,
    Relation.LEFT: FactType.LEFT,
    Relation.FOUNDED: FactType.FOUNDED,
    Relation.ROLE: FactType.ROLE,
}


def scored(scene: Scene, believed: Beliefs) -> Iterator[Draft]:
    """A draft for each fact that the scorer is sure of, with what else bears on how likely it is."""
    if is_hypothetical(scene) or scene.text.rstrip(" )").endswith("?"):
        return
    if all(scene.is_person(token) or token.pos_ == "PUNCT" for token in scene.doc):
        return  # a signature
    found = [
        made
        for relation, kind in FACTS.items()
        for belief in believed.held.get(relation, ())
        if belief.probability >= SURE
        for made in _facts(scene, belief, relation, kind, believed)
    ]
    lines = [
        line
        for link in scene.links.of(scene.number, SURE)
        if link.pair.of(Relation.REPORTS) >= SURE and link.second is not None
        for line in _lines(scene, link, link.second)
    ]
    # "Z has moved X under Y" makes Y the head of X, and of nothing else
    placed = {name for line in lines for name in (line.get("person"), line.get("manager"))}
    found = [
        each
        for each in found
        if each.type is not FactType.ROLE
        or each.get("title") != "head"
        or each.get("unit")
        or each.status in NO_CHANGE
        or each.get("person") not in placed
    ]
    yield from one_post_each(found)
    yield from lines


def _facts(
    scene: Scene, belief: Belief, relation: Relation, kind: FactType, believed: Beliefs
) -> Iterator[Draft]:
    if kind is FactType.FOUNDED and belief.place.unit:
        return  # who sets up a team of a company has not founded the company
    titles = titles_told(scene, belief.link, relation) if kind is not FactType.FOUNDED else []
    for told in (
        _posts(scene, belief, titles)
        if kind is FactType.ROLE
        else _move(scene, belief, relation, titles)
    ):
        made = draft(
            kind, scene, SEEN, told.status, round(belief.probability, 2), person=belief.person, org=belief.place.org,
            unit=belief.place.unit, title=told.title,
        )  # fmt: skip
        made.via = told.via
        made.date, made.date_kind = date_beside(scene, belief.link, relation, told.status)
        made.implied_org = belief.place.implied
        made.signs = of_telling(scene, belief) | of_rivals(made, relation, believed) | told.signs
        yield made


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells with a fact: as what, and how it stands with it."""

    title: str | None
    status: Status
    via: str | None
    signs: dict[str, float] = field(default_factory=dict)


def _move(
    scene: Scene, belief: Belief, relation: Relation, titles: list[Titled]
) -> Iterator[_Told]:
    """A coming, a going or a founding, with the likeliest title, or as what one sits on a board."""
    yield _Told(
        title_text(scene, _whole(scene, titles[0].token)) if titles else seat_at(scene, belief),
        *status_of(scene, belief.link.pair, relation),
    )


def _whole(scene: Scene, title: Token) -> Token:
    """The "president" of "president and chief executive", of which a title is the second half."""
    return title.head if part_of_longer(scene, title) else title


def _posts(scene: Scene, belief: Belief, titles: list[Titled]) -> Iterator[_Told]:
    """Each post that a person has, gets or gives up at a place: one for each title, or what there is to lead."""
    first = scene.doc[belief.link.first.token]
    waits = until_another(scene, first, {"succeed", "replace"})
    for titled in titles:
        sure = titled.probability >= OWN
        if _told_with_another(scene, titled, titles) or not bears(
            scene, belief, titled.token, sure=sure
        ):
            continue
        status, via = status_of(scene, titled.pair, Relation.ROLE)
        if is_former(scene, titled.token):
            status = Status.FORMER
        yield _Told(
            title_text(scene, titled.token),
            waits or status,
            via,
            {"title told": logit(titled.probability)},
        )
    if not titles:
        status, via = status_of(scene, belief.link.pair, Relation.ROLE)
        sure = belief.probability >= LEADS or status not in NO_CHANGE
        if sure and leads(scene, belief):
            yield _Told(head_of(scene), waits or status, via, {"title unsaid": 1.0})


def _told_with_another(scene: Scene, titled: Titled, titles: list[Titled]) -> bool:
    """Whether a title is the second half of another one of the same person."""
    return part_of_longer(scene, titled.token) and any(
        other.token.i == titled.token.head.i for other in titles
    )


def _is_put_aside(scene: Scene, *people: str) -> bool:
    """Read "reports to Y instead of Z": the line to Z is gone, and from Z there is none."""
    names = (t for t in scene.tokens(Kind.PERSON) if scene.name(t) in people)
    return any(is_not_so(scene.text, scene.places[t.left_edge.i][0]) for t in names)


def _lines(scene: Scene, link: Link, second: Spot) -> Iterator[Draft]:
    for person in people_at(scene, link.first):
        for manager in people_at(scene, second):
            org = context_org(scene, scene.doc[link.first.token], person)
            if manager != person and org and not _is_put_aside(scene, person, manager):
                status, via = status_of(scene, link.pair, Relation.REPORTS)
                made = draft(
                    FactType.REPORTS_TO, scene, SEEN, status, round(0.9 * link.pair.of(Relation.REPORTS), 2), person=person,
                    manager=manager, org=org,
                )  # fmt: skip
                made.via, made.implied_org = via, True
                made.date, made.date_kind = date_beside(scene, link, Relation.REPORTS, status)
                yield made
