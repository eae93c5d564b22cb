"""The words of a text without what is none of them: mark-up, entities, characters that nobody sees.

Texts are handed in as they were copied. ``readable`` leaves every character in its place; ``bare`` also takes out what stands
inside words ("sci&shy;entist", "AT&amp;T") and what is between them more than once, and knows where everything stood.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_UNREADABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\xa0\xad\u2000-\u200f\u202a-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
#: Stands for a character that is to go, so that what is on either side of it is one word.
_GONE = "\uffff"
_MARKUP = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);"
    r"|<(?P<code>script|style)\b[^<>]{0,2000}>[^<]{0,100000}</(?P=code)>"
    r"|<!--(?:(?!<!--|-->)[\s\S]){0,5000}-->|</?[a-zA-Z][^<>]{0,2000}>"
    r"|!?\[(?P<said>(?!\d{1,3}\])[^\[\]\n]{1,200})\](?:\[[\w .-]{1,40}\]|\((?:https?:|mailto:|/|#|www\.)[^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?: (?:\"[^\"\n]{0,100}\"|'[^'\n]{0,100}'))?\))"
    r"|(?<=[\w.,;:!?”\"’)\]])\[\d{1,3}\](?![(\w])|(?<=[a-zA-Z.,;:!?”\"’)])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}(?!\w)"
    r"|\*\*|__|~~|(?<![\w`])`(?=[^`\n]{1,80}`)|(?<=[^\s`])`(?!\w)|(?<![\w*])\*(?=[\w“\"])|(?<=[\w.,!?”\"])\*(?![\w*])|(?<![\w_])_(?=[\w“\"])|(?<=[\w.,!?”\"])_(?![\w_])"
)
_SIGNS_OF_MARKUP = (
    "&",
    "<",
    "[",
    "*",
    "_",
    "`",
    "~~",
    *"\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079",
)
_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|section|article|blockquote)\b", re.IGNORECASE
)
#: Other signs for the hyphen and the apostrophe.
_SAME = str.maketrans({_GONE: " ", "\u2010": "-", "\u2011": "-", "\u02bc": "’"})
#: Mark-up that may stand inside a word.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|ins|mark|s|small|span|strong|sub|sup|tt|u|wbr)\b",
    re.IGNORECASE,
)
_BLANKS = re.compile(
    r"[ \t\u3000]{2,}|\u3000|[ \t]+(?=[\r\n])|\r(?=\n)|[\ufb00-\ufb06]|" + _GONE + "+"
)
#: Two or three letters in one, as books and papers are set.
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SOME_BLANKS = frozenset(" \t\u3000")
#: Without any of these there is none of those; most texts have none, and this is known sooner.
_SIGNS_OF_BLANKS = (_GONE, "  ", " \n", " \r", "\t", "\r", "\u3000", *LIGATURES)


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without what is no word of it.

    ``marked`` has a character for each of the text as it was, and ``starts`` tells which of them each character is; it is None if
    no place differs.
    """

    text: str
    marked: str
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as it was the characters from ``start`` to before ``end`` stand, with the mark-up around them."""
        if self.starts is None or end <= start:
            return start, end
        first, behind = self.starts[start], self.starts[end - 1] + 1
        while self.marked[first - 1 : first] == _GONE:
            first -= 1
        while self.marked[behind : behind + 1] == _GONE:
            behind += 1
        return first, behind


def readable(text: str) -> str:
    """``text`` with a blank for each character that is none, unseen or mark-up, so that every other keeps its place."""
    return _marked(text).replace(_GONE, " ")


def bare(text: str) -> Bare:
    """``text`` without mark-up, unseen characters and blanks that follow others or end a line, its ligatures in single letters."""
    marked = _marked(text)
    if not any(sign in marked for sign in _SIGNS_OF_BLANKS) or _BLANKS.search(marked) is None:
        return Bare(marked, marked)
    # twice, for blanks may come to stand together where something between them has gone
    once, places = _without_blanks(marked, range(len(marked)))
    twice, places = _without_blanks(once, places)
    return Bare(twice, marked, tuple(places))


def _without_blanks(text: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    kept: list[str] = []
    starts: list[int] = []
    done = 0
    for match in _BLANKS.finditer(text):
        kept.append(text[done : match.start()])
        starts += places[done : match.start()]
        done = match.end()
        if letters := LIGATURES.get(match.group()):
            kept.append(letters)
            starts += [places[match.start()]] * len(letters)
        is_blank = match.group()[0] in _SOME_BLANKS
        if is_blank and text[done : done + 1] not in {"\r", "\n"}:
            # how far a line is set in tells lists and program code
            sets_in = match.start() == 0 or text[match.start() - 1] in "\r\n"
            kept.append(match.group() if sets_in else " ")
            starts += places[match.start() : done if sets_in else match.start() + 1]
    kept.append(text[done:])
    starts += places[done:]
    return "".join(kept), starts


def _marked(text: str) -> str:
    """``text`` with a blank, or a mark that it is to go, for each character that is none of its words."""
    text = text.translate(_SAME)
    return _UNREADABLE.sub(_unseen, _MARKUP.sub(_without, text) if _has_markup(text) else text)


def _unseen(match: re.Match[str]) -> str:
    one = match.group()
    return _GONE if one == _GONE or unicodedata.category(one) == "Cf" else " "


def _has_markup(text: str) -> bool:
    return any(mark in text for mark in _SIGNS_OF_MARKUP)


def _without(match: re.Match[str]) -> str:
    found = match.group()
    if found.startswith("&"):
        meant = html.unescape(found)
        return (
            meant.rjust(len(found), _GONE) if len(meant) <= len(found) and meant != found else found
        )
    if match.group("said"):
        inner = match.start("said") - match.start()
        said = _MARKUP.sub(_without, match.group("said"))
        return (_GONE * inner + said).ljust(len(found), _GONE)
    if _BLOCK.match(found) or match.group("code"):
        return "\n".ljust(len(found)) if len(found) < 2 else "\n" + " " * (len(found) - 2) + "\n"
    return (_GONE if found[0] != "<" or _INLINE.match(found) else " ") * len(found)
