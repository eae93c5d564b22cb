"""The list of moves as a page: its orders, columns, counts and exports, and what it refuses."""

import csv
import re
from copy import deepcopy
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization, OrganizationName
from people.models import Move
from tests.claims.scene import claim, settled
from tests.databases import written_by
from tests.factories import (
    DepartureFactory,
    MoveFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OutletFactory,
    PositionFactory,
    UnitFactory,
    UserFactory,
)
from tracker.claims.withholding import withheld
from tracker.timeline.move_orders import ORDERINGS
from tracker.timeline.moves import AWAY, LINKED

pytestmark = pytest.mark.django_db


@pytest.fixture
def moves(_written: dict[str, Organization]) -> dict[str, Organization]:
    return deepcopy(_written)


def _forty_moves() -> dict[str, Organization]:
    """Forty moves into three companies, by people whose names run against their days."""
    companies = {
        slug: OrganizationFactory.create(slug=slug, name=slug.title())
        for slug in ("halden", "norwick", "ostra")
    }
    several = list(companies.values())
    for n in range(40):
        MoveFactory.create(
            arrival__person__name=f"P{60 - n} Lind",
            arrival__organization=several[n % 3],
            from_company=several[(n + 1) % 3] if n % 4 else None,
            sort_on=date(2023 + n // 20, 1 + n % 12, 1),
            first_on=date(2025, 1, 1 + n % 9) if n % 5 else None,
            status="done" if n % 2 else "reported",
            origins=1 + n % 3,
            seniority=n % 4,
        )
    return companies


_written = written_by(_forty_moves)


def page(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/moves/?{query}" if query else "/moves/")
    assert answer.status_code == status, answer.headers.get("Location")
    return unescape(answer.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def people(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="c-p"><a [^>]*>([^<]+)</a>', html)


def test_every_order_is_had_from_the_address_and_pages_on_through_it(
    client: Client, moves: dict[str, Organization]
) -> None:
    for name in ORDERINGS:
        first = page(client, f"ordering={name}" if name != "-date" else "")
        (on,) = re.findall(r'rel="next"\s+href="\?([^"]+)"', first)
        second = page(client, on)
        found = people(first) + people(second)
        assert len(set(found)) == len(found) == 40, name
        (back,) = re.findall(r'rel="prev"\s+href="\?([^"]+)"', second)
        assert people(page(client, back)) == people(first), name
    assert people(page(client, "ordering=person"))[:2] == ["P21 Lind", "P22 Lind"]


def test_heads_are_links_that_sort_and_say_by_what_the_table_is_sorted(
    client: Client, moves: dict[str, Organization]
) -> None:
    def head(html: str, word: str) -> tuple[str, str]:
        (found,) = re.findall(
            rf'<th scope="col"([^>]*)>(?:(?!</th>).)*?<a class="by" href="([^"]*)">{word}', html
        )
        return (re.findall(r'aria-sort="(\w+)"', found[0]) or [""])[0], found[1]

    usual = page(client, "kind=hire")
    assert head(usual, "Date") == ("descending", "?kind=hire&ordering=date")
    assert head(usual, "Person") == ("", "?kind=hire&ordering=person")
    assert usual.count("aria-sort") == 1
    turned = page(client, "kind=hire&ordering=-from_company")
    assert head(turned, "Date") == ("", "?kind=hire")
    assert head(turned, "From") == ("descending", "?kind=hire&ordering=from_company")
    assert '<option value="-from_company" selected>' in re.sub(r"\s+", " ", turned)


def test_columns_are_chosen_in_the_address_and_the_usual_ones_are_left_out_of_it(
    client: Client, moves: dict[str, Organization]
) -> None:
    def heads(html: str) -> list[str]:
        table = html.partition("<thead>")[2].partition("</thead>")[0]
        cells = re.sub(r'<span class="vh">.*?</span>|<span aria-hidden="true">.</span>', "", table)
        return [words(cell) for cell in re.findall(r"<th.*?</th>", cells)]

    assert heads(page(client, "columns=seniority&columns=told")) == ["Told", "Person", "Rank"]
    usual = heads(page(client))
    assert usual[:3] == ["Date", "Person", "Type"]
    form = page(client, "kind=hire&ordering=person&columns=told").partition('aria-label="Columns"')[
        2
    ]
    assert '<input type="hidden" name="ordering" value="person">' in form.partition("</form>")[0]
    chosen = "&".join(
        f"columns={name}"
        for name in (
            "date",
            "kind",
            "ends",
            "title",
            "status",
            "outlet",
            "origins",
            "evidence",
            "cite",
        )
    )
    assert client.get(f"/moves/?kind=hire&{chosen}")["Location"] == "/moves/?kind=hire"
    assert client.get("/moves/?ordering=-date")["Location"] == "/moves/"


def test_facets_and_years_count_what_choosing_them_would_show(
    client: Client, moves: dict[str, Organization]
) -> None:
    for more in ("", "&company=halden"):
        html = page(client, f"status=done{more}")
        rows = re.findall(
            r'value="(\w+)"\s+id="[\w-]+"[^>]*>.*?class="fc">([\d,]*)<', html, re.DOTALL
        )
        counts = {value: int(number) for value, number in rows}
        for query, number in counts.items():
            if query not in ("done", "lead", "hire"):
                continue
            name = {"done": "status", "lead": "seniority", "hire": "kind"}[query]
            asked = (
                f"status=done{more}" if name == "status" else f"status=done&{name}={query}{more}"
            )
            assert f"{number} known move" in words(page(client, asked)), query
        links = re.findall(
            r'<a href="\?([^"]*since=2024[^"]*)"[^>]*>2024</a>\s*<span class="fc">(\d+)', html
        )
        ((to, number),) = links
        assert f"{number} known move" in words(page(client, to))


def test_of_more_moves_than_are_counted_the_page_says_at_least(
    client: Client, moves: dict[str, Organization], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.timeline.move_counts.COUNTED", 10)
    told = words(page(client, "company=halden"))
    assert "At least" in told
    assert "of the moves found, the newest; there are more" in told
    assert "40 known moves" in words(page(client))


@pytest.mark.parametrize(
    ("query", "told", "kept"),
    [
        (
            "status=maybe&status=done",
            "“maybe” is no status here. There are: rumoured, reported,",
            20,
        ),
        ("kind=sideways&status=done", "“sideways” is no type of move here. There are: hire,", 20),
        ("ordering=name&status=done", "“name” is no order here. There are: -date, date, -told", 20),
        ("columns=colour&status=done", "“colour” is no column here. There are: date, told,", 20),
        ("seniority=boss&status=done", "“boss” is no rank here. There are: unknown, staff,", 20),
        ("statsu=done&status=done", "“statsu” is no filter here. There are: since, until,", 20),
        ("since=soon&status=done", "“soon” is not a date here. Give a year,", 20),
        ("person=a b&status=done", "That names no person. Give it as the address of its page", 20),
        ("company=Nowhere&status=done", "No company called “Nowhere” is known here.", 20),
        ("before=here&status=done", "names no place in this list and order", 20),
        (
            "before=987654321.2024-01-01.1&ordering=person&status=done",
            "names no place in this list",
            20,
        ),
    ],
)
def test_what_is_not_understood_is_named_with_what_there_is_and_the_rest_holds(
    query: str, told: str, kept: int, client: Client, moves: dict[str, Organization]
) -> None:
    html = page(client, query, status=400)
    assert told in words(html)
    assert f"{kept} known moves" in words(html)
    assert re.search(r'id="status-done"\s+checked', html)


def test_a_company_is_found_by_any_name_and_by_the_slug_it_had_before_it_was_merged(
    client: Client, moves: dict[str, Organization]
) -> None:
    halden = moves["halden"]
    OrganizationName.objects.create(organization=halden, name="Halden Labs")
    OrganizationFactory.create(slug="haldn", merged_into=halden)
    for text in ("Halden", "halden labs", "haldn"):
        answer = client.get("/moves/", {"to_company": text, "status": "done"})
        assert answer["Location"] == "/moves/?to_company=halden&status=done"
    assert "to Halden" in words(page(client, "to_company=halden"))
    halden.hidden = True
    halden.save()
    hidden = words(page(client, "to_company=halden", status=400))
    assert "No company called “halden” is known here." in hidden


def test_the_exports_ask_for_the_same_moves_in_the_same_order(
    client: Client, moves: dict[str, Organization]
) -> None:
    html = page(client, "company=halden&status=done&seniority=staff&ordering=-person&until=2024-06")
    links = {
        name: to for to, name in re.findall(r'<a class="btn" href="(/api[^"]*)">(\w+)</a>', html)
    }
    shown = people(html)
    assert len(shown) > 2
    data: Any = client.get(links["JSON"]).json()
    assert [move["person"]["name"] for move in data["results"]] == shown
    table = b"".join(client.get(links["CSV"]).streaming_content).decode()  # type: ignore[attr-defined]
    assert [row["person"] for row in csv.DictReader(table.splitlines())] == shown
    back = page(client, "known_on=2025-06-01&as_of=2024-03-05&q=lind")
    (to,) = re.findall(r'href="(/api/v1/moves/[^"]*)"', back)
    assert to == "/api/v1/moves/?until=2024-03-05&known_on=2025-06-01&q=lind"


def test_a_reader_without_an_account_is_given_the_address_of_the_view(
    client: Client, moves: dict[str, Organization]
) -> None:
    html = page(client, "status=done&before=2024-05-01.7&ordering=date")
    assert (
        '<input id="view-address" type="text" readonly value="http://testserver/moves/?status=done&ordering=date">'
        in re.sub(r"\s+", " ", html)
    )
    assert 'name="csrfmiddlewaretoken"' not in html


@pytest.mark.parametrize(
    "query",
    [
        "",
        "company=halden",
        "company=halden&q=lind+chief&since=2024&known_on=2025-01-05",
        "company=halden&ordering=-told&known_on=2025-01-05",
        "ordering=person",
        "kind=hire&ordering=to_company",
    ],
)
def test_a_page_of_moves_asks_at_most_twelve_queries_for_whomever(
    query: str, client: Client, moves: dict[str, Organization]
) -> None:
    withheld()
    with CaptureQueriesContext(connection) as asked:
        page(client, query)
    assert len(asked) <= 9
    client.force_login(UserFactory.create())
    page(client, query)
    with CaptureQueriesContext(connection) as asked:
        page(client, query)
    assert len(asked) <= 12


def test_a_unit_in_the_place_of_a_company_asks_for_that_company_and_the_unit(
    client: Client,
) -> None:
    larkmoor = OrganizationFactory.create(slug="larkmoor", name="Larkmoor")
    lab = UnitFactory.create(slug="lab", name="Foundations Lab", parent=larkmoor)
    UnitFactory.create(slug="team", name="Team", parent=larkmoor)
    post = PositionFactory.create(organization=larkmoor, unit=lab)
    DepartureFactory.create(departure=post, from_company=larkmoor)
    answer = client.get("/moves/?from_company=Foundations+Lab&status=")
    assert answer["Location"] == "/moves/?from_company=larkmoor&unit=lab"
    html = client.get("/moves/?from_company=Foundations+Lab&status=", follow=True).text
    assert "1 known move, in Foundations Lab from Larkmoor." in words(html)
    html = page(client, "from_company=larkmoor&to_company=team&unit=lab")
    assert "Team is part of Larkmoor" in words(html)
    assert 'href="?from_company=larkmoor&to_company=larkmoor&unit=team"' in html
    assert 'href="/companies/larkmoor/units/team/#timeline"' in html
    assert "not proof that nobody moved" in page(client, "to_company=larkmoor")


def test_the_field_of_a_company_has_its_name_unless_another_is_called_the_same(
    client: Client, moves: dict[str, Organization]
) -> None:
    twins = [OrganizationFactory.create(slug=f"twin-{at}", name="Twin") for at in range(2)]
    for twin in twins:
        MoveFactory.create(to_company=twin)
    OrganizationNameFactory.create(organization=twins[0], name="Aria")
    aria = OrganizationFactory.create(slug="aria-labs", name="Aria")
    assert 'value="Aria"' in page(client, "from_company=aria-labs")
    assert client.get("/moves/?from_company=Aria")["Location"].endswith(f"={aria.slug}")
    html = page(client, "from_company=twin-1")
    assert 'value="twin-1"' in html and "From Twin" in words(html)


def test_the_outlet_of_a_row_stands_with_the_day_of_its_report(client: Client) -> None:
    OutletFactory.create(slug="gazette", name="The Gazette")
    MoveFactory.create(first_outlet="gazette", first_on=date(2025, 11, 4))
    told = r'The Gazette</a><span class="dim">, <time datetime="2025-11-04"'
    assert re.search(told, client.get("/moves/").text)
    # Not twice, where the day has a column of its own.
    columns = "".join(f"&columns={name}" for name in ("told", "outlet"))
    assert not re.search(told, client.get(f"/moves/?{columns}").text)


def test_a_post_beside_the_earlier_one_is_not_called_a_reassignment(client: Client) -> None:
    ada: dict[str, Any] = {"who": "ada-byron", "at": "kiln"}
    settled(
        claim(
            "joined", "done", "2019-03-01", on="2019-02", title="chief technology officer", **ada
        ),
        claim("role", "done", "2024-03-02", on="2024-03-01", title="head of AI", **ada),
        claim("role", "held", "2025-05-01", title="chief technology officer", **ada),
    )
    move = Move.objects.get(title="head of AI")
    assert move.kind == "reassignment"
    for page in ("/moves/", "/moves/?kind=reassignment", "/people/ada-byron/", "/companies/kiln/"):
        words = client.get(page).text
        assert "Another post" in words and "Reassignment" not in words, page
    assert "of the type another post" in client.get("/moves/?company=kiln&kind=reassignment").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("since=2023", "from 1 Jan 2023 on"),
        ("since=2023&until=2024", "1 Jan 2023 to 31 Dec 2024"),
        ("until=2024", "up to 31 Dec 2024"),
        ("since=2090", "from 1 Jan 2090 on"),
        ("since=2023&as_of=2025-12-20", "1 Jan 2023 to 20 Dec 2025"),
        ("since=2023&as_of=2020-12-20", "from 1 Jan 2023 on"),
    ],
)
def test_the_period_has_no_last_day_where_none_is_asked_for_and_none_before_its_first(
    client: Client, asked: str, told: str
) -> None:
    assert re.search(rf"known moves?, {told} ?\.", words(page(client, asked)))


def test_a_list_with_nothing_in_it_names_the_period_alike(client: Client) -> None:
    assert "No known moves from 1 Jan 2090 on." in words(page(client, "since=2090"))


def test_the_ends_are_chosen_among_the_filters(
    client: Client, moves: dict[str, Organization]
) -> None:
    def chosen(html: str) -> list[str]:
        ends = re.search(r'<select name="ends".*?</select>', html, re.DOTALL)
        assert ends is not None
        return re.findall(r'value="(\w*)"\s+selected', ends[0])

    html = page(client)
    assert chosen(html) == [] and "40 known moves" in words(html)
    away = page(client, f"ends={AWAY}&status=done")
    assert chosen(away) == [AWAY] and "20 known moves" in words(away)
    filters = away[away.index('<form class="facets"') :]
    assert filters[: filters.index("</form>")].count('name="ends"') == 1
    linked = page(client, f"ends={LINKED}")
    assert chosen(linked) == [LINKED] and "30 known moves" in words(linked)


@pytest.mark.parametrize("name", ["since", "until", "q", "company", "ends", "person", "status"])
def test_what_is_blank_is_left_out_of_the_address(client: Client, name: str) -> None:
    for blank in ("", "%20", "%0A%0D", "%C2%A0"):
        answer = client.get(f"/moves/?kind=hire&{name}={blank}")
        assert answer["Location"] == "/moves/?kind=hire", (name, blank)
