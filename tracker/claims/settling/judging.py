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
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from people.titles import title_words
from tracker.claims.settling.says import Say, in_order
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
    says = list(says)
    current: Status | None = None
    disputed = False
    pinned = _pinned(says, pin)
    if pinned is not None:
        against = (say.claim for say in says if _against(say, pinned))
        return Step(pinned.status, contradicting=frozenset(against))
    for say in in_order(says):
        if say.status not in CERTAINTY and not say.undone:
            continue
        current, disputed = _after(current, say, disputed=disputed)
    return Step(current, disputed)


def _against(say: Say, pinned: Say) -> bool:
    """Says otherwise than the editor who pinned the status; an earlier step on the way does not."""
    if say.status not in CERTAINTY and not say.undone:
        return False
    if pinned.undone or say.undone:
        return say.undone != pinned.undone
    return CERTAINTY[say.status] > CERTAINTY.get(pinned.status, 0)


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
    """The days a change may have happened on, and the claims that say otherwise."""

    when: PartialDate | None
    contradicting: frozenset[int] = frozenset()


def judge_date(says: Iterable[Say], *, pin: str = "date") -> Dating:
    """When the change happened, by rule 4; None when no say names a day of effect."""
    dated = [say for say in says if say.when is not None and not say.undone]
    dated.sort(
        key=lambda say: (pin in say.pins, CERTAINTY.get(say.status, 0), *say.order), reverse=True
    )
    when: PartialDate | None = None
    contradicting: set[int] = set()
    for say in dated:
        assert say.when is not None  # noqa: S101 - filtered above
        if when is None:
            when = say.when
            continue
        narrowed = when.narrowed_by(say.when)
        if narrowed is None:
            contradicting.add(say.claim)
        else:
            when = narrowed
    return Dating(when, frozenset(contradicting))


def judge_title(says: Iterable[Say]) -> str:
    """The title as the most certain and fullest say publishes it."""
    pinned = _pinned(says, "title")
    if pinned is not None:
        return pinned.title
    titled = [say for say in says if say.title]
    if not titled:
        return ""
    spelt = Counter(title_words(say.title) for say in titled)

    def weight(say: Say) -> tuple[int, int, int, str]:
        words = title_words(say.title)
        return (say.status == Status.DONE, spelt[words], len(words), say.key)

    return max(titled, key=weight).title


def told_on(says: Iterable[Say]) -> date | None:
    """The first day on which the change was told, as the texts say it."""
    return min((say.told_on for say in says if say.told_on is not None), default=None)


def _pinned(says: Iterable[Say], field: str) -> Say | None:
    pinned = [say for say in in_order(says) if say.editor and field in say.pins]
    return pinned[-1] if pinned else None
