"""Secrets of second factors as the database holds them: encrypted with a key that follows from ``SECRET_KEY``.

Former keys (``SECRET_KEY_FALLBACKS``) still open what they sealed.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"reshuffle: secrets of second factors"


class Unreadable(ValueError):
    """No key that is known opens it."""


def seal(text: str) -> str:
    """The text, encrypted with the key of today."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, with the key of today or a former one; raises Unreadable."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("No key that is known opens this secret.") from error


def changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """What an authenticator knows, with ``change`` made to each secret in it."""
    found = dict(data)
    for name in ("secret", "seed"):
        if name in found:
            found[name] = change(found[name])
    if found.get("migrated_codes") is not None:
        found["migrated_codes"] = [change(code) for code in found["migrated_codes"]]
    return found


def _keys() -> MultiFernet:
    return MultiFernet(
        [_key_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key_from(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))
