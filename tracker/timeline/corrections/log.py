"""The public log of corrections: facts and claims, merges and their undoing, and replies.

Takedowns are counted and never named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Q

from companies.models import Organization
from tracker.claims.models import Takedown, TakedownKind
from tracker.claims.withholding import withheld
from tracker.timeline.corrections.entries import (
    Correction,
    merges,
    replies,
    told_claims,
    told_facts,
)
from tracker.timeline.corrections.history import (
    Line,
    changes_of,
    claims_taken_back,
    facts_changed,
)
from tracker.timeline.corrections.rules import BESIDE, FACTS, MOVE_ENDS, Watched

PAGE_SIZE = 30
LOGGED = (*FACTS, MOVE_ENDS)


@dataclass(frozen=True, slots=True)
class TakenDown:
    """How many records were taken down and still are, how many people were erased."""

    hidden: int
    erased: int
    lifted: int

    @property
    def ever(self) -> bool:
        return bool(self.hidden or self.erased or self.lifted)


@dataclass(frozen=True, slots=True)
class Corrections:
    """One page of the log, newest first; ``older`` is the moment at which the next page begins."""

    found: tuple[Correction, ...]
    older: datetime | None = None


def corrections(*, before: datetime | None = None, size: int = PAGE_SIZE) -> Corrections:
    """The ``size`` corrections next before a moment; at most eighteen queries, however many there are.

    Records that may not be shown are left out.
    """
    claims = claims_taken_back(before, size + 1)
    facts = [(watched, facts_changed(watched, before, size + 1)) for watched in LOGGED]
    ready = [*replies(before, size + 1), *merges(before, size + 1)]
    moments = [line.at for lines in (claims, *(lines for _, lines in facts)) for line in lines]
    moments = sorted([*moments, *(one.at for one in ready)], reverse=True)
    last = moments[size - 1] if len(moments) > size else None

    def kept(lines: Sequence[Line]) -> list[Line]:
        return [line for line in lines if last is None or line.at >= last]

    found = [one for one in ready if last is None or one.at >= last]
    found.extend(told_claims(kept(claims)))
    names = _names([(watched, line) for watched, lines in facts for line in kept(lines)])
    for watched, lines in facts:
        found.extend(_told(watched, kept(lines), names))
    return Corrections(_in_order(found), last)


def corrections_of(kind: str, pk: int) -> Corrections:
    """Every correction of one fact, newest first; at most four queries. None where it may not be shown."""
    watched = BESIDE[kind]
    lines = changes_of(watched, [pk])
    return Corrections(_in_order(_told(watched, lines, _names([(watched, one) for one in lines]))))


def page_at(one: Correction) -> datetime:
    """The moment before which a page of the log begins with this correction."""
    return one.at + timedelta(microseconds=1)


def taken_down() -> TakenDown:
    """Takedowns in numbers; one query."""
    stands, hides = Q(lifted_at=None), Q(kind=TakedownKind.HIDE)
    counted = Takedown.objects.hiding().aggregate(
        hidden=Count("pk", filter=stands & hides),
        erased=Count("pk", filter=~hides),
        lifted=Count("pk", filter=~stands),
    )
    return TakenDown(**counted)


def _in_order(found: Sequence[Correction]) -> tuple[Correction, ...]:
    return tuple(sorted(found, key=lambda one: (one.at, one.key), reverse=True))


def _told(watched: Watched, lines: Sequence[Line], names: Mapping[int, str]) -> list[Correction]:
    words = withheld()
    changed = {}
    for line in lines:
        changes = watched.changes(line.before, line.after, names)
        if changes:
            changed[line] = tuple(
                one
                if one.dated
                else replace(
                    one, before=words.text(str(one.before)), after=words.text(str(one.after))
                )
                for one in changes
            )
    return told_facts(watched.name, changed)


def _names(lines: Sequence[tuple[Watched, Line]]) -> dict[int, str]:
    """The names of companies that changes speak of, as far as they may be shown; one query or none."""
    wanted = {
        side[column]
        for watched, line in lines
        for column in watched.companies
        for side in (line.before, line.after)
    } - {None}
    if not wanted:
        return {}
    return {pk: str(one) for pk, one in Organization.objects.visible().in_bulk(wanted).items()}
