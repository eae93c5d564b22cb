"""What people found and what they say."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Q

from companies.models import Organization
from people.models.person import Person
from tracker.kernel.facts import Fact, FactQuerySet, Known, Occurrence, StateQuerySet
from tracker.kernel.hiding import hidden_of, none_of
from tracker.kernel.history import tracked
from tracker.kernel.word_search import TextVector


class FoundingQuerySet(FactQuerySet["Founding"]):
    def visible(self) -> Self:
        here = none_of("organization", hidden_of(Organization))
        return super().visible().filter(here, person__hidden=False)

    def with_names(self) -> Self:
        return self.select_related("person", "organization__parent")


@tracked()
class Founding(Occurrence, Fact):
    """A person founded, or plans to found, an organization."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="foundings")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="foundings")

    objects = FoundingQuerySet.as_manager()

    class Meta(Occurrence.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Occurrence.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "organization"],
                condition=Q(withdrawn=False),
                name="people_founding_once",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="people_founding_hidden"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, founder of {self.organization}"


class FoundingState(Occurrence, Known):
    """What one could know of a founding on the days of ``known``."""

    founding = models.ForeignKey(Founding, models.CASCADE, related_name="states")

    objects = StateQuerySet["FoundingState"].as_manager()

    class Meta(Occurrence.Meta):
        constraints = [*Occurrence.Meta.constraints, *Known.Meta.constraints]
        indexes = [GistIndex(fields=["known"], name="people_founding_known")]

    def __str__(self) -> str:
        return f"{self.founding} as known in {self.known}"


class StatementQuerySet(FactQuerySet["Statement"]):
    def visible(self) -> Self:
        return super().visible().filter(person__hidden=False)

    def with_names(self) -> Self:
        return self.select_related("person")


@tracked()
class Statement(Occurrence, Fact):
    """A person's published view on technology or strategy, quoted exactly. It is always done."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="statements")
    topic = models.CharField(max_length=200)
    quote = models.CharField(max_length=1000)

    objects = StatementQuerySet.as_manager()

    class Meta(Occurrence.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Occurrence.Meta.constraints,
            models.CheckConstraint(condition=~Q(quote=""), name="people_statement_has_a_quote"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="people_statement_hidden"),
            GinIndex(TextVector("topic", "quote"), name="people_statement_words"),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.topic}"
