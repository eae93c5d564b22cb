"""Likeness of texts: which are rewrites or reprints of one report, and which say nothing of their own.

Plain functions of texts, symmetric where it matters, so that the order in which articles come in
changes nothing. Two questions are asked of a pair:

- **is one a rewrite of the other?** Half a report trimmed away still shares its word 3-grams; two
  notices filled into one template share them too, but lead with other names or other figures.
- **does one say anything that the other does not?** Only where it does not, sentence for sentence,
  is it left unread: one word more may be a denial.
"""

import hashlib
import importlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

#: An earlier report is looked for among those published at most so many days apart.
WINDOW_DAYS = 7
#: Of all word 3-grams that two texts have, the share that a rewrite has in common.
SHARED = 0.3
PERMUTATIONS = 128
#: Pairs that share three in ten of their 3-grams meet in one of the bands in three cases of four,
#: those that share half in 996 of 1,000; those that share one in twenty in 5 of 1,000.
BANDS, ROWS = 42, 3
#: What is beyond is not looked at: books are no reports.
MOST_WORDS = 20_000
MOST_SENTENCES = 2_000
_LEAD = 2
_SHINGLE = 3

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP = re.compile(
    r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b[MD][rs]\.)(?<!\bMrs\.)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])|\n+"
)
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_DATELINE = re.compile(r"^[A-Z][\w.,/ ]{0,60}?\s*\([A-Z][\w ]{1,30}\)\s*[-–—:]+\s*")
_FURNITURE = re.compile(
    r"^(?:by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:,? and [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})?"
    r"|(?:additional |with )?(?:reporting|writing) by\b.{0,120}|(?:editing|edited|written|compiled) by\b.{0,120}"
    r"|(?:read|see) (?:more|also|the full)\b.{0,120}|(?:sign up|subscribe|follow us|share this)\b.{0,120}"
    r"|(?:©|\(c\)|copyright).{0,120}|all rights reserved.{0,40}"
    r"|(?:this|the) (?:article|story|report|post) (?:was |is |has been )?(?:first |originally )?"
    r"(?:appeared|published|re-?published|syndicated|copyright)\b.{0,160}"
    r"|(?:photo|image|picture|photograph)(?: by|:| credit).{0,120}|source:.{0,80}|advertisement)\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
    "august september october november december"
)
_DAY = re.compile(
    rf"\b(?:(?:{_MONTHS.replace(' ', '|')})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS.replace(' ', '|')})\b)|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
#: Words that a capital makes no name: openers of sentences, forms of address, days and months.
_COMMON = frozenset(
    "a about according after again all also although among an and another any anyone are as asked at "
    "back because before both but by can could despite during each earlier either even every few first "
    "following for former four from had has have he her here his how however i if in instead into is it "
    "its last late later many meanwhile more most mr mrs ms dr prof mx my near neither new next no nor "
    "not nobody now of on once one only or other others our out over people per separately several shares "
    "she since so some still such than that the their then there these they this those three though "
    "through to today tomorrow too two under until up us was we were what when where whether which while "
    "who why will with within without would yesterday yet you your sources staff "
    "monday tuesday wednesday thursday friday saturday sunday " + _MONTHS
).union(_MONTHS.split())
_COMMON_ENDS = ("ly", "ing", "ed")


def words_of(text: str) -> list[str]:
    """The words in their order, small letters, without what only sets them: stops, quotes, dashes."""
    found = []
    for match in _WORD.finditer(text):
        found.append(_POSSESSIVE.sub("", match[0]).casefold())
        if len(found) == MOST_WORDS:
            break
    return found


def shingles(text: str) -> frozenset[str]:
    """The word 3-grams of ``text``; a text of fewer words is one."""
    words = words_of(text)
    last = max(1, len(words) - _SHINGLE + 1)
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(last) if words)


def bands_of(text: str) -> list[int]:
    """Numbers of 64 bits, one for each band of the text's MinHash: like texts share at least one.

    None for a text of fewer than three words.
    """
    grams = shingles(text)
    if not grams or next(iter(grams)).count(" ") < _SHINGLE - 1:
        return []
    hashed = _minhash()(num_perm=PERMUTATIONS, seed=1, scheme="affine32")
    hashed.update_batch(gram.encode() for gram in sorted(grams))
    values = [int(value) for value in hashed.hashvalues]
    return [
        _number(f"{band}:{values[band * ROWS : (band + 1) * ROWS]}".encode())
        for band in range(BANDS)
    ]


@cache
def _minhash() -> Any:
    """Loaded with the first text: the library brings a second's worth of others."""
    return importlib.import_module("datasketch").MinHash


def sentences_of(text: str) -> list[int]:
    """A number for each sentence that says something, each once, in order.

    Bylines, datelines, credits and invitations say nothing. A text that is nothing else, or longer
    than any report, has one number for all of it.
    """
    said = {_number(" ".join(words).encode()) for words in map(words_of, _sentences(text)) if words}
    if not said or len(said) > MOST_SENTENCES:
        return [_number(" ".join(text.casefold().split()).encode())]
    return sorted(said)


def is_rewrite(one: str, other: str) -> bool:
    """Whether the two texts tell one report: much of the wording is shared, and what they lead with.

    Where each leads with a name, or with a figure, that the other never mentions, one template was
    filled in twice. Where one mentions little of what the other leads with, it is one item of a
    round-up: those are not glued together by it.
    """
    mine, theirs = shingles(one), shingles(other)
    union = len(mine | theirs)
    if not union or len(mine & theirs) < SHARED * union:
        return False
    my_names, their_names = _lead_names(one, other), _lead_names(other, one)
    my_own, their_own = my_names - set(words_of(other)), their_names - set(words_of(one))
    if (my_own and their_own) or any(
        2 * len(own) > len(names) for own, names in ((my_own, my_names), (their_own, their_names))
    ):
        return False
    return not (_lead_figures(one) - _figures(other) and _lead_figures(other) - _figures(one))


def _sentences(text: str) -> list[str]:
    """The sentences and lines that are no furniture, datelines taken off."""
    cut = [piece.strip() for piece in _STOP.split(text) if piece.strip()]
    return [
        _DATELINE.sub("", piece) for piece in cut if len(piece) > 300 or not _FURNITURE.match(piece)
    ]


def _lead(text: str) -> list[str]:
    """The first two sentences; a headline, which ends with no stop, is none."""
    sentences = _sentences(text)
    whole = [sentence for sentence in sentences if _ENDS.search(sentence)]
    return (whole or sentences)[:_LEAD]


def _lead_names(text: str, other: str) -> set[str]:
    """Words of the lead that are names by their capital, and nowhere in either text plain words."""
    found: set[str] = set()
    for sentence in _lead(text):
        found.update(
            _POSSESSIVE.sub("", match[0]).casefold()
            for match in _WORD.finditer(sentence)
            if match[0][0].isupper()
        )
    plain = _plain_words((text, other))
    return {
        name
        for name in found
        if name not in _COMMON and name not in plain and not name.endswith(_COMMON_ENDS)
    }


def _plain_words(texts: Iterable[str]) -> set[str]:
    return {match[0] for text in texts for match in _WORD.finditer(text) if match[0][0].islower()}


def _lead_figures(text: str) -> set[str]:
    return _figures(" ".join(_lead(text)))


def _figures(text: str) -> set[str]:
    """The figures of ``text``; days and years are none, for one report prints a date, another a weekday."""
    return {
        match[0].replace(",", "").rstrip(".") for match in _NUMBER.finditer(_DAY.sub(" ", text))
    }


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), signed=True)


def copies(members: Sequence[tuple[int, str, Sequence[int]]]) -> dict[int, int | None]:
    """Whose text each article of a story repeats; None for one that says something of its own.

    ``members`` are (article, hash of its words, sentences) in the order of their publication. An
    article repeats the first that has its very words, or all of its sentences, and repeats nobody.
    """
    result: dict[int, int | None] = {}
    by_words: dict[str, int] = {}
    originals: list[tuple[int, frozenset[int]]] = []
    for article, words, sentences in members:
        said = frozenset(sentences)
        repeated = by_words.get(words)
        if repeated is None:
            repeated = next((first for first, all_said in originals if said <= all_said), None)
        if repeated is None:
            originals.append((article, said))
        by_words.setdefault(words, article if repeated is None else repeated)
        result[article] = repeated
    return result
