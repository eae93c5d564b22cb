"""The JSON schema that an answer is held to, made from the table of facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.extraction.findings import FactType
from tracker.extraction.llm.shapes import (
    DATE_KINDS,
    KINDS,
    LONGEST_EVIDENCE,
    LONGEST_WORDS,
    NUMBERS,
    SHAPES,
    Kind,
    Shape,
)

MOST_FACTS = 40
_CAPS = frozenset({"maxLength", "maxItems"})


def answer_schema() -> dict[str, Any]:
    """An object whose ``facts`` each have the keys of their type, all of them, null where unsaid."""
    facts = [_fact(kind, shape) for kind, shape in SHAPES.items()]
    listed = {"type": "array", "maxItems": MOST_FACTS, "items": {"anyOf": facts}}
    return _object({"facts": listed})


def without_caps(schema: Mapping[str, Any]) -> dict[str, Any]:
    """``schema`` without its limits on lengths, for endpoints that refuse those."""
    return {key: _bare(value) for key, value in schema.items() if key not in _CAPS}


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return without_caps(value)
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _fact(kind: FactType, shape: Shape) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "type": {"type": "string", "enum": [str(kind)]},
        "evidence": _text(LONGEST_EVIDENCE),
    }
    for key in shape.needs:
        properties[key] = _value(KINDS[key])
    for key in shape.may:
        properties[key] = _or_null(_value(KINDS[key]))
    if shape.statuses:
        properties["status"] = {"type": "string", "enum": [str(one) for one in shape.statuses]}
    if shape.dated:
        properties["date"] = _or_null(_text(10))
        properties["date_kind"] = _or_null({"type": "string", "enum": list(DATE_KINDS)})
    properties["via"] = _or_null(_text(LONGEST_WORDS))
    return _object(properties)


def _value(kind: Kind) -> dict[str, Any]:
    if kind in NUMBERS:
        return {"type": "number"}
    return _text(LONGEST_EVIDENCE if kind is Kind.QUOTE else LONGEST_WORDS)


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": longest}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
