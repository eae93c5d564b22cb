"""Outlets, sources, articles, stories, and the record of what is due and done."""

from tracker.news.models.articles import Article, ArticleOriginal, ArticleQuerySet, Story
from tracker.news.models.intake import Intake, IntakeQuerySet
from tracker.news.models.likeness import Trace, TraceBand
from tracker.news.models.outlets import Outlet, OutletDomain, OutletQuerySet, Source, SourceQuerySet

__all__ = [
    "Article",
    "ArticleOriginal",
    "ArticleQuerySet",
    "Intake",
    "IntakeQuerySet",
    "Outlet",
    "OutletDomain",
    "OutletQuerySet",
    "Source",
    "SourceQuerySet",
    "Story",
    "Trace",
    "TraceBand",
]
