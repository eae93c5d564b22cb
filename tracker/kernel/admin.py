"""What the rooms' admin pages share. Nothing is registered here."""

from collections.abc import Sequence
from typing import Any

import pghistory
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from tracker.kernel.editing import VERSION, Part, put_together, version_of
from tracker.kernel.record_history import CannotRestore, changes_of, restore
from tracker.kernel.slugs import free_slug
from tracker.kernel.typed import TypedForm


class RecordForm(TypedForm):
    """A record with a name and a slug. A slug left blank is made from the name; once given it stays."""

    slug = forms.SlugField(
        max_length=80,
        required=False,
        help_text="The record's address. Left blank, it is made from the name.",
    )
    why = forms.CharField(
        max_length=300,
        required=False,
        label="Why",
        help_text="Kept in the record's history, with your name.",
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    #: What others changed since this form was made; a form that says so is not saved.
    meanwhile: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = cleaned.get("name") or cleaned.get("description")
        if "slug" in self.fields and not cleaned.get("slug") and words:
            cleaned["slug"] = free_slug(words, self._meta.model)
        if self.meanwhile:
            raise forms.ValidationError(
                [
                    "Somebody changed this record while you had it open. Their changes are in the form"
                    " now beside yours; save again to keep it as it stands here.",
                    *self.meanwhile,
                ]
            )
        return cleaned


#: Whoever may see takedowns sees what they hide.
SEES_HIDDEN = "claims.view_takedown"


def to_be_seen(rows: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
    """The rows of a list or an autocomplete; hidden ones only for those who may see takedowns."""
    if request.user.has_perm(SEES_HIDDEN) or not hasattr(rows.model, "hidden"):
        return rows
    return rows.filter(hidden=False)


class ShownHistory(admin.ModelAdmin):  # type: ignore[type-arg]
    """A record whose history page tells each change, whoever made it and however."""

    def parts(self, request: HttpRequest, obj: Any) -> list[Part]:  # noqa: ARG002
        """The tables that are edited with a record."""
        return []

    def may_restore(self, request: HttpRequest, obj: Any) -> bool:  # noqa: ARG002
        """Whether an earlier state can be put back here."""
        return False

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Each change with before and after, who, when and why, whoever made it and however."""
        found = self.get_object(request, unquote(object_id))
        if found is None:
            raise Http404
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {found}",
            "opts": self.opts,
            "object": found,
            "changes": changes_of(found, self.parts(request, found)),
            "may_restore": self.may_restore(request, found),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


class RecordAdmin(ShownHistory):
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

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fields = (*super().get_fields(request, obj), "why")
        return fields if obj is None else (*fields, VERSION)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        if obj is not None:
            form.base_fields[VERSION].initial = version_of(obj, self.parts(request, obj))
        form.meanwhile = getattr(request, "meanwhile", ())
        return form

    def parts(self, request: HttpRequest, obj: Any) -> list[Part]:
        """The tables that are edited with a record, as its form numbers them."""
        found: list[Part] = []
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            again = sum(part.prefix.split("-")[0] == prefix for part in found)
            number = f"-{again + 1}" if again else ""
            found.append(Part(inline.model, formset.fk.name, prefix + number, formset.form))
        return found

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """A form that was made from an older version is shown again, with what changed meanwhile."""
        why = request.POST.get("why", "")[:300]
        with transaction.atomic(), pghistory.context(**({"why": why} if why else {})):
            if request.method == "POST" and object_id is not None:
                self._bring_up_to_date(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _bring_up_to_date(self, request: HttpRequest, object_id: str) -> None:
        """Nobody else saves the record from here on; put together what was sent and what is there."""
        found = self.get_object(request, unquote(object_id))
        if found is None or not self.has_change_permission(request, found):
            return
        self.model._default_manager.select_for_update(no_key=True).get(pk=found.pk)
        found.refresh_from_db()
        parts = self.parts(request, found)
        if request.POST.get(VERSION) == version_of(found, parts):
            return
        form = self.get_form(request, found, change=True)
        together = put_together(request.POST, found, form, parts)
        request.POST = together.values  # type: ignore[assignment]
        request.meanwhile = together.lines or ["Nothing that this form shows."]  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(require_POST(self.restore_view))
        return [path("<path:object_id>/restore/", view, name=name), *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        found = self.get_object(request, unquote(object_id))
        if found is None:
            raise Http404
        if not self.has_change_permission(request, found):
            raise PermissionDenied
        line = request.POST.get("line", "")
        try:
            restored = restore(
                record=found,
                parts=self.parts(request, found),
                table=request.POST.get("table", ""),
                line=int(line) if line.isascii() and line.isdigit() and len(line) < 19 else 0,
                why=request.POST.get("why", "")[:300],
            )
        except CannotRestore as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, f"Restored: {restored}.", messages.SUCCESS)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(name, args=[found.pk]))

    def may_restore(self, request: HttpRequest, obj: Any) -> bool:
        return self.has_change_permission(request, obj)

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


class FactAdmin(ShownHistory, LookOnlyAdmin):
    """A fact: to look at, with its history and the way to correct it (``correct_as``: its kind)."""

    change_form_template = "admin/fact_change_form.html"
    correct_as = ""
