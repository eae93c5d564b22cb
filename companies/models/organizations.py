"""Organizations with dated names, kinds and parents, and how one succeeds another."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower, NullIf, Upper
from django.urls import reverse

from tracker.kernel.facts import one_of
from tracker.kernel.fields import PartialDateField
from tracker.kernel.hiding import hidden_of
from tracker.kernel.history import tracked
from tracker.kernel.word_search import NameKey, NameVector, NearKeys


class Kind(models.TextChoices):
    """What an organization is; DESIGN's two faces, Company and Unit, follow from it."""

    COMPANY = "company", "Company"
    UNIVERSITY = "university", "University"
    FUND = "fund", "Fund"
    FOUNDATION = "foundation", "Foundation"
    AGENCY = "agency", "Agency"
    LAB = "lab", "Lab"
    DIVISION = "division", "Division"
    TEAM = "team", "Team"


#: By what lists put them in order: the name, else what describes one that has none.
NAME_KEY = NameKey(Coalesce(NullIf("name", Value("")), "description"))
UNIT_KINDS = (Kind.LAB, Kind.DIVISION, Kind.TEAM)


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible(self) -> Self:
        """Organizations that may be shown; a unit goes with the company it belongs to."""
        return self.standing().filter(~one_of("pk", hidden_of(self.model)))

    def standing(self) -> Self:
        """Those that are not merged into another."""
        return self.filter(merged_into=None)

    def companies(self) -> Self:
        """Those that stand on their own: companies, universities, funds, and labs without a parent."""
        return self.exclude(kind__in=UNIT_KINDS, parent__isnull=False)

    def ever_companies(self) -> Self:
        """Those, and units that stood on their own once: DeepMind was a company before it was a lab of Google."""
        once = OrganizationKind.objects.exclude(kind__in=UNIT_KINDS).values("organization")
        return self.filter(~Q(kind__in=UNIT_KINDS, parent__isnull=False) | Q(pk__in=once))

    def units(self) -> Self:
        """Labs, divisions and teams of another organization."""
        return self.filter(kind__in=UNIT_KINDS, parent__isnull=False)

    def called(self, name: str) -> Self:
        """Organizations that have, or had, this name or alias, letter case aside."""
        named = Q(name__iexact=name) | Q(names__name__iexact=name)
        return self.standing().filter(named).distinct()

    def slug_today(self, slug: str) -> str:
        """The slug of the record that ``slug`` was merged into; ``slug`` itself where it was not."""
        found = self.filter(slug=slug).values_list("merged_into__slug", flat=True).first()
        return found or slug

    def shown_today(self, slug: str) -> str | None:
        """The slug under which the record that ``slug`` means is shown, merged ones followed; None where none may be."""
        merged = self.filter(slug=slug).order_by().values("merged_into__slug")[:1]
        meant = Coalesce(Subquery(merged), Value(slug))
        return self.visible().filter(slug=meant).order_by().values_list("slug", flat=True).first()


@tracked()
class Organization(models.Model):
    """One company or unit, whatever it was called over the years.

    ``name``, ``kind`` and ``parent`` are today's; what they were is in the dated tables. One that
    has no name yet carries a description instead ("a start-up for world models").
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMPANY)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    country = models.CharField(max_length=2, blank=True)
    founded = PartialDateField(null=True, blank=True)
    website = models.URLField(blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    stub = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(description=""),
                name="companies_organization_is_named_or_described",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")), name="companies_organization_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")),
                name="companies_organization_merges_into_another",
            ),
            models.UniqueConstraint(
                "wikidata", condition=~Q(wikidata=""), name="companies_organization_one_per_item"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="companies_organization_kind_is_known"
            ),
        ]
        indexes = [
            GinIndex(
                OpClass(Upper("name"), name="gin_trgm_ops"), name="companies_organization_trgm"
            ),
            models.Index(
                fields=["id"], condition=Q(hidden=True), name="companies_organization_hidden"
            ),
            models.Index(Lower("name"), "id", name="companies_organization_by_name"),
            models.Index(NAME_KEY, "slug", name="companies_organization_from_a"),
            GinIndex(NameVector("name", "slug"), name="companies_organization_words"),
            GinIndex(NearKeys("name"), name="companies_organization_near"),
        ]

    def __str__(self) -> str:
        return self.name or self.description

    def get_absolute_url(self) -> str:
        if self.is_unit:
            return reverse("web:unit", args=[self.company.slug, self.slug])
        return reverse("web:company", args=[self.slug])

    @property
    def is_unit(self) -> bool:
        """A Unit of another organization, not a Company of its own."""
        return self.kind in UNIT_KINDS and self.parent_id is not None

    @property
    def company(self) -> "Organization":
        """The Company this belongs to: itself, or the top of its line of parents."""
        top, seen = self, {self.pk}
        while top.is_unit and top.parent is not None and top.parent_id not in seen:
            top = top.parent
            seen.add(top.pk)
        return top


class DatedQuerySet[M: models.Model](models.QuerySet[M]):
    def on(self, day: date) -> Self:
        """Rows that may hold on ``day``; on the day of a change only what follows it."""
        # The upper end of a stored range is the day after the latest that the words allow.
        return self.filter(
            Q(since=None) | Q(since__startswith=None) | Q(since__startswith__lte=day),
            Q(until=None)
            | Q(until__endswith=None)
            | Q(until__endswith__gt=day + timedelta(days=1)),
        )


class Dated(models.Model):
    """An attribute that held from ``since`` up to, not counting, ``until``; null: no day known."""

    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__endswith__gt=F("since__startswith")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            )
        ]


@tracked()
class OrganizationName(Dated):
    """A name in use for a time, or an alias."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    alias = models.BooleanField(default=False)

    objects = DatedQuerySet["OrganizationName"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="companies_name_is_not_empty"),
            models.UniqueConstraint(
                fields=["organization", "name", "since"],
                name="companies_name_once_per_start",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(Upper("name"), name="companies_name_upper"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="companies_name_trgm"),
            GinIndex(NameVector("name"), name="companies_name_words"),
            GinIndex(NearKeys("name"), name="companies_name_near"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class OrganizationKind(Dated):
    """What an organization was for a time: DeepMind was a company, then a unit."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=10, choices=Kind)

    objects = DatedQuerySet["OrganizationKind"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "kind", "since"],
                name="companies_kind_once_per_start",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_kind_display()}"


@tracked()
class OrganizationParent(Dated):
    """Whom a unit belonged to for a time."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Organization, models.PROTECT, related_name="dated_children")

    objects = DatedQuerySet["OrganizationParent"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(parent=F("organization")), name="companies_parent_is_another"
            ),
            models.UniqueConstraint(
                fields=["organization", "parent", "since"],
                name="companies_parent_once_per_start",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, part of {self.parent}"


class SuccessionKind(models.TextChoices):
    RENAMED = "renamed", "Renamed"
    MERGED_INTO = "merged_into", "Merged into"
    SPLIT_FROM = "split_from", "Split from"
    ACQUIRED_BY = "acquired_by", "Acquired by"


@tracked()
class Succession(models.Model):
    """One organization follows another: ``earlier`` was renamed to, merged into or acquired by
    ``later``, or ``later`` was split from it. It ends no position and makes no move.
    """

    earlier = models.ForeignKey(Organization, models.CASCADE, related_name="successors")
    later = models.ForeignKey(Organization, models.CASCADE, related_name="predecessors")
    kind = models.CharField(max_length=11, choices=SuccessionKind)
    happened = PartialDateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="companies_succession_joins_two"
            ),
            models.UniqueConstraint(
                fields=["earlier", "later", "kind"], name="companies_succession_once"
            ),
        ]

    def __str__(self) -> str:
        if self.kind == SuccessionKind.SPLIT_FROM:
            return f"{self.later} split from {self.earlier}"
        if self.kind == SuccessionKind.RENAMED:
            return f"{self.earlier} renamed to {self.later}"
        return f"{self.earlier} {self.get_kind_display().lower()} {self.later}"
