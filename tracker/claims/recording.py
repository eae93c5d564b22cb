"""From findings to claims: mentions resolved, records attached, each saying written once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from tracker.claims.identity.article import Mentions
from tracker.claims.keys import claim_key
from tracker.claims.models import Aspect, Claim, ClaimType, DateKind, Decision, EvidenceKind
from tracker.claims.publishing import Policies, saying_of
from tracker.extraction import Finding
from tracker.kernel.partial_dates import NotADate, PartialDate
from tracker.kernel.statuses import Status
from tracker.news.models import Article

type Saying = tuple[str, str, str, str]


@dataclass(slots=True)
class Recorded:
    """What recording an article's findings did."""

    claims: list[Claim] = field(default_factory=list)
    changed: list[Claim] = field(default_factory=list)


@transaction.atomic
def record_findings(
    *, article: Article, findings: Sequence[Finding], rules_version: str, queue: bool
) -> Recorded:
    """Write the findings of ``article`` as claims; what it said by earlier rules and no longer does
    is withdrawn, unless an editor decided it. Recording the same findings again changes nothing.
    """
    Article.objects.select_for_update().get(pk=article.pk)
    held = {
        claim.key: claim
        for claim in Claim.objects.filter(article=article).select_related("person", "organization")
    }
    writer = _Writer(article, findings, rules_version, queue=queue)
    wanted: dict[str, Claim] = {}
    for finding in sorted(findings, key=_in_order):
        claim = writer.claim(finding)
        wanted.setdefault(claim.key, claim)
    by_copies = _said_by_copies(article, wanted)
    result = Recorded()
    for key, claim in wanted.items():
        said = by_copies.get(_saying(claim)) if key not in held else None
        if said is not None:
            _take_over(said, claim)
            result.changed.append(said)
            result.claims.append(said)
            continue
        before = held.get(key)
        if before is None:
            claim.save(force_insert=True)
            result.changed.append(claim)
        elif before.withdrawn and before.decided_by_id is None:
            before.withdrawn = False
            before.save(update_fields=["withdrawn"])
            result.changed.append(before)
        result.claims.append(before or claim)
    for key, claim in held.items():
        if key not in wanted and not claim.withdrawn and claim.decided_by_id is None:
            claim.withdrawn = True
            claim.save(update_fields=["withdrawn"])
            result.changed.append(claim)
    return result


def _said_by_copies(article: Article, keys: Iterable[str]) -> dict[Saying, Claim]:
    """What articles say that were read first and turned out to repeat this one.

    Those of its very words make claims of its very keys; of two that say the same, these go first.
    """
    repeats = Q(article__copy_of=article) | Q(key__in=list(keys), article__story=article.story_id)
    said = Claim.objects.select_for_update(of=("self",)).filter(repeats).exclude(article=article)
    same_words = set(keys)
    ordered = sorted(said, key=lambda claim: (claim.key in same_words, claim.key))
    return {_saying(claim): claim for claim in ordered}


def _saying(claim: Claim) -> Saying:
    """What a claim says, whichever article says it; the same sentence may tell another day in each."""
    values = json.dumps(claim.values, sort_keys=True, default=str)
    return claim.type, claim.status, values, " ".join(claim.evidence.casefold().split())


def _take_over(standing: Claim, claim: Claim) -> None:
    """Let the claim on record be said by the earlier article; what was decided of it stands."""
    columns = [*_OF_AN_ARTICLE, "key"]
    for column in columns:
        setattr(standing, column, getattr(claim, column))
    standing.withdrawn = False
    standing.save(update_fields=[*columns, "withdrawn"])


#: What a claim owes to the article that says it.
_OF_AN_ARTICLE = (
    "article",
    "address",
    "outlet",
    "published_on",
    "start",
    "end",
    "evidence",
    "date",
    "date_kind",
    "via",
)


def _in_order(finding: Finding) -> tuple[object, ...]:
    return (finding.start, finding.end, finding.type, sorted(map(str, finding.values.items())))


class _Writer:
    """Makes the claims of one article, with one memory of who is who."""

    def __init__(
        self, article: Article, findings: Sequence[Finding], rules_version: str, *, queue: bool
    ) -> None:
        self._article = article
        self._rules_version = rules_version
        self._queue = queue
        self._mentions = Mentions(article, findings)
        self._policies = Policies.in_force()

    def claim(self, finding: Finding) -> Claim:
        kind = ClaimType(finding.type)
        values: dict[str, object] = {
            name: value for name, value in finding.values.items() if value is not None
        }
        meant = self._mentions.of(finding)
        evidence = self._article.text[finding.start : finding.end]
        status = finding.status or Status.DONE
        day = _date(finding.date)
        title = str(values.get("title") or "")[:200]
        publication = self._policies.decide(
            saying_of(
                article=self._article,
                type=kind,
                status=status,
                span=(finding.start, finding.end),
                people=(meant.person, meant.manager),
                title=title,
                probability=finding.probability,
                queue=self._queue,
                unresolved="; ".join(meant.unresolved),
            )
        )
        return Claim(
            type=kind,
            aspect=aspect_of(kind, status),
            status=str(status),
            evidence_kind=EvidenceKind.QUOTE,
            evidence=evidence,
            start=finding.start,
            end=finding.end,
            article=self._article,
            address=self._article.url,
            outlet=self._article.outlet,
            published_on=self._article.published_on,
            via=(finding.via or "")[:200],
            date=day,
            date_kind=(finding.date_kind or DateKind.TOLD) if day is not None else "",
            title=title,
            person=meant.person,
            manager=meant.manager,
            organization=meant.organization,
            unit=meant.unit,
            other=meant.other,
            values=_storable(kind, values),
            mentions=meant.kept,
            rule=finding.rule[:80],
            rules_version=self._rules_version,
            probability=min(1.0, max(0.0, finding.probability)),
            decision=Decision.ACCEPTED if publication.accepted else Decision.UNDECIDED,
            policy=publication.policy,
            queue_reason=publication.reason,
            key=claim_key(
                self._article.content_hash, kind, str(status), values, finding.date, evidence
            ),
        )


def aspect_of(kind: ClaimType, status: str) -> str:
    """Which end of a lasting fact such a claim speaks of; empty for what happens once."""
    if kind is ClaimType.LEFT or (kind is ClaimType.ROLE and status == Status.FORMER):
        return Aspect.END
    if kind is ClaimType.ROLE and status == Status.HELD:
        return Aspect.HELD
    if kind in {ClaimType.JOINED, ClaimType.ROLE, ClaimType.REPORTS_TO}:
        return Aspect.START
    return ""


def _storable(kind: ClaimType, values: dict[str, object]) -> dict[str, object]:
    """The words as extracted; a compensation's person is whom the money is offered to."""
    stored = dict(values)
    if kind is ClaimType.COMPENSATION and "person" in stored:
        stored["beneficiary"] = stored["person"]
    return stored


def _date(text: str | None) -> PartialDate | None:
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except NotADate:
        return None
