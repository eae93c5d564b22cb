"""Columns in a query are told apart by their names.

Django puts every column of an ordered query into a dictionary, and has each find out what it was made of from the signature
of its constructor: a fifth of what a page takes whose questions are not prepared.
"""

from django.db.models.expressions import Col


def hash_by_name() -> None:
    """Let columns be hashed by alias and name alone. Equal ones have both; Django still tells which are."""
    Col.__hash__ = _by_name  # type: ignore[method-assign, assignment]


def _by_name(column: Col) -> int:
    return hash((column.alias, column.target.column))
