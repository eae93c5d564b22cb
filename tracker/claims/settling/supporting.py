"""One shape for what happens once: groups of claims, each judged, each a row with its states."""

from collections.abc import Callable
from datetime import date

from django.db import models

from tracker.claims.settling.conflicts import Contradictions
from tracker.claims.settling.occurrences import Group, Happening, judge
from tracker.claims.settling.writing import Columns, Facts, publication_days, spans


def claims_of(group: Group) -> frozenset[int]:
    return frozenset(say.claim for say in group.says)


def keep_happenings[F: models.Model](
    facts: Facts[F],
    subject: int,
    groups: list[Group],
    *,
    what: str,
    identity: Callable[[Group, F | None], Columns],
    columns: Callable[[Happening], Columns],
    contradictions: Contradictions,
) -> None:
    """Keep the fact that each of ``groups`` about ``subject`` makes; one that tells nothing makes none.

    ``identity`` gives what the fact is about, ``columns`` what a judgement says of it.
    """
    told = [(group, happening) for group in groups if (happening := judge(group)) is not None]
    rows = facts.assigned(subject, [claims_of(group) for group, _ in told])
    for (group, happening), row in zip(told, rows, strict=True):
        contradictions.add(happening.against_pins, "says otherwise than an editor has pinned")
        contradictions.add(happening.contradicting, f"gives another day for the same {what}")

        def known(day: date, group: Group = group) -> Happening | None:
            return judge(group, day)

        facts.keep(
            row,
            identity(group, row) | columns(happening),
            claims_of(group),
            [(days, columns(then)) for days, then in spans(publication_days(group.says), known)],
        )
