"""What speaks against a leaving that only the scorer sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.beliefs import Belief
from tracker.extraction.rules.doubts_founding import is_same
from tracker.extraction.rules.no_moves import NO_STAFF, speaks_of_leaving
from tracker.extraction.rules.nouns import are_asked_to_go, leave_a_place, taken_along
from tracker.extraction.rules.partings import parts_with_an_aide
from tracker.extraction.rules.posts import people_of
from tracker.extraction.sameness import SEEN, same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.staying import befalls
from tracker.extraction.tokens import Token

#: What somebody loses who has to go.
_OFFICE = words("post job role position title seat office chair power control confidence vote")
#: What somebody goes for, and the title that he is to have, up to where he is to have it.
_TO_BECOME = re.compile(
    r"\b(?:resign|quit|leav|left|depart|step)\w*(?: (?!to\b)[\w-]+){0,3} to (?:become|be) [^,;.:]*? (?:of|at|with) (?:the )?$"
)
#: Who does so gets the post of another.
_SUCCEEDS = re.compile(r"\b(?:succeed(?:s|ed|ing)?|replac(?:es?|ed|ing))\b")


def is_no_going(draft: Draft, belief: Belief, told: Sequence[Draft]) -> bool:
    """Whether somebody merely is at a place, has another post there now, or is one of several who came from several places."""
    scene = draft.scene
    return (
        _is_only_there(scene, belief)
        or _has_made_it(scene, belief)
        or _is_one_of_several(scene, belief)
        or befalls(scene, belief.person)
        or _has_another_post(draft, told)
        or _is_only_asked_to(draft, told)
        or draft.get("person") in taken_along(scene) | leave_a_place(scene)
        or _comes_not(draft, told)
        or _left_another(draft, told)
    )


def _left_another(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "Z hired X from Y and W from V", "At Y he worked with X. X was dismissed": a rule has told what X left."""
    return any(
        other.type is FactType.LEFT
        and other.rule != SEEN
        and (other.get("to_org") or other.rule == "dismissed_there")
        and same_person(other, draft)
        and not same_org(other, draft)
        for other in told
    )


def is_told_of_his_own(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether rules have told who leaves what, and how.

    Read "Y parted ways with X in May, W with Z in June": it is not Y that Z left. "Y has given X back her old job" tells what X has
    at Y, and not that she left.
    """
    his = [other for other in told if same_person(other, draft)]
    if any(o.rule == "leaves_boards" and not same_org(o, draft) for o in his):
        return True  # "X, the head of V, is leaving the board of Y"
    ruled = [o for o in told if o.type is FactType.LEFT and o.rule == "leaves"]
    others = any(same_org(o, draft) and not same_person(o, draft) for o in ruled)
    if others and any(o in his and not same_org(o, draft) for o in ruled):
        return True
    gets = any(o.rule == "inherits" and o.appointment and same_org(o, draft) for o in his)
    return gets and draft.status is Status.REVERSED


def stays(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether somebody goes to another part of the company, is the heir of who leaves it, or only comes to it."""
    return (
        moves_inside(draft, told)
        or _is_heir(draft, told)
        or _goes_there(draft, told)
        or moves_house(draft)
        or _keeps_his_job(draft)
    )


def _keeps_his_job(draft: Draft) -> bool:
    """Read "Z has left; X keeps his job"."""
    return any(
        clause.lemma in {"keep", "retain", "hold on"}
        and draft.get("person") in people_of(draft.scene, clause.subjects)
        and any(o.lemma_.lower() in _OFFICE for o in clause.objects)
        for clause in clauses(draft.scene.doc)
    )


def _has_made_it(scene: Scene, belief: Belief) -> bool:
    """Read "the hiring of X, co-architect of the product Y", "X, a user of Y": neither need have worked there."""
    second = belief.link.second
    if second is None or second.sentence != scene.number:
        return False
    return NO_STAFF.search(scene.text, 0, scene.places[second.token][0]) is not None


def moves_house(draft: Draft) -> bool:
    """Read "Its head, X, is moving to London": he goes to another town, and to no other company."""
    scene = draft.scene
    return any(
        clause.lemma in {"move", "relocate"}
        and draft.get("person") in people_of(scene, clause.subjects)
        and any(scene.kind(t) is Kind.PLACE for t in clause.preps("to"))
        and not any(scene.is_org(t) for t in clause.preps("to", "from"))
        for clause in clauses(scene.doc)
    )


def _goes_there(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether somebody is seen to leave where rules have told him to go from elsewhere.

    Read "X resigned to become finance director of Z", too: it is not Z that is left, if Z is named but once.
    """
    his = [other for other in told if same_person(other, draft)]
    comes = any(other.type is FactType.JOINED and same_org(other, draft) for other in his)
    if comes and any(o.type is FactType.LEFT and not same_org(o, draft) for o in his):
        return True
    text, place = draft.scene.text, draft.get("org")
    return text.count(place) == 1 and bool(_TO_BECOME.search(text, 0, text.find(place)))


def _is_heir(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X was named T, succeeding Y, who announced his exit": it is Y who goes."""
    scene = draft.scene
    return bool(_SUCCEEDS.search(scene.text)) and any(
        o.appointment and o.scene is scene and o.status in FIRM and is_same(o, draft) for o in told
    )


def moves_inside(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "Y executive X is moving to the company's Z group": whoever does so stays at Y."""
    return any(
        other.type is FactType.JOINED
        and bool(other.get("unit"))
        and other.scene is draft.scene
        and not other.get("from_org")
        and is_same(other, draft)
        for other in told
    )


def _comes_not(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X, who had been due to join Y, will not": who does not come leaves nothing."""
    undone = (o for o in told if o.type is FactType.JOINED and o.status is Status.REVERSED)
    return any(is_same(o, draft) for o in undone)


def _is_only_asked_to(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "investors demand X's dismissal from Y", where no verb tells that X goes."""
    goes = any(o.type is FactType.LEFT and o.rule != SEEN and is_same(o, draft) for o in told)
    return not goes and draft.get("person") in are_asked_to_go(draft.scene)


def _has_another_post(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X, until May finance chief of Y, is now its chair": who gives up one post for another there stays."""
    return bool(draft.get("title")) and any(
        other.type is FactType.ROLE
        and other.rule == "copula"
        and other.status is Status.HELD
        and is_same(other, draft)
        and not same_title(other.get("title"), draft.get("title"))
        for other in told
    )


def _is_only_there(scene: Scene, belief: Belief) -> bool:
    """Read "X is unhappy at Y": how somebody fares at a place is no leaving, without a word of one."""
    place = _place(scene, belief)
    if place is None or place.dep_ != "pobj" or place.head.lower_ != "at":
        return False
    state = place.head.head
    verb = state.head if state.tag_ == "JJ" and state.dep_ == "acomp" else state
    fares = verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.tag_ == "JJ" for c in verb.children)
    return fares and not speaks_of_leaving(scene.text)


def loses_others(scene: Scene, belief: Belief) -> bool:
    """Read "X, chief executive of Y, lost two of her deputies", "X has parted company with her deputy": others have gone."""
    for clause in clauses(scene.doc) if "part" in scene.text else ():
        if parts_with_an_aide(scene, clause) and belief.person in people_of(scene, clause.subjects):
            return True
    for who in (t for t in scene.doc if t.dep_ == "nsubj" and t.head.lemma_ == "lose"):
        what = [word.lemma_.lower() for word in who.head.subtree if word.i > who.head.i]
        if belief.person in scene.people(who) and not _OFFICE & set(what):
            return True
    return False


def _is_one_of_several(scene: Scene, belief: Belief) -> bool:
    """Read "people from Y, Z and W, among them X and V": nobody knows which of them came from Y."""
    place = _place(scene, belief)
    if place is None or "respectively" in scene.text:
        return False
    first = place
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ != "pobj" or first.head.lower_ != "from":
        return False
    places = [t for t in (first, *first.conjuncts) if scene.kind(t) in COMPANIES]
    people = {scene.name(token) for token in scene.tokens(Kind.PERSON)}
    return len(places) > 1 and len(people) > 1


def _place(scene: Scene, belief: Belief) -> Token | None:
    """The word that names the place, if it stands in the sentence."""
    second = belief.link.second
    return scene.doc[second.token] if second is not None and belief.here else None
