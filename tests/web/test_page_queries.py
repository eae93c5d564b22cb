"""No page asks more than twelve questions of the database: for whomever, by either clock, whatever its process has kept."""

from collections.abc import Callable
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory
from tests.web.scene import build_scene
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import load, withheld
from tracker.timeline import roster

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 12
PAGES = (
    "/companies/halden/",
    "/companies/halden/?compare=2025-06-01",
    "/companies/halden/?status=done",
    "/companies/halden/?before=2025-12-20.1.9",
    "/people/mira-talvik/",
    "/people/mira-talvik/?about=statements&status=done",
    "/companies/halden/people/",
    "/companies/halden/chart/",
    "/companies/halden/chart/?compare=2025-06-01",
    "/companies/halden/chart/?compare=2025-06-01&units=as_was",
    "/companies/halden/units/halden-foundations/",
    "/companies/halden/units/halden-foundations/?compare=2025-06-01",
    "/companies/halden/units/halden-foundations/chart/",
    "/companies/halden/units/halden-foundations/chart/?compare=2025-06-01",
    "/moves/?company=halden&q=chief",
    "/moves/?company=halden&q=chief+scientist&status=done",
    "/moves/?unit=halden-foundations&q=chief",
    "/search/?q=Halden+CEO",
    "/search/?q=who+ran+Halden+on+18+November+2023",
    "/search/?q=who+left+a+lab+this+year+and+where+did+they+go",
    "/search/?q=biggest+moves+of+2019",
    "/search/?q=chief+scientists+who+left+in+2019",
    "/moves/?ends=from&kind=hire&since=2025&until=2025&q=chief",
    "/flows/?pick=halden&split=rank",
)
CLOCKS = ("", "known_on=2025-12-20", "as_of=2025-12-01&known_on=2025-12-20")


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_asks_at_most_twelve_queries_for_whomever_where_no_book_is_kept(
    signed_in: bool, client: Client
) -> None:
    build_scene()
    withheld()
    if signed_in:
        client.force_login(UserFactory.create())
    too_many = []
    for page, clock in product(PAGES, CLOCKS):
        address = f"{page}{'&' if '?' in page else '?'}{clock}"
        roster._kept.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        if len(asked) > MOST:
            too_many.append((address, len(asked)))
    assert not too_many


def test_the_names_that_are_withheld_are_read_in_one_query_and_two_where_there_are_any() -> None:
    scene = build_scene()
    load()
    assert queries(load) == 1
    take_down(target=scene.talvik, reason="Somebody asked for it.")
    assert "Mira Talvik" in load().anyhow
    assert queries(load) == 2
