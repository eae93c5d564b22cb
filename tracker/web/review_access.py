"""Who may review: the check that every address of the desk makes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.vary import vary_on_headers

from tracker.web.accounts.typed import address_with_words, sign_in_for
from tracker.web.editors import is_editor
from tracker.web.htmx import wants_part

type View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Only for editors. Where a part is asked for without a session, the answer is a way to sign in."""

    @never_cache
    @vary_on_headers("HX-Request")
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if wants_part(request):
                back = request.POST.get("back") or reverse("web:review")
                plain = back if back.startswith("/review/") else "/review/"
                kept = address_with_words(request) if request.method == "POST" else ""
                again = sign_in_for(kept or plain)
                return render(request, "web/review_said.html", {"sign_in": again}, status=401)
            back = (
                request.get_full_path()
                if request.method in ("GET", "HEAD")
                else reverse("web:review")
            )
            return redirect_to_login(back)
        if not is_editor(request.user):
            raise PermissionDenied("Only editors review claims.")
        return view(request, *args, **kwargs)

    return asked


def editor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the decorator has asked
    return request.user


def is_senior(request: HttpRequest) -> bool:
    return editor_of(request).has_perm("claims.undo_others_verdicts")
