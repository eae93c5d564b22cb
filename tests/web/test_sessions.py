"""Sessions are found by their name while they last, and nothing is made of any other."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tracker.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    kept = SessionStore()
    kept["colour"] = "green"
    kept.save()
    assert kept.session_key is not None
    return kept.session_key


def test_a_session_is_read_in_one_query_whenever_its_name_is_given(key: str) -> None:
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert SessionStore(key)["colour"] == "green"
        assert len(asked) == 1


def test_a_session_that_is_over_is_none_and_its_name_is_not_taken_up(key: str) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    found = SessionStore(key)
    assert dict(found.items()) == {}
    assert found.session_key is None


def test_a_name_that_nobody_gave_is_not_taken_up(key: str) -> None:
    found = SessionStore(key[::-1])
    assert dict(found.items()) == {}
    assert found.session_key is None
    assert SessionStore(key).exists(key)
