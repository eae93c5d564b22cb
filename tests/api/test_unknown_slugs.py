"""A slug in a filter that names no record: refused with what may be meant, so that a slip is not taken for nothing known."""

from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get, World
from tests.factories import OrganizationFactory, OutletFactory, PersonFactory, UnitFactory

#: Every filter by the slug of a record, with a slip of the pen and what is meant by it.
FILTERS = [
    ("moves/", "person", "ada-moreaux", "ada-moreau (Ada Moreau)"),
    ("moves/", "company", "nortwind", "northwind (Northwind)"),
    ("moves/", "from_company", "nortwind", "northwind (Northwind)"),
    ("moves/", "to_company", "halcyom", "halcyon (Halcyon)"),
    ("moves/", "unit", "depe-minds", "deep-minds (Deep Minds)"),
    ("moves/", "outlet", "leger", "ledger (The Ledger)"),
    ("moves.csv", "person", "ada-moreaux", "ada-moreau (Ada Moreau)"),
    ("flows/", "to_company", "halcyom", "halcyon (Halcyon)"),
    ("people/", "company", "nortwind", "northwind (Northwind)"),
    ("units/", "parent", "nortwind", "northwind (Northwind)"),
    ("positions/", "person", "ada-moreaux", "ada-moreau (Ada Moreau)"),
    ("reporting-lines/", "manager", "ada-moreaux", "ada-moreau (Ada Moreau)"),
    ("events/", "company", "nortwind", "northwind (Northwind)"),
    ("statements/", "person", "ada-moreaux", "ada-moreau (Ada Moreau)"),
    ("claims/", "outlet", "leger", "ledger (The Ledger)"),
    ("articles/", "outlet", "leger", "ledger (The Ledger)"),
    ("stories/", "outlet", "leger", "ledger (The Ledger)"),
    ("sources/", "outlet", "leger", "ledger (The Ledger)"),
    ("companies/northwind/org-chart/", "under", "ada-moreaux", "ada-moreau (Ada Moreau)"),
]


@pytest.mark.parametrize(("path", "name", "slip", "meant"), FILTERS)
def test_an_unknown_slug_is_refused_by_name_with_what_may_be_meant(
    world: World, refuse: Get, path: str, name: str, slip: str, meant: str
) -> None:
    UnitFactory.create(slug="deep-minds", name="Deep Minds", parent=world.northwind)
    problem = refuse(path, {name: slip})
    assert problem["type"] == "/api/problems/bad-parameter/"
    (error,) = problem["errors"]
    assert error["parameter"] == name
    assert error["detail"].startswith(f"“{slip}” is no ")
    assert f"Perhaps meant: {meant}." in error["detail"]
    assert error["detail"].endswith(f"/api/v1/{'outlets' if name == 'outlet' else 'search'}/.")


def test_a_slug_like_none_is_refused_without_a_guess_and_each_one_by_itself(
    world: World, refuse: Get
) -> None:
    problem = refuse("moves/", {"person": "zzqy-xwvut", "company": "zzqyx", "outlet": "zzqyx"})
    assert {error["parameter"] for error in problem["errors"]} == {"person", "company", "outlet"}
    assert "Perhaps" not in problem["detail"]


def test_at_most_three_are_named_and_none_that_is_hidden(world: World, refuse: Get) -> None:
    for at in range(5):
        PersonFactory.create(slug=f"ada-moreau-{at}", name="Ada Moreau", hidden=at == 1)
    detail = refuse("moves/", {"person": "ada-moreaux"})["detail"]
    assert detail.count("(Ada Moreau)") == 3
    assert "ada-moreau-1" not in detail


def test_on_an_earlier_day_nobody_is_named_who_was_not_known_of_then(
    world: World, refuse: Get
) -> None:
    query = {"person": "ada-moreaux", "known_on": "2010-01-01"}
    assert "Ada" not in refuse("moves/", query)["detail"]


@pytest.mark.parametrize(
    ("name", "factory"),
    [("person", PersonFactory), ("company", OrganizationFactory), ("outlet", OutletFactory)],
)
def test_what_is_hidden_is_refused_in_the_words_for_what_never_was(
    world: World, refuse: Get, name: str, factory: Any
) -> None:
    factory.create(slug="zzqy-hidden", name="Zzqy Hidden", hidden=True)
    told = [refuse("moves/", {name: slug})["errors"] for slug in ("zzqy-hidden", "zzqy-hiddem")]
    assert str(told[0]).replace("zzqy-hidden", "…") == str(told[1]).replace("zzqy-hiddem", "…")


def test_a_merged_slug_means_the_record_that_goes_on_unless_that_is_hidden(
    world: World, get: Get, refuse: Get
) -> None:
    PersonFactory.create(slug="a-moreau", name="A. Moreau", merged_into=world.ada)
    assert get("moves/", person="a-moreau") == get("moves/", person="ada-moreau")
    world.ada.hidden = True
    world.ada.save()
    assert "“a-moreau” is no person here." in refuse("moves/", {"person": "a-moreau"})["detail"]


def test_the_list_for_readers_says_what_it_does_not_know_and_leads_to_no_address_that_refuses_it(
    world: World, client: Client
) -> None:
    for name in ("person", "outlet", "company"):
        answer = client.get(f"/moves/?{name}=gone&kind=hire")
        assert f"No {name} called “gone” is known here." in answer.text
        assert "Ada Moreau" in answer.text, "the rest of the address counts all the same"
        assert f"{name}=gone" not in answer.text.partition("moves.csv?")[2].partition('"')[0]
