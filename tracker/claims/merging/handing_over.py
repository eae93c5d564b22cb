"""Whose are the claims that were recorded while two records were one? Their words say."""

from collections.abc import Iterable

from companies.models import Organization
from people.models import Person
from tracker.claims.merging.relations import Record
from tracker.claims.models import Claim, ClaimType
from tracker.kernel.plain_names import plain

_ORGANIZATION_WORDS = ("org", "acquirer")
_OTHER_WORDS = ("from_org", "to_org", "target", "lead", "into")


def hand_over(claims: Iterable[Claim], winner: Record, loser: Record) -> int:
    """Give ``loser`` those of ``claims`` whose words name it by a name that is not the winner's too.

    The names are those of the two records now that they are apart. Returns how many there were.
    """
    names = _names(loser) - _names(winner)
    given = 0
    for claim in claims:
        if isinstance(winner, Person) and isinstance(loser, Person):
            columns = _people(claim, winner, loser, names)
        elif isinstance(winner, Organization) and isinstance(loser, Organization):
            columns = _organizations(claim, winner, loser, names)
        if columns:
            claim.save(update_fields=columns)
            given += 1
    return given


def _names(record: Record) -> set[str]:
    return {
        plain(name) for name in (record.name, *(row.name for row in record.names.all())) if name
    }


def _told(claim: Claim, words: Iterable[str], names: set[str]) -> bool:
    return any(plain(str(claim.values.get(word) or "")) in names for word in words)


def _people(claim: Claim, winner: Person, loser: Person, names: set[str]) -> list[str]:
    columns = []
    for name in ("person", "manager"):
        if getattr(claim, f"{name}_id") == winner.pk and _told(claim, [name], names):
            setattr(claim, name, loser)
            columns.append(name)
    return columns


def _organizations(
    claim: Claim, winner: Organization, loser: Organization, names: set[str]
) -> list[str]:
    columns = []
    at = winner.pk in (claim.organization_id, claim.unit_id)
    if at and (
        _told(claim, _ORGANIZATION_WORDS, names)
        or (claim.unit_id == winner.pk and _told(claim, ["unit"], names))
    ):
        claim.organization = loser if claim.type == ClaimType.FOUNDED else loser.company
        if loser.is_unit:
            claim.unit = loser
        elif claim.unit_id == winner.pk:
            claim.unit = None
        columns += ["organization", "unit"]
    others = {winner.pk, winner.company.pk}
    if claim.other_id in others and _told(claim, _OTHER_WORDS, names):
        claim.other = loser if claim.other_id == winner.pk else loser.company
        columns.append("other")
    return columns
