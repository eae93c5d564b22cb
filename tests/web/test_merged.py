"""Addresses of records that were merged into others."""

import pytest
from django.test import Client

from tests.claims.merging_scene import merged, parted
from tests.claims.scene import claim, company, person, settled, unit

pytestmark = pytest.mark.django_db


def test_the_address_of_a_merged_person_leads_to_the_other_for_good_with_its_query(
    client: Client,
) -> None:
    person("ada"), person("ada-l")
    merge = merged("ada-l", into="ada")
    answer = client.get("/people/ada-l/?as_of=2024-05-01&known_on=2024-06-01")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/people/ada/?as_of=2024-05-01&known_on=2024-06-01"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert b"Ada L" not in client.get("/people/").content
    parted(merge)
    assert client.get("/people/ada-l/").status_code == 200


def test_the_address_of_a_merged_company_leads_to_where_the_other_is(client: Client) -> None:
    company("deepthought"), unit("gigantic-lab", of="gigantic")
    merged("deepthought", into="gigantic-lab")
    for address in ("/companies/deepthought/", "/companies/gigantic/units/deepthought/"):
        answer = client.get(address)
        assert answer.status_code == 301
        assert answer.headers["Location"] == "/companies/gigantic/units/gigantic-lab/"


def test_a_merged_record_whose_winner_is_hidden_is_missing(client: Client) -> None:
    ada, _ = person("ada"), person("ada-l")
    merged("ada-l", into="ada")
    type(ada).objects.filter(slug="ada").update(hidden=True)
    assert client.get("/people/ada-l/").status_code == 404
    assert client.get("/api/v1/people/ada-l/").status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people/ada-l/", "people/ada/"),
        ("people/ada-l/timeline/?since=2024", "people/ada/timeline/?since=2024"),
        ("companies/atlas-inc/", "companies/atlas/"),
        ("companies/atlas-inc/timeline/", "companies/atlas/timeline/"),
        ("units/atlas-lab/", "companies/atlas/"),
        ("companies/atlas-inc/?", "companies/atlas/"),
        (
            "companies/atlas-inc/org-chart/?as_of=2024-01-01",
            "companies/atlas/org-chart/?as_of=2024-01-01",
        ),
        (
            "companies/atlas-lab/org-diff/?from=2024-01-01",
            "companies/atlas/org-diff/?from=2024-01-01",
        ),
    ],
)
def test_the_api_answers_301_for_a_merged_record(client: Client, old: str, new: str) -> None:
    for slug in ("ada", "ada-l"):
        person(slug)
    company("atlas-inc"), unit("atlas-lab", of="atlas")
    (
        merged("ada-l", into="ada"),
        merged("atlas-inc", into="atlas"),
        merged("atlas-lab", into="atlas"),
    )
    answer = client.get(f"/api/v1/{old}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/api/v1/{new}")


def test_the_slug_of_a_merged_record_means_the_other_in_filters(client: Client) -> None:
    person("ada"), company("atlas")
    settled(
        claim("joined", "done", "2024-01-10", who="ada-l", at="atlas-inc", title="CTO"),
        claim("reports_to", "done", "2024-01-10", who="bob", manager="ada-l", at="atlas-inc"),
    )
    merged("ada-l", into="ada"), merged("atlas-inc", into="atlas")
    for address in (
        "moves/?person=ada-l&to_company=atlas-inc",
        "positions/?person=ada-l&company=atlas-inc",
        "reporting-lines/?manager=ada-l",
        "claims/?person=ada-l",
        "people/?company=atlas-inc",
    ):
        assert len(client.get(f"/api/v1/{address}").json()["results"]) == 1, address
    flows = client.get("/api/v1/flows/?company=atlas-inc&ends=any").json()
    assert flows == client.get("/api/v1/flows/?company=atlas&ends=any").json()
    assert flows["moves"] == 1
    assert b"Ada" in client.get("/moves/?person=ada-l&company=atlas-inc", follow=True).content
