"""A claim as settling sees it: who says what about when, free of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import UNDONE, Status


@dataclass(frozen=True, slots=True)
class Say:
    """What one claim says. ``origin`` is who it goes back to: two says of one origin count once.

    ``figures`` are amounts as published (count, percent, amount_usd, valuation_usd); ``words`` the
    texts (purpose, beneficiary, description, topic, quote, kind).
    """

    claim: int
    key: str
    type: str
    aspect: str
    status: Status
    origin: str
    outlet: str = ""
    published: date | None = None
    stated: PartialDate | None = None
    effective: bool = False
    told_on: date | None = None
    title: str = ""
    organization: int | None = None
    unit: int | None = None
    other: int | None = None
    manager: int | None = None
    editor: bool = False
    pins: tuple[str, ...] = ()
    figures: dict[str, Decimal] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[date, str]:
        """By publication; what has no day comes first, and the content decides a tie."""
        return (self.published or date.min, self.key)

    @property
    def moment(self) -> date:
        """The day the say is about, as well as it can be told: the change, else the telling."""
        if self.effective and self.stated is not None:
            return self.stated.earliest or self.stated.sort_day
        return self.published or date.min

    @property
    def undone(self) -> bool:
        return self.status in UNDONE

    @property
    def when(self) -> PartialDate | None:
        """The effective day of the change; a day on which it was told never counts."""
        return self.stated if self.effective else None


def in_order(says: Iterable[Say]) -> list[Say]:
    return sorted(says, key=lambda say: say.order)


def known_by(says: Iterable[Say], day: date) -> list[Say]:
    """What had been published by the end of ``day``; says without a day never take part."""
    return [say for say in says if say.published is not None and say.published <= day]


def publication_days(says: Iterable[Say]) -> list[date]:
    return sorted({say.published for say in says if say.published is not None})


def origins(says: Iterable[Say]) -> int:
    """How many independent origins say so."""
    return len({say.origin for say in says})


def first_told(says: Sequence[Say]) -> tuple[str, date | None]:
    """Outlet and day of the first published say; ('', None) when no day is known."""
    dated = [say for say in in_order(says) if say.published is not None]
    if not dated:
        return (next((say.outlet for say in in_order(says) if say.outlet), ""), None)
    return (dated[0].outlet, dated[0].published)
