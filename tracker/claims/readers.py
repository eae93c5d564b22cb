"""Who reads texts: the rules, or a language model with the rules behind it. The settings choose."""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.cache import cache as shared_cache
from django.core.cache.backends.locmem import LocMemCache

from tracker.claims.llm_allowance import Allowance
from tracker.claims.llm_endpoint import Endpoint
from tracker.extraction import RULES_VERSION, Gazetteer, Reading, Text, llm, read_many
from tracker.news.network import is_public

#: With this begins the version of every reading that a model made, whichever it was.
BY_A_MODEL = "llm-"
#: Ends of names that lead nowhere outside the operator's own network.
_NEAR = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


class ModelAway(Exception):
    """The model cannot be asked for now, and the rules were not to stand in for it."""


class TextReader(Protocol):
    """Reads texts. What it yields says who read each in the end: ``version_of``."""

    def read_many(self, texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
        """One reading for each text, in order."""
        ...

    def current(self) -> tuple[str, ...]:
        """The versions whose readings stand; a text read by any other is read again."""
        ...

    def closed(self) -> str:
        """Why only the rules can read just now though a model is wanted; empty otherwise."""
        ...

    def patient(self) -> "TextReader":
        """The same, but it raises ModelAway where the rules would read only for now."""
        ...


@dataclass(frozen=True, slots=True)
class RulesReader:
    """Reads by the rules."""

    def read_many(self, texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
        return read_many(texts, gazetteer=gazetteer)

    def current(self) -> tuple[str, ...]:
        return (RULES_VERSION,)

    def closed(self) -> str:
        return ""

    def patient(self) -> TextReader:
        return self


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Asks a language model, and reads by the rules what the model does not read."""

    endpoint: Endpoint
    rules_for_now: bool = True

    def read_many(self, texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
        for text in texts:
            yield self._read(text, gazetteer)

    def current(self) -> tuple[str, ...]:
        """What only the rules have read waits for the model, and stands while that cannot be asked."""
        model = self.endpoint.model
        versions = (llm.reader_version(model), llm.instead_version(model))
        return (*versions, RULES_VERSION) if self.closed() else versions

    def closed(self) -> str:
        return self.endpoint.closed()

    def patient(self) -> TextReader:
        return replace(self, rules_for_now=False)

    def _read(self, text: Text, gazetteer: Gazetteer) -> llm.ModelReading:
        model = self.endpoint.model
        asking = self.endpoint.begin(text)
        if not self.rules_for_now and (why := asking.why_not()):
            raise ModelAway(why)
        was_read = False
        try:
            (reading,) = llm.read_many(
                [text], gazetteer=gazetteer, model=model, begin=lambda: asking
            )
            was_read = reading.reader == llm.reader_version(model)
        finally:
            asking.end(was_read=was_read)
        if not self.rules_for_now and reading.reader == RULES_VERSION:
            raise ModelAway(reading.instead)
        return reading


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


@checks.register(checks.Tags.security)
def key_is_sent_in_secret(**_: object) -> list[checks.CheckMessage]:
    """Warn of a key, and of articles, that travel the internet where everybody can read them."""
    address = urlsplit(settings.LLM_BASE_URL)
    if settings.EXTRACTOR != "llm" or address.scheme != "http" or not settings.LLM_API_KEY:
        return []
    if _is_near(address.hostname or ""):
        return []
    told = "LLM_BASE_URL begins with http:// and leads out of this network: LLM_API_KEY is sent in the clear."
    return [checks.Warning(told, hint="Use https://.", id="claims.W001")]


def _is_near(host: str) -> bool:
    """Whether ``host`` is this machine or one of its network, as far as its name tells."""
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return "." not in host or host.endswith(_NEAR)
