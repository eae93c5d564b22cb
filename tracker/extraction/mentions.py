"""Names in a sentence: people, organisations, units and titles, each one token afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from tracker.extraction.gazetteer import Gazetteer, KnownOrganization
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    NATIONALITIES,
    NOT_NAMES,
    PAPERS,
    PLACES,
    UNIT_NOUNS,
)
from tracker.extraction.neighbours import people_by_neighbours
from tracker.extraction.registry import Registry, is_org_like
from tracker.extraction.titles import find_titles

_ARMS = {
    "research",
    "ai",
    "cloud",
    "brain",
    "search",
    "robotics",
    "health",
    "ads",
    "maps",
    "labs",
    "gaming",
    "silicon",
    "devices",
    "ventures",
    "capital",
    "studios",
}
REWRITTEN = re.compile(
    r"\b[Cc]o-?(found(?:ed|s|ing|er|ers)?|led|leads?|leading|own(?:s|ed)?|chairs?|creat(?:ed|or)|writ(?:es|ten))\b"
)
STARTUP = re.compile(r"\b([Ss]tart)-up(s?)\b")
AGED = re.compile(r"\b\d\d-year-old\b")


def name_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Rows of capitalised words, as token ranges; the sentence's first word counts with doubt."""
    i = 0
    while i < len(doc):
        if not _capital(doc[i].text):
            i += 1
            continue
        j = i + 1
        while j < len(doc):
            if _capital(doc[j].text) or (
                doc[j].text[:1].isdigit() and not doc[j].text.endswith("%") and len(doc[j]) < 5
            ):
                j += 1
            elif _given_name_goes_on(doc, i, j):
                j += 2
            elif (
                doc[j].text == "and"
                and any(t.text in {"–", "&"} for t in doc[i:j])
                and j + 1 < len(doc)
                and _capital(doc[j + 1].text)
            ) or (
                doc[j].text
                in {
                    "&",
                    "-",
                    "–",
                    "of",
                    "for",
                    "de",
                    "van",
                    "von",
                    "der",
                }
                and _goes_on(doc, j)
            ):
                j += 1
            else:
                break
        while j > i + 1 and not _capital(doc[j - 1].text) and not doc[j - 1].text[:1].isdigit():
            j -= 1
        yield i, j
        i = j


def _given_name_goes_on(doc: Doc, i: int, j: int) -> bool:
    """The "-man" of "Han Jin-man"."""
    if (
        doc[j].text != "-"
        or j - i < 2
        or j + 1 >= len(doc)
        or doc[j - 1].whitespace_
        or doc[j].whitespace_
    ):
        return False
    after = doc[j + 1].text
    return (
        after.isalpha()
        and len(after) <= 5
        and after
        not in {
            "led",
            "like",
            "era",
            "born",
            "based",
            "style",
            "owned",
            "only",
            "wide",
            "free",
            "run",
            "made",
            "chip",
        }
    )


def _goes_on(doc: Doc, j: int) -> bool:
    if j + 1 >= len(doc) or not _capital(doc[j + 1].text):
        return False
    if doc[j].text in {"-", "–"}:
        return True
    before = doc[j - 1].text.lower()
    if doc[j].text == "of":
        return before in {
            "university",
            "institute",
            "college",
            "school",
            "bank",
            "ministry",
            "department",
            "academy",
        }
    return doc[j + 1].text.lower() not in NOT_NAMES


def _capital(word: str) -> bool:
    return any(letter.isupper() for letter in word[:3]) and any(letter.isalpha() for letter in word)


def find_mentions(doc: Doc, gazetteer: Gazetteer, registry: Registry) -> list[Mention]:
    """The mentions of one sentence, left to right, none inside another."""
    taken = [False] * len(doc)
    found: list[Mention] = []

    def take(kind: Kind, first: int, last: int, **more: object) -> bool:
        if first >= last or any(taken[first:last]):
            return False
        taken[first:last] = [True] * (last - first)
        span = doc[first:last]
        found.append(Mention(kind, span.start_char, span.end_char, span.text, **more))  # type: ignore[arg-type]
        return True

    _take_known(doc, gazetteer, take)
    _take_people(doc, registry, take)
    tokens = [token.text if not taken[token.i] else "\0" for token in doc]
    for title in find_titles(tokens):
        take(Kind.TITLE, title.start, title.end, weak=title.weak, founder=title.founder)
    for span in doc.ents:
        if span.label_ in {"GPE", "LOC", "NORP"} and (
            span.text.lower().removeprefix("the ") in PLACES or span.label_ != "GPE"
        ):
            take(Kind.PLACE, span.start, span.end)
    _take_names(doc, registry, taken, take)
    for match in REWRITTEN.finditer(doc.text):
        piece = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if piece is not None and len(piece) > 1:
            take(Kind.VERB, piece.start, piece.end, mask=match.group(1))
    for match in STARTUP.finditer(doc.text):
        piece = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if piece is not None and len(piece) > 1:
            take(Kind.WORD, piece.start, piece.end, mask="startup" + match.group(2))
    for match in AGED.finditer(doc.text):
        piece = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if piece is not None:
            take(Kind.WORD, piece.start, piece.end, mask="man")
    found.sort(key=lambda mention: mention.start)
    people_by_neighbours(doc, found)
    return found


def _take_known(doc: Doc, gazetteer: Gazetteer, take: object) -> None:
    for hit in gazetteer.hits(doc.text):
        span = doc.char_span(hit.start, hit.end, alignment_mode="contract")
        if span is None or span.end_char != hit.end or span.start_char != hit.start:
            continue
        first, last = span.start, span.end
        if not isinstance(hit.known, KnownOrganization):
            take(Kind.PERSON, first, last)  # type: ignore[operator]
            continue
        last_known = last
        last = _longer_name(doc, first, last)
        kind = Kind.UNIT if hit.known.kind in {"lab", "division", "team"} else Kind.ORG
        parent = hit.known.parent
        if last > last_known:
            kind, parent = _extended_kind(doc, last_known, last, hit.known, kind)
            if kind is None:
                last, kind, parent = last_known, Kind.ORG, hit.known.parent
        take(
            kind,
            first,
            last,
            parent=parent,
            known=True,
            paper=doc[first:last].text.lower() in PAPERS,
        )  # type: ignore[operator]


def _longer_name(doc: Doc, first: int, last: int) -> int:
    """Where a known name goes on: Google Labs, Meta Superintelligence Labs, OpenAI for Science."""
    end = last
    while (
        end < len(doc)
        and _capital(doc[end].text)
        and doc[end].text not in {"CEO", "CTO", "CFO", "COO"}
        and doc[end].text.lower() not in {"chief", "vice", "president"}
        and doc[end].ent_type_ != "PERSON"
    ):
        end += 1
    if (
        end == last
        and end + 1 < len(doc)
        and doc[end].text == "for"
        and doc[end + 1].text
        in {
            "Science",
            "Education",
            "Health",
            "Government",
            "Business",
            "Work",
            "Startups",
            "Research",
        }
    ):
        end += 2
    return end


def _extended_kind(
    doc: Doc, last_known: int, last: int, known: KnownOrganization, kind: Kind
) -> tuple[Kind | None, str | None]:
    tail = doc[last - 1].text.lower()
    if tail in UNIT_NOUNS | _ARMS or doc[last_known].text == "for":
        return Kind.UNIT, known.name
    return None, None


def _take_people(doc: Doc, registry: Registry, take: object) -> None:
    for first, last in name_runs(doc):
        for begin, end in registry.people_in(doc, first, last):
            take(Kind.PERSON, begin, end)  # type: ignore[operator]


def _take_names(doc: Doc, registry: Registry, taken: list[bool], take: object) -> None:
    for first, last in name_runs(doc):
        i = first
        while i < last:
            if taken[i]:
                i += 1
                continue
            j = i
            while j < last and not taken[j]:
                j += 1
            _take_name(doc, registry, i, j, take)
            i = j


def _take_name(doc: Doc, registry: Registry, first: int, last: int, take: object) -> None:
    while first < last and (
        (
            doc[first].text.lower() in NOT_NAMES
            and not (doc[first].text in {"AI", "AGI"} and last - first > 1)
        )
        or not _capital(doc[first].text)
        or (first == 0 and last - first == 1 and not registry.starts_with_a_name(doc))
    ):
        first += 1
    while last > first and (
        doc[last - 1].text.lower() in NOT_NAMES - {"ai"} or not doc[last - 1].text[0].isalnum()
    ):
        last -= 1
    if first >= last:
        return
    if doc[first].text.lower() in NATIONALITIES and last - first == 1:
        return
    text = doc[first:last].text
    if text.lower() in PLACES:
        take(Kind.PLACE, first, last)  # type: ignore[operator]
        return
    if (
        any(token.text == "-" and token.nbor().text.islower() for token in doc[first : last - 1])
        and 2 <= len(text.split()) <= 3
    ):
        take(Kind.PERSON, first, last)  # type: ignore[operator]
        return
    kind = Kind.NAME
    tail = doc[last - 1].text.lower()
    if last - first > 1 and tail in UNIT_NOUNS and tail not in {"labs", "group"}:
        kind = Kind.UNIT
    elif registry.is_org(text) or (last - first > 1 and is_org_like(text)):
        kind = Kind.ORG
    paper = text.lower() in PAPERS or (
        first > 0 and doc[first - 1].text.lower() == "the" and f"the {text.lower()}" in PAPERS
    )
    take(kind, first, last, paper=paper)  # type: ignore[operator]


def is_unit_noun(word: str) -> bool:
    return word.lower() in UNIT_NOUNS


def is_company_noun(word: str) -> bool:
    return word.lower() in COMPANY_NOUNS
