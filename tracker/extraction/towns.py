"""Where a name is that of a town, by a list of towns and by the words around it."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span

from tracker.extraction.lists import entries

#: Where a name that may be a place's is one, and none of a company in which somebody invests.
_PLACED = re.compile(
    r"(?:^|[^\w])(?:in|near|outside|across|throughout|around|born in|flew to|base in|returned to|went back to|travelled to"
    r"|(?:siblings|brothers|sisters|couple|native|man|woman|boy|girl|family|immigrants?|is|are|was|were|hails?|hailed"
    r"|lawyer|barrister|engineer|economist|entrepreneur|programmer|designer|doctor|physician|teacher|banker|accountant|architect"
    r"|journalist|pensioner|farmer|judge|businessman|businesswoman|investor) from) $"
)
#: Where somebody goes who may as well go to a company: only what is known for a town is one there.
_MOVED = re.compile(r"\b(?:mov(?:e|es|ed|ing)|relocat(?:e|es|ed|ing)) to $")
_INVESTED = re.compile(
    r"\b(?:invest|stake|share|holding|interest|position|investor|money|put|back|round|partner|director|head|engineer|job|role|career)\w* (?:\w+ )?in $"
)
#: States of America and provinces of Canada, as papers shorten them behind a town.
_STATES = frozenset(
    f"{name}."
    for name in (
        *["Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mass", "Mich"],
        *["Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "N.H", "N.J", "N.M", "N.Y", "N.C", "N.D", "Okla", "Ore", "Pa", "R.I", "S.C"],
        *["S.D", "Tenn", "Tex", "Vt", "Va", "Wash", "Wis", "Wyo", "D.C", "B.C", "Ont", "Que", "Alta"],
    )
)  # fmt: skip
#: "The Grenoble laboratory" and "a Salford outfit" are called by where they are.
_ONE = frozenset(
    ["the", "a", "an", "its", "their", "his", "her", "our", "'s", "’s", "new", "old", "as"]
)
_FROM_THERE = frozenset(["based", "born", "listed", "headquartered", "educated"])
#: Who is so in a town.
_LOCAL_POST = re.compile(
    r"\b(?:branch|store|shop|plant|site|bureau|factory|depot) (?:manager|director|chief|head|lead|supervisor) in$"
)
_NEAR = 40
_COMPANIES = frozenset(["company", "firm", "startup", "outfit"])
#: Where a town's name is that of its university.
_TAUGHT = re.compile(
    r"\b(?:professor(?:ship)?|lecturer|reader|dean|fellow|postdoc\w*|doctorate|PhD|tea(?:ch(?:es|ing)?|ught)|lectur(?:es|ed|ing)|stud(?:ies|ied))\b[^.;,]{0,30} at $"
)
_TEACHES = re.compile(r"[A-ZÀ-Þ][\w-]+ (?:professors?|lecturers?|dons?|postdocs?)\b")
#: How many words may say what a company is before its name.
_DESCRIBED = 5


@cache
def _towns() -> frozenset[str]:
    return frozenset(town.casefold() for town in entries("towns.txt"))


def is_town(name: str) -> bool:
    """Whether a town, a state or a country is so called."""
    return name.casefold() in _towns()


def is_a_towns(doc: Doc, first: int, last: int, *, spoken_of: bool) -> bool:
    """Whether a name is that of a town or a state; ``spoken_of`` says that the article speaks of it as of an organisation."""
    return (
        means_a_town(doc, first, last)
        or stands_before_a_name(doc, first, last)
        or (
            is_called_by_a_town(doc, first, last)
            and (doc[last].lower_ in {"'s", "’s"} or not spoken_of)
        )
        or is_a_state(doc, first, last)
        or has_a_state_behind(doc, last)
    )


def says_whence(doc: Doc, first: int, last: int) -> bool:
    """Read "the Emeryville company" and "branch manager in Emeryville": where nothing else is so called, a town that no list has."""
    if last - first > 1 or not 0 < first < last < len(doc):
        return False
    if _LOCAL_POST.search(doc[max(0, first - 3) : first].text):
        return True
    return doc[first - 1].lower_ == "the" and doc[last].lower_ in _COMPANIES


def is_a_state(doc: Doc, first: int, last: int) -> bool:
    """Whether a word is a state's, shortened behind a town: "West Lafayette, Ind."."""
    return (
        last - first == 1
        and first > 1
        and doc[first - 1].text == ","
        and doc[first].text in _STATES
    )


def has_a_state_behind(doc: Doc, last: int) -> bool:
    """Whether what ends before a token is a town: the "West Lafayette" of "West Lafayette, Ind."."""
    return last + 1 < len(doc) and is_a_state(doc, last + 1, last + 2)


def stands_in_a_place(text: str, start: int) -> bool:
    """Whether a name that begins at ``start`` stands where a place would: "in Y", but not "a stake in Y"."""
    before = text[max(0, start - _NEAR) : start]
    return bool(_PLACED.search(before)) and not _INVESTED.search(before)


def means_its_university(text: str, start: int) -> bool:
    """Whether a town's name that begins at ``start`` is its university's: "a professor at Cambridge", "a Bristol professor"."""
    before, after = text[max(0, start - _NEAR) : start], text[start : start + _NEAR]
    return bool(_TAUGHT.search(before) or _TEACHES.match(after))


def means_a_town(doc: Doc, first: int, last: int) -> bool:
    """Whether a town's name is said to be where something is: "in Tübingen", "Salford, England", "Pune-based"."""
    span = doc[first:last]
    if not is_town(span.text):
        return False
    after = [token.text for token in doc[last : last + 2]]
    if after[:1] == ["-"] and after[1:] and after[1] in _FROM_THERE:
        return True
    if after[:1] == [","] and after[1:] and is_town(after[1]):
        return True
    moved = _MOVED.search(doc.text[: span.start_char]) is not None
    return moved or stands_in_a_place(doc.text, span.start_char)


def stands_before_a_name(doc: Doc, first: int, last: int) -> bool:
    """Whether a town's name says where a company is that is named behind it: "the Bremen port operator Hansakai"."""
    if not (is_town(doc[first:last].text) and _says_where(doc, first, last)):
        return False
    after = [token.text for token in doc[last : last + _DESCRIBED]]
    named = next((i for i, word in enumerate(after) if not (word.islower() and word.isalpha())), 0)
    return (
        named > 0
        and after[named][:1].isupper()
        and not any(t.is_stop for t in doc[last : last + named])
    )


def is_called_by_a_town(doc: Doc, first: int, last: int) -> bool:
    """Whether a town's name stands before what is there: "its Grenoble laboratory", "Uppsala's Runsten"."""
    if last + 1 >= len(doc) or not is_town(doc[first:last].text):
        return False
    follows = doc[last]
    if follows.text in {"'s", "’s"}:
        return doc[last + 1].text[:1].isupper() or _is_first_of_its_kind(doc[last + 1 : last + 4])
    return _says_where(doc, first, last)


def _is_first_of_its_kind(words: Span) -> bool:
    """The "best-known" and "largest" of "Pune's best-known export", which is no company's."""
    return bool(words) and (
        words[0].lower_ == "most" or words[0].tag_ in {"JJS", "RBS"} or words[0].lower_ == "best"
    )


def _says_where(doc: Doc, first: int, last: int) -> bool:
    """Whether a name stands between an article and a noun: "the Bremen port", "a Salford outfit"."""
    if not 0 < first < last < len(doc):
        return False
    follows = doc[last]
    return doc[first - 1].lower_ in _ONE and follows.text.islower() and not follows.is_stop
