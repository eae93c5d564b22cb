"""Titles told by a verb of being: "X is chief executive", "X serves as chair"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import PLURALS
from tracker.extraction.days import date_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import SAY, auxiliaries, is_to_be
from tracker.extraction.reckoning import is_news
from tracker.extraction.rules.formerly import is_former, is_from_then, is_the_first, lasts
from tracker.extraction.rules.given_up import is_a_seat
from tracker.extraction.rules.leading import post_as
from tracker.extraction.rules.no_moves import UNTIL_JUST_NOW, part_around
from tracker.extraction.rules.offices import place_or_board
from tracker.extraction.rules.past_posts import gapped_career, still_serves
from tracker.extraction.rules.placing import led_org
from tracker.extraction.rules.positions import is_somebodys, part_of_longer
from tracker.extraction.rules.shared import Place, is_of_before, place_at, possessor, title_text
from tracker.extraction.rules.title_places import named_place, title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import LENDS_TO_PURPOSE, governing_verb, surface_subjects
from tracker.extraction.tokens import Token

_AS_VERBS = words(
    "look oversee run lead take work continue start begin report sit concentrate focus devote dedicate spend carry"
)
_BE = words("be remain stay serve act work double moonlight")
_DEFINITE = words("the its their whose")
#: What is done as something for as long as one is it.
_LASTS = words("sit lead run carry continue work")
_NOW_OR_THEN = {"VBZ", "VBP", "VBD"}
#: What somebody begins, makes or has done in a post of years gone by.
_CAREERS = words("career tooth name stint spell apprenticeship spur")
#: Who does so may come from elsewhere.
_ARRIVES = {"start", "begin", "arrive"}


#: "Until yesterday she was chair", "was chair until it folded".
_UNTIL_THEN = re.compile(
    rf"^{UNTIL_JUST_NOW.pattern}|\bwas [^,;.]*{UNTIL_JUST_NOW.pattern}"
    r"|\bwas [^,;.]*\buntil (?:it|its|the (?:company|firm|start-?up|bank|lab)) [^,;.]*"
    r"\b(?:bust|bankrupt\w*|under|insolven\w+|collaps\w+|demise|closed|folded)\b",
    re.IGNORECASE,
)


def copulas(scene: Scene) -> Iterator[Draft]:
    """Read "X is chief executive of Y", "X was a vice president there", "X remains chairman", "X is out as chief"."""
    if is_hypothetical(scene):
        return
    for verb in scene.doc:
        if verb.lemma_ not in _BE or verb.dep_ in {"aux", "auxpass"}:
            continue
        judged = judge(scene, verb)
        if judged.status is None or judged.status is Status.RUMOURED or _is_past_work(verb):
            continue
        for title in _predicative(scene, verb):
            for made in _copula(scene, verb, title, judged.status):
                if any(c.text.lower() == "out" for c in verb.children):
                    reported = judged.status is Status.REPORTED
                    made.type, made.rule = FactType.LEFT, "out_as"
                    made.status = Status.REPORTED if reported else Status.DONE
                yield made


def _is_past_work(verb: Token) -> bool:
    """Read "worked at Y as T", which is told as a career."""
    return verb.lemma_ == "work" and verb.tag_ == "VBD"


def title_is(scene: Scene) -> Iterator[Draft]:
    """Read "The chief executive is X", "Y, whose president is X", "Y's advisers include X": who holds a post, told from the post."""
    for title in scene.tokens(Kind.TITLE):
        verb = _told_by(title)
        if verb is None or scene.at[title.i].founder:
            continue
        told = {c.lower_ for c in title.children}
        known = told & _DEFINITE or possessor(scene, title)
        if _is_new(title) or not known or told & {"other", "remaining", "fellow"}:
            continue  # "the other directors" sit on a board
        behind = (t for t in verb.rights if t.dep_ in {"attr", "dobj", "nsubj"})
        people = [t for t in behind if scene.is_person(t)]
        several = [t for p in people for t in scene.group(p)] if title.tag_ in PLURALS else people
        judged = judge(scene, verb)
        place = title_place(scene, title, None) if people else None
        to_come = bool(auxiliaries(verb) & {"will", "would"})
        if place is None or judged.status not in FIRM or not (to_come or verb.tag_ in _NOW_OR_THEN):
            continue
        state = Status.FORMER if verb.tag_ == "VBD" else Status.HELD
        unit = place.unit or (scene.discourse.fresh_unit if _is_of_it(title) else None)
        for person in dict.fromkeys(several or people):
            made = draft(
                FactType.ROLE, scene, "title_is", judged if to_come else state, 0.8, person=scene.name(person), org=place.org,
                title="board member" if title.lower_ == "directors" and verb != title.head else title_text(scene, title),
                unit=unit if unit != place.org else None,
            )  # fmt: skip
            made.implied_org, made.appointment = place.implied, to_come
            yield made


def _told_by(title: Token) -> Token | None:
    """The verb of "its president is X", "its advisers include X" and "among its advisers is X"."""
    verb = title.head
    several = title.tag_ in PLURALS and title.lemma_ != "director"  # who sit on a board
    if title.dep_ == "nsubj" and (verb.lemma_ == "be" or (verb.lemma_ == "include" and several)):
        return verb
    among = title.dep_ == "pobj" and title.head.lower_ == "among" and title.tag_ in PLURALS
    return title.head.head if among and title.head.head.lemma_ == "be" else None


def _is_of_it(title: Token) -> bool:
    """Whether a post is told to be that of the thing spoken of: "its head"."""
    return any(c.lower_ == "its" and c.dep_ == "poss" for c in title.children)


def _is_new(title: Token) -> bool:
    return any(c.lower_ in {"new", "next", "incoming", "last", "previous"} for c in title.children)


def _where(scene: Scene, verb: Token) -> Place | None:
    """The organisation in "Y, where X was president", "Y, of which X was president" and "X remains at Y as chairman"."""
    for child in (*verb.children, *(verb.head.children if is_to_be(verb) else ())):
        if verb.lemma_ == "sit" and child.lower_ == "on":
            boards = [place_or_board(scene, thing) for thing in child.children]
            return next((Place(place.org) for place in boards if place is not None), None)
        if child.dep_ == "prep" and child.text.lower() == "at":
            for thing in child.children:
                if thing.dep_ == "pobj" and (place := place_at(scene, thing)) is not None:
                    return place
        if child.text.lower() == "where" and verb.dep_ == "relcl" and verb.head.i < verb.i:
            return place_at(scene, verb.head)
        of_which = child.lower_ in {"of", "at"} and any(g.lower_ == "which" for g in child.children)
        if of_which and verb.dep_ == "relcl" and verb.head.i < child.i:
            return place_at(scene, verb.head)
    return None


def _predicative(scene: Scene, verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in {"attr", "oprd", "acomp"} and scene.is_title(c)]
    for child in verb.children:
        if child.dep_ == "prep" and child.text.lower() == "as":
            found += [g for g in child.children if scene.is_title(g)]
        one = (
            child.dep_ == "attr" and child.lower_ == "one"
        )  # "was one of the first engineers at Y"
        of = [c for c in child.children if c.lower_ == "of"] if one else [child]
        if one or child.lower_ == "among":
            found += [g for prep in of for g in prep.children if scene.is_title(g)]
        if child.dep_ == "prep":
            times = (g for g in child.children if g.dep_ == "pobj" and g.i not in scene.at)
            found += [
                t for g in times for t in g.children if t.dep_ == "appos" and scene.is_title(t)
            ]  # "was, until July, chair"
            found += [
                h for g in child.children if g.dep_ == "prep" and g.lower_ == "as" for h in g.children if scene.is_title(h)
            ]  # fmt: skip
    found += [
        c
        for t in list(found)
        for c in t.conjuncts
        if scene.is_title(c) and not part_of_longer(scene, c)
    ]
    return [t for t in found if not scene.at[t.i].founder and not _told_beside(scene, verb, t)]


def _told_beside(scene: Scene, verb: Token, title: Token) -> bool:
    """The T of "At its head will be X, so far T of Y", which is told with the name."""
    name = scene.doc[verb.i + 1] if verb.i + 1 < title.i else verb
    behind = scene.is_person(name) and scene.doc[name.i + 1].text == ","
    return behind and is_former(scene, title)


def _grammatical_subjects(scene: Scene, verb: Token) -> list[Token]:
    """Of whom a verb of being tells: its own subject, that of the verb before "and", the name before a comma."""
    found = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not found and (verb.dep_ == "conj" or is_to_be(verb)):
        found = surface_subjects(verb)
    if not found:
        i = verb.i - 1
        while i > 1 and scene.doc[i].dep_ in {"aux", "advmod", "neg"}:
            i -= 1
        if scene.doc[i].text == "," and scene.is_person(scene.doc[i - 1]):
            found = [scene.doc[i - 1]]
    return found


def _copula(scene: Scene, verb: Token, title: Token, status: Status) -> Iterator[Draft]:
    used = verb.dep_ == "xcomp" and verb.head.lemma_ == "use"  # "used to be chief executive of Y"
    from_subject = surface_subjects(verb) if used else _grammatical_subjects(scene, verb)
    told = [c for c in verb.children if c.dep_ == "attr" and scene.is_person(c) and c.i < title.i]
    people = [p for s in told or from_subject for p in scene.people(s)]
    before = scene.doc[title.i - 2 if scene.doc[title.i - 1].lower_ == "as" else title.i - 1]
    if title.i > verb.i and scene.is_person(before):
        people = [scene.name(before)]  # "X is chief executive and Z chair", "Z as chair"
    aux = {c.text.lower() for c in verb.children if c.dep_ == "aux"}
    over = verb.tag_ == "VBN" and "has" in aux and not lasts(verb)
    over = over or (verb.lemma_ == "serve" and verb.tag_ == "VBN" and not auxiliaries(verb))
    past = (
        used
        or (verb.tag_ == "VBD" and not _is_told_to_be_now(verb))
        or "had" in aux
        or over
        or _is_no_longer(scene, verb, title)
    )
    future = (
        verb.lemma_ not in {"remain", "stay"}
        and status in {Status.ANNOUNCED, Status.REPORTED}
        and (bool(aux & {"will", "would", "to"}) or verb.tag_ == "VB" or is_from_then(scene, verb))
        and not used
    )
    others = {
        scene.name(t)
        for t in scene.tokens(Kind.PERSON)
        if t.i and scene.doc[t.i - 1].lower_ == "not"
    }  # "X, not Z, is chief executive"
    for person in dict.fromkeys(p for p in people if p not in others):
        place = _post_at(scene, verb, title, person)
        if place is None or (scene.at[title.i].weak and place.implied):
            continue
        over_now = is_former(scene, title) and not (
            verb.tag_ == "VBZ" and is_the_first(scene, title)
        )
        state = status if future else Status.FORMER if past or over_now else Status.HELD
        seat = is_a_seat(scene, title) and _is_no_longer(scene, verb, title)
        made = draft(
            FactType.ROLE, scene, "copula", state, 0.8, person=person, org=place.org,
            title="board member" if seat else title_text(scene, title), unit=place.unit,
        )  # fmt: skip
        made.implied_org = place.implied
        if future:
            made.appointment = True
            made.date, made.date_kind = date_of(scene, verb, Status.ANNOUNCED)
        elif (
            state is Status.FORMER
            and verb.lemma_ == "be"
            and _UNTIL_THEN.search(part_around(scene.text, scene.places[verb.i][0]).strip())
        ):
            made.type, made.status, made.inside = FactType.LEFT, Status.DONE, True
        yield made


def _is_told_to_be_now(verb: Token) -> bool:
    """Read "wrote that he was now head of Y" and "was already head of Y"."""
    beside = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in SAY
    return "already" in beside or ("now" in beside and told)


def _post_at(scene: Scene, verb: Token, title: Token, person: str) -> Place | None:
    """Where a title is held: by its own words, else by those of the verb."""
    place, beside = title_place(scene, title, person), _where(scene, verb)
    if beside is not None and (place is None or place.implied):
        return Place(beside.org, beside.unit or (place.unit if place else None))
    if place is not None and place.implied and (led := led_org(scene, verb)) is not None:
        return Place(led, place.unit)
    return place


def _is_no_longer(scene: Scene, verb: Token, title: Token) -> bool:
    first, last = sorted((verb.i, title.i))
    return "no longer" in scene.text[scene.places[first][0] : scene.places[last][0]].lower()


def as_title(scene: Scene) -> Iterator[Draft]:
    """Read "X will look after Y as chief Z" and "Y stays independent, with X as chief Z"."""
    if is_hypothetical(scene):
        return
    for token in scene.tokens(Kind.TITLE):
        mention = scene.at[token.i]
        if (
            token.dep_ != "pobj"
            or token.head.text.lower() != "as"
            or mention.founder
            or is_somebodys(scene, token)
        ):
            continue
        verb = _verb_above(token.head.head)
        if verb is None or (verb.tag_ == "VB" and verb.head.lemma_ in LENDS_TO_PURPOSE):
            continue  # "hires X to serve as T" is told by the hiring
        begun = verb.lemma_ == "serve" and verb.tag_ == "VBG" and verb.head.lemma_ in _ARRIVES
        verb = verb.head if begun else verb
        judged = judge(scene, verb)
        if judged.status is Status.DONE and _is_of_a_career(verb):
            yield from _served(scene, verb, token)
            continue
        if mention.weak or (verb.lemma_ in _ARRIVES and is_of_before(token, verb)):
            continue
        yield from _given_as(scene, verb, token, judged, begun=begun)


def _given_as(
    scene: Scene, verb: Token, title: Token, judged: Judgement, *, begun: bool
) -> Iterator[Draft]:
    """The post that somebody gets who "will look after Y as its chief"."""
    beside = _with_person(scene, title)
    speaks = verb.lemma_ in _AS_VERBS or _opens_in(scene, title.head.head)
    people = beside or (_subjects(scene, verb) if speaks else [])
    if (
        verb.lemma_ in {"run", "lead"}
        and not beside
        and (post_as(scene, verb) or "").endswith(" head")
    ):
        return  # told by what he leads
    over = judged.status is Status.DONE and not (begun or _begins_now(scene, verb, judged))
    if judged.status in {None, Status.RUMOURED, Status.DENIED} or (not beside and over):
        return
    for person in people:
        place = _post_at(scene, verb, title, person)
        if place is None:
            continue
        made = draft(
            FactType.ROLE, scene, "as_title", judged, 0.72, person=person, org=place.org, title=title_text(scene, title),
            unit=place.unit,
        )  # fmt: skip
        made.appointment, made.inside = True, verb.lemma_ not in _ARRIVES
        if _is_own_job(title.head.head) or (verb.lemma_ in _LASTS and verb.tag_ in _NOW_OR_THEN):
            made.status, made.appointment = Status.HELD, False
        made.implied_org = place.implied
        yield made


def _begins_now(scene: Scene, verb: Token, judged: Judgement) -> bool:
    """Read "began as chief executive on Monday", not "began as an engineer in 1999"."""
    if judged.date is None or scene.published is None or verb.lemma_ not in _ARRIVES:
        return False
    return is_news(judged.date, scene.published)


def _is_of_a_career(verb: Token) -> bool:
    """Whether a verb tells of years gone by: "served as", "spent six years as", "began his career as", "employed her as"."""
    if any(c.dep_ == "dobj" and c.lemma_ in _CAREERS for c in verb.children):
        return verb.tag_ == "VBD"
    out = verb.lemma_ == "start" and any(c.lower_ == "out" for c in verb.children)
    return out or verb.lemma_ in {"spend", "work", "serve", "employ"}


def _opens_in(scene: Scene, job: Token) -> bool:
    """Read "In her new role as chief scientist, X reports to ..."."""
    return (
        _is_own_job(job)
        and job.head.lower_ == "in"
        and job.head.i == scene.doc[0].i
        and job.head.head.pos_ in {"VERB", "AUX"}
    )


def _is_own_job(token: Token) -> bool:
    """Read "besides her job as finance chief": she has it."""
    return token.lemma_.lower() in {"job", "role", "post", "position", "work", "duty"} and any(
        child.dep_ == "poss" and child.pos_ == "PRON" for child in token.children
    )


def _verb_above(token: Token) -> Token | None:
    verb = governing_verb(token)
    return verb if verb.pos_ in {"VERB", "AUX"} else None


def _subjects(scene: Scene, verb: Token) -> list[str]:
    return [p for c in surface_subjects(verb) for p in scene.people(c)]


def _with_person(scene: Scene, title: Token) -> list[str]:
    """X in "with X, until now its lawyer, as chair"."""
    names = [t for t in scene.tokens(Kind.PERSON) if t.i < title.i]
    withs = [t for t in scene.doc[: title.i] if t.lower_ == "with"]
    if not (names and withs and 0 < names[-1].i - withs[-1].i <= 3):
        return []
    between = (t for t in scene.doc[names[-1].i : title.i] if not names[-1].is_ancestor(t))
    apart = any(t.pos_ in {"VERB", "AUX"} for t in between)  # "X, who met Z, is back as chair"
    return [] if apart else [scene.name(names[-1])]


def _served(scene: Scene, verb: Token, title: Token) -> Iterator[Draft]:
    if gapped_career(scene, title) is not None:
        return
    place, people = _where(scene, verb) or named_place(scene, title), _subjects(scene, verb)
    if verb.lemma_ == "employ":
        if auxiliaries(verb) & {"has", "have", "is", "are"}:
            return
        by = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
        firms, them = (by, []) if by else (surface_subjects(verb), verb.children)
        place = next((at for t in firms if (at := place_at(scene, t)) is not None), place)
        people = [p for t in them if t.dep_ == "dobj" for p in scene.people(t)] or people
    for person in people if place is not None else ():
        yield draft(
            FactType.ROLE, scene, "served_as", Status.HELD if still_serves(verb) else Status.FORMER, 0.7, person=person,
            org=place.org if place else None, title=title_text(scene, title),
        )  # fmt: skip


RULES = (copulas, title_is, as_title)
