"""Organizations as a table: companies and units alike, a unit with the slug of its parent."""

from collections.abc import Sequence
from typing import Any

from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget

from companies.models import Organization
from companies.naming import keep_names
from tracker.kernel.sheets import RecordSheet, Words


class ParentBySlug(ForeignKeyWidget):  # type: ignore[misc]
    """The organization that a slug names."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Organization | None:
        try:
            found: Organization | None = super().clean(value, row, **kwargs)
        except Organization.DoesNotExist as error:
            raise ValueError(f"No organization has the slug {value}.") from error
        return found


class OrganizationSheet(RecordSheet):
    parent = Field("parent", "parent", widget=ParentBySlug(Organization, "slug"))
    founded = Field("founded", "founded", widget=Words(Organization._meta.get_field("founded")))

    class Meta:
        model = Organization
        name = "Organizations"
        fields = (
            "slug",
            "name",
            "aliases",
            "description",
            "kind",
            "parent",
            "country",
            "founded",
            "website",
            "wikidata",
            "stub",
        )

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("parent").prefetch_related("names")

    def after_save_instance(self, instance: Organization, row: Any, **kwargs: Any) -> None:
        """Today's name is among the dated names as well."""
        super().after_save_instance(instance, row, **kwargs)
        keep_names(instance, instance.name)

    def add_names(self, record: Organization, names: Sequence[str]) -> None:
        """A name given in a table is an alias; the one that was replaced is a name it had."""
        former = record._name_before  # type: ignore[attr-defined]
        keep_names(record, *(name for name in names if name == former))
        keep_names(record, *(name for name in names if name != former), alias=True)
