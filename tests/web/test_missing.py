"""Mistyped addresses of records: who may be meant, never more than three, and nobody who may not be shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import OrganizationFactory, OutletFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _records() -> None:
    PersonFactory.create(slug="ada-byron", name="Ada Byron")
    kiln = OrganizationFactory.create(slug="kiln-labs", name="Kiln Labs")
    UnitFactory.create(slug="kiln-research", name="Kiln Research", parent=kiln)
    OutletFactory.create(slug="the-gazette", name="The Gazette")


ADA = '<a href="/people/ada-byron/">Ada Byron</a>'
KILN = '<a href="/companies/kiln-labs/">Kiln Labs</a>'
UNIT = '<a href="/companies/kiln-labs/units/kiln-research/">Kiln Research</a>'
GAZETTE = '<a href="/outlets/the-gazette/">The Gazette</a>'


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("people/ada-byronn", ADA),
        ("people/Ada_Byron", ADA),
        ("people/byron", ADA),
        ("companies/kiln-lab", KILN),
        ("companies/kilnlabs/chart", KILN),
        ("companies/kilm-labs/people", KILN),
        ("companies/kiln-labs/units/kiln-reserch", UNIT),
        ("companies/kiln-labs/units/kiln-reserch/people", UNIT),
        ("companies/nothing/units/kiln-reserch/chart", UNIT),
        ("outlets/gazete", GAZETTE),
    ],
)
def test_a_mistyped_address_leads_to_the_record_that_may_be_meant(
    client: Client, address: str, meant: str
) -> None:
    answer = client.get(f"/{address}/")
    assert answer.status_code == 404
    assert f"<p>Did you mean {meant}?</p>" in answer.text


@pytest.mark.parametrize(
    "address", ["people/zzqy-xwvut", "companies/zzqyx", "outlets/zzqyx", "nowhere", "people/_"]
)
def test_an_address_like_none_guesses_nothing(client: Client, address: str) -> None:
    answer = client.get(f"/{address}/")
    assert (answer.status_code, "Did you mean" in answer.text) == (404, False)


def test_at_most_three_are_named_nobody_hidden_and_few_questions_asked(client: Client) -> None:
    for at in range(6):
        PersonFactory.create(slug=f"ada-byron-{at}", name="Ada Byron", hidden=at == 0)
    with CaptureQueriesContext(connection) as queries:
        text = client.get("/people/ada-byronn/").text
    (asked,) = re.findall(r"<p>Did you mean .*</p>", text)
    assert asked.count("Ada Byron") == 3
    assert asked.count(", ") == asked.count(" or ") == 1
    assert "/people/ada-byron-0/" not in asked
    assert len(queries) <= 6


def test_the_clocks_go_along_and_nobody_is_named_whom_nothing_named_by_then(client: Client) -> None:
    answer = client.get("/people/ada-byronn/?as_of=2020-01-01")
    assert '<a href="/people/ada-byron/?as_of=2020-01-01">Ada Byron</a>' in answer.text
    assert "Did you mean" not in client.get("/people/ada-byronn/?known_on=2010-01-01").text
