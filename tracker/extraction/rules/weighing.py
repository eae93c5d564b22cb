"""The rules and the scorer on the same sentence: which of them is believed where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.extraction.confidence import belief_in, is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.beliefs import Beliefs
from tracker.extraction.rules.doubts import is_doubtful
from tracker.extraction.rules.doubts_others import is_ruled_out
from tracker.extraction.rules.linked import NO_CHANGE
from tracker.extraction.rules.org_facts import complete_from, same_org_fact
from tracker.extraction.rules.retyping import other_end, retype
from tracker.extraction.rules.signs import crowd, of_rivals, of_title
from tracker.extraction.sameness import plain, same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.side_jobs import is_kept_beside
from tracker.kernel.whole_words import places_of

_OF_PEOPLE = {
    FactType.JOINED, FactType.LEFT, FactType.FOUNDED, FactType.ROLE, FactType.REPORTS_TO, FactType.STATEMENT,
}  # fmt: skip
#: By which relation of the scorer's a guessed organisation is judged.
_GUESSED: dict[FactType, tuple[Relation, ...]] = {
    FactType.ROLE: (Relation.ROLE,),
    FactType.FOUNDED: (Relation.FOUNDED,),
    FactType.LEFT: (Relation.LEFT,),
    FactType.JOINED: (Relation.JOINED,),
}
_MOVES = {FactType.JOINED, FactType.LEFT}
#: A rule that had to guess the organisation gives way to a scorer that is this sure of another one.
SURER = 0.8
#: How sure the scorer must be that somebody joins or leaves a second place in the same sentence.
SECOND = 0.85
#: What says where it was, if it says it: "his last day at Y".
_NAMED = frozenset(["last_day"])
#: Two words for one seat on a board.
_SEAT = {"director", "board member"}
#: What is no one's title: those of a "Board of Directors".
_SEVERAL = {"Directors", "directors"}
_LOOKED_FOR = re.compile(r"\b(?:for|want|need)\w* an? (?:new )?")
#: What the scorer has all but ruled out.
UNLIKELY = 0.2


def weighed(
    scene: Scene, told: Iterable[Draft], seen: Iterable[Draft], believed: Beliefs
) -> Iterator[Draft]:
    """What rules have ``told`` and the scorer has ``seen``, each fact from whoever knows it better, with its ``belief``."""
    # "not X, its chair": who X is may be told, and nothing that he does
    told = [d for d in told if not (_is_told_by_verb(d) and is_ruled_out(scene, d.get("person")))]
    seen = [d for d in seen if not is_ruled_out(scene, d.get("person"))]
    named = crowd(scene)
    for draft in told:
        _find_place(draft, seen)
    kept = [draft for draft in told if not _guessed_wrong(draft, told, believed)]
    for draft in sorted(kept, key=lambda draft: draft.status in NO_CHANGE):
        retype(draft, kept, seen, believed)
    for draft in kept:
        draft.belief = belief_in(draft, believed)
        draft.signs = _signs(draft, kept, believed) | {"told in a crowd": named}
    yield from kept
    kept = [draft for draft in kept if is_likely_enough(draft)]
    for draft in seen:
        _without_title_elsewhere(draft, kept)
        if draft.type is FactType.LEFT and draft.status is Status.ANNOUNCED:
            draft.status = other_end(draft, FactType.LEFT, kept) or draft.status
        told_already = [other for other in kept if _speaks_of(draft, other)]
        if not told_already:
            if not is_doubtful(draft, kept, believed):
                draft.belief = belief_in(draft, believed)
                draft.signs["seen in a crowd"] = named
                yield draft
        elif draft.type not in _OF_PEOPLE:
            complete_from(told_already[0], draft)
        elif draft.type in _MOVES:
            _complete_post(told_already, draft, kept)


def _is_told_by_verb(draft: Draft) -> bool:
    return draft.type in _MOVES or draft.rule == "leads"


def _complete_post(told: Sequence[Draft], seen: Draft, kept: Sequence[Draft]) -> None:
    """As what somebody comes or goes, where a rule has told the move without it, and no post of his there.

    Who is dismissed by a board has not sat on it, and who comes back takes up a post where he comes back to.
    """
    title, text = seen.get("title"), seen.scene.text
    looked_for = {match.end() for match in _LOOKED_FOR.finditer(text)}
    if looked_for and any(start in looked_for for start in places_of(title, text)):
        return  # "is looking for a new chief"
    other_end = {FactType.JOINED: FactType.LEFT, FactType.LEFT: FactType.JOINED}[seen.type]
    if (
        is_kept_beside(title)
        or title in _SEVERAL
        or _is_got_elsewhere(seen, kept)
        or any(
            d.type in {FactType.ROLE, other_end} and same_person(d, seen) and same_org(d, seen)
            for d in kept
        )
    ):
        return
    for other in told:
        undone = Status.REVERSED in {other.status, seen.status}
        if other.type is seen.type and same_org(other, seen) and not (other.get("title") or undone):
            for key in ("title", "unit"):
                other.values[key] = other.values.get(key) or seen.values.get(key)


def _is_got_elsewhere(seen: Draft, kept: Sequence[Draft]) -> bool:
    """Read "Z has hired X from Y as T": T is named once, and it is what X will be at Z."""
    title = seen.get("title")
    return (
        any(
            d.type is FactType.JOINED
            and bool(title)
            and d.get("title") == title
            and same_person(d, seen)
            and not same_org(d, seen)
            for d in kept
        )
        and seen.scene.text.count(title) == 1
    )


def _find_place(draft: Draft, seen: Sequence[Draft]) -> None:
    """Read "he came from Z": a rule that knows no other place takes the one that the scorer sees."""
    if draft.type is not FactType.JOINED or draft.get("org") or not draft.get("from_org"):
        return
    for other in sorted(seen, key=lambda other: -other.probability):
        if (
            other.type is FactType.JOINED
            and same_person(other, draft)
            and plain(other.get("org")) != plain(draft.get("from_org"))
        ):
            draft.values["org"], draft.implied_org = other.get("org"), True
            draft.status = other.status  # "comes" is no future
            for key in ("title", "unit"):
                draft.values[key] = draft.values.get(key) or other.values.get(key)
            return


def _signs(draft: Draft, told: Sequence[Draft], believed: Beliefs) -> dict[str, float]:
    """What bears on how likely it is that a rule is right."""
    found: dict[str, float] = {}
    if draft.type in _GUESSED and draft.get("org") and draft.get("person") in believed.people:
        relation = _GUESSED[draft.type][0]
        found = of_rivals(draft, relation, believed) | of_title(draft, relation, believed)
    if any(
        other.type is draft.type and same_person(other, draft) and not same_org(other, draft)
        for other in told
    ):
        found["told elsewhere too"] = 1.0
    return found


def _without_title_elsewhere(draft: Draft, told: Sequence[Draft]) -> None:
    """Whoever joins Y and was "dean at Z, where …" does not join as dean."""
    sure = draft.type is FactType.JOINED and draft.probability >= SECOND
    if sure and any(
        other.type is FactType.ROLE
        and not other.implied_org
        and not other.appointment
        and same_person(draft, other)
        and not same_org(draft, other)
        and bool(other.get("title"))
        and same_title(draft.get("title"), other.get("title"))
        for other in told
    ):
        draft.values["title"] = None


def _guessed_wrong(draft: Draft, told: Sequence[Draft], believed: Beliefs) -> bool:
    """Whether the scorer knows another organisation for a rule that had to guess it, one that nothing else explains."""
    person, org = draft.get("person"), draft.get("org")
    relations = _GUESSED.get(draft.type, ())
    if draft.type is FactType.ROLE and draft.appointment:
        relations = (Relation.ROLE, Relation.JOINED)
    guessed = draft.implied_org or (org in draft.scene.meant and draft.rule not in _NAMED)
    guessed = guessed and draft.scene.discourse.newly_named(person) != org
    if not guessed or person not in believed.people:
        return False
    if any(believed.of(relation, person, org) >= UNLIKELY for relation in relations):
        return False
    return any(
        plain(one.person) == plain(person)
        and one.probability > SURER
        and (one.here or draft.type is not FactType.ROLE or relation is Relation.JOINED)
        and (draft.type not in _MOVES or _is_a_firm(draft.scene, one.place.org))
        and not any(
            other is not draft
            and plain(other.get("person")) == plain(person)
            and plain(one.place.org) in {plain(other.get("org")), plain(other.get("from_org"))}
            for other in told
        )
        for relation in relations
        for one in believed.held.get(relation, ())
    )


def _is_a_firm(scene: Scene, name: str | None) -> bool:
    """Whether an organisation is known for one, and not only a name of something."""
    return any(
        mention.kind is Kind.ORG and mention.text == name
        for sentence in scene.article
        for mention in sentence.at.values()
    )


def _speaks_of(draft: Draft, other: Draft) -> bool:
    """Whether another draft tells the same kind of thing of the same person."""
    if draft.type not in _OF_PEOPLE:
        return same_org_fact(draft, other)
    if draft.type is not other.type:
        joins = draft.type is FactType.JOINED and other.type is FactType.ROLE
        if joins and other.rule == "on_board" and same_person(draft, other):
            return True  # who is met on a board has long been there
        if joins and other.appointment and not draft.get("title"):
            return same_person(draft, other) and same_org(draft, other)
        if not joins and not (draft.type is FactType.ROLE and other.type is FactType.JOINED):
            return False
        return (
            same_person(draft, other)
            and bool(draft.get("title"))
            and bool(other.get("title"))
            and (
                same_title(draft.get("title"), other.get("title"))
                or {draft.get("title"), other.get("title")} == _SEAT
            )
        )
    if draft.type is FactType.REPORTS_TO:
        return all(plain(draft.get(key)) == plain(other.get(key)) for key in ("person", "manager"))
    if not same_person(draft, other) or (draft.type in _MOVES and not other.get("org")):
        return False  # what is told without a place, such as "she starts on Monday", tells only of a day
    moves = draft.type in {*_MOVES, FactType.FOUNDED}
    if moves and draft.probability >= SECOND:
        return same_org(draft, other)
    return draft.type is not FactType.ROLE or same_title(draft.get("title"), other.get("title"))
