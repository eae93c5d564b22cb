"""Units dissolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.plain_words import is_plain
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.rules.units import UNIT_LIKE, in_a_town, subject_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_DISSOLVE = {
    "disband",
    "dissolve",
    "shut down",
    "close",
    "close down",
    "shut",
    "wind down",
    "scrap",
    "axe",
    "ax",
    "kill off",
    "mothball",
    "pull down",
    "do",
    "break up",
    "eliminate",
    "shutter",
    "kill",
    "abolish",
    "dismantle",
    "wind up",
    "discontinue",
    "give up",
    "drop",
}


#: What a company winds down, or folds into another, of what is its own.
_OWN = UNIT_NOUNS | {"fund", "magazine", "incubator"}
#: What may be a unit where it is told to end, or to be merged.
_MORE = {"operation", "office", "project", "business", "organisation", "organization"}
#: What is a unit where a company has it, and is called by its work.
_BODIES = {"board", "council", "panel", "committee", "incubator"}
#: Idioms for the end of something: the verb, its object and what follows it.
_IDIOMS = (
    ("pull", "plug", "on"),
    ("put", "end", "to"),
    ("bring", "end", "to"),
    ("call", "time", "on"),
)


def dissolved(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        things = _ended(scene, clause)
        if (
            not things
            and clause.lemma in {"close", "shut", "shut down", "dissolve", "close down", "disband"}
            and not clause.passive
        ):
            things = clause.subjects
        together = [t for thing in things for t in (thing, *_members(scene, thing))]
        likewise = _so_are(scene, clause)
        for token in [*together, *likewise]:
            called = _called_like_a_unit(scene, clause, token, sure=bool(likewise))
            place = existing_unit(scene, token) or called
            if place is None or place.unit is None:
                continue
            org = subject_org(scene, clause) if things is not clause.subjects else None
            org = place.org if place is called else org
            judged = _ending(scene, clause)
            if judged.status is None:
                return
            yield draft(
                FactType.UNIT_DISSOLVED,
                scene,
                "unit_dissolved",
                judged,
                0.75,
                org=org or place.org,
                unit=place.unit,
            )


def _ending(scene: Scene, clause: Clause) -> Judgement:
    """How an end is told; what "is no more" has ended."""
    judged = judge(scene, clause.verb)
    over = judged.status is Status.ANNOUNCED and _is_no_more(clause)
    return replace(judged, status=Status.DONE) if over else judged


def _members(scene: Scene, thing: Token) -> list[Token]:
    """Z and W in "closes X, Z and W"."""
    named = [t for t in thing.conjuncts if t.i > thing.i and scene.is_org(t)]
    return named if scene.is_org(thing) else []


def _so_are(scene: Scene, clause: Clause) -> list[Token]:
    """Z and W in "X is being closed, and so are Z and W"."""
    if not clause.passive:
        return []
    so = next((t for t in scene.doc[clause.verb.i :] if t.lower_ == "so" and t.head.lemma_ == "be"), None)  # fmt: skip
    if so is None or so.i + 1 >= len(scene.doc) or scene.doc[so.i + 1] != so.head:
        return []
    named = [c for c in so.head.children if c.dep_ in {"nsubj", "attr"} and c.i > so.i]
    return [t for c in named[:1] for t in (c, *c.conjuncts)]


def _called_like_a_unit(scene: Scene, clause: Clause, token: Token, *, sure: bool) -> Place | None:
    """Y Labs in "Z is closing Y Labs" and "Y Labs will be closed, Z said", where nothing else tells whose it is."""
    mention = scene.at.get(token.i)
    if mention is None or mention.known or mention.kind not in {Kind.NAME, Kind.ORG}:
        return None
    last = mention.text.lower().split()[-1]
    if not sure and (" " not in mention.text or last.removesuffix("s") not in UNIT_NOUNS):
        return None
    tellers = (c for c in clauses(scene.doc) if c.lemma in SAY and not c.passive)
    tells = next((t for c in tellers for t in c.subjects if scene.is_org(t)), None)
    closes = tells if clause.passive else next(iter(clause.subjects), None)
    org = next(iter(scene.orgs(closes)), None) if closes is not None else None
    return Place(org, mention.text) if org not in {None, mention.text} else None


def _ended(scene: Scene, clause: Clause) -> list[Token]:
    """What a verb ends: "disbands Y", "does away with Y", "pulled the plug on Y"."""
    if clause.lemma == "do":
        away = any(c.text.lower() == "away" for c in clause.verb.children)
        since = clause.verb.tag_ == "VBN" and not clause.passive  # "has done without its Z team"
        return list(clause.preps(*(("with",) if away else ("without",) if since else ())))
    if clause.verb.lemma_ == "be" and _is_no_more(clause):
        return clause.subjects
    if clause.verb.lemma_ == "be" and clause.verb.tag_ == "VBD":  # "the lab was closed"
        return (
            clause.subjects
            if any(c.lower_ in {"closed", "shut"} for c in clause.complements)
            else []
        )
    if clause.lemma == "cease" and any(c.lemma_ == "exist" for c in clause.verb.children):
        return clause.subjects
    for verb, noun, word in _IDIOMS:
        if clause.verb.lemma_ == verb and any(o.lower_ == noun for o in clause.objects):
            return list(clause.preps(word))
    if clause.lemma == "give up" and any(scene.people(s) for s in clause.subjects):
        return []  # somebody who gives up a lab only leaves it
    if clause.verb.lemma_ == "break" and any(clause.preps("into")):
        return []  # which goes on in its parts
    if clause.lemma == "drop" and any(clause.preps("from", "in")):
        return []  # "dropped its chip team from the list"
    return clause.objects if clause.lemma in _DISSOLVE else []


def _is_no_more(clause: Clause) -> bool:
    """Read "the Z team is no more", "the Z team is history"."""
    told = [c for c in clause.verb.children if c.i > clause.verb.i and c.dep_ != "punct"]
    words = [t.lower_ for c in told[:1] for t in c.subtree]
    return clause.verb.tag_ in {"VBZ", "VBP"} and words in (["no", "more"], ["history"])


def _joined_name(scene: Scene, token: Token) -> str | None:
    """The unit in "its ethics and society team", of which the parse makes ethics and a team."""
    if token.i in scene.at or token.lemma_.lower() in UNIT_NOUNS:
        return None
    for last in token.children:
        named = any(c.dep_ in {"compound", "amod", "nmod"} for c in last.lefts)
        alone = not any(c.dep_ in {"det", "poss"} for c in last.lefts)
        if last.dep_ == "conj" and last.tag_ == "NN" and last.lemma_.lower() in UNIT_LIKE:
            first = min([c.i for c in token.lefts if c.dep_ in {"compound", "amod"}] + [token.i])
            return scene.words(first, last.i) if named and alone else None
    return None


def _body(scene: Scene, token: Token) -> Place | None:
    """Read "its ethics board", "its internal incubator"; a board by itself is that of the whole company."""
    left = [c for c in token.lefts if c.dep_ in {"compound", "amod"} and not is_plain(c)]
    owner = scene.owner(token)
    if token.lemma_.lower() not in _BODIES or not left or owner is None:
        return None
    return Place(owner, scene.words(left[0].left_edge.i, token.i))


def existing_unit(scene: Scene, token: Token) -> Place | None:
    mention = scene.at.get(token.i)
    joined = _joined_name(scene, token)
    if joined is not None:
        return Place(scene.owner(token) or context_org(scene, token), joined)
    if (
        mention is not None
        and mention.kind in {Kind.NAME, Kind.ORG}
        and not (mention.known and mention.kind is Kind.ORG)
    ):
        if any(c.dep_ == "appos" and c.lemma_.lower() in _OWN for c in token.children):
            return Place(context_org(scene, token), mention.text)
        owner = scene.owner(token)
        return Place(owner, mention.text) if owner and owner != mention.text else None
    if mention is not None and mention.kind is Kind.ORG:
        return None
    if mention is None and token.lemma_.lower() not in UNIT_LIKE | _MORE:
        return _body(scene, token)
    if (site := in_a_town(scene, token)) is not None:
        return Place(scene.owner(token) or context_org(scene, token), site)
    place = place_at(scene, token)
    return place if place is not None and place.unit else None


_CLOSURES = words("closure shutdown closing dissolution disbanding shuttering")
_SINCE = words("follow after since")


def closures(scene: Scene) -> Iterator[Draft]:
    """Read "after the closure of its Y lab", "announced the shutdown of its Y team"."""
    for noun in scene.doc:
        if noun.lemma_.lower() not in _CLOSURES or noun.i in scene.at or noun.pos_ != "NOUN":
            continue
        above = noun.head
        since = noun.dep_ == "pobj" and above.lemma_.lower() in _SINCE | {"following"}
        told = noun.dep_ == "dobj" and above.lemma_ == "announce"
        judged = judge(scene, above) if told else Judgement(Status.DONE if since else None)
        if told and judged.status is Status.DONE:
            judged = replace(judged, status=Status.ANNOUNCED)
        for thing in (g for p in noun.children if p.lower_ == "of" for g in p.children):
            place = existing_unit(scene, thing) if judged.status is not None else None
            if place is not None and place.unit and place.org:
                yield draft(
                    FactType.UNIT_DISSOLVED, scene, "unit_dissolved", judged, 0.75, org=place.org, unit=place.unit
                )  # fmt: skip


RULES = (dissolved, closures)
