"""Posts told by what a company has: "Y now has X as its T", "Y will have as T X", "Y gets X as its T"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.shared import Place, place_at, title_text
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_HAVE = words("have get gain acquire")


def has_as(scene: Scene) -> Iterator[Draft]:
    """A post for each person whom a company has, will have or gets as something."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _HAVE or clause.passive:
            continue
        place = next((p for s in clause.subjects if (p := _whose(scene, s)) is not None), None)
        judged = judge(scene, clause.verb)
        if place is None or judged.status is None:
            continue
        now = any(c.lower_ in {"now", "again"} for c in clause.verb.children)
        will = bool(auxiliaries(clause.verb) & {"will", "would", "to"})
        has = clause.lemma == "have" and not (now or will)
        status = judged.status
        if clause.lemma == "have" and not will:
            had = clause.verb.tag_ == "VBD"
            status = Status.FORMER if had else Status.HELD if has else Status.DONE
        for person, title in _pairs(scene, clause):
            made = draft(
                FactType.ROLE, scene, "has_as", replace(judged, status=status), 0.8, person=scene.name(person), org=place.org,
                title=title_text(scene, title), unit=place.unit,
            )  # fmt: skip
            made.appointment, made.implied_org = not has, place.implied
            yield made


def _whose(scene: Scene, subject: Token) -> Place | None:
    """The company, or its unit, that has somebody."""
    place = None if scene.is_person(subject) else place_at(scene, subject)
    return place if place is not None and place.org else None


def _pairs(scene: Scene, clause: Clause) -> Iterator[tuple[Token, Token]]:
    """X with T in "has X as its T" and in "has as T X"."""
    for token in (t for t in clause.preps("as") if scene.is_person(t)):
        titles = (c for c in token.lefts if scene.is_title(c) and not scene.at[c.i].founder)
        yield from ((token, title) for title in titles)
    for title in (t for t in clause.preps("as") if scene.is_title(t)):
        if scene.at[title.i].founder:
            continue
        after = scene.doc[title.i + 1 : title.i + 2]
        named = [t for t in clause.objects if scene.is_person(t) and t.i < title.i]
        named = named or [t for t in after if scene.is_person(t)]
        yield from ((person, title) for person in named[:1])


RULES = (has_as,)
