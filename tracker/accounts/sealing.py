"""What is held encrypted, with a key that follows from ``SECRET_KEY``: the secrets of second factors, first of all.

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
    return keys_for(_PURPOSE).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, with the key of today or a former one; raises Unreadable."""
    try:
        return keys_for(_PURPOSE).decrypt(sealed.encode()).decode()
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


def keys_for(purpose: bytes) -> MultiFernet:
    """The key of today and the former ones; what is sealed for one purpose opens for no other."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([_key_from(secret, purpose) for secret in secrets])


def _key_from(secret: str, purpose: bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))
