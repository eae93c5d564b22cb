"""Posts that somebody keeps: "Y keeps X as chairman", "X does not give up his job as a professor at Z"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries, is_negated
from tracker.extraction.rules.posts import POSTS, employer, people_of, title_of_post
from tracker.extraction.rules.shared import title_text, titles_in
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.subjects import surface_subjects

_KEEP = words("keep retain keep_on")
_GIVE_UP = words("give_up relinquish surrender resign abandon quit drop vacate lose")
_HOLD = words("keep retain hang_on hold_on maintain")
_UNSURE = frozenset(["may", "might", "could", "would", "had"])


def kept(scene: Scene) -> Iterator[Draft]:
    """A role held for everyone whom a company keeps as something."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        if clause.lemma not in _KEEP or not any(scene.orgs(s) for s in clause.subjects):
            continue
        people = people_of(
            scene, [t for t in clause.objects if scene.is_person(t) or t.pos_ == "PRON"]
        )
        titles = [t for t in titles_in(scene, clause) if t.head.lower_ == "as"]
        place = employer(scene, clause) if people and titles else None
        if place is None or judge(scene, clause.verb).status not in FIRM:
            continue
        for person in people:
            made = draft(
                FactType.ROLE, scene, "stays", Status.HELD, 0.8, person=person, org=place.org, title=title_text(scene, titles[0])
            )  # fmt: skip
            made.implied_org = place.implied
            yield made


def not_given_up(scene: Scene) -> Iterator[Draft]:
    """Read "X does not give up her job as T at Y", "X keeps the post of T", "without giving up his role as T at Y"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        verb = clause.verb
        without = verb.dep_ == "pcomp" and verb.head.lower_ == "without"
        negated = without or is_negated(verb)
        if clause.lemma not in (_GIVE_UP if negated else _HOLD):
            continue
        posts = [post for post in clause.objects if post.lemma_.lower() in POSTS]
        titles = [t for post in posts if (t := title_of_post(scene, post)) is not None]
        own = any(c.dep_ == "poss" and c.pos_ == "PRON" for post in posts for c in post.lefts)
        titles = titles or (titles_in(scene, clause) if own else [])
        subjects = clause.subjects or (surface_subjects(verb.head.head) if without else [])
        if not titles or auxiliaries(verb) & _UNSURE:
            continue
        title = titles[0]
        for person in people_of(scene, subjects)[:1]:
            place = title_place(scene, title, person)
            if place is None or (scene.at[title.i].weak and place.implied):
                continue
            made = draft(
                FactType.ROLE, scene, "stays", Status.HELD, 0.8, person=person, org=place.org, title=title_text(scene, title), unit=place.unit,
            )  # fmt: skip
            made.implied_org = place.implied
            yield made


RULES = (kept, not_given_up)
