"""The same two days give the same numbers on pages, in pictures and in the API."""

import pytest
from django.test import Client

from companies.models import EventKind
from tests.factories import OrgEventFactory, UnitFactory
from tests.timeline.staffing import changed_chief, post
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.web.changes import summed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("units", ["as_is", "as_was"])
def test_pages_pictures_and_the_api_count_the_same_changes_of_the_same_two_days(
    client: Client, units: str
) -> None:
    halden = changed_chief()
    post(halden, "in-that-month", "2023-06")
    post(halden, "some-year", "2023/2024")
    post(halden, "some-day", "2020", "2023-06/2024-12", title="CFO")
    lab = UnitFactory.create(slug="old-lab", name="Old Lab", parent=halden)
    OrgEventFactory.create(
        organization=halden,
        kind=EventKind.UNIT_DISSOLVED,
        unit=lab,
        happened=PartialDate.parse("2024-06"),
    )
    diff = client.get(
        "/api/v1/companies/halden/org-diff/",
        {"from": "2023-06-01", "to": "2024-06-01", "units": units, "kind": "left"},
    ).json()
    counts, possible = diff["counts"], diff["counts_possible"]
    assert (counts["joined"], counts["left"]) == (3, 1)
    assert (possible["joined"], possible["left"], possible["unit_dissolved"]) == (1, 1, 1)
    people = sum(number for kind, number in possible.items() if not kind.startswith("unit_"))
    said = " , ".join(f"{tag.symbol} {words}" for tag, words in summed(counts))
    asked = f"?as_of=2024-06-01&compare=2023-06-01&units={units}"
    for address, open_ones in (
        ("/companies/halden/chart/", f"1 unit dissolved and {people} known changes of people"),
        ("/companies/halden/", f"leaves it open: {people + 1} known changes ."),
    ):
        page = text_of(client.get(address + asked))
        assert f"Since 1 Jun 2023 : {said}" in page
        assert open_ones in page
    assert diff["note"] == f"{sum(counts.values())} known changes, and {people + 1} possible"
    drawn = client.get("/companies/halden/chart.svg" + asked).content.decode()
    assert said.replace(" ,", ",") in drawn
