"""Cut a text into sentences, and set aside those that cannot state a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

LONGEST_SENTENCE = 1200

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Corp|Co|Ltd|Jr|Sr|vs|No|Gen|Sen|Rep|Gov|approx|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    r"|e\.g|i\.e|U\.S|U\.K|a\.m|p\.m|Ph\.D|A\.I)|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9À-Þ])")
_BOILERPLATE = re.compile(
    r"cookie|privacy policy|terms of (?:use|service)|all rights reserved|©|copyright \d|subscribe|newsletter"
    r"|sign up|sign in|log in|click here|read more|share this|follow us|advertisement|sponsored"
    r"|third-party content|financial advice|professional advice|investment advice|disclaimer|do not sell"
    r"|^(?:by|reporting by|editing by|written by|edited by|photo(?:graph)? by|photo|image|picture|illustration|source)"
    r"\b[ :]|^this (?:article|story|page) |^(?:also read|related|recommended)\b|getty images|disclosure:"
    r"|javascript|your browser|unsubscribe|contributed to this report|additional reporting",
    re.IGNORECASE,
)
_STEMS = (
    r"join|hir(?:e|ed|es|ing)\b|recruit|poach|lure|appoint|nam(?:ed|es|ing)\b|tapp|promot|elevat|installed|elect"
    r"|leav|left\b|quit|resign|depart|exit|step|fire[ds]?\b|firing|dismiss|sack|oust|retir|lay|laid|layoff"
    r"|let go|part(?:ed|ing)? ways|return|rejoin|come|came|coming|go(?:es|ing)?\b|gone|went|mov(?:e|es|ed|ing)\b"
    r"|head|lead|led\b|run(?:s|ning)?\b|ran\b|direct|overs|manag|charge|chair|chief|officer|president|boss|vp\b"
    r"|C[ETFOPMRIS]O|C[ETFO]Os|scientist|engineer|researcher|executive|advis|professor|partner|member|board"
    r"|found|co-found|start|set up|launch|creat|establish|form|unveil|introduc|assembl|build|spun|spin"
    r"|report|answer|under\b|unit|team|division|lab|group|merg|fold|combin|renam|rebrand|called|reorgani|restructur"
    r"|disband|dissol|clos|shut|wind|scrap|axe|cut|job|staff|workforce|redundan|shed|eliminat"
    r"|acqui|buy|bought|purchas|takeover|take over|took over|stake|shareh|sold|sell|swallow|subsidiary|own|bid|invest"
    r"|rais|round|fund|valu|back|seed|\$|billion|million|spend|spent|capex|pay|paid|package|salar|bonus|offer"
    r"|share|stock|fell|fall|rose|plung|plumm|slid|drop|jump|soar|surg|tumbl|percent|per cent|%"
    r"|succe|replac|take the|took the|hand|giv(?:e|es|ing) up|post|role|job|work|serv|was\b|were\b|until|former|once\b"
    r"|becom|became|remain|stay|keep|deni|deny|refus|declin|turn|[\"“”]"
)
_TRIGGER = re.compile(rf"(?:\b|(?<=-))(?:{_STEMS})|[$%\"“”]", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: ``text`` is the article's ``[start:end]``; ``paragraph`` counts from nought."""

    start: int
    end: int
    text: str
    paragraph: int
    candidate: bool


def segments(text: str) -> list[Segment]:
    """The sentences of ``text`` in order, each once; headings, furniture and repeats left out."""
    found: list[Segment] = []
    seen: set[str] = set()
    for number, (start, end) in enumerate(_lines(text)):
        for first, last in _sentences(text, start, end):
            words = text[first:last]
            key = re.sub(r"\W+", " ", words).casefold()
            if key in seen or len(words) > LONGEST_SENTENCE or not key.strip():
                continue
            if len(key) > 20:
                seen.add(key)
            if is_boilerplate(words):
                continue
            found.append(Segment(first, last, words, number, candidate=can_state_a_fact(words)))
    if found and _CAPITAL.search(found[0].text) and found[0].text[-1:] in ".!?":
        found[0] = replace(found[0], candidate=True)
    return [_needed(segment, found[i + 1 : i + 2]) for i, segment in enumerate(found)]


def _needed(segment: Segment, following: list[Segment]) -> Segment:
    """A sentence that names somebody is kept where the next one may speak of them as "she"."""
    if (
        segment.candidate
        or not following
        or not following[0].candidate
        or following[0].paragraph != segment.paragraph
    ):
        return segment
    names = (
        re.search(r"[A-Z]\w+ [A-Z]\w+|^[A-Z]\w+['’]s", segment.text) and segment.text[-1:] in ".!?"
    )
    refers = re.search(
        r"\b(?:he|she|his|her|they|their|it|its|[Tt]he \w+)\b", following[0].text, re.IGNORECASE
    )
    return replace(segment, candidate=True) if names and refers else segment


def is_boilerplate(sentence: str) -> bool:
    """Page furniture: cookie banners, bylines, disclaimers, calls to subscribe."""
    return bool(_BOILERPLATE.search(sentence)) and not re.search(
        r"\b(?:hired|joins?|joined|acquir)", sentence
    )


def can_state_a_fact(sentence: str) -> bool:
    """False when no word in the sentence could carry a fact, so that it need not be parsed."""
    ended = re.search(r"[.!?…:;][\W_]*$", sentence[-12:]) is not None or len(sentence) > 90
    return ended and bool(_CAPITAL.search(sentence)) and bool(_TRIGGER.search(sentence))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text):
        yield match.start(), match.end()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    heading = re.match(r"\s*(?:#{1,6}|[*•\-–>])\s+", text[start:end])
    first = start + (heading.end() if heading else 0)
    for match in _END.finditer(text, first, end):
        if _ABBREVIATIONS.search(text, max(first, match.start() - 8), match.start() + 1):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
