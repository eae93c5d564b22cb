"""Whom the outlet that was first with a fact credits, asked beside rows that have no evidence."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Case,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from tracker.claims.models import Aspect, Claim, EvidenceKind
from tracker.timeline.evidence import CITED_BY, outlet_named

_QUOTES_FIRST = Case(When(evidence_kind=EvidenceKind.QUOTE, then=0), default=1)


def outlet_credited(fact: str, key: str, end: str = "") -> Coalesce:
    """What ``credited`` says of the outlet that was first with the ``fact`` whose number is in ``key``; null for none.

    ``end`` is that of a post or line, of whose start and end others may have been first. Names that are withheld are
    left to whoever shows it.
    """
    first = f"{end}_first" if end else "first"
    return Coalesce(
        Subquery(_crediting(fact, key, first, end)),
        outlet_named(f"{first}_outlet"),
        output_field=TextField(),
    )


def _crediting(fact: str, key: str, first: str, end: str) -> QuerySet[Any, Any]:
    """By the claims of the outlet and day that were first: none where one of them credits nobody."""
    claims = (
        Claim.objects.visible()
        .order_by()
        .filter(**{fact: OuterRef(key)}, published_on=OuterRef(f"{first}_on"))
    )
    if end:
        of_end = Q(aspect=Aspect.END)
        claims = claims.filter(of_end if end == Aspect.END else ~of_end)
    name = Coalesce("outlet__name", "article__outlet__name")
    via = Func(
        ArrayAgg("via", order_by=(_QUOTES_FIRST, "key")),
        template="(%(expressions)s)[1]",
        output_field=TextField(),
    )
    return (
        claims.annotate(slug=Coalesce("outlet__slug", "article__outlet__slug"), name=name)
        .filter(slug=OuterRef(f"{first}_outlet"))
        .values("slug", "name")
        .annotate(least=Min("via"), via_first=via)
        .filter(least__gt="")
        .exclude(via_first=F("name"))
        .values_list(Concat("via_first", Value(CITED_BY), "name", output_field=TextField()))[:1]
    )
