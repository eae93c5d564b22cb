"""Reading with a language model, and with the rules where it cannot be asked or makes no sense."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tracker.extraction.findings import RULES_VERSION, Finding, Reading, Text
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.interruptions import is_time_up
from tracker.extraction.language import why_unread
from tracker.extraction.llm.answers import NoAnswer, facts_of
from tracker.extraction.llm.checking import check
from tracker.extraction.llm.merging import merge
from tracker.extraction.llm.orders import orders
from tracker.extraction.llm.page import Page
from tracker.extraction.llm.prompt import PROMPT_VERSION, Message, messages
from tracker.extraction.llm.schema import answer_schema
from tracker.extraction.llm.windows import joined, windows
from tracker.extraction.reading import read

MOST_WINDOWS = 12
MOST_ANSWERS = 2
_LONGEST_MODEL = 24

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
#: How much of the paragraph before a sentence is judged with it, where the text gives orders.
_BEFORE = 300

log = logging.getLogger(__name__)


class Completion(Protocol):
    """Asks a model once: messages and the schema of the answer in, its text out."""

    def __call__(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The model's answer; raises NotRead when there is none."""
        ...


class NotRead(Exception):
    """The model did not read the text. ``passing`` says whether it may another time."""

    def __init__(self, reason: str, *, passing: bool) -> None:
        super().__init__(reason)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class ModelReading(Reading):
    """A reading that a model was asked for.

    ``reader`` is the version of whoever read the text in the end. Where the rules did, ``instead``
    says why. ``dropped`` counts what the model said and the text does not, by reason.
    """

    reader: str = ""
    instead: str = ""
    dropped: Mapping[str, int] = field(default_factory=dict)


def reader_version(model: str) -> str:
    """What is written down with each article that ``model`` has read; at most 40 characters."""
    name = model.rsplit("/", 1)[-1]
    if name != model or len(name) > _LONGEST_MODEL:
        mark = hashlib.sha256(model.encode()).hexdigest()[:6]
        name = f"{name[: _LONGEST_MODEL - 7]}-{mark}".removeprefix("-")
    return f"llm-{PROMPT_VERSION} {name}"


def instead_version(model: str) -> str:
    """What is written down where the rules read a text of which ``model`` made no sense."""
    return f"{RULES_VERSION} for {reader_version(model)}"


def read_many(
    texts: Iterable[Text],
    *,
    gazetteer: Gazetteer,
    model: str,
    begin: Callable[[], Completion],
) -> Iterator[ModelReading]:
    """One reading for each text, in order; ``begin`` gives the completion for one text.

    Where the model cannot be asked, its answers make no sense, or reading them fails in whatever way,
    the rules read the text.
    """
    for text in texts:
        try:
            made = read_by_model(text, gazetteer=gazetteer, model=model, complete=begin())
        except Exception as error:
            if is_time_up(error):
                raise
            reason = error if isinstance(error, NotRead) else _unforeseen(error)
            log.warning("the rules read in place of the model: %s", reason)
            version = RULES_VERSION if reason.passing else instead_version(model)
            made = _read_by_rules(text, gazetteer, version, str(reason))
        yield made


def _unforeseen(error: Exception) -> NotRead:
    """Not asked for again, which would fail again and be paid again; its words may be the article's or the key."""
    return NotRead(f"Reading by the model failed: {type(error).__name__}.", passing=False)


def read_by_model(
    text: Text, *, gazetteer: Gazetteer, model: str, complete: Completion
) -> ModelReading:
    """What a model finds in ``text`` and the text supports; raises NotRead."""
    language, unread = why_unread(text.text)
    version = reader_version(model)
    if unread is not None:
        return ModelReading(language=language, unread=unread, reader=version)
    order = orders(text.text) or orders(text.title)
    if order is not None:
        raise NotRead(f"The text gives orders to a machine: “{order}”.", passing=False)
    page = Page(text, gazetteer)
    parts = list(windows(page.sentences))
    if len(parts) > MOST_WINDOWS:
        raise NotRead(f"The text has more than {MOST_WINDOWS} parts.", passing=False)
    findings = []
    dropped: Counter[str] = Counter()
    for number, part in enumerate(parts, 1):
        facts = _ask(complete, joined(part), page, (number, len(parts)))
        checked = check(facts, page)
        findings += checked.findings
        dropped += checked.dropped
    if dropped:
        log.info("said by the model and not by the text: %s", dict(dropped))
    return ModelReading(
        merge(findings, page), language, None, reader=version, dropped=dict(dropped)
    )


def _ask(complete: Completion, words: str, page: Page, part: tuple[int, int]) -> list[object]:
    schema = answer_schema()
    for attempt in range(MOST_ANSWERS):
        asked = messages(
            words, title=page.title, published=page.published, part=part, again=attempt > 0
        )
        try:
            return facts_of(complete(asked, schema))
        except NoAnswer as error:
            log.info("an answer could not be read: %s", error)
    raise NotRead(f"No answer of {MOST_ANSWERS} could be read.", passing=False)


def _read_by_rules(text: Text, gazetteer: Gazetteer, version: str, why: str) -> ModelReading:
    """The rules' reading, without the sentences that speak to a machine and those right after them."""
    reading = read(text.text, title=text.title, published=text.published, gazetteer=gazetteer)
    ordering = orders(text.text) is not None
    findings = tuple(
        f for f in reading.findings if not orders(_judged(text.text, f, ordering=ordering))
    )
    return ModelReading(findings, reading.language, reading.unread, reader=version, instead=why)


def _judged(text: str, found: Finding, *, ordering: bool) -> str:
    """The sentence of a finding; in a text that gives orders with what precedes it in its paragraph."""
    first = found.start
    if ordering:
        before = text[max(0, found.start - _BEFORE) : found.start]
        first -= len(_PARAGRAPH.split(before)[-1])
    return text[first : found.end]
