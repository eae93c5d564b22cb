"""What became of what was meant to be: minds changed, plans dropped, attempts that failed."""

from __future__ import annotations

import re

from tracker.extraction.clauses import lemma_of
from tracker.extraction.findings import Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import ASK_NOUNS, TALK_NOUNS, TRY_NOUNS
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

#: Who changed his mind has undone what he had agreed or had in mind; where another one said no, nothing came of it.
_CHANGED = re.compile(
    r"\bbut (?:(?:has|have|had|later|then|he|she|they|it|in the end|eventually|finally) )*"
    r"(?:(?P<undone>changed (?:his|her|their|its) minds?|decided against|thought better|backed out|pulled out|got cold feet"
    r"|(?:pulled|scrapped|shelved|dropped|abandoned|ditched|cancell?ed|called off|gave up|walked away from) (?:the|its|their|his|her|that|those) (?:\w+ ){0,2}?(?:rounds?|deals?|plans?|idea|bid|offer|sale|purchase|takeover|acquisition|merger|talks|fundrais\w+|listing))"
    r"|(?:is staying|(?:will |would |to )?stay(?:ed|s)?)(?! (?:on|as|with|in|an?)\b)|declined|refused|said no|was rebuffed|signed a new contract|(?:the|its|his|her) \w+ (?:refused|declined|said no))\b",
    re.IGNORECASE,
)
#: What was tried, and came to nothing.
_IN_VAIN = re.compile(
    r"\b(?:in vain|without success|unsuccessfully|came to nothing|to no avail|(?:and|but|yet) (?:(?:has|have|had|he|she|it|they) )?"
    r"(?:failed|did not succeed|got nowhere|(?:was|were|been) (?:turned down|refused|rejected)))\b",
    re.IGNORECASE,
)
#: Who had said that he would go, and does not.
_AFTER_ALL = re.compile(
    r"\b(?:is|are|was|were|will be)? ?(?:stay|remain)(?:s|ed|ing)?\b[^,;]* after all\b",
    re.IGNORECASE,
)
#: Who was once to do something, or expected to, and what says that he does not: "had been due to retire, has agreed to remain".
_WAS_TO = re.compile(
    r"\bhad (?:been )?(?:(?P<sure>due|set|scheduled|planned|intended)|expected|slated|supposed|poised|tipped) to (?:\w+ly )?$"
)
_HAD_IN_MIND = re.compile(
    r"\bhad (?:been )?(?:plann(?:ed|ing)|hop(?:ed|ing)|intend(?:ed|ing)|wanted|meant|considered) (?:to )?(?:\w+ly )?$"
)
_BUT = re.compile(r"\bbut\b")
_OTHERWISE = re.compile(
    r"\b(?:will|would|wo|is|was|has|have|had)(?:n['’]t| not| no longer)\b|\b(?:stay|remain)(?:s|ed|ing)?\b|\bhas (?:withdrawn|pulled out|backed out)\b"
)
#: A deal that has been done by now.
_CLOSED = re.compile(
    r"\b(?:has|have|had) (?:now )?(?:completed|closed|finali[sz]ed) (?:its|the|their) (?:[\w$.-]+ ){0,4}?(?:acquisition|purchase|takeover|buyout|deal|merger)\b"
)
#: What somebody does not do.
_RATHER = re.compile(r"\b(?:rather than|instead of)(?: \w+ly)? $", re.IGNORECASE)
CALLED_OFF = words(
    "abandon cancel scrap drop shelve reverse withdraw ditch rescind revoke call_off give_up walk_away back_away pull_out back_out axe"
)
_DEAL_NOUNS = words("plan deal agreement intention decision offer proposal bid option")
_OFFERS = words("offer invitation chance opportunity request")
_REFUSES = words("turn_down decline refuse reject spurn rebuff pass_up")
_RACES = words("race contest battle")
_RANKS = words("first second third fourth fifth sixth last latest only youngest")
_FAILS = words("fail collapse founder fizzle survive resist fend_off")


def thought_better(sentence: str, start: int = 0) -> bool:
    """Whether what a sentence tells before its "but" did not come: "wanted to join, but changed his mind"."""
    changed = _changed(sentence)
    return changed is not None and start < changed.start()


def has_closed(sentence: str) -> bool:
    """Read "has completed its acquisition of Z, which it had agreed to buy in May"."""
    return _CLOSED.search(sentence) is not None


def is_not_so(sentence: str, start: int) -> bool:
    """Whether what begins at ``start`` is put aside for something else: "rather than leave", "instead of Y"."""
    return _RATHER.search(sentence, 0, start) is not None


def _changed(sentence: str) -> re.Match[str] | None:
    return _CHANGED.search(sentence) if "but " in sentence.lower() else None


def as_it_came_out(sentence: str, start: int, status: Status | None) -> Status | None:
    """Read "agreed to join, but changed his mind" as undone, "offered to resign, but the board refused" as nothing."""
    if is_not_so(sentence, start):
        return None
    if status is Status.RUMOURED and _IN_VAIN.search(sentence):
        return None
    stayed = _AFTER_ALL.search(sentence, start) if status is Status.ANNOUNCED else None
    if stayed is not None and stayed.start() > start:
        return Status.REVERSED
    was_to = _WAS_TO.search(sentence, 0, start) if status is Status.ANNOUNCED else None
    if was_to is not None and _OTHERWISE.search(sentence, start):
        return Status.REVERSED if was_to["sure"] else None
    changed = _changed(sentence)
    if status is None or changed is None or start > changed.start():
        but = _BUT.search(sentence, start) and _HAD_IN_MIND.search(sentence, 0, start)
        return None if but else status  # "had planned to join Y, but Z made a better offer"
    if changed["undone"]:
        return Status.REVERSED
    return None if status in {Status.ANNOUNCED, Status.RUMOURED} else status


def aimed_at(noun: Token) -> Status | None:
    """What becomes of a plan, a talk, a call or an attempt "to leave Y"."""
    lemma = noun.lemma_.lower()
    if any(child.text.lower() in {"no", "any"} for child in noun.children) or lemma in ASK_NOUNS:
        return None
    above = noun.head
    ranks = {c.lower_ for c in noun.children} & _RANKS if noun.dep_ == "attr" else set()
    if "latest" in ranks or (ranks and above.tag_ == "VBD"):
        return Status.DONE  # "was the first woman to join Y", "is the latest to leave"
    if lemma in _RACES:
        lost = governing_verb(noun).lemma_ == "lose"
        return None if lost else Status.RUMOURED  # "lost out to Z in the race to run Y"
    if lemma in TRY_NOUNS:
        return None if lemma_of(above) in _FAILS | CALLED_OFF else Status.RUMOURED
    if lemma in _OFFERS and lemma_of(above) in _REFUSES:
        return None  # "turned down an offer to become chair"
    if (
        lemma in _DEAL_NOUNS
        and noun.dep_ in {"dobj", "nsubjpass", "pobj"}
        and lemma_of(above if above.pos_ == "VERB" else above.head) in CALLED_OFF
    ):
        return Status.REVERSED
    return Status.RUMOURED if lemma in TALK_NOUNS else Status.ANNOUNCED
