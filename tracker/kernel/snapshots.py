"""What of the database can be seen at a moment: two equal answers mean the same rows in every table."""

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Func, TextField


class Seen(Func):
    """Which transactions PostgreSQL sees, as text; beside what a query asks anyway."""

    function = "pg_current_snapshot"
    template = "%(function)s()::text"
    output_field = TextField()


def data_seen() -> str | None:
    """The same, asked for by itself; None while PostgreSQL is away."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    except (OperationalError, InterfaceError):
        return None
