"""What stands around a name, as rows of words that a regression is asked of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

#: So many words on either side are looked at, and what stands where a sentence has none.
_AROUND, _NONE = 4, "|"
TOKEN = re.compile(r"[\w'’&-]+|[^\w\s]")


def rows_around(before: Sequence[str], behind: Sequence[str], *, longest: int) -> Iterator[str]:
    """The words before and behind a name, one by one, by how far away they are, and in rows of up to so many as the ``longest``."""
    before = [*_NONE * _AROUND, *before][-_AROUND:]
    behind = [*behind, *_NONE * _AROUND][:_AROUND]
    yield f"{before[-1]} _ {behind[0]}"
    for side, around in (("<", before[::-1]), (">", behind)):
        for away, word in enumerate(around, 1):
            yield f"{side} {word}"
            if away < _AROUND:
                yield f"{side}{away} {word}"
        yield from (f"{side} {' '.join(around[:size])} {side}" for size in range(1, longest + 1))
