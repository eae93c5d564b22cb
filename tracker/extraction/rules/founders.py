"""Founders by title or by the company that is called theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules import founding_teams
from tracker.extraction.rules.bearers import behind_the_place
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.founding import UNNAMED, description, joined_companies
from tracker.extraction.rules.shared import Place
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.rules.whose_founders import left_by, like_whom, whose_founders, with_whom
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_HIRES = words("hire recruit engage poach lure get take sign employ win")


def founder_titles(scene: Scene) -> Iterator[Draft]:
    """Read "X, the founder of Y", "co-founder X", "its founders, X and Z", "X is a co-founder of Y"."""
    if is_hypothetical(scene):
        return
    for token in scene.doc:
        if not _is_founder(scene, token):
            continue
        like = like_whom(scene, token)
        people = _bearers(scene, token) if like is None else [scene.name(like.head.head)]
        if not people:
            continue
        place = title_place(scene, token, people[0]) or Place(None, implied=True)
        others = with_whom(scene, token, people)
        place = whose_founders(scene, token, place, people, others)
        people = [*people, *others]
        name = _what_is_founded(scene, place)
        if name is None:
            continue
        likely = 0.85 if not place.implied else 0.72
        for org, person in product((name, *_others_founded(scene, token, name)), people):
            if org.casefold() == person.casefold():
                continue
            made = draft(
                FactType.FOUNDED, scene, "founder_title", Judgement(Status.DONE), likely, person=person, org=org,
            )  # fmt: skip
            made.implied_org = place.implied
            made.attached = True
            yield made


def _is_founder(scene: Scene, token: Token) -> bool:
    mention = scene.at.get(token.i)
    if mention is None:
        return token.lemma_.lower() in {"founder", "co-founder", "cofounder"}
    return mention.kind is Kind.TITLE and mention.founder


def _what_is_founded(scene: Scene, place: Place) -> str | None:
    """What whoever is "a founder of Y" has founded: Y, though it be a part of another by now."""
    called = any(mention.text == place.unit for mention in scene.at.values())
    return place.unit if called and not place.implied else place.org


def _others_founded(scene: Scene, token: Token, first: str) -> list[str]:
    """Z in "the co-founder of Y and Z"."""
    named = (t for prep in token.children if prep.lower_ == "of" for t in prep.children)
    whole = next((t for t in named if scene.is_org(t) and scene.at[t.i].text == first), None)
    return joined_companies(scene, whole) if whole is not None else []


def _bearers(scene: Scene, token: Token) -> list[str]:
    top = token
    while top.dep_ == "conj" and scene.is_title(top.head):
        top = top.head
    plural = token.tag_ in PLURALS or token.text.lower().endswith("s")
    named = _named(scene, token, top)
    if named is not None:
        return _of_those(scene, token, named, plural=plural)
    if (told := _named_apart(scene, token, plural=plural)) is not None:
        return told
    if top.dep_ == "pobj" and top.head.text.lower() == "of":
        return _some_of(scene, top.head.head)
    if top.dep_ == "pobj" and top.head.lower_ == "among" and plural:
        return _among(scene, top.head)
    is_one = {"be", "remain", "become"} if left_by(scene, token) else {"be", "remain"}
    if top.dep_ == "attr" and top.head.lemma_ in is_one:
        return [p for s in top.head.children if s.dep_ == "nsubj" for p in scene.people(s)]
    if plural and top.dep_ == "nsubj" and top.head.lemma_ in {"be", "include"}:
        those = [c for c in top.head.children if c.dep_ in {"attr", "dobj"} and scene.is_person(c)]
        return [scene.name(m) for c in those for m in scene.group(c)]
    if top.dep_ in {"nsubj", "nsubjpass", "conj"}:
        return _definite_founder(scene, token, plural=plural)
    left = min((t.i for t in top.lefts), default=top.i) - 1
    if left > 0 and scene.doc[left].text == "," and scene.is_person(scene.doc[left - 1]):
        return [scene.name(scene.doc[left - 1])]
    return []


def _named_apart(scene: Scene, token: Token, *, plural: bool) -> list[str] | None:
    """Those named behind the place, or behind the sentence that only counts them."""
    behind = behind_the_place(scene, token)
    return [behind] if behind is not None else (plural and _counted(scene, token)) or None


def _counted(scene: Scene, founders: Token) -> list[str]:
    """X and Z in "Y is short of two founders. X and Z are leaving": not in "Y hires two founders", who are another company's."""
    of = founders.head if founders.dep_ == "pobj" and founders.head.lower_ == "of" else None
    some = of.head if of is not None and of.head.lemma_ != "short" else founders
    hired = some.dep_ in {"dobj", "nsubjpass"} and some.head.lemma_ in _HIRES
    return [] if hired else scene.counted_next(founders) or scene.counted_next(some)


def _of_those(scene: Scene, token: Token, named: Token, *, plural: bool) -> list[str]:
    """All of those named together where they are "founders", and the last of "X and Z, the founder of Y"."""
    members = scene.whole_group(named) if named.i < token.i else scene.group(named)
    if not plural:
        members = [m for m in members if named.i <= m.i < token.i][-1:] or [named]
    return [scene.name(m) for m in members]


def _named(scene: Scene, token: Token, top: Token) -> Token | None:
    """The name beside "founder": in apposition, before it or after it, behind a second title too."""
    beside = [c for c in [*top.children, *token.children] if c.dep_ == "appos"]
    if top.dep_ in {"appos", "compound", "nmod", "amod"}:
        beside.append(top.head)
    after = list(scene.doc[token.i + 1 : token.i + 3])
    one = token.tag_ not in PLURALS
    if one and len(after) > 1 and after[0].lower_ in {"and", "&"} and scene.is_title(after[1]):
        beside += scene.doc[token.i + 3 : token.i + 4]  # "founder and chief executive X"
    if after and after[0].text == "," and top.dep_ != "appos":
        beside += after[1:]
    else:
        beside += after[:1]
    return next((t for t in beside if scene.is_person(t)), None)


def _some_of(scene: Scene, some: Token) -> list[str]:
    """X and Z in "X and Z, two of the founders of Y", X in "X is one of the founders"."""
    if some.dep_ == "attr" and some.head.lemma_ == "be" and some.like_num:
        return [p for s in some.head.children if s.dep_ == "nsubj" for p in scene.people(s)]
    if (
        some.dep_ != "appos"
        or not scene.is_person(some.head)
        or not (some.like_num or some.pos_ in {"NUM", "PRON"})
    ):
        return []
    members = [some.head] if some.text.lower() == "one" else scene.whole_group(some.head)
    return [scene.name(m) for m in members]


def _among(scene: Scene, among: Token) -> list[str]:
    """X and Z in "X and Z were among the founders of Y" and "X, among the founders of Y, is leaving"."""
    above = among.head
    if above.lemma_ == "be":
        return [p for s in above.children if s.dep_ == "nsubj" for p in scene.people(s)]
    return [scene.name(above)] if scene.is_person(above) and above.i < among.i else []


def _definite_founder(scene: Scene, token: Token, *, plural: bool) -> list[str]:
    """Read "The founder of Y resigned. X told ...": only where the article has one person to be meant."""
    named = any(c.lower_ == "the" or (c.dep_ == "poss" and scene.is_org(c)) for c in token.children)
    if plural or is_former(scene, token) or not named:
        return []
    person = scene.discourse.subject_person
    return [person] if person and scene.discourse.group == () else []


def own_company(scene: Scene) -> Iterator[Draft]:
    """Read "Their company, Y", "X's start-up, Y": theirs because they founded it."""
    if is_hypothetical(scene):
        return
    for token in scene.doc:
        if (
            token.lemma_.lower() not in {"company", "startup", "start-up", "venture", "firm", "up"}
            or token.pos_ != "NOUN"
        ):
            continue
        named = [c for c in token.children if c.dep_ == "appos" and scene.kind(c) in COMPANIES]
        owners = [p for c in token.children if c.dep_ == "poss" for p in scene.people(c)]
        if token.dep_ == "appos" and scene.kind(token.head) in COMPANIES:
            named.append(token.head)  # "Y, the start-up of X"
            of_it = (c for c in token.children if c.lower_ == "of" and c.i == token.i + 1)
            owners += [
                p
                for of in of_it
                for t in of.children
                if scene.is_person(t)
                for p in scene.people(t)
            ]
        if any(
            c.lemma_.lower() in {"former", "old", "previous", "parent", "last", "early"}
            for c in token.children
        ):
            continue
        for person in owners if named else ():
            yield draft(
                FactType.FOUNDED,
                scene,
                "own_company",
                Status.DONE,
                0.65,
                person=person,
                org=scene.at[named[0].i].text,
            )


def brainchildren(scene: Scene) -> Iterator[Draft]:
    """Read "Y, the brainchild of X", "Y is the brainchild of X and Z", "X's brainchild, Y"."""
    if "brainchild" not in scene.text or is_hypothetical(scene):
        return
    for token in scene.doc:
        if token.lemma_.lower() != "brainchild":
            continue
        before = scene.doc[token.left_edge.i - 2] if token.left_edge.i > 1 else token
        firms = [before, token.head, *token.head.children, *token.children]
        named = next((t for t in firms if scene.kind(t) in COMPANIES), None)
        owners = [t for c in token.children if c.lower_ == "of" for t in c.children]
        owners += [c for c in token.children if c.dep_ == "poss"]
        people = [
            scene.name(m) for t in owners if scene.is_person(t) for m in (t, *t.conjuncts) if scene.is_person(m)
        ]  # fmt: skip
        for person in people if named is not None else ():
            yield draft(
                FactType.FOUNDED, scene, "own_company", Status.DONE, 0.7, person=person, org=scene.at[named.i].text if named else None
            )  # fmt: skip


def company_called(scene: Scene) -> Iterator[Draft]:
    """Read "X's start-up will be called Y", and "It will be called Y" where the founding has been told."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in {"call", "name"} or not clause.passive:
            continue
        firms = [o for o in clause.objects if o.lemma_.lower() in UNNAMED]
        people = [
            p for firm in firms for c in firm.children if c.dep_ == "poss" for p in scene.people(c)
        ]
        names = [t for t in clause.complements if scene.kind(t) in COMPANIES]
        if len(names) == 1 and _is_the_unnamed(clause):
            scene.discourse.give_name(scene.at[names[0].i].text)
        judged = judge(scene, clause.verb)
        if judged.status is None or not names:
            continue
        for person in people[:1]:
            yield draft(
                FactType.FOUNDED,
                scene,
                "company_called",
                judged,
                0.7,
                person=person,
                org=scene.at[names[0].i].text,
            )


def _is_the_unnamed(clause: Clause) -> bool:
    """Whether "it" or "the company" is the one of whose founding the sentences before have told, without a name."""
    return any(
        thing.lower_ == "it"
        or (thing.lemma_.lower() in UNNAMED and thing.left_edge.lower_ == "the")
        for thing in clause.objects
    )


def raising_for(scene: Scene) -> Iterator[Draft]:
    """Read "X is in talks to fund a start-up for Z": a founding that is only rumoured."""
    if is_hypothetical(scene):
        return
    for token in scene.doc:
        if (
            token.dep_ != "pobj"
            or token.head.text.lower() != "for"
            or token.lemma_.lower() not in UNNAMED - {"something"}
        ):
            continue
        if not any(
            c.text.lower() in {"a", "an", "another", "his", "her", "their"} for c in token.children
        ):
            continue
        noun = token.head.head
        if noun.lemma_.lower() not in {
            "discussion",
            "talk",
            "funding",
            "fundraising",
            "money",
            "capital",
            "plan",
            "investor",
            "backing",
            "financing",
        }:
            continue
        verb = governing_verb(noun)
        if verb.lemma_ == "raise":
            continue
        clause = next((c for c in clauses(scene.doc) if c.verb.i == verb.i), None)
        people = list(
            dict.fromkeys(p for s in (clause.subjects if clause else []) for p in scene.people(s))
        )
        if not people or judge(scene, verb).status is None:
            continue
        for person in people[:1]:
            yield draft(
                FactType.FOUNDED,
                scene,
                "raising_for",
                Status.RUMOURED,
                0.65,
                person=person,
                org=None,
                org_desc=description(scene, token),
            )


RULES = (
    founder_titles,
    own_company,
    brainchildren,
    company_called,
    raising_for,
    *founding_teams.RULES,
)
