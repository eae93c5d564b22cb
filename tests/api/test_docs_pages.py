"""The pages that describe the API, and the table for spreadsheets."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get, World
from tests.factories import MoveFactory, PersonFactory
from tracker.api.views.site import api_schema
from tracker.kernel.cells import safe


def test_the_docs_page_names_every_address_and_parameter(client: Client, db: None) -> None:
    page = client.get("/api/docs/").content.decode()
    for path, operations in api_schema()["paths"].items():
        assert path in page
        for parameter in operations["get"].get("parameters", []):
            assert parameter["in"] == "path" or f"<code>{parameter['name']}</code>" in page


def test_the_root_leads_to_every_list(client: Client, db: None) -> None:
    addresses = client.get("/api/v1/").json()
    assert addresses["moves"] == "http://testserver/api/v1/moves/"
    for address in addresses.values():
        answer = client.get(
            address.removeprefix("http://testserver"),
            {"q": "northwind"} if "search" in address else {},
        )
        assert answer.status_code == 200, address


def _table(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_moves_come_as_a_table_with_the_same_filters(
    world: World, client: Client, get: Get, refuse: Get
) -> None:
    MoveFactory.create()
    answer = client.get("/api/v1/moves.csv", {"company": "northwind"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    header, row = _table(answer)
    cells = dict(zip(header, row, strict=True))
    assert cells["person"] == "Ada Moreau"
    assert (cells["from_company"], cells["to_company_slug"]) == ("Northwind", "halcyon")
    assert cells["evidence_url"] == world.article.url
    assert len(_table(client.get("/api/v1/moves.csv"))) == 3
    assert refuse("moves.csv", {"colour": "blue"})["status"] == 400


@pytest.mark.usefixtures("no_world")
def test_no_cell_is_a_formula(client: Client, db: None) -> None:
    MoveFactory.create(arrival__person=PersonFactory.create(name="=cmd|' /C calc'!A0"))
    _, row = _table(client.get("/api/v1/moves.csv"))
    assert "'=cmd|' /C calc'!A0" in row


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r", "  =1", "\u00a0@x", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_quoted(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Ada", "2025-06-13", -14, 3, "a=b"])
def test_other_cells_stay_as_they_are(cell: Any) -> None:
    assert safe(cell) == cell
