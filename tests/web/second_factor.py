"""An authenticator app for the tests: RFC 6238, written apart from what it is to check."""

import base64
import hashlib
import hmac
import re
import time

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client

from tests.passphrase import PASSWORD
from tracker.accounts.sealing import seal

LOGIN = "/accounts/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str, *, later: int = 0) -> str:
    """The six digits that an app shows now, or ``later`` half-minutes from now."""
    counter = (int(time.time()) // 30 + later).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def give_app(user: User) -> None:
    """Let ``user`` have an authenticator app with the key ``SECRET``."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": seal(SECRET)}
    )


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> str:
    """Send the page's form; where it leads."""
    given = {"login": user.get_username(), "password": password, **more}
    answer = client.post(LOGIN, given)
    return str(answer.headers.get("Location", ""))


def shown_secret(page: str) -> str:
    """The key that the page for setting up an app shows."""
    found = re.search(r'key-text">([A-Z2-7]+)<', page)
    assert found
    return found[1]
