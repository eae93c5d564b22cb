"""Correct a fact: one form for every kind, looked at before it is stored."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from companies.models import OrgEvent, Stake
from tracker.claims.entering.fields import KINDS, Fact, fields_of, text_of
from tracker.claims.entering.storing import ChangedMeanwhile, FactGone, enter, try_entry, withdraw
from tracker.claims.models import Claim, Verdict, VerdictKind
from tracker.kernel.typed_again import typed_again
from tracker.timeline.trials import in_words
from tracker.web.correcting import EntryForm, mark_of, stood, up_to_date
from tracker.web.review_access import editor_of, editors_only, is_senior

#: What a kind of fact is called where its address says less.
_CALLED = {"line": "reporting line"}
_GONE = "This was withdrawn meanwhile. What you typed is still in the form."


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, kind: str, fact_id: int) -> HttpResponse:
    """The form with what stands; a POST looks at what would change, or stores what was looked at."""
    fact = _fact(kind, fact_id)
    if (words := typed_again(request)) is not None:
        given = up_to_date(fact, words)
        refused = _GONE if fact.withdrawn else ""
        form = EntryForm(fact, given.values)
        return _show(request, kind, fact, form, meanwhile=given.meanwhile, refused=refused)
    if request.method != "POST":
        return _show(request, kind, fact, EntryForm(fact))
    return _answer(request, kind, fact, store=request.POST.get("do") in ("save", "withdraw"))


def _answer(request: HttpRequest, kind: str, fact: Fact, *, store: bool) -> HttpResponse:
    """Store what was sent, if it is what was looked at and nothing changed meanwhile; else show what
    it would change.
    """
    given = up_to_date(fact, request.POST)
    form, deny = EntryForm(fact, given.values), request.POST.get("do") in ("deny", "withdraw")
    if fact.withdrawn:
        return _show(request, kind, fact, form, status=409, refused=_GONE)
    if not _may_go_on(form, deny=deny):
        return _show(request, kind, fact, form, status=422, meanwhile=given.meanwhile)
    looked = request.POST.get("looked") == mark_of(form, deny=deny)
    if store and looked and not given.meanwhile:
        return _store(request, kind, form, deny=deny)
    return _preview(request, kind, form, deny=deny, meanwhile=given.meanwhile)


def _store(request: HttpRequest, kind: str, form: EntryForm, *, deny: bool) -> HttpResponse:
    fact, source, editor = form.fact, form.source(), editor_of(request)
    try:
        if deny:
            withdraw(fact=fact, source=source, editor=editor)
        else:
            before = stood(fact, request.POST)
            enter(fact=fact, changed=form.changed(), source=source, editor=editor, stood=before)
    except (ChangedMeanwhile, FactGone):
        return _answer(request, kind, _fact(kind, fact.pk), store=False)
    done = "Withdrawn" if deny else "Corrected"
    messages.success(request, f"{done}: {fact}. It can be undone under your decisions.")
    return HttpResponseRedirect(_page_of(kind, fact))


def _fact(kind: str, pk: int) -> Fact:
    model = KINDS.get(kind)
    found: Fact | None = model.objects.visible().filter(pk=pk).first() if model else None
    if found is None:
        raise Http404("No such fact.")
    return found


def _may_go_on(form: EntryForm, *, deny: bool) -> bool:
    """The form is in order, and says something; of a denial only the source counts."""
    if deny:
        form.full_clean()
        return not {"note", "address", "published_on"} & form.errors.keys()
    if form.is_valid() and not form.changed():
        form.add_error(None, "Nothing was changed. Change what is wrong, or say that all of it is.")
    return form.is_valid()


def _page_of(kind: str, fact: Fact) -> str:
    """The page on which the fact stands, or stood."""
    record: Any = fact.organization if isinstance(fact, OrgEvent) else None
    record = fact.acquirer if isinstance(fact, Stake) else record or getattr(fact, "person", None)
    return f"{record.get_absolute_url()}#{kind}-{fact.pk}"


def _preview(
    request: HttpRequest, kind: str, form: EntryForm, *, deny: bool, meanwhile: tuple[str, ...]
) -> HttpResponse:
    fact = form.fact
    changed = None if deny else form.changed()
    trial = try_entry(fact=fact, changed=changed, source=form.source(), editor=editor_of(request))
    pinned = [
        (field.label, text_of(field.of(fact)), text_of(changed[field.name]))
        for field in fields_of(fact)
        if changed is not None and field.name in changed
    ]
    return _show(
        request,
        kind,
        fact,
        form,
        status=409 if meanwhile else 200,
        meanwhile=meanwhile,
        looked=mark_of(form, deny=deny),
        deny=deny,
        pinned=pinned,
        trial=trial,
        changes=in_words(trial, outlet=""),
    )


def _show(
    request: HttpRequest,
    kind: str,
    fact: Fact,
    form: EntryForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    if wrong := next((name for name in form.fields if form.errors.get(name)), ""):
        form.fields[wrong].widget.attrs["autofocus"] = True
    context = {
        "kind": kind,
        "fact": fact,
        "name": _CALLED.get(kind, kind),
        "form": form,
        "page": _page_of(kind, fact),
        "entries": _entries(fact),
        "senior": is_senior(request),
        **more,
    }
    return render(request, "web/correct.html", context, status=status)


def _entries(fact: Fact) -> list[tuple[Verdict, str]]:
    """What editors have entered about the fact, the latest first, with the fields it pins."""
    labels = {field.name: field.label.lower() for field in fields_of(fact)}
    claims: QuerySet[Claim, int] = fact.claims.values_list("pk", flat=True)
    found = Verdict.objects.filter(kind=VerdictKind.ENTERED, claim__corrected__overlap=list(claims))
    rows = found.select_related("claim", "editor", "undone_by").order_by("-pk")[:20]
    return [(row, ", ".join(labels.get(pin, "") for pin in row.claim.pins)) for row in rows]
