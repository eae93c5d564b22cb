"""The way to the reader: what reads loads its language library when the first text comes, and no process sooner.

Most processes only know what a finding is; loading the library takes longer than all the rest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module

from tracker.extraction.findings import Reading, Text
from tracker.extraction.gazetteer import Gazetteer


def read(
    text: str, *, title: str = "", published: date | None = None, gazetteer: Gazetteer
) -> Reading:
    """Every fact that ``text`` states, once each; relative dates are resolved from ``published``."""
    return next(read_many([Text(text, title, published)], gazetteer=gazetteer))


def read_many(texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
    """One reading for each text, in order.

    A rule that fails costs only what it would have told; a text on which more than that fails is left unread.
    """
    from tracker.extraction.pipeline import readings  # noqa: PLC0415 - see above

    return readings(texts, gazetteer=gazetteer)


def get_ready() -> None:
    """Load the library now: in a process that will read, before it forks."""
    import_module("tracker.extraction.pipeline")
