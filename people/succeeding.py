"""Posts that one person in a place holds at a time, so that whoever surely has one shows that another has given it up.
Pure rules, no tables.
"""

import re
from functools import lru_cache

from people.titles import Role, meaning_of, title_words

_SINGLE = frozenset(
    {Role.CHIEF_EXECUTIVE, Role.CHIEF_OFFICER, Role.CHIEF_SCIENTIST, Role.UNIT_HEAD}
)
_SHARED = re.compile(r"\bco[- ]?(?:head|lead|chief|ceo)|\bjoint\b|\bdeputy\b", re.IGNORECASE)
_DEPUTY = re.compile(r"\bdeputy\b", re.IGNORECASE)
_TOGETHER = frozenset({"co", "joint"})
_FOR_NOW = frozenset({"interim", "acting", "temporary", "caretaker", "new"})


@lru_cache(maxsize=10_000)
def single_post(title: str) -> frozenset[str]:
    """The words by which a title names a post that one person holds, interim or not; none where several may hold such a one."""
    if meaning_of(title).role not in _SINGLE or _SHARED.search(title):
        return frozenset()
    return title_words(title) - _FOR_NOW


@lru_cache(maxsize=10_000)
def given_up(title: str) -> frozenset[str]:
    """The words of the single post that a holder of ``title`` has given up once somebody else surely has it: those of interim
    co-heads as well.
    """
    meaning = meaning_of(title)
    if meaning.interim and meaning.role in _SINGLE and not _DEPUTY.search(title):
        return title_words(title) - _FOR_NOW - _TOGETHER
    return single_post(title)
