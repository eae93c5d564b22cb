"""People to keep, and what they hold, found and say to look at, in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from people.models import (
    Founding,
    Move,
    Person,
    PersonName,
    Position,
    ReportingLine,
    Statement,
)
from people.sheets import PersonSheet
from tracker.kernel.admin import FactAdmin, LookOnlyAdmin, RecordAdmin
from tracker.kernel.sheets import SheetAdmin
from tracker.kernel.typed import TypedForm


class NameInline(admin.TabularInline):  # type: ignore[type-arg]
    model = PersonName
    form = TypedForm
    extra = 1


@admin.register(Person)
class PersonAdmin(SheetAdmin, RecordAdmin):
    """Every spelling given here is recognised in the next article."""

    resource_classes = [PersonSheet]

    list_display = ("name", "slug", "stub", "hidden")
    list_filter = ("stub", "hidden")
    search_fields = ("name", "names__name", "slug")
    inlines = [NameInline]
    fields = ("name", "slug", "wikidata", "orcid", "stub", "hidden")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """A name that was replaced stays as another spelling."""
        super().save_related(request, form, formsets, change)
        former = self.former_name(form)
        if former:
            PersonName.objects.get_or_create(person=form.instance, name=former)


@admin.register(Position)
class PositionAdmin(FactAdmin):
    correct_as = "position"
    list_display = (
        "person",
        "title",
        "organization",
        "unit",
        "role",
        "start",
        "start_status",
        "end",
        "end_status",
    )
    list_filter = ("role", "start_status", "end_status", "disputed", "withdrawn", "hidden")
    list_select_related = ("person", "organization", "unit")
    search_fields = ("person__name", "organization__name", "title")


@admin.register(ReportingLine)
class ReportingLineAdmin(FactAdmin):
    correct_as = "line"
    list_display = ("person", "manager", "organization", "kind", "start", "end", "hidden")
    list_filter = ("kind", "start_status", "end_status", "disputed", "withdrawn", "hidden")
    list_select_related = ("person", "manager", "organization")
    search_fields = ("person__name", "manager__name", "organization__name")


@admin.register(Founding)
class FoundingAdmin(FactAdmin):
    correct_as = "founding"
    list_display = ("person", "organization", "happened", "status", "hidden")
    list_filter = ("status", "disputed", "withdrawn", "hidden")
    list_select_related = ("person", "organization")
    search_fields = ("person__name", "organization__name")


@admin.register(Statement)
class StatementAdmin(FactAdmin):
    correct_as = "statement"
    list_display = ("person", "topic", "quote", "happened", "hidden")
    list_filter = ("withdrawn", "hidden")
    list_select_related = ("person",)
    search_fields = ("person__name", "topic", "quote")


@admin.register(Move)
class MoveAdmin(LookOnlyAdmin):
    """Moves follow from positions; nobody types them in."""

    editable = ()
    list_display = ("person", "kind", "from_company", "to_company", "happened", "status", "link")
    list_filter = ("kind", "status", "link", "disputed", "withdrawn", "hidden")
    list_select_related = ("person", "from_company", "to_company")
    search_fields = ("person__name", "from_company__name", "to_company__name", "title")

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Move | None = None,  # noqa: ARG002
    ) -> bool:
        return False
