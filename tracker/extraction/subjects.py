"""The subjects of a verb: its own, and those that it has by what it hangs on."""

from __future__ import annotations

from tracker.extraction.lexicon import words
from tracker.extraction.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
LENDS_TO_PURPOSE = words("hire name appoint recruit tap bring poach promote choose pick select")
LENDS_OBJECT = words(
    "ask want order get expect tell allow persuade let make lead inspire prompt move drive spur motivate encourage convince"
)
#: What one says to others, or of them, of what they have done.
_OF_OTHERS = words(
    "accuse suspect convict thank praise blame criticise criticize fault mock forgive congratulate applaud commend scold"
)
#: Whoever gets something so gets it for what follows: "gave X money to set up Y".
_GIVES = words("award grant give")
DAYS = words("today tomorrow yesterday now")

_AUXILIARIES, _FINITE = words("aux auxpass"), frozenset(["VBD", "VBZ", "VBP"])
_TIMES = words(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow"
)
_TELLS = words("say tell write announce report confirm add state")


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of a verb, its own or borrowed from the verb that governs it."""
    own = [
        child
        for child in verb.children
        if child.dep_ in SUBJECTS
        and child.dep_ != "csubj"
        and not (verb.dep_ == "conj" and (child.lower_ in DAYS or _is_time_before(child)))
    ]
    if own:
        return own
    if depth > 6 or verb.head.i == verb.i:
        return _after_conjunction(verb)
    if (told := _told_around(verb)) is not None:
        return surface_subjects(told, depth + 1)
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        taken = _after_colon(verb) or _joined_to_a_noun(verb)
        return taken or surface_subjects(verb.head, depth + 1)
    if verb.dep_ in {"xcomp", "advcl", "pcomp", "ccomp"}:
        return _controlled(verb, depth)
    if verb.dep_ == "acomp":
        return surface_subjects(verb.head, depth + 1)  # "I'm thrilled to join Y"
    return _of_noun(verb, depth) if verb.dep_ in {"acl", "relcl"} else _after_conjunction(verb)


def _is_time_before(word: Token) -> bool:
    """The "that" of "and before that led Y"; as "today" in "and today heads Y", it does nothing there."""
    return word.lower_ == "that" and word.doc[word.i - 1].lower_ in {"before", "after"}


def _after_colon(verb: Token) -> list[Token]:
    """X of "Y changes hands: X, until now its lawyer, takes over", where the parse joins the second verb to the first."""
    opened = next((t for t in verb.doc[verb.head.i : verb.i] if t.text == ":"), None)
    named = None if opened is None else verb.doc[opened.i + 1]
    return [named] if named is not None and named.tag_ == "NNP" and named.dep_ == "appos" else []


def _joined_to_a_noun(verb: Token) -> list[Token]:
    """X of "Z is named chair of Y and X has resigned", where the parse joins X to Y."""
    begin = min((c.i for c in verb.children if c.dep_ in _AUXILIARIES), default=verb.i)
    if verb.tag_ not in _FINITE and begin == verb.i:
        return []
    name = verb.doc[begin - 1]
    joined = name.dep_ == "conj" and name.pos_ == "PROPN" and name.head.i > verb.head.i
    alone = not any(
        c.dep_ == "cc" and c.i < verb.i for c in verb.head.children if c.i > verb.head.i
    )
    return [name] if joined and alone and verb.doc[name.i - 1].lower_ == "and" else []


def _told_around(verb: Token) -> Token | None:
    """The verb that "serve" goes on in "X will retire, Y announced, and serve as Z", which the parse hangs on the telling."""
    teller = verb.head
    if teller.lemma_ not in _TELLS or teller.tag_ != "VBD" or verb.i < teller.i:
        return None
    told = next((c for c in teller.children if c.dep_ == "ccomp" and c.i < teller.i), None)
    if teller.dep_ == "parataxis" and teller.head.i < teller.i:
        told = teller.head
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    goes_on = verb.dep_ == "conj" and verb.tag_ in {"VB", "VBZ", "VBP"} and not auxiliaries
    looks_back = verb.dep_ in {"advcl", "xcomp"} and "having" in auxiliaries
    return told if goes_on or looks_back else None


def governing_verb(token: Token) -> Token:
    """The verb that the token hangs on, itself if it is one; the root where there is none."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def _controlled(verb: Token, depth: int) -> list[Token]:
    """The subject of "to lead" in "hired X to lead Y" is X, in "X wants to lead Y" and "gave X money to lead Y" too."""
    governor = governing_verb(verb.head)
    if verb.tag_ == "VB" and (given := given_to(governor)):
        return given
    objects = [c for c in governor.children if c.dep_ == "dobj"]
    if objects and verb.dep_ == "pcomp" and _tells_of_others(governor, verb.head):
        return objects
    lends = verb.dep_ in {"xcomp", "ccomp"} and governor.lemma_ in LENDS_OBJECT | LENDS_TO_PURPOSE
    lends = lends or (
        verb.dep_ == "advcl" and verb.tag_ == "VB" and governor.lemma_ in LENDS_TO_PURPOSE
    )
    if objects and lends:
        return objects
    return surface_subjects(governor, depth + 1)


def _tells_of_others(verb: Token, word: Token) -> bool:
    """Whether what follows a verb is told of its object: "accused X of leaving", "thanked X for joining Y", "talked X into going"."""
    return word.lower_ == "into" or (
        word.lower_ in {"of", "for", "on"} and verb.lemma_ in _OF_OTHERS
    )


def given_to(verb: Token) -> list[Token]:
    """Who gets something: X in "gave X money", "gave money to X"."""
    told = [c for c in verb.children if c.dep_ == "dative" and verb.lemma_ in _GIVES]
    to = [g for c in told if c.pos_ == "ADP" for g in c.children if g.dep_ == "pobj"]
    return [c for c in told if c.pos_ != "ADP"] or to


def _of_noun(verb: Token, depth: int) -> list[Token]:
    """The subject of a clause that hangs on a noun: "Y's plan to buy Z", "Y is in talks to buy Z"."""
    noun = verb.head
    if verb.tag_ == "VB" and any(c.text.lower() == "to" for c in verb.children):
        owners = [c for c in noun.children if c.dep_ == "poss"]
        if owners:
            return owners
        governor = governing_verb(noun)
        if noun.dep_ in {"dobj", "pobj", "attr"} and governor.pos_ in {"VERB", "AUX"}:
            return surface_subjects(governor, depth + 1)
    return [noun]


def _after_conjunction(verb: Token) -> list[Token]:
    """The subject in "as X, the founder of Y, prepares ..." where the parse takes "as X" for a phrase."""
    opening = _behind_a_time(verb)
    if opening or verb.tag_ not in {"VBZ", "VBD", "VBP"}:
        return opening
    for word in reversed(list(verb.doc[: verb.i])):
        if (
            word.dep_ == "pobj"
            and word.pos_ == "PROPN"
            and word.head.text.lower() in {"as", "while", "after", "since", "before", "until"}
        ):
            return [word]
    return []


def _behind_a_time(verb: Token) -> list[Token]:
    """X in "From September X will lead Y", "For the time being X leads Y", "At Y, X, who …, leads Z", where the parse takes X for a part of the time or the place."""
    if verb.dep_ != "ROOT" or verb.doc[0].head != verb or verb.doc[0].dep_ != "prep":
        return []
    for word in verb.doc[1 : verb.i]:
        if word.pos_ != "PROPN" or word.dep_ not in {"pobj", "attr", "appos"}:
            continue
        before = verb.doc[word.i - 1].lower_
        at_the_place = word.head.head == verb.doc[0] and before == ","
        if word.dep_ == "appos" and at_the_place and word.head.pos_ == "PROPN":
            return [word]
        if (word.dep_ == "attr" and before == "being") or (
            before in _TIMES and word.dep_ == "pobj"
        ):
            return [word]
    return []
