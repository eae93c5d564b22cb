"""Both clocks, as an address sets them."""

from datetime import date

import pytest
from django.test import Client, RequestFactory

from tests.factories import MoveFactory, PositionFactory
from tests.web.test_pages import text_of
from tracker.web.clocks import Clocks, clocks_of

TODAY = date(2025, 12, 20)


def clocks(query: str) -> Clocks:
    return clocks_of(RequestFactory().get(f"/moves/?{query}"), today=TODAY)


def test_without_parameters_both_clocks_show_today() -> None:
    now = clocks("")
    assert (now.as_of, now.known_on, now.turned_back, now.query) == (TODAY, None, False, "")


def test_both_clocks_can_be_turned_back_and_links_keep_them() -> None:
    back = clocks("as_of=2023-11-16&known_on=2023-11-20")
    assert back.as_of == date(2023, 11, 16)
    assert back.known_on == date(2023, 11, 20)
    assert back.turned_back
    assert back.query == "?as_of=2023-11-16&known_on=2023-11-20"


def test_known_on_today_still_leaves_out_what_has_no_day() -> None:
    assert clocks("known_on=2025-12-20").turned_back


def test_the_way_home_keeps_the_filters() -> None:
    back = clocks("as_of=2023-11-16&company=halden&status=done&status=denied&page=3")
    assert back.home == "?company=halden&status=done&status=denied"


@pytest.mark.parametrize(
    "query", ["as_of=spring", "as_of=2025-02-30", "known_on=2025", "as_of=0001-01-01", "as_of=%00"]
)
def test_what_is_no_day_is_refused_with_a_sentence_and_today_holds(query: str) -> None:
    now = clocks(query)
    assert "is no day here" in now.refused
    assert now.as_of == TODAY


@pytest.mark.django_db
def test_the_pages_of_a_person_and_a_company_say_of_which_day_the_newest_report_on_record_is(
    client: Client,
) -> None:
    post = PositionFactory.create()
    pages = (f"/people/{post.person.slug}/", f"/companies/{post.organization.slug}/")
    MoveFactory.create(arrival=post)
    for page in pages:
        assert "newest report" not in client.get(page).text, "none is on record"
    for day in (date(2025, 3, 1), date(2025, 6, 2)):
        MoveFactory.create(first_on=day)
    MoveFactory.create(first_on=date(2025, 9, 1), withdrawn=True)
    for page in pages:
        now, then = (text_of(client.get(page + day)) for day in ("", "?known_on=2025-04-01"))
        assert "newest report of a move on record: 2 Jun 2025" in now
        assert "newest report of a move on record: 1 Mar 2025" in then
