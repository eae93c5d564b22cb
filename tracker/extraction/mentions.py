"""Names in a sentence: people, organisations, units and titles, each one token afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from tracker.extraction.gazetteer import Gazetteer, KnownOrganization
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import (
    NATIONALITIES,
    NOT_NAMES,
    PAPERS,
    PLACES,
    UNIT_NOUNS,
)
from tracker.extraction.neighbours import people_by_neighbours
from tracker.extraction.registry import Registry, is_org_like
from tracker.extraction.titles import ACRONYMS, FUNCTIONS, STRONG, WEAK, find_titles

#: What is often named after what it is for.
_BODIES = {
    "Agency",
    "Alliance",
    "Association",
    "Campaign",
    "Center",
    "Centre",
    "Coalition",
    "Council",
    "Department",
    "Foundation",
    "Fund",
    "Initiative",
    "Institute",
    "Laboratory",
    "Office",
    "Partnership",
    "School",
    "Society",
}
_PURPOSES = {
    "Science",
    "Education",
    "Health",
    "Government",
    "Business",
    "Work",
    "Startups",
    "Research",
}
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
                (
                    doc[j].text == "and"
                    and any(t.text in {"–", "&"} for t in doc[i:j])
                    and j + 1 < len(doc)
                    and _capital(doc[j + 1].text)
                )
                or (
                    doc[j].text
                    in {
                        "&",
                        "-",
                        "–",
                        "of",
                        "de",
                        "van",
                        "von",
                        "der",
                    }
                    and _goes_on(doc, j)
                )
                or _names_its_purpose(doc, j)
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


class Finder:
    """Collects the mentions of one sentence; a word belongs to one mention only."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.taken = [False] * len(doc)
        self.found: list[Mention] = []

    def take(self, kind: Kind, first: int, last: int) -> Mention | None:
        """The words ``first`` to ``last`` as a mention, unless one of them is taken already."""
        if first >= last or any(self.taken[first:last]):
            return None
        self.taken[first:last] = [True] * (last - first)
        span = self.doc[first:last]
        mention = Mention(kind, span.start_char, span.end_char, span.text)
        self.found.append(mention)
        return mention


def find_mentions(doc: Doc, gazetteer: Gazetteer, registry: Registry) -> list[Mention]:
    """The mentions of one sentence, left to right, none inside another."""
    finder = Finder(doc)
    _take_known(finder, gazetteer, registry)
    for first, last in name_runs(doc):
        for begin, end in registry.people_in(doc, first, last):
            finder.take(Kind.PERSON, begin, end)
    _take_titles(finder)
    for span in doc.ents:
        if (span.label_ in {"LOC", "NORP"} and not _may_be_a_company(span)) or (
            span.label_ == "GPE" and span.text.lower().removeprefix("the ") in PLACES
        ):
            finder.take(Kind.PLACE, span.start, span.end)
    _take_names(finder, registry)
    _take_rewritten(finder)
    finder.found.sort(key=lambda mention: mention.start)
    people_by_neighbours(doc, finder.found)
    return finder.found


def _may_be_a_company(span: Span) -> bool:
    """A single unknown word after "from" or "at" is no continent or nation."""
    return (
        len(span) == 1
        and span.start > 0
        and span.doc[span.start - 1].text.lower() in {"from", "at"}
        and span.text.lower() not in PLACES | NATIONALITIES
        and not span.text.endswith("s")
    )


def _take_titles(finder: Finder) -> None:
    tokens = [token.text if not finder.taken[token.i] else "\0" for token in finder.doc]
    for title in find_titles(tokens):
        mention = finder.take(Kind.TITLE, title.start, title.end)
        if mention is not None:
            mention.weak, mention.founder = title.weak, title.founder


def _take_rewritten(finder: Finder) -> None:
    """Words whose hyphens mislead the parser, with the plain word that it will see instead."""
    for pattern, kind, mask in (
        (REWRITTEN, Kind.VERB, r"\1"),
        (STARTUP, Kind.WORD, r"startup\2"),
        (AGED, Kind.WORD, "man"),
    ):
        for match in pattern.finditer(finder.doc.text):
            piece = finder.doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if piece is not None and len(piece) > 1:
                mention = finder.take(kind, piece.start, piece.end)
                if mention is not None:
                    mention.mask = match.expand(mask)


def _take_known(finder: Finder, gazetteer: Gazetteer, registry: Registry) -> None:
    doc = finder.doc
    for hit in gazetteer.hits(doc.text):
        span = doc.char_span(hit.start, hit.end, alignment_mode="contract")
        if span is None or span.end_char != hit.end or span.start_char != hit.start:
            continue
        if not isinstance(hit.known, KnownOrganization):
            finder.take(Kind.PERSON, span.start, span.end)
            continue
        kind, parent = registry.place_of(hit.known)
        last = _longer_name(doc, span.end)
        if (
            last > span.end
            and _is_arm(doc, span.end, last)
            and not _opens_title(doc, span.end, last)
        ):
            kind, parent = Kind.UNIT, span.text
        else:
            last = span.end
        mention = finder.take(kind, span.start, last)
        if mention is not None:
            mention.parent, mention.known = parent, True
            mention.paper = mention.text.lower() in PAPERS


def _longer_name(doc: Doc, last: int) -> int:
    """Where a known name goes on: Google Labs, Meta Superintelligence Labs, OpenAI for Science."""
    end = last
    while (
        end < len(doc)
        and _capital(doc[end].text)
        and doc[end].text not in ACRONYMS
        and doc[end].text.lower() not in {"chief", "vice", "president"}
        and doc[end].ent_type_ != "PERSON"
    ):
        end += 1
    if (
        end == last
        and end + 1 < len(doc)
        and doc[end].text == "for"
        and doc[end + 1].text in _PURPOSES
    ):
        end += 2
    return end


def _names_its_purpose(doc: Doc, at: int) -> bool:
    """Whether "for" goes on with a name: "Institute for AI" does, "leaves Kiln for Anvil" does not."""
    if doc[at].text != "for" or not _goes_on(doc, at):
        return False
    return doc[at - 1].text in _BODIES or doc[at + 1].text in _PURPOSES


def _is_arm(doc: Doc, known: int, last: int) -> bool:
    """Whether the words that follow a company's name make it the name of a part of the company."""
    return doc[last - 1].text.lower() in UNIT_NOUNS | _ARMS or doc[known].text == "for"


def _opens_title(doc: Doc, known: int, last: int) -> bool:
    """Whether the one word after a company's name belongs to a title ("Tesla AI director")."""
    return (
        last - known == 1
        and doc[known].text.lower() in FUNCTIONS
        and last < len(doc)
        and doc[last].text.lower() in STRONG | WEAK | {"vice"}
    )


def _take_names(finder: Finder, registry: Registry) -> None:
    doc, taken = finder.doc, finder.taken
    for first, last in name_runs(doc):
        i = first
        while i < last:
            if taken[i]:
                i += 1
                continue
            j = i
            while j < last and not taken[j]:
                j += 1
            _take_name(finder, registry, i, j)
            i = j


def _take_name(finder: Finder, registry: Registry, first: int, last: int) -> None:
    doc = finder.doc
    while first < last and (
        _opens_no_name(doc[first].text, last - first)
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
        finder.take(Kind.PLACE, first, last)
        return
    if (
        any(token.text == "-" and token.nbor().text.islower() for token in doc[first : last - 1])
        and 2 <= len(text.split()) <= 3
    ):
        finder.take(Kind.PERSON, first, last)
        return
    mention = finder.take(_kind_of_name(doc, registry, first, last), first, last)
    if mention is None:
        return
    mention.paper = text.lower() in PAPERS or (
        first > 0 and doc[first - 1].text.lower() == "the" and f"the {text.lower()}" in PAPERS
    )
    if last == len(doc) and mention.text.endswith(".") and len(mention.text) > len("Inc."):
        mention.text = mention.text.removesuffix(".")  # the full stop of "... at DeepL."


def _opens_no_name(word: str, length: int) -> bool:
    """A word that is only capitalised for standing first; "AI" and "New" may open longer names."""
    if word in {"AI", "AGI"} and length > 1:
        return False
    return word.lower() in NOT_NAMES and not (word == "New" and length > len(("New", "York")))


def _kind_of_name(doc: Doc, registry: Registry, first: int, last: int) -> Kind:
    text, tail = doc[first:last].text, doc[last - 1].text.lower()
    if last - first > 1 and tail in UNIT_NOUNS and tail not in {"labs", "group"}:
        return Kind.UNIT
    if registry.is_org(text) or (last - first > 1 and is_org_like(text)):
        return Kind.ORG
    return Kind.NAME
