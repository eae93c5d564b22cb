"""Corrections that were made while claims of people stated a probability."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.claims.waiting import waiting
from tests.factories import UserFactory
from tracker.claims.models import Claim
from tracker.claims.review.correcting import Correction, correct
from tracker.kernel.statuses import Status

MIGRATION = "tracker.claims.migrations.0016_corrections_state_no_probability"


@pytest.mark.django_db
def test_an_old_correction_states_no_probability_and_what_programs_read_still_does() -> None:
    read = waiting(rules_version="36", probability=0.7)
    said = Correction(status=Status.ANNOUNCED, title="chief engineer", date=None)
    made = correct(claim=read, editor=UserFactory.create(), correction=said, key="e").correction
    assert made is not None
    Claim.objects.filter(pk=made.pk).update(rules_version="36")
    made.refresh_from_db()
    assert made.stated_probability == 1.0
    import_module(MIGRATION).take_rules_off_corrections(apps, None)
    told = [Claim.objects.get(pk=one.pk).stated_probability for one in (made, read)]
    assert told == [None, 0.7]
