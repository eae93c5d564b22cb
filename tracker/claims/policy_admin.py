"""Publication policies in the admin: set them, and see what one would have done before it is in force."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from tracker.claims.models import PublicationPolicy
from tracker.claims.trials import LISTED, LOOKED_AT, try_out
from tracker.kernel.picking import Picking
from tracker.kernel.typed import TypedForm
from tracker.kernel.typed_again import TypedAgain


class PolicyForm(TypedForm):
    """Says in words what the database would refuse."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        waits = cleaned.get("action") == PublicationPolicy.Action.QUEUE
        if waits and cleaned.get("least_probability"):
            self.add_error(
                "least_probability", "A policy that lets everything wait asks for none: 0."
            )
        if cleaned.get("source") and cleaned.get("outlet"):
            self.add_error(
                "outlet", "Choose a source or an outlet; a source is one outlet’s anyway."
            )
        if cleaned.get("source") and cleaned.get("way") == PublicationPolicy.Way.HANDED_IN:
            self.add_error("way", "What comes from a source is polled.")
        return cleaned


@admin.register(PublicationPolicy)
class PublicationPolicyAdmin(Picking, TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    form = PolicyForm
    list_display = (
        "name",
        "active",
        "action",
        "least_probability",
        "way",
        "source",
        "outlet",
        "fact_type",
        "order",
    )
    list_filter = ("active", "action", "way", "fact_type")
    list_select_related = ("source", "outlet")
    search_fields = ("name", "note", "outlet__name", "source__url")
    autocomplete_fields = ("outlet", "source")
    fieldsets = (
        (None, {"fields": ("name", "active", "note")}),
        (
            "Which claims it is for",
            {
                "fields": ("way", "source", "outlet", "fact_type", "order"),
                "description": "The most particular policy decides: a source’s before an outlet’s, these "
                "before any for a type, these before one for how an article came in.",
            },
        ),
        (
            "What becomes of them",
            {
                "fields": ("action", "least_probability"),
                "description": "Claims whose records could not be told apart, rumours about people not in "
                "public life, and whatever speaks of health, visas or misconduct wait for an editor "
                "whatever is set here.",
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        trial = path(
            "<int:policy_id>/trial/",
            self.admin_site.admin_view(require_safe(self.trial)),
            name="claims_publicationpolicy_trial",
        )
        return [trial, *super().get_urls()]

    def trial(self, request: HttpRequest, policy_id: int) -> HttpResponse:
        """What the policy would have done with the last claims; nothing is changed."""
        policy = PublicationPolicy.objects.filter(pk=policy_id).first()
        if policy is None:
            raise Http404
        if not self.has_view_permission(request, policy):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"What “{policy}” would have done",
            "opts": self.model._meta,
            "object": policy,
            "trial": try_out(policy),
            "most": LOOKED_AT,
            "listed": LISTED,
        }
        return TemplateResponse(request, "admin/claims/publicationpolicy/trial.html", context)
