"""Two records of one company or unit become one."""

import pytest

from companies.models import (
    Organization,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    Stake,
    Succession,
)
from people.models import Founding, Move, Position, ReportingLine
from tests.claims.merging_scene import every_row, merged, parted, told
from tests.claims.scene import claim, company, settled, undone, unit
from tracker.claims.identity import Organizations
from tracker.claims.merging.refusals import CannotMerge
from tracker.claims.merging.relations import columns_naming
from tracker.claims.models import Claim
from tracker.claims.names import names_on_record
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

COMPANY = "atlas-inc"


def a_company_and_its_units(name: str = COMPANY) -> None:
    """Atlas Inc has a lab, people, a layoff, a stake in Borealis, and is founded and left."""
    lab = unit("atlas-lab", of=name)
    settled(
        claim(
            "joined", "done", "2024-01-10", who="ada", at=name, unit=lab, title="head of the lab"
        ),
        claim("left", "done", "2024-06-01", who="bob", at=name, other="borealis", on="2024-06"),
        claim("joined", "done", "2024-06-02", who="bob", at="borealis", other=name, title="CTO"),
        claim("founded", "done", "2015-06-01", who="ada", at=name, on="2015"),
        claim("reports_to", "done", "2024-07-01", who="ada", manager="bob", at=name),
        claim("layoff", "done", "2024-08-01", at=name, values={"count": 90}, on="2024-08-01"),
        claim("unit_created", "done", "2024-01-02", at=name, unit=lab, on="2024-01-02"),
        claim("stake", "done", "2024-09-01", at=name, other="borealis", values={"percent": 49}),
    )


def test_everything_that_named_the_one_company_names_the_other() -> None:
    a_company_and_its_units()
    company("atlas")
    before = every_row()
    merge = merged("atlas-inc", into="atlas")
    loser = Organization.objects.get(slug="atlas-inc")
    for column in columns_naming(Organization):
        assert not column.rows(loser).exists(), column
    assert unit("atlas-lab", of="atlas").parent == company("atlas")
    assert OrgEvent.objects.supported().filter(organization=company("atlas")).count() == 2
    assert Stake.objects.supported().get().acquirer == company("atlas")
    assert Founding.objects.supported().get().organization == company("atlas")
    assert ReportingLine.objects.supported().get().organization == company("atlas")
    assert Move.objects.get(person__slug="bob", withdrawn=False).from_company == company("atlas")
    assert parted(merge).exactly
    assert every_row() == before


def test_the_facts_are_those_of_one_company() -> None:
    with undone():
        a_company_and_its_units()
        company("atlas")
        merged("atlas-inc", into="atlas")
        after = told()
    with undone():
        a_company_and_its_units("atlas")
        direct = told()
    assert after == direct


def test_names_kinds_parents_and_successions_go_over_once() -> None:
    loser, winner, third = company("atlas-inc"), company("atlas"), company("borealis")
    OrganizationName.objects.create(organization=loser, name="Atlas")
    OrganizationName.objects.create(organization=winner, name="Atlas")
    OrganizationName.objects.create(
        organization=loser, name="Atlas Research", since=PartialDate.parse("2015")
    )
    OrganizationParent.objects.create(organization=loser, parent=winner)
    OrganizationParent.objects.create(organization=winner, parent=third)
    for earlier, later in ((loser, third), (winner, third), (loser, winner)):
        Succession.objects.create(earlier=earlier, later=later, kind="acquired_by")
    before = every_row()
    merge = merged("atlas-inc", into="atlas")
    names = OrganizationName.objects.filter(organization=winner).order_by("name")
    assert [(one.name, one.alias) for one in names] == [
        ("Atlas", False),
        ("Atlas Inc", True),
        ("Atlas Research", False),
    ]
    assert OrganizationParent.objects.get().parent == third
    assert Succession.objects.get().later == third
    assert Organizations().resolve("Atlas Inc").record == winner
    parted(merge)
    assert every_row() == before


def test_a_merged_company_is_no_name_of_its_own_in_the_next_article() -> None:
    company("atlas-inc"), company("atlas")
    merged("atlas-inc", into="atlas")
    hits = list(names_on_record.gazetteer().hits("Atlas Inc said so."))
    assert [(hit.known.name, hit.known.aliases) for hit in hits] == [("Atlas", ("Atlas Inc",))]


def test_a_company_that_became_a_unit_leaves_its_posts_in_that_unit() -> None:
    settled(
        claim("joined", "done", "2024-01-10", who="ada", at="deepthought", title="CTO"),
        claim("founded", "done", "2010-01-10", who="bob", at="deepthought"),
        claim("joined", "done", "2024-06-02", who="cy", at="atlas", other="deepthought"),
    )
    lab = unit("atlas-deepthought", of="gigantic")
    post = Position.objects.get(person__slug="ada")
    before = every_row()
    merge = merged("deepthought", into="atlas-deepthought")
    post.refresh_from_db()
    assert (post.organization, post.unit) == (company("gigantic"), lab)
    assert Founding.objects.supported().get().organization == lab
    assert Claim.objects.get(person__slug="cy").other == company("gigantic")
    parted(merge)
    assert every_row() == before


def test_a_unit_takes_its_posts_to_the_company_it_is_merged_into() -> None:
    lab = unit("atlas-lab", of="atlas")
    settled(
        claim("joined", "done", "2024-01-10", who="ada", at="atlas", unit=lab, title="head"),
        claim("role", "held", "2024-01-10", who="bob", at="atlas", title="CTO"),
        claim("unit_created", "done", "2024-01-02", at="atlas", unit=lab, on="2024-01-02"),
    )
    other = unit("borealis-lab", of="borealis")
    before = every_row()
    first = merged("atlas-lab", into="borealis-lab")
    ada = Position.objects.supported().get(person__slug="ada")
    assert (ada.organization, ada.unit) == (company("borealis"), other)
    assert Position.objects.supported().get(person__slug="bob").organization == company("atlas")
    second = merged("borealis-lab", into="cirrus-labs") if company("cirrus-labs") else None
    ada.refresh_from_db()
    assert (ada.organization, ada.unit) == (company("cirrus-labs"), None)
    assert second is not None
    parted(second)
    parted(first)
    after = every_row()
    assert {table for table in after if after[table] != before[table]} == {"companies_organization"}


def test_a_part_may_be_merged_into_its_whole_but_not_the_whole_into_its_part() -> None:
    lab = unit("atlas-lab", of="atlas")
    settled(claim("joined", "done", "2024-01-10", who="ada", at="atlas", unit=lab, title="head"))
    with pytest.raises(CannotMerge, match="Atlas Lab is part of Atlas"):
        merged("atlas", into="atlas-lab")
    before = every_row()
    merge = merged("atlas-lab", into="atlas")
    assert Position.objects.supported().get().unit is None
    parted(merge)
    assert every_row() == before


def test_a_stake_in_itself_is_none() -> None:
    settled(claim("stake", "done", "2024-09-01", at="atlas", other="borealis"))
    before = every_row()
    merge = merged("borealis", into="atlas")
    assert not Stake.objects.supported().exists()
    parted(merge)
    assert every_row() == before
