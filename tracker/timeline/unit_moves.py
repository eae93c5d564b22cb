"""The moves of a unit: into it, out of it or within it, and of what belonged to it on the day of the move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from companies.models import UNIT_KINDS, Organization
from people.models import Move, MoveState, PositionState
from tracker.timeline.refs import PARENTS, ref_org
from tracker.timeline.wording import Ref

#: What of a filter of moves may name a company.
COMPANIES = ("company", "from_company", "to_company")
#: What is below the roots, each with the days on which it was: dated parents where any are known, else today's. UNION
#: ends a ring of parents. What may not be shown leads nowhere.
_BELOW = """
WITH RECURSIVE {inside} below (root, id, days) AS (
    SELECT id, id, '(,)'::daterange FROM companies_organization WHERE {roots} AND NOT hidden
    UNION
    SELECT below.root, child.id, below.days * child.days FROM below, LATERAL (
        SELECT org.id, '(,)'::daterange AS days FROM companies_organization org
        WHERE org.parent_id = below.id AND NOT org.hidden AND NOT EXISTS (
            SELECT FROM companies_organizationparent placed WHERE placed.organization_id = org.id
        )
        UNION ALL
        SELECT org.id, daterange(lower(placed.since), upper(placed.until) - 1)
        FROM companies_organizationparent placed JOIN companies_organization org ON org.id = placed.organization_id
        WHERE placed.parent_id = below.id AND NOT org.hidden
    ) child
    WHERE NOT isempty(below.days * child.days)
)
"""
_OF_ONE = _BELOW.format(inside="", roots="slug = %s")
#: All that is or was below some companies.
_INSIDE = """inside (id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT child.id FROM inside, LATERAL (
        SELECT org.id FROM companies_organization org WHERE org.parent_id = inside.id
        UNION ALL
        SELECT placed.organization_id FROM companies_organizationparent placed
        WHERE placed.parent_id = inside.id
    ) child
),"""
#: What is below each of that.
_ROOTS = "id IN (SELECT id FROM inside) AND id <> ALL (%s::bigint[])"
#: In how many of the moves that ``moves`` finds each of these units has a part: told of it, or of one that was below it then.
_COUNTED = f"""{_BELOW.format(inside=_INSIDE, roots=_ROOTS)},
told AS MATERIALIZED (
    SELECT row_number() OVER () AS number, moves.* FROM ({{moves}}) moves (day, unit, origin, destination, left_unit)
)
SELECT root, count(*) FROM (
    SELECT DISTINCT told.number, below.root
    FROM told, LATERAL (VALUES (unit), (origin), (destination), (left_unit)) one (id)
    JOIN below ON below.id = one.id
    WHERE below.days @> told.day
) counted
GROUP BY root ORDER BY count(*) DESC, root LIMIT {{most}}
"""  # noqa: S608 - our own words
#: On the day of the move that record belonged to the unit. The ids are asked for as one array first, so that the moves
#: are looked up by their indexes: of a recursive query PostgreSQL does not know how few there are.
_THEN = "EXISTS (SELECT FROM below WHERE below.id = {unit} AND below.days @> one.sort_on)"
_IN = "= ANY (ARRAY(SELECT id FROM below))"
#: A move is a unit's where it is told of a post there, taken up or left, or where the unit is an end of it.
_ENDS = " UNION ".join(
    f"SELECT one.id FROM {{moves}} one WHERE one.{end} {_IN} AND {_THEN.format(unit=f'one.{end}')}"  # noqa: S608 - our own words
    for end in ("unit_id", "from_company_id", "to_company_id")
)
_LEFT = _THEN.format(unit="post.unit_id")
_MOVES = f"""{_OF_ONE} {_ENDS.format(moves="people_move")}
UNION
SELECT one.id FROM people_position post JOIN people_move one ON one.departure_id = post.id
WHERE post.unit_id {_IN} AND {_LEFT}
"""  # noqa: S608 - our own words
_STATES = f"""{_OF_ONE} {_ENDS.format(moves="people_movestate")}
UNION
SELECT one.id FROM people_positionstate post
JOIN people_move move ON move.departure_id = post.position_id
JOIN people_movestate one ON one.move_id = move.id
WHERE post.unit_id {_IN} AND post.known @> %s::date AND {_LEFT}
"""  # noqa: S608 - our own words
#: As many units as are named beside the list.
MOST = 60


def of_unit[M: models.Model](rows: QuerySet[M], unit: str, known_on: date | None) -> QuerySet[M]:
    """Those of the moves, or states of moves, that are of the unit with this slug or of one below it."""
    if known_on is None:
        return rows.filter(pk__in=RawSQL(_MOVES, [unit]))  # noqa: S611 - our own words
    return rows.filter(pk__in=RawSQL(_STATES, [unit, known_on]))  # noqa: S611 - our own words


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit, and how many of the moves counted are its or of one below it."""

    ref: Ref
    moves: int


def units_moved(
    companies: Sequence[int],
    strands: "Sequence[QuerySet[Move] | QuerySet[MoveState]]",
    *,
    known_on: date | None,
    most: int,
) -> list[UnitChoice]:
    """The units of these companies that any of the moves is of, those of most first; two queries.

    At most ``most`` moves of each list are looked at.
    """
    first, *others = (_told_of(rows, known_on)[:most] for rows in strands)
    told = first.union(*others, all=True).order_by() if others else first
    try:
        moves, params = told.query.sql_with_params()
    except EmptyResultSet:
        return []
    asked = _COUNTED.format(moves=moves, most=MOST)
    with connection.cursor() as cursor:
        cursor.execute(asked, [list(companies), list(companies), *params])
        found = dict(cursor.fetchall())
    units_of = Organization.objects.visible().units().select_related(PARENTS).in_bulk(list(found))
    return [UnitChoice(ref_org(units_of[pk]), found[pk]) for pk in found if pk in units_of]


def _told_of(
    rows: "QuerySet[Move] | QuerySet[MoveState]", known_on: date | None
) -> QuerySet[Any, Any]:
    """Of each move its day and the records that it is told of; the newest first, but with ``known_on`` as they come."""
    left: Any = F("departure__unit")
    order: tuple[str, ...] = ("-sort_on", "-pk")
    if known_on is not None:
        order = ()
        posts = PositionState.objects.known_on(known_on).order_by()
        left = Subquery(posts.filter(position=OuterRef("move__departure")).values("unit")[:1])
    told = ("sort_on", "unit", "from_company", "to_company", left)
    return rows.select_related(None).order_by(*order).values_list(*told)


def parted(named: Mapping[str, Organization]) -> dict[str, Organization]:
    """What the parameters of a filter name: a unit in the place of a company is that company and the unit, where no other
    unit is asked for.
    """
    found = dict(named)
    for end in COMPANIES:
        one = named.get(end)
        if one is not None and one.is_unit and found.setdefault("unit", one) == one:
            found[end] = one.company
    return found


def units_called(slugs: Iterable[str]) -> dict[str, Organization]:
    """The visible units among these slugs, with their parents; one query, none for none."""
    wanted = set(slugs)
    if not wanted:
        return {}
    units = Organization.objects.visible().filter(kind__in=UNIT_KINDS, parent__isnull=False)
    return {one.slug: one for one in units.filter(slug__in=wanted).select_related(PARENTS)}
