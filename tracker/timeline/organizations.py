"""The organizations that a whole page names, looked up at once and put where they are named."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from companies.models import Kind, Organization
from tracker.kernel.facts import one_of
from tracker.kernel.prepared import Given, Prepared
from tracker.timeline.facts import KINDS, Pair
from tracker.timeline.looks import AsWord, Line, by_tag, question

#: What naming an organization needs of itself and of each parent, in the order in which a record has it.
_NAMED = {"id", "slug", "name", "kind", "description", "hidden", "parent_id"}
_COLUMNS = [one.attname for one in Organization._meta.concrete_fields if one.attname in _NAMED]
#: They and all above them. UNION leaves out what was found before, so that a ring of parents ends.
_WITH_PARENTS = """
ARRAY(
    WITH RECURSIVE above (id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT org.parent_id FROM above JOIN companies_organization org USING (id)
        WHERE org.parent_id IS NOT NULL
    )
    SELECT id FROM above
)"""

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
    """Those organizations with all their parents, whom the address of a unit needs; one query."""
    return organizations_of(by_tag(_ORGANIZATIONS.rows(ids=sorted(set(ids)))))


def question_of_organizations(ids: Given) -> QuerySet[Any, Any]:
    """What ``organizations_of`` needs, to be asked with other questions."""
    wanted = one_of("id", RawSQL(_WITH_PARENTS, [ids]))  # noqa: S611 - our own words
    found = Organization.objects.filter(wanted).order_by()
    return question("organization", found, word=AsWord(*_COLUMNS))


_ORGANIZATIONS = Prepared(lambda *, ids: question_of_organizations(ids), planned=True)


def organizations_of(found: Mapping[str, Sequence[Line]]) -> Organizations:
    """The organizations, from the answers; each has its parent, unless its parents form a ring."""
    known = {
        one.pk: one
        for line in found.get("organization", ())
        for one in [Organization.from_db(DEFAULT_DB_ALIAS, _COLUMNS, json.loads(line.word))]
    }
    for one in known.values():
        if one.parent_id is not None and not _in_a_ring(one, known):
            one.parent = known[one.parent_id]
    return known


def _in_a_ring(one: Organization, known: Organizations) -> bool:
    above, seen = one.parent_id, {one.pk}
    while above is not None and above not in seen:
        seen.add(above)
        above = known[above].parent_id
    return above is not None


def put_in(pairs: Iterable[Pair], organizations: Organizations) -> None:
    """Give each fact the organizations that it names, so that naming them asks nothing more."""
    for pair in pairs:
        for holder, name in KINDS[pair.kind].organizations_of(pair):
            one = getattr(holder, f"{name}_id")
            setattr(holder, name, None if one is None else organizations[one])
