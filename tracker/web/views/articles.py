"""The page of one article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from tracker.news.models import Article
from tracker.timeline.articles import article_page
from tracker.web.clocks import clocks_of
from tracker.web.editors import is_editor
from tracker.web.views.reading import read


@require_safe
@vary_on_cookie
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The evidence an article gives; editors see its whole text."""
    clocks = clocks_of(request)
    found = get_object_or_404(Article.objects.visible().with_outlet(), pk=article_id)
    page = article_page(found, for_editor=is_editor(request.user), known_on=clocks.known_on)
    context = {
        "article": found,
        "page": page,
        "waiting": sum(1 for note in page.notes if note.waiting),
        "later": clocks.known_on is not None
        and (found.published_on is None or found.published_on > clocks.known_on),
    }
    return read(request, "web/article.html", context, clocks=clocks)
