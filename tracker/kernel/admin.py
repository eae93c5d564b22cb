"""What the rooms' admin pages share. Nothing is registered here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from tracker.kernel.slugs import slug_of


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A record with a name and a slug. A slug left blank is made from the name; once given it stays."""

    slug = forms.SlugField(
        max_length=80,
        required=False,
        help_text="The record's address. Left blank, it is made from the name.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        words = cleaned.get("name") or cleaned.get("description")
        if "slug" in self.fields and not cleaned.get("slug") and words:
            slugs = self._meta.model._default_manager.values_list("slug", flat=True)
            stem = slug_of(words)
            cleaned["slug"] = slug_of(words, taken=slugs.filter(slug__startswith=stem[:70]))
        return cleaned


#: Whoever may see takedowns sees what they hide.
SEES_HIDDEN = "claims.view_takedown"


def to_be_seen(rows: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
    """The rows of a list or an autocomplete; hidden ones only for those who may see takedowns."""
    return rows if request.user.has_perm(SEES_HIDDEN) else rows.filter(hidden=False)


class RecordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A record that editors keep: its slug is an address, and does not change once it stands."""

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return to_be_seen(super().get_queryset(request), request)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Hidden is what a takedown hides: it is neither ticked nor unticked here."""
        fields = (*super().get_readonly_fields(request, obj), "hidden")
        return fields if obj is None else (*fields, "slug")

    def former_name(self, form: Any) -> str:
        """The name before this change; empty when it stays, or when the record is new."""
        before = str(form.initial.get("name") or "")
        return before if "name" in form.changed_data else ""


class LookOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that are written by settling: to look at.

    What would be typed in here would be gone at the next settling: editors add or decide claims.
    A takedown hides one.
    """

    list_per_page = 50
    show_full_result_count = False
    editable: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return to_be_seen(super().get_queryset(request), request)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:  # noqa: ARG002
        shown = [field.name for field in self.model._meta.fields if not field.primary_key]
        return sorted(shown, key=lambda name: name in self.editable)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return [name for name in self.get_fields(request, obj) if name not in self.editable]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: models.Model | None = None,  # noqa: ARG002
    ) -> bool:
        return False
