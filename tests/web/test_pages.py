"""Every page as a plain GET: what it says, what it never says, and what it costs."""

import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Protocol

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.databases import written_by
from tests.factories import MoveFactory, PersonFactory, PositionFactory, UserFactory
from tests.web.scene import SENTENCES, Scene, build_scene, hire
from tracker.claims.models import Decision
from tracker.claims.withholding import withheld
from tracker.kernel.statuses import Status

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


_filled = written_by(lambda: build_scene(others=5))


@pytest.fixture
def scene(_filled: Scene) -> Scene:
    return deepcopy(_filled)


@pytest.fixture
def crowd(scene: Scene) -> Scene:
    """The scene with more moves than a page of the list holds."""
    for number in range(5, 35):
        hire(scene, number)
    return scene


class Answer(Protocol):
    content: bytes


def text_of(response: Answer) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


READING = (
    "/",
    "/moves/",
    "/flows/",
    "/people/",
    "/people/mira-talvik/",
    "/companies/",
    "/companies/halden/",
    "/companies/halden/units/halden-foundations/",
    "/companies/halden/chart/",
    "/companies/halden/people/",
    "/search/?q=talvik",
    "/outlets/",
    "/outlets/the-gazette/",
    "/how-we-count/",
)


@pytest.mark.parametrize("address", READING)
def test_every_reading_page_shows_both_clocks(address: str, client: Client, scene: Scene) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert "True on" in text_of(page)
    assert "as known on" in text_of(page)
    assert 'name="as_of"' in page.content.decode()
    assert 'name="known_on"' in page.content.decode()


@pytest.mark.parametrize("address", READING)
def test_a_turned_back_clock_stays_turned_back_in_every_link_to_a_record(
    address: str, client: Client, scene: Scene
) -> None:
    sign = "&" if "?" in address else "?"
    page = client.get(f"{address}{sign}as_of=2025-12-15&known_on=2025-12-14")
    assert page.status_code == 200
    assert "Back to today" in text_of(page)
    links = re.findall(r'href="(/(?:people|companies)/[a-z0-9-]+/[^"]*)"', page.content.decode())
    assert all("as_of=2025-12-15" in link and "known_on=2025-12-14" in link for link in links)


@pytest.mark.parametrize("address", READING)
def test_a_clock_that_is_no_day_is_refused_in_its_own_words(
    address: str, client: Client, scene: Scene
) -> None:
    sign = "&" if "?" in address else "?"
    page = client.get(f"{address}{sign}as_of=spring")
    assert page.status_code == 400
    assert "“spring” is no day here" in text_of(page)


@pytest.mark.parametrize("address", READING)
def test_no_page_calls_anything_current(address: str, client: Client, scene: Scene) -> None:
    assert "current" not in text_of(client.get(address)).lower().replace("is never “current”", "")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 22),
        ("/moves/", 8),
        ("/moves/?company=halden&status=done", 12),
        ("/moves/?unit=halden-foundations", 14),
        ("/search/?q=halden+chief+scientist", 9),
        ("/search/?q=who+left+halden", 9),
        ("/search/?q=who+left+halden&known_on=2025-12-15", 7),
        ("/search/?q=who+ran+halden+on+18+November+2023", 6),
        ("/flows/", 14),
        ("/flows/?since=2018&pick=halden&company=norwick&company=halden", 16),
        ("/people/", 3),
        ("/people/mira-talvik/", 12),
        ("/companies/", 3),
        ("/search/?q=talvik", 8),
        ("/search/?q=talvik&known_on=2025-12-15", 6),
        ("/outlets/", 3),
        ("/outlets/the-gazette/", 9),
        ("/how-we-count/", 0),
    ],
)
def test_a_page_asks_a_bounded_number_of_queries(
    address: str, most: int, client: Client, scene: Scene
) -> None:
    withheld()  # which names are withheld is known since the last request
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) <= most


def test_the_front_page_attributes_what_is_not_done(client: Client, scene: Scene) -> None:
    words = text_of(client.get("/"))
    assert "The Gazette reports that Mira Talvik , Chief Scientist, is leaving Halden" in words
    assert "Mira Talvik left" not in words


def test_a_person_page_shows_the_post_held_with_the_status_of_its_end(
    client: Client, scene: Scene
) -> None:
    words = text_of(client.get("/people/mira-talvik/?as_of=2025-12-20"))
    assert "Chief Scientist, Halden" in words
    assert "Reported end. First report we read: The Gazette, 11 Dec 2025" in words
    assert "no end known" in words


def test_a_quote_is_marked_and_a_summary_or_note_is_labelled_and_never_marked(
    client: Client, scene: Scene
) -> None:
    html = client.get("/people/mira-talvik/?evidence=all").content.decode()
    assert f"<mark>{SENTENCES[1]}</mark>" in html.replace("&#x27;", "'")
    summary = "Talvik had spent six years at Norwick Labs before Halden hired her."
    assert f'<b class="lab">Summary</b> {summary}' in html
    assert f"<mark>{summary}" not in html
    note = client.get("/people/jonas-reyes/?evidence=all").content.decode()
    assert '<b class="lab">Editor’s note</b> He told us so himself.' in note
    assert "<mark>He told" not in note


def test_the_company_page_shows_every_kind_of_event(client: Client, scene: Scene) -> None:
    words = text_of(client.get("/companies/halden/"))
    for sentence in (
        "Halden cut 600 jobs",
        "Halden took a stake of 49% in Ostra for $14.3 billion",
        "Halden created Foundations Lab",
        "The share price of Halden fell by 1.5%",
        "Halden spent $72 billion on data centres",
        "The Gazette reports a denial that Halden is offering $100 million to researchers",
        "The Gazette reports that Mira Talvik is answering to Jonas Reyes at Halden",
        "Halden Systems until 28 Oct 2021",
    ):
        assert sentence in words


def test_a_unit_under_another_company_is_sent_on_to_its_own_with_its_clocks(
    client: Client, scene: Scene
) -> None:
    page = client.get("/companies/ostra/units/halden-foundations/?as_of=2020-01-01")
    assert page.status_code == 302
    assert page["Location"] == "/companies/halden/units/halden-foundations/?as_of=2020-01-01"
    assert client.get("/companies/halden-foundations/").status_code == 302
    assert client.get("/companies/halden/units/ostra/")["Location"] == "/companies/ostra/"


@pytest.mark.parametrize(
    "address",
    ["/people/mira-talvik/", "/companies/halden/", "/companies/halden/units/halden-foundations/"],
)
def test_a_hidden_record_has_no_page(address: str, client: Client, scene: Scene) -> None:
    for record in (scene.talvik, scene.halden, scene.lab):
        record.hidden = True
        record.save()
    page = client.get(address)
    assert page.status_code == 404
    assert "Not found" in text_of(page)


def test_the_moves_say_how_many_are_known_and_page_on(client: Client, crowd: Scene) -> None:
    first = client.get("/moves/")
    assert "37 known moves" in text_of(first)
    (older,) = re.findall(r'rel="next"\s+href="([^"]+)"', first.content.decode())
    second = client.get("/moves/" + older.replace("&amp;", "&"))
    assert second.content.decode().count('<tr class="r-') == 7
    assert 'rel="prev"' in second.content.decode()


def test_the_filters_of_the_moves_stand_in_the_address(client: Client, crowd: Scene) -> None:
    page = client.get(
        "/moves/?company=norwick&status=done&status=announced&since=2025-06&until=2025-11-30&q=hired"
    )
    words = text_of(page)
    assert page.status_code == 200
    assert "known moves, at Norwick Labs, 1 Jun 2025 to 30 Nov 2025 ." in words
    assert re.search(r'id="status-done"\s+checked', page.content.decode())
    assert not re.search(r'id="status-denied"\s+checked', page.content.decode())
    assert "Remove filter: Since Jun 2025" in words
    assert "Rumoured" not in re.sub(r"<form.*?</form>", "", page.content.decode(), flags=re.DOTALL)


def test_blank_filters_are_left_out_of_the_address(client: Client, scene: Scene) -> None:
    page = client.get("/moves/?since=&until=&status=done&company=&q=")
    assert page["Location"] == "/moves/?status=done"


def test_the_first_clock_bounds_the_list_of_moves(client: Client, scene: Scene) -> None:
    assert "1 known move, up to 1 Jan 2020 ." in text_of(client.get("/moves/?as_of=2020-01-01"))


@pytest.mark.parametrize(
    "query",
    ["since=spring", "status=maybe", "company=a%20b", "before=x", "q=%00", "since=2025&until=2024"],
)
def test_a_filter_that_means_nothing_is_refused_and_the_page_stands(
    query: str, client: Client, scene: Scene
) -> None:
    assert client.get(f"/moves/?{query}").status_code == 400


def test_nothing_found_is_said_to_be_no_proof(client: Client, scene: Scene) -> None:
    words = text_of(client.get("/moves/?company=ostra"))
    assert "No known moves at Ostra" in words
    assert "not proof that nobody moved" in words


def test_htmx_gets_the_part_alone_and_caches_keep_the_two_apart(
    client: Client, scene: Scene
) -> None:
    part = client.get("/moves/", headers=HTMX)
    assert part.content.decode().lstrip().startswith('<div id="moves"')
    assert "HX-Request" in part["Vary"]
    whole = client.get("/moves/", headers={**HTMX, "HX-Boosted": "true"})
    assert "<!DOCTYPE html>" in whole.content.decode()
    found = client.get("/search/?q=talvik", headers=HTMX)
    assert re.match(r'\s*<title>talvik · Reshuffle</title>\s*<div id="found"', found.text)


def test_a_reader_sees_one_sentence_around_the_evidence_and_an_editor_the_whole_text(
    client: Client, scene: Scene
) -> None:
    scene.article.claims.exclude(type="layoff").update(decision=Decision.REJECTED)
    address = f"/articles/{scene.article.pk}/"
    words = text_of(client.get(address))
    assert SENTENCES[3] in words
    assert SENTENCES[4] in words
    assert SENTENCES[0] not in words
    assert SENTENCES[1] not in words
    client.force_login(UserFactory.create(is_staff=True))
    whole = text_of(client.get(address))
    assert SENTENCES[0] in whole
    client.force_login(UserFactory.create())
    assert SENTENCES[0] not in text_of(client.get(address))


def test_each_marked_sentence_leads_to_its_fact_on_the_page_of_its_record(
    client: Client, scene: Scene
) -> None:
    html = client.get(f"/articles/{scene.article.pk}/").content.decode()
    links = re.findall(r'href="(/(?:people|companies)/[a-z-]+/)#([a-z]+-\d+)"', html)
    assert len(links) == 5
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).content.decode()


def test_a_hidden_article_has_no_page(client: Client, scene: Scene) -> None:
    scene.article.hidden = True
    scene.article.save()
    assert client.get(f"/articles/{scene.article.pk}/").status_code == 404


HOSTILE = '<script>alert(1)</script><b style="x" onclick="y" hx-get="/z">&amp;'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[str] = []
        self.scripts = self.blocks = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [
            name for name, _ in attrs if name == "style" or name.startswith(("on", "hx-on"))
        ]
        data = ("type", "application/ld+json") in attrs
        self.scripts += tag == "script" and not data
        self.blocks += data


def test_what_others_wrote_is_never_markup(client: Client, scene: Scene) -> None:
    person = PersonFactory.create(slug="hostile", name=HOSTILE)
    position = PositionFactory.create(person=person, title=HOSTILE, start_status=Status.REPORTED)
    MoveFactory.create(arrival=position, title=HOSTILE)
    scene.article.title = HOSTILE
    scene.article.save()
    for address in (
        "/",
        "/moves/",
        "/people/",
        "/people/hostile/",
        f"/articles/{scene.article.pk}/",
        f"/search/?q={HOSTILE}",
        f"/companies/{position.organization.slug}/",
    ):
        tags = Tags()
        page = client.get(address).content.decode()
        tags.feed(page)
        assert tags.attributes == [], address
        ours = page.count('<script src="/static/')
        assert tags.scripts == ours <= 5, address
        assert tags.blocks == (address.startswith(("/people/h", "/companies/"))), address


def test_an_address_in_a_claim_that_is_no_web_address_is_no_link(
    client: Client, scene: Scene
) -> None:
    scene.article.claims.update(address="javascript:alert(1)")
    assert "javascript:" not in client.get("/people/mira-talvik/").content.decode()


def test_every_page_carries_a_strict_policy_and_no_inline_style(
    client: Client, scene: Scene
) -> None:
    for address in (*READING, f"/articles/{scene.article.pk}/", "/accounts/login/", "/nope/"):
        page = client.get(address)
        policy = page["Content-Security-Policy"]
        assert "unsafe" not in policy, address
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"\sstyle=|<style|\son\w+=", page.content.decode()), address


@pytest.mark.parametrize(
    "address",
    [
        "/moves/?before=2025-01-01.99999999999999999999",
        "/moves/?since=0000&until=9999-99-99",
        "/moves/?company=" + "x" * 300,
        "/moves/?status=done&status=%F0%9F%99%82",
        "/moves/?q=" + "word+" * 40,
        "/moves/?known_on=1900-01-01&as_of=2199-12-31",
        "/search/?q=%00",
        "/search/?q=" + "x" * 200,
        "/search/?q=%27%3B--%20%25_%5C",
        "/people/?initial=%00",
        "/people/?initial=%E6%97%A5",
        "/people/x" + "y" * 300 + "/",
        "/articles/99999999999999999999/",
        "/articles/0/",
        "/companies/halden/units/%2e%2e/",
        "/?as_of=2025-12-20&as_of=2025-12-21",
    ],
)
def test_no_address_breaks_a_page(address: str, client: Client, scene: Scene) -> None:
    assert client.get(address).status_code in {200, 302, 400, 404}


def test_pages_are_read_only_but_for_the_forms(client: Client, scene: Scene) -> None:
    for address in READING:
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_the_error_pages_need_no_database_and_no_account(client: Client) -> None:
    for status in (400, 403, 404, 429, 500, 503):
        assert "Reshuffle" in render_to_string(f"{status}.html")


def test_a_timeline_left_at_anything_is_narrowed_by_nothing(client: Client, scene: Scene) -> None:
    page = client.get("/companies/halden/?about=moves&status=")
    assert page.status_code == 200
    assert "does not have" not in page.text
    assert client.get("/companies/halden/?status=&status=never").status_code == 400
