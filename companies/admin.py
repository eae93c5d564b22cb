"""Organizations to keep, and what happened to them to look at, in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from companies.models import (
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    Stake,
    Succession,
)
from companies.naming import keep_names
from companies.sheets import OrganizationSheet
from tracker.kernel.admin import FactAdmin, RecordAdmin
from tracker.kernel.picking import Picking
from tracker.kernel.sheets import SheetAdmin
from tracker.kernel.typed import TypedForm


class NameInline(admin.TabularInline):  # type: ignore[type-arg]
    model = OrganizationName
    form = TypedForm
    fields = ("name", "alias", "since", "until")
    extra = 1


class KindInline(admin.TabularInline):  # type: ignore[type-arg]
    model = OrganizationKind
    fields = ("kind", "since", "until")
    extra = 0


class ParentInline(Picking, admin.TabularInline):  # type: ignore[type-arg]
    model = OrganizationParent
    fk_name = "organization"
    fields = ("parent", "since", "until")
    autocomplete_fields = ("parent",)
    extra = 0


class SuccessorInline(Picking, admin.TabularInline):  # type: ignore[type-arg]
    model = Succession
    fk_name = "earlier"
    autocomplete_fields = ("later",)
    extra = 0
    verbose_name_plural = "what followed it"


class PredecessorInline(Picking, admin.TabularInline):  # type: ignore[type-arg]
    model = Succession
    fk_name = "later"
    autocomplete_fields = ("earlier",)
    extra = 0
    verbose_name_plural = "what it followed"


@admin.register(Organization)
class OrganizationAdmin(SheetAdmin, Picking, RecordAdmin):
    """Whatever is called here by a name, now or once, is recognised in the next article."""

    resource_classes = [OrganizationSheet]

    list_display = ("__str__", "kind", "parent", "country", "stub", "hidden")
    list_filter = ("kind", "stub", "hidden")
    list_select_related = ("parent",)
    search_fields = ("name", "names__name", "slug", "description")
    autocomplete_fields = ("parent",)
    inlines = [NameInline, KindInline, ParentInline, SuccessorInline, PredecessorInline]
    fields = (
        "name",
        "description",
        "slug",
        "kind",
        "parent",
        "country",
        "founded",
        "website",
        "wikidata",
        "stub",
        "hidden",
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Today's name is among the names; one that was replaced stays there."""
        super().save_related(request, form, formsets, change)
        organization: Organization = form.instance
        keep_names(organization, organization.name, self.former_name(form))


@admin.register(OrgEvent)
class OrgEventAdmin(FactAdmin):
    correct_as = "event"
    list_display = ("organization", "kind", "unit", "happened", "status", "disputed", "hidden")
    list_filter = ("kind", "status", "disputed", "withdrawn", "hidden")
    list_select_related = ("organization", "unit")
    search_fields = ("organization__name", "unit__name")


@admin.register(Stake)
class StakeAdmin(FactAdmin):
    correct_as = "stake"
    list_display = ("acquirer", "target", "percent", "amount_usd", "happened", "status", "hidden")
    list_filter = ("status", "disputed", "withdrawn", "hidden")
    list_select_related = ("acquirer", "target")
    search_fields = ("acquirer__name", "target__name")
