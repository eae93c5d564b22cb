"""Charts and share cards as pictures: SVG that stands on its own, and the PNG that is drawn from it."""

import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from people.models import Person
from tests.factories import PersonFactory
from tests.timeline.test_races import told
from tests.web.scene import build_scene
from tests.web.test_charts import POST, TODAY
from tracker.claims.takedowns import take_down
from tracker.web.citing import Citation
from tracker.web.clocks import Clocks
from tracker.web.sharing import answering, paint, sheet
from tracker.web.sharing.canvas import SVG, Canvas, Drawing
from tracker.web.sharing.card import broken
from tracker.web.sharing.charts import career_sheet
from tracker.web.sharing.letters import drawable, width_of
from tracker.web.sharing.look import CLASSES, SILENT, TOKENS
from tracker.web.sharing.paint import png_of

ROOT = Path(__file__).parents[2]
HOSTILE = 'Mira </text><script>alert(1)</script> & "Talvik" \'\x07\x1b'
#: Elements and attributes that a picture may hold.
ELEMENTS = frozenset(
    "svg title desc g a rect line path circle text defs linearGradient stop".split()  # noqa: SIM905
)
PICTURES = (
    "/people/mira-talvik/career.svg",
    "/people/mira-talvik/card.svg",
    "/companies/halden/chart.svg",
    "/companies/halden/chart.svg?as_of=2025-12-15&compare=2025-01-01&theme=dark",
    "/companies/halden/units/halden-foundations/chart.svg",
    "/companies/norwick/balance.svg",
    "/companies/halden/card.svg",
    "/companies/halden/units/halden-foundations/card.svg",
    "/flows/chart.svg?since=2010&until=2026&told=1&pick=norwick&split=kind",
    "/flows/chart.svg?since=2010&until=2026&told=1&view=matrix&split=rank",
    "/flows/card.svg",
    "/card.svg",
    "/companies/halden/events.svg",
    "/companies/halden/lineage.svg",
    "/months.svg",
    "/races.svg?theme=dark",
)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pixels_of(png: bytes) -> np.ndarray[Any, Any]:
    """The rows of a PNG as this site writes them: each told as it is."""
    width, height = size_of(png)
    length = struct.unpack(">I", png[33:37])[0]
    rows = np.frombuffer(zlib.decompress(png[41 : 41 + length]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 3)


def canvas(**extra: Any) -> Canvas:
    return Canvas(60, 40, "light", title="A picture", desc="Of nothing.", **extra)


@pytest.mark.django_db
def test_every_picture_is_well_formed_and_holds_nothing_that_runs_or_is_fetched(
    client: Client,
) -> None:
    scene = build_scene(others=2)
    told(("reported", 11), ("announced", 19))
    scene.talvik.name = HOSTILE
    scene.talvik.save()
    for address in PICTURES:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.content)
        root = etree.fromstring(answer.content)
        assert {etree.QName(one).namespace for one in root.iter()} == {SVG}
        assert {etree.QName(one).localname for one in root.iter()} <= ELEMENTS, address
        for one in root.iter():
            assert not [name for name, _ in one.items() if re.match("on|style", str(name))]
            for name, value in one.items():
                assert isinstance(value, str)
                assert name != "href" or value.startswith("http://testserver/"), address
                assert "url(" not in value or value.startswith("url(#"), address
        words = " ".join(str(part) for part in root.itertext())
        assert re.search(
            r"as known on \d+ \w+ \d{4}\W+with reports read up to \d", words, re.IGNORECASE
        ), address
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith('inline; filename="reshuffle-')
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert not answer.cookies
    assert b"&lt;script&gt;" in client.get(PICTURES[0]).content
    assert size_of(png_of(client.get(PICTURES[1]).content)) == (1200, 630)
    chart = client.get(f"{PICTURES[3]}&page=2").content.decode()
    assert "http://testserver/companies/halden/chart/?as_of=2025-12-15&amp;known_on=" in chart
    assert "&amp;compare=2025-01-01<" in chart
    assert "page=2" not in chart
    assert "Source: Reshuffle, true on 15 Dec 2025, as known on " in chart
    assert "Since 1 Jan 2025" in chart


@pytest.mark.django_db
def test_pictures_and_frames_ask_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    build_scene(others=4)
    told(("reported", 11), ("announced", 19))
    client.get("/people/mira-talvik/")
    for address in (
        PICTURES[0],
        PICTURES[3],
        "/companies/norwick/balance.svg",
        "/companies/halden/events.svg",
        "/companies/halden/lineage.svg",
        "/months.svg",
        "/races.svg",
        "/companies/norwick/card.svg",
        PICTURES[8],
        "/card.svg",
        "/embed/people/mira-talvik/",
        "/embed/companies/halden/",
        "/embed/companies/halden/chart/",
        "/embed/companies/halden/chart/?compare=2025-01-01",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_png_is_kept_under_what_it_was_drawn_from_and_never_outlives_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = build_scene()
    cache.clear()
    svg = etree.fromstring(client.get("/people/mira-talvik/career.svg").content)
    png = client.get("/people/mira-talvik/career.png")
    assert png["Content-Type"] == "image/png"
    assert size_of(png.content) == (2 * int(svg.get("width", 0)), 2 * int(svg.get("height", 0)))
    drawn: list[int] = []

    def draw(_svg: bytes, *, scale: int) -> bytes:
        drawn.append(scale)
        return b"PNG"

    monkeypatch.setattr(answering, "png_of", draw)
    first = client.get("/people/mira-talvik/card.png")
    assert client.get("/people/mira-talvik/card.png").content == b"PNG"
    assert drawn == [1]
    again = client.get("/people/mira-talvik/card.png", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304

    monkeypatch.setattr(answering, "_PATIENCE", 0)
    taken = [answering._pens.acquire() for _ in range(2)]
    assert all(taken)
    try:
        answer = client.get("/companies/halden/card.png")
        assert (answer.status_code, answer["Retry-After"]) == (503, "0")
        assert client.get("/companies/halden/card.svg").status_code == 200
    finally:
        for _ in taken:
            answering._pens.release()

    take_down(target=scene.talvik, reason="She asked for it.")
    for address in ("card.png", "card.svg", "career.png", "career.svg"):
        answer = client.get(
            f"/people/mira-talvik/{address}", headers={"if-none-match": first["ETag"]}
        )
        assert answer.status_code == 404


#: What is asked for where there is no picture, and some words of what is answered.
REFUSED = (
    ("/people/nobody/career.svg", 404, "Not found"),
    ("/companies/nobody/chart.png", 404, "Not found"),
    ("/people/nobody/card.png", 404, "Not found"),
    ("/companies/halden/chart.svg?under=nobody", 404, "leave out under="),
    ("/companies/ostra/balance.svg", 404, "no quarter with a move"),
    ("/companies/halden/events.svg?as_of=1990-01-01", 404, "none is known in these quarters"),
    ("/companies/ostra/lineage.svg", 404, "no day is known on which one was created"),
    ("/companies/halden/units/nobody/events.svg", 404, "Not found"),
    ("/companies/halden/units/halden-foundations/lineage.svg", 404, "No chart of the units of"),
    ("/months.svg?as_of=1990-01-01", 404, "No known moves were first published"),
    ("/races.svg?as_of=1990-01-01", 404, "none was rumoured or reported before"),
    ("/people/nobody-dated/career.svg", 404, "The page has them as a table"),
    ("/flows/chart.svg?since=1950&until=1951", 404, "No known moves"),
    ("/companies/halden/chart.svg?theme=blue", 400, "light or dark"),
    ("/companies/halden/chart.svg?compare=2999-01-01", 400, "Compare with a day before"),
    ("/companies/halden/card.png?as_of=yesterday", 400, "Give a whole day"),
    ("/flows/chart.png?since=soon", 400, "is no year here"),
)


@pytest.mark.django_db
def test_where_there_is_no_picture_the_answer_says_why_and_how_to_get_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_scene()
    PersonFactory.create(slug="nobody-dated", name="Nobody Dated")
    for address, status, words in REFUSED:
        answer = client.get(address)
        assert answer.status_code == status, address
        assert words in answer.content.decode(), address
    monkeypatch.setattr(sheet, "HIGHEST", 100)
    answer = client.get("/companies/halden/chart.png")
    assert answer.status_code == 400
    assert "the chart of one unit" in answer.content.decode()


@pytest.mark.django_db
def test_a_page_names_its_card_for_the_sites_it_is_passed_on_to(client: Client) -> None:
    scene = build_scene()
    scene.talvik.name = 'Mira "T" <b>Talvik'
    scene.talvik.save()
    for address, card in (
        ("/", "/card.png"),
        ("/people/mira-talvik/", "/people/mira-talvik/card.png"),
        ("/companies/halden/", "/companies/halden/card.png"),
        ("/companies/halden/chart/", "/companies/halden/card.png"),
        ("/companies/halden/units/halden-foundations/", "/halden-foundations/card.png"),
        ("/flows/", "/flows/card.png"),
    ):
        page = client.get(f"{address}?as_of=2025-12-15").content.decode()
        (image,) = re.findall(r'property="og:image" content="([^"]*)"', page)
        assert image.startswith("http://testserver/")
        assert image.endswith(f"{card}?as_of=2025-12-15")
        assert 'name="twitter:card" content="summary_large_image"' in page
        assert client.get(image).status_code == 200
    page = client.get("/people/mira-talvik/").content.decode()
    assert 'property="og:title" content="Mira &quot;T&quot; &lt;b&gt;Talvik"' in page


def test_a_drawing_leads_nowhere_but_into_the_site_and_leaves_behind_what_may_harm() -> None:
    made = canvas()
    made.place(
        Drawing(
            '<svg viewBox="0 0 9 9"><script>x</script><foreignObject><p>x</p></foreignObject>'
            '<image href="https://elsewhere.example/x.png"/><use href="//elsewhere.example/#x"/>'
            '<a href="https://elsewhere.example/"><text class="t-b">out</text></a>'
            '<a href="javascript:alert(1)"><text>run</text></a><a href="#here"><text>in</text></a>'
            '<rect onclick="x" style="x" fill="url(https://elsewhere.example/)" width="1" height="1"/>'
            '<animate attributeName="href"/></svg>',
            "https://site.example/people/x/",
        ),
        0,
        0,
    )
    text = made.svg().decode()
    assert "elsewhere" not in text
    assert not re.search("script|foreignObject|image|use|onclick|style|animate", text)
    assert re.findall(r'href="([^"]*)"', text) == ["https://site.example/people/x/#here"]


def test_the_colours_of_pictures_are_those_of_the_pages() -> None:
    css = (ROOT / "static/css/base.css").read_text()
    of_pages = dict(re.findall(r"--([\w-]+): (light-dark\([^)]*\))", css))
    assert {name: f"light-dark({light}, {dark})" for name, (light, dark) in TOKENS.items()} == {
        name: of_pages[name] for name in TOKENS
    }


def test_every_class_of_a_drawn_chart_has_a_look_in_pictures() -> None:
    drawn = [
        (ROOT / f"templates/web/charts/{name}.html").read_text()
        for name in (
            "career",
            "balance",
            "events",
            "sankey",
            "org_tree",
            "strip",
            "lineage",
            "race",
        )
    ]
    parts = [
        text.partition("{% partialdef drawing")[2].partition("{% endpartialdef")[0]
        for text in drawn
    ]
    parts += [
        (ROOT / f"templates/web/charts/{name}.html").read_text()
        for name in ("org_units", "matrix_drawing")
    ]
    words = {
        word
        for part in parts
        for given in re.findall(r'class="([^"]*)"', part)
        for word in re.sub(r"{[{%].*?[%}]}", " … ", given).split()
    }
    # A word cut off before a variable is the beginning of several.
    whole = {word for word in words if not word.endswith("-") and word != "…"}
    assert whole - CLASSES.keys() - SILENT == set()
    for cut in words - whole - {"…"}:
        assert [name for name in CLASSES if name.startswith(cut)], cut


def test_a_shape_covers_the_pixels_that_it_covers() -> None:
    made = canvas()
    made.rect(10, 10, 20, 10, "b")
    pixels = pixels_of(png_of(made.svg()))
    assert pixels.shape == (40, 60, 3)
    assert tuple(pixels[15, 20]) == (0x12, 0x20, 0x1A)
    assert tuple(pixels[15, 35]) == tuple(pixels[5, 20]) == (0xF3, 0xF6, 0xF2)
    made.rect(40.5, 10, 10, 10, "b")
    half = pixels_of(png_of(made.svg()))[15, 40]
    assert abs(int(half[0]) - (0x12 + 0xF3) // 2) <= 1


def test_a_very_large_picture_is_drawn_at_its_own_size(monkeypatch: pytest.MonkeyPatch) -> None:
    svg = canvas().svg()
    assert size_of(png_of(svg, scale=2)) == (120, 80)
    monkeypatch.setattr(paint, "MOST_PIXELS", 5_000)
    assert size_of(png_of(svg, scale=2)) == (60, 40)


def test_a_ring_and_a_dashed_line_leave_their_holes_open() -> None:
    made = canvas()
    drawing = (
        '<svg viewBox="0 0 60 40"><svg class="mk" x="0" y="0" width="32" height="32"><use href="#reported"/></svg>'
        '<line class="l l-reported" x1="36" x2="60" y1="10" y2="10"/></svg>'
    )
    made.place(Drawing(drawing, "https://site.example/"), 0, 0)
    pixels = pixels_of(png_of(made.svg()))
    ground, ink, pen = (0xF3, 0xF6, 0xF2), (0x12, 0x20, 0x1A), (0x65, 0x39, 0xAE)
    assert tuple(pixels[16, 16]) == ground
    assert tuple(pixels[16, 4]) == ink
    assert np.abs(pixels[10, 39].astype(int) - pen).max() < 40
    assert tuple(pixels[10, 45]) == ground


def test_letters_that_there_are_none_of_are_written_as_they_sound() -> None:
    assert drawable("Mądry ⇄ 李飞飞 Ж") == "Mądry ⇄ Li Fei Fei  Zh"
    assert width_of("11", 10) == width_of("88", 10)
    assert width_of("W", 10) > width_of("i", 10)


def test_a_line_keeps_its_length_in_whatever_letters_a_viewer_has() -> None:
    made = canvas()
    made.text(0, 10, "Chief scientist", "t-s t-n")
    made.text(0, 20, "李飞飞", "t-b")
    known, sounded = (one for one in made.root if etree.QName(one).localname == "text")
    length = width_of("Chief scientist", 11.5, stretch=0.88)
    assert float(known.get("textLength", 0)) == pytest.approx(length, abs=0.05)
    assert sounded.get("textLength") is None


def test_a_line_is_broken_where_it_is_full_and_a_long_word_too() -> None:
    lines = broken("Extraordinarilylongunbrokenname of somebody", 40, 300)
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == "Extraordinarilylongunbrokennameofsomebody"
    assert max(width_of(line, 40) for line in lines) <= 300


def test_a_post_that_was_denied_is_an_outline_with_its_own_place_in_the_key() -> None:
    clocks = Clocks(today=TODAY, as_of=TODAY)
    person = Person(name="Mira Talvik", slug="mira-talvik")
    cited = Citation("Mira Talvik", "https://site.example/", TODAY, TODAY, TODAY)
    denied = replace(POST, position=2, start_status="denied")
    for posts, words in (([POST], []), ([POST, denied], ["Denied"])):
        made = career_sheet(person, posts, clocks, cited)
        assert made is not None
        assert [item.words for item in made.key[3:]] == words
        assert b"Mira Talvik: career" in made.svg("dark")
