"""Articles and outlets in the admin: a change reaches every fact that rests on them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tracker.claims.services import settle_article, settle_sources
from tracker.news.admin import ArticleAdmin, OutletAdmin
from tracker.news.models import Article, Outlet
from tracker.news.stories import place_in_story

# The news room registers both without knowing of claims.
admin.site.unregister([Article, Outlet])


@admin.register(Article)
class SettlingArticleAdmin(ArticleAdmin):
    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if "published_on" in form.changed_data:
            settle_article(article=place_in_story(obj))
        if "outlet" in form.changed_data:
            settle_sources(articles=[obj])


@admin.register(Outlet)
class SettlingOutletAdmin(OutletAdmin):
    def get_readonly_fields(self, request: HttpRequest, obj: Outlet | None = None) -> Any:
        """Hidden is what a takedown hides: it is neither ticked nor unticked here."""
        return (*super().get_readonly_fields(request, obj), "hidden")
