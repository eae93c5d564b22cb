"""Verbs that carry other verbs, and the small words beside a verb."""

from __future__ import annotations

from tracker.extraction.lexicon import words
from tracker.extraction.tokens import Token

SAY = words(
    "say tell write announce report confirm add note state post tweet claim reveal disclose explain declare reply "
    "promise think believe learn know argue insist hear understand suggest mention admit hint predict "
    "expect inform show see make_plain"
)
PLANS = words(
    "plan agree intend expect prepare decide want hope aim vow pledge promise set choose commit arrange mean "
    "opt elect propose schedule offer announce look ready go"
)
TALK = words(
    "consider mull weigh explore discuss talk contemplate debate ponder negotiate approach court think"
)
TALK_NOUNS = words(
    "talk discussion negotiation rumour rumor speculation gossip interest possibility idea consideration"
)
REPORT_NOUNS = words("report rumour rumor claim speculation suggestion story gossip allegation")
#: Whoever has none of these does nothing.
AIMS = frozenset(["intention", "plan", "desire", "wish", "ambition"])
DENY = words("deny dismiss reject refute rebut rebuff refuse decline")
#: "His attempt to hire X": nothing has come of it yet.
TRY_NOUNS = words("attempt effort bid push try approach campaign")
#: "Calls for X to resign": others want it.
ASK_NOUNS = words(
    "call demand pressure plea request appeal time reason wish desire right chance opportunity vote motion refusal failure "
    "pressure invitation temptation"
)
TRIED = words("try attempt fail seek refuse decline threaten")


#: An auxiliary that needs another one before it, and how "will" is written with what stands beside it: "she'll", "won't".
_UNFINISHED, _WILL = frozenset({"be"}), {"'ll", "’ll", "wo"}


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, borrowed from the first verb of a coordination if it has none or cannot do without: "will leave
    and be replaced"."""
    own = {child.text.lower() for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    alike = verb.lower_ in _ALIKE and not any(c.dep_ == "nsubj" for c in verb.children)
    if (
        own <= _UNFINISHED
        and verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and (verb.tag_ in {"VB", "VBG", "VBN"} or (alike and verb.tag_ == "VBD"))
    ):
        own |= auxiliaries(verb.head)
    return own | {"will"} if own & _WILL else own


#: What people do of themselves, though the form may be that of what is done to them.
_MOVES = words("leave quit join resign depart retire")
#: Verbs whose past is written as their infinitive.
_ALIKE = words("quit cut put set hit let shut split shed")


def is_bare(verb: Token) -> bool:
    """An infinitive; the "quit" of "and X quit soon after" is a past, though the model takes it for one."""
    told = verb.dep_ in {"ROOT", "conj", "relcl", "advcl"} and verb.lower_ in _ALIKE
    own = any(child.dep_ == "nsubj" for child in verb.children)
    return verb.tag_ == "VB" and not (told and own and not auxiliaries(verb))


def is_negated(verb: Token) -> bool:
    if any(
        child.dep_ == "neg" or child.text.lower() in {"never", "nor", "almost", "nearly"}
        for child in verb.children
    ):
        return True
    return any(
        child.dep_ in {"dobj", "nsubj", "nsubjpass"}
        and (
            child.text.lower() in {"nobody", "none", "no-one", "neither", "nothing"}
            or any(
                g.text.lower() in {"no", "neither"} and g.dep_ in {"det", "preconj", "cc"}
                for g in child.children
            )
        )
        for child in verb.children
    )


def is_to_be(verb: Token) -> bool:
    """The "be" of "X is to be chair"."""
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_ in {"be", "set"}


def only_joins(pronoun: Token) -> bool:
    """The "that" of "called the report that X plans to retire untrue", which the parse takes for what X retires."""
    verb = outermost(pronoun.head)
    told = verb.dep_ == "acl" and verb.tag_ in {"VBZ", "VBP", "VBD"}
    return pronoun.lower_ == "that" and told and verb.head.lemma_.lower() in REPORT_NOUNS


def tells_of_a_name(verb: Token) -> bool:
    """Read "who left Y in May" behind a name: that is so, even where the sentence around it supposes something."""
    past = verb.tag_ == "VBD" or bool(auxiliaries(verb) & {"has", "had"})
    told = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in verb.children)
    return verb.dep_ == "relcl" and verb.head.pos_ == "PROPN" and past and told


def is_told_between(verb: Token) -> bool:
    """Read "X left in May, Z reported, and ...": the parse gives what is told to the name, which makes the outlet a second subject."""
    told = verb.head.head
    subjects = [c.i for c in told.children if c.dep_ == "nsubj"]
    between = (
        verb.head.dep_ in {"nsubj", "dep"} and told.lemma_ in SAY and verb.tag_ in {"VBD", "VBN"}
    )
    return between and verb.lemma_ in _MOVES and any(verb.i < i < told.i for i in subjects)


def outermost(verb: Token) -> Token:
    """The verb that carries this one: "is planning" in "is planning to leave", "is" in "is about to leave"."""
    while verb.dep_ in {"xcomp", "acomp"} and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        verb = verb.head
    return verb


def talked_of(verb: Token) -> Token:
    """The "is" of "is in talks to buy Y", and any other verb itself."""
    noun = verb.head
    if (
        noun.lemma_.lower() in TALK_NOUNS
        and noun.dep_ == "pobj"
        and noun.head.head.pos_ in {"VERB", "AUX"}
    ):
        return noun.head.head
    return verb


_BUY, _ONCE = words("buy acquire purchase swallow"), words("after since when because")


def is_bought_beside(name: Token, its: Token) -> bool:
    """Read "Y bought Z after its chief executive had left", in which he is Z's."""
    bought = name.dep_ == "dobj" and name.head.lemma_ in _BUY
    return bought and any(word.lower_ in _ONCE for word in name.doc[name.i + 1 : its.i])


def governor_of(verb: Token) -> Token | None:
    """What a verb hangs on: another verb, or a noun as in "plans to leave"; none where it hangs on nothing."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return governor_of(head)
    if verb.dep_ in {"prep", "pcomp", "pobj"} and head.pos_ == "ADP":
        head = head.head
    return head if head.i != verb.i else None
