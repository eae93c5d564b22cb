"""What is written to the log stays in its line."""

from collections.abc import MutableMapping
from typing import Any

_ESCAPED = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) != "\t"}
_ESCAPED |= {ord("\n"): "\\n", ord("\r"): "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def one_line(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Escape what would begin a new line or move a terminal's cursor: names and paths are anybody's invention."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = value.translate(_ESCAPED)
    return event
