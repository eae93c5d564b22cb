"""What was corrected after it had been published: from the history of claims and facts, and from replies.

A correction is a claim that stood and was rejected or withdrawn, a fact that no claim supports any
more, a status that was denied or reversed, and a date that became another one; a date that was only
told more finely is none. Takedowns are counted and never named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Model, Q
from django.db.models.fetch_modes import FETCH_RAISE
from psycopg import sql

from companies.models import OrgEvent, Stake
from people.models import Founding, Position, ReportingLine
from tracker.claims.models import Claim, Takedown, TakedownKind
from tracker.claims.withholding import withheld
from tracker.kernel.fields import PartialDateField
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.refs import ref_org, ref_person
from tracker.timeline.wording import Phrase, Ref

PAGE_SIZE = 30
_TAKEN_BACK = ("denied", "reversed")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently: what, as it was, as it is."""

    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected, when, and how."""

    at: datetime
    about: Phrase
    changes: tuple[Change, ...]
    kind: str
    record: Ref | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TakenDown:
    """How many records were taken down and still are, how many people were erased."""

    hidden: int
    erased: int
    lifted: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """One page of the log, newest first; ``older`` is the moment at which the next page begins."""

    found: tuple[Correction, ...]
    older: datetime | None
    taken_down: TakenDown


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of history, and the one before it."""

    at: datetime
    pk: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One table of facts: its columns whose change is a correction, and the words for a row."""

    model: type[Model]
    dates: tuple[str, ...]
    statuses: tuple[str, ...]
    names: tuple[str, ...]
    tell: Callable[[Any], Phrase]
    record: Callable[[Any], Ref]
    anchor: str


def corrections(*, before: datetime | None = None, size: int = PAGE_SIZE) -> Corrections:
    """The ``size`` corrections next before a moment; at most fourteen queries, however many there are.

    Records that may not be shown are left out.
    """
    lines: list[tuple[_Line, _Kind | None]] = []
    lines.extend((line, None) for line in _claims_taken_back(before, size + 1))
    for kind in _KINDS:
        lines.extend((line, kind) for line in _facts_changed(kind, before, size + 1))
    replies = _replies(before, size + 1)
    moments = sorted([line.at for line, _ in lines] + [one.at for one in replies], reverse=True)
    last = moments[size - 1] if len(moments) > size else None
    kept = [(line, kind) for line, kind in lines if last is None or line.at >= last]
    found = [one for one in replies if last is None or one.at >= last]
    found.extend(_told_claims([line for line, kind in kept if kind is None]))
    for kind in _KINDS:
        found.extend(_told_facts(kind, [line for line, of in kept if of is kind]))
    found.sort(key=lambda one: one.at, reverse=True)
    return Corrections(tuple(found), last, _taken_down())


def _claims_taken_back(before: datetime | None, most: int) -> list[_Line]:
    return _history(
        Claim,
        ("decision", "withdrawn", "hidden"),
        "was.decision = 'accepted' AND NOT was.withdrawn AND NOT was.hidden"
        " AND (now.decision = 'rejected' OR now.withdrawn)",
        before,
        most,
        first="now.decision = 'rejected' OR now.withdrawn",
    )


def _facts_changed(kind: _Kind, before: datetime | None, most: int) -> list[_Line]:
    """Lines of history in which a fact lost its support, was taken back, or got another date."""
    conditions = ["(now.withdrawn AND NOT was.withdrawn)"]
    conditions += [
        f"(now.{name} IN ('denied', 'reversed') AND was.{name} NOT IN ('denied', 'reversed', ''))"
        for name in kind.statuses
    ]
    conditions += [
        f'NOT (now."{name}" @> was."{name}" OR was."{name}" @> now."{name}")' for name in kind.dates
    ]
    return _history(
        kind.model,
        ("withdrawn", *kind.statuses, *kind.dates),
        f"NOT was.withdrawn AND ({' OR '.join(conditions)})",
        before,
        most,
    )


def _history(
    model: type[Model],
    columns: Sequence[str],
    condition: str,
    before: datetime | None,
    most: int,
    *,
    first: str = "TRUE",
) -> list[_Line]:
    """Changes of a table that meet the condition, newest first; one query over its history."""
    table = sql.Identifier(f"{model._meta.db_table}event")
    listed = sql.SQL(", ").join(
        sql.SQL("{}.{}").format(sql.Identifier(side), sql.Identifier(name))
        for side in ("was", "now")
        for name in columns
    )
    query = sql.SQL(
        "SELECT now.pgh_created_at, now.pgh_obj_id, {listed} FROM {table} now"
        " JOIN LATERAL (SELECT * FROM {table} e WHERE e.pgh_obj_id = now.pgh_obj_id"
        " AND e.pgh_id < now.pgh_id ORDER BY e.pgh_id DESC LIMIT 1) was ON TRUE"
        " WHERE now.pgh_label = 'update' AND ({first}) AND {condition} {until}"
        " ORDER BY now.pgh_created_at DESC, now.pgh_id DESC LIMIT {most}"
    ).format(
        listed=listed,
        table=table,
        first=sql.SQL(first),
        condition=sql.SQL(condition),
        until=sql.SQL("AND now.pgh_created_at < {}").format(before) if before else sql.SQL(""),
        most=most,
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string())
        rows = cursor.fetchall()
    half = len(columns)
    return [
        _Line(
            at,
            pk,
            dict(zip(columns, values[:half], strict=True)),
            dict(zip(columns, values[half:], strict=True)),
        )
        for at, pk, *values in rows
    ]


def _told_claims(lines: Sequence[_Line]) -> list[Correction]:
    """Claims that were published and then taken back; what they said is not repeated."""
    rows = {
        claim.pk: claim
        for claim in Claim.objects.of_shown()
        .by_shown()
        .filter(pk__in={line.pk for line in lines})
        .select_related("person", "organization__parent", "outlet")
        .fetch_mode(FETCH_RAISE)
    }
    found = []
    for line in lines:
        claim = rows.get(line.pk)
        if claim is None:
            continue
        after = "rejected by an editor" if line.after["decision"] == "rejected" else "withdrawn"
        who: Phrase = (ref_person(claim.person),) if claim.person else ()
        where: Phrase = (ref_org(claim.organization),) if claim.organization else ()
        joint: Phrase = (", ",) if who and where else ()
        outlet = claim.outlet.name if claim.outlet else "an editor"
        record = next((word for word in (*who, *where) if isinstance(word, Ref)), None)
        found.append(
            Correction(
                line.at,
                (
                    *who,
                    *joint,
                    *where,
                    f": {claim.get_type_display().lower()}, as told by {outlet}",
                ),
                (Change("claim", f"published as {claim.get_status_display().lower()}", after),),
                "Claim",
                record,
            )
        )
    return found


def _told_facts(kind: _Kind, lines: Sequence[_Line]) -> list[Correction]:
    if not lines:
        return []
    rows = {
        row.pk: row
        for row in kind.model._default_manager.visible()  # type: ignore[attr-defined]
        .filter(pk__in={line.pk for line in lines})
        .select_related(*kind.names)
    }
    return [
        Correction(
            line.at,
            kind.tell(rows[line.pk]),
            _changes(kind, line),
            str(kind.model._meta.verbose_name).capitalize(),
            kind.record(rows[line.pk]),
            f"{kind.anchor}-{line.pk}",
        )
        for line in lines
        if line.pk in rows
    ]


def _changes(kind: _Kind, line: _Line) -> tuple[Change, ...]:
    found = []
    if line.after["withdrawn"] and not line.before["withdrawn"]:
        found.append(Change("support", "told by a source", "no source says so any more"))
    for name in kind.statuses:
        was, now = line.before[name], line.after[name]
        if now in _TAKEN_BACK and was not in _TAKEN_BACK:
            found.append(Change(_word(name), was, now))
    for name in kind.dates:
        was, now = _day(line.before[name]), _day(line.after[name])
        if was is not None and now is not None and not _within(was, now):
            found.append(Change(_word(name), str(was), str(now)))
    return tuple(found)


def _word(column: str) -> str:
    words = {"happened": "date", "status": "status"}
    return words.get(column, column.replace("_", " "))


def _day(value: Any) -> PartialDate | None:
    found: PartialDate | None = PartialDateField().from_db_value(value, None, None)
    return found


def _within(one: PartialDate, two: PartialDate) -> bool:
    """One of the two allows every day that the other does: it is but finer, or coarser."""

    def holds(wide: PartialDate, narrow: PartialDate) -> bool:
        early, late = date.min, date.max
        return (wide.earliest or early) <= (narrow.earliest or early) and (
            narrow.latest or late
        ) <= (wide.latest or late)

    return holds(one, two) or holds(two, one)


def _replies(before: datetime | None, most: int) -> list[Correction]:
    """Replies that stand beside records which may be shown."""
    rows = Takedown.objects.replies()
    if before is not None:
        rows = rows.filter(decided_at__lt=before)
    rows = rows.select_related("person", "organization__parent", "article", "outlet")
    names = withheld()
    found = []
    for reply in rows.order_by("-decided_at", "-pk")[:most]:
        target = (
            reply.about if reply.column in {"person", "organization", "article", "outlet"} else None
        )
        if target is not None and target.hidden:
            continue
        record, about = None, f"a {reply.column}"
        if reply.person is not None:
            record = ref_person(reply.person)
        elif reply.organization is not None:
            record = ref_org(reply.organization)
        elif target is not None:
            about = names.text(str(target))
        found.append(
            Correction(
                reply.decided_at,
                (record or about,),
                (Change("right of reply", "", names.text(reply.reply)),),
                "Reply",
                record,
            )
        )
    return found


def _taken_down() -> TakenDown:
    stands, hides = Q(lifted_at=None), Q(kind=TakedownKind.HIDE)
    counted = Takedown.objects.hiding().aggregate(
        hidden=Count("pk", filter=stands & hides),
        erased=Count("pk", filter=~hides),
        lifted=Count("pk", filter=~stands),
    )
    return TakenDown(**counted)


def _at(who: Any, title: str, where: Any) -> Phrase:
    words = f", {withheld().text(title)} at " if title else " at "
    return (ref_person(who), words, ref_org(where))


_KINDS = (
    _Kind(
        Position,
        ("start", "end"),
        ("start_status", "end_status"),
        ("person", "organization__parent"),
        lambda row: _at(row.person, row.title, row.organization),
        lambda row: ref_person(row.person),
        "position",
    ),
    _Kind(
        ReportingLine,
        ("start", "end"),
        ("start_status", "end_status"),
        ("person", "manager", "organization__parent"),
        lambda row: (ref_person(row.person), " answers to ", ref_person(row.manager)),
        lambda row: ref_person(row.person),
        "line",
    ),
    _Kind(
        Founding,
        ("happened",),
        ("status",),
        ("person", "organization__parent"),
        lambda row: (ref_person(row.person), ", founder of ", ref_org(row.organization)),
        lambda row: ref_person(row.person),
        "founding",
    ),
    _Kind(
        OrgEvent,
        ("happened",),
        ("status",),
        ("organization__parent",),
        lambda row: (ref_org(row.organization), f": {row.get_kind_display().lower()}"),
        lambda row: ref_org(row.organization),
        "event",
    ),
    _Kind(
        Stake,
        ("happened",),
        ("status",),
        ("acquirer__parent", "target__parent"),
        lambda row: (ref_org(row.acquirer), ", a stake in ", ref_org(row.target)),
        lambda row: ref_org(row.acquirer),
        "stake",
    ),
)
