"""Settling with tables: which facts the claims support, and every state those went through.

What is on record of a kind of fact is read at once for all subjects, and written at once: only what differs.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from people.models import Position, ReportingLine
from tracker.claims.models import Claim
from tracker.kernel.knowledge import States, states_rewritten
from tracker.kernel.planned import ask
from tracker.kernel.tables import (
    Below,
    Columns,
    Hanging,
    Row,
    Statement,
    at_once,
    correction,
    differing,
    insert,
    insertion,
    read,
    read_both,
)


def lock(*subjects: str) -> None:
    """Hold each subject for this transaction, in one order for everybody, so nobody deadlocks."""
    numbers = [
        int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)
        for subject in sorted(set(subjects))
    ]
    if numbers:
        ask("SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n", numbers)


def assign_rows(
    supporters: Sequence[frozenset[int]], holders: dict[int, frozenset[int]]
) -> list[int | None]:
    """For each group of claims the row that it had before, None for a new one.

    ``holders`` gives for every row the claims that supported it. Most shared claims win, and of
    equals the oldest row; each row serves one group, so ids stay with their facts.
    """
    scores = Counter(
        {
            (index, row): len(claims & held)
            for index, claims in enumerate(supporters)
            for row, held in holders.items()
            if claims & held
        }
    )
    result: list[int | None] = [None] * len(supporters)
    used: set[int] = set()
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0][1], item[0][0]))
    for (index, row), _ in ranked:
        if result[index] is None and row not in used:
            result[index] = row
            used.add(row)
    return result


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one kind of fact is kept: its table, its subject's column, its link from claims, its states.

    ``fact`` is the column by which a state, and a claim that supports only one fact of the kind, names it; a kind
    without states has none.
    """

    model: type[models.Model]
    subject: str
    fact: str
    states: type[models.Model] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact as settling wants it, under its row's id."""

    pk: int
    subject: int
    columns: Columns
    claims: frozenset[int]
    states: States


class Facts:
    """The facts of one kind about some subjects: as they stand, and as settling wants them."""

    def __init__(self, shelf: Shelf, subjects: Collection[int]) -> None:
        self._shelf = shelf
        self._of: dict[int, list[int]] = defaultdict(list)
        self._wanted: list[tuple[int | None, Row, frozenset[int], States | None]] = []
        linked = _LINKED[shelf.fact]
        self._on_record: Hanging = {}
        if shelf.states is None:
            self._rows = read(shelf.model, shelf.subject, subjects, also=linked)
        else:
            self._rows, self._on_record = read_both(
                shelf.model, shelf.subject, subjects, Below(shelf.states, shelf.fact), also=linked
            )
        self._holders: dict[int, frozenset[int]] = {}
        for pk, row in self._rows.items():
            self._of[row[shelf.subject]].append(pk)
            self._holders[pk] = frozenset(row[linked])

    def assigned(self, subject: int, groups: Sequence[frozenset[int]]) -> list[int | None]:
        """For each group of claims about ``subject`` the row it supported before, None for a new fact."""
        holders = {pk: self._holders[pk] for pk in self._of.get(subject, ())}
        return assign_rows(groups, holders)

    def row(self, pk: int) -> Row:
        """What the fact's row says until now."""
        return self._rows[pk]

    def keep(
        self, pk: int | None, columns: Columns, claims: frozenset[int], states: States | None = None
    ) -> None:
        """Let the fact say this, supported by ``claims``; None makes a new row. Without ``states`` those on
        record are left alone.
        """
        self._wanted.append((pk, columns | {"withdrawn": False}, claims, states))

    def write(self) -> list[Kept]:
        """Write what differs, and return what stands; a row that says it already is not touched, one that is kept no
        more is withdrawn.
        """
        model = self._shelf.model
        standing = {pk for pk, *_ in self._wanted if pk is not None}
        # First, for a fact that is told by other claims now may be one more row of the same records.
        gone: dict[int, Columns] = {
            pk: {"withdrawn": True}
            for pk, row in self._rows.items()
            if pk not in standing and not row["withdrawn"]
        }
        at_once(correction(model, gone))
        made = iter(insert(model, [columns for pk, columns, *_ in self._wanted if pk is None]))
        kept = [
            Kept(
                next(made) if pk is None else pk,
                columns[self._shelf.subject],
                columns,
                claims,
                states or [],
            )
            for pk, columns, claims, states in self._wanted
        ]
        held = {one.pk: one.columns for one in kept if one.pk in self._rows}
        changed = correction(model, differing(self._rows, held))
        at_once(changed, *self._links(kept), *self._states(kept))
        return kept

    def _states(self, kept: Sequence[Kept]) -> Iterable[Statement | None]:
        if self._shelf.states is None:
            return ()
        told = zip(kept, self._wanted, strict=True)
        wanted = {one.pk: one.states for one, (*_, states) in told if states is not None}
        return states_rewritten(self._shelf.states, self._shelf.fact, wanted, self._on_record)

    def _links(self, kept: Sequence[Kept]) -> Iterable[Statement | None]:
        added, dropped = [], []
        for one in kept:
            held = self._holders.get(one.pk, frozenset())
            added += [(one.pk, claim) for claim in sorted(one.claims - held)]
            dropped += [(one.pk, claim) for claim in sorted(held - one.claims)]
        if self._shelf.model is Position:
            return _position_links(added, dropped)
        return (
            _names(self._shelf.fact, added, dropped if self._shelf.model is ReportingLine else []),
        )


#: The claims that support each of some facts, by the column that names it.
_LINKED = {
    "position_id": "ARRAY(SELECT claim_id FROM claims_claim_positions WHERE position_id = people_position.id)",
    "founding_id": "ARRAY(SELECT id FROM claims_claim WHERE founding_id = people_founding.id)",
    "line_id": "ARRAY(SELECT id FROM claims_claim WHERE line_id = people_reportingline.id)",
    "statement_id": "ARRAY(SELECT id FROM claims_claim WHERE statement_id = people_statement.id)",
    "event_id": "ARRAY(SELECT id FROM claims_claim WHERE event_id = companies_orgevent.id)",
    "stake_id": "ARRAY(SELECT id FROM claims_claim WHERE stake_id = companies_stake.id)",
}


type Links = Sequence[tuple[int, int]]

_UNLINK = """
    DELETE FROM claims_claim_positions AS link
    USING unnest(%s::bigint[], %s::bigint[]) AS gone (position_id, claim_id)
    WHERE link.position_id = gone.position_id AND link.claim_id = gone.claim_id
"""


def _position_links(added: Links, dropped: Links) -> Iterable[Statement | None]:
    if dropped:
        yield _UNLINK, [list(column) for column in zip(*dropped, strict=True)]
    yield insertion(
        Claim.positions.through,
        [{"position_id": position, "claim_id": claim} for position, claim in added],
    )


def requeue(reasons: Mapping[int, str]) -> None:
    """Let these claims wait in the queue for these reasons; for none, take them out of it."""
    at_once(
        correction(Claim, {claim: {"queue_reason": reason} for claim, reason in reasons.items()})
    )


def _names(column: str, added: Links, dropped: Links) -> Statement | None:
    """Let claims name the fact that they support now in ``column``, and no longer the one they did."""
    names: dict[int, Columns] = {claim: {column: None} for _, claim in dropped}
    return correction(Claim, names | {claim: {column: fact} for fact, claim in added})


__all__ = [
    "Columns",
    "Facts",
    "Kept",
    "Shelf",
    "States",
    "assign_rows",
    "lock",
    "requeue",
]
