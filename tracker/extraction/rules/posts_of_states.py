"""Posts of states, which are nobody's at a company that the sentence, or the one before, happens to name."""

from __future__ import annotations

import re

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.lists import entries

_HEADS = frozenset(entries("heads_of_state.txt"))
_SURNAMES = {name.rsplit(maxsplit=1)[-1] for name in _HEADS}
#: Posts that states have and companies, too.
_POST = re.compile(r"(?:(?:vice[- ])?president|chancellor|premier)(?: of [\w ]+)?", re.IGNORECASE)
#: The word for a state, right before such a post and its bearer.
_OF_A_STATE = re.compile(
    r"\b(?:US|U\.S\.|UK|U\.K\.|EU|(?:South |North |Latin |Sri )?[A-Z][a-z]+(?:an|ish|ese|ch|ic|i))(?:['’]s)? "
    r"(?:former |then-)?(?:[Vv]ice[- ])?(?:[Pp]resident|[Cc]hancellor|[Pp]remier),? $"
)
_FROM_HERE = r"(?:of|at|for) (?:the )?"


def is_of_a_state(draft: Draft) -> bool:
    """Read "US President X met the heads of Y", "Y's shares fell. President X said": X is no president of Y."""
    if draft.type is not FactType.ROLE or not _POST.fullmatch(draft.get("title")):
        return False
    person, org, text = draft.get("person"), draft.get("org"), draft.scene.text
    state = _state_before(text, person)
    if state is None:
        if person not in _HEADS and person not in _SURNAMES:
            return False
    elif org in state:  # the state itself, taken for a company
        return True
    title = re.escape(draft.get("title"))
    own = rf"\b{title} {_FROM_HERE}{re.escape(org)}|\b{re.escape(org)}(?:['’]s)? {title}\b"
    return re.search(own, text, re.IGNORECASE) is None


def _state_before(text: str, person: str) -> str | None:
    """The word for a state and the post, where they stand before a person's name: "the Polish president, "."""
    surname = re.escape(person.rsplit(maxsplit=1)[-1])
    for name in re.finditer(rf"{re.escape(person)}|{surname}", text):
        found = _OF_A_STATE.search(text[: name.start()])
        if found is not None:
            return found.group()
    return None
