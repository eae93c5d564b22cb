"""Claims as readers may see them: each with its evidence, and the facts that rest on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, Least, Substr

from companies.models import OrgEvent, Stake
from people.models import Founding, Position, ReportingLine, Statement
from tracker.claims.models import Claim, EvidenceKind
from tracker.claims.withholding import Withheld, withheld
from tracker.timeline.evidence import Evidence
from tracker.timeline.excerpts import REACH, sentence_after, sentence_before

#: Looked up one by one: joined, they would make the planner think longer than the query takes.
_FACTS: dict[str, type[Model]] = {
    "founding": Founding,
    "line": ReportingLine,
    "event": OrgEvent,
    "stake": Stake,
    "statement": Statement,
}


@dataclass(frozen=True, slots=True)
class Supported:
    """The facts that rest on a claim and may be shown, by id."""

    positions: tuple[int, ...]
    founding: int | None
    reporting_line: int | None
    event: str
    statement: int | None


@dataclass(frozen=True, slots=True)
class TellableClaim:
    """A claim with what it rests on and what rests on it."""

    claim: Claim
    evidence: Evidence
    supports: Supported


def readable_claims() -> QuerySet[Claim]:
    """Claims that a reader may see, with all that ``tellable`` needs; four queries.

    Of an article's text only the neighbourhood of the quote is read.
    """
    reach = Value(REACH)
    return (
        Claim.objects.visible()
        .select_related("person", "manager", "organization", "outlet", "article__outlet")
        .defer("article__text", "values")
        .annotate(
            head=Substr(
                "article__text",
                Greatest(F("start") - reach + 1, Value(1)),
                Least(F("start"), reach),
            ),
            tail=Substr("article__text", F("end") + 1, reach),
            **{
                f"shown_{name}": Subquery(
                    model._default_manager.filter(
                        pk=OuterRef(f"{name}_id"), hidden=False, withdrawn=False
                    ).values("pk")
                )
                for name, model in _FACTS.items()
            },
        )
        .prefetch_related(
            "unit",
            "other",
            Prefetch(
                "positions",
                Position.objects.visible().supported().only("pk").order_by("pk"),
                to_attr="shown_positions",
            ),
        )
    )


def tellable(claims: Iterable[Claim]) -> list[TellableClaim]:
    """Claims of ``readable_claims``, in the same order; no query."""
    names = withheld()
    return [_tellable(claim, names) for claim in claims]


def _tellable(claim: Claim, names: Withheld) -> TellableClaim:
    claim.title, claim.via = names.text(claim.title), names.text(claim.via)
    return TellableClaim(claim, _evidence(claim, names), _supported(claim))


def _evidence(claim: Any, names: Withheld) -> Evidence:
    quoted = claim.evidence_kind == EvidenceKind.QUOTE
    outlet = claim.outlet or (claim.article.outlet if claim.article else None)
    return Evidence(
        claim=claim.pk,
        kind=claim.evidence_kind,
        text=names.text(claim.evidence),
        before=names.text(sentence_before(claim.head or "").strip()) if quoted else "",
        after=names.text(sentence_after(claim.tail or "").strip()) if quoted else "",
        outlet_slug=outlet.slug if outlet else "",
        published=claim.published_on,
        url=names.url(claim.address or (claim.article.url if claim.article else "")),
        article=claim.article_id,
        start=claim.start if quoted else None,
        end=claim.end if quoted else None,
    )


def _supported(claim: Any) -> Supported:
    event = f"event-{claim.shown_event}" if claim.shown_event else ""
    return Supported(
        positions=tuple(position.pk for position in claim.shown_positions),
        founding=claim.shown_founding,
        reporting_line=claim.shown_line,
        event=event or (f"stake-{claim.shown_stake}" if claim.shown_stake else ""),
        statement=claim.shown_statement,
    )
