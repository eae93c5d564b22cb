"""How outlets have done: what each was first to publish, and what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet

from tracker.claims.withholding import withheld, withhold_article
from tracker.news.models import Article, Outlet, OutletDomain
from tracker.timeline.bearing import saying_so
from tracker.timeline.briefly import briefly, record_of
from tracker.timeline.facts import book_of, counted_in, pairs_of
from tracker.timeline.outlet_records import (
    KINDS,
    NOTHING,
    OutletRecord,
    Report,
    records_of,
    reports_of,
)
from tracker.timeline.wording import Phrase, Ref

#: As many outlets as the index looks at, and as it begins with; reports and articles as the page of one shows.
INDEX_SIZE, FOREMOST, REPORTS_SHOWN, ARTICLES_SHOWN = 5_000, 50, 40, 20


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet as the index shows it."""

    outlet: Outlet
    record: OutletRecord
    articles: int


#: What the index can be sorted by: the most first, names from A to Z, those without a figure last.
ORDERS = ("first", "ahead", "share", "days", "denied", "articles", "name")


def outlets_index(*, day: date, order: str = "first") -> list[ListedOutlet]:
    """Outlets with their records, in one of ``ORDERS``; three queries."""
    outlets = list(Outlet.objects.visible()[:INDEX_SIZE])
    records = records_of([outlet.slug for outlet in outlets], day=day)
    articles = (
        Article.objects.visible()
        .filter(published_on__lte=day, outlet__in=[outlet.pk for outlet in outlets])
        .order_by()
        .values_list("outlet")
        .annotate(Count("pk"))
    )
    counts = dict(articles)
    listed = [
        ListedOutlet(outlet, records.get(outlet.slug, NOTHING), counts.get(outlet.pk, 0))
        for outlet in outlets
    ]
    if order != "name":
        listed.sort(key=lambda one: _figure(one, order), reverse=True)
    return listed


def _figure(listed: ListedOutlet, order: str) -> tuple[float, int]:
    record = listed.record
    figures: dict[str, float | None] = {
        "first": record.first,
        "ahead": record.ahead,
        "share": record.share_confirmed,
        "days": record.median_days_ahead,
        "denied": record.denied + record.reversed,
        "articles": listed.articles,
    }
    figure = figures[order]
    return (-1.0 if figure is None else figure, record.first)


@dataclass(frozen=True, slots=True)
class FirstReport:
    """A fact that the outlet published first, in few words, and where it stands.

    ``saying`` is how many of its independent origins tell what it is now, None where all do (``saying_so``).
    """

    report: Report
    about: Phrase
    record: Ref
    saying: int | None

    @property
    def anchor(self) -> str:
        return f"{self.report.fact}-{self.report.pk}"

    @property
    def via(self) -> str:
        """Whom it credits, as far as the name may be shown."""
        return withheld().text(self.report.via)


@dataclass(frozen=True, slots=True)
class OutletPage:
    record: OutletRecord
    reports: tuple[FirstReport, ...]
    articles: tuple[Article, ...]

    @property
    def uncounted(self) -> int:
        """How many of the reports the record does not count."""
        return sum(not one.report.counted for one in self.reports)

    @property
    def cut(self) -> bool:
        """Whether the record counts more than the reports that are told."""
        return len(self.reports) - self.uncounted < self.record.first

    @property
    def kinds(self) -> list[tuple[str, OutletRecord]]:
        """The record of each kind of fact, with the kind in words."""
        return [(KINDS[kind], record) for kind, record in self.record.kinds.items()]


def located() -> QuerySet[Any]:
    """The outlets that may be shown, each with the ``places`` at which it is: its domains."""
    domains = OutletDomain.objects.filter(outlet=OuterRef("pk")).values("domain")
    return Outlet.objects.visible().annotate(places=ArraySubquery(domains))


def outlet_page(outlet: Outlet, *, day: date, turned_back: bool = False) -> OutletPage:
    """What the page of one outlet shows, as published by the end of ``day``; eleven queries at most."""
    articles = Article.objects.visible().filter(outlet=outlet, published_on__lte=day)
    return OutletPage(
        record=records_of([outlet.slug], day=day).get(outlet.slug, NOTHING),
        reports=tuple(_first_reports(outlet, day, day if turned_back else None)),
        articles=tuple(
            withhold_article(one)
            for one in articles.defer("text").order_by("-published_on", "-pk")[:ARTICLES_SHOWN]
        ),
    )


def _first_reports(outlet: Outlet, day: date, known_on: date | None) -> list[FirstReport]:
    reports = reports_of(outlet.slug, day=day, most=REPORTS_SHOWN)
    wanted: dict[str, set[int]] = {}
    for report in reports:
        wanted.setdefault(report.fact, set()).add(report.pk)
    pairs = {
        (kind, pair.fact.pk): pair
        for kind, pks in wanted.items()
        for pair in pairs_of(kind, pks, known_on)
    }
    book = book_of(pairs.values(), known_on, around=False)
    return [
        FirstReport(
            report,
            briefly(report.fact, pair.fact, pair.row),
            record_of(report.fact, pair.fact),
            saying_so(counted_in(pair, book, *report.ends), report.status, report.origins),
        )
        for report in reports
        if (pair := pairs.get((report.fact, report.pk))) is not None
    ]
