"""The page of flows: its bands, filters, matrix and balance, and that each number leads to as many moves."""

import re
from copy import deepcopy
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from people.models import Link, Move, MoveKind
from tests.databases import written_by
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    UnitFactory,
    known_from,
)
from tracker.claims.models import Aspect, ClaimType
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

pytestmark = pytest.mark.django_db


def move(origin: Any, destination: Any, day: str = "2024-03-01", **columns: Any) -> Move:
    when = PartialDate.parse(day)
    made: Move = MoveFactory.create(
        arrival__organization=destination,
        from_company=origin,
        happened=when,
        sort_on=when.sort_day,
        link=Link.STATED if origin else "",
        **columns,
    )
    return made


@pytest.fixture
def industry(written_industry: dict[str, Any]) -> dict[str, Any]:
    return deepcopy(written_industry)


def _write_industry() -> dict[str, Any]:
    """Three companies and a fourth beside them; moves of several kinds, ranks, years and statuses."""
    names = {"halden": "Halden", "norwick": "Norwick Labs", "ostra": "Ostra", "quill": "Quill"}
    by = {slug: OrganizationFactory.create(slug=slug, name=name) for slug, name in names.items()}
    for title in ("CEO", "Engineer", "Engineer", "Head of AI"):
        move(by["halden"], by["norwick"], title=title)
    move(by["halden"], by["norwick"], "2025-02", kind=MoveKind.RETURN, title="Engineer")
    move(by["norwick"], by["halden"], "2025-06-01", title="Engineer")
    move(by["ostra"], by["halden"], "2023-01-31", title="CEO")
    move(by["ostra"], by["norwick"], "2024", status=Status.RUMOURED, title="CEO")
    move(by["ostra"], by["norwick"], "2024", status=Status.DENIED)
    move(by["halden"], by["quill"], "2016", title="Engineer")
    move(None, by["norwick"], "2024")
    move(by["norwick"], by["norwick"], "2024", kind=MoveKind.PROMOTION)
    return by


written_industry = written_by(_write_industry)


def text_of(response: Any) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def ribbons(response: Any) -> dict[str, int]:
    """The addresses behind the bands of the wide drawing, and how many moves each says it has."""
    page = response.content.decode()
    drawing = page[page.index('<svg class="wide"') : page.index('<svg class="narrow"')]
    found = re.findall(
        r'<a href="([^"]+)"><title>[^<]*?: (\d+) known moves?[^<]*</title><path', drawing
    )
    return {unescape(address): int(number) for address, number in found}


def known_moves(response: Any) -> int:
    told = re.search(
        r"([\d,]+) known moves?", text_of(response)[text_of(response).index("Moves ") :]
    )
    assert told is not None
    return int(told.group(1))


@pytest.mark.parametrize(
    ("query", "bands", "counted"),
    [
        ("since=2023&until=2025", 3, 7),
        ("since=2023&until=2025&told=1", 4, 8),
        ("since=2024&until=2024", 1, 4),
        ("since=2023&until=2025&kind=return", 1, 1),
        ("since=2023&until=2025&seniority=staff&seniority=director", 2, 5),
        ("since=2023&until=2025&least=2", 1, 5),
        ("since=2023&until=2025&company=halden&company=ostra", 1, 1),
        ("since=2010&until=2025&pick=quill&company=quill", 4, 8),
        ("since=2023&until=2025&as_of=2024-12-31", 2, 5),
        ("since=2023&until=2025&known_on=2024-06-01", 1, 1),
    ],
)
def test_each_band_leads_to_as_many_moves_as_it_counts(
    query: str, bands: int, counted: int, client: Client, industry: dict[str, Any]
) -> None:
    first = Move.objects.order_by("pk")[0]
    MoveStateFactory.create(move=first, known=known_from(date(2024, 4, 1)))
    page = client.get(f"/flows/?{query}")
    drawn = ribbons(page)
    assert (page.status_code, len(drawn), sum(drawn.values())) == (200, bands, counted)
    assert f"{counted} known move" in text_of(page)
    for address, number in drawn.items():
        behind = client.get(address)
        assert behind.status_code == 200, address
        assert known_moves(behind) == number, address


def test_the_page_says_what_it_counts_and_of_how_many(
    client: Client, industry: dict[str, Any]
) -> None:
    page = text_of(client.get("/flows/?since=2023&until=2025&pick=norwick"))
    assert (
        "7 known moves between 3 companies, 2023 to 2025. 5 went to Norwick Labs , and 1 left it ."
        in page
    )
    assert "7 known moves counted, of 11 known in the period." in page
    assert "Where Norwick Labs gains and loses" in page
    # The same from a fresh count, which a clock that is turned back asks for.
    back = text_of(client.get("/flows/?since=2023&until=2025&pick=norwick&as_of=2025-12-30"))
    assert "7 known moves counted, of 11 known in the period." in back
    thin = text_of(client.get("/flows/?since=2023&until=2025&least=2"))
    assert "Left out: 2 known moves in bands of fewer than 2." in thin
    none = text_of(client.get("/flows/?since=2011&until=2012"))
    assert "No known moves between these companies, 2011 to 2012" in none
    assert "not proof that nobody moved" in none


def test_what_is_hidden_is_in_no_band_and_no_count(
    client: Client, industry: dict[str, Any]
) -> None:
    for one in Move.objects.filter(from_company=industry["halden"], title="CEO"):
        one.person.hidden = True
        one.person.save()
    industry["ostra"].hidden = True
    industry["ostra"].save()
    page = client.get("/flows/?since=2023&until=2025&told=1")
    assert "5 known moves counted, of 7 known in the period." in text_of(page)
    assert "Ostra" not in text_of(page)
    assert "Norwick Labs 5" in text_of(page), "what is hidden is off the tally as well"
    refused = client.get("/flows/?company=ostra")
    assert refused.status_code == 400
    assert "“ostra” is no company here." in text_of(refused)


def test_the_matrix_has_the_same_bands_and_keeps_the_filters(
    client: Client, industry: dict[str, Any]
) -> None:
    query = "?since=2023&until=2025&pick=halden&kind=hire"
    page = client.get(f"/flows/{query}").content.decode()
    address = re.search(r'href="([^"]*view=matrix)"', page)
    assert address is not None
    matrix = client.get(f"/flows/{unescape(address.group(1))}")
    cells = re.findall(r'<td class="mx-\d"><a href="([^"]+)"', matrix.content.decode())
    assert [known_moves(client.get(unescape(cell))) for cell in cells] == [4, 1, 1]
    assert 'name="view" value="matrix"' in matrix.content.decode()
    assert '<svg class="wide"' not in matrix.content.decode()


def test_inside_a_band_its_moves_stand_with_the_sentences_that_say_so(
    client: Client, industry: dict[str, Any]
) -> None:
    mover = Move.objects.get(from_company=industry["norwick"], to_company=industry["halden"])
    assert mover.arrival is not None
    ClaimFactory.create(
        summary=True, type=ClaimType.JOINED, aspect=Aspect.START, person=mover.person,
        organization=industry["halden"], evidence="Halden has her back.",
    ).positions.add(mover.arrival)  # fmt: skip
    page = text_of(client.get("/flows/?since=2023&until=2025"))
    assert "Inside one band: Halden to Norwick Labs, 5 known moves" in page
    chosen = "/flows/?since=2023&until=2025&from_company=norwick&to_company=halden"
    page = text_of(client.get(chosen))
    assert "Inside one band: Norwick Labs to Halden, 1 known move" in page
    assert mover.person.name in page
    assert f'hx-get="/evidence/move-{mover.pk}/"' in client.get(chosen).text
    assert "Halden has her back." in text_of(client.get(f"/evidence/move-{mover.pk}/"))


def test_what_cannot_be_asked_is_refused_in_its_own_words_and_kept(
    client: Client, industry: dict[str, Any]
) -> None:
    page = client.get("/flows/?since=spring&until=2025&least=none&pick=nobody&also=Nowhere+Ltd")
    said = text_of(page)
    assert page.status_code == 400
    for words in (
        "“spring” is no year here. Give one such as 2025.",
        "Give a number of moves from 1 to 1,000.",
        "“nobody” is no company here.",
        "No company called “Nowhere Ltd” is known here.",
        "2023 to 2025",
    ):
        assert words in said
    for kept in ('value="spring" selected', 'value="none" selected', 'value="nobody" selected',
                 'value="Nowhere Ltd"'):  # fmt: skip
        assert kept in " ".join(page.content.decode().split())
    assert client.get("/flows/?since=2025&until=2023").status_code == 400
    many = "&".join(f"company={OrganizationFactory.create().slug}" for _ in range(17))
    assert "Choose at most 16 companies." in text_of(client.get(f"/flows/?{many}"))


def test_an_address_is_put_in_its_plainest_form(client: Client, industry: dict[str, Any]) -> None:
    lab = UnitFactory.create(slug="quill-lab", name="Quill Lab", parent=industry["quill"])
    page = client.get("/flows/?since=2010&pick=&company=halden&also=quill+lab")
    assert page.status_code == 302
    assert page["Location"] == "/flows/?since=2010&company=halden&company=quill"
    assert "Quill" in text_of(client.get(f"/flows/?company=halden&pick={lab.slug}"))
    part = client.get("/flows/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b'id="flows"' in part.content


def test_the_companies_without_a_move_among_those_compared_are_named(
    client: Client, industry: dict[str, Any]
) -> None:
    asked = "/flows/?since=2023&until=2025&company=halden&company=norwick&company=quill"
    for view in ("bands", "matrix"):
        text = text_of(client.get(f"{asked}&view={view}"))
        assert "between 2 companies, 2023 to 2025" in text
        assert "that are done, between 2 companies. No such move joins Quill to the others." in text
        assert "Looked at are" not in text, "they were chosen"
    assert "Other years bring other companies together" not in text
    assert (
        "between 3 companies. Looked at are the 12 with the most known moves from or to another"
        in text_of(client.get("/flows/?since=2023&until=2025"))
    )


def test_the_companies_drawn_for_some_years_can_be_looked_at_in_all_of_them(
    client: Client, industry: dict[str, Any]
) -> None:
    """Whose moves are counted changes with the years: over more of them a company may have fewer."""
    page = client.get("/flows/?since=2023&until=2025&told=1&view=matrix")
    assert "Other years bring other companies together" in text_of(page)
    way = re.search(r'<a href="([^"]+)">the same 3, in all years since 2016</a>', page.text)
    assert way is not None
    address = unescape(way[1])
    assert address.count("company=") == 3 and "told=1" in address and "quill" not in address
    wider = client.get(f"/flows/{address}")
    assert wider.status_code == 200
    assert "Looked at are" not in text_of(wider)
    assert known_moves_of_matrix(wider) >= known_moves_of_matrix(page)


def known_moves_of_matrix(response: Any) -> int:
    told = re.findall(r"<b>(\d+)</b></td>\s*</tr>", response.text)
    return int(told[-1])
