"""People who go: resignations, dismissals, last days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import PLURALS, Clause, clauses, is_next_to_go
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.board_words import is_board
from tracker.extraction.rules.ends import both_ends, companions
from tracker.extraction.rules.given_up import (
    STAY_POSTS,
    boards_left,
    ceased,
    seat_besides,
    seat_left,
    title_left,
)
from tracker.extraction.rules.left_places import aim_of, left_what
from tracker.extraction.rules.no_moves import NO_STAFF, STATES, is_no_leaving
from tracker.extraction.rules.partings import parts_with_an_aide
from tracker.extraction.rules.placing import believed_org
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    firms_named,
    of_own_title,
    place_at,
    title_text,
)
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token
from tracker.kernel.whole_words import stands_only_behind

LEAVE = {
    "leave", "quit", "exit", "depart", "resign", "retire", "step down", "walk out", "bow out", "step aside", "stand down",
    "move on", "part", "lose", "stand aside", "walk away", "bolt", "desert", "leave behind", "stop down", "step away", "step back", "go",
    "check out", "peel off", "cease", "withdraw",
}  # fmt: skip


_RETURNS = re.compile(r"\b(?:back|return\w*|rejoin\w*)\b", re.IGNORECASE)
_OPEN = {"open", "unsaid", "unclear", "undecided", "unanswered", "unfinished"}
#: What somebody leaves a company with who goes nowhere by that, and what one retires to for a night.
_BURDENS = words(
    "bill debt loss hole gap problem headache choice dilemma question mess impression doubt task"
)
_ROOMS = words("room hotel bed home tent cabin suite bedroom")
#: For what somebody leaves who comes back, in what he leaves others, and from what he steps back.
_BREAKS = words("holiday vacation honeymoon weekend break trip night day")
_BEHIND = words("dust dark cold lurch shade")
_EDGES = words("brink edge precipice ledge")
#: Out of what somebody leaves.
_FEELINGS = words(
    "frustration anger boredom protest fear loyalty principle curiosity disgust necessity concern despair disappointment love respect spite "
    "desperation exhaustion solidarity shame guilt ambition"
)
#: Whoever does so may stay in another post, and so may whoever resigns as something.
_STEPS_DOWN = frozenset(["step down", "step aside", "stand down", "stand aside", "cease"])
_STEPS_DOWN_AS = frozenset(["retire", "resign", "withdraw"])


def leaves(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X has left Y for Z", "X resigned as chair", "X quits the board"."""
    if not _is_departure(scene, clause):
        return
    people = people_of(scene, clause.subjects if not clause.passive else [])
    judged = judge(scene, clause.verb)
    if not people or judged.status is None or is_no_leaving(scene.text):
        return
    several = list(_leaves_several(scene, clause, people, judged))
    if several:
        yield from several
        return
    left = left_what(scene, clause)
    if left is None or _left_so(clause):
        return
    title, seat = (
        title_left(scene, clause) or _of_subject(scene, clause),
        seat_left(clause) or seat_besides(scene, clause),
    )
    to = next(
        (p.org for t in firms_named(scene, clause.preps("for", "to")) if (p := place_at(scene, t))),
        None,
    )
    if clause.lemma == "retire":  # "is retiring to Umbria"
        to = None
    aim = to or aim_of(scene, clause)
    along = [p for p in companions(scene, clause) if p not in people and not seat]
    yield from _gone_along(scene, judged, along, left.org, to)
    from_post = any(t.lemma_.lower() in STAY_POSTS for t in clause.preps("from"))
    stepping = _STEPS_DOWN | (_STEPS_DOWN_AS if from_post or any(clause.preps("as")) else set())
    for person in people:
        org = left_unsaid(scene, clause, person, aim) if left.implied else left.org
        if org is None or org == aim == to:
            continue
        made = draft(
            FactType.LEFT, scene, "leaves", judged, 0.86 if not left.implied else 0.75, person=person, org=org, unit=left.unit,
            title=title, to_org=aim,
        )  # fmt: skip
        made.implied_org = left.implied and of_own_title(scene, person) != org
        made.inside = clause.lemma in stepping
        yield made
        if seat is not None and seat != title:
            yield draft(
                FactType.LEFT, scene, "leaves", judged, 0.8, person=person, org=org, title=seat
            )
        if to is not None:
            yield draft(
                FactType.JOINED,
                scene,
                "leaves_for",
                judged,
                0.85,
                person=person,
                org=to,
                from_org=org,
            )


def _gone_along(
    scene: Scene, judged: Judgement, people: list[str], org: str | None, to: str | None
) -> Iterator[Draft]:
    """X and W in "left Y for Z along with X and W"."""
    if to is not None and org is not None:
        yield from both_ends(scene, "leaves_along", judged, people, Place(to), Place(org), 0.75)
    elif org is not None:
        for person in people:
            yield draft(FactType.LEFT, scene, "leaves_along", judged, 0.75, person=person, org=org)


def _of_subject(scene: Scene, clause: Clause) -> str | None:
    """T in "The T has left", where a name told before is meant."""
    titles = (t for t in clause.subjects if scene.is_title(t) and t.tag_ not in PLURALS)
    told = (t for t in titles if not scene.at[t.i].founder and not scene.at[t.i].weak)
    return next((title_text(scene, t) for t in told), None)


def _leaves_several(
    scene: Scene, clause: Clause, people: list[str], judged: Judgement
) -> Iterator[Draft]:
    """Read "steps down from the boards of Y and Z" and "X and W left Y and Z, respectively"."""
    for seat in boards_left(scene, clause):
        for person in people:
            yield draft(
                FactType.LEFT, scene, "leaves_boards", judged, 0.8, person=person, org=seat, title="board member"
            )  # fmt: skip
    for person, org in _respectively(scene, clause, people).items():
        yield draft(FactType.LEFT, scene, "leaves", judged, 0.86, person=person, org=org)


def _left_so(clause: Clause) -> bool:
    """Read "X left Y speechless", "X left Y with a bill", "X left open whether", "X retired to her hotel"."""
    if clause.lemma == "retire" and any(t.lemma_.lower() in _ROOMS for t in clause.preps("to")):
        return True
    if any(t.lemma_.lower() in _EDGES for t in clause.preps("from")):
        return True
    if clause.lemma == "leave" and (
        (not clause.objects and any(t.lemma_.lower() in _BREAKS for t in clause.preps("for")))
        or any(t.lemma_.lower() in _BEHIND for t in clause.preps("in"))
        or any(c.lower_ in _OPEN for c in clause.verb.children)
        or any(t.lemma_.lower() in _BURDENS for t in clause.preps("with"))
        or _is_left_out(clause)
    ):
        return True
    return clause.lemma == "leave" and any(
        c.text.lower() in STATES and c.i > max(o.i for o in clause.objects)
        for c in clause.verb.children
        if clause.objects
    )


def _is_left_out(clause: Clause) -> bool:
    """Read "X left Y out of her speech", "X left Y off the list"."""
    behind = max((o.i for o in clause.objects), default=-1)
    return behind >= 0 and any(
        c.lower_ in {"out", "off"} and c.i > behind and not _tells_why(c)
        for c in clause.verb.children
    )


def _tells_why(out: Token) -> bool:
    """Read "out of frustration"."""
    of_it = (t for of in out.children if of.lower_ == "of" for t in of.children)
    return any(t.lemma_.lower() in _FEELINGS for t in of_it)


def _respectively(scene: Scene, clause: Clause, people: list[str]) -> dict[str, str]:
    """Read "X and Z left Y and W, respectively"."""
    if "respectively" not in scene.text:
        return {}
    places = [
        scene.at[t.i].text for o in clause.objects[:1] for t in (o, *o.conjuncts) if scene.is_org(t)
    ]
    return dict(zip(people, places, strict=True)) if len(places) == len(people) > 1 else {}


def _is_departure(scene: Scene, clause: Clause) -> bool:
    if clause.lemma == "part":
        ways = any(o.lemma_ in {"way", "company"} for o in clause.objects)
        return ways and not parts_with_an_aide(scene, clause)
    if clause.lemma == "cease":
        return any(ceased(scene, clause))
    if clause.lemma == "withdraw":
        posts = [t for t in clause.preps("from") if is_board(t) or t.lemma_.lower() in STAY_POSTS]
        return bool(posts) or any(scene.is_title(t) for t in clause.preps("as", "from"))
    if clause.lemma == "step back" and any(clause.preps("to", "into")):
        return False  # "steps back to an ordinary seat"
    if clause.lemma == "lose":
        return any(_is_own_post(scene, o) for o in clause.objects)
    if clause.lemma == "go":
        said = {t.text.lower() for t in clause.verb.subtree}
        return (
            is_next_to_go(clause.verb)
            or "too" in {c.text.lower() for c in clause.verb.children}
            or {"as", "well"} <= said
        )
    # "The lab he leaves behind" only looks back.
    return not any(c.text.lower() == "behind" for c in clause.verb.children)


def _is_own_post(scene: Scene, token: Token) -> bool:
    """The job of "she lost her job": somebody's own."""
    post = token.lemma_.lower() in STAY_POSTS - {"work"} or scene.is_title(token)
    return post and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)


def left_unsaid(scene: Scene, clause: Clause, person: str, aim: str | None) -> str | None:
    """The employer that a leaving does not name; never the one that the person goes to."""
    if (joined := _joined_before(scene, clause, person)) not in {None, aim}:
        return joined
    if (own := of_own_title(scene, person)) not in {None, aim}:
        return own
    guess = _left_before(scene, clause, person, aim)
    found = believed_org(scene, person, guess, {aim}, Relation.LEFT)
    if found is None or _comes_up_later(scene, clause, found):
        return None
    # "X, a customer of Y, is leaving for Z", "the creator of the product Y"
    return found if not stands_only_behind(found, scene.text, NO_STAFF.search) else None


def _joined_before(scene: Scene, clause: Clause, person: str) -> str | None:
    """Z in "X, who joined Z in May, has moved on", "X, who was at Y before joining Z, is leaving", "X joined Z in May and
    left in June" and "X was an engineer at Z but left"."""
    for other in clauses(scene.doc):
        before = other.verb.dep_ == "pcomp" and any(t.dep_ == "relcl" for t in other.verb.ancestors)
        beside = other.verb.dep_ == "relcl" or clause.verb.head.i == other.verb.i or before
        was = other.lemma in {"be", "work", "serve"} and other.verb.tag_ == "VBD"
        joined = other.lemma in {"join", "rejoin"}
        if not (was or joined) or other.verb.i > clause.verb.i or not beside:
            continue
        those = [t for t in other.preps("at", "for") if scene.kind(t) is Kind.ORG]
        those = other.objects if joined else [t for t in those if t.i < clause.verb.i]
        place = next((p for o in those if (p := place_at(scene, o)) is not None), None)
        done = judge(scene, other.verb).status is Status.DONE
        if place is not None and done and person in people_of(scene, other.subjects):
            return place.org
    return None


def _comes_up_later(scene: Scene, clause: Clause, org: str) -> bool:
    """Whether an organisation is first named behind the verb: "bolted, and is now at Y" does not leave Y."""
    first = next((t for t in scene.doc if scene.is_org(t) and scene.at[t.i].text == org), None)
    reached = first is not None and first.head.lower_ in {"to", "at", "for", "with", "into"}
    return (
        first is not None
        and reached
        and first.i > clause.verb.i
        and not scene.is_title(first.head.head)
        and not _RETURNS.search(scene.text)
    )


def _left_before(scene: Scene, clause: Clause, person: str, aim: str | None) -> str | None:
    thread = scene.discourse
    before = _of_successor(scene, clause)
    if before is not None and before != aim:
        return before
    post = thread.posts.get(person)
    if post is not None and post[1] not in {None, aim} and _is_told_who(scene, person):
        return post[1]
    own = thread.founder_of.get(person) if person not in thread.employer else None
    if own is not None and own not in {aim, thread.target}:
        return own
    org = context_org(scene, clause.verb, person)
    if org is None or org != aim:
        return org
    named = [
        scene.at[t.i].text
        for t in scene.doc[: clause.verb.i]
        if scene.kind(t) is Kind.ORG and not scene.is_paper(t)
    ]
    return next(
        (o for o in [*reversed(named), scene.discourse.subject_org] if o and o != aim), None
    )


def _is_told_who(scene: Scene, person: str) -> bool:
    """Read "X, who was Y's lawyer, quit": the post that is told with the name is the one left."""
    surname = re.escape(person.rsplit(maxsplit=1)[-1])
    return ", who " in scene.text and bool(
        re.search(
            rf"{surname}, who (?:(?:had|has) )?(?:was|is|been|ran|runs?|led|leads|headed|heads) ",
            scene.text,
        )
    )


def _of_successor(scene: Scene, clause: Clause) -> str | None:
    """The company of "his predecessor, X, left": the one that he has come to."""
    for word in scene.doc[: clause.verb.i]:
        if word.lemma_.lower() == "predecessor":
            for owner in (p for c in word.children if c.dep_ == "poss" for p in scene.people(c)):
                return scene.discourse.gone_to.get(owner) or scene.discourse.employer.get(owner)
    return None
