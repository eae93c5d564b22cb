"""What a chart of the API asks of the database when no transaction of a test stands around it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.api.conftest import write_world
from tests.api.test_charts import CHART, with_staff

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chart_takes_six_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with_staff(write_world())
    client.get(f"/api/v1/{CHART}?as_of=2025-06-01")
    with django_assert_max_num_queries(6):
        client.get(f"/api/v1/{CHART}?as_of=2025-06-01")
