"""People who come: hires, moves that name both ends, those who come along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, is_next_to_go
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.rules.board_words import is_board, seat_on
from tracker.extraction.rules.comings import joined_there
from tracker.extraction.rules.ends import behind_their_places, both_ends, companions, respectively
from tracker.extraction.rules.gone_there import bought_then, gone_there
from tracker.extraction.rules.joining_him import joins_him
from tracker.extraction.rules.no_moves import BACK_FROM_LEAVE, is_only_a_visit, joins_on_stage
from tracker.extraction.rules.posts import (
    leads_what,
    origin_of,
    people_of,
    title_of,
)
from tracker.extraction.rules.returning import comes_back
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

JOIN = {"join", "rejoin", "enter"}
GO = {
    "go", "move", "return", "head", "switch", "defect", "jump", "decamp", "come", "transfer", "go back", "come back",
    "go over", "come over", "move over", "depart", "be", "sign", "relocate", "cross", "hop", "migrate", "jump ship", "be off", "cross over", "boomerang",
    "change", "change over",
}  # fmt: skip
HIRE = {
    "hire", "take", "recruit", "poach", "lure", "bring in", "bring on", "snap up", "snatch", "woo", "land", "nab", "enlist",
    "take on", "bring back", "rehire", "sign", "sign up", "bring aboard", "bring over", "engage", "attract", "lure away",
    "poach away", "hire away", "draft in", "scoop up", "snag", "win", "entice", "capture", "bring", "add", "secure",
    "pluck", "pick up", "steal", "steal away", "prise", "prise away", "coax", "tempt", "bag", "grab", "get",
}  # fmt: skip

#: The post that somebody comes from, before its place.
_FROM_A_POST = re.compile(
    r"\bfrom (?:an?|the|his|her) (?:[\w-]+ )?(?:post|position|role|job) (?:as|of)\b[^.;]*$"
    r"|\bfrom (?:(?!to\b)[\w-]+ ){1,5}at $"
)
_TALKS = words("talk discussion negotiation conversation")
#: With what, or for what, somebody comes to a company who does not stay.
_ERRANDS = words(
    "advice help question complaint request idea proposal problem answer comment money treatment support apology petition meeting visit "
    "talent staff recruits people engineers researchers interview conference tour hearing dinner lunch party day week afternoon checkup briefing workshop"
)
#: What moves with whoever moves it.
_OWN_PLACE = words(
    "job employer company side team desk seat base home family residence career year month week"
)
#: Whoever does so to do one of these comes back from it.
_GOES = words("come go turn head travel fly return")
_TO_DO = words(
    "collect meet see visit talk discuss speak attend pick ask watch inspect interview deliver receive accept pitch complain protest apologise "
    "apologize celebrate testify"
)


def talks(scene: Scene) -> Iterator[Draft]:
    """Read "Y is in talks with X about a post": a joining that is only rumoured."""
    for noun in scene.doc:
        if noun.lemma_.lower() not in _TALKS or noun.pos_ != "NOUN":
            continue
        if not re.search(
            r"\b(?:post|job|role|position|joining|hire|hiring|appointment|coming aboard|seat)\b",
            scene.text[scene.places[noun.i][1] :],
        ):
            continue
        preps = [c for c in noun.children if c.lower_ in {"with", "between"}]
        sides = [t for prep in preps for g in prep.children for t in (g, *g.conjuncts)]
        people = people_of(scene, [t for t in sides if not scene.is_org(t)])
        verb = governing_verb(noun)
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        people = people or people_of(scene, [t for t in subjects if scene.is_person(t)])
        orgs = [o for c in subjects for o in scene.orgs(c)]
        orgs += [scene.at[t.i].text for t in sides if scene.is_org(t)]
        judged = judge(scene, verb)
        if judged.status is None or not orgs:
            continue
        seat = "board member" if re.search(r"\bboard seat|\bseat on\b", scene.text) else None
        for person in people:
            yield draft(
                FactType.JOINED, scene, "talks", Status.RUMOURED, 0.65, person=person, org=orgs[0], title=seat
            )  # fmt: skip


def _joins_in(clause: Clause) -> bool:
    """Read "X joined Y in criticising the law"."""
    return any(thing.tag_ == "VBG" for thing in clause.preps("in"))


def joins(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X joins Y from Z as chair", "X joins Y's board", "X joined in 2013"."""
    people = people_of(scene, clause.subjects if not clause.passive else clause.objects)
    judged = judge(scene, clause.verb)
    if judged.status is None or joins_on_stage(scene.text) or _joins_in(clause):
        return
    title = title_of(scene, clause)
    if (there_too := joins_him(scene, clause, judged, title)) is not None:
        yield from there_too
        return
    if not people:
        return
    if clause.passive and (there := joined_there(scene, clause)) is not None:
        come = people_of(scene, [t for t in clause.subjects if scene.is_person(t)])
        yield from both_ends(scene, "joins", judged, come, there[0], None, 0.8, title=there[1])
        return
    if not clause.objects or clause.passive:
        yield from _joins_unsaid(scene, clause, judged, people, title)
        return
    for token in clause.objects:
        if is_board(token):
            to = Place(scene.owner(token) or context_org(scene, token))
            yield from both_ends(
                scene, "joins_board", judged, people, to, None, 0.8, title=seat_on(token)
            )
            return
        place = place_at(scene, token)
        if place is None or place.org is None:
            continue
        post = leads_what(scene, clause.verb)
        if post is not None and title is None:
            title, place = post[0], Place(place.org, post[1].unit or place.unit)
        origin = origin_of(scene, clause)
        yield from both_ends(
            scene, "joins", judged, people, place, None if origin is None or origin.implied else origin, 0.88, title=title
        )  # fmt: skip
        along = [p for p in companions(scene, clause) if p not in people]
        yield from both_ends(scene, "joins_along", judged, along, place, None, 0.75)
        return


def _joins_unsaid(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str], title: str | None
) -> Iterator[Draft]:
    """A joining that does not say what is joined, since the article has said it before."""
    origin = origin_of(scene, clause)
    org = context_org(scene, clause.verb)
    if origin is None and not clause.passive and (title or judged.date_kind == "effective"):
        named = scene.discourse.named_subject if clause.verb.dep_ != "relcl" else None
        for person in people:
            where = scene.discourse.employer.get(person) or named or org
            if where:
                to = Place(where, implied=True)
                yield from both_ends(
                    scene, "joins_there", judged, [person], to, None, 0.65, title=title
                )
    elif origin is not None and not origin.implied and org and org != origin.org:
        to = Place(org, implied=True)
        yield from both_ends(scene, "joins_from", judged, people, to, origin, 0.72, title=title)


def goes(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X moves from Y to Z", "X is back at Y", "X comes from Y"."""
    people = people_of(scene, clause.subjects if not clause.passive else clause.objects)
    judged = judge(scene, clause.verb)
    if not people or judged.status is None or _stays(scene, clause):
        return
    judged = _gone(clause, judged)
    origin = origin_of(scene, clause)
    apart = _each_from(scene, clause, people)
    for person, before in apart.items():
        yield from _comes_from(scene, clause, judged, [person], Place(before))
    if apart:
        return
    to = _target(scene, clause)
    if (
        to is None
        and origin is not None
        and not origin.implied
        and clause.lemma in {"go", "move", "switch", "transfer"}
    ):
        to = _later_target(scene, clause)
    if to is not None:
        yield from _arrives(scene, clause, judged, people, to, origin)
    elif origin is not None and (there := gone_there(scene, clause, origin)) is not None:
        yield from both_ends(scene, "goes_there", judged, people, there, origin, 0.8)
    elif origin is None:
        yield from comes_back(scene, clause, judged, people)
    elif origin.org and not origin.implied:
        yield from _comes_from(scene, clause, judged, people, origin)


def _each_from(scene: Scene, clause: Clause, people: list[str]) -> dict[str, str]:
    """Where each of several comes from who are told apart: "X and Y come from Z and W respectively", "from Z come X, from W Y"."""
    lemma = clause.verb.lemma_
    apart = respectively(scene) if lemma in {"come", "arrive", "hail"} else {}
    if apart and set(apart) <= set(people):
        return apart
    by_place = behind_their_places(scene) if lemma == "come" else {}
    return by_place if set(people) & set(by_place) else {}


def _stays(scene: Scene, clause: Clause) -> bool:
    """Whether nobody goes to work anywhere: "X is at Y", "X is back from leave", "X returned to the stage at Y", "X
    signed a deal with Y"."""
    if clause.verb.lemma_ == "be" and not off_or_back(clause):
        return True
    if clause.lemma in {"return", "be", "come", "come back"} and BACK_FROM_LEAVE.search(scene.text):
        return True
    if is_next_to_go(clause.verb) or goes_for(clause):
        return True
    if (
        not clause.passive
        and clause.verb.lemma_ in {"move", "transfer", "shift"}
        and _moves_a_thing(scene, clause)
    ):
        return True
    return is_only_a_visit(scene.text) or (clause.verb.lemma_ == "sign" and bool(clause.objects))


def _moves_a_thing(scene: Scene, clause: Clause) -> bool:
    """Read "X moved her company's data from Y to Z"."""
    return any(
        t.pos_ == "NOUN" and not scene.people(t) and t.lemma_.lower() not in _OWN_PLACE
        for t in clause.objects
    )


def goes_for(clause: Clause) -> bool:
    """Read "X came to Y with a question", "X went to Y for advice", "X goes to Y to collect a prize"."""
    if clause.verb.lemma_ not in _GOES:
        return False
    errand = any(thing.lemma_.lower() in _ERRANDS for thing in clause.preps("with", "for"))
    return errand or any(
        c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VB" and c.lemma_ in _TO_DO
        for c in clause.verb.children
    )


def _gone(clause: Clause, judged: Judgement) -> Judgement:
    """Who "is back at Y" has come; who "is headed to Y" or "is going back to Y" has not."""
    back = any(child.text.lower() == "back" for child in clause.verb.children)
    if back and not (clause.verb.tag_ == "VBG" and clause.verb.lemma_ != "be"):
        come = judged.status is Status.ANNOUNCED
        return replace(judged, status=Status.DONE) if come else judged
    headed = clause.passive and clause.lemma == "head" and judged.status is Status.DONE
    return replace(judged, status=Status.ANNOUNCED) if headed else judged


def _target(scene: Scene, clause: Clause) -> Place | None:
    at = clause.verb.lemma_ in {"be", "come", "return", "go"}
    heads = ("for",) if clause.lemma == "head" and not clause.objects else ()
    for token in clause.preps(*(("to", "at", "over") if at else ("to", "with", *heads))):
        if (
            clause.lemma in {"sign", "head", "be", "cross", "change"}
            and scene.kind(token) is Kind.NAME
        ):
            continue
        same = any(c.lower_ == "same" for c in token.children)  # "a colleague at the same company"
        if (
            same
            or _is_come_from(scene, clause.verb, token)
            or scene.is_paper(token)
            or not scene.orgs(token)
        ):
            continue
        to = place_at(scene, token)
        if to is not None and to.org is not None and not to.implied:
            return to
    return None


def _is_come_from(scene: Scene, verb: Token, place: Token) -> bool:
    """The Y of "comes from a post as T at Y", wherever the parse hangs it."""
    between = scene.text[scene.places[verb.i][1] : scene.places[place.i][0]]
    return place.head.lower_ == "at" and _FROM_A_POST.search(between) is not None


def _arrives(
    scene: Scene,
    clause: Clause,
    judged: Judgement,
    people: list[str],
    to: Place,
    origin: Place | None,
) -> Iterator[Draft]:
    brought = _brought(scene, clause) if origin is None else None
    if brought is not None:
        for person in people if brought != to.org else ():
            yield draft(
                FactType.JOINED,
                scene,
                "comes_along",
                judged,
                0.7,
                person=person,
                org=to.org,
                from_org=brought,
            )
        return
    if origin is not None and origin.org == to.org:
        origin = None
    back = any(map(scene.is_old_employer, clause.preps("to", "with")))
    rule = "returns" if back else "goes_to"
    yield from both_ends(
        scene, rule, judged, people, to, origin, 0.8, title=title_of(scene, clause)
    )
    along = [p for p in companions(scene, clause) if p not in people]
    yield from both_ends(scene, "goes_along", judged, along, to, None, 0.75)


def _brought(scene: Scene, clause: Clause) -> str | None:
    """The company in "came to Y with Z, the start-up he had founded"."""
    if clause.verb.lemma_ not in {"come", "go", "move"}:
        return None
    for token in clause.preps("with"):
        if scene.kind(token) in COMPANIES:
            return scene.at[token.i].text
    return bought_then(scene, clause)


def _comes_from(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str], origin: Place
) -> Iterator[Draft]:
    if clause.lemma in {"return", "come back", "go back"}:
        org = context_org(scene, clause.verb)
        if org and org != origin.org:
            yield from both_ends(
                scene, "returns_from", judged, people, Place(org, implied=True), origin, 0.7
            )
    elif clause.verb.lemma_ in {"come", "arrive"} or _to_another_town(scene, clause):
        for person in people:
            made = draft(
                FactType.JOINED,
                scene,
                "comes_from",
                judged,
                0.6,
                person=person,
                org=None,
                from_org=origin.org,
            )
            made.implied_org = made.attached = True
            yield made


def _to_another_town(scene: Scene, clause: Clause) -> bool:
    """Read "moved to Leeds after three years at Y": with the town he has changed his employer."""
    towns = any(scene.kind(t) is Kind.PLACE for t in clause.preps("to"))
    years = any(t.lemma_ in {"year", "decade"} for t in clause.preps("after"))
    return clause.verb.lemma_ == "move" and towns and years


def _later_target(scene: Scene, clause: Clause) -> Place | None:
    """The "to Z" that a relative clause has cut off from its verb, or "to the start-up Z" that the parse has missed."""
    for to in (t for t in scene.doc[clause.verb.i :] if t.lower_ == "to"):
        for token in scene.doc[to.i + 1 : to.i + 6]:
            if scene.is_org(token):
                return place_at(scene, token)
            told = token.lower_ in COMPANY_NOUNS or scene.kind(token) is Kind.PLACE
            if not told and token.pos_ not in {"DET", "ADJ"}:
                break
    return None


def off_or_back(clause: Clause) -> bool:
    return any(c.text.lower() in {"off", "back", "bound"} for c in clause.verb.children)
