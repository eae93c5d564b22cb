"""When a change that a predicate tells of happened, or failing that was told."""

from __future__ import annotations

import re

from spacy.tokens import Token

from tracker.extraction.dates import TimePhrase
from tracker.extraction.findings import Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import DENY, SAY, TALK, auxiliaries
from tracker.extraction.scene import Scene

_TELLERS = SAY | DENY | words("unveil introduce present publish leak surface emerge")
#: Verbs that tell and do nothing: their day is never the day of the change.
_ONLY_TELL = words(
    "say tell announce report confirm reveal disclose declare unveil introduce publish leak write post tweet"
)
#: "Agreed on Monday to buy": the day of the word given, not of the purchase.
_AGREE = words("agree promise pledge vow offer decide vote")
_FUTURE = {"will", "would", "shall", "'ll", "’ll", "to", "may", "might", "could", "should", "can"}
_NOW = {"is", "are", "be", "am", "'s", "'re", "'m", "’s", "’re", "’m"}
_CARRY = {"help", "let", "make", "begin", "start", "come", "get"}
_STEPS = 10


def date_of(scene: Scene, verb: Token, status: Status) -> tuple[str | None, str | None]:
    """The day of the change, or failing that of its telling, if the sentence names one for this predicate."""
    own: str | None = None
    shared: str | None = None
    told: str | None = None
    for phrase in scene.times:
        if phrase.until or re.match(r"['’]s\b", scene.text[phrase.end :]):
            continue
        token = scene.token_at(phrase.start)
        if _tells_when(scene, phrase.end, verb):
            own = own or phrase.value
            continue
        carrier = _carrier(token) or _opened(scene, phrase)
        if carrier is None:
            continue
        if _same_predicate(carrier, verb):
            if carrier.lemma_ in _AGREE and carrier.i != verb.i:
                told = told or phrase.value
            else:
                own = own or meant(phrase, carrier, status)
        elif _shares(scene, phrase, carrier, verb):
            shared = shared or meant(phrase, carrier, status)
        elif _tells(carrier, verb):
            told = told or phrase.value
    if own or shared:
        telling = verb.lemma_ in _ONLY_TELL
        return own or shared, "told" if telling else "effective"
    return (told, "told") if told else (None, None)


def meant(phrase: TimePhrase, carrier: Token, status: Status) -> str | None:
    """What the words mean beside the verb ``carrier``: the coming May in "will join in May"."""
    if phrase.later and status is not Status.DONE and _looks_ahead(carrier):
        return phrase.later
    return phrase.value


def _tells_when(scene: Scene, end: int, verb: Token) -> bool:
    """Read "in May, when Y sold Z" of the selling."""
    if not re.match(r",? when\b", scene.text[end:]):
        return False
    when = next((c for c in verb.children if c.text.lower() == "when"), None)
    return when is not None and 0 <= scene.places[when.i][0] - end < len(", when")


def _looks_ahead(verb: Token) -> bool:
    helpers = auxiliaries(verb)
    if helpers & {"did", "has", "had", "was", "were"} and not helpers & {"will", "to"}:
        return False
    if helpers & _FUTURE:
        return True
    return verb.tag_ in {"VB", "VBZ", "VBP"} or (verb.tag_ == "VBG" and bool(helpers & _NOW))


def _carrier(token: Token) -> Token | None:
    step = token
    for _ in range(_STEPS):
        if step.pos_ in {"VERB", "AUX"} and step.dep_ not in {"aux", "auxpass"}:
            return step
        if step.head.i == step.i:
            return None
        step = step.head
    return None


def _opened(scene: Scene, phrase: TimePhrase) -> Token | None:
    """The main verb of a sentence that the phrase opens, where the parse hangs it on nothing."""
    if phrase.start:
        return None
    return next((t for t in scene.doc if t.dep_ == "ROOT" and t.pos_ in {"VERB", "AUX"}), None)


def _same_predicate(carrier: Token, verb: Token) -> bool:
    if carrier.i == verb.i:
        return True
    if (
        verb.dep_ == "advcl"
        and verb.head.i == carrier.i
        and any(c.text.lower() == "when" for c in verb.children)
    ):
        return True
    if verb.dep_ == "pcomp" and carrier.i == verb.head.head.i and carrier.lemma_ in TALK:
        return True  # "in May they negotiated about selling ..."
    step = verb
    while step.dep_ in {"xcomp", "conj"} and step.head.i != step.i:
        if step.dep_ == "conj":
            return False
        step = step.head
        if carrier.i == step.i:
            return True
    if carrier.head.i != verb.i:
        return False
    return carrier.dep_ == "xcomp" or (carrier.dep_ == "ccomp" and verb.lemma_ in _CARRY)


def _shares(scene: Scene, phrase: TimePhrase, carrier: Token, verb: Token) -> bool:
    """Read "In May he left X and joined Y" and "left X in 2023 to start Y" of the second verb too."""
    if verb.dep_ == "conj" and verb.head.i == carrier.i:
        opens = phrase.end <= min(
            (scene.places[c.i][0] for c in carrier.lefts if c.dep_ in {"nsubj", "nsubjpass"}),
            default=-1,
        )
        return opens and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)
    infinitive = "to" in auxiliaries(verb) and verb.head.i == carrier.i
    return infinitive and verb.dep_ in {"advcl", "xcomp", "relcl", "acl"}


def _tells(carrier: Token, verb: Token) -> bool:
    """Read "said on Monday that he had left" and "has left, as she announced on Monday" of the telling."""
    if carrier.lemma_ not in _TELLERS:
        return False
    if carrier.i in {a.i for a in verb.ancestors}:
        return True
    return (
        carrier.dep_ in {"advcl", "parataxis"}
        and carrier.head.i == verb.i
        and any(c.text.lower() == "as" for c in carrier.children)
    )
