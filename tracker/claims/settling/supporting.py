"""Which rows the claims supported so far, for facts that a claim points to by a foreign key."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import models
from django.db.models import Q

from tracker.claims.models import Claim
from tracker.claims.settling.writing import assign_rows


def support(
    link: str, subject: dict[str, object] | Q, groups: Sequence[frozenset[int]]
) -> list[int | None]:
    """For each group of claims the row it supported under ``link`` before, None for a new fact."""
    where = (
        subject
        if isinstance(subject, Q)
        else Q(**{f"{link}__{name}": value for name, value in subject.items()})
    )
    holders: dict[int, set[int]] = defaultdict(set)
    rows = Claim.objects.filter(where, **{f"{link}__isnull": False})
    for row, claim in rows.values_list(link, "pk"):
        holders[row].add(claim)
    return assign_rows(groups, {row: frozenset(claims) for row, claims in holders.items()})


def withdraw_others[F: models.Model](
    model: type[F], subject: dict[str, object] | Q, kept: Iterable[int]
) -> None:
    """Withdraw the subject's facts that no claim supports any more."""
    where = subject if isinstance(subject, Q) else Q(**subject)
    rows = model._default_manager.filter(where, withdrawn=False).exclude(pk__in=list(kept))
    rows.update(withdrawn=True)
