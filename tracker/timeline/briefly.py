"""Facts in few words, which say what each is about and neither that it is so nor who says it."""

from collections.abc import Iterable
from typing import Any

from people.models import Move
from people.models.moves import MoveShape
from tracker.claims.withholding import Withheld, withheld
from tracker.timeline.move_lines import KIND_WORDS
from tracker.timeline.refs import PARENTS, ref_org, ref_org_or_none, ref_person
from tracker.timeline.wording import Phrase, Ref

_ORGANIZATION = f"organization__{PARENTS}"
#: What naming a fact of each kind needs.
NAMES = {
    "position": ("person", _ORGANIZATION),
    "line": ("person", "manager", _ORGANIZATION),
    "founding": ("person", _ORGANIZATION),
    "event": (_ORGANIZATION, f"unit__{PARENTS}"),
    "stake": (f"acquirer__{PARENTS}", f"target__{PARENTS}"),
    "move": ("person", "from_company", "to_company", f"unit__{PARENTS}"),
}


def briefly(kind: str, fact: Any, row: Any = None) -> Phrase:
    """What a fact is about, as one of its states (``row``) or it itself has it; asks no query."""
    return _TELL[kind](fact, fact if row is None else row, withheld())  # type: ignore[no-any-return]


def record_of(kind: str, fact: Any) -> Ref:
    """The record on whose page the fact stands."""
    match kind:
        case "event":
            return ref_org(fact.organization)
        case "stake":
            return ref_org(fact.acquirer)
        case _:
            return ref_person(fact.person)


def named(kind: str, rows: Any, pks: Iterable[int]) -> dict[int, Any]:
    """Those of ``rows`` that have one of these ids, with the names they need; one query, or none."""
    wanted = set(pks)
    if not wanted:
        return {}
    return {row.pk: row for row in rows.filter(pk__in=wanted).select_related(*NAMES[kind])}


def _position(fact: Any, row: Any, names: Withheld) -> Phrase:
    words = f", {names.text(row.title)} at " if row.title else " at "
    return (ref_person(fact.person), words, ref_org(fact.organization))


def _move(fact: Move, row: MoveShape, names: Withheld) -> Phrase:
    origin, destination = ref_org_or_none(row.from_company), ref_org_or_none(row.to_company)
    kind = KIND_WORDS[row.kind].lower()
    title = names.text(row.title or row.former_title)
    what = f", {kind}{f' as {title}' if title and row.title else ''}"
    if origin is not None and destination is not None and origin != destination:
        return (ref_person(fact.person), f"{what}: ", origin, " to ", destination)
    place = destination or origin
    where: Phrase = (": ", place) if place is not None else ()
    return (ref_person(fact.person), what, *where)


def _event(fact: Any, row: Any, names: Withheld) -> Phrase:  # noqa: ARG001
    unit = ref_org_or_none(fact.unit)
    of_unit: Phrase = (", ", unit) if unit is not None else ()
    return (ref_org(fact.organization), f": {fact.get_kind_display().lower()}", *of_unit)


_TELL: dict[str, Any] = {
    "position": _position,
    "line": lambda fact, _row, _names: (
        ref_person(fact.person), ", answering to ", ref_person(fact.manager), " at ", ref_org(fact.organization),
    ),
    "founding": lambda fact, _row, _names: (
        ref_person(fact.person), ", founder of ", ref_org(fact.organization),
    ),
    "event": _event,
    "stake": lambda fact, _row, _names: (
        ref_org(fact.acquirer), ", a stake in ", ref_org(fact.target),
    ),
    "move": _move,
}  # fmt: skip
