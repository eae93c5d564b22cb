"""Org charts, their differences and flows as the API tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from companies.models import Kind
from people.models import LineKind, MoveKind, Role, Seniority
from people.titles import SENIORITIES as RANKS
from tracker.api.shapes.base import Choice, Day, OrgRef, PersonRef, Shape, Text
from tracker.kernel.statuses import STEP_CHOICES
from tracker.timeline.differences import CHANGES, UNITS
from tracker.timeline.org_chart import ChartPost

SENIORITIES = [name for name, _ in RANKS]
HOLDS = ["certain", "possible"]


class UnitNameShape(Shape):
    """Names a unit as it was called on the day; the record is at units/{slug}/."""

    slug = serializers.CharField()
    name = serializers.CharField()


class FormerUnitShape(UnitNameShape):
    """A unit that had become part of another by the day: as it was."""

    how = serializers.ChoiceField(choices=["renamed", "merged"])


class ChartUnitShape(Shape):
    """A unit as it stood on the day, with what had been renamed to it or merged into it."""

    slug = serializers.CharField(source="unit.slug")
    name = serializers.CharField(source="unit.name")
    kind = serializers.ChoiceField(choices=Kind.choices, source="unit.kind")
    depth = serializers.IntegerField(source="unit.depth")
    parent = UnitNameShape(allow_null=True, help_text="Null: directly below the company.")
    holds = serializers.ChoiceField(choices=HOLDS)
    people = serializers.IntegerField(source="certain", help_text="Known people, surely there.")
    possible = serializers.IntegerField(help_text="Known people who may have been there.")
    carries = FormerUnitShape(many=True)


class ChartPostShape(Shape):
    """A post held on the day. `unit` is where it stood, `stated_unit` what had been published."""

    position = serializers.IntegerField(source="held.position", help_text="An id of positions/.")
    title = Text(source="row.title")
    role = serializers.ChoiceField(choices=Role.choices, source="row.role")
    seniority = serializers.SerializerMethodField()
    interim = serializers.BooleanField(source="row.interim")
    unit = UnitNameShape(allow_null=True)
    stated_unit = Text(source="stated", help_text="A slug of units/.")
    holds = serializers.ChoiceField(choices=HOLDS)
    start_status = Choice(choices=STEP_CHOICES, source="row.start_status", allow_null=True)
    end_status = Choice(choices=STEP_CHOICES, source="row.end_status", allow_null=True)
    disputed = serializers.BooleanField(source="row.disputed")

    @extend_schema_field(serializers.ChoiceField(choices=SENIORITIES))
    def get_seniority(self, post: ChartPost) -> str:
        return Seniority(post.row.seniority).name.lower()


class ChartLineShape(Shape):
    """To whom the person reported on the day, as published; dotted lines among them."""

    reporting_line = serializers.IntegerField(
        source="held.line", help_text="An id of reporting-lines/."
    )
    kind = serializers.ChoiceField(choices=LineKind.choices, source="row.kind")
    manager = PersonRef()
    holds = serializers.ChoiceField(choices=HOLDS)
    start_status = Choice(choices=STEP_CHOICES, source="row.start_status", allow_null=True)
    end_status = Choice(choices=STEP_CHOICES, source="row.end_status", allow_null=True)
    disputed = serializers.BooleanField(source="row.disputed")


class ChartPersonShape(Shape):
    """One person of a chart. Each comes after the manager below whom they stand."""

    person = PersonRef()
    depth = serializers.IntegerField()
    manager = Text(help_text="A slug of people/: the one below whom they stand.")
    reports = serializers.IntegerField(help_text="People directly below, shown here or not.")
    holds = serializers.ChoiceField(choices=HOLDS)
    conflict = serializers.BooleanField(help_text="Solid lines lead to different managers.")
    posts = ChartPostShape(many=True)
    lines = ChartLineShape(many=True)


class OrgChartShape(Shape):
    """Units and people of a company or unit on a day. Counts are of known people, never headcount."""

    company = OrgRef(source="top")
    name = serializers.CharField(help_text="The name of that day.")
    kind = serializers.ChoiceField(choices=Kind.choices, help_text="What it was on that day.")
    as_of = Day()
    known_on = Day()
    people_known = serializers.IntegerField(source="certain")
    people_possible = serializers.IntegerField(source="possible")
    note = serializers.CharField()
    absent = serializers.BooleanField(
        help_text="A unit that surely was not there on the day: not created yet, or renamed, merged or dissolved by then. "
        "Whoever is told of it for that day counts all the same."
    )
    units = ChartUnitShape(many=True)
    people = ChartPersonShape(many=True)
    next = serializers.SerializerMethodField()

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_next(self, chart: Any) -> str | None:  # noqa: ARG002
        address: str | None = self.context["next"]
        return address


class DiffValueShape(Shape):
    """One side of a change; a slug where a record is meant, else null."""

    slug = Text()
    name = serializers.CharField()


class FateShape(Shape):
    """What had become of a unit, by one step. After the last of several a unit stands in what it was made `into`."""

    unit = UnitNameShape()
    how = serializers.ChoiceField(
        choices=["renamed", "merged", "dissolved", "moved"],
        help_text="moved: it did not belong to the company on the later day.",
    )
    into = UnitNameShape(allow_null=True, help_text="What goes on instead, where it is told.")


class ChangeShape(Shape):
    """One difference between two days. `person` or `unit` says of what."""

    kind = serializers.ChoiceField(choices=CHANGES)
    person = PersonRef(allow_null=True)
    unit = UnitNameShape(allow_null=True)
    was = DiffValueShape(many=True)
    now = DiffValueShape(many=True)
    between = DiffValueShape(many=True, help_text="The titles of who came and went.")
    holds = serializers.ChoiceField(
        choices=HOLDS, help_text="Possible: the published words allow that it did not change."
    )
    counted = serializers.BooleanField(
        help_text="Whether it is one of `counts`: certain, or possible only since the first day that its words allow is "
        "`from` itself. Else it is one of `counts_possible`."
    )
    positions = serializers.ListField(
        child=serializers.IntegerField(), help_text="Ids of positions/ that tell it."
    )
    reporting_lines = serializers.ListField(
        child=serializers.IntegerField(), help_text="Ids of reporting-lines/ that tell it."
    )
    by = FateShape(
        many=True,
        help_text="What had become of the unit with which the person went: `as_was` alone.",
    )


class UnitBalanceShape(Shape):
    """Known people of a unit on both days: as it is, with those of its predecessors on both; as it was, with those of what
    had become part of it by each.
    """

    slug = serializers.CharField(source="unit.slug")
    name = serializers.CharField(
        source="unit.name", help_text="With `as_was` a unit has a row for each of its names."
    )
    was = serializers.IntegerField(help_text="Surely there on `from`.")
    now = serializers.IntegerField(help_text="Surely there on `to`.")
    was_possible = serializers.IntegerField(help_text="Who may have been there on `from`.")
    now_possible = serializers.IntegerField(help_text="Who may have been there on `to`.")
    carries = FormerUnitShape(many=True)
    by = FateShape(many=True, help_text="What had become of it by `to`, step by step.")


class ChangeCountsShape(Shape):
    """How many changes of each kind there are, whatever is asked for and shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CHANGES:
            self.fields[kind] = serializers.IntegerField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {kind: instance.get(kind, 0) for kind in CHANGES}


class OrgDiffShape(Shape):
    """What changed at a company between two days, as one could know it."""

    company = OrgRef(source="top")
    known_on = Day()
    people_was = serializers.IntegerField(help_text="Known people, surely there, on `from`.")
    people_now = serializers.IntegerField(help_text="Known people, surely there, on `to`.")
    units_as = serializers.ChoiceField(choices=UNITS, help_text="How units are counted.")
    note = serializers.CharField(source="note_of_all")
    counts = ChangeCountsShape(help_text="What changed: the numbers that the page tells.")
    counts_possible = ChangeCountsShape(
        source="possible",
        help_text="What may have changed beside that: not confirmed, or of a day that leaves it open.",
    )
    units = UnitBalanceShape(many=True)
    changes = ChangeShape(many=True)
    next = serializers.SerializerMethodField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No name of a class may be "from".
        self.fields["from"] = Day(source="first")
        self.fields["to"] = Day(source="last")

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_next(self, diff: Any) -> str | None:  # noqa: ARG002
        address: str | None = self.context["next"]
        return address


class FlowShape(Shape):
    """Known moves of one group; a column that is not grouped by is null."""

    from_company = OrgRef(allow_null=True)
    to_company = OrgRef(allow_null=True)
    kind = Choice(choices=MoveKind.choices, allow_null=True)
    seniority = Choice(choices=SENIORITIES, allow_null=True)
    year = serializers.IntegerField(allow_null=True, help_text="Null too where it is not known.")
    moves = serializers.IntegerField()
    back = serializers.IntegerField(
        allow_null=True,
        help_text="Moves of the same group the other way; null when not by company.",
    )
    net = serializers.IntegerField(allow_null=True, help_text="`moves` less `back`.")


class FlowsShape(Shape):
    """Known moves between companies in a period. Counts are of what is known, never of all."""

    since = Day()
    until = Day()
    known_on = Day()
    by = serializers.ListField(child=serializers.CharField())
    moves = serializers.IntegerField(help_text="Moves counted here.")
    arrivals = serializers.IntegerField(allow_null=True, help_text="Into `company`.")
    departures = serializers.IntegerField(
        allow_null=True, help_text="Moves out of `company`, whatever their kind."
    )
    net = serializers.IntegerField(allow_null=True, help_text="`arrivals` less `departures`.")
    coverage = serializers.CharField()
    flows = FlowShape(many=True)
    groups_left = serializers.IntegerField(help_text="Groups beyond `size`, the smallest.")
