"""Mistyped addresses of records: who may be meant, never more than three, and nobody who may not be shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
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


def _asked(client: Client, address: str) -> str:
    (asked,) = re.findall(r"<p>Did you mean .*</p>", client.get(address).text)
    return str(asked)


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
        ("person/ada-byron", ADA),
        ("people/ada byronn", ADA),
        ("persons/Ada_Byron/chart", ADA),
        ("company/kilm-labs", KILN),
        ("org/kiln-labs", KILN),
        ("organizations/kilnlabs/chart", KILN),
        ("companies/kiln-labs/units", KILN),
        ("companies/kiln-labs/unit/kiln-research", UNIT),
        ("companies/kiln-labs/kiln-reserch", UNIT),
        ("companies/kiln-labs/units/research", UNIT),
        ("companies/kiln-labs/units/kiln-rseearch", UNIT),
        ("units/kiln-research", UNIT),
        ("companies/kiln-labs/units/zzqyx", KILN),
        ("companies/kilm-labs/units/zzqyx/people", KILN),
        ("outlet/the-gazette", GAZETTE),
    ],
)
def test_a_mistyped_address_leads_to_the_record_that_may_be_meant(
    client: Client, address: str, meant: str
) -> None:
    answer = client.get(f"/{address}/")
    assert answer.status_code == 404
    assert f"<p>Did you mean {meant}?</p>" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "people/zzqy-xwvut",
        "companies/zzqyx",
        "companies/zzqyx/units/zzqyx",
        "outlets/zzqyx",
        "nowhere",
        "people/_",
        "org",
        "ada-byron",
        "elsewhere/ada-byron",
        "companies/kiln-lab/card.svg",
        "person/ada-byron/.env",
    ],
)
def test_an_address_like_none_guesses_nothing(client: Client, address: str) -> None:
    answer = client.get(f"/{address}/")
    assert (answer.status_code, "Did you mean" in answer.text) == (404, False)


def test_at_most_three_are_named_nobody_hidden_and_few_questions_asked(client: Client) -> None:
    for at in range(6):
        PersonFactory.create(slug=f"ada-byron-{at}", name="Ada Byron", hidden=at == 0)
    with CaptureQueriesContext(connection) as queries:
        asked = _asked(client, "/people/ada-byronn/")
    assert asked.count("Ada Byron") == 3
    assert asked.count(", ") == asked.count(" or ") == 1
    assert "/people/ada-byron-0/" not in asked
    assert len(queries) <= 6


def test_the_units_of_the_company_in_the_address_lead_and_of_those_that_are_hidden_none_is_named(
    client: Client,
) -> None:
    brick = OrganizationFactory.create(slug="brick", name="Brick")
    UnitFactory.create(slug="research", name="Research", parent=brick)
    within = UnitFactory.create(
        slug="glaze", name="Glaze", parent=Organization.objects.get(slug="kiln-labs")
    )
    UnitFactory.create(slug="glaze-research", name="Glaze Research", parent=within)
    hidden = UnitFactory.create(
        slug="researches", name="Researches", parent=within.parent, hidden=True
    )
    with CaptureQueriesContext(connection) as queries:
        asked = _asked(client, "/companies/kiln-labs/units/researchs/")
    assert re.findall(r'units/([^/"]+)/', asked) == ["kiln-research", "glaze-research", "research"]
    assert hidden.slug not in asked
    assert len(queries) <= 9
    Organization.objects.filter(slug="kiln-labs").update(hidden=True)
    assert "/companies/kiln-labs/" not in client.get("/companies/kiln-labs/units/zzqyx/").text


def test_the_clocks_go_along_and_nobody_is_named_whom_nothing_named_by_then(client: Client) -> None:
    answer = client.get("/people/ada-byronn/?as_of=2020-01-01")
    assert '<a href="/people/ada-byron/?as_of=2020-01-01">Ada Byron</a>' in answer.text
    assert "Did you mean" not in client.get("/people/ada-byronn/?known_on=2010-01-01").text
