"""Which record a name means, and when nobody can tell."""

from datetime import date

import pytest

from companies.models import Kind, Organization
from people.models import Person
from tests.claims.scene import claim
from tests.factories import (
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    UnitFactory,
)
from tracker.claims.identity import Organizations, People
from tracker.claims.names import NamesOnRecord
from tracker.extraction import read
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def atlas() -> Organization:
    return OrganizationFactory.create(slug="atlas", name="Atlas AI")


def somebody(name: str, at: Organization | None = None) -> Person:
    found = PersonFactory.create(name=name)
    if at is not None:
        PositionFactory.create(person=found, organization=at)
    return found


# ── people ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "written", ["Ada Lindqvist", "ada lindqvist", "Ada Lindqvist’s", "Áda  Lindqvist"]
)
def test_a_full_name_that_one_record_bears_is_that_records(written: str) -> None:
    ada = somebody("Ada Lindqvist")
    assert People().resolve(written).record == ada


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Ada M. Lindqvist", "Ada Lindqvist"),
        ("Ada Lindqvist", "Ada M. Lindqvist"),
        ("Ada Marie Lindqvist", "Ada M. Lindqvist"),
        ("Ada Marie Eva Lindqvist", "Ada Eva Lindqvist"),
    ],
)
def test_a_middle_name_or_initial_more_or_less_makes_no_difference(
    known: str, written: str
) -> None:
    ada = somebody(known)
    assert People().resolve(written).record == ada


@pytest.mark.parametrize("written", ["Ada K. Lindqvist", "Eda M. Lindqvist", "Ada M. Lindgren"])
def test_another_initial_or_another_name_is_somebody_else(written: str) -> None:
    ada = somebody("Ada M. Lindqvist")
    found = People().resolve(written)
    assert found.new and found.record != ada


def test_another_spelling_on_record_is_the_same_person() -> None:
    ada = somebody("Ada Lindqvist")
    PersonNameFactory.create(person=ada, name="Ada Lindkvist")
    assert People().resolve("Ada Lindkvist").record == ada


def test_a_surname_alone_needs_the_employer(atlas: Organization) -> None:
    ada = somebody("Ada Lindqvist", atlas)
    assert People().resolve("Lindqvist").record is None
    assert People().resolve("Lindqvist", at=OrganizationFactory.create()).record is None
    assert People().resolve("Lindqvist", at=atlas).record == ada


def test_the_employer_may_be_known_by_its_unit_or_from_a_claim(atlas: Organization) -> None:
    lab = UnitFactory.create(parent=atlas)
    ada = somebody("Ada Lindqvist", atlas)
    claim("role", "held", "2025-01-01", who="eve-moran", at="atlas")
    assert People().resolve("Lindqvist", at=lab).record == ada
    assert People().resolve("Moran", at=atlas).record == Person.objects.get(slug="eve-moran")


def test_two_of_one_name_are_told_apart_by_their_employers_or_not_at_all(
    atlas: Organization,
) -> None:
    borealis = OrganizationFactory.create()
    here, there = somebody("Wei Zhang", atlas), somebody("Wei Zhang", borealis)
    assert People().resolve("Wei Zhang", at=atlas).record == here
    assert People().resolve("Wei Zhang", at=borealis).record == there
    for where in (None, OrganizationFactory.create()):
        found = People().resolve("Wei Zhang", at=where)
        assert found.record is None and not found.new
        assert here.slug in found.reason and there.slug in found.reason


def test_two_of_one_name_in_one_text_are_kept_apart(atlas: Organization) -> None:
    borealis = OrganizationFactory.create()
    here, there = somebody("Wei Zhang", atlas), somebody("Wei Zhang", borealis)
    people = People()
    assert people.resolve("Wei Zhang", at=atlas).record == here
    assert people.resolve("Wei Zhang").record == here
    assert people.resolve("Wei Zhang", at=borealis).record == there
    assert people.resolve("Wei Zhang").record is None


def test_where_somebody_comes_from_tells_two_of_one_name_apart(atlas: Organization) -> None:
    here, _ = somebody("Wei Zhang", atlas), somebody("Wei Zhang")
    new = OrganizationFactory.create()
    assert People().resolve("Wei Zhang", at=new).record is None
    assert People().resolve("Wei Zhang", at=new, also_at=atlas).record == here


def test_two_of_one_name_at_one_company_stay_unmatched(atlas: Organization) -> None:
    somebody("Wei Zhang", atlas)
    somebody("Wei Zhang", atlas)
    assert People().resolve("Wei Zhang", at=atlas).record is None


def test_somebody_met_for_the_first_time_becomes_a_stub_once_for_a_text() -> None:
    people = People()
    first = people.resolve("Ada Lindqvist")
    assert first.new and first.record is not None and first.record.stub
    assert people.resolve("ADA LINDQVIST").record == first.record
    assert Person.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "—", "Madonna"])
def test_no_name_and_a_single_name_make_nobody(name: str) -> None:
    assert People().resolve(name).record is None
    assert not Person.objects.exists()


# ── organizations ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "written", ["Atlas AI", "atlas ai", "Atlas AI, Inc.", "The Atlas AI Company"]
)
def test_legal_words_and_capitals_tell_no_company_apart(atlas: Organization, written: str) -> None:
    assert Organizations().resolve(written).record == atlas


def test_a_company_that_was_renamed_is_found_by_its_former_name_and_its_aliases() -> None:
    meta = OrganizationFactory.create(slug="meta", name="Meta")
    OrganizationNameFactory.create(
        organization=meta, name="Facebook", until=PartialDate.parse("2021-10-28")
    )
    OrganizationNameFactory.create(organization=meta, name="Meta Platforms", alias=True)
    for written in ("Meta", "Facebook", "Meta Platforms", "Facebook, Inc."):
        assert Organizations().resolve(written).record == meta


def test_a_company_met_for_the_first_time_becomes_a_stub_once_for_a_text() -> None:
    organizations = Organizations()
    first = organizations.resolve("Brightwater")
    assert first.new and first.record is not None and first.record.stub
    assert organizations.resolve("Brightwater").record == first.record
    assert Organizations().resolve("Brightwater").record == first.record
    assert Organization.objects.count() == 1


def test_two_companies_of_one_name_are_none() -> None:
    OrganizationFactory.create(slug="nova-fund", name="Nova")
    OrganizationFactory.create(slug="nova-chips", name="Nova")
    found = Organizations().resolve("Nova")
    assert found.record is None
    assert "nova-fund" in found.reason and "nova-chips" in found.reason


def test_a_company_goes_before_a_unit_of_the_same_name(atlas: Organization) -> None:
    UnitFactory.create(parent=atlas, name="Nova")
    nova = OrganizationFactory.create(name="Nova")
    assert Organizations().resolve("Nova").record == nova


@pytest.mark.parametrize(
    "written", ["Robotics Lab", "the robotics team", "Atlas AI Robotics", "Robotics division"]
)
def test_a_unit_is_known_by_the_words_that_tell_it_apart(atlas: Organization, written: str) -> None:
    robotics = UnitFactory.create(parent=atlas, name="Robotics Lab")
    UnitFactory.create(parent=atlas, name="Safety Lab")
    assert Organizations().unit(written, atlas).record == robotics


def test_a_unit_of_another_company_is_another(atlas: Organization) -> None:
    elsewhere = UnitFactory.create(name="Robotics Lab")
    found = Organizations().unit("Robotics Lab", atlas)
    assert found.new and found.record != elsewhere


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Frontier Lab", Kind.LAB),
        ("Atlas Superintelligence Group", Kind.DIVISION),
        ("Trust team", Kind.TEAM),
    ],
)
def test_a_unit_that_is_called_by_a_name_is_made(
    atlas: Organization, written: str, kind: str
) -> None:
    made = Organizations().unit(written, atlas)
    assert made.new and made.record is not None
    assert (made.record.name, made.record.kind, made.record.parent) == (written, kind, atlas)


@pytest.mark.parametrize(
    "written", ["the AI team", "its AI division", "AI research lab", "robotics team"]
)
def test_what_is_only_described_is_no_unit(atlas: Organization, written: str) -> None:
    assert Organizations().unit(written, atlas).record is None
    assert list(Organization.objects.all()) == [atlas]


# ── the names on record ──────────────────────────────────────────────────────────────────────────

SENTENCE = "Ada Lindqvist has joined Quillfeather as chief scientist."


def companies_read(names: NamesOnRecord) -> set[object]:
    reading = read(SENTENCE, published=date(2025, 1, 1), gazetteer=names.gazetteer())
    return {finding.values.get("org") for finding in reading.findings}


def test_a_company_that_was_added_or_got_an_alias_is_known_in_the_next_article() -> None:
    names = NamesOnRecord()
    assert names.gazetteer() is names.gazetteer()
    before = names.gazetteer()
    made = OrganizationFactory.create(name="Quillfeather")
    assert names.gazetteer() is not before
    assert companies_read(names) == {"Quillfeather"}
    with_company = names.gazetteer()
    OrganizationNameFactory.create(organization=made, name="Quill", alias=True)
    assert names.gazetteer() is not with_company


def test_a_hidden_person_is_not_among_the_names_on_record() -> None:
    names = NamesOnRecord()
    ada = somebody("Ada Lindqvist")
    shown = names.gazetteer()
    ada.hidden = True
    ada.save()
    assert names.gazetteer() is not shown


def test_a_company_s_short_name_in_the_same_text_is_the_same_company() -> None:
    organizations = Organizations()
    fuller = organizations.resolve("Brindlemark AI").record
    assert fuller is not None
    assert organizations.resolve("Brindlemark").record == fuller
    assert organizations.resolve("Brindle").record != fuller
    assert Organizations().resolve("Brindlemark").record != fuller
