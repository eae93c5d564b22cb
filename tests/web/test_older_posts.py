"""Posts of which for long nobody has told anything stand behind those of today."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import OrganizationFactory
from tests.timeline.staffing import post

pytestmark = pytest.mark.django_db
DAY = "/people/ada/?as_of=2024-06-01"


def told(company: str, last: date, **more: Any) -> None:
    """A post of Ada's that was confirmed last on the day ``last``."""
    at = OrganizationFactory.create(slug=company, name=company.title())
    post(at, "ada", "2001-01-01", title="engineer", confirmed_last=last, **more)


def parts(client: Client) -> tuple[str, str]:
    """The words of the head of Ada's page before what is folded, and of what is."""
    page = client.get(DAY).text
    head = re.sub(r"\s+", " ", page[page.index("<h1>") : page.index('<dl class="facts">')])
    before, _, folded = head.partition('<details class="older">')
    return before, folded


def test_a_post_of_which_nobody_told_anything_for_years_stands_behind_those_of_today(
    client: Client,
) -> None:
    told("kiln", date(2024, 5, 1))
    told("halden", date(2014, 5, 1))
    told("quay", date(2022, 5, 1))
    before, folded = parts(client)
    assert "Kiln" in before and "Quay" in before and "Halden" not in before
    assert "1 older post of which no end is told" in folded and "Halden" in folded


def test_an_end_that_is_told_is_news_and_no_post_stands_behind_nothing(client: Client) -> None:
    told("halden", date(2014, 5, 1))
    before, folded = parts(client)
    assert "Halden" in before and not folded
    told("kiln", date(2014, 5, 1), end_status="reported")
    before, folded = parts(client)
    assert "Kiln" in before and "Halden" in folded


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_older_posts_open_by_key_and_are_printed(width: int, page: Page) -> None:
    told("kiln", date(2024, 5, 1))
    told("halden", date(2014, 5, 1))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(DAY)
    older = page.locator(".older li")
    expect(older).to_be_hidden()
    page.emulate_media(media="print")
    expect(older).to_be_visible()
    page.emulate_media(media="screen")
    page.locator(".older > summary").press("Enter")
    expect(older).to_be_visible()
