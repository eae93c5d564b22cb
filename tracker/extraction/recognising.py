"""The names in the sentences of an article, before any is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from tracker.extraction.author import author_of
from tracker.extraction.bodies import faculties
from tracker.extraction.findings import Text
from tracker.extraction.gazetteer import PRODUCT, Gazetteer, KnownOrganization
from tracker.extraction.house import house_of
from tracker.extraction.kinds import Mention
from tracker.extraction.mentions import find_mentions
from tracker.extraction.model import model, with_names
from tracker.extraction.named_by_posts import parts_headed
from tracker.extraction.named_parts import parts_by_name
from tracker.extraction.registry import UNIT_KINDS, Registry
from tracker.extraction.sentence import ORG_KINDS
from tracker.extraction.sentences import Segment
from tracker.extraction.shortened import written_out
from tracker.extraction.threads import Threads
from tracker.extraction.weighed_parts import parts_by_words

#: Kinds of known names that no article is about: parts of a company.
PARTS = UNIT_KINDS | {PRODUCT}


@dataclass(frozen=True, slots=True)
class Recognised:
    """The sentences of ``text`` that may state a fact, in order, and what they name.

    Of the sentence ``segments[n]``, ``docs[n]`` are its words and ``mentions[n]`` the names in it, from left to right.
    """

    text: Text
    segments: list[Segment]
    docs: list[Doc]
    mentions: list[list[Mention]]
    registry: Registry
    threads: Threads
    author: str | None
    house: str | None


def recognised(
    text: Text, cut: list[Segment], gazetteer: Gazetteer, *, weighed: bool = True
) -> Recognised:
    """What the sentences of ``text`` name, which are ``cut``; of those that are no candidates only what they know of others.

    Unless they are ``weighed``, rules alone tell which of the names that no list knows are those of people, and of companies' parts.
    """
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
    registry = Registry(docs, forms, people, text.title, unread, weighed=weighed)
    mentions = [find_mentions(doc, gazetteer, registry) for doc in docs]
    parts_by_name(docs, mentions)
    parts_headed(docs, mentions)
    if weighed:
        parts_by_words(docs, mentions)
    faculties(mentions)
    written_out(mentions, headed=bool(docs) and _is_headline(docs[0].text))
    house = house_of(text.title, text.text, _names_of_orgs(mentions))
    threads = Threads(
        text.title, list(zip(segments, mentions, strict=True)), _orgs_in(cut, gazetteer), house
    )
    return Recognised(text, segments, docs, mentions, registry, threads, author, house)


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
