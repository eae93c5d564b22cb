"""Posts that somebody comes to: "X becomes T of Y", "X's new title is T"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import PLURALS, Clause
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.pairs import rows_given
from tracker.extraction.rules.positions import is_somebodys
from tracker.extraction.rules.posts import is_own
from tracker.extraction.rules.shared import (
    context_org,
    title_text,
    titles_in,
)
from tracker.extraction.rules.title_places import named_place, title_place
from tracker.extraction.rules.vacancies import interim, is_for_now
from tracker.extraction.rules.whose_board import new_seats_told
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

AT_ONCE = (
    "at once", "with immediate effect", "effective immediately", "effective today", "effect from today", "as of today",
)  # fmt: skip

POSTS = {"role", "post", "position", "job", "title", "duty", "responsibility"}


def becomes(scene: Scene, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    judged = judge(scene, verb)
    if judged.status is None:
        return
    titles = titles_in(scene, clause) if clause.lemma != "add" else []
    titles = titles or _of_role(scene, clause)
    titles = [t for t in titles if not is_somebodys(scene, t)]  # "becomes her deputy"
    if verb.lemma_ == "be" and not (titles and scene.left_behind(titles[0])):
        yield from _new_title_is(scene, clause, judged)
        return
    if not titles or clause.lemma in {"get", "come", "follow", "take"}:
        return
    if (
        verb.tag_ in {"VB", "VBP", "VBZ"}
        and judged.status is Status.ANNOUNCED
        and any(words in scene.text.lower() for words in AT_ONCE)
    ):
        judged = replace(judged, status=Status.DONE)
    yield from _was_before(scene, clause, titles[0], judged)
    people = dict.fromkeys(p for s in clause.subjects for p in scene.people(s))
    for_now = is_for_now(scene, verb)
    for person, title in [*((p, titles[0]) for p in people), *_and_others(scene, titles[0])]:
        place = title_place(scene, title, person)
        if place is None:
            continue
        post = interim(title_text(scene, title)) if for_now else title_text(scene, title)
        left = scene.left_behind(title)
        made = draft(
            FactType.ROLE, scene, "becomes" if left is None else "leaves_to_become", judged, 0.82 if not place.implied else 0.75,
            person=person, org=place.org, title=post, unit=place.unit,
        )  # fmt: skip
        if post == "board member":
            made.type = FactType.JOINED
        made.appointment, made.inside = True, is_own(scene, person, place.org)
        made.implied_org = place.implied and left is None
        yield made


def _and_others(scene: Scene, first: Token) -> Iterator[tuple[str, Token]]:
    """Z and W in "X becomes its T and Z its W"."""
    after = next((t for t in scene.tokens(Kind.PERSON) if t.i > first.i), None)
    for people, titles in rows_given(scene, after) if after is not None else ():
        between = scene.doc[first.i + 1 : titles[0].i]
        if after is not None and scene.doc[after.i - 1].lower_ in {"and", ","} and not any(t.pos_ in {"VERB", "AUX"} for t in between):  # fmt: skip
            yield people[0], titles[0]


def _was_before(scene: Scene, clause: Clause, title: Token, judged: Judgement) -> Iterator[Draft]:
    """The post given up in "The T of U becomes Y's W", where a name told before is meant."""
    if judged.status not in FIRM or clause.verb.lemma_ != "become":
        return
    for post in clause.subjects:
        if not scene.is_title(post) or scene.at[post.i].founder or is_former(scene, post):
            continue
        if any(c.dep_ == "appos" for c in post.children):
            continue
        place, people = named_place(scene, post), scene.people(post)
        if place is None or not (place.org or place.unit) or len(people) != 1:
            continue
        made = draft(
            FactType.ROLE, scene, "promoted_from", Status.HELD, 0.85, person=people[0],
            org=place.org or context_org(scene, title, people[0]), title=title_text(scene, post), unit=place.unit,
        )  # fmt: skip
        made.attached = True
        yield made


def _of_role(scene: Scene, clause: Clause) -> list[Token]:
    """T in "takes on the role of T"."""
    if clause.lemma not in {"take on", "take up", "take over", "assume", "add"}:
        return []
    return [t for post in clause.objects for t in named_by(post) if scene.is_title(t)]


def _new_title_is(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "The new chief executive is X", "X is the new chief executive"."""
    nouns = [c for c in clause.verb.children if c.dep_ in {"attr", "nsubj"}]
    titles = [
        t
        for t in nouns
        if scene.is_title(t)
        and any(c.text.lower() in {"new", "next", "incoming"} for c in t.children)
        and not (title_text(scene, t).lower() in {"boss", "chief"} and is_somebodys(scene, t))
    ]
    if titles and titles[0].tag_ in PLURALS and new_seats_told(scene) is not None:
        return  # whoever "the new directors" are has a seat on the board
    people = [p for t in nouns if t not in titles for p in scene.people(t)]
    if not titles or not people or is_former(scene, titles[0]):
        return
    state = Status.DONE if clause.verb.tag_ in {"VBZ", "VBP", "VBD"} else judged.status
    for person in people:
        place = title_place(scene, titles[0], person)
        if place is None:
            continue
        made = draft(
            FactType.ROLE, scene, "new_title", replace(judged, status=state), 0.82, person=person,
            org=place.org, title=title_text(scene, titles[0]), unit=place.unit,
        )  # fmt: skip
        made.appointment = True
        made.implied_org = place.implied
        yield made


def named_by(post: Token) -> Iterator[Token]:
    """T in "the position of T"."""
    if post.lemma_.lower() in POSTS:
        yield from (g for prep in post.children if prep.lower_ == "of" for g in prep.children)
