"""Whom the words of a sentence refer to: names, pronouns, "its founders", "the researcher"."""

from __future__ import annotations

from collections.abc import Collection

from tracker.extraction.clauses import PLURALS, is_passive
from tracker.extraction.given_names import is_female, is_male
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import HE, NATIONALITIES, PERSON_NOUNS, SHE, SPEAKER, words
from tracker.extraction.only_one import only_one_told_of
from tracker.extraction.person_meant import likeliest, those_remembered
from tracker.extraction.speakers import Speakers
from tracker.extraction.subjects import SUBJECTS, governing_verb
from tracker.extraction.tokens import Token

SINGULAR_PEOPLE = HE | SHE
_GENDERS = dict.fromkeys(SHE, True) | dict.fromkeys(HE, False)
_OBJECTS = {"him", "her"}
#: Before what stands behind these at the head of a sentence, somebody else does what it tells.
_BESIDE = {"with", "alongside", "unlike", "like"}
PLURAL_PEOPLE = {"they", "them", "their", "both", "themselves"}
_REPLACE, _GO = words("replace succeed"), words("leave quit resign retire depart go step die")
#: What opens a sentence that names who is meant by "he" only behind it.
_WHEN = words("before after when until since while as once")
#: How many people a word means.
_SIZES = {
    "both": 2,
    "two": 2,
    "pair": 2,
    "duo": 2,
    "couple": 2,
    "brothers": 2,
    "sisters": 2,
    "siblings": 2,
    "twins": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "quartet": 4,
}
#: Which of two people a word means.
_OF_TWO = {"former": 0, "latter": 1}
_SEXES = {"women": "she", "men": "he"}
#: How many sentences back the people are looked for whom "the pair" means.
_BACK = 3
#: How many words stand at most between a name and the post that is told behind it.
_BESIDE_NAME = 5
RELATIVES = {"who", "that", "which", "whom", "whose"}


def may_mean(pronoun: str, name: str) -> bool:
    """Whether "he" or "she" may be somebody so called."""
    female = _GENDERS.get(pronoun.lower())
    return female is None or not (is_male if female else is_female)(name)


def _is_compatriot(token: Token) -> bool:
    """Whether "the Russian" is one person: not "the Russian market", and not "the Swiss have ..."."""
    alone = token.dep_ in {*SUBJECTS, "dobj", "pobj"} and token.tag_ not in PLURALS
    if token.lower_ not in NATIONALITIES or not alone:
        return False
    verb = governing_verb(token)
    doing = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}} | {verb.lower_}
    return token.dep_ not in SUBJECTS or not (verb.tag_ == "VBP" or doing & {"are", "were", "have"})


class Persons(Speakers):
    """A sentence that knows the people its words mean."""

    __slots__ = ()

    def people(self, token: Token) -> list[str]:
        """Whom a word refers to: names, pronouns, "its founders, X and Y", "the researcher"."""
        if self.is_person(token):
            return [self.name(member) for member in self.group(token)]
        word = token.text.lower()
        if word in RELATIVES:
            return self._antecedents(token)
        if word in SINGULAR_PEOPLE:
            found = self._he(token)
            others = [name for member in token.conjuncts for name in self._joined_by_and(member)]
            return list(dict.fromkeys([found, *others] if found else others))
        if word in SPEAKER:
            return self._i(token)
        if word in _OF_TWO and token.dep_ != "amod" and self._definite(token):
            return self._of_two(token)
        if self._several(token):
            inside = self.the_others(token) or self._named_beside(token)
            return inside or list(self._they(token)) or self._named_next(token)
        beside = self.the_others(token) or self._named_beside(token) or self._some_of(token)
        if beside:
            return beside
        if (one := only_one_told_of(self, token)) is not None:
            return [one]
        if (
            token.tag_ in {"NN", "NNP", "JJ"}
            and token.pos_ in {"NOUN", "PROPN", "ADJ"}
            and self._definite(token)
            and self._person_noun(token)
        ):
            come = self.discourse.gone_to if token.lemma_ == "newcomer" else {}
            found = next(reversed(come), None) or self._he(token)
            return [found] if found else self._named_next(token)
        return self._named_next(token)

    def _named_next(self, token: Token) -> list[str]:
        """X in "The finance chief of Y has left. X told ...", X and Z in "Two engineers have left Y. X and Z ..."."""
        noun = token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and not self.is_org(token)
        if not self.ahead or not noun:
            return []
        if token.tag_ in {"NN", "NNP", "JJ"}:
            return list(self.ahead[:1]) if self._person_noun(token) else []
        several = token.lemma_.lower() in PERSON_NOUNS or token.pos_ == "NUM"
        return list(self.ahead) if several and self._size(token) == len(self.ahead) else []

    def counted_next(self, token: Token) -> list[str]:
        """X and Z in "Y loses two founders. X and Z are going": as many as are counted, named right behind and nobody before."""
        return list(self.ahead) if self.ahead and self._size(token) == len(self.ahead) else []

    def _of_two(self, token: Token) -> list[str]:
        """X and Y in "X and Y founded it; the former left, the latter is its chief"."""
        before = dict.fromkeys(self.name(t) for t in self.tokens(Kind.PERSON) if t.i < token.i)
        if not before and self.number:
            last = self.article[self.number - 1]
            before = dict.fromkeys(last.name(t) for t in last.tokens(Kind.PERSON))
        two = list(before)
        return [two[_OF_TWO[token.lower_]]] if len(two) == _SIZES["two"] else []

    def _several(self, token: Token) -> bool:
        """Whether a word means several people told before: "they", "the pair", "all three"."""
        word = token.text.lower()
        if word in PLURAL_PEOPLE:
            of = (g for c in token.children if c.lower_ == "of" for g in c.children)
            return not any(g.pos_ == "NOUN" for g in of)  # "both of his deputies"
        beside = {child.lower_ for child in token.children}
        told = self._definite(token) or "all" in beside
        if word in _SIZES.keys() | {"founders"}:
            return told
        counted = told or "both" in beside
        return counted and self._size(token) is not None and token.lemma_.lower() in PERSON_NOUNS

    @staticmethod
    def _size(token: Token) -> int | None:
        """How many people a word means: "the pair", "both women", "all three engineers"."""
        told = (word.lower_ for word in (token, *token.children))
        return next((_SIZES[word] for word in told if word in _SIZES), None)

    def _person_noun(self, token: Token) -> bool:
        word = token.lemma_.lower()
        mention = self.at.get(token.i)
        if mention is not None and mention.kind is Kind.TITLE:
            return True
        return word in PERSON_NOUNS or _is_compatriot(token)

    def _definite(self, token: Token) -> bool:
        return any(
            child.text.lower() in {"the", "its", "his", "their", "this", "that"}
            for child in token.children
        ) or (token.text.lower() in PLURAL_PEOPLE)

    def _antecedents(self, token: Token) -> list[str]:
        clause = self._relative_clause(token)
        if clause.dep_ != "relcl":
            before = [t for t in self.doc[: token.i] if self.is_person(t)]
            return [self.name(before[-1])] if before and token.i - before[-1].i < 3 else []
        head = clause.head
        if head.i > token.i:
            return []
        if not self.is_person(head):
            return self._one_of(head) or self._who(token, head)
        members = [member for member in self.whole_group(head) if member.i < token.i]
        others = (c for member in members for c in member.children if self._describes(c))
        # "X, who runs it, and Z, who left", "X, a chemist, and Z, who left": each has a clause of his own
        if self._plural_clause(clause) and all(c == clause for c in others):
            return [self.name(member) for member in members]
        return [self.name(self._last_before(head, token))]

    def _describes(self, word: Token) -> bool:
        """Whether a word behind a name tells of that one alone: "who runs it", "a chemist"."""
        alone = word.dep_ == "appos" and word.tag_ == "NN" and not self.is_person(word)
        return alone or word.dep_ == "relcl"

    @staticmethod
    def _relative_clause(token: Token) -> Token:
        inner = {"aux", "auxpass", "conj", "xcomp", "prep", "pobj", "dobj", "poss", "nsubj"}
        clause = token.head
        while clause.dep_ in inner and clause.head.i != clause.i:
            clause = clause.head
        return clause

    def _one_of(self, head: Token) -> list[str]:
        """X in "X, one of the people who ...", "X, a chemist and one of those who ..." and "X is one of the people who ..."."""
        one = head.head.head if head.dep_ == "pobj" and head.head.dep_ == "prep" else None
        if one is None or one.text.lower() != "one":
            return []
        beside = one.head if one.dep_ == "conj" and self.is_title(one.head) else one
        if beside.dep_ == "appos" and self.is_person(beside.head):
            return [self.name(beside.head)]
        if one.dep_ == "attr":
            return [p for c in one.head.children if c.dep_ == "nsubj" for p in self.people(c)]
        return []

    def _who(self, token: Token, head: Token) -> list[str]:
        """Whom a relative clause means that the parse has hung on a title or on a company in between."""
        if token.text.lower() in {"who", "whom"}:
            near = self.doc[max(token.i - 2, 0)]
            if self.is_person(near):
                return [self.name(member) for member in self.whole_group(near)]
            up = head
            while not (self.is_person(up) or self._bearers_above(up, head)) and up.dep_ in {
                "appos",
                "pobj",
                "prep",
                "compound",
                "npadvmod",
                "pcomp",
            }:
                up = up.head
            if self.is_person(up) and up.i < token.i:
                return [self.name(up)]
            if up.i != head.i and self._person_noun(up):  # "the head of software, who ..."
                return self.people(up) or self._bearers_above(up, head)
        return self.people(head) if not self.is_org(head) else []

    def _bearers_above(self, word: Token, thing: Token) -> list[str]:
        """X at the "head" of "X, so far head of software, whom ...": whose post it is, named right before it."""
        near = self.doc[max(word.i - _BESIDE_NAME, 0) : word.i]
        named = [t for t in near if self.is_person(t)]
        post = word.i != thing.i and self.is_title(word)
        return [self.name(named[-1])] if post and named else []

    @staticmethod
    def _plural_clause(clause: Token) -> bool:
        aux = {c.text.lower() for c in clause.children if c.dep_ in {"aux", "auxpass"}}
        return not (
            clause.tag_ == "VBZ"
            or aux & {"has", "is", "was"}
            or clause.text.lower() in {"was", "is"}
        )

    def other_than(self, token: Token, people: Collection[str]) -> list[str]:
        """Whom a name or "his" means that is nobody of ``people``: Z in "Z is out, and so is X, his co-founder"."""
        if token.lower_ not in SINGULAR_PEOPLE:
            return [name for name in self.people(token) if name not in people]
        found = self._he(token, people)
        return [found] if found is not None and found not in people else []

    def _named_behind(self, token: Token) -> str | None:
        """X in "Before he joined Y, X led Z", where nobody is named before."""
        clause = token.head
        if (
            token.dep_ not in SUBJECTS
            or clause.dep_ not in {"advcl", "pcomp"}
            or self.doc[0].lower_ not in _WHEN
        ):
            return None
        main = clause.head if clause.dep_ == "advcl" else clause.head.head
        doers = [t for t in main.children if t.dep_ in SUBJECTS and t.i > clause.i]
        named = [t for t in doers if self.is_person(t) and may_mean(token.text, self.name(t))]
        alone = clause.i < main.i and not any(self.is_person(t) for t in self.doc[: token.i])
        return self.name(named[0]) if named and alone else None

    def _he(self, token: Token, but: Collection[str] = ()) -> str | None:
        """Who is meant by "he", or by a word for one person, and is nobody of ``but``."""
        singular = token.text.lower() in SINGULAR_PEOPLE
        if singular and not but and token.i in self.people_meant:
            return self.people_meant[token.i]
        if (sure := self._surely(token, but)) is not None:
            return sure
        doers = self._doers(token) | self._companions(token)
        doers |= {t.i for t in self.tokens(Kind.PERSON) if self.name(t) in but}
        others = {self.name(self.doc[i]) for i in doers}
        found = self._by_rule(token, doers, others)
        if found is None and singular and self.ahead:
            found = self.ahead[0] if may_mean(token.text, self.ahead[0]) else None
        if found is None or not singular:
            return found
        options = those_remembered(self, token)
        fit = [name for name in options if name not in others and may_mean(token.text, name)]
        found = likeliest(self, token, fit, found)
        if not but:
            self.people_meant[token.i] = found
        return found

    def _surely(self, token: Token, but: Collection[str]) -> str | None:
        """Who is meant by how the sentence is built."""
        if (behind := self._named_behind(token)) is not None and behind not in but:
            return behind
        if (gone := self._replaced(token)) is not None and gone not in but:
            return gone
        latter = [t for t in self.doc[: token.i] if t.lower_ in _OF_TWO and t.dep_ in SUBJECTS]
        return next(iter(self.people(latter[-1])), None) if latter else None

    def _by_rule(self, token: Token, doers: Collection[int], others: Collection[str]) -> str | None:
        """The subject named last before the word, else whoever the last sentences are about, but at ``doers`` and called as ``others``."""
        before = [t for t in self.doc[: token.i] if self.is_person(t) and t.i not in doers]
        subjects = [t for t in before if t.dep_ in {"nsubj", "nsubjpass"}]
        options = [
            self.name(t)
            for t in [*reversed(subjects), *(t for t in reversed(before) if t not in subjects)]
        ]
        return self.discourse.pick_person(
            options, female=_GENDERS.get(token.text.lower()), but=others
        )

    def _replaced(self, token: Token) -> str | None:
        """Y in "X replaced Y after he left for Z": who goes makes room for whoever follows."""
        went, came = token.head, token.head.head
        goes = token.dep_ in SUBJECTS and went.dep_ == "advcl" and went.lemma_ in _GO
        if not goes or came.lemma_ not in _REPLACE or came.i > went.i or is_passive(came):
            return None
        named = [c for c in came.children if c.dep_ == "dobj" and self.is_person(c)]
        return self.name(named[0]) if named and may_mean(token.text, self.name(named[0])) else None

    def _doers(self, token: Token) -> set[int]:
        """Who is somebody else than "he", by number of token: who does what is done to "him", X of "X, with whom he ..."."""
        clause = self._relative_clause(token)
        if clause.dep_ == "relcl" and token.dep_ in SUBJECTS and self.is_person(clause.head):
            before = self.doc[clause.left_edge.i : token.i]
            if any(t.lower_ in {"whom", "whose"} for t in before):
                return {clause.head.i}
        if token.text.lower() not in _OBJECTS or token.dep_ not in {"dobj", "dative", "pobj"}:
            return set()
        verb = governing_verb(token)
        doers = (t for t in verb.children if t.dep_ == "nsubj" and self.is_person(t))
        return {member.i for doer in doers for member in self.group(doer)}

    def _companions(self, token: Token) -> set[int]:
        """Those of "With X, he set up Y" and "Unlike X, she stayed", by number of token: none of them is meant."""
        if token.dep_ != "nsubj":
            return set()
        fronted = (
            c
            for c in token.head.children
            if c.i < token.i and c.lower_ in _BESIDE and c.dep_ == "prep"
        )
        named = (t for prep in fronted for t in prep.subtree if self.is_person(t))
        return {t.i for t in named}

    def _they(self, token: Token) -> tuple[str, ...]:
        size = self._size(token)
        if (sex := _SEXES.get(token.lower_)) and size is not None:
            return self._told_before(size, sex)
        before = [t for t in self.doc[: token.i] if self.is_person(t)]
        if len(before) > 1:
            for last in reversed(before):
                group = self.whole_group(last)
                if len(group) > 1:
                    return tuple(dict.fromkeys(self.name(member) for member in group))
        if (both := self._together_before(token)) and size in {None, len(both)}:
            return both
        group_told = self.discourse.group
        if group_told and size in {None, len(group_told)}:
            return group_told
        if size is None:
            return self._told_before(_SIZES["two"])
        groups = (group for group in reversed(self.discourse.groups) if len(group) == size)
        return self._told_before(size) or next(groups, ())

    def _together_before(self, token: Token) -> tuple[str, ...]:
        """Who does something together before "they": "he and a partner, X, presented Y, which they have founded"."""
        for verb in token.ancestors:
            doers = [t for t in verb.children if t.dep_ == "nsubj" and t.i < token.i]
            named = dict.fromkeys(p for t in doers for p in self.people(t))
            if len(named) > 1:
                return tuple(named)
        return ()

    def _told_before(self, size: int, sex: str = "") -> tuple[str, ...]:
        """The people of the last sentences, as soon as there are as many as are meant; of "both women" those who may be "she"."""
        told: dict[str, None] = {}
        for where in reversed(self.article[max(0, self.number - _BACK) : self.number]):
            if where.segment.item != self.segment.item:
                break
            told |= dict.fromkeys(name for name in where.those_named() if may_mean(sex, name))
            if len(told) >= size:
                return tuple(told) if len(told) == size else ()
        return ()

    def those_named(self) -> list[str]:
        """Everybody whom the sentence names or means by "he" and "she"."""
        return [
            name
            for token in self.doc
            if self.is_person(token) or token.text.lower() in SINGULAR_PEOPLE
            for name in ([self.name(token)] if self.is_person(token) else self.people(token))
        ]
