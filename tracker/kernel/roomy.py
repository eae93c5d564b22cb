"""Room for the frames of a long work: Python keeps them in chunks of 16 kB, each of which it asks of the system and gives back.

Where a loop deep within calls a function that no longer fits, it does so at every turn: a third of what a page costs, where
its template's loops begin just there (CPython's ``push_chunk``, in ``pystate.c``).
"""

from collections.abc import Callable
from typing import Any

#: Words of a frame for which Python takes a chunk of one megabyte; what is called from it finds room in the rest.
_WORDS = 70_000


def with_room[**P, T](work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call ``work`` with room for all that it calls."""
    return work(*args, **kwargs)


_roomy: Any = with_room
_roomy.__code__ = _roomy.__code__.replace(co_stacksize=_WORDS)
