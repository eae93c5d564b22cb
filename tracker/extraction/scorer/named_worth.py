"""Whether a sentence is worth parsing, its names being recognised: how far it is one that tells of people, deals, money or units.

That a person, and no film, has joined something shows only then. ``training/hashed.py`` fits it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.scorer.hashed import log_odds
from tracker.extraction.scorer.worth import rows_of, words

WEIGHTS = Path(__file__).parent / "named_worth.npz"
#: What stands for a name of each kind; what the other kinds are found for is told by the words themselves.
SIGNS = {
    Kind.PERSON: "{person}", Kind.ORG: "{organization}", Kind.UNIT: "{unit}", Kind.NAME: "{name}", Kind.TITLE: "{title}",
    Kind.PLACE: "{place}",
}  # fmt: skip
PAPER, PRODUCT, _FOUNDER = "{paper}", "{product}", "{founder}"
#: So many names of one kind are told apart, and which kinds are counted.
_MOST, _COUNTED = 3, ("{person}", "{organization}", "{unit}", "{title}", "{name}")


def named_worth(sentence: str, mentions: Sequence[Mention]) -> float:
    """The logarithm of the odds that a sentence states a fact that the scorer knows; ``mentions`` are the names in it."""
    return log_odds(WEIGHTS, rows(sentence, mentions))


def rows(sentence: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """The words of a sentence with a sign for each name, rows of two and three of them, and how many names it has."""
    return rows_of_signed(list(_signed(sentence, mentions)))


def rows_of_signed(signed: Sequence[str]) -> Iterator[str]:
    """What ``rows`` gives, of words and signs side by side."""
    yield from rows_of(signed)
    for sign in _COUNTED:
        number = min(signed.count(sign), _MOST)
        yield from (f"{sign} {n}" for n in range(number + 1))
        if not number:
            yield f"no {sign}"


def _signed(sentence: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """Words in small letters, and a sign for each name."""
    at = 0
    for mention in sorted(mentions, key=lambda one: one.start):
        sign = _sign(mention)
        if sign is not None and mention.start >= at:
            yield from words(sentence[at : mention.start])
            yield sign
            at = mention.end
    yield from words(sentence[at:])


def _sign(mention: Mention) -> str | None:
    if mention.paper:
        return PAPER
    if mention.product:
        return PRODUCT
    return _FOUNDER if mention.founder else SIGNS.get(mention.kind)
