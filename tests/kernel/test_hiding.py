"""What may not be shown is told by functions of the database, one for each table."""

from typing import Any

import pytest
from django.db import models

from companies.models import Kind, Organization, OrgEvent, Stake
from people.models import Founding, Person, Position, ReportingLine, Statement
from tests import factories
from tracker.kernel.facts import one_of
from tracker.kernel.hiding import hidden_of, none_of
from tracker.news.models import Article, Outlet

pytestmark = pytest.mark.django_db


def hidden(model: type[models.Model]) -> set[int]:
    rows = model._default_manager.filter(one_of("pk", hidden_of(model)))
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "model",
    [Person, Position, ReportingLine, Founding, Statement, OrgEvent, Stake, Outlet, Article],
)
def test_the_hidden_rows_of_a_table_are_told_and_no_others(model: type[models.Model]) -> None:
    factory = getattr(factories, f"{model.__name__}Factory")
    one, _ = factory.create(), factory.create()
    assert hidden(model) == set()
    model._default_manager.filter(pk=one.pk).update(hidden=True)
    assert hidden(model) == {one.pk}


def test_units_are_hidden_with_the_company_above_them() -> None:
    company = factories.OrganizationFactory.create()
    lab = factories.OrganizationFactory.create(kind=Kind.LAB, parent=company)
    team = factories.OrganizationFactory.create(kind=Kind.TEAM, parent=lab)
    other = factories.OrganizationFactory.create()
    assert hidden(Organization) == set()
    Organization.objects.filter(pk=lab.pk).update(hidden=True)
    assert hidden(Organization) == {lab.pk, team.pk}
    Organization.objects.filter(pk=company.pk).update(hidden=True)
    assert hidden(Organization) == {company.pk, lab.pk, team.pk}
    assert list(Organization.objects.visible()) == [other]


def test_articles_are_hidden_with_their_outlet() -> None:
    outlet = factories.OutletFactory.create()
    article = factories.ArticleFactory.create(outlet=outlet)
    factories.ArticleFactory.create()
    Outlet.objects.filter(pk=outlet.pk).update(hidden=True)
    assert hidden(Article) == {article.pk}


def test_a_row_that_names_nothing_names_nothing_hidden() -> None:
    company = factories.OrganizationFactory.create()
    unit = factories.OrganizationFactory.create(kind=Kind.LAB, parent=company, hidden=True)
    at_large = factories.PositionFactory.create(unit=None)
    factories.PositionFactory.create(unit=unit, organization=company)
    assert list(Position.objects.filter(none_of("unit", hidden_of(Organization)))) == [at_large]


def test_the_hidden_are_asked_for_once_in_a_question() -> None:
    factories.PositionFactory.create_batch(3)
    rows: Any = Position.objects.filter(none_of("person", hidden_of(Person)))
    plan = rows.explain(analyze=True, verbose=True)
    asked = [line for line in plan.splitlines() if "hidden_people_person()" in line]
    assert len(asked) == 1, plan
