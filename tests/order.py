"""The order of the tests: files that take long come first, so that no core waits for the other at the end."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent
#: Files, and folders for those in them. The second and what follows need no database: it is being made meanwhile.
#: What mostly waits stands amid what computes.
LONGEST = (
    "test_surfaces.py",
    "extraction",
    "stack/test_up.py",
    "test_permissions.py",
    "web/test_browser.py",
    "web/test_review_browser.py",
    "api/test_schema.py",
    "api/test_addresses.py",
    "claims/replays",
    "news/test_reading_process.py",
    "test_imports.py",
    "stack",
    "archive",
    "admin",
    "claims",
)


def longest_first(items: list[pytest.Item]) -> None:
    """Sort the tests by the place of their file in ``LONGEST``; the rest follows as it came."""
    items.sort(key=lambda item: _place(item.path.relative_to(_ROOT).as_posix()))


def _place(path: str) -> int:
    return next(
        (n for n, one in enumerate(LONGEST) if path == one or path.startswith(f"{one}/")),
        len(LONGEST),
    )
