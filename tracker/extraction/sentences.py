"""Cut a text into sentences, and set aside those that cannot state a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.extraction.datelines import behind_dateline
from tracker.extraction.furniture import (
    heads_contacts,
    heads_self_portrait,
    is_bio,
    is_boilerplate,
    is_furniture,
    is_job_ad,
    is_self_portrait,
    leads_elsewhere,
)
from tracker.extraction.language import is_foreign
from tracker.extraction.layout import LONGEST_HEADING, Line, Shape, lines
from tracker.extraction.telling import (
    can_state_a_fact,
    common_start,
    is_a_name,
    says_something,
    surnames_of,
)

LONGEST_SENTENCE = 1200
#: So many lines may stand above the first sentence of an article: its headline, its day.
_MOST_ABOVE = 5

#: Never the end of a sentence.
_BEFORE_MORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Drs|Prof|St|Ste|Gen|Sen|Sens|Rep|Reps|Gov|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Rev|Hon|Pres|Mt|Ft|Fr|Sr|Sra"
    r"|vs|approx|ca|cf|e\.g|i\.e|viz|Figs?|Vol|Vols|Art|Sec|pp|est|resp|incl|Ph)|\b(?:Ph\.D|M\.D)(?=\. [a-z]))\.$"
)
#: The end of one only where the next word opens another.
_OFTEN_INSIDE = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Cos|Ltd|Pty|Pte|Bhd|LLC|LLP|PLC|plc|Bros|Assn|Univ|Dept|Intl|Cie|Jr|Snr|Jnr|Esq|Ave|Blvd|Rd|al|etc"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun"
    r"|Calif|Mass|Conn|Wash|Ore|Ariz|Colo|Fla|Ga|Ill|Ind|Mich|Minn|Pa|Tenn|Tex|Va|Wis|Md|Mo|Okla"
    r"|[ap]\.m|[A-Za-z]\.[A-Za-z](?:\.[A-Za-z])*|M\.Sc|B\.Sc|Ph\.D|M\.Phil|D\.Phil)|(?<![\w’'])(?<!\bSeries )[A-Z](?:-[A-Z])?)\.$"
)
_NUMBER = re.compile(r"(?:\b[Nn]os?|\bArt|\bSec|\bp)\.$")
_OPENER = re.compile(
    r"\s+[\"“‘'(\[]*(?:The|This|That|These|Those|There|He|She|It|Its|His|Her|They|Their|We|Our|I|You|In|On|At|By|For|From|With|After|Before|Since"
    r"|But|And|Or|Yet|When|While|Where|As|If|Then|Now|Who|What|Why|How|Both|Two|Three|Four|Several|Some|Most|Many|All|No|Not|Nor|One|Another|Other|Others"
    r"|Last|Next|Earlier|Later|Meanwhile|However|According|Under|Among|Also|Still|Shares|Until|Once|Over|Between|During|Although|Though|Because)\b"
)
_CLOSERS = r"[\"”’')\]»*_]*"
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++{_CLOSERS}(?:\[\d+\])*(?=\s+[\"“‘'(\[«*_]*(?:[A-Z0-9À-ÞĀ-Ž$€£@#]|[a-z]{{1,3}}[A-Z]))"
    rf"|(?<=[a-z)]{{2}})[.!?]{_CLOSERS}(?=(?:The|He|She|It|In|On|But|And|They|His|Her|This|That|A)\s)"
    r"|(?<=[.!?…])[”\"](?=[“\"A-Z])"
)
_EXCLAIMED = re.compile(r"\b(?:Yahoo|Jeopardy|Yum|Wham|Panic)!$")
_SPLIT_LONG = re.compile(r";\s+|\s[–—]\s|,\s+(?:and|but|while|whereas)\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: ``text`` is the article's ``[start:end]``, with blanks for line breaks; ``paragraph`` counts from nought.

    ``item`` counts the articles of a digest, such as a newsletter of unrelated notes: what one names means nothing in
    the next. ``entry`` numbers the entries of a list, which know what stood before the list and not one another.
    """

    start: int
    end: int
    text: str
    paragraph: int
    candidate: bool
    item: int = 0
    entry: int | None = None


def segments(text: str) -> list[Segment]:
    """The sentences of ``text`` in order, each once; furniture and repeats left out."""
    found: list[Segment] = []
    seen: set[str] = set()
    surnames = surnames_of(text)
    advertises = is_job_ad(text)
    for line in _articles_own(text, lines(text)):
        start = line.start + behind_dateline(text[line.start : line.end])
        for first, last in _sentences(text, start, line.end):
            words = _BREAKS.sub(" ", text[first:last])
            key = re.sub(r"\W+", " ", words).casefold()
            if key in seen or len(words) > LONGEST_SENTENCE or not key.strip():
                continue
            if len(key) > 20:
                seen.add(key)
            if is_boilerplate(words):
                continue
            finished = line.shape is Shape.PROSE or line.shape is Shape.ENTRY
            tells = (
                says_something(words, surnames)
                or (first == start and _LABEL.fullmatch(words) is not None)
                if finished
                else can_state_a_fact(words, surnames) or is_a_name(words)
            )
            found.append(
                Segment(
                    first, last, words, line.paragraph,
                    candidate=tells and not advertises and line.shape is not Shape.CODE and not is_foreign(words),
                    item=line.item, entry=line.entry,
                )
            )  # fmt: skip
    lead = next((n for n, one in enumerate(found[:_MOST_ABOVE]) if one.text[-1:] in ".!?"), None)
    if lead is not None and not advertises and found[lead].text[:1].isupper():
        found[lead] = replace(found[lead], candidate=True)
    return [_needed(segment, found[i + 1 : i + 2]) for i, segment in enumerate(found)]


#: What an item of a digest begins with: "SambaNova."
_LABEL = re.compile(r"[A-ZÀ-Þ][\w&'’-]*(?:\.\w+)?(?: (?:[A-ZÀ-Þ][\w&'’-]*|of|and|&|for)){0,3}\.")
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")


def _articles_own(text: str, laid: Sequence[Line]) -> Iterator[Line]:
    """The lines that belong to the article itself, not to the page, the paper or the company's notices."""
    skipping = ""
    for at, line in enumerate(laid):
        words = text[line.start : line.end]
        short = line.shape is Shape.HEADING or (
            len(words) <= LONGEST_HEADING and words[-1:] not in '.!?”"'
        )
        after = laid[at + 1] if at + 1 < len(laid) else None
        if short and leads_elsewhere(words):
            skipping = "links"
            continue
        if short and heads_contacts(words):
            skipping = "contacts"
            continue
        if short and after and heads_self_portrait(words, text[after.start : after.end]):
            skipping = "portrait"
            continue
        if skipping == "portrait" and line.shape is not Shape.HEADING:
            continue
        if skipping in {"links", "contacts"} and short:
            continue
        skipping = ""
        if is_furniture(words) or is_self_portrait(words):
            continue
        if at and at * 2 >= len(laid) and is_bio(words):
            continue
        yield line


#: A sentence that goes on about the company with which the one before it began.
_TAKEN_UP = re.compile(r"(?:It|Its|The (?:company|firm|start-?up|lab|group))\b")
#: A sentence about one thing called by a name, and one that may go on about it later than with its first word.
_ABOUT_ONE = re.compile(r"[A-ZÀ-Þ][\w.-]* (?!and\b|or\b)[a-z]")
_MENTIONS_IT = re.compile(r"\bits?\b")


def _goes_on(sentence: str, following: str) -> bool:
    """Whether a sentence may speak of the company with which the one before it began: "It ...", "X, its chief, ..."."""
    if _TAKEN_UP.match(following):
        return True
    return bool(_ABOUT_ONE.match(sentence) and _MENTIONS_IT.search(following))


def _needed(segment: Segment, following: list[Segment]) -> Segment:
    """A sentence that names somebody is kept where the next one may speak of them as "she"."""
    if (
        segment.candidate
        or not following
        or not following[0].candidate
        or following[0].paragraph != segment.paragraph
    ):
        return segment
    names = segment.text[-1:] in ".!?" and (
        re.search(r"[A-Z]\w+ [A-Z]\w+|^[A-Z]\w+['’]s", segment.text)
        or (_goes_on(segment.text, following[0].text) and not common_start(segment.text))
    )
    refers = re.search(
        r"\b(?:he|she|his|her|they|their|it|its|[Tt]he \w+)\b", following[0].text, re.IGNORECASE
    )
    return replace(segment, candidate=True) if names and refers else segment


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, first, end):
        if _is_inside(text, first, match.start(), match.end()):
            continue
        yield from _not_too_long(text, first, match.end())
        first = match.end()
    yield from _not_too_long(text, first, end)


def _is_inside(text: str, first: int, mark: int, last: int) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a name."""
    before = text[max(first, mark - 14) : mark + 1]
    if _BEFORE_MORE.search(before) or _EXCLAIMED.search(before):
        return True
    if _NUMBER.search(before):
        return text[last : last + 4].strip()[:1].isdigit()
    return bool(_OFTEN_INSIDE.search(before)) and not _OPENER.match(text, last)


def _not_too_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its parts where it is longer than any that is read."""
    if end - start > LONGEST_SENTENCE:
        for match in _SPLIT_LONG.finditer(text, start + LONGEST_SENTENCE // 4, end):
            if match.start() - start > LONGEST_SENTENCE // 4:
                yield from _at_commas(text, start, match.start())
                start = match.end()
    yield from _at_commas(text, start, end)


def _at_commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part of a sentence, cut at its commas where it is still too long; what has none is told as it is."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(", ", start + LONGEST_SENTENCE // 4, start + LONGEST_SENTENCE)
        if cut < 0:
            break
        yield from _trimmed(text, start, cut)
        start = cut + 1
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


__all__ = ["Segment", "can_state_a_fact", "is_boilerplate", "segments"]
