"""Dates as the reader's locale writes them, in a browser set to another one."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect

from tests.web.scene import Scene, build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.life import Step
from tracker.web.charts.life import lives
from tracker.web.days import say_day
from tracker.web.templatetags.reshuffle import slots, when

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=1)


@pytest.fixture
def german(browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="de-DE")
    yield context.new_page()
    context.close()


def test_a_day_is_written_as_the_reader_s_locale_has_it_and_told_exactly_on_hover(
    german: Page, scene: Scene
) -> None:
    german.goto("/companies/halden/?as_of=2025-05-08")
    day = german.locator("main time[datetime='2025-05-08']:not(.dcol)").first
    expect(day).to_have_text("8. Mai 2025")
    expect(day).to_have_attribute("title", "2025-05-08")
    expect(day).to_have_attribute("lang", "de-DE")


def test_what_is_fetched_later_is_written_so_too_and_the_bounds_of_a_range_as_well(
    german: Page, scene: Scene
) -> None:
    german.goto("/people/mira-talvik/")
    later = " ".join(
        [
            when(PartialDate.parse("2019")),
            when(PartialDate.parse("2025-10")),
            when(PartialDate.parse("2025-03-02/2025-10-31")),
            when(PartialDate.parse("../2025-05-31")),
        ]
    )
    german.evaluate(
        """later => {
            document.querySelector("main").insertAdjacentHTML("beforeend", `<p id="later">${later}</p>`);
        }""",
        later,
    )
    expect(german.locator("#later")).to_have_text(
        "2019 Okt. 2025 between 2. März and 31. Okt. 2025 by 31. Mai 2025"
    )


def test_a_column_of_dates_has_its_slots_in_the_reader_s_order_and_keeps_the_empty_ones(
    browser: Browser, live_server: Any, scene: Scene
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    page = context.new_page()
    page.goto("/moves/")
    page.evaluate(
        """slots => {
            document.querySelector("main").insertAdjacentHTML("beforeend", `<p id="later">${slots}</p>`);
        }""",
        slots(PartialDate.parse("2025-03-02")) + slots(PartialDate.parse("2025-10")),
    )
    written = page.locator("#later time")
    expect(written).to_have_text(["Mar 2 2025", re.compile(r"^Oct\s+2025$")])
    expect(written.first).to_have_attribute("data-order", "mdy")
    context.close()


def test_a_day_in_a_drawing_is_written_as_those_beside_it(german: Page, scene: Scene) -> None:
    german.goto("/people/mira-talvik/")
    drawn = render_to_string(
        "web/charts/life.html",
        {
            "drawings": lives(
                [
                    Step("rumoured", date(2025, 3, 2), "The Gazette"),
                    Step("done", date(2025, 5, 8), "The Gazette"),
                ],
                say=say_day,
            ),
        },
    )
    german.evaluate(
        """drawn => {
            document.querySelector("main").insertAdjacentHTML("beforeend", `<div id="later">${drawn}</div>`);
        }""",
        drawn,
    )
    labels = german.locator("#later svg.wide text[data-day]")
    expect(labels).to_have_text(["2. März 2025", "8. Mai 2025"])
