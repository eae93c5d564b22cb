"""Takedowns: what was hidden, answered or erased at somebody's request, why, and who decided."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from tracker.claims.models.claim import Claim
from tracker.kernel.history import tracked
from tracker.news.models import Article, Outlet

#: What a takedown can be about, by the name of its column. Exactly one is filled.
TARGETS: dict[str, type[models.Model]] = {
    "person": Person,
    "organization": Organization,
    "article": Article,
    "outlet": Outlet,
    "claim": Claim,
    "position": Position,
    "founding": Founding,
    "line": ReportingLine,
    "statement": Statement,
    "event": OrgEvent,
    "stake": Stake,
    "move": Move,
}
LONGEST_REPLY = 1000


class TakedownKind(models.TextChoices):
    HIDE = "hide", "Hide: no surface shows it"
    ANNOTATE = "annotate", "Annotate: a reply stands beside it"
    ERASE = "erase", "Erase: hide and remove for good"


#: The kinds that take a record off every surface.
HIDING = (TakedownKind.HIDE, TakedownKind.ERASE)


class TakedownQuerySet(models.QuerySet["Takedown"]):
    def standing(self) -> Self:
        """Those that nobody has lifted."""
        return self.filter(lifted_at=None)

    def hiding(self) -> Self:
        return self.filter(kind__in=HIDING)

    def replies(self) -> Self:
        """Replies that stand beside records, oldest first."""
        return self.standing().filter(kind=TakedownKind.ANNOTATE).order_by("decided_at", "pk")

    def on(self, target: models.Model) -> Self:
        """Those about this very record."""
        return self.filter(**{column_of(target): target})


def column_of(target: models.Model) -> str:
    """The column that names such a record; raises TypeError for what cannot be taken down."""
    for column, model in TARGETS.items():
        if isinstance(target, model):
            return column
    raise TypeError(f"A {type(target).__name__} cannot be taken down.")


def _key(model: type[models.Model], **options: Any) -> Any:
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="takedowns", **options
    )


@tracked()
class Takedown(models.Model):
    """One decision about one record: hide it, put a reply beside it, or erase it.

    It stands until it is lifted; lifting a ``hide`` brings everything back, an ``erase`` is for good.
    """

    kind = models.CharField(max_length=8, choices=TakedownKind, default=TakedownKind.HIDE)
    person = _key(Person)
    organization = _key(Organization)
    article = _key(Article)
    outlet = _key(Outlet)
    claim = _key(Claim)
    position = _key(Position)
    founding = _key(Founding)
    line = _key(ReportingLine)
    statement = _key(Statement)
    event = _key(OrgEvent)
    stake = _key(Stake)
    move = _key(Move)
    reason = models.CharField(max_length=500, help_text="Why; only editors see it.")
    reply = models.CharField(
        max_length=LONGEST_REPLY,
        blank=True,
        help_text="For a reply: the words of the person concerned, as readers will see them.",
    )
    asked_by = models.CharField(
        max_length=200, blank=True, help_text="Who asked for it, such as “the person’s counsel”."
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(db_default=Now(), editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.CharField(max_length=500, blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Exact(
                    Func(
                        *TARGETS,
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="claims_takedown_is_about_one_record",
                violation_error_message="Choose exactly one record.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="claims_takedown_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind__in=TakedownKind.values), name="claims_takedown_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind=TakedownKind.ANNOTATE) & ~Q(reply=""))
                | (~Q(kind=TakedownKind.ANNOTATE) & Q(reply="")),
                name="claims_takedown_reply_belongs_to_a_note",
                violation_error_message="A reply needs its words, and nothing else has any.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TakedownKind.ERASE) | Q(person__isnull=False, lifted_at=None),
                name="claims_takedown_erases_people_for_good",
                violation_error_message="Only a person can be erased, and for good.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_reason="")),
                name="claims_takedown_lifted_with_a_reason",
            ),
            *(
                models.UniqueConstraint(
                    fields=[column, "kind"],
                    condition=Q(lifted_at=None, kind__in=HIDING, **{f"{column}__isnull": False}),
                    name=f"claims_takedown_one_per_{column}",
                )
                for column in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().partition(':')[0]} {self.about}"

    def clean(self) -> None:
        if self.kind != TakedownKind.ANNOTATE and self.reply:
            raise ValidationError({"reply": "Only a reply has words of its own."})

    @property
    def column(self) -> str:
        """The column that is filled; empty while none is."""
        return next((name for name in TARGETS if getattr(self, f"{name}_id") is not None), "")

    @property
    def about(self) -> Any:
        """The record it is about; None while none is chosen."""
        return getattr(self, self.column) if self.column else None


class Suppression(models.Model):
    """A name that must not come back: no name, but the salted hash of one.

    ``whole`` names are looked for in every text that comes in; a surname only where a whole name
    stands beside it.
    """

    takedown = models.ForeignKey(Takedown, models.PROTECT, related_name="suppressions")
    key = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    whole = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["takedown", "key"], name="claims_suppression_once"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(salt=""), name="claims_suppression_is_salted"
            ),
        ]

    def __str__(self) -> str:
        return f"Suppression {self.pk}"
