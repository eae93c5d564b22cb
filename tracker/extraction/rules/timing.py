"""Days told apart from the fact: "He starts on Monday", "The deal should close in May"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.days import carrier_of, date_of, meant_at
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.lexicon import TELL, words
from tracker.extraction.reckoning import is_news
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_DUTIES = words(
    "job role post position duty work appointment office function responsibility rein helm chair task"
)
#: Verbs for beginning, with duties or alone, and those that say so only with duties.
_BEGIN, _TAKE = words("start begin take_over"), words("take_up take assume enter")
_DEALS = {"deal", "acquisition", "purchase", "transaction", "takeover", "sale", "merger"}
#: What takes effect, and of which kind of fact it is the day; of any change, where it says no more.
_CHANGES = {
    **dict.fromkeys(words("appointment promotion hiring"), FactType.JOINED),
    **dict.fromkeys(words("retirement resignation departure exit"), FactType.LEFT),
    **dict.fromkeys(
        words("change move handover transition switch reorganisation reorganization merger restructuring reshuffle"), FactType.STAKE
    ),
}  # fmt: skip
_COME_OUT = words("break drop come emerge land surface")
_NEWS = words(
    "news announcement investment deal purchase acquisition takeover merger appointment departure exit resignation move"
    " change hire decision round plan"
)
_LETTERS = words("email e-mail memo note statement filing letter post message notice announcement")


def starts(scene: Scene) -> Iterator[Draft]:
    """The first day of a post that another sentence tells."""
    for clause in clauses(scene.doc):
        if not begins_work(clause):
            continue
        people = [p for s in clause.subjects for p in scene.people(s)]
        judged = judge(scene, clause.verb)
        if judged.status in FIRM and judged.date_kind == "effective":
            for person in people:
                yield draft(FactType.JOINED, scene, "starts", judged, 0.5, person=person, org=None)


def begins_work(clause: Clause) -> bool:
    """Read "starts in May", "takes up her duties": whether a verb says that somebody begins work."""
    if clause.passive or any(child.dep_ == "xcomp" for child in clause.verb.children):
        return False
    if any(thing.lemma_.lower() not in _DUTIES for thing in clause.objects):
        return False
    return clause.lemma in _BEGIN or (clause.lemma in _TAKE and bool(clause.objects))


def closes(scene: Scene) -> Iterator[Draft]:
    """The day of a purchase that another sentence tells."""
    for clause in clauses(scene.doc):
        if clause.lemma not in {"close", "complete", "finalise", "finalize", "conclude"}:
            continue
        things = [*clause.subjects, *clause.objects]
        judged = judge(scene, clause.verb)
        if (
            any(thing.lemma_.lower() in _DEALS for thing in things)
            and judged.status in FIRM
            and judged.date_kind == "effective"
        ):
            yield draft(FactType.STAKE, scene, "closes", judged, 0.5)


def takes_effect(scene: Scene) -> Iterator[Draft]:
    """The day of a change that another sentence tells: "The change takes effect in May", "Her appointment is effective from July"."""
    for clause in clauses(scene.doc):
        if not _comes_about(clause):
            continue
        kinds = [
            _CHANGES[t.lemma_.lower()] for t in clause.subjects if t.lemma_.lower() in _CHANGES
        ]
        judged = judge(scene, clause.verb)
        if kinds and judged.status in FIRM and judged.date_kind == "effective":
            yield draft(kinds[0], scene, "takes_effect", judged, 0.5, org=None)


def _comes_about(clause: Clause) -> bool:
    """Whether a verb says that something comes about on a day."""
    verb, things = clause.verb, {t.lower_ for t in clause.objects}
    if verb.lemma_ == "take":
        return bool(things & {"effect", "place"})
    if verb.lemma_ == "be":
        return any(t.lower_ in {"effective", "due"} for t in clause.complements)
    into = verb.lemma_ in {"come", "go"} and any(True for _ in clause.preps("into"))
    return into or verb.lemma_ == "happen"


def ends(scene: Scene) -> Iterator[Draft]:
    """The last day of somebody, told apart, or the first: "Her last day was 3 May", "Friday is his first day"."""
    for day in scene.doc:
        which = {c.lower_ for c in day.children} & {"last", "final", "first"}
        if day.lower_ != "day" or not which:
            continue
        verb = carrier_of(day)
        if verb is None or verb.lemma_ not in {"be", "come", "fall"}:
            continue
        judged = judge(scene, verb)
        value = judged.date if judged.date_kind == "effective" else _named(scene, verb)
        if judged.status not in FIRM or value is None:
            continue
        for owner in (c for c in day.children if c.dep_ == "poss"):
            for person in scene.people(owner):
                kind, rule = (
                    (FactType.LEFT, "ends") if which != {"first"} else (FactType.JOINED, "starts")
                )
                made = draft(kind, scene, rule, judged, 0.5, person=person, org=None)
                made.date, made.date_kind = value, "effective"
                yield made


def _named(scene: Scene, verb: Token) -> str | None:
    """The day that is itself the subject or the complement: "Friday is his last day"."""
    for phrase in scene.times:
        if scene.token_at(phrase.start).head == verb:
            return meant_at(scene, phrase, Status.ANNOUNCED)
    return None


def tells(scene: Scene) -> Iterator[Draft]:
    """The day on which the sentence before was told: "…, an email said on Tuesday", "The deal, announced on Monday, …"."""
    for clause in clauses(scene.doc):
        verb = clause.verb
        own = clause.lemma in TELL and verb.dep_ == "ROOT" and _speak_of_it(scene, clause)
        news = (
            (clause.lemma in _COME_OUT and verb.dep_ == "ROOT")
            or (clause.lemma in {"announce", "disclose", "reveal"} and clause.passive)
        ) and any(
            noun.lemma_.lower() in _NEWS and any(c.lemma_.lower() == "the" for c in noun.children)
            for noun in (clause.objects if clause.passive else clause.subjects)
        )
        if not own and not news:
            continue
        value, _ = date_of(scene, verb, Status.DONE)
        if value and scene.published is not None and is_news(value, scene.published):
            made = draft(FactType.LEFT, scene, "tells", Status.DONE, 0.5, org=None)
            made.date, made.date_kind = value, "told"
            yield made
            return


def _speak_of_it(scene: Scene, clause: Clause) -> bool:
    """Whether the ones that speak are those of whom the sentence before told, or their letter."""
    return any(
        who.lemma_.lower() in _LETTERS
        or who.text.lower() in {"he", "she", "they", "it"}
        or scene.is_title(who)
        or (who.pos_ == "NOUN" and bool(scene.people(who) or scene.orgs(who)))
        for who in clause.subjects
    )


RULES = (starts, closes, takes_effect, ends, tells)
