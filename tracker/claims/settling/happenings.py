"""Events and stakes, settled from organizations' claims."""

from collections.abc import Sequence

from companies.models import UNIT_EVENTS, OrgEvent, OrgEventState, Stake, StakeState
from tracker.claims.models import ClaimType
from tracker.claims.settling.conflicts import Contradictions
from tracker.claims.settling.deeds import shared_columns
from tracker.claims.settling.occurrences import Group, Happening, gather
from tracker.claims.settling.reading_claims import says_of_organizations
from tracker.claims.settling.says import Say
from tracker.claims.settling.supporting import keep_happenings
from tracker.claims.settling.writing import Columns, Facts, Shelf
from tracker.kernel.statuses import UNDONE
from tracker.kernel.tables import Row

_EVENTS = Shelf(OrgEvent, "organization_id", "event_id", OrgEventState)
_STAKES = Shelf(Stake, "acquirer_id", "stake_id", StakeState)


def settle_happenings(organizations: Sequence[int], contradictions: Contradictions) -> None:
    """Judge what happened to ``organizations`` and their units, and the stakes they took."""
    told = says_of_organizations(organizations)
    events, stakes = Facts(_EVENTS, organizations), Facts(_STAKES, organizations)
    for organization in organizations:
        says = told.get(organization, [])
        _keep_events(organization, says, events, contradictions)
        _keep_stakes(organization, says, stakes, contradictions)
    events.write()
    stakes.write()


def _keep_events(
    organization: int, says: Sequence[Say], facts: Facts, contradictions: Contradictions
) -> None:
    of_events = [
        say
        for say in says
        if say.type != ClaimType.STAKE and (say.type not in UNIT_EVENTS or say.unit is not None)
    ]

    def identity(group: Group, _row: Row | None) -> Columns:
        kind = group.says[0].type
        return {
            "organization_id": organization,
            "kind": kind,
            "unit_id": group.last("unit"),
            "into_id": group.last("other", "into") if kind in UNIT_EVENTS else None,
            "lead_id": group.last("other", "lead") if kind == ClaimType.FUNDING else None,
            "beneficiary": group.words("beneficiary")[:200],
        }

    keep_happenings(
        facts,
        organization,
        gather(of_events, _event_subject),
        what="event",
        identity=identity,
        columns=_event_columns,
        contradictions=contradictions,
    )


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


def _keep_stakes(
    organization: int, says: Sequence[Say], facts: Facts, contradictions: Contradictions
) -> None:
    """The stakes that ``organization`` took or tried to take."""
    of_stakes = [
        say for say in says if say.type == ClaimType.STAKE and say.other not in (None, organization)
    ]

    def identity(group: Group, _row: Row | None) -> Columns:
        return {"acquirer_id": organization, "target_id": group.last("other", "target")}

    keep_happenings(
        facts,
        organization,
        _joined(gather(of_stakes, lambda say: (say.other, say.status in UNDONE))),
        what="stake",
        identity=identity,
        columns=_stake_columns,
        contradictions=contradictions,
    )


def _joined(groups: list[Group]) -> list[Group]:
    """A denial or reversal goes to the bid for the same target it most nearly follows."""
    bids = [g for g in groups if any(say.status not in UNDONE for say in g.says)]
    result = list(bids)
    for group in groups:
        if group in bids:
            continue
        near = [bid for bid in bids if bid.last("other", "target") == group.last("other")]
        near = [bid for bid in near if not bid.void] or near
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
