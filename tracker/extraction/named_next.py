"""Who is named right behind a sentence that tells of somebody without a name: "The finance chief of Y has left. X told colleagues ..."."""

from __future__ import annotations

import re

from tracker.extraction.kinds import Kind
from tracker.extraction.predicates import SAY
from tracker.extraction.preparing import Prepared
from tracker.extraction.tokens import Token

#: What may stand before a name that opens a sentence.
_BESIDE = frozenset(["compound", "nmod", "amod", "det", "poss", "case", "punct"])
_STAYS = frozenset(["stay", "remain"])
#: Who does so behind a sentence of somebody's going has his post after him.
_FOLLOWS = re.compile(
    r"(?:succe|replac|follow|inherit|assum|t(?:ake|akes|aking|ook) over|step(?:s|ped|ping)? (?:in|up)|(?:fill|stand)(?:s|ed|ing)? in|stood in|act(?:s|ing)? as"
    r"|serv(?:e|es|ing) as (?:the )?(?:interim|acting))",
    re.IGNORECASE,
)
_CALLED = frozenset(["name", "appoint", "choose", "pick", "promote", "elect", "select", "hire"])
_GOES = re.compile(
    r"\b(?:leav|left\b|resign|quit|step(?:s|ped|ping)? (?:down|aside)|go(?:es|ing|ne)?\b|depart|retir|fire[ds]?\b|dismiss|oust|remov|part(?:s|ed|ing)\b|los(?:es|t|ing)\b|out\b)",
    re.IGNORECASE,
)
#: Who is so called is not who was spoken of.
_TELLS = re.compile(
    r"spokes\w+|analyst|lawyer|economist|critic|reporter|commentator", re.IGNORECASE
)


def named_next(ready: Prepared) -> list[tuple[str, ...]]:
    """For each sentence those whom the next one names, the first of them in full, where nobody has been named so far; else nobody."""
    known: set[int] = set()
    found: list[tuple[str, ...]] = []
    for number, segment in enumerate(ready.segments):
        if _people(ready, number):
            known.add(segment.item)
        found.append(() if segment.item in known else _behind(ready, number))
    return found


def _behind(ready: Prepared, number: int) -> tuple[str, ...]:
    """Whom the sentence behind another names, if it may tell who is meant there."""
    later = number + 1
    if later >= len(ready.segments) or _place(ready, later) != _place(ready, number):
        return ()
    people = _people(ready, later)
    if not people or " " not in _name(ready, later, people[0]):
        return ()
    opens = all(t.dep_ in _BESIDE for t in ready.parses[later][: people[0].i])
    alone = len(people) == 1 and _is_told_of(people[0])
    if not (opens or alone) or _is_another(ready, number, people[0]):
        return ()
    return tuple(dict.fromkeys(_name(ready, later, token) for token in people))


def _is_told_of(name: Token) -> bool:
    """Read "Z has lost confidence in X", "Y wrote that X would go": not "Z has named X", "it passes to X"."""
    of_him = name.dep_ == "pobj" and name.head.lower_ in {"in", "of", "from"}
    return of_him or name.dep_ in {"nsubj", "nsubjpass", "poss"}


def _place(ready: Prepared, number: int) -> tuple[int, int | None]:
    segment = ready.segments[number]
    return segment.item, segment.entry


def _people(ready: Prepared, number: int) -> list[Token]:
    doc, named = ready.parses[number], ready.named[number]
    return [doc[i] for i, mention in sorted(named.items()) if mention.kind is Kind.PERSON]


def _name(ready: Prepared, number: int, token: Token) -> str:
    return ready.registry.fullest(ready.named[number][token.i].text)


def _is_another(ready: Prepared, number: int, token: Token) -> bool:
    """Whether the next sentence names somebody else: who stays, who comes in the place of who has gone, or who only tells of it."""
    verb = token.head if token.dep_ in {"nsubj", "nsubjpass"} else None
    if verb is None:
        return False
    if verb.lemma_ in _STAYS or _only_tells(ready, number, token):
        return True
    later = number + 1
    said = ready.segments[later].text[ready.places[later][verb.i][0] :]
    called = token.dep_ == "nsubjpass" and verb.lemma_ in _CALLED
    comes = called or _FOLLOWS.match(said) is not None
    return comes and _GOES.search(ready.segments[number].text) is not None


def _only_tells(ready: Prepared, number: int, token: Token) -> bool:
    """Read "Z, the chief executive, said" behind a sentence of a finance chief: somebody else, who tells of it."""
    if token.dep_ != "nsubj" or token.head.lemma_ not in SAY:
        return False
    named = ready.named[number + 1]
    titles = [c for c in token.children if c.dep_ in {"appos", "compound", "nmod"} and c.i in named]
    told = ready.segments[number].text.lower()
    return any(
        _TELLS.search(named[c.i].text)
        or not (named[c.i].text.lower() in told or any(t.lower_ == "former" for t in c.subtree))
        for c in titles
        if named[c.i].kind is Kind.TITLE
    )
