"""What a merge would do, found out by doing it and taking it back."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from tracker.claims.merging.merge import merge_organizations, merge_people
from tracker.claims.merging.relations import Record
from tracker.claims.models import Claim, Merge

_FACTS: dict[str, type[models.Model]] = {
    model._meta.db_table: model
    for model in (Position, ReportingLine, Founding, Statement, OrgEvent, Stake, Move)
}

type _Words = dict[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words, before the merge and after it; one is empty where it goes or comes."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would move, which facts it would change, and which claims it would set against others.

    ``gone`` are facts that another fact swallows, or that make no sense any more; ``as_they_are``
    counts those that only change hands.
    """

    moved: list[str]
    changed: list[Told]
    gone: list[Told]
    new: list[Told]
    as_they_are: int
    against: list[str]


def preview_merge(
    *, winner: Record, loser: Record, editor: User, although_items_differ: bool = False
) -> MergePreview:
    """What merging ``loser`` into ``winner`` would do. It is done, looked at, and rolled back.

    Raises CannotMerge where it would be refused.
    """
    asked: dict[str, Any] = {
        "editor": editor, "why": "preview", "although_items_differ": although_items_differ,
    }  # fmt: skip
    with transaction.atomic():
        if isinstance(winner, Organization) and isinstance(loser, Organization):
            merge = merge_organizations(winner=winner, loser=loser, **asked)
        else:
            assert isinstance(winner, Person)  # noqa: S101 - of one kind, by the form
            assert isinstance(loser, Person)  # noqa: S101
            merge = merge_people(winner=winner, loser=loser, **asked)
        changed = merge.changes.filter(table__in=_FACTS).values_list("table", "key").distinct()
        keys = sorted(changed)
        after = _words_of(keys)
        against = _set_against(merge)
        moved = in_words(merge.moved)
        transaction.set_rollback(True)
    before = _words_of(keys)
    told = [
        (Told(str(_FACTS[key[0]]._meta.verbose_name), before.get(key, ""), after.get(key, "")))
        for key in keys
        if before.get(key) or after.get(key)
    ]
    renamed = {one: one.before.replace(str(loser), str(winner)) == one.after for one in told}
    return MergePreview(
        moved=moved,
        changed=[one for one in told if one.before and one.after and not renamed[one]],
        gone=[one for one in told if not one.after],
        new=[one for one in told if not one.before],
        as_they_are=sum(renamed.values()),
        against=against,
    )


def _words_of(keys: list[tuple[str, int]]) -> _Words:
    """Each of these facts that stands, in words."""
    found: _Words = {}
    for table, model in _FACTS.items():
        pks = [pk for name, pk in keys if name == table]
        names = [f.name for f in model._meta.concrete_fields if f.is_relation and not f.null]
        rows = model._default_manager.filter(pk__in=pks, withdrawn=False).select_related(*names)
        found |= {(table, row.pk): _in_words(row) for row in rows}
    return found


def _in_words(fact: Any) -> str:
    if not hasattr(fact, "start"):
        return f"{fact}: {fact.status}{f', {fact.happened}' if fact.happened else ''}"
    begun = " ".join(str(one) for one in (fact.start_status, fact.start) if one)
    over = " ".join(str(one) for one in (fact.end_status, fact.end) if one)
    return f"{fact}: {f'start {begun}' if begun else 'held'}{f', end {over}' if over else ''}"


def _set_against(merge: Merge) -> list[str]:
    """The claims that the merge makes contradict others, each with the reason."""
    table = Claim._meta.db_table
    changes = merge.changes.filter(table=table).order_by("pk")
    before: dict[int, str] = {}
    for key, row in changes.values_list("key", "before"):
        before.setdefault(key, (row or {}).get("queue_reason", ""))
    claims = Claim.objects.filter(pk__in=before).exclude(queue_reason="").order_by("pk")
    return [
        f"{claim}, {claim.title or claim.type}: {claim.queue_reason}"
        for claim in claims.select_related("outlet", "article")
        if claim.queue_reason != before[claim.pk]
    ]


_TABLE_WORDS = {
    "claims_claim": ("claim", "claims"),
    "people_personname": ("name", "names"),
    "people_position": ("position", "positions"),
    "people_reportingline": ("reporting line", "reporting lines"),
    "people_founding": ("founding", "foundings"),
    "people_statement": ("statement", "statements"),
    "people_move": ("move", "moves"),
    "companies_organizationname": ("name", "names"),
    "companies_organizationkind": ("dated kind", "dated kinds"),
    "companies_organizationparent": ("dated parent", "dated parents"),
    "companies_succession": ("succession", "successions"),
    "companies_orgevent": ("event", "events"),
    "companies_stake": ("stake", "stakes"),
}


def in_words(moved: dict[str, int]) -> list[str]:
    """How many rows of each kind a merge moved or changed: "3 claims"; the records themselves aside."""
    return [
        f"{count} {_TABLE_WORDS[table][count != 1]}"
        for table, count in moved.items()
        if table in _TABLE_WORDS
    ]
