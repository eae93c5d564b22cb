"""The archive's schema accepts what the loader can read, and refuses what it would misread."""

from datetime import date
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.archive.files import schema

POSITION = """
person: a-person
organization: a-company
title: head
start: "2025-06-12"
steps:
  - of: start
    status: done
    outlet: a-paper
    published: "2025-06-12"
    url: https://a.example/1
    checked: "2026-11-25"
    summary: She took up the post in summer.
"""
EVENT = """
kind: layoff
organization: a-company
count: 600
"on": "2025-10"
steps:
  - status: done
    outlet: a-paper
    published: "2025-10-22"
    url: https://a.example/2
    checked: "2026-11-25"
    summary: The company lets 600 people go.
"""


def accepts(kind: str, fact: dict[Any, Any]) -> bool:
    archive = {
        "outlets": [],
        "organizations": [],
        "people": [],
        "facts": {"a-company": {kind: [fact]}},
    }
    return bool(Draft202012Validator(schema()).is_valid(archive))


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_schema_accepts_a_position_and_an_event() -> None:
    assert accepts("positions", yaml.safe_load(POSITION))
    assert accepts("events", yaml.safe_load(EVENT))


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": []},
        {"title": " "},
        {"start": 2025},
        {"start": "summer 2025"},
        {"start": date(2025, 6, 12)},
        {"person": "A Person"},
        {"on": "2025"},
    ],
)
def test_the_schema_refuses_a_position_with(changes: dict[str, Any]) -> None:
    assert not accepts("positions", yaml.safe_load(POSITION) | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"published": "12 June 2025"},
        {"published": "2025-06"},
        {"published": date(2025, 6, 12)},
        {"url": "ftp://a.example/1"},
        {"url": "javascript:alert(1)"},
        {"status": "confirmed"},
        {"status": "held"},
        {"of": "held"},
        {"summary": "too short."},
        {"summary": "There is no full stop at the end of it"},
        {"date": "soon"},
        {"quote": "Words of the article"},
    ],
)
def test_the_schema_refuses_a_step_with(changes: dict[str, Any]) -> None:
    fact = yaml.safe_load(POSITION)
    fact["steps"][0] |= changes
    assert not accepts("positions", fact)


def test_a_step_may_name_another_date_or_none() -> None:
    fact = yaml.safe_load(POSITION)
    fact["steps"][0]["date"] = None
    assert accepts("positions", fact)
    fact["steps"][0]["date"] = "2025-06"
    assert accepts("positions", fact)


def test_the_key_on_needs_its_quotes_because_yaml_reads_it_as_true() -> None:
    assert not accepts("events", yaml.safe_load(EVENT.replace('"on"', "on")))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "unit_renamed", "unit": "a-lab"},
        {"kind": "unit_created"},
        {"into": "a-lab"},
        {"kind": "spending"},
        {"count": 0},
        {"amount_usd": "14.3 billion"},
    ],
)
def test_the_schema_refuses_an_event_with(changes: dict[str, Any]) -> None:
    assert not accepts("events", yaml.safe_load(EVENT) | changes)


def test_only_a_spell_has_steps_of_its_start_and_end() -> None:
    fact = yaml.safe_load(EVENT)
    fact["steps"][0]["of"] = "start"
    assert not accepts("events", fact)
