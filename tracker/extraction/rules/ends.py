"""The two ends of a move: whom it concerns, where they come from, where they go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.of_several import with_place
from tracker.extraction.rules.shared import Place, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.side_jobs import is_side_job
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token
from tracker.kernel.whole_words import stands_only_behind

_COMES = words("come move go switch return defect come_over go_over")
_OFFERED = re.compile(
    r"\b(?:offers?|approach(?:es)?|invitations?|calls?|proposals?|contracts?|jobs?|letters?|packages?|posts?|roles?|bids?|cheques?|salary|money)\b"
    r"[^,;.]{0,40}\bfrom (?:the )?$"
)
_HIRES = words("hire poach recruit lure prise woo snatch snap_up lure_away hire_away poach_away")
#: What is told of somebody's time at a place once it is over.
_ENDS = words("leave quit depart resign exit")


def both_ends(
    scene: Scene, rule: str, judged: Judgement, people: list[str], to: Place, origin: Place | None, probability: float,
    *, title: str | None = None,
) -> Iterator[Draft]:  # fmt: skip
    """A joining, and the leaving that goes with it where the origin is named."""
    own = origins(scene)
    if origin is not None and origin.org == to.org:
        origin = None
    for person in people:
        if person in own and own[person] != to.org:
            origin = Place(own[person])
        elif own and len(people) > 1:
            origin = None
        elif origin is None and rule != "hires":
            before = org_of_owner(scene, person) or came_before(scene, person, to.org)
            origin = Place(before) if before not in {None, to.org} else None
        if is_side_job(title or ""):
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


def org_of_owner(scene: Scene, person: str) -> str | None:
    """Y in "Y's X joins Z"."""
    for token in scene.tokens(Kind.PERSON):
        if scene.name(token) == person:
            owner = next((c for c in token.lefts if c.dep_ == "poss" and scene.is_org(c)), None)
            return place.org if owner is not None and (place := place_at(scene, owner)) else None
    return None


def came_before(scene: Scene, person: str, to: str | None) -> str | None:
    """Y in "X, who joined Y in May, is going to Z" and "X, who left V for Y, joins Z": where somebody was until he moves on."""
    found: str | None = None
    for clause in clauses(scene.doc):
        verb = clause.verb
        of_whom = verb.dep_ == "relcl" and verb.head.i < verb.i
        if not of_whom or judge(scene, verb).status is not Status.DONE:
            continue
        hired = clause.lemma in _HIRES and not clause.passive
        if person not in [p for t in (clause.objects if hired else clause.subjects) for p in scene.people(t)]:  # fmt: skip
            continue
        if any(c.dep_ == "conj" and c.lemma_ in _ENDS for c in verb.children):
            return None
        places = [p for t in _reached(clause) if scene.is_org(t) and (p := place_at(scene, t))]
        found = next((p.org for p in places if p.org and not p.implied), found)
    return found if found != to else None


def _reached(clause: Clause) -> list[Token]:
    """What somebody has come to by a verb of coming, or of leaving one place for another."""
    if clause.passive:
        return []
    if clause.lemma in _HIRES:
        return clause.subjects
    if clause.lemma in {"join", "rejoin"}:
        return clause.objects
    if clause.lemma in {"leave", "quit"}:
        return list(clause.preps("for"))
    return list(clause.preps("to")) if clause.lemma in _COMES else []


def companions(scene: Scene, clause: Clause) -> list[str]:
    """Who comes along: "together with its president, X"; "alongside X"; "X joins Z from Y, W from V"."""
    found: list[str] = []
    for word in scene.doc:
        if word.text.lower() not in {"with", "alongside"} or word.dep_ != "prep":
            continue
        if _verb_of(word) != clause.verb:
            continue  # "came to Y and led its lab together with X"
        before = scene.doc[word.i - 1].text.lower() if word.i else ""
        if word.text.lower() == "with" and before not in {"together", "along"}:
            continue
        found += [
            p for thing in word.children if thing.dep_ == "pobj" for p in _those(scene, thing)
        ]
    return [*found, *_gapped(scene, clause)]


def _verb_of(word: Token) -> Token:
    """The verb that a preposition goes with: none that only follows it, "hired X together with Z, Y reported"."""
    verb = governing_verb(word)
    before = [t for t in word.doc[: word.i] if t.pos_ == "VERB"]
    return before[-1] if verb.i > word.i and before else verb


def _those(scene: Scene, thing: Token) -> list[str]:
    """X and Z of "with his co-founders X and Z"."""
    beside = [c for c in thing.children if c.dep_ == "appos" and scene.is_person(c)]
    named = [scene.name(m) for c in beside if not scene.is_person(thing) for m in scene.group(c)]
    return named or scene.people(thing)


def _gapped(scene: Scene, clause: Clause) -> Iterator[str]:
    """W and U in "X moved to Z from Y, W from V and U from T"."""
    doc, seen = scene.doc, False
    for token in doc[clause.verb.i + 1 :]:
        if token.pos_ in {"VERB", "AUX"}:
            return
        after = list(doc[token.i + 1 : token.i + 3])
        opened = scene.is_person(token) and doc[token.i - 1].lower_ in {",", ";", "and"}
        if opened and seen and len(after) > 1 and after[0].lower_ == "from" and scene.is_org(after[1]):  # fmt: skip
            yield scene.name(token)
        seen = seen or token.lower_ == "from"


def origins(scene: Scene) -> dict[str, str]:
    """Where each of several people comes from: "X and Y, both from Z, and W, from V"."""
    apart = respectively(scene)
    if apart:
        return apart
    found = _of_their_kind(scene) | _in_brackets(scene)
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
        elif (
            "all" in words
            or words == ["from"]
            or (words == ["of"] and len(scene.group(scene.doc[persons[0]])) > 1)
        ):
            members = [
                m
                for m in persons[: number + 1]
                if scene.name(scene.doc[m]) not in found and not _has_own(scene, m, i)
            ]
        for member in members:
            found[scene.name(scene.doc[member])] = scene.at[j].text
    return found


def _has_own(scene: Scene, first: int, last: int) -> bool:
    """Whether "X moved to Z from Y, W from V" tells of each where he comes from."""
    between = scene.doc[first:last]
    return any(t.pos_ == "VERB" for t in between) and any(t.lower_ == "from" for t in between)


def _in_brackets(scene: Scene) -> dict[str, str]:
    """Read "X (Y) and W (V)"."""
    found: dict[str, str] = {}
    for token in scene.tokens(Kind.PERSON):
        after = list(scene.doc[token.i + 1 : token.i + 4])
        if [t.text for t in after[::2]] == ["(", ")"] and scene.kind(after[1]) is Kind.ORG:
            found[scene.name(token)] = scene.at[after[1].i].text
    return found if len(found) > 1 else {}


def behind_their_places(scene: Scene) -> dict[str, str]:
    """Read "From Z come X and W, from V U and from T S": each of those named right behind a place comes from it."""
    found: dict[str, str] = {}
    places = 0
    for word in scene.doc[:-2]:
        if word.lower_ != "from" or not scene.is_org(scene.doc[word.i + 1]):
            continue
        first = word.i + 2
        come = scene.doc[first].lemma_ == "come" and first + 1 < len(scene.doc)
        people = list(_in_row(scene, first + come))
        places += bool(people)
        found |= dict.fromkeys(people, scene.at[word.i + 1].text)
    return found if places > 1 else {}


def _in_row(scene: Scene, first: int) -> Iterator[str]:
    """Those who are named in one row, with nothing but commas and an "and" between."""
    for token in scene.doc[first:]:
        if scene.is_person(token):
            yield scene.name(token)
        elif token.i == first or token.lower_ not in {",", "and"}:
            return


def respectively(scene: Scene) -> dict[str, str]:
    """Read "X and W join Z from Y and V, respectively"."""
    last = next((t.i for t in scene.doc if t.text.lower() == "respectively"), None)
    opening = [t for t in scene.doc[: last or 0] if t.text.lower() == "from"]
    if last is None or not opening:
        return {}
    places = [t for t in scene.doc[opening[-1].i : last] if scene.is_org(t)]
    people = [t for t in scene.doc[: opening[-1].i] if scene.is_person(t)]
    if (
        len(people) > len(places) > 1
    ):  # of "W leads; she has hired X and Z from Y and V" those of the last list
        people = [t for t in scene.whole_group(people[-1]) if t.i < opening[-1].i]
    if len(places) != len(people) or len(people) < 2:
        return {}
    return {scene.name(p): scene.at[o.i].text for p, o in zip(people, places, strict=True)}


def _of_their_kind(scene: Scene) -> dict[str, str]:
    """Read "two Y researchers, X and W" and "X and W, both researchers at Y" of both."""
    found: dict[str, str] = {}
    for noun in scene.doc:
        orgs = [
            c
            for c in noun.lefts
            if c.dep_ in {"compound", "poss", "nmod"}
            and scene.kind(c) is Kind.ORG
            and (c.i > 0 or scene.at[c.i].known)  # "Eleven researchers" come from no Eleven
        ]
        named = [c for c in noun.children if c.dep_ == "appos" and scene.is_person(c)]
        if not orgs and (several := with_place(scene, noun)) is not None:
            found |= several
        if noun.tag_ == "NNS" and len(orgs) == 1 and named and not scene.is_org(noun):
            people = [t for n in named for t in (n, *n.conjuncts) if scene.is_person(t)]
            found |= {scene.name(t): scene.at[orgs[0].i].text for t in people if len(people) > 1}
    return found


def comes_from(scene: Scene, org: str | None, origin: Place | None) -> bool:
    """Whether an organisation is where somebody comes from: it is ``origin``, or named only behind a "from".

    "An offer from Y" is none: it may be accepted.
    """
    if org is None or (origin is not None and origin.org == org):
        return org is not None
    return stands_only_behind(org, scene.text, _is_origin)


def _is_origin(before: str) -> bool:
    return before.endswith(("from ", "from the ")) and not _OFFERED.search(before)
