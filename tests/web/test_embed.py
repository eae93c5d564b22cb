"""What other sites frame: nobody's, without cookie or script, and the only thing that may be framed."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.surfaces import of_readers
from tests.web.scene import build_scene
from tests.web.test_pages import text_of
from tracker.claims.takedowns import take_down

pytestmark = pytest.mark.django_db

FRAMED = (
    "/embed/people/mira-talvik/",
    "/embed/companies/halden/",
    "/embed/companies/halden/units/halden-foundations/",
    "/embed/companies/halden/chart/",
    "/embed/companies/halden/units/halden-foundations/chart/",
)
NOT_FRAMED = (
    "/",
    "/people/mira-talvik/",
    "/companies/halden/chart/",
    "/people/mira-talvik/career.svg",
    "/card.svg",
    "/api/v1/people/",
    "/feeds/moves.atom",
    "/people/nobody/",
)


#: What is asked for and not there, which the frame itself says.
MISSING = (
    ("/embed/people/nobody/", 404),
    ("/embed/companies/nobody/", 404),
    ("/embed/companies/nobody/chart/", 404),
    ("/embed/companies/halden/chart/?under=nobody", 404),
    ("/embed/companies/halden/chart/?compare=2999-01-01", 400),
    ("/embed/people/mira-talvik/?as_of=never", 400),
)


def test_every_address_for_frames_is_looked_at_here() -> None:
    parts = {
        "mira-talvik": "<slug:slug>",
        "halden-foundations": "<slug:unit>",
        "halden": "<slug:slug>",
    }
    whole = {"/".join(parts.get(part, part) for part in one.split("/"))[1:] for one in FRAMED}
    assert {one for one in of_readers() if one.startswith("embed/")} == whole


def test_only_what_is_for_frames_may_be_framed_and_what_is_missing_says_so_there(
    client: Client,
) -> None:
    build_scene()
    for address, status in (*((one, 200) for one in FRAMED), *MISSING):
        answer = client.get(address)
        assert answer.status_code == status, address
        policy = answer["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("frame-ancestors *")
        assert "script-src" not in policy
        assert "X-Frame-Options" not in answer
    for address in NOT_FRAMED:
        answer = client.get(address)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], address
        assert answer["X-Frame-Options"] == "DENY", address
    answer = client.get("/embed/companies/halden-foundations/chart/?as_of=2025-12-15")
    assert answer.status_code == 302
    assert answer["Location"] == (
        "/embed/companies/halden/units/halden-foundations/chart/?as_of=2025-12-15"
    )


def test_a_frame_sets_no_cookie_runs_nothing_and_is_the_same_whoever_looks(
    client: Client,
) -> None:
    build_scene()
    client.force_login(UserFactory.create(role="editor"))
    for address in FRAMED:
        answer = client.get(address)
        assert not answer.cookies
        page = answer.content.decode()
        assert "<script" not in page
        assert "<form" not in page
        assert Client().get(address).content.decode() == page
    page = client.get("/embed/people/mira-talvik/?as_of=2025-12-15&theme=dark").content.decode()
    assert 'data-theme="dark"' in page
    assert "The Gazette" in page
    assert re.search(r'class="st st-reported">Reported', page)
    (source,) = set(re.findall(r'<a href="([^"]*)">Source', page))
    assert source.startswith("http://testserver/people/mira-talvik/?as_of=2025-12-15&amp;known_on=")
    assert client.get(unescape(source)).status_code == 200
    for address in FRAMED:
        assert "with reports read up to 11 Dec 2025" in text_of(client.get(address)), address
    plain = client.get('/embed/people/mira-talvik/?theme="><script>').content.decode()
    assert "data-theme" not in plain
    assert "<script" not in plain


def test_a_takedown_empties_every_frame_at_once(client: Client) -> None:
    scene = build_scene()
    take_down(target=scene.talvik, reason="She asked for it.")
    answer = client.get("/embed/people/mira-talvik/")
    assert answer.status_code == 404
    assert "or not any more" in answer.content.decode()
    assert answer["Content-Security-Policy"].endswith("frame-ancestors *")
    for address in FRAMED[1:]:
        assert "Talvik" not in client.get(address).content.decode()


def test_the_line_to_paste_shows_the_page_that_it_stands_on(client: Client) -> None:
    scene = build_scene()
    scene.talvik.name = 'Mira "><script>'
    scene.talvik.save()
    for address, view in (
        ("/people/mira-talvik/", reverse("web:embed-person", args=["mira-talvik"])),
        ("/companies/halden/", reverse("web:embed-company", args=["halden"])),
        ("/companies/halden/chart/", reverse("web:embed-company-chart", args=["halden"])),
    ):
        page = client.get(f"{address}?as_of=2025-12-15&compare=2025-01-01").content.decode()
        assert "<iframe" not in page
        (line,) = re.findall(r"&lt;iframe .*?&lt;/iframe&gt;", page)
        (source,) = re.findall(r'src="([^"]*)"', unescape(line))
        kept = "&compare=2025-01-01" if "chart" in address else ""
        assert unescape(source) == f"http://testserver{view}?as_of=2025-12-15{kept}"
        assert "<script>" not in unescape(line)
        assert client.get(unescape(source)).status_code == 200
