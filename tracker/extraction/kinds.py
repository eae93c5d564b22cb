"""A name in a sentence and the kind of thing it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "person"
    ORG = "org"
    UNIT = "unit"
    NAME = "name"
    TITLE = "title"
    PLACE = "place"
    VERB = "verb"
    WORD = "word"


#: What a company may be taken for: one that is known or told to be one, and a name of which nothing else is known.
COMPANIES = frozenset([Kind.ORG, Kind.NAME])


@dataclass(slots=True)
class Mention:
    """Words ``start`` to ``end`` of the sentence (characters), and what they name."""

    kind: Kind
    start: int
    end: int
    text: str
    weak: bool = False
    founder: bool = False
    paper: bool = False
    known: bool = False
    product: bool = False
    female: bool | None = None  # by what the sentence says of a person: "Ms", "she"
    parent: str | None = None
    mask: str = ""
