"""The schema put in order for the page that describes the API."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    takes: str
    means: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its parameters, and the fields of the record that it gives."""

    path: str
    note: str
    parameters: tuple[Parameter, ...]
    fields: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """It can be opened as it stands."""
        return "{" not in self.path and not any(
            one.takes.endswith("needed") for one in self.parameters
        )


@dataclass(frozen=True, slots=True)
class Group:
    tag: str
    description: str
    addresses: tuple[Address, ...]


def groups_of(schema: dict[str, Any]) -> list[Group]:
    """Every address of the schema under its tag, the moves first."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for path, operations in schema["paths"].items():
        operation = operations["get"]
        found.setdefault(operation["tags"][0], []).append((path, operation))
    return [
        Group(
            tag,
            members[0][1]["description"],
            tuple(
                _address(schema, path, operation, n) for n, (path, operation) in enumerate(members)
            ),
        )
        for tag, members in sorted(found.items(), key=lambda item: (item[0] != "moves", item[0]))
    ]


def _address(schema: dict[str, Any], path: str, operation: dict[str, Any], place: int) -> Address:
    note = operation["description"] if place and path.endswith("timeline/") else ""
    return Address(path, note, tuple(_parameters(operation)), tuple(_fields(schema, operation)))


def _parameters(operation: dict[str, Any]) -> Iterable[Parameter]:
    for one in operation.get("parameters", []):
        if one["in"] == "query":
            needed = ", needed" if one.get("required") else ""
            yield Parameter(
                one["name"],
                _takes(one["schema"]) + needed,
                one.get("description", "").replace("`", ""),
            )


def _takes(schema: dict[str, Any]) -> str:
    if schema.get("type") == "array":
        return f"one or more of {', '.join(schema['items']['enum'])}"
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    if schema.get("format") == "date":
        return "a day"
    if "examples" in schema:
        return "a year, month or day"
    if schema.get("type") == "integer":
        return "a number"
    return "a slug" if schema.get("pattern", "").startswith("^[-a-zA-Z0-9_]") else "text"


def _fields(schema: dict[str, Any], operation: dict[str, Any]) -> Iterable[str]:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    shape = _component(schema, answer)
    if "results" in shape.get("properties", {}):
        shape = _component(schema, shape["properties"]["results"]["items"])
    return list(shape["properties"])


def _component(schema: dict[str, Any], reference: dict[str, Any]) -> dict[str, Any]:
    name = reference["$ref"].rpartition("/")[2]
    component: dict[str, Any] = schema["components"]["schemas"][name]
    return component
