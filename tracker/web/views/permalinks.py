"""Pages kept as they stood."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.web.keeping import NotToBeKeptError, keep, shown, since
from tracker.web.models import Permalink

#: Of all the pages that can be kept.
STYLES = tuple(
    f"css/{name}.css"
    for name in (
        "article",
        "charts",
        "company",
        "explore",
        "flows",
        "moves",
        "org",
        "outlets",
        "records",
    )
)


@require_http_methods(["GET", "HEAD", "POST"])
def permalinks(request: HttpRequest) -> HttpResponse:
    """Asks whether the page that ``page`` names (path and query) is to be kept, and keeps it."""
    data = request.POST if request.method == "POST" else request.GET
    context: dict[str, object] = {"page": data.get("page", "")}
    if request.method == "POST":
        try:
            return HttpResponseRedirect(keep(request, str(context["page"])).get_absolute_url())
        except NotToBeKeptError as error:
            context["refused"] = str(error)
    return render(
        request, "web/permalink_new.html", context, status=400 if "refused" in context else 200
    )


@require_safe
def permalink(request: HttpRequest, key: str) -> HttpResponse:
    """A page as it stood; 410 once something that it names was taken down."""
    kept = get_object_or_404(Permalink, key=key)
    later = since(kept)
    if later.taken_down:
        return render(request, "web/permalink_gone.html", {}, status=410)
    context = {"kept": kept, "body": shown(kept), "answered": later.answered, "styles": STYLES}
    return render(request, "web/permalink.html", context)
