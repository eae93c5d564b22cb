"""What a chart says of titles that were only possibly held on its day, and of ends that came to nothing."""

from datetime import date

import pytest
from django.test import Client

from companies.models import Organization
from tests.factories import OrganizationFactory, UnitFactory
from tests.timeline.staffing import line, post
from tests.web.test_pages import text_of
from tracker.kernel.statuses import Status
from tracker.timeline.org_chart import org_chart
from tracker.timeline.org_picture import org_picture

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)
CHART = "/companies/halden/chart/"


@pytest.fixture
def halden() -> Organization:
    """Halden, where Ada is chief scientist, and a year later head of robots, since nobody knows when."""
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    post(halden, "chief", "2020", title="chief executive", seniority=6)
    post(halden, "ada", "2020", title="chief scientist", seniority=3)
    later = date(2025, 3, 1)
    post(
        halden,
        "ada",
        "../2025-03-01",
        title="president of robots",
        seniority=5,
        confirmed_last=later,
    )
    line(halden, "ada", "chief", "2020")
    return halden


def only_robots(halden: Organization) -> None:
    halden.positions.filter(title="chief scientist").delete()


def test_a_chart_names_the_titles_that_were_surely_held_first_and_says_of_others_that_they_may_be(
    client: Client, halden: Organization
) -> None:
    page = text_of(client.get(f"{CHART}?as_of={DAY}"))
    assert "Ada Chief scientist possibly president of robots" in page
    assert "Ada, Chief scientist, possibly president of robots" in page
    assert "Ada Chief scientist, possibly president of robots" in page, "the table"
    picture = client.get(f"{CHART[:-1]}.svg?as_of={DAY}").text
    assert (
        ">Chief scientist</text>" in picture and ">possibly president of robots</text>" in picture
    )


def test_where_no_title_is_sure_the_box_says_that_each_may_be(
    client: Client, halden: Organization
) -> None:
    only_robots(halden)
    page = text_of(client.get(f"{CHART}?as_of={DAY}"))
    assert "Ada Possibly president of robots" in page
    assert "Ada President of robots" not in page
    frame = text_of(client.get(f"/embed{CHART}?as_of={DAY}"))
    assert "Ada Possibly president of robots" in frame


def test_the_titles_that_were_surely_held_come_first_in_the_answer_of_the_api_too(
    client: Client, halden: Organization
) -> None:
    people = client.get(f"/api/v1/companies/halden/org-chart/?as_of={DAY}").json()["people"]
    (ada,) = (one for one in people if one["person"]["slug"] == "ada")
    assert [(one["title"], one["holds"]) for one in ada["posts"]] == [
        ("chief scientist", "certain"),
        ("president of robots", "possible"),
    ]


@pytest.mark.parametrize(
    ("told", "compare", "ending"),
    [
        (date(2022, 5, 1), "", ""),
        (date(2022, 5, 1), "2022-01-01", "reversed"),
        (date(2022, 5, 1), "2022-06-01", ""),
        (date(2023, 9, 1), "", "reversed"),
        (date(2024, 7, 1), "", ""),
    ],
)
def test_an_end_that_was_taken_back_is_marked_for_a_year_and_where_it_lies_in_the_comparison(
    client: Client, halden: Organization, told: date, compare: str, ending: str
) -> None:
    held = halden.positions.filter(title="chief scientist")
    held.update(end_status=Status.REVERSED, end_told_on=told)
    query = f"?as_of={DAY}" + (f"&compare={compare}" if compare else "")
    page = text_of(client.get(CHART + query))
    assert ("Reversed beside a name: a departure" in page) is bool(ending)
    if not compare:
        (chief,) = org_chart(halden, as_of=DAY).people[:1]
        ada = org_chart(halden, as_of=DAY).people[1]
        assert (chief.posts[0].ending, ada.posts[0].ending) == ("", ending)


def test_an_end_that_is_still_open_is_marked_however_long_ago_it_was_told(
    halden: Organization,
) -> None:
    held = halden.positions.filter(title="chief scientist")
    held.update(end_status=Status.RUMOURED, end_told_on=date(2020, 5, 1))
    assert org_chart(halden, as_of=DAY).people[1].posts[0].ending == "rumoured"


def test_where_the_people_of_the_units_do_not_add_up_a_chart_says_by_how_many(
    client: Client, halden: Organization
) -> None:
    """Ada is surely at Halden and only possibly in its lab; Bo is in two labs."""
    lab, other = (UnitFactory.create(parent=halden, name=name) for name in ("Ilm Lab", "Oder Lab"))
    halden.positions.filter(title="president of robots").update(unit=lab)
    for unit in (lab, other):
        post(halden, "bo", "2020", unit=unit)
    picture = org_picture(halden, as_of=DAY)
    assert picture.certain == 3
    assert sum(group.certain for group in picture.groups) == 3 - 1 + 1
    said = (
        "3 known people. 1 of the 3 counts as possible below, where the unit is not sure."
        " Whoever is in several units counts in each: 1 more in all."
    )
    assert said in text_of(client.get(f"{CHART}?as_of={DAY}"))
    assert said in text_of(client.get(f"/embed{CHART}?as_of={DAY}"))
    assert "Whoever is in several units" in client.get(f"{CHART[:-1]}.svg?as_of={DAY}").text
    halden.positions.filter(person__slug="bo").delete()
    halden.positions.filter(title="president of robots").update(unit=None)
    assert "as possible below" not in text_of(client.get(f"{CHART}?as_of={DAY}"))
