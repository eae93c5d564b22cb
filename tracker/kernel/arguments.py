"""Values that commands take, with errors that say how to mend them."""

from argparse import ArgumentTypeError
from datetime import date


def day(text: str) -> date:
    """A day given on the command line; raises ArgumentTypeError, which argparse shows."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2025-06-12.") from None
