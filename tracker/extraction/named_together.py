"""People who are named in one breath: "X, Y and Z", "its founders, X and Y", "two of the founders, X and Y"."""

from __future__ import annotations

from tracker.extraction.clauses import PLURALS
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.sentence import Sentence
from tracker.extraction.tokens import Token

#: What opens another sentence behind a semicolon.
_THEN = words("then later now meanwhile afterwards thereupon next today")
#: How many people are the others.
_COUNTS = {"two": 2, "pair": 2, "three": 3, "four": 4}


class NamedTogether(Sentence):
    """A sentence that knows who is named beside a name or a noun."""

    __slots__ = ()

    def group(self, token: Token) -> list[Token]:
        """The person at ``token`` with those joined to it by commas and "and"."""
        members = [token]
        for other in self.tokens(Kind.PERSON):
            if (
                other.i != token.i
                and not self._begins_anew(other)
                and self._joined_to(other, token)
            ):
                members.append(other)
        return sorted(members, key=lambda member: member.i)

    def _begins_anew(self, other: Token) -> bool:
        """Whether a name opens a sentence of its own behind a semicolon: "; then X let it be known"."""
        before = self.doc[max(other.i - 2, 0) : other.i]
        return len(before) > 1 and before[0].text == ";" and before[1].lower_ in _THEN

    def _joined_to(self, other: Token, first: Token) -> bool:
        """Whether ``other`` is a later member of the list that ``first`` begins."""
        step = other
        while step.i != first.i:
            if step.dep_ not in {"conj", "appos"} or step.head.i == step.i:
                return False
            if step.dep_ == "appos" and (step.i != other.i and not self.is_person(step)):
                return False
            head = step.head
            while (
                head.i != first.i
                and not self.is_person(head)
                and head.dep_ in {"conj", "pobj", "prep", "appos", "poss", "compound"}
            ):
                if head.dep_ == "prep" and head.text.lower() in {"with", "alongside"}:
                    return False
                head = head.head
            if not self.is_person(head):
                return False
            step = head
        return True

    def the_others(self, token: Token) -> list[str]:
        """Z and W in "Y was founded by X, Z and W. X left V for it, the other two gave notice at U"."""
        beside = {c.lower_ for c in token.children}
        told = token.lower_ == "others" and bool(beside & {"the", "both"})
        if not told and not (token.lower_ in _COUNTS and {"the", "other"} <= beside):
            return []
        here = {self.name(t) for t in self.tokens(Kind.PERSON) if t.i < token.i}
        all_of = next((g for g in reversed(self.discourse.groups) if here & set(g)), ())
        rest = [name for name in all_of if name not in here]
        size = _COUNTS.get(token.lower_) or (_COUNTS["two"] if "both" in beside else len(rest))
        return rest if len(rest) == size > 1 else []

    def _joined_by_and(self, member: Token) -> list[str]:
        """X in "he and X", "he and a colleague, X"."""
        return [self.name(member)] if self.is_person(member) else self._named_beside(member)

    def _some_of(self, token: Token) -> list[str]:
        """Read "Two of the founders, X and Y": those named."""
        if token.pos_ not in {"NUM", "PRON", "DET", "NOUN"}:
            return []
        for prep in token.children:
            if prep.dep_ == "prep" and prep.text.lower() == "of":
                for thing in prep.children:
                    if thing.dep_ == "pobj" and thing.tag_ == "NNS":
                        found = self._named_beside(thing)
                        if found:
                            return found
        return []

    def _named_beside(self, token: Token) -> list[str]:
        """People named as apposition to a noun ("its founders, X and Y"; "the founder, X")."""
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} or self.is_org(token):
            return []
        for child in token.children:
            if child.dep_ in {"appos", "conj"} and child.i > token.i and self.is_person(child):
                if child.dep_ == "conj" and self.doc[child.i - 1].text not in {",", ":"}:
                    continue
                joined = [c for c in token.rights if c.dep_ == "conj" and self.is_person(c)]
                members = dict.fromkeys(m for c in (child, *joined) for m in self.group(c))
                return [self.name(member) for member in members]  # "its chief, X, and founder Y"
        if (behind := self._behind_its_place(token)) is not None:
            return [self.name(behind)]
        if (
            token.dep_ in {"appos", "compound", "nmod"}
            and self.is_person(token.head)
            and token.i > token.head.i - 6
        ):
            plural = token.tag_ in PLURALS
            return [
                self.name(member)
                for member in (self.whole_group(token.head) if plural else [token.head])
            ]
        if token.tag_ == "NNS":
            return self._after_plural(token)
        return []

    def _behind_its_place(self, token: Token) -> Token | None:
        """X in "The chief executive of Y, X, steps down", which the parse may hang on Y."""
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.tag_ == "NNS":
            return None
        places = (
            t for prep in token.children if prep.lower_ in {"of", "at"} for t in prep.children
        )
        beside = (c for place in places if self.is_org(place) for c in place.children)
        return next((c for c in beside if c.dep_ == "appos" and self.is_person(c)), None)

    def _after_plural(self, token: Token) -> list[str]:
        """X and Y in "researchers X and Y", "two engineers at Z, X and Y" and "founders of Z (X and Y)"."""
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if after.text.lower() in {"at", "of", "from"} and token.i + 4 < len(self.doc):
            org, comma, name = (self.doc[token.i + step] for step in (2, 3, 4))
            if self.is_org(org) and comma.text in {",", "—", "–", "("} and self.is_person(name):
                after = name
        elif after.text == "(" and after.i + 1 < len(self.doc):
            after = self.doc[after.i + 1]
        if after.i > token.i and self.is_person(after):
            return [self.name(member) for member in self.group(after)]  # "by researchers X and Y"
        return []

    def _last_before(self, head: Token, relative: Token) -> Token:
        """Of "X and Y, who is ..." it is Y, though the parse may hang the clause on X."""
        members = [m for m in self.whole_group(head) if m.i < relative.i]
        near = members[-1] if members else head
        return near if relative.i - near.i <= 2 else head

    def whole_group(self, token: Token) -> list[Token]:
        """All members of the list that ``token`` stands in, its earlier ones too."""
        first = token
        while first.dep_ in {"conj", "appos"} and self.is_person(first.head):
            first = first.head
        return self.group(first)
