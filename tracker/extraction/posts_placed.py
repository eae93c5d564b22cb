"""At which company posts are whose own words do not say it: where those go who work with their bearers, and where such posts are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.arrivals import of_person
from tracker.extraction.bodies import is_university
from tracker.extraction.bought_along import buys_most, purchases
from tracker.extraction.clauses import clause_of
from tracker.extraction.company_meant import named_in
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.shared import title_text
from tracker.extraction.rules.title_places import AT
from tracker.extraction.sameness import SEEN, plain, same_org, same_person, same_title
from tracker.extraction.tokens import Token

#: How many sentences before a post the coming may be told of who works with its bearer.
_NEAR = 2
_WITH = words("under alongside beside with")
_REPORTS = words("report answer")
_WILL = words("will would 'll ’ll shall")
_TELLS = words("announce confirm justify defend explain present reveal disclose negotiate")
_SAYS = words("say write tell announce add explain state confirm")
_PLANS = words("expect plan intend aim want hope mean")
_DEALS = words("purchase acquisition takeover deal buyout")
#: Posts that several have at one company, or that somebody has just got.
_SHARED = re.compile(
    r"^(?:co-|interim |acting |board|member)|\b(?:vice|director|professor|engineer|scientist|researcher|partner|adviser|manager|analyst|fellow|head)\b",
    re.IGNORECASE,
)
#: What a professor has, and no board.
_CHAIR = re.compile(r"\b(?:an?|his|her|their) (?:[\w-]+ )?chair (?:at|in)\b|\bchair (?:at|in) ")
#: Posts that universities have and companies have not.
_ACADEMIC = re.compile(
    r"(?:[\w-]+ )*(?:professor|dean|provost|rector|vice[- ]chancellor|lecturer)\b", re.IGNORECASE
)


def posts_placed(found: list[Draft]) -> list[Draft]:
    """The drafts, with each post that its words do not place where the article has those who are told with it."""
    for d in found:
        if _has_a_chair(d):
            d.values["title"] = "professor"
        if d.type is not FactType.ROLE or not is_unplaced(d):
            continue
        place = next(filter(None, (way(d, found) for way in _WAYS)), None)
        if place is not None and plain(place) != plain(d.get("org")):
            _place(d, place)
    return found


def _has_a_chair(d: Draft) -> bool:
    """Read "goes back to her chair at Y": whoever has a chair at a university is a professor there."""
    chair = d.get("title").lower() == "chair" and is_university(d.get("org"))
    return chair and _CHAIR.search(d.scene.text) is not None


def _place(d: Draft, org: str) -> None:
    d.values["org"] = org
    if d.get("unit") not in d.scene.text:
        d.values.pop("unit", None)


def is_unplaced(d: Draft) -> bool:
    """Whether the words of a post do not say at which company it is."""
    if says_there(d):
        return False
    return d.implied_org or (d.rule == SEEN and _stands_alone(d))


def _stands_alone(d: Draft) -> bool:
    """Whether the title of a post has neither an owner nor a company behind it."""
    title = _title_of(d)
    if title is None or any(c.dep_ == "poss" or d.scene.is_org(c) for c in title.lefts):
        return False
    behind = (t for c in title.rights if c.dep_ == "prep" and c.lower_ in AT for t in c.subtree)
    return not any(map(d.scene.is_org, behind))


def says_there(d: Draft) -> bool:
    """Read "will be chief executive there", "the chief executive there"."""
    return f"{d.get('title')} there" in d.scene.text


def is_academic(d: Draft) -> bool:
    """Whether a post is one that only universities have."""
    return _ACADEMIC.match(d.get("title")) is not None


def _title_of(d: Draft) -> Token | None:
    """The title of a post that stands nearest to the name of its bearer."""
    scene = d.scene
    names = [t.i for t in _names(d)]
    titles = [t for t in scene.tokens(Kind.TITLE) if title_text(scene, t) == d.get("title")]
    return min(titles, key=lambda t: min((abs(t.i - at) for at in names), default=0), default=None)


def _names(d: Draft) -> Iterator[Token]:
    scene = d.scene
    return (t for t in scene.tokens(Kind.PERSON) if scene.name(t) == d.get("person"))


def _where_who_works_with_him_goes(d: Draft, found: list[Draft]) -> str | None:
    """Y in "X leaves Z for Y. She will work under W, the head of chips"."""
    comings = of_person(found, FactType.JOINED, d.get("person"))
    for coming in reversed(found):
        near = 0 <= d.scene.number - coming.scene.number <= _NEAR
        if (
            coming.type is FactType.JOINED
            and coming.status in TOLD
            and near
            and coming.get("org")
            and not any(same_org(coming, o) for o in comings)
            and not same_person(coming, d)
            and is_likely_enough(coming)
            and any(_works_with(d, name, coming) for name in _names(d))
        ):
            return coming.get("org")
    return None


def _where_his_manager_goes(d: Draft, found: list[Draft]) -> str | None:
    """Y in "Y has hired X, the chief executive of Z. W, the sales chief, will report to her": the line is one of Y's as well."""
    if of_person(found, FactType.JOINED, d.get("person")):
        return None
    for line in of_person(found, FactType.REPORTS_TO, d.get("person")):
        if line.scene is not d.scene or line.status is not Status.ANNOUNCED:
            continue
        for coming in of_person(found, FactType.JOINED, line.get("manager")):
            near = 0 <= d.scene.number - coming.scene.number <= _NEAR
            bought = (plain(coming.get("org")), plain(d.get("org"))) in purchases(found)
            if bought or not near or coming.status not in TOLD or not is_likely_enough(coming):
                continue
            if coming.get("org"):
                line.values["org"] = coming.get("org")
                return coming.get("org")
    return None


def _works_with(d: Draft, name: Token, coming: Draft) -> bool:
    """Whether whoever comes is told to work from now on with, or under, the one who is named."""
    while name.dep_ in {"conj", "appos"} and name.head.pos_ in {"PROPN", "NOUN"}:
        name = name.head
    prep = name.head
    if name.dep_ != "pobj":
        return False
    verbs = [t for t in prep.ancestors if t.pos_ in {"VERB", "AUX"}]
    reports = prep.lower_ == "to" and bool(verbs) and verbs[0].lemma_ in _REPORTS
    if not (verbs and (prep.lower_ in _WITH or reports)):
        return False
    doers = {p for v in verbs for s in clause_of(v).subjects for p in d.scene.people(s)}
    if reports and not any(d.scene.is_person(t) for t in d.scene.doc[: prep.i]):
        doers = doers or {coming.get("person")}  # "The Dane will be one of six who report to W"
    return any(_is_to_come(v) for v in verbs) and coming.get("person") in doers


def _is_to_come(verb: Token) -> bool:
    """Whether somebody will do something: "will work", "is to work"."""
    aux = auxiliaries(verb)
    return bool(aux & _WILL) or (verb.tag_ == "VB" and "to" in aux and verb.head.lemma_ == "be")


def _where_he_comes_from(d: Draft, found: list[Draft]) -> str | None:
    """Z in "Z has sold its patents to Y. X, the chief executive, will move to Y": what X is, he is not where he is only coming to."""
    comings = [
        o
        for o in of_person(found, FactType.JOINED, d.get("person"))
        if o.status in {Status.ANNOUNCED, Status.REPORTED}
        and o.scene is d.scene
        and o.rule != SEEN
        and same_org(o, d)
    ]
    if not (comings and d.attached and d.status is Status.HELD):
        return None
    if comings[0].get("from_org"):
        return comings[0].get("from_org")
    told = [one for s in d.scene.article[: d.scene.number + 1] for one in named_in(s)]
    others = [one.org for one in told if one.role == "subject" and not one.aside]
    return next((org for org in reversed(others) if plain(org) != plain(d.get("org"))), None)


def _what_he_gives_up(d: Draft, found: list[Draft]) -> str | None:
    """Z in "Y let it be known that the chief executive, X, had left Z": the post that he leaves is told once more."""
    if d.status is not Status.HELD or not d.attached:
        return None
    return next(
        (
            o.get("org")
            for o in of_person(found, FactType.LEFT, d.get("person"))
            if o.scene is d.scene and o.status in TOLD and o.rule != SEEN and not o.implied_org
            if o.get("title") and same_title(o.get("title"), d.get("title"))
        ),
        None,
    )


def _where_the_other_goes(d: Draft, found: list[Draft]) -> str | None:
    """Y in "Y has hired X, the chief executive of Z. W, the chief executive, had courted her": Z has no two of them."""
    if d.status is not Status.HELD or not d.attached or _SHARED.search(d.get("title")):
        return None
    for o in found:
        if (
            o.type in {FactType.ROLE, FactType.LEFT}
            and o.status is not Status.FORMER
            and o.scene.number <= d.scene.number
            and same_org(o, d)
            and not same_person(o, d)
            and not o.implied_org
            and o.get("title").lower() == d.get("title").lower()
            and is_likely_enough(o)
        ):
            goes = [
                c for c in of_person(found, FactType.JOINED, o.get("person")) if c.status in TOLD
            ]
            there = [
                c.get("org")
                for c in goes
                if not same_org(c, d) and c.scene.number <= d.scene.number
            ]
            if there and there[-1]:
                return there[-1]
    return None


def _buyer(d: Draft, found: list[Draft]) -> str | None:
    """Y in "Y has bought Z. X, the head of chips, announced the purchase"."""
    for name in _names(d):
        verb = name.head
        things = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
        if name.dep_ == "nsubj" and verb.lemma_ in _TELLS and things & _DEALS:
            deals = [o for o in found if buys_most(o) and o.status in TOLD and is_likely_enough(o)]
            near = [o for o in deals if 0 <= d.scene.number - o.scene.number <= _NEAR]
            return near[-1].get("acquirer") if near else None
    return None


def _whose_plans_he_tells(d: Draft, _found: list[Draft]) -> str | None:
    """Y in "Y expects to spend more next year, as X, the finance chief, said": nobody but Y tells what Y plans."""
    scene = d.scene
    for name in _names(d):
        told = name.head
        above = told.head if told.dep_ == "advcl" else None
        plans = [above] if above is not None else [c for c in told.children if c.dep_ == "ccomp"]
        if name.dep_ != "nsubj" or told.lemma_ not in _SAYS:
            continue
        for plan in plans:
            subjects = [c for c in plan.children if c.dep_ == "nsubj" and c.i < name.i]
            if plan.lemma_ in _PLANS or auxiliaries(plan) & _WILL:
                return next((o for s in subjects if scene.is_org(s) for o in scene.orgs(s)), None)
    return None


def _university(d: Draft, _found: list[Draft]) -> str | None:
    """The university that has been named last, for a post that only universities have."""
    org = d.get("org")
    if not is_academic(d) or is_university(org) or (d.rule == SEEN and org in d.scene.text):
        return None
    told = [one.org for s in d.scene.article[: d.scene.number + 1] for one in named_in(s)]
    return next((org for org in reversed(told) if is_university(org)), None)


_WAYS = (
    _what_he_gives_up,
    _where_he_comes_from,
    _where_who_works_with_him_goes,
    _where_his_manager_goes,
    _where_the_other_goes,
    _buyer,
    _whose_plans_he_tells,
    _university,
)
