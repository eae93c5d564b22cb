"""Somebody, and two companies to move between."""

import pytest

from companies.models import Organization
from people.models import Person
from tests.factories import OrganizationFactory, PersonFactory


@pytest.fixture
def person() -> Person:
    return PersonFactory.create()


@pytest.fixture
def lab() -> Organization:
    return OrganizationFactory.create(slug="lab", name="Lab")


@pytest.fixture
def rival() -> Organization:
    return OrganizationFactory.create(slug="rival", name="Rival")
