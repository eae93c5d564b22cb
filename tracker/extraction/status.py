"""How certain a sentence is of what it tells, and when that happens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.extraction.clauses import lemma_of
from tracker.extraction.credit import MESSAGE, credit
from tracker.extraction.days import date_of
from tracker.extraction.denied import denied_or_talked_of, denies_talks
from tracker.extraction.findings import Status
from tracker.extraction.lexicon import words
from tracker.extraction.outcomes import aimed_at, as_it_came_out
from tracker.extraction.predicates import (
    AIMS,
    ASK_NOUNS,
    DENY,
    PLANS,
    SAY,
    TALK,
    TALK_NOUNS,
    TRIED,
    auxiliaries,
    governor_of,
    is_bare,
    is_negated,
    is_told_between,
    tells_of_a_name,
)
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import given_to, surface_subjects
from tracker.extraction.tokens import Token

_HYPOTHESIS = re.compile(
    r"^[\"“]?(?:unless\b|if\b.*\bwould\b|suppose\b|imagine\b|had (?:the|he|she|they|it)\b|were (?:it|he|she|they)\b|should (?:it|he|she|they)\b|what if\b|let us assume\b)|^[\"“]?(?-i:Had|Were|Should|(?:Now |So |Or )?[Ll]et) (?-i:[A-Z])\w+ "
    # what is put right: "Z wrongly said that X had left Y"
    r"|\b(?:wrongly|falsely|mistakenly|erroneously|incorrectly) (?:said|reported|claimed|wrote|stated|announced|suggested|described|named|identified)\b"
    r"|\b(?:an )?earlier version of this (?:article|story|report|headline)\b"
    r"|\bif (?:I|we|you) (?:ran|were|owned|could)\b|\bI (?:would|might|could|'d)\b|\bhypothetical"
    # what is made up: "In the novel, X leaves Y", "A fake video shows X leaving Y"
    r"|^[\"“]?in (?:the|an?|his|her|its) (?:\w+ ){0,2}(?:novel|film|movie|sitcom|satire|parody|sketch|cartoon|thriller|screenplay|video game),? "
    r"|^(?:an?|the|some|several) (?:\w+ )?(?:fake|faked|doctored|spoof|parody|satirical|fabricated|deepfaked?|forged|hoax|bogus|phon(?:e)?y) (?:\w+ ){0,2}"
    r"(?:video|account|post|tweet|memo|letter|release|statement|article|site|website|clip|e-?mail|screenshot|story|headline)s?\b",
    re.IGNORECASE | re.DOTALL,
)

_RUMOURED = re.compile(
    r"\b(?:rumou?red|tipped|whispered|thought|front-?runners?|favou?rites?|candidates?|contenders?) to(?: \w+){0,2} ?$|\brumou?r has it that\b[^,;]*$"
    r"|\b(?:could|may|might)(?: well)? be (?:the )?next to ?$"
    r"|\b(?:analyst|investor|observer|economist|trader|commentator)s?\b[^.;]* expects? [^,;.]{2,40} to(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_IN_TALKS = re.compile(
    r"\bin (?:[\w-]+ )?(?:talks|discussions|negotiations)(?: with [^,;.]{1,60}?)? to(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_TALKS_OVER = re.compile(
    r"\bno longer (?:in|holding) (?:[\w-]+ )?(?:talks|discussions|negotiations)\b"
)
#: Before a gerund: "was close to joining", "is in talks with Y about joining".
_NEAR = re.compile(
    r"\b(?:close to|on the (?:verge|brink|point) of|nearing|in (?:[\w-]+ )?(?:talks|discussions|negotiations)\b[^,;]*? (?:about|over|on)) ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status of a predicate; ``None`` means that it states no fact at all."""

    status: Status | None
    via: str | None = None
    date: str | None = None
    date_kind: str | None = None


NOTHING = Judgement(None)
#: What stays so, whoever tells it.
_SETTLED = {Status.RUMOURED, Status.DENIED, Status.REVERSED}
#: Whoever is so to do a thing will do it.
_GLAD = frozenset(["thrill", "excite", "delight", "honour", "honor", "please", "overjoy"])
#: Whoever is not so to do a thing does not do it.
_UNAPT = frozenset(["unlikely", "unwilling", "reluctant"])
_APT = frozenset(["about", "ready", "willing", "likely", "eager", "keen", "prepared", "due"])
_READY = frozenset(["ready", "willing", "eager", "keen", "prepared", "inclined"])
#: What is so spoken of has happened.
_OF_WHAT_WAS = words("regret remember recall thank praise forgive applaud commend congratulate")
_ORDER = words("first second third fourth fifth last latest next only one")
_CARRIED = frozenset(["xcomp", "advcl", "conj", "ccomp", "relcl"])
#: What others think a company should do.
_DEEDS = words("buy acquire sell merge split cut close shut invest spend")
_DEMANDS = frozenset(["demand", "request", "urge", "recommend", "require"])
#: What is feared or only feigned need not come, nor what is threatened for a case that may not.
_FEARS, _WARNS = words("fear dread pretend feign ought"), words("warn tell")
_DROPS = words("drop abandon scrap shelve ditch reject discard bury")
_MESSAGES = words("memo note letter email e-mail message statement post announcement")
_GOES = frozenset(["resign", "quit", "leave", "step", "stand"])
_STAYED = words("stay remain decline refuse decide choose opt keep stick change")


def is_hypothetical(scene: Scene) -> bool:
    return _is_hypothesis(scene.text)


@lru_cache(maxsize=64)
def _is_hypothesis(sentence: str) -> bool:
    return bool(_HYPOTHESIS.search(sentence))


def judge(scene: Scene, verb: Token) -> Judgement:
    """The status, credit and date of the predicate at ``verb``."""
    if not tells_of_a_name(verb) and (
        is_hypothetical(scene) or scene.text.rstrip(" )")[-1:] == "?"
    ):
        return NOTHING
    status = _aspect(scene, verb, 0)
    before = scene.text[: scene.places[verb.i][0]]
    if (status in {Status.ANNOUNCED, Status.REPORTED} and _IN_TALKS.search(before)) or (
        status is not None and (_RUMOURED.search(before) or _NEAR.search(before))
    ):
        status = Status.RUMOURED
    if status is Status.RUMOURED and denies_talks(before):
        status = Status.DENIED
    if status is Status.RUMOURED and _TALKS_OVER.search(before):
        status = Status.REVERSED
    status = as_it_came_out(scene.text, scene.places[verb.i][0], status)
    if status is None:
        return NOTHING
    credited, via = credit(scene)
    if credited and not _in_background(verb) and status not in _SETTLED:
        future_deal = any(c.lemma_ in {"agree"} for c in verb.ancestors)
        status = Status.ANNOUNCED if future_deal or MESSAGE.search(scene.text) else Status.REPORTED
    else:
        via = None if _in_background(verb) else via
    value, kind = date_of(scene, verb, status)
    return Judgement(status, via, value, kind)


def _in_background(verb: Token) -> bool:
    """Inside a relative clause or an apposition: known background, not what is being reported."""
    step = verb
    while step.head.i != step.i:
        if step.dep_ == "acl" and is_told_between(step):
            return False
        if step.dep_ in {"relcl", "acl", "appos"} and not (
            step.dep_ != "appos" and "to" in auxiliaries(step)  # "a deal to buy Y"
        ):
            return True
        if step.dep_ == "advcl" and step.tag_ in {"VBD", "VBN"}:
            return True
        if step.dep_ == "pcomp" and step.head.lower_ in {"after", "since"}:
            return True  # "is leaving a year after joining Y"
        step = step.head
    return False


def _aspect(scene: Scene, verb: Token, depth: int) -> Status | None:  # noqa: C901
    if depth > 8:
        return None
    aux = auxiliaries(verb)
    if is_negated(verb):
        return None
    if _is_weighed(verb):
        return Status.RUMOURED
    marks = {child.text.lower() for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if marks & {"if", "unless", "whether"} and verb.dep_ in {"advcl", "ccomp", "pcomp", "xcomp"}:
        return None
    governor = governor_of(verb)
    denied = denied_or_talked_of(scene, verb)
    if denied is not None:
        return denied
    outer = "nothing" if _is_no_aim(governor) else _outer(scene, verb, governor, depth)
    if isinstance(outer, Status) and outer in {Status.DENIED, Status.RUMOURED}:
        return outer
    if outer == "nothing":
        return None
    if aux & {"may", "might", "could", "can"}:
        return None if aux & {"can"} or {"could", "have"} <= aux else Status.RUMOURED
    if aux & {"will", "shall", "'ll", "wo"}:
        return Status.DONE if "have" in aux else Status.ANNOUNCED
    if "would" in aux:
        return Status.ANNOUNCED if governor is not None and _is_told(verb, governor) else None
    if "should" in aux:
        return None if _is_advice(scene, verb) else Status.ANNOUNCED
    if "helped" in aux:  # "helped run Y", of which the parse makes an auxiliary
        return Status.DONE
    if verb.tag_ == "VBG":
        if (
            aux & {"is", "are", "am", "'s", "'m", "'re", "be", "was", "were", "being"}
            or "been" in aux
        ):
            return Status.ANNOUNCED
        return _participle(scene, verb, governor, depth)
    if is_bare(verb) or "to" in aux:
        if "have" in aux:
            return None if _was(governor) else Status.DONE  # "was to have joined"
        return _infinitive(scene, verb, governor, depth)
    if verb.tag_ in {"VBZ", "VBP"}:
        return Status.ANNOUNCED
    if verb.tag_ == "VBN" and aux & {"being"} and verb.head.text.lower() not in {"after", "since"}:
        return Status.ANNOUNCED
    return Status.DONE


def _is_told(verb: Token, governor: Token) -> bool:
    """Whether somebody says what a verb tells: "said that X would go", "a memo that X would go"."""
    said = governor.lemma_ in SAY and _first(verb).dep_ == "ccomp"
    return said or (governor.lemma_.lower() in _MESSAGES and verb.dep_ in {"acl", "relcl"})


def _is_weighed(verb: Token) -> bool:
    """Read "is weighing whether to sell Y"."""
    before = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod", "aux"}}
    above = verb.head
    weighed = verb.dep_ in {"xcomp", "ccomp"} and above.lemma_ in TALK - {"think"}
    return weighed and {"whether", "to"} <= before and not is_negated(above)


def _first(verb: Token) -> Token:
    """The "resigned" of "said that he had resigned and would be succeeded"."""
    return _first(verb.head) if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} else verb


def _is_no_aim(governor: Token | None) -> bool:
    """Read "has no intention of leaving"."""
    return (
        governor is not None
        and governor.lemma_.lower() in AIMS
        and any(child.lower_ == "no" for child in governor.children)
    )


def _outer(scene: Scene, verb: Token, governor: Token | None, depth: int) -> Status | str | None:
    """What the governing word makes of the clause: a denial, mere talk, or nothing at all."""
    if governor is None:
        return None
    lemma = governor.lemma_.lower()
    if verb.dep_ in {"ccomp", "xcomp", "pcomp", "acl", "conj"} or verb.head.dep_ == "prep":
        if lemma in {"deny"} and governor.pos_ == "VERB":
            return Status.DENIED
        if lemma in TALK and verb.dep_ in {"xcomp", "pcomp", "prep"} and verb.head.lower_ != "into":
            return "nothing" if lemma == "think" or _thought_better(governor) else Status.RUMOURED
        if lemma in TALK_NOUNS and governor.pos_ == "NOUN":
            none = any(c.lower_ == "no" for c in governor.children) or _is_dropped(governor)
            return "nothing" if none else Status.RUMOURED
        if _is_only_in_mind(verb, lemma):
            return "nothing"
        if lemma in DENY | {"fail", "stop", "avoid", "oppose"} and verb.dep_ in {"xcomp", "pcomp"}:
            return "nothing"
        if verb.dep_ == "ccomp" and is_negated(governor) and lemma in SAY:
            return "nothing"
        if (
            lemma in {"want", "hope", "hop", "like", "ask", "urge", "wonder", "wish"}  # "hopes"
            and verb.dep_ in {"ccomp", "xcomp"}
            and not _is_plan(scene, verb, governor)
        ):
            return "nothing"
    del depth
    return None


def _is_dropped(idea: Token) -> bool:
    """Read "dropped the idea of hiring X", "let go of the idea"."""
    above = idea.head.head if idea.dep_ == "pobj" else idea.head
    lets_go = above.lemma_ == "go" and above.head.lemma_ == "let"
    return idea.lemma_ == "idea" and (lets_go or above.lemma_ in _DROPS)


def _is_only_in_mind(verb: Token, governor: str) -> bool:
    """Read "demanded that X go", "fears being fired", "warned that she will be dismissed if she speaks"."""
    if governor in _WARNS:
        return any(_is_condition(c) for c in verb.children)
    return governor in _FEARS or (governor in _DEMANDS and verb.dep_ == "ccomp")


def _is_condition(clause: Token) -> bool:
    """The "if she speaks" of "will be dismissed if she speaks"."""
    return clause.dep_ == "advcl" and any(c.lower_ in {"if", "unless"} for c in clause.children)


def _is_advice(scene: Scene, verb: Token) -> bool:
    """Read "X should leave", "Y should fire X", "Y should buy Z" as an opinion, and "the deal should close in May" as a plan."""
    sides = {"nsubj", "nsubjpass", "dobj"}
    if verb.lemma_ in _DEEDS and any(c.dep_ == "nsubj" and scene.orgs(c) for c in verb.children):
        return True
    return any(c.dep_ in sides and bool(scene.people(c)) for c in verb.children)


def _thought_better(verb: Token) -> bool:
    """Read "considered joining Y but stayed": what was talked of did not come."""
    return any(c.dep_ == "conj" and c.lemma_ in _STAYED for c in verb.children)


def _is_plan(scene: Scene, verb: Token, governor: Token) -> bool:
    own = [
        c
        for c in governor.children
        if c.dep_ == "dobj" or (c.dep_ == "ccomp" and any(g.dep_ == "nsubj" for g in c.children))
    ]
    persons = any(scene.people(c) for c in surface_subjects(governor))
    return governor.lemma_ in {"want", "hop"} and not own and not persons and verb.dep_ == "xcomp"


def _participle(scene: Scene, verb: Token, governor: Token | None, depth: int) -> Status | None:
    if governor is not None and governor.lemma_ in {"accuse", "suspect"}:
        return None
    if verb.dep_ == "pcomp" and verb.head.text.lower() in {
        "after",
        "since",
        "before",
        "until",
        "following",
    }:
        return Status.DONE
    if (
        verb.dep_ == "pcomp"
        and verb.head.text.lower() in {"without", "instead", "of", "against", "from"}
        and verb.head.head.text.lower() not in {"instead"}
    ):
        return (
            None if verb.head.text.lower() in {"without", "against", "from"} else Status.ANNOUNCED
        )
    if (
        governor is not None
        and governor.pos_ in {"VERB", "AUX"}
        and governor.lemma_ in {"start", "begin", "finish", "complete", "end"}
    ):
        return _aspect(scene, governor, depth + 1)
    if governor is not None and governor.pos_ in {"VERB", "AUX"}:
        if governor.lemma_ in _OF_WHAT_WAS:
            return Status.DONE
        if governor.lemma_ in {"plan", "suggest", "recommend", "propose", "start", "begin"}:
            return Status.ANNOUNCED
        return _aspect(scene, governor, depth + 1)
    return Status.DONE


def _is_asked(scene: Scene, verb: Token, governor: Token) -> bool:
    """Read "a vote to remove X", taken for a purpose, and "calls for X to resign", taken for a verb."""
    before = scene.doc[verb.i - 2] if verb.i > 1 else verb
    if before.pos_ == "NOUN" and before.head.i == governor.i and before.lemma_ in ASK_NOUNS:
        return True
    return governor.lemma_.lower() == "call" and any(
        child.text.lower() == "for" for child in verb.children
    )


def _was(word: Token | None) -> bool:
    """Whether a word is "was" or has it for an auxiliary."""
    auxiliary = () if word is None else (c for c in word.children if c.dep_ in {"aux", "auxpass"})
    return word is not None and any(t.lower_ in {"was", "were"} for t in (word, *auxiliary))


def _was_ready(word: Token) -> bool:
    """Read "was ready to leave": nobody has left for that."""
    return word.lower_ in _READY and (word.head.lower_ in {"was", "were"} or _was(word))


def _aimed(scene: Scene, noun: Token, depth: int) -> Status | None:
    """Read "plans to leave", "was the first to leave", "is the latest to leave"."""
    if noun.lower_ == "latest":
        return Status.DONE
    first = noun.lemma_.lower() in _ORDER and noun.head.lemma_ == "be"
    return _aspect(scene, noun.head, depth + 1) if first else aimed_at(noun)


def _infinitive(scene: Scene, verb: Token, governor: Token | None, depth: int) -> Status | None:
    if governor is None:
        return Status.ANNOUNCED
    lemma = governor.lemma_.lower()
    if governor.pos_ == "NOUN" or lemma in _ORDER or governor.lower_ == "latest":
        return _aimed(scene, governor, depth)
    supposed = lemma in {"suppose", "mean"} and _was(governor)
    if _is_asked(scene, verb, governor) or _was_ready(governor) or supposed:
        return None
    if lemma == "use" and governor.tag_ == "VBD":
        return Status.DONE
    if lemma in TRIED or (lemma == "offer" and verb.lemma_ in _GOES):
        return Status.RUMOURED if lemma in {"seek", "try", "threaten", "offer"} else None
    if governor.pos_ == "AUX" and lemma == "be":
        return Status.ANNOUNCED
    planned = lemma in PLANS | _GLAD and lemma_of(governor) != "go on"
    if planned or governor.pos_ == "ADJ" or given_to(governor):
        unapt = lemma in _UNAPT or (lemma in _APT and is_negated(governor.head))
        if is_negated(governor) or (unapt and (lemma, verb.lemma_ in _GOES) != ("about", True)):
            return None
        over = lemma == "about" and "had" in auxiliaries(governor.head)
        return None if over else Status.ANNOUNCED  # who "had been about to leave" has not
    if governor.pos_ in {"VERB", "AUX"} and verb.dep_ in _CARRIED:
        return _aspect(scene, governor, depth + 1)
    return Status.ANNOUNCED
