"""What is told of others without its verb again: "X will run sales, Z manufacturing", "X answers to Y, W to Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.plain_words import is_plain
from tracker.extraction.rules.leading import head_of, state_of
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import Place, context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token

_LEAD = words("lead head run oversee direct manage supervise take_over")
_BEFORE, _BEHIND = words(", ; and while"), words(", ; . and while at")
_IN_IT = {"NOUN", "PROPN", "ADJ", "DET", "PRON", "PUNCT", "PART"}


@dataclass(frozen=True, slots=True)
class _Other:
    """A person with the first and the last word of what stands for the object."""

    person: Token
    first: Token
    last: Token


def gapped(scene: Scene) -> Iterator[Draft]:
    """A fact for each further person in a row that has its verb only once."""
    for clause in clauses(scene.doc):
        link = _link(scene, clause)
        if link is None or not people_of(scene, clause.subjects):
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        for other in _others(scene, clause, link):
            yield from (_line if link == "to" else _post)(scene, clause, other, judged)


def _link(scene: Scene, clause: Clause) -> str | None:
    """The preposition that the verb has before its object, an empty word for none; None for other verbs."""
    if clause.passive:
        return None
    if clause.lemma in _LEAD:
        return ""
    if clause.lemma == "look" and any(clause.preps("after")):
        return "after"
    if clause.lemma in {"take", "assume", "be"} and _has_charge(clause):
        return "of"
    told = scene.words(clause.verb.i, clause.verb.i).lower()
    reports = told.startswith("report") or clause.lemma in {"report", "answer"}
    return "to" if reports and any(clause.preps("to")) else None


def _has_charge(clause: Clause) -> bool:
    return any(t.lemma_ == "charge" for t in [*clause.objects, *clause.preps("in")])


def _others(scene: Scene, clause: Clause, link: str) -> Iterator[_Other]:
    """Those who stand behind the first object with an object of their own, and no verb between."""
    for person in scene.tokens(Kind.PERSON):
        before = scene.doc[_opens(person).i - 1].lower_ if person.i else ""
        if person.i <= clause.verb.i + 1 or before not in _BEFORE:
            continue
        first = person.i + 1
        if link:
            if first >= len(scene.doc) or scene.doc[first].lower_ != link:
                continue
            first += 1
        last = _end(scene, first)
        if last is not None:
            yield _Other(person, scene.doc[first], last)


def _opens(person: Token) -> Token:
    """Where "his counterpart X" begins."""
    doc, i = person.doc, person.i
    if i > 1 and doc[i - 1].pos_ == "NOUN" and doc[i - 2].lower_ in {"his", "her", "its", "the"}:
        return doc[i - 2]
    return person


def _end(scene: Scene, first: int) -> Token | None:
    """The last word of a row that nothing but its words and a stop or a conjunction belongs to."""
    i = first
    while i < len(scene.doc) and scene.doc[i].lower_ not in _BEHIND:
        inside = scene.doc[i].pos_ in _IN_IT or scene.doc[i].tag_ == "VBG"
        if not inside or i > first + 5:
            return None
        i += 1
    return scene.doc[i - 1] if i > first else None


def _post(scene: Scene, clause: Clause, other: _Other, judged: Judgement) -> Iterator[Draft]:
    """Read "Z manufacturing" as head of it, "W its robotics lab" as head of the lab."""
    first = other.first.i
    while first < other.last.i and (
        scene.doc[first].pos_ in {"DET", "PRON"} or is_plain(scene.doc[first])
    ):
        first += 1
    unit = other.last.lemma_.lower() in UNIT_NOUNS and first < other.last.i
    if not unit and (other.last.lower_ not in FUNCTIONS or other.last.i in scene.at):
        return
    what = scene.words(first, other.last.i)
    person = scene.name(other.person)
    place = next((n for t in clause.preps("at") for n in scene.orgs(t)), None)
    place = place or _place_behind(scene, other.last)
    org = place or context_org(scene, clause.verb, person)
    title, where = ("head", Place(org, what)) if unit else head_of(what, org, implied=place is None)
    takes = clause.lemma in {"take", "assume", "take over"}
    state = judged.status if takes else state_of(clause, judged.status or Status.HELD)
    made = draft(
        FactType.ROLE, scene, "leads", replace(judged, status=state), 0.8,
        person=person, org=org, title=title, unit=where.unit,
    )  # fmt: skip
    made.appointment = state not in {Status.HELD, Status.FORMER}
    made.inside, made.implied_org = True, place is None
    yield made


def _place_behind(scene: Scene, last: Token) -> str | None:
    """Y in "and Z of legal affairs at Y"."""
    after = scene.doc[last.i + 1 : last.i + 3]
    named = len(after) == 2 and after[0].lower_ == "at" and scene.is_org(after[1])
    return scene.at[after[1].i].text if named else None


def _line(scene: Scene, clause: Clause, other: _Other, judged: Judgement) -> Iterator[Draft]:
    """Read "W to Z" as a line of W's to Z."""
    if not scene.is_person(other.last):
        return
    status = Status.HELD if clause.verb.tag_ in {"VBZ", "VBP"} else judged.status
    manager = scene.name(other.last)
    made = draft(
        FactType.REPORTS_TO, scene, "reports_to", replace(judged, status=status), 0.85,
        person=scene.name(other.person), manager=manager, org=context_org(scene, clause.verb, manager),
    )  # fmt: skip
    made.implied_org = True
    yield made


RULES = (gapped,)
