"""Readers' pages name the rules by which browsers fetch them ahead; nothing that locks or stores is fetched so."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tracker.web.prefetching import RULES


@pytest.mark.django_db
def test_a_page_names_the_rules_and_their_type_is_the_standards(client: Client) -> None:
    named = client.get("/how-we-count/")["Speculation-Rules"]
    answer = client.get(named.strip('"'))
    assert answer["Content-Type"].startswith("application/speculationrules+json")
    assert json.loads(b"".join(answer.streaming_content))["prefetch"]  # type: ignore[attr-defined]


def test_the_sign_in_and_the_api_name_none(client: Client) -> None:
    assert "Speculation-Rules" not in client.get("/healthz")
    assert "Speculation-Rules" not in client.get("/api/docs/")


@pytest.mark.parametrize(
    "address", ["/review/7/", "/ingest/", "/admin/", "/accounts/logout/", "/correct/post/1/"]
)
def test_what_locks_or_stores_is_never_fetched_ahead(address: str) -> None:
    found = finders.find(RULES)
    assert isinstance(found, str)
    rules = json.loads(Path(found).read_text())["prefetch"]
    for pattern in (one for rule in rules for one in rule["where"]["and"][0]["href_matches"]):
        assert not re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), address)
