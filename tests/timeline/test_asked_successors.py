"""Searches that ask who came after somebody, or before."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.databases import written_by
from tests.factories import OrganizationFactory
from tests.timeline.staffing import titled_post
from tests.web.test_pages import text_of
from tracker.claims.withholding import withheld
from tracker.timeline.questions.posts import AskedPost
from tracker.timeline.search_page import search_page

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 20)


def _write_halden() -> None:
    """Old Hand led Halden until a day in November 2023, and Ostra before; Stand In, its CTO, stood in for three days."""
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    titled_post(ostra, "Old Hand", "president", since="2014", until="2019-01-01")
    titled_post(ostra, "Next Hand", "president", since="2019-01-01")
    titled_post(halden, "Old Hand", "CEO", since="2019-01-01", until="2023-11-17")
    titled_post(halden, "Stand In", "interim CEO", since="2023-11-17", until="2023-11-20")
    titled_post(halden, "Stand In", "CTO", since="2020", until="2024-09-25")
    titled_post(halden, "New Hand", "Chief Executive Officer", since="2023-11-20")
    titled_post(halden, "Part Head", "CEO of Applications", since="2024-02-01")
    titled_post(halden, "Tech Head", "CTO", since="2025-02-01")


halden = written_by(_write_halden, autouse=True)


def asked(words: str, **clocks: Any) -> tuple[str, str, list[str]] | None:
    """Whose post of which title it was, and who came after."""
    found = search_page(words, **{"as_of": TODAY, **clocks}).asked
    if not isinstance(found, AskedPost) or found.mine is None:
        return None
    return (
        found.mine.person.name,
        found.mine.title,
        [one.person.name for one in found.beside],
    )


AFTER_OLD_HAND = ("Old Hand", "CEO", ["Stand In", "New Hand"])


@pytest.mark.parametrize(
    "words",
    [
        "who was Halden CEO after Old Hand was fired", "who was CEO after Old Hand was fired",
        "Who became the CEO of Halden after Old Hand was ousted?", "Halden CEO after Old Hand",
        "who was interim CEO of Halden after Old Hand’s ouster", "who ran Halden after Old Hand left",
        "who led Halden following Old Hand's firing", "who took over when Old Hand was fired",
        "who took over Halden after Old Hand left", "who stepped in as CEO of Halden when Old Hand was let go",
        "who took over as chief executive at Halden right after Old Hand quit",
        "who replaced Old Hand when he was fired", "who replaced Old Hand at Halden after he left Halden",
        "who filled in for Old Hand", "who was ceo of haldem after old hand was fired",
        "who was Halden CEO after Old Hend was fired",
    ],
)  # fmt: skip
def test_who_came_after_somebody_is_asked_by_the_post_and_by_their_going(words: str) -> None:
    assert asked(words) == AFTER_OLD_HAND


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("who replaced Old Hand in November 2023", AFTER_OLD_HAND),
        ("who replaced Old Hand on 17 November 2023", ("Old Hand", "CEO", ["Stand In"])),
        ("who replaced Old Hand in 2019", ("Old Hand", "president", ["Next Hand"])),
        ("who replaced Old Hand in 2021", AFTER_OLD_HAND),
        ("who succeeded Stand In in November 2023", ("Stand In", "interim CEO", ["New Hand"])),
        ("who succeeded Stand In", ("Stand In", "CTO", ["Tech Head"])),
        ("CTO of Halden after Stand In left", ("Stand In", "CTO", ["Tech Head"])),
    ],
)
def test_of_several_posts_the_one_is_meant_that_ended_in_the_time_that_is_named(
    words: str, told: tuple[str, str, list[str]]
) -> None:
    assert asked(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "who was Halden CEO before New Hand", "who ran Halden before New Hand", "who led Halden before New Hand took over",
        "who was CEO of Halden right before New Hand became chief executive", "New Hand's predecessor",
        "who preceded New Hand", "who came before New Hand at Halden", "predecessor of New Hand as CEO of Halden",
        "who did New Hand replace", "whom did New Hand succeed at Halden", "who was the predecessor of New Hand?",
    ],
)  # fmt: skip
def test_who_came_before_somebody_is_asked_by_the_post_and_by_their_coming(words: str) -> None:
    found = asked(words)
    assert found is not None and found[0] == "New Hand" and found[2] == ["Stand In", "Old Hand"]


def test_who_came_before_the_first_one_on_record_is_not_known(client: Client) -> None:
    assert asked("who ran Halden before Old Hand") == ("Old Hand", "CEO", [])
    told = text_of(client.get("/search/", {"q": "who ran Halden before Old Hand"}))
    assert "Before Old Hand , CEO of Halden" in told
    assert "Nobody is on record who took up a post of such a title earlier." in told
    told = text_of(client.get("/search/", {"q": "who ran Halden before New Hand"}))
    assert "These took up a post of such a title earlier, the last of them first." in told


@pytest.mark.parametrize("words", ["Halden before New Hand", "what did New Hand do before Halden"])
def test_what_somebody_did_before_is_no_question_of_who_came_before(words: str) -> None:
    assert asked(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "who was CFO of Halden after Old Hand was fired", "Halden after Old Hand left",
        "who was CEO of Foobar after Old Hand was fired", "who was CEO after Nobody left",
        "what happened after Old Hand was fired", "where did Old Hand go after Halden",
        "who was Halden CEO",
    ],
)  # fmt: skip
def test_other_words_ask_for_no_successor(words: str) -> None:
    assert asked(words) is None


def test_the_page_says_which_time_it_tells_of_and_where_it_is_not_narrowed(client: Client) -> None:
    def page(words: str) -> str:
        return text_of(client.get("/search/", {"q": words, "as_of": "2025-12-20"}))

    told = page("who replaced Old Hand on 17 November 2023")
    assert "After Old Hand , CEO of Halden , 17 Nov 2023" in told
    assert "not narrowed" not in told and "1 known post for" in told
    assert "The answer is not narrowed to 2021" in page("who replaced Old Hand in 2021")
    assert "This is told for Nov 2023" in page("who replaced Old Hand on 31 November 2023")


@pytest.mark.parametrize("known_on", [None, date(2030, 1, 1)])
def test_such_a_question_asks_the_database_ten_times_at_most(known_on: date | None) -> None:
    for words in ("who was Halden CEO after Old Hand was fired", "who replaced Old Hend in 2023"):
        withheld()
        with CaptureQueriesContext(connection) as queries:
            search_page(words, as_of=TODAY, known_on=known_on)
        assert len(queries) <= 10, (words, len(queries))
