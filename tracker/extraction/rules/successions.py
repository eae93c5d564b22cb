"""Posts that pass on or are given up: "X succeeds Y", "X gives up the chair"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses, lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.persons import may_mean
from tracker.extraction.rules.dismissals import DISMISS
from tracker.extraction.rules.gives_up import POSTS
from tracker.extraction.rules.led_places import led_place, unit_told_of
from tracker.extraction.rules.shared import Place, place_at, title_text, titles_in
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.rules.vacancies import (
    follows_in_post,
    interim,
    is_for_now,
    is_only_likely,
    left_vacant,
    own_post,
    post_vacant,
    stays_as,
    to_be_filled,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

GIVE_UP = words(
    "give_up relinquish hand_over surrender vacate cede step_down step_aside stand_down hand hand_off turn_over drop lose resign"
)
_LEAVES = words("retire quit resign leave depart step_down stand_down step_aside serve")
_CHOOSE = words("choose pick name appoint select elect tap nominate designate promote")
#: Who is so for a post may get it.
_FAVOURITES = words("favourite favorite frontrunner front-runner contender")
SUCCEED = {"succeed", "replace", "follow", "take over"}


def succeeds(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X succeeds Y as chair", "X takes over the group": the post is the title given, or the one Y had."""
    heirs = _brought_instead(clause) or clause.subjects
    people = list(dict.fromkeys(p for s in heirs for p in scene.people(s)))
    if not people:
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    givers = [t for t in clause.objects if t.lemma_.lower() not in POSTS and t.lower_ != "it"]
    if not givers and clause.lemma == "take over":  # "took over from X", "took over the job from X"
        givers = [
            t for t in clause.preps("from") if scene.is_person(t) or t.lower_ in {"him", "her"}
        ]
    before = [p for o in givers for p in _one_before(scene, clause, o)]
    titles = [t for t in titles_in(scene, clause) if t.dep_ not in {"dobj", "nsubj"}]
    where = _followed_where(scene, clause, before)
    if where is not None and before:
        role = title_text(scene, titles[0]) if titles else None
        for person in people:
            yield draft(
                FactType.JOINED, scene, "follows", judged, 0.75, person=person, org=where, title=role
            )  # fmt: skip
        return
    given = scene.discourse.post_given
    heir = given is not None and given.person in people and scene.number - given.number == 1
    along = clause.verb.tag_ != "VBD" and clause.verb.head.lemma_ not in _CHOOSE
    along = along and not (clause.passive or heir)  # but "is followed by Z"
    along = along and not (before and follows_in_post(scene, clause, people, before[0]))
    along = along and not any(t.lower_ == "effect" for t in clause.preps("with"))
    along = along and not any(scene.is_org(t) for t in clause.preps("on"))  # "on Twitter"
    if clause.lemma == "follow" and before and not titles and along:
        yield from _goes_along(scene, people, before[0], judged)
        return
    for person in people:
        post = _post_taken(scene, clause, titles, before) if person not in before else None
        post = post or own_post(scene, clause, person, before)
        if post is None:
            continue
        title, place = post
        if title and title != "head" and is_for_now(scene, clause.verb):
            title = interim(title)
        made = draft(
            FactType.ROLE, scene, "succeeds", judged, 0.75, person=person, org=place.org, title=title, unit=place.unit
        )  # fmt: skip
        made.appointment = True
        made.implied_org = place.implied
        made.inside = not titles and not before
        yield made


def _followed_where(scene: Scene, clause: Clause, before: list[str]) -> str | None:
    """Z in "X follows Y to Z" and "Y has gone to Z, and X has followed her there"."""
    if clause.lemma != "follow":
        return None
    if before and any(c.lower_ == "there" for c in clause.verb.children):
        named = [t for t in scene.doc[: clause.verb.i] if scene.is_org(t) and not scene.is_paper(t)]
        here = scene.at[named[-1].i].text if named else None
        return here or scene.discourse.gone_to.get(before[0])
    places = [
        p for t in clause.preps("to", "into") if scene.is_org(t) and (p := place_at(scene, t))
    ]
    return next((place.org for place in places if place.org and not place.implied), None)


def _brought_instead(clause: Clause) -> list[Token]:
    """X in "Z replaced Y with X", which the parse may hang on Y."""
    if clause.lemma != "replace":
        return []
    hung = [c for o in clause.objects for c in o.children if c.dep_ == "prep" and c.text == "with"]
    return [*clause.preps("with"), *(g for c in hung for g in c.children if g.dep_ == "pobj")]


def _post_taken(
    scene: Scene, clause: Clause, titles: list[Token], before: list[str]
) -> tuple[str | None, Place] | None:
    """The post in "succeeds Y as chair", "succeeds Y", "takes over the X team"."""
    place: Place | None
    if titles:
        title: str | None = title_text(scene, titles[0])
        place = title_place(scene, titles[0], None)
    elif before:
        post = _leaving_as(scene, clause, before[0]) or _leaving_here(scene, clause, before[0])
        post = post or scene.discourse.post_of(before[0])
        if post is None or stays_as(scene, clause, post[0]):
            return to_be_filled(scene)
        title, place = post[0], Place(post[1], post[2], implied=True)
    elif not clause.objects and clause.lemma == "take over":
        return left_vacant(scene)
    else:
        place = next(
            (
                p
                for o in clause.objects
                for p in [unit_told_of(scene, o) or led_place(scene, o)]
                if p is not None
            ),
            None,
        )
        if place is None or clause.lemma != "take over" or place.unit is None:
            return None
        title = "head"
    return (title, place) if place is not None and place.org is not None else None


def _leaving_as(
    scene: Scene, clause: Clause, before: str
) -> tuple[str, str | None, str | None] | None:
    """The post in "succeeds Y, who is retiring as T", "replaces Y, who quit as T in May"."""
    givers = [*clause.objects, *clause.preps("from")]
    for verb in (v for t in givers for v in t.children if v.dep_ == "relcl"):
        told = lemma_of(verb) in _LEAVES and before in scene.people(verb.head)
        titles = [
            t
            for prep in verb.children
            if told and prep.lower_ == "as"
            for t in prep.children
            if scene.is_title(t) and not scene.at[t.i].founder
        ]
        place = title_place(scene, titles[0], before) if titles else None
        if place is not None and place.org:
            return title_text(scene, titles[0]), place.org, place.unit
    return None


def _leaving_here(
    scene: Scene, clause: Clause, before: str
) -> tuple[str, str | None, str | None] | None:
    """The post in "X steps down as T of Y, and Z replaces her"."""
    for gone in _goes_before(scene, clause):
        titles = [t for c in gone.verb.children if c.lower_ == "as" for t in c.children]
        titles = [t for t in titles if scene.is_title(t) and not scene.at[t.i].founder]
        place = title_place(scene, titles[0], before) if titles else None
        if place is not None and place.org and before in _who_goes(scene, gone):
            return title_text(scene, titles[0]), place.org, place.unit
    return None


def _goes_before(scene: Scene, clause: Clause) -> list[Clause]:
    """What tells of a leaving earlier in the sentence, the last one first."""
    earlier = (c for c in clauses(scene.doc) if c.verb.i < clause.verb.i)
    return [c for c in earlier if c.lemma in _LEAVES or _parts(c)][::-1]


def _parts(clause: Clause) -> bool:
    """Read "has parted ways with X" and "has dismissed X"."""
    return clause.lemma in DISMISS or (
        clause.lemma == "part" and any(o.lemma_ == "way" for o in clause.objects)
    )


def _who_goes(scene: Scene, gone: Clause) -> list[str]:
    parted = [*gone.objects, *gone.preps("with")]
    who = gone.subjects if gone.lemma in _LEAVES else [t for t in parted if scene.is_person(t)]
    return [p for t in who for p in scene.people(t)]


def _one_before(scene: Scene, clause: Clause, token: Token) -> list[str]:
    """Who is succeeded or followed; "him" is never one of those who follow."""
    if token.text.lower() not in {"him", "her", "them"}:
        return scene.people(token)
    gone = [p for one in _goes_before(scene, clause) for p in _who_goes(scene, one)]
    if token.lower_ != "them" and gone and may_mean(token.text, gone[0]):
        return gone[:1]
    female = token.text.lower() == "her" if token.text.lower() in {"him", "her"} else None
    earlier = scene.discourse.pick_person([], female=female)
    return [earlier] if earlier is not None else scene.people(token)


def _goes_along(scene: Scene, people: list[str], leader: str, judged: Judgement) -> Iterator[Draft]:
    """Read "X and Y are following her": they go where she goes, and not into her post."""
    to, origin = scene.discourse.gone_to.get(leader), scene.discourse.left.get(leader)
    for person in people:
        if person == leader:
            continue
        if origin is not None:
            yield draft(
                FactType.LEFT, scene, "goes_along", judged, 0.7, person=person, org=origin, to_org=to if to != origin else None
            )  # fmt: skip
        if to is not None and to != origin:
            yield draft(
                FactType.JOINED, scene, "goes_along", judged, 0.7, person=person, org=to, from_org=origin
            )  # fmt: skip


def successors(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "his successor is X" of the post that he gave up before."""
    told = (c for c in clause.verb.children if c.dep_ in {"nsubj", "attr"})
    nouns = list(dict.fromkeys([*clause.subjects, *told]))  # "X is to be his successor"
    favourites = [c for c in nouns if c.lemma_.lower() in _FAVOURITES and _is_for_post(c)]
    heirs = [c for c in nouns if c.lemma_.lower() in {"successor", "replacement"}] + favourites
    owners = [
        p for word in heirs for c in word.children if c.dep_ == "poss" for p in scene.people(c)
    ]
    people = [p for c in nouns if c not in heirs for p in scene.people(c)]
    post = scene.discourse.post_of(owners[0]) if owners else None
    judged = judge(scene, clause.verb)
    if favourites or any(map(is_only_likely, heirs)):
        post, judged = post or post_vacant(scene), replace(judged, status=Status.RUMOURED)
    if post is None or not people or people[0] in owners or judged.status is None:
        return
    if judged.status is Status.ANNOUNCED and clause.verb.tag_ == "VBZ":
        judged = replace(judged, status=Status.DONE)
    made = draft(
        FactType.ROLE,
        scene,
        "succeeds",
        judged,
        0.72,
        person=people[0],
        org=post[1],
        title=post[0],
        unit=post[2],
    )
    made.appointment = True
    yield made


def _is_for_post(favourite: Token) -> bool:
    """Read "the favourite for the job", "the front-runner for his post", after whoever had it has gone."""
    aims = (t for p in favourite.children if p.lower_ == "for" for t in p.children)
    return any(
        t.lemma_.lower() in POSTS
        and any(c.lower_ in {"the", "his", "her"} for c in t.children)
        and not any(t.rights)
        for t in aims
    )


def has_title(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y has a chief executive: X", "Y has a first finance chief in X"."""
    titles = [t for t in clause.objects if scene.is_title(t) and not scene.at[t.i].founder]
    places = [p for s in clause.subjects if (p := place_at(scene, s)) is not None and p.unit]
    orgs = [o for s in clause.subjects for o in scene.orgs(s)]
    if not titles or not (orgs or places):
        return
    title, place = titles[0], places[0] if places else Place(orgs[0])
    if not any(c.text.lower() in {"a", "an", "new", "first"} for c in title.children):
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    after = [t for t in scene.tokens(Kind.PERSON) if t.i > title.i]
    if not after or not any(
        w.text in {":", "in", "–", "—", ","} for w in scene.doc[title.i + 1 : after[0].i]
    ):
        return
    by_colon = any(w.text == ":" for w in scene.doc[title.i + 1 : after[0].i])
    state = Status.ANNOUNCED if by_colon else Status.DONE
    made = draft(
        FactType.ROLE, scene, "has_title", replace(judged, status=state), 0.8,
        person=scene.name(after[0]), org=place.org, title=title_text(scene, title), unit=place.unit,
    )  # fmt: skip
    made.appointment, made.implied_org = True, place.implied
    made.inside = "internal" in {t.lower_ for t in scene.doc}
    yield made
