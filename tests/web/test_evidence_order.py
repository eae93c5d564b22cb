"""In which order the claims behind a fact are shown."""

import pytest
from django.test import Client

from tests.claims.scene import coming_told
from tests.web.test_evidence import HTMX, address
from tests.web.test_pages import text_of
from tracker.claims.models import Claim

pytestmark = pytest.mark.django_db


def test_the_claims_that_carry_the_status_shown_come_first(client: Client) -> None:
    move = coming_told("rumoured", "reported", "reported", "announced")
    papers = [str(told.outlet) for told in Claim.objects.order_by("published_on")]
    for name, query in (
        (f"move-{move.pk}", "?menu=evidence"),
        (f"move-{move.pk}", ""),
        (f"position-{move.arrival_id}", ""),
    ):
        part = text_of(client.get(address(name, query=query), headers=HTMX))
        places = [part.index(f"after {paper}, ") for paper in (papers[3], *papers[:2])]
        assert places == sorted(places)
