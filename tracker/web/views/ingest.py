"""Handing in an address or a text, and watching it being read. For editors."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from tracker.claims.models import Claim
from tracker.claims.tasks import call_worker
from tracker.kernel.typed_again import typed_again
from tracker.news.addresses import BadAddress
from tracker.news.documents.shapes import Published
from tracker.news.intake import NothingHandedIn, submit, try_again
from tracker.news.models import Intake
from tracker.news.outlets import outlet_named
from tracker.web.editors import is_editor
from tracker.web.forms import IngestForm
from tracker.web.htmx import template_for

LATELY = 12
CLAIMS_SHOWN = 100
_STEPS = (("fetch", "Fetch the text"), ("extract", "Read it"), ("settle", "Settle its claims"))
#: What an editor can do about a text that was not read, by how the reason begins.
_MENDS = {
    "not in English": "Only English texts are read.",
    "empty text": "Hand in the words of the article.",
    "no words": "Hand in the words of the article.",
    "not a text": "Hand in the words of the article alone.",
    "too long": "Hand it in in several parts.",
}
_ENDED = (Intake.State.DONE, Intake.State.SET_ASIDE)


def _editors_only(request: HttpRequest) -> None:
    if not is_editor(request.user):
        raise PermissionDenied("Only editors hand in texts.")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ingest(request: HttpRequest) -> HttpResponse:
    """A form that takes one address or one text, and leads to the page that shows it being read."""
    _editors_only(request)
    form = IngestForm(request.POST if request.method == "POST" else typed_again(request))
    if request.method == "POST" and form.is_valid():
        intake = _hand_in(request, form)
        if intake is not None:
            return redirect("web:reading", intake.pk)
    recent = Intake.objects.filter(parent=None).defer("text").select_related("outlet")
    context = {
        "form": form,
        "fields": _fields(form),
        "recent": recent[:LATELY],
        "section": "ingest",
    }
    return render(
        request, "web/ingest.html", context, status=400 if request.method == "POST" else 200
    )


def _hand_in(request: HttpRequest, form: IngestForm) -> Intake | None:
    given = form.cleaned_data
    try:
        with transaction.atomic():
            intake, _ = submit(
                url=given["url"],
                text=given["text"],
                title=given["title"],
                outlet=outlet_named(given["outlet"]) if given["text"] else None,
                published=Published(on=given["published_on"]) if given["published_on"] else None,
                queue=given["queue"],
                submitted_by=request.user,  # type: ignore[arg-type]
            )
            transaction.on_commit(call_worker)
    except (BadAddress, NothingHandedIn) as error:
        form.add_error(None, str(error))
        return None
    return intake


_NOTES = {
    "url": "of a page or a feed",
    "text": "or paste one",
    "title": "of a pasted text; may stay empty",
    "outlet": "that printed a pasted text: its name or domain; without it readers cannot look it up",
    "published_on": "as the outlet prints it, 2025-11-12",
    "queue": "",
}


def _fields(form: IngestForm) -> list[dict[str, Any]]:
    """The fields with their notes; what is wrong is tied to its control."""
    fields = []
    for field in form:
        wrong: dict[str, str | bool] = {
            "aria-invalid": "true",
            "aria-describedby": f"{field.id_for_label}_error",
        }
        fields.append(
            {
                "id_for_label": field.id_for_label,
                "label": field.label,
                "note": _NOTES[field.name],
                "errors": field.errors,
                "control": field.as_widget(attrs=wrong if field.errors else {}),
            }
        )
    return fields


@never_cache
@login_required
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, intake_id: int) -> HttpResponse:
    """How far one text has come. The part asks again each second until the work is over."""
    _editors_only(request)
    rows = Intake.objects.defer("text").select_related("article")
    intake = get_object_or_404(rows, pk=intake_id)
    if request.method == "POST":
        with transaction.atomic():
            try_again(Intake.objects.filter(pk=intake.pk))
            transaction.on_commit(call_worker)
        return HttpResponseRedirect(request.path)
    claims = list(
        Claim.objects.filter(article=intake.article_id, withdrawn=False)
        .select_related("person", "organization")
        .order_by("start", "pk")[:CLAIMS_SHOWN]
        if intake.article_id
        else []
    )
    context = {
        "intake": intake,
        "over": intake.state in _ENDED,
        "headline": _headline(intake),
        "steps": _steps(intake),
        "children": intake.children.defer("text").order_by("pk")[:50],
        "mend": _mend(intake.article.unread) if intake.article else "",
        "claims": claims,
        "queued": sum(1 for claim in claims if claim.queue_reason and not claim.decided_by_id),
        "section": "ingest",
    }
    return render(request, template_for(request, "web/reading.html", "progress"), context)


def _mend(unread: str) -> str:
    return next((mend for reason, mend in _MENDS.items() if unread.startswith(reason)), "")


def _headline(intake: Intake) -> str:
    match intake.state:
        case Intake.State.DONE:
            return "Read" if intake.outcome != Intake.Outcome.UNREADABLE else "Could not be read"
        case Intake.State.SET_ASIDE:
            return "Set aside"
        case Intake.State.FAILED:
            return "Failed, to be tried again"
        case Intake.State.LEASED:
            return "Being read"
        case _:
            return "Waiting for its turn"


def _steps(intake: Intake) -> list[dict[str, str]]:
    """The three steps, each with a mark that gains ink as it is worked on and done."""
    names = [name for name, _ in _STEPS]
    here = names.index(intake.step)
    unreadable = intake.outcome == Intake.Outcome.UNREADABLE
    steps = []
    for place, (_, label) in enumerate(_STEPS):
        if intake.state == Intake.State.DONE and unreadable and place:
            unread, nothing = ("failed", "denied", "Not read"), ("later", "former", "Nothing to do")
            state, mark, word = unread if place == 1 else nothing
        elif intake.state == Intake.State.DONE or place < here:
            state, mark, word = "done", "done", "Done"
        elif place > here:
            state, mark, word = "later", "former", "Not yet"
        elif intake.state == Intake.State.LEASED:
            state, mark, word = "now", "announced", "Under way"
        elif intake.state in (Intake.State.FAILED, Intake.State.SET_ASIDE):
            state, mark, word = "failed", "denied", "Failed"
        else:
            state, mark, word = "due", "reported", "Due"
        steps.append({"label": label, "state": state, "mark": mark, "word": word})
    return steps
