"""The sentences of an article with what each names: recognised, parsed, and marked for the scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.extraction.author import author_of
from tracker.extraction.bodies import faculties
from tracker.extraction.dates import time_phrases
from tracker.extraction.findings import Text
from tracker.extraction.gazetteer import PRODUCT, Gazetteer, KnownOrganization
from tracker.extraction.house import house_of
from tracker.extraction.kinds import Mention
from tracker.extraction.masking import masked
from tracker.extraction.mentions import find_mentions
from tracker.extraction.model import model, parsed, with_names
from tracker.extraction.money import counts, percents, sums
from tracker.extraction.named_parts import parts_by_name
from tracker.extraction.registry import UNIT_KINDS, Registry
from tracker.extraction.scorer.marking import Marked, Spot, mark
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.sentence import ORG_KINDS
from tracker.extraction.sentences import Segment
from tracker.extraction.shortened import written_out
from tracker.extraction.threads import Threads
from tracker.extraction.tokens import Parse

#: Kinds of known names that no article is about: parts of a company.
PARTS = UNIT_KINDS | {PRODUCT}
#: Smaller numbers are no layoffs, and written out they are mostly no counts at all.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Prepared:
    """The sentences that may state a fact, in order, and what is known of the article that they stand in.

    Of the sentence ``segments[n]``, ``parses[n]`` is the parse with one token for each name, ``places[n]`` the characters
    of each token, ``named[n]`` what the tokens name, and ``marked[n]`` what the scorer is given.
    """

    segments: list[Segment]
    parses: list[Parse]
    places: list[list[tuple[int, int]]]
    named: list[dict[int, Mention]]
    marked: list[Marked]
    registry: Registry
    threads: Threads
    author: str | None
    house: str | None


def prepared(text: Text, cut: list[Segment], gazetteer: Gazetteer) -> Prepared:
    """What rules and scorer are asked about ``text``, whose sentences are ``cut``."""
    segments = [segment for segment in cut if segment.candidate]
    docs = list(with_names(segment.text for segment in segments))
    sources = (text.title, *(segment.text for segment in cut))
    hits = [
        (hit.known, source[hit.start : hit.end])
        for source in sources
        for hit in gazetteer.hits(source)
    ]
    forms: dict[str, str] = {}
    for known, form in hits:
        if isinstance(known, KnownOrganization) and known.kind != PRODUCT:
            forms.setdefault(known.name, form)
    # In the order of the text, once each: what a set gives differs from run to run.
    people = dict.fromkeys(form for known, form in hits if not isinstance(known, KnownOrganization))
    author = author_of(text.text)
    if author is not None:
        people[author] = None
    unread = [model().make_doc(segment.text) for segment in cut if not segment.candidate]
    registry = Registry(docs, forms, people, text.title, unread)
    mentions = [find_mentions(doc, gazetteer, registry) for doc in docs]
    parts_by_name(docs, mentions)
    faculties(mentions)
    written_out(mentions, headed=bool(docs) and _is_headline(docs[0].text))
    house = house_of(text.title, text.text, _names_of_orgs(mentions))
    threads = Threads(
        text.title, list(zip(segments, mentions, strict=True)), _orgs_in(cut, gazetteer), house
    )
    vocab = model().vocab
    words, places, named = [], [], []
    for doc, one in zip(docs, mentions, strict=True):
        as_one, at, mentioned = masked(doc, one, vocab)
        words.append(as_one)
        places.append(at)
        named.append(mentioned)
    parses = [Parse(doc) for doc in parsed(words)]
    marked = [
        mark(segment.text, doc, at, mentioned, _days_and_figures(segment.text, text.published))
        for segment, doc, at, mentioned in zip(segments, parses, places, named, strict=True)
    ]
    return Prepared(segments, parses, places, named, marked, registry, threads, author, house)


def _is_headline(text: str) -> bool:
    """Whether the first line of a text is no sentence, which would end as one."""
    return not text.rstrip("\"”’')").endswith((".", "!", "?", ":"))


def _orgs_in(cut: list[Segment], gazetteer: Gazetteer) -> Iterator[tuple[Segment, str]]:
    """Known organisations in the sentences that are not parsed."""
    for segment in cut:
        if not segment.candidate:
            for hit in gazetteer.hits(segment.text):
                if isinstance(hit.known, KnownOrganization) and hit.known.kind not in PARTS:
                    yield segment, segment.text[hit.start : hit.end]


def _names_of_orgs(named: Iterable[Iterable[Mention]]) -> Iterator[str]:
    """What the organisations of a text are called, in the order of the text."""
    for mentions in named:
        for mention in mentions:
            if mention.kind in ORG_KINDS and not mention.paper:
                yield mention.parent or mention.text


def _days_and_figures(sentence: str, published: date | None) -> Iterator[Spot]:
    for phrase in time_phrases(sentence, published, None):
        yield Spot(phrase.start, phrase.end, Mark.DAY)
    for figure in sums(sentence):
        yield Spot(figure.start, figure.end, Mark.SUM)
    for figure in (*percents(sentence), *counts(sentence)):
        if figure.value >= FEWEST or "%" in sentence[figure.start : figure.end]:
            yield Spot(figure.start, figure.end, Mark.COUNT)
