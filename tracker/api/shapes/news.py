"""Outlets, sources, articles, stories and claims as the API tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.api.shapes.base import (
    Choice,
    Day,
    OrgRef,
    PersonRef,
    PrecisionOf,
    Shape,
    Text,
    replies,
    when,
)
from tracker.claims.models import Aspect, ClaimType, DateKind
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet, Source
from tracker.timeline.outlet_records import KINDS, OutletRecord


class FirstReportsShape(Shape):
    """Facts that an outlet was first to publish on its own word, and what became of them.

    `ahead` are those it told before anybody concerned had said so; each is confirmed, denied,
    reversed or open. The share is of those that are not open; shares and medians are null where there are
    fewer than five.
    """

    first = serializers.IntegerField(help_text="Facts that it published first.")
    ahead = serializers.IntegerField(help_text="Of these, told as a rumour or report.")
    confirmed = serializers.IntegerField(help_text="Of those ahead, announced or done by now.")
    denied = serializers.IntegerField()
    reversed = serializers.IntegerField()
    open = serializers.IntegerField(help_text="Neither confirmed nor denied nor reversed.")
    share_confirmed = serializers.FloatField(
        allow_null=True,
        help_text="`confirmed` of those confirmed, denied or reversed, 0 to 1; null of fewer than five.",
    )
    median_days_ahead = serializers.FloatField(
        allow_null=True,
        help_text="Days from report to confirmation; null of fewer than five confirmed.",
    )


class KindOfReportsShape(FirstReportsShape):
    """The same of one kind of fact. A change of place is one position, whatever it ends and begins."""

    kind = serializers.ChoiceField(choices=[(kind, kind) for kind in KINDS])


class OutletRecordShape(FirstReportsShape):
    """What an outlet was first to publish, of every kind of fact together and of each."""

    kinds = serializers.SerializerMethodField()

    @extend_schema_field(KindOfReportsShape(many=True))
    def get_kinds(self, record: OutletRecord) -> list[dict[str, Any]]:
        counts = FirstReportsShape()
        return [
            {"kind": kind, **counts.to_representation(one)} for kind, one in record.kinds.items()
        ]


class OutletShape(Shape):
    """Who publishes, and how its first reports have done."""

    slug = serializers.CharField()
    name = serializers.CharField()
    kind = Choice(choices=Outlet.Kind.choices, allow_null=True)
    domains = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_domains(self, outlet: Outlet) -> list[str]:
        return [domain.domain for domain in outlet.domains.all()]

    record = serializers.SerializerMethodField()

    @extend_schema_field(OutletRecordShape())
    def get_record(self, outlet: Any) -> dict[str, Any]:
        return OutletRecordShape().to_representation(outlet.record)


class SourceShape(Shape):
    """A feed or page of an outlet that is polled; a query, which may hold a key, is left out."""

    id = serializers.IntegerField(source="pk")
    outlet = serializers.CharField(source="outlet.slug")
    kind = serializers.ChoiceField(choices=Source.Kind.choices)
    url = serializers.SerializerMethodField()
    active = serializers.BooleanField()
    interval_seconds = serializers.IntegerField()
    polled_at = serializers.DateTimeField(allow_null=True)

    def get_url(self, source: Source) -> str:
        return source.url.partition("?")[0]


class ArticleRef(Shape):
    """Names an article; the record is at articles/{id}/."""

    id = serializers.IntegerField(source="pk")
    title = Text()
    outlet = Text(source="outlet.slug")
    published = Day(source="published_on")
    url = Text()

    def to_representation(self, instance: Article) -> dict[str, Any]:
        return _article(instance)


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.pk,
        "title": article.title or None,
        "outlet": article.outlet.slug if article.outlet else None,
        "published": article.published_on.isoformat() if article.published_on else None,
        "url": article.url or None,
    }


class ArticleShape(ArticleRef):
    """One published text, without the text itself."""

    published_at = serializers.DateTimeField(allow_null=True)
    language = Text(help_text="ISO 639, as recognised.")
    story = serializers.IntegerField(source="story_id", help_text="An id of stories/.")
    copy_of = serializers.SerializerMethodField()
    unread = Text(help_text="Why its text was not read; null when it was.")
    replies = replies()

    def to_representation(self, instance: Article) -> dict[str, Any]:
        return Shape.to_representation(self, instance)

    outlet = serializers.SerializerMethodField()  # type: ignore[assignment]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_outlet(self, article: Article) -> str | None:
        return article.outlet.slug if article.outlet else None

    @extend_schema_field(
        serializers.IntegerField(allow_null=True, help_text="The article whose text it repeats.")
    )
    def get_copy_of(self, article: Article) -> int | None:
        original = article.copy_of
        return original.pk if original is not None and not original.hidden else None


class ClaimEvidence(Shape):
    """Kind quote: a sentence of the article, its offsets in code points, and at most one sentence
    on either side. Kind summary: our own words about the address. Kind note: an editor's.
    """

    kind = serializers.ChoiceField(choices=["quote", "summary", "note"])
    quote = serializers.CharField(source="text")
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    before = Text(help_text="The sentence before, if any.")
    after = Text(help_text="The sentence after, if any.")


class SupportedFacts(Shape):
    """The records that rest on a claim, by id."""

    positions = serializers.ListField(child=serializers.IntegerField())
    founding = serializers.IntegerField(allow_null=True)
    reporting_line = serializers.IntegerField(allow_null=True)
    event = Text(help_text="An id of events/.")
    statement = serializers.IntegerField(allow_null=True)


class ClaimShape(Shape):
    """What one outlet said on one day."""

    id = serializers.IntegerField(source="claim.pk")
    type = serializers.ChoiceField(choices=ClaimType.choices, source="claim.type")
    aspect = Choice(choices=Aspect.choices, source="claim.aspect", allow_null=True)
    status = serializers.ChoiceField(choices=Status.choices, source="claim.status")
    person = PersonRef(source="claim.person", allow_null=True)
    manager = PersonRef(source="claim.manager", allow_null=True)
    company = OrgRef(source="claim.organization", allow_null=True)
    unit = OrgRef(source="claim.unit", allow_null=True)
    other = OrgRef(
        source="claim.other",
        allow_null=True,
        help_text="Origin of a hire, destination of a departure, result of a merger, target of a "
        "stake, lead of a funding.",
    )
    title = Text(source="claim.title")
    date = when(source="claim.date")
    precision = PrecisionOf("claim.date")
    date_kind = Choice(choices=DateKind.choices, source="claim.date_kind", allow_null=True)
    evidence = ClaimEvidence()
    outlet = Text(source="evidence.outlet_slug")
    published = Day(source="evidence.published")
    url = Text(source="evidence.url")
    article = serializers.IntegerField(source="evidence.article", allow_null=True)
    via = Text(source="claim.via", help_text="Whom the outlet credits with the report.")
    checked_on = Day(source="claim.checked_on")
    contradicting = serializers.BooleanField(source="claim.contradicting")
    rule = Text(
        source="claim.rule",
        help_text="Which rule of the reader told it; `archive` for a line of the starter archive.",
    )
    probability = serializers.FloatField(
        source="claim.stated_probability",
        allow_null=True,
        help_text="How likely the program that read the article held the claim to be right, 0 to 1. "
        "Null for what a person has written: the archive, an editor.",
    )
    recorded_at = serializers.DateTimeField(source="claim.recorded_at")
    supports = SupportedFacts()


class ArticleWithClaims(ArticleShape):
    """An article with what it says. `text` is for editors; it is null for everybody else."""

    claims = ClaimShape(many=True, source="read_claims")
    text = Text(source="shown_text")


class StoryShape(Shape):
    """Articles that are copies or rewrites of one report: one origin. `origin` was published first."""

    id = serializers.IntegerField(source="pk")
    origin = serializers.SerializerMethodField()
    articles = serializers.SerializerMethodField()

    @extend_schema_field(ArticleRef(allow_null=True))
    def get_origin(self, story: Any) -> dict[str, Any] | None:
        shown = {article.pk: article for article in story.shown_articles}
        origin = shown.get(story.origin_id)
        return _article(origin) if origin is not None else None

    @extend_schema_field(ArticleRef(many=True))
    def get_articles(self, story: Any) -> list[dict[str, Any]]:
        return [_article(article) for article in story.shown_articles]
