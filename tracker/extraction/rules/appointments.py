"""Posts that are filled, changed or given up: "named X chief executive", "X becomes chair", "X succeeds Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.outcomes import as_it_came_out
from tracker.extraction.reckoning import is_news
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.becoming import POSTS, becomes, named_by
from tracker.extraction.rules.board_words import OF_A_BOARD, is_board, seat_on
from tracker.extraction.rules.ends import origins
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.gives_up import gives_up
from tracker.extraction.rules.pairs import pairs_given
from tracker.extraction.rules.positions import is_prized
from tracker.extraction.rules.posts import APPOINT, employer, is_own, leads_what
from tracker.extraction.rules.shared import Place, title_text, titles_in
from tracker.extraction.rules.successions import GIVE_UP, SUCCEED, has_title, succeeds, successors
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.rules.vacancies import interim, is_for_now
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import surface_subjects
from tracker.extraction.tokens import Token

BECOME = {
    "become",
    "take on",
    "take up",
    "take over",
    "step up",
    "step in",
    "take",
    "assume",
    "be promoted",
    "move up",
    "rise",
    "get",
    "come",
    "follow",
    "add",
}
STARTS = {"promote", "elevate", "up", "bump up", "bump", "make up", "redesignate"}
#: The post of whoever has stood in.
_STOOD_IN = re.compile(r"(?:interim|acting) (?P<post>.+)", re.IGNORECASE)
#: What somebody is asked to do who is to get a post.
_STANDS_IN = words("act serve step take")
_PERHAPS = {"possible", "potential", "likely", "probable", "prospective"}
#: Who is so given a post had one there before.
STAYS = {*STARTS, "confirm", "reinstate", "reelect"}


def appointments(scene: Scene) -> Iterator[Draft]:
    """A role or a joining for each post that a verb fills."""
    for clause in clauses(scene.doc):
        if clause.lemma in APPOINT or _presents(clause):
            yield from _appoints(scene, clause)
        if clause.lemma == "ask" and not clause.passive:
            yield from _asks(scene, clause)
        if clause.lemma in BECOME or clause.verb.lemma_ in {"become", "be"}:
            yield from becomes(scene, clause)
        if clause.lemma in SUCCEED:
            yield from succeeds(scene, clause)
        if clause.verb.lemma_ == "be":
            yield from successors(scene, clause)
        if clause.lemma in GIVE_UP:
            yield from gives_up(scene, clause)
        if clause.verb.lemma_ == "have":
            yield from has_title(scene, clause)


#: By what a company makes known whom it has made its new T, and what says that he is new.
_PRESENT, _NEW = (
    words("unveil launch present introduce reveal"),
    words("new next first incoming"),
)


def _presents(clause: Clause) -> bool:
    """Read "Y unveiled X as its new T"."""
    posts = clause.preps("as") if clause.lemma in _PRESENT else ()
    return any(c.lower_ in _NEW for post in posts for c in post.children)


#: Who elects one of their own.
_PEERS = words("professor faculty staff member colleague employee researcher senate")


def _appoints(scene: Scene, clause: Clause) -> Iterator[Draft]:
    judged = _judged(scene, clause)
    if judged is None:
        return
    yield from _seated(scene, clause, judged)
    clause = _as_meant(scene, clause)
    come_from = set(origins(scene).values())
    by_peers = clause.lemma == "elect" and any(t.lemma_.lower() in _PEERS for t in clause.subjects)
    for people, found in pairs_given(scene, clause):
        if not people:
            continue
        to = None
        by_owner = False
        title: str | None = None
        if found:
            title = _title(scene, clause, found[0])
            by_owner = _is_for_good(found[0])
            to = _post_place(scene, clause, found[0], come_from)
        else:
            post = leads_what(scene, clause.verb) or _promoted_to(scene, clause)
            post = post or _given_for_good(scene, clause, people)
            if post is None:
                continue
            title, place = post
            to = employer(scene, clause)
            owned = place.org if not place.implied else None
            to = Place(
                owned or (to.org if to else None) or place.org,
                place.unit,
                implied=owned is None and (to is None or to.implied),
            )
            by_owner = not clause.subjects and not _have_posts_elsewhere(scene, people, to.org)
        if title is None or to is None or to.org is None:
            continue
        if found and (is_prized(found[0]) or _is_told_as_a_seat(clause, found[0])):
            continue
        if found and any(c.lower_ in _PERHAPS for c in found[0].lefts):
            judged = replace(judged, status=Status.RUMOURED)  # "named as a possible T of Y"
        for made in _filled(scene, clause, judged, people, title, to):
            made.inside = (
                made.inside or by_owner or by_peers or is_own(scene, made.get("person"), to.org)
            )
            yield made


def _is_told_as_a_seat(clause: Clause, title: Token) -> bool:
    """Read "appointed to its board as a representative of Z"."""
    return _represents(title) and any(map(is_board, clause.preps("to", "on")))


def _asks(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y's board has asked X to serve as interim T": he will, unless he is told to have refused."""
    judged = judge(scene, clause.verb)
    firm = any(is_board(s) or scene.orgs(s) for s in clause.subjects)
    asked = (c for c in clause.verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB")
    verb = next((c for c in asked if c.lemma_ in _STANDS_IN), None)
    if not firm or verb is None or judged.status is not Status.DONE:
        return
    titles = [t for c in verb.children if c.lower_ == "as" for t in c.children if scene.is_title(t)]
    people = [p for t in [*clause.objects, *surface_subjects(verb)] for p in scene.people(t)]
    status = as_it_came_out(scene.text, scene.places[verb.i][0], Status.ANNOUNCED)
    if status is None:
        return
    told = replace(judged, status=status)
    for title, person in product(titles[:1], dict.fromkeys(people)):
        place = _post_place(scene, clause, title, set())
        for_now = verb.lemma_ == "act" or is_for_now(scene, clause.verb)
        post = interim(title_text(scene, title)) if for_now else title_text(scene, title)
        if place is not None and place.org:
            made = draft(
                FactType.ROLE, scene, "appointed", told, 0.8, person=person, org=place.org, title=post, unit=place.unit
            )  # fmt: skip
            made.appointment, made.implied_org = True, place.implied
            made.inside = bool(_STOOD_IN.match(post))
            yield made


def _judged(scene: Scene, clause: Clause) -> Judgement | None:
    """Whether, and how surely, a verb fills a post at all."""
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return None
    if clause.lemma == "confirm" and judged.status is Status.ANNOUNCED:
        return None
    if _is_proposed(scene, clause, judged):
        return replace(judged, status=Status.ANNOUNCED)
    return judged


def _is_proposed(scene: Scene, clause: Clause, judged: Judgement) -> bool:
    """Read "nominated X to lead Y" and "proposes that X be elected": others have yet to confirm it."""
    if judged.status is not Status.DONE:
        return False
    if clause.lemma == "nominate":
        if judged.date is None or scene.published is None:
            return True
        return is_news(judged.date, scene.published)
    aux = [c for c in clause.verb.children if c.dep_ in {"aux", "auxpass"}]
    verb = clause.verb.head if clause.verb.dep_ == "conj" else clause.verb
    return verb.dep_ == "ccomp" and [c.lower_ for c in aux] == ["be"]


def _have_posts_elsewhere(scene: Scene, people: list[str], org: str | None) -> bool:
    """Read "X, chief executive of Y, was picked to head Z": who has a post at Y comes to Z from there."""
    for title in scene.tokens(Kind.TITLE):
        if is_former(scene, title) or not set(people) & set(names_beside(scene, title)):
            continue
        place = title_place(scene, title, None)
        if place is not None and place.org is not None and not place.implied and place.org != org:
            return True
    return False


def _post_place(scene: Scene, clause: Clause, title: Token, come_from: set[str]) -> Place | None:
    """Where a post is; not where those who get it come from."""
    given = employer(scene, clause) if _is_its_own(scene, title) else None
    to = given or title_place(scene, title, None) or employer(scene, clause)
    behind = (t for prep in title.children if prep.lower_ == "from" for t in prep.children)
    come_from = come_from.union(_whose(scene).values(), *(scene.orgs(t) for t in behind))
    if to is not None and (to.implied or to.org in come_from):
        unit = to.unit
        to = employer(scene, clause) or to
        return Place(to.org, to.unit or unit, implied=to.implied)
    return to


def _is_its_own(scene: Scene, title: Token) -> bool:
    """Read "Y has chosen X, most recently U at Z, as its T": T is a post at Y, and not at Z."""
    its = any(c.lower_ in {"its", "their"} for c in title.lefts)
    return its and not any(scene.is_org(t) for t in title.subtree)


def _whose(scene: Scene) -> dict[str, str]:
    """Y in "named Y's X chair": X comes from there, and the post is elsewhere."""
    owners = [
        (t, scene.doc[t.i - 2])
        for t in scene.tokens(Kind.PERSON)
        if t.i > 1 and scene.doc[t.i - 1].tag_ == "POS"
    ]
    return {
        scene.name(t): scene.at[owner.i].text
        for t, owner in owners
        if scene.kind(owner) is Kind.ORG
    }


def _is_for_good(title: Token) -> bool:
    """Read "made permanent chief": he has done the work before."""
    return any(child.text.lower() == "permanent" for child in title.children)


def _makes_partner(clause: Clause, title: str) -> bool:
    """Read "X makes partner": who does was there before."""
    return clause.lemma == "make" and title.lower().endswith("partner")


def _as_meant(scene: Scene, clause: Clause) -> Clause:
    """Read "X appointed president of Y" as headlines have it: X is."""
    told = (
        not clause.passive
        and (clause.verb.tag_ in {"VBD", "VBN"} or clause.lemma == "make")
        and any(scene.is_person(t) for t in clause.subjects)
        and bool(clause.objects)
        and all(scene.is_title(t) for t in clause.objects)
        and not any(scene.is_person(t) for t in scene.doc[clause.verb.i :])
    )
    named = [t for t in clause.complements if scene.is_person(t)]
    described = any(c.dep_ == "appos" and scene.is_title(c) for t in named for c in t.children)
    if not (clause.passive or clause.objects) and described:  # "has named X, its lawyer, as T"
        rest = [t for t in clause.complements if t not in named]
        return replace(clause, objects=named, complements=rest)
    if not told:
        return clause
    return replace(
        clause, passive=True, subjects=[], objects=clause.subjects, complements=clause.objects
    )


def _title(scene: Scene, clause: Clause, token: Token) -> str:
    title = title_text(scene, token)
    elected = clause.lemma == "elect" and any(c.lower_ in {"a", "an"} for c in token.children)
    plain = OF_A_BOARD.fullmatch(title) is not None
    seat = plain and (elected or title != "director" or any(is_board(s) for s in clause.subjects))
    return "board member" if seat else title


def _represents(title: Token) -> bool:
    """Read "to its board as a representative of Z": whoever is so sits there."""
    return title.lemma_.lower() in {"representative", "nominee"}


def _seated(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "Y appoints X to its board"."""
    board = next((t for t in clause.preps("to", "on") if is_board(t)), None)
    others = [t for t in titles_in(scene, clause) if not _represents(t)]
    if board is None or clause.lemma in STAYS or others:
        return
    owner = scene.owner(board)
    to = Place(owner) if owner else employer(scene, clause)
    people = [p for t in clause.objects for p in scene.people(t)]
    for person in dict.fromkeys(people) if to is not None and to.org else ():
        yield draft(
            FactType.JOINED, scene, "seated", judged, 0.8, person=person, org=to.org if to else None, title=seat_on(board)
        )  # fmt: skip


def _promoted_to(scene: Scene, clause: Clause) -> tuple[str, Place] | None:
    behind = [
        thing
        for prep in clause.verb.subtree
        if prep.dep_ in {"prep", "dative"} and prep.lower_ == "to" and clause.lemma in STARTS
        for thing in prep.children
    ]  # "promoted X, who runs its test lab, to president"
    # "promoted X and Z to partner", which the parse takes for what they do
    behind += [
        t
        for t in clause.verb.subtree
        if t.dep_ == "advcl" and scene.doc[t.i - 1].lower_ == "to" and clause.lemma in STARTS
    ]
    for token in [*clause.preps("to"), *behind]:
        for title in (token, *named_by(token)):
            if scene.is_title(title):
                return title_text(scene, title), title_place(scene, title, None) or Place(None)
    return None


def _given_for_good(scene: Scene, clause: Clause, people: list[str]) -> tuple[str, Place] | None:
    """T in "X, the interim T, has been named to the position on a permanent basis"."""
    posts = [t for t in clause.preps("to", "in") if t.lemma_.lower() in POSTS]
    had = scene.discourse.post_of(people[0]) if posts and "permanent" in scene.text else None
    title = _STOOD_IN.match(had[0]) if had is not None else None
    return (title["post"], Place(had[1], had[2])) if had is not None and title else None


def _filled(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str], title: str, to: Place
) -> Iterator[Draft]:
    hired = clause.lemma in {"hire", "recruit", "bring in", "poach"}
    own = _whose(scene) | origins(scene)
    title = interim(title) if is_for_now(scene, clause.verb) else title
    for person in people:
        org = to.org
        if to.implied and person in scene.discourse.employer and clause.lemma in STAYS:
            org = scene.discourse.employer[person]
        made = draft(
            FactType.JOINED if hired or title == "board member" else FactType.ROLE, scene, "appointed", judged, 0.88 if not to.implied else 0.75,
            person=person, org=org, title=title, unit=to.unit,
        )  # fmt: skip
        made.appointment = not hired
        made.inside = clause.lemma in STAYS or bool(
            re.match(r"(?:interim|acting)\b", title, re.IGNORECASE)
        )
        made.inside = made.inside or _makes_partner(clause, title)
        made.implied_org = to.implied
        made.values["from_org"] = own.get(person) if own.get(person) != org else None
        for token in clause.preps("from") if not own else ():
            if scene.is_title(token):
                yield draft(
                    FactType.ROLE, scene, "promoted_from", Status.FORMER, 0.85, person=person, org=org, title=title_text(scene, token)
                )  # fmt: skip
                made.inside = True
            elif scene.is_org(token):
                made.values["from_org"] = scene.at[token.i].text
        if made.values["from_org"] is None:
            del made.values["from_org"]
        yield made


RULES = (appointments,)
