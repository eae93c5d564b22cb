"""People and their names."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower, Upper
from django.urls import reverse

from people.models.rosters import SLUG_NOTED
from tracker.kernel.history import tracked
from tracker.kernel.word_search import NameKey, NameVector, NearKeys


class PersonQuerySet(models.QuerySet["Person"]):
    def visible(self) -> Self:
        """People who may be shown."""
        return self.standing().filter(hidden=False)

    def standing(self) -> Self:
        """Those that are not merged into another."""
        return self.filter(merged_into=None)

    def called(self, name: str) -> Self:
        """People with this name or alias, letter case aside."""
        named = Q(name__iexact=name) | Q(names__name__iexact=name)
        return self.standing().filter(named).distinct()

    def slug_today(self, slug: str) -> str:
        """The slug of the record that ``slug`` was merged into; ``slug`` itself where it was not."""
        found = self.filter(slug=slug).values_list("merged_into__slug", flat=True).first()
        return found or slug

    def shown_today(self, slug: str) -> str | None:
        """The slug under which the record that ``slug`` means is shown, merged ones followed; None where none may be."""
        merged = self.filter(slug=slug).order_by().values("merged_into__slug")[:1]
        meant = Coalesce(Subquery(merged), Value(slug))
        return self.visible().filter(slug=meant).order_by().values_list("slug", flat=True).first()


@tracked()
class Person(models.Model):
    """A person in public professional life. A stub was made by extraction and not looked at yet."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    wikidata = models.CharField(max_length=20, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    stub = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="people_person_has_a_name"),
            models.UniqueConstraint(
                "wikidata", condition=~Q(wikidata=""), name="people_person_one_per_item"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="people_person_merges_into_another"
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="people_person_trgm"),
            GinIndex(NameVector("name", "slug"), name="people_person_words"),
            GinIndex(NearKeys("name"), name="people_person_near"),
            models.Index(fields=["id"], condition=Q(hidden=True), name="people_person_hidden"),
            models.Index(Lower("name"), "id", name="people_person_by_name"),
            models.Index(NameKey("name"), "slug", name="people_person_from_a"),
        ]
        triggers = (SLUG_NOTED,)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("web:person", args=[self.slug])


@tracked()
class PersonName(models.Model):
    """Another spelling, an earlier name or a transliteration."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="people_name_is_not_empty"),
            models.UniqueConstraint(fields=["person", "name"], name="people_name_once"),
        ]
        indexes = [
            models.Index(Upper("name"), name="people_name_upper"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="people_name_trgm"),
            GinIndex(NameVector("name"), name="people_name_words"),
            GinIndex(NearKeys("name"), name="people_name_near"),
        ]

    def __str__(self) -> str:
        return self.name
