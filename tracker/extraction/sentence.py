"""One parsed sentence: its words, its mentions, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.extraction.dates import TimePhrase, time_phrases
from tracker.extraction.discourse import Discourse
from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, sums
from tracker.extraction.registry import Registry
from tracker.extraction.scorer.links import Links
from tracker.extraction.sentences import Segment
from tracker.extraction.tokens import Parse, Token

ORG_KINDS = COMPANIES | {Kind.UNIT}
#: What a paper does as a company, and not as one that only tells of others.
_ACTS_OF_EMPLOYERS = words(
    "appoint hire promote recruit poach elevate elect fire sack dismiss suspend lay cut shed axe acquire buy employ"
)
#: Who works at a paper.
_AT_PAPERS = words("editor reporter correspondent columnist publisher journalist writer producer")

#: How many tokens a company and its town may take before a colon.
_LABEL = 5


#: At which token, what rules take it for, in which way, and of whom.
type Asked = tuple[int, str | None, str, str | None]


@dataclass(slots=True)
class Sentence:
    """A sentence as the rules see it: tokens, mentions, and the article before it."""

    segment: Segment
    doc: Parse
    places: list[tuple[int, int]]
    at: dict[int, Mention]
    registry: Registry
    discourse: Discourse
    published: date | None
    number: int = 0
    links: Links = field(default_factory=Links)
    article: list[Any] = field(default_factory=list)
    author: str | None = None  # who says "I", outside of quotations
    house: str | None = None  # which organisation says "we" there
    ahead: tuple[str, ...] = ()  # whom the next sentence names, if they are the first
    meant: dict[str, float] = field(
        default_factory=dict
    )  # organisations taken to be meant, and how surely
    answered: dict[Asked, tuple[str, float] | None] = field(
        default_factory=dict
    )  # which one was found to be meant, by what was asked
    people_meant: dict[int, str] = field(
        default_factory=dict
    )  # whom "he" and "she" were found to mean, by token
    times: list[TimePhrase] = field(default_factory=list)
    sums: list[Figure] = field(default_factory=list)

    def __post_init__(self) -> None:
        told = time_phrases(self.segment.text, self.published, self.discourse.anchor)
        people = {
            self.places[i][0] for i, mention in self.at.items() if mention.kind is Kind.PERSON
        }
        self.times = [
            phrase for phrase in told if phrase.start not in people
        ]  # "April" is a name too
        self.sums = sums(self.segment.text)

    @property
    def text(self) -> str:
        return self.segment.text

    def words(self, first: int, last: int) -> str:
        """The article's own words for the tokens ``first`` to ``last``, the last one included."""
        return self.text[self.places[first][0] : self.places[last][1]]

    def token_at(self, char: int) -> Token:
        """The token that covers a character of the sentence."""
        for token in self.doc:
            if self.places[token.i][1] > char:
                return token
        return self.doc[len(self.doc) - 1]

    def kind(self, token: Token) -> Kind | None:
        mention = self.at.get(token.i)
        return mention.kind if mention else None

    def is_person(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and mention.kind is Kind.PERSON

    def is_org(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and mention.kind in ORG_KINDS

    def is_paper(self, token: Token) -> bool:
        """Whether a word is the name of a paper that only tells of others, and does not hire, fire or buy."""
        mention = self.at.get(token.i)
        return mention is not None and mention.paper and not self._acts(token)

    def _acts(self, paper: Token) -> bool:
        """Read "the Y has hired X", "the Y named X editor" and "Y's director, X"."""
        verb = paper.head
        if paper.dep_ in {"compound", "nmod", "poss"} and self.is_title(verb):
            return True
        if paper.dep_ == "pobj" and verb.lower_ in {"at", "for", "of"}:  # "a reporter at Y"
            return verb.head.lemma_.lower() in _AT_PAPERS
        if paper.dep_ != "nsubj":
            return False
        if verb.lemma_ == "name":
            return any(self.is_title(c) and c.dep_ in {"dobj", "oprd"} for c in verb.rights)
        return verb.lemma_ in _ACTS_OF_EMPLOYERS

    def is_title(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and mention.kind is Kind.TITLE

    def name(self, token: Token) -> str:
        mention = self.at[token.i]
        if mention.kind is Kind.PERSON:
            return self.discourse.fullest(mention.text, self.registry, female=mention.female)
        return mention.text

    def tokens(self, kind: Kind) -> Iterator[Token]:
        for i, mention in self.at.items():
            if mention.kind is kind:
                yield self.doc[i]

    def entry_of(self) -> str | None:
        """Y of "Y: X has joined as chair" and "Y, Warsaw: ...", as an entry of a list begins."""
        first = self.at.get(0)
        if first is None or first.kind not in COMPANIES or first.paper:
            return None
        for token in self.doc[1:_LABEL]:
            if token.text == ":":
                return first.text
            if token.text != "," and self.kind(token) not in {Kind.PLACE, Kind.NAME}:
                return None
        return None

    def thing_meant(self, token: Token, head: Token) -> Token:
        """Y in "hired X from Y, to which she had gone": nobody is meant by "which", though the parse takes it so."""
        if token.lower_ != "which" or not self.is_person(head):
            return head
        between = [t for t in self.doc[head.i + 1 : token.i] if self.is_org(t)]
        return between[-1] if between else head
