"""The unit in the rows of moves, beside its company."""

import pytest
from django.test import Client

from tests.claims.scene import claim, settled, unit
from tests.web.test_pages import text_of

pytestmark = pytest.mark.django_db


def test_a_row_names_the_unit_that_somebody_left_or_joined_beside_the_company(
    client: Client,
) -> None:
    lab = unit("halden-lab", "halden")
    settled(
        claim("joined", "done", "2020-02-03", who="ada", at="halden", unit=lab, on="2020-02"),
        claim("left", "done", "2022-02-03", who="ada", at="halden", unit=lab, on="2022-02"),
        claim("joined", "done", "2024-02-03", who="bob", at="halden", other="quay", unit=lab),
    )
    page = text_of(client.get("/moves/"))
    assert "Halden · Halden Lab → to not known" in page
    assert page.count("→ to Halden · Halden Lab") == 2
    assert "Quay → to Halden · Halden Lab" in page
    assert client.get("/moves/").text.count('href="/companies/halden/units/halden-lab/"') == 3
    assert "Ada left Halden Lab at Halden" in text_of(client.get("/people/ada/"))
