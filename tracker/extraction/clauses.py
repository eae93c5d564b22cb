"""Predicates and who does what: subjects, objects and prepositions, through passives and conjunctions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.lexicon import words
from tracker.extraction.predicates import is_told_between, only_joins
from tracker.extraction.subjects import (
    DAYS,
    LENDS_OBJECT,
    LENDS_TO_PURPOSE,
    SUBJECTS,
    surface_subjects,
)
from tracker.extraction.tokens import Parse, Token, text_of

#: The tags of nouns that mean several, in the Penn Treebank's set.
PLURALS = {"NNS", "NNPS"}
STEPS = words("step stand walk")
_PREPS = frozenset(["ADP", "SCONJ", "ADV", "PART"])
_ELECT = words("elect name appoint choose make")
#: On what a thing is done for a time: "on an interim basis", "in an acting capacity".
_FOR_A_TIME = frozenset(["basis", "capacity"])
#: Behind whom these name stands what he is told: "told the board she will go".
_INFORMS = words("tell inform notify assure remind warn")


@dataclass(slots=True)
class Clause:
    """A verb with its parts; the subject and object are those of the meaning, not of the voice."""

    verb: Token
    lemma: str
    passive: bool
    subjects: list[Token]
    objects: list[Token]
    complements: list[Token]
    _followed: list[tuple[str, Token]] | None = None

    def preps(self, *words: str) -> Iterator[Token]:
        """What follows one of these prepositions in the clause."""
        if self._followed is None:
            self._followed = [
                (prep.text.lower(), child)
                for prep in self._prepositions()
                for child in prep.children
                if child.dep_ in {"pobj", "pcomp"}
            ]
        for prep, child in self._followed:
            if prep in words:
                yield child

    def _prepositions(self) -> Iterator[Token]:
        stack = [self.verb, *self.objects, *self.complements]
        for child in self.verb.children:
            if child.dep_ in {"prt", "advmod", "acomp", "dative", "npadvmod"}:
                stack.append(child)
        seen: set[int] = set()
        while stack:
            word = stack.pop(0)
            if word.i in seen:
                continue
            seen.add(word.i)
            beyond = _as_beyond(word) if word in self.objects else ()
            for child in (*word.children, *beyond):
                if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in _PREPS:
                    if _is_beyond(child) and word is self.verb:
                        continue
                    yield child
                    stack.append(child)
                    stack.extend(g for g in child.children if g.dep_ in {"pobj", "conj"})
            if word.dep_ == "prep" or (word.dep_ == "conj" and word.pos_ == "ADP"):
                joined = [c for c in word.children if c.dep_ == "conj"]
                yield from (c for c in joined if c.pos_ == "ADP")  # "from the post and from Y"
                stack.extend(joined)


def _as_beyond(thing: Token) -> Iterator[Token]:
    """The "as" of "Y names X, who left Z in May, as its T", which the parse gives to the leaving."""
    for verb in thing.children:
        if verb.dep_ == "relcl":
            yield from filter(_is_beyond, verb.children)


def _is_beyond(prep: Token) -> bool:
    """Whether an "as" stands behind the comma that ends the clause it hangs on: "..., who left Z in May, as its T"."""
    verb = prep.head
    behind = prep.lower_ == "as" and prep.doc[prep.i - 1].text == ","
    return behind and verb.dep_ == "relcl" and verb.head.head.lemma_ in LENDS_TO_PURPOSE


def lemma_of(verb: Token) -> str:
    """The verb's lemma, with its particle: "step down", "set up"."""
    lemma = "found" if _is_to_found(verb) else verb.lemma_.lower()
    particle = next((c.text.lower() for c in verb.children if c.dep_ == "prt"), None)
    if particle is None and lemma == "spin" and any(map(_out_of, verb.children)):
        particle = "out"
    if particle is None and lemma in STEPS:
        particle = next(
            (
                c.text.lower()
                for c in verb.children
                if c.i == verb.i + 1
                and (
                    (c.dep_ == "advmod" and c.lower_ in {"down", "aside", "away", "up", "back"})
                    or _out_of(c)
                )
            ),
            None,
        )
    if lemma == "leave" and particle != "behind":
        return lemma  # "left over the past month"
    return f"{lemma} {particle}" if particle else lemma


def _out_of(word: Token) -> bool:
    """The "out" of "walked out of Y", which the parse takes for a preposition."""
    return (
        word.dep_ == "prep"
        and word.lower_ == "out"
        and any(c.lower_ == "of" for c in word.children)
    )


def _is_to_found(verb: Token) -> bool:
    """Read "helped to found Y", "helped found Y", "helped W found Y": no past of "find" stands there."""
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    helps = verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ == "help"
    return verb.lower_ == "found" and (
        helps or before in {"to", "help", "helps", "helped", "helping"}
    )


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return not is_told_between(verb)
    if (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBN"
        and not any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children)
    ):
        return True
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not any(c.dep_ in {*SUBJECTS, "aux"} for c in verb.children)
    ):
        return is_passive(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else False
    return False


def _objects(verb: Token) -> list[Token]:
    return [
        child
        for child in verb.children
        if child.dep_ in {"dobj", "dative", "obj"} and child.pos_ != "ADP" and not only_joins(child)
    ] or [
        # "is bringing in X": the particle taken for a preposition
        thing for child in verb.children if child.dep_ == "prt" for thing in child.children if thing.dep_ == "pobj"
    ]  # fmt: skip


def relative_object(verb: Token) -> list[Token]:
    """The noun that a relative clause without an object of its own describes: "the firm that X founded"."""
    clause = _relative_clause_of(verb)
    if clause is not None and not _objects(verb) and not _is_told(clause.head):
        subjects = [c for c in clause.children if c.dep_ in SUBJECTS]
        if subjects and subjects[0].text.lower() not in {"who", "that", "which"}:
            return [clause.head]
    return []


def _is_told(noun: Token) -> bool:
    """The board of "told the board she plans to retire", which nothing is said of."""
    return noun.dep_ in {"dobj", "dative"} and noun.head.lemma_ in _INFORMS


def _relative_clause_of(verb: Token) -> Token | None:
    """The verb whose relative clause has a verb's object: itself, and "helped" in "the firm that X helped to found"."""
    clause = verb
    while (
        clause.dep_ == "xcomp"
        and clause.head.pos_ in {"VERB", "AUX"}
        and clause.head.lemma_ not in LENDS_OBJECT | LENDS_TO_PURPOSE
        and not _objects(clause.head)
    ):
        clause = clause.head
    return clause if clause.dep_ == "relcl" else None


def _shared_object(verb: Token) -> list[Token]:
    """Y in "X founded and runs Y": the object of the verb that follows right behind "and"."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    if len(after) < 2 or after[0].lower_ != "and" or after[1] not in verb.children:
        return []
    return _objects(after[1]) if after[1].dep_ == "conj" else []


def _is_active(verb: Token) -> bool:
    """Read "Y named X, a Z executive, its T" and "Y today named X to its board" where the parse has "Y, named X": there is no other verb."""
    between = verb.doc[verb.head.i + 1 : verb.i]
    near = all(t.lower_ in DAYS for t in between)
    names = verb.lemma_ == "name" and verb.dep_ == "acl" and near
    alone = names and verb.head.dep_ == "ROOT" and verb.head.pos_ == "PROPN"
    named = [c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN"]
    return alone and any(text_of(verb.doc[c.i + 1 : c.i + 2]) in {",", "to"} for c in named)


def _elected(verb: Token) -> list[Token]:
    """X in "the trustees of the Y institute elected X president", where the parse has "the institute elected"."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    told = verb.dep_ == "acl" and verb.lemma_ in _ELECT and verb.i == verb.head.i + 1
    told = told and verb.head.pos_ == "NOUN"
    if not told or not after or after[0].pos_ != "PROPN":
        return []
    beside = after[0].head if after[0].dep_ in {"compound", "nmod"} else after[0]
    return [after[0]] if beside.head == verb and beside.dep_ in {"oprd", "dobj"} else []


def _whom_named(verb: Token) -> Token | None:
    """X in "X, whom the board made chief", where the parse takes the chief for what was made."""
    if verb.dep_ != "relcl" or verb.lemma_ not in _ELECT or not _objects(verb):
        return None
    whom = any(c.lower_ == "whom" and c.dep_ != "dobj" for c in verb.children)
    return verb.head if whom else None


def _made_so(verb: Token) -> Token | None:
    """X in "made him its chief", where the parse has "he its chief" as what was made."""
    posts = [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in {"NOUN", "PROPN"}]
    if verb.lemma_ not in _ELECT or not posts:
        return None
    return next((c for c in posts[0].children if c.dep_ == "nsubj" and c.i == verb.i + 1), None)


def _is_told_of(verb: Token) -> bool:
    """Read "The T, who came in May, left" where the parse has "the T left", as of a thing that is left: there is no other verb."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return False
    alone = noun.dep_ == "ROOT" and noun.pos_ in {"NOUN", "PROPN"}
    described = any(t.dep_ == "relcl" for t in verb.doc[noun.i : verb.i])
    return alone and described and not any(c.dep_ == "agent" for c in verb.children)


def _is_whom_of_a_thing(pronoun: Token, clause: Token | None) -> bool:
    """Whether the parse has hung "X, head of the business, whom Y lost to Z" on the business: "whom" tells who is meant."""
    head = clause.head if clause is not None and pronoun.lower_ == "whom" else pronoun
    return head.dep_ == "pobj" and head.pos_ == "NOUN"


def _antecedent(pronoun: Token) -> Token:
    """The noun right before "that" in "head of a unit that Y is setting up", whose clause the parse hangs elsewhere."""
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else pronoun
    meant = pronoun.tag_ == "WDT" and before.pos_ in {"NOUN", "PROPN"} and not _is_told(before)
    return before if meant else pronoun


def clause_of(verb: Token) -> Clause:
    subjects = surface_subjects(verb)
    objects = _objects(verb) or relative_object(verb) or _shared_object(verb)
    clause = _relative_clause_of(verb)
    objects = [
        (clause.head if clause is not None else _antecedent(o))
        if o.text.lower() in {"which", "whom", "that"} and not _is_whom_of_a_thing(o, clause)
        else o
        for o in objects
    ]
    named = _whom_named(verb) or _made_so(verb)
    elected = _elected(verb)
    active, told = _is_active(verb) or bool(elected), _is_told_of(verb)
    passive = is_passive(verb) and not (active or told)
    if active:
        subjects, objects = [verb.head], elected or [c for c in verb.children if c.dep_ == "oprd"]
    if told:
        subjects = [verb.head]
    if passive:
        patients = subjects
        subjects = _by_whom(verb)
        complements = [c for c in verb.children if c.dep_ in {"oprd", "attr", "dobj", "xcomp"}]
        objects = patients
    else:
        complements = [c for c in verb.children if c.dep_ in {"oprd", "attr", "acomp"}]
    if named is not None:
        posts = [c for c in verb.children if c.dep_ == "ccomp" and c == named.head]
        complements = [*complements, *posts, *(o for o in objects if o != named)]
        objects = [named]
    return Clause(verb, lemma_of(verb), passive, subjects, objects, complements)


def _by_whom(verb: Token) -> list[Token]:
    """X in "is led by X", and in "is replaced for the time being by X", where the parse hangs X on the time."""
    own = [c for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by"]
    hung = (t for t in verb.subtree if not own and t.lower_ == "by" and t.head.i < t.i)
    by = own or [t for t in hung if t.head.lemma_ in _FOR_A_TIME or t.head.lower_ == "being"]
    return [g for word in by for g in word.children if g.dep_ == "pobj"]


def is_next_to_go(verb: Token) -> bool:
    """Read "X could be next to go": whoever is so leaves, and goes nowhere that is named."""
    before = [t.lower_ for t in verb.doc[max(0, verb.i - 3) : verb.i]]
    aims = any(c.lower_ in {"to", "into", "back"} for c in verb.children if c.i > verb.i)
    return (
        verb.lower_ == "go"
        and before[-1:] == ["to"]
        and bool({"next", "first"} & set(before))
        and not aims
    )


def clauses(doc: Parse) -> list[Clause]:
    """Every verb of the sentence with its parts; worked out once for each sentence."""
    if "clauses" not in doc.user_data:
        doc.user_data["clauses"] = [
            clause_of(token)
            for token in doc
            if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}
        ]
    known: list[Clause] = doc.user_data["clauses"]
    return known
