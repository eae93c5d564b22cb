"""Talk about somebody who has come into public life since, or left it, is decided on again.

A rumour waits as long as nobody has put its subject on record. Whether that was told before the rumour or after it
makes no difference in the end: settling asks here before it hears the claims.
"""

from collections.abc import Collection

from django.db.models import Q

from tracker.claims.models import Claim, Decision
from tracker.claims.publishing import (
    NOT_ON_RECORD,
    TALK,
    Policies,
    Publication,
    concerns_private,
    saying_of,
)
from tracker.kernel.tables import Asked, one_of

_TALK = Asked(
    lambda people: (
        Claim.objects.filter(
            Q(one_of("person", people)) | Q(one_of("manager", people)),
            status__in=TALK,
            withdrawn=False,
            decided_by=None,
            article__isnull=False,
        )
        .exclude(policy="identity")
        .values_list("pk")
    )
)


def judge_talk_again(people: Collection[int]) -> set[int]:
    """Publish what waits although its subjects are in public life now, and hold what is published although
    they no longer are; returns whose claims changed. What an editor has decided stands. ``people`` are stubs: talk of
    others is decided once and for all.
    """
    talk = _TALK(people) if people else []
    if not talk:
        return set()
    found = Claim.objects.filter(pk__in=[pk for (pk,) in talk])
    told = found.select_related("article__source", "person", "manager").defer("article__text")
    otherwise = [
        claim
        for claim in told.order_by("pk")
        if _is_held(claim) != concerns_private((claim.person, claim.manager), claim.title)
    ]
    if not otherwise:
        return set()
    policies = Policies.in_force()
    changed: set[int] = set()
    for claim in otherwise:
        decided = _decided(claim, policies)
        if decided is not None:
            _write(claim, decided)
            if claim.person_id is not None:
                changed.add(claim.person_id)
    return changed


def _is_held(claim: Claim) -> bool:
    return claim.decision == Decision.UNDECIDED and claim.queue_reason == NOT_ON_RECORD


def _decided(claim: Claim, policies: Policies) -> Publication | None:
    """What becomes of ``claim`` now; None where something else than privacy holds it as before."""
    article = claim.article
    if article is None or claim.start is None or claim.end is None:
        return None
    decided = policies.decide(
        saying_of(
            article=article,
            type=claim.type,
            status=claim.status,
            span=(claim.start, claim.end),
            people=(claim.person, claim.manager),
            title=claim.title,
            probability=claim.probability,
            queue=article.intakes.filter(queue=True).exists(),
        )
    )
    was_accepted = claim.decision == Decision.ACCEPTED
    if (decided.accepted, decided.policy) == (was_accepted, claim.policy):
        return None
    return decided


def _write(claim: Claim, decided: Publication) -> None:
    claim.decision = Decision.ACCEPTED if decided.accepted else Decision.UNDECIDED
    claim.policy, claim.queue_reason, claim.contradicting = decided.policy, decided.reason, False
    claim.save(update_fields=["decision", "policy", "queue_reason", "contradicting"])
