"""Claims on record in few words, and what they amount to as values that can be compared."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from tests.factories import (
    SOME_DAY,
    ClaimFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    UnitFactory,
)
from tracker.claims.models import Claim, ClaimType, Decision
from tracker.claims.recording import aspect_of
from tracker.claims.settling.settle import settle, subjects_of
from tracker.kernel.partial_dates import PartialDate
from tracker.news.models import Outlet

#: Facts with the tables of their states, and the column under which a state names its fact.
FACTS: tuple[tuple[type[models.Model], str], ...] = (
    (Position, "states"),
    (ReportingLine, "states"),
    (Founding, "states"),
    (Statement, ""),
    (OrgEvent, "states"),
    (Stake, "states"),
)


type Names = dict[type[models.Model], dict[int, str]]


def person(slug: str) -> Person:
    return Person.objects.filter(slug=slug).first() or PersonFactory.create(
        slug=slug, name=slug.replace("-", " ").title()
    )


def company(slug: str, **rest: Any) -> Organization:
    return Organization.objects.filter(slug=slug).first() or OrganizationFactory.create(
        slug=slug, name=slug.replace("-", " ").title(), **rest
    )


def unit(slug: str, of: str) -> Organization:
    return Organization.objects.filter(slug=slug).first() or UnitFactory.create(
        slug=slug, name=slug.replace("-", " ").title(), parent=company(of)
    )


def outlet(slug: str) -> Outlet:
    return Outlet.objects.filter(slug=slug).first() or OutletFactory.create(slug=slug)


def claim(
    type_: str,
    status: str,
    published: str = "",
    *,
    who: str = "",
    at: str = "",
    outlet_: str = "wire",
    on: str = "",
    told: str = "",
    manager: str = "",
    other: str = "",
    by: User | None = None,
    accepted: bool = True,
    **rest: Any,
) -> Claim:
    """An archive line: ``who`` at ``at``, said by ``outlet_`` on the day ``published``."""
    return ClaimFactory.create(
        summary=True,
        type=type_,
        status=status,
        aspect=aspect_of(ClaimType(type_), status),
        published_on=date.fromisoformat(published) if published else None,
        person=person(who) if who else None,
        manager=person(manager) if manager else None,
        organization=company(at) if at else None,
        other=company(other) if other else None,
        outlet=outlet(outlet_),
        date=PartialDate.parse(on or told) if on or told else None,
        date_kind="effective" if on else "told" if told else "",
        checked_on=SOME_DAY,
        decided_by=by,
        decision=Decision.ACCEPTED if accepted else Decision.UNDECIDED,
        queue_reason="" if accepted else "Not yet looked at.",
        **({"values": {}} | rest),
    )


def settled(*claims: Claim) -> None:
    """Settle whatever these claims speak of."""
    settle(subjects_of(claims))


def digest() -> list[object]:
    """All standing facts, their states and moves, by what they say; ids aside."""
    rows = Organization.objects.values_list("pk", "name", "description")
    names: Names = {
        Organization: {pk: name or description for pk, name, description in rows},
        Person: dict(Person.objects.values_list("pk", "slug")),
    }

    def states_of(row: Any) -> list[object]:
        return sorted((_said(state, names) for state in row.states.all()), key=repr)

    result: list[object] = []
    for model, states in FACTS:
        told_by = _keys_by_fact(model)
        for row in _standing(model, states):
            claims = sorted(told_by.get(row.pk, ()))
            told = states_of(row) if states else []
            result.append((model.__name__, claims, _said(row, names), told))
    for move in _standing(Move, "states"):
        result.append(("Move", _said(move, names), states_of(move)))
    marks = Claim.objects.values_list("key", "contradicting", "queue_reason", "decided_by")
    return [
        *sorted(result, key=repr),
        # Why a claim had waited on which an editor has decided since is history.
        *sorted(
            (key, against, reason if against or editor is None else "")
            for key, against, reason, editor in marks
        ),
    ]


def _standing(model: type[models.Model], states: str) -> models.QuerySet[Any]:
    """What stands of a kind, with all its states read at once."""
    rows = model._default_manager.filter(withdrawn=False)
    return rows.prefetch_related(states) if states else rows


def _keys_by_fact(model: type[models.Model]) -> dict[int, list[str]]:
    """The keys of the claims that tell of each fact of a kind."""
    fact = model._meta.get_field("claims").field.name  # type: ignore[union-attr]
    keys: dict[int, list[str]] = {}
    for pk, key in Claim.objects.filter(**{f"{fact}__isnull": False}).values_list(fact, "key"):
        keys.setdefault(pk, []).append(key)
    return keys


#: Columns that are no part of what is said, for they change with the order of writing.
_IDS = frozenset(
    {"id", "position", "line", "event", "stake", "founding", "arrival", "departure", "move"}
)


def _said(row: models.Model, names: Names) -> dict[str, object]:
    """What a row says: people by slug, organizations by name or, without one, by description."""
    values: dict[str, object] = {}
    for column in row._meta.concrete_fields:
        if column.name in _IDS:
            continue
        value = getattr(row, column.attname)
        if column.related_model in names and value is not None:
            value = names[column.related_model][value]
        values[column.name] = str(value) if isinstance(value, PartialDate) else value
    return values


def counts(*tables: type[models.Model]) -> list[int]:
    return [table._default_manager.count() for table in tables]


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace, so that it can happen again in another order."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def accepted_one_by_one(claims: Iterable[Claim]) -> None:
    """An editor lets the claims in, each settled before the next is looked at."""
    for one in claims:
        Claim.objects.filter(pk=one.pk).update(decision=Decision.ACCEPTED, queue_reason="")
        settled(Claim.objects.get(pk=one.pk))


def digest_at_once() -> list[object]:
    """What all claims on record amount to when they are let in together, which then is undone."""
    with undone():
        Claim.objects.update(decision=Decision.ACCEPTED, queue_reason="")
        settled(*Claim.objects.order_by("pk"))
        return digest()


def coming_told(*statuses: str) -> Move:
    """Emil Shore's coming to Kiln, as one outlet a day told it from 1 March 2025 on, each of these further."""
    settled(
        *(
            claim(
                "joined",
                status,
                f"2025-03-{day:02}",
                outlet_=f"wire-{day}",
                on="2025-03-10",
                who="emil-shore",
                at="kiln",
                title="chief executive",
            )
            for day, status in enumerate(statuses, 1)
        )
    )
    return Move.objects.get()
