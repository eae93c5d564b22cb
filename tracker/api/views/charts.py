"""companies/{slug}/org-chart/, companies/{slug}/org-diff/, flows/."""

from abc import abstractmethod
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from companies.models import Organization
from people.models import MoveKind
from tracker.api.base import ApiView, cursor_of, first_or_missing
from tracker.api.merged import moved_on, organization_today
from tracker.api.paging import Cursor, address_with
from tracker.api.params import (
    Day,
    Kinds,
    OrganizationSlug,
    Paged,
    Params,
    PersonSlug,
    Since,
    Until,
    Wanted,
)
from tracker.api.shapes.base import Shape
from tracker.api.shapes.charts import SENIORITIES, FlowsShape, OrgChartShape, OrgDiffShape
from tracker.kernel.statuses import STEP_CHOICES
from tracker.timeline.differences import AS_IS, CHANGES, UNITS
from tracker.timeline.flows import BY, FlowFilter, flows
from tracker.timeline.org_chart import DEEPEST, DEPTH, NotOnTheChart, org_chart
from tracker.timeline.org_diff import org_diff
from tracker.timeline.refs import PARENTS

KNOWN_ON = "Tell it as one could know it from what was published by this day."


class Answer(ApiView):
    """An address with one answer, neither a list nor a record."""

    params: ClassVar[type[Params]]
    shape: ClassVar[type[Shape]]
    operation_name: ClassVar[str]

    @classmethod
    def params_of(cls, action: str) -> type[Params]:  # noqa: ARG003
        return cls.params

    @classmethod
    def shape_of(cls, action: str) -> Any:  # noqa: ARG003
        return cls.shape()

    @classmethod
    def operation(cls, action: str) -> str:  # noqa: ARG003
        return cls.operation_name

    @classmethod
    def explained(cls, action: str) -> str:  # noqa: ARG003
        return " ".join((cls.__doc__ or "").split())

    def answer(self, told: Any, after: tuple[int, str] | None) -> Response:
        """The answer, with the address of its next part."""
        cursor = Cursor(after) if after is not None else None
        context = {"next": address_with(self.request, cursor, self.operation_name)}
        return Response(self.shape(context=context).to_representation(told))

    def after(self, wanted: Wanted) -> tuple[int, str] | None:
        cursor = cursor_of(wanted, self.operation_name, (int, str))
        return cursor.place if cursor else None  # type: ignore[return-value]


class OfCompany(Answer):
    """An answer about one company or unit; the address of a merged one answers 301."""

    tag = "companies"
    moves_on = True
    address: ClassVar[str]

    def retrieve(self, request: Request, slug: str) -> Response:
        wanted = self.wanted(self.params)
        seen = Organization.objects.visible().select_related(PARENTS)
        try:
            organization = first_or_missing(seen.filter(slug=slug))
        except NotFound:
            place = organization_today(slug, self.address)
            if place is None:
                raise
            return moved_on(request, *place)
        return self.of(organization, wanted)

    @abstractmethod
    def of(self, organization: Organization, wanted: Wanted) -> Response:
        """The answer about the company."""


class OrgChartParams(Paged):
    as_of = Day(help_text="The day of the chart; today when it is left out.")
    known_on = Day(help_text=KNOWN_ON)
    under = PersonSlug(help_text="Only below this person: a slug of people/.")
    depth = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=DEEPEST,
        default=DEPTH,
        help_text=f"Levels to show below each top, the top itself counted; at most {DEEPEST}.",
    )


class OrgChart(OfCompany):
    """The org chart of a company or unit on a day: its units, and its people as a forest of reporting
    lines, each after the manager below whom they stand. A page counts those at the top.
    """

    operation_name = "companies_org_chart"
    address = "companies-org-chart"
    params = OrgChartParams
    shape = OrgChartShape

    def of(self, organization: Organization, wanted: Wanted) -> Response:
        try:
            told = org_chart(
                organization,
                as_of=wanted["as_of"] or timezone.now().date(),
                known_on=wanted["known_on"],
                under=wanted["under"] or "",
                depth=wanted["depth"],
                after=self.after(wanted),
                size=wanted["page_size"],
            )
        except NotOnTheChart as error:
            raise NotFound from error
        return self.answer(told, told.next)


class OrgDiffParams(Paged):
    known_on = Day(help_text=KNOWN_ON)
    kind = Kinds([(kind, kind) for kind in CHANGES])
    units = serializers.ChoiceField(
        choices=UNITS,
        required=False,
        default=AS_IS,
        error_messages={"invalid_choice": "Give as_is or as_was."},
        help_text="as_is: both days by the units of the later one, so that a rename or merger moves nobody. "
        "as_was: each day by its own units; what had ended has its own row, and people go with it.",
    )

    def get_fields(self) -> Any:
        fields = super().get_fields()
        # No name of a class may be "from".
        fields["from"] = Day(required=True, help_text="The earlier day.")
        fields["to"] = Day(help_text="The later day; today when it is left out.")
        return fields

    def validate(self, attrs: Wanted) -> Wanted:
        last = attrs.get("to") or timezone.now().date()
        if attrs["from"] > last:
            raise serializers.ValidationError({"from": f"{attrs['from']} lies after to, {last}."})
        return {**super().validate(attrs), "to": last}


class OrgDiff(OfCompany):
    """What changed at a company or unit between two days: who joined, left, got another title, unit
    or manager; which units were created, renamed, merged, dissolved or moved.
    """

    operation_name = "companies_org_diff"
    address = "companies-org-diff"
    params = OrgDiffParams
    shape = OrgDiffShape

    def of(self, organization: Organization, wanted: Wanted) -> Response:
        told = org_diff(
            organization,
            first=wanted["from"],
            last=wanted["to"],
            known_on=wanted["known_on"],
            units=wanted["units"],
            kinds=wanted["kind"] or (),
            after=self.after(wanted),
            size=wanted["page_size"],
        )
        return self.answer(told, told.next)


class FlowsParams(Params):
    since = Since(help_text="Day of the change, else of its first publication.")
    until = Until(help_text="Day of the change, else of its first publication.")
    by = Kinds([(one, one) for one in BY], help_text="What to group by; company when left out.")
    company = OrganizationSlug(help_text="Either end.")
    from_company = OrganizationSlug(help_text="Where from.")
    to_company = OrganizationSlug(help_text="Where to.")
    kind = Kinds(MoveKind.choices, help_text="Any when left out.")
    seniority = Kinds([(one, one) for one in SENIORITIES])
    status = Kinds(STEP_CHOICES, help_text="Only done when left out.")
    ends = serializers.ChoiceField(
        choices=["linked", "stated", "any"],
        default="linked",
        help_text="Linked: moves whose two ends are known. Stated: those whose ends one source joins. "
        "Any: also those with one end, and moves within a company.",
    )
    known_on = Day(help_text=KNOWN_ON)
    size = serializers.IntegerField(
        required=False, min_value=1, max_value=500, default=50, help_text="Groups at most."
    )


class Flows(Answer):
    """How many known moves went from which company to which in a period, largest first."""

    tag = "flows"
    operation_name = "flows"
    params = FlowsParams
    shape = FlowsShape

    def retrieve(self, request: Request) -> Response:  # noqa: ARG002
        wanted = self.wanted(FlowsParams)
        told = flows(
            FlowFilter(
                since=wanted["since"],
                until=wanted["until"],
                known_on=wanted["known_on"],
                company=wanted["company"] or "",
                from_company=wanted["from_company"] or "",
                to_company=wanted["to_company"] or "",
                kind=wanted["kind"] or (),
                seniority=wanted["seniority"] or (),
                status=wanted["status"] or ("done",),
                ends=wanted["ends"],
            ),
            by=wanted["by"] or ("company",),
            most=wanted["size"],
        )
        return self.answer(told, None)
