"""Asking an OpenAI-compatible endpoint, within limits: of time, of tries, of size, of tokens.

The address is the operator's and may be this machine's, so it is not judged as a news address is;
but no redirect is followed, no proxy is used, and neither the key nor the endpoint's words are logged.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from django.utils import timezone

from tracker.claims.llm_allowance import Allowance
from tracker.extraction.llm import Message, NotRead, without_caps
from tracker.news.network import Deadline

log = logging.getLogger(__name__)

MOST_TRIES = 3
#: After so many failures on one request, it is the request's fault.
MOST_FAILURES = 3
LARGEST_ANSWER = 1_000_000
REST_SECONDS = 60
LONGEST_REST = 3600
_BUSY = frozenset({408, 409, 425, 429})
_NOT_UNDERSTOOD = frozenset({400, 422})
_MISCONFIGURED = frozenset({401, 402, 403, 404, 405})
_CHARACTERS_PER_TOKEN = 3


class _Failed(Exception):
    """One try failed. ``again`` says whether another one may help, ``pause`` after how long.

    ``by_request`` says whether the request may be at fault, ``paid`` whether it may have cost tokens.
    """

    def __init__(
        self,
        reason: str,
        *,
        again: bool = True,
        pause: float = 0,
        by_request: bool = True,
        paid: bool = False,
    ) -> None:
        super().__init__(reason)
        self.again = again
        self.pause = pause
        self.by_request = by_request
        self.paid = paid


class _NotUnderstood(Exception):
    """The endpoint refuses the request as it is written."""


@dataclass(slots=True)
class Endpoint:
    """A model behind ``POST {base_url}/chat/completions``; ``seconds`` is what one text may take.

    ``newer`` endpoints want another word for the limit, their own temperature, and no limits in the
    schema. Which kind it is turns out at the first request.
    """

    base_url: str
    model: str
    allowance: Allowance
    api_key: str = field(default="", repr=False)
    seconds: float = 30.0
    answer_tokens: int = 6_000
    newer: bool = False
    sleep: Callable[[float], None] = time.sleep

    def begin(self) -> "Asking":
        """A completion for one text, whose time begins now."""
        return Asking(self, Deadline(self.seconds))


class Asking:
    """Asks one endpoint about one text, until its time is up."""

    def __init__(self, endpoint: Endpoint, deadline: Deadline) -> None:
        self._endpoint = endpoint
        self._deadline = deadline

    def __call__(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The model's answer; raises NotRead where there is none."""
        allowance = self._endpoint.allowance
        why = allowance.closed()
        if why:
            raise NotRead(why, passing=True)
        characters = sum(len(message["content"]) for message in messages)
        reserve = characters // _CHARACTERS_PER_TOKEN + self._endpoint.answer_tokens
        if not allowance.take(reserve):
            raise NotRead("The day's tokens are spent.", passing=True)
        try:
            answer, spent = self._tries(messages, schema)
        except _NotUnderstood as error:
            allowance.give_back(reserve)
            raise NotRead(str(error), passing=False) from error
        except _Failed as error:
            if not error.paid:
                allowance.give_back(reserve)
            allowance.rest(int(error.pause) or REST_SECONDS)
            request = messages[-1]["content"]
            lasting = error.by_request and allowance.failures(request) >= MOST_FAILURES
            raise NotRead(str(error), passing=not lasting) from error
        if spent is not None:
            allowance.give_back(reserve - spent)
        return answer

    def _tries(
        self, messages: Sequence[Message], schema: Mapping[str, Any]
    ) -> tuple[str, int | None]:
        for left in reversed(range(MOST_TRIES)):
            try:
                return self._once(messages, schema)
            except _NotUnderstood:
                self._endpoint.newer = not self._endpoint.newer
                if not self._endpoint.newer or not left:
                    raise
            except _Failed as error:
                pause = error.pause or 0.5 * 2 ** (MOST_TRIES - 1 - left)
                if not error.again or not left or pause >= self._deadline.left():
                    raise
                log.info("asking again in %.1f s: %s", pause, error)
                self._endpoint.sleep(pause)
        raise AssertionError("the last try raises or returns")

    def _once(
        self, messages: Sequence[Message], schema: Mapping[str, Any]
    ) -> tuple[str, int | None]:
        left = self._deadline.left()
        if left <= 0:
            raise _Failed("The time for this text is up.", again=False)
        try:
            with (
                httpx.Client(
                    trust_env=False,
                    follow_redirects=False,
                    timeout=httpx.Timeout(left, connect=min(left, 5.0)),
                    headers=self._headers(),
                ) as client,
                client.stream(
                    "POST",
                    f"{self._endpoint.base_url}/chat/completions",
                    json=self._body(messages, schema),
                ) as response,
            ):
                _judge(response)
                content = self._content(response)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise _Failed("No connection to the endpoint.", by_request=False) from error
        except httpx.TimeoutException as error:
            raise _Failed("The endpoint took too long.", again=False, paid=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            kind = type(error).__name__
            raise _Failed(f"The endpoint broke off: {kind}.", again=False, paid=True) from error
        return _answer(content)

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self._endpoint.api_key:
            headers["Authorization"] = f"Bearer {self._endpoint.api_key}"
        return headers

    def _body(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": list(messages),
            "stream": False,
        }
        if self._endpoint.newer:
            body |= {"max_completion_tokens": self._endpoint.answer_tokens}
            schema = without_caps(schema)
        else:
            body |= {"max_tokens": self._endpoint.answer_tokens, "temperature": 0}
        held = {"name": "facts", "strict": True, "schema": schema}
        return body | {"response_format": {"type": "json_schema", "json_schema": held}}

    def _content(self, response: httpx.Response) -> bytes:
        content = bytearray()
        for chunk in response.iter_raw():
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise _Failed("The endpoint's answer is too large.", again=False, paid=True)
            if self._deadline.left() <= 0:
                raise _Failed("The endpoint took too long.", again=False, paid=True)
        return bytes(content)


def _judge(response: httpx.Response) -> None:
    """Raise for whatever is no answer. The body of an error is not read: it may repeat the key."""
    status = response.status_code
    if status == 200:
        return
    told = f"The endpoint answered {status}."
    if status in _NOT_UNDERSTOOD:
        raise _NotUnderstood(told)
    if status in _BUSY or status >= 500:
        pause = _pause(response.headers.get("Retry-After", ""))
        raise _Failed(told, pause=pause, by_request=status not in _BUSY)
    if 300 <= status < 400:
        told = f"{told} Redirects are refused: correct LLM_BASE_URL."
    elif status in _MISCONFIGURED:
        told = f"{told} Check LLM_BASE_URL, LLM_MODEL and LLM_API_KEY."
    raise _Failed(told, again=False, by_request=False)


def _answer(content: bytes) -> tuple[str, int | None]:
    """The text of the answer, and the tokens it cost where the endpoint says so."""
    try:
        told: Any = json.loads(content)
        text = told["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _Failed(
            "The endpoint's answer is no chat completion.", again=False, paid=True
        ) from error
    usage = told.get("usage")
    spent = usage.get("total_tokens") if isinstance(usage, dict) else None
    known = isinstance(spent, int) and not isinstance(spent, bool) and spent >= 0
    # A model that refuses, or that was cut off before it began, says nothing.
    return text if isinstance(text, str) else "", spent if known else None


def _pause(retry_after: str) -> float:
    """Seconds that a Retry-After header asks for; 0 for none."""
    retry_after = retry_after.strip()
    if retry_after.isdecimal():
        return float(min(int(retry_after[:9]), LONGEST_REST))
    try:
        seconds = (parsedate_to_datetime(retry_after) - timezone.now()).total_seconds()
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, min(seconds, float(LONGEST_REST)))
