"""Correcting a fact in a browser: without scripts, with the keyboard alone, on small and dark screens."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from people.models import Position
from tests.accessibility import barriers, too_wide
from tests.browser import open_as
from tests.claims.scene import claim, settled
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(transactional_db: None) -> User:
    return UserFactory.create(role="editor", is_staff=True)


@pytest.fixture
def post(transactional_db: None) -> Position:
    told = {"who": "ada-byron", "at": "kiln", "title": "engineer"}
    settled(
        claim("joined", "done", "2025-03-01", on="2025-02-10", **told),  # type: ignore[arg-type]
        claim("left", "announced", "2026-01-20", other="ostra", **told),  # type: ignore[arg-type]
    )
    return Position.objects.get(organization__slug="kiln")


def test_a_fact_is_corrected_from_its_page_and_undone_without_scripts(
    plain_page: Page, editor: User, post: Position
) -> None:
    page = plain_page
    open_as(page, editor.username, "/people/ada-byron/")
    page.get_by_role("link", name="Correct Ada Byron, engineer at Kiln").first.click()
    page.get_by_label("Title").fill("Chief scientist")
    page.get_by_label("Note").fill("Their office told us so.")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("table", name="Pinned by you")).to_contain_text("Chief scientist")
    page.get_by_role("button", name="Store and pin").click()
    expect(page.locator(".say")).to_contain_text("Corrected: Ada Byron")
    expect(page.get_by_text("Chief scientist, Kiln")).to_be_visible()
    page.goto(f"/correct/position/{post.pk}/")
    page.get_by_role("button", name="Undo").click()
    assert Position.objects.get(withdrawn=False, pk=post.pk).title == "engineer"


def test_a_fact_is_withdrawn_with_the_keyboard_alone(
    page: Page, editor: User, post: Position
) -> None:
    open_as(page, editor.username, f"/correct/position/{post.pk}/")
    page.get_by_label("Note").focus()
    page.keyboard.type("Never was.")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "deny":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is no such position")).to_be_visible()
    page.get_by_role("button", name="Withdraw it").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".say")).to_contain_text("Withdrawn: Ada Byron")
    assert not Position.objects.filter(withdrawn=False).exists()


def test_the_form_breaks_no_rule_of_accessibility_or_of_the_page_and_fits_every_screen(
    page: Page, editor: User, post: Position
) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    open_as(page, editor.username, f"/correct/position/{post.pk}/")
    page.get_by_label("Title").fill("Chief scientist")
    for note in ("", "Their office told us so."):
        page.get_by_label("Note").fill(note)
        page.get_by_role("button", name="See what would change").click()
        expect(page.locator("[autofocus]")).to_be_focused()
        assert barriers(page) == {}
        assert too_wide(page) == {}
    assert [words for words in refused if "422" not in words] == []
