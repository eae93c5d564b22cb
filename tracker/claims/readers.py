"""Who reads texts: the rules, or a language model with the rules behind it. The settings choose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.core.cache.backends.locmem import LocMemCache

from tracker.claims.llm_allowance import Allowance
from tracker.claims.llm_endpoint import Endpoint
from tracker.extraction import RULES_VERSION, Gazetteer, Reading, Text, llm, read_many


class TextReader(Protocol):
    """Reads texts. What it yields says who read each in the end: ``version_of``."""

    def read_many(self, texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
        """One reading for each text, in order."""
        ...

    def current(self) -> tuple[str, ...]:
        """The versions whose readings stand; a text read by any other is read again."""
        ...


@dataclass(frozen=True, slots=True)
class RulesReader:
    """Reads by the rules."""

    def read_many(self, texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
        return read_many(texts, gazetteer=gazetteer)

    def current(self) -> tuple[str, ...]:
        return (RULES_VERSION,)


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Asks a language model, and reads by the rules what the model does not read."""

    endpoint: Endpoint

    def read_many(self, texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
        return llm.read_many(
            texts, gazetteer=gazetteer, model=self.endpoint.model, begin=self.endpoint.begin
        )

    def current(self) -> tuple[str, ...]:
        """What only the rules have read waits for the model, and stands while that cannot be asked."""
        model = self.endpoint.model
        versions = (llm.reader_version(model), llm.instead_version(model))
        return (*versions, RULES_VERSION) if self.endpoint.allowance.closed() else versions


def version_of(reading: Reading) -> str:
    """Who made ``reading``, as it is kept with the article and its claims."""
    return reading.reader if isinstance(reading, llm.ModelReading) else RULES_VERSION


@cache
def chosen_reader() -> TextReader:
    """The reader that the settings name; its tokens are counted in the cache that all share."""
    return _chosen(Allowance(shared_cache, settings.LLM_DAILY_TOKENS))


@cache
def lone_reader(jobs: int = 1) -> TextReader:
    """The same for a command without servers: each of ``jobs`` processes counts its own share."""
    held = LocMemCache("llm", {})
    return _chosen(Allowance(held, settings.LLM_DAILY_TOKENS // jobs, rests=False))


def _chosen(allowance: Allowance) -> TextReader:
    if settings.EXTRACTOR != "llm":
        return RulesReader()
    return ModelReader(
        Endpoint(
            base_url=settings.LLM_BASE_URL,
            model=settings.LLM_MODEL,
            api_key=settings.LLM_API_KEY,
            seconds=settings.LLM_TIMEOUT,
            allowance=allowance,
        )
    )
