"""Feeds and corrections: a feed of their own, marks in that of moves; and feeds of merged records."""

import feedparser
import pytest
from django.test import Client

from tests.claims.merging_scene import merged, parted
from tests.factories import PersonFactory
from tests.feeds.test_feeds import FORMATS, changed, hire, jsonfeed
from tracker.claims.takedowns import take_down
from tracker.feeds.written import TYPES
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

pytestmark = pytest.mark.django_db


def test_a_corrected_entry_leads_to_the_log_and_one_that_came_further_does_not(
    client: Client,
) -> None:
    move = hire(status=Status.REPORTED)
    changed(move, status=Status.ANNOUNCED)
    (item,) = jsonfeed(client)["items"]
    assert "Updated: the status was reported, and is announced." in item["content_html"]
    assert item["_reshuffle"]["corrected"] is None
    changed(move, happened=PartialDate.parse("2025-07-01"))
    changed(move, happened=PartialDate.parse("2026-07-01"))
    (item,) = jsonfeed(client)["items"]
    address = f"http://testserver/corrections/?fact=move-{move.pk}"
    day = item["_reshuffle"]["corrected"]["on"]
    assert item["_reshuffle"]["corrected"]["url"] == address
    assert f'<a href="{address}">Corrected on {day}</a>' in item["content_html"]
    assert client.get(address).context["log"].found


@pytest.mark.parametrize("written", FORMATS)
def test_corrections_have_a_feed_with_each_a_place_in_the_log(client: Client, written: str) -> None:
    for slug, name in (("ada", "Ada Byron"), ("aab", "A. A. Byron")):
        PersonFactory.create(slug=slug, name=name)
    merge = merged("aab", into="ada")
    answer = client.get(f"/feeds/corrections.{written}")
    assert answer["Content-Type"] == TYPES[written]
    assert (
        client.get(
            f"/feeds/corrections.{written}", headers={"If-None-Match": answer["ETag"]}
        ).status_code
        == 304
    )
    if written == "json":
        (item,) = answer.json()["items"]
        found = (item["title"], item["id"], item["url"])
        assert "the same person" in item["content_html"]
    else:
        read = feedparser.parse(answer.content)
        assert not read.bozo
        (entry,) = read.entries
        found = (entry.title, entry.id, entry.link)
    title, tag, url = found
    assert title == "A. A. Byron was merged into Ada Byron"
    assert tag == f"tag:testserver,2026:corrections/merge-{merge.pk}"
    page = client.get(url)
    assert page.context["log"].found[0].key == f"merge-{merge.pk}"
    assert f'id="merge-{merge.pk}"' in page.content.decode()
    assert url.endswith(f"#merge-{merge.pk}")


@pytest.mark.parametrize("written", FORMATS)
def test_the_feed_of_a_merged_record_leads_to_that_of_the_other_for_good(
    client: Client, written: str
) -> None:
    hire("ada", "Halden"), hire("ada-l", "Halden-Inc")
    merges = merged("ada-l", into="ada"), merged("halden-inc", into="halden")
    for old, new in (("people/ada-l", "people/ada"), ("companies/halden-inc", "companies/halden")):
        answer = client.get(f"/feeds/{old}.{written}")
        assert (answer.status_code, answer["Location"]) == (301, f"/feeds/{new}.{written}")
        assert client.get(answer["Location"]).status_code == 200
    take_down(target=merges[0].winner, reason="She asked for it.")
    assert client.get(f"/feeds/people/ada-l.{written}").status_code == 404
    parted(merges[1])
    assert client.get(f"/feeds/companies/halden-inc.{written}").status_code == 200
