"""By what the texts of one report are found among all others."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tracker.news.models.articles import Article


class Trace(models.Model):
    """The sentences of an article's text as numbers: what it says, to be compared with others."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="trace")
    sentences = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sentences=[]), name="news_trace_says_something")
        ]

    def __str__(self) -> str:
        return f"Trace of {self.article_id}"


class TraceBand(models.Model):
    """One band of an article's MinHash, with the day it was published: like texts share a band."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bands")
    band = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["band", "day", "article"], name="news_traceband_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.band} of {self.article_id}"
