"""Which claims speak of the same founding, event, stake or statement, and what they say together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from people.titles import title_words
from tracker.claims.settling.judging import judge_date, judge_status, told_on
from tracker.claims.settling.says import Say, first_told, in_order, known_by, origins
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

#: Two reports further apart than this, in days, are about two events; None: there is only one.
WINDOWS: dict[str, int | None] = {
    "founded": None,
    "unit_created": None,
    "unit_renamed": None,
    "unit_merged": None,
    "unit_dissolved": None,
    "layoff": 120,
    "funding": 180,
    "spending": 400,
    "compensation": 400,
    "market_reaction": 10,
    "stake": 540,
    "statement": None,
}
#: Figures that, when both give one, must agree for two reports to be about the same event.
TELLING = {
    "layoff": ("count", "percent"),
    "funding": ("amount_usd",),
    "spending": ("amount_usd",),
    "compensation": ("amount_usd",),
    "market_reaction": ("percent",),
    "stake": ("percent",),
}
_CLOSE = Decimal("0.05")
UNNAMED_FOR_DAYS = 540


@dataclass(slots=True)
class Group:
    """The says of one occurrence."""

    says: list[Say] = field(default_factory=list)

    @property
    def moment(self) -> date:
        return min(say.moment for say in self.says)

    def figure(self, name: str) -> Decimal | None:
        """The figure as the most certain and latest say has it."""
        told = [say for say in self.says if name in say.figures]
        if not told:
            return None
        best = max(told, key=lambda say: (name in say.pins, say.status == Status.DONE, *say.order))
        return best.figures[name]

    def words(self, name: str) -> str:
        told = [say.words[name] for say in in_order(self.says) if say.words.get(name)]
        return max(told, key=lambda text: (len(text), text), default="")

    def last(self, name: str) -> int | None:
        """The last record given under ``name`` (``unit``, ``other``)."""
        given = [getattr(say, name) for say in in_order(self.says) if getattr(say, name)]
        return given[-1] if given else None


def gather(says: Iterable[Say], subject: Callable[[Say], object]) -> list[Group]:
    """Sort says into occurrences: the same subject, figures that agree, near in time."""
    groups: dict[object, list[Group]] = {}
    for say in sorted(says, key=lambda say: (say.moment, *say.order)):
        of_subject = groups.setdefault((say.type, subject(say)), [])
        for group in of_subject:
            if _same(say, group):
                group.says.append(say)
                break
        else:
            of_subject.append(Group([say]))
    return [group for of_subject in groups.values() for group in of_subject]


def _same(say: Say, group: Group) -> bool:
    window = WINDOWS[say.type]
    if window is not None and date.min not in (say.moment, group.moment):
        if abs((say.moment - group.moment).days) > window:
            return False
        if say.when and (when := judge_date(group.says).when) and not when.meets(say.when):
            latest, earliest = (
                max(say.when.sort_day, when.sort_day),
                min(say.when.sort_day, when.sort_day),
            )
            if (latest - earliest).days > window // 4:
                return False
    for name in TELLING.get(say.type, ()):
        one, other = say.figures.get(name), group.figure(name)
        if one is not None and other is not None and not _close(one, other):
            return False
    if say.type == "statement":
        return _same_quote(say.words["quote"], group.words("quote"))
    return True


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def _same_quote(one: str, other: str) -> bool:
    first, second = title_words(one), title_words(other)
    return first <= second or second <= first


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence as it can be known from some says: the columns that all such facts share."""

    status: Status
    happened: PartialDate | None
    told_on: date | None
    disputed: bool
    origins: int
    first_outlet: str
    first_on: date | None
    contradicting: frozenset[int]
    figures: dict[str, Decimal]
    purpose: str
    against_pins: frozenset[int] = frozenset()


def judge(group: Group, known_on: date | None = None) -> Happening | None:
    """What the says tell together, as published up to ``known_on``; None when nothing yet."""
    says = group.says if known_on is None else known_by(group.says, known_on)
    step = judge_status(says)
    if not says or step.status is None:
        return None
    dating = judge_date(says, pin="happened")
    outlet, first_on = first_told(says)
    told = Group(list(says))
    return Happening(
        status=step.status,
        happened=dating.when,
        told_on=told_on(says),
        disputed=step.disputed,
        origins=origins(says),
        first_outlet=outlet,
        first_on=first_on,
        contradicting=dating.contradicting,
        figures={
            name: value
            for name in ("count", "percent", "amount_usd", "valuation_usd")
            if (value := told.figure(name)) is not None
        },
        purpose=told.words("purpose"),
        against_pins=step.contradicting | _against_pinned_figures(told),
    )


def _against_pinned_figures(group: Group) -> frozenset[int]:
    pinned = {name for say in group.says if say.editor for name in say.pins}
    return frozenset(
        say.claim
        for name in pinned & {"count", "percent", "amount_usd", "valuation_usd"}
        for say in group.says
        if name in say.figures and not _close(say.figures[name], group.figure(name) or Decimal(0))
    )


def join_unnamed(says: Sequence[Say]) -> dict[str, int | None]:
    """For one person's foundings: which organization each say means, by the say's key.

    A founding of something still unnamed is taken to be the one named founding first told within
    ``UNNAMED_FOR_DAYS`` of it, and stays unnamed (None) when there are none or several.
    """
    first: dict[int, date] = {}
    for say in says:
        if say.organization is not None:
            first[say.organization] = min(say.moment, first.get(say.organization, say.moment))
    result: dict[str, int | None] = {}
    for say in says:
        if say.organization is not None:
            result[say.key] = say.organization
            continue
        near = [
            organization
            for organization, moment in first.items()
            if abs((moment - say.moment).days) <= UNNAMED_FOR_DAYS
        ]
        result[say.key] = near[0] if len(near) == 1 else None
    return result
