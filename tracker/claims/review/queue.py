"""The queue: which claims wait, in which order, and how many of which kind."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from companies.models import Organization
from tracker.claims.models import Claim, ReviewLock
from tracker.claims.models.claim import ARTICLE, CONTRADICTS, DAY, OVERDUE, REVIEW_ORDER, URGENCY
from tracker.kernel.planned import ask
from tracker.kernel.prepared import Prepared
from tracker.news.models import Article, Intake

#: The nav shows no more than this; a number that large says "very many" anyway.
MOST_COUNTED = 1_000
#: At most so many claims are tried when other editors take the same ones at the same moment.
TRIES = 5

#: Why a claim waits, in groups; the first that fits.
REASONS: tuple[tuple[str, str, Q], ...] = (
    ("contradicts", "Contradicts what is on record", Q(queue_reason__startswith=CONTRADICTS)),
    ("overdue", "Its day has passed unconfirmed", Q(queue_reason__startswith=OVERDUE)),
    ("records", "Records not told apart", Q(policy="identity")),
    ("never-automatic", "Never published automatically", Q(policy="never-automatic")),
    ("other", "Held by policy or by hand", Q()),
)
#: How sure extraction is: from, up to but not counting.
BANDS: tuple[tuple[str, str, float, float], ...] = (
    ("high", "90% and more", 0.9, 1.01),
    ("middle", "60% to 90%", 0.6, 0.9),
    ("low", "below 60%", 0.0, 0.6),
)
#: How long a claim has been waiting, in days.
AGES: tuple[tuple[str, str, int, int], ...] = (
    ("day", "up to a day", 0, 1),
    ("week", "up to a week", 1, 7),
    ("month", "up to a month", 7, 31),
    ("older", "longer than a month", 31, 36_500),
)
_NAMES = ("person", "manager", "organization__parent", "unit__parent", "other")


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which part of the queue an editor works on; empty is all of it."""

    type: str = ""
    reason: str = ""
    outlet: str = ""
    record: str = ""
    probability: str = ""
    age: str = ""
    mine: bool = False
    skipped: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that a filter can take, and how many claims it leaves."""

    name: str
    value: str
    label: str
    count: int


def waiting() -> QuerySet[Claim]:
    """Claims that wait for an editor. What was taken down is nobody's to judge."""
    taken_down = Article.objects.filter(Q(hidden=True) | Q(outlet__hidden=True))
    return Claim.objects.queued().filter(
        Q(article=None) | ~Q(article__in=taken_down.values("pk")), hidden=False
    )


def in_order(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Contradictions, then what is overdue, then the rest; the latest news first."""
    return claims.order_by(*REVIEW_ORDER)


def with_names(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with whatever a line of the queue shows, the text of articles left out."""
    return claims.select_related("outlet", "article__outlet", *_NAMES).defer("article__text")


def chosen(wanted: QueueFilter, editor: User) -> QuerySet[Claim]:
    """The waiting claims that ``wanted`` asks for."""
    claims = waiting()
    if wanted.type:
        claims = claims.filter(type=wanted.type)
    if wanted.reason:
        claims = claims.filter(_reason(wanted.reason))
    if wanted.outlet:
        claims = claims.filter(outlet__slug=wanted.outlet)
    if wanted.record:
        claims = claims.filter(_about(wanted.record))
    for name, _, low, high in BANDS:
        if wanted.probability == name:
            claims = claims.filter(probability__gte=low, probability__lt=high)
    if wanted.age:
        claims = claims.filter(_age(wanted.age))
    if wanted.mine:
        handed_in = Intake.objects.filter(submitted_by=editor, article=OuterRef("article"))
        claims = claims.filter(Exists(handed_in))
    if wanted.skipped:
        claims = claims.exclude(pk__in=wanted.skipped)
    return claims


def _reason(name: str) -> Q:
    condition = Q()
    for value, _, fits in REASONS:
        if value == name:
            return condition & fits
        condition &= ~fits
    return condition


def _about(slug: str) -> Q:
    """Claims that are about the person, company or unit, its units counted in."""
    places = Organization.objects.filter(Q(slug=slug) | Q(parent__slug=slug)).values("pk")
    people = Q(person__slug=slug) | Q(manager__slug=slug)
    return people | Q(organization__in=places) | Q(unit__in=places) | Q(other__in=places)


def _age(name: str) -> Q:
    now = timezone.now()
    for value, _, newest, oldest in AGES:
        if value == name:
            since = Q(recorded_at__gte=now - timedelta(days=oldest))
            return since & Q(recorded_at__lt=now - timedelta(days=newest)) if newest else since
    return Q()


def free_for(claims: QuerySet[Claim], editor: User) -> QuerySet[Claim]:
    """Claims that no other editor has in front of them now."""
    held = ReviewLock.objects.filter(claim=OuterRef("pk"), expires_at__gt=Now())
    return claims.exclude(Exists(held.exclude(editor=editor)))


def beyond(claims: QuerySet[Claim], claim: Claim, *, forward: bool = True) -> QuerySet[Claim]:
    """The claims after ``claim`` in the order of the queue, or those before it, nearest first.

    ``claim`` need not wait any more: its place in the order stays.
    """
    urgency, day, article = _place(claim)
    claims = claims.alias(urgency=URGENCY, day=DAY, at=ARTICLE)
    level = Q(urgency=urgency)
    same_day = level & Q(day=day)
    same_article = same_day & Q(at=article)
    if forward:
        later = (
            Q(urgency__gt=urgency)
            | (level & Q(day__lt=day))
            | (same_day & Q(at__lt=article))
            | (same_article & Q(pk__gt=claim.pk))
        )
        return in_order(claims.filter(later))
    earlier = (
        Q(urgency__lt=urgency)
        | (level & Q(day__gt=day))
        | (same_day & Q(at__gt=article))
        | (same_article & Q(pk__lt=claim.pk))
    )
    return in_order(claims.filter(earlier)).reverse()


def _place(claim: Claim) -> tuple[int, date, int]:
    reason = claim.queue_reason
    urgency = 0 if reason.startswith(CONTRADICTS) else 1 if reason.startswith(OVERDUE) else 2
    return urgency, claim.published_on or date(1, 1, 1), claim.article_id or 0


#: Asked for the head of every page that an editor looks at.
_WAITING = Prepared(lambda: waiting().order_by()[:MOST_COUNTED].values_list("pk"), planned=True)


def queue_size() -> int:
    """How many claims wait, counted up to :data:`MOST_COUNTED`."""
    words, given = _WAITING.statement()
    ((size,),) = ask(f"SELECT count(*) FROM ({words}) AS waiting", *given)  # noqa: S608 - our own words
    return int(size)


def size_of(claims: QuerySet[Claim]) -> int:
    """How many of ``claims`` there are, counted up to :data:`MOST_COUNTED`."""
    return claims.order_by()[:MOST_COUNTED].count()


def facets_of(claims: QuerySet[Claim]) -> list[Facet]:
    """What ``claims`` are, counted by every filter in one pass over at most the whole queue."""
    groups = (
        claims.order_by()
        .annotate(
            why=Case(*_whys(), default=Value("other"), output_field=models.CharField()),
            band=Case(*_bands(), default=Value("low"), output_field=models.CharField()),
            since=Case(*_sinces(), default=Value(AGES[-1][0]), output_field=models.CharField()),
        )
        .values("type", "outlet__slug", "outlet__name", "why", "band", "since")
        .annotate(count=Count("pk"))
    )
    return list(_facets(groups))


def _whys() -> Iterator[When]:
    for name, _, fits in REASONS[:-1]:
        yield When(fits, then=Value(name))


def _bands() -> Iterator[When]:
    for name, _, low, _high in BANDS[:-1]:
        yield When(probability__gte=low, then=Value(name))


def _sinces() -> Iterator[When]:
    for name, *_ in AGES[:-1]:
        yield When(_age(name), then=Value(name))


def _facets(groups: Iterable[Mapping[str, Any]]) -> Iterator[Facet]:
    labels = {
        "reason": {name: label for name, label, _ in REASONS},
        "type": dict(Claim._meta.get_field("type").flatchoices),
        "probability": {name: label for name, label, _, _ in BANDS},
        "age": {name: label for name, label, *_ in AGES},
    }
    columns = {"reason": "why", "type": "type", "probability": "band", "age": "since"}
    counts: dict[tuple[str, str], int] = {}
    outlets: dict[str, tuple[str, int]] = {}
    for group in groups:
        for name, column in columns.items():
            key = (name, group[column])
            counts[key] = counts.get(key, 0) + group["count"]
        if slug := group["outlet__slug"]:
            outlets[slug] = (group["outlet__name"], outlets.get(slug, ("", 0))[1] + group["count"])
    for name, words in labels.items():
        for value, label in words.items():
            if count := counts.get((name, value), 0):
                yield Facet(name, value, str(label), count)
    for slug, (label, count) in sorted(outlets.items(), key=lambda one: (-one[1][1], one[0])):
        yield Facet("outlet", slug, label, count)
