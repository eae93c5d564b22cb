"""The moves of a unit, with what belonged to it on the day of the move."""

import re
from datetime import date

import pytest
from django.test import Client

from companies.models import Organization
from tests.factories import (
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OrganizationParentFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    UnitFactory,
)
from tracker.claims.models import TakedownKind
from tracker.claims.takedowns import take_down
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.move_counts import count_units
from tracker.timeline.moves import MoveFilter

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


@pytest.fixture
def lab(halden: Organization) -> Organization:
    return UnitFactory.create(slug="lab", name="Lab", parent=halden)


@pytest.fixture
def team(lab: Organization) -> Organization:
    return UnitFactory.create(slug="team", name="Team", parent=lab)


def hired(name: str, unit: Organization | None, day: date = date(2025, 3, 1)) -> None:
    person = PersonFactory.create(name=name)
    company = unit.company if unit else OrganizationFactory.create()
    post = PositionFactory.create(person=person, organization=company, unit=unit)
    MoveFactory.create(arrival=post, unit=unit, sort_on=day)


def found(unit: str, **wanted: object) -> set[str]:
    return {move.person.name for move in MoveFilter(unit=unit, **wanted).moves()}  # type: ignore[arg-type]


def test_a_unit_has_the_moves_into_it_out_of_it_and_of_the_units_below(
    lab: Organization, team: Organization
) -> None:
    hired("Ann", lab)
    hired("Bo", team)
    hired("Cy", None)
    left = PositionFactory.create(
        person=PersonFactory.create(name="Di"), organization=lab.company, unit=team
    )
    elsewhere = PositionFactory.create(person=left.person)
    MoveFactory.create(arrival=elsewhere, departure=left, from_company=lab.company)
    DepartureFactory.create(
        departure=PositionFactory.create(
            person=PersonFactory.create(name="Ed"), organization=lab.company
        )
    )
    assert found("lab") == {"Ann", "Bo", "Di"}
    assert found("team") == {"Bo", "Di"}
    assert found("lab", from_company="halden") == {"Di"}
    assert found("nothing") == set()


def test_a_unit_counts_for_another_on_the_days_on_which_it_belonged_to_it(
    halden: Organization, lab: Organization, team: Organization
) -> None:
    other = UnitFactory.create(slug="other", name="Other", parent=halden)
    moved = PartialDate.parse("2024-06-01")
    OrganizationParentFactory.create(organization=team, parent=other, until=moved)
    OrganizationParentFactory.create(organization=team, parent=lab, since=moved)
    for name, day in (("Before", date(2024, 5, 31)), ("After", date(2024, 6, 1))):
        hired(name, team, day)
    assert (found("other"), found("lab")) == ({"Before"}, {"After"})
    assert found("team") == {"Before", "After"}


def test_units_that_lie_in_a_ring_end_the_search(lab: Organization, team: Organization) -> None:
    Organization.objects.filter(pk=lab.pk).update(parent=team)
    hired("Ann", Organization.objects.get(pk=team.pk))
    assert found("lab") == {"Ann"}


def test_what_was_not_known_of_a_unit_yet_is_not_told(lab: Organization) -> None:
    post = PositionFactory.create(organization=lab.company, unit=lab)
    PositionStateFactory.create(position=post, unit=lab)
    departure = DepartureFactory.create(departure=post)
    state = MoveStateFactory.create(move=departure)
    day = state.known.lower
    known = MoveFilter(unit="lab", known_on=day)
    assert list(known.rows()) == [state]
    post.states.update(unit=None)
    assert list(known.rows()) == []


def test_a_hidden_unit_has_no_moves_and_lends_none_to_the_unit_above(
    lab: Organization, team: Organization
) -> None:
    left = PositionFactory.create(organization=lab.company, unit=team)
    MoveFactory.create(
        arrival=PositionFactory.create(person=left.person),
        departure=left,
        from_company=lab.company,
    )
    assert len(found("lab")) == 1
    take_down(target=team, reason="A court said so.", kind=TakedownKind.HIDE)
    assert (found("lab"), found("team")) == (set(), set())


def test_units_are_offered_with_how_many_moves_choosing_them_shows(
    halden: Organization, lab: Organization, team: Organization
) -> None:
    hired("Ann", lab)
    hired("Bo", team)
    ids = {"halden": halden.pk}
    wanted = MoveFilter(company="halden")
    offered = count_units(wanted, ids, ids)
    assert {one.ref.slug: one.moves for one in offered} == {"lab": 2, "team": 1}
    assert len(found("lab", company="halden")) == 2
    assert count_units(MoveFilter(), {}, {}) == []


def test_page_table_and_api_have_the_same_filter(
    client: Client, lab: Organization, team: Organization
) -> None:
    hired("Ann", lab)
    hired("Bo", team)
    page = client.get("/moves/?company=halden").content.decode()
    assert '<option value="lab"' in page and "Lab (2)" in page
    page = client.get("/moves/?unit=team").content.decode()
    assert "1 known move, in Team." in page
    assert "/api/v1/moves.csv?unit=team" in page
    assert client.get("/api/v1/moves/?unit=team").json()["results"][0]["person"]["name"] == "Bo"
    table = b"".join(client.get("/api/v1/moves.csv?unit=lab")).decode()
    assert table.count("\n") == 3
    named = client.get("/moves/?unit=Team")
    assert (named.status_code, named["Location"]) == (302, "/moves/?unit=team")
    assert client.get("/moves/?unit=nothing").status_code == 400
    left = client.get("/moves/?from_company=team")
    assert left["Location"] == "/moves/?from_company=halden&unit=team"


def test_each_row_of_a_list_of_a_unit_names_the_unit_that_it_is_of(
    client: Client, halden: Organization, lab: Organization
) -> None:
    rival = OrganizationFactory.create(slug="rival", name="Rival")
    ann, bo = PersonFactory.create(name="Ann"), PersonFactory.create(name="Bo")
    MoveFactory.create(
        arrival=PositionFactory.create(person=ann, organization=rival),
        departure=PositionFactory.create(person=ann, organization=halden, unit=lab),
        from_company=halden,
    )
    MoveFactory.create(
        arrival=PositionFactory.create(person=bo, organization=halden, unit=lab),
        from_company=rival,
        unit=lab,
    )
    page = client.get("/moves/?unit=lab").text
    rows = {
        name: " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for name in ("Ann", "Bo")
        for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)
        if f">{name}</a>" in row
    }
    assert "Halden · Lab → to Rival" in rows["Ann"]
    assert "Rival → to Halden · Lab" in rows["Bo"]
    assert "Lab" not in client.get("/moves/?person=" + ann.slug).text
