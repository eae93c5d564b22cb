"""Published texts, and the stories that fold copies of one report together."""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tracker.kernel.word_search import TextVector
from tracker.news.models.outlets import Outlet, Source

HASH = r"^[0-9a-f]{64}$"


class Story(models.Model):
    """Articles that are copies or rewrites of one report: one origin for corroboration."""

    origin = models.OneToOneField(
        "news.Article", models.SET_NULL, null=True, blank=True, related_name="begun_story"
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The story that this one turned out to be; its address leads there.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(origin=None), name="news_story_merged_is_empty"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="news_story_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"Story {self.pk}"


class ArticleQuerySet(models.QuerySet["Article"]):
    def in_order(self) -> Self:
        """As published: by the day, then the moment where one is known, then by words and address.

        What has no day comes last. Nothing here depends on which came in first.
        """
        return self.order_by(
            F("published_on").asc(nulls_last=True),
            F("published_at").asc(nulls_last=True),
            "content_hash",
            F("url_hash").asc(nulls_last=True),
        )

    def visible(self) -> Self:
        """Articles that may be shown; every surface asks this."""
        return self.filter(Q(outlet=None) | Q(outlet__hidden=False), hidden=False)

    def readable(self) -> Self:
        """Articles with a text to read: not marked unread, and no copy of an earlier one."""
        return self.filter(unread="", copy_of=None)

    def with_outlet(self) -> Self:
        return self.select_related("outlet")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["text", "created_at"],
)
class Article(models.Model):
    """One published text. Its text never changes once stored, for evidence points into it."""

    url = models.TextField(blank=True, help_text="The canonical address; empty for a bare text.")
    url_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    story = models.ForeignKey(Story, models.PROTECT, related_name="articles")
    copy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    title = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(
        null=True, blank=True, db_index=True, help_text="The day that the outlet prints."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_raw = models.CharField(
        max_length=100, blank=True, help_text="The date as the page or feed spells it."
    )
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, db_index=True, editable=False)
    unread = models.CharField(
        max_length=300, blank=True, help_text="Why the text was not read; empty when it can be."
    )
    hidden = models.BooleanField(default=False)
    hidden_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-published_on", "-pk")
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="news_article_hidden"),
            GinIndex(TextVector("title", "text"), name="news_article_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="", url_hash=None)
                | (~Q(url="") & Q(url_hash__isnull=False, url_hash__regex=HASH)),
                name="news_article_address_has_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(content_hash__regex=HASH), name="news_article_has_a_content_hash"
            ),
            models.UniqueConstraint(
                fields=["content_hash"],
                condition=Q(url_hash=None),
                name="news_article_bare_text_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_on__isnull=False),
                name="news_article_moment_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte="1995-01-01"),
                name="news_article_published_since_1995",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(unread=""),
                name="news_article_has_a_text_or_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(copy_of=F("id")), name="news_article_is_no_copy_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"Article {self.pk}"


class ArticleOriginal(models.Model):
    """The bytes an article was read from, as they came, compressed with zlib."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="original"
    )
    content_type = models.CharField(max_length=200, blank=True)
    final_url = models.TextField(blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    packed = models.BinaryField()
    fetched_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=HASH), name="news_articleoriginal_has_its_hash"
            )
        ]

    def __str__(self) -> str:
        return f"Original of {self.article_id}"
