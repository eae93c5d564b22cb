"""The lists of moves that an account keeps: its page, and saving, opening, renaming, deleting one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.accounts.models import SavedView
from tracker.accounts.saved_views import NameInUse, TooManyViews, rename_view, save_view
from tracker.kernel.typed import seen
from tracker.web.addresses import without
from tracker.web.forms import MovesForm


class NameForm(forms.Form):
    """What a view is called."""

    name = forms.CharField(
        max_length=80,
        strip=True,
        validators=[seen],
        error_messages={
            "required": "Give the view a name.",
            "max_length": "Give a name of at most 80 characters.",
        },
    )


class ViewForm(NameForm):
    """A list of moves as its address asks for it, and what it is to be called."""

    query = forms.CharField(max_length=2000, required=False)

    def clean_query(self) -> str:
        """The query without where a page begins; refused where the list would not understand it."""
        asked = QueryDict(self.cleaned_data["query"].removeprefix("?"))
        view = without(asked, "before", "after")
        form = MovesForm(view)
        if not form.is_valid():
            raise forms.ValidationError(
                " ".join(
                    ["The list does not understand its address."] + [why for _, why in form.refused]
                )
            )
        return view.urlencode()


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """One's views; a form that is sent here saves one more."""
    assert isinstance(request.user, User)  # noqa: S101 - signed in
    if request.method != "POST":
        return _shown(request)
    form = ViewForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=400)
    try:
        view = save_view(user=request.user, **form.cleaned_data)
    except (NameInUse, TooManyViews) as error:
        form.add_error("name", str(error))
        return _shown(request, form, status=400)
    messages.success(request, f"Saved as “{view.name}”.")
    return HttpResponseRedirect(_address(view))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the list; a form that is sent here renames the view or deletes it. Only one's own is found."""
    kept = get_object_or_404(SavedView.objects.of(request.user), pk=pk)
    if request.method != "POST":
        return HttpResponseRedirect(_address(kept))
    if "delete" in request.POST:
        kept.delete()
        messages.success(request, f"Deleted “{kept.name}”.")
        return redirect("account_views")
    form = NameForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, of=pk, status=400)
    try:
        rename_view(view=kept, name=form.cleaned_data["name"])
    except NameInUse as error:
        form.add_error("name", str(error))
        return _shown(request, form, of=pk, status=400)
    messages.success(request, f"It is called “{kept.name}” now.")
    return redirect("account_views")


def _address(view: SavedView) -> str:
    address = reverse("web:moves")
    return f"{address}?{view.query}" if view.query else address


def _shown(
    request: HttpRequest, form: NameForm | None = None, *, of: int = 0, status: int = 200
) -> HttpResponse:
    """The page of one's views; ``form`` is the one that was refused, that of the view ``of`` or of a new one."""
    context: dict[str, Any] = {
        "views": SavedView.objects.of(request.user),
        "most": SavedView.MOST,
        "form": form,
        "of": of,
    }
    return render(request, "account/views.html", context, status=status)
