"""From what an editor changed of a fact to the claims that say so; nothing is stored here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from companies.models import UNIT_EVENTS, Organization, OrgEvent, Stake
from people.models import Founding, Person, Position, ReportingLine, Statement
from tracker.claims.entering.fields import Fact, Shape, Value, Values, day_of_end, fields_of
from tracker.claims.models import Aspect, Claim, ClaimType, DateKind, EvidenceKind
from tracker.claims.settling.says import NO_FACT
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.news.outlets import outlet_at

#: What is said by a claim about the end of something that lasts.
_OF_THE_END = frozenset({"end", "end_status", "destination"})
_OF_THE_START = frozenset({"start", "start_status", "origin"})
#: A pinned field beside which other facts are let stand that would else be taken to contradict it.
_TELLS_APART = frozenset({"title", "manager", "count", "percent", "amount_usd"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where an editor has it from: an address, with the day of publication, or a note of their own."""

    note: str = ""
    address: str = ""
    published_on: date | None = None


def corrections(fact: Fact, changed: Values, source: Source) -> list[Claim]:
    """The claims that say of ``fact`` what an editor changed, each pinning what it says."""
    claims = [_about(fact, part, source) for part in _parts(fact, changed)]
    claims_of_fact, others = _told_of(fact)
    for claim in claims:
        claim.corrected = claims_of_fact
        claim.beside = others if _TELLS_APART & set(claim.pins) else []
    return claims


def denial(fact: Fact, source: Source) -> Claim:
    """The claim that there is no such fact."""
    claim = _about(fact, {}, source)
    claim.status, claim.pins = Status.DENIED, [NO_FACT]
    claim.aspect = Aspect.START if _lasts(fact) else ""
    claim.corrected, others = _told_of(fact)
    claim.beside = sorted({*others, *fact.claims.values_list("pk", flat=True)} - {*claim.corrected})
    return claim


def _lasts(fact: Fact) -> bool:
    return isinstance(fact, Position | ReportingLine)


def _parts(fact: Fact, changed: Values) -> list[Values]:
    """The changes, claim by claim: what lasts has one about its start and one about its end."""
    if not _lasts(fact):
        return [changed]
    end = {name: value for name, value in changed.items() if name in _OF_THE_END}
    rest = {name: value for name, value in changed.items() if name not in _OF_THE_END}
    return [part for part in (rest, end) if part]


def _told_of(fact: Fact) -> tuple[list[int], list[int]]:
    """The claims that spoke of ``fact``, and those of the facts beside it with which it might be
    confused. A claim that speaks of other posts too is bound to none of them, if there are others.
    """
    own = set(fact.claims.values_list("pk", flat=True))
    others = _beside(fact)
    shared: set[int] = set()
    if isinstance(fact, Position):
        through = Claim.positions.through._default_manager.filter(position__withdrawn=False)
        elsewhere = through.filter(claim__in=own).exclude(position=fact.pk)
        shared = set(elsewhere.values_list("claim_id", flat=True))
    return sorted(own - shared or own), sorted(others - own)


def _beside(fact: Fact) -> set[int]:
    """The claims of the other standing facts of the same records."""
    same: dict[str, Any]
    match fact:
        case Position() | ReportingLine():
            same = {"person": fact.person_id, "organization": fact.organization_id}
        case OrgEvent():
            same = {"organization": fact.organization_id, "kind": fact.kind}
        case Stake():
            same = {"acquirer": fact.acquirer_id, "target": fact.target_id}
        case _:
            return set()
    rows = type(fact)._default_manager.filter(**same, withdrawn=False).exclude(pk=fact.pk)
    found: Iterable[int | None] = rows.values_list("claims", flat=True)
    return {pk for pk in found if pk is not None}


def _about(fact: Fact, changed: Values, source: Source) -> Claim:
    """One claim about the records of ``fact`` that says ``changed``."""
    claim = Claim(pins=sorted(changed), probability=1.0, values={}, **_evidence(source))
    match fact:
        case Position():
            _of_a_post(claim, fact, changed)
        case ReportingLine():
            _of_a_line(claim, fact, changed)
        case _:
            _of_what_happened(claim, fact, changed)
    return claim


def _evidence(source: Source) -> dict[str, Any]:
    """A note of the editor's own, or, where there is an address, our words about what stands there."""
    if not source.address:
        return {"evidence_kind": EvidenceKind.NOTE, "evidence": source.note}
    outlet = outlet_at(source.address)
    return {
        "evidence_kind": EvidenceKind.SUMMARY,
        "evidence": source.note or f"Corrected after {outlet or 'the page at this address'}.",
        "address": source.address,
        "outlet": outlet,
        "published_on": source.published_on,
        "checked_on": timezone.now().date(),
    }


def _dated(claim: Claim, when: Value) -> None:
    if isinstance(when, PartialDate):
        claim.date, claim.date_kind = when, DateKind.EFFECTIVE


def _status(changed: Mapping[str, Value], name: str, stands: str, otherwise: Status) -> str:
    return str(changed.get(name) or stands or otherwise)


def _lasting(claim: Claim, fact: Position | ReportingLine, changed: Values) -> None:
    """Which end the claim is about, with its day and status."""
    if _OF_THE_END & changed.keys():
        claim.aspect = Aspect.END
        claim.status = _status(changed, "end_status", fact.end_status, Status.DONE)
        last = changed.get("end")
        _dated(claim, day_of_end(last) if isinstance(last, PartialDate) else None)
        return
    told = fact.start_status or changed.get("start_status")
    of_start = told and _OF_THE_START & changed.keys()
    claim.aspect = Aspect.START if of_start else Aspect.HELD
    claim.status = (
        _status(changed, "start_status", fact.start_status, Status.DONE)
        if of_start
        else Status.HELD
    )
    _dated(claim, changed.get("start"))


def _of_a_post(claim: Claim, fact: Position, changed: Values) -> None:
    _lasting(claim, fact, changed)
    claim.type = ClaimType.LEFT if claim.aspect == Aspect.END else ClaimType.ROLE
    claim.person, claim.organization = fact.person, fact.organization
    claim.title = str(changed.get("title", fact.title) or "")[:200]
    claim.unit = _organization(changed.get("unit", fact.unit))
    claim.other = _organization(changed.get("origin") or changed.get("destination"))


def _of_a_line(claim: Claim, fact: ReportingLine, changed: Values) -> None:
    _lasting(claim, fact, changed)
    if claim.aspect == Aspect.HELD:
        claim.aspect = Aspect.START
    claim.type = ClaimType.REPORTS_TO
    claim.person, claim.organization = fact.person, fact.organization
    manager = changed.get("manager", fact.manager)
    claim.manager = manager if isinstance(manager, Person) else fact.manager
    claim.values = {"line": changed.get("kind", fact.kind)}


def _organization(value: object) -> Organization | None:
    return value if isinstance(value, Organization) else None


def _of_what_happened(
    claim: Claim, fact: Founding | Statement | OrgEvent | Stake, changed: Values
) -> None:
    claim.status = _status(changed, "status", fact.status, Status.DONE)
    _dated(claim, changed.get("happened"))
    shapes = {field.name: field.shape for field in fields_of(fact)}
    for name, value in changed.items():
        if shapes[name] in (Shape.TEXT, Shape.LONG, Shape.NUMBER) and value is not None:
            claim.values[name] = str(value)
    match fact:
        case Founding():
            claim.type = ClaimType.FOUNDED
            claim.person = fact.person
            named = fact.organization if fact.organization.name else None
            claim.organization = _organization(changed.get("organization", named))
            claim.values["org_desc"] = fact.organization.description
        case Statement():
            claim.type = ClaimType.STATEMENT
            claim.person = fact.person
            claim.values = {"quote": fact.quote, "topic": fact.topic, **claim.values}
        case Stake():
            claim.type = ClaimType.STAKE
            claim.organization = fact.acquirer
            claim.other = _organization(changed.get("target", fact.target))
        case OrgEvent():
            claim.type = ClaimType(fact.kind)
            claim.organization = fact.organization
            claim.unit = _organization(changed.get("unit", fact.unit))
            other = fact.into if fact.kind in UNIT_EVENTS else fact.lead
            claim.other = _organization(changed.get("into", changed.get("lead", other)))
            if fact.beneficiary:
                claim.values["beneficiary"] = fact.beneficiary


__all__ = ["Source", "corrections", "denial"]
