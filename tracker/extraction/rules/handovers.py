"""Posts that pass on: "Y hands the reins to X", "X moves up to chairman", "X was given the speech team"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.bearers import bearer
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, context_org, place_at, title_text, titles_in
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.rules.vacancies import left_vacant
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.title_words import OFFICES
from tracker.extraction.tokens import Token

_PASS = words(
    "hand hand_over hand_on pass pass_on turn_over cede yield give relinquish surrender leave"
)
_REINS = words(
    "rein baton helm post job key leadership title chair running crown torch role chairmanship command office"
)
_GOES = words("retire resign quit depart")
_RISE = words("move_up rise step_up ascend climb move_over move shift switch graduate transition")
_GIVE = words("give hand entrust assign")
_CHIEF = re.compile(r"^(?:CEO|chief executive|managing director)\b", re.IGNORECASE)
#: What only those are who hold a post until another gets it.
_FOR_ANOTHER = re.compile(r"^(?:(?:interim|acting) (?:co-)?)", re.IGNORECASE)


def handovers(scene: Scene) -> Iterator[Draft]:
    """Read "Y, the chief executive, hands over to X": X gets the post that Y gives up."""
    for clause in clauses(scene.doc):
        if clause.passive or clause.lemma not in _PASS:
            continue
        reins = any(
            o.lemma_.lower() in _REINS | OFFICES.keys() or scene.is_title(o) for o in clause.objects
        )
        if not reins and (clause.objects or not clause.lemma.endswith(" over")):
            continue
        if any(_is_of_a_part(o) for o in clause.objects):
            continue
        behind = (p for t in clause.preps("as") for p in t.subtree if p.lower_ == "to")
        to = [*clause.preps("to")] or [t for p in behind for t in p.children]  # "as T to X"
        heirs = [p for t in to for p in _heirs(scene, t)]
        givers = people_of(scene, clause.subjects)
        judged = judge(scene, clause.verb)
        if judged.status is None or len(heirs) != 1 or len(givers) != 1 or heirs == givers:
            continue
        found = _given_up(scene, clause, givers[0]) or _reins_of(scene, clause)
        if found is None:
            continue
        title, place = found
        goes = _goes_for_good(scene, givers[0])
        over = replace(judged, status=Status.FORMER)
        for person, state in ((heirs[0], judged), (givers[0], over))[: 1 if goes else 2]:
            made = draft(
                FactType.ROLE, scene, "hands_over", state, 0.8, person=person, org=place.org, title=title, unit=place.unit
            )  # fmt: skip
            made.appointment = made.inside = person == heirs[0]
            made.implied_org = place.implied
            yield made


def makes_way(scene: Scene) -> Iterator[Draft]:
    """Read "Y, the chief executive, has to make way for X", "Y gives way to X": X gets the post that Y loses."""
    for clause in clauses(scene.doc):
        if clause.passive or not any(o.lower_ == "way" for o in clause.objects):
            continue
        to = {"make": "for", "give": "to"}.get(clause.lemma)
        heirs = [p for t in clause.preps(to) for p in _heirs(scene, t)] if to else []
        givers = people_of(scene, clause.subjects)
        judged = judge(scene, clause.verb)
        if judged.status is None or len(heirs) != 1 or not givers or heirs[0] in givers:
            continue
        found = _given_up(scene, clause, givers[0])
        if found is None:
            continue
        title, place = found
        over = replace(judged, status=Status.FORMER)
        for person, post, state in (
            (heirs[0], _FOR_ANOTHER.sub("", title), judged),
            *((giver, title, over) for giver in givers),
        ):
            made = draft(
                FactType.ROLE, scene, "makes_way", state, 0.8, person=person, org=place.org, title=post, unit=place.unit
            )  # fmt: skip
            made.appointment = state is judged
            made.implied_org = place.implied
            yield made


def _heirs(scene: Scene, token: Token) -> list[str]:
    """X in "to X" and in "to his deputy, X"."""
    named = [token, *(c for c in token.children if c.dep_ == "appos")]
    return next((scene.people(t) for t in named if scene.is_person(t)), [])


def _goes_for_good(scene: Scene, giver: str) -> bool:
    """Whether the sentence says that whoever hands over retires: his post is then told as one left."""
    return any(
        clause.lemma in _GOES and giver in people_of(scene, clause.subjects)
        for clause in clauses(scene.doc)
    )


def _is_of_a_part(reins: Token) -> bool:
    """Read "the running of its sales team": whoever hands that over may keep his own post."""
    of_it = (g for p in reins.children if p.lower_ in {"of", "for"} for g in p.children)
    return any(g.lemma_.lower() in UNIT_NOUNS for g in of_it)


def _given_up(scene: Scene, clause: Clause, giver: str) -> tuple[str, Place] | None:
    """The post that changes hands: told by the verb, by the title beside the name, or before."""
    office = next((o for o in clause.objects if o.lemma_.lower() in OFFICES), None)
    if office is not None:
        owner = scene.owner(office)
        org = owner or context_org(scene, clause.verb, giver)
        return (OFFICES[office.lemma_.lower()], Place(org, implied=owner is None)) if org else None
    named = [
        *titles_in(scene, clause),
        *(t for t in clause.objects if scene.is_title(t)),
        *(t for o in clause.objects if o.lemma_.lower() in _REINS for t in _of_post(scene, o)),
        *(t for t in scene.tokens(Kind.TITLE) if giver in bearer(scene, t)[0]),
    ]
    for title in named:
        owner = scene.owner(title)
        org = owner or context_org(scene, clause.verb, giver)
        if org and not scene.at[title.i].founder:
            return title_text(scene, title), Place(org, implied=owner is None)
    post = scene.discourse.post_of(giver)
    if post is not None and _is_told_behind(scene, clause, post[0]):
        post = scene.discourse.posts.get(giver)
    return (post[0], Place(post[1], post[2], implied=True)) if post and post[1] else None


def _is_told_behind(scene: Scene, clause: Clause, title: str) -> bool:
    """Read "handed the post to X and left Y as T": T is another post, given up since."""
    then = (c for c in clause.verb.children if c.dep_ == "conj" and c.i > clause.verb.i)
    return any(title in scene.text[scene.places[verb.i][0] :] for verb in then)


def _of_post(scene: Scene, post: Token) -> Iterator[Token]:
    """T in "the T role", "the role of T"."""
    beside = [g for p in post.children if p.lower_ in {"of", "as"} for g in p.children]
    yield from (t for t in [*post.lefts, *beside] if scene.is_title(t))


def _reins_of(scene: Scene, clause: Clause) -> tuple[str, Place] | None:
    """What is led in "hands the reins at Y to X"."""
    reins = any(o.lemma_.lower() in {"rein", "helm", "baton"} for o in clause.objects)
    orgs = [t for t in clause.preps("at", "of") if scene.is_org(t)]
    place = place_at(scene, orgs[0]) if reins and orgs else None
    return ("head", place) if place is not None and place.org else None


def rises(scene: Scene) -> Iterator[Draft]:
    """Read "X moves up to chairman", "X moves to the role of executive chairman"."""
    for clause in clauses(scene.doc):
        if clause.passive or not _rises(scene, clause) or clause.objects:
            continue
        judged = judge(scene, clause.verb)
        people = people_of(scene, clause.subjects)
        titles = [t for t in _aims(clause) if scene.is_title(t) and not scene.at[t.i].founder]
        title = title_text(scene, titles[0]) if titles else _as_adviser(clause)
        title = title or _at_the_top(scene, clause)
        if judged.status is None or len(people) != 1 or title is None:
            continue
        owner = next((o for t in titles[:1] if (o := scene.owner(t))), _of_board(scene, clause))
        org = owner or context_org(scene, clause.verb, people[0])
        made = draft(
            FactType.ROLE, scene, "rises", judged, 0.8, person=people[0], org=org, title=title
        )
        made.appointment = made.inside = True
        made.implied_org = owner is None
        yield made
        for before in _posts_before(scene, clause, org):
            yield draft(
                FactType.ROLE, scene, "promoted_from", Status.FORMER, 0.8, person=people[0], org=org, title=title_text(scene, before)
            )  # fmt: skip


def _posts_before(scene: Scene, clause: Clause, org: str | None) -> Iterator[Token]:
    """The "intern" of "went from intern to chief executive"; what somebody was elsewhere is told otherwise."""
    for title in clause.preps("from") if clause.lemma == "go" else ():
        place = named_place(scene, title) if scene.is_title(title) else None
        if scene.is_title(title) and (place is None or place.implied or place.org == org):
            yield title


def _rises(scene: Scene, clause: Clause) -> bool:
    """Whether somebody moves up, or "goes from T to W"."""
    goes = clause.lemma == "go" and any(map(scene.is_title, clause.preps("from")))
    return goes or clause.lemma in _RISE


def goes_between(scene: Scene) -> Iterator[Draft]:
    """Read "X has gone from T at Y to W at Z": both ends with their posts."""
    for clause in clauses(scene.doc):
        if clause.passive or clause.objects or clause.lemma not in {*_RISE, "go", "jump"}:
            continue
        judged, people = judge(scene, clause.verb), people_of(scene, clause.subjects)
        ends = [
            next(((t, p.org) for t in tokens if scene.is_title(t) and (p := named_place(scene, t)) and not p.implied), None)
            for tokens in (clause.preps("from"), _aims(clause))
        ]  # fmt: skip
        if judged.status is None or len(people) != 1 or ends[0] is None or ends[1] is None:
            continue
        (had, old), (has, new) = ends[0], ends[1]
        if old is not None and new is not None and old != new:
            yield draft(
                FactType.JOINED, scene, "goes_to", judged, 0.85, person=people[0], org=new, title=title_text(scene, has), from_org=old
            )  # fmt: skip
            yield draft(
                FactType.LEFT, scene, "goes_to", judged, 0.85, person=people[0], org=old, title=title_text(scene, had), to_org=new
            )  # fmt: skip


def _as_adviser(clause: Clause) -> str | None:
    """What somebody is who "moves into an advisory role"."""
    roles = (t for t in clause.preps("to", "into") if t.lemma_.lower() in {"role", "position"})
    return "adviser" if any(c.lower_ == "advisory" for t in roles for c in t.lefts) else None


def _at_the_top(scene: Scene, clause: Clause) -> str | None:
    """What somebody is who "moves up to the top" after the chief has gone."""
    top = any(t.lower_ in {"top", "helm"} and not any(t.rights) for t in clause.preps("to"))
    vacant = left_vacant(scene) if top else None
    return vacant[0] if vacant is not None and _CHIEF.search(vacant[0]) else None


def _of_board(scene: Scene, clause: Clause) -> str | None:
    """Y in "moves up from the board of Y to chairman"."""
    boards = (t for t in clause.preps("from") if t.lemma_ == "board")
    return next((owner for board in boards if (owner := scene.owner(board))), None)


def _aims(clause: Clause) -> Iterator[Token]:
    """Where somebody rises to: the title itself, or "the role of" it."""
    for token in clause.preps("to", "into"):
        yield token
        if token.lemma_.lower() in {"role", "post", "position", "job"}:
            for prep in token.children:
                if prep.lower_ in {"of", "as"}:
                    yield from (c for c in prep.children if c.dep_ == "pobj")


def given(scene: Scene) -> Iterator[Draft]:
    """Read "X was given the speech team", "Y gave X the speech team"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _GIVE:
            continue
        judged = judge(scene, clause.verb)
        things = [c for c in clause.verb.children if c.dep_ in {"dobj", "oprd"}]
        units = [p for t in things if (p := place_at(scene, t)) is not None and p.unit and p.org]
        whom = (
            clause.objects
            if clause.passive
            else [c for c in clause.verb.children if c.dep_ == "dative"]
        )
        people = people_of(scene, [t for t in whom if t not in things])
        if judged.status is None or len(units) != 1:
            continue
        yield from _heads(scene, people, units[0], judged)


def _heads(scene: Scene, people: list[str], place: Place, judged: Judgement) -> Iterator[Draft]:
    for person in people:
        made = draft(
            FactType.ROLE, scene, "given", judged, 0.75, person=person, org=place.org, unit=place.unit, title="head"
        )  # fmt: skip
        made.appointment = made.inside = True
        made.implied_org = place.implied
        yield made


RULES = (handovers, makes_way, rises, goes_between, given)
