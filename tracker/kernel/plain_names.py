"""The form in which names are compared."""

import re

from unidecode import unidecode

_SIGNS = re.compile(r"[^a-z0-9]+")


def plain(name: str) -> str:
    """Lower case, without accents or signs: the form in which names are compared."""
    name = re.sub(r"['’]s\b", "", unidecode(name).casefold())
    return _SIGNS.sub(" ", name).strip()
