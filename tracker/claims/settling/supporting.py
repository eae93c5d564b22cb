"""One shape for what happens once: groups of claims, each judged, each a row with its states."""

from collections.abc import Callable, Iterable

from tracker.claims.settling.conflicts import WITHDRAWN, Contradictions
from tracker.claims.settling.occurrences import Group, Happening, judge
from tracker.claims.settling.says import publication_days
from tracker.claims.settling.writing import Columns, Facts
from tracker.kernel.knowledge import known_ranges
from tracker.kernel.tables import Row


def queue_of_void(groups: Iterable[Group], contradictions: Contradictions) -> None:
    """What says again what an editor has withdrawn is queued."""
    for group in groups:
        if group.void:
            contradictions.add(group.claims() - group.bound, WITHDRAWN)


def keep_happenings(
    facts: Facts,
    subject: int,
    groups: list[Group],
    *,
    what: str,
    identity: Callable[[Group, Row | None], Columns],
    columns: Callable[[Happening], Columns],
    contradictions: Contradictions,
) -> None:
    """Keep the fact that each of ``groups`` about ``subject`` makes; one that tells nothing makes none.

    ``identity`` gives what the fact is about, ``columns`` what a judgement says of it.
    """
    queue_of_void(groups, contradictions)
    told = [(group, happening) for group in groups if (happening := judge(group)) is not None]
    rows = facts.assigned(subject, [group.claims() for group, _ in told])
    for (group, happening), pk in zip(told, rows, strict=True):
        contradictions.add_pinned(happening.against_pins)
        contradictions.add(happening.contradicting, f"gives another day for the same {what}")
        known = known_ranges((day, judge(group, day)) for day in publication_days(group.says))
        facts.keep(
            pk,
            identity(group, facts.row(pk) if pk is not None else None) | columns(happening),
            group.claims(),
            [(days, columns(then)) for days, then in known],
        )
