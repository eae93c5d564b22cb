"""Posts that somebody gives up, to whom, and leadership given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.given_up import is_own_seat
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.shared import Place, context_org, place_at, title_text, titles_in
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.title_words import OFFICES
from tracker.extraction.tokens import Token

POSTS = {"post", "job", "role", "position", "title"}
_HIS = {"his", "her", "that", "the", "this"}
_FOR_GOOD = {"give up", "relinquish", "vacate", "surrender", "resign"}
_LEADERSHIP = {"leadership", "management", "running", "helm", "control", "reins", "command", "charge"}  # fmt: skip


def gives_up(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Posts given up: "gives up the leadership of Y", "relinquishes his post"."""
    people = list(dict.fromkeys(p for s in clause.subjects for p in scene.people(s)))
    judged = judge(scene, clause.verb)
    if not people or judged.status in {None, Status.DENIED, Status.RUMOURED}:
        return
    if clause.lemma == "hand over" and any(scene.is_person(t) for t in clause.preps("to")):
        return  # told with who gets it
    for token in clause.objects or _given_up_as(scene, clause):
        word = token.lemma_.lower()
        if len(people) > 1 and any(c.lower_ in {"his", "her"} for c in token.subtree):
            continue  # the parse has taken others for who gives up what is his
        if word in POSTS and any(c.lower_ in _HIS for c in token.children):
            yield from _gives_up_that(scene, clause, token, people, judged)
        if word in POSTS or scene.is_title(token):
            yield from _gives_up_post(scene, clause, token, people, judged)
        elif word in OFFICES and clause.lemma in _FOR_GOOD | {"hand over"}:
            yield from _gives_up_office(scene, token, people, judged)
        elif word in _LEADERSHIP:
            yield from _gives_up_leadership(scene, token, people, judged)


def _given_up_as(scene: Scene, clause: Clause) -> list[Token]:
    """T in "gave up as T last autumn"."""
    return [t for t in clause.preps("as") if scene.is_title(t)] if clause.lemma == "give up" else []


def _gives_up_that(
    scene: Scene, clause: Clause, token: Token, people: list[str], judged: Judgement
) -> Iterator[Draft]:
    """Read "she gave up that job in July" of the post told before."""
    if clause.lemma not in _FOR_GOOD or any(
        c.dep_ == "prep" and c.lower_ in {"of", "as", "at"} for c in token.children
    ):
        return
    for person in people:
        post = _for_heir(scene, clause) or scene.discourse.posts.get(person)
        if post is not None and post[0] and post[1] and not list(titles_in(scene, clause)):
            made = draft(
                FactType.LEFT, scene, "gives_up_post", judged, 0.72, person=person, org=post[1], unit=post[2], title=post[0]
            )  # fmt: skip
            made.inside = made.implied_org = True
            yield made


def _for_heir(scene: Scene, clause: Clause) -> tuple[str, str | None, str | None] | None:
    """The post of "X has been named chair. Y vacates the post for him": the one that the other has just been given."""
    given = scene.discourse.post_given
    for_him = [p for t in clause.preps("for", "to") for p in scene.people(t)]
    told = given is not None and given.person in for_him
    return (given.title, given.org, given.unit) if given and told else None


def _gives_up_office(
    scene: Scene, token: Token, people: list[str], judged: Judgement
) -> Iterator[Draft]:
    """Read "gave up the chairmanship of Y" and "gave up her directorship"."""
    places = [p for prep in token.children for t in prep.children if (p := place_at(scene, t))]
    for person in people:
        title = "board member" if is_own_seat(token) else OFFICES[token.lemma_.lower()]
        post = scene.discourse.posts.get(person)
        had = post is not None and title in post[0]
        own = Place(post[1], post[2], implied=True) if post is not None and had else None
        place = (
            places[0] if places else own or Place(context_org(scene, token, person), implied=True)
        )
        made = draft(
            FactType.LEFT, scene, "gives_up_post", judged, 0.72, person=person, org=place.org, unit=place.unit,
            title=title,
        )  # fmt: skip
        made.inside, made.implied_org = True, place.implied
        if place.org is not None:
            yield made


def _gives_up_leadership(
    scene: Scene, token: Token, people: list[str], judged: Judgement
) -> Iterator[Draft]:
    former = replace(judged, status=Status.FORMER)
    for thing in (t for prep in token.children if prep.dep_ == "prep" for t in prep.children):
        place = place_at(scene, thing) or led_place(scene, thing)
        for person in people if place is not None else ():
            yield draft(
                FactType.ROLE, scene, "gives_up", former, 0.75, person=person, org=place.org if place else None,
                unit=place.unit if place else None, title="head",
            )  # fmt: skip


def _gives_up_post(
    scene: Scene, clause: Clause, token: Token, people: list[str], judged: Judgement
) -> Iterator[Draft]:
    """Read "Gives up the chief executive post": a leaving, unless the article says that the person stays."""
    titles = [token] if scene.is_title(token) else [c for c in token.children if scene.is_title(c)]
    titles += [
        g
        for prep in token.children
        if prep.dep_ == "prep" and prep.text.lower() in {"of", "as"}
        for g in prep.children
        if scene.is_title(g)
    ]
    behind = (t for t in clause.preps("as") if t.head.i == token.i + 1)
    titles += [t for t in behind if not titles and scene.is_title(t)]
    if not titles or clause.lemma in {"drop", "lose", "hand"}:
        return
    for person in people:
        place = title_place(scene, titles[0], person)
        if place is None or place.org is None:
            continue
        made = draft(
            FactType.LEFT,
            scene,
            "gives_up_post",
            judged,
            0.72,
            person=person,
            org=place.org,
            unit=place.unit,
            title=title_text(scene, titles[0]),
        )
        made.inside = True
        made.implied_org = place.implied
        yield made
        to = None if place.implied else _for_which(scene, clause, titles[0])
        if to not in {None, place.org}:
            made.inside, made.values["to_org"] = False, to
            yield draft(
                FactType.JOINED, scene, "leaves_for", judged, 0.85, person=person, org=to, from_org=place.org
            )  # fmt: skip


def _for_which(scene: Scene, clause: Clause, title: Token) -> str | None:
    """Z of "gave up her post as T of Y for Z"."""
    behind = (t for t in scene.doc[title.i + 1 :] if t.lower_ == "for" and t.dep_ == "prep")
    own = (t for t in behind if governing_verb(t) == clause.verb)
    things = (t for prep in own for t in prep.children if t.dep_ == "pobj")
    return next((scene.at[t.i].text for t in things if scene.kind(t) is Kind.ORG), None)
