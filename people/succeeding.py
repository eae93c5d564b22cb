"""Posts that one person in a place holds at a time, so that whoever surely has one shows that another has given it up.
Pure rules, no tables.
"""

import re
from functools import lru_cache

from people.titles import FOR_NOW, Role, meaning_of, title_words

_SINGLE = frozenset(
    {Role.CHIEF_EXECUTIVE, Role.CHIEF_OFFICER, Role.CHIEF_SCIENTIST, Role.UNIT_HEAD}
)
_SHARED = re.compile(r"\bco[- ]?(?:head|lead|chief|ceo)|\bjoint\b", re.IGNORECASE)
_DEPUTY = re.compile(r"\bdeputy\b", re.IGNORECASE)
_TOGETHER = frozenset({"co", "joint"})
_FOR_NOW = frozenset({*FOR_NOW, "new"})


@lru_cache(maxsize=10_000)
def single_post(title: str) -> frozenset[str]:
    """The words by which a title names a post that one person holds, interim or not; none where several may hold such a one."""
    if _SHARED.search(title):
        return frozenset()
    return _held_alone(title)


@lru_cache(maxsize=10_000)
def given_up(title: str) -> frozenset[str]:
    """The words of the single post that a holder of ``title`` has given up once somebody else surely has it: those of interim
    co-heads as well.
    """
    return _held_alone(title) - _TOGETHER if meaning_of(title).interim else single_post(title)


def _held_alone(title: str) -> frozenset[str]:
    """The words of the post, interim or not, that one person holds or several hold together; none for a deputy."""
    if meaning_of(title).role not in _SINGLE or _DEPUTY.search(title):
        return frozenset()
    return title_words(title) - _FOR_NOW
