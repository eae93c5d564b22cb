"""Posts that somebody keeps by another's will: "Y keeps X as chairman", "Y is keeping X on as an adviser"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.rules.linked import NEWS
from tracker.extraction.rules.posts import employer, people_of
from tracker.extraction.rules.shared import title_text, titles_in
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge

_KEEP = words("keep retain keep_on")


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
        if place is None or judge(scene, clause.verb).status not in NEWS:
            continue
        for person in people:
            made = draft(
                FactType.ROLE, scene, "stays", Status.HELD, 0.8, person=person, org=place.org, title=title_text(scene, titles[0])
            )  # fmt: skip
            made.implied_org = place.implied
            yield made


RULES = (kept,)
