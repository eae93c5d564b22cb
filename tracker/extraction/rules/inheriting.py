"""Posts that go to somebody: "her place goes to X", "X has his title now", "a new unit goes to X", "in the hands of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.persons import SINGULAR_PEOPLE
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.incumbents import had_the_post
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.posts_passed import (
    HEIRS,
    POSTS,
    REMITS,
    THINGS,
    WORK,
    is_somebodys,
    is_that_remit,
    of_whom,
    post_passed,
    title_told,
    word_for,
)
from tracker.extraction.rules.shared import (
    is_leadership,
    titles_in,
)
from tracker.extraction.rules.vacancies import interim, is_for_now, left_vacant
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.title_words import OFFICES
from tracker.extraction.tokens import Token

_GO = words("go pass fall belong")
_GET = words("have inherit get take take_over take_on assume occupy fill land")
_TAKE = words("take take_over take_on assume")
#: What somebody does with the work of another: "her region will be looked after by X".
_CARRY_ON = words("carry_on continue look look_after do handle")
_STEP = words("step slip move sit_down follow")
#: Who does so gives up a post: "steps down after ten years in the post".
_GIVE_UP = words("step_down step_aside step_back move_on move_out")
#: What the post is that somebody has left.
_EMPTY = words("vacant empty open vacated free")
_GIVE = words("give hand entrust")
#: What is done with all that one has to do: "hands over her duties".
_HAND_OVER = words("hand_over pass_on turn_over")
#: The verbs with which it is told who gets the post of another.
_CALL = words(
    "name appoint choose pick select announce install nominate designate present propose make"
)
_PROPOSE = words("nominate propose")
_RAISE = words("promote elevate move")
#: What is done with somebody "in her place".
_PUT = words("elect hire recruit engage bring_in put")
_AT_TOP = re.compile(r"(?:chief executive|CEO|president|managing director)\b", re.IGNORECASE)
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
        told = is_leadership(scene, what) and not (is_that_remit(what) or _is_all(scene, what))
        told = told or (what.lemma_ == "seat" and not _is_a_chiefs(scene, what))
        told = told or (_is_to_do(what) and not _of_another(scene, what))
        told = told or _is_divided(what, list(clause.preps("to")), _together(scene, heirs))
        if not told and not any(clause.preps("for", "with")):  # "went to X for advice"
            yield _together(scene, heirs), what
    elif clause.lemma in _GIVE or _hands_all_over(scene, clause):
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
    elif clause.lemma in _TAKE | _CARRY_ON and clause.passive:  # "her place is taken by X"
        several = list(_taken_by_several(scene, clause))
        posts = [o for o in clause.objects[:1] if _is_anothers_work(scene, o) or _is_the_post(o)]
        yield from several or ((people_of(scene, clause.subjects), post) for post in posts)
    elif not clause.passive:
        yield from _taken(scene, clause)
    yield from _in_hands(scene, clause)


def _goes_on(beside: Token) -> bool:
    """The "on" of "goes on" and "passes on"; not that of "on Friday" and "on an interim basis"."""
    return beside.lower_ == "on" and not any(c.dep_ == "pobj" for c in beside.children)


def _is_divided(what: Token, aims: list[Token], heirs: list[str]) -> bool:
    """Read "his duties pass to X and to Z": of those who divide what he did nobody gets his post."""
    return what.lemma_.lower() in REMITS | WORK and max(len(aims), len(heirs)) > 1


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
        owned = any(c.dep_ == "poss" for c in word.children) or bool(of_whom(scene, word))
        if word.lemma_.lower() in HEIRS and owned and (before.lower_ == "as" or before in named):
            yield _together(scene, named), word
            return


def _put_in_place(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "X was appointed in her stead", "elected X in Y's place", which names no title."""
    heirs = [t for t in clause.objects if scene.is_person(t)]
    places = [t for t in clause.preps("in", "into") if word_for(scene, t) in _STEADS]
    if heirs and not titles_in(scene, clause):
        yield from ((people_of(scene, heirs), t) for t in places[:1] if _of_another(scene, t))


def _chosen_for(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "X has been nominated for the job", "Y picked X for the post of T"."""
    heirs = [t for t in clause.objects if scene.is_person(t)]
    posts = [t for t in clause.preps("for") if word_for(scene, t) in POSTS]
    told = (t for t in posts if _is_the_post(t) or title_told(scene, clause, t) is not None)
    if heirs and not any(t.i < heirs[0].i for t in posts):
        yield from ((people_of(scene, heirs), post) for post in list(told)[:1])


def _person_at(scene: Scene, token: Token) -> list[Token]:
    """X in "to X" and in "to her deputy, X"."""
    return [token] if scene.is_person(token) else _beside(scene, token)[:1]


def _is_all(scene: Scene, what: Token) -> bool:
    """Whether all that somebody had to do is passed on: "her responsibilities", not "her responsibility for sales"."""
    part = any(c.lower_ in {"for", "of"} for c in what.children)
    return what.lemma_.lower() in REMITS and not part and _of_another(scene, what)


def _taken(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "X has her job now", "X steps into his shoes", "X and Z share the post"."""
    people = people_of(scene, clause.subjects)
    if clause.lemma in _GET and clause.objects and clause.subjects and not had_the_post(clause):
        what = clause.objects[0]
        office = _is_the_office(what) and clause.lemma != "have" and clause.subjects[0].i < what.i
        if _of_another(scene, what) or _is_the_post(what) or office or _is_top_job(scene, what):
            yield people, what
    elif _STEP & {clause.lemma, clause.verb.lemma_} and clause.lemma not in _GIVE_UP:
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


def _taken_by_several(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "her place is taken by two co-chiefs: X, until now T, and Z, until now U"."""
    titles = [t for t in clause.subjects if scene.is_title(t) and t.tag_ in PLURALS]
    places = [t for t in clause.objects[:1] if _of_another(scene, t)]
    if not titles or not places:
        return
    after = scene.doc[titles[0].i + 1 :]
    if after and after[0].text == ":":
        yield [scene.name(t) for t in after if scene.is_person(t)], titles[0]


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
    named = named or [t for thing in things for t in _behind_aside(thing) if scene.is_person(t)]
    passed = [_meant_by_it(t, clause) for t in [*things, *clause.objects] if not scene.is_person(t)]
    if named and passed and (not is_leadership(scene, passed[0]) or _is_all(scene, passed[0])):
        yield _together(scene, named), passed[0]


def _behind_aside(thing: Token) -> Iterator[Token]:
    """X in "entrusted its car project, which Z led, to X", which the parse gives to the leading."""
    for verb in (c for c in thing.children if c.dep_ == "relcl"):
        for to in (c for c in verb.children if c.lower_ == "to" and c.dep_ == "prep"):
            if verb.doc[to.i - 1].text == ",":
                yield from to.children


def _hands_all_over(scene: Scene, clause: Clause) -> bool:
    """Read "hands over her duties to X"; a post that is handed over is told with who gives it up."""
    return clause.lemma in _HAND_OVER and any(_is_all(scene, t) for t in clause.objects)


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
    if word_for(scene, thing) not in POSTS | THINGS:
        return False
    return is_somebodys(scene, thing) or bool(of_whom(scene, thing))


def _is_anothers_work(scene: Scene, thing: Token) -> bool:
    """Whether somebody else's post is meant, or what he has to lead: "her job", "her department"."""
    led = thing.lemma_.lower() in WORK | UNIT_NOUNS and is_somebodys(scene, thing)
    return led or _of_another(scene, thing)


def _is_the_post(thing: Token) -> bool:
    """Read "takes the job", after whoever had it has gone; not "the job of a lifetime" or "the job at Y"."""
    return (
        thing.lemma_.lower() in POSTS
        and any(c.lower_ in {"the", "that"} for c in thing.children)
        and not any(
            c.dep_ in {"prep", "compound", "amod", "relcl"} and c.lower_ not in _EMPTY
            for c in thing.children
        )
    )


def _is_top_job(scene: Scene, thing: Token) -> bool:
    """Read "takes the top job", after the chief executive has gone; it may be that of a part of a company."""
    vacant = left_vacant(scene) if thing.lemma_.lower() in POSTS else None
    beside = [c.lower_ for c in thing.children]
    return vacant is not None and beside == ["the", "top"] and bool(_AT_TOP.match(vacant[0]))


def _is_the_office(thing: Token) -> bool:
    """Read "inherits the directorship", "takes over the chairmanship of Y"; whoever takes "a professorship" takes nobody's."""
    return thing.lemma_.lower() in OFFICES and any(
        c.lower_ in {"the", "that", "his", "her"} for c in thing.children
    )


def _heirs(scene: Scene, clause: Clause, heirs: list[str], what: Token) -> Iterator[Draft]:
    judged = judge(scene, clause.verb)
    if not heirs or judged.status is None or "had" in auxiliaries(clause.verb):
        return
    found = post_passed(scene, clause, what, heirs)
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
        made.inside = what.lemma_.lower() not in HEIRS and clause.lemma not in _CALL | _PUT
        made.appointment = made.status is not Status.HELD
        if title == "board member" and made.appointment:
            made.type, made.appointment = FactType.JOINED, False
        made.implied_org = place.implied
        yield made


RULES = (inherits,)
