"""The figures that the site publishes: one file for each set, and one that says what the sets are."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.extraction.measuring.figures import Figures

#: Where `manage.py evaluate --write` puts figures, and the site looks for them.
MEASURED = Path(__file__).parents[1] / "measured"
_SETS = "sets.json"


@dataclass(frozen=True, slots=True)
class AboutSet:
    """What a set of annotated articles is; ``agreement`` is the F1 of its second annotator, measured against the first,
    in the facts of ``agree_on``."""

    name: str
    title: str
    about: str
    agreement: float
    agree_on: str = "moves, posts, foundings and reporting lines"


@dataclass(frozen=True, slots=True)
class Measured:
    """One set's figures, with the day, the reader and the version of its rules."""

    name: str
    measured_on: date
    reader: str
    rules_version: str
    figures: Figures


def about_sets(folder: Path = MEASURED) -> tuple[AboutSet, ...]:
    """The sets whose figures are published, in the order of their publication; none where none is described."""
    try:
        rows = json.loads((folder / _SETS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(AboutSet(**row) for row in rows)


def store(measured: Measured, folder: Path = MEASURED) -> Path:
    """Write the figures of a set down, in place of those it had; the file's path."""
    path = folder / f"{measured.name}.json"
    row = {
        "set": measured.name,
        "measured_on": measured.measured_on.isoformat(),
        "reader": measured.reader,
        "rules_version": measured.rules_version,
        "figures": _rounded(measured.figures.as_dict()),
    }
    _replace(path, json.dumps(row, indent=1) + "\n")
    return path


def _replace(path: Path, words: str) -> None:
    """Whoever reads ``path`` meanwhile finds the old words or the new ones, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(words, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def published(folder: Path = MEASURED) -> Sequence[tuple[AboutSet, Measured]]:
    """Each set that is described and has figures."""
    return [
        (about, _read(path))
        for about in about_sets(folder)
        if (path := folder / f"{about.name}.json").exists()
    ]


def _read(path: Path) -> Measured:
    row = json.loads(path.read_text(encoding="utf-8"))
    return Measured(
        name=row["set"],
        measured_on=date.fromisoformat(row["measured_on"]),
        reader=row["reader"],
        rules_version=row["rules_version"],
        figures=Figures.from_dict(row["figures"]),
    )


def _rounded(value: object) -> object:
    """To four places, so that a change of the file shows a change of the reading."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return value
