"""What bands of flows are made of: beside the drawing, within it, and that each number leads to as many moves."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from lxml import html

from people.models import Move, MoveKind
from tests.factories import MoveStateFactory, known_from
from tests.web.test_flows import industry, known_moves, text_of, written_industry
from tracker.timeline.between import Band, Part
from tracker.timeline.wording import Ref
from tracker.web.charts.parts import described
from tracker.web.models import Permalink

pytestmark = pytest.mark.django_db
__all__ = ["industry", "written_industry"]
YEARS = "since=2023&until=2025"
INSIDE = f"{YEARS}&from_company=halden&to_company=norwick"


def page_of(client: Client, query: str) -> Any:
    answer = client.get(f"/flows/?{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def made_of(page: Any) -> dict[str, list[str]]:
    """The lines of what the band looked into is made of: there, back and net."""
    rows = page.xpath("//*[@id='inside']//table//tr[td]")
    return {
        words(row.find("th")): re.findall(
            r"^\W?\d*", "\n".join(map(words, row.findall("td"))), re.M
        )
        for row in rows
    }


def drawing(page: Any, name: str = "wide") -> Any:
    return page.xpath(f"//*[contains(@class, 'flows-chart')]/svg[@class='{name}']")[0]


def titles(page: Any) -> list[str]:
    return [words(one) for one in drawing(page).xpath(".//a[path]/title")]


def test_a_band_looked_into_says_its_kinds_and_ranks_both_ways_and_their_net(
    client: Client, industry: dict[str, Any]
) -> None:
    page = page_of(client, INSIDE)
    assert made_of(page) == {
        "Hire": ["4", "1", "+3"],
        "Return": ["1", "·", "+1"],
        "Chief executive": ["1", "·", "+1"],
        "Director": ["1", "·", "+1"],
        "Staff": ["3", "1", "+2"],
        "All of these": ["5", "1", "+4"],
    }
    heads = [words(one) for one in page.xpath("//*[@id='inside']//thead//th")]
    assert heads == ["Known moves", "To Norwick Labs", "To Halden", "Net for Norwick Labs"]
    (other,) = page.xpath("//*[@id='inside']//a[contains(., 'Look into the other way')]/@href")
    assert made_of(page_of(client, other.partition("?")[2].partition("#")[0]))["Hire"] == [
        "1",
        "4",
        "−3",
    ]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ("", 9),
        ("&told=1", 9),
        ("&seniority=staff&seniority=director", 8),
        ("&kind=hire&split=kind", 8),
        ("&as_of=2025-03-01", 6),
        ("&known_on=2025-03-01", 3),
    ],
)
def test_each_number_of_a_kind_or_rank_leads_to_as_many_moves(
    filters: str, numbers: int, client: Client, industry: dict[str, Any]
) -> None:
    for one in Move.objects.filter(title="Engineer", from_company=industry["halden"]).order_by(
        "pk"
    )[:2]:
        MoveStateFactory.create(
            move=one,
            kind=one.kind,
            status=one.status,
            seniority=one.seniority,
            from_company=one.from_company,
            to_company=one.to_company,
            happened=one.happened,
            sort_on=one.sort_on,
            known=known_from(one.sort_on),
        )
    inside = page_of(client, INSIDE + filters).xpath("//*[@id='inside']//td/a")
    assert len(inside) == numbers
    for link in inside:
        behind = client.get(link.get("href"))
        assert behind.status_code == 200
        assert known_moves(behind) == int(words(link).split(" ")[0]), link.get("href")


def test_a_band_too_slight_to_be_drawn_still_says_what_goes_back(
    client: Client, industry: dict[str, Any]
) -> None:
    page = page_of(client, f"{INSIDE}&least=2")
    assert made_of(page)["All of these"] == ["5", "1", "+4"]
    assert not page.xpath("//*[@id='inside']//a[contains(., 'Look into the other way')]")


def test_the_table_of_bands_tells_the_kinds_and_ranks_that_the_drawing_tells(
    client: Client, industry: dict[str, Any]
) -> None:
    page = page_of(client, YEARS)
    rows = [
        [words(cell) for cell in row][:5] for row in page.xpath("//details[1]//tbody/tr[td[5]]")
    ]
    assert rows == [
        ["Halden", "Norwick Labs", "5 from Halden to Norwick Labs", "4 hires, 1 return",
         "1 chief executive, 1 director, 3 staff"],
        ["Norwick Labs", "Halden", "1 from Norwick Labs to Halden", "1 hire", "1 staff"],
        ["Ostra", "Halden", "1 from Ostra to Halden", "1 hire", "1 chief executive"],
    ]  # fmt: skip
    for _, _, moves, kinds, ranks in rows:
        for parts in (kinds, ranks):
            assert sum(map(int, re.findall(r"\d+", parts))) == int(moves.split(" ")[0])
    whole = "Halden to Norwick Labs: 5 known moves, 4 of them hires, 3 of them staff"
    assert titles(page)[0] == whole
    assert "Norwick Labs to Halden: 1 known move: hire, staff" in titles(page)
    assert words(drawing(page).find("desc")).startswith(f"{whole}; ")


def test_what_is_hidden_or_taken_back_is_in_no_part_of_a_band(
    client: Client, industry: dict[str, Any]
) -> None:
    halden = {"from_company": industry["halden"], "to_company": industry["norwick"]}
    chief = Move.objects.get(title="CEO", **halden)
    chief.person.hidden = True
    chief.person.save()
    Move.objects.filter(kind=MoveKind.RETURN, **halden).update(withdrawn=True)
    page = page_of(client, f"{INSIDE}&split=rank")
    assert made_of(page) == {
        "Hire": ["3", "1", "+2"],
        "Director": ["1", "·", "+1"],
        "Staff": ["2", "1", "+1"],
        "All of these": ["3", "1", "+2"],
    }
    assert "1 director, 2 staff" in titles(page)[0]


@pytest.mark.parametrize(
    ("split", "title", "stripes", "key"),
    [
        ("kind", "5 known moves: 4 hires, 1 return", [2, 1, 1], ["Hire", "Return"]),
        ("rank", "5 known moves: 1 chief executive, 1 director, 3 staff", [3, 1, 1],
         ["Chief executive", "Director", "Staff"]),
    ],
)  # fmt: skip
def test_bands_are_split_into_stripes_that_differ_in_ink_and_are_named(
    split: str,
    title: str,
    stripes: list[int],
    key: list[str],
    client: Client,
    industry: dict[str, Any],
) -> None:
    page = page_of(client, f"{YEARS}&split={split}")
    for name in ("wide", "narrow"):
        bands = drawing(page, name).xpath(".//a[path]")
        assert [len(band.xpath("./path")) for band in bands] == stripes
        inks = bands[0].xpath("./path/@opacity")
        assert len(set(inks)) == len(inks)
        assert not drawing(page, name).xpath(".//path[contains(@class, 'ribbon')]")
    assert titles(page)[0] == f"Halden to Norwick Labs: {title}"
    drawn = page.xpath("//figure/ul[@class='key']/li[svg]")
    assert [words(one) for one in drawn] == key
    assert {one.xpath(".//@opacity")[0] for one in drawn} >= set(inks)
    written = [words(one) for one in drawing(page).xpath(".//a[path]/text")]
    assert written[0] in title, "a stripe with room says what it is"


def test_with_a_company_picked_out_its_bands_alone_are_split(
    client: Client, industry: dict[str, Any]
) -> None:
    page = page_of(client, f"{YEARS}&split=rank&pick=ostra")
    bands = drawing(page).xpath(".//a[path]")
    whole = [band for band in bands if band.xpath("./path[@class='ribbon']")]
    (out,) = [band for band in bands if band not in whole]
    assert out.xpath("./path/@class") == ["t-out"]
    assert len(whole) == 2
    key = [words(one) for one in page.xpath("//figure/ul[@class='key']/li")]
    assert "Chief executive" in key and "Staff" not in key
    assert "Bands into and out of Ostra are split by rank" in " ".join(key)


def test_a_cell_of_the_matrix_has_its_parts_as_a_bar_and_in_words(
    client: Client, industry: dict[str, Any]
) -> None:
    page = page_of(client, f"{YEARS}&split=rank&view=matrix")
    cells = page.xpath("//td[starts-with(@class, 'mx-')]")
    said = {words(cell): cell.xpath(".//rect/@width") for cell in cells}
    assert [float(one) for one in said[
        "5 known moves from Halden to Norwick Labs: 1 chief executive, 1 director, 3 staff"
    ]] == pytest.approx([20, 20, 60], abs=1)  # fmt: skip
    assert len(said) == 3
    assert "in this order from the left" in words(page.xpath("//ul[@class='key']")[0])
    assert not page_of(client, f"{YEARS}&view=matrix").xpath(
        "//td[starts-with(@class, 'mx-')]//svg"
    )


def test_what_bands_cannot_be_split_by_is_refused_and_they_are_drawn_whole(
    client: Client, industry: dict[str, Any]
) -> None:
    refused = client.get(f"/flows/?{YEARS}&split=%3Cb%3Ehue")
    assert refused.status_code == 400
    assert "Bands are not split by “<b>hue”: give kind or rank, or leave split out." in text_of(
        refused
    )
    assert b"<b>hue" not in refused.content
    page: Any = html.fromstring(refused.content)
    assert drawing(page).xpath(".//path/@class")[0] == "ribbon"
    picture = client.get(f"/flows/chart.svg?{YEARS}&split=hue")
    assert picture.status_code == 400
    assert "give kind or rank" in picture.text
    assert client.get(f"/flows/?{YEARS}&split=")["Location"] == f"/flows/?{YEARS}"


def test_every_way_on_keeps_what_bands_are_split_by(
    client: Client, industry: dict[str, Any]
) -> None:
    text = client.get(f"/flows/?{YEARS}&split=rank").content.decode()
    page: Any = html.fromstring(text)
    ways = page.xpath(
        "//nav[@aria-label='View' or @aria-label='Period']/a/@href | //td/a[contains(., 'Look')]/@href"
        " | //td/a[contains(., 'Pick')]/@href | //*[@id='inside']//p/a[contains(., 'Look')]/@href"
        " | //p[starts-with(@class, 'take')]/a/@href"
    )
    assert len(ways) > 15
    assert [way for way in ways if "split=rank" not in way] == []
    assert page.xpath("//form[@aria-label='Filters']//input[@name='split']/@value") == ["rank"]
    assert re.search(r"url = \{[^}]*split=rank", unescape(text)), "a citation has it"
    here = page.xpath("//nav[@aria-label='Split bands']/a[@aria-current]/@href")
    assert [way for way in here if "split=rank" in way] == here != []
    (whole,) = page.xpath("//nav[@aria-label='Split bands']/a[1]/@href")
    assert "split" not in whole


def test_a_page_that_is_kept_keeps_its_stripes_and_their_key(
    client: Client, industry: dict[str, Any]
) -> None:
    first = Move.objects.order_by("pk")[0]
    MoveStateFactory.create(
        move=first, seniority=first.seniority, from_company=first.from_company,
        to_company=first.to_company, happened=first.happened, sort_on=first.sort_on,
        known=known_from(first.sort_on),
    )  # fmt: skip
    client.post("/permalinks/", {"page": f"/flows/?{YEARS}&split=rank&as_of=2025-12-30"})
    link = Permalink.objects.get()
    assert "split=rank" in link.query
    page: Any = html.fromstring(link.body)
    (stripe,) = page.xpath("//*[local-name()='svg'][@class='wide']//a/*[@opacity]")
    assert words(page.xpath("//ul[@class='key']/li")[0]) == "Chief executive"
    assert stripe.get("opacity") == "1"


@pytest.mark.parametrize("view", ["bands", "matrix"])
def test_a_picture_of_flows_is_split_as_its_page_is(
    view: str, client: Client, industry: dict[str, Any]
) -> None:
    address = f"/flows/chart.svg?{YEARS}&view={view}"
    whole, split = (client.get(f"{address}{more}").content for more in ("", "&split=rank"))
    assert b"Chief executive" not in whole and b"<b>" not in split
    for words_of_key in (b"Chief executive", b"Director", b"Staff", b"in this order from the"):
        assert words_of_key in split
    inks = [set(re.findall(rb' opacity="([\d.]+)"', one)) for one in (whole, split)]
    assert len(inks[1] - inks[0]) >= 3
    assert b"split=rank" in split, "its source has it"
    png = client.get(f"/flows/chart.png?{YEARS}&view={view}&split=rank")
    assert png.content.startswith(b"\x89PNG")


def test_a_band_is_described_by_its_largest_kind_and_rank() -> None:
    def band(kinds: dict[str, int], ranks: dict[str, int]) -> Band:
        origin, destination = (Ref("company", name, name) for name in ("halden", "ostra"))
        by_kind, by_rank = (tuple(Part(*one) for one in given.items()) for given in (kinds, ranks))
        return Band(origin, destination, sum(kinds.values()), by_kind, by_rank)

    for given, told in (
        (band({"founding": 1}, {"unknown": 1}), "1 known move: founding, of unknown rank"),
        (band({"hire": 12}, {"lead": 3, "staff": 9}), "12 known moves, all of them hires, 9 of them staff"),
        (band({"hire": 1, "board_seat": 1}, {"unknown": 2}), "2 known moves, 1 of them a hire, all of them of unknown rank"),
        (band({"hire": 1, "return": 2_000}, {"staff": 2_001}), "2,001 known moves, 2,000 of them returns, all of them staff"),
    ):  # fmt: skip
        assert described(given) == told
    assert (
        described(band({"hire": 2}, {"chief_officer": 1, "unknown": 1}), "rank")
        == "2 known moves: 1 chief officer, 1 of unknown rank"
    )
