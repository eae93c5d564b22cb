"""History: every change to a record is kept by a trigger, whoever makes it and however."""

from collections.abc import Callable, Sequence

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
