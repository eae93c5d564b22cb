"""The editors' desk without a browser: what it shows, who may, and what it does."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.claims.scene import person
from tests.claims.waiting import waiting
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def test_a_claim_is_shown_with_all_it_takes_to_decide(desk: Client) -> None:
    one = waiting(title="engineer", on="2025-02")
    page = desk.get("/review/").text
    assert "Ada Byron became engineer at Kiln" in page
    assert f"<mark>{one.evidence}</mark>" in page
