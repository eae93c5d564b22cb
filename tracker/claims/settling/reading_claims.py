"""From rows of claims to says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db import connection, models

from people.models import Founding, ReportingLine, Statement
from tracker.claims.models import Claim, ClaimType, DateKind
from tracker.claims.models.claim import ClaimQuerySet
from tracker.claims.settling.origins import origins_of
from tracker.claims.settling.says import FIGURES, Say
from tracker.kernel.statuses import Status

WORDS = ("purpose", "topic", "quote", "org_desc", "beneficiary", "line")
#: The widest values the tables hold; what is beyond is no figure but a misreading.
LIMITS = {
    "count": (Decimal(1), Decimal(2_000_000)),
    "percent": (Decimal(-1000), Decimal(1000)),
    "amount_usd": (Decimal(-(10**15)), Decimal(10**15)),
    "valuation_usd": (Decimal(0), Decimal(10**15)),
}
#: The finest steps in which the tables hold them.
_STEPS = {
    "count": Decimal(1),
    "percent": Decimal("0.001"),
    "amount_usd": Decimal("0.01"),
    "valuation_usd": Decimal("0.01"),
}


@dataclass(frozen=True, slots=True)
class SaysOfPeople:
    """What is said of some people, each one's by type of claim."""

    people: Sequence[int]
    by_type: dict[tuple[int, str], list[Say]]

    def of(self, person: int, *types: str) -> list[Say]:
        """The says of ``person`` of these types."""
        found = [self.by_type.get((person, type_), []) for type_ in types]
        return sorted((say for says in found for say in says), key=lambda say: say.key)


def says_of_people(people: Iterable[int]) -> SaysOfPeople:
    """All that may take part in settling the facts of ``people``; one look."""
    people = sorted(people)
    by_type: dict[tuple[int, str], list[Say]] = defaultdict(list)
    claims = Claim.objects.accepted().filter(person__in=people, contradicting=False)
    for subject, say in _read(claims, "person_id"):
        by_type[subject, say.type].append(say)
    return SaysOfPeople(people, by_type)


#: Kinds of fact that few people have, in the order of ``_STANDING``, with the type of claim that makes one.
_RARE: dict[type[models.Model], str] = {
    ReportingLine: ClaimType.REPORTS_TO,
    Founding: ClaimType.FOUNDED,
    Statement: ClaimType.STATEMENT,
}


_STANDING = """
    SELECT EXISTS (SELECT FROM people_reportingline WHERE person_id = ANY(%(people)s)),
           EXISTS (SELECT FROM people_founding WHERE person_id = ANY(%(people)s)),
           EXISTS (SELECT FROM people_statement WHERE person_id = ANY(%(people)s))
"""


def kinds_on_record(told: SaysOfPeople) -> set[type[models.Model]]:
    """The rarer kinds of fact that anything is said of, or that stand already; one look for all."""
    types = {type_ for _, type_ in told.by_type}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"people": list(told.people)})
        standing = cursor.fetchone()
    return {
        kind
        for (kind, type_), stands in zip(_RARE.items(), standing, strict=True)
        if stands or type_ in types
    }


def says_of_organizations(
    organizations: Iterable[int], types: Iterable[str]
) -> dict[int, list[Say]]:
    """The same of what happened to ``organizations``, whoever it names."""
    by_subject: dict[int, list[Say]] = defaultdict(list)
    claims = Claim.objects.accepted().filter(
        organization__in=list(organizations), type__in=list(types), contradicting=False
    )
    for subject, say in _read(claims, "organization_id"):
        by_subject[subject].append(say)
    return by_subject


#: What settling asks of a claim. An article's text is long, and nothing of it is wanted.
_WANTED = (
    "type", "aspect", "status", "via", "published_on", "date", "date_kind", "title", "person",
    "organization", "unit", "other", "manager", "decided_by", "pins", "corrected", "beside", "values", "key", "outlet",
    "outlet__slug", "article", "article__story",
)  # fmt: skip


def _read(claims: ClaimQuerySet, subject: str) -> list[tuple[int, Say]]:
    rows = list(claims.select_related("outlet", "article").only(*_WANTED).order_by("key"))
    return [(getattr(row, subject), say) for row, say in zip(rows, says_of(rows), strict=True)]


def says_of(claims: Iterable[Claim]) -> list[Say]:
    """The says of accepted claims, each with whom it goes back to."""
    claims = list(claims)
    origins = origins_of(claims)
    return [_say(claim, origins[claim.pk]) for claim in claims]


def _say(claim: Claim, origin: str) -> Say:
    figures = {
        name: value
        for name in FIGURES
        if (value := _figure(name, claim.values.get(name))) is not None
    }
    words = {name: str(claim.values[name]) for name in WORDS if claim.values.get(name)}
    effective = claim.date is not None and claim.date_kind == DateKind.EFFECTIVE
    told = claim.date if claim.date is not None and not effective else None
    return Say(
        claim=claim.pk,
        key=claim.key,
        type=claim.type,
        aspect=claim.aspect,
        status=Status(claim.status),
        origin=origin,
        outlet=claim.outlet.slug if claim.outlet is not None else "",
        published=claim.published_on,
        stated=claim.date,
        effective=effective,
        told_on=told.latest if told is not None else None,
        title=claim.title,
        organization=claim.organization_id,
        unit=claim.unit_id,
        other=claim.other_id,
        manager=claim.manager_id,
        editor=claim.decided_by_id is not None and bool(claim.pins),
        decided=claim.decided_by_id is not None,
        pins=tuple(claim.pins),
        corrects=frozenset(claim.corrected),
        beside=frozenset(claim.beside),
        figures=figures,
        words=words,
    )


def _figure(name: str, raw: object) -> Decimal | None:
    if raw is None or raw == "":
        return None
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        return None
    low, high = LIMITS[name]
    if not value.is_finite() or not low <= value <= high:
        return None
    return value.quantize(_STEPS[name])
