"""The tallies of moves stay in step with the moves, whoever writes these and however."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Sum

from people.models import KnownTally, Move, MoveKind, MoveState, MoveTally
from people.tallying import fold_tallies, recount_tallies
from people.tasks import fold
from tests.factories import (
    DepartureFactory,
    FoundingFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PositionFactory,
    UnitFactory,
    known_from,
)

pytestmark = pytest.mark.django_db


def sums() -> dict[tuple[str, int], int]:
    """What the tallies amount to, by the company's slug and the year."""
    found: dict[tuple[str, int], int] = {}
    for tally in MoveTally.objects.select_related("company"):
        key = (tally.company.slug if tally.company else "", tally.year)
        found[key] = found.get(key, 0) + tally.moves
    return {key: number for key, number in found.items() if number}


def test_every_way_of_writing_a_move_is_counted_at_once() -> None:
    halden, norwick, ostra = (
        OrganizationFactory.create(slug=slug) for slug in ("halden", "norwick", "ostra")
    )
    for origin in (halden, halden, None):
        MoveFactory.create(
            arrival__organization=norwick, from_company=origin, sort_on=date(2024, 5, 1)
        )
    MoveFactory.create(
        arrival__organization=norwick,
        from_company=norwick,
        kind=MoveKind.PROMOTION,
        sort_on=date(2024, 6, 1),
    )
    expected = {("", 2024): 4, ("halden", 2024): 2, ("norwick", 2024): 2}
    assert sums() == expected

    first, second, *_ = Move.objects.order_by("pk")
    Move.objects.filter(pk=first.pk).update(sort_on=date(2025, 1, 1), to_company=ostra)
    Move.objects.filter(pk=second.pk).update(withdrawn=True)
    assert sums() == {("", 2024): 2, ("", 2025): 1, ("halden", 2025): 1, ("ostra", 2025): 1}

    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_move SET withdrawn = false")
    Move.objects.filter(pk=first.pk).delete()
    assert sums() == {("", 2024): 3, ("halden", 2024): 1, ("norwick", 2024): 1}

    before, rows = sums(), MoveTally.objects.count()
    assert fold_tallies() == rows - 4 > 0
    fold()
    assert (sums(), MoveTally.objects.count()) == (before, 4)
    assert recount_tallies() == 0

    MoveTally.objects.filter(company=halden).update(moves=7)
    MoveTally.objects.filter(company=None).delete()
    with pytest.raises(CommandError, match="3 sums were wrong"):
        call_command("recount_moves")
    assert sums() == before
    call_command("recount_moves", stdout=(told := StringIO()))
    assert told.getvalue() == "Every sum is right.\n"


def test_moves_are_counted_by_kind_status_and_rank() -> None:
    def kinds() -> dict[tuple[str, str, int], int]:
        tallies = MoveTally.objects.filter(company=None).order_by()
        sums = tallies.values_list("kind", "status", "seniority").annotate(Sum("moves"))
        return {(kind, status, rank): number for kind, status, rank, number in sums if number}

    move = MoveFactory.create(status="rumoured", seniority=3)
    MoveFactory.create(status="done", seniority=0)
    assert kinds() == {("hire", "rumoured", 3): 1, ("hire", "done", 0): 1}
    move.status, move.seniority = "done", 0
    move.save()
    assert kinds() == {("hire", "done", 0): 2}
    fold_tallies()
    assert kinds() == {("hire", "done", 0): 2}


def test_what_one_could_know_is_counted_from_the_month_and_the_year_on_in_which_it_came_to_be_known() -> (
    None
):
    def known() -> dict[tuple[str, str, int], int]:
        found: dict[tuple[str, str, int], int] = {}
        for tally in KnownTally.objects.select_related("company"):
            of_month = f"{tally.since:%Y-%m}" if tally.monthly else f"{tally.since:%Y}"
            key = (tally.company.slug if tally.company else "", of_month, tally.year)
            found[key] = found.get(key, 0) + tally.moves
        return {key: number for key, number in found.items() if number}

    halden, norwick = (OrganizationFactory.create(slug=slug) for slug in ("halden", "norwick"))
    move = MoveFactory.create(
        arrival__organization=norwick, from_company=halden, sort_on=date(2024, 5, 1)
    )
    state = MoveStateFactory.create(
        move=move, from_company=None, known=DateRange(date(2023, 12, 30), date(2024, 2, 7))
    )
    assert known() == {("", "2023", 2024): 1, ("", "2023-12", 2024): 1, ("", "2024", 2024): -1, ("", "2024-02", 2024): -1}  # fmt: skip
    MoveState.objects.filter(pk=state.pk).update(
        from_company=halden, known=known_from(date(2023, 12, 30))
    )
    everything = {
        (slug, since, 2024): 1
        for slug in ("", "halden", "norwick")
        for since in ("2023", "2023-12")
    }
    assert known() == everything
    fold()
    assert (known(), KnownTally.objects.count()) == (everything, 6)
    assert str(KnownTally.objects.get(company=halden, monthly=True)) == (
        f"{halden}, 2024, from the month of 2023-12-01 on: +1"
    )
    KnownTally.objects.filter(company=halden).delete()
    with pytest.raises(CommandError, match="2 sums were wrong"):
        call_command("recount_moves")
    assert known() == everything
    MoveState.objects.all().delete()
    assert known() == {}


def test_what_may_not_be_shown_is_found_from_what_is_hidden() -> None:
    def move() -> Move:
        made: Move = MoveFactory.create(
            arrival__organization=OrganizationFactory.create(),
            departure=PositionFactory.create(),
            from_company=OrganizationFactory.create(),
            unit=UnitFactory.create(),
        )
        return made

    def hide(record: object) -> None:
        record.hidden = True  # type: ignore[attr-defined]
        record.save()  # type: ignore[attr-defined]

    ends = ("from_company", "to_company", "unit", "arrival", "departure", "person")
    for end in ends:
        hide(getattr(move(), end))
    hide(move())
    founding = FoundingFactory.create(hidden=True)
    Move.objects.create(
        person=founding.person, founding=founding, kind=MoveKind.FOUNDING, status="done",
        to_company=founding.organization, sort_on=date(2024, 1, 1),
    )  # fmt: skip
    daughter = move().to_company
    assert daughter is not None
    daughter.parent = OrganizationFactory.create(hidden=True)
    daughter.save()
    shown = {move().pk, DepartureFactory.create().pk}
    unshown = set(Move.objects.unshown().values_list("pk", flat=True))
    assert set(Move.objects.visible().values_list("pk", flat=True)) == shown
    assert len(unshown) == len(ends) + 3
    assert unshown == set(Move.objects.values_list("pk", flat=True)) - shown
