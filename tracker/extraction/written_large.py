"""Words that are written in capitals only for their place: a headline, a heading, the first words of an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile

from tracker.extraction.dates import DATELINE
from tracker.extraction.furniture import is_furniture
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.given_names import is_given
from tracker.extraction.headlines import BETWEEN, TELLS
from tracker.extraction.lexicon import words

#: Three words in capitals at the beginning of a line.
_LARGE = re.compile(
    r"^[^\w\n]*(?:[^\Wa-z_][^\Wa-z_.’'&-]*[^\w\n]+){2}[^\Wa-z_]+(?![a-z])", re.MULTILINE
)
_AFTER_PLACES = re.compile(r"\s*[–—(:-]")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_](?:[\w’'&-]|\.(?=\w))*")
_OWNED = re.compile(r"(.+)(['’][sS])")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Short forms that are no other word.
_SHORT = words(
    "ai ceo cto coo cfo cpo cmo cio ciso cro clo chro svp evp cvp vp md gm hr pr ipo vc us uk eu un api gpu llm agi ml nlp usa uae"
)
_SMALL = words(
    "the a an and or but of in on at to for from with by as is are was were be been has have had will would can could may might not no"
    " it its he his she her they their we our you your this that these those when while where who what why how if after before since until"
    " over under into out up down off than then there here about against between through during without within so yet nor only just more most"
    " chief executive officer president vice head director founder co-founder chairman chairwoman chair scientist engineer researcher senior former new"
    " all any own both each few many some such other another again also even still said says told left quit joined hired named took became went"
    " moved got made gave came led men man old ago set ran won cut bid met put let say see use try big six ten four five job pay ask bet buy end far"
    " do does did go goes get hit key law lay low net run son sum tax tie top via war way win company start-up startup firm lab team unit division board year years month months week weeks day days last next first one two three"
)
_DAYS_AND_MONTHS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december"
)
_BEFORE_MAY = words("in of since until by from last this next early late mid")
_FEWEST = 3
#: From so many letters on a word is no short form, and up to so many it may be one.
_LONG, _MAY_BE_SHORT = 6, 3
_LONG_IN_TITLES = 4
#: What stands before the first word of a sentence, which has a capital whatever it is.
_OPENS = re.compile(r"(?:^|[.!?:“\"])[^\w]*$")


def in_own_letters(text: str, gazetteer: Gazetteer) -> str:
    """``text`` with such words written as the rest of it writes them; every character keeps its place."""
    if _LARGE.search(text) is None:
        return text
    forms = _forms(text)
    return _LINE.sub(lambda line: _own(line.group(), forms, gazetteer), text)


def _own(line: str, forms: Mapping[str, str], gazetteer: Gazetteer) -> str:
    found = list(_WORD.finditer(line))
    large = _run(found)
    whole = len(large) == len(found)
    if len(large) < _FEWEST or not any(_is_a_word(one, forms, whole=whole) for one in large):
        return line
    place = DATELINE.match(line) or _AFTER_PLACES.match(line, large[-1].end())
    if (not whole and place) or is_furniture(line):
        return line
    known = dict(gazetteer.in_capitals(line[: large[-1].end()]))
    told: list[str] = []
    for before, match in zip([None, *large], large, strict=False):
        follows = before is not None and line[before.end() : match.start()].isspace()
        named = follows and told[-1][0].isupper() and is_given(told[-1])
        month = match.group() == "MAY" and follows and told[-1].lower() in _BEFORE_MAY
        told.append("May" if month else _written(match.group(), forms, as_name=whole or named))
    made = line
    for number, (match, word) in enumerate(zip(large, told, strict=True)):
        if number == 0 or line[: match.start()].rstrip().endswith((".", "!", "?", ":")):
            word = word[:1].upper() + word[1:]
        made = _put(made, match.start(), word)
    for start, name in known.items():
        if name.lower() not in {*forms, *_SMALL}:
            made = _put(made, start, name)
    return made


def _put(line: str, start: int, word: str) -> str:
    return line[:start] + word + line[start + len(word) :]


def _run(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words in capitals that a line begins with."""
    return list(takewhile(lambda match: match.group() == match.group().upper(), found))


def _is_a_word(match: re.Match[str], forms: Mapping[str, str], *, whole: bool) -> bool:
    """Whether a word in capitals is one that is not always written so."""
    word = _OWNED.sub(r"\1", match.group())
    plain = word.lower()
    if plain in _SMALL or forms.get(plain, word) != word:
        return True
    return is_given(word) or (whole and len(word) >= _LONG)


def _written(word: str, forms: Mapping[str, str], *, as_name: bool) -> str:
    """A word in capitals as it is written elsewhere, or else as most such words are; as long as it was."""
    if owned := _OWNED.fullmatch(word):
        return _written(owned[1], forms, as_name=as_name) + owned[2].lower()
    plain = word.lower()
    if "-" in word and plain not in {*forms, *_SMALL}:
        return "-".join(_written(part, forms, as_name=as_name) for part in word.split("-"))
    own = forms.get(plain) or _guessed(word, plain, as_name=as_name)
    return own if len(own) == len(word) else word


def _guessed(word: str, plain: str, *, as_name: bool) -> str:
    if plain in _SHORT or not any(map(str.isalpha, word)):
        return word
    if plain in _SMALL or (as_name and plain in TELLS | BETWEEN):
        return plain
    if as_name or is_given(word) or plain in _DAYS_AND_MONTHS:
        return _LETTERS.sub(lambda part: part.group().capitalize(), word)
    return word if len(word) <= _MAY_BE_SHORT else plain


def _forms(text: str) -> dict[str, str]:
    """How the text writes each of its words where it is free to: small if anywhere, else as most often."""
    counts: dict[str, Counter[str]] = {}
    for word in _free_words(text):
        counts.setdefault(word.lower(), Counter())[word] += 1
    return {
        plain: plain if plain in forms else forms.most_common(1)[0][0]
        for plain, forms in counts.items()
    }


def _free_words(text: str) -> Iterator[str]:
    for line in _LINE.finditer(text):
        found = list(_WORD.finditer(line.group()))
        large = _run(found)
        if len(large) >= _FEWEST or len(large) == len(found):
            found = found[len(large) :]
        long = [match.group() for match in found if len(match.group()) >= _LONG_IN_TITLES]
        if len(long) >= _FEWEST and all(word[0].isupper() for word in long):
            continue  # a headline in which every word has a capital
        for match in found:
            if not _OPENS.search(line.group(), 0, match.start()):
                yield _OWNED.sub(r"\1", match.group())
