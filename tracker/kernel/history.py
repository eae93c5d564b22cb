"""History: every change to a record is kept by a trigger, whoever makes it and however."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import pghistory
from django.db import models


def tracked[M: models.Model](*, exclude: Sequence[str] = ()) -> Callable[[type[M]], type[M]]:
    """A table of what each row was: one line for every insertion, change and deletion.

    ``exclude`` names columns that follow from others, or are too long to repeat. The triggers also
    see ``update()``, ``bulk_create`` and plain SQL; who acted stands in the line's context.
    """
    decorate: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )
    return decorate


def acting(who: str) -> AbstractContextManager[None]:
    """Within it, changes are written down as made by ``who``: a task or a command, where nobody is signed in."""
    context: AbstractContextManager[None] = pghistory.context(actor=who)
    return context
