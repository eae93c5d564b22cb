"""A parsed sentence as plain Python: what rules ask of its words again and again is looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Token as Parsed

#: Lemmas that the parser spells otherwise than the rules.
_SPELT = {"instal": "install"}


class Token:
    """A word of a parsed sentence; all that it has is called as with spaCy."""

    __slots__ = (
        "_parsed", "children", "dep_", "doc", "head", "i", "lefts", "lemma_", "lower_", "pos_", "rights", "tag_", "text", "whitespace_",
    )  # fmt: skip
    doc: Parse
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self.i: int = parsed.i
        self.text: str = parsed.text
        self.lower_: str = parsed.lower_
        self.lemma_: str = _SPELT.get(parsed.lemma_, parsed.lemma_)
        self.dep_: str = parsed.dep_
        self.pos_: str = parsed.pos_
        self.tag_: str = parsed.tag_
        self.whitespace_: str = parsed.whitespace_

    def __repr__(self) -> str:
        return self.text

    @property
    def like_num(self) -> bool:
        return bool(self._parsed.like_num)

    @property
    def is_punct(self) -> bool:
        return bool(self._parsed.is_punct)

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.doc[self._parsed.left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.doc[self._parsed.right_edge.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all that hangs on it, from left to right."""
        for word in self.lefts:
            yield from word.subtree
        yield self
        for word in self.rights:
            yield from word.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words that it hangs on, the nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words that are joined to it, as "and" joins them."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        joined = [first]
        for word in joined:
            joined += [other for other in word.rights if other.dep_ == "conj"]
        return tuple(word for word in joined if word is not self)

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word hangs on this one, however far below."""
        return any(word is self for word in other.ancestors)

    def nbor(self, steps: int) -> Token:
        """The word so many steps to the right."""
        return self.doc[self.i + steps]


class Parse(list[Token]):
    """The words of a parsed sentence, with what has been worked out of them once."""

    __slots__ = ("user_data",)

    def __init__(self, doc: Doc) -> None:
        super().__init__(map(Token, doc))
        self.user_data: dict[str, Any] = {}
        lefts: list[list[Token]] = [[] for _ in self]
        rights: list[list[Token]] = [[] for _ in self]
        for word, parsed in zip(self, doc, strict=True):
            head = parsed.head.i
            word.doc, word.head = self, self[head]
            if head != word.i:
                (lefts if word.i < head else rights)[head].append(word)
        for word, before, after in zip(self, lefts, rights, strict=True):
            word.lefts, word.rights = tuple(before), tuple(after)
            word.children = (*word.lefts, *word.rights)


def text_of(words: Sequence[Token]) -> str:
    """Words in a row, with the spaces between them."""
    return "".join(word.text + word.whitespace_ for word in words).removesuffix(" ")
