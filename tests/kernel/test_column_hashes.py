"""Columns are hashed by their names, and queries are what Django makes of them."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.expressions import Col, Expression

from people.models import Person, Position

ORDERED = Position.objects.select_related("person", "organization").order_by(
    "person__name", F("organization__name").desc(), "-pk"
)


def column(name: str, alias: str = "p") -> Any:
    field: Any = Person._meta.get_field(name)
    return Col(alias, field)


def test_equal_columns_have_one_hash_and_others_stay_apart() -> None:
    assert column("name") == column("name")
    assert hash(column("name")) == hash(column("name"))
    several = {column("name"), column("name"), column("slug"), column("name", "q")}
    assert len(several) == 3


def test_of_two_columns_with_one_name_each_is_found_as_itself() -> None:
    of_posts: Any = Position._meta.get_field("id")
    one, other = column("id"), Col("p", of_posts)
    assert hash(one) == hash(other) and one != other
    assert {one: "person", other: "post"}[column("id")] == "person"


def test_an_ordered_query_is_put_together_as_by_django_and_asks_few_signatures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = ORDERED.query.get_compiler(connection=connection)
    sql = ours.as_sql()
    asked = [one for one, *_ in ours.select if "identity" in vars(one)]
    assert len(asked) <= len(ORDERED.query.order_by) < len(ours.select)
    monkeypatch.setattr(Col, "__hash__", Expression.__hash__)
    theirs = ORDERED.query.get_compiler(connection=connection)
    assert theirs.as_sql() == sql
    assert all("identity" in vars(one) for one, *_ in theirs.select)
