"""Posts that go to one of a company's own: "the interim chief, X, was confirmed in the post", "turned to X to run it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.rules.bearers import bearer
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, context_org, title_text
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_FILL = words("confirm name appoint make")
_POSTS = words("post role job position")
_RUN = words("run lead head oversee manage")
_FOR_NOW = re.compile(r"^(?:interim|acting) ", re.IGNORECASE)
#: "Dropped the word 'interim' from X's title", "removed the interim tag".
_NO_LONGER = re.compile(
    r"\b(?:drop|remov|shed|lost|los|delet|strik|struck)\w* (?:the )?(?:word |tag |label )?[\"“'‘]?(?P<what>interim|acting)\b",
    re.IGNORECASE,
)


def confirmed(scene: Scene) -> Iterator[Draft]:
    """Read "interim chief X was confirmed in the post", "made interim chief X its permanent chief"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _FILL:
            continue
        judged = judge(scene, clause.verb)
        named = [t for t in clause.objects if scene.is_person(t)]
        if judged.status not in TOLD:
            continue
        for person in named[:1]:
            yield from _for_good(scene, clause, person, judged)


def _for_good(scene: Scene, clause: Clause, person: Token, judged: Judgement) -> Iterator[Draft]:
    """The post that somebody has had for a time and gets for good."""
    name = scene.name(person)
    lasting = [
        c
        for c in person.children
        if c.dep_ == "appos"
        and scene.is_title(c)
        and any(g.lower_ == "permanent" for g in c.children)
    ]
    told = any(
        t.lemma_.lower() in _POSTS and any(c.lower_ in {"the", "that"} for c in t.children)
        for t in clause.preps("in", "to")
    )
    held = [t for t in _titles_of(scene, name) if _FOR_NOW.match(title_text(scene, t))]
    if lasting:
        yield _given(scene, lasting[0], name, title_text(scene, lasting[0]), judged)
    elif told and held:
        title = _FOR_NOW.sub("", title_text(scene, held[0]))
        yield _given(scene, held[0], name, title, judged)
        former = Judgement(Status.FORMER)
        was = _FOR_NOW.sub(lambda word: word[0].lower(), title_text(scene, held[0]))
        yield _given(scene, held[0], name, was, former)


def _titles_of(scene: Scene, name: str) -> Iterator[Token]:
    """What somebody is told to be beside his name or by "who is", "who has been"."""
    for title in scene.tokens(Kind.TITLE):
        by_verb = title.dep_ == "attr" and title.head.dep_ == "relcl"
        whose = scene.people(title.head.head) if by_verb else bearer(scene, title)[0]
        if name in whose and not scene.at[title.i].founder:
            yield title


def _given(scene: Scene, at: Token, person: str, title: str, judged: Judgement) -> Draft:
    place = title_place(scene, at, person) or Place(context_org(scene, at, person), implied=True)
    made = draft(
        FactType.ROLE, scene, "rises", judged, 0.75, person=person, org=place.org, title=title, unit=place.unit
    )  # fmt: skip
    made.inside, made.appointment = True, judged.status is not Status.FORMER
    made.implied_org = place.implied
    return made


def turned_to(scene: Scene) -> Iterator[Draft]:
    """Read "Y turned to X, its finance chief, to run the company as chief executive"."""
    for clause in clauses(scene.doc):
        beside = (t for p in clause.preps("to") for t in (p, *p.children))
        people = [t for t in beside if t.dep_ in {"pobj", "appos"} and scene.people(t)]
        runs = [c for c in clause.verb.children if c.lemma_ in _RUN and c.tag_ == "VB"]
        if clause.lemma != "turn" or clause.passive or not people or not runs:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        orgs = [o for s in clause.subjects for o in scene.orgs(s)]
        found = _run_as(scene, runs[0], orgs)
        for person in people_of(scene, people[:1]) if found is not None else ():
            title, place = found or ("", Place(None))
            made = draft(
                FactType.ROLE, scene, "appointed", judged, 0.8, person=person, org=place.org, title=title, unit=place.unit
            )  # fmt: skip
            made.appointment, made.implied_org = True, place.implied
            yield made


def _run_as(scene: Scene, verb: Token, orgs: list[str]) -> tuple[str, Place] | None:
    """What somebody is who is to "run the company as T", "run its sales team"."""
    titles = [t for p in verb.children if p.lower_ == "as" for t in p.children if scene.is_title(t)]
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if titles and orgs:
        return title_text(scene, titles[0]), Place(orgs[0])
    place = led_place(scene, things[0]) if things else None
    if place is not None and place.unit and place.org:
        return "head", place
    whole = bool(things) and things[0].lemma_.lower() in COMPANY_NOUNS | {"it"}
    return ("head", Place(orgs[0])) if whole and orgs else None


def no_longer_interim(scene: Scene) -> Iterator[Draft]:
    """Read "dropped the word 'interim' from X's title": X gives up what he was for a time."""
    told = _NO_LONGER.search(scene.text)
    owners = [
        scene.name(c)
        for t in scene.doc
        if told and t.lower_ == "title"
        for c in t.children
        if c.dep_ == "poss" and scene.is_person(c)
    ]
    for title in scene.tokens(Kind.TITLE) if told and owners else ():
        if any(c.lower_ == "permanent" for c in title.children) and told:
            judged = judge(scene, governing_verb(title))
            if judged.status is not None:
                yield _given(scene, title, owners[0], title_text(scene, title), judged)
            was = f"{told['what'].lower()} {title_text(scene, title)}"
            yield _given(scene, title, owners[0], was, Judgement(Status.FORMER))


RULES = (confirmed, turned_to, no_longer_interim)
