"""Texts read by the configured reader with the archive's names, in one process or in several."""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, NamedTuple

from tracker.archive.names import archive_gazetteer
from tracker.claims.readers import lone_reader, version_of
from tracker.extraction import Text

#: How many texts one process takes at a time.
CHUNK = 8

#: A name, its text, and, where there is none, why.
type Row = tuple[str, Text | None, str]
#: ``{"id", "facts"}``, and ``"error"`` where the text could not be read.
type Result = dict[str, Any]


class Told(NamedTuple):
    """What is found in a row's text, and the version of whoever read it; empty where there is no text."""

    result: Result
    reader: str


def results(rows: Iterable[Row], jobs: int = 1) -> Iterator[Result]:
    """What is found in each row's text, in order."""
    return (told.result for told in readings(rows, jobs))


def readings(rows: Iterable[Row], jobs: int = 1) -> Iterator[Told]:
    """What is found in each row's text and by whom, in order."""
    chunks = _chunks(rows)
    read = partial(_read, jobs)
    if jobs == 1:
        for chunk in chunks:
            yield from read(chunk)
        return
    context = get_context("forkserver" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for found in pool.map(read, chunks):
            yield from found


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _read(jobs: int, chunk: list[Row]) -> list[Told]:
    texts = [text for _, text, _ in chunk if text is not None]
    made = lone_reader(jobs).read_many(texts, gazetteer=archive_gazetteer())
    found = []
    for name, text, error in chunk:
        if text is None:
            found.append(Told(_result(name, [], error), ""))
            continue
        reading = next(made)
        facts = [finding.as_dict(text.text) for finding in reading.findings]
        found.append(Told(_result(name, facts, reading.unread or ""), version_of(reading)))
    return found


def _result(name: str, facts: list[dict[str, object]], error: str) -> Result:
    result: Result = {"id": name, "facts": facts}
    return result | {"error": error} if error else result
