"""A company's or a unit's timeline, and the index of companies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from companies.models import (
    Organization,
    OrganizationName,
    OrganizationParent,
    Succession,
)
from people.models import Move, MoveKind
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline import rows
from tracker.timeline.counts import moves_by_company, people_at, people_by_company
from tracker.timeline.moves import MoveFilter
from tracker.timeline.people import INDEX_SIZE, Listed
from tracker.timeline.refs import PARENTS, ref_org
from tracker.timeline.replies import replies_beside
from tracker.timeline.structure import day_of_names
from tracker.timeline.units import units_then
from tracker.timeline.wording import Ref

#: As many units as a company's page names; its org chart has all.
UNITS_SHOWN = 100
#: The kinds of move that bring somebody to a company or take somebody away from it.
BETWEEN = (MoveKind.HIRE.value, MoveKind.RETURN.value, MoveKind.DEPARTURE.value)


@dataclass(frozen=True, slots=True)
class DatedRef:
    """A name, a parent or a successor of an organization, with the days between which it held."""

    ref: Ref
    since: PartialDate | None = None
    until: PartialDate | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class CompanyHead:
    """What stands above the page of a company or unit, as of one day, as known on another.

    ``certain`` counts the people who were surely there on the day.
    """

    organization: Organization
    name: str
    names: tuple[DatedRef, ...]
    aliases: tuple[str, ...]
    parents: tuple[DatedRef, ...]
    successions: tuple[DatedRef, ...]
    units: tuple[Ref, ...]
    certain: int
    replies: tuple[str, ...] = ()


def company_head(
    organization: Organization,
    *,
    as_of: date,
    known_on: date | None = None,
    everything: bool = True,
) -> CompanyHead:
    """What a company or unit was called, belonged to and was made of; six queries.

    ``everything`` False leaves out what came after ``as_of``: the page of a turned-back clock.
    """
    organization.description = withheld().text(organization.description)
    units = (
        rows.units_of(organization)
        if everything and known_on is None
        else units_then(organization, as_of=as_of, known_on=known_on)
    )
    turned = as_of if not everything or known_on is not None else None
    clock = day_of_names(turned, known_on) if turned is not None else None
    names, aliases = _names(organization)
    return CompanyHead(
        organization=organization,
        name=_name_on(organization, names, clock or as_of),
        names=_by(clock, names),
        aliases=aliases,
        parents=_parents(organization, clock),
        successions=_successions(organization, clock),
        units=tuple(ref_org(unit) for unit in units.select_related(PARENTS)[:UNITS_SHOWN]),
        certain=people_at(organization, as_of=as_of, known_on=known_on),
        replies=replies_beside("organization", [organization.pk]).get(organization.pk, ()),
    )


def _by(clock: date | None, rows: Iterable[DatedRef]) -> tuple[DatedRef, ...]:
    """What may have begun by the day of a turned-back clock; an end after it is not known yet."""
    if clock is None:
        return tuple(rows)
    return tuple(
        replace(row, until=None) if row.until is not None and _after(row.until, clock) else row
        for row in rows
        if row.since is None or not _after(row.since, clock)
    )


def _after(when: PartialDate, day: date) -> bool:
    return when.earliest is not None and when.earliest > day


def _name_on(organization: Organization, names: Sequence[DatedRef], day: date) -> str:
    """The name in use on ``day``: of several that may be, the one that began last; else today's."""
    for name in reversed(names):
        if name.since is None and name.until is None:
            continue
        over = name.until is not None and name.until.latest is not None and name.until.latest <= day
        if not over and (name.since is None or not _after(name.since, day)):
            return name.ref.name
    return str(organization)


def _names(organization: Organization) -> tuple[tuple[DatedRef, ...], tuple[str, ...]]:
    found = OrganizationName.objects.filter(organization=organization).order_by(
        F("since__startswith").asc(nulls_first=True), "pk"
    )
    dated = [name for name in found if not name.alias]
    return (
        tuple(DatedRef(Ref("name", name.name), name.since, name.until) for name in dated),
        tuple(sorted({name.name for name in found if name.alias})),
    )


def _parents(organization: Organization, clock: date | None) -> tuple[DatedRef, ...]:
    found = (
        OrganizationParent.objects.filter(organization=organization, parent__hidden=False)
        .select_related(f"parent__{PARENTS}")
        .order_by(F("since__startswith").asc(nulls_first=True), "pk")
    )
    return _by(clock, (DatedRef(ref_org(row.parent), row.since, row.until) for row in found))


def _successions(organization: Organization, clock: date | None) -> tuple[DatedRef, ...]:
    """What came before and after, each with the word that joins the two."""
    found = Succession.objects.filter(
        Q(earlier=organization) | Q(later=organization), earlier__hidden=False, later__hidden=False
    ).select_related(f"earlier__{PARENTS}", f"later__{PARENTS}")
    after = {
        "renamed": "renamed",
        "merged_into": "merged into",
        "split_from": "split into",
        "acquired_by": "acquired by",
    }
    before = {
        "renamed": "before that",
        "merged_into": "took in",
        "split_from": "split from",
        "acquired_by": "acquired",
    }
    return _by(
        clock,
        (
            DatedRef(ref_org(row.later), row.happened, word=after[row.kind])
            if row.earlier_id == organization.pk
            else DatedRef(ref_org(row.earlier), row.happened, word=before[row.kind])
            for row in found
        ),
    )


def companies_index(
    *,
    as_of: date,
    known_on: date | None = None,
    initial: str = "",
    everything: bool = True,
) -> list[Listed]:
    """Visible companies by name, those under ``initial`` if it is given; three queries.

    Beside each: how many people are surely there on ``as_of``, and how many moves are known;
    ``everything`` False leaves out the moves after that day.
    """
    found = Organization.objects.visible().companies().select_related("parent").order_by("slug")
    if initial:
        found = found.filter(slug__startswith=initial.lower())
    people = people_by_company(as_of=as_of, known_on=known_on)
    moves = moves_by_company(until=None if everything else as_of, known_on=known_on)
    return [
        Listed(
            ref=ref_org(company),
            line=_company_line(company, people.get(company.pk, 0)),
            possible=False,
            moves=moves.get(company.pk, 0),
        )
        for company in found[:INDEX_SIZE]
    ]


def _company_line(company: Organization, people: int) -> tuple[str, ...]:
    words = [] if company.kind == "company" else [company.get_kind_display()]
    if people:
        words.append(f"{people} known {'person' if people == 1 else 'people'}")
    return (", ".join(words),) if words else ()


@dataclass(frozen=True, slots=True)
class YearOfMoves:
    """Known moves into and out of a company in one year."""

    year: int
    arrivals: int
    departures: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """Known moves between a company and another one."""

    ref: Ref
    moves: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """Known moves into and out of a company: by year, and with which companies most."""

    years: tuple[YearOfMoves, ...]
    sources: tuple[Exchange, ...]
    destinations: tuple[Exchange, ...]


def traffic(
    organization: Organization, *, as_of: date, known_on: date | None = None, most: int = 8
) -> Traffic:
    """Arrivals and departures that are done or announced, up to ``as_of``; two queries.

    By year are counted moves whose year is known, from the first year to the last; by company those
    whose other end is. Moves within the company, foundings and board seats are neither.
    """
    wanted = MoveFilter(
        company=organization.slug,
        kind=BETWEEN,
        status=(Status.DONE.value, Status.ANNOUNCED.value),
        until=as_of,
        known_on=known_on,
    )
    years: dict[int, list[int]] = {}
    ways: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    ends = wanted.rows().order_by().values_list("happened", "from_company", "to_company")
    for happened, origin, destination in ends:
        if origin == destination:
            continue
        way = 0 if destination == organization.pk else 1
        other = origin if way == 0 else destination
        if other is not None:
            ways[way][other] += 1
        year = _year_of(happened)
        if year is not None:
            years.setdefault(year, [0, 0])[way] += 1
    span = range(min(years), max(years) + 1) if years else ()
    foremost = [sorted(way.items(), key=lambda item: (-item[1], item[0]))[:most] for way in ways]
    named = (
        Organization.objects.visible()
        .select_related(PARENTS)
        .in_bulk([pk for way in foremost for pk, _ in way])
    )
    sources, destinations = (
        tuple(Exchange(ref_org(named[pk]), number) for pk, number in way if pk in named)
        for way in foremost
    )
    return Traffic(
        tuple(YearOfMoves(year, *years.get(year, [0, 0])) for year in span), sources, destinations
    )


def _year_of(happened: PartialDate | None) -> int | None:
    """The year in which every day lies that the words allow; None when they allow several."""
    if happened is None or happened.earliest is None or happened.latest is None:
        return None
    return happened.earliest.year if happened.earliest.year == happened.latest.year else None


def companies_with_moves() -> list[tuple[str, str]]:
    """The slugs and names of visible companies at either end of a visible move, by name; one query.

    Companies are gone through by name and each looked up among the moves: the first move at either end
    is asked for, because PostgreSQL would read all moves to say whether there is one.
    """
    ends = Move.objects.visible().order_by().values("pk")
    found = (
        Organization.objects.visible()
        .alias(
            came=Subquery(ends.filter(to_company=OuterRef("pk"))[:1]),
            left=Subquery(ends.filter(from_company=OuterRef("pk"))[:1]),
        )
        .filter(Q(came__isnull=False) | Q(left__isnull=False))
        .order_by(Lower("name"), "pk")
    )
    return _named(found[:INDEX_SIZE])


def companies_meant(texts: Iterable[str]) -> dict[str, Organization]:
    """The visible company or unit that each text means: by its slug, by that of a record merged into it,
    else by any of its names. One query for slugs as they are today, two more for each other text.
    """
    wanted = set(texts)
    seen = Organization.objects.visible()
    found = {one.slug: one for one in seen.filter(slug__in=wanted)} if wanted else {}
    for text in wanted - found.keys():
        merged = seen.filter(merged__slug=text).first()
        one = merged or seen.called(text).order_by("pk").first()
        if one is not None:
            found[text] = one
    return found


def _named(found: QuerySet[Organization]) -> list[tuple[str, str]]:
    names = withheld()
    return [
        (slug, name or names.text(description))
        for slug, name, description in found.values_list("slug", "name", "description")
    ]
