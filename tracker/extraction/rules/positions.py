"""Titles that people hold, held or take: "CEO X", "X, a former president of Y", "X is its chairman"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.mentions import Kind
from tracker.extraction.rules.shared import Place, context_org, place_at, title_text
from tracker.extraction.scene import Scene
from tracker.extraction.status import date_of, is_hypothetical, judge

_FORMER = {
    "former", "formerly", "ex", "ex-", "previously", "previous", "once", "onetime", "one-time", "lately", "then",
    "recently", "earlier", "erstwhile", "past", "outgoing", "departing",
}  # fmt: skip
_UNTIL = re.compile(
    r"(?:\buntil (?:now|then|recently)|\bso far|\bhitherto|\bthus far|\buntil this|\bup to now),?\s*(?:the |its |an? )?$",
    re.IGNORECASE,
)
_SLACK = 30
_AS_VERBS = {
    "look",
    "oversee",
    "run",
    "lead",
    "take",
    "work",
    "continue",
    "start",
    "begin",
    "report",
}


def titles(scene: Scene) -> Iterator[Draft]:
    """A fact for each title that stands beside a name."""
    if is_hypothetical(scene):
        return
    for token in scene.tokens(Kind.TITLE):
        mention = scene.at[token.i]
        if mention.founder or _part_of_longer(scene, token):
            continue
        if _given_by_a_verb(scene, token):
            continue
        people, how = _bearer(scene, token)
        if not people:
            continue
        former = is_former(scene, token)
        for person in people:
            place = title_place(scene, token, person)
            if place is None or (mention.weak and place.implied):
                continue
            made = draft(
                FactType.ROLE, scene, f"title_{how}", Status.FORMER if former else Status.HELD, 0.85 if not place.implied else 0.7,
                person=person, org=place.org, title=title_text(scene, token), unit=place.unit,
            )  # fmt: skip
            made.attached = True
            made.implied_org = place.implied
            yield made


def _given_by_a_verb(scene: Scene, token: Token) -> bool:
    """ "Named X its president": the verb tells it."""
    i = token.i - 1
    while i > 0 and scene.doc[i].text.lower() in {
        "its",
        "the",
        "their",
        "a",
        "an",
        "as",
        "new",
        "first",
        "to",
        "be",
        "interim",
        "next",
    }:
        i -= 1
    return i != token.i - 1 and i > 0 and scene.is_person(scene.doc[i])


def _part_of_longer(scene: Scene, token: Token) -> bool:
    """The second half of "president and chief technology officer" is told with the first."""
    if token.dep_ != "conj" or not scene.is_title(token.head) or scene.at[token.head.i].founder:
        return False
    between = [t.text.lower() for t in scene.doc[token.head.i + 1 : token.i]]
    return between in (["and"], ["&"], [","])


def _top(scene: Scene, token: Token) -> Token:
    """The first of titles joined by "and"."""
    while token.dep_ == "conj" and (scene.is_title(token.head) or token.head.lemma_ == "founder"):
        token = token.head
    return token


def _bearer(scene: Scene, token: Token) -> tuple[list[str], str]:
    """Whom a title describes, and by which construction."""
    top = _top(scene, token)
    if top.dep_ in {"compound", "nmod", "amod", "appos"} and scene.is_person(top.head):
        if top.i > top.head.i and _another_between(scene, top.head, top):
            return _nearest_before(scene, top)
        if top.dep_ == "appos" or top.i < top.head.i:
            plural = top.text.lower().endswith("s") and top.tag_ in {"NNS", "NNPS"}
            members = scene.whole_group(top.head) if plural else [top.head]
            return [scene.name(m) for m in members], "beside_name"
    if (
        top.dep_ == "appos"
        and top.i > top.head.i
        and not scene.is_person(top.head)
        and top.head.pos_ == "NOUN"
    ):
        named = scene.people(top.head)
        if len(named) == 1:
            return named, "beside_name"
    for child in top.children:
        if child.dep_ == "appos" and scene.is_person(child) and child.i > top.i:
            members = scene.group(child) if top.tag_ in {"NNS", "NNPS"} else [child]
            return [scene.name(m) for m in members], "before_name"
    after = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else None
    if after is not None and scene.is_person(after):
        return [scene.name(after)], "before_name"
    found = _nearest_before(scene, top)
    if found[0] or top.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return found
    owned = [c for c in top.children if c.i < top.i and scene.is_org(c)]
    if (
        not owned
        and not scene.at[token.i].weak
        and top.dep_ == "nsubj"
        and not scene.at[token.i].founder
        and [c.text.lower() for c in top.lefts] == ["the"]
    ):
        subject = scene.discourse.subject_person
        return (
            ([subject], "definite")
            if subject and subject not in scene.discourse.employer
            else ([], "")
        )
    if owned and any(c.text.lower() == "the" for c in top.children) and top.tag_ in {"NN", "NNP"}:
        return scene.people(top)[:1], "definite"
    return [], ""


def _another_between(scene: Scene, first: Token, last: Token) -> bool:
    return any(scene.is_person(t) for t in scene.doc[first.i + 1 : last.i])


def _nearest_before(scene: Scene, top: Token) -> tuple[list[str], str]:
    """ "X, formerly president of Y": the name right before the comma."""
    left = min(
        (
            t.i
            for t in top.lefts
            if t.dep_ in {"det", "amod", "advmod", "poss", "compound", "nummod"}
        ),
        default=top.i,
    )
    left = min([left, *(s.i for t in top.lefts if t.dep_ == "poss" for s in t.subtree)])
    i = left - 1
    words = 0
    while (
        i > 0
        and scene.doc[i].text.lower()
        in _FORMER
        | {
            "until",
            "now",
            "then",
            "so",
            "far",
            "currently",
            "long",
            "himself",
            "herself",
            "the",
            "a",
        }
        and words < 4
    ):
        i -= 1
        words += 1
    if i > 0 and scene.doc[i].text == "," and scene.is_person(scene.doc[i - 1]):
        return [scene.name(scene.doc[i - 1])], "after_name"
    return [], ""


def is_former(scene: Scene, token: Token) -> bool:
    """Whether the words say that the title is no longer held."""
    top = _top(scene, token)
    start = scene.places[top.i][0]
    near = [child for child in top.children if child.i < top.i]
    near += [
        g for child in near for g in child.children if child.dep_ in {"advmod", "amod", "prep"}
    ]
    if any(child.text.lower() in _FORMER for child in near):
        return True
    if any(child.text.lower() == "first" for child in near) and any(
        child.text.lower() == "the" for child in near
    ):
        return True
    before = scene.text[max(0, start - _SLACK) : start]
    if _UNTIL.search(before):
        return True
    last = re.search(r"(\w[\w-]*)[ -]+(?:(?:an?|the|its|his|first)\s+)?$", before)
    return last is not None and last.group(1).lower() in _FORMER - {"then", "earlier", "past"}


def title_place(scene: Scene, token: Token, person: str | None) -> Place | None:
    """The organisation, and unit, of a title: "of X", "at X", "X's", "its", or the one meant."""
    chain = [token, *(c for c in token.conjuncts if scene.is_title(c) or c.lemma_ == "founder")]
    chain.sort(key=lambda t: abs(t.i - token.i))
    unit: str | None = None
    for word in chain:
        place = _named_place(scene, word)
        if place is not None and not place.implied:
            return place
        if place is not None and place.unit and word.i == token.i:
            unit = place.unit
    direct = scene.doc[token.i - 1] if token.i else token
    if token.i and scene.is_org(direct) and not scene.is_paper(direct):
        mention = scene.at[direct.i]
        if mention.kind is Kind.UNIT:
            return Place(mention.parent or context_org(scene, token, person), mention.text)
        return Place(mention.text)
    org = context_org(scene, token, person)
    return Place(org, unit, implied=True) if org else None


def _named_place(scene: Scene, token: Token) -> Place | None:
    unit: str | None = None
    place: Place | None = None
    for prep in [c for c in token.children if c.dep_ == "prep" and c.i > token.i]:
        word = prep.text.lower()
        for thing in [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]:
            if word in {"of", "at", "for", "in", "inside", "with", "within", "on", "from"} or (
                word == "to" and "dvis" in token.text
            ):
                found = place_at(scene, thing)
                if (
                    found is not None
                    and place is None
                    and not (scene.is_paper(thing) and word != "of")
                ):
                    place = found
                elif found is None and word in {"of", "for"} and unit is None:
                    unit = _area(scene, thing)
            if word in {"in"} and thing.lemma_ == "charge":
                for inner in thing.children:
                    unit = next((_area(scene, g) for g in inner.children if g.dep_ == "pobj"), unit)
    for child in token.children:
        if child.i < token.i and child.dep_ in {"poss", "compound", "nmod", "amod"}:
            if child.dep_ == "poss":
                owner = place_at(scene, child)
                if owner is None and scene.orgs(child):
                    owner = Place(scene.orgs(child)[0])
                if owner is not None:
                    return Place(owner.org, owner.unit or unit)
            elif scene.is_org(child):
                found = place_at(scene, child)
                if found is not None:
                    return Place(found.org, found.unit or unit)
    if place is not None:
        if place.unit is None and place.org and unit:
            return Place(place.org, unit)
        return place
    nearby = _right_after(scene, token)
    if nearby is not None:
        return nearby
    return Place(None, unit, implied=True) if unit else None


def _right_after(scene: Scene, token: Token) -> Place | None:
    """ "Founder of the chip start-up Y", where the parse has lost the thread."""
    if token.i + 1 >= len(scene.doc) or scene.doc[token.i + 1].text.lower() not in {"of", "at"}:
        return None
    for word in scene.doc[token.i + 2 : token.i + 8]:
        if scene.is_org(word):
            return place_at(scene, word)
        if (
            word.is_punct
            and word.text != "-"
            or word.pos_ in {"VERB", "AUX"}
            or word.text.lower() in {"and", "who"}
        ):
            return None
    return None


def _area(scene: Scene, token: Token) -> str | None:
    """What somebody is in charge of, where it is no organisation: "mergers", "the Optimus robot"."""
    if scene.kind(token) in {Kind.PERSON, Kind.PLACE}:
        return None
    lefts = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    named = [c for c in lefts if scene.is_org(c)]
    if named:
        return scene.at[named[0].i].text
    if token.lemma_.lower() in UNIT_NOUNS:
        return scene.unit(token)
    return None


def professorships(scene: Scene) -> Iterator[Draft]:
    """ "Keeps his professorship at Y"."""
    for token in scene.doc:
        if token.lemma_.lower() not in {
            "professorship",
            "chairmanship",
            "presidency",
            "directorship",
        }:
            continue
        title = {
            "professorship": "professor",
            "chairmanship": "chairman",
            "presidency": "president",
        }.get(token.lemma_.lower(), "director")
        place = next(
            (
                p
                for prep in token.children
                if prep.text.lower() in {"at", "of"}
                for t in prep.children
                for p in [place_at(scene, t)]
                if p
            ),
            None,
        )
        people = [p for c in token.children if c.dep_ == "poss" for p in scene.people(c)]
        if (
            place is None
            or not people
            or token.head.lemma_ not in {"keep", "hold", "retain", "have", "maintain"}
        ):
            continue
        yield draft(
            FactType.ROLE,
            scene,
            "professorship",
            Status.HELD,
            0.7,
            person=people[0],
            org=place.org,
            title=title,
        )


def copulas(scene: Scene) -> Iterator[Draft]:
    """ "X is chief executive of Y", "X was a vice president there", "X remains chairman"."""
    if is_hypothetical(scene):
        return
    for verb in scene.doc:
        if verb.lemma_ not in {"be", "remain", "stay", "serve", "act", "work"} or verb.dep_ in {
            "aux",
            "auxpass",
        }:
            continue
        judged = judge(scene, verb)
        if judged.status is None or judged.status is Status.RUMOURED:
            continue
        for title in _predicative(scene, verb):
            yield from _copula(scene, verb, title, judged.status)


def _where(scene: Scene, verb: Token) -> Place | None:
    """The organisation in "Y, where X was president" and "X remains at Y as chairman"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.text.lower() == "at":
            for thing in child.children:
                if thing.dep_ == "pobj" and (place := place_at(scene, thing)) is not None:
                    return place
        if child.text.lower() == "where" and verb.dep_ == "relcl" and verb.head.i < verb.i:
            return place_at(scene, verb.head)
    return None


def _predicative(scene: Scene, verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in {"attr", "oprd", "acomp"} and scene.is_title(c)]
    for child in verb.children:
        if child.dep_ == "prep" and child.text.lower() == "as":
            found += [g for g in child.children if scene.is_title(g)]
        if child.dep_ == "prep":
            found += [
                h
                for g in child.children
                if g.dep_ == "prep" and g.text.lower() == "as"
                for h in g.children
                if scene.is_title(h)
            ]
    found += [
        c
        for t in list(found)
        for c in t.conjuncts
        if scene.is_title(c) and not _part_of_longer(scene, c)
    ]
    return [t for t in found if not scene.at[t.i].founder]


def _copula(scene: Scene, verb: Token, title: Token, status: Status) -> Iterator[Draft]:
    from_subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not from_subject and verb.dep_ == "conj":
        from_subject = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not from_subject:
        i = verb.i - 1
        while i > 1 and scene.doc[i].dep_ in {"aux", "advmod", "neg"}:
            i -= 1
        if scene.doc[i].text == "," and scene.is_person(scene.doc[i - 1]):
            from_subject = [scene.doc[i - 1]]
    people = [p for s in from_subject for p in scene.people(s)]
    aux = {c.text.lower() for c in verb.children if c.dep_ == "aux"}
    past = verb.tag_ == "VBD" or "had" in aux or (verb.tag_ == "VBN" and "has" in aux)
    future = (
        verb.lemma_ not in {"remain", "stay"}
        and status in {Status.ANNOUNCED, Status.REPORTED}
        and (bool(aux & {"will", "would", "to"}) or verb.tag_ == "VB")
    )
    beside = _where(scene, verb)
    for person in dict.fromkeys(people):
        place = title_place(scene, title, person)
        if beside is not None and (place is None or place.implied):
            place = Place(beside.org, beside.unit or (place.unit if place else None))
        if place is None or (scene.at[title.i].weak and place.implied):
            continue
        state = (
            status if future else Status.FORMER if past or is_former(scene, title) else Status.HELD
        )
        made = draft(
            FactType.ROLE, scene, "copula", state, 0.8, person=person, org=place.org,
            title=title_text(scene, title), unit=place.unit,
        )  # fmt: skip
        made.implied_org = place.implied
        if future:
            made.appointment = True
            made.date, made.date_kind = date_of(scene, verb, Status.ANNOUNCED)
        yield made


def as_title(scene: Scene) -> Iterator[Draft]:
    """ "X will look after Y as chief Z"; "Y stays independent, with X as chief Z"."""
    if is_hypothetical(scene):
        return
    for token in scene.tokens(Kind.TITLE):
        if (
            token.dep_ != "pobj"
            or token.head.text.lower() != "as"
            or scene.at[token.i].founder
            or scene.at[token.i].weak
        ):
            continue
        people: list[str] = []
        verb = token.head.head
        for _ in range(3):
            if verb.pos_ not in {"VERB", "AUX"} and verb.dep_ in {"dobj", "pobj", "prep"}:
                verb = verb.head
        before = [t for t in scene.tokens(Kind.PERSON) if t.i < token.i]
        with_word = next(
            (t for t in reversed(list(scene.doc[: token.i])) if t.text.lower() == "with"), None
        )
        if (
            with_word is not None
            and before
            and before[-1].i > with_word.i
            and before[-1].i - with_word.i <= 3
        ):
            people = [scene.name(before[-1])]
            while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
                verb = verb.head
        elif verb.pos_ == "VERB" and verb.lemma_ in _AS_VERBS:
            people = [
                p
                for c in verb.children
                if c.dep_ in {"nsubj", "nsubjpass"}
                for p in scene.people(c)
            ]
        judged = judge(scene, verb) if verb.pos_ in {"VERB", "AUX"} else None
        if (
            judged is not None
            and judged.status is Status.DONE
            and verb.lemma_ in {"spend", "work", "serve"}
            and verb.pos_ == "VERB"
        ):
            place = _where(scene, verb)
            people = people or [
                p
                for c in verb.children
                if c.dep_ in {"nsubj", "nsubjpass"}
                for p in scene.people(c)
            ]
            for person in people if place is not None else ():
                yield draft(
                    FactType.ROLE,
                    scene,
                    "served_as",
                    Status.FORMER,
                    0.7,
                    person=person,
                    org=place.org if place else None,
                    title=title_text(scene, token),
                )
            continue
        if (
            judged is None
            or judged.status in {None, Status.RUMOURED, Status.DENIED}
            or (with_word is None and judged.status is Status.DONE)
        ):
            continue
        for person in people:
            place = title_place(scene, token, person)
            if place is None:
                continue
            made = draft(
                FactType.ROLE,
                scene,
                "as_title",
                judged,
                0.72,
                person=person,
                org=place.org,
                title=title_text(scene, token),
                unit=place.unit,
            )
            made.appointment = True
            made.inside = True
            made.implied_org = place.implied
            yield made


RULES = (titles, copulas, as_title, professorships)
