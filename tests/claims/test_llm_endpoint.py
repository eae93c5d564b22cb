"""Asking a model over the network: whatever its endpoint does, every article is read by somebody."""

import json
import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache

from tests.claims.model_reading import (
    ANSWER,
    BY_MODEL,
    BY_RULES_FOR_GOOD,
    HIRE,
    KEY,
    LONG,
    MODEL,
    read,
    reader,
)
from tests.claims.model_server import (
    Behaviour,
    ModelServer,
    drips,
    drips_headers,
    falls_silent,
    hangs_up,
    pours,
    says,
    sends,
    stalls,
)
from tracker import env
from tracker.claims.llm_allowance import MOST_REFUSALS, Allowance
from tracker.claims.llm_endpoint import MOST_FAILURES, MOST_TRIES
from tracker.extraction import RULES_VERSION, Text
from tracker.extraction.llm import NotRead

ROOT = Path(__file__).parents[2]


def test_an_endpoint_is_asked_with_its_key_its_model_and_a_schema(server: ModelServer) -> None:
    made = read(reader(server))
    assert (made.reader, made.instead) == (BY_MODEL, "")
    (call,) = server.calls
    assert call.path == "/v1/chat/completions"
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert call.body["model"] == MODEL and call.body["stream"] is False
    held = call.body["response_format"]
    assert held["type"] == "json_schema" and held["json_schema"]["strict"] is True
    assert "maxLength" in json.dumps(held["json_schema"]["schema"])
    assert "tools" not in call.body
    assert HIRE in call.body["messages"][1]["content"]


def test_without_a_key_none_is_sent(server: ModelServer) -> None:
    by = reader(server)
    by.endpoint.api_key = ""
    read(by)
    assert "authorization" not in server.calls[0].headers


@pytest.mark.parametrize(
    ("behaviour", "calls", "version"),
    [
        (sends(500), MOST_TRIES, RULES_VERSION),
        (sends(503, Retry_After="1"), MOST_TRIES, RULES_VERSION),
        (sends(429), MOST_TRIES, RULES_VERSION),
        (sends(429, Retry_After="3000"), 1, RULES_VERSION),
        (sends(429, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT"), 1, RULES_VERSION),
        (sends(401, KEY.encode()), 1, RULES_VERSION),
        (sends(404), 1, RULES_VERSION),
        (sends(400), 2, RULES_VERSION),
        (sends(413), 1, BY_RULES_FOR_GOOD),
        (sends(200, b"<html>Welcome!</html>"), 1, RULES_VERSION),
        (sends(200, b'{"choices": []}'), 1, RULES_VERSION),
        (sends(200, b"[" * 200_000), 1, RULES_VERSION),
        (says(None), 2, BY_RULES_FOR_GOOD),
        (says("I cannot help with that."), 2, BY_RULES_FOR_GOOD),
        (says(ANSWER[:-9]), 2, BY_RULES_FOR_GOOD),
        (says('{"facts": [' + '"x",' * 101_000), 2, BY_RULES_FOR_GOOD),
        (pours, 1, RULES_VERSION),
        (hangs_up, 1, RULES_VERSION),
    ],
    ids=[
        "500", "503", "429", "429 for long", "429 for ever", "401", "404", "400", "413", "a page", "no choices", "deep",
        "silence", "chat", "cut off", "endless", "too large", "hangs up",
    ],
)  # fmt: skip
def test_whatever_an_endpoint_does_the_rules_read_in_the_end(
    server: ModelServer, behaviour: Behaviour, calls: int, version: str
) -> None:
    server.will(behaviour)
    made = read(reader(server, seconds=10))
    assert (len(server.calls), made.reader) == (calls, version)
    assert made.instead and KEY not in made.instead


@pytest.mark.parametrize(
    "behaviour",
    [stalls, drips, drips_headers, falls_silent(0.4)],
    ids=["stalls", "drips", "drips headers", "falls silent"],
)
def test_when_an_endpoint_never_comes_to_an_end_the_rules_read(
    server: ModelServer, behaviour: Behaviour
) -> None:
    server.will(behaviour)
    made = read(reader(server, seconds=1.5))
    assert (len(server.calls), made.reader) == (1, RULES_VERSION)
    assert made.instead and KEY not in made.instead


@pytest.mark.parametrize(
    "behaviour",
    [stalls, drips, drips_headers, falls_silent(0.9)],
    ids=["stalls", "drips", "drips headers", "falls silent"],
)
def test_no_answer_outlives_the_time_of_its_text(server: ModelServer, behaviour: Behaviour) -> None:
    server.will(behaviour)
    asking = reader(server, seconds=1.0).endpoint.begin(Text(HIRE))
    began = time.monotonic()
    with pytest.raises(NotRead, match="took too long"):
        asking([{"role": "user", "content": HIRE}], {})
    assert 0.9 < time.monotonic() - began < 4


def test_letters_that_no_encoding_knows_are_sent_all_the_same(server: ModelServer) -> None:
    assert read(reader(server), f"{HIRE} So it says on page \ud800.").reader == BY_MODEL


def test_a_redirect_is_not_followed_and_takes_the_key_nowhere(server: ModelServer) -> None:
    elsewhere = ModelServer([says(ANSWER)])
    server.will(sends(307, Location=f"{elsewhere.base_url}/chat/completions"))
    made = read(reader(server))
    elsewhere.stop()
    assert elsewhere.calls == [] and len(server.calls) == 1
    assert "LLM_BASE_URL" in made.instead


@pytest.mark.parametrize(
    "address", ["http://[::1/", "http://a:99999999/", "\udcff", "http://\x7f/"]
)
def test_a_redirect_to_no_address_costs_nothing_and_gives_no_text_up(
    server: ModelServer, address: str
) -> None:
    server.will(sends(302, Location=address.encode("utf-8", "surrogateescape").decode("latin-1")))
    by = reader(server)
    for _ in range(MOST_FAILURES + 1):
        made = read(by)
        assert made.reader == RULES_VERSION and "LLM_BASE_URL" in made.instead
        cache.delete("llm:rests")
    assert cache.get(f"llm:spent:{by.endpoint.allowance.today()}") == 0


def test_an_answer_in_several_pieces_is_put_together(server: ModelServer) -> None:
    half = len(ANSWER) // 2
    pieces = [
        {"type": "text", "text": ANSWER[:half]},
        {"type": "image", "text": None},
        {"type": "reasoning", "text": "Hm."},
        "and so on",
        {"type": "text", "text": ANSWER[half:]},
    ]
    server.will(says(pieces))
    assert read(reader(server)).reader == BY_MODEL


def test_nobody_at_the_address_is_no_reason_to_give_the_text_up(server: ModelServer) -> None:
    by = reader(server)
    server.stop()
    for _ in range(MOST_FAILURES + 1):
        assert read(by).reader == RULES_VERSION
        cache.delete("llm:rests")


def test_a_busy_endpoint_is_asked_again_after_the_pause_it_names(server: ModelServer) -> None:
    server.will(sends(429, Retry_After="2"), sends(500), says(ANSWER))
    pauses: list[float] = []
    assert read(reader(server, pauses=pauses)).reader == BY_MODEL
    assert pauses == [2.0, 1.0]


@pytest.mark.parametrize(
    "moment",
    [
        "Fri, 01 Jan 2100 00:00:00 +99999999999999",
        "Fri, 01 Jan 99999999999999999999 00:00:00 GMT",
        "in a while",
    ],
)
def test_a_pause_that_no_clock_knows_is_none_and_costs_no_text_its_model(
    server: ModelServer, moment: str
) -> None:
    server.will(sends(429, Retry_After=moment), says(ANSWER))
    pauses: list[float] = []
    assert read(reader(server, pauses=pauses)).reader == BY_MODEL
    assert pauses == [0.5]


def test_what_an_endpoint_answers_is_not_logged_in_any_detail() -> None:
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)
        assert settings.LOGGING["loggers"][name.split(".")[0]]["level"] == "WARNING"


def test_an_endpoint_that_knows_newer_words_is_asked_in_them_and_remembered(
    server: ModelServer,
) -> None:
    def newer(call: Any) -> None:
        known = "max_tokens" not in call.body and "maxLength" not in json.dumps(call.body)
        (says(ANSWER) if known else sends(400))(call)

    server.will(newer)
    by = reader(server)
    assert [read(by).reader, read(by).reader] == [BY_MODEL, BY_MODEL]
    assert len(server.calls) == 3
    assert server.calls[-1].body["max_completion_tokens"] == by.endpoint.answer_tokens


def test_a_failing_endpoint_is_left_alone_for_a_while(server: ModelServer) -> None:
    server.will(sends(500))
    by = reader(server)
    assert RULES_VERSION not in by.current()
    read(by)
    asked = len(server.calls)
    assert "left alone" in read(reader(server)).instead
    assert len(server.calls) == asked
    assert RULES_VERSION in by.current()
    cache.delete("llm:rests")
    server.will(says(ANSWER))
    assert read(by).reader == BY_MODEL


def test_a_command_asks_for_every_text_anew(server: ModelServer) -> None:
    server.will(sends(404), says(ANSWER))
    by = reader(server)
    by.endpoint.allowance = Allowance(LocMemCache("a command", {}), 100_000, rests=False)
    assert [read(by).reader, read(by).reader] == [RULES_VERSION, BY_MODEL]


def test_a_text_on_which_the_endpoint_keeps_failing_is_left_to_the_rules(
    server: ModelServer,
) -> None:
    server.will(sends(500))
    by = reader(server)
    versions = []
    for _ in range(MOST_FAILURES):
        versions.append(read(by).reader)
        cache.delete("llm:rests")
    assert versions == [RULES_VERSION] * (MOST_FAILURES - 1) + [BY_RULES_FOR_GOOD]


def test_failures_are_counted_by_text_whichever_of_its_parts_they_meet(
    server: ModelServer,
) -> None:
    by = reader(server)
    versions = []
    for answered in (0, 1, 1):
        server.will(*[says(ANSWER)] * answered, sends(500))
        versions.append(read(by, LONG).reader)
        cache.delete("llm:rests")
    assert versions == [RULES_VERSION, RULES_VERSION, BY_RULES_FOR_GOOD]


def test_failures_are_forgotten_once_a_text_is_read_and_are_of_one_model_at_one_address(
    server: ModelServer,
) -> None:
    elsewhere = ModelServer([sends(500)])
    other = reader(server)
    other.endpoint.model = "other-model"
    by = reader(server)
    for failing in (by, other, reader(elsewhere), by):
        server.will(sends(500))
        assert read(failing).reader == RULES_VERSION
        cache.delete("llm:rests")
    elsewhere.stop()
    server.will(says(ANSWER), sends(500))
    assert read(by).reader == BY_MODEL
    assert read(by).reader == RULES_VERSION


@pytest.mark.parametrize("status", [429, 502, 503, 504, 529])
def test_the_state_of_an_endpoint_is_never_held_against_a_text(
    server: ModelServer, status: int
) -> None:
    server.will(sends(status))
    for _ in range(MOST_FAILURES + 1):
        assert read(reader(server)).reader == RULES_VERSION
        assert cache.get("llm:rests")
        cache.delete("llm:rests")


def test_a_text_whose_own_time_is_up_keeps_no_other_waiting(server: ModelServer) -> None:
    by = reader(server, seconds=1.5)
    versions = []
    for _ in range(MOST_FAILURES):
        server.will(says(ANSWER), stalls)
        versions.append(read(by, LONG).reader)
        assert not cache.get("llm:rests")
    assert versions == [RULES_VERSION] * (MOST_FAILURES - 1) + [BY_RULES_FOR_GOOD]
    server.will(stalls)
    read(by)
    assert cache.get("llm:rests")


@pytest.mark.parametrize("status", [400, 422])
def test_an_endpoint_that_never_answered_may_be_set_up_wrongly_and_gives_no_text_up(
    server: ModelServer, status: int
) -> None:
    server.will(sends(status))
    for _ in range(MOST_FAILURES + 1):
        assert read(reader(server)).reader == RULES_VERSION
        assert cache.get("llm:rests")
        cache.delete("llm:rests")


@pytest.mark.parametrize("status", [400, 422])
def test_what_an_endpoint_refuses_that_answers_others_is_left_to_the_rules(
    server: ModelServer, status: int
) -> None:
    by = reader(server)
    read(by)
    server.will(sends(status))
    versions = [read(by).reader for _ in range(MOST_REFUSALS + 1)]
    assert versions == [BY_RULES_FOR_GOOD] * MOST_REFUSALS + [RULES_VERSION]
    assert cache.get("llm:rests")


def test_another_wording_is_no_try_of_its_own(server: ModelServer) -> None:
    server.will(sends(500), sends(500), sends(400), says(ANSWER))
    by = reader(server)
    assert read(by).reader == BY_MODEL
    assert by.endpoint.newer
    server.will(sends(400))
    read(by)
    assert by.endpoint.newer, "what neither wording mends changes none"


def test_a_text_that_is_too_long_for_the_endpoint_rests_nobody(server: ModelServer) -> None:
    server.will(sends(413), says(ANSWER))
    by = reader(server)
    assert [read(by).reader, read(by, f"{HIRE} It did.").reader] == [BY_RULES_FOR_GOOD, BY_MODEL]


def test_neither_key_nor_the_endpoints_words_are_logged(
    server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    by = reader(server)
    server.will(sends(401, f"Incorrect API key provided: {KEY}".encode()))
    with caplog.at_level(logging.DEBUG):
        read(by)
        cache.delete("llm:rests")
        server.will(says(f"The key is {KEY}"))
        read(by)
    assert "rules read" in caplog.text
    assert KEY not in caplog.text and KEY not in repr(by)


def test_extract_asks_the_model_without_a_database_in_every_process(
    server: ModelServer, tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "text": HIRE}) for n in range(10)))
    done = subprocess.run(
        [sys.executable, "manage.py", "extract", "--jsonl", str(path), "--jobs", "2"],
        cwd=ROOT,
        env=env.copy(
            DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing",
            REDIS_URL="redis://127.0.0.1:1/0",
            CACHE_URL="redis://127.0.0.1:1/1",
            EXTRACTOR="llm",
            LLM_BASE_URL=server.base_url,
            LLM_MODEL=MODEL,
            LLM_API_KEY=KEY,
        ),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], [f["rule"] for f in row["facts"]]) for row in rows] == [
        (str(n), ["llm-3"]) for n in range(10)
    ]
    assert len(server.calls) == 10 and KEY not in done.stderr
