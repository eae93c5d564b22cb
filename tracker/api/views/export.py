"""Moves as a table for spreadsheets."""

import csv
from collections.abc import Iterator
from itertools import batched, chain
from typing import Any

from django.db.models.fetch_modes import FETCH_RAISE
from django.http import StreamingHttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from tracker.api.base import ApiView
from tracker.api.params import Params
from tracker.api.shapes.facts import MoveShape
from tracker.api.views.facts import MovesFilters, move_filter
from tracker.kernel.cells import safe
from tracker.timeline.facts import MOVES, sourced
from tracker.timeline.move_orders import ORDERINGS, Reading

COLUMNS = (
    "id",
    "kind",
    "status",
    "date",
    "precision",
    "person",
    "person_slug",
    "from_company",
    "from_company_slug",
    "to_company",
    "to_company_slug",
    "title",
    "unit",
    "link",
    "origins",
    "first_outlet",
    "first_published",
    "evidence_kind",
    "evidence",
    "evidence_url",
    "corrected_on",
    "left",
    "left_precision",
    "left_status",
    "left_first_outlet",
    "left_first_published",
)
AT_ONCE = 500


class CsvRenderer(JSONRenderer):
    """Lets Accept ask for the table, which the view writes itself; problems are JSON."""

    media_type = "text/csv"
    format = "csv"


class _Line:
    """What csv writes to: it gives the line back."""

    def write(self, line: str) -> str:
        return line


class MovesTable(ApiView):
    """All moves that meet the filters, in the order asked for, as CSV; text that looks like a formula begins with '."""

    tag = "moves"
    renderer_classes = (CsvRenderer,)
    schema = None  # type: ignore[assignment]

    @classmethod
    def params_of(cls, action: str) -> type[Params]:  # noqa: ARG003
        return MovesFilters

    def list(self, request: Request) -> StreamingHttpResponse:  # noqa: ARG002
        wanted = self.wanted(MovesFilters)
        order = ORDERINGS[wanted["ordering"]]
        reading = Reading(order, states=wanted["known_on"] is not None)
        rows = chain.from_iterable(
            part.fetch_mode(FETCH_RAISE).iterator(chunk_size=AT_ONCE)
            for part in reading.parts(move_filter(wanted).rows())
        )
        return StreamingHttpResponse(
            _lines(rows, wanted["known_on"]),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="moves.csv"'},
        )


def _lines(rows: Iterator[Any], known_on: Any) -> Iterator[str]:
    table = csv.writer(_Line())
    yield table.writerow(COLUMNS)
    shape = MoveShape()
    for some in batched(rows, AT_ONCE):
        for one in sourced([MOVES.pair(row) for row in some], known_on=known_on):
            yield table.writerow([safe(cell) for cell in _cells(shape.to_representation(one))])


def _cells(move: dict[str, Any]) -> list[Any]:
    def part(name: str, key: str) -> Any:
        return move[name][key] if move[name] else None

    evidence = move["evidence"][0] if move["evidence"] else {}
    left = move["left"] or {}
    left_first = left.get("first") or {}
    return [
        move["id"],
        move["kind"],
        move["status"],
        move["date"],
        move["precision"],
        move["person"]["name"],
        move["person"]["slug"],
        part("from_company", "name"),
        part("from_company", "slug"),
        part("to_company", "name"),
        part("to_company", "slug"),
        move["title"],
        part("unit", "name"),
        move["link"],
        move["origins"],
        part("first", "outlet"),
        part("first", "published"),
        evidence.get("kind"),
        evidence.get("quote"),
        evidence.get("url"),
        part("corrected", "on"),
        left.get("date"),
        left.get("precision"),
        left.get("status"),
        left_first.get("outlet"),
        left_first.get("published"),
    ]
