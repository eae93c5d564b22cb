"""Claims: this outlet, on this day, says this; and the records and the fact it speaks of."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Now

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Person, Position, ReportingLine, Statement
from tracker.kernel.fields import PartialDateField
from tracker.kernel.hiding import hidden_of, none_of
from tracker.kernel.partial_dates import FIRST_YEAR, LAST_YEAR
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet


class ClaimType(models.TextChoices):
    """What a claim says; the words of the annotation guidelines."""

    JOINED = "joined", "Joined"
    LEFT = "left", "Left"
    ROLE = "role", "Role"
    FOUNDED = "founded", "Founded"
    REPORTS_TO = "reports_to", "Reports to"
    UNIT_CREATED = "unit_created", "Unit created"
    UNIT_RENAMED = "unit_renamed", "Unit renamed"
    UNIT_MERGED = "unit_merged", "Unit merged"
    UNIT_DISSOLVED = "unit_dissolved", "Unit dissolved"
    LAYOFF = "layoff", "Layoff"
    STAKE = "stake", "Stake"
    FUNDING = "funding", "Funding"
    SPENDING = "spending", "Spending"
    COMPENSATION = "compensation", "Compensation"
    MARKET_REACTION = "market_reaction", "Market reaction"
    STATEMENT = "statement", "Statement"


POSITION_TYPES = (ClaimType.JOINED, ClaimType.LEFT, ClaimType.ROLE)
EVENT_TYPES = (
    ClaimType.UNIT_CREATED,
    ClaimType.UNIT_RENAMED,
    ClaimType.UNIT_MERGED,
    ClaimType.UNIT_DISSOLVED,
    ClaimType.LAYOFF,
    ClaimType.FUNDING,
    ClaimType.SPENDING,
    ClaimType.COMPENSATION,
    ClaimType.MARKET_REACTION,
)


class Aspect(models.TextChoices):
    """Which end of a lasting fact the claim speaks of."""

    START = "start", "Start"
    END = "end", "End"
    HELD = "held", "Held"


class EvidenceKind(models.TextChoices):
    QUOTE = "quote", "Quote"
    SUMMARY = "summary", "Summary"
    NOTE = "note", "Editor's note"


class Decision(models.TextChoices):
    UNDECIDED = "undecided", "Undecided"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


#: How urgently a waiting claim is looked at, by what its reason begins with.
CONTRADICTS, OVERDUE = "Contradicts: ", "Overdue"
URGENCY = Case(
    When(queue_reason__startswith=CONTRADICTS, then=0),
    When(queue_reason__startswith=OVERDUE, then=1),
    default=2,
)
DAY = Coalesce("published_on", Value(date(1, 1, 1)))
ARTICLE = Coalesce("article", Value(0))
#: Contradictions first, then what is overdue; the latest news first, an article's claims together.
REVIEW_ORDER = (URGENCY, DAY.desc(), ARTICLE.desc(), models.F("id"))


class DateKind(models.TextChoices):
    EFFECTIVE = "effective", "When it takes effect"
    TOLD = "told", "When it was told"


#: The facts that a claim may support, by the name of the column; positions are several.
_FACTS: dict[str, type[models.Model]] = {
    "founding": Founding,
    "line": ReportingLine,
    "event": OrgEvent,
    "stake": Stake,
    "statement": Statement,
}

#: The first day that may be told of, and the first one that may not.
_FIRST_DAY, _DAY_BEHIND = date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 1, 1)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def by_shown(self) -> Self:
        """Claims of an article and an outlet that may be shown."""
        return self.filter(
            none_of("article", hidden_of(Article)),
            none_of("outlet", hidden_of(Outlet)),
            hidden=False,
        )

    def of_shown(self) -> Self:
        """Claims of records, and for a fact, that may be shown."""
        people = hidden_of(Person)
        organizations = hidden_of(Organization)
        of_hidden_positions = self.model.positions.through._default_manager.filter(
            position__in=Position.objects.filter(hidden=True).values("pk")
        )
        return self.filter(
            none_of("person", people),
            none_of("manager", people),
            none_of("organization", organizations),
            none_of("unit", organizations),
            none_of("other", organizations),
            *(none_of(name, hidden_of(model)) for name, model in _FACTS.items()),
            ~Q(pk__in=of_hidden_positions.values("claim_id")),
        )

    def accepted(self) -> Self:
        """Claims that may take part in settling: what was taken down supports nothing."""
        return self.by_shown().filter(decision=Decision.ACCEPTED, withdrawn=False)

    def undecided(self) -> Self:
        return self.filter(decision=Decision.UNDECIDED, withdrawn=False)

    def queued(self) -> Self:
        """Claims that wait for an editor."""
        return self.exclude(queue_reason="").filter(withdrawn=False, decided_by=None)

    def visible(self) -> Self:
        """Claims a reader may see: accepted, of an article, of records and a fact that may be shown."""
        return self.accepted().of_shown()

    def by_publication(self) -> Self:
        """First published first; claims without a day last."""
        return self.order_by(models.F("published_on").asc(nulls_last=True), "key")

    def known_on(self, day: date) -> Self:
        """What had been published by the end of ``day``."""
        return self.filter(published_on__lte=day)


@pghistory.track(exclude=["values", "mentions", "corrected", "beside"])
class Claim(models.Model):
    """What one outlet said on one day, tied to an article or an address, and to records.

    ``evidence`` is the sentence itself (kind quote: ``article.text[start:end]``), our own words
    (summary) or an editor's reason (note). ``values`` holds the words as extracted, ``mentions`` whom
    each of its names was found to mean and who else was thought of (``identity.kept`` reads it).
    ``key`` makes recording repeatable: the same saying of the same article is one row.
    """

    type = models.CharField(max_length=15, choices=ClaimType)
    aspect = models.CharField(max_length=5, choices=Aspect, blank=True)
    status = models.CharField(max_length=9, choices=Status)
    evidence_kind = models.CharField(max_length=7, choices=EvidenceKind)
    evidence = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    address = models.TextField(blank=True)
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="claims")
    published_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    via = models.CharField(max_length=200, blank=True)

    date = PartialDateField(null=True, blank=True)
    date_kind = models.CharField(max_length=9, choices=DateKind, blank=True)
    title = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="claims")
    manager = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    unit = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="unit_claims"
    )
    other = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Origin of a hire, destination of a departure, result of a merger, "
        "target of a stake, lead of a funding.",
    )
    values = models.JSONField(default=dict)
    mentions = models.JSONField(default=dict, blank=True, editable=False)
    pins = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    corrected = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Of an editor's correction: the claims that spoke of the fact corrected.",
    )
    beside = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Of an editor's correction: the claims of other facts that the editor let stand.",
    )
    rule = models.CharField(max_length=80, blank=True)
    rules_version = models.CharField(max_length=40, blank=True)
    probability = models.FloatField(default=1.0)

    decision = models.CharField(max_length=9, choices=Decision, default=Decision.UNDECIDED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    policy = models.CharField(max_length=80, blank=True)
    queue_reason = models.CharField(max_length=300, blank=True)
    contradicting = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    positions = models.ManyToManyField(Position, related_name="claims", blank=True)
    founding = models.ForeignKey(
        Founding, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    line = models.ForeignKey(
        ReportingLine, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    event = models.ForeignKey(
        OrgEvent, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    stake = models.ForeignKey(Stake, models.SET_NULL, null=True, blank=True, related_name="claims")
    statement = models.ForeignKey(
        Statement, models.SET_NULL, null=True, blank=True, related_name="claims"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="claims_claim_has_evidence"),
            models.CheckConstraint(
                condition=~Q(evidence_kind=EvidenceKind.QUOTE)
                | Q(article__isnull=False, start__isnull=False, end__gt=models.F("start")),
                name="claims_quote_points_into_an_article",
            ),
            models.CheckConstraint(
                condition=~Q(evidence_kind=EvidenceKind.SUMMARY)
                | (~Q(address="") & Q(checked_on__isnull=False)),
                name="claims_summary_names_its_address",
            ),
            models.CheckConstraint(
                condition=Q(date=None, date_kind="") | (Q(date__isnull=False) & ~Q(date_kind="")),
                name="claims_date_says_its_kind",
            ),
            models.CheckConstraint(
                condition=(Q(date__startswith=None) | Q(date__startswith__gte=_FIRST_DAY))
                & (Q(date__endswith=None) | Q(date__endswith__lte=_DAY_BEHIND)),
                name="claims_date_can_be_reckoned_with",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None)
                | Q(published_on__gte=_FIRST_DAY, published_on__lt=_DAY_BEHIND),
                name="claims_published_on_can_be_reckoned_with",
            ),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1),
                name="claims_probability_is_one",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.UNDECIDED) | ~Q(queue_reason=""),
                name="claims_undecided_is_queued",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "type"], name="claims_of_person"),
            models.Index(fields=["organization", "type"], name="claims_of_organization"),
            models.Index(
                fields=["organization"],
                condition=Q(contradicting=True),
                name="claims_contradicting",
            ),
            models.Index(
                fields=["-id"],
                condition=~Q(queue_reason="") & Q(withdrawn=False, decided_by=None),
                name="claims_queue",
            ),
            models.Index(
                *REVIEW_ORDER,
                condition=~Q(queue_reason="") & Q(withdrawn=False, decided_by=None),
                name="claims_review_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet or self.article or 'An editor'}: {self.type} {self.status}"

    @property
    def stated_probability(self) -> float | None:
        """How likely the reader held it to be right; None for what a person has said: an editor, or the archive's lines."""
        return self.probability if self.rules_version else None
