"""The document of the archive's format names every field that the schema knows, and its example is valid."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.archive.files import schema

DOCUMENT = Path(__file__).parents[2] / "docs" / "archive.md"
FACTS = {
    "positions": "position",
    "foundings": "founding",
    "reporting_lines": "reporting_line",
    "events": "event",
    "stakes": "stake",
    "statements": "statement",
}
SECTIONS = {
    "`outlets.yaml`": "outlet",
    "`organizations.yaml`": "organization",
    "`people.yaml`": "person",
    "`steps`": "step_base",
    **{f"`{name}`": definition for name, definition in FACTS.items()},
}


def section(title: str) -> str:
    """The text below a heading, up to the next heading of any depth."""
    found = re.search(
        rf"^#+ {re.escape(title)}$(.*?)(?=^#+ |\Z)",
        DOCUMENT.read_text(encoding="utf-8"),
        re.M | re.S,
    )
    assert found, f"no section {title}"
    return found[1]


def documented(title: str) -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", section(title), re.M)
    return {field for row in rows for field in re.findall(r"`(\w+)`", row)}


def enumerations(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for value in node.get("enum", []) if isinstance(value, str))
        for child in node.values():
            yield from enumerations(child)
    elif isinstance(node, list):
        for child in node:
            yield from enumerations(child)


@pytest.mark.parametrize(("title", "definition"), SECTIONS.items())
def test_every_field_has_its_row_and_every_row_its_field(title: str, definition: str) -> None:
    fields = set(schema()["$defs"][definition]["properties"]) - {"steps"}
    if definition == "step_base":
        fields |= set(schema()["$defs"]["spell_step"]["properties"])
    assert documented(title) == fields


def test_every_word_that_the_schema_allows_is_in_the_document() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    words = set(enumerations(schema()["$defs"]))
    assert {word for word in words if not re.search(rf"\b{word}\b", text)} == set()


def test_the_example_is_valid() -> None:
    example = re.search(r"```yaml\n(.*?)```", section("An example"), re.S)
    assert example
    archive = {
        "outlets": [],
        "organizations": [],
        "people": [],
        "facts": {"a-company": yaml.safe_load(example[1])},
    }
    assert list(Draft202012Validator(schema()).iter_errors(archive)) == []
