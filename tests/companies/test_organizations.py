"""Organizations: one record for a company or unit, whatever it was called and whoever owned it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from companies.models import (
    Kind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    Succession,
    SuccessionKind,
)
from tests.factories import (
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    OrganizationParentFactory,
    SuccessionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def refused(row: Any, constraint: str) -> None:
    """The database itself refuses ``row``: ``bulk_create`` asks no form and no model."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


def test_an_organization_has_a_name_or_at_least_a_description() -> None:
    Organization.objects.bulk_create(
        [Organization(slug="stub", description="a start-up for world models", stub=True)]
    )
    assert str(Organization.objects.get()) == "a start-up for world models"
    refused(Organization(slug="nothing"), "organization_is_named_or_described")


def test_a_slug_and_a_wikidata_item_belong_to_one_organization() -> None:
    OrganizationFactory.create_batch(2)
    OrganizationFactory.create(slug="meta", wikidata="Q380")
    refused(Organization(slug="meta", name="Another"), "slug")
    refused(Organization(slug="meta-2", name="Meta", wikidata="Q380"), "one_per_item")


def test_a_kind_outside_the_list_is_refused_even_in_plain_sql() -> None:
    company = OrganizationFactory.create()
    with (
        pytest.raises(IntegrityError, match="organization_kind_is_known"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE companies_organization SET kind = 'guild' WHERE id = %s", [company.pk]
        )


def test_nothing_is_its_own_parent() -> None:
    company = OrganizationFactory.create()
    with pytest.raises(IntegrityError, match="not_its_own_parent"), transaction.atomic():
        Organization.objects.filter(pk=company.pk).update(parent=company.pk)
    refused(OrganizationParent(organization=company, parent=company), "parent_is_another")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2004-01-01", ["Facebook"]),
        ("2021-10-27", ["Facebook"]),
        ("2021-10-28", ["Meta"]),
        ("2026-01-01", ["Meta"]),
    ],
)
def test_a_day_has_the_name_of_that_day_and_a_change_begins_on_its_own_day(
    day: str, name: list[str]
) -> None:
    meta = OrganizationFactory.create()
    OrganizationNameFactory.create(organization=meta, name="Facebook", until="2021-10-28")
    OrganizationNameFactory.create(organization=meta, name="Meta", since="2021-10-28")
    on_day = OrganizationName.objects.on(date.fromisoformat(day))
    assert [row.name for row in on_day] == name


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2023-06-30", {"Old"}),
        ("2023-07-01", {"Old", "New"}),
        ("2023-07-30", {"Old", "New"}),
        ("2023-07-31", {"New"}),
    ],
)
def test_in_a_month_of_change_both_names_may_hold(day: str, names: set[str]) -> None:
    company = OrganizationFactory.create()
    OrganizationNameFactory.create(organization=company, name="Old", until="2023-07")
    OrganizationNameFactory.create(organization=company, name="New", since="2023-07")
    on_day = OrganizationName.objects.on(date.fromisoformat(day))
    assert {row.name for row in on_day} == names


def test_deepmind_was_a_company_and_then_a_lab_and_belonged_to_nobody_before_2014() -> None:
    google = OrganizationFactory.create(name="Google")
    deepmind = OrganizationFactory.create(name="DeepMind", kind=Kind.LAB, parent=google)
    OrganizationKindFactory.create(organization=deepmind, kind=Kind.COMPANY, until="2014-01-26")
    OrganizationKindFactory.create(organization=deepmind, kind=Kind.LAB, since="2014-01-26")
    OrganizationParentFactory.create(organization=deepmind, parent=google, since="2014-01-26")
    before, after = date(2014, 1, 25), date(2014, 1, 26)
    assert [row.kind for row in OrganizationKind.objects.on(before)] == [Kind.COMPANY]
    assert [row.kind for row in OrganizationKind.objects.on(after)] == [Kind.LAB]
    assert not OrganizationParent.objects.on(before).exists()
    assert OrganizationParent.objects.on(after).get().parent == google


def test_dated_rows_end_after_they_start_and_stand_once() -> None:
    unit = UnitFactory.create()
    rows: list[Any] = [
        OrganizationName(organization=unit, name="Name"),
        OrganizationKind(organization=unit, kind=Kind.LAB),
        OrganizationParent(organization=unit, parent=unit.parent),
    ]
    for row in rows:
        type(row).objects.bulk_create([row])
        row.pk = None
        refused(row, "once_per_start")
        row.since, row.until = "2025-06", "2025-05"
        refused(row, "ends_after_it_starts")
    refused(OrganizationName(organization=unit, name=""), "name_is_not_empty")


@pytest.mark.parametrize(
    ("kind", "has_parent", "is_unit"),
    [
        (Kind.COMPANY, False, False),
        (Kind.COMPANY, True, False),
        (Kind.UNIVERSITY, False, False),
        (Kind.FUND, False, False),
        (Kind.LAB, False, False),
        (Kind.LAB, True, True),
        (Kind.DIVISION, True, True),
        (Kind.TEAM, True, True),
    ],
)
def test_an_organization_has_the_face_of_a_unit_only_inside_another(
    kind: Kind, has_parent: bool, is_unit: bool
) -> None:
    parent = OrganizationFactory.create()
    row = OrganizationFactory.create(kind=kind, parent=parent if has_parent else None)
    assert row.is_unit is is_unit
    assert (row in Organization.objects.units()) is is_unit
    assert (row in Organization.objects.companies()) is not is_unit


def test_the_company_of_a_unit_is_the_nearest_one_above_its_line_of_units() -> None:
    group = OrganizationFactory.create()
    company = OrganizationFactory.create(parent=group)
    division = UnitFactory.create(kind=Kind.DIVISION, parent=company)
    team = UnitFactory.create(kind=Kind.TEAM, parent=division)
    assert team.company == division.company == company.company == company


def test_units_that_belong_to_each_other_in_a_circle_still_have_an_address() -> None:
    one = UnitFactory.create()
    other = UnitFactory.create(parent=one)
    Organization.objects.filter(pk=one.pk).update(parent=other)
    assert Organization.objects.get(pk=other.pk).company in (one, other)


def test_a_unit_is_addressed_below_its_company() -> None:
    company = OrganizationFactory.create(slug="meta")
    division = UnitFactory.create(slug="meta-msl", parent=company)
    team = UnitFactory.create(slug="meta-tbd-lab", kind=Kind.TEAM, parent=division)
    assert company.get_absolute_url() == "/companies/meta/"
    assert division.get_absolute_url() == "/companies/meta/units/meta-msl/"
    assert team.get_absolute_url() == "/companies/meta/units/meta-tbd-lab/"


def test_an_organization_is_found_by_any_name_it_ever_had_whatever_the_case() -> None:
    meta = OrganizationFactory.create(name="Meta")
    OrganizationNameFactory.create(organization=meta, name="Facebook", until="2021-10-28")
    OrganizationNameFactory.create(organization=meta, name="META", alias=True)
    OrganizationFactory.create(name="Metaphor")
    for name in ("meta", "FACEBOOK", "Meta"):
        assert list(Organization.objects.called(name)) == [meta]


def test_a_hidden_organization_is_not_among_the_visible() -> None:
    shown = OrganizationFactory.create()
    OrganizationFactory.create(hidden=True)
    assert list(Organization.objects.visible()) == [shown]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (SuccessionKind.RENAMED, "Old renamed to New"),
        (SuccessionKind.MERGED_INTO, "Old merged into New"),
        (SuccessionKind.ACQUIRED_BY, "Old acquired by New"),
        (SuccessionKind.SPLIT_FROM, "New split from Old"),
    ],
)
def test_a_succession_reads_as_it_happened(kind: SuccessionKind, sentence: str) -> None:
    row = SuccessionFactory.create(earlier__name="Old", later__name="New", kind=kind)
    assert str(row) == sentence


def test_a_succession_joins_two_organizations_once() -> None:
    row = SuccessionFactory.create()
    refused(Succession(earlier=row.earlier, later=row.later, kind=row.kind), "succession_once")
    refused(
        Succession(earlier=row.earlier, later=row.earlier, kind=row.kind), "succession_joins_two"
    )
