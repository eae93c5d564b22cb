"""Events and stakes, settled from one organization's claims."""

from datetime import date

from companies.models import UNIT_EVENTS, Organization, OrgEvent, OrgEventState, Stake, StakeState
from tracker.claims.models import EVENT_TYPES, Claim, ClaimType
from tracker.claims.settling.conflicts import Contradictions
from tracker.claims.settling.deeds import shared_columns
from tracker.claims.settling.occurrences import Group, Happening, gather, judge
from tracker.claims.settling.reading_claims import says_of
from tracker.claims.settling.says import Say
from tracker.claims.settling.supporting import support, withdraw_others
from tracker.claims.settling.writing import (
    Columns,
    publication_days,
    spans,
    write_fact,
    write_states,
)
from tracker.kernel.statuses import UNDONE


def _says(organization: Organization, *types: str) -> list[Say]:
    claims = Claim.objects.accepted().filter(
        organization=organization, type__in=types, contradicting=False
    )
    return says_of(claims.select_related("outlet", "article").order_by("key"))


def _claims(group: Group) -> frozenset[int]:
    return frozenset(say.claim for say in group.says)


def settle_events(organization: Organization, contradictions: Contradictions) -> None:
    """Judge what happened to ``organization`` and its units."""
    says = [
        say
        for say in _says(organization, *EVENT_TYPES)
        if say.type not in UNIT_EVENTS or say.unit is not None
    ]
    groups = gather(says, _event_subject)
    rows = support("event", {"organization": organization}, [_claims(group) for group in groups])
    kept = set()
    for group, row in zip(groups, rows, strict=True):
        happening = judge(group)
        if happening is None:
            continue
        contradictions.add(happening.contradicting, "gives another day for the same event")
        kind = group.says[0].type
        event = write_fact(
            OrgEvent,
            row,
            {
                "organization_id": organization.pk,
                "kind": kind,
                "unit_id": group.last("unit"),
                "into_id": group.last("other") if kind in UNIT_EVENTS else None,
                "lead_id": group.last("other") if kind == ClaimType.FUNDING else None,
                "beneficiary": group.words("beneficiary")[:200],
            },
            _event_columns(happening),
        )
        kept.add(event.pk)
        Claim.objects.filter(pk__in=_claims(group)).exclude(event=event).update(event=event)

        def known(day: date, group: Group = group) -> Happening | None:
            return judge(group, day)

        write_states(
            OrgEventState,
            {"event_id": event.pk},
            [
                (days, _event_columns(then))
                for days, then in spans(publication_days(group.says), known)
            ],
        )
    withdraw_others(OrgEvent, {"organization": organization}, kept)


def _event_subject(say: Say) -> object:
    """What two reports must share to be about one event: its unit, or who is offered the money."""
    if say.type in UNIT_EVENTS:
        return say.unit
    return say.words.get("beneficiary", "") if say.type == ClaimType.COMPENSATION else None


def _event_columns(happening: Happening) -> Columns:
    figures = happening.figures
    return {
        **shared_columns(happening),
        "count": int(figures["count"]) if "count" in figures else None,
        "percent": figures.get("percent"),
        "amount_usd": figures.get("amount_usd"),
        "valuation_usd": figures.get("valuation_usd"),
        "purpose": happening.purpose[:200],
    }


def settle_stakes(organization: Organization, contradictions: Contradictions) -> None:
    """Judge the stakes that ``organization`` took or tried to take."""
    says = [
        say
        for say in _says(organization, ClaimType.STAKE)
        if say.other not in (None, organization.pk)
    ]
    groups = gather(says, lambda say: (say.other, say.status in UNDONE))
    groups = _joined(groups)
    rows = support("stake", {"acquirer": organization}, [_claims(group) for group in groups])
    kept = set()
    for group, row in zip(groups, rows, strict=True):
        happening = judge(group)
        if happening is None:
            continue
        contradictions.add(happening.contradicting, "gives another day for the same stake")
        stake = write_fact(
            Stake,
            row,
            {"acquirer_id": organization.pk, "target_id": group.last("other")},
            _stake_columns(happening),
        )
        kept.add(stake.pk)
        Claim.objects.filter(pk__in=_claims(group)).exclude(stake=stake).update(stake=stake)

        def known(day: date, group: Group = group) -> Happening | None:
            return judge(group, day)

        write_states(
            StakeState,
            {"stake_id": stake.pk},
            [
                (days, _stake_columns(then))
                for days, then in spans(publication_days(group.says), known)
            ],
        )
    withdraw_others(Stake, {"acquirer": organization}, kept)


def _joined(groups: list[Group]) -> list[Group]:
    """A denial or reversal goes to the bid for the same target it most nearly follows."""
    bids = [g for g in groups if any(say.status not in UNDONE for say in g.says)]
    result = list(bids)
    for group in groups:
        if group in bids:
            continue
        near = [bid for bid in bids if bid.last("other") == group.last("other")]
        if near:
            closest = min(near, key=lambda bid: abs((bid.moment - group.moment).days))
            closest.says.extend(group.says)
        else:
            result.append(group)
    return result


def _stake_columns(happening: Happening) -> Columns:
    percent = happening.figures.get("percent")
    return {
        **shared_columns(happening),
        "percent": percent if percent is not None and 0 < percent <= 100 else None,
        "amount_usd": happening.figures.get("amount_usd"),
    }
