"""Undo a merge.

Where nothing happened since, every row is put back exactly. Otherwise what happened is kept:

1. A column that an editor or settling changed since stays as it is; what only the merge changed goes back.
2. Claims that were there go back to the record they named, unless somebody attached them elsewhere since.
3. A claim recorded since stays with the winner, unless its words name it as only the loser was called.
4. Then both records are settled, so that the facts are what their claims amount to.
"""

from dataclasses import dataclass

import pghistory
from django.contrib.auth.models import User
from django.utils import timezone

from companies.models import OrgEvent, OrgEventState, Stake, StakeState
from people.models import (
    Founding,
    FoundingState,
    Move,
    MoveState,
    Person,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
    Statement,
)
from tracker.claims.merging.alone import alone, claims_naming, hold_all, subjects_of_claims
from tracker.claims.merging.handing_over import hand_over
from tracker.claims.merging.refusals import CannotMerge
from tracker.claims.merging.relations import Record
from tracker.claims.merging.rows import (
    Net,
    give_back,
    give_back_fact,
    net_changes,
    take_back,
)
from tracker.claims.models import Claim, Merge
from tracker.claims.settling.settle import Subjects, settle

_FACTS = frozenset(
    model._meta.db_table
    for model in (Position, ReportingLine, Founding, Statement, OrgEvent, Stake, Move)
)
#: Written anew by settling, whatever stands in them.
_STATES = frozenset(
    model._meta.db_table
    for model in (
        PositionState, ReportingLineState, FoundingState, OrgEventState, StakeState, MoveState,
    )
)  # fmt: skip
_CLAIMS = Claim._meta.db_table


@dataclass(frozen=True, slots=True)
class Undone:
    """How a merge was undone: row by row as it was, or with what happened since kept."""

    merge: Merge
    exactly: bool
    to_loser: int = 0


def undo_merge(*, merge: Merge, editor: User) -> Undone:
    """Let the loser of ``merge`` stand again; undoing it again changes nothing.

    Raises CannotMerge while the winner itself is merged into another record.
    """
    return alone(lambda: _undo(merge.pk, editor))


def _undo(pk: int, editor: User) -> Undone:
    merge = Merge.objects.select_for_update().get(pk=pk)
    if merge.undone_at is not None:
        return Undone(merge, exactly=False)
    winner, loser = merge.winner, merge.loser
    if winner.merged_into is not None:
        raise CannotMerge(f"Undo the merge of {winner} into {winner.merged_into} first.")
    claims = claims_naming(winner) | set(
        merge.changes.filter(table=_CLAIMS).values_list("key", flat=True)
    )
    hold_all(subjects_of_claims(claims), winner, loser)
    net = net_changes(merge)
    newer = Claim.objects.filter(pk__in=claims, pk__gt=merge.last_claim)
    others = [one for one in net if one.table != MoveState._meta.db_table]
    with pghistory.context(undone_merge=merge.pk):
        if all(one.as_left for one in others):
            moves_as_left = len(others) == len(net) or all(one.as_left for one in net)
            take_back(merge, leaving=() if moves_as_left else (MoveState._meta.db_table,))
            exactly = moves_as_left and not newer.exists()
        else:
            _take_back_what_stayed(net, loser)
            exactly = False
        to_loser = 0
        if not exactly:
            to_loser = hand_over(newer, winner, loser)
            settle(_concerned(merge, claims, winner, loser))
    merge.undone_by, merge.undone_at = editor, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    return Undone(merge, exactly=exactly, to_loser=to_loser)


def _take_back_what_stayed(net: list[Net], loser: Record) -> None:
    """The loser first: what names a merged record would be turned to the winner."""
    type(loser)._default_manager.filter(pk=loser.pk).update(merged_into=None)
    for one in net:
        if one.table in _STATES:
            continue
        if one.table in _FACTS:
            give_back_fact(one)
        else:
            give_back(one)


def _concerned(merge: Merge, claims: set[int], winner: Record, loser: Record) -> Subjects:
    subjects = subjects_of_claims(claims)
    for record in (winner, loser):
        (subjects.people if isinstance(record, Person) else subjects.organizations).add(record.pk)
    for change in merge.changes.filter(table__in=_FACTS).only("before", "after"):
        for row in (change.before, change.after):
            if row and row.get("person_id"):
                subjects.people.add(row["person_id"])
            for name in ("organization_id", "acquirer_id"):
                if row and not row.get("person_id") and row.get(name):
                    subjects.organizations.add(row[name])
    return subjects
