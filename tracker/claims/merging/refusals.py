"""Why two records may not be merged, or a merge not be undone."""

from companies.models import Organization
from people.models import Person
from tracker.claims.identity.rulings import never_same


class CannotMerge(ValueError):
    """The two may not be merged, or the merge not be undone; the message says why, for the editor."""


class ItemsDiffer(CannotMerge):
    """Both records carry an item of Wikidata, and not the same: the editor must say that it is meant."""


class MergingBusy(CannotMerge):
    """Others are at work on the same records; nothing was changed."""


def told_apart(winner: Person | Organization, loser: Person | Organization) -> str:
    """Why these two were told apart for good; empty when nobody has."""
    ruling = never_same(winner, loser)
    return ruling.reason if ruling is not None else ""


def refuse(
    winner: Person | Organization, loser: Person | Organization, *, although_items_differ: bool
) -> None:
    """Raise CannotMerge where ``loser`` may not be merged into ``winner``."""
    if type(winner) is not type(loser):
        raise CannotMerge("A person and an organization are never the same.")
    if winner.pk == loser.pk:
        raise CannotMerge("A record cannot be merged into itself.")
    for record in (winner, loser):
        if record.merged_into_id is not None:
            raise CannotMerge(f"{record} ({record.slug}) is merged into another record already.")
    if winner.hidden != loser.hidden:
        hidden = winner if winner.hidden else loser
        raise CannotMerge(
            f"{hidden} ({hidden.slug}) is hidden and the other is not: hide both, or show both, first."
        )
    if isinstance(winner, Organization) and isinstance(loser, Organization):
        _refuse_descendant(winner, loser)
    if reason := told_apart(winner, loser):
        raise CannotMerge(f"These two were told apart: {reason}")
    differ = bool(winner.wikidata and loser.wikidata and winner.wikidata != loser.wikidata)
    if differ and not although_items_differ:
        raise ItemsDiffer(
            f"Wikidata has two items: {winner.wikidata} for {winner}, {loser.wikidata} for {loser}. "
            "Confirm that they are the same all the same."
        )


def _refuse_descendant(winner: Organization, loser: Organization) -> None:
    above, seen = winner.parent, {winner.pk}
    while above is not None and above.pk not in seen:
        if above.pk == loser.pk:
            raise CannotMerge(
                f"{winner} is part of {loser}: merge the part into the whole, or give it another parent first."
            )
        seen.add(above.pk)
        above = above.parent
