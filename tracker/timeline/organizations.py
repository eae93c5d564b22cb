"""The organizations that a whole page names, looked up at once and put where they are named."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from companies.models import Kind, Organization
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.timeline.facts import KINDS, Pair
from tracker.timeline.refs import PARENTS

#: What naming an organization needs of itself and of each parent.
_COLUMNS = ("name", "slug", "kind", "description", "hidden", "parent")
_ABOVE = tuple(PARENTS.split("__"))

#: Organizations by id, hidden ones among them: whoever names one asks whether it may be shown.
type Organizations = Mapping[int, Organization]


def named_by(pairs: Iterable[Pair]) -> set[int]:
    """The ids of the organizations that these facts name."""
    found = {
        getattr(holder, f"{name}_id")
        for pair in pairs
        for holder, name in KINDS[pair.kind].organizations_of(pair)
    }
    return found - {None}


def standing_for(number: int, *, unit: bool) -> Organization:
    """In a question that is put together once, the record that is asked about: it has its number, and is a unit or none."""
    kind, parent = (Kind.LAB, -1) if unit else (Kind.COMPANY, None)
    return Organization(pk=number, kind=kind, parent_id=parent)


def look_up(ids: Iterable[int]) -> Organizations:
    """Those organizations with the parents that the address of a unit needs; one query."""
    found = _ORGANIZATIONS.rows(ids=sorted(set(ids)))
    return {one.pk: one for one in found}


def _organizations(*, ids: Given) -> QuerySet[Organization]:
    levels = ("__".join(_ABOVE[:depth]) for depth in range(1, len(_ABOVE) + 1))
    above = [f"{level}__{column}" for level in levels for column in _COLUMNS]
    found = Organization.objects.select_related(PARENTS).only(*_COLUMNS, *above)
    return found.filter(one_of_given("id", ids)).order_by()


_ORGANIZATIONS = Prepared(_organizations, planned=True)


def put_in(pairs: Iterable[Pair], organizations: Organizations) -> None:
    """Give each fact the organizations that it names, so that naming them asks nothing more."""
    for pair in pairs:
        for holder, name in KINDS[pair.kind].organizations_of(pair):
            one = getattr(holder, f"{name}_id")
            setattr(holder, name, None if one is None else organizations[one])
