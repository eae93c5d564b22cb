"""Merging and undoing in a real browser, under the strict policy."""

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from people.models import Person
from tests.browser import open_as
from tests.claims.scene import claim, settled
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_duplicate_is_chosen_by_name_looked_at_merged_and_parted_again(page: Page) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Uncaught" in message.text:
            said.append(message.text)

    page.on("console", note)
    UserFactory.create(username="editor", admin=True)
    settled(
        claim("joined", "done", "2024-01-10", who="ada", at="atlas", title="CTO", on="2024-01-08"),
        claim("left", "done", "2025-03-01", who="ada-l", at="atlas", title="CTO", on="2025-03-01"),
    )
    loser = Person.objects.get(slug="ada-l")
    open_as(page, "editor", f"/admin/people/person/{loser.pk}/change/")
    page.click("text=Merge into…")
    page.click(".select2-selection")
    page.fill(".select2-search__field", "Ada")
    page.click(".select2-results__option:text-is('Ada')")
    page.click("button[name=look]")
    expect(page.locator("#content-main table")).to_contain_text("stands no longer on its own")
    page.fill("[name=why]", "One woman, spelt in two ways")
    page.click("button[name=merge]")
    expect(page.locator(".messagelist")).to_contain_text("Ada L merged into Ada")
    assert Person.objects.get(slug="ada-l").merged_into is not None
    page.click("text=Look at it, or undo it")
    page.click("text=Undo this merge")
    expect(page.locator(".messagelist")).to_contain_text("Ada L stands again")
    page.goto(f"/admin/people/person/{loser.pk}/history/")
    expect(page.locator("#change-history")).to_contain_text("One woman, spelt in two ways")
    assert said == []
