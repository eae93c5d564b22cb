"""What is asked in excess is refused, and what may hold a key is kept back."""

import pytest
from django.test import Client

from tests.factories import OutletFactory
from tracker.news.polling import add_source

pytestmark = pytest.mark.django_db


def test_a_request_with_thousands_of_parameters_is_a_problem_and_no_failure(
    client: Client,
) -> None:
    many = "&".join(f"a{number}=1" for number in range(1500))
    answer = client.get(f"/api/v1/moves/?{many}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_source_is_told_without_the_query_that_may_hold_its_key(client: Client) -> None:
    add_source(url="https://news.example/feed.xml?key=secret", outlet=OutletFactory.create())
    answer = client.get("/api/v1/sources/")
    assert answer.json()["results"][0]["url"] == "https://news.example/feed.xml"
    assert b"secret" not in answer.content
