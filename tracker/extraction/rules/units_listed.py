"""Several units that are made in one breath, each with its head: "two groups: Devices, led by X, and Cloud by Z"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.units import makes, subject_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_SET_UP = words("put split divide regroup reorganise reorganize replace be become add name")
_THINGS = UNIT_NOUNS | {"other", "others", "one", "piece", "part"}
#: What stands before whoever has a unit; the second "by" leaves out "led".
_BY = words("under by to")


class _Listed(NamedTuple):
    """A unit that is listed, and who has it."""

    unit: str
    leader: str


def units_listed(scene: Scene) -> Iterator[Draft]:
    """Each of the units with its head, where a verb says that several are made."""
    colon = next((t.i for t in scene.doc if t.text in {":", "—", "–"}), None)
    if colon is None:
        return
    made = next(
        (c for c in clauses(scene.doc) if c.verb.i < colon and _makes_several(c, colon)), None
    )
    judged = judge(scene, made.verb) if made is not None else None
    if made is None or judged is None or judged.status in {None, Status.DENIED}:
        return
    org = subject_org(scene, made) or context_org(scene, made.verb)
    listed = list(_listed(scene, colon))
    for unit, leader in listed if org else ():
        yield draft(
            FactType.UNIT_CREATED, scene, "unit_created", judged, 0.8, org=org, unit=unit, led_by=leader
        )  # fmt: skip
        head = draft(
            FactType.ROLE, scene, "leads_new_unit", judged, 0.9, person=leader, org=org, unit=unit, title="head"
        )  # fmt: skip
        head.appointment = head.inside = True
        yield head


def _makes_several(clause: Clause, colon: int) -> bool:
    """Read "set up two more groups", "put two others in its stead", "is split into three"."""
    if not (makes(clause) or clause.lemma in _SET_UP or clause.verb.lemma_ in _SET_UP):
        return False
    things = [*clause.objects, *clause.complements, *clause.preps("into", "in", "by")]
    return any(_are_several(t) for t in things if t.i < colon)


def _are_several(thing: Token) -> bool:
    several = thing.tag_ in PLURALS and thing.lemma_.lower() in _THINGS
    counted = thing.like_num or any(c.like_num for c in thing.lefts)
    return (several and counted) or thing.like_num


def _listed(scene: Scene, colon: int) -> Iterator[_Listed]:
    """The units behind a colon, each with the person named behind it by "under" or "by"."""
    unit: str | None = None
    for token in scene.doc[colon + 1 :]:
        if scene.is_person(token) and scene.doc[token.i - 1].lower_ in _BY:
            if unit is not None:
                yield _Listed(unit, scene.name(token))
            unit = None
        elif unit is None and scene.kind(token) in {*COMPANIES, Kind.UNIT}:
            unit = scene.at[token.i].text
        elif unit is None and token.lemma_.lower() in UNIT_NOUNS:
            unit = scene.unit(token)
        elif unit is None and token.text.istitle() and token.i not in scene.at:
            unit = token.text


RULES = (units_listed,)
