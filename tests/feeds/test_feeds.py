"""Feeds of moves: what readers are told, and how it is corrected."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.apps import apps
from django.test import Client
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries

from people.models import Move, MoveKind
from tests.factories import (
    ClaimFactory,
    DepartureFactory,
    MoveFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
)
from tracker.claims.models import Aspect
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.newest import newest_moves

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("atom", "rss", "json")


def hire(slug: str = "ada", company: str = "Halden", **columns: Any) -> Move:
    person = PersonFactory.create(slug=slug, name=slug.title())
    there = OrganizationFactory.create(slug=company.lower(), name=company)
    position = PositionFactory.create(person=person, organization=there)
    made: Move = MoveFactory.create(
        arrival=position, **{"first_on": date(2025, 6, 13), "title": "chief scientist", **columns}
    )
    return made


def changed(move: Move, *, ago: timedelta = timedelta(days=2), **columns: Any) -> None:
    """Change a move that readers have seen for a while."""
    events: Any = apps.get_model("people", "MoveEvent")._default_manager
    events.filter(pgh_obj_id=move.pk).update(pgh_created_at=datetime.now(UTC) - timedelta(days=400))
    Move.objects.filter(pk=move.pk).update(**columns)
    latest = events.filter(pgh_obj_id=move.pk).order_by("pgh_id").last()
    events.filter(pk=latest.pk).update(pgh_created_at=datetime.now(UTC) - ago)


def atom(client: Client, path: str = "moves") -> ElementTree.Element:
    answer = client.get(f"/feeds/{path}.atom")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def rss(client: Client, path: str = "moves") -> ElementTree.Element:
    answer = client.get(f"/feeds/{path}.rss")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert channel is not None
    return channel


def jsonfeed(client: Client, path: str = "moves") -> Any:
    answer = client.get(f"/feeds/{path}.json")
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    return json.loads(answer.content)


def test_an_atom_feed_has_what_rfc_4287_asks_for(client: Client) -> None:
    move = hire()
    feed = atom(client)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/moves/",
        "self": "http://testserver/feeds/moves.atom",
    }
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Reshuffle"
    (entry,) = feed.findall(f"{ATOM}entry")
    for name in ("id", "title", "updated", "published", "summary", "link"):
        assert len(entry.findall(f"{ATOM}{name}")) == 1, name
    assert entry.findtext(f"{ATOM}id") == f"tag:testserver,2026:moves/{move.pk}"
    assert entry.findtext(f"{ATOM}title") == "Ada became chief scientist at Halden"
    assert entry.findtext(f"{ATOM}published") == "2025-06-13T00:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2025-06-13T00:00:00+00:00"
    link = entry.find(f"{ATOM}link")
    assert link is not None and link.get("href") == f"http://testserver/people/ada/#move-{move.pk}"
    terms = [category.get("term") for category in entry.findall(f"{ATOM}category")]
    assert terms == ["hire", "done"]


def test_an_rss_feed_has_what_rss_2_asks_for(client: Client) -> None:
    move = hire()
    channel = rss(client)
    for name in ("title", "link", "description", "lastBuildDate"):
        assert channel.findtext(name), name
    (item,) = channel.findall("item")
    guid = item.find("guid")
    assert guid is not None and guid.text == f"tag:testserver,2026:moves/{move.pk}"
    assert guid.get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Fri, 13 Jun 2025 00:00:00 +0000"
    assert item.findtext(f"{ATOM}updated") == "2025-06-13T00:00:00+00:00"
    own = channel.find(f"{ATOM}link")
    assert own is not None and own.get("href") == "http://testserver/feeds/moves.rss"


def test_a_json_feed_has_what_version_1_1_asks_for(client: Client) -> None:
    move = hire()
    feed = jsonfeed(client)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feeds/moves.json"
    assert feed["home_page_url"] == "http://testserver/moves/"
    (item,) = feed["items"]
    assert item["id"] == f"tag:testserver,2026:moves/{move.pk}"
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    assert item["content_html"] and item["url"] and item["title"]
    assert item["_reshuffle"]["move"] == move.pk


@pytest.mark.parametrize("written", ["atom", "rss"])
def test_a_feed_reader_finds_nothing_wrong(client: Client, written: str) -> None:
    hire()
    read = feedparser.parse(client.get(f"/feeds/moves.{written}").content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["Ada became chief scientist at Halden"]


@pytest.mark.parametrize("written", FORMATS)
def test_a_feed_without_moves_is_a_feed_and_stays_the_same(client: Client, written: str) -> None:
    first, second = (client.get(f"/feeds/moves.{written}").content for _ in range(2))
    assert first == second


def test_the_newest_published_come_first_whenever_they_happened(client: Client) -> None:
    hire("old-news", "One", first_on=date(2024, 1, 1), sort_on=date(2025, 12, 1))
    hire("fresh", "Two", first_on=date(2025, 1, 1), sort_on=date(2020, 1, 1))
    titles = [item["title"].split()[0] for item in jsonfeed(client)["items"]]
    assert titles == ["Fresh", "Old-News"]


def test_a_sentence_names_its_outlet_unless_the_move_is_done(client: Client) -> None:
    OutletFactory.create(slug="ledger", name="The Ledger")
    hire(status=Status.REPORTED, first_outlet="ledger")
    (item,) = jsonfeed(client)["items"]
    assert item["title"] == "The Ledger reports that Ada is becoming chief scientist at Halden"


def test_an_entry_quotes_its_evidence_and_markup_in_it_stays_words(client: Client) -> None:
    move = hire()
    claim = ClaimFactory.create(
        summary=True,
        evidence="She <b>joined</b> & \x0bstayed.",
        aspect=Aspect.START,
        address="https://ledger.example/1",
        published_on=date(2025, 6, 13),
    )
    assert move.arrival is not None
    claim.positions.add(move.arrival)
    (item,) = jsonfeed(client)["items"]
    assert "In our own words: She &lt;b&gt;joined&lt;/b&gt; &amp; stayed." in item["content_html"]
    assert 'href="https://ledger.example/1"' in item["content_html"]
    summary = atom(client).findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary == item["content_html"]


def test_a_correction_updates_the_entry_and_says_what_was_corrected_and_when(
    client: Client,
) -> None:
    move = hire(happened=PartialDate.parse("2025-06"))
    before = jsonfeed(client)["items"][0]
    assert "Corrected" not in before["content_html"]
    changed(move, happened=PartialDate.parse("2025-07-01"), title="chief executive")
    (item,) = jsonfeed(client)["items"]
    assert item["id"] == before["id"]
    assert item["date_published"] == before["date_published"]
    assert item["date_modified"] > before["date_modified"]
    (correction,) = item["_reshuffle"]["corrections"]
    assert correction["text"] == (
        "Corrected: the title was chief scientist, and is chief executive; "
        "the date was 2025-06, and is 2025-07-01."
    )
    assert correction["at"] == item["date_modified"]
    assert correction["text"] in item["content_html"]
    assert atom(client).findtext(f"{ATOM}entry/{ATOM}updated") == item["date_modified"]


def test_what_is_put_together_within_an_hour_is_no_correction(client: Client) -> None:
    move = hire()
    Move.objects.filter(pk=move.pk).update(title="chief executive")
    (item,) = jsonfeed(client)["items"]
    assert item["_reshuffle"]["corrections"] == []


def test_more_outlets_for_the_same_move_are_no_correction(client: Client) -> None:
    move = hire()
    changed(move, title="chief executive")
    Move.objects.filter(pk=move.pk).update(origins=7)
    assert len(jsonfeed(client)["items"][0]["_reshuffle"]["corrections"]) == 1


def test_a_withdrawn_move_is_told_as_a_correction(client: Client) -> None:
    move = hire()
    changed(move, withdrawn=True)
    (item,) = jsonfeed(client)["items"]
    assert item["title"] == "Withdrawn: Ada became chief scientist at Halden"
    assert item["tags"] == ["withdrawn"]
    assert "no published claim supports this any longer" in item["content_html"]
    changed(move, withdrawn=False)
    assert jsonfeed(client)["items"][0]["title"] == "Ada became chief scientist at Halden"


def test_a_withdrawn_move_that_nobody_saw_is_not_told(client: Client) -> None:
    hire(withdrawn=True)
    assert jsonfeed(client)["items"] == []


def test_a_correction_of_an_old_move_comes_up_for_a_month(client: Client) -> None:
    old = hire("old", "Past", first_on=date(2020, 1, 1))
    company = OrganizationFactory.create()
    for _ in range(50):
        MoveFactory.create(arrival__organization=company, first_on=date(2025, 1, 1))

    def in_feed() -> bool:
        ids = [item["_reshuffle"]["move"] for item in jsonfeed(client)["items"]]
        return old.pk in ids

    assert not in_feed()
    changed(old, title="chief executive")
    assert in_feed()
    changed(old, title="chief of staff", ago=timedelta(days=31))
    assert not in_feed()


@pytest.mark.parametrize("hidden", ["move", "person", "to_company"])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_takedown_leaves_no_entry_and_no_correction(
    client: Client, hidden: str, withdrawn: bool
) -> None:
    move = hire()
    if withdrawn:
        changed(move, withdrawn=True)
    record: Any = move if hidden == "move" else getattr(move, hidden)
    type(record)._default_manager.filter(pk=record.pk).update(hidden=True)
    assert jsonfeed(client)["items"] == []
    assert client.get("/feeds/people/ada.atom").status_code == (404 if hidden == "person" else 200)
    assert client.get("/feeds/companies/halden.rss").status_code == (
        404 if hidden == "to_company" else 200
    )


def test_a_correction_names_no_company_that_is_hidden(client: Client) -> None:
    secret = OrganizationFactory.create(name="Secret", hidden=True)
    move = hire()
    changed(move, from_company=secret)
    shown = OrganizationFactory.create(name="Shown")
    changed(move, from_company=shown)
    (item,) = jsonfeed(client)["items"]
    assert "Secret" not in json.dumps(item)
    assert "one that is not shown" in item["content_html"]


def test_a_person_and_a_company_have_feeds_of_their_own(client: Client) -> None:
    hire("ada", "Halden")
    hire("bo", "Norwick")
    left = DepartureFactory.create(
        departure__organization__slug="third",
        departure__person=Move.objects.get(person__slug="ada").person,
        first_on=date(2025, 1, 1),
    )
    for path, names in (
        ("people/ada", ["Ada", "Ada"]),
        ("companies/norwick", ["Bo"]),
        ("companies/third", ["Ada"]),
    ):
        feed = jsonfeed(client, path)
        assert [item["title"].split()[0].strip(",") for item in feed["items"]] == names
        assert len(atom(client, path).findall(f"{ATOM}entry")) == len(names)
        assert len(rss(client, path).findall("item")) == len(names)
    assert jsonfeed(client, "companies/third")["items"][0]["_reshuffle"]["move"] == left.pk
    assert jsonfeed(client, "people/ada")["home_page_url"] == "http://testserver/people/ada/"


def test_a_founder_told_of_in_passing_is_no_news(client: Client) -> None:
    hire(kind=MoveKind.FOUNDING, happened=None)
    assert jsonfeed(client)["items"] == []


@pytest.mark.parametrize("written", FORMATS)
def test_a_feed_that_has_not_changed_answers_304(client: Client, written: str) -> None:
    move = hire()
    path = f"/feeds/moves.{written}"
    first = client.get(path)
    assert "no-cache" in first["Cache-Control"]
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    changed(move, title="chief executive")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_is_not_taken_for_unchanged_because_its_entries_are_old(client: Client) -> None:
    """A takedown changes a feed, and leaves only older entries in it."""
    hire()
    taken_down = hire("bo", "Norwick", first_on=date(2025, 8, 1))
    Move.objects.filter(pk=taken_down.pk).update(hidden=True)
    seen = {"If-Modified-Since": http_date(datetime(2025, 8, 2, tzinfo=UTC).timestamp())}
    assert client.get("/feeds/moves.atom", headers=seen).status_code == 200


def test_feeds_are_only_read(client: Client) -> None:
    assert client.post("/feeds/moves.atom").status_code == 405
    assert client.get("/feeds/moves.xml").status_code == 404
    assert client.get("/feeds/people/nobody.atom").status_code == 404


def test_a_feed_asks_a_bounded_number_of_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    company = OrganizationFactory.create()
    for number in range(8):
        move = hire(f"p-{number}", f"C{number}")
        changed(move, title="chief executive", from_company=company)
    with django_assert_max_num_queries(10):
        assert len(newest_moves(now=datetime.now(UTC))) == 8


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "moves"),
        ("/people/ada/", "people/ada"),
        ("/companies/halden/", "companies/halden"),
        ("/corrections/", "corrections"),
    ],
)
def test_pages_name_their_feeds_to_programs_and_to_readers(
    client: Client, page: str, feed: str
) -> None:
    hire()
    html = client.get(page).content.decode()
    for kind in ("application/atom+xml", "application/rss+xml", "application/feed+json"):
        assert f'type="{kind}"' in html
    assert html.count(f'href="/feeds/{feed}.atom"') == 2, "once in the head, once in sight"
