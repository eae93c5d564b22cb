"""History: every change to a record is kept, whoever makes it and by whatever way."""

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from companies.models import Organization
from people.models import KnownTally, MoveTally, Person, PersonName, RosterChange
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    UserFactory,
)
from tracker.kernel.facts import Known


def lines(row: models.Model) -> list[tuple[str, Any]]:
    """The history of ``row``: what was done to it, and its name after (for a deletion, before)."""
    history: Any = getattr(row, "events")  # noqa: B009 - the trigger's table has no static name
    return list(history.order_by("pgh_id").values_list("pgh_label", "name"))


def test_every_record_of_people_and_companies_has_a_history() -> None:
    """States are a history themselves; tallies are counted from what has one, and of rosters it is told that they changed."""
    kept = {
        model.pgh_tracked_model
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }
    records = {
        model
        for room in ("people", "companies")
        for model in apps.get_app_config(room).get_models()
        if not hasattr(model, "pgh_tracked_model") and not issubclass(model, Known)
    }
    assert records - kept == {KnownTally, MoveTally, RosterChange}


@pytest.mark.django_db
def test_a_change_by_update_is_kept() -> None:
    person = PersonFactory.create(name="Ada")
    Person.objects.filter(pk=person.pk).update(name="Ada L.")
    assert lines(person) == [("insert", "Ada"), ("update", "Ada L.")]


@pytest.mark.django_db
def test_rows_made_by_bulk_create_are_kept() -> None:
    (company,) = Organization.objects.bulk_create([Organization(slug="new", name="New")])
    assert lines(company) == [("insert", "New")]


@pytest.mark.django_db
def test_a_change_by_plain_sql_is_kept() -> None:
    company = OrganizationFactory.create(name="Before")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE companies_organization SET name = 'After' WHERE id = %s", [company.pk]
        )
    assert lines(company) == [("insert", "Before"), ("update", "After")]


@pytest.mark.django_db
def test_a_deletion_is_kept_with_what_was_deleted() -> None:
    name = PersonNameFactory.create(name="Former spelling")
    pk = name.pk
    PersonName.objects.filter(pk=pk).delete()
    assert lines(PersonName(pk=pk)) == [
        ("insert", "Former spelling"),
        ("delete", "Former spelling"),
    ]


@pytest.mark.django_db
def test_a_change_that_changes_nothing_leaves_no_line() -> None:
    person = PersonFactory.create(name="Ada")
    Person.objects.filter(pk=person.pk).update(name="Ada")
    assert lines(person) == [("insert", "Ada")]


@pytest.mark.django_db
def test_a_position_s_history_leaves_out_what_the_database_computes() -> None:
    position = PositionFactory.create(start="2025-06")
    line = position.events.get()  # type: ignore[attr-defined]
    assert str(line.start) == "2025-06"
    assert not hasattr(line, "possible")


@pytest.mark.django_db
def test_a_line_says_who_acted_and_why() -> None:
    with pghistory.context(user=7, reason="merge of two records"):
        person = PersonFactory.create()
    line = person.events.get()  # type: ignore[attr-defined]
    assert line.pgh_context.metadata == {"user": 7, "reason": "merge of two records"}


@pytest.mark.django_db
def test_what_an_editor_changes_on_the_site_is_kept_under_their_name(client: Client) -> None:
    editor = UserFactory.create(admin=True)
    person = PersonFactory.create(name="Ada")
    client.force_login(editor)
    address = reverse("admin:people_person_change", args=[person.pk])
    form = client.get(address).context["adminform"].form
    fields = {name: form[name].value() or "" for name in form.fields}
    inlines = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    answer = client.post(address, {**fields, **inlines, "name": "Ada L.", "stub": "", "hidden": ""})
    assert answer.status_code == 302
    line = person.events.order_by("pgh_id").last()  # type: ignore[attr-defined]
    assert line.name == "Ada L."
    assert line.pgh_context.metadata["user"] == editor.pk
