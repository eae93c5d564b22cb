"""Cells of tables that spreadsheets open."""

from typing import Any

#: A cell that begins like this, blanks aside, is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANKS = " \u00a0\u200b\ufeff"


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers, None becomes empty."""
    if isinstance(cell, str) and _is_formula(cell):
        return f"'{cell}"
    return "" if cell is None else cell


def unquoted(cell: Any) -> Any:
    """What ``safe`` was given: a table that is sent back as it came changes nothing."""
    if isinstance(cell, str) and cell.startswith("'") and _is_formula(cell[1:]):
        return cell[1:]
    return cell


def _is_formula(cell: str) -> bool:
    return cell.lstrip(_BLANKS).startswith(_FORMULA)
