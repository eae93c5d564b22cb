"""Which claims speak of the same founding, event, stake or statement, and what they say together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter

from people.titles import title_words
from tracker.claims.settling.judging import (
    Dating,
    Step,
    judge_date,
    judge_last,
    judge_status,
    told_on,
)
from tracker.claims.settling.pinned import beside, bound, standing_alone
from tracker.claims.settling.says import (
    FIGURES,
    Against,
    Say,
    first_moment,
    first_told,
    in_order,
    known_by,
    origins,
    pinned,
)
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
#: What an editor pins of an occurrence to say what it is about, for kinds where that can be mistaken.
SUBJECTS = {
    "unit_created": "unit",
    "unit_renamed": "unit",
    "unit_merged": "unit",
    "unit_dissolved": "unit",
    "stake": "target",
    "founded": "organization",
}
#: The records of an occurrence: how a say names them, and under which name they are pinned.
RECORDS = (
    ("organization", "organization"),
    ("unit", "unit"),
    ("other", "target"),
    ("other", "into"),
    ("other", "lead"),
)
_CLOSE = Decimal("0.05")
UNNAMED_FOR_DAYS = 540


@dataclass(slots=True)
class Group:
    """The says of one occurrence.

    ``against`` are says whose figures contradict those that an editor has pinned: they are kept with
    it and judged with nothing. ``bound`` are the claims that an editor's correction is about, and
    ``home`` what it says the occurrence is about; ``void``: it says that there was none.
    """

    says: list[Say] = field(default_factory=list)
    against: list[Say] = field(default_factory=list)
    bound: frozenset[int] = frozenset()
    home: object = None
    void: bool = False

    @property
    def moment(self) -> date:
        return first_moment(self.says)

    def claims(self) -> frozenset[int]:
        """All that support it, and those that contradict what is pinned of it."""
        return frozenset(say.claim for say in (*self.says, *self.against))

    def figure(self, name: str) -> Decimal | None:
        """The figure as an editor has pinned it, else as the most certain and latest say has it."""
        editors = pinned(self.says, name)
        if editors is not None:
            return editors.figures.get(name)
        told = [say for say in self.says if name in say.figures]
        if not told:
            return None
        return max(told, key=lambda say: (say.status == Status.DONE, *say.order)).figures[name]

    def words(self, name: str) -> str:
        editors = pinned(self.says, name)
        if editors is not None:
            return editors.words.get(name, "")
        told = [say.words[name] for say in in_order(self.says) if say.words.get(name)]
        return max(told, key=lambda text: (len(text), text), default="")

    def last(self, name: str, pin: str = "") -> int | None:
        """The last record given under ``name`` (``unit``, ``other``), or the one that is pinned."""
        value: int | None = judge_last(self.says, attrgetter(name), pin=pin or name).value
        return value


def gather(says: Iterable[Say], subject: Callable[[Say], object]) -> list[Group]:
    """Sort says into occurrences: the same subject, figures that agree, near in time."""
    groups: dict[object, list[Group]] = {}
    bundles, loose = bound(says)
    for bundle in bundles:
        _bind(bundle, subject, groups)
    for say in sorted(loose, key=lambda say: (say.moment, *say.order)):
        of_subject = groups.setdefault((say.type, subject(say)), [])
        for group in sorted(of_subject, key=lambda one: one.void):
            if _same(say, group) and not _by_itself(say, group, subject):
                group.says.append(say)
                break
        else:
            of_subject.append(Group([say]))
    for of_subject in groups.values():
        _set_against(of_subject)
    found = {id(group): group for of_subject in groups.values() for group in of_subject}
    return list(found.values())


def _bind(
    says: Sequence[Say], subject: Callable[[Say], object], groups: dict[object, list[Group]]
) -> None:
    """What an editor corrected is one occurrence, found under whatever its claims were about."""
    last = [say for say in says if say.corrects][-1]
    kind = last.type
    group = Group(
        list(says),
        bound=frozenset(say.claim for say in says),
        home=subject(pinned(says, SUBJECTS.get(kind, "")) or last),
        void=any(say.voids for say in says),
    )
    once = WINDOWS[kind] is None and kind != "statement"
    for key in dict.fromkeys((say.type, subject(say)) for say in says):
        of_subject = groups.setdefault(key, [])
        alike = [one for one in of_subject if once and one.home == group.home and not one.void]
        if alike and not group.void:
            alike[0].says += [say for say in group.says if say not in alike[0].says]
            alike[0].bound |= group.bound
            group = alike[0]
        elif group not in of_subject:
            of_subject.append(group)


def _by_itself(say: Say, group: Group, subject: Callable[[Say], object]) -> bool:
    """An editor has let the say in, though it contradicts what another has pinned of ``group``."""
    corrected = bool(group.bound) and (group.void or subject(say) != group.home)
    return say.decided and corrected


def _set_against(groups: list[Group]) -> None:
    """Let what gives another figure than an editor has pinned, at the same time, contradict that
    occurrence instead of being another; what an editor has let in stands by itself.
    """
    for other in list(groups):
        if other.bound or standing_alone(other.says):
            continue
        for group in groups:
            if group is other or group.void or beside(group.says) & other.claims():
                continue
            if against_figures(other.says, group) and _at_one_time(
                other.moment, judge_date(other.says).when, group, WINDOWS[group.says[0].type]
            ):
                otherwise = against_figures(other.says, group)
                claims = frozenset(claim for _, claims in otherwise for claim in claims)
                for say in other.says:
                    (group.against if say.claim in claims else group.says).append(say)
                groups.remove(other)
                break


def against_figures(says: Iterable[Say], group: Group) -> Against:
    """The claims of ``says`` whose figures lie beyond what an editor has pinned of ``group``."""
    says = list(says)
    found = []
    for name in FIGURES:
        editors = pinned(group.says, name)
        if editors is None:
            continue
        stands = editors.figures.get(name)
        claims = frozenset(
            say.claim
            for say in says
            if name in say.figures and (stands is None or not _close(say.figures[name], stands))
        )
        if claims - editors.corrects:
            found.append((name, claims - editors.corrects))
    return tuple(found)


def _same(say: Say, group: Group) -> bool:
    if not _at_one_time(say.moment, say.when, group, WINDOWS[say.type]):
        return False
    for name in TELLING.get(say.type, ()):
        one, other = say.figures.get(name), group.figure(name)
        if one is not None and other is not None and not _close(one, other):
            return False
    if say.type == "statement":
        corrected = group.bound if not say.decided else frozenset()
        quotes = {one.words["quote"] for one in group.says if one.claim in corrected}
        return any(
            _same_quote(say.words["quote"], quote) for quote in (group.words("quote"), *quotes)
        )
    return True


def _at_one_time(moment: date, when: PartialDate | None, group: Group, window: int | None) -> bool:
    """Nothing that was said of the days forbids that it is the same occurrence."""
    if window is None or date.min in (moment, group.moment):
        return True
    if abs((moment - group.moment).days) > window:
        return False
    happened = judge_date(group.says, pin="happened").when
    if when is None or happened is None or happened.meets(when):
        return True
    return abs((when.sort_day - happened.sort_day).days) <= window // 4


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
    against_pins: Against = ()


def judge(group: Group, known_on: date | None = None) -> Happening | None:
    """What the says tell together, as published up to ``known_on``; None when nothing yet."""
    if group.void:
        return None
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
        contradicting=frozenset() if dating.pinned else dating.contradicting,
        figures={name: value for name in FIGURES if (value := told.figure(name)) is not None},
        purpose=told.words("purpose"),
        against_pins=_against_pins(told, group, step, dating),
    )


def _against_pins(told: Group, group: Group, step: Step, dating: Dating) -> Against:
    """The claims that contradict what an editor has pinned, by its field."""
    found: list[tuple[str, frozenset[int]]] = [
        ("status", step.contradicting),
        ("happened", dating.contradicting if dating.pinned else frozenset()),
    ]
    for name, pin in RECORDS:
        found.append((pin, judge_last(told.says, attrgetter(name), pin=pin).against))
    quote = pinned(told.says, "quote")
    if quote is not None:
        others = (
            one for one in told.says if not _same_quote(one.words["quote"], quote.words["quote"])
        )
        found.append(("quote", frozenset(one.claim for one in others) - quote.corrects))
    found += against_figures((*told.says, *group.against), group)
    return tuple((name, claims) for name, claims in found if claims)


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
