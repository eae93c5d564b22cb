"""Takedowns: take a record off every surface, put a reply beside it, erase a person; and lift that.

Every surface asks the ``hidden`` flag of a record through ``visible()``. Only this file sets it, so
that a hidden record has a takedown which says why.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from tracker.claims.erasing import erase_person
from tracker.claims.models import Claim, Takedown, TakedownKind
from tracker.claims.models.takedown import HIDING, column_of
from tracker.claims.services import settle_sources
from tracker.claims.settling.settle import settle, subjects_of
from tracker.claims.withholding import names_changed, spellings
from tracker.news.models import Article, Outlet


class NotToBeTakenDown(ValueError):
    """The record cannot be taken down in this way."""


class AlreadyLifted(ValueError):
    """The takedown was lifted before, or is for good."""


@transaction.atomic
def take_down(
    *,
    target: models.Model,
    reason: str,
    kind: TakedownKind = TakedownKind.HIDE,
    editor: User | None = None,
    asked_by: str = "",
    reply: str = "",
) -> Takedown:
    """Decide about ``target``: hide it from every surface, put ``reply`` beside it, or erase it.

    Hiding or erasing what stands hidden or erased already gives the takedown that did.
    """
    if kind == TakedownKind.ERASE and not isinstance(target, Person):
        raise NotToBeTakenDown("Only a person can be erased.")
    if (kind == TakedownKind.ANNOTATE) != bool(reply.strip()):
        raise NotToBeTakenDown("A reply needs its words, and nothing else has any.")
    if not reason.strip():
        raise NotToBeTakenDown("Say why.")
    type(target)._default_manager.select_for_update().get(pk=target.pk)
    standing = Takedown.objects.standing().on(target)
    if kind in HIDING and (before := standing.filter(kind=kind).first()) is not None:
        return before
    takedown = Takedown.objects.create(
        kind=kind,
        reason=reason.strip()[:500],
        reply=reply.strip(),
        asked_by=asked_by.strip()[:200],
        decided_by=editor,
        **{column_of(target): target},
    )
    _show_or_hide(target)
    if kind == TakedownKind.ERASE:
        assert isinstance(target, Person)  # noqa: S101 - checked above
        erase_person(person=target, takedown=takedown)
    names_changed()
    return takedown


@transaction.atomic
def lift(*, takedown: Takedown, reason: str, editor: User | None = None) -> Takedown:
    """End a takedown: what only it hid is shown again, facts and all."""
    held = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if held.kind == TakedownKind.ERASE:
        raise AlreadyLifted("An erasure is for good.")
    if held.lifted_at is not None:
        raise AlreadyLifted("It was lifted before.")
    if not reason.strip():
        raise NotToBeTakenDown("Say why.")
    held.lifted_at, held.lifted_by = timezone.now(), editor
    held.lifted_reason = reason.strip()[:500]
    held.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    _show_or_hide(held.about)
    names_changed()
    return held


def _show_or_hide(target: models.Model) -> None:
    """Set the flag that surfaces ask to what the standing takedowns say, and settle what rests on it."""
    hiding = Takedown.objects.standing().hiding().on(target).first()
    flags: dict[str, object] = {"hidden": hiding is not None}
    if isinstance(target, Article):
        flags["hidden_reason"] = hiding.reason[:300] if hiding else ""
    rows = type(target)._default_manager.filter(pk=target.pk)
    if not rows.exclude(hidden=flags["hidden"]).update(**flags):
        return
    for name, value in flags.items():
        setattr(target, name, value)
    match target:
        case Article():
            settle_sources(articles=[target])
        case Outlet():
            settle_sources(outlets=[target])
        case Claim():
            settle(subjects_of([target]))


@dataclass(frozen=True, slots=True)
class Loss:
    """How much of one kind would vanish from readers' sight."""

    what: str
    count: int


def losses(target: models.Model) -> list[Loss]:
    """What hiding ``target`` would take from readers' sight, counted; at most ten queries.

    Counted is what is shown now: a record that is hidden already loses nothing more.
    """
    found: list[tuple[str, models.QuerySet[Any]]] = []
    match target:
        case Person():
            found = _of_person(target)
        case Organization():
            found = _of_organization(target)
        case Article() | Outlet():
            articles = Article.objects.visible()
            articles = (
                articles.filter(pk=target.pk)
                if isinstance(target, Article)
                else articles.filter(outlet=target)
            )
            claims = Claim.objects.visible()
            found = [
                ("articles", articles),
                ("claims", claims.filter(article__in=articles.order_by().values("pk"))),
                (
                    "copies that stay, in other articles",
                    Article.objects.visible().filter(copy_of__in=articles.order_by().values("pk")),
                ),
            ]
        case _:
            found = [("records", type(target)._default_manager.filter(pk=target.pk, hidden=False))]
    return [Loss(what, rows.order_by().count()) for what, rows in found]


def _of_person(person: Person) -> list[tuple[str, models.QuerySet[Any]]]:
    both = Q(person=person) | Q(manager=person)
    claims = Claim.objects.visible()
    names = spellings([person.name, *person.names.values_list("name", flat=True)])

    def naming(column: str) -> Q:
        said = Q(pk__in=[])
        for name in names:
            said |= Q(**{f"{column}__icontains": name})
        return said

    return [
        ("positions", Position.objects.visible().supported().filter(person=person)),
        ("moves", Move.objects.visible().of(person)),
        ("reporting lines", ReportingLine.objects.visible().supported().filter(both)),
        ("foundings", Founding.objects.visible().supported().filter(person=person)),
        ("statements", Statement.objects.visible().supported().filter(person=person)),
        ("claims about them", claims.filter(both)),
        (
            "other sentences in which the name is blanked",
            claims.exclude(both).filter(naming("evidence")),
        ),
        (
            "headlines in which the name is blanked",
            Article.objects.visible().filter(naming("title")),
        ),
        (
            "offers whose receiver is blanked",
            OrgEvent.objects.visible().filter(naming("beneficiary")),
        ),
    ]


def _of_organization(organization: Organization) -> list[tuple[str, models.QuerySet[Any]]]:
    everything = Organization.objects.visible()
    parts = Q(parent=organization) | Q(parent__parent=organization)
    return [
        ("units and companies that are part of it", everything.filter(parts)),
        ("positions", Position.objects.visible().supported().at(organization)),
        (
            "moves",
            Move.objects.visible().filter(
                Q(from_company=organization) | Q(to_company=organization) | Q(unit=organization)
            ),
        ),
        ("events", OrgEvent.objects.visible().supported().about(organization)),
        ("stakes", Stake.objects.visible().supported().about(organization)),
        (
            "claims",
            Claim.objects.visible().filter(
                Q(organization=organization) | Q(unit=organization) | Q(other=organization)
            ),
        ),
    ]
