"""Claims as a table: what editors know of posts, lines and foundings, each row a note of theirs."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget

from companies.models import Organization
from people.models import Person
from tracker.claims.models import Claim, ClaimType, DateKind, Decision, EvidenceKind
from tracker.claims.notes import record_note
from tracker.kernel.sheets import Sheet, Words

#: What each type of row cannot do without.
NEEDED = {
    ClaimType.JOINED: ("person", "company"),
    ClaimType.LEFT: ("person", "company"),
    ClaimType.ROLE: ("person", "company", "title"),
    ClaimType.REPORTS_TO: ("person", "manager", "company"),
    ClaimType.FOUNDED: ("person", "company"),
}


class BySlug(ForeignKeyWidget):  # type: ignore[misc]
    """The visible record that a slug names."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(model, "slug")

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return self.model.objects.visible()

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist as error:
            raise ValueError(f"Nothing on record has the slug {value}.") from error


def _words(name: str) -> Words:
    return Words(Claim._meta.get_field(name))  # type: ignore[arg-type]


class ClaimSheet(Sheet):
    """Facts are never typed in: each row becomes an editor's claim, with its reason, and is settled.

    The same row again is the claim that stands already. What goes out are all accepted claims.
    """

    needed = ("type", "status", "reason")

    company = Field("organization", "company", widget=BySlug(Organization))
    person = Field("person", "person", widget=BySlug(Person))
    manager = Field("manager", "manager", widget=BySlug(Person))
    unit = Field("unit", "unit", widget=BySlug(Organization))
    other = Field("other", "from_or_to", widget=BySlug(Organization))
    date = Field("date", "date", widget=_words("date"))
    published_on = Field("published_on", "published_on", widget=_words("published_on"))
    reason = Field("evidence", "reason")

    class Meta:
        model = Claim
        name = "Claims"
        fields = (
            "type",
            "status",
            "person",
            "manager",
            "company",
            "unit",
            "title",
            "date",
            "other",
            "published_on",
            "address",
            "reason",
        )

    def get_queryset(self) -> Any:
        found = Claim.objects.visible().by_publication()
        return found.select_related("person", "manager", "organization", "unit", "other")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        self._editor: User = kwargs["user"]

    def get_instance(self, instance_loader: Any, row: Any) -> None:
        """Every row is a saying of its own."""

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        kind = str(row.get("type") or "").lower()
        if kind not in NEEDED:
            raise ValidationError({"type": f"One of {', '.join(NEEDED)}."})
        blank = [name for name in (*NEEDED[ClaimType(kind)], "reason") if not row.get(name)]
        if blank:
            raise ValidationError(dict.fromkeys(blank, f"A row of type {kind} must say it."))
        row["type"], row["status"] = kind, str(row.get("status") or "").lower()

    def after_init_instance(self, instance: Claim, new: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        super().after_init_instance(instance, new, row, **kwargs)
        instance.evidence_kind = EvidenceKind.NOTE
        instance.decision, instance.key = Decision.ACCEPTED, "not recorded yet"
        instance.values = {"title": row.get("title") or ""}

    def import_instance(self, instance: Claim, row: Any, **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        instance.date_kind = DateKind.EFFECTIVE if instance.date is not None else ""

    def do_instance_save(self, instance: Claim, is_create: bool) -> None:  # noqa: ARG002, FBT001
        standing = record_note(claim=instance, editor=self._editor)
        instance._stood = standing is not instance  # type: ignore[attr-defined]

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        super().after_import_row(row, row_result, **kwargs)
        if getattr(row_result.instance, "_stood", False):
            row_result.import_type = row_result.IMPORT_TYPE_SKIP
