"""Statements that are planned once."""

import pytest

from tracker.kernel.planned import ask, numbered


def test_places_are_numbered_in_their_order_and_a_doubled_sign_is_one() -> None:
    assert numbered("SELECT %s, '50 %%', '%%s', %s") == "SELECT $1, '50 %', '%s', $2"


@pytest.mark.django_db
def test_a_statement_gets_what_is_given_in_its_order() -> None:
    asked = "SELECT %s::text, 'a %% b', %s::int, %s::bigint[]"
    assert ask(asked, "one", 2, [3, 4]) == [("one", "a % b", 2, [3, 4])]
    assert ask(asked, "%s", 5, []) == [("%s", "a % b", 5, [])]
