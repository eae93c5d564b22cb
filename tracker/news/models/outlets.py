"""Who publishes, and the feeds and pages of theirs that are polled."""

from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.news.models.leases import Leased


class OutletQuerySet(models.QuerySet["Outlet"]):
    def visible(self) -> Self:
        """Outlets that may be shown."""
        return self.filter(hidden=False)

    def shown_today(self, slug: str) -> str | None:
        """The slug itself; None where there is no such outlet that may be shown."""
        return self.visible().filter(slug=slug).order_by().values_list("slug", flat=True).first()

    def of_domain(self, domain: str) -> Self:
        """The outlet that publishes at ``domain`` (at most one)."""
        return self.filter(domains__domain=domain)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Outlet(models.Model):
    """Who publishes: a newspaper, a wire, a company's newsroom, a person's own post."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", "Newspaper"
        WIRE = "wire", "Wire"
        MAGAZINE = "magazine", "Magazine"
        BROADCASTER = "broadcaster", "Broadcaster"
        NEWSROOM = "newsroom", "Newsroom"
        BLOG = "blog", "Blog"
        PERSON = "person", "Person"
        AGENCY = "agency", "Agency"
        REFERENCE = "reference", "Reference"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=11,
        choices=Kind,
        blank=True,
        help_text="Empty until an editor has said what an outlet met in the news is.",
    )
    hidden = models.BooleanField(default=False)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="news_outlet_has_a_name"),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="news_outlet_slug_is_a_slug",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=(
                        "",
                        "newspaper",
                        "wire",
                        "magazine",
                        "broadcaster",
                        "newsroom",
                        "blog",
                        "person",
                        "agency",
                        "reference",
                    )
                ),
                name="news_outlet_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OutletDomain(models.Model):
    """A domain at which one outlet publishes; what stands below it is the outlet's too."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)

    class Meta:
        ordering = ("domain",)
        constraints = [
            models.CheckConstraint(
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"),
                name="news_outletdomain_is_lower_case",
            )
        ]

    def __str__(self) -> str:
        return self.domain


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, now: datetime) -> Self:
        """Active sources whose time has come and that no worker holds."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.filter(free, active=True, next_due_at__lte=now)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["outlet", "url", "kind", "active", "queue", "interval_seconds"],
    model_name="SourceEvent",
)
class Source(Leased):
    """A feed or page of an outlet that is polled."""

    class Kind(models.TextChoices):
        FEED = "feed", "Feed"
        PAGE = "page", "Page"

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="sources")
    url = models.URLField(max_length=2000)
    url_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.FEED)
    active = models.BooleanField(default=True)
    queue = models.BooleanField(
        default=True, help_text="What its articles say waits for an editor before it is shown."
    )
    interval_seconds = models.PositiveIntegerField(default=900)
    next_due_at = models.DateTimeField(db_default=Now(), db_index=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta(Leased.Meta):
        ordering = ("outlet", "pk")
        constraints = [
            *Leased.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=("feed", "page")), name="news_source_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(url_hash__regex=r"^[0-9a-f]{64}$"), name="news_source_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(interval_seconds__gte=60), name="news_source_rests_a_minute"
            ),
        ]

    def __str__(self) -> str:
        return self.url
