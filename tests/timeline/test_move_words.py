"""Words in the filter of moves: whatever they name is found by the indexes of names and titles, as reading every move finds it."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from people.models import Move, MoveState
from tests.databases import written_by
from tests.factories import (
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    known_from,
)
from tracker.kernel.title_forms import other_forms
from tracker.timeline import move_words
from tracker.timeline.move_counts import count_moves
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import MoveFilter

pytestmark = pytest.mark.django_db
KNOWN_ON = date(2025, 12, 31)
_NAMES = ("Ada Brenner", "Zoë Lind", "Ben O'Hara", "Mary 100% Jones", "Li Na", "Brenda Ostra")
_COMPANIES = ("Ostra", "Halden_Labs", "Brenner & Co", "Ada")
_TITLES = (
    "Chief scientist",
    "Engineer",
    "Vice-president, Ostra",
    "",
    "CEO",
    "Chief executive, Europe",
    "VP",
)
_QUESTIONS = (
    "ada", "a", "o'h", "100%", "_", "brenner chief", "ostra engineer", "ZOË", "na li", "ost bren ada",
    "nobody", "ada nobody", "-", "chief engineer", "ingenieur", "ceo", "chief executive", "vp", "vice president", "cto",
)  # fmt: skip


def as_read(rows: QuerySet[Move] | QuerySet[MoveState], person: str, q: str) -> set[int]:
    """The rows with every word, told by their names and titles themselves."""
    words = q.split()
    for word, forms in zip(words, other_forms(tuple(map(str.casefold, words))), strict=True):
        found = Q(**{f"{person}__name__icontains": word})
        for column in ("title", "former_title", "from_company__name", "to_company__name"):
            found |= Q(**{f"{column}__icontains": word})
        for column in ("title", "former_title"):
            for form in forms:
                found |= Q(**{f"{column}__iregex": rf"\m{' '.join(form)}\M"})
        rows = rows.filter(found)
    return {row.pk for row in rows}


def _write_moves() -> None:
    """Sixty moves, some of them as they were told before, with another title and another end."""
    chance = Random(6)
    companies = [OrganizationFactory.create(name=name) for name in _COMPANIES]
    people = [PersonFactory.create(name=name) for name in _NAMES]
    for _ in range(60):
        move = MoveFactory.create(
            arrival__person=chance.choice(people),
            arrival__organization=chance.choice(companies),
            from_company=chance.choice([None, *companies]),
            title=chance.choice(_TITLES),
            former_title=chance.choice(_TITLES),
        )
        MoveStateFactory.create(
            move=move,
            known=known_from(date(2025, 6, 1)),
            from_company=chance.choice([None, *companies]),
            to_company=chance.choice(companies),
            title=chance.choice(_TITLES),
            former_title=move.former_title,
            sort_on=move.sort_on,
        )


some_moves = written_by(_write_moves)


@pytest.mark.usefixtures("some_moves")
@pytest.mark.parametrize("most", [0, 1, 5_000])
def test_words_find_what_reading_every_move_finds(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(move_words, "MOST_NAMED", most)
    monkeypatch.setattr(move_words, "MOST_MOVES", 2 * most)
    for q in _QUESTIONS:
        moves = {row.pk for row in MoveFilter(q=q).moves()}
        assert moves == as_read(MoveFilter().moves(), "person", q), q
        states = {row.pk for row in MoveFilter(q=q, known_on=KNOWN_ON).states(KNOWN_ON)}
        assert states == as_read(MoveFilter().states(KNOWN_ON), "move__person", q), q


@pytest.mark.usefixtures("some_moves")
@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_a_filter_that_is_understood_asks_for_its_words_no_more(known_on: date | None) -> None:
    wanted = MoveFilter(q="ada chief", known_on=known_on)
    with CaptureQueriesContext(connection) as asked:
        understood = wanted.understood()
        assert len(asked) == 1
        page_of_moves(understood, size=5)
        count_moves(understood)
    assert understood == wanted
    looked_up = [one for one in asked.captured_queries if one["sql"].startswith("(SELECT 0")]
    assert len(looked_up) == 1


@pytest.mark.usefixtures("some_moves")
@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_other_words_than_those_understood_are_looked_up_anew(known_on: date | None) -> None:
    wanted = MoveFilter(q="nobody", known_on=known_on).understood()
    assert not wanted.rows().exists()
    assert set(replace(wanted, q="ada").rows()) == set(
        MoveFilter(q="ada", known_on=known_on).rows()
    )


@pytest.mark.usefixtures("some_moves")
def test_a_title_is_found_no_more_once_it_is_taken_from_its_move() -> None:
    assert MoveFilter(q="scientist").moves().exists()
    Move.objects.update(title="", former_title="")
    assert not MoveFilter(q="scientist").moves().exists()
