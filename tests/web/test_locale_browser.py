"""Dates as the reader's locale writes them, in a browser set to another one."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.scene import Scene, build_scene

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


def test_what_is_fetched_later_is_written_so_too_and_a_year_stays_a_year(
    german: Page, scene: Scene
) -> None:
    german.goto("/people/mira-talvik/")
    german.evaluate("""() => {
        const years = document.createElement("p");
        years.id = "later";
        years.innerHTML = '<time datetime="2019">2019</time> <time datetime="2025-10">Oct 2025</time>';
        document.querySelector("main").append(years);
        document.dispatchEvent(new CustomEvent("htmx:after:swap", {detail: {}}));
    }""")
    expect(german.locator("#later")).to_have_text("2019 Okt. 2025")
