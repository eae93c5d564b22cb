"""In which order the claims behind a fact are shown."""

import pytest
from django.test import Client

from people.models import Move
from tests.claims.scene import claim, settled
from tests.web.test_evidence import HTMX, address
from tests.web.test_pages import text_of
from tracker.claims.models import Claim

pytestmark = pytest.mark.django_db


def test_the_claims_that_carry_the_status_shown_come_first(client: Client) -> None:
    days = ("2025-03-01", "2025-03-02", "2025-03-03", "2025-03-04")
    told = ("rumoured", "reported", "reported", "announced")
    settled(
        *(
            claim(
                "joined",
                status,
                day,
                outlet_=f"wire-{number}",
                on="2025-03-10",
                who="emil-shore",
                at="kiln",
                title="chief executive",
            )
            for number, (status, day) in enumerate(zip(told, days, strict=True))
        )
    )
    move = Move.objects.get()
    papers = [str(told.outlet) for told in Claim.objects.order_by("published_on")]
    for name, query in (
        (f"move-{move.pk}", "?menu=evidence"),
        (f"move-{move.pk}", ""),
        (f"position-{move.arrival_id}", ""),
    ):
        part = text_of(client.get(address(name, query=query), headers=HTMX))
        places = [part.index(f"after {paper}, ") for paper in (papers[3], *papers[:2])]
        assert places == sorted(places)
