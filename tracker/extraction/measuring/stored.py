"""The figures that the site publishes: one file for each set, and one that says what the sets are."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.extraction.measuring.figures import Figures
from tracker.extraction.measuring.gold import GoldArticle

#: Where `manage.py evaluate --write` puts figures, and the site looks for them.
MEASURED = Path(__file__).parents[1] / "measured"
_SETS = "sets.json"


@dataclass(frozen=True, slots=True)
class AboutSet:
    """What a set of annotated articles is; ``agreement`` is the F1 of its second annotator, measured against the first,
    in the facts of ``agree_on``, and None where there was no second. Of a ``brief`` set the core figures alone are shown."""

    name: str
    title: str
    about: str
    agreement: float | None = None
    agree_on: str = "moves, posts, foundings and reporting lines"
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """One set's figures, with the day, the reader and the version of its rules.

    ``texts`` is the ``fingerprint`` of the articles; empty where figures were stored without it.
    """

    name: str
    measured_on: date
    reader: str
    rules_version: str
    figures: Figures
    texts: str = ""


def fingerprint(articles: Iterable[GoldArticle]) -> str:
    """What tells these articles from others, whatever is annotated in them."""
    known = hashlib.sha256()
    for one in articles:
        known.update(json.dumps([one.id, one.text]).encode())
    return known.hexdigest()[:16]


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
        "texts": measured.texts,
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


def stored_texts(name: str, folder: Path = MEASURED) -> str:
    """The fingerprint of the articles whose figures stand under this name; empty where none do, or it is not known."""
    path = folder / f"{name}.json"
    return _read(path).texts if path.exists() else ""


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
        texts=row.get("texts", ""),
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
