"""People who come and go: hires, departures, dismissals, and moves that name both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.mentions import Kind
from tracker.extraction.rules.leading import led_place
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    is_board,
    place_at,
    title_text,
    titles_in,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge

JOIN = {"join", "rejoin"}
GO = {
    "go", "move", "return", "head", "switch", "defect", "jump", "decamp", "come", "transfer", "go back", "come back",
    "go over", "come over", "move over", "depart", "be", "sign", "relocate", "cross", "hop", "migrate", "jump ship", "be off",
}  # fmt: skip
HIRE = {
    "hire", "recruit", "poach", "lure", "bring in", "bring on", "snap up", "snatch", "woo", "land", "nab", "enlist",
    "take on", "bring back", "rehire", "sign", "sign up", "bring aboard", "bring over", "engage", "attract", "lure away",
    "poach away", "hire away", "draft in", "scoop up", "snag", "win", "entice", "capture", "bring", "add", "secure",
}  # fmt: skip
APPOINT = {
    "appoint", "name", "tap", "pick", "choose", "select", "install", "elect", "make", "promote", "elevate", "crown",
    "nominate", "designate", "anoint", "bring in", "hire", "recruit", "confirm", "announce", "draft",
}  # fmt: skip
LEAVE = {
    "leave", "quit", "exit", "depart", "resign", "retire", "step down", "walk out", "bow out", "step aside", "stand down",
    "move on", "part", "stand aside", "walk away", "bolt", "desert", "leave behind", "stop down", "step away", "go",
}  # fmt: skip
DISMISS = {
    "fire", "dismiss", "oust", "sack", "force out", "push out", "remove", "eject", "expel", "terminate", "drop", "axe",
    "kick out", "show", "let", "boot", "throw out", "suspend",
}  # fmt: skip
STAY_POSTS = {
    "post",
    "job",
    "role",
    "position",
    "title",
    "seat",
    "helm",
    "leadership",
    "management",
    "chair",
    "reins",
    "work",
}


def moves(scene: Scene) -> Iterator[Draft]:
    """Joinings and leavings told by a verb."""
    yield from _last_days(scene)
    yield from _talks(scene)
    for clause in clauses(scene.doc):
        verb = clause.verb
        if clause.lemma in JOIN:
            yield from _joins(scene, clause)
        if clause.lemma in GO or verb.lemma_ in {"go", "come", "move", "return"}:
            yield from _goes(scene, clause)
        if clause.lemma in HIRE:
            yield from _hires(scene, clause)
        if clause.lemma in LEAVE:
            yield from _leaves(scene, clause)
        if clause.lemma in DISMISS:
            yield from _dismisses(scene, clause)
        if clause.lemma == "advise":
            yield from _advises(scene, clause)


def _last_days(scene: Scene) -> Iterator[Draft]:
    """ "Next week would be her last", "Friday is his last day at Y"."""
    match = re.search(
        r"\b(?:will|would|is|was) be (?:his|her|their) last\b|\b(?:his|her|their) last day\b",
        scene.text,
    )
    if match is None:
        return
    owner = next(
        (
            t
            for t in scene.doc
            if scene.places[t.i][0] >= match.start() and t.text.lower() in {"his", "her", "their"}
        ),
        None,
    )
    if owner is None or re.match(r" (?:word|chance|job|book|name)", scene.text[match.end() :]):
        return
    verb = owner
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    judged = judge(scene, verb)
    if judged.status is None:
        return
    phrase = next(
        (p.value for p in scene.times if p.end <= match.start() and match.start() - p.end < 12),
        None,
    )
    for person in scene.people(owner):
        org = context_org(scene, owner, person)
        if org:
            made = draft(FactType.LEFT, scene, "last_day", judged, 0.7, person=person, org=org)
            made.date, made.date_kind = (
                (phrase, "effective") if phrase else (judged.date, judged.date_kind)
            )
            made.status = Status.ANNOUNCED
            yield made


def _talks(scene: Scene) -> Iterator[Draft]:
    """ "Y is in talks with X about a post": a joining that is only rumoured."""
    for noun in scene.doc:
        if noun.lemma_ not in {"talk", "discussion", "negotiation"} or noun.pos_ != "NOUN":
            continue
        if not re.search(
            r"\b(?:post|job|role|position|joining|hire|hiring|appointment|coming aboard)\b",
            scene.text[scene.places[noun.i][1] :],
        ):
            continue
        people = [
            p
            for prep in noun.children
            if prep.dep_ == "prep" and prep.text.lower() == "with"
            for t in prep.children
            for p in scene.people(t)
        ]
        verb = noun
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        orgs = [o for c in verb.children if c.dep_ == "nsubj" for o in scene.orgs(c)]
        judged = judge(scene, verb)
        if judged.status is None or not orgs:
            continue
        for person in people:
            yield draft(
                FactType.JOINED, scene, "talks", Status.RUMOURED, 0.65, person=person, org=orgs[0]
            )


def _people(scene: Scene, tokens: list[Token]) -> list[str]:
    return list(dict.fromkeys(p for t in tokens for p in scene.people(t)))


def _origin(scene: Scene, clause: Clause, *extra: str) -> Place | None:
    for token in clause.preps("from", *extra):
        place = place_at(scene, token)
        if place is not None and (scene.is_org(token) or place.org):
            return place
    return None


def both_ends(
    scene: Scene, rule: str, judged: Judgement, people: list[str], to: Place, origin: Place | None, probability: float,
    *, title: str | None = None,
) -> Iterator[Draft]:  # fmt: skip
    """A joining, and the leaving that goes with it where the origin is named."""
    own = origins(scene) if len(people) > 1 or origin is None else {}
    for person in people:
        if person in own and own[person] != to.org:
            origin = Place(own[person])
        elif own and len(people) > 1:
            origin = None
        made = draft(
            FactType.JOINED, scene, rule, judged, probability, person=person, org=to.org, unit=to.unit, title=title,
            from_org=origin.org if origin else None,
        )  # fmt: skip
        made.implied_org = to.implied
        yield made
        if origin is not None and origin.org != to.org:
            yield draft(
                FactType.LEFT, scene, rule, judged, probability, person=person, org=origin.org, to_org=to.org,
                unit=origin.unit,
            )  # fmt: skip


def companions(scene: Scene, clause: Clause) -> list[tuple[str, Place | None]]:
    """Who comes along: "together with its president, X"; "alongside X"."""
    found: list[tuple[str, Place | None]] = []
    for word in clause.verb.subtree:
        if word.text.lower() not in {"with", "alongside"} or word.dep_ != "prep":
            continue
        before = scene.doc[word.i - 1].text.lower() if word.i else ""
        if word.text.lower() == "with" and before not in {"together", "along"}:
            continue
        for thing in word.children:
            if thing.dep_ == "pobj":
                found += [(p, None) for p in scene.people(thing)]
    return found


def origins(scene: Scene) -> dict[str, str]:
    """Where each of several people comes from: "X and Y, both from Z, and W, from V"."""
    found: dict[str, str] = {}
    persons = sorted(t.i for t in scene.tokens(Kind.PERSON))
    for number, i in enumerate(persons):
        j = i + 1
        words: list[str] = []
        while j < len(scene.doc) and scene.doc[j].text.lower() in {
            ",",
            "both",
            "all",
            "each",
            "also",
            "from",
            "of",
            "formerly",
            "(",
            "previously",
        }:
            words.append(scene.doc[j].text.lower())
            j += 1
        if (
            j >= len(scene.doc)
            or not words
            or words[-1] not in {"from", "of"}
            or not scene.is_org(scene.doc[j])
        ):
            continue
        if "formerly" in words or "previously" in words or (words[-1] == "of" and "," in words):
            continue
        members = persons[number : number + 1]
        if "both" in words:
            members = persons[max(0, number - 1) : number + 1]
        elif "all" in words:
            members = persons[: number + 1]
        for member in members:
            found[scene.name(scene.doc[member])] = scene.at[j].text
    return found


def _title(scene: Scene, clause: Clause) -> str | None:
    found = titles_in(scene, clause)
    return title_text(scene, found[0]) if found else None


def leads_what(scene: Scene, verb: Token) -> tuple[str, Place] | None:
    """The post in "to lead Y", "to run Y" after a verb or noun of hiring."""
    stack = [c for c in verb.children if c.dep_ in {"xcomp", "advcl", "acl", "relcl", "ccomp"}]
    stack += [
        c
        for o in verb.children
        if o.dep_ in {"dobj", "prep"}
        for c in o.children
        if c.dep_ in {"relcl", "acl"} and c.tag_ == "VB"
    ]
    stack += [
        c
        for p in verb.children
        if p.dep_ == "prep"
        for o in p.children
        for c in o.children
        if c.dep_ in {"relcl", "acl"}
    ]
    for child in stack:
        if child.lemma_ in {"lead", "head", "run", "oversee", "direct", "manage"} and (
            child.tag_ in {"VB", "VBG"}
        ):
            for thing in child.children:
                if thing.dep_ == "dobj":
                    place = led_place(scene, thing)
                    if place is not None:
                        return "head", place
                    if thing.pos_ == "NOUN":
                        return f"head of {scene.words(thing.i, thing.i)}", Place(None)
    return None


def _joins(scene: Scene, clause: Clause) -> Iterator[Draft]:
    people = _people(scene, clause.subjects if not clause.passive else clause.objects)
    if not people:
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    title = _title(scene, clause)
    if not clause.objects or clause.passive:
        origin = _origin(scene, clause)
        org = context_org(scene, clause.verb)
        named = scene.discourse.named_subject if clause.verb.dep_ != "relcl" else None
        if origin is None and not clause.passive and (title or judged.date_kind == "effective"):
            for person in people:
                where = scene.discourse.employer.get(person) or named or org
                if where:
                    yield from both_ends(
                        scene,
                        "joins_there",
                        judged,
                        [person],
                        Place(where, implied=True),
                        None,
                        0.65,
                        title=title,
                    )
            return
        if origin is not None and not origin.implied and org and org != origin.org:
            yield from both_ends(
                scene,
                "joins_from",
                judged,
                people,
                Place(org, implied=True),
                origin,
                0.72,
                title=title,
            )
        return
    for token in clause.objects:
        if is_board(token):
            owner = scene.owner(token) or context_org(scene, token)
            yield from both_ends(
                scene, "joins_board", judged, people, Place(owner), None, 0.8, title="board member"
            )
            return
        to = place_at(scene, token)
        if to is None or to.org is None:
            continue
        post = leads_what(scene, clause.verb)
        if post is not None and title is None:
            title = post[0]
            to = Place(to.org, post[1].unit or to.unit)
        origin = _origin(scene, clause)
        if origin is not None and origin.implied:
            origin = None
        yield from both_ends(scene, "joins", judged, people, to, origin, 0.88, title=title)
        along = [p for p, _ in companions(scene, clause) if p not in people]
        yield from both_ends(scene, "joins_along", judged, along, to, None, 0.75)
        return


def _advises(scene: Scene, clause: Clause) -> Iterator[Draft]:
    judged = judge(scene, clause.verb)
    people = _people(scene, clause.subjects if not clause.passive else [])
    orgs = [t for t in clause.objects if scene.kind(t) is Kind.ORG]
    if judged.status is None or not orgs:
        return
    future = clause.verb.tag_ == "VB" or (clause.verb.tag_ == "VBG" and clause.verb.dep_ == "ROOT")
    for person in people:
        if future:
            yield from both_ends(
                scene,
                "advises",
                judged,
                [person],
                Place(scene.at[orgs[0].i].text),
                None,
                0.7,
                title="adviser",
            )
        else:
            state = Status.HELD if clause.verb.tag_ in {"VBZ", "VBP"} else Status.FORMER
            yield draft(
                FactType.ROLE,
                scene,
                "advises",
                state,
                0.65,
                person=person,
                org=scene.at[orgs[0].i].text,
                title="adviser",
            )


def _goes(scene: Scene, clause: Clause) -> Iterator[Draft]:
    people = _people(scene, clause.subjects if not clause.passive else clause.objects)
    if not people:
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    if clause.verb.lemma_ == "be" and not _off_or_back(clause):
        return
    origin = _origin(scene, clause)
    words = (
        ("to", "at", "over")
        if clause.verb.lemma_ in {"be", "come", "return", "go"}
        else ("to", "with")
    )
    for token in [*clause.preps(*words)]:
        if not scene.is_org(token) and not scene.orgs(token):
            continue
        to = place_at(scene, token)
        if to is None or to.org is None or to.implied or scene.is_paper(token):
            continue
        if clause.lemma in {"sign", "head", "be", "cross"} and scene.kind(token) is Kind.NAME:
            continue
        title = _title(scene, clause)
        if origin is None and clause.verb.lemma_ in {"come", "go", "move"}:
            brought = next(
                (
                    p
                    for t in clause.preps("with")
                    for p in [place_at(scene, t)]
                    if p and p.org and scene.kind(t) in {Kind.ORG, Kind.NAME}
                ),
                None,
            )
            for person in people if brought is not None and brought.org != to.org else ():
                yield draft(
                    FactType.JOINED,
                    scene,
                    "comes_along",
                    judged,
                    0.7,
                    person=person,
                    org=to.org,
                    from_org=brought.org if brought else None,
                )
            if brought is not None:
                return
        yield from both_ends(
            scene,
            "goes_to",
            judged,
            people,
            to,
            origin if origin and origin.org != to.org else None,
            0.8,
            title=title,
        )
        return
    if (
        origin is not None
        and not origin.implied
        and clause.lemma in {"go", "move", "switch", "transfer"}
    ):
        to = _later_target(scene, clause)
        if to is not None and to.org != origin.org:
            yield from both_ends(
                scene, "goes_to", judged, people, to, origin, 0.78, title=_title(scene, clause)
            )
            return
    if (
        origin is not None
        and origin.org
        and not origin.implied
        and clause.lemma in {"return", "come back", "go back"}
    ):
        for person in people:
            org = context_org(scene, clause.verb)
            if org and org != origin.org:
                yield from both_ends(
                    scene, "returns_from", judged, [person], Place(org, implied=True), origin, 0.7
                )
        return
    if (
        origin is not None
        and origin.org
        and clause.verb.lemma_ in {"come", "arrive"}
        and not origin.implied
    ):
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
            made.implied_org = True
            made.attached = True
            yield made


def _later_target(scene: Scene, clause: Clause) -> Place | None:
    """The "to Z" that a relative clause has cut off from its verb."""
    for token in scene.doc[clause.verb.i :]:
        if (
            token.text.lower() == "to"
            and token.i + 1 < len(scene.doc)
            and scene.is_org(scene.doc[token.i + 1])
        ):
            return place_at(scene, scene.doc[token.i + 1])
    return None


def _off_or_back(clause: Clause) -> bool:
    return any(c.text.lower() in {"off", "back", "out", "bound"} for c in clause.verb.children)


def _hires(scene: Scene, clause: Clause) -> Iterator[Draft]:
    people = _people(
        scene, [t for t in clause.objects if scene.is_person(t) or t.pos_ in {"PRON", "NOUN"}]
    )
    if not people:
        return
    if clause.lemma in {"win", "capture", "add", "secure", "bring", "land", "engage"} and not (
        any(clause.preps("from")) or _title(scene, clause)
    ):
        return
    if clause.lemma in {"sign", "employ"} and not any(scene.orgs(s) for s in clause.subjects):
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    to = employer(scene, clause)
    if to is None:
        return
    title = _title(scene, clause)
    post = leads_what(scene, clause.verb)
    if post is not None and title is None:
        title, to = post[0], Place(to.org, post[1].unit, implied=to.implied)
    unit = to.unit or _unit_for(scene, clause)
    yield from both_ends(
        scene, "hires", judged, people, Place(to.org, unit, implied=to.implied), _origin(scene, clause), 0.88 if not to.implied else 0.75,
        title=title,
    )  # fmt: skip
    along = [p for p, _ in companions(scene, clause) if p not in people]
    yield from both_ends(
        scene, "hires_along", judged, along, Place(to.org, implied=to.implied), None, 0.75
    )


def _unit_for(scene: Scene, clause: Clause) -> str | None:
    for token in clause.preps("for", "in", "into"):
        place = place_at(scene, token)
        if place is not None and place.unit:
            return place.unit
    return None


def employer(scene: Scene, clause: Clause) -> Place | None:
    """Who hires: the subject, or the employer of a person who is the subject, or the one meant."""
    for subject in clause.subjects:
        place = place_at(scene, subject)
        if place is not None and place.org and not scene.is_paper(subject):
            return place
        for person in scene.people(subject):
            org = context_org(scene, subject, person)
            return Place(org, implied=True) if org else None
        if subject.lemma_.lower() == "board":
            org = scene.owner(subject) or context_org(scene, subject)
            return Place(org, implied=True) if org else None
    if clause.passive:
        for token in clause.preps("at", "by"):
            place = place_at(scene, token)
            if place is not None and place.org:
                return place
    org = context_org(scene, clause.verb)
    return Place(org, implied=True) if org else None


def _leaves(scene: Scene, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if (
        clause.lemma == "go"
        and not any(c.text.lower() == "too" or c.text.lower() == "as" for c in verb.children)
        and not _went_too(scene, verb)
    ):
        return
    if clause.lemma == "part" and not any(o.lemma_ in {"way", "company"} for o in clause.objects):
        return
    people = _people(scene, clause.subjects if not clause.passive else [])
    if not people:
        return
    judged = judge(scene, verb)
    if judged.status is None:
        return
    left = _left_what(scene, clause)
    if left is None:
        return
    title = _title(scene, clause)
    if any(is_board(t) for t in [*clause.objects, *clause.preps("from")]):
        title = "board member"
    earlier = [t for t in clause.preps("as") if scene.is_title(t)]
    if len(earlier) > 1:
        title = title_text(scene, earlier[-1])
    to = next(
        (
            p
            for t in clause.preps("for", "to")
            for p in [place_at(scene, t)]
            if p and p.org and scene.is_org(t)
        ),
        None,
    )
    own = _to_found(scene, clause) if to is None else None
    for person in people:
        org, unit = left.org, left.unit
        if left.implied:
            org = context_org(scene, verb, person)
            if org is not None and org == own:
                others = [
                    scene.at[t.i].text
                    for t in scene.doc[: verb.i]
                    if scene.kind(t) is Kind.ORG and not scene.is_paper(t)
                ]
                org = next(
                    (o for o in [*reversed(others), scene.discourse.subject_org] if o and o != own),
                    None,
                )
        if org is None:
            continue
        if to is not None and to.org == org:
            to = None
        made = draft(
            FactType.LEFT, scene, "leaves", judged, 0.86 if not left.implied else 0.75, person=person, org=org, unit=unit, title=title,
            to_org=to.org if to else own,
        )  # fmt: skip
        made.implied_org = left.implied
        made.inside = clause.lemma in {"step down", "step aside", "stand down", "stand aside"}
        yield made
        if to is not None:
            yield draft(
                FactType.JOINED,
                scene,
                "leaves_for",
                judged,
                0.85,
                person=person,
                org=to.org,
                from_org=org,
            )


def _to_found(scene: Scene, clause: Clause) -> str | None:
    """The company in "left to found Y"."""
    for child in clause.verb.children:
        if (
            child.dep_ in {"xcomp", "advcl"}
            and child.tag_ == "VB"
            and child.lemma_
            in {
                "found",
                "start",
                "set",
                "launch",
                "create",
                "establish",
                "form",
                "build",
                "join",
                "head",
            }
        ):
            for thing in child.children:
                if thing.dep_ == "dobj" and scene.kind(thing) in {Kind.ORG, Kind.NAME}:
                    return scene.at[thing.i].text
    return None


def _went_too(scene: Scene, verb: Token) -> bool:
    del scene
    return any(c.text.lower() in {"well", "away"} for c in verb.subtree) and any(
        c.text.lower() == "as" for c in verb.subtree
    )


def _left_what(scene: Scene, clause: Clause) -> Place | None:
    """What somebody leaves; None if it is no employer ("left a message")."""
    for token in clause.objects:
        if is_board(token):
            owner = scene.owner(token)
            return Place(owner or context_org(scene, token))
        place = place_at(scene, token)
        if place is not None and place.org:
            return place
        if token.lemma_.lower() in STAY_POSTS or scene.is_title(token):
            owner = next(
                (
                    p
                    for t in [*clause.preps("at", "of")]
                    for p in [place_at(scene, t)]
                    if p and p.org
                ),
                None,
            )
            return owner or Place(scene.owner(token), implied=scene.owner(token) is None)
        if token.lemma_.lower() not in {"way", "company", "ways"}:
            return None
    for token in clause.preps("from", "at", "with", "of"):
        if scene.is_org(token) or scene.orgs(token):
            place = place_at(scene, token)
            if place is not None and place.org and not scene.is_paper(token):
                return place
    for title in titles_in(scene, clause):
        owner = scene.owner(title)
        if owner:
            return Place(owner)
    if clause.lemma in {"exit", "depart", "move on", "step away", "bolt"} and any(
        c.dep_ == "prep" and c.text.lower() not in {"as", "in", "on", "after", "for", "to"}
        for c in clause.verb.children
    ):
        return None
    return Place(None, implied=True)


def _dismisses(scene: Scene, clause: Clause) -> Iterator[Draft]:
    if clause.lemma == "let" and not any(c.lemma_ == "go" for c in clause.verb.children):
        return
    if clause.lemma == "show" and not any(
        o.lemma_ == "door" for o in [*clause.objects, *clause.complements]
    ):
        return
    people = among(scene, clause) or _people(scene, clause.objects)
    if not people:
        return
    judged = judge(scene, clause.verb)
    if judged.status is None:
        return
    place = _origin(scene, clause) or employer(scene, clause)
    if place is None or place.org is None:
        return
    for person in people:
        made = draft(
            FactType.LEFT, scene, "dismissed", judged, 0.85 if not place.implied else 0.72, person=person, org=place.org, unit=place.unit,
            title=_title(scene, clause),
        )  # fmt: skip
        made.implied_org = place.implied
        yield made


def among(scene: Scene, clause: Clause) -> list[str]:
    """The people named after "among them", "including"."""
    found: list[str] = []
    for token in clause.objects:
        if token.tag_ not in {"NNS", "NNPS"} or scene.is_person(token):
            continue
        for word in scene.doc[token.i :]:
            if word.text.lower() in {"among", "including", "like"}:
                for name in scene.tokens(Kind.PERSON):
                    if name.i > word.i and scene.name(name) not in found:
                        found.append(scene.name(name))
                return found
    return found


RULES = (moves,)
