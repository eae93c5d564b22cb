"""What a page says to bibliographies and to machines."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client, RequestFactory

from tests.web.scene import build_scene
from tracker.web.citing import citation_of
from tracker.web.clocks import Clocks

DAY = date(2025, 12, 20)
#: A page of each kind that says how it is cited.
CITED = (
    "/people/mira-talvik/",
    "/companies/halden/",
    "/companies/halden/chart/",
    "/moves/",
    "/flows/",
)


def test_a_citation_fixes_both_clocks_and_what_is_compared() -> None:
    request = RequestFactory().get(
        "/companies/halden/chart/?compare=2025-01-01&units=as_was&page=3"
    )
    others = (("compare", "2025-01-01"), ("units", "as_was"), ("page", "3"))
    clocks = Clocks(today=DAY, as_of=DAY, others=others)
    cited = citation_of(request, clocks, "Halden & Söhne_1", newest_report=None)
    assert cited.url == (
        "http://testserver/companies/halden/chart/"
        "?as_of=2025-12-20&known_on=2025-12-20&compare=2025-01-01&units=as_was"
    )
    assert cited.text.startswith("“Halden & Söhne_1”, Reshuffle, true on 2025-12-20")
    assert r"title = {Halden \& Söhne\_1}" in cited.bibtex
    (item,) = json.loads(cited.csl)
    assert (item["type"], item["URL"]) == ("webpage", cited.url)
    assert item["accessed"] == {"date-parts": [[2025, 12, 20]]}


def test_a_citation_says_up_to_when_reports_had_been_read() -> None:
    request, clocks = RequestFactory().get("/people/ada/"), Clocks(today=DAY, as_of=DAY)
    cited = citation_of(request, clocks, "Ada", newest_report=date(2025, 12, 17))
    read = "rue on 2025-12-20, as known on 2025-12-20, with reports read up to 2025-12-17"
    assert cited.text.startswith(f"“Ada”, Reshuffle, t{read}, read on 2025-12-20, http")
    assert f"note = {{T{read}}}," in cited.bibtex
    assert json.loads(cited.csl)[0]["note"] == f"T{read}"


@pytest.mark.django_db
def test_every_page_that_is_cited_says_up_to_when_reports_had_been_read(client: Client) -> None:
    build_scene()
    for address in CITED:
        for clock, newest in (("", "2025-12-11"), ("?known_on=2025-11-01", "2018-01-09")):
            page = client.get(address + clock).text
            (said,) = set(re.findall(r"with reports read up to (\S+), read on", page))
            assert said == newest, address


def linked(client: Client, address: str) -> Any:
    page = client.get(address).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(unescape(block))


@pytest.mark.django_db
def test_people_and_companies_are_told_in_the_words_of_schema_org(client: Client) -> None:
    scene = build_scene()
    scene.halden.wikidata = "Q1"
    scene.halden.save()
    scene.talvik.name = "Mira </script> Talvik"
    scene.talvik.save()
    person = linked(client, "/people/mira-talvik/?as_of=2025-12-01")
    assert person["name"] == "Mira </script> Talvik"
    assert {"@type": "Organization", "name": "Halden"} in person["worksFor"]
    company = linked(client, "/companies/halden/")
    assert company["@type"] == "Organization"
    assert company["sameAs"] == ["https://www.wikidata.org/wiki/Q1"]
    assert company["alternateName"] == ["Halden Systems"]
    assert company["subOrganization"] == [{"@type": "Organization", "name": "Foundations Lab"}]


@pytest.mark.django_db
def test_the_list_and_each_move_are_cited_with_both_clocks(client: Client) -> None:
    build_scene(others=0)
    asked = "company=halden&ordering=person&as_of=2025-12-20&before=1.2020-01-01.1"
    answer = client.get(f"/moves/?{asked}")
    assert answer.status_code == 400
    html = unescape(answer.content.decode())
    (text,) = re.findall(r'<p id="text-view">(.*?)</p>', html)
    assert "/moves/?as_of=2025-12-20&known_on=" in text
    assert text.endswith("&company=halden&ordering=person")
    way = re.findall(r'hx-get="([^"]*menu=cite)"', html)[0].replace("&amp;", "&")
    menu = client.get(way, headers={"HX-Request": "true"}).text
    row = re.findall(
        r'<pre tabindex="0" id="csl-move-(\d+)">(.*?)</pre>', unescape(menu), re.DOTALL
    )[0]
    (item,) = json.loads(row[1])
    assert item["title"].endswith(f", move {row[0]}")
    assert "?as_of=2025-12-20&known_on=" in item["URL"]
    assert item["URL"].endswith(f"#move-{row[0]}")
