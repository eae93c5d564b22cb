"""The stated rules: from says to a status, a date, a title.

1. Later and more certain beats earlier: rumoured < reported < announced < done.
2. A denial answers what is not yet done; a report that stands against it makes the fact disputed.
   Only an announcement or the deed, published later, outweighs a denial. A denial of what is done
   changes nothing but the flag.
3. A reversal undoes what was agreed or done, until a later announcement or deed.
4. A date comes from the most certain, then latest, say that names a day of effect; other says narrow
   it where they agree, and are contradictions where they do not.
5. What an editor pins stands, whatever else is said.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from people.titles import BOSS, title_words
from tracker.claims.settling.says import Say, heard, in_order, pinned
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import CERTAINTY, Status


@dataclass(frozen=True, slots=True)
class Step:
    """How far a report has come."""

    status: Status | None
    disputed: bool = False
    contradicting: frozenset[int] = frozenset()


def judge_status(says: Iterable[Say], *, pin: str = "status") -> Step:
    """The step that these says of one change reach together; None when none speaks of it."""
    says = heard(says, pin)
    current: Status | None = None
    disputed = False
    editors = pinned(says, pin)
    if editors is not None:
        against = frozenset(say.claim for say in says if _against(say, editors))
        return Step(editors.status, contradicting=against - editors.corrects)
    for say in in_order(says):
        if say.status not in CERTAINTY and not say.undone:
            continue
        current, disputed = _after(current, say, disputed=disputed)
    return Step(current, disputed)


def _against(say: Say, editors: Say) -> bool:
    """Says otherwise than the editor who pinned the status; an earlier step on the way does not."""
    said = Status.DONE if say.status == Status.FORMER else say.status
    if said not in CERTAINTY and not say.undone:
        return False
    if editors.undone or say.undone:
        return say.undone != editors.undone
    return CERTAINTY[said] > CERTAINTY.get(editors.status, 0)


def _after(current: Status | None, say: Say, *, disputed: bool) -> tuple[Status, bool]:
    firm = say.status in {Status.ANNOUNCED, Status.DONE}
    if current is None:
        return say.status, False
    if say.status == Status.REVERSED:
        return Status.REVERSED, False
    if say.status == Status.DENIED:
        if current in {Status.DONE, Status.REVERSED}:
            return current, current is Status.DONE
        return Status.DENIED, current is not Status.DENIED or disputed
    if current in {Status.DENIED, Status.REVERSED}:
        if firm:
            return say.status, False
        return current, disputed or current is Status.DENIED
    if CERTAINTY[say.status] > CERTAINTY[current]:
        return say.status, disputed and not firm
    return current, disputed


@dataclass(frozen=True, slots=True)
class Dating:
    """The days a change may have happened on, and the claims that say otherwise; ``pinned``: than an
    editor has pinned.
    """

    when: PartialDate | None
    contradicting: frozenset[int] = frozenset()
    pinned: bool = False


def judge_date(says: Iterable[Say], *, pin: str = "date") -> Dating:
    """When the change happened, by rule 4; None when no say names a day of effect.

    A pinned day is taken as it is; an editor who pins none says that it is not known.
    """
    says = list(says)
    dated = [say for say in says if say.when is not None and not say.undone]
    editors = pinned(says, pin)
    if editors is not None:
        against = frozenset(say.claim for say in dated if not _agree(say.when, editors.when))
        return Dating(editors.when, against - editors.corrects, pinned=True)
    dated.sort(key=lambda say: (CERTAINTY.get(say.status, 0), *say.order), reverse=True)
    when: PartialDate | None = None
    contradicting: set[int] = set()
    for say in dated:
        told = _by_its_day(say)
        if when is None:
            when = told
            continue
        narrowed = when.narrowed_by(told)
        if narrowed is None:
            contradicting.add(say.claim)
        else:
            when = narrowed
    return Dating(when, frozenset(contradicting))


def _by_its_day(say: Say) -> PartialDate:
    """The day that a say tells; what is told as done for some day "or later" was done by the day on which it was told."""
    when = say.when
    assert when is not None  # noqa: S101 - asked of dated says
    if say.status != Status.DONE or say.published is None or when.latest is not None:
        return when
    return when.narrowed_by(PartialDate.by(say.published)) or when


def _agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.meets(other)


def judge_title(says: Iterable[Say]) -> str:
    """The title as the most certain and fullest say publishes it; "boss" only where there is no other."""
    says = list(says)
    editors = pinned(says, "title")
    if editors is not None:
        return editors.title
    titled = [say for say in says if say.title]
    if not titled:
        return ""
    spelt = Counter(title_words(say.title) for say in titled)

    def weight(say: Say) -> tuple[bool, int, int, int, str]:
        words = title_words(say.title)
        return (words != BOSS, say.status == Status.DONE, spelt[words], len(words), say.key)

    return max(titled, key=weight).title


def told_on(says: Iterable[Say]) -> date | None:
    """The first day on which the change was told, as the texts say it."""
    return min((say.told_on for say in says if say.told_on is not None), default=None)


@dataclass(frozen=True, slots=True)
class Meant[T]:
    """The value that stands, and the claims that say otherwise than an editor has pinned."""

    value: T | None
    against: frozenset[int] = frozenset()
    pinned: bool = False


def judge_last[T](says: Iterable[Say], told: Callable[[Say], T | None], *, pin: str) -> Meant[T]:
    """What an editor has pinned, if only that it is nothing; else the last that was ``told``."""
    says = list(says)
    editors = pinned(says, pin)
    given = [say for say in says if told(say) is not None]
    if editors is None:
        return Meant(told(max(given, key=lambda say: say.order)) if given else None)
    stands = told(editors)
    against = frozenset(say.claim for say in given if told(say) != stands)
    return Meant(stands, against - editors.corrects, pinned=True)
