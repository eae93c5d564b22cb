"""The addresses of accounts: our own, and those of allauth's that the site wants. Sign-up, mail and social log-in have none."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tracker.web.accounts import saved, views


def _form(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    """A page with a form, which is never stored on the way."""
    shown = require_http_methods(["GET", "HEAD", "POST"])(never_cache(view))
    return path(route, shown, name=name)


def _look(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(route, require_http_methods(["GET", "HEAD"])(never_cache(view)), name=name)


# allauth reverses these by their names, which have no namespace.
urlpatterns = [
    path("", views.home, name="account_home"),
    path("views/", saved.views, name="account_views"),
    path("views/<int:pk>/", saved.view, name="account_view"),
    _form("login/", account.login, "account_login"),
    path("logout/", require_POST(account.logout), name="account_logout"),
    _form("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _form("password/change/", account.password_change, "account_change_password"),
    _look("2fa/", second_factor.index, "mfa_index"),
    _form("2fa/authenticate/", second_factor.authenticate, "mfa_authenticate"),
    _form("2fa/reauthenticate/", second_factor.reauthenticate, "mfa_reauthenticate"),
    _form("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    _form("2fa/totp/deactivate/", views.remove_app, "mfa_deactivate_totp"),
    _look("2fa/recovery-codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _form(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    _look("2fa/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    _form("2fa/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    _form(
        "2fa/passkeys/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _form("2fa/passkeys/<int:pk>/remove/", views.remove_passkey, "mfa_remove_webauthn"),
    _form("2fa/passkeys/<int:pk>/edit/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
]
