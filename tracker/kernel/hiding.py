"""Rows that may not be shown: the ids of each table's come from a function of the database.

Every question that a reader's page asks leaves them out, for each record that it joins. Written out, the subqueries cost
PostgreSQL more to plan than most answers cost to find, and it takes their result for a large one. A function it does not
look into; it runs once in a question, sees what the question sees, and keeps a plan of its own for the connection.
"""

from functools import cache

from django.db import models
from django.db.migrations import RunSQL
from django.db.models import Q
from django.db.models.expressions import RawSQL

from tracker.kernel.facts import one_of


@cache
def hidden_of(model: type[models.Model]) -> RawSQL:
    """The ids of the rows of ``model`` that may not be shown, as one array. A migration makes the function, by
    ``tells_hidden``.
    """
    return RawSQL(f"(SELECT {_function(model._meta.db_table)}())::bigint[]", ())  # noqa: S611 - a name of ours


def tells_hidden(table: str, ids: str = "") -> RunSQL:
    """Make the function for ``hidden_of``. ``ids`` is a query for them where the table's ``hidden`` is not all that
    counts.
    """
    ids = ids or f"SELECT id FROM {table} WHERE hidden"  # noqa: S608 - a name of ours
    name = _function(table)
    # In plpgsql, for PostgreSQL would put a function in plain SQL in its place and plan it with the rest.
    return RunSQL(
        f"CREATE FUNCTION {name}() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS "
        f"$$ BEGIN RETURN ARRAY({ids}); END $$",
        f"DROP FUNCTION {name}()",
    )


def _function(table: str) -> str:
    return f"hidden_{table}"


def none_of(column: str, ids: RawSQL) -> Q:
    """Rows whose ``column`` is empty or names none of ``ids``."""
    return Q(**{column: None}) | ~one_of(column, ids)
