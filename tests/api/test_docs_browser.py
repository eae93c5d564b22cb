"""The pages that describe the API, in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

VENDOR = Path(__file__).parents[1] / "vendor"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/try/"])
def test_the_docs_pages_keep_to_the_content_security_policy(page: Page, path: str) -> None:
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert "/api/v1/moves/" in page.inner_text("main")
    assert broken == []


def test_the_docs_page_can_be_read_by_everybody(page: Page) -> None:
    page.goto("/api/docs/")
    page.evaluate(next(VENDOR.glob("axe-core-*.min.js")).read_text())
    found = page.evaluate("axe.run()")["violations"]
    assert [violation["id"] for violation in found] == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
