"""The archive's files as the tests read them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ARCHIVE = Path(__file__).parents[2] / "tracker" / "archive"
DATA = ARCHIVE / "data"

type Row = dict[str, Any]
type Fact = tuple[str, str, Row]  # the file's company, the kind of fact, the fact


@cache
def read(name: str) -> Any:
    # The safe loader on libyaml, where that is there, reads the archive in a tenth of the time.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)


@cache
def schema() -> Any:
    return json.loads((ARCHIVE / "schema.json").read_text(encoding="utf-8"))


@cache
def archive() -> Row:
    names = sorted(path.stem for path in (DATA / "facts").glob("*.yaml"))
    return {
        "outlets": read("outlets"),
        "organizations": read("organizations"),
        "people": read("people"),
        "facts": {name: read(f"facts/{name}") for name in names},
    }


def facts() -> Iterator[Fact]:
    for company, kinds in archive()["facts"].items():
        for kind, rows in kinds.items():
            for row in rows:
                yield company, kind, row


def steps() -> Iterator[tuple[Fact, Row]]:
    for fact in facts():
        for step in fact[2]["steps"]:
            yield fact, step


def positions() -> list[Row]:
    return [row for _, kind, row in facts() if kind == "positions"]


def told(side: str, row: Row) -> set[str]:
    return {step["status"] for step in row["steps"] if step["of"] == side}
