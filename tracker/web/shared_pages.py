"""Pages that the web processes of one start keep for each other, in the cache.

Whatever a page was asked with has its place among a fixed number of them, and the page that comes to a place takes it. So
however many pages are asked for, they never take more of the cache than ``PLACES`` times ``LARGEST`` bytes.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

PLACES = 1024
#: No larger page is shared, in bytes; packed, as browsers ask for them, hardly any is.
LARGEST = 64_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was answered; ``headers`` are those set while it was written."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class SharedPages:
    """What processes that belong together share; nothing before ``share_with`` has said who they are."""

    def __init__(self) -> None:
        self._with: str | None = None

    def share_with(self, siblings: str | None) -> None:
        """Share with all who give the same text: they must run the same code with the same settings. None: nobody."""
        self._with = siblings

    def get(self, asked: tuple[str, ...]) -> Page | None:
        """The page that was ``put`` for the same ``asked``, if its place still holds it."""
        if self._with is None:
            return None
        name, place = self._place(asked)
        try:
            found = cache.get(place)
        except Exception:  # noqa: BLE001 - without a cache each process writes its own pages
            return None
        return Page(found[1], found[2]) if found and found[0] == name else None

    def put(self, asked: tuple[str, ...], page: Page, seconds: float) -> None:
        """Keep ``page`` for at most so many seconds."""
        if self._with is None or page.size > LARGEST:
            return
        name, place = self._place(asked)
        try:
            cache.set(place, (name, page.body, page.headers), seconds)
        except Exception:  # noqa: BLE001 - as above
            return

    def _place(self, asked: tuple[str, ...]) -> tuple[bytes, str]:
        """The name of a page of this database, and the key of its place."""
        database = connection.settings_dict
        whose = (self._with, *(str(database[part]) for part in ("HOST", "PORT", "NAME")))
        name = hashlib.sha256(repr((whose, asked)).encode()).digest()
        return name, f"page:{int.from_bytes(name[:4]) % PLACES}"


shared_pages = SharedPages()
