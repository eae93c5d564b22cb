"""Chromium for the tests, from Debian."""

import os
import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.passphrase import PASSWORD
from tracker.stack.checks import CHROMIUMS

_LOGIN = "/accounts/login/"
# Both cores may be busy with other tests.
expect.set_options(timeout=30_000)


def find_chromium(*, to_look_at: bool = False) -> str | None:
    """The path of the Chromium that takes least, or of the one that draws letters as readers see them."""
    names = reversed(CHROMIUMS) if to_look_at else CHROMIUMS
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    path = find_chromium()
    if path is None:
        pytest.fail(
            "No Chromium for the page tests: run `apt-get install chromium`, then `make test` again."
        )
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    # What it draws, it draws itself: a process for drawing would only be handed everything.
    options = ["--disable-gpu", "--in-process-gpu"]
    # No page lives long enough to win back what optimizing its scripts takes.
    options.append("--js-flags=--no-opt --no-maglev")
    if not os.geteuid():
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: Any, tmp_path: Path) -> Iterator[Page]:
    """A page of a browser without a history, whose addresses begin at the live server."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


@pytest.fixture
def plain_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def sign_in(page: Page, name: str, to: str) -> None:
    """Sign in as the user ``name``, with the password that their factory gives, and wait until the page
    ``to``, or what stands before it, has loaded with its scripts."""
    page.goto(f"{_LOGIN}?next={to}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def open_as(page: Page, name: str, to: str) -> None:
    """Open the page ``to`` as the user ``name``, who has signed in by the same form without its being drawn: what it
    looks like, and what keys do there, is known by the tests of accounts."""
    asked = page.request
    asked.get(_LOGIN)
    token = next(
        str(one.get("value"))
        for one in page.context.cookies()
        if one.get("name") == settings.CSRF_COOKIE_NAME
    )
    given: dict[str, str | float | bool] = {
        "login": name,
        "password": PASSWORD,
        "csrfmiddlewaretoken": token,
    }
    assert asked.post(_LOGIN, form=given, max_redirects=0).status == HTTPStatus.FOUND
    page.goto(to)


def tab_to(page: Page, selector: str) -> None:
    """Go on by the Tab key until what is meant has the focus, which it must show."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"the Tab key does not lead to {selector}")


def opens_apart(page: Page, link: Locator, key: Literal["Control", "Shift"]) -> str:
    """The address that a press on ``link`` with ``key`` opens in a tab or window of its own: the page must leave that
    to the browser. When the new tab comes, and goes there, is the browser's own affair: no test waits for it, no server
    answers it."""
    page.context.route("**/*", lambda route: route.abort())
    page.evaluate(
        """() => {
            window.taken = new Promise(tell => {
                const heard = event => setTimeout(() => tell(event.defaultPrevented));
                addEventListener("click", heard, { capture: true, once: true });
            });
        }"""
    )
    link.click(modifiers=[key])
    assert page.evaluate("window.taken") is False
    return str(link.evaluate("link => new URL(link.getAttribute('href'), location).href"))


def clear_of(page: Page, bar: str) -> list[tuple[str, bool]]:
    """What the Tab key comes to until it is in the ``bar`` at the window's foot: each with whether it is whole above that."""
    found: list[tuple[str, bool]] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        one = page.evaluate(
            """bar => {
                const here = document.activeElement, box = here.getBoundingClientRect();
                const foot = document.querySelector(bar);
                if (foot.contains(here)) return null;
                return [here.outerHTML.slice(0, 80), box.top >= 0 && box.bottom <= foot.getBoundingClientRect().top];
            }""",
            bar,
        )
        if one is None:
            return found
        found.append((one[0], one[1]))
    raise AssertionError(f"the Tab key does not lead to {bar}")
