"""The guide for readers lists the pages and filters that there are."""

import re
from pathlib import Path

from tracker.web.forms import MovesForm
from tracker.web.urls import urlpatterns

GUIDE = (Path(__file__).parents[2] / "docs/users.md").read_text()
READERS_NEED_NO = {"ingest/", "accounts/", "review/", "correct/"}


def test_the_guide_lists_every_page_that_readers_have() -> None:
    pages = {
        "/"
        + re.sub(
            r"<\w+:(\w+)>",
            lambda found: f"<{found[1].rpartition('_')[2]}>",
            str(address.pattern),
        )
        for address in urlpatterns
        if not str(address.pattern).startswith(tuple(READERS_NEED_NO))
    }
    listed = set(re.findall(r"`(/[^`?]*)", GUIDE.partition("## How firmly")[0]))
    assert listed == pages


def test_the_guide_lists_every_filter_of_the_moves() -> None:
    table = GUIDE.partition("## Filters of the list of moves")[2].partition("\n## ")[0]
    listed = {
        name
        for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert listed == {*MovesForm.base_fields, "before", "after"}
