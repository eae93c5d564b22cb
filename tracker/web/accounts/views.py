"""The page of one's own account, and the way into the admin."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.accounts.standing import standing_of


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's name, role, password and second factor."""
    context = {"standing": standing_of(request.user), "required": settings.REQUIRE_SECOND_FACTOR}
    return render(request, "account/home.html", context)


@never_cache
@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's own way in would know of no second factor: everybody signs in on one page."""
    if request.user.is_authenticated:
        raise PermissionDenied("The admin is for editors.")
    return redirect_to_login(request.GET.get("next") or "/admin/")
