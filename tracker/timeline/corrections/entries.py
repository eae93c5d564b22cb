"""Corrections in words: what each is about, and how it read before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from people.models import Move, Person
from tracker.claims.models import Claim, Merge, Takedown
from tracker.claims.withholding import withheld
from tracker.kernel.hiding import hidden_of, none_of
from tracker.timeline.briefly import briefly, named
from tracker.timeline.corrections.history import Line
from tracker.timeline.corrections.rules import BESIDE, Change
from tracker.timeline.refs import PARENTS, ref_org, ref_person
from tracker.timeline.wording import Phrase, Ref

_ORGANIZATION = f"organization__{PARENTS}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected, when, how and, of a merge, why. ``key`` tells it from all others, for good."""

    key: str
    at: datetime
    about: Phrase
    changes: tuple[Change, ...]
    kind: str
    why: str = ""


def told_claims(lines: Sequence[Line]) -> list[Correction]:
    """Claims that were published and then taken back; what they said is not repeated. One query."""
    rows = {
        claim.pk: claim
        for claim in Claim.objects.of_shown()
        .by_shown()
        .filter(pk__in={line.pk for line in lines})
        .select_related("person", _ORGANIZATION, "outlet")
        .fetch_mode(FETCH_RAISE)
    }
    return [_of_claim(rows[line.pk], line) for line in lines if line.pk in rows]


def _of_claim(claim: Claim, line: Line) -> Correction:
    after = "rejected by an editor" if line.after["decision"] == "rejected" else "withdrawn"
    who: Phrase = (ref_person(claim.person),) if claim.person else ()
    where: Phrase = (ref_org(claim.organization),) if claim.organization else ()
    joint: Phrase = (", ",) if who and where else ()
    outlet = claim.outlet.name if claim.outlet else "an editor"
    said = f": {claim.get_type_display().lower()}, as told by {outlet}"
    published = f"published as {claim.get_status_display().lower()}"
    return Correction(
        key=f"claim-{claim.pk}-{line.id}",
        at=line.at,
        about=(*who, *joint, *where, said),
        changes=(Change("claim", published, after),),
        kind="Claim",
    )


def told_facts(kind: str, changed: Mapping[Line, tuple[Change, ...]]) -> list[Correction]:
    """Facts of one kind that may be shown, with what changed of them; one query."""
    if not changed:
        return []
    model = BESIDE[kind].model
    # A withdrawn move is no longer among the visible ones, and is told as withdrawn.
    seen: Any = Move.objects.shown() if model is Move else model._default_manager.visible()  # type: ignore[attr-defined]
    rows = named(kind, seen, {line.pk for line in changed})
    return [
        Correction(
            key=f"{kind}-{line.pk}-{line.id}",
            at=line.at,
            about=briefly(kind, rows[line.pk]),
            changes=changes,
            kind=str(model._meta.verbose_name).capitalize(),
        )
        for line, changes in changed.items()
        if line.pk in rows
    ]


def replies(before: datetime | None, most: int) -> list[Correction]:
    """Replies that stand beside records which may be shown; one query."""
    rows = Takedown.objects.replies()
    if before is not None:
        rows = rows.filter(decided_at__lt=before)
    rows = rows.select_related("person", _ORGANIZATION, "article", "outlet")
    found = [_of_reply(reply) for reply in rows.order_by("-decided_at", "-pk")[:most]]
    return [one for one in found if one is not None]


def _of_reply(reply: Takedown) -> Correction | None:
    names = withheld()
    named = reply.column in {"person", "organization", "article", "outlet"}
    target = reply.about if named else None
    if target is not None and target.hidden:
        return None
    about: str | Ref = f"a {reply.column}"
    if reply.person is not None:
        about = ref_person(reply.person)
    elif reply.organization is not None:
        about = ref_org(reply.organization)
    elif target is not None:
        about = names.text(str(target))
    return Correction(
        key=f"reply-{reply.pk}",
        at=reply.decided_at,
        about=(about,),
        changes=(Change("right of reply", "", names.text(reply.reply)),),
        kind="Reply",
    )


def merges(before: datetime | None, most: int) -> list[Correction]:
    """Merges, and merges undone, of records that may both be shown; one query."""
    hidden = hidden_of(Organization)
    shown = (
        Merge.objects.filter(
            none_of("winner_organization", hidden),
            none_of("loser_organization", hidden),
            *(Q(**{person: None}) | Q(**{f"{person}__hidden": False}) for person in _PEOPLE),
        )
        .select_related(
            *_PEOPLE, f"winner_organization__{PARENTS}", f"loser_organization__{PARENTS}"
        )
        .fetch_mode(FETCH_RAISE)
    )
    first, second = (
        _last(shown, column, before).values("pk")[:most] for column in ("merged_at", "undone_at")
    )
    ids = first.union(second)
    rows = list(shown.filter(pk__in=ids))
    found = [*map(_merged, rows), *(_undone(one) for one in rows if one.undone_at is not None)]
    return [one for one in found if before is None or one.at < before]


def _last(merges: QuerySet[Merge], column: str, before: datetime | None) -> QuerySet[Merge]:
    rows = merges.select_related(None).filter(**{f"{column}__isnull": False})
    if before is not None:
        rows = rows.filter(**{f"{column}__lt": before})
    return rows.order_by(f"-{column}", "-pk")


_PEOPLE = ("winner_person", "loser_person")


def _merged(merge: Merge) -> Correction:
    return Correction(
        key=f"merge-{merge.pk}",
        at=merge.merged_at,
        about=(_ref(merge.loser), " was merged into ", _ref(merge.winner)),
        changes=(Change("merge", "two records", "one record"),),
        kind="Merge",
        why=withheld().text(merge.why),
    )


def _undone(merge: Merge) -> Correction:
    assert merge.undone_at is not None  # noqa: S101 - asked for
    return Correction(
        key=f"merge-{merge.pk}-undone",
        at=merge.undone_at,
        about=(_ref(merge.loser), " stands apart from ", _ref(merge.winner), " again"),
        changes=(Change("merge undone", "one record", "two records"),),
        kind="Merge",
    )


def _ref(record: Person | Organization) -> Ref:
    return ref_person(record) if isinstance(record, Person) else ref_org(record)
