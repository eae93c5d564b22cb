"""Whose report is the first we read stands beside what a page tells, with whom that outlet credits."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import Position
from tests.claims.scene import claim, company, outlet, settled, unit
from tests.web.test_pages import text_of

pytestmark = pytest.mark.django_db


def test_who_leads_a_company_is_told_with_the_first_report_and_whom_it_credits(
    client: Client,
) -> None:
    company("kiln")
    outlet("post")
    settled(
        claim(
            "joined", "done", "2025-03-04", who="ada", at="kiln", title="CEO", on="2025-03-01",
            outlet_="post", via="The Gazette",
        ),
        claim("role", "held", "2025-05-01", who="ada", at="kiln", title="CEO"),
    )  # fmt: skip
    answer = client.get("/companies/kiln/")
    page, post = text_of(answer), Position.objects.get()
    assert "Ada , CEO, since 1 Mar 2025" in page
    first = f"First report we read: The Gazette, as cited by {outlet('post').name}, 4 Mar 2025"
    assert first in page[page.index("Chief executive") : page.index("Who led it on")]
    assert f'href="/evidence/position-{post.pk}/"' in answer.text
    assert date(2025, 3, 4) == post.start_first_on


def test_each_of_those_who_led_a_company_is_told_with_the_first_report_and_its_evidence(
    client: Client,
) -> None:
    company("kiln")
    settled(
        claim(
            "joined", "done", "2019-03-04", who="cy", at="kiln", title="CEO", on="2019-03-01",
            outlet_="post", via="The Gazette",
        ),
        claim("role", "held", "2021-05-01", who="bo", at="kiln", title="CEO", outlet_="herald"),
        claim("joined", "done", "2025-03-04", who="ada", at="kiln", title="CEO", on="2025-03-01"),
    )  # fmt: skip
    answer = client.get("/companies/kiln/")
    page = text_of(answer)
    led = page[page.index("Who led it when") :]
    told = (
        f"First report we read: The Gazette, as cited by {outlet('post').name}, 4 Mar 2019 Evidence"
    )
    assert told in led
    assert f"First report we read: {outlet('herald').name}, 1 May 2021 Evidence" in led
    early = text_of(client.get("/companies/kiln/?known_on=2025-12-01"))
    led = early[early.index("Who led it when") :]
    assert told in led and f"{outlet('herald').name}, 1 May 2021 Evidence" in led


def test_one_chief_executive_is_sought_where_none_is_known(client: Client) -> None:
    company("kiln")
    settled(
        claim("joined", "done", "2025-03-04", who="ada", at="kiln", title="CEO", on="2025-03-01"),
        claim("left", "done", "2025-06-04", who="ada", at="kiln", title="CEO", on="2025-06-01"),
    )
    page = text_of(client.get("/companies/kiln/?as_of=2025-09-01"))
    assert "Chief executive on 1 Sep 2025 , as far as known Nobody is known for that day." in page


def test_a_comparison_says_whom_the_first_outlet_credits_of_people_units_and_money(
    client: Client,
) -> None:
    lab, post = unit("lab", "kiln"), outlet("post")
    told: dict[str, Any] = {"outlet_": "post", "via": "The Gazette", "at": "kiln"}
    settled(
        claim("joined", "done", "2025-03-04", who="ada", title="CTO", on="2025-03-01", **told),
        claim("joined", "done", "2025-03-05", who="cy", unit=unit("robots", "kiln"), **told),
        claim("unit_created", "done", "2025-03-05", unit=lab, on="2025-03-05", **told),
        claim("layoff", "done", "2025-03-06", on="2025-03-06", values={"count": "40"}, **told),
        claim("joined", "done", "2025-03-07", who="bo", title="CFO", on="2025-03-07", **told),
        claim(
            "joined", "done", "2025-03-07", who="bo", title="CFO", on="2025-03-07", at="kiln",
            outlet_="post",
        ),
    )  # fmt: skip
    page = text_of(client.get("/companies/kiln/chart/?as_of=2025-06-01&compare=2025-01-01"))
    credited = f"The Gazette, as cited by {post.name}"
    for row in (f"{lab.name} {credited}, 5 Mar 2025", f"CTO {credited}, 4 Mar 2025"):
        assert row in page
    assert f"Done First report we read: {credited}, 6 Mar 2025" in page
    assert f"first named 5 Mar 2025 its day is open – Robots {credited} Evidence" in page
    assert f"CFO {post.name}, 7 Mar 2025" in page, "who says so itself credits nobody"
    events = text_of(client.get("/companies/kiln/"))
    assert f"6 Mar 2025 Layoff Done {credited}" in events, "so does the table beside the chart"


def test_a_timeline_names_who_told_of_it_on_the_day_of_the_first_report(client: Client) -> None:
    company("kiln")
    told: dict[str, Any] = {"who": "ada", "at": "kiln", "title": "CEO", "on": "2025-03-01"}
    settled(
        claim("joined", "done", "2025-03-04", **told, outlet_="gazette"),
        claim("joined", "done", "2025-03-04", **told, outlet_="herald"),
        claim("joined", "done", "2025-03-04", **told, outlet_="post", via=outlet("gazette").name),
        claim("joined", "done", "2025-03-05", **told, outlet_="wire"),
    )
    first, second = Position.objects.get().start_first_outlet, {"gazette", "herald"}
    assert first in second
    (other,) = second - {first}
    said = (
        f"First report we read: {outlet(first).name}, 4 Mar 2025"
        f" ; on the same day also {outlet(other).name} Evidence"
    )
    for page in ("/people/ada/", "/companies/kiln/"):
        words = text_of(client.get(page))
        assert said in words[words.index("Timeline") :]
