"""An editor's correction: a claim of their own with the same evidence; the extracted one is rejected."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from tracker.claims.keys import claim_key
from tracker.claims.models import (
    POSITION_TYPES,
    Aspect,
    Claim,
    ClaimType,
    DateKind,
    Decision,
    Verdict,
    VerdictKind,
)
from tracker.claims.recording import aspect_of
from tracker.claims.review.choices import WORDS, Records, attach, missing_of
from tracker.claims.review.deciding import (
    RecordsMissing,
    as_step,
    open_claim,
    state_of,
    write_verdict,
)
from tracker.claims.services import reject_claim
from tracker.claims.settling.settle import settle, subjects_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import STEPS

_COPIED = (
    "type",
    "evidence_kind",
    "evidence",
    "start",
    "end",
    "article",
    "address",
    "outlet",
    "published_on",
    "checked_on",
    "via",
    "values",
    "rule",
    *WORDS,
)


class NothingCorrected(ValueError):
    """The editor changed nothing."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the editor says instead: all of it, also what stays."""

    status: str
    title: str
    date: PartialDate | None
    date_kind: str = ""
    records: Records | None = None


@transaction.atomic
def correct(
    *, claim: Claim, editor: User, correction: Correction, key: str, note: str = ""
) -> Verdict:
    """Store what the editor says as a claim of theirs, accepted, that pins what was changed; the
    claim as extracted stays as it is, and is rejected.
    """
    claim, step = open_claim(claim, editor), uuid.uuid4()
    before = state_of(claim)
    mine = _corrected(claim, correction, editor)
    missing = missing_of(mine)
    if missing:
        raise RecordsMissing("Choose who and what is meant first.")
    standing = Claim.objects.filter(key=mine.key).first()
    if standing is not None:  # corrected so before, and undone
        mine.pk = standing.pk
    with as_step(step):
        mine.save(force_insert=standing is None)
        reject_claim(claim=claim, editor=editor)
        settle(subjects_of([mine]))
    return write_verdict(
        claim, editor, VerdictKind.CORRECTED, key, before, step=step, note=note, correction=mine
    )


def _corrected(claim: Claim, said: Correction, editor: User) -> Claim:
    mine = Claim(**{name: getattr(claim, name) for name in _COPIED})
    attach(mine, said.records or {})
    mine.status, mine.title, mine.date = said.status, said.title[:200], said.date
    mine.date_kind = (said.date_kind or DateKind.EFFECTIVE) if said.date is not None else ""
    mine.aspect = aspect_of(ClaimType(claim.type), said.status)
    mine.pins = _pins(claim, mine)
    moved = any(getattr(mine, f"{word}_id") != getattr(claim, f"{word}_id") for word in WORDS)
    rekind = mine.date_kind != claim.date_kind
    if not mine.pins and not moved and not rekind and mine.status == claim.status:
        raise NothingCorrected("Nothing was changed. Accept the claim, or correct it.")
    mine.probability = 1.0
    mine.decision, mine.decided_by, mine.policy = Decision.ACCEPTED, editor, "editor"
    mine.key = claim_key(
        "correction",
        claim.key,
        mine.status,
        mine.title,
        mine.date,
        mine.date_kind,
        *(getattr(mine, f"{word}_id") for word in WORDS),
    )
    return mine


def _pins(claim: Claim, mine: Claim) -> list[str]:
    """The fields of the fact that the editor fixes: those changed of what the claim speaks of."""
    lasts = mine.type in POSITION_TYPES or mine.type == ClaimType.REPORTS_TO
    end = "end" if mine.aspect == Aspect.END else "start"
    pins = []
    if mine.title != claim.title and mine.title and mine.type in POSITION_TYPES:
        pins.append("title")
    if mine.date != claim.date and mine.date is not None and mine.date_kind == DateKind.EFFECTIVE:
        pins.append(end if lasts else "happened")
    if mine.status != claim.status and mine.status in STEPS:
        pins.append(f"{end}_status" if lasts else "status")
    return pins
