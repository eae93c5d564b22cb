"""people/, companies/, units/ and their timelines; search/."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from companies.models import UNIT_KINDS, Kind, Organization
from people.models import Person
from tracker.api.base import ApiView, Records, cursor_of, first_or_missing, paged
from tracker.api.merged import Place, moved_on, organization_today, person_today
from tracker.api.paging import Key, Order, cut
from tracker.api.params import (
    Day,
    Kinds,
    OrganizationSlug,
    Paged,
    Params,
    Since,
    Until,
    Wanted,
    Words,
)
from tracker.api.shapes.facts import EntryShape
from tracker.api.shapes.records import CompanyShape, FoundShape, PersonShape, UnitShape
from tracker.kernel.periods import LONG_AGO
from tracker.timeline import records
from tracker.timeline.chronicle import Asked, Strand, company_strands, person_strands, weave
from tracker.timeline.facts import Sourced, sourced
from tracker.timeline.replies import with_replies
from tracker.timeline.search import search


class MergedRecords(Records):
    """Records that may be merged: the address of one that was answers 301, to that of the winner."""

    moves_on = True

    def retrieve(self, request: Request, **address: str | int) -> Response:
        try:
            return super().retrieve(request, **address)
        except NotFound:
            place = self.place_today(str(address["slug"]))
            if place is None:
                raise
            return moved_on(request, *place)

    def place_today(self, slug: str) -> Place | None:
        """The address's name and the slug under which a merged record is found; None if it was not."""
        raise NotImplementedError


class PeopleParams(Paged):
    q = Words(help_text="Occurs in a name.")
    company = OrganizationSlug(help_text="Where they hold or held a position: a company or unit.")


class People(MergedRecords):
    """People in public professional life, by slug."""

    tag = "people"
    shape = PersonShape
    list_params = PeopleParams

    def rows(self, wanted: Wanted) -> QuerySet[Person]:
        return records.people(q=wanted["q"] or "", company=wanted["company"] or "")

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("people.slug", (Key("slug", str),))

    def one(self, wanted: Wanted, key: str | int) -> Person:  # noqa: ARG002
        person: Person = first_or_missing(records.people().filter(slug=key))
        return person

    def place_today(self, slug: str) -> Place | None:
        return person_today(slug)

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        return with_replies("person", rows)


class CompaniesParams(Paged):
    q = Words(help_text="Occurs in a name or alias.")
    kind = Kinds(Kind.choices)


class Companies(MergedRecords):
    """Companies, universities, funds, foundations and agencies, by slug."""

    tag = "companies"
    shape = CompanyShape
    list_params = CompaniesParams

    def rows(self, wanted: Wanted) -> QuerySet[Organization]:
        found = records.companies()
        if wanted["kind"]:
            found = found.filter(kind__in=wanted["kind"])
        return records.called(found, wanted["q"]) if wanted["q"] else found

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("companies.slug", (Key("slug", str),))

    def one(self, wanted: Wanted, key: str | int) -> Organization:  # noqa: ARG002
        company: Organization = first_or_missing(records.companies().filter(slug=key))
        return company

    def place_today(self, slug: str) -> Place | None:
        return organization_today(slug)

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        return _with_successions(rows)


def _with_successions(organizations: Sequence[Any]) -> Sequence[Any]:
    found = records.successions_of(organizations)
    for organization in organizations:
        organization.shown_successions = found.get(organization.pk, [])
    return with_replies("organization", organizations)


class UnitsParams(Paged):
    q = Words(help_text="Occurs in a name or alias.")
    kind = Kinds([(kind.value, kind.label) for kind in UNIT_KINDS])
    parent = OrganizationSlug(help_text="What they are part of today.")  # type: ignore[assignment]


class Units(MergedRecords):
    """Labs, divisions and teams of companies, by slug."""

    tag = "units"
    shape = UnitShape
    list_params = UnitsParams

    def rows(self, wanted: Wanted) -> QuerySet[Organization]:
        found = records.units()
        if wanted["kind"]:
            found = found.filter(kind__in=wanted["kind"])
        if wanted["parent"]:
            found = found.filter(parent__slug=wanted["parent"], parent__hidden=False)
        return records.called(found, wanted["q"]) if wanted["q"] else found

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("units.slug", (Key("slug", str),))

    def one(self, wanted: Wanted, key: str | int) -> Organization:  # noqa: ARG002
        unit: Organization = first_or_missing(records.units().filter(slug=key))
        return unit

    def place_today(self, slug: str) -> Place | None:
        return organization_today(slug)

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        tops = records.tops_of(rows)
        for unit in rows:
            unit.top = tops.get(unit.pk)
        return _with_successions(rows)


class TimelineParams(Paged):
    known_on = Day(help_text="Tell it as one could know it from what was published by this day.")
    as_of = Day(
        help_text="Leave out what surely began after this day; `holds` says what held on it."
    )
    since = Since()
    until = Until()


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of a timeline, with the day that puts it in order."""

    day: date | None
    one: Sourced


_ORDER_TYPES = (date, int, int)


class Timeline(ApiView):
    """Facts of every kind in one order, newest first."""

    @classmethod
    def params_of(cls, action: str) -> type[Params]:  # noqa: ARG003
        return TimelineParams

    @classmethod
    def shape_of(cls, action: str) -> Any:  # noqa: ARG003
        return EntryShape(many=True)

    @classmethod
    def operation(cls, action: str) -> str:  # noqa: ARG003
        return f"{cls.tag}_timeline"

    moves_on = True

    def strands(self, slug: str) -> list[Strand]:
        raise NotImplementedError

    def place_today(self, slug: str) -> Place | None:
        raise NotImplementedError

    def list(self, request: Request, slug: str) -> Response:
        wanted = self.wanted(TimelineParams)
        try:
            strands = self.strands(slug)
        except NotFound:
            place = self.place_today(slug)
            if place is None:
                raise
            return moved_on(request, *place)
        order = f"{self.tag}.timeline"
        cursor = cursor_of(wanted, order, _ORDER_TYPES)
        entries = weave(
            strands,
            Asked(
                known_on=wanted["known_on"],
                since=wanted["since"],
                until=wanted["until"],
                as_of=wanted["as_of"],
                past=cursor.place if cursor else None,  # type: ignore[arg-type]
                backwards=cursor.backwards if cursor else False,
                most=wanted["page_size"] + 1,
            ),
        )
        page = cut(entries, lambda entry: entry.place, cursor=cursor, size=wanted["page_size"])
        told = sourced(
            [entry.pair for entry in page.rows],
            known_on=wanted["known_on"],
            as_of=wanted["as_of"],
        )
        placed = [
            Placed(entry.place[0] if entry.place[0] != LONG_AGO else None, one)
            for entry, one in zip(page.rows, told, strict=True)
        ]
        return paged(request, page, order, EntryShape(), placed)


class PersonTimeline(Timeline):
    """Everything known of a person, newest first: moves, positions, foundings, reporting lines
    up and down, statements.
    """

    tag = "people"

    def strands(self, slug: str) -> list[Strand]:
        return person_strands(first_or_missing(Person.objects.visible().filter(slug=slug)))

    def place_today(self, slug: str) -> Place | None:
        return person_today(slug, "people-timeline")


class CompanyTimeline(Timeline):
    """What is known of a company or unit, newest first: moves, events, stakes, reporting lines,
    foundings.
    """

    tag = "companies"

    def strands(self, slug: str) -> list[Strand]:
        return company_strands(first_or_missing(Organization.objects.visible().filter(slug=slug)))

    def place_today(self, slug: str) -> Place | None:
        return organization_today(slug, "companies-timeline")


class SearchParams(Params):
    q = Words(required=True, min_length=2, help_text="A name, or the beginning of one.")
    as_of = Day(help_text="Call companies by their names of this day.")
    known_on = Day(help_text="Only what something published by this day names.")


class Search(ApiView):
    """People, companies and units whose name, alias or slug holds the words, or nearly; best first."""

    tag = "search"

    @classmethod
    def params_of(cls, action: str) -> type[Params]:  # noqa: ARG003
        return SearchParams

    @classmethod
    def shape_of(cls, action: str) -> Any:  # noqa: ARG003
        return FoundShape(many=True)

    def list(self, request: Request) -> Response:  # noqa: ARG002
        """People, companies and units whose name, alias or slug holds the words, or nearly."""
        wanted = self.wanted(SearchParams)
        found = search(wanted["q"], as_of=wanted["as_of"], known_on=wanted["known_on"])
        shape = FoundShape()
        return Response(
            {
                "next": None,
                "previous": None,
                "results": [
                    shape.to_representation(hit.ref)
                    for hit in (*found.people, *found.organizations)
                ],
            }
        )
