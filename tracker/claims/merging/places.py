"""Where the posts and claims of a merged company or unit are found afterwards.

A post is *at* a company and *in* a unit of it. A company that is merged into a unit ("the company
became a lab") leaves its posts at the unit's company, in the unit; a unit that is merged into a unit
of another company takes its posts there; one merged into a company leaves them in no unit. A founding
keeps naming the record itself. Whatever else names an organization is carried over as it is.
"""

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from companies.models import UNIT_EVENTS, Organization, OrgEvent, Stake
from people.models import Move, MoveState, Position, PositionState, ReportingLine
from tracker.claims.models import Claim, ClaimType

_UNIT_CLAIMS = tuple(kind.value for kind in UNIT_EVENTS)


def place(loser: Organization, winner: Organization) -> None:
    """Give the rows that are at or in ``loser`` their new company and unit."""
    company = winner.company
    unit = winner if winner.is_unit else None
    _place_claims(loser, winner, company, unit)
    Position.objects.filter(unit=loser).update(unit=unit, organization=company)
    PositionState.objects.filter(unit=loser).update(unit=unit)
    Position.objects.filter(organization=loser, unit=company).update(unit=None)
    posts = Position.objects.filter(organization=loser)
    posts.update(organization=company, unit=Coalesce(F("unit"), unit.pk if unit else None))
    for shapes in (Position.objects.all(), PositionState.objects.all()):
        for end in ("stated_origin", "stated_destination"):
            shapes.filter(**{end: loser}).update(**{end: company})
    for moves in (Move.objects.all(), MoveState.objects.all()):
        moves.filter(from_company=loser).update(from_company=company)
        moves.filter(to_company=loser).update(to_company=company)
        moves.filter(unit=loser).update(unit=unit)
    ReportingLine.objects.filter(organization=loser).update(organization=company)
    _place_events(loser, winner, company, unit)


def _place_claims(
    loser: Organization, winner: Organization, company: Organization, unit: Organization | None
) -> None:
    of_units = Q(type__in=_UNIT_CLAIMS)
    claims = Claim.objects.all()
    claims.filter(of_units, unit=loser).update(unit=winner, organization=company)
    claims.filter(unit=loser).update(unit=unit, organization=company)
    claims.filter(of_units, other=loser).update(other=winner)
    claims.filter(other=loser).update(other=company)
    claims.filter(type=ClaimType.FOUNDED, organization=loser).update(organization=winner)
    claims.filter(organization=loser).update(
        organization=company, unit=Coalesce(F("unit"), unit.pk if unit else None)
    )


def _place_events(
    loser: Organization, winner: Organization, company: Organization, unit: Organization | None
) -> None:
    of_units = Q(kind__in=UNIT_EVENTS)
    events = OrgEvent.objects.all()
    events.filter(of_units, unit=loser).update(unit=winner, organization=company)
    events.filter(unit=loser).update(unit=unit, organization=company)
    events.filter(organization=loser).update(
        organization=company, unit=Coalesce(F("unit"), unit.pk if unit else None)
    )
    events.filter(lead=loser).update(lead=company)
    for one, other in (("acquirer", "target"), ("target", "acquirer")):
        rows = Stake.objects.filter(**{one: loser})
        rows.filter(**{other: company}).update(withdrawn=True)
        rows.exclude(**{other: company}).update(**{one: company})
