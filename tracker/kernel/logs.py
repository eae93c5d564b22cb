"""What is written to the log stays in its line."""

from collections.abc import MutableMapping
from typing import Any

import structlog

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


def logging_of(*, as_json: bool, level: str) -> dict[str, Any]:
    """Django's ``LOGGING``: one line per event on stderr, from ``level`` on; sets structlog up to write there, too."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso" if as_json else "%H:%M:%S", utc=True),
        structlog.processors.StackInfoRenderer(),
        one_line,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *(
                        [
                            structlog.processors.format_exc_info,
                            structlog.processors.JSONRenderer(ensure_ascii=False),
                        ]
                        if as_json
                        else [
                            structlog.dev.ConsoleRenderer(
                                colors=False,
                                pad_event_to=0,
                                exception_formatter=structlog.dev.plain_traceback,
                            )
                        ]
                    ),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "axes": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
            # what others answer is not ours to log: an endpoint may repeat the key that it was sent
            "httpcore": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
        },
    }
