"""People and what they hold: the row rules, and who may be seen."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from people.models import (
    Founding,
    FoundingState,
    Person,
    PersonName,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
    Statement,
)
from tests.factories import (
    SOME_DAY,
    FoundingFactory,
    OrganizationFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    ReportingLineFactory,
    StatementFactory,
    UnitFactory,
    known_from,
)

pytestmark = pytest.mark.django_db


def refused(row: Any, constraint: str) -> None:
    """The database itself refuses ``row``: ``bulk_create`` asks no form and no model."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


def test_a_person_has_a_name_a_slug_and_at_most_one_wikidata_item() -> None:
    person = PersonFactory.create(wikidata="Q3571662")
    PersonFactory.create_batch(2)
    refused(Person(slug="nobody"), "person_has_a_name")
    refused(Person(slug=person.slug, name="Another"), "slug")
    refused(Person(slug="another", name="Another", wikidata="Q3571662"), "one_per_item")


def test_another_spelling_stands_once_and_says_something() -> None:
    name = PersonNameFactory.create()
    refused(PersonName(person=name.person, name=name.name), "name_once")
    refused(PersonName(person=name.person, name=""), "name_is_not_empty")


def test_a_person_is_found_by_any_spelling_whatever_the_case() -> None:
    person = PersonFactory.create(name="Yann LeCun")
    PersonNameFactory.create(person=person, name="Yann Le Cun")
    PersonNameFactory.create(person=person, name="YANN LECUN")
    PersonFactory.create(name="Yann LeCunha")
    for name in ("yann lecun", "YANN LE CUN"):
        assert list(Person.objects.called(name)) == [person]


def test_two_people_of_one_name_are_both_found() -> None:
    PersonFactory.create_batch(2, name="Wei Zhang")
    assert Person.objects.called("Wei Zhang").count() == 2


def test_a_post_is_in_a_unit_other_than_its_organization_and_of_a_known_role() -> None:
    person, company = PersonFactory.create(), OrganizationFactory.create()
    refused(Position(person=person, organization=company, unit=company), "unit_is_another")
    refused(Position(person=person, organization=company, role="wizard"), "role_is_known")


def test_one_person_may_hold_two_posts_side_by_side() -> None:
    """Sameness is settling's judgement, not a key's."""
    first = PositionFactory.create()
    second = PositionFactory.create(person=first.person, organization=first.organization)
    assert Position.objects.filter(person=first.person).count() == 2
    assert first != second


def test_positions_at_an_organization_are_those_of_the_company_or_in_the_unit() -> None:
    unit = UnitFactory.create()
    company = unit.parent
    assert company is not None
    inside = PositionFactory.create(organization=company, unit=unit)
    beside = PositionFactory.create(organization=company)
    assert list(Position.objects.at(unit)) == [inside]
    assert set(Position.objects.at(company)) == {inside, beside}


def test_nobody_reports_to_themselves() -> None:
    person, company = PersonFactory.create(), OrganizationFactory.create()
    line = ReportingLine(person=person, manager=person, organization=company)
    refused(line, "line_is_between_two")


def test_a_person_founds_an_organization_once_unless_the_first_record_is_withdrawn() -> None:
    founding = FoundingFactory.create()
    again = Founding(person=founding.person, organization=founding.organization, status="done")
    refused(again, "founding_once")
    Founding.objects.filter(pk=founding.pk).update(withdrawn=True)
    Founding.objects.bulk_create([again])


def test_a_statement_has_a_quote() -> None:
    refused(
        Statement(person=PersonFactory.create(), topic="AGI", status="done"),
        "statement_has_a_quote",
    )


@pytest.mark.parametrize("status", ["held", "former"])
def test_held_and_former_are_words_of_claims_and_no_status_of_a_founding(status: str) -> None:
    founding = Founding(
        person=PersonFactory.create(), organization=OrganizationFactory.create(), status=status
    )
    refused(founding, "status_is_a_step")


def test_a_state_was_known_on_some_day_at_least() -> None:
    nothing = known_from(SOME_DAY, SOME_DAY)
    refused(PositionState(position=PositionFactory.create(), known=nothing), "known_some_day")
    refused(ReportingLineState(line=ReportingLineFactory.create(), known=nothing), "known_some_day")
    refused(
        FoundingState(founding=FoundingFactory.create(), status="done", known=nothing),
        "known_some_day",
    )


@pytest.mark.parametrize(
    ("factory", "parts"),
    [
        (PositionFactory, ("person", "organization", "unit")),
        (ReportingLineFactory, ("person", "manager", "organization")),
        (FoundingFactory, ("person", "organization")),
        (StatementFactory, ("person",)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_fact_is_hidden_with_anybody_and_anything_that_it_names(
    factory: Any, parts: tuple[str, ...]
) -> None:
    shown = factory.create()
    factory.create(hidden=True)
    for part in parts:
        named = PersonFactory if part in ("person", "manager") else OrganizationFactory
        factory.create(**{part: named.create(hidden=True)})
    assert list(type(shown).objects.visible()) == [shown]
