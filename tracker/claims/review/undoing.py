"""Undo: an editor's last steps taken back, the claims exactly as they were."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from uuid import UUID

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from companies.models import Organization
from people.models import Person
from tracker.claims.models import Claim, RuledOut, Verdict, VerdictKind
from tracker.claims.review.choices import PEOPLE, WORDS
from tracker.claims.review.deciding import COLUMNS
from tracker.claims.settling.settle import Subjects, settle

#: Whoever takes one of these back takes back what was published by it, which is a correction itself.
_PUBLISHING = {VerdictKind.ACCEPTED, VerdictKind.CORRECTED, VerdictKind.ENTERED}
#: So many of an editor's last decisions are listed, each to be undone by itself.
LISTED = 20


class NothingToUndo(ValueError):
    """The editor has decided nothing that stands."""


class ChangedSince(ValueError):
    """Somebody has decided the claim again: undoing would take back their word."""


class NotYours(ValueError):
    """Another editor decided; only a senior editor takes that back."""


def last_verdicts(editor: User) -> QuerySet[Verdict]:
    """What ``editor`` decided last and can undo, the latest first."""
    rows = Verdict.objects.undoable().filter(editor=editor).order_by("-pk")
    return rows.select_related(
        "claim__person", "claim__organization", "claim__article__outlet", "claim__outlet"
    ).defer("claim__article__text")


def decided_since(editor: User, moment: datetime) -> int:
    """How many claims ``editor`` has decided since ``moment``."""
    return Verdict.objects.deciding().since(moment).filter(editor=editor).count()


@transaction.atomic
def undo(*, editor: User, step: UUID | None = None, of_others: bool = False) -> list[Claim]:
    """Take back the last step of ``editor``, or the one named: all its decisions or none.

    The claims are as they were before it, and whatever they speak of is settled again. The record
    of the decision stays, marked as undone.
    """
    if step is None:
        last = last_verdicts(editor).first()
        if last is None:
            raise NothingToUndo("There is nothing of yours to undo.")
        step = last.step
    verdicts = list(Verdict.objects.standing().filter(step=step).order_by("claim"))
    if not verdicts:
        raise NothingToUndo("This was undone already.")
    if not of_others and any(verdict.editor_id != editor.pk for verdict in verdicts):
        raise NotYours("Another editor decided this; a senior editor can undo it.")
    claims = {
        claim.pk: claim
        for claim in Claim.objects.select_for_update()
        .filter(pk__in=[verdict.claim_id for verdict in verdicts])
        .order_by("pk")
    }
    published = any(verdict.kind in _PUBLISHING for verdict in verdicts)
    with nullcontext() if published else pghistory.context(restored=str(step)):
        _take_back(verdicts, claims)
    Verdict.objects.filter(pk__in=[verdict.pk for verdict in verdicts]).update(
        undone_at=timezone.now(), undone_by=editor
    )
    return list(claims.values())


def _take_back(verdicts: Sequence[Verdict], claims: Mapping[int, Claim]) -> None:
    subjects = Subjects()
    for verdict in verdicts:
        claim = claims[verdict.claim_id]
        _must_be_the_last_word(verdict, claim)
        subjects.add(claim)
        _restore(claim, verdict.before)
        subjects.add(claim)
        if verdict.correction is not None:
            verdict.correction.withdrawn = True
            verdict.correction.save(update_fields=["withdrawn"])
            subjects.add(verdict.correction)
    RuledOut.objects.filter(verdict__in=verdicts).delete()
    settle(subjects)


def _must_be_the_last_word(verdict: Verdict, claim: Claim) -> None:
    later = Verdict.objects.standing().filter(claim=claim, pk__gt=verdict.pk).exists()
    decides = verdict.kind != VerdictKind.NOT_MEANT
    if later or claim.decided_by_id != (verdict.editor_id if decides else None):
        raise ChangedSince(
            "This claim was decided again since. Undo the later decision first, or correct the claim."
        )


def _restore(claim: Claim, before: dict[str, object]) -> None:
    for name in COLUMNS:
        setattr(claim, name, before[name])
    for word in WORDS:
        table = Person if word in PEOPLE else Organization
        pk = before[f"{word}_id"]
        if pk is not None and not table._default_manager.filter(pk=pk).exists():
            raise ChangedSince(
                "A record that the claim was attached to is gone since; it was merged perhaps."
            )
    claim.save(update_fields=[name.removesuffix("_id") for name in COLUMNS])
