"""People as a table."""

from collections.abc import Sequence
from typing import Any

from people.models import Person, PersonName
from tracker.kernel.sheets import RecordSheet


class PersonSheet(RecordSheet):
    class Meta:
        model = Person
        name = "People"
        fields = ("slug", "name", "aliases", "wikidata", "orcid", "stub")

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("names")

    def add_names(self, record: Person, names: Sequence[str]) -> None:
        PersonName.objects.bulk_create(
            [PersonName(person=record, name=name) for name in names], ignore_conflicts=True
        )
