"""moves/, positions/, reporting-lines/, events/, statements/."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from companies.models import Organization
from people.models import LineKind, Move, MoveKind, Role
from people.titles import SENIORITIES
from tracker.api.base import ApiView, Records, cursor_of, first_or_missing, paged
from tracker.api.paging import Cursor, Key, Order, Page, cut
from tracker.api.params import (
    Clocks,
    Day,
    Kinds,
    Known,
    OrganizationSlug,
    OutletSlug,
    Paged,
    Params,
    PersonSlug,
    Since,
    Until,
    Wanted,
    Words,
)
from tracker.api.problems import BadParameter, Gone
from tracker.api.shapes.facts import (
    EVENT_KINDS,
    EventShape,
    MoveShape,
    OneEventShape,
    OneMoveShape,
    OnePositionShape,
    OneReportingLineShape,
    OneStatementShape,
    PositionShape,
    ReportingLineShape,
    StatementShape,
)
from tracker.api.views.records import _ORDER_TYPES
from tracker.claims.withholding import withheld
from tracker.kernel.statuses import STEP_CHOICES
from tracker.timeline.chronicle import Asked, event_strands, weave
from tracker.timeline.facts import (
    EVENTS,
    LINES,
    MOVES,
    POSITIONS,
    STAKES,
    STATEMENTS,
    FactKind,
    sourced,
)
from tracker.timeline.move_orders import NEWEST, ORDERINGS, NotAPlace, Place
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import AWAY, LINKED, MoveFilter
from tracker.timeline.unit_moves import COMPANIES, parted, units_called

KNOWN_ON = "Tell it as one could know it from what was published by this day."
AS_OF = "Only what held, or may have held, on this day; `holds` says which."
COMPANY = "A company or unit."


class MovesFilters(Params):
    person = PersonSlug(help_text="Who moved.")
    company = OrganizationSlug(help_text="Either end; a unit stands for its company and `unit`.")
    from_company = OrganizationSlug(help_text="Where from, likewise.")
    to_company = OrganizationSlug(help_text="Where to, likewise.")
    unit = OrganizationSlug(
        help_text="A unit, with what belonged to it on the day of the move: into it, out of it, within it."
    )
    kind = Kinds(MoveKind.choices)
    status = Kinds(STEP_CHOICES)
    seniority = Kinds(SENIORITIES, help_text="Of the title taken up, else of the title left.")
    since = Since(help_text="Day of the change, else of its first publication.")
    until = Until(help_text="Day of the change, else of its first publication.")
    surely = serializers.BooleanField(
        required=False,
        help_text="Only those of which every day that `date` allows lies within `since` and `until`.",
    )
    known_on = Day(help_text=KNOWN_ON)
    outlet = OutletSlug(help_text="The one that published it first.")
    ends = serializers.ChoiceField(
        choices=[AWAY, LINKED],
        required=False,
        help_text="`from`: away from a known company; `linked`: from one to another.",
    )
    q = Words(help_text="Words in the names and titles.")
    ordering = serializers.ChoiceField(
        choices=[(name, order.label) for name, order in ORDERINGS.items()],
        default=NEWEST.name,
        help_text="What the list goes by; moves of which that is not known come last.",
    )

    def validate(self, attrs: Wanted) -> Wanted:
        """A unit in the place of a company is that company and the unit, as in the list for readers."""
        attrs = super().validate(attrs)
        asked = {end: attrs[end] for end in COMPANIES if attrs.get(end)}
        units = units_called(asked.values())
        if not units:
            return attrs
        if attrs.get("unit"):
            asked["unit"] = attrs["unit"]
            units |= units_called([attrs["unit"]])
        named = parted({end: units[slug] for end, slug in asked.items() if slug in units})
        for end, one in named.items():
            if end != "unit" and (
                one.is_unit or asked.get("unit", named["unit"].slug) not in units
            ):
                raise serializers.ValidationError(
                    {
                        end: f"{asked[end]} is a unit, and another one is asked for: give its company."
                    }
                )
        return attrs | {end: one.slug for end, one in named.items()}


class MovesParams(MovesFilters, Paged):
    pass


def move_filter(wanted: Wanted) -> MoveFilter:
    return MoveFilter(
        person=wanted["person"] or "",
        company=wanted["company"] or "",
        from_company=wanted["from_company"] or "",
        to_company=wanted["to_company"] or "",
        unit=wanted["unit"] or "",
        kind=wanted["kind"] or (),
        status=wanted["status"] or (),
        seniority=wanted["seniority"] or (),
        since=wanted["since"],
        until=wanted["until"],
        surely=bool(wanted["surely"]),
        known_on=wanted["known_on"],
        outlet=wanted["outlet"] or "",
        ends=wanted["ends"] or "",
        q=wanted["q"] or "",
    )


class Moves(Records):
    """Hires, departures, promotions, returns: one person's change of place, newest first."""

    tag = "moves"
    shape = MoveShape
    one_shape = OneMoveShape
    list_params = MovesParams
    one_params = Known
    withdraws = True

    def list(self, request: Request) -> Response:
        wanted = self.wanted(self.list_params)
        order = ORDERINGS[wanted["ordering"]]
        name = f"moves.{order.name}.{MOVES.key(wanted['known_on'])}"
        cursor = cursor_of(wanted, name, [str])
        try:
            place = Place.parse(str(cursor.place[0]), order) if cursor else None
            back = cursor is not None and cursor.backwards
            found = page_of_moves(
                move_filter(wanted),
                size=wanted["page_size"],
                order=order,
                before=None if back else place,
                after=place if back else None,
            )
        except NotAPlace as error:
            raise BadParameter("cursor", str(error)) from error
        page = Page(
            found.rows,
            Cursor((str(found.older),)) if found.older else None,
            Cursor((str(found.newer),), backwards=True) if found.newer else None,
        )
        return paged(request, page, name, self.shape(), self.dressed(page.rows, wanted))

    def one(self, wanted: Wanted, key: str | int) -> Any:
        move = first_or_missing(Move.objects.shown().filter(pk=key).with_names())
        if move.withdrawn:
            raise Gone
        if wanted["known_on"] is None:
            return move
        return first_or_missing(MOVES.rows(wanted["known_on"], pk=key))

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:
        return sourced([MOVES.pair(row) for row in rows], known_on=wanted["known_on"])


class FactRecords(Records):
    """A list of one kind of fact, latest record first."""

    kind: FactKind
    withdraws = True

    def order(self, wanted: Wanted) -> Order:
        number = self.kind.key(wanted["known_on"])
        return Order(f"{self.tag}.{number}", (Key(number, int, descending=True),))

    def one(self, wanted: Wanted, key: str | int) -> Any:
        return one_fact(self.kind, wanted, key)

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:
        return sourced(
            [self.kind.pair(row) for row in rows],
            known_on=wanted["known_on"],
            as_of=wanted.get("as_of"),
        )


def one_fact(kind: FactKind, wanted: Wanted, key: str | int) -> Any:
    """The row of one fact: 404 when it may not be shown or was not known, 410 when withdrawn."""
    shown = kind.facts._default_manager.visible().filter(pk=key)  # type: ignore[attr-defined]
    withdrawn = shown.values_list("withdrawn", flat=True).first()
    if withdrawn is None:
        raise NotFound
    if withdrawn:
        raise Gone
    rows = kind.rows(wanted["known_on"], pk=key)
    if as_of := wanted.get("as_of"):
        rows = rows.filter(possible__contains=as_of)
    return first_or_missing(rows)


def _visible_org(slug: str) -> QuerySet[Organization, Any]:
    return Organization.objects.visible().filter(slug=slug).values("pk")


class PositionsParams(Paged):
    person = PersonSlug()
    company = OrganizationSlug(help_text=COMPANY)
    role = Kinds(Role.choices)
    start_status = Kinds(STEP_CHOICES)
    end_status = Kinds(STEP_CHOICES)
    q = Words(help_text="Words in the title.")
    as_of = Day(help_text=AS_OF)
    known_on = Day(help_text=KNOWN_ON)


class Positions(FactRecords):
    """Who held what post where, since when, until when, and how firmly either end is told."""

    tag = "positions"
    kind = POSITIONS
    shape = PositionShape
    one_shape = OnePositionShape
    list_params = PositionsParams
    one_params = Clocks

    def rows(self, wanted: Wanted) -> QuerySet[Any]:
        facts = POSITIONS.standing()
        if wanted["person"]:
            facts = facts.filter(person__slug=wanted["person"])
        if wanted["company"]:
            there = _visible_org(wanted["company"])
            facts = facts.filter(Q(organization__in=there) | Q(unit__in=there))
        return period_rows(POSITIONS.told(facts, wanted["known_on"]), wanted, ("role",))


def period_rows(rows: QuerySet[Any], wanted: Wanted, lists: tuple[str, ...]) -> QuerySet[Any]:
    """The rows narrowed by what may change: status, title, role, the day they hold on."""
    for name in ("start_status", "end_status", *lists):
        if wanted[name]:
            rows = rows.filter(**{f"{name}__in": wanted[name]})
    if withheld().names(wanted.get("q") or ""):
        return rows.none()
    for word in (wanted.get("q") or "").split()[:8]:
        rows = rows.filter(title__icontains=word)
    if wanted["as_of"]:
        rows = rows.filter(possible__contains=wanted["as_of"])
    return rows


class LinesParams(Paged):
    person = PersonSlug(help_text="Who reports.")
    manager = PersonSlug(help_text="To whom.")
    company = OrganizationSlug()
    kind = Kinds(LineKind.choices)
    start_status = Kinds(STEP_CHOICES)
    end_status = Kinds(STEP_CHOICES)
    as_of = Day(help_text=AS_OF)
    known_on = Day(help_text=KNOWN_ON)


class ReportingLines(FactRecords):
    """Who reports to whom at which company, for how long."""

    tag = "reporting-lines"
    kind = LINES
    shape = ReportingLineShape
    one_shape = OneReportingLineShape
    list_params = LinesParams
    one_params = Clocks

    def rows(self, wanted: Wanted) -> QuerySet[Any]:
        facts = LINES.standing()
        for name in ("person", "manager"):
            if wanted[name]:
                facts = facts.filter(**{f"{name}__slug": wanted[name]})
        if wanted["company"]:
            facts = facts.filter(organization__in=_visible_org(wanted["company"]))
        return period_rows(LINES.told(facts, wanted["known_on"]), wanted, ("kind",))


class StatementsParams(Paged):
    person = PersonSlug()
    since = Since(help_text="First published on or after this day.")
    until = Until(help_text="First published on or before this day.")
    q = Words(help_text="Words in the topic or the quote.")
    known_on = Day(help_text="Only what had been published by this day.")


class Statements(FactRecords):
    """People's published views on technology and strategy, quoted exactly."""

    tag = "statements"
    kind = STATEMENTS
    shape = StatementShape
    one_shape = OneStatementShape
    list_params = StatementsParams
    one_params = Known

    def rows(self, wanted: Wanted) -> QuerySet[Any]:
        facts = STATEMENTS.standing()
        if wanted["person"]:
            facts = facts.filter(person__slug=wanted["person"])
        if wanted["since"]:
            facts = facts.filter(first_on__gte=wanted["since"])
        if wanted["until"]:
            facts = facts.filter(first_on__lte=wanted["until"])
        if withheld().names(wanted["q"] or ""):
            return STATEMENTS.told(facts.none(), wanted["known_on"])
        for word in (wanted["q"] or "").split()[:8]:
            facts = facts.filter(Q(topic__icontains=word) | Q(quote__icontains=word))
        return STATEMENTS.told(facts, wanted["known_on"])


class EventsParams(Paged):
    company = OrganizationSlug(help_text="A company or unit, in whatever part.")
    kind = Kinds(EVENT_KINDS)
    status = Kinds(STEP_CHOICES)
    since = Since(help_text="Day it happened, else on which it was told.")
    until = Until(help_text="Day it happened, else on which it was told.")
    known_on = Day(help_text=KNOWN_ON)


class Events(ApiView):
    """What happened to companies and units: created, renamed, merged, cut, funded, and stakes taken."""

    tag = "events"
    withdraws = True
    shape = EventShape

    @classmethod
    def params_of(cls, action: str) -> type[Params]:
        return EventsParams if action == "list" else Known

    @classmethod
    def shape_of(cls, action: str) -> Any:
        return EventShape(many=True) if action == "list" else OneEventShape()

    def list(self, request: Request) -> Response:
        """What happened to companies and units, newest first."""
        wanted = self.wanted(EventsParams)
        cursor = cursor_of(wanted, "events", _ORDER_TYPES)
        entries = weave(
            event_strands(company=wanted["company"] or "", kinds=wanted["kind"] or ()),
            Asked(
                known_on=wanted["known_on"],
                since=wanted["since"],
                until=wanted["until"],
                status=wanted["status"] or (),
                past=cursor.place if cursor else None,  # type: ignore[arg-type]
                backwards=cursor.backwards if cursor else False,
                most=wanted["page_size"] + 1,
            ),
        )
        page = cut(entries, lambda entry: entry.place, cursor=cursor, size=wanted["page_size"])
        told = sourced([entry.pair for entry in page.rows], known_on=wanted["known_on"])
        return paged(request, page, "events", EventShape(), told)

    def retrieve(self, request: Request, id: tuple[str, int]) -> Response:  # noqa: A002, ARG002
        """One event or stake."""
        wanted = self.wanted(Known)
        kind, key = id
        fact_kind = STAKES if kind == "stake" else EVENTS
        row = one_fact(fact_kind, wanted, key)
        (told,) = sourced([fact_kind.pair(row)], known_on=wanted["known_on"])
        return Response(OneEventShape().to_representation(told))
