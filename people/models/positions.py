"""What people hold and to whom they report, for how long."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Q

from companies.models import Organization
from people.models.person import Person
from people.models.rosters import noted
from people.titles import LEADING, Role, Seniority
from tracker.kernel.facts import Fact, Known
from tracker.kernel.hiding import hidden_of, none_of
from tracker.kernel.history import tracked
from tracker.kernel.periods import (
    COMPUTED,
    DAY_OF_PERIOD,
    Period,
    PeriodQuerySet,
    PeriodStateQuerySet,
)
from tracker.kernel.word_search import NameVector

#: What is counted of positions on a day.
_COUNTED = ("start", "end", "certain", "hidden", "withdrawn")


class PositionQuerySet(PeriodQuerySet["Position"]):  # type: ignore[override]
    def visible(self) -> Self:
        return (
            super()
            .visible()
            .filter(
                none_of("unit", hidden_of(Organization)),
                none_of("organization", hidden_of(Organization)),
                none_of("person", hidden_of(Person)),
            )
        )

    def at(self, organization: Organization) -> Self:
        """Positions at this company, or in this unit."""
        return self.filter(Q(organization=organization) | Q(unit=organization))

    def with_names(self) -> Self:
        return self.select_related("person", "organization", "unit__parent")


class PositionShape(Period):
    """The columns of a position that claims may change.

    ``role``, ``seniority``, ``interim`` and ``exclusive`` follow from the title by
    ``people.titles``; a position that is not exclusive (a board seat, a professorship) is no origin
    of a move unless a claim says so.
    """

    title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.STAFF)
    seniority = models.PositiveSmallIntegerField(choices=Seniority, default=Seniority.UNKNOWN)
    interim = models.BooleanField(default=False)
    exclusive = models.BooleanField(default=True)
    unit = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    stated_origin = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stated_destination = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Period.Meta):
        abstract = True


@tracked(exclude=COMPUTED)
class Position(PositionShape, Fact):
    """One person's spell at one organization, as far as our sources show it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="positions", db_index=False
    )

    objects = PositionQuerySet.as_manager()

    class Meta(PositionShape.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *PositionShape.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="people_position_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | ~Q(unit=F("organization")),
                name="people_position_unit_is_another",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="people_position_hidden"),
            models.Index("person", F("start__startswith").desc(), name="people_position_by_start"),
            GistIndex(fields=["possible"], name="people_position_possible"),
            GistIndex(fields=["certain"], name="people_position_certain"),
            GinIndex(NameVector("title"), name="people_position_title_words"),
            # With what a page of a company or unit counts, so that it need not look at the positions themselves.
            models.Index(
                fields=["organization"],
                include=["id", "person", "unit", *_COUNTED],
                name="people_position_there",
            ),
            models.Index(
                fields=["unit"],
                include=["id", "person", "organization", *_COUNTED],
                condition=Q(unit__isnull=False),
                name="people_position_within",
            ),
            # Who leads, of the thousands that a company may have.
            *(
                models.Index(
                    fields=[where],
                    condition=Q(role__in=LEADING),
                    name=f"people_position_leads_{where[:4]}",
                )
                for where in ("organization", "unit")
            ),
        ]
        triggers = noted("SELECT unnest(ARRAY[organization_id, unit_id]), person_id FROM {}")

    def __str__(self) -> str:
        return f"{self.person}, {self.title or 'post'} at {self.organization}"


class PositionStateQuerySet(PeriodStateQuerySet["PositionState"]):  # type: ignore[override]
    def with_names(self) -> Self:
        return self.select_related("position__person", "position__organization", "unit__parent")


class PositionState(PositionShape, Known):
    """What one could know of a position on the days of ``known``."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="states", db_index=False)

    objects = PositionStateQuerySet.as_manager()

    class Meta(PositionShape.Meta):
        constraints = [*PositionShape.Meta.constraints, *Known.Meta.constraints]
        indexes = [
            GistIndex(fields=["known"], name="people_position_known"),
            models.Index(
                fields=["position"],
                include=["id", "unit", "start", "end", "certain", "known"],
                name="people_position_states",
            ),
        ]
        triggers = noted(
            "SELECT unnest(ARRAY[post.organization_id, post.unit_id, state.unit_id]), post.person_id"
            " FROM {} state JOIN people_position post ON post.id = state.position_id"
        )

    def __str__(self) -> str:
        return f"{self.position} as known in {self.known}"


class LineKind(models.TextChoices):
    SOLID = "solid", "Solid"
    DOTTED = "dotted", "Dotted"
    INTERIM = "interim", "Interim"


class ReportingLineQuerySet(PeriodQuerySet["ReportingLine"]):  # type: ignore[override]
    def visible(self) -> Self:
        return (
            super()
            .visible()
            .filter(
                none_of("organization", hidden_of(Organization)),
                none_of("person", hidden_of(Person)),
                none_of("manager", hidden_of(Person)),
            )
        )

    def with_names(self) -> Self:
        return self.select_related("person", "manager", "organization")


class LineShape(Period):
    """The columns of a reporting line that claims may change."""

    kind = models.CharField(max_length=7, choices=LineKind, default=LineKind.SOLID)

    class Meta(Period.Meta):
        abstract = True


@tracked(exclude=COMPUTED)
class ReportingLine(LineShape, Fact):
    """A person reports to a manager at a company, for a period."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="lines_up")
    manager = models.ForeignKey(Person, models.PROTECT, related_name="lines_down")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="reporting_lines", db_index=False
    )

    objects = ReportingLineQuerySet.as_manager()

    class Meta(LineShape.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *LineShape.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(person=F("manager")), name="people_line_is_between_two"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(hidden=True), name="people_reportingline_hidden"
            ),
            GistIndex(fields=["possible"], name="people_line_possible"),
            models.Index(
                fields=["organization"],
                include=["id", "person", "manager", "start", "end", "hidden", "withdrawn"],
                name="people_line_there",
            ),
            models.Index(
                "organization", DAY_OF_PERIOD.desc(), F("id").desc(), name="people_line_at"
            ),
        ]
        triggers = noted("SELECT organization_id, person_id FROM {}")

    def __str__(self) -> str:
        return f"{self.person} reports to {self.manager} at {self.organization}"


class ReportingLineState(LineShape, Known):
    """What one could know of a reporting line on the days of ``known``."""

    line = models.ForeignKey(ReportingLine, models.CASCADE, related_name="states")

    objects = PeriodStateQuerySet["ReportingLineState"].as_manager()

    class Meta(LineShape.Meta):
        constraints = [*LineShape.Meta.constraints, *Known.Meta.constraints]
        indexes = [GistIndex(fields=["known"], name="people_line_known")]
        triggers = noted(
            "SELECT line.organization_id, line.person_id"
            " FROM {} state JOIN people_reportingline line ON line.id = state.line_id"
        )

    def __str__(self) -> str:
        return f"{self.line} as known in {self.known}"
