"""From rows of claims to says."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

from people.models import Founding, Position, ReportingLine, Statement
from tracker.claims.models import EVENT_TYPES, POSITION_TYPES, Claim, ClaimType, DateKind
from tracker.claims.models.claim import ClaimQuerySet
from tracker.claims.settling.origins import Credit, origins_of
from tracker.claims.settling.says import FIGURES, Say
from tracker.kernel.planned import ask
from tracker.kernel.statuses import Status
from tracker.kernel.tables import Asked, one_of, partial_date

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


class SaysOfPeople:
    """What is claimed of some people, each one's by the kind of fact, in the order of the claims' keys.

    They are first read, then heard, but for those that give way: credits go only to what is heard.
    """

    def __init__(self) -> None:
        self._rows: dict[int, list[Sequence[Any]]] = {}
        self._says: dict[tuple[int, type[models.Model]], list[Say]] = {}

    def of(self, person: int, kind: type[models.Model]) -> list[Say]:
        """What is heard of ``person`` about facts of this kind."""
        return self._says.get((person, kind), [])

    def about(self, kind: type[models.Model]) -> bool:
        """Anything is heard about facts of this kind."""
        return any(of_kind is kind for _, of_kind in self._says)

    def read(self, people: Collection[int]) -> set[int]:
        """Take in all that is accepted about ``people``, one look; returns those claims that give way until now."""
        self._rows |= {person: [] for person in people}
        gave_way: set[int] = set()
        for contradicting, *row in _OF_PEOPLE(people):
            self._rows[row[_PERSON]].append(row)
            if contradicting:
                gave_way.add(row[0])
        return gave_way

    def hear(self, people: Iterable[int], aside: Container[int] = ()) -> None:
        """Hear the claims about these people, all but those ``aside``."""
        heard = set(people)
        self._says = {key: says for key, says in self._says.items() if key[0] not in heard}
        rows = [row for person in heard for row in self._rows[person] if row[0] not in aside]
        for person, _, say in _says(rows):
            self._says.setdefault((person, KINDS[say.type]), []).append(say)


#: The kind of fact that a type of claim about somebody makes.
KINDS: dict[str, type[models.Model]] = {
    **dict.fromkeys(POSITION_TYPES, Position),
    ClaimType.REPORTS_TO: ReportingLine,
    ClaimType.FOUNDED: Founding,
    ClaimType.STATEMENT: Statement,
}
#: Kinds of fact that few people have, in the order of ``_ON_RECORD``.
_RARE = (ReportingLine, Founding, Statement)
#: No ``EXISTS``, for which PostgreSQL would rather read all of these tables once.
_ON_RECORD = """
    SELECT id, slug, stub,
           (SELECT true FROM people_reportingline WHERE person_id = people_person.id LIMIT 1),
           (SELECT true FROM people_founding WHERE person_id = people_person.id LIMIT 1),
           (SELECT true FROM people_statement WHERE person_id = people_person.id LIMIT 1)
    FROM people_person WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
"""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person on record, and of which rarer kinds a fact of theirs stands, or stood."""

    slug: str
    stub: bool
    kinds: frozenset[type[models.Model]]


def hold_people(people: Collection[int]) -> dict[int, Somebody]:
    """Read the rows of ``people`` and hold them until the end of the transaction; one look, none for nobody."""
    if not people:
        return {}
    return {
        pk: Somebody(
            slug,
            stub,
            frozenset(kind for kind, found in zip(_RARE, on_record, strict=True) if found),
        )
        for pk, slug, stub, *on_record in ask(_ON_RECORD, list(people))
    }


def says_of_organizations(organizations: Iterable[int]) -> dict[int, list[Say]]:
    """The same of what happened to ``organizations`` and the stakes they took, whoever it names."""
    by_subject: dict[int, list[Say]] = defaultdict(list)
    for _, organization, say in _says(_OF_ORGANIZATIONS(list(organizations))):
        by_subject[organization].append(say)
    return by_subject


#: What settling asks of a claim. An article's text is long, and nothing of it is wanted.
_WANTED = (
     "pk", "key", "type", "aspect", "status", "published_on", "date__startswith", "date__endswith", "date_kind",
     "title", "person", "organization", "unit", "other", "manager", "decided_by", "pins", "corrected", "beside",
     "values", "via", "outlet__slug", "article__story", "article__story__origin__outlet__slug",
)  # fmt: skip


_PERSON = _WANTED.index("person")


def _asked(claims: ClaimQuerySet, *first: str) -> models.QuerySet[Claim, Any]:
    return claims.values_list(*first, *_WANTED).order_by("key")


_OF_PEOPLE = Asked(
    lambda people: _asked(
        Claim.objects.accepted().filter(one_of("person", people), type__in=tuple(KINDS)),
        "contradicting",
    )
)
_OF_ORGANIZATIONS = Asked(
    lambda organizations: _asked(
        Claim.objects.accepted().filter(
            one_of("organization", organizations),
            type__in=(*EVENT_TYPES, ClaimType.STAKE),
            contradicting=False,
        )
    )
)


def _says(rows: Sequence[Sequence[Any]]) -> list[tuple[int, int, Say]]:
    """The person, the organization and the say of each row of ``_WANTED``."""
    origins = origins_of([_credit(*row) for row in rows])
    return [_say(origins[row[0]], *row) for row in rows]


def _credit(
    pk: int, key: str, type_: str, aspect: str, _status: str, published: date | None,
    _first: date | None, _after: date | None, _date_kind: str, _title: str, person: int | None,
    organization: int | None, _unit: int | None, _other: int | None, manager: int | None,
    _decided_by: int | None, _pins: list[str], _corrected: list[int], _beside: list[int],
    _values: dict[str, object], via: str,
    outlet: str | None, story: int | None, first: str | None,
) -> Credit:  # fmt: skip
    kind = "post" if type_ in POSITION_TYPES else type_
    matter = (kind, aspect, person, organization, manager)
    return Credit(pk, key, matter, published, outlet or "", via, story, first or "")


def _say(
    origin: str,
    pk: int, key: str, type_: str, aspect: str, status: str, published: date | None,
    first: date | None, after: date | None, date_kind: str, title: str, person: int,
    organization: int, unit: int | None, other: int | None, manager: int | None,
    decided_by: int | None, pins: list[str], corrected: list[int], beside: list[int],
    values: dict[str, object], _via: str,
    outlet: str | None, _story: int | None, _first_with: str | None,
) -> tuple[int, int, Say]:  # fmt: skip
    stated = partial_date(first, after)
    effective = stated is not None and date_kind == DateKind.EFFECTIVE
    figures = {
        name: figure
        for name in FIGURES
        if name in values and (figure := _figure(name, values[name])) is not None
    }
    say = Say(
        claim=pk,
        key=key,
        type=type_,
        aspect=aspect,
        status=Status(status),
        origin=origin,
        outlet=outlet or "",
        published=published,
        stated=stated,
        effective=effective,
        told_on=stated.latest if stated is not None and not effective else None,
        title=title,
        organization=organization,
        unit=unit,
        other=other,
        manager=manager,
        editor=decided_by is not None and bool(pins),
        decided=decided_by is not None,
        pins=tuple(pins),
        corrects=frozenset(corrected),
        beside=frozenset(beside),
        figures=figures,
        words={name: str(values[name]) for name in WORDS if values.get(name)},
    )
    return person, organization, say


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
