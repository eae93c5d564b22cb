"""People who are sent away: fired, ousted, let go."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.credit import credit
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries, is_negated
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.board_words import is_board, seat_on
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.no_moves import is_no_leaving
from tracker.extraction.rules.posts import employer, origin_of, people_of, title_of, title_of_post
from tracker.extraction.rules.shared import Place, title_text
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

DISMISS = {
    "fire", "dismiss", "oust", "sack", "force out", "push out", "remove", "eject", "expel", "terminate", "drop", "axe",
    "kick out", "show", "let", "boot", "throw out", "relieve",
}  # fmt: skip
#: Of what somebody is relieved who has to go.
_DUTIES = words("duty post job position office command")


def dismisses(scene: Scene, clause: Clause) -> Iterator[Draft]:
    if clause.lemma == "let" and not any(c.lemma_ == "go" for c in clause.verb.children):
        return
    if clause.lemma == "show" and not any(
        o.lemma_ == "door" for o in [*clause.objects, *clause.complements]
    ):
        return
    if clause.lemma == "relieve" and not any(
        t.lemma_.lower() in _DUTIES or _is_all_he_did(t) for t in clause.preps("of")
    ):
        return
    ended = _whose_employment(scene, clause)
    people = among(scene, clause) or people_of(scene, ended or clause.objects)
    if not people:
        return
    judged = judge(scene, clause.verb)
    if judged.status is None or is_no_leaving(scene.text):
        return
    place = _sends_away(scene, clause) or origin_of(scene, clause) or employer(scene, clause)
    if place is None or place.org is None:
        return
    seat = next((seat_on(t) for t in clause.preps("from") if is_board(t)), None)
    title = title_of(scene, clause) or _title_of_post(scene, clause) or seat
    for person in people:
        own = _own_place(scene, person) if place.implied else None
        there = _named_there(scene, person) if place.implied and own is None else None
        made = draft(
            FactType.LEFT, scene, "dismissed_there" if there else "dismissed", judged, 0.85 if not place.implied else 0.72, person=person, org=(own or there or place).org, unit=place.unit,
            title=title,
        )  # fmt: skip
        made.implied_org, made.inside = place.implied and not (own or there), title is not None
        yield made


def _sends_away(scene: Scene, clause: Clause) -> Place | None:
    """Y in "Y showed X the door, with money from Z" and "Y dropped X after a letter from Z": nobody is sent away from Z."""
    from_it = any(c.lower_ == "from" for c in clause.verb.children)
    if clause.passive or from_it or not any(scene.is_org(t) for t in clause.subjects):
        return None
    return employer(scene, clause)


def _named_there(scene: Scene, person: str) -> Place | None:
    """Y in "At Y he had worked with X. X was dismissed in May": where the sentence before, which names X, has put all that it tells."""
    last = scene.article[scene.number - 1] if scene.number else None
    if last is None or last.segment.item != scene.segment.item or any(scene.tokens(Kind.ORG)):
        return None
    named = [last.at[t.i].text for t in last.tokens(Kind.ORG)]
    known = scene.discourse.employer.get(person) in {None, *named}
    if not known or person not in map(last.name, last.tokens(Kind.PERSON)):
        return None
    fronted = last.doc[0].lower_ == "at" and last.kind(last.doc[1]) is Kind.ORG
    return Place(last.at[1].text) if fronted else None


def not_renewed(scene: Scene) -> Iterator[Draft]:
    """Read "Y did not renew X's contract", "X's contract with Y was not renewed"."""
    for clause in clauses(scene.doc) if "contract" in scene.text else ():
        told = clause.verb.lemma_ in {"renew", "extend", "prolong"} and is_negated(clause.verb)
        contracts = [o for o in clause.objects if told and o.lemma_ == "contract"]
        people = [p for o in contracts for c in o.children if c.dep_ == "poss" for p in scene.people(c)]  # fmt: skip
        of_whom = [t for o in contracts for c in o.children if c.lower_ in {"with", "at"} for t in c.children]  # fmt: skip
        orgs = [n for t in (*of_whom, *clause.subjects) for n in scene.orgs(t)]
        later = auxiliaries(clause.verb) & {"will", "would"}
        quoted, via = credit(scene)
        status = Status.REPORTED if quoted else Status.ANNOUNCED if later else Status.DONE
        judged = Judgement(status, via)
        for person in people if orgs else ():
            yield draft(FactType.LEFT, scene, "dismissed", judged, 0.8, person=person, org=orgs[0])


def _is_all_he_did(thing: Token) -> bool:
    """Read "relieved of her responsibilities as T", not "of his responsibilities for sales"."""
    return thing.lower_ == "responsibilities" and not any(c.lower_ == "for" for c in thing.children)


def _whose_employment(scene: Scene, clause: Clause) -> list[Token]:
    """X in "terminated the employment of X" and "terminated X's employment"."""
    works = [o for o in clause.objects if o.lemma_.lower() == "employment"]
    owners = [c for o in works for c in o.children if c.dep_ == "poss"]
    of = [g for o in works for c in o.children if c.lower_ == "of" for g in c.children]
    return [t for t in (*owners, *of) if clause.lemma == "terminate" and scene.is_person(t)]


def _own_place(scene: Scene, person: str) -> Place | None:
    """Y in "The chair of Y, X, has been ousted": where the post is that is told with the name."""
    own = (t for t in scene.tokens(Kind.TITLE) if person in names_beside(scene, t))
    places = (named_place(scene, t) for t in own if not is_former(scene, t))
    return next((p for p in places if p is not None and p.org and not p.implied), None)


def _title_of_post(scene: Scene, clause: Clause) -> str | None:
    """T in "removed X from the post of T"."""
    posts = (title_of_post(scene, thing) for thing in clause.preps("from"))
    return next((title_text(scene, title) for title in posts if title is not None), None)


def among(scene: Scene, clause: Clause) -> list[str]:
    """The people named after "among them", "including"."""
    found: list[str] = []
    for token in clause.objects:
        if token.tag_ not in PLURALS or scene.is_person(token):
            continue
        for word in scene.doc[token.i :]:
            if word.text.lower() in {"among", "including", "like"}:
                for name in scene.tokens(Kind.PERSON):
                    if name.i > word.i and scene.name(name) not in found:
                        found.append(scene.name(name))
                return found
    return found
