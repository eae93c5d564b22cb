"""A PostgreSQL that is only thought of: what models may ask for can be judged, but nothing can be read or written.

Commands that need no database (``check``, ``makemigrations``, ``extract``) run on it, so that they need no server either.
"""

from typing import Any, Never

from django.db import OperationalError
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    pg_version = 18_00_00

    def get_new_connection(self, conn_params: dict[str, Any]) -> Never:
        del conn_params
        raise OperationalError("this command runs without a database")
