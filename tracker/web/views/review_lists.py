"""What has been decided, and all waiting claims of one article at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.claims.models import Claim, Verdict
from tracker.claims.review.deciding import accept_all
from tracker.claims.review.queue import in_order, waiting, with_names
from tracker.news.models import Article
from tracker.web.review_access import editor_of, editors_only, is_senior
from tracker.web.reviewing import row_of, today_of

MOST_IN_BULK = 200
MOST_VERDICTS = 50


def _verdicts() -> QuerySet[Verdict]:
    return (
        Verdict.objects.select_related(
            "claim__organization__parent",
            "claim__unit__parent",
            "claim__outlet",
            "editor",
            "claim__person",
            "claim__manager",
            "claim__other",
            "claim__article__outlet",
            "undone_by",
        )
        .defer("claim__article__text")
        .order_by("-pk")
    )


def _rows(verdicts: Iterable[Verdict]) -> list[tuple[Verdict, str]]:
    return [(verdict, row_of(verdict.claim).said) for verdict in verdicts]


def decided(request: HttpRequest, claim: Claim) -> HttpResponse:
    """A claim that waits no more: what became of it, by whom."""
    context = {
        "claim": claim,
        "row": row_of(claim),
        "rows": _rows(_verdicts().filter(claim=claim)[:MOST_VERDICTS]),
        "senior": is_senior(request),
        "section": "review",
    }
    return render(request, "web/review_decided.html", context)


@editors_only
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The last decisions of the editor, or of everybody: who, when, by which key; each undone here."""
    everybody = bool(request.GET.get("everybody"))
    verdicts = _verdicts() if everybody else _verdicts().filter(editor=editor_of(request))
    context = {
        "rows": _rows(verdicts[:MOST_VERDICTS]),
        "everybody": everybody,
        "senior": is_senior(request),
        "today": today_of(editor_of(request)),
        "section": "review",
    }
    return render(request, "web/review_decisions.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """All waiting claims of one article, listed before they are accepted at once."""
    found = get_object_or_404(Article.objects.with_outlet().defer("text"), pk=article_id)
    claims = with_names(in_order(waiting().filter(article=found)))[:MOST_IN_BULK]
    if request.method == "POST":
        wanted = {int(pk) for pk in request.POST.getlist("claim") if pk.isdecimal()}
        listed = Claim.objects.filter(article=found, pk__in=wanted).order_by("pk")
        done = accept_all(claims=list(listed[:MOST_IN_BULK]), editor=editor_of(request))
        if done.accepted:
            messages.success(request, f"Accepted {len(done.accepted)} claims, as one step to undo.")
        for one, why in done.left:
            messages.error(request, f"Left waiting or as it was: {row_of(one).said}. {why}")
        return redirect("web:review")
    context = {
        "article": found,
        "rows": [row_of(one) for one in claims],
        "section": "review",
    }
    return render(request, "web/review_article.html", context)
