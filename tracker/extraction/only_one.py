"""Who is meant by a post of which a company has only one, where an article has spoken of one person so far."""

from __future__ import annotations

import re

from tracker.extraction.kinds import Kind
from tracker.extraction.sentence import Sentence
from tracker.extraction.tokens import Token

#: Titles such as a company has only one of.
_ONLY_ONE = re.compile(
    r"\b(?:chief|CEO|C[FTOI]O|chair\w*|head|boss|president|chief [\w ]+ officer)\b(?! economist)",
    re.IGNORECASE,
)


def only_one_told_of(sentence: Sentence, title: Token) -> str | None:
    """X in "They heard X sing. Y's research chief had written the song", where X is the only person so far and is nowhere else."""
    owner = next((c for c in title.lefts if c.dep_ == "poss" and sentence.is_org(c)), None)
    if owner is None or not sentence.number or any(sentence.tokens(Kind.PERSON)):
        return None
    if not sentence.is_title(title) or not _ONLY_ONE.search(sentence.at[title.i].text):
        return None
    before: list[Sentence] = sentence.article[: sentence.number]
    named = {s.name(t) for s in before for t in s.tokens(Kind.PERSON)}
    if len(named) != 1 or not any(before[-1].tokens(Kind.PERSON)):
        return None
    (person,) = named
    org = sentence.at[owner.i].text
    told_with = {m.text for m in before[-1].at.values() if m.kind is Kind.ORG}
    thread = sentence.discourse
    where = {thread.employer.get(person), thread.left.get(person), thread.gone_to.get(person)}
    return person if (told_with | where) <= {None, org} else None
