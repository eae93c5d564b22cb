"""Asking an OpenAI-compatible endpoint, within limits: of time, of tries, of size, of tokens.

The address is the operator's and may be this machine's, so it is not judged as a news address is;
but no redirect is followed, no proxy is used, and neither the key nor the endpoint's words are logged.
"""

import json
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from django.utils import timezone

from tracker.claims.llm_allowance import Allowance, mark
from tracker.claims.llm_network import DeadlineTransport
from tracker.extraction import Text
from tracker.extraction.llm import Message, NotRead, without_caps
from tracker.extraction.llm.prompt import messages as request_for
from tracker.extraction.llm.windows import OVERLAP, WINDOW
from tracker.extraction.sentences import LONGEST_SENTENCE
from tracker.news.network import Deadline

log = logging.getLogger(__name__)

MOST_TRIES = 3
#: After so many failures on one text, it is the text's fault.
MOST_FAILURES = 3
LARGEST_ANSWER = 1_000_000
REST_SECONDS = 60
LONGEST_REST = 3600
_BUSY = frozenset({408, 409, 425, 429})
_NOT_UNDERSTOOD = frozenset({400, 422})
_TOO_LARGE = 413
_MISCONFIGURED = frozenset({401, 402, 403, 404, 405})
_CHARACTERS_PER_TOKEN = 3
#: What the parts of an answer are called that hold its words, not its thoughts.
_WORDS = ("text", "output_text")
#: A bill of less than this part of what was sent, or of so many times what was set aside, is a mistake.
_LEAST_BILLED = 1 / 4
_MOST_BILLED = 50


class _Failed(Exception):
    """One try failed. ``again`` says whether another one may help, ``pause`` after how long.

    ``by_text`` says whether the text may be at fault, ``paid`` whether it may have cost tokens, and
    ``rests`` whether the endpoint is to be left alone.
    """

    def __init__(
        self,
        reason: str,
        *,
        again: bool = True,
        pause: float = 0,
        by_text: bool = True,
        paid: bool = False,
        rests: bool = True,
    ) -> None:
        super().__init__(reason)
        self.again = again
        self.pause = pause
        self.by_text = by_text
        self.paid = paid
        self.rests = rests


class _NotUnderstood(Exception):
    """The endpoint refuses the request as it is written."""


class _TooMuch(Exception):
    """The endpoint refuses so long a request."""


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

    def begin(self, text: Text) -> "Asking":
        """A completion for ``text``, whose time begins now; end it with ``end``."""
        return Asking(self, text)

    def closed(self) -> str:
        """Why no text at all can be asked about just now; empty when one can."""
        return self.allowance.closed(self.most_tokens(Text("")))

    def most_tokens(self, text: Text) -> int:
        """What ``text`` may cost where each of its parts is answered once and at full length."""
        each_adds = WINDOW - OVERLAP - LONGEST_SENTENCE
        further = max(0, len(text.text) - WINDOW)
        parts = 1 + math.ceil(further / each_adds)
        instructions = _tokens(request_for("")) + len(text.title) // _CHARACTERS_PER_TOKEN
        words = len(text.text) * WINDOW // each_adds // _CHARACTERS_PER_TOKEN
        return parts * (instructions + self.answer_tokens) + words


class Asking:
    """Asks one endpoint about one text, until its time is up.

    Tokens for all parts of the text are held from the first request on: none is begun for which the
    day has too few left.
    """

    def __init__(self, endpoint: Endpoint, text: Text) -> None:
        self._endpoint = endpoint
        self._deadline = Deadline(endpoint.seconds)
        self._day = endpoint.allowance.today()
        self._most = endpoint.most_tokens(text)
        self._whom = mark(endpoint.base_url, endpoint.model)
        self._what = mark(endpoint.base_url, endpoint.model, text.title, text.text)
        self._held = 0
        self._begun = False
        self._answered = False

    def why_not(self) -> str:
        """Why the model cannot be asked about this text for now; empty where it can, or never can."""
        allowance = self._endpoint.allowance
        return "" if self._most > allowance.tokens else allowance.closed(self._most)

    def end(self, *, was_read: bool) -> None:
        """Give back what is held and was not spent."""
        if not self._begun:
            return
        self._endpoint.allowance.give_back(self._held, self._day)
        self._held = 0
        if was_read:
            self._endpoint.allowance.forgive(self._what)

    def __call__(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The model's answer; raises NotRead where there is none."""
        allowance = self._endpoint.allowance
        reserve = _tokens(messages) + self._endpoint.answer_tokens
        self._hold(reserve)
        self._held -= reserve
        try:
            answer, spent = self._tries(messages, schema)
        except _TooMuch as error:
            self._held += reserve
            raise NotRead(str(error), passing=False) from error
        except _NotUnderstood as error:
            self._held += reserve
            lasting = allowance.refuses(self._whom)
            if not lasting:
                allowance.rest(REST_SECONDS)
            raise NotRead(str(error), passing=not lasting) from error
        except _Failed as error:
            if not error.paid:
                self._held += reserve
            if error.rests:
                allowance.rest(int(error.pause) or REST_SECONDS)
            raise self._not_read(str(error), by_text=error.by_text) from error
        if spent is not None and self._is_likely(spent, reserve, messages):
            self._held += reserve - spent
        self._answered = True
        allowance.answers(self._whom)
        return answer

    def _is_likely(self, spent: int, reserve: int, messages: Sequence[Message]) -> bool:
        """Whether an answer may have cost so much; where it cannot, what was set aside is taken for it."""
        likely = _tokens(messages) * _LEAST_BILLED <= spent <= reserve * _MOST_BILLED
        if not likely:
            log.warning("the endpoint says that an answer cost %d tokens", min(spent, 10**9))
        return likely

    def _hold(self, tokens: int) -> None:
        """Hold ``tokens`` for a request, and with the first one those for all; raises NotRead."""
        allowance = self._endpoint.allowance
        if not self._begun:
            tokens = max(tokens, self._most)
            if tokens > allowance.tokens:
                raise NotRead("The text may take more tokens than a day has.", passing=False)
            if why := allowance.closed(tokens):
                raise NotRead(why, passing=True)
        missing = max(0, tokens - self._held)
        if missing and not allowance.take(missing, self._day):
            raise self._not_read("The day's tokens are spent.", by_text=self._begun)
        self._begun = True
        self._held += missing

    def _not_read(self, why: str, *, by_text: bool) -> NotRead:
        """What to raise for a failure; one that the text may have caused too often is lasting."""
        lasting = by_text and self._endpoint.allowance.failures(self._what) >= MOST_FAILURES
        return NotRead(why, passing=not lasting)

    def _tries(
        self, messages: Sequence[Message], schema: Mapping[str, Any]
    ) -> tuple[str, int | None]:
        failed = 0
        reworded = False
        while True:
            try:
                return self._once(messages, schema)
            except _NotUnderstood:
                self._endpoint.newer = not self._endpoint.newer
                if reworded:
                    raise
                reworded = True
            except _Failed as error:
                failed += 1
                pause = error.pause or 0.5 * 2 ** (failed - 1)
                if not error.again or failed == MOST_TRIES or pause >= self._deadline.left():
                    raise
                log.info("asking again in %.1f s: %s", pause, error)
                self._endpoint.sleep(pause)

    def _once(
        self, messages: Sequence[Message], schema: Mapping[str, Any]
    ) -> tuple[str, int | None]:
        if self._deadline.left() <= 0:
            raise _Failed("The time for this text is up.", again=False, rests=False)
        try:
            with (
                httpx.Client(
                    trust_env=False,
                    follow_redirects=False,
                    transport=DeadlineTransport(self._deadline),
                    timeout=httpx.Timeout(self._endpoint.seconds),
                    headers=self._headers(),
                    # Before the address of a redirect is looked at, which may be none.
                    event_hooks={"response": [_judge]},
                ) as client,
                client.stream(
                    "POST",
                    f"{self._endpoint.base_url}/chat/completions",
                    content=json.dumps(self._body(messages, schema)),
                ) as response,
            ):
                content = self._content(response)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise _Failed("No connection to the endpoint.", by_text=False) from error
        except httpx.TimeoutException as error:
            # An endpoint that has answered about this text is well: only the text's time is up.
            told = "The endpoint took too long."
            raise _Failed(told, again=False, paid=True, rests=not self._answered) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            kind = type(error).__name__
            raise _Failed(f"The endpoint broke off: {kind}.", again=False, paid=True) from error
        return _answer(content)

    def _headers(self) -> dict[str, str]:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
        }
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
        return bytes(content)


def _tokens(messages: Sequence[Message]) -> int:
    return sum(len(message["content"]) for message in messages) // _CHARACTERS_PER_TOKEN


def _judge(response: httpx.Response) -> None:
    """Raise for whatever is no answer. The body of an error is not read: it may repeat the key."""
    status = response.status_code
    if status == 200:
        return
    told = f"The endpoint answered {status}."
    if status in _NOT_UNDERSTOOD:
        raise _NotUnderstood(told)
    if status == _TOO_LARGE:
        raise _TooMuch(told)
    if status in _BUSY or status >= 500:
        pause = _pause(response.headers.get("Retry-After", ""))
        # Others, 502 to 504 for one, tell of the endpoint, whatever it is asked.
        raise _Failed(told, pause=pause, by_text=status == 500)
    if 300 <= status < 400:
        told = f"{told} Redirects are refused: correct LLM_BASE_URL."
    elif status in _MISCONFIGURED:
        told = f"{told} Check LLM_BASE_URL, LLM_MODEL and LLM_API_KEY."
    raise _Failed(told, again=False, by_text=False)


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
    return _said(text), spent if known else None


def _said(content: object) -> str:
    """The words of a message; a model that refuses, or that was cut off before it began, says nothing."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    told = [
        part.get("text")
        for part in parts
        if isinstance(part, dict) and part.get("type", "text") in _WORDS
    ]
    return "".join(part for part in told if isinstance(part, str))


def _pause(retry_after: str) -> float:
    """Seconds that a Retry-After header asks for; 0 for none."""
    retry_after = retry_after.strip()
    if retry_after.isdecimal():
        return float(min(int(retry_after[:9]), LONGEST_REST))
    try:
        seconds = (parsedate_to_datetime(retry_after) - timezone.now()).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return max(0.0, min(seconds, float(LONGEST_REST)))
