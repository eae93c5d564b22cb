"""Moves told by a noun: "X's departure from Y", "the hiring of X", "X's move to Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import lemma_of
from tracker.extraction.credit import credit
from tracker.extraction.days import date_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.outcomes import CALLED_OFF
from tracker.extraction.persons import may_mean
from tracker.extraction.predicates import ASK_NOUNS, REPORT_NOUNS
from tracker.extraction.rules.board_words import is_board, seat_on
from tracker.extraction.rules.ends import both_ends, comes_from
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.posts import leads_what
from tracker.extraction.rules.shared import Place, context_org, place_at, possessor, title_text
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_MOVE = {"move", "switch", "defection", "return", "transfer", "jump", "leap", "transition"}
_LEAVE = {
    "departure",
    "exit",
    "resignation",
    "dismissal",
    "ouster",
    "firing",
    "ousting",
    "sacking",
    "removal",
    "retirement",
}
_HIRE = {
    "hiring",
    "hire",
    "recruitment",
    "recruiting",
    "appointment",
    "election",
    "arrival",
    "poaching",
    "signing",
}


#: "X announced her departure": her own.
_TELL_OF_OWN = {"announce", "confirm", "reveal", "disclose", "tweet", "post"}
#: From what somebody departs who keeps his job.
_NO_PLACES = words(
    "script stage tradition norm practice custom convention course text building airport country city town airspace agenda"
)
_BACKS_OUT = re.compile(r"\b(?:back|pull)(?:s|ed|ing)? out of (?:an?|the|his|her|their) (?:\w+ )?$")
#: What is done to a resignation by which nobody goes.
_REFUSES = words("reject refuse decline block oppose prevent avert")


def nouns(scene: Scene) -> Iterator[Draft]:
    """Joinings and leavings told by a noun with the person beside it."""
    if is_hypothetical(scene):
        return
    for token in scene.doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in {"NOUN", "VERB", "PROPN"} or (
            lemma not in _MOVE | _LEAVE | _HIRE and token.text.lower() not in _HIRE
        ):
            continue
        if token.pos_ == "VERB" and token.text.lower() not in {
            "hiring",
            "recruiting",
            "poaching",
            "signing",
        }:
            continue
        who = _whose(scene, token)
        if not who:
            continue
        judged = _judged(scene, token)
        if judged.status is None:
            continue
        if lemma in _MOVE:
            yield from _move(scene, token, who, judged)
        elif lemma in _LEAVE:
            yield from _departure(scene, token, who, judged)
        else:
            yield from _hiring(scene, token, who, judged)


#: Whoever does so to somebody's going wants it, and with "for" behind it.
_ASKING = words("demand seek want request urge campaign petition")
_ASKING_FOR = words(
    "call push press ask campaign lobby agitate vote petition fight wish hope plead"
)
#: What opens a sentence that tells first until or since when it is so.
_UNTIL = frozenset(["until", "till", "pending", "since", "before", "after", "following", "ahead"])


def _opens(token: Token) -> bool:
    """Whether a noun opens a sentence whose verb lacks its subject: "After the exit of X, Y president Z said", in which the parse
    takes Z for another who goes."""
    above = next((t for t in token.ancestors if t.tag_ in {"VBD", "VBZ", "VBP"}), None)
    if above is None or token.i > above.i:
        return False
    subjects = [c for c in above.children if c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"}]
    fronted = any(c.dep_ == "mark" and c.i < token.i for c in above.children)
    return not subjects or (subjects == [token] and above.dep_ == "ROOT" and fronted)


def taken_along(scene: Scene) -> set[str]:
    """Whom the parse alone takes for others who go: Z in "After the exit of X, Y president Z said"."""
    gone = (
        thing
        for token in scene.doc
        if token.lemma_.lower() in _LEAVE and _opens(token)
        for prep in token.children
        if prep.lower_ == "of"
        for thing in prep.children
        if scene.is_person(thing)
    )
    return {scene.name(one) for thing in gone for one in scene.group(thing) if one.i != thing.i}


def _whose(scene: Scene, token: Token) -> list[str]:
    if _backs_out(scene, token):
        subjects = (c for c in governing_verb(token).children if c.dep_ == "nsubj")
        return [p for c in subjects if scene.is_person(c) for p in scene.people(c)]
    return _beside(scene, token)


def _backs_out(scene: Scene, noun: Token) -> bool:
    """Read "backed out of her move to Y"."""
    return _BACKS_OUT.search(scene.text, 0, scene.places[noun.i][0]) is not None


def _beside(scene: Scene, token: Token) -> list[str]:
    for child in token.children:
        if child.lower_ == "whose" or (child.dep_ == "poss" and scene.is_person(child)):
            return _of_whom(scene, child)
        if child.dep_ == "poss" and token.dep_ == "dobj" and token.head.lemma_ in _TELL_OF_OWN:
            tellers = [
                name
                for one in token.head.children
                if one.dep_ == "nsubj" and scene.is_person(one)
                for name in scene.people(one)
            ]
            gone = _who_is_told_to_go(scene, child, tellers)
            return [gone] if gone is not None else tellers
    for prep in token.children:
        if prep.dep_ == "prep" and prep.text.lower() == "of":
            for thing in prep.children:
                if thing.dep_ == "pobj":
                    if scene.is_person(thing):
                        together = [thing] if _opens(token) else scene.group(thing)
                        return [scene.name(member) for member in together]
                    if scene.doc[0].lower_ in _UNTIL and any(
                        c.lower_ in {"a", "an"} for c in thing.lefts
                    ):
                        return []  # "until the appointment of a successor, X will lead Y"
                    return [
                        scene.name(t)
                        for t in thing.children
                        if scene.is_person(t) and t.dep_ in {"appos", "compound"}
                    ]
    return []


def _of_whom(scene: Scene, whose: Token) -> list[str]:
    """X in "X's retirement" and in "X, whose retirement had been announced"."""
    if scene.is_person(whose):
        return [scene.name(whose)]
    clause = next((t for t in whose.ancestors if t.dep_ == "relcl"), None)
    named = clause is not None and scene.is_person(clause.head)
    return [scene.name(clause.head)] if clause is not None and named else []


def _who_is_told_to_go(scene: Scene, owner: Token, tellers: list[str]) -> str | None:
    """Z in "Z leaves Y. X, the chief executive, confirmed his move": somebody else of whom a move has just been told."""
    thread = scene.discourse
    before = thread.subject_person
    moves = thread.left.keys() | thread.gone_to.keys()
    told = before is not None and before in moves and not moves & set(tellers)
    if not told or before is None or before in tellers or owner.lower_ == "their":
        return None
    return before if may_mean(owner.lower_, before) else None


def _is_demanded(token: Token) -> bool:
    """Read "called for X's resignation", "demanded his removal", "after calls for her dismissal": nobody has gone yet."""
    above = token.head
    asked_for = token.dep_ == "pobj" and above.lower_ == "for"
    if asked_for:
        above = above.head
    if above.pos_ == "NOUN":
        return asked_for and above.lemma_ in ASK_NOUNS | _ASKING
    return above.lemma_ in (_ASKING_FOR if asked_for else _ASKING)


def are_asked_to_go(scene: Scene) -> set[str]:
    """Those whose going is only wanted."""
    nouns = (t for t in scene.doc if t.pos_ == "NOUN" and t.lemma_.lower() in _LEAVE)
    return {name for noun in nouns if _is_demanded(noun) for name in _whose(scene, noun)}


def _judged(scene: Scene, token: Token) -> Judgement:
    if _is_demanded(token):
        return Judgement(None)
    step = token
    while step.head.i != step.i and (
        step.pos_ not in {"VERB", "AUX"}
        or step.dep_ == "prep"
        or step.i == token.i
        or (step.tag_ == "VB" and step.dep_ in {"csubj", "acl", "advcl", "relcl"})
    ):
        step = step.head
    if step.pos_ not in {"VERB", "AUX"}:
        return Judgement(Status.DONE)
    found = judge(scene, step)
    lemma = step.lemma_.lower()
    undone = Status.REVERSED if _backs_out(scene, token) else _undone(token, step)
    if undone is not None and found.status is not None:
        return Judgement(undone, found.via)
    refused = token.dep_ in {"dobj", "nsubjpass"} and token.head.i == step.i and lemma in _REFUSES
    if found.status is None or refused:
        return Judgement(None)
    quoted, via = credit(scene)
    status = found.status
    if lemma in {"announce", "confirm", "propose", "recommend"}:
        status = Status.ANNOUNCED
    elif lemma in {"report"} or quoted:
        status = Status.REPORTED
    elif status is Status.ANNOUNCED and step.tag_ in {"VBZ", "VBP"}:
        status = Status.DONE
    value, _ = date_of(scene, step, status) if lemma in {"announce", "confirm"} else (None, None)
    return Judgement(status, via, value, "told" if value else None)


#: What a report is that is not so.
_UNTRUE = words("wrong false untrue incorrect inaccurate baseless unfounded premature exaggerated")


def _undone(noun: Token, verb: Token) -> Status | None:
    """Read "cancelled her appointment", "her appointment was reversed" and "reports of her departure are wrong"."""
    if lemma_of(verb) in CALLED_OFF and noun.dep_ in {"dobj", "nsubjpass", "pobj"}:
        return Status.REVERSED
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    told = above.lemma_.lower() in REPORT_NOUNS and verb.lemma_ == "be"
    untrue = any(c.dep_ == "acomp" and c.lower_ in _UNTRUE for c in verb.children)
    return Status.DENIED if told and untrue else None


def _place_after(scene: Scene, token: Token, *words: str) -> Place | None:
    stack = [token]
    while stack:
        word = stack.pop()
        for prep in word.children:
            if prep.dep_ == "prep":
                for thing in prep.children:
                    if thing.dep_ == "pobj":
                        if prep.text.lower() in words and (
                            scene.is_org(thing) or scene.orgs(thing)
                        ):
                            return place_at(scene, thing)
                        stack.append(thing)
    return None


def _own_title(scene: Scene, token: Token) -> str | None:
    """The title in "vice president X's move"."""
    for child in token.children:
        if child.dep_ == "poss" and scene.is_person(child):
            before = scene.doc[child.i - 1] if child.i else None
            if before is not None and scene.is_title(before):
                return title_text(scene, before)
    return None


def _move(scene: Scene, token: Token, who: list[str], judged: Judgement) -> Iterator[Draft]:
    to = _place_after(scene, token, "to")
    if to is None or to.org is None:
        return
    origin = _place_after(scene, token, "from")
    if origin is None:
        subjects = context_org(scene, token, who[0])
        origin = Place(scene.discourse.employer.get(who[0]) or subjects, implied=True)
    if origin.org is None or origin.org == to.org:
        origin = None
    for made in both_ends(scene, "moves_noun", judged, who, to, origin, 0.8):
        title = _own_title(scene, token)
        if title and made.type is FactType.LEFT:
            made.values["title"] = title
        yield made


def _departure(scene: Scene, token: Token, who: list[str], judged: Judgement) -> Iterator[Draft]:
    place = _place_after(scene, token, "from")
    to = _place_after(scene, token, "for", "to")
    behind = (t for prep in token.children if prep.lower_ == "from" for t in prep.children)
    if _is_from_a_place(scene, token):
        return
    seat = next((seat_on(t) for t in behind if is_board(t)), None)
    for person in who:
        org = place.org if place else context_org(scene, token, person)
        if org is None:
            continue
        made = draft(
            FactType.LEFT,
            scene,
            "departure_noun",
            judged,
            0.7,
            person=person,
            org=org,
            title=seat,
            to_org=to.org if to else None,
        )
        made.implied_org = place is None
        made.attached = True
        yield made


def _is_from_a_place(scene: Scene, noun: Token) -> bool:
    """Read "his departure from the script", "her departure from Paris was delayed"."""
    behind = (t for prep in noun.children if prep.lower_ == "from" for t in prep.children)
    return any(t.lemma_.lower() in _NO_PLACES or scene.kind(t) is Kind.PLACE for t in behind)


def leave_a_place(scene: Scene) -> set[str]:
    """Those whose going from a town or a stage is told, and from no company."""
    nouns = (t for t in scene.doc if t.pos_ == "NOUN" and t.lemma_.lower() in _LEAVE)
    return {name for noun in nouns if _is_from_a_place(scene, noun) for name in _whose(scene, noun)}


def _to_lead(scene: Scene, token: Token) -> tuple[str, Place] | None:
    """The "to lead Y" that follows the name, wherever the parse has hung it."""
    for word in scene.doc[token.i + 1 : token.i + 14]:
        if (
            word.lemma_ in {"lead", "head", "run", "oversee"}
            and scene.doc[word.i - 1].text.lower() == "to"
        ):
            for thing in word.children:
                if thing.dep_ == "dobj" and (place := led_place(scene, thing)) is not None:
                    return "head", place
    return None


def _of_predecessor(scene: Scene, heir: Token) -> Iterator[str]:
    """The title of whoever has a successor in "the retirement of T X and the appointment of Z as his successor"."""
    owned = heir.lemma_ in {"successor", "replacement"} and any(
        c.dep_ == "poss" for c in heir.lefts
    )
    for noun in scene.doc[: heir.i] if owned else ():
        if noun.lemma_ in _LEAVE:
            posts = (scene.discourse.post_of(person) for person in _whose(scene, noun))
            yield from (post[0] for post in posts if post is not None)


def _hiring(scene: Scene, token: Token, who: list[str], judged: Judgement) -> Iterator[Draft]:
    owner = possessor(scene, token)
    org = owner or context_org(scene, token)
    if org is None:
        return
    title: str | None = None
    to = Place(org, implied=owner is None)
    for prep in token.children:
        if prep.dep_ == "prep" and prep.text.lower() == "as":
            title = next((title_text(scene, t) for t in prep.children if scene.is_title(t)), None)
            title = title or next(
                (t for c in prep.children for t in _of_predecessor(scene, c)), None
            )
    post = leads_what(scene, token) or _to_lead(scene, token)
    if post is not None and title is None:
        title, to = post[0], Place(org, post[1].unit, implied=to.implied)
    if title is None and token.lemma_ == "election":
        return
    origin = _place_after(scene, token, "from")
    if owner is None and comes_from(scene, org, origin):
        return  # "with the arrival of X from Z"
    people = [p for p in who if p]
    yield from both_ends(
        scene,
        "hiring_noun",
        judged,
        people,
        to,
        origin if origin and origin.org != org else None,
        0.78,
        title=title,
    )


RULES = (nouns,)
