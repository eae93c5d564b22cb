"""How long a post was surely held of which is only told that it was over by a day."""

from datetime import date
from typing import Any

import pytest

from people.models import Position
from tests.factories import PositionFactory
from tests.kernel.test_periods import held

pytestmark = pytest.mark.django_db


def over_by_march(start: str | None, confirmed: date | None = None) -> Position:
    told: dict[str, Any] = {"start": start, "start_status": "done", "end_status": "done"}
    return PositionFactory.create(
        end="../2026-03-01",
        end_state="ended",
        confirmed_first=confirmed,
        confirmed_last=confirmed,
        **told,
    )


def answers(*days: str) -> list[str]:
    return [held(day) for day in days]


def test_nobody_having_confirmed_it_on_the_day_of_its_start_alone() -> None:
    over_by_march("2024-03-01")
    days = "2024-02-29", "2024-03-01", "2024-03-02", "2026-02-28", "2026-03-01"
    assert answers(*days) == ["no", "certain", "possible", "possible", "no"]


def test_up_to_the_last_day_on_which_somebody_confirmed_it() -> None:
    over_by_march("2024-03-01", date(2025, 6, 10))
    assert answers("2025-06-10", "2025-06-11") == ["certain", "possible"]


def test_on_no_day_where_its_start_has_no_last_day_either() -> None:
    over_by_march("2024-03-01/..")
    assert answers("2024-03-01", "2026-02-28", "2026-03-01") == ["possible", "possible", "no"]


def test_on_no_day_where_nothing_is_told_of_its_start() -> None:
    over_by_march(None)
    assert answers("2025-12-01", "2026-02-28", "2026-03-01") == ["possible", "possible", "no"]
