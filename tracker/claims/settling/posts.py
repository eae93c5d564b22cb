"""Positions and reporting lines, settled from one person's claims."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date

from people.models import Person, Position, ReportingLine
from people.models.positions import LineKind, PositionState, ReportingLineState
from people.titles import meaning_of
from tracker.claims.models import POSITION_TYPES, Claim, ClaimType
from tracker.claims.settling.conflicts import Contradictions
from tracker.claims.settling.lines import gather_lines
from tracker.claims.settling.reading_claims import says_of
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import Holding, Spell, gather, judge
from tracker.claims.settling.writing import (
    Columns,
    assign_rows,
    publication_days,
    spans,
    write_fact,
    write_states,
)


def _claims(person: Person, *types: str) -> list[Claim]:
    return list(
        Claim.objects.accepted()
        .filter(person=person, type__in=types, contradicting=False)
        .select_related("outlet", "article")
        .order_by("key")
    )


def settle_positions(person: Person, contradictions: Contradictions) -> None:
    """Judge all spells of ``person`` again and write the positions they amount to."""
    claims = _claims(person, *POSITION_TYPES)
    by_organization: dict[int, list[Say]] = defaultdict(list)
    for say in says_of(claims):
        if say.organization is not None:
            by_organization[say.organization].append(say)
    found: list[tuple[int, Spell]] = []
    for organization, says in sorted(by_organization.items()):
        spells, stray = gather(says)
        contradictions.add(stray, "says that a post is held which has ended")
        found.extend((organization, spell) for spell in spells)

    holders = _holders_of_positions(person)
    supporters = [frozenset(say.claim for say in spell.says()) for _, spell in found]
    kept: set[int] = set()
    for (organization, spell), row in zip(found, assign_rows(supporters, holders), strict=True):
        position = _write_position(person, organization, spell, row, contradictions)
        if position is not None:
            kept.add(position.pk)
    Position.objects.filter(person=person, withdrawn=False).exclude(pk__in=kept).update(
        withdrawn=True
    )


def _holders_of_positions(person: Person) -> dict[int, frozenset[int]]:
    through = Claim.positions.through
    holders: dict[int, set[int]] = defaultdict(set)
    rows = through._default_manager.filter(position__person=person)
    for position, claim in rows.values_list("position_id", "claim_id"):
        holders[position].add(claim)
    return {position: frozenset(claims) for position, claims in holders.items()}


def _write_position(
    person: Person,
    organization: int,
    spell: Spell,
    row: int | None,
    contradictions: Contradictions,
) -> Position | None:
    holding = judge(spell)
    if holding is None:
        return None
    contradictions.add(holding.contradicting, "gives another day for the same change")
    position = write_fact(
        Position,
        row,
        {"person_id": person.pk, "organization_id": organization},
        _position_columns(holding, organization),
    )
    held = set(position.claims.values_list("pk", flat=True))
    wanted = {say.claim for say in spell.says()}
    if held != wanted:
        position.claims.set(wanted)

    def known(day: date) -> Holding | None:
        return judge(spell, day)

    write_states(
        PositionState,
        {"position_id": position.pk},
        [
            (days, _position_columns(then, organization))
            for days, then in spans(publication_days(spell.says()), known)
        ],
    )
    return position


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


_NOT_OF_A_PERIOD = frozenset(
    {"title", "unit", "stated_origin", "stated_destination", "contradicting"}
)


def _period_columns(holding: Holding) -> Columns:
    columns = {
        name: value for name, value in asdict(holding).items() if name not in _NOT_OF_A_PERIOD
    }
    columns["start"], columns["end"] = holding.start, holding.end
    columns["end_state"] = str(holding.end_state)
    columns["start_status"] = str(holding.start_status)
    columns["end_status"] = str(holding.end_status)
    return columns


def settle_lines(person: Person, contradictions: Contradictions) -> None:
    """Judge the reporting lines of ``person`` upwards again."""
    claims = _claims(person, ClaimType.REPORTS_TO)
    by_organization: dict[int, list[Say]] = defaultdict(list)
    for say in says_of(claims):
        if say.organization is not None and say.manager not in (None, person.pk):
            by_organization[say.organization].append(say)
    found = [
        (organization, manager, spell)
        for organization, says in sorted(by_organization.items())
        for manager, spell in gather_lines(says)
    ]
    holders: dict[int, set[int]] = defaultdict(set)
    rows = Claim.objects.filter(line__person=person)
    for line_pk, claim_pk in rows.values_list("line", "pk"):
        holders[line_pk].add(claim_pk)
    supporters = [frozenset(say.claim for say in spell.says()) for _, _, spell in found]
    assigned = assign_rows(supporters, {pk: frozenset(held) for pk, held in holders.items()})
    kept: set[int] = set()
    for (organization, manager, spell), row in zip(found, assigned, strict=True):
        line = _write_line(person, organization, manager, spell, row, contradictions)
        if line is not None:
            kept.add(line.pk)
    ReportingLine.objects.filter(person=person, withdrawn=False).exclude(pk__in=kept).update(
        withdrawn=True
    )


def _write_line(
    person: Person,
    organization: int,
    manager: int,
    spell: Spell,
    row: int | None,
    contradictions: Contradictions,
) -> ReportingLine | None:
    holding = judge(spell)
    if holding is None:
        return None
    contradictions.add(holding.contradicting, "gives another day for the same change")
    kinds = [say.words["line"] for say in spell.says() if "line" in say.words]
    kind = kinds[-1] if kinds and kinds[-1] in LineKind.values else LineKind.SOLID
    line = write_fact(
        ReportingLine,
        row,
        {"person_id": person.pk, "organization_id": organization, "manager_id": manager},
        _period_columns(holding) | {"kind": str(kind)},
    )
    wanted = {say.claim for say in spell.says()}
    Claim.objects.filter(line=line).exclude(pk__in=wanted).update(line=None)
    Claim.objects.filter(pk__in=wanted).exclude(line=line).update(line=line)

    def known(day: date) -> Holding | None:
        return judge(spell, day)

    write_states(
        ReportingLineState,
        {"line_id": line.pk},
        [
            (days, _period_columns(then) | {"kind": str(kind)})
            for days, then in spans(publication_days(spell.says()), known)
        ],
    )
    return line
