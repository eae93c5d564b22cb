"""What the tests of merging share: merges in few words, and all tables as one value."""

from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from companies.models import Organization
from people.models import Move, Person
from tests.claims.scene import FACTS
from tests.factories import UserFactory
from tracker.claims.merging.merge import merge_organizations, merge_people
from tracker.claims.merging.undo import Undone, undo_merge
from tracker.claims.models import Merge

#: Tables that tell what was done, and so differ afterwards.
_TELLING = (
    "claims_merge",
    "claims_mergechange",
    "django_admin_log",
    "people_rosterchange",
    "pghistory_context",
)


def editor() -> User:
    return User.objects.filter(username="ed").first() or UserFactory.create(
        username="ed", admin=True
    )


def merged(loser: str, into: str, **rest: Any) -> Merge:
    """The record with the slug ``loser`` merged into the one with the slug ``into``."""
    if Person.objects.filter(slug=loser).exists():
        return merge_people(
            winner=Person.objects.get(slug=into),
            loser=Person.objects.get(slug=loser),
            editor=editor(),
            why="the same person",
            **rest,
        )
    return merge_organizations(
        winner=Organization.objects.get(slug=into),
        loser=Organization.objects.get(slug=loser),
        editor=editor(),
        why="the same organization",
        **rest,
    )


def parted(merge: Merge) -> Undone:
    return undo_merge(merge=merge, editor=editor())


@cache
def tables() -> list[str]:
    """Every table but histories and those that tell what was done."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [
        *sorted(n for n in names if not n.endswith("event") and n not in _TELLING),
        "companies_orgevent",
    ]


#: Tables whose rows only ever grow in number: what counts is their sums.
_SUMS = {
    table: f"(SELECT company_id, {of}, sum(moves) FROM {table} GROUP BY company_id, {of} HAVING sum(moves) <> 0)"
    for table, of in (("people_movetally", "year"), ("people_knowntally", "year, since, monthly"))
}


def every_row() -> dict[str, str]:
    """Each table as one hash of all its rows, byte for byte; tallies, which only ever grow, by their sums."""
    editor()
    asked = [
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
        f" FROM {_SUMS.get(table, table)} t"
        for table in tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return dict(cursor.fetchall())


def told() -> list[str]:
    """What the standing facts and moves and their states say, in words; ids and claims aside."""
    found = []
    tables: list[tuple[Any, str]] = [*FACTS, (Move, "states")]
    for model, states in tables:
        for row in model._default_manager.filter(withdrawn=False):
            lines = [_words(row), *sorted(_words(state) for state in _states(row, states))]
            found.append(" / ".join(lines))
    return sorted(found)


def _states(row: Any, states: str) -> list[Any]:
    return list(getattr(row, states).all()) if states else []


def _words(row: Any) -> str:
    names = [f.name for f in row._meta.concrete_fields if f.name not in _NOT_TOLD]
    return f"{row._meta.model_name}: " + ", ".join(f"{name} {getattr(row, name)}" for name in names)


_NOT_TOLD = {"id", "position", "line", "founding", "event", "stake", "move", "arrival", "departure"}
