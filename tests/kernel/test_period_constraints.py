"""What the database refuses of a period."""

import pytest
from django.db import IntegrityError, transaction

from people.models import Position
from tests.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        (
            {"start": "2025-05-01", "end": "2025-04-30", "end_state": "known"},
            "ends_after_it_starts",
        ),
        ({"end": "2025-05-01", "end_state": "open"}, "end_state_fits_the_end"),
        ({"end_state": "known"}, "end_state_fits_the_end"),
        ({"end": "2025", "end_state": "ended", "end_status": "done"}, "end_state_fits_the_end"),
        ({"end_status": "done"}, "done_end_is_an_end"),
        ({"end_state": "ended"}, "ended_is_done"),
        ({"end_state": "ended", "end_status": "rumoured"}, "ended_is_done"),
    ],
)
def test_the_database_refuses_a_period_that_contradicts_itself(
    told: dict[str, str], constraint: str
) -> None:
    """By ``bulk_create``, which asks no form and no model."""
    person, organization = PersonFactory.create(), OrganizationFactory.create()
    row = Position(person=person, organization=organization, **told)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Position.objects.bulk_create([row])
