"""Layoffs that verbs tell of: people let go without being named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses, lemma_of
from tracker.extraction.credit import INFORMED
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.money import Figure, counts, fractions, percents, whole
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.layoff_words import (
    CALLED_OFF,
    COST,
    GOING,
    NUMBERED,
    OF_A_MONTH,
    is_of_those_who_stay,
    only_counts,
)
from tracker.extraction.rules.meant import org_about, org_meant
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_VERBS = {"lay off"} | words(
    "cut shed eliminate slash axe ax let dismiss sack fire reduce trim make lose scrap drop cancel"
)
_HANDS = words("hand give issue send")
#: What is done to a unit that loses people, and what the unit is called.
_THIN, _TEAMS = words("trim gut downsize thin thin_out pare pare_back"), words("team group staff")
_ALWAYS = {"lay off"}
#: Before the unit that loses people.
_WHERE = frozenset(["in", "at", "from", "across", "within", "on"])
_STAFF = {
    "job", "staff", "employee", "worker", "workforce", "position", "headcount", "people", "role", "post", "staffer",
    "engineer", "contractor", "researcher", "payroll", "member", "redundancy", "most", "hundred", "dozen", "thousand",
    "personnel", "performer", "programmer", "developer", "annotator", "tutor", "moderator", "recruiter", "salesperson",
    "editor", "journalist", "reporter", "scientist", "analyst", "technician", "consultant",
    "team", "anyone", "anybody", "half", "third", "quarter", "fifth", "sixth", "tenth",
}  # fmt: skip
_PARTS = words(
    "part half third quarter fifth sixth seventh eighth ninth tenth percent % cent most hundred dozen thousand"
)
_AT_THE_TOP = words("management leadership board executive council committee")
_CHIEFS = words("manager executive director officer boss chief founder head")


def layoffs(scene: Scene) -> Iterator[Draft]:
    """Read "Y lays off 900 people", "cut 5% of its workforce", "let most of the staff go"."""
    for clause in clauses(scene.doc):
        yield from _thinned_out(scene, clause)
        if clause.lemma not in _VERBS and clause.verb.lemma_ not in {"part", *_HANDS}:
            continue
        staff = _staff(scene, clause)
        if not staff:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        place = _employer(scene, clause, staff[0])
        if place is None:
            continue
        if place.unit is None:
            place = Place(place.org, unit_cut(scene, clause, staff[0]))
        yield _made(scene, "layoff", judged, place, clause.verb)


def _thinned_out(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y trimmed its X team": a unit that is made smaller loses people."""
    if clause.lemma not in _THIN or clause.passive or any(clause.preps("by", "from", "to")):
        return
    teams = (o for o in clause.objects if o.lemma_.lower() in _TEAMS)
    place = next((p for o in teams if (p := place_at(scene, o)) is not None and p.unit), None)
    judged = judge(scene, clause.verb)
    if place is not None and place.org and judged.status is not None:
        yield _made(scene, "layoff", judged, place, clause.verb)


def _staff(scene: Scene, clause: Clause) -> list[Token]:
    """Those who are let go; none where the verb means something else."""
    if clause.verb.lemma_ == "part":  # "parted ways with", "is parting with"
        return [t for t in clause.preps("with") if _is_staff(scene, t, sure=False)]
    if clause.verb.lemma_ in _HANDS:  # "handed pink slips to"
        slips = any(o.lemma_ in {"slip", "notice"} for o in clause.objects)
        return [t for t in clause.preps("to") if slips and _is_staff(scene, t, sure=False)]
    staff = [o for o in clause.objects if _is_staff(scene, o, sure=clause.lemma in _ALWAYS)]
    if clause.lemma == "let":
        if not any(c.lemma_ == "go" for c in clause.verb.subtree):
            return []
        inner = [
            t
            for c in clause.verb.children
            for t in [
                *c.children,
                *(g for p in c.children if p.text.lower() == "of" for g in p.children),
            ]
        ]
        staff = staff or [
            t
            for t in inner
            if t.dep_ in {"nsubj", "pobj", "dobj", "npadvmod"} and _is_staff(scene, t, sure=False)
        ]
    if clause.lemma == "make":
        small = [t for t in clause.verb.subtree if t.lemma_ == "redundant"]
        inner = [t for adjective in small for t in adjective.children if t.dep_ == "nsubj"]
        staff = staff or [t for t in inner if _is_staff(scene, t, sure=False)]
        return staff if small else []
    if clause.lemma == "lose" and not any(
        o.lemma_ == "job" and o.tag_ == "NNS" for o in clause.objects
    ):
        return []
    if clause.lemma == "lose" and any(s.lemma_.lower() in _CHIEFS for s in clause.subjects):
        return []  # "two senior managers lost their jobs" tells of those two
    return staff


def _is_staff(scene: Scene, token: Token, *, sure: bool) -> bool:
    if scene.kind(token) is Kind.PERSON or scene.people(token):
        return False
    if any(c.lower_ == "no" for c in token.lefts):
        return False  # "no jobs are to be lost"
    if any(t.lower_ in _AT_THE_TOP for p in token.children if p.lower_ == "of" for t in p.subtree):
        return False  # "dismissed four members of its management"
    if sure:
        return True
    if token.lemma_.lower() == "team" and any(
        c.text.lower() in {"entire", "whole", "all"} for c in token.children
    ):
        return True
    if token.lemma_.lower() in {
        "member",
        "team",
        "engineer",
        "researcher",
        "role",
        "post",
        "people",
    }:
        return any(
            c.dep_ == "nummod"
            or c.lemma_ in {"hundred", "dozen", "thousand", "many", "most", "several"}
            for c in token.subtree
        )
    if token.lower_ == "one":  # "one in five of its employees", "one in five jobs"
        parts = [g for c in token.children if c.lower_ == "in" for g in c.children]
        of_them = [h for g in parts for c in g.children if c.lower_ == "of" for h in c.children]
        return any(h.lemma_.lower() in _STAFF for h in (*parts, *of_them))
    if token.lemma_.lower() in _PARTS or token.like_num:
        things = [g for p in token.children if p.text.lower() == "of" for g in p.children]
        if things or token.lemma_.lower() in {"percent", "%", "cent"}:
            return any(g.lemma_.lower() in _STAFF or g.pos_ == "PRON" for g in things)
    return token.lemma_.lower() in _STAFF


def unit_cut(scene: Scene, clause: Clause, staff: Token) -> str | None:
    """The unit in "cut 40 jobs in its AI unit" and "lays off 600 AI staff"."""
    for prep in [*staff.children, *clause.verb.children]:
        if prep.dep_ == "prep" and prep.text.lower() in _WHERE:
            for thing in prep.children:
                if thing.lemma_.lower() in UNIT_NOUNS | {"unit"} and (unit := scene.unit(thing)):
                    return unit
                mention = scene.at.get(thing.i)
                if mention is not None and mention.kind is Kind.UNIT:
                    return mention.text
    before = scene.doc[staff.i - 1] if staff.i else staff
    if before.dep_ in {"compound", "amod"} and before.text in {
        "AI",
        "robotics",
        "cloud",
        "hardware",
        "gaming",
    }:
        return before.text
    return None


def _there(scene: Scene, clause: Clause) -> Place | None:
    """Y in "Y, where hundreds of people lost their jobs", "hundreds lost their jobs at Y"."""
    where = any(c.lower_ == "where" for c in clause.verb.children)
    if where and clause.verb.dep_ == "relcl" and scene.is_org(clause.verb.head):
        return Place(scene.at[clause.verb.head.i].text)
    at = [t for t in clause.preps("at") if scene.is_org(t)] if clause.lemma == "lose" else []
    place = place_at(scene, at[0]) if at else None
    return place if place is None or place.org else Place(place.unit)


def _employer(scene: Scene, clause: Clause, staff: Token) -> Place | None:
    if (there := _there(scene, clause)) is not None:
        return there
    papers = {mention.text for mention in scene.at.values() if mention.paper}
    for subject in clause.subjects:
        place = place_at(scene, subject)
        if place is not None and place.org and place.org not in papers:
            return place
        for person in scene.people(subject):
            return Place(context_org(scene, subject, person))
        meant = org_meant(scene, subject)
        if meant not in {None, *papers}:
            return Place(meant)
    for prep in staff.children:
        if prep.dep_ == "prep" and prep.text.lower() in {"at", "in", "from", "of"}:
            for thing in prep.children:
                place = place_at(scene, thing)
                if place is not None and place.org:
                    return place
    owner = scene.owner(staff)
    org = owner or org_about(scene, clause.verb)
    return Place(org) if org and not only_counts(scene.text, org) else None


def _made(scene: Scene, rule: str, judged: Judgement, place: Place, verb: Token) -> Draft:
    told = [*percents(scene.text), *fractions(scene.text)]
    percent = next((p.value for p in told if _belongs(scene, p.start, verb)), None)
    number = next(
        (c.value for c in counts(scene.text) if c.value >= 2 and not is_year(scene, c) and _belongs(scene, c.start, verb) and (_counts_people(scene, c.end) or _are_let_go(scene, c.start, verb)) and not is_of_those_who_stay(scene.text, c.start)),
        None,
    )  # fmt: skip
    if CALLED_OFF.search(scene.text) and judged.status in FIRM:
        judged = replace(judged, status=Status.REVERSED)
    return draft(
        FactType.LAYOFF, scene, rule, judged, 0.8, org=place.org, unit=place.unit,
        count=whole(number) if number is not None else None, percent=whole(percent) if percent is not None else None,
    )  # fmt: skip


def is_year(scene: Scene, figure: Figure) -> bool:
    """Whether a figure may be a year, which nobody writes with a comma."""
    return 1990 <= figure.value <= 2040 and "," not in scene.text[figure.start : figure.end]


def _counts_people(scene: Scene, end: int) -> bool:
    after = scene.text[end : end + 45].lower()
    return bool(
        re.match(
            rf" in (?:all|total)\b|(?:,? (?!former\b|ex-)\w[\w-]*){{0,4}}? (?:jobs|staff|employees|workers|people(?! {INFORMED})|positions|roles|posts|staffers|engineers|researchers|scientists|contractors|members|(?:low |under)?performers|programmers|developers|annotators|tutors|moderators|recruiters|salespeople|of (?:its|their|the|his))\b",
            after,
        )
    )


def _are_let_go(scene: Scene, start: int, verb: Token) -> bool:
    """Read "Y lays off 40": whom else would it lay off?"""
    token = scene.token_at(start)
    return lemma_of(verb) in _ALWAYS and token.dep_ == "dobj" and token.head.i == verb.i


def _belongs(scene: Scene, start: int, verb: Token) -> bool:
    token = scene.token_at(start)
    return token.i == verb.i or any(a.i == verb.i for a in token.ancestors)


def jobs_going(scene: Scene) -> Iterator[Draft]:
    """Read "40 jobs will go", "a tenth of the workforce has gone", "60 positions will be affected", "costs 90 jobs"."""
    if is_hypothetical(scene):
        return
    match = GOING.search(scene.text) or COST.search(scene.text)
    if match is None or not NUMBERED.search(match.group()):
        return
    at = match.start() if match.re is COST else match.end() - 1
    verb = governing_verb(scene.token_at(at))
    if _go_elsewhere(scene, verb) or verb.head.lemma_ == "threaten":
        return
    if verb.lemma_ in SAY:  # "said that it would shut the lab, at the expense of 90 jobs"
        verb = next((c for c in verb.children if c.dep_ == "ccomp"), verb)
    judged = judge(scene, verb)
    if judged.status is Status.ANNOUNCED and match[0].endswith("are out of work"):
        judged = replace(judged, status=Status.DONE)
    named = {scene.at[t.i].text for t in scene.doc if scene.kind(t) is Kind.ORG or (t.dep_ in {"poss", "nsubj"} and scene.is_org(t)) if not scene.is_paper(t)}  # fmt: skip
    org = named.pop() if len(named) == 1 else org_about(scene, verb)
    if judged.status is None or org is None or only_counts(scene.text, org):
        return
    start, end = match.span()
    share = next(
        (
            p.value
            for p in [*percents(scene.text), *fractions(scene.text)]
            if start <= p.start < end
        ),
        None,
    )
    number = next(
        (
            c.value
            for c in counts(scene.text)
            if start <= c.start < end and c.value >= 2 and not OF_A_MONTH.search(scene.text[: c.start]) and _counts_people(scene, c.end) and not is_of_those_who_stay(scene.text, c.start)
        ),
        None,
    )  # fmt: skip
    if share is None and number is None:
        return
    yield draft(
        FactType.LAYOFF, scene, "jobs_going", judged, 0.75, org=org,
        count=whole(number) if number is not None else None, percent=whole(share) if share is not None else None,
    )  # fmt: skip


def _go_elsewhere(scene: Scene, verb: Token) -> bool:
    """Read "thirty people have gone from Y to Z": they have other work."""
    if verb.lemma_ not in {"go", "leave", "depart"}:
        return False
    to = (t for p in verb.subtree if p.lower_ in {"to", "for"} for t in p.children)
    return any(
        t.dep_ == "pobj" and (scene.is_org(t) or t.lemma_.lower() in COMPANY_NOUNS) for t in to
    )


RULES = (layoffs, jobs_going)
