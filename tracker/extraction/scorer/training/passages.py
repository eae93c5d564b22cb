"""Training passages: sentences with marks in the place of names, and the facts that each states.

README.md beside this file describes the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tracker.extraction.scorer.marks import UNSAID, Mark, Piece, candidates
from tracker.extraction.scorer.relations import RELATIONS, STATUSES, Relation

TEXT = Path(__file__).parent / "text"
#: What the order of the passages hangs on.
SEED = 7
UNSEEN = TEXT / "unseen.txt"
EVERY = frozenset(RELATIONS)
_MARK = re.compile(r"\{([A-Z])(\d)(?::([^{}]+))?\}")
_NONE = "-"
#: What an option of a fact says of the thing it names, for which end of the fact.
_OF_FIRST = {
    "valuation": Relation.VALUATION,
    "amount": Relation.AMOUNT,
    "percent": Relation.AMOUNT,
}


class MalformedPassage(ValueError):
    """A line of a training file that does not follow the format."""


@dataclass(frozen=True, slots=True)
class Word:
    """Plain words of a sentence, or a mark with its number ("P1") and the words that stand for it."""

    sentence: int
    words: str
    mark: Mark | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as a line under its sentence gives it."""

    sentence: int
    relation: Relation
    first: str
    second: str
    status: str | None
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences; ``loose`` if they were thrown together and have nothing in common."""

    words: tuple[Word, ...]
    facts: tuple[Told, ...]
    loose: bool = False

    @property
    def sentences(self) -> int:
        return max(word.sentence for word in self.words) + 1


@dataclass(frozen=True, slots=True)
class Label:
    """What is true of one pair of marks: its relations, with the status of those that have one.

    Those that are ``unknown`` may be true or not.
    """

    first: int
    second: int
    relations: tuple[tuple[Relation, str | None], ...] = ()
    unknown: frozenset[Relation] = frozenset()


def read_passages(path: Path) -> list[Passage]:
    """All passages of a file.

    Raises:
        MalformedPassage: with file and passage, for a line that does not follow the format.
    """
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip("\n"))
    found = []
    for number, block in enumerate(blocks, 1):
        try:
            passage = _passage(block)
        except (KeyError, ValueError) as error:
            raise MalformedPassage(f"{path.name}, passage {number}: {error}") from error
        if any(word.mark for word in passage.words):
            found.append(passage)
    return found


def learnt() -> list[Passage]:
    """The passages that the scorer is fitted to, in the order of chance."""
    files = sorted(file for file in TEXT.glob("*.txt") if file != UNSEEN)
    every = [passage for file in files for passage in read_passages(file)]
    Random(SEED).shuffle(every)
    return every


def unseen() -> list[Passage]:
    """The passages that the scorer never sees, so that they show how far it is to be believed."""
    return read_passages(UNSEEN)


def waiting() -> list[Passage]:
    """The whole articles that no scorer has learnt yet."""
    files = sorted((TEXT / "next").glob("articles-*.txt"))
    return [passage for file in files for passage in read_passages(file)]


def _passage(block: str) -> Passage:
    words: list[Word] = []
    facts: list[Told] = []
    sentence = -1
    for line in block.split("\n"):
        if line.startswith("\t"):
            facts.append(_told(line, sentence))
        elif line.strip():
            sentence += 1
            words += _words(line, sentence)
    names = {word.name for word in words}
    for fact in facts:
        for name in (fact.first, fact.second, *(value for _, value in fact.options)):
            if name not in names | {_NONE}:
                raise ValueError(f"{name} is named by a fact and by no sentence")
    return Passage(tuple(words), tuple(facts))


def _words(line: str, sentence: int) -> Iterator[Word]:
    at = 0
    for match in _MARK.finditer(line):
        if line[at : match.start()].strip():
            yield Word(sentence, line[at : match.start()])
        yield Word(sentence, match[3] or "", Mark(match[1]), match[1] + match[2])
        at = match.end()
    if line[at:].strip():
        yield Word(sentence, line[at:])


def _told(line: str, sentence: int) -> Told:
    relation, first, second, *rest = line.split()
    status = rest[0] if rest and rest[0] in STATUSES else None
    options = tuple((key, value) for key, value in (x.split("=") for x in rest if "=" in x))
    if sentence < 0:
        raise ValueError("a fact stands before any sentence")
    return Told(sentence, Relation(relation), first, second, status, options)


def joined(one: Passage, other: Passage, tag: str) -> Passage:
    """Two passages one after the other; what is numbered alike in them stays apart."""
    shift = one.sentences
    words = (
        replace(w, sentence=w.sentence + shift, name=w.name and w.name + tag) for w in other.words
    )
    return Passage(
        (*one.words, *words),
        (*one.facts, *(_renamed(fact, shift, tag) for fact in other.facts)),
        loose=one.loose or other.loose,
    )


def _renamed(fact: Told, shift: int, tag: str) -> Told:
    def name(old: str) -> str:
        return old if old == _NONE else old + tag

    return Told(
        fact.sentence + shift,
        fact.relation,
        name(fact.first),
        name(fact.second),
        fact.status,
        tuple((key, name(value)) for key, value in fact.options),
    )


_GLUE = ("; ", ", while ", ", and ", " — ", ", as ", " but ")


def glued(one: Passage, other: Passage, random: Random) -> Passage:
    """Two passages with the last sentence of the first and the first of the second made into one."""
    both = joined(one, other, "g")
    last = one.sentences - 1

    def sentence(old: int) -> int:
        return old if old <= last else old - 1

    words = [replace(word, sentence=sentence(word.sentence)) for word in both.words]
    end = len(one.words) - 1
    glue = random.choice(_GLUE)
    if words[end].mark is None:
        words[end] = replace(words[end], words=words[end].words.rstrip().rstrip(".") + glue)
    else:
        words.insert(end + 1, Word(last, glue))
    facts = (replace(fact, sentence=sentence(fact.sentence)) for fact in both.facts)
    return Passage(tuple(words), tuple(facts), loose=both.loose)


def pieces_of(passage: Passage, random: Random | None = None) -> list[tuple[Piece, str]]:
    """The passage as the scorer sees it, each piece with its number ("P1").

    With ``random`` some marks are changed as the reader of articles gets them wrong: a company taken
    for a unit or for no known kind of name, words left unmarked.
    """
    told: set[str] = set()
    if random is not None and random.random() < 0.25:
        told = {
            word.name
            for word in passage.words
            if word.mark in {Mark.PERSON, Mark.ORG} and word.words and random.random() < 0.4
        }
    found: list[tuple[Piece, str]] = []
    for word in passage.words:
        words = "" if word.name in told else word.words
        mark = word.mark
        if mark is not None and random is not None:
            mark = _mistaken(mark, worded=bool(words), chance=random.random())
        kept = words if mark is not None or word.mark is None else word.words
        found.append((Piece(kept, mark, word.sentence), word.name if mark else ""))
    return found


_TAKEN_FOR = {
    Mark.ORG: Mark.UNIT,
    Mark.UNIT: Mark.ORG,
    Mark.PRODUCT: Mark.ORG,
    Mark.OUTLET: Mark.ORG,
}
_NAMES = {Mark.ORG, Mark.UNIT, Mark.PRODUCT, Mark.OUTLET, Mark.EVENT}
_OVERLOOKED = {Mark.TITLE, Mark.DAY, Mark.SUM, Mark.COUNT}


def _mistaken(mark: Mark, *, worded: bool, chance: float) -> Mark | None:
    if not worded and mark in _NAMES:
        if chance < 0.12:
            return Mark.NAME
        return _TAKEN_FOR.get(mark, mark) if chance < 0.17 else mark
    if worded and chance < (0.06 if mark in _OVERLOOKED else 0.08):
        return None
    return mark


def labels(passage: Passage, pieces: list[tuple[Piece, str]], marked: list[int]) -> Iterator[Label]:
    """What is true of each pair of marks that the scorer looks at."""
    true = _true(passage)
    unsaid = {(fact.sentence, fact.first) for fact in passage.facts if fact.second == _NONE}
    here = {(pieces[n][0].sentence, pieces[n][1]) for n in marked}
    for first, second in candidates([piece for piece, _ in pieces], marked):
        one, name = pieces[first]
        if second == UNSAID:
            yield Label(first, second, _sorted(true.get((one.sentence, name, _NONE), {})))
            continue
        other, called = pieces[second]
        if name == called:
            if one.words and other.named:
                yield Label(first, second, ((Relation.SAME, None),))
            else:
                yield Label(first, second, unknown=EVERY)
            continue
        told = true.get((one.sentence, name, called), {})
        back = one.sentence > other.sentence
        nearer = back and bool(told) and (one.sentence, called) in here
        unknown = back and not told and passage.loose and (one.sentence, name) in unsaid
        if nearer or unknown:
            yield Label(first, second, unknown=EVERY)
        else:
            yield Label(first, second, _sorted(told))


def _sorted(told: dict[Relation, str | None]) -> tuple[tuple[Relation, str | None], ...]:
    return tuple(sorted(told.items(), key=lambda item: RELATIONS.index(item[0])))


def _true(passage: Passage) -> dict[tuple[int, str, str], dict[Relation, str | None]]:
    """The relations of each pair of numbers, by the sentence that tells them."""
    found: dict[tuple[int, str, str], dict[Relation, str | None]] = {}
    for fact in passage.facts:
        for first, second, relation, status in _pairs(fact):
            found.setdefault((fact.sentence, first, second), {})[relation] = status
    return found


def _pairs(fact: Told) -> Iterator[tuple[str, str, Relation, str | None]]:
    """Every pair that a fact relates: its ends, and what its options add to each of them."""
    options = dict(fact.options)
    yield fact.first, fact.second, fact.relation, fact.status
    ends = [fact.first, *([fact.second] if fact.second[0] in "OU" else [])]
    if "unit" in options:
        yield fact.first, options["unit"], fact.relation, fact.status
        ends.append(options["unit"])
    for end in ends:
        if "title" in options:
            yield end, options["title"], Relation.TITLE, None
            yield end, options["title"], fact.relation, fact.status
        for day in {options.get("date"), options.get("told")} - {None}:
            yield end, str(day), fact.relation, fact.status
        if "told" in options:
            yield end, options["told"], Relation.TOLD, None
    for key in _OF_FIRST.keys() & options:
        yield fact.first, options[key], _OF_FIRST[key], None
    if "lead" in options:
        yield options["lead"], fact.first, Relation.LEAD, None
    if "person" in options:
        yield options["person"], fact.second, fact.relation, fact.status
