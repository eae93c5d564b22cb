"""A company's or a unit's timeline, and the index of companies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from companies.models import (
    Organization,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    Stake,
    Succession,
)
from people.models import Founding, Move, MoveKind, Position, ReportingLine
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline import rows
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.counts import moves_by_company, people_by_company
from tracker.timeline.entries import Entry, MoveLine, Post, by_year
from tracker.timeline.evidence import Wanted, evidence_for, outlet_names
from tracker.timeline.moves import MoveFilter
from tracker.timeline.people import INDEX_SIZE, Listed
from tracker.timeline.refs import PARENTS, ref_org
from tracker.timeline.replies import replies_beside
from tracker.timeline.structure import day_of_names
from tracker.timeline.told import Told, wanted_for_moves
from tracker.timeline.units import units_then
from tracker.timeline.wording import Ref

#: As many moves as a company's page shows; the list of moves has all.
MOVES_SHOWN = 40
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
class CompanyTimeline:
    """Everything that the page of a company or unit tells, as of one day, as known on another."""

    organization: Organization
    name: str
    names: tuple[DatedRef, ...]
    aliases: tuple[str, ...]
    parents: tuple[DatedRef, ...]
    successions: tuple[DatedRef, ...]
    units: tuple[Ref, ...]
    posts: tuple[Post, ...]
    moves: tuple[MoveLine, ...]
    more_moves: bool
    entries: tuple[Entry, ...]
    lines: tuple[Entry, ...]
    claims: int
    outlets: int
    last_confirmed: date | None
    replies: tuple[str, ...] = ()

    @property
    def held(self) -> list[Post]:
        """Positions in force on the day that was asked about, certain ones first."""
        return sorted((p for p in self.posts if p.held), key=lambda p: p.holds != "certain")

    @property
    def certain(self) -> int:
        """People surely at work there on that day: what counts count."""
        return len({p.person for p in self.posts if p.holds == "certain"})

    @property
    def past(self) -> list[Post]:
        """Positions known from other days."""
        return [p for p in self.posts if not p.held]

    @property
    def years(self) -> list[tuple[int | None, list[Entry]]]:
        return by_year(self.entries)


def company_timeline(
    organization: Organization,
    *,
    as_of: date,
    known_on: date | None = None,
    everything: bool = True,
) -> CompanyTimeline:
    """What is known of a company or unit; at most sixteen queries, however much that is.

    ``everything`` False leaves out what happened after ``as_of``: the page of a turned-back clock.
    """
    held = rows.positions(Position.objects.visible().supported().at(organization), known_on)
    moved = rows.moves(
        _moves_of(organization),
        known_on,
        until=None if everything else as_of,
        most=MOVES_SHOWN + 1,
    )
    begun = rows.foundings(
        Founding.objects.visible().supported().filter(organization=organization), known_on
    )
    lines = rows.lines(
        ReportingLine.objects.visible().supported().filter(organization=organization), known_on
    )
    events = rows.events(OrgEvent.objects.visible().supported().about(organization), known_on)
    stakes = rows.stakes(Stake.objects.visible().supported().about(organization), known_on)
    ends, started = wanted_for_moves(moved)
    book = evidence_for(
        Wanted(
            positions=frozenset(ends | {fact.pk for fact, _ in held}),
            foundings=frozenset(started | {fact.pk for fact, _ in begun}),
            lines=frozenset(fact.pk for fact, _ in lines),
            events=frozenset(fact.pk for fact, _ in events),
            stakes=frozenset(fact.pk for fact, _ in stakes),
        ),
        known_on=known_on,
    )
    outlets = outlet_names(rows.names_of_outlets(held, moved, begun, lines, events, stakes))
    marks = marks_beside(
        position=held, move=moved, founding=begun, line=lines, event=events, stake=stakes
    )
    told = Told(as_of, book, outlets, marks)
    organization.description = told.names.text(organization.description)
    in_moves = {move.founding_id for move, _ in moved if move.kind == MoveKind.FOUNDING}
    entries = [
        *told.events(events),
        *told.stakes(stakes),
        *told.foundings((fact, row) for fact, row in begun if fact.pk not in in_moves),
    ]
    moves = told.moves(moved[:MOVES_SHOWN])
    posts = told.posts(held)
    answering = told.lines(lines)
    units = (
        rows.units_of(organization)
        if everything and known_on is None
        else units_then(organization, as_of=as_of, known_on=known_on)
    )
    if not everything:
        posts = [post for post in posts if post.begun_by(as_of)]
        entries = [entry for entry in entries if entry.begun_by(as_of)]
        answering = [line for line in answering if line.begun_by(as_of)]
    seen = {e.claim: e for found in book.by_fact.values() for e in found if e.claim}
    turned = as_of if not everything or known_on is not None else None
    clock = day_of_names(turned, known_on) if turned is not None else None
    names, aliases = _names(organization)
    return CompanyTimeline(
        organization=organization,
        name=_name_on(organization, names, clock or as_of),
        names=_by(clock, names),
        aliases=aliases,
        parents=_parents(organization, clock),
        successions=_successions(organization, clock),
        units=tuple(ref_org(unit) for unit in units.select_related(PARENTS)),
        posts=tuple(posts),
        moves=tuple(moves),
        more_moves=len(moved) > MOVES_SHOWN,
        entries=tuple(entries),
        lines=tuple(answering),
        claims=len(seen),
        outlets=len({e.outlet_slug for e in seen.values() if e.outlet_slug}),
        last_confirmed=max((e.published for e in seen.values() if e.published), default=None),
        replies=replies_beside("organization", [organization.pk]).get(organization.pk, ()),
    )


def _moves_of(organization: Organization) -> QuerySet[Move]:
    """Moves into, out of and within a company; of a unit, those that name it."""
    moves: QuerySet[Move] = Move.objects.visible()
    if organization.is_unit:
        return moves.filter(unit=organization)
    return moves.touching(organization)  # type: ignore[attr-defined,no-any-return]


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


def years_of_moves(
    organization: Organization, *, as_of: date, known_on: date | None = None
) -> list[YearOfMoves]:
    """Arrivals and departures that are done or announced, for each year from the first to the last.

    Counted are moves whose year is known. Moves within the company, foundings and board seats are
    neither. One query.
    """
    wanted = MoveFilter(
        company=organization.slug,
        kind=BETWEEN,
        status=(Status.DONE.value, Status.ANNOUNCED.value),
        until=as_of,
        known_on=known_on,
    )
    found: dict[int, list[int]] = {}
    ends = wanted.rows().order_by().values_list("happened", "from_company", "to_company")
    for happened, origin, destination in ends.filter(happened__startswith__isnull=False):
        year = _year_of(happened)
        if year is None or origin == destination:
            continue
        found.setdefault(year, [0, 0])[0 if destination == organization.pk else 1] += 1
    if not found:
        return []
    return [
        YearOfMoves(year, *found.get(year, [0, 0])) for year in range(min(found), max(found) + 1)
    ]


def _year_of(happened: PartialDate | None) -> int | None:
    """The year in which every day lies that the words allow; None when they allow several."""
    if happened is None or happened.earliest is None or happened.latest is None:
        return None
    return happened.earliest.year if happened.earliest.year == happened.latest.year else None


def companies_with_moves() -> list[tuple[str, str]]:
    """The slugs and names of visible companies at either end of a visible move, by name; one query."""
    ends = Move.objects.visible().order_by()
    found = (
        Organization.objects.visible()
        .filter(
            pk__in=ends.filter(from_company__isnull=False)
            .values("from_company")
            .union(ends.filter(to_company__isnull=False).values("to_company"))
        )
        .order_by(Lower("name"), "pk")
        .values_list("slug", "name", "description")
    )
    names = withheld()
    return [
        (slug, name or names.text(description)) for slug, name, description in found[:INDEX_SIZE]
    ]
