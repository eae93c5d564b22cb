"""Who reports to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from tracker.extraction.clauses import Clause, clause_of, clauses
from tracker.extraction.days import date_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.predicates import auxiliaries, is_negated
from tracker.extraction.rules.bearers import FORMER, names_beside
from tracker.extraction.rules.bosses import bosses
from tracker.extraction.rules.reporting_lists import among, listed_before
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.timing import begins_work
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import SUBJECTS
from tracker.extraction.tokens import Token

_NEW_POST = re.compile(
    r"\b(?:in (?:that|this|the new|his new|her new|their new) (?:role|post|position|job|capacity)|from (?:now|then) on)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|up to) (?:now|then|recently|this \w+)\b|\b(?:previously|formerly|used to|so far)\b", re.IGNORECASE,
)  # fmt: skip
_REPORT = {"report", "answer", "report directly"}
#: Whoever does so has the line that he has had, and whoever does these things has his post already.
_STAYS, _WILL = words("continue keep go_on"), {"will", "would", "'ll"}
_IS = {"is", "are", "'s", "'re", "’s", "’re"}
_DEPUTIES = words("deputy lieutenant subordinate")
_HAS_POST = words(
    "be lead head run manage direct remain stay oversee supervise look look_after work hold"
)


def reports_to(scene: Scene) -> Iterator[Draft]:
    """Read "X will report to Y", "X, who answers to Y", "reporting to Y", "X works for Y"."""
    for clause in clauses(scene.doc):
        verb = clause.verb
        preps = _preps(scene, clause)
        managers = [p for t in clause.preps(*preps) for p in _manager(scene, t)]
        managers = managers or _to_whom(scene, verb, preps)
        instead = _no_longer(scene, verb) or (is_negated(verb) and bool(_instead(scene, verb)))
        if instead:
            managers = _instead(scene, verb)
        if not managers or tells_news(clause) or _until_now(scene, verb) or _worked(verb):
            continue
        people = listed_before(scene, verb) if _is_headless(verb) else []
        people = people or list(dict.fromkeys(p for s in clause.subjects for p in scene.people(s)))
        people = people or [p for s in clause.subjects for p in _beside(scene, s)]
        people = people or _inverted(scene, verb) or among(scene, verb)
        if managers[0] in people:
            meant = (t for t in clause.preps(*preps) if t.pos_ == "PRON")
            managers = [p for t in meant for p in scene.other_than(t, people)] or managers
        judged = _instead_judged(verb) if instead and is_negated(verb) else judge(scene, verb)
        if judged.status is None:
            continue
        state = _state(scene, verb, judged)
        for person in people:
            if person == managers[0]:
                continue
            org = scene.discourse.buyer_for(person) or _where(scene, verb, person, managers[0])
            made = draft(
                FactType.REPORTS_TO, scene, "reports_to", state, 0.9, person=person, manager=managers[0], org=org,
            )  # fmt: skip
            made.implied_org = True
            yield made


def _is_headless(verb: Token) -> bool:
    """Whether the parse gives the verb of a clause, or the "are" of "are to report", no subject of its own."""
    above = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" else verb
    said = any(c.lower_ in _WILL for c in above.children) or above is not verb
    return said and above.dep_ != "conj" and not any(c.dep_ in SUBJECTS for c in above.children)


def _to_whom(scene: Scene, verb: Token, preps: list[str]) -> list[str]:
    """Y in "Y, to whom X reports"."""
    asked = any(
        c.lower_ in preps and any(g.lower_ == "whom" for g in c.children) for c in verb.children
    )
    return scene.people(verb.head)[:1] if asked and verb.dep_ == "relcl" else []


def _preps(scene: Scene, clause: Clause) -> list[str]:
    """What a manager's name stands behind; nothing at other verbs."""
    verb = clause.verb
    if verb.lemma_ in _REPORT or scene.words(verb.i, verb.i).lower().startswith("report"):
        return ["to"]
    if verb.lemma_ == "be" and any(c.lower_ == "answerable" for c in clause.complements):
        return ["to"]
    return {"work": ["for", "under"], "serve": ["under"]}.get(verb.lemma_, [])


def _no_longer(scene: Scene, verb: Token) -> bool:
    before = scene.text[max(0, scene.places[verb.i][0] - 40) : scene.places[verb.i][0]]
    return re.search(r"\bno longer(?: \w+){0,2} $", before) is not None


def _until_now(scene: Scene, verb: Token) -> bool:
    """Read "X, who until now has reported to Y": the line is gone where another follows."""
    start = scene.places[verb.i][0]
    others = (t for t in scene.doc[verb.i + 1 :] if t.lemma_ == verb.lemma_)
    before = _UNTIL.search(scene.text[max(0, start - 40) : start]) is not None
    return (before or (verb.dep_ == "relcl" and verb.tag_ == "VBD")) and any(others)


def _worked(verb: Token) -> bool:
    """Read "X worked under Z before he left": that line is long gone."""
    return verb.lemma_ in {"work", "serve"} and verb.tag_ == "VBD"


def _inverted(scene: Scene, verb: Token) -> list[str]:
    """X in "Working under Y is X", "Reporting to Y will be X and Z"."""
    if verb.tag_ != "VBG":
        return []
    being = _finite(verb)
    if being.lemma_ != "be":
        return []
    return [p for c in being.children if c.dep_ == "attr" for p in scene.people(c)]


def _finite(verb: Token) -> Token:
    """The "are" of "Reporting to Y are X and Z", which may be parsed as an auxiliary; any other verb itself."""
    opens = verb.dep_ == "ROOT" and verb.tag_ == "VBG"
    is_so = (c for c in verb.children if opens and c.lemma_ == "be" and c.i > verb.i)
    return verb.head if verb.dep_ == "csubj" else next(is_so, verb)


def _instead_judged(verb: Token) -> Judgement:
    """How sure "does not report to Y but to Z" is of the second."""
    later = auxiliaries(verb) & {"will", "would", "'ll", "wo"}
    return Judgement(Status.ANNOUNCED if later else Status.DONE)


def _instead(scene: Scene, verb: Token) -> list[str]:
    """Z in "no longer reports to Y but to Z"."""
    change = re.search(
        r"\b(?:but|and) (?:now |instead |rather )?to\b", scene.text[scene.places[verb.i][1] :]
    )
    if change is None:
        return []
    start = scene.places[verb.i][1] + change.end()
    return [scene.name(t) for t in scene.tokens(Kind.PERSON) if scene.places[t.i][0] >= start][:1]


def tells_news(clause: Clause) -> bool:
    """Read "X reported the fault to Y": what is reported is a thing."""
    return (
        clause.verb.lemma_ == "report"
        and not clause.passive
        and clause.verb.dep_ != "relcl"
        and any(t.pos_ in {"NOUN", "PROPN"} and t.dep_ == "dobj" for t in clause.objects)
    )


def _is_new_here(scene: Scene, manager: str) -> bool:
    """Whether somebody is named for the first time with a post and without its place: "X, the finance chief"."""
    titles = [t for t in scene.tokens(Kind.TITLE) if manager in names_beside(scene, t)]
    places = (named_place(scene, title) for title in titles)
    told = any(place is not None and not place.implied for place in places)
    return bool(titles) and not told and manager not in scene.discourse.recent_people


def _where(scene: Scene, verb: Token, person: str, manager: str) -> str | None:
    """Where the manager is, if that is known; else where the person has gone."""
    thread = scene.discourse
    there = next((scene.at[t.i].text for t in clause_of(verb).preps("at") if scene.is_org(t)), None)
    if there is not None and verb.lemma_ == "work":
        return there  # "works for Z at Y"
    known = manager in thread.employer or manager in thread.founded_before
    known = known and not _is_new_here(scene, manager)
    return (None if known else thread.gone_to.get(person)) or context_org(scene, verb, manager)


def _manager(scene: Scene, token: Token) -> list[str]:
    found = scene.people(token)
    if found:
        return found[:1]
    if scene.is_title(token):
        return _after_titles(scene, token)
    if token.pos_ == "NOUN":
        return [scene.name(c) for c in token.children if c.dep_ == "appos" and scene.is_person(c)][
            :1
        ]
    return []


def _after_titles(scene: Scene, title: Token) -> list[str]:
    """X in "reports to president and co-founder X"."""
    for token in scene.doc[title.i + 1 :]:
        if scene.is_person(token):
            return [scene.name(token)]
        if not scene.is_title(token) and token.text.lower() not in {"and", "&", ","}:
            break
    return []


def _beside(scene: Scene, token: Token) -> list[str]:
    """Read "X's team reports to Y" is no line of X's; "X and her team" is."""
    if token.lemma_.lower() in UNIT_NOUNS:
        return []
    return [
        scene.name(c) for c in token.children if c.dep_ in {"conj", "appos"} and scene.is_person(c)
    ]


def _state(scene: Scene, verb: Token, judged: Judgement) -> Judgement:
    """Told in the present a line is there already, but where it comes with a new post: "becomes chair and reports to X"."""
    above = verb.head
    stays = verb.dep_ == "xcomp" and above.lemma_ in _STAYS
    said = _finite(above if stays else verb)
    later = said.dep_ == "conj" and said.head.tag_ not in {"VBD", "VBN"}
    later = later and said.head.lemma_ not in _HAS_POST
    later = later or (not stays and _NEW_POST.search(scene.text) is not None)
    has = said.tag_ == "VBN" and auxiliaries(said) in ({"has"}, {"have"})
    now = any(c.lower_ == "now" for c in said.children)  # "is now reporting to Y"
    goes_on = said.tag_ == "VBG" and now and bool(auxiliaries(said) & {"is", "are"})
    told = (
        said.tag_ in {"VBZ", "VBP"} or has or goes_on or (stays and bool(auxiliaries(said) & _WILL))
    )
    told = told or (said.lemma_ == "work" and auxiliaries(said) <= _IS)  # "is working for Y"
    if not told or later or judged.status not in FIRM:
        return _from_the_start(scene, verb, judged)
    begun = not stays and any(c.lower_ == "now" for c in verb.children)
    return replace(judged, status=Status.DONE if begun else Status.HELD)


def _from_the_start(scene: Scene, verb: Token, judged: Judgement) -> Judgement:
    """Read "She starts on May 1 and will report to Y" of the line too."""
    starts = verb.dep_ == "conj" and begins_work(clause_of(verb.head))
    if not starts or judged.date is not None or judged.status is not Status.ANNOUNCED:
        return judged
    value, kind = date_of(scene, verb.head, Status.ANNOUNCED)
    return replace(judged, date=value, date_kind=kind)


def deputies(scene: Scene) -> Iterator[Draft]:
    """Read "X, a deputy of Y", "X is Y's deputy", "X is deputy to Y"."""
    for token in scene.doc:
        if token.lemma_.lower() not in _DEPUTIES or _is_so_no_more(scene, token):
            continue
        people, managers, status = _deputy_of(scene, token)
        after = scene.text[scene.places[token.i][1] :]
        if re.match(r" until (?:now|then|recently|last|this)\b", after):
            continue
        for person, manager in product(people, managers[:1]):
            if person != manager:
                made = draft(
                    FactType.REPORTS_TO, scene, "deputy", status, 0.65, person=person, manager=manager,
                    org=scene.discourse.left.get(manager) or context_org(scene, token, manager),
                )  # fmt: skip
                made.implied_org = True
                yield made


def _deputy_of(scene: Scene, deputy: Token) -> tuple[list[str], list[str], Status]:
    """Who is somebody's deputy, whose, and whether he is or will be."""
    named_so = deputy.dep_ in {"attr", "acomp"}  # "her deputy, X, takes over" only says who X is
    managers = [
        p for c in deputy.children if named_so and c.dep_ == "poss" for p in scene.people(c)
    ]
    managers += [
        name
        for prep in deputy.children
        if prep.dep_ == "prep" and prep.text.lower() in {"of", "to"}
        for thing in prep.children
        for name in _manager(scene, thing)
        or [scene.name(g) for g in thing.children if scene.is_person(g)]
    ]
    verb = deputy.head
    if deputy.dep_ in {"appos", "compound"} and scene.is_person(verb):
        return [scene.name(verb)], managers, Status.HELD
    if deputy.dep_ not in {"attr", "acomp"} or verb.lemma_ != "be":
        named = [c for c in deputy.children if c.dep_ == "appos" and scene.is_person(c)]
        return [scene.name(c) for c in named], managers, Status.HELD
    told = judge(scene, verb).status is not None and verb.tag_ != "VBD"
    told = told and not auxiliaries(verb) & {"had", "would", "to"}
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if told else []
    people = [p for c in subjects for p in scene.people(c)]
    owners = [c for c in deputy.children if c.dep_ == "poss" and c.pos_ == "PRON"]
    managers = [p for c in owners for p in scene.other_than(c, people)] or managers
    return people, managers, Status.ANNOUNCED if "will" in auxiliaries(verb) else Status.HELD


def _is_so_no_more(scene: Scene, deputy: Token) -> bool:
    """Read "her former deputy, X", "X, his deputy until now" and "X, so far his deputy"."""
    start = scene.places[deputy.left_edge.i][0]
    phrase = scene.text[max(0, start - 14) : scene.places[deputy.i][1] + 14]
    return _UNTIL.search(phrase) is not None or any(c.lower_ in FORMER for c in deputy.lefts)


_PLACE = words("put place move shift transfer reassign bring")


def placed_under(scene: Scene) -> Iterator[Draft]:
    """Read "Y has moved X under Z", "X was placed under Z"."""
    for clause in clauses(scene.doc) if " under " in scene.text else ():
        managers = [p for t in clause.preps("under") if scene.is_person(t) for p in scene.people(t)]
        judged = judge(scene, clause.verb) if managers and clause.lemma in _PLACE else None
        if judged is None or judged.status is None:
            continue
        placed = (p for t in clause.objects if scene.is_person(t) for p in scene.people(t))
        where = (n for t in (*clause.preps("at"), *clause.subjects) for n in scene.orgs(t))
        org = next(where, None) or context_org(scene, clause.verb, managers[0])
        for person in (p for p in placed if p != managers[0]):
            yield draft(
                FactType.REPORTS_TO, scene, "placed_under", judged, 0.8, person=person, manager=managers[0], org=org
            )  # fmt: skip


def direct_reports(scene: Scene) -> Iterator[Draft]:
    """Read "X is a direct report of Y", "Y's direct reports include X", "Y has ten direct reports, among them X"."""
    for token in scene.doc:
        if token.lemma_.lower() != "report" or token.pos_ != "NOUN":
            continue
        if not any(c.text.lower() == "direct" for c in token.children):
            continue
        owners = [p for c in token.children if c.dep_ == "poss" for p in scene.people(c)]
        owners += [
            p for c in token.children if c.text.lower() in {"of", "to"} for t in c.children for p in _manager(scene, t)
        ]  # fmt: skip
        verb = token.head
        subjects = [
            p
            for c in verb.children
            if c.dep_ == "nsubj" and c.i != token.i
            for p in scene.people(c)
        ]
        if verb.lemma_ == "be" and token.dep_ == "attr":
            people = subjects
        else:
            owners = owners or (subjects if verb.lemma_ == "have" else [])
            people = _listed_after(scene, token)
        judged = judge(scene, verb)
        if not owners or judged.status is None:
            continue
        for person in people:
            if person != owners[0]:
                made = draft(
                    FactType.REPORTS_TO, scene, "direct_report", Judgement(Status.DONE, judged.via), 0.85, person=person,
                    manager=owners[0], org=context_org(scene, token, owners[0]),
                )  # fmt: skip
                made.implied_org = True
                yield made


def _listed_after(scene: Scene, token: Token) -> list[str]:
    """The people in "direct reports, among them X and Z", "direct reports include X"."""
    start = scene.places[token.i][1]
    opened = re.search(r"\b(?:among them|including|includes?|included|are)\b", scene.text[start:])
    if opened is None or ";" in scene.text[start : start + opened.start()]:
        return []
    names = [t for t in scene.tokens(Kind.PERSON) if scene.places[t.i][0] >= start + opened.end()]
    first = next((t for t in names if scene.places[t.i][0] - start - opened.end() < 12), None)
    return [scene.name(t) for t in scene.group(first)] if first is not None else []


RULES = (reports_to, placed_under, direct_reports, deputies, bosses)
