"""Units created, renamed, merged and dissolved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import PLURALS, Clause, clauses, lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.plain_words import NAME_PARTS, is_plain
from tracker.extraction.rules.further_names import unit_at
from tracker.extraction.rules.shared import context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_CREATE = words(
    "create form set_up launch establish assemble build unveil start found stand_up introduce spin_up put_together announce open inaugurate build_up present"
)
#: What has been made at a company is a unit of its own, even where it is told of as known: "created the Z team at Y".
_MADE_THERE = {"create", "set up", "establish", "form", "assemble", "launch"}
#: A company that somebody only begins.
_YOUNG = words("startup start-up company venture firm")
#: What an institution of a university's or a company's is called by.
_INSTITUTION = re.compile(
    r"(?:^|[ -])(?:Cent(?:er|re)|Institute|Office|Laboratory|Lab|Department|School|Hub|Body|Board|Panel|Committee)(?:$| (?:of|for|on) )"
)
_AT_HELM = re.compile(r"(?:, [^,;]+,)? (?:at (?:the|its) (?:helm|head)|in charge)\b")
#: What an organisation of its own is called by.
_OF_WHOLES = words("profit charity industry standards trade advocacy lobbying news research media")
_LEAD = words("lead head run direct oversee manage")
_REORGANISE = words("restructure reorganize reorganise split divide regroup break")
UNIT_LIKE = UNIT_NOUNS - {
    "business",
    "project",
    "office",
    "side",
    "function",
    "practice",
    "effort",
    "site",
    "app",
    "organisation",
    "organization",
    "operations",
    "operation",
    "program",
    "programme",
}


def created(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        if makes(clause):
            yield from _created(scene, clause)
        elif clause.verb.lemma_ == "date":
            yield from _dates_from(scene, clause)
        elif clause.verb.lemma_ in _REORGANISE | {"have", "get", "add", "plan"}:
            yield from _around(scene, clause)


def makes(clause: Clause) -> bool:
    """Whether a verb says that something is made, as "sets up" and "carves a team out of Y" do."""
    return clause.lemma in _CREATE or clause.verb.lemma_ == "carve"


def is_noun_of_unit(token: Token) -> bool:
    """Whether a noun alone says that something is a unit: "team"; an "organisation" is one that is called by its work."""
    lemma = token.lemma_.lower()
    return lemma in UNIT_LIKE or (
        lemma in {"organisation", "organization"}
        and any(c.dep_ == "compound" and c.lower_ not in _OF_WHOLES for c in token.lefts)
    )


def _dates_from(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "the lab dates from 2016", of a unit that the article has named."""
    judged = judge(scene, clause.verb)
    if judged.date is None or not any(clause.preps("from", "to")):
        return
    for subject in clause.subjects:
        the = any(c.lower_ == "the" for c in subject.children)
        named = scene.unit(subject) if scene.kind(subject) is Kind.UNIT else None
        unit = named or (scene.discourse.unit_called(subject.lemma_.lower()) if the else None)
        org = scene.owner(subject) or context_org(scene, subject)
        if unit and org and org != unit and (named or subject.lemma_.lower() in UNIT_LIKE):
            begun = Judgement(Status.DONE, None, judged.date, "effective")
            yield _made(scene, "unit_created", begun, org, unit, subject)


def subject_org(scene: Scene, clause: Clause) -> str | None:
    for subject in clause.subjects:
        for org in scene.orgs(subject):
            return org
        for person in scene.people(subject):
            return context_org(scene, subject, person)
    return context_org(scene, clause.verb) if clause.passive else None


def _created(scene: Scene, clause: Clause) -> Iterator[Draft]:
    if clause.lemma in {"found", "start", "build"} and any(
        scene.people(s) for s in clause.subjects
    ):
        return
    for token in clause.objects:
        token = _described(clause, token)
        if _is_anothers(scene, token) or any(c.dep_ == "nummod" for c in token.lefts):
            continue
        unit = unit_name(scene, token)
        there = _made_at(scene, clause, token) if unit is None else None
        unit = scene.unit(token) if there else unit
        if unit is None:
            continue
        org = there or _gone_to(scene, clause) or subject_org(scene, clause)
        org = org or where_within(scene, clause)
        if org is None or org == unit:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            return
        leader = next((p for t in clause.preps("under") for p in scene.people(t)), None)
        yield _made(scene, "unit_created", judged, org, unit, token, leader)


def _gone_to(scene: Scene, clause: Clause) -> str | None:
    """Y in "X and Z are joining Y to set up a lab"."""
    above = clause.verb.head
    if clause.verb.dep_ not in {"advcl", "xcomp"} or above.lemma_ not in {"join", "rejoin"}:
        return None
    return next((org for c in above.children if c.dep_ == "dobj" for org in scene.orgs(c)), None)


def _is_anothers(scene: Scene, token: Token) -> bool:
    """Read "a team in Paris for a start-up called Y", which is none of those that make it."""
    named = [t for t in scene.doc[token.i + 1 : token.i + 5] if t.lower_ == "for"]
    things = (c for t in named for c in t.children if c.dep_ == "pobj")
    return any(c.lemma_.lower() in _YOUNG and c.i not in scene.at for c in things)


def _made_at(scene: Scene, clause: Clause, token: Token) -> str | None:
    """Y in "X created the Z team at Y", "the institute was set up within Y"."""
    if (
        clause.lemma not in _MADE_THERE
        or token.i in scene.at
        or not (clause.passive or any(scene.people(s) for s in clause.subjects))
    ):
        return None
    named = any(c.dep_ in {"compound", "amod", "nmod"} for c in token.lefts)
    if not named or token.lemma_.lower() not in UNIT_LIKE or is_a_building(token):
        return None
    return next(
        (org for t in clause.preps("at", "within", "inside") for org in scene.orgs(t)), None
    )


def _described(clause: Clause, token: Token) -> Token:
    """The Z of "Z, a department that has been created for her"."""
    if clause.verb.dep_ != "relcl" or token.lower_ not in {"that", "which"}:
        return token
    noun = clause.verb.head
    return noun.head if noun.dep_ == "appos" else noun


def where_within(scene: Scene, clause: Clause) -> str | None:
    """Y in "the employees are to form a centre within Y"."""
    within = [t for t in clause.verb.subtree if t.lower_ in {"within", "inside"}]
    return next((org for p in within for t in p.children for org in scene.orgs(t)), None)


_SITES = words("lab laboratory branch hub institute centre center studio office")


def in_a_town(scene: Scene, token: Token) -> str | None:
    """The unit of "closed its research laboratory in Zurich", which has no name of its own."""
    left = [c for c in token.lefts if c.dep_ in NAME_PARTS and not is_plain(c)]
    named = any(
        t.i in scene.at or (t.text[0].isupper() and t.text != "AI") for c in left for t in c.subtree
    )
    told_of = token.i in scene.at or token.dep_ == "appos"  # "Y Alberta, a laboratory in Edmonton"
    if told_of or token.lemma_.lower() not in _SITES or named:
        return None
    after = scene.doc[token.i + 1 : token.i + 3]
    if len(after) < 2 or after[0].lower_ != "in" or after[1].i not in scene.at:
        return None
    if scene.kind(after[1]) is not Kind.PLACE:
        return None
    return scene.words(min((c.left_edge.i for c in left), default=token.i), after[1].i)


def unit_name(scene: Scene, token: Token) -> str | None:
    """The name of a unit (not of a company or product) at a noun such as "team", "lab", "division"."""
    mention = scene.at.get(token.i)
    if mention is not None:
        if mention.kind is Kind.UNIT:
            return mention.text
        if mention.kind in {Kind.NAME, Kind.ORG} and (
            any(c.dep_ == "appos" and c.lemma_.lower() in UNIT_LIKE for c in token.children)
            or (_INSTITUTION.search(mention.text) and not mention.known)
        ):
            return mention.text
        return None
    if not is_noun_of_unit(token) or is_a_building(token):
        return None
    if token.lower_ != "branch" and (site := in_a_town(scene, token)) is not None:
        return site
    if any(c.text.lower() in {"the"} for c in token.children) and not scene.called(token):
        return None
    unit = unit_at(scene, token) or for_a_field(scene, token)
    return unit if unit is not None and unit.lower() != "business unit" else None


def for_a_field(scene: Scene, token: Token) -> str | None:
    """The unit of "a centre for AI security", which has no other name."""
    if token.lemma_.lower() not in _SITES | {
        "unit",
        "division",
        "department",
    } or token.i + 1 >= len(scene.doc):
        return None
    after = scene.doc[token.i + 1]
    field = next((c for c in after.children if c.dep_ == "pobj" and c.i not in scene.at), None)
    return scene.words(token.i, field.i) if after.lower_ == "for" and field is not None else None


def is_a_building(token: Token) -> bool:
    """The "centre" of "data centre"."""
    return token.lemma_.lower() in {"center", "centre"} and any(
        c.text.lower() in {"data", "shopping", "fulfilment", "fulfillment"} for c in token.children
    )


def _made(
    scene: Scene,
    rule: str,
    judged: Judgement,
    org: str,
    unit: str,
    token: Token,
    leader: str | None = None,
) -> Draft:
    return draft(
        FactType.UNIT_CREATED,
        scene,
        rule,
        judged,
        0.75,
        org=org,
        unit=unit,
        led_by=led_by(scene, token) or leader,
    )


def led_by(scene: Scene, token: Token) -> str | None:
    """X in "a Z team led by X", "a Z team under X", "Z, a team led by X"."""
    beside = [c for c in token.children if c.dep_ == "appos" and c.lemma_.lower() in UNIT_NOUNS]
    names = [p for t in (token, *beside) for p in leaders_beside(scene, t)]
    return " and ".join(dict.fromkeys(names)) or None


def leaders_beside(scene: Scene, token: Token) -> list[str]:
    """Who leads a unit by the words behind it: "led by X", "that will be run by X", "under X"."""
    names: list[str] = []
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in _LEAD:
            for agent in child.children:
                if agent.dep_ == "agent" or agent.text.lower() == "by":
                    names += [p for t in agent.children for p in scene.people(t)]
        if child.dep_ == "prep" and child.text.lower() == "under":
            names += [p for t in child.children for p in scene.people(t)]
    return list(dict.fromkeys(names))


def leaders_of_new_units(scene: Scene) -> Iterator[Draft]:
    """Read "A new division led by X", "set up a team under X": X heads it, by the verb that makes the division."""
    for token in scene.doc:
        if not (scene.is_org(token) or is_noun_of_unit(token)):
            continue
        names = leaders_beside(scene, token)
        if not names or not (_is_new(token) or _is_made_in_a_headline(token)):
            continue
        place = place_at(scene, token)
        if place is None or place.unit is None:
            continue
        verb = governing_verb(token)
        made_so = any(clause.verb.i == verb.i and makes(clause) for clause in clauses(scene.doc))
        told = any(c.dep_ == "acl" and c.lemma_ in _LEAD for c in token.children)
        judged = judge(scene, verb)
        if judged.status is None or not (told or made_so):
            continue
        title = "head" if len(names) == 1 else "co-head"
        org = _maker(scene, verb) or place.org
        for person in names:
            made = draft(
                FactType.ROLE, scene, "leads_new_unit", judged, 0.93, person=person, org=org, unit=place.unit, title=title
            )  # fmt: skip
            made.appointment = True
            made.inside = True
            yield made


def _maker(scene: Scene, verb: Token) -> str | None:
    """The organisation that a sentence names as the one that does something."""
    made = (clause for clause in clauses(scene.doc) if clause.verb.i == verb.i)
    org = next((subject_org(scene, clause) for clause in made), None)
    return org if org is not None and org in scene.text else None


def at_the_helm(scene: Scene) -> Iterator[Draft]:
    """Read "Y has set up a new Z group, with X at the helm": X heads the group."""
    for clause in clauses(scene.doc):
        if not makes(clause):
            continue
        units = [unit for t in clause.objects for unit in [unit_name(scene, t)] if unit]
        leaders = [t for t in scene.tokens(Kind.PERSON) if _is_at_helm(scene, t)]
        org, judged = subject_org(scene, clause), judge(scene, clause.verb)
        if len(units) != 1 or len(leaders) != 1 or org is None or judged.status is None:
            continue
        made = draft(
            FactType.ROLE, scene, "leads_new_unit", judged, 0.93, person=scene.name(leaders[0]), org=org, unit=units[0], title="head"
        )  # fmt: skip
        made.appointment = True
        made.inside = True
        yield made


def whole_name(scene: Scene, token: Token) -> str:
    """The name "Y Frontier", of which a parse makes two."""
    owner = scene.doc[token.i - 1]
    own = scene.is_org(owner) and owner.dep_ == "compound" and owner.head.i == token.i
    return scene.words(owner.i, token.i) if own else scene.at[token.i].text


def _is_at_helm(scene: Scene, person: Token) -> bool:
    mention = scene.at[person.i]
    with_ = scene.text[: mention.start].endswith("with ")
    return with_ and _AT_HELM.match(scene.text, mention.end) is not None


def _is_new(token: Token) -> bool:
    return any(c.lower_ in {"new", "a", "an"} for c in token.children)


def _is_made_in_a_headline(token: Token) -> bool:
    """Read "Y Sets Up Robotics Division Led by X", where headlines leave out the article."""
    bare = not any(c.dep_ in {"det", "poss"} for c in token.children)
    return bare and token.dep_ == "dobj" and lemma_of(token.head) in _CREATE


def _around(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Restructured its work around a new X division", "has a new unit, X"."""
    reorganised = clause.verb.lemma_ in _REORGANISE
    things = list(clause.preps("around", "into", "under")) if reorganised else clause.objects
    if reorganised:  # "into two units, an X unit and a Z unit"
        things += [c for t in things for c in t.children if c.dep_ == "appos" and t.tag_ in PLURALS]
    for token in [t for thing in things for t in (thing, *thing.conjuncts)]:
        unit = unit_name(scene, token) or (
            scene.unit(token) if token.lemma_.lower() in UNIT_NOUNS else None
        )
        before = {c.lower_ for c in token.lefts}
        new = "new" in before or (reorganised and before & {"a", "an", "single"})
        if unit is None or not new:
            continue
        org = subject_org(scene, clause)
        if org is None or org == unit:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is not None:
            yield _made(scene, "unit_created", judged, org, unit, token)


RULES = (created, leaders_of_new_units, at_the_helm)
