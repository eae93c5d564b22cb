"""What was denied or taken back looks like no fact, in drawings and beside them."""

import pytest
from django.test import Client

from tests.factories import PositionFactory
from tests.web.scene import build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

pytestmark = pytest.mark.django_db


def test_a_post_that_was_taken_back_is_hatched_in_the_chart_and_struck_out_beside_it(
    client: Client,
) -> None:
    scene = build_scene()
    PositionFactory.create(
        person=scene.talvik,
        organization=scene.ostra,
        title="chief oracle",
        start=PartialDate.parse("2021-05"),
        start_status=Status.REVERSED,
    )
    page = client.get("/people/mira-talvik/").text
    assert page.count('class="hatch"') == 3, "wide, narrow and in the key"
    assert page.count("Reversed: Chief oracle</text>") == 2
    assert "<s>Chief oracle</s>" in page
    assert "<s>Chief oracle</s>" in client.get("/companies/ostra/people/?days=all").text
    picture = client.get("/people/mira-talvik/career.svg").text
    assert "Reversed: Chief oracle" in picture and ">Reversed<" in picture
