"""How the organisations of a text stand in it so far: which is its subject, which is only named in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Named(NamedTuple):
    """An organisation named in a sentence: at which token, in which role, and whether only to describe somebody."""

    org: str
    at: int
    role: str
    aside: bool


@dataclass(slots=True)
class Standing:
    """What a text has said of an organisation; sentences are counted from nought."""

    first: int
    mentions: int = 0
    asides: int = 0
    subject: int | None = None  # the last sentence that it was the subject of
    paragraph: int = -1  # the last one that names it
    role: str = ""  # at its last mention

    def seen(self, named: Named, sentence: int, paragraph: int) -> None:
        self.mentions += 1
        self.asides += named.aside
        self.role, self.paragraph = named.role, paragraph
        if named.role == "subject":
            self.subject = sentence


@dataclass(slots=True)
class Standings:
    """All organisations of a text so far, and how often facts of it were told."""

    of: dict[str, Standing] = field(default_factory=dict)
    sentences: int = 0
    told: Counter[str] = field(default_factory=Counter)
    last_told: str | None = None

    def tell(self, org: str) -> None:
        """Take note of a fact that is told of an organisation."""
        self.told[org] += 1
        self.last_told = org

    def add(self, named: Iterable[Named], paragraph: int) -> None:
        """Take note of a sentence."""
        for one in named:
            standing = self.of.setdefault(one.org, Standing(self.sentences))
            standing.seen(one, self.sentences, paragraph)
        self.sentences += 1

    def after(self, named: Iterable[Named], paragraph: int) -> dict[str, Standing]:
        """How they stand with one more sentence, of which no note is taken."""
        named = list(named)
        found = dict(self.of)
        for org in dict.fromkeys(one.org for one in named):
            had = found.get(org)
            found[org] = Standing(self.sentences) if had is None else replace(had)
        for one in named:
            found[one.org].seen(one, self.sentences, paragraph)
        return found
