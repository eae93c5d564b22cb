"""Whose report is the first we read stands beside what a page tells, with whom that outlet credits."""

from datetime import date

import pytest
from django.test import Client

from people.models import Position
from tests.claims.scene import claim, company, outlet, settled
from tests.web.test_pages import text_of

pytestmark = pytest.mark.django_db


def test_who_leads_a_company_is_told_with_the_first_report_and_whom_it_credits(
    client: Client,
) -> None:
    company("kiln")
    outlet("post")
    settled(
        claim(
            "joined", "done", "2025-03-04", who="ada", at="kiln", title="CEO", on="2025-03-01",
            outlet_="post", via="The Gazette",
        ),
        claim("role", "held", "2025-05-01", who="ada", at="kiln", title="CEO"),
    )  # fmt: skip
    answer = client.get("/companies/kiln/")
    page, post = text_of(answer), Position.objects.get()
    assert "Ada , CEO, since 1 Mar 2025" in page
    first = f"First report we read: The Gazette, as cited by {outlet('post').name}, 4 Mar 2025"
    assert first in page[page.index("Chief executive") : page.index("Who led it on")]
    assert f'href="/evidence/position-{post.pk}/"' in answer.text
    assert date(2025, 3, 4) == post.start_first_on
