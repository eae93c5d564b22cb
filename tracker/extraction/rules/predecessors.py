"""Who had a post before somebody who has it now: "his predecessor, X", "in succession to X"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import place_at, title_text, titles_in
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import text_of


def predecessors(scene: Scene) -> Iterator[Draft]:
    """The post of whoever came to it, as one that his predecessor had."""
    for noun in scene.doc:
        if noun.lower_ != "predecessor":
            continue
        named = [c for c in noun.children if c.dep_ == "appos" and scene.is_person(c)]
        if noun.dep_ == "appos" and scene.is_person(noun.head):  # "X, her predecessor, retired"
            named.append(noun.head)
        owners = [p for c in noun.children if c.dep_ == "poss" for p in scene.people(c)]
        for person in (scene.name(token) for token in named[:1]):
            post = _post_of(scene, owners[0]) if owners and person not in owners else None
            if post is None or not (post[0] and post[1]):
                continue
            made = draft(
                FactType.ROLE, scene, "predecessor", Status.FORMER, 0.75, person=person, org=post[1], title=post[0], unit=post[2]
            )  # fmt: skip
            made.implied_org = True
            yield made


def in_succession(scene: Scene) -> Iterator[Draft]:
    """Read "X began as T of Y in succession to Z": Z was T before."""
    nouns = [t for t in scene.doc if t.lower_ == "succession" and t.head.lower_ == "in"]
    for clause in clauses(scene.doc) if nouns else ():
        titles = titles_in(scene, clause)
        if nouns[0] not in clause.verb.subtree or not titles or judge(scene, clause.verb).status is None:  # fmt: skip
            continue
        before = [p for c in nouns[0].children if c.lower_ == "to" for t in c.children for p in scene.people(t)]  # fmt: skip
        heirs = people_of(scene, [*clause.subjects, *clause.objects])
        place = title_place(scene, titles[0], next(iter(heirs), None))
        for person in before if place is not None and place.org else ():
            if person not in heirs:
                yield draft(
                    FactType.ROLE, scene, "predecessor", Status.FORMER, 0.75, person=person, org=place.org if place else None,
                    title=title_text(scene, titles[0]),
                )  # fmt: skip
        return


def counterparts(scene: Scene) -> Iterator[Draft]:
    """Read "X, the chief executive of Y, and her counterpart at Z, W": W is chief executive of Z."""
    for noun in (t for t in scene.doc if t.lower_ == "counterpart"):
        named = [c for c in noun.children if c.dep_ == "appos" and scene.is_person(c)]
        owners = [p for c in noun.children if c.dep_ == "poss" for p in scene.people(c)]
        behind = [g for c in noun.children if c.lower_ in {"at", "of"} for g in c.children]
        before = [c for c in noun.lefts if c.dep_ in {"compound", "nmod", "amod"}]
        last = behind[-1].i if behind else noun.i
        if (
            text_of(scene.doc[last + 1 : last + 2]) == ","
        ):  # the parse may hang the name on the place
            named += [t for t in scene.doc[last + 2 : last + 3] if scene.is_person(t)]
        places = [p for t in (*behind, *before) if scene.is_org(t) and (p := place_at(scene, t))]
        titles = [t for t in scene.tokens(Kind.TITLE) if t.i < noun.i and t.dep_ == "appos"]
        own = [t for t in titles if owners and owners[0] in names_beside(scene, t)]
        for person, place in zip(named[:1], places[:1], strict=False) if own else ():
            yield draft(
                FactType.ROLE, scene, "counterpart", Status.HELD, 0.8, person=scene.name(person), org=place.org,
                title=title_text(scene, own[0]),
            )  # fmt: skip


def _post_of(scene: Scene, person: str) -> tuple[str, str | None, str | None] | None:
    """The post that somebody has come to, or has where he has left none."""
    thread = scene.discourse
    to = thread.gone_to.get(person, "")
    had = thread.posts.get(person) if person not in thread.left else None
    elsewhere = had is not None and to and had[1] != to  # what is told of his career
    return thread.posts_at.get((person, to)) or (None if elsewhere else had)


RULES = (predecessors, in_succession, counterparts)
