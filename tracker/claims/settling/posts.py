"""Positions and reporting lines, settled from people's claims."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from people.models import Position, ReportingLine
from people.models.positions import PositionState, ReportingLineState
from people.titles import meaning_of
from tracker.claims.models import POSITION_TYPES, ClaimType
from tracker.claims.settling.conflicts import WITHDRAWN, Contested, Contradictions
from tracker.claims.settling.holdings import Holding, judge
from tracker.claims.settling.lines import gather_lines, kind_of
from tracker.claims.settling.pinned import beside
from tracker.claims.settling.reading_claims import SaysOfPeople
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import Spell, gather
from tracker.claims.settling.writing import (
    Columns,
    Facts,
    Kept,
    Shelf,
    publication_days,
    spans,
)

_POSITIONS = Shelf(Position, "person_id", "position_id", PositionState)
_LINES = Shelf(ReportingLine, "person_id", "line_id", ReportingLineState)


def _by_organization(says: Sequence[Say]) -> list[tuple[int, list[Say]]]:
    found: dict[int, list[Say]] = defaultdict(list)
    for say in says:
        if say.organization is not None:
            found[say.organization].append(say)
    return sorted(found.items())


def settle_positions(
    told: SaysOfPeople,
    contradictions: Contradictions,
    contested: Contested,
    *,
    for_good: bool = True,
) -> list[Kept]:
    """Judge all spells of these people again and write the positions they amount to; returns those.

    What is not ``for_good`` is rolled back, and gets no states.
    """
    facts = Facts(_POSITIONS, told.people)
    for person in told.people:
        found: list[tuple[int, Spell, Holding]] = []
        for organization, says in _by_organization(told.of(person, *POSITION_TYPES)):
            spells, stray = gather(says)
            contradictions.add(stray, "says that a post is held which has ended")
            _queue_of_void(spells, contradictions)
            judged = ((spell, judge(spell)) for spell in spells)
            found += [(organization, spell, holding) for spell, holding in judged if holding]
        rows = facts.assigned(person, [spell.claims() for _, spell, _ in found])
        for (organization, spell, holding), row in zip(found, rows, strict=True):
            _queue(holding, contradictions)
            identity: Columns = {"person_id": person, "organization_id": organization}
            columns = _position_columns(holding, organization)
            contested.post(organization, columns["role"])
            facts.keep(
                row,
                identity | columns,
                spell.claims(),
                [(days, _position_columns(then, organization)) for days, then in _known(spell)]
                if for_good
                else None,
            )
    return facts.write()


def _queue(holding: Holding, contradictions: Contradictions) -> None:
    contradictions.add_pinned(holding.against_pins)
    contradictions.add(holding.contradicting, "gives another day for the same change")
    contradictions.add(holding.elsewhere, "names another company at the other end of the move")


def _queue_of_void(spells: Iterable[Spell], contradictions: Contradictions) -> None:
    for spell in spells:
        if spell.void:
            known = spell.bound | beside(spell.says())
            contradictions.add(spell.claims() - known, WITHDRAWN)


def _known(spell: Spell) -> list[tuple[DateRange, Holding]]:
    def known(day: date) -> Holding | None:
        return judge(spell, day)

    return spans(publication_days(spell.says()), known)


def _position_columns(holding: Holding, organization: int) -> Columns:
    columns = _period_columns(holding)
    meaning = meaning_of(holding.title)
    columns |= {
        "title": holding.title,
        "role": str(meaning.role),
        "seniority": int(meaning.seniority),
        "interim": meaning.interim,
        "exclusive": meaning.exclusive,
        "unit_id": holding.unit if holding.unit != organization else None,
        "stated_origin_id": holding.stated_origin,
        "stated_destination_id": holding.stated_destination,
    }
    return columns


_OF_NO_COLUMN = frozenset(
    {
        "title",
        "unit",
        "stated_origin",
        "stated_destination",
        "contradicting",
        "against_pins",
        "elsewhere",
    }
)
_OF_A_PERIOD = tuple(column.name for column in fields(Holding) if column.name not in _OF_NO_COLUMN)


def _period_columns(holding: Holding) -> Columns:
    columns: Columns = {name: getattr(holding, name) for name in _OF_A_PERIOD}
    for name in ("end_state", "start_status", "end_status"):
        columns[name] = str(columns[name])
    return columns


def settle_lines(
    told: SaysOfPeople,
    contradictions: Contradictions,
    contested: Contested,
    *,
    for_good: bool = True,
) -> None:
    """Judge the reporting lines of these people upwards again; see ``settle_positions``."""
    facts = Facts(_LINES, told.people)
    for person in told.people:
        says = [
            say
            for say in told.of(person, ClaimType.REPORTS_TO)
            if say.manager not in (None, person)
        ]
        found: list[tuple[int, int, Spell, Holding]] = []
        for organization, of_organization in _by_organization(says):
            lines = gather_lines(of_organization)
            _queue_of_void((spell for _, spell in lines), contradictions)
            found += [
                (organization, manager, spell, holding)
                for manager, spell in lines
                if (holding := judge(spell)) is not None
            ]
        rows = facts.assigned(person, [spell.claims() for _, _, spell, _ in found])
        for (organization, manager, spell, holding), row in zip(found, rows, strict=True):
            _queue(holding, contradictions)
            contested.line(organization, person)
            kind = kind_of(spell)
            contradictions.add_pinned([("kind", kind.against)])
            of_kind: Columns = {"kind": kind.value}
            identity: Columns = {
                "person_id": person,
                "organization_id": organization,
                "manager_id": manager,
            }
            facts.keep(
                row,
                identity | _period_columns(holding) | of_kind,
                spell.claims(),
                [(days, _period_columns(then) | of_kind) for days, then in _known(spell)]
                if for_good
                else None,
            )
    facts.write()
