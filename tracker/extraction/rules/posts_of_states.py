"""Posts of states, which are nobody's at a company that the sentence, or the one before, happens to name."""

from __future__ import annotations

import re

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.lexicon import PLACES
from tracker.extraction.lists import entries
from tracker.kernel.whole_words import places_of

#: Heads of state by their names, and by their surnames.
_HEADS = {
    form for name in entries("heads_of_state.txt") for form in (name, name.rsplit(maxsplit=1)[-1])
}
#: Posts that states have and companies, too.
_POST = re.compile(r"(?:(?:vice[- ])?president|chancellor|premier)(?: of [\w ]+)?", re.IGNORECASE)
#: Posts that only states, their parts and their courts have.
_OFFICE = re.compile(
    r"(?:[\w ]+ )?(?:mayor|senator|governor|lieutenant governor|prime minister|minister|ambassador|attorney general|judge|justice|congress(?:man|woman)|sheriff)"
    r"|(?:home|foreign|state|treasury|commerce|defen[cs]e|energy|health|education|interior|labou?r|transport(?:ation)?|technology|business|culture|environment"
    r"|homeland security|agriculture|war) secretary",
    re.IGNORECASE,
)
#: The word for a state, right before such a post and its bearer.
_OF_A_STATE = re.compile(
    r"\b(?:US|U\.S\.|UK|U\.K\.|EU|(?:South |North |Latin |Sri )?[A-Z][a-z]+(?:an|ish|ese|ch|ic|i))(?:['’]s)? "
    r"(?:former |then-)?(?:[Vv]ice[- ])?(?:[Pp]resident|[Cc]hancellor|[Pp]remier),? $"
)
#: What has such posts itself.
_OWN = re.compile(
    r"\b(?:Government|Ministry|Department|Court|Senate|Parliament|Commission|Bank|Council|Embassy|Office|City|State|County)\b",
    re.IGNORECASE,
)
#: Whose a post is, right before it.
_OWNER = re.compile(r"\b((?:[A-Z]\w+ )?[A-Z]\w+)['’]s (?:\w+ )?$")
_FROM_HERE = r"(?:of|at|for) (?:the )?"


def is_of_a_state(draft: Draft) -> bool:
    """Read "US President X met the heads of Y", "Y's shares fell. President X said", "Mayor X left Y early": X is nothing at Y."""
    if draft.type is not FactType.ROLE:
        return False
    person, org, text = draft.get("person"), draft.get("org"), draft.scene.text
    if _is_a_places(text, draft.get("title")):
        return True
    office = _OFFICE.fullmatch(draft.get("title")) is not None and not _OWN.search(org)
    if not office and not _POST.fullmatch(draft.get("title")):
        return False
    state = _state_before(text, person)
    if state is None and not office and person not in _HEADS:
        return False
    if state is not None and org in state:  # the state itself, taken for a company
        return True
    title = re.escape(draft.get("title"))
    own = rf"\b{title} {_FROM_HERE}{re.escape(org)}|\b{re.escape(org)}(?:['’]s)? {title}\b"
    return re.search(own, text, re.IGNORECASE) is None


def _is_a_places(text: str, title: str) -> bool:
    """Read "Denmark's chief data officer": he is nothing at a company that is named beside."""
    before = (_OWNER.search(text[:start]) for start in places_of(title, text))
    owners = [match[1] for match in before if match is not None]
    return bool(owners) and all(owner.lower() in PLACES for owner in owners)


def _state_before(text: str, person: str) -> str | None:
    """The word for a state and the post, where they stand before a person's name: "the Polish president, "."""
    surname = re.escape(person.rsplit(maxsplit=1)[-1])
    for name in re.finditer(rf"{re.escape(person)}|{surname}", text):
        found = _OF_A_STATE.search(text[: name.start()])
        if found is not None:
            return found.group()
    return None
