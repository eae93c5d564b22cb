"""From findings to claims: mentions resolved, records attached, each saying written once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from companies.models import UNIT_KINDS, Organization
from people.models import Person
from tracker.claims.identity import Organizations, People
from tracker.claims.keys import claim_key
from tracker.claims.models import Aspect, Claim, ClaimType, DateKind, Decision, EvidenceKind
from tracker.claims.publishing import decide
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
    taken_over = _said_by_a_copy(article, wanted)
    result = Recorded()
    for key, claim in wanted.items():
        if key in taken_over:
            _take_over(taken_over[key], claim)
            result.changed.append(taken_over[key])
            result.claims.append(taken_over[key])
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


def _said_by_a_copy(article: Article, keys: Iterable[str]) -> dict[str, Claim]:
    """The same sayings of an article that was read first and turned out to repeat this one."""
    said = Claim.objects.select_for_update().filter(key__in=list(keys)).exclude(article=article)
    return {claim.key: claim for claim in said.filter(article__story=article.story_id)}


def _take_over(standing: Claim, claim: Claim) -> None:
    """Let the claim on record be said by the earlier article; what was decided of it stands."""
    columns = ["article", "address", "outlet", "published_on", "start", "end", "evidence"]
    for column in columns:
        setattr(standing, column, getattr(claim, column))
    standing.withdrawn = False
    standing.save(update_fields=[*columns, "withdrawn"])


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
        self._new_people: set[int] = set()

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
        publication = decide(
            status=status,
            evidence=evidence,
            title=title,
            person_is_new=person is not None and person.pk in self._new_people,
            queue=self._queue,
            unresolved="; ".join(unresolved),
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
        elif found.new:
            self._new_people.add(found.record.pk)
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
