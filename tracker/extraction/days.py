"""When a change that a predicate tells of happened, or failing that was told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tracker.extraction import reckoning
from tracker.extraction.dates import TimePhrase
from tracker.extraction.findings import Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import DENY, SAY, TALK, auxiliaries
from tracker.extraction.scene import Scene
from tracker.extraction.timewords import NUMBERS
from tracker.extraction.tokens import Token

_TELLERS = SAY | DENY | words("unveil introduce present publish leak surface emerge")
#: Verbs that tell and do nothing: their day is never the day of the change.
_ONLY_TELL = words(
    "say tell announce report confirm reveal disclose declare unveil introduce publish leak write post tweet"
)
#: "Agreed on Monday to buy": the day of the word given, not of the purchase.
_AGREE = words("agree promise pledge vow offer decide vote")
_FUTURE = {"will", "would", "shall", "'ll", "’ll", "to", "may", "might", "could", "should", "can"}
_NOW = {"is", "are", "be", "am", "'s", "'re", "'m", "’s", "’re", "’m"}
_BECOME = words("become merge form")
#: What comes before a colon, where all that follows is what was told.
_STORY = re.compile(
    r"\b(?:scoop|story|news|word|report\w*|announc\w+|reveal\w*|wrote|told|said|broke)\b",
    re.IGNORECASE,
)
#: What something was worth then, it is compared with: "for less than it was worth in 2021".
_COMPARED = re.compile(
    r"\b(?:what|than|when)\b[^,;.]{0,20}\b(?:was|were|been) (?:worth|valued)\b[^,;.]{0,20}$"
)
_SINCE = re.compile(r"since ", re.IGNORECASE)
_CARRY = {"help", "let", "make", "begin", "start", "come", "get"}
_STEPS = 10
#: How long before a change another was: "two years after joining Y".
_SPELL = re.compile(
    r"(?:\b(?P<hedge>over|more than|at least|less than|under|nearly|almost|barely|some|several|many|a few) )?"
    r"\b(?:(?P<count>\d{1,2}|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r") )?(?P<half>and a half )?(?P<unit>day|week|fortnight|month|year)s?(?: and a half| or so)? $",
    re.IGNORECASE,
)


def date_of(scene: Scene, verb: Token, status: Status) -> tuple[str | None, str | None]:
    """The day of the change, or failing that of its telling, if the sentence names one for this predicate."""
    own = so_long_before(scene, verb)
    shared: str | None = None
    told: str | None = None
    for phrase in _times_of(scene, verb):
        token = scene.token_at(phrase.start)
        if _tells_when(scene, phrase.end, verb):
            own = own or meant(phrase, verb, status)
            continue
        carrier = carrier_of(token) or _opened(scene, phrase)
        if carrier is None:
            continue
        if _same_predicate(carrier, verb):
            if carrier.lemma_ in _AGREE and carrier.i != verb.i:
                told = told or phrase.value
            else:
                own = own or meant(phrase, carrier, status)
        elif _shares(scene, phrase, carrier, verb):
            shared = shared or meant(phrase, carrier, status)
        elif _tells(carrier, verb) or _heads(scene, phrase, carrier, verb):
            told = told or phrase.value
    if own or shared:
        telling = verb.lemma_ in _ONLY_TELL
        return own or shared, "told" if telling else "effective"
    return (told, "told") if told else (None, None)


def _times_of(scene: Scene, verb: Token) -> Iterator[TimePhrase]:
    """The times that may be a verb's: those of no other's brackets, and none that owns or ends something, or since which somebody
    who will go has been there."""
    for phrase in scene.times:
        owns = re.match(r"['’]s\b", scene.text[phrase.end :])
        began = _SINCE.match(scene.text, phrase.start) is not None and _looks_ahead(verb)
        outside = in_brackets(scene, phrase.start, [verb]) or is_compared(scene, phrase) or began
        if not phrase.until and not owns and not outside:
            yield phrase


def meant(phrase: TimePhrase, carrier: Token, status: Status) -> str | None:
    """What the words mean beside the verb ``carrier``: the coming May in "will join in May"."""
    if phrase.later and status is not Status.DONE and _looks_ahead(carrier):
        return phrase.later
    return phrase.value


def in_brackets(scene: Scene, start: int, told: Iterable[Token]) -> bool:
    """Whether a place in the text is in brackets that hold none of the words told: "Y (valued at a billion in May)"."""
    begin, end = scene.text.rfind("(", 0, start), scene.text.find(")", start)
    if begin < 0 or end < 0 or ")" in scene.text[begin:start]:
        return False
    return not any(begin < scene.places[token.i][0] < end for token in told)


def is_compared(scene: Scene, phrase: TimePhrase) -> bool:
    """Whether a time is that of what something is compared with."""
    return _COMPARED.search(scene.text[: phrase.start]) is not None


def so_long_before(scene: Scene, verb: Token) -> str | None:
    """The day of joining in "she is leaving two years after joining Y", counted back from that of the leaving."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "after":
        after, later = verb.head, carrier_of(verb.head.head)
    else:
        marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ == "after"]
        if not marks or verb.dep_ != "advcl":
            return None
        after, later = marks[0], verb.head
    spell = _SPELL.search(scene.text[: scene.places[after.i][0]])
    if spell is None or later is None or spell.group("hedge"):
        return None
    anchor = date_of(scene, later, Status.DONE)[0] or _today(scene, later)
    unit = spell.group("unit").lower()
    if not spell.group("count"):
        days_apart = unit == "day" and anchor is not None and len(anchor) == reckoning.DAY
        return reckoning.few_days(date.fromisoformat(anchor), -1) if days_apart and anchor else None
    count = spell.group("count").lower()
    number = float(count) if count.isdigit() else NUMBERS[count]
    return reckoning.shifted(number + 0.5 * bool(spell.group("half")), unit, anchor, -1)


def _today(scene: Scene, verb: Token) -> str | None:
    """The publication, of what is told as news: "is leaving", "has left"."""
    new = verb.tag_ in {"VBZ", "VBP"} or auxiliaries(verb) & (_NOW | {"has", "have", "will"})
    return scene.published.isoformat() if new and scene.published else None


def meant_at(scene: Scene, phrase: TimePhrase, status: Status) -> str | None:
    """What the words mean where they stand."""
    if phrase.until and scene.text.endswith((", ", "("), 0, phrase.start):
        return phrase.value  # "X, until May chair of Y"
    carrier = carrier_of(scene.token_at(phrase.start)) or _opened(scene, phrase)
    return meant(phrase, carrier, status) if carrier is not None else phrase.value


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


def carrier_of(token: Token) -> Token | None:
    """The verb that a word hangs on."""
    step = token
    for _ in range(_STEPS):
        if step.pos_ in {"VERB", "AUX"} and step.dep_ not in {"aux", "auxpass"}:
            return step
        if step.head.i == step.i:
            return None
        step = step.head
    return None


def _opened(scene: Scene, phrase: TimePhrase) -> Token | None:
    """The main verb of a sentence that the phrase opens, where the parse hangs it on nothing, or all else on it."""
    if phrase.start:
        return None
    root = next((t for t in scene.doc if t.dep_ == "ROOT"), None)
    if root is not None and scene.places[root.i][0] < phrase.end:
        root = next((c for c in root.children if c.dep_ == "relcl"), None)
    return root if root is not None and root.pos_ in {"VERB", "AUX"} else None


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
    if infinitive and verb.dep_ in {"advcl", "xcomp", "relcl", "acl"}:
        return True
    return _let_go(verb, carrier) or _of_what_becomes(phrase, carrier, verb)


def _let_go(verb: Token, carrier: Token) -> bool:
    """Read "In May it closed X and let most people go" of the going."""
    let = verb.head
    return (
        let.lemma_ == "let" and verb.dep_ == "ccomp" and let.dep_ == "conj" and let.head == carrier
    )


def _of_what_becomes(phrase: TimePhrase, carrier: Token, verb: Token) -> bool:
    """Read "From May X and Y become one unit, to be led by Z" of the leading."""
    if "to" not in auxiliaries(verb) or verb.dep_ not in {"acl", "relcl"}:
        return False
    return not phrase.start and carrier.lemma_ in _BECOME and carrier_of(verb.head) == carrier


def _heads(scene: Scene, phrase: TimePhrase, carrier: Token, verb: Token) -> bool:
    """Read "The Herald had the story on Monday: X is off to Y" of the telling."""
    colon = scene.text.find(": ", phrase.end)
    if not 0 <= colon < scene.places[verb.i][0] or scene.places[carrier.i][0] > colon:
        return False
    return bool(_STORY.search(scene.text[:colon]))


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
