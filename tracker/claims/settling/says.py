"""A claim as settling sees it: who says what about when, free of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import UNDONE, Status

#: Pinned by an editor who says that there is no such fact at all.
NO_FACT = "fact"
#: Amounts that a say may give, as published.
FIGURES = ("count", "percent", "amount_usd", "valuation_usd")
#: The claims that contradict what an editor has pinned, by its field.
type Against = tuple[tuple[str, frozenset[int]], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """What one claim says. ``origin`` is who it goes back to: two says of one origin count once.

    ``figures`` are amounts as published (count, percent, amount_usd, valuation_usd); ``words`` the
    texts (purpose, beneficiary, description, topic, quote, kind). ``editor``: it pins fields; with
    ``corrects``, those of the fact that these claims spoke of. ``decided``: an editor let it in.
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
    decided: bool = False
    pins: tuple[str, ...] = ()
    corrects: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
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
    def voids(self) -> bool:
        """An editor says that there is no such fact."""
        return self.editor and NO_FACT in self.pins

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
    """How many independent origins say so; an editor who only corrects is none."""
    return len({say.origin for say in published(says)})


def first_moment(says: Iterable[Say]) -> date:
    """The first day that any of them is about; ``date.min`` where none names one."""
    days = [say.moment for say in says if say.moment != date.min]
    return min(days, default=date.min)


def published(says: Iterable[Say]) -> list[Say]:
    """The says without the corrections that no outlet stands for, unless there are no others."""
    says = list(says)
    return [say for say in says if not say.corrects or say.outlet] or says


def heard(says: Iterable[Say], pin: str) -> list[Say]:
    """The says without corrections of other fields: those speak only of what they pin.

    Where there is nothing else, they are all there is to go by.
    """
    says = list(says)
    return [say for say in says if not say.corrects or pin in say.pins] or says


def pinned(says: Iterable[Say], field: str) -> Say | None:
    """The last word of an editor on ``field``: one that was corrected in turn is not."""
    found = [say for say in says if say.editor and field in say.pins]
    if len(found) < 2:
        return found[0] if found else None
    corrected = {claim for say in found for claim in say.corrects}
    return in_order([say for say in found if say.claim not in corrected] or found)[-1]


def first_told(says: Sequence[Say]) -> tuple[str, date | None]:
    """Outlet and day of the first published say; ('', None) when no day is known. Who credits another comes behind
    that one, where it says so itself on the same day.
    """
    told = in_order(published(says))
    dated = [say for say in told if say.published is not None]
    if not dated:
        return (next((say.outlet for say in told if say.outlet), ""), None)
    first, day = dated[0], dated[0].published
    credited = any(say.outlet == first.origin and say.published == day for say in dated)
    return (first.origin if credited else first.outlet, day)
