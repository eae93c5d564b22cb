"""Posts that go to somebody: "her place goes to X", "X has his title now", "a new unit goes to X", "in the hands of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.persons import SINGULAR_PEOPLE, may_mean
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.incumbents import had_the_post
from tracker.extraction.rules.leading import led_place
from tracker.extraction.rules.positions import title_place
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    is_chair_of,
    is_leadership,
    title_text,
    titles_in,
)
from tracker.extraction.rules.vacancies import interim, is_for_now, left_vacant
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

#: What somebody leaves to another; a "chair" may be a title, and "office" and "shoes" are only so where they are somebody's.
_POSTS = words(
    "post job role position title place stead mantle portfolio brief duty responsibility remit"
)
_THINGS = words("shoe footstep office desk chair throne hat crown seat task")
_GO = words("go pass fall belong")
_GET = words("have inherit get take take_over take_on assume occupy fill land")
_TAKE = words("take take_over take_on assume")
_STEP = words("step slip move sit_down follow")
#: What the post is that somebody has left.
_EMPTY = words("vacant empty open vacated free")
_GIVE = words("give hand entrust")
#: What one has charge of, told before.
_REMITS = words("responsibility function remit portfolio brief duty")
_SAID = frozenset(["that", "this", "those", "these"])
#: Who gets the post of another, and the verbs with which that is told.
_HEIRS = words("successor replacement heir")
_CALL = words(
    "name appoint choose pick select announce install nominate designate present propose make"
)
_PROPOSE = words("nominate propose")
_RAISE = words("promote elevate move")
#: What is done with somebody "in her place".
_PUT = words("elect hire recruit engage bring_in put")
_STEADS = words("place stead")
#: Those who do so hold one post together.
_SHARE = words("share split")


def inherits(scene: Scene) -> Iterator[Draft]:
    """A role for everyone to whom a post or a unit is told to go."""
    for clause in clauses(scene.doc):
        for heirs, what in _passed(scene, clause):
            yield from _heirs(scene, clause, heirs, what)


def _passed(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Whom something is passed to, and the word for what is passed."""
    verb = clause.verb
    if any(c.dep_ == "xcomp" or _goes_on(c) for c in verb.children) or (
        scene.words(verb.i, verb.i).lower().startswith("report")  # whatever the parser is shown
    ):
        return  # "goes on reporting to X"
    if clause.lemma in _GO and not clause.passive and clause.subjects:
        heirs = [p for t in clause.preps("to") for p in _person_at(scene, t)]
        what = clause.subjects[0]
        # told of what it is over
        told = is_leadership(scene, what) and not (_is_that_remit(what) or _is_all(scene, what))
        told = told or (what.lemma_ == "seat" and not _is_a_chiefs(scene, what))
        told = told or (_is_to_do(what) and not _of_another(scene, what))
        if not told and not any(clause.preps("for", "with")):  # "went to X for advice"
            yield _together(scene, heirs), what
    elif clause.lemma in _GIVE:
        yield from _given(scene, clause)
    elif clause.lemma == "fill" and clause.passive and "had" not in auxiliaries(verb):
        # "the post of T has been filled by X"
        yield from ((people_of(scene, clause.subjects), post) for post in clause.objects[:1])
    elif clause.lemma in _RAISE:  # "promoted X to her post", "promoted X in her place"
        yield from _put_in_place(scene, clause)
        posts = [t for t in clause.preps("to", "into") if _of_another(scene, t)]
        yield from ((people_of(scene, clause.objects), post) for post in posts[:1])
    elif clause.lemma in _CALL | _PUT:
        yield from _named_heirs(scene, clause)
        yield from _put_in_place(scene, clause)
        yield from _chosen_for(scene, clause)
    elif clause.lemma in _TAKE and clause.passive:  # "her place is taken by X"
        posts = [o for o in clause.objects[:1] if _of_another(scene, o) or _is_the_post(o)]
        yield from ((people_of(scene, clause.subjects), post) for post in posts)
    elif not clause.passive:
        yield from _taken(scene, clause)
    yield from _in_hands(scene, clause)


def _goes_on(beside: Token) -> bool:
    """The "on" of "goes on" and "passes on"; not that of "on Friday" and "on an interim basis"."""
    return beside.lower_ == "on" and not any(c.dep_ == "pobj" for c in beside.children)


def _is_a_chiefs(scene: Scene, seat: Token) -> bool:
    """Whether "his seat" is that of his post: where nobody has spoken of a board."""
    owned = any(c.dep_ == "poss" and c.lower_ in SINGULAR_PEOPLE for c in seat.children)
    told = " ".join(sentence.text for sentence in scene.article[: scene.number + 1])
    return owned and not re.search(r"\b(?:board|directors?|parliament|council)\b", told)


def _named_heirs(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "named X his successor", "X was chosen as Y's replacement"."""
    named = [t for t in (*clause.objects, *clause.complements) if scene.is_person(t)]
    for word in scene.doc[clause.verb.i :] if named else ():
        before = scene.doc[max(0, word.left_edge.i - 1)]
        owned = any(c.dep_ == "poss" for c in word.children) or bool(_of_whom(scene, word))
        if word.lemma_.lower() in _HEIRS and owned and (before.lower_ == "as" or before in named):
            yield _together(scene, named), word
            return


def _put_in_place(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "X was appointed in her stead", "elected X in Y's place", which names no title."""
    heirs = [t for t in clause.objects if scene.is_person(t)]
    places = [t for t in clause.preps("in", "into") if _word(scene, t) in _STEADS]
    if heirs and not titles_in(scene, clause):
        yield from ((people_of(scene, heirs), t) for t in places[:1] if _of_another(scene, t))


def _chosen_for(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "X has been nominated for the job", "Y picked X for the post of T"."""
    heirs = [t for t in clause.objects if scene.is_person(t)]
    posts = [t for t in clause.preps("for") if _word(scene, t) in _POSTS]
    told = (t for t in posts if _is_the_post(t) or _title_told(scene, clause, t) is not None)
    if heirs and not any(t.i < heirs[0].i for t in posts):
        yield from ((people_of(scene, heirs), post) for post in list(told)[:1])


def _person_at(scene: Scene, token: Token) -> list[Token]:
    """X in "to X" and in "to her deputy, X"."""
    return [token] if scene.is_person(token) else _beside(scene, token)[:1]


def _is_that_remit(what: Token) -> bool:
    """Whether what is passed on is the charge of what was told before: "that responsibility"."""
    return what.lemma_.lower() in _REMITS and any(c.lower_ in _SAID for c in what.children)


def _is_all(scene: Scene, what: Token) -> bool:
    """Whether all that somebody had to do is passed on: "her responsibilities", not "her responsibility for sales"."""
    part = any(c.lower_ in {"for", "of"} for c in what.children)
    return what.lemma_.lower() in _REMITS and not part and _of_another(scene, what)


def _taken(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "X has her job now", "X steps into his shoes", "X and Z share the post"."""
    people = people_of(scene, clause.subjects)
    if clause.lemma in _GET and clause.objects and not had_the_post(clause):
        if _of_another(scene, clause.objects[0]) or _is_the_post(clause.objects[0]):
            yield people, clause.objects[0]
    elif _STEP & {clause.lemma, clause.verb.lemma_}:
        for thing in clause.preps("into", "in"):
            yield people, thing
    elif clause.lemma in _SHARE and clause.objects:
        with_him = [
            p
            for t in clause.preps("with")
            for p in (scene.people(t) or [scene.name(c) for c in _beside(scene, t)])
        ]
        people = list(dict.fromkeys([*people, *with_him]))
        if len(people) > 1:
            yield people, clause.objects[0]


def _beside(scene: Scene, token: Token) -> list[Token]:
    """X in "its founder, X"."""
    return [c for c in token.children if c.dep_ == "appos" and scene.is_person(c)]


def _in_hands(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "the team has been put in the hands of X"."""
    hands = [t for t in clause.preps("in", "into") if t.lemma_.lower() == "hand"]
    things = clause.objects if clause.passive or clause.objects else clause.subjects
    if hands and things:
        heirs = [t for t in _of_hands(hands[0]) if scene.is_person(t)]
        yield _together(scene, heirs), things[0]


def _given(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "the board gave X her job", "X has been given her post", "Y has handed its sales team to X"."""
    things = [t for t in clause.verb.children if t.dep_ in {"dobj", "oprd"}]
    whom = [t for t in clause.verb.children if t.dep_ in {"dative", "nsubjpass"}]
    if len(things) > 1:
        whom += things[:1]  # "gave X back his post"
    named = [t for t in whom if scene.is_person(t)]
    named += [t for t in clause.preps("to") if scene.is_person(t)]
    passed = [_meant_by_it(t, clause) for t in [*things, *clause.objects] if not scene.is_person(t)]
    if named and passed and not is_leadership(scene, passed[0]):
        yield _together(scene, named), passed[0]


def _meant_by_it(thing: Token, clause: Clause) -> Token:
    """The unit of "has created a unit and given it to X"."""
    before = clause.verb.head
    if thing.lower_ != "it" or clause.verb.dep_ != "conj":
        return thing
    return next((c for c in before.children if c.dep_ in {"dobj", "nsubjpass"}), thing)


def _together(scene: Scene, heirs: list[Token]) -> list[str]:
    """Those named in one breath: not Z of "to X, the finance chief, and Z, who …, leaves"."""
    found: list[str] = []
    for first in heirs[:1]:
        last = first.i
        for member in scene.group(first):
            between = scene.doc[last + 1 : member.i]
            if any(t.lower_ not in {",", "and", "&", "to"} for t in between):
                break
            found.append(scene.name(member))
            last = member.i
    return found


def _of_hands(hand: Token) -> Iterator[Token]:
    """X in "the hands of X" and "X's hands"."""
    for child in hand.children:
        if child.dep_ == "poss":
            yield child
        if child.text.lower() == "of":
            yield from child.children


def _is_to_do(what: Token) -> bool:
    """Read "the task", "the job of building it up": what is to be done, and no post of somebody's."""
    of_it = (g for p in what.children if p.lower_ == "of" for g in p.children)
    return what.lemma_ == "task" or any(g.tag_ == "VBG" for g in of_it)


def _of_another(scene: Scene, thing: Token) -> bool:
    """Whether a post is told to be somebody else's: "her job", "Y's title", "the shoes of Y"."""
    if _word(scene, thing) not in _POSTS | _THINGS:
        return False
    owned = (c for c in thing.children if c.dep_ == "poss")
    return any(c.lower_ in SINGULAR_PEOPLE or scene.is_person(c) for c in owned) or bool(
        _of_whom(scene, thing)
    )


def _of_whom(scene: Scene, thing: Token) -> list[Token]:
    """Y in "the place of Y", "the successor to Y"."""
    preps = (c for c in thing.children if c.lower_ in {"of", "to"})
    return [t for prep in preps for t in prep.children if scene.is_person(t)]


def _word(scene: Scene, thing: Token) -> str:
    """The word for what is passed on; for the chair that is somebody's no title stands."""
    return "chair" if is_chair_of(scene, thing) else thing.lemma_.lower()


def _is_the_post(thing: Token) -> bool:
    """Read "takes the job", after whoever had it has gone; not "the job of a lifetime" or "the job at Y"."""
    return (
        thing.lemma_.lower() in _POSTS
        and any(c.lower_ in {"the", "that"} for c in thing.children)
        and not any(
            c.dep_ in {"prep", "compound", "amod", "relcl"} and c.lower_ not in _EMPTY
            for c in thing.children
        )
    )


def _heirs(scene: Scene, clause: Clause, heirs: list[str], what: Token) -> Iterator[Draft]:
    judged = judge(scene, clause.verb)
    if not heirs or judged.status is None or "had" in auxiliaries(clause.verb):
        return
    found = _post(scene, clause, what, heirs)
    if found is None:
        return
    title, place = found
    if len(heirs) > 1 and clause.lemma in _SHARE:
        title = title if re.match(r"(?:interim |acting )?co-", title) else f"co-{title}"
    if clause.lemma in _PROPOSE and judged.status is Status.DONE:
        judged = replace(judged, status=Status.ANNOUNCED)  # others have still to agree
    now = judged.status is Status.ANNOUNCED and clause.lemma in {"have", "belong", "occupy"}
    # "is in the hands of X", "X and Z share the post"
    lies = clause.verb.lemma_ in {"be", "lie", "rest"} | _SHARE and not scene.times
    title = interim(title) if is_for_now(scene, clause.verb) else title
    for person in heirs:
        made = draft(
            FactType.ROLE, scene, "inherits", judged, 0.8, person=person, org=place.org, title=title, unit=place.unit
        )  # fmt: skip
        if now:
            made.status = Status.DONE
        elif judged.status is Status.ANNOUNCED and clause.verb.tag_ in {"VBZ", "VBP"} and lies:
            made.status = Status.HELD
        made.inside = what.lemma_.lower() not in _HEIRS and clause.lemma not in _CALL | _PUT
        made.appointment = made.status is not Status.HELD
        if title == "board member" and made.appointment:
            made.type, made.appointment = FactType.JOINED, False
        made.implied_org = place.implied
        yield made


def _post(scene: Scene, clause: Clause, what: Token, heirs: list[str]) -> tuple[str, Place] | None:
    """The post that a word means: told with it, that of whoever it belongs to, or the head's of a unit."""
    named = _title_told(scene, clause, what)
    word = _word(scene, what)
    if named is not None and (word in _POSTS | _THINGS or scene.is_title(what)):
        place = title_place(scene, named, None)
        return (title_text(scene, named), place) if place and place.org else None
    if _is_that_remit(what):
        org = context_org(scene, what)
        return ("head", Place(org, implied=True)) if org else None
    owner = _owner(scene, what, heirs)
    posts = _post_there(scene, clause, owner) if owner else None
    top = any(c.lower_ == "top" for c in what.children) or _is_at_top(what, clause)
    if (
        word in _POSTS
        and not (owner or top)
        and any(c.lower_ in {"the", "that"} for c in what.children)
    ):
        gone = next(reversed(scene.discourse.left), None)
        return left_vacant(scene) if gone not in heirs else None
    if word in _POSTS | _THINGS | _HEIRS:
        # whose duties they are has another post besides a seat on the board
        seat = posts is not None and posts[0].endswith("board member") and word in _REMITS
        if seat or _rises_otherwise(scene, heirs):
            return None
        if posts and posts[0] and posts[1] and not (top and posts[0].endswith("chairman")):
            return posts[0], Place(posts[1], posts[2], implied=True)
        if top:
            owners = scene.owner(what)
            org = owners or context_org(scene, what)
            return ("chief executive", Place(org, implied=owners is None)) if org else None
        return None
    if scene.is_person(what) or (what.pos_ == "PRON" and what.lower_ not in {"it", "which"}):
        return None
    place = led_place(scene, what)
    if place is None or not place.org or not place.unit:
        owner = scene.owner(what)
        org = owner or context_org(scene, what) if word in UNIT_NOUNS else None
        return ("head", Place(org, implied=owner is None)) if org else None
    where = next((n for t in clause.preps("at") for n in scene.orgs(t)), None)
    return "head", Place(where, place.unit) if where and place.implied else place


def _is_at_top(what: Token, clause: Clause) -> bool:
    """Read "her place at the top is taken by X", wherever the parse hangs the last."""
    return any(
        t.lower_ in {"top", "helm"} for p in what.children if p.lower_ == "at" for t in p.children
    ) or any(t.lower_ in {"top", "helm"} for t in clause.preps("at"))


def _post_there(
    scene: Scene, clause: Clause, owner: str
) -> tuple[str, str | None, str | None] | None:
    """The post that somebody had, at Y where it is told so: "At Y, X is to take her place"."""
    opening = scene.doc[1:2] if scene.doc[0].lower_ == "at" else ()
    there = next((n for t in (*clause.preps("at"), *opening) for n in scene.orgs(t)), None)
    own = scene.discourse.posts_at.get((owner, there)) if there else None
    return own or (None if there else scene.discourse.post_of(owner))


def _rises_otherwise(scene: Scene, heirs: list[str]) -> bool:
    """Read "her duties pass to X, who moves up to T": the post that X gets is told."""
    told = (
        verb
        for token in scene.tokens(Kind.PERSON)
        if scene.name(token) in heirs
        for verb in token.children
        if verb.dep_ == "relcl" and verb.lemma_ in {"become", "move", "rise", "step", "promote"}
    )
    return any(scene.is_title(t) and t.i > verb.i for verb in told for t in verb.subtree)


def _title_told(scene: Scene, clause: Clause, what: Token) -> Token | None:
    """T in "the post of T", "the T job", "the T's office", "the job as T", "into her shoes as T"."""
    mention = scene.at.get(what.i)
    if mention is not None and scene.is_title(what) and not (mention.founder or mention.weak):
        return None if is_chair_of(scene, what) else what
    beside = [c for c in what.children if c.dep_ == "prep" and c.lower_ in {"of", "as"}]
    told = [g for c in beside for g in c.children if scene.is_title(g)]
    told += [
        c for c in what.children if scene.is_title(c) and c.dep_ in {"compound", "nmod", "poss"}
    ]
    told += [
        t
        for t in clause.preps("as")
        if scene.is_title(t) and not scene.is_person(scene.doc[t.head.i - 1])
    ]
    return next((t for t in told if not scene.at[t.i].founder), None)


def _owner(scene: Scene, what: Token, heirs: list[str]) -> str | None:
    """Whose the thing was: "Y's", or of those named before the likeliest to be "her"."""
    owners = [*(c for c in what.children if c.dep_ == "poss"), *_of_whom(scene, what)]
    named = next((c for c in owners if scene.is_person(c)), None)
    if named is not None:
        return scene.name(named)
    thread = scene.discourse
    word = next((c.text for c in owners if c.text.lower() in SINGULAR_PEOPLE), "")
    inside = [scene.name(t) for t in scene.tokens(Kind.PERSON) if t.i < what.i]
    earlier = [thread.subject_person or "", *reversed(thread.recent_people)]
    for person in [*inside, *earlier]:
        if person and person not in heirs and may_mean(word, person) and thread.post_of(person):
            return person
    return None


RULES = (inherits,)
