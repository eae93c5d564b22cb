"""How far a name that no list knows is that of a part of a company, and no company's: by its own words, and by those around it.

"senior vice president of Global Markets", "the Device Solutions division" and "moves to Platforms & Devices" tell it, and so does
that a name begins with that of another company. ``training/hashed.py`` fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.scorer.around import TOKEN, rows_around
from tracker.extraction.scorer.hashed import log_odds

WEIGHTS = Path(__file__).parent / "part_names.npz"
#: What an article names: its sentences, and the names in each.
type Named = Sequence[tuple[str, Sequence[Mention]]]

#: What stands for another name: of a company that is known, of a company's part, of whatever else may be either.
_KNOWN, _PART, _OTHER = "{known}", "{part}", "{other}"
#: So many words beside a name are looked at together.
_IN_A_ROW = 3
#: So many words of a name, known companies in an article and places of a name are told apart.
_MOST_WORDS, _MOST_KNOWN, _MOST_PLACES = 4, 3, 4
_SHAPES = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))


def part_name(name: str, named: Named) -> float:
    """The logarithm of the odds that ``name`` is that of a company's part, by the article that has ``named`` it."""
    return log_odds(WEIGHTS, rows(name, named))


def unknown(named: Named) -> list[str]:
    """The names that may be a company's or a part's, and that no list knows for either, in the order of the article.

    Not among them is what only goes on from a known name: the "Perception" of "Yandex Perception".
    """
    told = dict.fromkeys(m.text for _, mentions in named for m in mentions if _may_be_either(m))
    sure = {m.text for _, mentions in named for m in mentions if m.known or m.paper}
    for _, mentions in named:
        ends = {m.end for m in mentions if m.known}
        sure |= {m.text for m in mentions if m.start - 1 in ends}
    return [name for name in told if name not in sure]


def rows(name: str, named: Named) -> Iterator[str]:
    """What the regression is asked of a name: its words and their shape, what it shares with others, and what stands beside it."""
    yield from _of_its_own(name)
    others = {m.text: m.known for _, mentions in named for m in mentions if _may_be_either(m)}
    others.pop(name, None)
    whole = [other for other in others if name.startswith(f"{other} ")]
    yield from ("begins known" for other in whole if others[other])
    yield from ("begins" for _ in whole)
    yield from ("is begun" for other in others if other.startswith(f"{name} "))
    yield f"known {min(sum(others.values()), _MOST_KNOWN)}"
    places = 0
    for text, mentions in named:
        for mention in mentions:
            if mention.text == name and _may_be_either(mention):
                places += 1
                yield f"kind {mention.kind}{' product' * mention.product}"
                yield from _beside(text, mention, [m for m in mentions if m.text != name])
    yield f"places {min(places, _MOST_PLACES)}"


def _may_be_either(mention: Mention) -> bool:
    return mention.kind in COMPANIES or mention.kind is Kind.UNIT


def _of_its_own(name: str) -> Iterator[str]:
    words = name.split()
    yield f"words {min(len(words), _MOST_WORDS)}"
    yield f"first {words[0].lower()}"
    yield f"last {words[-1].lower()}"
    yield f"ending {words[-1][-3:].lower()}"
    yield from (f"word {word.lower()}" for word in words)
    shape = name
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    yield f"shape {shape}"


def _beside(text: str, mention: Mention, others: Iterable[Mention]) -> Iterator[str]:
    """The words before and behind a name, one by one, in rows, and by how far away they are."""
    names = sorted((m for m in others if _may_be_either(m)), key=lambda m: m.start)
    before, behind = (
        list(_signed(text, start, end, names))
        for start, end in ((0, mention.start), (mention.end, len(text)))
    )
    yield from rows_around(before, behind, longest=_IN_A_ROW)


def _signed(text: str, start: int, end: int, names: Iterable[Mention]) -> Iterator[str]:
    """Words in small letters between two places of a sentence, and a sign for each name."""
    at = start
    for name in names:
        if at <= name.start and name.end <= end:
            yield from (word.lower() for word in TOKEN.findall(text[at : name.start]))
            yield _KNOWN if name.known else _PART if name.kind is Kind.UNIT else _OTHER
            at = name.end
    yield from (word.lower() for word in TOKEN.findall(text[at:end]))
