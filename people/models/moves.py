"""Moves: derived from positions and foundings, never typed in."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from companies.models import Organization
from people.models.deeds import Founding
from people.models.known_tallies import KNOWN_TALLIED
from people.models.person import Person
from people.models.positions import Position
from people.models.tallies import TALLIED
from people.titles import Seniority
from tracker.kernel.facts import Known, StateQuerySet, one_of
from tracker.kernel.fields import PartialDateField
from tracker.kernel.hiding import hidden_of, none_of
from tracker.kernel.history import tracked
from tracker.kernel.statuses import STEP_CHOICES, Status


class MoveKind(models.TextChoices):
    HIRE = "hire", "Hire"
    DEPARTURE = "departure", "Departure"
    PROMOTION = "promotion", "Promotion"
    REASSIGNMENT = "reassignment", "Reassignment"
    FOUNDING = "founding", "Founding"
    RETURN = "return", "Return"
    BOARD_SEAT = "board_seat", "Board seat"


class Link(models.TextChoices):
    """How origin and destination were joined: a claim names both, or the dates suggest it."""

    STATED = "stated", "Stated"
    INFERRED = "inferred", "Inferred"


def _titles(name: str) -> GinIndex:
    """An index of either title by three letters in a row."""
    columns = ("title", "former_title")
    return GinIndex(*(OpClass(Upper(one), name="gin_trgm_ops") for one in columns), name=name)


def ends_shown() -> tuple[Q, Q]:
    """Moves and states of moves neither end of which is a company that may not be shown."""
    hidden = hidden_of(Organization)
    return none_of("from_company", hidden), none_of("to_company", hidden)


def _hidden() -> Q:
    """Moves that may not be shown, and those of which an end was taken down."""
    companies = hidden_of(Organization)
    posts = hidden_of(Position)
    return (
        one_of("from_company", companies)
        | one_of("to_company", companies)
        | one_of("unit", companies)
        | one_of("arrival", posts)
        | one_of("departure", posts)
        | one_of("founding", hidden_of(Founding))
        | one_of("person", hidden_of(Person))
        | Q(hidden=True)
    )


class MoveQuerySet(models.QuerySet["Move"]):
    def visible(self) -> Self:
        """Moves that may be shown: of people, companies and units that may, and not withdrawn."""
        return self.shown().filter(withdrawn=False)

    def shown(self) -> Self:
        """Moves that may be shown, were they not withdrawn, and of which no end was taken down."""
        return self.filter(
            *ends_shown(),
            none_of("unit", hidden_of(Organization)),
            none_of("arrival", hidden_of(Position)),
            none_of("departure", hidden_of(Position)),
            none_of("founding", hidden_of(Founding)),
            none_of("person", hidden_of(Person)),
            hidden=False,
        )

    def unshown(self) -> Self:
        """Those that ``shown`` leaves out, found from what is hidden: hardly anything is."""
        return self.filter(_hidden())

    def kept_back(self) -> Self:
        """Those that ``visible`` leaves out. Whoever counts very many moves leaves these out by their ids, and
        need not look at each.
        """
        return self.filter(_hidden() | Q(withdrawn=True))

    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def touching(self, company: Organization) -> Self:
        """Moves into or out of a company, each once.

        Two indexed looks joined beat one ``OR``, which reads the whole table.
        """
        arrivals = self.model.objects.filter(to_company=company).values("pk")
        departures = self.model.objects.filter(from_company=company).values("pk")
        return self.filter(pk__in=arrivals.union(departures))

    def newest_first(self) -> Self:
        return self.order_by("-sort_on", "-pk")

    def with_names(self) -> Self:
        return self.select_related("person", "from_company", "to_company", "unit")


class MoveShape(models.Model):
    """The columns of a move that change as claims come in."""

    kind = models.CharField(max_length=12, choices=MoveKind)
    status = models.CharField(max_length=9, choices=STEP_CHOICES)
    from_company = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    to_company = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unit = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    former_title = models.CharField(max_length=200, blank=True)
    #: That of the title taken up, else of the title left.
    seniority = models.PositiveSmallIntegerField(
        choices=Seniority, default=Seniority.UNKNOWN, db_default=Seniority.UNKNOWN
    )
    happened = PartialDateField(null=True, blank=True)
    sort_on = models.DateField()
    link = models.CharField(max_length=8, choices=Link, blank=True)
    disputed = models.BooleanField(default=False)
    origins = models.PositiveSmallIntegerField(default=0)
    first_outlet = models.SlugField(max_length=80, blank=True, db_index=False)
    first_on = models.DateField(null=True, blank=True)
    #: Of a move with a departure that was told by itself: when it was, how firmly, and by whom first. A timeline of
    #: the company left has the move on ``left_sort_on``.
    left = PartialDateField(null=True, blank=True)
    left_status = models.CharField(
        max_length=9, choices=STEP_CHOICES, blank=True, default="", db_default=""
    )
    left_sort_on = models.DateField(null=True, blank=True)
    left_origins = models.PositiveSmallIntegerField(default=0, db_default=0)
    left_first_outlet = models.SlugField(
        max_length=80, blank=True, default="", db_default="", db_index=False
    )
    left_first_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(from_company__isnull=False) | Q(to_company__isnull=False),
                name="%(app_label)s_%(class)s_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MoveKind.values), name="%(app_label)s_%(class)s_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(from_company__isnull=False, to_company__isnull=False),
                name="%(app_label)s_%(class)s_link_joins_two",
            ),
            models.CheckConstraint(
                condition=Q(left=None, left_status="", left_sort_on=None)
                | Q(left_sort_on__isnull=False, from_company__isnull=False) & ~Q(left_status=""),
                name="%(app_label)s_%(class)s_left_a_company",
            ),
        ]


@tracked(
    exclude=[
        "sort_on",
        "seniority",
        "disputed",
        "origins",
        "first_outlet",
        "first_on",
        "left_sort_on",
        "left_origins",
        "left_first_outlet",
        "left_first_on",
        "arrival",
        "departure",
        "founding",
    ]
)
class Move(MoveShape):
    """One person's change of place, joined from the positions at its two ends.

    The row keeps its id for as long as either end's position lives on; one that vanishes is
    withdrawn and answers 410. Its history tells what readers had been told before a correction. ``sort_on`` is a stable day for ordering: that of the change, else
    the first day on which it was published. Of a mere year or month it is the last day: periods and years count by it, and
    nothing counts before it has surely happened. So such a move leads its period in a list that begins with the newest.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="moves")
    arrival = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="arrivals"
    )
    departure = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="departures"
    )
    founding = models.ForeignKey(
        Founding, models.PROTECT, null=True, blank=True, related_name="moves"
    )
    withdrawn = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)

    objects = MoveQuerySet.as_manager()

    class Meta(MoveShape.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *MoveShape.Meta.constraints,
            models.CheckConstraint(
                condition=Q(arrival__isnull=False)
                | Q(departure__isnull=False)
                | Q(founding__isnull=False),
                name="people_move_is_derived",
            ),
            models.UniqueConstraint(
                fields=["arrival"],
                condition=Q(withdrawn=False, arrival__isnull=False),
                name="people_move_one_per_arrival",
            ),
            models.UniqueConstraint(
                fields=["departure"],
                condition=Q(withdrawn=False, departure__isnull=False),
                name="people_move_one_per_departure",
            ),
            models.UniqueConstraint(
                fields=["founding"],
                condition=Q(withdrawn=False, founding__isnull=False),
                name="people_move_one_per_founding",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="people_move_hidden"),
            # With the ends by which the moves of a period are counted.
            models.Index(
                fields=["-sort_on", "-id"],
                include=["from_company", "to_company"],
                name="people_move_latest",
            ),
            # With what a chart of a company counts, so that it need not look at the moves themselves.
            models.Index(
                fields=["from_company", "-sort_on", "-id"],
                include=[
                    "to_company",
                    "kind",
                    "status",
                    "happened",
                    "left",
                    "left_sort_on",
                ],
                name="people_move_from",
            ),
            models.Index(
                fields=["from_company", "-left_sort_on", "-id"],
                condition=Q(left_sort_on__isnull=False),
                name="people_move_left",
            ),
            models.Index(
                fields=["to_company", "-sort_on", "-id"],
                include=["from_company", "kind", "status", "happened"],
                name="people_move_to",
            ),
            models.Index(fields=["id"], condition=Q(withdrawn=True), name="people_move_withdrawn"),
            models.Index(
                fields=["from_company", "to_company", "sort_on"],
                include=["id", "kind", "status", "seniority"],
                condition=Q(from_company__isnull=False, to_company__isnull=False, withdrawn=False),
                name="people_move_between",
            ),
            models.Index(
                F("first_on").desc(nulls_last=True), F("id").desc(), name="people_move_published"
            ),
            models.Index("person", F("sort_on").desc(), F("id").desc(), name="people_move_person"),
            models.Index(
                F("origins").desc(), F("sort_on").desc(), F("id").desc(), name="people_move_origins"
            ),
            models.Index("kind", F("sort_on").desc(), F("id").desc(), name="people_move_kind"),
            models.Index("status", F("sort_on").desc(), F("id").desc(), name="people_move_status"),
            models.Index(
                "first_outlet", F("sort_on").desc(), F("id").desc(), name="people_move_outlet"
            ),
            _titles("people_move_titles"),
        ]
        triggers = TALLIED

    def __str__(self) -> str:
        ends = " to ".join(str(end) for end in (self.from_company, self.to_company) if end)
        return f"{self.person}: {self.kind} {ends}"

    @property
    def is_open(self) -> bool:
        """Told, but neither done nor taken back."""
        return self.status in {Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED}


class MoveState(MoveShape, Known):
    """What one could know of a move on the days of ``known``."""

    move = models.ForeignKey(Move, models.CASCADE, related_name="states")

    objects = StateQuerySet["MoveState"].as_manager()

    class Meta(MoveShape.Meta):
        constraints = [*MoveShape.Meta.constraints, *Known.Meta.constraints]
        indexes = [
            GistIndex(fields=["known"], name="people_move_known"),
            models.Index(
                fields=["from_company", "-sort_on", "-move"],
                include=[
                    "id",
                    "to_company",
                    "kind",
                    "status",
                    "happened",
                    "left",
                    "left_sort_on",
                    "known",
                ],
                name="people_move_state_from",
            ),
            models.Index(
                fields=["from_company", "-left_sort_on", "-move"],
                condition=Q(left_sort_on__isnull=False),
                name="people_move_state_left",
            ),
            models.Index(
                fields=["to_company", "-sort_on", "-move"],
                include=["id", "from_company", "kind", "status", "happened", "known"],
                name="people_move_state_to",
            ),
            models.Index(
                fields=["-sort_on", "-move"],
                include=["from_company", "to_company", "known"],
                name="people_move_state_latest",
            ),
            models.Index(
                F("sort_on").desc(),
                F("move_id").desc(),
                condition=Q(known__startswith__lt=F("sort_on")),
                name="people_move_state_ahead",
            ),
            models.Index(
                F("first_on").desc(nulls_last=True),
                F("move_id").desc(),
                name="people_move_state_published",
            ),
            models.Index(
                F("origins").desc(),
                F("sort_on").desc(),
                F("move_id").desc(),
                name="people_move_state_origins",
            ),
            models.Index(
                "kind", F("sort_on").desc(), F("move_id").desc(), name="people_move_state_kind"
            ),
            models.Index(
                "status", F("sort_on").desc(), F("move_id").desc(), name="people_move_state_status"
            ),
            models.Index(
                "first_outlet",
                F("sort_on").desc(),
                F("move_id").desc(),
                name="people_move_state_outlet",
            ),
            # By the days on which they came and ceased to be known, with what is counted of them.
            models.Index(
                F("known__startswith"),
                include=["from_company", "to_company", "sort_on", "known"],
                name="people_move_state_told",
            ),
            models.Index(
                F("known__endswith"),
                condition=Q(known__endswith__isnull=False),
                name="people_move_state_untold",
            ),
            models.Index(
                fields=["from_company", "to_company", "sort_on"],
                include=["move", "known", "kind", "status", "seniority"],
                condition=Q(from_company__isnull=False, to_company__isnull=False),
                name="people_move_state_between",
            ),
            _titles("people_move_state_titles"),
        ]
        triggers = KNOWN_TALLIED

    def __str__(self) -> str:
        return f"{self.move} as known in {self.known}"
