"""Taking a table in, in a real browser under the strict policy."""

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from people.models import Person
from tests.browser import open_as
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_table_is_chosen_looked_at_and_taken_in_without_a_refused_script_or_style(
    page: Page, tmp_path: Path
) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Uncaught" in message.text:
            said.append(message.text)

    page.on("console", note)
    UserFactory.create(username="editor", admin=True)
    table = tmp_path / "people.csv"
    table.write_text("name,aliases\nAda Quill,A. Quill\nBen Ferro,\n")
    open_as(page, "editor", "/admin/people/person/import/")
    page.set_input_files("[name=import_file]", table)
    page.select_option("[name=format]", label="csv")
    page.click("input[type=submit]")
    expect(page.locator("table.import-preview")).to_contain_text("Ben Ferro")
    assert not Person.objects.exists()
    page.click("input[name=confirm]")
    expect(page.locator(".messagelist")).to_contain_text("2 new")
    assert Person.objects.count() == 2
    page.goto("/admin/people/person/export/")
    page.select_option("[name=format]", "0")
    with page.expect_download() as download:
        page.click("input[type=submit]")
    assert "Ada Quill" in download.value.path().read_text()
    assert said == []
