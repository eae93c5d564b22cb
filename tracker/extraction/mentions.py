"""Names in a sentence: people, organisations, units and titles, each one token afterwards."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from tracker.extraction.bodies import OF_NATIONS, is_a_ministry
from tracker.extraction.gazetteer import PRODUCT, Gazetteer, KnownOrganization
from tracker.extraction.given_names import OF_MEN, OF_WOMEN, tell_sexes
from tracker.extraction.institutions import institutions
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import (
    NATIONALITIES,
    PAPERS,
    PLACES,
    UNIT_NOUNS,
    words,
)
from tracker.extraction.longer_names import ENDS, is_arm, is_of_its_own, longer_name, opens_title
from tracker.extraction.looks import (
    ORG_ENDS,
    bears_an_s,
    is_demonym,
    is_honour,
    is_meeting,
    is_no_word,
    is_org_like,
    tells_a_round,
)
from tracker.extraction.neighbours import by_neighbours
from tracker.extraction.registry import Registry
from tracker.extraction.runs import (
    PURPOSES,
    capital,
    dateline,
    end_of_junior,
    is_cut_short,
    name_runs,
    openings,
)
from tracker.extraction.signs_in_names import names_with_signs
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.titles import find_titles
from tracker.extraction.towns import (
    is_a_towns,
    is_town,
    means_a_town,
    means_its_university,
    says_whence,
    stands_in_a_place,
)

#: Words that make a longer name out of a known one, and not a part of it: "Norges Bank Investment Management", "Intel Capital".
_OWN = words("management foundation university institute partners ventures capital fund")
#: What a company is before the law, which its name may end with: "Taiwan Semiconductor Manufacturing Company".
_FORMS = words("company corporation corp corp. inc inc. ltd ltd. limited plc co co. llc")
_HONORIFICS = OF_WOMEN | OF_MEN | words("Dr Prof Professor")
_WRITTEN_LARGE = words(
    "company corporation firm group business board directors management partnership"
)
#: How those are called who are of a nation or a town, and what ends the name of a part of the earth.
_PEOPLES = re.compile(r"\w+(?:ian|ean|ese|ish|er|s)")
_LANDS = words(
    "bay valley coast river park asia europe africa america sea ocean island islands hills mountains peninsula east west north south "
    "scotia lake street avenue pacific atlantic gulf region"
)
#: Those who manage a company together are its "Group Management".
_OF_MANAGERS = words("group executive senior general top")
#: What is no part of a company where it is a nation's: "the Swiss Data Science Center".
_OF_A_NATION = words("center centre laboratory observatory council academy service")
REWRITTEN = re.compile(
    r"\b[Cc]o-?(found(?:ed|s|ing|er|ers)?|led|leads?|leading|heads?|headed|heading|own(?:s|ed)?|chairs?|creat(?:ed|or)|writ(?:es|ten))\b"
)
_REELECTED = re.compile(r"\b[Rr]e-(elect(?:ed|s|ing)?)\b")
STARTUP = re.compile(r"\b([Ss]tart)-up(s?)\b")
AGED = re.compile(r"\b\d\d-year-old\b")


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
    _take_spelled(finder, registry)
    for start, end, kind in institutions(doc.text):
        _take_piece(finder, start, end, kind)
    _take_known(finder, gazetteer, registry)
    runs = list(name_runs(doc))
    for first, last in runs:
        for begin, end in registry.people_in(doc, first, last):
            mention = finder.take(Kind.PERSON, begin, end_of_junior(doc, end))
            if mention is not None:
                mention.text = doc[begin:end].text
    _take_titles(finder)
    for span in doc.ents:
        if _is_place(span, registry):
            finder.take(Kind.PLACE, span.start, span.end)
    for first, last in runs:
        _take_names(finder, registry, first, last)
    _take_leading(finder)
    _take_rewritten(finder)
    finder.found.sort(key=lambda mention: mention.start)
    by_neighbours(doc, finder.found)
    tell_sexes(doc, [mention for mention in finder.found if mention.kind is Kind.PERSON])
    return finder.found


def _is_place(span: Span, registry: Registry) -> bool:
    """Whether what the model takes for a place or a nation is one, and no company in a place's stead."""
    text, sentence = span.text.lower().removeprefix("the "), span.doc.text
    if means_its_university(sentence, span.start_char):
        return False
    if span.label_ == "GPE":
        there = stands_in_a_place(sentence, span.start_char)
        return text in PLACES or (there and not registry.is_org(span.text))
    if span.label_ not in {"LOC", "NORP"} or registry.is_org(span.text):
        return False
    known = is_town(text) or text in PLACES or is_demonym(text)
    if span.label_ == "NORP":
        before = span.doc[span.start - 1].text.lower() if span.start else ""
        named = span.doc[span.end : span.end + 1].text == "AI"  # "Corvanis AI founder X"
        people = _PEOPLES.fullmatch(text) is not None and not named
        return len(span) == 1 and (known or people) and (before not in {"from", "at"} or people)
    there = stands_in_a_place(sentence, span.start_char)
    return known or there or span[0].text == "the" or span[-1].lower_ in _LANDS


def _take_spelled(finder: Finder, registry: Registry) -> None:
    """Names that no capital gives away: "tansy.ai", "n8n", and "Run:ai" with its colon."""
    text = finder.doc.text
    folded = text.casefold()
    for start, end in names_with_signs(text):
        _take_piece(finder, start, end)
    for name in sorted(registry.small):
        at = folded.find(name)
        while at >= 0:
            end = at + len(name)
            before, after = text[at - 1 : at], text[end : end + 1]
            if not (before.isalnum() or after.isalnum() or before in {"-", "/", "@"}):
                _take_piece(finder, at, end)
            at = folded.find(name, end)


def _take_piece(finder: Finder, start: int, end: int, kind: Kind = Kind.ORG) -> None:
    piece = finder.doc.char_span(start, end, alignment_mode="expand")
    if piece is not None:
        mention = finder.take(kind, piece.start, piece.end)
        if mention is not None:
            mention.text = finder.doc.text[start:end]
            mention.paper = f"the {mention.text.lower()}" in PAPERS


def _take_titles(finder: Finder) -> None:
    tokens = [token.text if not finder.taken[token.i] else "\0" for token in finder.doc]
    for title in find_titles(tokens):
        mention = finder.take(Kind.TITLE, title.start, title.end)
        if mention is not None:
            mention.weak, mention.founder = title.weak, title.founder


def _take_leading(finder: Finder) -> None:
    """The verb of "X and Z lead Y", which the parser takes for a noun."""
    people = {m.end for m in finder.found if m.kind is Kind.PERSON}
    for token in finder.doc[3:-1]:
        if token.text not in {"lead", "head"} or token.idx - 1 not in people:
            continue
        before = finder.doc.text[: max(m.start for m in finder.found if m.end == token.idx - 1)]
        after = finder.doc[token.i + 1]
        if before.endswith(" and ") and (finder.taken[after.i] or after.text in {"the", "its"}):
            mention = finder.take(Kind.VERB, token.i, token.i + 1)
            if mention is not None:
                mention.mask = "manage"


def _take_rewritten(finder: Finder) -> None:
    """Words whose hyphens mislead the parser, with the plain word that it will see instead."""
    for pattern, kind, mask in (
        (REWRITTEN, Kind.VERB, r"\1"),
        (_REELECTED, Kind.VERB, r"re\1"),
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
            if not is_cut_short(doc, span.start, span.end):
                finder.take(Kind.PERSON, span.start, span.end)
            continue
        if _inside_a_person(span, registry) or _is_another_countrys(span):
            continue
        if hit.known.kind == "university" and means_a_town(doc, span.start, span.end):
            finder.take(Kind.PLACE, span.start, span.end)
            continue
        if hit.known.kind == PRODUCT:
            _take_product(finder, span, registry.maker_of(hit.known))
            continue
        kind, parent, last = _known_place(doc, span, hit.known, registry)
        mention = finder.take(kind, span.start, last)
        if mention is not None:
            mention.parent, mention.known = parent, True
            mention.paper = mention.text.lower() in PAPERS


def _is_another_countrys(span: Span) -> bool:
    """The "AI Safety Institute" of "the Canadian AI Safety Institute", which is another country's."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return span.text.startswith("AI ") and before in NATIONALITIES - {"british"}


def _known_place(
    doc: Doc, span: Span, known: KnownOrganization, registry: Registry
) -> tuple[Kind, str | None, int]:
    """What a known name is here, which company it is a part of, and where it ends if the words make it longer."""
    kind, parent = registry.place_of(known)
    last = longer_name(doc, span.end)
    if last == span.end + 1 and doc[span.end].text.lower() in _FORMS | ENDS:
        return kind, parent, last
    if last == span.end or opens_title(doc, span.end, last):
        return kind, parent, span.end
    rest, longer = doc[span.end : last], doc[span.start : last].text
    if rest.text in registry.full or registry.options(rest.text):
        return kind, parent, span.end  # "At Oracle Kurian was president"
    if rest[0].text == "for" and rest[-1].text not in PURPOSES:
        return Kind.ORG, None, last
    if is_arm(doc, span.end, last):
        return Kind.UNIT, span.text, last
    if (
        is_town(rest.text)
        or rest[-1].text.lower() in _OWN
        or registry.speaks_of(longer)
        or registry.goes_on(span.text, longer)
        or is_of_its_own(rest)
        or (len(rest) > 1 and rest[-1].lower_ in ORG_ENDS and rest[0].lower_ not in FUNCTIONS)
    ):
        return Kind.ORG, None, last
    return kind, parent, span.end


def _take_product(finder: Finder, span: Span, maker: str | None) -> None:
    """A product as the part of its maker that looks after it: "runs Siri", "the Gemini team", but not "Gemini Robotics"."""
    beside = [*span.doc[max(0, span.start - 1) : span.start], *span.doc[span.end : span.end + 1]]
    if maker is None or any(capital(token.text) and token.i for token in beside):
        return
    mention = finder.take(Kind.UNIT, span.start, span.end)
    if mention is not None:
        mention.parent, mention.product = maker, True


def _inside_a_person(span: Span, registry: Registry) -> bool:
    """The "Ford" of "Harriet Ford"."""
    return any(
        span.doc[first:last].text in registry.full
        for first in range(max(0, span.start - 3), span.start + 1)
        for last in range(span.end, min(len(span.doc), span.end + 3))
        if last - first > len(span)
    )


def _take_names(finder: Finder, registry: Registry, first: int, last: int) -> None:
    opening = openings(finder.doc)
    for begin, end in registry.parts(finder.doc, first, last, finder.taken):
        if (
            end - begin > 1
            or begin not in opening
            or registry.begins_with_a_name(finder.doc, begin)
        ):
            _take_name(finder, registry, begin, end)


def _take_name(finder: Finder, registry: Registry, first: int, last: int) -> None:
    doc = finder.doc
    if is_demonym(doc[first:last].text):
        return
    if tells_a_round(doc, first, last):
        return
    if last - first == 1 and doc[first].like_num and not registry.speaks_of(doc[first].text):
        return
    if (
        is_honour(doc, first, last)
        or is_meeting(doc, first, last)
        or _is_made(doc, first, last)
        or (last - first == 1 and _is_form(doc, first))
    ):
        return
    text = doc[first:last].text
    town = is_a_towns(doc, first, last, spoken_of=registry.speaks_of(text)) or (
        says_whence(doc, first, last) and registry.once(text)
    )
    taught_at = means_its_university(doc.text, doc[first].idx)
    if not taught_at and (town or text.lower() in PLACES or last <= dateline(doc)):
        finder.take(Kind.PLACE, first, last)
        return
    if (
        any(token.text == "-" and token.nbor().text.islower() for token in doc[first : last - 1])
        and 2 <= len(text.split()) <= 3
    ):
        finder.take(Kind.PERSON, first, last)
        return
    if last < len(doc) and bears_an_s(doc, last):
        last += 1
    mention = finder.take(_kind_of_name(doc, registry, first, last), first, last)
    if mention is None:
        return
    mention.paper = (
        text.lower() in PAPERS
        or registry.is_paper(text)
        or (first > 0 and doc[first - 1].text.lower() == "the" and f"the {text.lower()}" in PAPERS)
    )
    if last == len(doc) and mention.text.endswith(".") and len(mention.text) > len("Inc."):
        mention.text = mention.text.removesuffix(".")  # the full stop of "... at DeepL."


def _is_made(doc: Doc, first: int, last: int) -> bool:
    """The product of "the iPhone maker", which is another name for its company."""
    the = doc[first - 1].lower_ if first else ""
    return the == "the" and last < len(doc) and doc[last].lower_ == "maker"


def _is_form(doc: Doc, at: int) -> bool:
    """The "Dr." before a name, and "the Company" and "its Board" of press releases, written large out of politeness."""
    word, before = doc[at].text, doc[at - 1].text.lower() if at else ""
    if word.rstrip(".") in _HONORIFICS:
        return True
    owned = before in {"'s", "’s"} and word == "Board"
    return owned or (before in {"the", "our", "this", "its"} and word.lower() in _WRITTEN_LARGE)


def _kind_of_name(doc: Doc, registry: Registry, first: int, last: int) -> Kind:
    text, tail = doc[first:last].text, doc[last - 1].text.lower()
    if doc[first - 1].text.rstrip(".") in _HONORIFICS and first and not is_org_like(text):
        return Kind.PERSON
    if tail in {"center", "centre"} and is_no_word(doc, doc[first].text):
        return Kind.ORG  # "the Mercatus Center", while "the Speech Center" is somebody's
    if last - first > 2 and tail in _OF_A_NATION and doc[first].lower_ in OF_NATIONS:
        return Kind.ORG  # "the Norwegian Computing Center"
    if tail == "department" and is_a_ministry(doc[first:last]):
        return Kind.ORG
    if text.endswith("Air Force"):
        return Kind.ORG  # "the US Air Force", while a task force is a part
    if (
        last - first > 1
        and tail in UNIT_NOUNS
        and tail not in {"labs", "group", "institute", "initiative"}
    ):
        return Kind.UNIT
    if tail == "management" and doc[first].lower_ in _OF_MANAGERS and last - first == len("GM"):
        return Kind.UNIT
    if text.lower() in PAPERS and last - first > 1:
        return Kind.ORG
    if registry.is_org(text) or (last - first > 1 and is_org_like(text)):
        return Kind.ORG
    return Kind.NAME
