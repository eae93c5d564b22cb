"""Words in an article that are meant for the machine that reads it.

An article is data: whatever it says, nothing follows from it but findings that its own sentences
support. A text that speaks to its reader's machine all the same is not given to a model at all.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tracker.extraction.bare_text import readable

_WHAT = r"(?:instructions?|prompts?|rules|directions|orders|commands|guidelines|directives)"
_WHOSE = r"(?:(?:all|any|every|the|these|those|your|my|of|above|earlier|former|prior|previous|preceding|original|other|system|initial)\s+)"
_MACHINE = r"(?:ai|llms?|language\s+models?|assistants?|chatbots?|extractors?|parsers?|crawlers?)"
_ORDERS = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass|do\s+not\s+follow|don['’]t\s+follow|stop\s+following)\s+{_WHOSE}*{_WHAT}\b"
    r"|\b(?:ignore|disregard|forget)\s+(?:everything|anything|all|whatever)\b[^.!?]{0,40}\b(?:above|before|said|told|previous|earlier|prior)\b"
    r"|\b(?:new|updated|revised|real|actual)\s+(?:system\s+)?instructions?\s+(?:for|to)\s+(?:you|the\s+(?:model|assistant|ai|llm))\b"
    r"|\bas\s+an?\s+(?:ai|large\s+language|language)\s+(?:model|assistant|reader)\b,?\s+(?:you|please)"
    r"|\b(?:you\s+are|you['’]re|act\s+as|pretend\s+to\s+be|behave\s+as)\s+(?:now\s+)?(?:(?:a|an|the)\s+)?(?:(?:helpful|new|unrestricted)\s+)*"
    r"(?:ai|assistant|chatbot|language\s+model|llm|dan)\b"
    rf"|\b(?:attention|note|message|instructions?|dear|hey|hello)[,:]?\s+(?:(?:to|for)\s+)?(?:(?:the|any|all)\s+)?{_MACHINE}\b\s?[,:]"
    r"|\b(?:output|print|return|respond\s+with|reply\s+with|answer\s+with|emit)\b[^.!?]{0,30}\b(?:json|\"facts\"|facts\s+array|empty\s+list)"
    r"|\b(?:reveal|repeat|print|show|leak|tell\s+me)\s+(?:me\s+)?(?:your|the)\s+(?:(?:system|hidden|initial)\s+)*(?:prompt|instructions|api\s+key)\b"
    r"|(?:^|[.!?:;]['\"’”)]*\s+)(?:(?:please|now|also|instead,?|then)\s+)*(?:report|record|extract|output|add|list|emit)"
    r"\s+(?:(?:the|a)\s+fact\s+)?that\s+(?-i:[A-Z“\"])"
    r"|<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|start_of_turn|end_of_turn|article)\b[^>]{0,40}>"
    r"|^[ \t]*(?:#{1,4}[ \t]*)?(?:system|assistant)(?:\s?(?:prompt|message))?\s?:",
    re.IGNORECASE | re.MULTILINE,
)
_HIDDEN = re.compile("(?:[\U000e0000-\U000e007f][^\\w\U000e0000-\U000e007f]{0,3}){4,}")
_BLANKS = re.compile(r"\s+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
#: Mark-up that makes letters bold, without a trace of it in what a reader sees.
_STRESS = re.compile(r"[*_~`]|</?[a-zA-Z]{1,6}>")
#: Nobody sees these either; their category is that of letters.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_LONGEST_TOLD = 80


def orders(text: str) -> str | None:
    """The first words of ``text`` that are an order to a model, or None; what cannot be printed is left out."""
    for form in dict.fromkeys(_forms(text)):
        if match := _ORDERS.search(form):
            return _printable(match.group())
    return "letters that nobody sees" if _HIDDEN.search(text) else None


def _forms(text: str) -> Iterator[str]:
    """``text`` as it stands, and as it is seen by whoever sees neither mark-up nor signs without a shape."""
    yield _on_one_line(text)
    yield _on_one_line(readable(text))
    meant = html.unescape(text) if "&" in text else text
    for instead in ("", " "):
        bare = meant if meant.isascii() else _BEYOND_ASCII.sub(_BARE[instead], meant)
        yield _on_one_line(bare)
        yield _on_one_line(_STRESS.sub("", bare))
        yield _on_one_line(_STRESS.sub(" ", bare))


def _on_one_line(text: str) -> str:
    """A blank for several, and for several line breaks one."""
    return _BLANKS.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


@lru_cache(maxsize=10_000)
def _bare(char: str) -> str | None:
    """``char`` in its plainest form, without accents; None where it has no shape."""
    if char in _BLANK_LETTERS or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return None
    plain = unicodedata.normalize("NFKD", char)
    return "".join(one for one in plain if not unicodedata.combining(one))


_BARE = {
    "": lambda match: _bare(match.group()) or "",
    " ": lambda match: _bare(match.group()) or " ",
}


def _printable(words: str) -> str:
    told = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return told[:_LONGEST_TOLD]
