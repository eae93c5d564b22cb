"""Pages that processes started together keep for each other: what one has written, the next one gives."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from tests.factories import OrganizationFactory
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import withheld
from tracker.web import remembered
from tracker.web import shared_pages as module
from tracker.web.shared_pages import LARGEST, Page, SharedPages, shared_pages

PAGE = "/companies/halden/"
PACKED = {"accept-encoding": "gzip"}


@pytest.fixture
def together() -> Iterator[None]:
    shared_pages.share_with("this test")
    yield
    shared_pages.share_with(None)


@pytest.fixture
def halden() -> Organization:
    made = OrganizationFactory.create(name="Halden", slug="halden")
    withheld()  # as any page before would have asked
    return made


def anew() -> Client:
    """Somebody new, at a process that remembers nothing itself."""
    remembered.pages.clear()
    return Client(headers={"host": "testserver", **PACKED})


def is_written() -> bool:
    with CaptureQueriesContext(connection) as asked:
        assert anew().get(PAGE).status_code == 200
    return len(asked) > 1


def page(words: str) -> Page:
    return Page(words.encode(), (("Content-Type", "text/html"),))


def pages(siblings: str | None = "one start") -> SharedPages:
    made = SharedPages()
    made.share_with(siblings)
    return made


@pytest.mark.django_db(transaction=True)
def test_what_one_process_has_written_another_gives_with_the_same_bytes(
    halden: Organization, together: None
) -> None:
    # Tests beside this one change databases of the same server, and with each change it is written anew.
    for _ in range(300):
        first = anew().get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            again = anew().get(PAGE)
        if len(asked) == 1:
            break
    assert len(asked) == 1
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))


@pytest.mark.django_db(transaction=True)
def test_processes_that_were_not_started_together_write_their_own(halden: Organization) -> None:
    assert all(is_written() for _ in range(5))


@pytest.mark.django_db(transaction=True)
def test_a_takedown_counts_in_every_process_with_its_commit(
    halden: Organization, together: None
) -> None:
    assert any(not is_written() for _ in range(300))
    take_down(target=halden, reason="Asked for it.")
    assert anew().get(PAGE).status_code == 404


@pytest.mark.django_db
def test_only_what_was_asked_in_the_same_words_of_the_same_start_is_given() -> None:
    pages().put(("a page",), page("Halden"), 60)
    assert pages().get(("a page",)) == page("Halden")
    assert pages().get(("another page",)) is None
    assert pages("another start").get(("a page",)) is None
    assert pages(None).get(("a page",)) is None


@pytest.mark.django_db
def test_a_place_holds_one_page_and_the_last_comer_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLACES", 1)
    shared = pages()
    shared.put(("first",), page("first"), 60)
    shared.put(("second",), page("second"), 60)
    assert (shared.get(("first",)), shared.get(("second",))) == (None, page("second"))


@pytest.mark.django_db
def test_what_is_large_or_out_of_date_is_not_kept() -> None:
    shared = pages()
    shared.put(("large",), page("a" * LARGEST), 60)
    shared.put(("old",), page("old"), 0)
    assert (shared.get(("large",)), shared.get(("old",))) == (None, None)


@pytest.mark.django_db
def test_without_a_cache_nothing_is_shared_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise ConnectionError("the cache is away")

    monkeypatch.setattr(cache, "get", away)
    monkeypatch.setattr(cache, "set", away)
    pages().put(("a page",), page("Halden"), 60)
    assert pages().get(("a page",)) is None
