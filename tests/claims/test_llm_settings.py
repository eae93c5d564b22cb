"""What an operator sets for the endpoint: what cannot work stops the start, what is unwise is told."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured

from tracker import env
from tracker.claims.llm_allowance import Allowance
from tracker.claims.llm_endpoint import Endpoint
from tracker.claims.readers import key_is_sent_in_secret
from tracker.extraction import Text
from tracker.extraction.llm.windows import WINDOW

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("key", ["sk-kéy", "sk-“key”", "sk-\x7fkey", "sk-a\nkey", "sk-\udce9"])
def test_a_key_that_no_header_can_carry_is_refused_and_not_told(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("X", key)
    with pytest.raises(ImproperlyConfigured, match="X holds a character") as refused:
        env.header("X")
    assert "sk-" not in str(refused.value)


def test_a_key_of_printable_ascii_is_taken_without_blanks_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert env.header("X") == ""
    monkeypatch.setenv("X", " sk-A_b.9~+/= \n")
    assert env.header("X") == "sk-A_b.9~+/="


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("LLM_API_KEY", "sk-kéy", "LLM_API_KEY holds a character"),
        ("LLM_DAILY_TOKENS", "19999", "LLM_DAILY_TOKENS='19999' is not a whole number from 20000"),
    ],
)
def test_what_cannot_work_stops_the_start(name: str, value: str, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import tracker.settings"],
        cwd=ROOT,
        env=env.copy(**{name: value}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0 and told in done.stderr


def test_the_fewest_tokens_a_day_may_have_are_enough_for_an_article_of_one_part() -> None:
    endpoint = Endpoint(base_url="http://127.0.0.1:1", model="m", allowance=Allowance(cache, 1))
    assert endpoint.most_tokens(Text("x" * WINDOW, "A title " * 40)) <= 20_000


@pytest.mark.parametrize(
    ("address", "warned"),
    [
        ("http://api.example.com/v1", True),
        ("http://93.184.215.14:8080/v1", True),
        ("http://[2606:2800:21f::1]/v1", True),
        ("https://api.example.com/v1", False),
        ("http://127.0.0.1:8080/v1", False),
        ("http://[::1]:8080/v1", False),
        ("http://192.168.1.7/v1", False),
        ("http://localhost:11434/v1", False),
        ("http://ollama:11434/v1", False),
        ("http://host.docker.internal:11434/v1", False),
    ],
)
def test_a_key_that_leaves_the_network_in_the_clear_is_warned_of(
    settings: Any, address: str, *, warned: bool
) -> None:
    settings.EXTRACTOR, settings.LLM_BASE_URL, settings.LLM_API_KEY = "llm", address, "sk-key"
    found = key_is_sent_in_secret()
    assert [one.id for one in found] == ["claims.W001"] * warned
    assert not any(one.is_serious(level=ERROR) for one in found)
    assert not any("sk-key" in str(one) for one in found)
    settings.LLM_API_KEY = ""
    assert key_is_sent_in_secret() == []


@pytest.mark.django_db
def test_the_warning_is_among_djangos_checks(settings: Any) -> None:
    settings.EXTRACTOR, settings.LLM_API_KEY = "llm", "sk-key"
    settings.LLM_BASE_URL = "http://api.example.com/v1"
    assert "claims.W001" in [one.id for one in run_checks()]
