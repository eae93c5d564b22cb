"""Moves, positions, reporting lines, foundings, events and statements as the API tells them."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from companies.models import EventKind
from people.models import LineKind, Link, MoveKind, Role, Seniority
from tracker.api.shapes.base import (
    Choice,
    CorrectedShape,
    Day,
    EvidenceShape,
    FirstShape,
    Number,
    OrgRef,
    PersonRef,
    PrecisionOf,
    Shape,
    Text,
    first_of,
    when,
)
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import STEP_CHOICES, Status
from tracker.timeline.facts import Sourced

_OPTIONAL_FIRST = FirstShape(allow_null=True)
_SAYING_SO = (
    "Of `origins` those that say `status` themselves, 0 where all tell an earlier step; null where all say it, or where"
    " that cannot be told."
)


def _first(one: Sourced) -> dict[str, Any] | None:
    return first_of(one.row.first_outlet, one.row.first_on, one.outlets)


class FactShape(Shape):
    """What every fact says of itself beside its own fields."""

    corrected = serializers.SerializerMethodField()

    @extend_schema_field(CorrectedShape(allow_null=True))
    def get_corrected(self, one: Sourced) -> dict[str, Any] | None:
        """When it was last corrected; null where it never was."""
        return CorrectedShape().to_representation(one) if one.corrected else None


class LeftShape(Shape):
    """The departure that an arrival takes up, as it was told by itself: `date` is the last day in the old post."""

    date = when(source="row.left")
    precision = PrecisionOf("row.left")
    status = serializers.ChoiceField(choices=STEP_CHOICES, source="row.left_status")
    origins = serializers.IntegerField(source="row.left_origins")
    saying_so = serializers.IntegerField(
        source="left_saying_so", allow_null=True, help_text=_SAYING_SO
    )
    first = serializers.SerializerMethodField()

    @extend_schema_field(_OPTIONAL_FIRST)
    def get_first(self, one: Sourced) -> dict[str, Any] | None:
        return first_of(one.row.left_first_outlet, one.row.left_first_on, one.outlets)


class MoveShape(FactShape):
    """One person's change of place, derived from the positions at its two ends."""

    id = serializers.IntegerField(source="fact.pk")
    kind = serializers.ChoiceField(
        choices=MoveKind.choices,
        source="row.kind",
        help_text="A `departure` is one of which no arrival elsewhere is known; a move from one company to another has the kind"
        " of its arrival.",
    )
    person = PersonRef(source="fact.person")
    from_company = OrgRef(source="row.from_company", allow_null=True)
    to_company = OrgRef(source="row.to_company", allow_null=True)
    title = Text(source="row.title")
    unit = OrgRef(source="row.unit", allow_null=True)
    date = when(source="row.happened")
    precision = PrecisionOf("row.happened")
    status = serializers.ChoiceField(choices=STEP_CHOICES, source="row.status")
    link = Choice(choices=Link.choices, source="row.link", allow_null=True)
    origins = serializers.IntegerField(
        source="row.origins", help_text="Independent outlets that tell of it, reprints folded away."
    )
    saying_so = serializers.IntegerField(allow_null=True, help_text=_SAYING_SO)
    first = serializers.SerializerMethodField()
    left = serializers.SerializerMethodField(
        help_text="The departure of a move that joins two companies; null where nobody told of it by itself."
    )
    evidence = EvidenceShape(many=True)

    @extend_schema_field(_OPTIONAL_FIRST)
    def get_first(self, one: Sourced) -> dict[str, Any] | None:
        return _first(one)

    @extend_schema_field(LeftShape(allow_null=True))
    def get_left(self, one: Sourced) -> dict[str, Any] | None:
        return LeftShape().to_representation(one) if one.row.left_sort_on else None


class PeriodShape(FactShape):
    """The fields of a fact that lasts. Nothing is made up: what was not published is null."""

    start = when(source="row.start")
    start_precision = PrecisionOf("row.start")
    start_status = Choice(choices=STEP_CHOICES, source="row.start_status", allow_null=True)
    start_told_on = Day(source="row.start_told_on")
    start_origins = serializers.IntegerField(source="row.start_origins")
    start_first = serializers.SerializerMethodField()
    end = when(source="row.last_day_held", help_text="The last day held.")
    end_precision = PrecisionOf("row.end")
    end_state = serializers.ChoiceField(choices=EndState.choices, source="row.end_state")
    end_status = Choice(choices=STEP_CHOICES, source="row.end_status", allow_null=True)
    end_told_on = Day(source="row.end_told_on")
    end_origins = serializers.IntegerField(source="row.end_origins")
    end_first = serializers.SerializerMethodField()
    disputed = serializers.BooleanField(source="row.disputed")
    confirmed_last = Day(source="row.confirmed_last")
    holds = Choice(
        choices=["certain", "possible"],
        allow_null=True,
        help_text="Whether it was in force on `as_of`; null when it was not, or no day was asked for.",
    )
    evidence = EvidenceShape(many=True)

    @extend_schema_field(_OPTIONAL_FIRST)
    def get_start_first(self, one: Sourced) -> dict[str, Any] | None:
        return first_of(one.row.start_first_outlet, one.row.start_first_on, one.outlets)

    @extend_schema_field(_OPTIONAL_FIRST)
    def get_end_first(self, one: Sourced) -> dict[str, Any] | None:
        return first_of(one.row.end_first_outlet, one.row.end_first_on, one.outlets)


class PositionShape(PeriodShape):
    """One person's spell at one company."""

    id = serializers.IntegerField(source="fact.pk")
    person = PersonRef(source="fact.person")
    company = OrgRef(source="fact.organization")
    unit = OrgRef(source="row.unit", allow_null=True)
    title = Text(source="row.title")
    role = serializers.ChoiceField(choices=Role.choices, source="row.role")
    seniority = serializers.SerializerMethodField()
    interim = serializers.BooleanField(source="row.interim")
    exclusive = serializers.BooleanField(source="row.exclusive")
    stated_origin = OrgRef(source="row.stated_origin", allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=[one.name.lower() for one in Seniority]))
    def get_seniority(self, one: Sourced) -> str:
        return Seniority(one.row.seniority).name.lower()


class ReportingLineShape(PeriodShape):
    """A person reports to a manager at a company, for a period."""

    id = serializers.IntegerField(source="fact.pk")
    kind = serializers.ChoiceField(choices=LineKind.choices, source="row.kind")
    person = PersonRef(source="fact.person")
    manager = PersonRef(source="fact.manager")
    company = OrgRef(source="fact.organization")


class OccurrenceShape(FactShape):
    """The fields of a fact that happens once."""

    date = when(source="row.happened")
    precision = PrecisionOf("row.happened")
    status = serializers.ChoiceField(choices=STEP_CHOICES, source="row.status")
    disputed = serializers.BooleanField(source="row.disputed")
    told_on = Day(source="row.told_on")
    origins = serializers.SerializerMethodField()
    saying_so = serializers.SerializerMethodField(help_text=_SAYING_SO)
    first = serializers.SerializerMethodField()
    evidence = EvidenceShape(many=True)

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_origins(self, one: Sourced) -> int | None:
        """Independent outlets; null where the number of a past day was not kept (statements)."""
        return int(one.row.origins) if _kept(one) else None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_saying_so(self, one: Sourced) -> int | None:
        return one.saying_so if _kept(one) else None

    @extend_schema_field(_OPTIONAL_FIRST)
    def get_first(self, one: Sourced) -> dict[str, Any] | None:
        return _first(one)


def _kept(one: Sourced) -> bool:
    return one.known_on is None or one.row is not one.fact


class SaidShape(Shape):
    """What one outlet said on one day. `step`: it took the report further, or undid it."""

    end = Choice(
        choices=["start", "end"],
        allow_null=True,
        help_text="Of which end; null of what happens once.",
    )
    status = serializers.ChoiceField(choices=Status.choices)
    published = Day()
    outlet = Text(help_text="A slug of outlets/.")
    via = Text(help_text="Whom the outlet credits.")
    claim = serializers.IntegerField(help_text="An id of claims/.")
    step = serializers.BooleanField()


class FoundingShape(OccurrenceShape):
    """A person founded, or plans to found, an organization."""

    id = serializers.IntegerField(source="fact.pk")
    person = PersonRef(source="fact.person")
    company = OrgRef(source="fact.organization")


class StatementShape(OccurrenceShape):
    """A person's published view, quoted exactly."""

    id = serializers.IntegerField(source="fact.pk")
    person = PersonRef(source="fact.person")
    topic = Text(source="fact.topic")
    quote = serializers.CharField(source="fact.quote")


EVENT_KINDS = [*EventKind.values, "stake"]


class EventShape(OccurrenceShape):
    """Something that happened to a company or unit. Sums are US dollars; a fall is negative.

    For a stake `company` is the one that takes it and `target` the one it is taken in.
    """

    id = serializers.SerializerMethodField()
    kind = serializers.SerializerMethodField()
    company = serializers.SerializerMethodField()
    unit = serializers.SerializerMethodField()
    into = serializers.SerializerMethodField()
    lead = serializers.SerializerMethodField()
    target = serializers.SerializerMethodField()
    beneficiary = serializers.SerializerMethodField()
    count = serializers.SerializerMethodField()
    percent = Number(source="row.percent", allow_null=True)
    amount_usd = Number(source="row.amount_usd", allow_null=True)
    valuation_usd = serializers.SerializerMethodField()
    purpose = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "pattern": r"^(event|stake)-\d+$"})
    def get_id(self, one: Sourced) -> str:
        return f"{one.kind}-{one.fact.pk}"

    @extend_schema_field(serializers.ChoiceField(choices=EVENT_KINDS))
    def get_kind(self, one: Sourced) -> str:
        return "stake" if one.kind == "stake" else str(one.fact.kind)

    @extend_schema_field(OrgRef())
    def get_company(self, one: Sourced) -> Any:
        return _org(one, "acquirer" if one.kind == "stake" else "organization")

    @extend_schema_field(OrgRef(allow_null=True))
    def get_unit(self, one: Sourced) -> Any:
        return _org(one, "unit")

    @extend_schema_field(OrgRef(allow_null=True))
    def get_into(self, one: Sourced) -> Any:
        return _org(one, "into")

    @extend_schema_field(OrgRef(allow_null=True))
    def get_lead(self, one: Sourced) -> Any:
        return _org(one, "lead")

    @extend_schema_field(OrgRef(allow_null=True))
    def get_target(self, one: Sourced) -> Any:
        return _org(one, "target")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_beneficiary(self, one: Sourced) -> str | None:
        return getattr(one.fact, "beneficiary", "") or None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_count(self, one: Sourced) -> int | None:
        return getattr(one.row, "count", None)

    @extend_schema_field({"type": ["number", "null"]})
    def get_valuation_usd(self, one: Sourced) -> int | float | None:
        worth = getattr(one.row, "valuation_usd", None)
        return None if worth is None else Number().to_representation(worth)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_purpose(self, one: Sourced) -> str | None:
        return getattr(one.row, "purpose", "") or None


def _org(one: Sourced, name: str) -> Any:
    organization = getattr(one.fact, name, None)
    return None if organization is None else OrgRef().to_representation(organization)


#: How a timeline calls each kind of fact, and its shape.
SHAPES: dict[str, tuple[str, type[Shape]]] = {
    "move": ("move", MoveShape),
    "position": ("position", PositionShape),
    "line": ("reporting_line", ReportingLineShape),
    "founding": ("founding", FoundingShape),
    "event": ("event", EventShape),
    "stake": ("event", EventShape),
    "statement": ("statement", StatementShape),
}


class EntryShape(Shape):
    """One entry of a timeline: a record of the type that `type` names."""

    type = serializers.SerializerMethodField()
    sort_on = serializers.SerializerMethodField()
    record = serializers.SerializerMethodField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shapes = {kind: shape() for kind, (_, shape) in SHAPES.items()}

    @extend_schema_field(
        serializers.ChoiceField(choices=list(dict.fromkeys(name for name, _ in SHAPES.values())))
    )
    def get_type(self, placed: Any) -> str:
        return SHAPES[placed.one.kind][0]

    @extend_schema_field(Day(help_text="The day that puts it in order; null when none is known."))
    def get_sort_on(self, placed: Any) -> str | None:
        return placed.day.isoformat() if placed.day else None

    @extend_schema_field(
        PolymorphicProxySerializer(
            component_name="Record",
            serializers=list(dict.fromkeys(shape for _, shape in SHAPES.values())),
            resource_type_field_name=None,
        )
    )
    def get_record(self, placed: Any) -> dict[str, Any]:
        return self._shapes[placed.one.kind].to_representation(placed.one)


class OneMoveShape(MoveShape):
    """A move with its life: every claim about either end."""

    life = SaidShape(many=True)


class OnePositionShape(PositionShape):
    """A position with its life: every claim about its start and its end."""

    life = SaidShape(many=True)


class OneReportingLineShape(ReportingLineShape):
    """A reporting line with its life."""

    life = SaidShape(many=True)


class OneEventShape(EventShape):
    """An event or stake with its life."""

    life = SaidShape(many=True)


class OneStatementShape(StatementShape):
    """A statement with every claim that quotes it."""

    life = SaidShape(many=True)
