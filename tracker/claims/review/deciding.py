"""An editor's decisions on waiting claims: each is written down so that it can be undone."""

import uuid
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from companies.models import Organization
from people.models import Person
from tracker.claims.models import Claim, ReviewLock, RuledOut, Verdict, VerdictKind
from tracker.claims.review.choices import WORDS, Records, attach, missing_of, text_of
from tracker.claims.review.holding import holder_of
from tracker.claims.services import ClaimAlreadyDecided, accept_claim, reject_claim
from tracker.claims.settling.settle import settle, subjects_of

#: What a decision may change of a claim, and undoing it restores.
COLUMNS = (
    "decision",
    "decided_by_id",
    "policy",
    "queue_reason",
    "contradicting",
    "withdrawn",
    *(f"{word}_id" for word in WORDS),
)
_LABELS = {
    "person": "person",
    "organization": "company",
    "unit": "unit",
    "manager": "manager",
    "other": "other company",
}


class ClaimGone(ValueError):
    """The claim was withdrawn meanwhile: its article was read anew and does not say so any more."""


class HeldByAnother(ValueError):
    """Another editor has the claim in front of them."""


class RecordsMissing(ValueError):
    """A claim cannot be accepted while nobody knows of whom or what it speaks."""


@dataclass(slots=True)
class Bulk:
    """What a bulk acceptance did: the claims accepted, and the others with the reason."""

    accepted: list[Claim] = field(default_factory=list)
    left: list[tuple[Claim, str]] = field(default_factory=list)


@transaction.atomic
def accept(
    *, claim: Claim, editor: User, key: str, records: Records | None = None, note: str = ""
) -> Verdict:
    """Let ``claim`` take part in settling, attached to the ``records`` that the editor chose."""
    claim, step = open_claim(claim, editor), uuid.uuid4()
    before, subjects = state_of(claim), subjects_of([claim])
    with as_step(step):
        if records:
            attach(claim, records)
        _must_be_told_apart(claim)
        if records:
            claim.save(update_fields=list(WORDS))
        accept_claim(claim=claim, editor=editor)
        if subjects != subjects_of([claim]):
            settle(subjects)
    return write_verdict(claim, editor, VerdictKind.ACCEPTED, key, before, step=step, note=note)


@transaction.atomic
def reject(*, claim: Claim, editor: User, key: str, note: str = "") -> Verdict:
    """Keep ``claim`` out of every fact."""
    claim, step = open_claim(claim, editor), uuid.uuid4()
    before = state_of(claim)
    with as_step(step):
        reject_claim(claim=claim, editor=editor)
    return write_verdict(claim, editor, VerdictKind.REJECTED, key, before, step=step, note=note)


@transaction.atomic
def rule_out(*, claim: Claim, editor: User, word: str, key: str) -> Verdict:
    """``word`` of ``claim`` does not mean the record proposed: it is detached, not proposed again,
    and so for the article's other waiting claims that take the same name for the same record.
    """
    claim = open_claim(claim, editor)
    record: Person | Organization | None = getattr(claim, word)
    if record is None:
        raise RecordsMissing("No record is proposed for this name.")
    alike, step = _siblings(claim, word), uuid.uuid4()
    with as_step(step):
        verdict = _detach(claim, editor, word, record, key, step)
        for other in alike:
            if holder_of(other, other_than=editor) is None:
                _detach(other, editor, word, record, key, step)
    return verdict


def _siblings(claim: Claim, word: str) -> Sequence[Claim]:
    if claim.article_id is None:
        return []
    same = {"article": claim.article_id, f"{word}_id": getattr(claim, f"{word}_id")}
    rows = Claim.objects.queued().filter(**same).exclude(pk=claim.pk)
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    return [one for one in locked if text_of(one, word) == text_of(claim, word)]


def _detach(
    claim: Claim,
    editor: User,
    word: str,
    record: Person | Organization,
    key: str,
    step: uuid.UUID,
) -> Verdict:
    before, subjects = state_of(claim), subjects_of([claim])
    setattr(claim, word, None)
    if word == "organization":
        claim.unit = None
    claim.save(update_fields=list(WORDS))
    verdict = write_verdict(claim, editor, VerdictKind.NOT_MEANT, key, before, step=step)
    RuledOut.objects.get_or_create(
        claim=claim,
        word=word,
        person=record if isinstance(record, Person) else None,
        organization=record if isinstance(record, Organization) else None,
        defaults={"verdict": verdict},
    )
    settle(subjects)
    return verdict


def accept_all(*, claims: Sequence[Claim], editor: User) -> Bulk:
    """Accept each of ``claims`` that can be, as one step to undo; the others are left, with why.

    Each stands for itself: one that somebody else has decided meanwhile holds up no other.
    """
    done, step = Bulk(), uuid.uuid4()
    for claim in claims:
        try:
            with transaction.atomic(), as_step(step):
                found = open_claim(claim, editor)
                before = state_of(found)
                _must_be_told_apart(found)
                accept_claim(claim=found, editor=editor)
                write_verdict(found, editor, VerdictKind.ACCEPTED, "bulk", before, step=step)
        except (ClaimAlreadyDecided, ClaimGone, HeldByAnother, RecordsMissing) as error:
            done.left.append((claim, str(error)))
        else:
            done.accepted.append(found)
    return done


def open_claim(claim: Claim, editor: User) -> Claim:
    """The claim as it stands, held for this transaction, if it is still ``editor``'s to decide."""
    found = Claim.objects.select_for_update().get(pk=claim.pk)
    if found.decided_by_id is not None:
        who = "You" if found.decided_by_id == editor.pk else str(found.decided_by)
        raise ClaimAlreadyDecided(
            f"{who} {found.decision} this claim meanwhile. Nothing was changed by your decision."
        )
    if found.withdrawn:
        raise ClaimGone(
            "This claim was withdrawn meanwhile: its article, read anew, does not say so any more."
        )
    lock = holder_of(found, other_than=editor)
    if lock is not None:
        raise HeldByAnother(
            f"{lock.editor} has had this claim since your hold on it ran out. Nothing was changed."
        )
    return found


def state_of(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in COLUMNS}


def as_step(step: uuid.UUID) -> AbstractContextManager[None]:
    """Within it, changes are written down as those of ``step``: undone, they are no corrections."""
    context: AbstractContextManager[None] = pghistory.context(step=str(step))
    return context


def write_verdict(
    claim: Claim,
    editor: User,
    kind: VerdictKind,
    key: str,
    before: dict[str, object],
    *,
    step: uuid.UUID,
    note: str = "",
    correction: Claim | None = None,
) -> Verdict:
    """Write down what was decided, and give the claim back."""
    if kind != VerdictKind.NOT_MEANT:
        ReviewLock.objects.filter(claim=claim, editor=editor).delete()
    return Verdict.objects.create(
        claim=claim,
        editor=editor,
        kind=kind,
        key=key[:10],
        note=note[:500],
        before=before,
        correction=correction,
        step=step,
    )


def _must_be_told_apart(claim: Claim) -> None:
    missing = [_LABELS[word] for word in missing_of(claim)]
    if missing:
        raise RecordsMissing(f"Choose the {' and the '.join(missing)} first.")
