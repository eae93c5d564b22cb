"""From rows of claims to says."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from tracker.claims.models import Claim, DateKind
from tracker.claims.settling.origins import origins_of
from tracker.claims.settling.says import Say
from tracker.kernel.statuses import Status

FIGURES = ("count", "percent", "amount_usd", "valuation_usd")
WORDS = ("purpose", "topic", "quote", "org_desc", "beneficiary", "line")
#: The widest values the tables hold; what is beyond is no figure but a misreading.
_LIMITS = {
    "count": (Decimal(1), Decimal(2_000_000)),
    "percent": (Decimal(-1000), Decimal(1000)),
    "amount_usd": (Decimal(-(10**15)), Decimal(10**15)),
    "valuation_usd": (Decimal(0), Decimal(10**15)),
}
#: The finest steps in which the tables hold them.
_STEPS = {
    "count": Decimal(1),
    "percent": Decimal("0.001"),
    "amount_usd": Decimal("0.01"),
    "valuation_usd": Decimal("0.01"),
}


def says_of(claims: Iterable[Claim]) -> list[Say]:
    """The says of accepted claims, each with whom it goes back to."""
    claims = list(claims)
    origins = origins_of(claims)
    return [_say(claim, origins[claim.pk]) for claim in claims]


def _say(claim: Claim, origin: str) -> Say:
    figures = {
        name: value
        for name in FIGURES
        if (value := _figure(name, claim.values.get(name))) is not None
    }
    words = {name: str(claim.values[name]) for name in WORDS if claim.values.get(name)}
    effective = claim.date is not None and claim.date_kind == DateKind.EFFECTIVE
    told = claim.date if claim.date is not None and not effective else None
    return Say(
        claim=claim.pk,
        key=claim.key,
        type=claim.type,
        aspect=claim.aspect,
        status=Status(claim.status),
        origin=origin,
        outlet=claim.outlet.slug if claim.outlet is not None else "",
        published=claim.published_on,
        stated=claim.date,
        effective=effective,
        told_on=told.latest if told is not None else None,
        title=claim.title,
        organization=claim.organization_id,
        unit=claim.unit_id,
        other=claim.other_id,
        manager=claim.manager_id,
        editor=claim.decided_by_id is not None and bool(claim.pins),
        pins=tuple(claim.pins),
        figures=figures,
        words=words,
    )


def _figure(name: str, raw: object) -> Decimal | None:
    if raw is None or raw == "":
        return None
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        return None
    low, high = _LIMITS[name]
    if not value.is_finite() or not low <= value <= high:
        return None
    return value.quantize(_STEPS[name])
