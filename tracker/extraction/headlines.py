"""What is written large and is no name: headlines ("Y Names X Chief Revenue Officer"), and a company's boards."""

from __future__ import annotations

import re
from itertools import pairwise

from tracker.extraction.lexicon import words

#: What such a headline tells with; these words are no part of a name there.
TELLS = words(
    "names appoints joins hires taps promotes elects picks selects welcomes adds leaves quits departs resigns exits retires acquires buys raises "
    "secures closes launches creates forms disbands dissolves merges rejects sells lays cuts fires ousts poaches recruits lures steps succeeds "
    "replaces returns announces expands establishes unveils opens builds sets strengthens completes signs wins brings bolsters restructures "
    "reorganizes reorganises reshuffles realigns consolidates splits spins invests moves shifts elevates installs lands loses gets gives takes "
    "makes puts pays agrees plans seeks wants considers weighs denies confirms reports says sues backs joins heads leads reveals "
    "introduces debuts extends doubles triples trims slashes eliminates axes sheds folds combines merges absorbs renames rebrands keeps hands turns "
    "calls starts begins ends shuts files goes comes becomes stays remains follows nabs snags lands bags collects scraps axes drops renames"
)
BETWEEN = words(
    "as to of from for its with under amid before against through behind among between without onto upon than or but not no after over into and at in by is will has the a an its his her their off down out up new former veteran lead led run oversee jobs workforce headcount staff workers employees positions roles round funding stake plan plans startup start-up two three four years"
)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_AIM = re.compile(r"(?P<to>\b[Tt]o )(?P<verb>[A-Z][a-z]+)\b")
#: What kind of start-up it is that a headline names: "Voice-Cloning Startup Y".
_FIELD = re.compile(r"(?<=\s)[A-Z][a-z]+(?:-[A-Z][a-z]+)*(?= (?:startup|start-up) [A-Z])")
_FIGURE = re.compile(r"\d")
#: Parts of a company, as its releases write them.
_BOARDS = re.compile(
    r"(?<=[a-z,’'] )(?:Supervisory|Executive|Management|Managing) Boards?\b|(?<=[Bb]oard of )(?:Trustees|Governors|Regents|Overseers|Visitors)\b"
)
_LONG = 4
_FEWEST, _MOST = 4, 25


def in_small_letters(text: str) -> str:
    """The text with boards, and the verbs and small words of such headlines, in small letters; every character keeps its place."""
    text = (
        _BOARDS.sub(lambda board: board.group().lower(), text)
        if " Board" in text or "oard of " in text
        else text
    )
    return _LINE.sub(lambda line: _smaller(line.group()), text)


def _smaller(line: str) -> str:
    found = [word.group() for word in _WORD.finditer(line)]
    long = [word for word in found if len(word) >= _LONG]
    fewest = _FEWEST - 1 if _FIGURE.search(line) else _FEWEST
    if not fewest <= len(found) <= _MOST or line.rstrip().endswith((".", "!", "?", ":", ",", ";")):
        return line
    if len(long) < fewest - 1 or not all(word[0].isupper() for word in long):
        return line
    if not any(word.lower() in TELLS for word in found[1:]) and not _aims(found):
        return line
    first = _WORD.search(line)
    start = first.end() if first is not None else 0
    told = _AIM.sub(_aim, line[:start] + _WORD.sub(_small, line[start:]))
    return _FIELD.sub(lambda field: field.group().lower(), told)


def names_in(headline: str) -> set[str]:
    """The words of a headline that are names for being written large; none where all of its words are."""
    found = re.findall(r"[\w.-]+", headline)
    spelled = [word for word in found if len(word) > len("with")]
    return set() if all(word[:1].isupper() for word in spelled) else set(found[1:])


def _aims(found: list[str]) -> bool:
    """Whether a headline tells what somebody is to do: "Y to Acquire Z"."""
    return any(one.lower() == "to" and _is_told(two) for one, two in pairwise(found))


def _is_told(verb: str) -> bool:
    """Whether a verb without an ending is one that headlines tell with."""
    return not {f"{verb.lower()}s", f"{verb.lower()}es"}.isdisjoint(TELLS)


def _aim(match: re.Match[str]) -> str:
    return match["to"] + match["verb"].lower() if _is_told(match["verb"]) else match.group()


def _small(word: re.Match[str]) -> str:
    plain = word.group().lower()
    small = plain in TELLS | BETWEEN or plain.endswith("ly")
    return plain if small and not word.group().isupper() else word.group()
