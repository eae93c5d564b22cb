"""Words for several people that are their title: "analysts X and Z", "X and Z, two former Y engineers"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extraction.lexicon import words
from tracker.extraction.title_words import FUNCTIONS, MODIFIERS

#: Titles of several, before their names: "Oppenheimer analysts X and Z".
_SEVERAL = words("analysts spokesmen spokeswomen spokespeople economists strategists")
#: Titles of several, of whom it is said that they are so: "are also professors at Y", "X and Z, both engineers at Y".
_ARE_SEVERAL = words(
    "professors engineers researchers scientists managers executives analysts partners economists lecturers fellows consultants trustees associates"
)
_ARE = words(
    "are were be been both also all them became become as now still once currently formerly"
)
_MADE = words("made make makes making named name names naming appointed elected")
_COME = words("join joins joined joining rejoin rejoined")
#: How many are such, and that they no longer are.
_EARLY = words("first earliest")
_OF_SEVERAL = _EARLY | words("two three four five both all former ex onetime longtime")
#: All words for several people that may be their title.
SEVERAL = _SEVERAL | _ARE_SEVERAL


def told_of_several(tokens: Sequence[str], i: int) -> bool:
    """Whether a word for several people is their title: the "analysts" of "analysts X and Z" and of those who are such."""
    if tokens[i].lower() in _SEVERAL and tokens[i + 1 : i + 2] == ["\0"]:
        return True
    return tokens[i].lower() in _ARE_SEVERAL and (
        _names_open(tokens, i + 1)
        or _are_such(tokens, i)
        or _are_made_such(tokens, i)
        or _are_taken_as_such(tokens, i)
    )


def _are_made_such(tokens: Sequence[str], i: int) -> bool:
    """The "partners" of "has made X and Z partners"."""
    start = i
    while start and (tokens[start - 1] in {"\0", "and", ","} or tokens[start - 1] in MODIFIERS):
        start -= 1
    return 0 < start < i and tokens[start - 1].lower() in _MADE and "\0" in tokens[start:i]


def _are_taken_as_such(tokens: Sequence[str], i: int) -> bool:
    """The "engineers" of "hired two of them, X and Z, as engineers", "X and Z join Y as engineers"; not those of "as engineers at Y said"."""
    start = _first_word(tokens, i)
    before = [word for word in tokens[:start] if word != ","]
    if before[-1:] != ["as"]:
        return False
    if before[-2:-1] == ["\0"]:
        return True
    come = "and" in before and not _COME.isdisjoint(before)
    return come and len(before) > 1 and _is_a_name(before[-2])


def _first_word(tokens: Sequence[str], i: int) -> int:
    """Where the words begin that make a title more than its last one."""
    while i and (tokens[i - 1].lower() in MODIFIERS | FUNCTIONS or tokens[i - 1] == "-"):
        i -= 1
    return i


def _are_such(tokens: Sequence[str], i: int) -> bool:
    """The "analysts" of "they are also analysts at Y", of "X and Z, two analysts at Y" and of "two former Y analysts"."""
    end = i + 1
    after = [word.lower() for word in tokens[end : end + 5]]
    named = bool({"at", "of"} & set(after[: 1 if after[:1] != ["of"] else 6]))
    i = _first_word(tokens, i)
    if not named:  # "former Y engineers", "Y's first engineers"
        if i > 1 and tokens[i - 1] in _EARLY and tokens[i - 2] in {"'s", "’s"}:
            return True
        if i < 2 or not _is_a_name(tokens[i - 1]) or tokens[i - 2].lower() not in _OF_SEVERAL:
            return False
        i -= 1
        if _is_a_name("".join([t for t in tokens[end : end + 2] if t != ","][:1])):
            return True
    before = tokens[i - 1].lower() if i else ""
    if before in _ARE | _EARLY or (before in _OF_SEVERAL and _names_follow(tokens, end)):
        return True
    while i and tokens[i - 1].lower() in _OF_SEVERAL:
        i -= 1
    return i > 1 and tokens[i - 1] == "," and _is_a_name(tokens[i - 2])


def _is_a_name(word: str) -> bool:
    return word == "\0" or word[:1].isupper()


def _names_open(tokens: Sequence[str], start: int) -> bool:
    """Whether several are named from here on: the "X and Z" of "engineers X and Z"."""
    end = start
    while end < len(tokens) and tokens[end] == "\0":
        end += 1
    return (
        end > start
        and "".join(tokens[end : end + 1]) in {"and", ","}
        and tokens[end + 1 : end + 2] == ["\0"]
    )


def _names_follow(tokens: Sequence[str], start: int) -> bool:
    """Whether somebody is named behind the place: "two professors at Y, X and Z"."""
    last = min(start + 7, len(tokens) - 1)
    return any(tokens[n] == "," and _is_a_name(tokens[n + 1]) for n in range(start, last))
