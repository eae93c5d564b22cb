"""From findings to claims: mentions resolved, records attached, each saying written once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from companies.models import UNIT_KINDS, Organization
from people.models import Person
from tracker.claims.identity import Organizations, People
from tracker.claims.keys import claim_key
from tracker.claims.models import Aspect, Claim, ClaimType, DateKind, Decision, EvidenceKind
from tracker.claims.publishing import Policies, saying_of
from tracker.extraction import Finding
from tracker.kernel.partial_dates import NotADate, PartialDate
from tracker.kernel.statuses import Status
from tracker.news.models import Article

_UNIT_CHANGES = {
    ClaimType.UNIT_CREATED,
    ClaimType.UNIT_RENAMED,
    ClaimType.UNIT_MERGED,
    ClaimType.UNIT_DISSOLVED,
}
#: Under which word each type names its other organization.
_OTHER = {
    ClaimType.JOINED: "from_org",
    ClaimType.LEFT: "to_org",
    ClaimType.STAKE: "target",
    ClaimType.FUNDING: "lead",
}
_NEEDS_PERSON = {
    ClaimType.JOINED,
    ClaimType.LEFT,
    ClaimType.ROLE,
    ClaimType.FOUNDED,
    ClaimType.REPORTS_TO,
    ClaimType.STATEMENT,
}

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
    writer = _Writer(article, rules_version, queue=queue)
    wanted: dict[str, Claim] = {}
    for finding in _surest_first(findings):
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


def _surest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Foundings and units first, for what they make may be meant by the others."""
    early = {"founded": 0, "unit_created": 1}
    late = {"reports_to": 3, "stake": 3}
    return sorted(findings, key=lambda f: ((early | late).get(f.type, 2), f.start, f.end))


class _Writer:
    """Makes the claims of one article, with one memory of who is who."""

    def __init__(self, article: Article, rules_version: str, *, queue: bool) -> None:
        self._article = article
        self._rules_version = rules_version
        self._queue = queue
        self._organizations = Organizations()
        self._people = People()
        self._policies = Policies.in_force()

    def claim(self, finding: Finding) -> Claim:
        kind = ClaimType(finding.type)
        values: dict[str, object] = {
            name: value for name, value in finding.values.items() if value is not None
        }
        unresolved: list[str] = []
        organization, unit = self._organization(kind, values, unresolved)
        other = self._other(kind, values, organization, unresolved)
        person = self._person("person", values, organization, unresolved, also_at=other)
        if kind in _NEEDS_PERSON and person is None and not unresolved:
            unresolved.append("The text names nobody.")
        manager = self._person("manager", values, organization, unresolved)
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
                people=(person, manager),
                title=title,
                probability=finding.probability,
                queue=self._queue,
                unresolved="; ".join(unresolved),
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
            person=person if "person" in values and kind in _NEEDS_PERSON else None,
            manager=manager,
            organization=organization,
            unit=unit,
            other=other,
            values=_storable(kind, values),
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

    def _organization(
        self, kind: ClaimType, values: dict[str, object], unresolved: list[str]
    ) -> tuple[Organization | None, Organization | None]:
        """Company and unit of the claim; a unit's name alone gives its company too."""
        name = str(values.get("acquirer" if kind is ClaimType.STAKE else "org") or "")
        if not name:
            if kind not in {ClaimType.FOUNDED, ClaimType.STATEMENT}:
                unresolved.append("The text names no organization.")
            return None, None
        found = self._organizations.resolve(name)
        organization = found.record
        if organization is None:
            unresolved.append(found.reason)
            return None, None
        unit_name = str(values.get("unit") or "")
        unit: Organization | None = None
        if organization.is_unit and kind is not ClaimType.FOUNDED:
            unit, organization = organization, organization.company
        if unit_name and kind is not ClaimType.FOUNDED:
            named = self._organizations.unit(unit_name, organization)
            unit = named.record or unit
            if named.record is None and kind in _UNIT_CHANGES:
                unresolved.append(named.reason)
        return organization, unit

    def _other(
        self,
        kind: ClaimType,
        values: dict[str, object],
        organization: Organization | None,
        unresolved: list[str],
    ) -> Organization | None:
        if kind in {ClaimType.UNIT_RENAMED, ClaimType.UNIT_MERGED}:
            name = str(values.get("into") or "")
            if not name or organization is None:
                return None
            found = self._organizations.unit(name, organization)
            return found.record
        name = str(values.get(_OTHER.get(kind, ""), "") or "")
        if not name:
            return None
        found = self._organizations.resolve(name)
        if found.record is None:
            if kind is ClaimType.STAKE:
                unresolved.append(found.reason)
            return None
        return found.record.company if found.record.kind in UNIT_KINDS else found.record

    def _person(
        self,
        word: str,
        values: dict[str, object],
        at: Organization | None,
        unresolved: list[str],
        *,
        also_at: Organization | None = None,
    ) -> Person | None:
        name = str(values.get(word) or "")
        if not name:
            return None
        found = self._people.resolve(name, at=at, also_at=also_at)
        if found.record is None:
            unresolved.append(found.reason)
        return found.record


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
