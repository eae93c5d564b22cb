"""Moves as feeds tell them: newest published first, with what has been corrected since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from companies.models import Organization
from people.models import Move, MoveKind, Person
from tracker.claims.withholding import withheld
from tracker.kernel.statuses import Status
from tracker.timeline.corrections.rules import MOVE
from tracker.timeline.evidence import Evidence
from tracker.timeline.latest import move_lines
from tracker.timeline.move_lines import KIND_WORDS
from tracker.timeline.refs import PARENTS
from tracker.timeline.wording import Phrase, Ref

#: As many moves as a feed holds, and as many older ones that have just been corrected.
NEWEST, CORRECTED = 50, 20
#: A correction of an older move stays in the feed for so long.
LATELY = timedelta(days=30)
#: As many of the latest changes as are looked through for corrections of older moves.
LOOKED_THROUGH = 300
#: What an article says is put together within this time; a change after it corrects what readers saw.
SETTLES = timedelta(hours=1)
_WORDS = {
    "kind": "kind",
    "status": "status",
    "from_company_id": "company left",
    "to_company_id": "company joined",
    "unit_id": "unit",
    "title": "title",
    "happened": "date",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to what had been told, and when it was made.

    ``corrects``: what had been told reads otherwise now; it has not merely come further.
    """

    at: datetime
    text: str
    withdraws: bool = False
    corrects: bool = True


@dataclass(frozen=True, slots=True)
class TellableMove:
    """A move as a feed tells it. A withdrawn one is told as a correction."""

    move: int
    kind: str
    status: str
    person: Ref
    sentence: Phrase
    published: datetime
    corrections: tuple[Correction, ...]
    withdrawn: bool
    evidence: tuple[Evidence, ...]

    @property
    def updated(self) -> datetime:
        return max([self.published, *(one.at for one in self.corrections)])

    @property
    def corrected(self) -> datetime | None:
        """When it was last corrected; None when it never was."""
        return max((one.at for one in self.corrections if one.corrects), default=None)


def newest_moves(
    *, now: datetime, person: Person | None = None, company: Organization | None = None
) -> list[TellableMove]:
    """The newest published moves of everybody, one person or one company; at most ten queries.

    Those corrected in the last month are among them however old they are, and so are withdrawn ones.
    What has been taken down is not.
    """
    wanted = tellable(person, company)
    newest = _with_names(wanted).order_by(F("first_on").desc(nulls_last=True), "-pk")
    found = {move.pk: move for move in newest[:NEWEST]}
    late = [pk for pk in _lately_changed(wanted, now) if pk not in found]
    history = _history([*found, *late])
    corrections = _corrections(history)
    older = [pk for pk in late if any(c.at >= now - LATELY for c in corrections.get(pk, ()))]
    found.update((move.pk, move) for move in _with_names(wanted.filter(pk__in=older[:CORRECTED])))
    shown = [
        move
        for move in found.values()
        if not move.withdrawn or any(c.withdraws for c in corrections.get(move.pk, ()))
    ]
    lines = move_lines([(move, move) for move in shown], as_of=now.date())
    told = [
        TellableMove(
            move=move.pk,
            kind=line.kind,
            status=line.status,
            person=line.person,
            sentence=line.sentence,
            published=_published(move, history.get(move.pk, ())),
            corrections=corrections.get(move.pk, ()),
            withdrawn=move.withdrawn,
            evidence=() if move.withdrawn else line.evidence,
        )
        for move, line in zip(shown, lines, strict=True)
    ]
    return sorted(told, key=lambda one: (one.published, one.move), reverse=True)


def tellable(person: Person | None, company: Organization | None) -> QuerySet[Move]:
    """The moves that a feed may tell. "A founder of the company", told in passing, is no news."""
    moves: Any = Move.objects.shown().exclude(
        kind=MoveKind.FOUNDING, status=Status.DONE, happened=None
    )
    if person is not None:
        moves = moves.of(person)
    if company is not None:
        # Of a company of which most is told PostgreSQL goes through the newest of everybody; joined looks would bar that.
        ends = (
            Q(unit=company) if company.is_unit else Q(from_company=company) | Q(to_company=company)
        )
        moves = moves.filter(ends)
    found: QuerySet[Move] = moves
    return found


def _with_names(moves: QuerySet[Move]) -> QuerySet[Move]:
    return moves.select_related("person", "from_company", "to_company", f"unit__{PARENTS}")


def history_of_moves() -> Any:
    """The history of moves, a table that the trigger's own library makes."""
    return apps.get_model("people", "MoveEvent")._default_manager


def _lately_changed(wanted: QuerySet[Move], now: datetime) -> list[int]:
    """Moves with a change in the last month, the latest changed first; one query."""
    changes = history_of_moves().filter(pgh_label="update").order_by("-pgh_id")
    latest = changes.values("pgh_id", "pgh_obj_id", "pgh_created_at")[:LOOKED_THROUGH]
    changed = [row["pgh_obj_id"] for row in latest if row["pgh_created_at"] >= now - LATELY]
    allowed = set(wanted.filter(pk__in=set(changed)).values_list("pk", flat=True))
    return [pk for pk in dict.fromkeys(changed) if pk in allowed]


def _history(moves: Iterable[int]) -> dict[int, list[Any]]:
    """Every line of the history of these moves, first to last; one query."""
    found: dict[int, list[Any]] = {}
    for event in history_of_moves().filter(pgh_obj_id__in=list(moves)).order_by("pgh_id"):
        found.setdefault(event.pgh_obj_id, []).append(event)
    return found


def _corrections(history: Mapping[int, Sequence[Any]]) -> dict[int, tuple[Correction, ...]]:
    """What was corrected of each move after readers could see it; one query, for names."""
    pairs = {
        pk: [
            (before, after)
            for before, after in pairwise(events)
            if after.pgh_created_at - events[0].pgh_created_at >= SETTLES
        ]
        for pk, events in history.items()
    }
    names = _names(pair for found in pairs.values() for pair in found)
    told = {
        pk: tuple(one for before, after in found for one in _told(before, after, names))
        for pk, found in pairs.items()
    }
    return {pk: corrections for pk, corrections in told.items() if corrections}


def _names(pairs: Iterable[tuple[Any, Any]]) -> dict[int, str]:
    wanted = {
        getattr(event, column)
        for before, after in pairs
        for column in ("from_company_id", "to_company_id", "unit_id")
        for event in (before, after)
        if getattr(before, column) != getattr(after, column)
    } - {None}
    if not wanted:
        return {}
    found = Organization.objects.visible().in_bulk(wanted)
    return {pk: str(organization) for pk, organization in found.items()}


def _told(before: Any, after: Any, names: Mapping[int, str]) -> list[Correction]:
    at = after.pgh_created_at
    if before.withdrawn != after.withdrawn:
        text = (
            "Withdrawn: no published claim supports this any longer."
            if after.withdrawn
            else "Restored: a published claim supports this again."
        )
        return [Correction(at, text, withdraws=after.withdrawn, corrects=after.withdrawn)]
    lines = []
    for column, word in _WORDS.items():
        was, now = (_word(getattr(event, column), column, names) for event in (before, after))
        if was != now:
            lines.append(f"the {word} was {was}, and is {now}")
    if not lines:
        return []
    corrects = bool(MOVE.changes(vars(before), vars(after), names))
    return [
        Correction(
            at, f"{'Corrected' if corrects else 'Updated'}: {'; '.join(lines)}.", corrects=corrects
        )
    ]


def _word(value: Any, column: str, names: Mapping[int, str]) -> str:
    """A value as a correction tells it. What may not be shown is not named."""
    if value is None or value == "":
        return "not known"
    if column.endswith("_id"):
        return names.get(value, "one that is not shown")
    return KIND_WORDS[str(value)].lower() if column == "kind" else withheld().text(str(value))


def _published(move: Move, events: Sequence[Any]) -> datetime:
    """The day of the first publication; else the moment at which it came in, else the day it sorts by."""
    if move.first_on is None and events:
        came_in: datetime = events[0].pgh_created_at
        return came_in
    day: date = move.first_on or move.sort_on
    return datetime.combine(day, time(), UTC)
