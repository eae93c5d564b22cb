"""What allauth asks of this site: no sign-up, no mail, two limits on wrong passwords, and a word in the log."""

import time
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.main import QRCode

from tracker.accounts.sealing import Unreadable, seal, unseal
from tracker.accounts.services import may_remove, password_changed

_log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Names and passwords. ``axes`` counts per name and address; we count per address alone, at a higher limit."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The name or the password is wrong.",
        "incorrect_password": "The password is wrong.",
        "incorrect_code": "The code is wrong, or no longer valid.",
        "enter_current_password": "The password is wrong.",
        "too_many_login_attempts": "Too many wrong codes. Wait a few minutes, then try again.",
        "same_as_current": "Choose another password than the one in use.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Accounts are made by an admin."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Pages answer with pages."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Answer 429 to an address from which too many passwords were wrong, whatever the names."""
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="password_by_address"
        )
        if not self._login_failed_rl_usage:
            _log.warning("sign-in refused: too many tries", address=_address(request))
            raise ImmediateHttpResponse(ratelimit.respond_429(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _log.warning(
            "sign-in failed", name=credentials.get("username", ""), address=_address(request)
        )

    def clean_password(self, password: str, user: Any = None) -> str:
        """A new password is another one than the old."""
        if user is not None and user.check_password(password):
            raise self.validation_error("same_as_current")
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def set_password(self, user: Any, password: str) -> None:
        super().set_password(user, password)
        password_changed(user=user)
        _log.info("password changed", name=user.get_username())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in has just said who they are."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not _signed_in_lately(context.request)


class CannotBeRead(ValidationError):
    """What is stored of a second factor was sealed with a key that is no longer known."""

    #: A page that counts recovery codes counts none.
    silent_variable_failure = True


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """An authenticator app or a passkey. The code to scan is drawn into the page, as the policy wants it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is wrong, or no longer valid.",
        "cannot_delete_authenticator": "Your role asks for a second factor, and this is your only one: "
        "set up another one first, an app or a passkey, then remove this one.",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The address as a QR code: one path, without styles, dark on white in every scheme."""
        code = QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on
        )
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="QR code of the key below">'
            '<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>',
            len(rows),
            squares,
        )

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where the role asks for a second factor, the last one stays."""
        return may_remove(factor=authenticator)

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; raises CannotBeRead, which a form shows as its error."""
        try:
            return unseal(encrypted_text)
        except Unreadable as error:
            _log.exception("a second factor cannot be read: is SECRET_KEY another one?")
            raise CannotBeRead(
                "Your second factor can no longer be read here. Ask an admin to remove it, then set it up again."
            ) from error

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"


def _signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    given = [record["at"] for record in records if record.get("method") == "password"]
    return bool(given) and time.time() - given[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
