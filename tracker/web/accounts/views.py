"""The page of one's own account, and the way into the admin."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
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


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Asks whether a passkey shall go, or says why it stays and how to replace it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stays = not get_adapter().can_delete_authenticator(self.object)
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return {**found, "stays": get_adapter().error_messages[_STAYS] if stays else ""}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, unless the role asks for it: two sent at once do not remove the last two."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            return self.form_invalid(form)  # type: ignore[no-any-return]
        return super().form_valid(form)  # type: ignore[no-any-return]


_STAYS = "cannot_delete_authenticator"
remove_passkey = RemovePasskey.as_view()
remove_app = transaction.atomic(DeactivateTOTPView.as_view())


@never_cache
@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's own way in would know of no second factor: everybody signs in on one page."""
    if request.user.is_authenticated:
        raise PermissionDenied("The admin is for editors.")
    return redirect_to_login(request.GET.get("next") or "/admin/")
