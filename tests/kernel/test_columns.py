"""Very many rows are read as columns."""

from typing import Any

import numpy as np
import pytest

from tracker.kernel.columns import in_columns

pytestmark = pytest.mark.django_db

COLUMNS = {"number": False, "end": False, "word": True}


@pytest.mark.parametrize("planned", [False, True])
def test_numbers_come_as_arrays_and_texts_as_lists_in_one_order(
    django_assert_num_queries: Any, *, planned: bool
) -> None:
    asked: list[tuple[str, list[object]]] = [
        ("SELECT n, -n, 'no. ' || n FROM generate_series(%s::int, 70) n", [3]),
        ("SELECT 1, 2, 'none' WHERE %s", [False]),
        (f"SELECT {2**40}, 2, '%%'", []),
    ]
    in_columns([("SELECT 1, 1, 'one'", [])], COLUMNS, planned=planned)
    with django_assert_num_queries(1):
        some, none, one = in_columns(asked, COLUMNS, planned=planned)
    assert some["number"].dtype == np.int64
    assert (some["number"] == -some["end"]).all()
    assert some["word"] == [f"no. {number}" for number in some["number"].tolist()]
    assert sorted(some["number"].tolist()) == list(range(3, 71))
    assert [len(column) for column in none.values()] == [0, 0, 0]
    assert [list(column) for column in one.values()] == [[2**40], [2], ["%"]]
