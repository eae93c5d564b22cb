"""Who came to a post that one person at a time holds, after an end of somebody else's that is only reported or announced: then
that end was as it was told. Or after somebody had it for the interim: that is over then.
"""

import numpy as np

from people.succeeding import given_up, single_post
from tracker.timeline.roster_rows import NEVER
from tracker.timeline.roster_spells import Flags, Numbers, PostSpells

#: Of each post that others surely came to after its told end, their rows.
type Heirs = dict[int, list[int]]


def heirs_of(posts: PostSpells) -> Heirs:
    told = np.flatnonzero(posts.goes != NEVER)
    ends: dict[tuple[int, int, frozenset[str]], list[int]] = {}
    for row in told.tolist():
        if words := given_up(posts.title[row]):
            place = (int(posts.organization[row]), int(posts.unit[row]), words)
            ends.setdefault(place, []).append(row)
    found: Heirs = {}
    if not ends:
        return found
    of_rank = np.isin(posts.seniority, posts.seniority[told])
    there = np.isin(posts.unit, posts.unit[told]) & (posts.certain < posts.certain_until)
    for heir in np.flatnonzero(of_rank & there).tolist():
        place = (
            int(posts.organization[heir]),
            int(posts.unit[heir]),
            single_post(posts.title[heir]),
        )
        for row in ends.get(place, ()):
            if posts.who[row] != posts.who[heir] and posts.certain[heir] >= posts.goes[row]:
                found.setdefault(row, []).append(heir)
    return found


def succeeded(rows: Numbers, heirs: Heirs, posts: PostSpells, day: int, known: int) -> Flags:
    """Which of the posts somebody has come to by ``day``, as one could know on the day ``known``."""
    found = np.zeros(len(rows), bool)
    if not heirs:
        return found
    for place in np.flatnonzero(np.isin(rows, list(heirs))).tolist():
        found[place] = any(
            posts.certain[heir] <= day and posts.known[heir] <= known < posts.known_until[heir]
            for heir in heirs[int(rows[place])]
        )
    return found
