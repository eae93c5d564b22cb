"""Lists of records go by name, accents and capitals aside, whatever their addresses are made of."""

from datetime import date

import pytest
from django.test import Client

from people.models import Position
from tests.factories import OrganizationFactory, PersonFactory, PositionFactory
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.companies import companies_index
from tracker.timeline.directory import PART, NamePlace, directory
from tracker.timeline.people import people_index

pytestmark = pytest.mark.django_db

TODAY = date(2025, 6, 1)
#: Names in their order, each with the address of somebody else's name.
NAMES = {
    "4Paradigm": "zz-four",
    "Ada Byron": "m-ada",
    "Anysphere": "cursor",
    "d\u2019Arcy": "a-darcy",
    "\u00c9cole": "x-ecole",
    "\u201cEliza\u201d": "k-eliza",
    "eZoo": "b-ezoo",
}


def test_companies_and_people_stand_under_the_letter_of_their_name(client: Client) -> None:
    for name, slug in reversed(NAMES.items()):
        OrganizationFactory.create(name=name, slug=slug)
        PersonFactory.create(name=name, slug=slug)
    OrganizationFactory.create(name="", description="a start-up for bells", slug="zulu")
    people = people_index(as_of=TODAY)
    assert [(one.letter, one.ref.name) for one in people] == [
        (letter, name) for letter, name in zip("4AADEEE", NAMES, strict=True)
    ]
    first, *others = ((one.letter, one.ref.name) for one in people)
    companies = [(one.letter, one.ref.name) for one in companies_index(as_of=TODAY)]
    assert companies == [first, ("A", "a start-up for bells"), *others]
    for listed in (people_index, companies_index):
        found = [one.ref.name for one in listed(as_of=TODAY, initial="e")]
        assert found == ["\u00c9cole", "\u201cEliza\u201d", "eZoo"]
    page = client.get("/companies/?initial=a").text
    assert "Anysphere" in page
    assert "cole" not in page


def test_the_people_of_a_company_go_on_by_name_after_each_part() -> None:
    company = OrganizationFactory.create()
    start = {"start": PartialDate.parse("2024"), "start_status": "done"}
    for name, slug in NAMES.items():
        one = PersonFactory.create(name=name, slug=slug)
        for _ in range(PART // 4):
            PositionFactory.create(person=one, organization=company, **start)
    expected = list(
        Position.objects.values_list("pk", flat=True).order_by("pk")
    )  # they were made in the order of their names
    found: list[int] = []
    after: NamePlace | None = None
    for _ in range(3):
        part = directory(company, as_of=TODAY, after=after)
        found += [post.position for post in part.posts]
        after = part.next and NamePlace.parse(str(part.next))
        if after is None:
            break
    assert found == expected


def test_a_place_whose_holder_is_gone_lies_where_their_address_would() -> None:
    company = OrganizationFactory.create()
    for name in ("Bo", "Cy"):
        PositionFactory.create(person=PersonFactory.create(name=name), organization=company)
    part = directory(company, as_of=TODAY, other_days=True, after=NamePlace("bob-gone", 1))
    assert [post.person.name for post in part.posts] == ["Cy"]
