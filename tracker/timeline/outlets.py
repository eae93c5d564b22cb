"""How outlets have done: what each was first to publish, and what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count

from people.models import Move, MoveState
from tracker.claims.withholding import withhold_article
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet
from tracker.timeline.entries import MoveLine
from tracker.timeline.latest import move_lines, pairs_of
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import PARENTS

#: Of fewer reports no share and no median is told: one more would turn it over.
LEAST = 5
#: As many outlets as the index lists, reports and articles as the page of one.
INDEX_SIZE, REPORTS_SHOWN, ARTICLES_SHOWN = 500, 40, 20
TALK = (Status.RUMOURED, Status.REPORTED)
FIRM = (Status.ANNOUNCED, Status.DONE)


@dataclass(frozen=True, slots=True)
class OutletRecord:
    """Moves that one outlet was first to publish, on its own word.

    ``ahead`` are those it told before anybody concerned had said so; each of them is confirmed,
    denied, reversed or still open by now.
    """

    first: int = 0
    ahead: int = 0
    confirmed: int = 0
    denied: int = 0
    reversed: int = 0
    days: float | None = None

    @property
    def open(self) -> int:
        return self.ahead - self.confirmed - self.denied - self.reversed

    @property
    def share_confirmed(self) -> float | None:
        """Of the reports that were ahead, the share confirmed; None of fewer than ``LEAST``."""
        return self.confirmed / self.ahead if self.ahead >= LEAST else None

    @property
    def median_days_ahead(self) -> float | None:
        """Days from the report to the confirmation; None of fewer than ``LEAST`` confirmed."""
        return self.days if self.confirmed >= LEAST else None


NOTHING = OutletRecord()

# An outlet that only tells what another says is not first: then that one is, whoever prints it.
_RECORDS = """
WITH latest AS (
    SELECT state.move_id, state.status AS now, state.first_outlet AS outlet, state.first_on
    FROM people_movestate state
    WHERE state.known @> %s::date AND state.first_outlet = ANY(%s) AND state.move_id IN ({shown})
), told AS (
    SELECT latest.outlet, latest.now,
        (SELECT opening.status FROM people_movestate opening
         WHERE opening.move_id = latest.move_id
         ORDER BY lower(opening.known) LIMIT 1
        ) = ANY(%s) AS ahead,
        (SELECT min(lower(firm.known)) FROM people_movestate firm
         WHERE firm.move_id = latest.move_id AND firm.status = ANY(%s) AND lower(firm.known) <= %s
        ) - latest.first_on AS days
    FROM latest JOIN people_move move ON move.id = latest.move_id
    WHERE coalesce((
        SELECT bool_or(claim.via = '')
        FROM claims_claim claim JOIN news_outlet outlet ON outlet.id = claim.outlet_id
        WHERE outlet.slug = latest.outlet AND claim.published_on = latest.first_on
          AND claim.decision = 'accepted' AND NOT claim.withdrawn AND NOT claim.hidden
          AND (claim.founding_id = move.founding_id OR claim.id IN (
              SELECT link.claim_id FROM claims_claim_positions link
              WHERE link.position_id IN (move.arrival_id, move.departure_id)))
    ), true)
)
SELECT outlet, count(*),
    count(*) FILTER (WHERE ahead),
    count(*) FILTER (WHERE ahead AND now = ANY(%s)),
    count(*) FILTER (WHERE ahead AND now = 'denied'),
    count(*) FILTER (WHERE ahead AND now = 'reversed'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE ahead AND now = ANY(%s))
FROM told GROUP BY outlet
"""


def records_of(slugs: Collection[str], *, day: date) -> dict[str, OutletRecord]:
    """The record of each of these outlets, from what had been published by the end of ``day``.

    One query, whatever there is to count. Moves without a publication day take no part.
    """
    if not slugs:
        return {}
    shown, wanted = Move.objects.visible().order_by().values("pk").query.sql_with_params()
    talk, firm = [str(step) for step in TALK], [str(step) for step in FIRM]
    values: list[Any] = [day, list(slugs), *wanted, talk, firm, day, firm, firm]
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS.format(shown=shown), values)
        return {slug: OutletRecord(*counts) for slug, *counts in cursor.fetchall()}


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
    """A move that the outlet published first: how it was told then, and what became of it."""

    move: MoveLine
    told_as: str
    confirmed_on: date | None
    counted: bool

    @property
    def ahead(self) -> bool:
        return self.told_as in TALK

    @property
    def days(self) -> int | None:
        """From the report to the confirmation, where the one came before the other."""
        if not self.ahead or self.confirmed_on is None or self.move.first_on is None:
            return None
        return (self.confirmed_on - self.move.first_on).days


@dataclass(frozen=True, slots=True)
class OutletPage:
    record: OutletRecord
    reports: tuple[FirstReport, ...]
    articles: tuple[Article, ...]
    domains: tuple[str, ...]


def outlet_page(outlet: Outlet, *, day: date, turned_back: bool = False) -> OutletPage:
    """What the page of one outlet shows, as published by the end of ``day``; eight queries at most."""
    known_on = day if turned_back else None
    wanted = MoveFilter(outlet=outlet.slug, known_on=known_on)
    rows = wanted.rows().select_related(f"unit__{PARENTS}").order_by("-first_on", "-pk")
    pairs = pairs_of(list(rows[:REPORTS_SHOWN]))
    lines = move_lines(pairs, as_of=day, known_on=known_on)
    articles = Article.objects.visible().filter(outlet=outlet, published_on__lte=day)
    return OutletPage(
        record=records_of([outlet.slug], day=day).get(outlet.slug, NOTHING),
        reports=tuple(_first_reports(outlet, lines, day)),
        articles=tuple(
            withhold_article(one)
            for one in articles.defer("text").order_by("-published_on", "-pk")[:ARTICLES_SHOWN]
        ),
        domains=tuple(outlet.domains.values_list("domain", flat=True)),
    )


def _first_reports(outlet: Outlet, lines: Sequence[MoveLine], day: date) -> list[FirstReport]:
    states = MoveState.objects.filter(
        move__in=[line.move for line in lines], known__startswith__lte=day
    )
    told: dict[int, list[tuple[date, str]]] = {}
    steps = states.order_by("known__startswith").values_list("move", "known", "status")
    for move, known, status in steps:
        told.setdefault(move, []).append((known.lower, status))
    return [
        FirstReport(
            move=line,
            told_as=told[line.move][0][1],
            confirmed_on=next((on for on, status in told[line.move] if status in FIRM), None),
            counted=line.outlet == outlet.name,
        )
        for line in lines
        if line.move in told
    ]
