"""The pages that describe the API, in a browser."""

import pytest
from playwright.sync_api import Page

from tests.accessibility import barriers, too_wide

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
    assert barriers(page) == {}
    assert too_wide(page) == {}
