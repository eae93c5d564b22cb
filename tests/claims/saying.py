"""Says in few words, for the tests of the pure rules."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from tracker.claims.settling.says import Say
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

COMPANY = 1
_numbers = count(1)


def say(
    status: str,
    published: str = "",
    *,
    aspect: str = "",
    on: str = "",
    told: str = "",
    figures: dict[str, float] | None = None,
    **rest: Any,
) -> Say:
    """One say; ``on`` is a day of effect, ``told`` only the day on which it was told."""
    number = next(_numbers)
    columns: dict[str, Any] = {
        "claim": number,
        "key": f"{number:06}",
        "type": "role",
        "origin": f"outlet-{number}",
        "organization": COMPANY,
    }
    if on or told:
        columns["stated"] = PartialDate.parse(on or told)
        columns["effective"] = bool(on)
    if told:
        columns["told_on"] = PartialDate.parse(told).latest
    columns["figures"] = {name: Decimal(str(value)) for name, value in (figures or {}).items()}
    return Say(
        **(
            columns
            | {
                "aspect": aspect,
                "status": Status(status),
                "published": date.fromisoformat(published) if published else None,
            }
            | rest
        )
    )


def start(status: str, published: str = "", **rest: Any) -> Say:
    """Somebody takes up a post."""
    return say(status, published, aspect="start", **({"type": "joined"} | rest))


def held(published: str = "", **rest: Any) -> Say:
    """Somebody is told to hold a post."""
    return say("held", published, aspect="held", **rest)


def end(status: str, published: str = "", **rest: Any) -> Say:
    """Somebody gives up a post, or leaves."""
    return say(status, published, aspect="end", **({"type": "left"} | rest))


def told_daily(*statuses: str) -> list[Say]:
    """These statuses of one change, published one day after the other."""
    return [say(status, f"2025-03-{day:02}") for day, status in enumerate(statuses, 1)]
