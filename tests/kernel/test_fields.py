"""Partial dates in PostgreSQL, in forms and in fixtures."""

from datetime import date

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.forms import modelform_factory
from hypothesis import given
from hypothesis.extra.django import TestCase

from companies.models import Organization, OrganizationName
from tests.factories import OrganizationFactory
from tests.kernel.test_partial_dates import partial_dates
from tracker.kernel.partial_dates import PartialDate

FoundedForm = modelform_factory(Organization, fields=("founded",))


class RoundTrip(TestCase):
    """Hypothesis needs a transaction for each example."""

    @given(partial_dates())
    def test_postgresql_gives_back_the_date_it_was_given(self, value: PartialDate) -> None:
        made = OrganizationFactory.create(founded=value)
        made.refresh_from_db()
        assert made.founded == value
        assert Organization.objects.get(founded=value) == made


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2025-06", PartialDate.month(2025, 6)),
        (date(2025, 6, 12), PartialDate.on(date(2025, 6, 12))),
        (DateRange(date(2025, 1, 1), date(2026, 1, 1), "[)"), PartialDate.year(2025)),
        (None, None),
        ("", None),
    ],
)
def test_a_column_takes_texts_days_and_ranges(given: object, kept: PartialDate | None) -> None:
    made = OrganizationFactory.create(founded=given)
    made.refresh_from_db()
    assert made.founded == kept


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ["empty", "(,)"])
def test_a_range_without_a_bound_written_by_hand_reads_as_no_day_known(stored: str) -> None:
    made = OrganizationFactory.create()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE companies_organization SET founded = %s::daterange WHERE id = %s",
            [stored, made.pk],
        )
    made.refresh_from_db()
    assert made.founded is None


@pytest.mark.django_db
def test_what_is_no_date_never_reaches_the_database() -> None:
    organization = OrganizationFactory.build(founded="2025-02-30")
    with pytest.raises(ValidationError, match="no day of the calendar"):
        organization.full_clean()
    with pytest.raises(ValidationError, match="is no date"):
        OrganizationFactory.create(founded="last summer")


@pytest.mark.django_db
def test_rows_are_found_by_the_bounds_of_their_date() -> None:
    OrganizationFactory.create(founded="2025-06")
    OrganizationFactory.create(founded="../2025-05-31")
    assert Organization.objects.filter(founded__startswith=date(2025, 6, 1)).count() == 1
    assert Organization.objects.filter(founded__contains=date(2025, 6, 30)).count() == 1
    assert Organization.objects.filter(founded__startswith=None, founded__isnull=False).count() == 1


def test_a_form_reads_the_text_an_editor_types_and_shows_it_again() -> None:
    form = FoundedForm({"founded": " 2025-06 "})
    assert form.is_valid()
    assert form.cleaned_data["founded"] == PartialDate.month(2025, 6)
    shown = FoundedForm(instance=OrganizationFactory.build(founded=PartialDate.month(2025, 6)))
    assert 'value="2025-06"' in str(shown["founded"])
    assert "2024-10-01/2024-12-31" in str(shown["founded"].help_text)


def test_a_form_says_what_is_wrong_and_keeps_the_words() -> None:
    form = FoundedForm({"founded": "May 2025"})
    assert not form.is_valid()
    assert "write 2025, 2025-06 or 2025-06-12" in str(form.errors["founded"])
    assert 'value="May 2025"' in str(form["founded"])


def test_a_form_left_blank_means_no_day_known() -> None:
    form = FoundedForm({"founded": ""})
    assert form.is_valid()
    assert form.cleaned_data["founded"] is None


@pytest.mark.parametrize(("typed", "changed"), [("2025-06", False), ("2025-07", True), ("", True)])
def test_a_form_knows_whether_the_date_was_touched(typed: str, changed: bool) -> None:
    organization = OrganizationFactory.build(founded=PartialDate.month(2025, 6))
    form = FoundedForm({"founded": typed}, instance=organization)
    assert form.has_changed() is changed


@pytest.mark.django_db
def test_a_fixture_carries_the_text_of_the_date() -> None:
    made = OrganizationFactory.create(founded="2024-10-01/2024-12-31")
    dumped = serializers.serialize("json", [made])
    assert '"founded": "2024-10-01/2024-12-31"' in dumped
    (read,) = serializers.deserialize("json", dumped)
    read.save()
    made.refresh_from_db()
    assert str(made.founded) == "2024-10-01/2024-12-31"


@pytest.mark.django_db
def test_a_name_that_ends_before_it_starts_is_refused_by_the_form_too() -> None:
    name = OrganizationName(
        organization=OrganizationFactory.create(),
        name="Old name",
        since=PartialDate.parse("2025-06"),
        until=PartialDate.parse("2025-05"),
    )
    with pytest.raises(ValidationError, match="ends_after_it_starts"):
        name.full_clean()
