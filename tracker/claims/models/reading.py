"""Readings: which articles were read by which rules, and how that went."""

from typing import Self

from django.db import models
from django.db.models.functions import Now

from tracker.news.models import Article


class ReadingQuerySet(models.QuerySet["Reading"]):
    def by_rules(self, *versions: str) -> Self:
        return self.filter(rules_version__in=versions)


class Reading(models.Model):
    """The last time an article was read: by which rules or which model, with how many findings."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="reading")
    rules_version = models.CharField(max_length=40)
    findings = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(db_default=Now())

    objects = ReadingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.article} by {self.rules_version}"
