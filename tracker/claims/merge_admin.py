"""Merging in the admin: choose the other record, see what it would do, confirm with a reason; and undo."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from companies.admin import OrganizationAdmin
from companies.models import Organization
from people.admin import PersonAdmin
from people.models import Person
from tracker.claims.merging.merge import merge_organizations, merge_people
from tracker.claims.merging.preview import in_words, preview_merge
from tracker.claims.merging.refusals import CannotMerge, ItemsDiffer
from tracker.claims.merging.relations import Record
from tracker.claims.merging.undo import undo_merge
from tracker.claims.models import Merge
from tracker.kernel.admin import SEES_HIDDEN, LookOnlyAdmin
from tracker.kernel.picking import RecordSelect
from tracker.kernel.typed import seen
from tracker.kernel.typed_again import TypedAgain, typed_again

# The rooms below register both without knowing of claims.
admin.site.unregister([Person, Organization])


class MergeForm(forms.Form):
    """Into which record, and why; the last box only where Wikidata tells the two apart."""

    into = forms.ModelChoiceField(queryset=Person.objects.none(), label="Merge into")
    why = forms.CharField(
        max_length=1000,
        label="Why they are the same",
        help_text="Readers see it in the log of corrections.",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        required=False,
        validators=[seen],
    )
    although_items_differ = forms.BooleanField(
        required=False, label="They are the same, although Wikidata has two items"
    )

    def __init__(self, *args: Any, loser: Record, confirming: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column = "winner_person" if isinstance(loser, Person) else "winner_organization"
        into: Any = self.fields["into"]
        into.queryset = type(loser).objects.standing().exclude(pk=loser.pk)
        into.widget = RecordSelect(Merge._meta.get_field(column), admin.site)
        into.widget.choices = into.choices
        self.fields["why"].required = confirming


class MergeTool(TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    """A record that can be merged into another; one that was is found in the list of merges."""

    change_form_template = "admin/record_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(merged_into=None)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        merge = self.admin_site.admin_view(self.merge_view)
        return [path("<path:object_id>/merge/", merge, name=name), *super().get_urls()]

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose (GET), look (POST with ``look``), merge (POST with ``merge``)."""
        if not (request.user.has_perm("claims.add_merge") and self.has_change_permission(request)):
            raise PermissionDenied
        loser = self.get_object(request, unquote(object_id))
        if loser is None:
            raise Http404
        confirming = "merge" in request.POST
        words = typed_again(request)
        form = MergeForm(
            request.POST if request.method == "POST" else words,
            loser=loser,
            confirming=confirming,
            initial={"into": request.GET.get("with")},
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {loser} into another record",
            "opts": self.opts,
            "object": loser,
            "form": form,
            "media": self.media + form.media,
            "items_differ": False,
            "typed": words is not None,
        }
        if request.method == "POST" and form.is_valid():
            winner, given = form.cleaned_data["into"], form.cleaned_data
            asked = {
                "winner": winner,
                "loser": loser,
                "editor": _editor(request),
                "although_items_differ": given["although_items_differ"],
            }
            context |= {"winner": winner}
            try:
                if confirming:
                    return self._merged(request, winner, _merge(**asked, why=given["why"]))
                context["preview"] = preview_merge(**asked)
            except ItemsDiffer as error:
                context["items_differ"] = True
                form.add_error("although_items_differ", str(error))
            except CannotMerge as error:
                form.add_error(None, str(error))
        context["items_differ"] = context["items_differ"] or bool(
            form.is_bound and form.data.get("although_items_differ")
        )
        return TemplateResponse(request, "admin/merge.html", context)

    def _merged(self, request: HttpRequest, winner: Record, merge: Merge) -> HttpResponse:
        undo = reverse("admin:claims_merge_change", args=[merge.pk])
        self.message_user(
            request,
            format_html('{}. <a href="{}">Look at it, or undo it</a>', merge, undo),
            messages.SUCCESS,
        )
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[winner.pk]))


def _merge(*, winner: Record, loser: Record, **rest: Any) -> Merge:
    if isinstance(winner, Organization) and isinstance(loser, Organization):
        return merge_organizations(winner=winner, loser=loser, **rest)
    assert isinstance(winner, Person)  # noqa: S101 - of one kind, by refuse
    assert isinstance(loser, Person)  # noqa: S101
    return merge_people(winner=winner, loser=loser, **rest)


@admin.register(Person)
class MergingPersonAdmin(MergeTool, PersonAdmin):
    pass


@admin.register(Organization)
class MergingOrganizationAdmin(MergeTool, OrganizationAdmin):
    pass


class Standing(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        return [("standing", "Stands"), ("undone", "Undone")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Merge]) -> QuerySet[Merge]:  # noqa: ARG002
        if self.value() == "standing":
            return queryset.filter(undone_at=None)
        return queryset.exclude(undone_at=None) if self.value() == "undone" else queryset


@admin.register(Merge)
class MergeAdmin(LookOnlyAdmin):
    """Who merged what into what, when and why; each can be undone."""

    editable = ()
    change_form_template = "admin/merge_change_form.html"
    list_display = ("loser", "winner", "why", "merged_by", "merged_at", "undone_at")
    list_filter = (Standing, "merged_at")
    search_fields = (
        "loser_person__name",
        "winner_person__name",
        "loser_organization__name",
        "winner_organization__name",
        "why",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Merge]:
        found: QuerySet[Merge] = super().get_queryset(request)
        if not request.user.has_perm(SEES_HIDDEN):
            for column in ("winner_person", "winner_organization"):
                found = found.filter(Q(**{column: None}) | Q(**{f"{column}__hidden": False}))
        return found.select_related(
            "winner_person",
            "loser_person",
            "winner_organization",
            "loser_organization",
            "merged_by",
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        return (
            "loser", "winner", "why", "merged_by", "merged_at", "what_moved", "undone_by", "undone_at",
        )  # fmt: skip

    @admin.display(description="What moved")
    def what_moved(self, merge: Merge) -> str:
        return ", ".join(in_words(merge.moved)) or "Nothing but its address"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        merge = self.get_object(request, unquote(object_id))
        may_undo = request.user.has_perm("claims.change_merge")
        extra = {"may_undo": may_undo and merge is not None and merge.undone_at is None}
        return super().change_view(request, object_id, *args, **(kwargs | {"extra_context": extra}))

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(require_http_methods(["POST"])(self.undo_view))
        return [path("<path:object_id>/undo/", undo, name="claims_merge_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not request.user.has_perm("claims.change_merge"):
            raise PermissionDenied
        merge = self.get_object(request, unquote(object_id))
        if merge is None:
            raise Http404
        try:
            undone = undo_merge(merge=merge, editor=_editor(request))
        except CannotMerge as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            kept = "" if undone.exactly else " What happened since was kept."
            self.message_user(request, f"Undone: {merge.loser} stands again.{kept}")
        return HttpResponseRedirect(reverse("admin:claims_merge_change", args=[merge.pk]))


def _editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin asks everybody to log in
    return request.user
