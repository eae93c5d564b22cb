"""What editors have said about who is meant, so that nobody is asked again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from companies.models import Organization
from people.models import Person
from tracker.kernel.history import tracked
from tracker.news.models import Article

_TWO_PEOPLE = Q(person__isnull=False, other_person__gt=F("person"))
_NO_PEOPLE = Q(person=None, other_person=None)
_TWO_ORGANIZATIONS = Q(organization__isnull=False, other_organization__gt=F("organization"))
_NO_ORGANIZATIONS = Q(organization=None, other_organization=None)


class NeverSameQuerySet(models.QuerySet["NeverSame"]):
    def between(self, one: Person | Organization, other: Person | Organization) -> Self:
        """The judgement of these two, if there is one; the order of the two makes no difference."""
        low, high = sorted((one.pk, other.pk))
        if isinstance(one, Person):
            return self.filter(person=low, other_person=high)
        return self.filter(organization=low, other_organization=high)


@tracked()
class NeverSame(models.Model):
    """Two people, or two organizations, that an editor has found to be two: the lower id first."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    other_person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    other_organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = NeverSameQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "never the same"
        constraints = [
            models.CheckConstraint(
                condition=(_TWO_PEOPLE & _NO_ORGANIZATIONS) | (_TWO_ORGANIZATIONS & _NO_PEOPLE),
                name="claims_never_same_of_two_in_order",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="claims_never_same_has_a_reason"),
            models.UniqueConstraint(
                fields=["person", "other_person"], name="claims_never_same_people_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "other_organization"],
                name="claims_never_same_organizations_once",
            ),
        ]

    def __str__(self) -> str:
        if self.person is not None:
            return f"{self.person} and {self.other_person} are two"
        return f"{self.organization} and {self.other_organization} are two"


@tracked()
class MentionRuling(models.Model):
    """Whom a name in an article means, or does not mean, as an editor has said.

    ``text`` is the name as it is compared (``names.plain``). It holds for every claim of the article
    that names them so, also when the article is read again.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="mention_rulings")
    text = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    meant = models.BooleanField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="claims_ruling_names_somebody"),
            models.CheckConstraint(
                condition=Q(person=None, organization__isnull=False)
                | Q(person__isnull=False, organization=None),
                name="claims_ruling_is_of_one_record",
            ),
            models.UniqueConstraint(
                fields=["article", "text", "person"], name="claims_ruling_of_a_person_once"
            ),
            models.UniqueConstraint(
                fields=["article", "text", "organization"],
                name="claims_ruling_of_an_organization_once",
            ),
            models.UniqueConstraint(
                fields=["article", "text"],
                condition=Q(meant=True, organization=None),
                name="claims_ruling_one_person_is_meant",
            ),
            models.UniqueConstraint(
                fields=["article", "text"],
                condition=Q(meant=True, person=None),
                name="claims_ruling_one_organization_is_meant",
            ),
        ]

    def __str__(self) -> str:
        verb = "means" if self.meant else "does not mean"
        return f"“{self.text}” {verb} {self.person or self.organization}"
