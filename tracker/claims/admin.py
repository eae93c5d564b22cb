"""Claims in the admin: decide what waits, attach what was not told apart, add an editor's note."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.claims.merge_admin import MergeAdmin, MergingOrganizationAdmin, MergingPersonAdmin
from tracker.claims.models import Claim, DateKind
from tracker.claims.notes import attach_claim, record_note
from tracker.claims.policy_admin import PublicationPolicyAdmin
from tracker.claims.services import ClaimAlreadyDecided, accept_claim, reject_claim
from tracker.claims.sheets import ClaimSheet
from tracker.claims.source_admin import SettlingArticleAdmin, SettlingOutletAdmin
from tracker.claims.takedown_admin import TakedownAdmin
from tracker.kernel.picking import Picking
from tracker.kernel.sheets import SheetAdmin
from tracker.kernel.typed import TypedForm
from tracker.kernel.typed_again import TypedAgain

__all__ = [
    "ClaimAdmin",
    "MergeAdmin",
    "MergingOrganizationAdmin",
    "MergingPersonAdmin",
    "PublicationPolicyAdmin",
    "SettlingArticleAdmin",
    "SettlingOutletAdmin",
    "TakedownAdmin",
]

_RECORDS = ("person", "manager", "organization", "unit", "other")
_NOTE = (
    "type",
    "status",
    *_RECORDS,
    "title",
    "date",
    "date_kind",
    "published_on",
    "evidence",
    "values",
    "pins",
)
_SAID = (
    "type",
    "aspect",
    "status",
    "evidence_kind",
    "evidence",
    "article",
    "address",
    "outlet",
    "published_on",
    "checked_on",
    "via",
    "title",
    "date",
    "date_kind",
    "values",
    "pins",
)
_DECIDED = (
    "queue_reason",
    "decision",
    "decided_by",
    "policy",
    "contradicting",
    "withdrawn",
    "recorded_at",
    "rule",
    "rules_version",
    "probability",
)
_FACTS = ("positions", "founding", "line", "event", "stake", "statement")


class ClaimForm(TypedForm):
    """For a note: the evidence is the editor's reason, and no other word is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "evidence" in self.fields:
            self.fields["evidence"].label = "Reason"
        if "values" in self.fields:
            self.fields["values"].required = False

    def clean(self) -> dict[str, Any]:
        """A date is when the thing takes effect, unless the editor says that it is when it was told."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("date") is not None and not cleaned.get("date_kind"):
            cleaned["date_kind"] = DateKind.EFFECTIVE
        return cleaned

    def clean_values(self) -> dict[str, Any]:
        values = self.cleaned_data["values"] or {}
        if not isinstance(values, dict):
            raise forms.ValidationError('Write an object, such as {"percent": 49}.')
        return values


class Waiting(admin.SimpleListFilter):
    title = "queue"
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        return [("waiting", "Waits for an editor")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:  # noqa: ARG002
        if self.value() == "waiting":
            return queryset.filter(pk__in=Claim.objects.queued().values("pk"))
        return queryset


@admin.register(Claim)
class ClaimAdmin(SheetAdmin, Picking, TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    form = ClaimForm
    resource_classes = [ClaimSheet]
    list_display = (
        "type",
        "status",
        "person",
        "organization",
        "title",
        "outlet",
        "published_on",
        "decision",
        "queue_reason",
    )
    list_filter = (
        Waiting,
        "decision",
        "type",
        "status",
        "evidence_kind",
        "contradicting",
        "withdrawn",
        "hidden",
    )
    list_select_related = ("person", "organization", "outlet")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("person__name", "organization__name", "title", "evidence", "rule")
    autocomplete_fields = _RECORDS
    actions = ["accept", "reject"]

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:  # noqa: ARG002
        if obj is None:
            return [("An editor's note", {"fields": _NOTE})]
        return [
            ("What is said", {"fields": _SAID}),
            ("Of whom and what", {"fields": (*_RECORDS, "hidden")}),
            ("What became of it", {"fields": _DECIDED}),
            ("The facts it supports", {"fields": _FACTS}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> Any:  # noqa: ARG002
        """What an outlet said is not edited: only whom and what it speaks of."""
        return () if obj is None else (*_SAID, *_DECIDED, *_FACTS, "hidden")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"values": {}, **super().get_changeform_initial_data(request)}

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Claim | None = None,  # noqa: ARG002
    ) -> bool:
        """A claim is rejected or taken down, never lost."""
        return False

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        if change:
            attach_claim(claim=obj)
        else:
            record_note(claim=obj, editor=_editor(request))

    @admin.action(description="Accept", permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._decide(request, queryset, accept_claim, "accepted")

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._decide(request, queryset, reject_claim, "rejected")

    def _decide(
        self, request: HttpRequest, queryset: QuerySet[Claim], decide: Any, done: str
    ) -> None:
        count = 0
        for claim in queryset.order_by("pk"):
            try:
                decide(claim=claim, editor=_editor(request))
            except ClaimAlreadyDecided as error:
                self.message_user(request, str(error), messages.WARNING)
            else:
                count += 1
        if count:
            self.message_user(request, f"{count} {done}.", messages.SUCCESS)


def _editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin asks everybody to log in
    return request.user
