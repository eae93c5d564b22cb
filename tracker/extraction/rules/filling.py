"""Vacant posts that find somebody: "Y has filled its finance chief job with X", "Y settled on X as its T", "Y raided Z for X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.ends import both_ends, origins
from tracker.extraction.rules.posts import APPOINT, employer, people_of, title_of_post
from tracker.extraction.rules.shared import Place, place_at, title_text, titles_in
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token, text_of

#: Verbs that with one of these words before a name say who has been chosen.
_CHOOSE = {
    "settle": ("on",), "settle on": ("on",), "land": ("on",), "turn": ("to",), "go": ("with", "for"), "plump": ("for",), "opt": ("for",),
    "alight": ("on",), "decide": ("on",),
}  # fmt: skip
_FIND = words("find secure identify get")
_SEEK = words("look search hunt seek advertise need want")
_GIVE = words("hand give award entrust")
_STRANGERS = words("outsider newcomer stranger")
_NEW = words("a an new first next")
_HIRED = words("hire recruit addition arrival joiner newcomer signing appointment appointee")


def fills(scene: Scene) -> Iterator[Draft]:
    """A joining, or a post from within, for everyone with whom a post is told to be filled."""
    for clause in clauses(scene.doc):
        for people, title in (
            *_filled(scene, clause),
            *_chosen(scene, clause),
            *_found(scene, clause),
            *_handed(scene, clause),
            *_named_to_be(scene, clause),
        ):
            yield from _gets(scene, clause, people, title)


def _filled(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "Y has filled its T job with X", "X will fill the T post", "the job of T has been filled by X"."""
    if clause.lemma != "fill":
        return
    title = next((t for o in clause.objects if (t := _post(scene, o)) is not None), None)
    hung = [t for t in clause.verb.subtree if t.dep_ == "pobj" and t.head.lower_ == "with"]
    people = people_of(scene, [t for t in (*hung, *clause.subjects) if scene.is_person(t)])
    if title is not None:
        yield people, title


def _post(scene: Scene, thing: Token) -> Token | None:
    """The title of a post to be filled, which may be the word itself: "its vacant T job", "its next T"."""
    return thing if scene.is_title(thing) else title_of_post(scene, thing)


def _chosen(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "Y has settled on X as its T", "Y turned to X to be its T"."""
    if clause.passive or clause.lemma not in _CHOOSE or not _is_for_an_org(scene, clause):
        return
    named = [t for t in clause.preps(*_CHOOSE[clause.lemma]) if scene.is_person(t)]
    named += [t for t in clause.objects if clause.lemma == "settle on" and scene.is_person(t)]
    titles = titles_in(scene, clause)
    if named and titles and titles[0].i > named[0].i:
        yield people_of(scene, named), titles[0]


def _is_for_an_org(scene: Scene, clause: Clause) -> bool:
    return any(
        scene.orgs(s) or s.lemma_.lower() == "board" or place_at(scene, s) for s in clause.subjects
    )


def _found(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "Y has found a new T in X", "Y, which was looking for a T, found one in X"."""
    if clause.passive or clause.lemma not in _FIND or not _is_for_an_org(scene, clause):
        return
    for thing in clause.objects:
        title = _sought(scene, thing) if thing.lower_ == "one" else thing
        if title is None or not scene.is_title(title) or scene.at[title.i].founder:
            continue
        if not any(c.lower_ in _NEW for c in title.children):
            continue
        beside = [c for c in thing.children if c.dep_ == "appos"]
        yield people_of(scene, [t for t in (*clause.preps("in"), *beside) if scene.is_person(t)]), title  # fmt: skip


def _sought(scene: Scene, one: Token) -> Token | None:
    """What "one" means that somebody was looking for before."""
    sought = (
        t for t in scene.tokens(Kind.TITLE)
        if t.i < one.i and (t.head.lemma_ in _SEEK or t.head.head.lemma_ in {*_SEEK, "search", "hunt"})
    )  # fmt: skip
    return max(sought, key=lambda t: t.i, default=None)


def _handed(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "Y has handed the job of T to an outsider, X"; a post given to anybody else may pass inside the company."""
    if clause.passive or clause.lemma not in _GIVE:
        return
    strangers = [t for t in clause.preps("to") if t.lemma_.lower() in _STRANGERS]
    people = [
        scene.name(c)
        for t in strangers
        for c in t.children
        if c.dep_ == "appos" and scene.is_person(c)
    ]
    title = next((t for o in clause.objects if (t := title_of_post(scene, o)) is not None), None)
    if title is not None:
        yield people, title


def _named_to_be(scene: Scene, clause: Clause) -> Iterator[tuple[list[str], Token]]:
    """Read "Y named X to be its T" and "Y named X as T", which a parse may take for a Y by the name of X that is to be T."""
    above = clause.verb.head
    if clause.lemma not in APPOINT or clause.verb.dep_ != "acl" or not scene.is_org(above):
        return
    for named in (c for c in clause.verb.children if c.dep_ == "oprd" and scene.is_person(c)):
        following = scene.doc[named.i + 1 : named.i + 3]
        to_be = following[1:] if text_of(following).lower() == "to be" else following[:1]
        posts = (
            t
            for word in to_be
            if word.lemma_ in {"be", "as"}
            for t in word.children
            if t.dep_ in {"attr", "pobj"}
        )
        yield from (([scene.name(named)], t) for t in posts if scene.is_title(t))


def _gets(scene: Scene, clause: Clause, people: list[str], title: Token) -> Iterator[Draft]:
    judged = judge(scene, clause.verb)
    place = _place(scene, clause, title)
    if judged.status is None or place is None or place.org is None:
        return
    own = origins(scene)
    for person in people:
        made = draft(
            FactType.ROLE, scene, "appointed", judged, 0.85 if not place.implied else 0.75, person=person, org=place.org,
            title=title_text(scene, title), unit=place.unit, from_org=own.get(person),
        )  # fmt: skip
        made.appointment = True
        made.inside = title_text(scene, title).lower().startswith(("interim", "acting"))
        made.implied_org = place.implied
        yield made


def _place(scene: Scene, clause: Clause, title: Token) -> Place | None:
    """Where the post is: told with the title or the word for the post, else the company that fills it."""
    post = title.head if title.dep_ in {"compound", "poss", "nmod"} else title.head.head
    owner = scene.owner(post) if title_of_post(scene, post) == title else None
    if owner is not None:
        return Place(owner)
    to = title_place(scene, title, None)
    return to if to is not None and not to.implied else employer(scene, clause) or to


def raids(scene: Scene) -> Iterator[Draft]:
    """Read "Y has raided Z for its new T, X"."""
    for clause in clauses(scene.doc):
        if clause.lemma != "raid" or clause.passive:
            continue
        origins_named = [p for t in clause.objects if scene.is_org(t) and (p := place_at(scene, t))]
        to = employer(scene, clause)
        judged = judge(scene, clause.verb)
        if not origins_named or to is None:
            continue
        for thing in clause.preps("for"):
            named = [thing, *(c for c in thing.children if c.dep_ == "appos")]
            people = people_of(scene, [t for t in named if scene.is_person(t)])
            title = title_text(scene, thing) if scene.is_title(thing) else None
            if judged.status is not None:
                yield from both_ends(
                    scene, "hires", judged, people, to, origins_named[0], 0.85, title=title
                )


def hires_named(scene: Scene) -> Iterator[Draft]:
    """Read "New hires at Y include X (Z) and W (V)", "Y's recent recruits include X"."""
    for clause in clauses(scene.doc):
        if clause.lemma != "include" or clause.passive:
            continue
        people = [p for t in clause.objects if scene.is_person(t) for p in scene.people(t)]
        if not people:
            continue
        judged = judge(scene, clause.verb)
        for noun in (t for t in clause.subjects if t.lemma_.lower() in _HIRED):
            org = scene.owner(noun) or next(
                (n for p in noun.children if p.lower_ == "to" for t in p.subtree if scene.is_org(t) for n in scene.orgs(t)),
                None,
            )  # fmt: skip
            if org is not None and judged.status is not None:
                done = replace(judged, status=Status.DONE)
                yield from both_ends(scene, "hiring_noun", done, people, Place(org), None, 0.78)


RULES = (fills, raids, hires_named)
