"""Who tells of something long after its day breaks no news by it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from companies.models import Organization
from people.models import Move
from tests.factories import (
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    known_from,
)
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.background import NEWS_FOR_DAYS, is_background
from tracker.timeline.outlet_records import NOTHING, records_of, reports_of

TODAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("happened", "late"),
    [
        ("2017", True),
        ("2017-01-01/2023-05-09", True),
        ("2017-01-01/2023-05-10", False),
        ("2023-05-12", False),
        ("2017-01-01/..", False),
        ("../2017-01-01", True),
        ("", False),
    ],
)
def test_what_was_first_told_more_than_two_years_after_its_last_possible_day_is_background(
    happened: str, late: bool
) -> None:
    when = PartialDate.parse(happened) if happened else None
    assert is_background(when, date(2023, 5, 10) + timedelta(days=NEWS_FOR_DAYS)) is late
    assert not is_background(when, None)


def told(day: str, told_on: date) -> Move:
    """Ada joined the Lab on ``day``, of which the Ledger was first to tell, on ``told_on``."""
    OutletFactory.create(slug="ledger", name="Ledger")
    lab: Organization = OrganizationFactory.create(slug="lab", name="Lab")
    move: Move = MoveFactory.create(
        person=PersonFactory.create(slug="ada", name="Ada Moreau"),
        to_company=lab,
        happened=PartialDate.parse(day),
        first_outlet="ledger",
        first_on=told_on,
    )
    MoveStateFactory.create(
        move=move,
        happened=move.happened,
        first_outlet="ledger",
        first_on=told_on,
        known=known_from(told_on),
    )
    return move


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "late"), [("2017", True), ("2025-05", False)])
def test_an_outlet_that_tells_of_history_is_nowhere_called_the_first_to_report_it(
    client: Client, day: str, late: bool
) -> None:
    told(day, date(2025, 6, 1))
    record = records_of(["ledger"], day=TODAY).get("ledger", NOTHING)
    (report,) = reports_of("ledger", day=TODAY, most=9)
    assert (record.first, report.counted, report.late) == (0 if late else 1, not late, late)
    page = client.get("/people/ada/").content.decode()
    assert ("Told long after, in Ledger," in page, "First report we read: Ledger," in page) == (
        late,
        not late,
    )
    assert (
        'told in</span> <a href="/outlets/ledger/' in client.get("/moves/").content.decode()
    ) is late
    assert (
        "told long after: not counted" in client.get("/outlets/ledger/").content.decode()
    ) is late
