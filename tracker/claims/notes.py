"""An editor's entry: a claim whose evidence is a note with the reason."""

from django.contrib.auth.models import User
from django.db import transaction

from tracker.claims.keys import claim_key
from tracker.claims.models import Claim, ClaimType, Decision, EvidenceKind
from tracker.claims.recording import aspect_of
from tracker.claims.settling.settle import settle, subjects_of


def as_editors(claim: Claim, editor: User) -> None:
    """Let ``claim`` be what ``editor`` says: it takes part in settling and is nobody else's to decide."""
    claim.decision, claim.decided_by, claim.policy = Decision.ACCEPTED, editor, "editor"


@transaction.atomic
def record_note(*, claim: Claim, editor: User) -> Claim:
    """Store what ``editor`` says in ``claim`` (records, words, ``evidence`` as the reason) as
    accepted, and settle. The same saying again is the row that stands already.
    """
    claim.evidence_kind = EvidenceKind.NOTE
    claim.aspect = aspect_of(ClaimType(claim.type), claim.status)
    as_editors(claim, editor)
    claim.key = claim_key(
        "note",
        claim.type,
        claim.status,
        claim.evidence,
        claim.person_id,
        claim.manager_id,
        claim.organization_id,
        claim.unit_id,
        claim.other_id,
        claim.title,
        claim.date,
        claim.published_on,
        claim.values,
        sorted(claim.pins),
    )
    standing = Claim.objects.filter(key=claim.key).first()
    if standing is not None:
        claim.pk = standing.pk
        return standing
    claim.save(force_insert=True)
    settle(subjects_of([claim]))
    return claim


@transaction.atomic
def attach_claim(*, claim: Claim) -> Claim:
    """Store the records that an editor chose for ``claim``, and settle those before and after."""
    before = Claim.objects.select_for_update().get(pk=claim.pk)
    claim.save(update_fields=["person", "manager", "organization", "unit", "other", "hidden"])
    settle(subjects_of([before, claim]))
    return claim
