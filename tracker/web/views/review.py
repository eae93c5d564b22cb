"""The editors' desk: one waiting claim at a time, decided with one key."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.claims.models import Claim
from tracker.claims.review.choices import (
    PEOPLE,
    WORDS,
    RecordsDisagree,
    find_organizations,
    find_people,
)
from tracker.claims.review.correcting import NothingCorrected, correct
from tracker.claims.review.deciding import (
    ClaimGone,
    HeldByAnother,
    RecordsMissing,
    accept,
    reject,
    rule_out,
)
from tracker.claims.review.holding import hold as take_hold
from tracker.claims.review.holding import holder_of, release, serve
from tracker.claims.review.queue import (
    beyond,
    chosen,
    facets_of,
    in_order,
    waiting,
    with_names,
)
from tracker.claims.review.trial import try_acceptance
from tracker.claims.review.undoing import ChangedSince, NothingToUndo, NotYours, undo
from tracker.claims.services import ClaimAlreadyDecided
from tracker.kernel.typed_again import typed_again
from tracker.web.htmx import wants_part
from tracker.web.review_access import editor_of, editors_only, is_senior
from tracker.web.reviewing import (
    KEYS,
    MOST_SKIPPED,
    SKIPPED,
    Filters,
    changes_of,
    correction_form,
    desk,
    filters_of,
    left_of,
    records_of,
    row_of,
    today_of,
)
from tracker.web.views.review_lists import decided

#: The decision is not to be had: somebody was faster, or the claim is gone.
_GONE = (ClaimAlreadyDecided, ClaimGone, HeldByAnother)
#: How many characters of a note are kept.
LONGEST_NOTE = 500
#: The decision lacks something.
_WANTING = (RecordsMissing, RecordsDisagree, NothingCorrected)


@editors_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The next waiting claim that nobody else has; ``after`` and ``before`` go on from another."""
    editor, filters = editor_of(request), filters_of(request)
    if request.GET.get("again"):
        request.session.pop(SKIPPED, None)
        return redirect(_address(filters))
    _give_back(request, editor)
    claims = chosen(filters.wanted, editor)
    found = None
    for name, forward in (("after", True), ("before", False)):
        origin = _claim(request.GET.get(name, ""))
        if origin is not None:
            found = serve(beyond(claims, origin, forward=forward), editor)
            break
    return _show(request, found or serve(in_order(claims), editor), filters)


def _give_back(request: HttpRequest, editor: User) -> None:
    left = request.GET.get("leaving", "")
    if left.isdecimal() and len(left) < 18:
        release(claims=[int(left)], editor=editor)


def _claim(number: str) -> Claim | None:
    if not number.isdecimal() or len(number) > 18:
        return None
    return Claim.objects.filter(pk=number).first()


def _address(filters: Filters) -> str:
    return f"{reverse('web:review')}{'?' if filters.query else ''}{filters.query}"


def _show(
    request: HttpRequest, claim: Claim | None, filters: Filters, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The desk with ``claim``: all of the page, or what changes from one claim to the next."""
    editor = editor_of(request)
    context = {**desk(claim, editor, filters, correction=more.pop("correction", None)), **more}
    if wants_part(request) and request.method != "POST":
        return render(request, "web/review.html#desk", context, status=status)
    context["today"] = today_of(editor)
    if wants_part(request):
        return render(request, "web/review.html#answer", context, status=status)
    context |= {
        "facets": facets_of(chosen(filters.wanted, editor)),
        "keys": KEYS,
        "section": "review",
    }
    return render(request, "web/review.html", context, status=status)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One claim at its own address; a POST decides it and leads to the next."""
    found = get_object_or_404(with_names(Claim.objects.all()), pk=claim_id)
    filters = filters_of(request, given=request.POST if request.method == "POST" else None)
    if request.method == "POST":
        return _decide(request, found, filters)
    if not waiting().filter(pk=found.pk).exists():
        return decided(request, found)
    if (words := typed_again(request)) is not None:
        note, typed = words.get("note", ""), correction_form(found, words)
        changed = typed if typed.has_changed() else None
        return _show(
            request, found, filters_of(request, given=words), note=note, correction=changed
        )
    return _show(request, found, filters)


def _decide(request: HttpRequest, claim: Claim, filters: Filters) -> HttpResponse:
    """Carry out what the form asks for, and say what was done or why not."""
    do = request.POST.get("do")
    try:
        if do == "correct":
            _must_be_kept(request.POST.get("note", ""))
        if do in _STAY:
            return _STAY[do](request, claim, filters)
        if do not in _DECISIONS:
            return _refuse(request, claim, filters, "Nothing was decided.", 400)
        _must_be_kept(request.POST.get("note", ""))
        told = row_of(claim).said
        said = f"{_DECISIONS[do](request, claim)}: {told}"
    except _GONE as error:
        return _refuse(request, claim, filters, str(error), 409)
    except (*_WANTING, _NoteUnfit) as error:
        return _refuse(request, claim, filters, str(error), 422)
    if not wants_part(request):
        messages.success(request, said)
        return HttpResponseRedirect(_address(filters))
    return _say(request, said, **_changed_for_shown(request, claim))


def _say(request: HttpRequest, said: str, **more: Any) -> HttpResponse:
    """What was done, and what is left to do after it."""
    editor, filters = editor_of(request), filters_of(request, given=request.POST)
    counts = {"today": today_of(editor), "left": left_of(editor, filters)}
    return render(request, "web/review_said.html", {"said": said, **counts, **more})


class _NoteUnfit(ValueError):
    """The note cannot be kept as it is."""


def _must_be_kept(note: str) -> None:
    """Raises _NoteUnfit for a note that would not be kept to the letter."""
    if "\0" in note:
        raise _NoteUnfit("The note has a null character in it: take it out. Nothing was decided.")
    if len(note) > LONGEST_NOTE:
        raise _NoteUnfit(
            f"The note has {len(note)} characters; at most {LONGEST_NOTE} are kept. Shorten it."
            " Nothing was decided."
        )


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    return key if key and key.isprintable() else "button"


def _accept(request: HttpRequest, claim: Claim) -> str:
    records, note = records_of(request.POST), request.POST.get("note", "")
    accept(claim=claim, editor=editor_of(request), key=_key(request), records=records, note=note)
    return "Accepted"


def _reject(request: HttpRequest, claim: Claim) -> str:
    note = request.POST.get("note", "")
    reject(claim=claim, editor=editor_of(request), key=_key(request), note=note)
    return "Rejected"


def _skip(request: HttpRequest, claim: Claim) -> str:
    skipped = [*request.session.get(SKIPPED, ()), claim.pk]
    request.session[SKIPPED] = list(dict.fromkeys(skipped))[-MOST_SKIPPED:]
    release(claims=[claim.pk], editor=editor_of(request))
    return "Put aside"


def _correct(request: HttpRequest, claim: Claim, filters: Filters) -> HttpResponse:
    """A correction leads on to the next claim; one that cannot be stays, with what is wrong."""
    form = correction_form(claim, request.POST)
    if not form.is_valid():
        note = request.POST.get("note", "")
        return _show(request, claim, filters, status=422, correction=form, note=note)
    told = row_of(claim).said
    correct(
        claim=claim,
        editor=editor_of(request),
        correction=form.correction(records_of(request.POST)),
        key=_key(request),
        note=request.POST.get("note", ""),
    )
    if not wants_part(request):
        messages.success(request, f"Corrected: {told}")
        return HttpResponseRedirect(_address(filters))
    return _say(request, f"Corrected: {told}")


def _rule_out(request: HttpRequest, claim: Claim, filters: Filters) -> HttpResponse:
    word = request.POST.get("word", "")
    word = word if word in WORDS else "person"
    rule_out(claim=claim, editor=editor_of(request), word=word, key=_key(request))
    found = with_names(Claim.objects.all()).get(pk=claim.pk)
    return _show(request, found, filters, said="Detached. Choose who is meant.", detached=word)


def _find(request: HttpRequest, claim: Claim, filters: Filters) -> HttpResponse:
    word = request.GET.get("word", "person")
    note = request.POST.get("note", "")
    return _show(request, claim, filters, found=_found(word, request.POST), note=note)


_DECISIONS = {"accept": _accept, "reject": _reject, "skip": _skip}
#: What leaves the claim on the desk.
_STAY = {"correct": _correct, "not": _rule_out, "find": _find}


def _refuse(
    request: HttpRequest, claim: Claim, filters: Filters, said: str, status: int
) -> HttpResponse:
    """Say why nothing was decided: the claim stays on the desk if it still waits."""
    if wants_part(request):
        return render(
            request, "web/review_said.html", {"refused": said, "claim": claim}, status=status
        )
    if status == 409:
        messages.error(request, said)
        return HttpResponseRedirect(_address(filters))
    note = request.POST.get("note", "")
    return _show(request, claim, filters, status=status, refused=said, note=note)


def _changed_for_shown(request: HttpRequest, decided: Claim) -> dict[str, Any]:
    """What the claim now on the desk would change, where the decision before it bears on it."""
    shown = _claim(request.POST.get("shown", ""))
    if shown is None or shown.pk == decided.pk:
        return {}
    person = shown.person_id is not None and shown.person_id == decided.person_id
    company = shown.organization_id is not None and shown.organization_id == decided.organization_id
    if not (person or company):
        return {}
    trial = try_acceptance(shown, editor=editor_of(request))
    return {"shown": shown, "trial": trial, "changes": changes_of(shown, trial)}


def _found(word: str, given: QueryDict) -> dict[str, Any]:
    words = given.get(f"find-{word}", "").replace("\0", "").strip()[:100]
    found = find_people(words) if word in PEOPLE else find_organizations(words)
    return {"word": word if word in WORDS else "person", "words": words, "records": found}


@editors_only
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Records that bear the words typed, to attach one of them."""
    return render(
        request,
        "web/review_found.html",
        {"found": _found(request.GET.get("word", "person"), request.GET)},
    )


@editors_only
@require_POST
def change(request: HttpRequest, claim_id: int) -> HttpResponse:
    """What would change with the records that are chosen just now; nothing is stored."""
    found = get_object_or_404(with_names(Claim.objects.all()), pk=claim_id)
    try:
        attached = records_of(request.POST)
        trial = try_acceptance(found, records=attached, editor=editor_of(request))
    except RecordsDisagree as error:
        return render(request, "web/review_said.html", {"refused": str(error)}, status=422)
    context = {"claim": found, "trial": trial, "changes": changes_of(found, trial)}
    return render(request, "web/review_change.html", context)


@editors_only
@require_POST
def hold(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Keep a claim for as long as its page is open; 409 when somebody else has it now."""
    found = get_object_or_404(Claim, pk=claim_id)
    if take_hold(claim=found, editor=editor_of(request)):
        return HttpResponse(status=204)
    lock = holder_of(found, other_than=editor_of(request))
    who = lock.editor if lock is not None else "Another editor"
    refused = f"{who} has had this claim since your hold on it ran out. Look at the next one."
    return render(request, "web/review_said.html", {"refused": refused}, status=409)


@editors_only
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo the editor's last step, or the one named; its claim is on the desk again."""
    editor, filters = editor_of(request), filters_of(request, given=request.POST)
    step = request.POST.get("step", "")
    try:
        claims = undo(
            editor=editor, step=UUID(step) if step else None, of_others=is_senior(request)
        )
    except (NothingToUndo, NotYours, ChangedSince, ValueError) as error:
        said = "There is no such decision." if type(error) is ValueError else str(error)
        if wants_part(request):
            return render(request, "web/review_said.html", {"refused": said}, status=409)
        messages.error(request, said)
        return HttpResponseRedirect(_address(filters))
    waits = [one for one in claims if not one.withdrawn]
    said = f"Undone: {len(waits)} claims wait again." if len(waits) > 1 else "Undone."
    if wants_part(request) and not waits:
        following = serve(in_order(chosen(filters.wanted, editor)), editor)
        return _show(request, following, filters, said=said)
    if wants_part(request):
        first = with_names(Claim.objects.all()).get(pk=claims[0].pk)
        return _show(request, first, filters, said=said)
    messages.success(request, said)
    query = f"?{filters.query}" if filters.query else ""
    return HttpResponseRedirect(reverse("web:review-claim", args=[claims[0].pk]) + query)
