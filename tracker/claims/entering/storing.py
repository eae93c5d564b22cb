"""An editor's entry on a fact: stored as claims of theirs, settled at once, and undone as one step."""

import uuid
from collections.abc import Mapping, Sequence

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from tracker.claims.entering.fields import Fact, Values, texts_of
from tracker.claims.entering.sayings import Source, corrections, denial
from tracker.claims.keys import claim_key
from tracker.claims.models import Claim, Verdict, VerdictKind
from tracker.claims.notes import as_editors
from tracker.claims.review.deciding import as_step, state_of, write_verdict
from tracker.claims.review.trial import Trial, try_out
from tracker.claims.settling.settle import hold, settle, subjects_of


class FactGone(ValueError):
    """The fact was withdrawn meanwhile, or taken down."""


class ChangedMeanwhile(ValueError):
    """The fact is told otherwise than when the editor opened it."""


def enter(
    *, fact: Fact, changed: Values, source: Source, editor: User, stood: Mapping[str, str]
) -> list[Verdict]:
    """Store what ``editor`` says of ``fact`` instead, each field in ``changed`` pinned, and settle.

    ``stood`` is what stood in each field when the editor opened it: raises ChangedMeanwhile where
    that is no longer so. Undoing takes all the claims back.
    """
    with transaction.atomic(), pghistory.context(why=_why(source)):
        hold(subjects_of(corrections(fact, changed, source)))
        fact = _as_it_stands(fact)
        if texts_of(fact) != dict(stood):
            raise ChangedMeanwhile("Somebody, or a new report, changed this meanwhile.")
        return _store(corrections(fact, changed, source), editor, source)


def withdraw(*, fact: Fact, source: Source, editor: User) -> list[Verdict]:
    """Store that there is no such fact, and settle: it is withdrawn, and so is what says so again."""
    with transaction.atomic(), pghistory.context(why=_why(source)):
        hold(subjects_of([denial(fact, source)]))
        return _store([denial(_as_it_stands(fact), source)], editor, source)


def try_entry(*, fact: Fact, changed: Values | None, source: Source, editor: User) -> Trial:
    """What storing it would change; None for ``changed`` is that there is no such fact."""

    def told(source: Source) -> list[Claim]:
        return [denial(fact, source)] if changed is None else corrections(fact, changed, source)

    concerned = subjects_of(told(Source()))
    return try_out(lambda: subjects_of(_written(told(source), editor)), concerned)


def _why(source: Source) -> str:
    return (source.note or source.address)[:300]


def _as_it_stands(fact: Fact) -> Fact:
    found: Fact | None = type(fact)._default_manager.visible().filter(pk=fact.pk).first()
    if found is None or found.withdrawn:
        raise FactGone("This was withdrawn meanwhile. What you typed is still here.")
    return found


def _store(claims: Sequence[Claim], editor: User, source: Source) -> list[Verdict]:
    step = uuid.uuid4()
    with as_step(step):
        stored = _written(claims, editor)
        verdicts = [
            write_verdict(
                claim,
                editor,
                VerdictKind.ENTERED,
                "button",
                state_of(claim) | {"withdrawn": True},
                note=_why(source),
                step=step,
            )
            for claim in stored
        ]
        settle(subjects_of(stored))
    return verdicts


def _written(claims: Sequence[Claim], editor: User) -> list[Claim]:
    """The claims as rows, accepted; one that was entered so before, and undone, is taken up again."""
    for claim in claims:
        as_editors(claim, editor)
        claim.key = claim_key(
            "entry",
            claim.type,
            claim.aspect,
            claim.status,
            claim.evidence,
            claim.address,
            claim.published_on,
            claim.title,
            claim.date,
            claim.values,
            *(
                getattr(claim, f"{record}_id")
                for record in ("person", "manager", "organization", "unit", "other")
            ),
            sorted(claim.pins),
            claim.corrected,
        )
        standing = Claim.objects.filter(key=claim.key).first()
        if standing is not None:
            claim.pk = standing.pk
        claim.save(force_insert=standing is None)
    return list(claims)
