"""How outlets have done: first reports, and what became of them by a day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Move, Person
from tests.claims.scene import claim, outlet, settled
from tests.factories import ArticleFactory, OutletFactory
from tracker.claims.withholding import withheld
from tracker.news.models import Outlet
from tracker.timeline.outlet_records import NOTHING, OutletRecord, records_of
from tracker.timeline.outlets import outlet_page, outlets_index
from tracker.timeline.wording import plain

pytestmark = pytest.mark.django_db
LATER = date(2025, 12, 31)


def story(who: str, *told: tuple[str, str, str], via: str = "") -> None:
    """``who`` leaves atlas, as told by (outlet, status, day), settled together."""
    claims = [
        claim("left", status, day, who=who, at="atlas", title="chief scientist", outlet_=paper)
        for paper, status, day in told
    ]
    if via:
        claims[0].via = via
        claims[0].save()
    settled(*claims)


def record(slug: str, day: date = LATER) -> OutletRecord:
    return records_of([slug], day=day).get(slug, NOTHING)


def queries(work: Callable[[], Any]) -> int:
    withheld()  # which names are withheld is known since the last request
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_record_counts_first_reports_and_what_became_of_them() -> None:
    story("ada", ("gazette", "reported", "2025-03-01"), ("atlas-news", "announced", "2025-03-08"))
    story("bea", ("gazette", "rumoured", "2025-03-01"), ("atlas-news", "denied", "2025-03-02"))
    story("cy", ("gazette", "reported", "2025-03-01"), ("courier", "reported", "2025-03-02"))
    story("dan", ("gazette", "announced", "2025-03-01"), ("courier", "done", "2025-03-05"))
    story("eve", ("courier", "reported", "2025-03-01"), ("gazette", "done", "2025-03-04"))
    found = record("gazette")
    assert (found.first, found.ahead, found.confirmed, found.denied, found.open) == (4, 3, 1, 1, 1)
    assert record("courier").confirmed == 1
    assert record("atlas-news") == NOTHING


def test_a_record_is_what_one_could_know_on_a_day() -> None:
    story(
        "ada",
        ("gazette", "reported", "2025-03-01"),
        ("atlas-news", "announced", "2025-03-08"),
        ("courier", "reversed", "2025-03-20"),
    )
    assert record("gazette", date(2025, 2, 28)) == NOTHING
    assert record("gazette", date(2025, 3, 7)).open == 1
    assert record("gazette", date(2025, 3, 8)).confirmed == 1
    assert (record("gazette").confirmed, record("gazette").reversed) == (0, 1)


def test_who_only_tells_what_another_says_was_not_first() -> None:
    story("ada", ("blog", "reported", "2025-03-01"), via="the Gazette")
    assert record("blog") == NOTHING
    settled(
        claim(
            "left", "reported", "2025-03-01", who="ada", at="atlas", outlet_="blog",
            title="chief scientist", evidence="Its own sources say so too.",
        )
    )  # fmt: skip
    assert record("blog").first == 1


def test_shares_and_medians_are_told_of_five_or_more() -> None:
    for number in range(4):
        day = date(2025, 3, 1) + timedelta(days=number)
        story(
            f"person-{number}",
            ("gazette", "reported", day.isoformat()),
            ("atlas-news", "announced", (day + timedelta(days=2 * number + 1)).isoformat()),
        )
    assert (record("gazette").share_confirmed, record("gazette").median_days_ahead) == (None, None)
    story("ada", ("gazette", "reported", "2025-03-01"), ("atlas-news", "denied", "2025-03-04"))
    assert (record("gazette").share_confirmed, record("gazette").median_days_ahead) == (0.8, None)
    story("bea", ("gazette", "reported", "2025-03-01"), ("courier", "done", "2025-06-01"))
    assert record("gazette").median_days_ahead == 5.0


def test_a_share_is_of_the_reports_that_are_settled() -> None:
    """An outlet of whose reports all are open has been wrong about none."""
    for number in range(6):
        story(f"person-{number}", ("gazette", "reported", f"2025-03-0{number + 1}"))
    found = record("gazette")
    assert (found.ahead, found.settled, found.open, found.share_confirmed) == (6, 0, 6, None)
    for number in range(3):
        story(
            f"firm-{number}",
            ("gazette", "reported", "2025-03-01"),
            ("atlas-news", "announced", "2025-03-08"),
        )
    for status, day in (("denied", "2025-04-02"), ("reversed", "2025-04-03")):
        story(
            status,
            ("gazette", "reported", "2025-03-01"),
            ("atlas-news", "announced", "2025-03-08"),
            ("courier", status, day),
        )
    found = record("gazette")
    assert (found.ahead, found.settled, found.open, found.share_confirmed) == (11, 5, 6, 0.6)


def test_what_may_not_be_shown_counts_for_nobody() -> None:
    story("ada", ("gazette", "reported", "2025-03-01"))
    story("bea", ("gazette", "reported", "2025-03-01"))
    Person.objects.filter(slug="ada").update(hidden=True)
    assert record("gazette").first == 1
    Outlet.objects.filter(slug="gazette").update(hidden=True)
    assert [one.outlet.slug for one in outlets_index(day=LATER)] == []


def test_the_index_sorts_by_each_figure_those_without_one_last() -> None:
    story("ada", ("gazette", "reported", "2025-03-01"), ("atlas-news", "announced", "2025-03-08"))
    story("bea", ("courier", "reported", "2025-03-01"), ("atlas-news", "denied", "2025-03-08"))
    story("cy", ("courier", "announced", "2025-03-01"))
    ArticleFactory.create(outlet=outlet("atlas-news"), published_on=date(2025, 3, 8))

    def first(order: str) -> str:
        return outlets_index(day=LATER, order=order)[0].outlet.slug

    assert first("first") == "courier"
    assert first("denied") == "courier"
    assert first("articles") == "atlas-news"


def test_the_page_tells_each_first_report_with_what_became_of_it() -> None:
    story("ada", ("gazette", "reported", "2025-03-01"), ("atlas-news", "announced", "2025-03-08"))
    story("bea", ("gazette", "rumoured", "2025-03-05"), ("atlas-news", "denied", "2025-03-06"))
    story("cy", ("gazette", "reported", "2025-03-04"), via="the Courier")
    page = outlet_page(outlet("gazette"), day=LATER)
    told = [
        (one.record.slug, of.told_as, of.status, of.days, of.counted)
        for one in page.reports
        for of in [one.report]
    ]
    assert told == [
        ("bea", "rumoured", "denied", None, True),
        ("cy", "reported", "reported", None, False),
        ("ada", "reported", "announced", 7, True),
    ]
    assert page.record.first == 2
    then = outlet_page(outlet("gazette"), day=date(2025, 3, 2), turned_back=True)
    assert [(one.record.slug, one.report.status) for one in then.reports] == [("ada", "reported")]


def test_the_page_tells_how_many_of_its_origins_say_what_each_report_is_now() -> None:
    story("ada", ("gazette", "reported", "2025-03-01"), ("wire", "announced", "2025-03-08"))
    story("bea", ("gazette", "reported", "2025-03-02"), ("wire", "reported", "2025-03-03"))
    settled(
        claim("founded", "reported", "2025-03-03", who="cy", at="cove", outlet_="gazette"),
        claim("founded", "done", "2025-03-09", who="cy", at="cove", outlet_="wire"),
    )
    line: dict[str, Any] = {"who": "dan", "manager": "eve", "at": "atlas"}
    settled(
        claim("reports_to", "reported", "2025-03-04", outlet_="gazette", **line),
        claim("reports_to", "done", "2025-03-10", outlet_="wire", **line),
        claim("reports_to", "done", "2025-03-11", outlet_="courier", **line),
    )
    told = {
        one.record.slug: (one.report.status, one.saying, one.report.origins)
        for one in outlet_page(outlet("gazette"), day=LATER).reports
    }
    assert told == {
        "ada": ("announced", 1, 2),
        "bea": ("reported", None, 2),
        "cy": ("done", 1, 2),
        "dan": ("done", 2, 3),
    }
    then = outlet_page(outlet("gazette"), day=date(2025, 3, 7), turned_back=True)
    assert {(one.report.status, one.saying) for one in then.reports} == {("reported", None)}


def test_a_record_counts_what_the_page_lists_also_where_two_reports_made_one_move() -> None:
    post: dict[str, Any] = {"who": "ada", "title": "chief scientist"}
    settled(
        claim("left", "reported", "2025-03-01", at="atlas", outlet_="gazette", **post),
        claim("joined", "reported", "2025-03-02", at="borealis", outlet_="courier", **post),
        claim("left", "done", "2025-03-20", at="atlas", on="2025-03-15", outlet_="wire", **post),
        claim(
            "joined", "done", "2025-03-20", at="borealis", on="2025-03-16", outlet_="wire", **post
        ),
    )
    pages = {
        paper: outlet_page(outlet(paper), day=LATER) for paper in ("gazette", "courier", "wire")
    }
    for paper, page in pages.items():
        assert page.record.first == len(page.reports), paper
    assert sum(page.record.confirmed for page in pages.values()) == 1


def test_pages_of_outlets_ask_as_many_queries_however_much_there_is() -> None:
    def ask() -> tuple[int, int]:
        one = outlet("gazette")
        return queries(lambda: outlets_index(day=LATER)), queries(
            lambda: outlet_page(one, day=LATER)
        )

    story("ada", ("gazette", "reported", "2025-03-01"), ("atlas-news", "announced", "2025-03-08"))
    before = ask()
    for number in range(5):
        story(f"person-{number}", ("gazette", "reported", "2025-03-01"))
        OutletFactory.create()
    assert ask() == before
    assert before[0] == 3 and before[1] <= 5
    assert Move.objects.count() == 6


def test_every_kind_of_fact_counts_and_a_change_of_place_counts_once() -> None:
    said: dict[str, Any] = {"outlet_": "gazette"}
    settled(
        claim("left", "reported", "2025-03-01", who="ada", at="atlas", title="CTO", **said),
        claim("joined", "reported", "2025-03-01", who="ada", at="kiln", other="atlas", title="CTO", **said),
        claim("founded", "reported", "2025-03-02", who="bea", at="cove", **said),
        claim("reports_to", "reported", "2025-03-03", who="cy", manager="dan", at="atlas", **said),
        claim("layoff", "reported", "2025-03-04", at="atlas", **said),
    )  # fmt: skip
    found = record("gazette")
    assert {kind: one.first for kind, one in found.kinds.items()} == {
        "position": 1,
        "founding": 1,
        "line": 1,
        "event": 1,
    }
    assert (found.first, found.ahead, found.open) == (4, 4, 4)
    settled(claim("layoff", "done", "2025-03-09", at="atlas", outlet_="wire"))
    assert record("gazette").kinds["event"].confirmed == 1
    page = outlet_page(outlet("gazette"), day=LATER)
    assert [plain(one.about) for one in page.reports] == [
        "Atlas: layoff",
        "Cy, answering to Dan at Atlas",
        "Bea, founder of Cove",
        "Ada, hire as CTO: Atlas to Kiln",
    ]
    assert [one.anchor.split("-")[0] for one in page.reports] == [
        "event",
        "line",
        "founding",
        "move",
    ]


def test_a_fact_of_what_may_not_be_shown_counts_for_nobody_whatever_its_kind() -> None:
    said: dict[str, Any] = {"outlet_": "gazette"}
    settled(
        claim("founded", "reported", "2025-03-02", who="bea", at="cove", **said),
        claim("reports_to", "reported", "2025-03-03", who="cy", manager="bea", at="atlas", **said),
    )
    assert record("gazette").first == 2
    Person.objects.filter(slug="bea").update(hidden=True)
    assert record("gazette") == NOTHING
    assert outlet_page(outlet("gazette"), day=LATER).reports == ()
