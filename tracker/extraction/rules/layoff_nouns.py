"""Layoffs told by a noun: "a round of layoffs at Y", "plans job cuts"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.money import counts, percents, whole
from tracker.extraction.predicates import DENY, REPORT_NOUNS, is_negated
from tracker.extraction.rules.layoff_words import CALLED_OFF, NOUNS, UNTRUE
from tracker.extraction.rules.layoffs import is_year, unit_cut
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

#: Verbs that tell of layoffs still to come.
_TO_COME = frozenset(["plan", "prepare", "intend"])
#: Verbs that tell of layoffs which may never come; who discusses "the layoffs" does so of those to come.
_WEIGH = frozenset(["consider", "weigh", "mull", "contemplate", "ponder", "explore"])
#: Verbs that need neither a number nor a place to tell of layoffs.
_DEFINITE = frozenset(["announce", "begin", "start", "make", "conduct"]) | _TO_COME | _WEIGH
#: Verbs by which none come: "ruled out layoffs".
_SPARE = frozenset(
    ["avoid", "avert", "prevent", "exclude", "forestall", "rule", "spare", "fear", "oppose"]
)
#: What stands between layoffs and the share of all that they are: "job cuts of up to 5%".
_AMOUNT_TO = re.compile(r" (?:of|affecting|hitting|covering|equal to) (?:[a-z]+ ){0,3}")


def layoff_nouns(scene: Scene) -> Iterator[Draft]:
    """Read "The layoff of 600 staff members", "the round of layoffs at Y"."""
    if is_hypothetical(scene):
        return
    for match in NOUNS.finditer(scene.text):
        noun = scene.token_at(match.start())
        noun = noun.head if noun.dep_ == "compound" else noun
        verb = governing_verb(noun)
        if verb.lemma_ in _SPARE or any(c.text.lower() == "no" for c in noun.children):
            continue
        told = judge(scene, verb) if verb.pos_ in {"VERB", "AUX"} else Judgement(Status.DONE)
        if told.status is None:
            continue
        number, share = _number(scene, match.end()), _share(scene, match.end())
        named = _where(scene, noun, verb)
        definite = (
            any(figure is not None for figure in (number, share))
            or (CALLED_OFF.search(scene.text) is not None and noun.dep_ == "dobj")
            or named is not None
            or _is_refuted(noun)
            or verb.lemma_ in _DEFINITE
        )
        place = named or Place(_context(scene, noun))
        if not definite or place.org is None:
            continue
        state = _of_noun(scene, noun, _of_verb(verb, told.status))
        if "recent" in scene.text[max(0, match.start() - 12) : match.start()].lower():
            state = Status.DONE
        unit = place.unit or _unit_hit(scene, verb)
        yield draft(
            FactType.LAYOFF, scene, "layoff_noun", Judgement(state, told.via), 0.7, org=place.org, unit=unit,
            count=whole(number) if number is not None else None, percent=whole(share) if share is not None else None,
        )  # fmt: skip


def _number(scene: Scene, end: int) -> float | None:
    """How many go, told after the noun."""
    return next(
        (
            c.value
            for c in counts(scene.text)
            if end < c.start < end + 30
            and not is_year(scene, c)
            and _counts_people_loose(scene, c.end)
        ),
        None,
    )


def _share(scene: Scene, end: int) -> float | None:
    """Which part of all goes, told after the noun."""
    told = (p for p in percents(scene.text) if _AMOUNT_TO.fullmatch(scene.text, end, p.start))
    return next((p.value for p in told), None)


def _where(scene: Scene, noun: Token, verb: Token) -> Place | None:
    """Y in "layoffs at Y", wherever the parse hangs it."""
    beside = (*noun.children, *(verb.children if noun.dep_ == "dobj" else ()))
    things = (
        t for p in beside if p.dep_ == "prep" and p.lower_ in {"at", "in"} for t in p.children
    )
    return next((p for t in things if (p := place_at(scene, t)) is not None and p.org), None)


def _of_verb(verb: Token, state: Status) -> Status:
    """Read "announces layoffs" as done, "plans layoffs" as announced, "weighs layoffs" as talk."""
    if verb.lemma_ in _WEIGH and state is not Status.DENIED:
        return Status.RUMOURED
    if verb.lemma_ in _TO_COME:
        return Status.ANNOUNCED if state is Status.DONE else state
    told = state is Status.ANNOUNCED and verb.tag_ in {"VBZ", "VBP"}
    return Status.DONE if told else state


def _unit_hit(scene: Scene, verb: Token) -> str | None:
    """Z in "the layoffs hit 340 people in its Z division"."""
    told = ((c, o) for c in clauses(scene.doc) if c.verb.i == verb.i for o in c.objects[:1])
    return next((unit for c, o in told if (unit := unit_cut(scene, c, o))), None)


def _is_refuted(noun: Token) -> bool:
    """Read "rejected speculation about job cuts"."""
    talk = noun.head.head if noun.dep_ == "pobj" else noun
    verb = talk.head
    told = talk.lemma_.lower() in REPORT_NOUNS and talk.dep_ in {"dobj", "nsubjpass"}
    return told and verb.lemma_.lower() in DENY and not is_negated(verb)


def _of_noun(scene: Scene, noun: Token, state: Status) -> Status:
    """Read "rumours of layoffs" as talk, "cancelled the layoffs" as undone."""
    above = noun.head.head if noun.dep_ == "pobj" else noun
    if _is_refuted(noun):
        return Status.DENIED
    if above.lemma_.lower() in REPORT_NOUNS | {"talk"} and state is not Status.DENIED:
        return Status.DENIED if UNTRUE.search(scene.text) else Status.RUMOURED
    undone = CALLED_OFF.search(scene.text) is not None
    return Status.REVERSED if undone and state is not Status.DENIED else state


def _context(scene: Scene, noun: Token) -> str | None:
    before = [t for t in scene.doc[: noun.i] if scene.is_org(t) and not scene.is_paper(t)]
    owned = [t for t in before if t.dep_ == "poss"]
    if owned:
        mention = scene.at[owned[0].i]
        return mention.parent or mention.text
    return context_org(scene, noun)


def _counts_people_loose(scene: Scene, end: int) -> bool:
    return bool(
        re.match(
            r"(?: \w[\w-]*){0,4}? (?:jobs|staff|employees|workers|people|members|staffers|engineers|researchers|positions|roles)\b",
            scene.text[end : end + 60].lower(),
        )
    )


RULES = (layoff_nouns,)
