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
from tracker.extraction.language import why_unread
from tracker.extraction.llm.answers import NoAnswer, facts_of
from tracker.extraction.llm.checking import check
from tracker.extraction.llm.merging import merge
from tracker.extraction.llm.orders import orders
from tracker.extraction.llm.page import Page
from tracker.extraction.llm.prompt import PROMPT_VERSION, Message, messages
from tracker.extraction.llm.schema import answer_schema
from tracker.extraction.llm.windows import joined, windows
from tracker.extraction.pipeline import read

MOST_WINDOWS = 12
MOST_ANSWERS = 2
_LONGEST_MODEL = 24

_MARKUP_BEFORE = re.compile(r"(?:[<\[][^<>\[\]\n]{1,60}[>\]][ \t]*)+\Z")

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
    if len(name) > _LONGEST_MODEL:
        mark = hashlib.sha256(model.encode()).hexdigest()[:6]
        name = f"{name[: _LONGEST_MODEL - 7]}-{mark}"
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

    Where the model cannot be asked, or its answers make no sense, the rules read the text.
    """
    for text in texts:
        try:
            yield read_by_model(text, gazetteer=gazetteer, model=model, complete=begin())
        except NotRead as reason:
            log.warning("the rules read in place of the model: %s", reason)
            version = RULES_VERSION if reason.passing else instead_version(model)
            yield _read_by_rules(text, gazetteer, version, str(reason))


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


def _with_markup(text: str, found: Finding) -> str:
    """The sentence of a finding with the mark-up right before it, which the rules do not see."""
    marked = _MARKUP_BEFORE.search(text, 0, found.start)
    return text[marked.start() if marked else found.start : found.end]


def _read_by_rules(text: Text, gazetteer: Gazetteer, version: str, why: str) -> ModelReading:
    """The rules' reading, without the sentences that speak to a machine."""
    reading = read(text.text, title=text.title, published=text.published, gazetteer=gazetteer)
    findings = tuple(f for f in reading.findings if not orders(_with_markup(text.text, f)))
    return ModelReading(findings, reading.language, reading.unread, reader=version, instead=why)
