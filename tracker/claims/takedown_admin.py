"""Takedowns in the admin: what would vanish is shown before anything does; a hide can be lifted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker.claims.models import TARGETS, Takedown, TakedownKind
from tracker.claims.takedowns import lift, losses, take_down
from tracker.kernel.picking import Picking
from tracker.kernel.typed import TypedForm
from tracker.kernel.typed_again import TypedAgain

_DECISION = ("kind", "reason", "asked_by", "reply")
_FACTS = tuple(
    name for name in TARGETS if name not in {"person", "organization", "article", "outlet"}
)
CONFIRMED = "_confirmed"


class TakedownForm(TypedForm):
    """A decision to be made, or, of one that stands, the reason for lifting it."""

    class Meta:
        model = Takedown
        fields = (*TARGETS, *_DECISION, "lifted_reason")
        labels = {"lifted_reason": "Why it is lifted"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "kind" not in self.fields:
            return cleaned
        chosen = [name for name in TARGETS if cleaned.get(name) is not None]
        if len(chosen) != 1:
            raise forms.ValidationError("Choose exactly one record.")
        kind, reply = cleaned.get("kind"), cleaned.get("reply")
        if kind == TakedownKind.ERASE and chosen != ["person"]:
            self.add_error("kind", "Only a person can be erased.")
        if kind == TakedownKind.ANNOTATE and not reply:
            self.add_error("reply", "A reply needs its words.")
        if kind != TakedownKind.ANNOTATE and reply:
            self.add_error("reply", "Only a reply has words of its own.")
        return cleaned

    def clean_lifted_reason(self) -> str:
        reason: str = self.cleaned_data["lifted_reason"].strip()
        if not reason:
            raise forms.ValidationError("Say why it is lifted.")
        return reason


@admin.register(Takedown)
class TakedownAdmin(Picking, TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    """Made in two steps, the first of which shows what would vanish; lifted with a reason."""

    form = TakedownForm
    list_display = ("__str__", "reason", "asked_by", "decided_by", "decided_at", "lifted_at")
    list_filter = ("kind", ("lifted_at", admin.EmptyFieldListFilter))
    search_fields = ("reason", "asked_by")
    list_select_related = ("decided_by", *TARGETS)
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ("person", "organization", "article", "outlet", "claim")
    raw_id_fields = tuple(name for name in _FACTS if name != "claim")

    def get_fieldsets(self, request: HttpRequest, obj: Takedown | None = None) -> Any:  # noqa: ARG002
        records = ("person", "organization", "article", "outlet")
        if obj is None:
            return [
                ("What is decided", {"fields": _DECISION}),
                ("About which record", {"fields": records}),
                ("Or about a single claim or fact", {"fields": _FACTS, "classes": ["collapse"]}),
            ]
        lifted = ("lifted_reason", "lifted_by", "lifted_at")
        return [
            ("What was decided", {"fields": (obj.column, *_DECISION, "decided_by", "decided_at")}),
            ("Lifting it", {"fields": lifted}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Takedown | None = None) -> Any:  # noqa: ARG002
        if obj is None:
            return ()
        fixed = (*TARGETS, *_DECISION, "decided_by", "decided_at", "lifted_by", "lifted_at")
        return (*fixed, "lifted_reason") if not _may_be_lifted(obj) else fixed

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Takedown | None = None,  # noqa: ARG002
    ) -> bool:
        """A takedown is lifted, never lost."""
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Once the form is right, what would vanish is shown; only then is anything done."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST" and CONFIRMED not in request.POST:
            form = self.get_form(request)(request.POST)
            if form.is_valid():
                return self._preview(request, form)
        return super().add_view(request, form_url, extra_context)

    def _preview(self, request: HttpRequest, form: forms.ModelForm) -> HttpResponse:  # type: ignore[type-arg]
        target = next(form.cleaned_data[name] for name in TARGETS if form.cleaned_data.get(name))
        kind = TakedownKind(form.cleaned_data["kind"])
        context = {
            **self.admin_site.each_context(request),
            "title": "Before it is done",
            "opts": self.opts,
            "target": target,
            "kind": kind,
            "losses": [] if kind == TakedownKind.ANNOTATE else losses(target),
            "reply": form.cleaned_data.get("reply"),
            "held": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name != "csrfmiddlewaretoken"
            ],
            "confirmed": CONFIRMED,
        }
        return TemplateResponse(request, "admin/claims/takedown/preview.html", context)

    def save_model(self, request: HttpRequest, obj: Takedown, form: Any, change: bool) -> None:  # noqa: FBT001
        editor = request.user
        assert isinstance(editor, User)  # noqa: S101 - the admin asks everybody to log in
        if change:
            if "lifted_reason" in form.changed_data:
                done = lift(takedown=obj, reason=obj.lifted_reason, editor=editor)
                self.message_user(request, "It is lifted.", messages.SUCCESS)
                obj.__dict__.update(done.__dict__)
            return
        done = take_down(
            target=obj.about,
            kind=TakedownKind(obj.kind),
            reason=obj.reason,
            asked_by=obj.asked_by,
            reply=obj.reply,
            editor=editor,
        )
        obj.__dict__.update(Takedown.objects.get(pk=done.pk).__dict__)


def _may_be_lifted(takedown: Takedown) -> bool:
    return takedown.lifted_at is None and takedown.kind != TakedownKind.ERASE
