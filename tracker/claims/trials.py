"""What a publication policy would have done: tried on the claims that came in last, changing nothing."""

from dataclasses import dataclass

from django.db.models import Q

from tracker.claims.models import Claim, Decision, PublicationPolicy
from tracker.claims.publishing import Policies, Saying

#: As many of the latest claims are looked at, and as many that would go another way are listed.
LOOKED_AT, LISTED = 500, 50


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim that would have gone another way: published instead of waiting, or the reverse."""

    claim: Claim
    would_publish: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Trial:
    """How many of the latest claims it would decide, and how; ``rejected`` counts what editors have
    since rejected of those that it would publish.
    """

    looked_at: int
    hard: int
    others: int
    published: int
    waiting: int
    rejected: int
    differing: tuple[Differing, ...]
    differ: int

    @property
    def decided(self) -> int:
        return self.published + self.waiting


def try_out(policy: PublicationPolicy) -> Trial:
    """``policy`` in force beside the others, on the last 500 claims that were read; two queries.

    What a hard rule held, as it was recorded then, is left out: no policy decides that.
    """
    claims = list(
        Claim.objects.filter(article__isnull=False, withdrawn=False)
        .exclude(rule="")
        .select_related("article__source", "outlet", "person", "organization")
        .defer("article__text")
        .order_by("-pk")[:LOOKED_AT]
    )
    others = PublicationPolicy.objects.filter(~Q(pk=policy.pk), active=True)
    policies = Policies((*others.order_by("order", "pk"), policy))
    met = [claim for claim in claims if not _held_by_a_hard_rule(claim)]
    published = waiting = rejected = 0
    differing = []
    for claim in met:
        saying = _saying(claim)
        if policies.deciding(saying) != policy:
            continue
        done = policies.decide(saying)
        published += done.accepted
        waiting += not done.accepted
        rejected += done.accepted and claim.decision == Decision.REJECTED
        if done.accepted != (claim.queue_reason == ""):
            differing.append(Differing(claim, done.accepted, done.reason))
    return Trial(
        looked_at=len(claims),
        hard=len(claims) - len(met),
        others=len(met) - published - waiting,
        published=published,
        waiting=waiting,
        rejected=rejected,
        differing=tuple(differing[:LISTED]),
        differ=len(differing),
    )


def _held_by_a_hard_rule(claim: Claim) -> bool:
    """It waited, or waits, for another reason than a policy's."""
    by_policy = claim.queue_reason.startswith(("Policy “", "No publication policy"))
    return claim.queue_reason != "" and not by_policy and not claim.contradicting


def _saying(claim: Claim) -> Saying:
    """The claim with what policies ask of it; what hard rules ask of it was asked when it came in."""
    article = claim.article
    return Saying(
        type=claim.type,
        status=claim.status,
        evidence="",
        around="",
        personal=False,
        private=False,
        probability=claim.probability,
        outlet=claim.outlet_id,
        source=article.source_id if article is not None else None,
    )
