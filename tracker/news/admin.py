"""The news room's rows in the admin: outlets and sources to edit, articles and intake to look at."""

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.kernel.picking import Picking
from tracker.kernel.typed import TypedForm
from tracker.kernel.typed_again import TypedAgain
from tracker.news import addresses
from tracker.news.intake import try_again
from tracker.news.models import Article, Intake, Outlet, OutletDomain, Source


class OutletDomainInline(admin.TabularInline):  # type: ignore[type-arg]
    model = OutletDomain
    extra = 1


@admin.register(Outlet)
class OutletAdmin(TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "kind", "hidden")
    list_filter = ("kind", "hidden")
    search_fields = ("name", "slug", "domains__domain")
    prepopulated_fields = {"slug": ("name",)}
    inlines = [OutletDomainInline]


class SourceForm(TypedForm):
    """Takes an address that may be fetched, in its canonical spelling."""

    def clean_url(self) -> str:
        try:
            url = addresses.canonical(self.cleaned_data["url"])
        except addresses.BadAddress as error:
            raise forms.ValidationError(str(error)) from error
        self.instance.url_hash = addresses.address_hash(url)
        others = Source.objects.filter(url_hash=self.instance.url_hash)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("This address is a source already.")
        return url


@admin.register(Source)
class SourceAdmin(Picking, TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("url", "outlet", "kind", "active", "queue", "polled_at", "next_due_at", "error")
    list_filter = ("active", "kind", "queue")
    search_fields = ("url", "outlet__name")
    autocomplete_fields = ("outlet",)
    form = SourceForm
    fields = (
        "outlet",
        "url",
        "kind",
        "active",
        "queue",
        "interval_seconds",
        "next_due_at",
        "polled_at",
        "changed_at",
        "attempts",
        "error",
    )
    readonly_fields = ("polled_at", "changed_at", "attempts", "error")


@admin.register(Article)
class ArticleAdmin(Picking, TypedAgain, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "outlet", "published_on", "language", "unread", "hidden")
    list_filter = ("hidden", "language", "outlet")
    list_select_related = ("outlet",)
    search_fields = ("title", "url")
    date_hierarchy = "published_on"
    autocomplete_fields = ("outlet",)
    fields = (
        "title",
        "url",
        "outlet",
        "published_on",
        "published_raw",
        "language",
        "unread",
        "hidden",
        "hidden_reason",
        "story",
        "copy_of",
        "text",
    )
    readonly_fields = (
        "url",
        "published_raw",
        "language",
        "unread",
        "hidden",
        "hidden_reason",
        "story",
        "copy_of",
        "text",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Articles come in by being handed in."""
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Article | None = None,  # noqa: ARG002
    ) -> bool:
        """An article that must go is taken down, with a reason: claims rest on it."""
        return False


@admin.register(Intake)
class IntakeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "state", "step", "attempts", "error", "next_due_at", "changed_at")
    list_filter = ("state", "step", "kind", "queue")
    search_fields = ("url", "title", "error")
    actions = ["make_due"]
    fields = readonly_fields = (
        "kind",
        "url",
        "title",
        "outlet",
        "published_on",
        "queue",
        "submitted_by",
        "source",
        "parent",
        "state",
        "step",
        "outcome",
        "attempts",
        "next_due_at",
        "lease_until",
        "error",
        "article",
        "created_at",
        "changed_at",
        "finished_at",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Addresses and texts are handed in on the site's own page."""
        return False

    @admin.action(description="Try again from the start", permissions=["change"])
    def make_due(self, request: HttpRequest, queryset: QuerySet[Intake]) -> None:
        chosen = Intake.objects.filter(pk__in=queryset.values("pk"))
        count = try_again(chosen)
        self.message_user(request, f"{count} will be tried again.", messages.SUCCESS)
