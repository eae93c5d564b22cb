"""Where the scorer knows better than a rule what kind of change a sentence tells of a person, a place and a title.

"X, until now chair of Y, is chosen by Z" has a rule see a post that was held; the scorer, which reads the whole of it, a
leaving. Only what both ends of the fact speak for is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.arrivals import SITS
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.rules.beliefs import Beliefs
from tracker.extraction.rules.doubts_leaving import moves_house, moves_inside
from tracker.extraction.rules.doubts_others import OF_NOUNS, only_visits
from tracker.extraction.rules.linked import NO_CHANGE, status_of
from tracker.extraction.rules.no_moves import is_no_leaving, is_of_before
from tracker.extraction.rules.posts import is_own
from tracker.extraction.sameness import same_org, same_person
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.session import Pair
from tracker.extraction.side_jobs import is_side_job
from tracker.extraction.staying import says_who_stays

_RELATIONS = {
    FactType.JOINED: Relation.JOINED,
    FactType.LEFT: Relation.LEFT,
    FactType.ROLE: Relation.ROLE,
}
#: How likely the scorer must hold another kind of fact, and how unlikely that of the rule.
SURE, UNLIKELY = 0.75, 0.25
#: A post that somebody gets is rather told for what it is: whether he comes from elsewhere is seldom said.
SURELY_COMES = 0.9
#: How likely it must be that somebody has left a post that a rule has him once have: where he goes elsewhere, and where he does not.
LEFT_FOR_ANOTHER, LEFT_ANYHOW = 0.5, 0.85
_YEARS = re.compile(r"\b(?:until|till|to|in) ((?:19|20)\d\d)\b")
#: Who is replaced has lost a post, and may stay.
_REPLACED = re.compile(r"\breplac(?:es?|ed|ing)\b")
#: Who comes to one place and leaves another does both or neither.
_OTHER_END = {FactType.LEFT: FactType.JOINED, FactType.JOINED: FactType.LEFT}
#: "Left on the board are X and Z" only looks like a leaving, who "was relieved of the Y team" may stay, and who sits on a
#: board need not come to it now.
_OUTRIGHT = frozenset(["on_board", "inherits", "sits"])
_OF_MOVES = ("from_org", "to_org")


def retype(draft: Draft, told: Sequence[Draft], seen: Sequence[Draft], believed: Beliefs) -> None:
    """The draft made into the kind of fact that the scorer is sure of, if no rule has ``told`` that one.

    It gets the scorer's status, or that of the other end of the move, as it is told or ``seen``.
    """
    own = _RELATIONS.get(draft.type)
    if own is None or draft.get("person") not in believed.people:
        return
    pairs = believed.with_title(draft.get("person"), draft.get("title"))
    if is_of_replaced(draft) or draft.rule in _OUTRIGHT or _is_of_before(draft):
        return
    if _is_just_left(draft, pairs, [*told, *seen], believed) and _may_be(
        draft, FactType.LEFT, told, believed
    ):
        with_it = other_end(draft, FactType.LEFT, [*told, *seen])
        _become(draft, FactType.LEFT, with_it or _status(draft, Relation.LEFT, pairs, believed))
        return
    if _strength(draft, own, pairs, believed) > UNLIKELY:
        return
    for kind, relation in _RELATIONS.items():
        least = SURELY_COMES if kind is FactType.JOINED else SURE
        sure = _strength(draft, relation, pairs, believed) >= least
        if kind is not draft.type and sure and _may_be(draft, kind, told, believed):
            with_it = other_end(draft, kind, [*told, *seen])
            _become(draft, kind, with_it or _status(draft, relation, pairs, believed))
            return


def _is_just_left(
    draft: Draft, pairs: list[Pair], others: Sequence[Draft], believed: Beliefs
) -> bool:
    """Whether a former post is one that the scorer rather holds to be left now than held once.

    "X, who was Y's lawyer, turns up at Z": who comes to another company has left the one before.
    """
    if draft.type is not FactType.ROLE or draft.status is not Status.FORMER or _is_long_ago(draft):
        return False
    left = _strength(draft, Relation.LEFT, pairs, believed)
    comes = any(
        o.type is FactType.JOINED
        and same_person(o, draft)
        and not same_org(o, draft)
        and not is_side_job(o.get("title"))
        and not SITS.search(o.scene.text)
        for o in others
    )
    return left >= (LEFT_FOR_ANOTHER if comes else LEFT_ANYHOW) and left > _strength(
        draft, Relation.ROLE, pairs, believed
    )


def _is_long_ago(draft: Draft) -> bool:
    """Whether the sentence tells a year before the last in which somebody was there or gave up his post."""
    published = draft.scene.published
    return published is not None and any(
        int(match[1]) < published.year - 1 for match in _YEARS.finditer(draft.scene.text)
    )


def is_of_replaced(draft: Draft) -> bool:
    """Whether a post is that of somebody who is replaced: to the scorer a leaving, though nobody says that he goes."""
    return (
        draft.type is FactType.ROLE
        and draft.status in NO_CHANGE
        and bool(_REPLACED.search(draft.scene.text))
    )


def _is_of_before(draft: Draft) -> bool:
    """Whether a post once held is told for one of a time before another: "earlier she was chair of Z"."""
    once = draft.type is FactType.ROLE and draft.status is Status.FORMER
    return once and is_of_before(draft.scene.text, draft.get("org"))


def other_end(draft: Draft, kind: FactType, others: Sequence[Draft]) -> Status | None:
    """The status of the leaving that goes with a joining, and of the joining that goes with a leaving."""
    goes_with = _OTHER_END.get(kind)
    return next((o.status for o in others if o.type is goes_with and same_person(o, draft)), None)


def _may_be(draft: Draft, kind: FactType, told: Sequence[Draft], believed: Beliefs) -> bool:
    """Whether nobody has told such a fact of the person, and what the rule has told leaves it open.

    A post that somebody gets is not left by that, and who is to keep another than the one given up must have one.
    """
    person, org, text = draft.get("person"), draft.get("org"), draft.scene.text
    stays = is_no_leaving(text) or says_who_stays(draft.scene, person, org) or moves_house(draft)
    stays = stays or only_visits(draft.scene, person)
    if kind is FactType.LEFT and (draft.status not in NO_CHANGE or stays):
        return False
    if FactType.ROLE not in {kind, draft.type}:
        return False
    if kind is FactType.LEFT and any(
        o.rule in OF_NOUNS and not same_person(o, draft) for o in told
    ):
        return False  # "X, the chief executive, confirmed his departure"
    if kind is FactType.JOINED and is_own(draft.scene, person, org):
        return False
    if any(other.type is kind and same_person(other, draft) for other in told):
        return False
    if kind is FactType.LEFT and moves_inside(draft, told):
        return False
    seat = any(
        o.type is FactType.LEFT and o.get("title") == "board member" and same_person(o, draft)
        for o in told
    )  # who "steps down as T and from the board" has no other post there
    stays = draft.type is FactType.LEFT and not seat and _stays(draft, believed)
    return kind is not FactType.ROLE or stays


def _become(draft: Draft, kind: FactType, status: str | None) -> None:
    if kind is FactType.ROLE:
        draft.status = Status.FORMER
        for key in _OF_MOVES:
            draft.values.pop(key, None)
    elif status is not None and draft.status in NO_CHANGE:
        draft.status = Status(status)
    draft.type = kind


def _stays(draft: Draft, believed: Beliefs) -> bool:
    """Whether somebody who gives up a post has another one at the same place."""
    person = draft.get("person")
    return believed.of(Relation.ROLE, person, draft.get("org")) >= SURE and any(
        pair.of(Relation.ROLE) >= SURE and pair.status(Relation.ROLE) != Status.FORMER
        for pair in believed.with_other_titles(person, draft.get("title"))
    )


def _strength(draft: Draft, relation: Relation, pairs: list[Pair], believed: Beliefs) -> float:
    """How likely a relation holds between the person and the place, and the person and the title where there is one."""
    placed = believed.of(relation, draft.get("person"), draft.get("org"))
    titled = [pair.of(relation) for pair in pairs]
    return (placed + max(titled)) / 2 if titled else placed


def _status(draft: Draft, relation: Relation, pairs: list[Pair], believed: Beliefs) -> str | None:
    if pairs:
        return status_of(draft.scene, max(pairs, key=lambda pair: pair.of(relation)), relation)[0]
    belief = believed.belief(relation, draft.get("person"), draft.get("org"))
    return status_of(draft.scene, belief.link.pair, relation)[0] if belief is not None else None
