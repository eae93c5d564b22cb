"""A company's or a unit's timeline, and the index of companies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Lower

from companies.models import (
    NAME_KEY,
    Organization,
    OrganizationName,
    OrganizationParent,
    Succession,
)
from people.models import Move
from tracker.claims.withholding import Withheld, withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.prepared import Prepared
from tracker.kernel.word_search import Asked
from tracker.timeline.busiest import busiest
from tracker.timeline.counts import MANY, moves_by_company, people_by_company
from tracker.timeline.looks import Line, by_tag, question, together
from tracker.timeline.name_lookup import look_up as called_so
from tracker.timeline.organizations import Organizations, look_up, standing_for
from tracker.timeline.people import AT_FIRST, INDEX_SIZE, MOST_CALLED, Listed, under_letter
from tracker.timeline.refs import PARENTS, ref_org, ref_org_or_none
from tracker.timeline.replies import replies_beside
from tracker.timeline.roster import Roster, Shelf, question_of_roster
from tracker.timeline.since import newest_told
from tracker.timeline.structure_rows import day_of_names
from tracker.timeline.units import question_of_units, units_there
from tracker.timeline.wording import Ref


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

    def had_ended(self, day: date) -> bool:
        """Whether it had been renamed to another record, or merged into one, by ``day``."""
        return any(
            one.word in (AFTER["renamed"], AFTER["merged_into"])
            and one.since is not None
            and not one.since.surely_after(day)
            for one in self.successions
        )


def company_head(
    organization: Organization,
    *,
    as_of: date,
    known_on: date | None = None,
    everything: bool = True,
) -> CompanyHead:
    """What a company or unit was called, belonged to and was made of; two queries, three with a reply, two more where the
    roster is not kept.

    ``everything`` False leaves out what came after ``as_of``: the page of a turned-back clock.
    """
    shelf = Shelf.of(organization, known_on=known_on)
    found = by_tag(
        _HEAD.rows(
            top=organization.pk,
            unit=organization.is_unit,
            as_of=as_of,
            known_on=known_on,
            everything=everything,
            **shelf.given,
        )
    )
    return head_of(
        shelf.roster(found),
        organization,
        found,
        look_up(named_in(found)),
        as_of=as_of,
        known_on=known_on,
        everything=everything,
        hidden=withheld(),
        replies=replies_beside("organization", [organization.pk]).get(organization.pk, ()),
    )


def _head(
    *, top: int, unit: bool, company: int, snapshot: str | None, guests: list[int], **rest: Any
) -> QuerySet[Any, Any]:
    asked = questions_of_head(standing_for(top, unit=unit), **rest)
    return together([*asked, question_of_roster(top, company, snapshot, guests)])


_HEAD = Prepared(_head)


def questions_of_head(
    organization: Organization, *, as_of: date, known_on: date | None, everything: bool
) -> list[QuerySet[Any, Any]]:
    """What ``head_of`` needs beside the roster."""
    dated: dict[str, Any] = {"since": "since", "until": "until", "number": "pk"}
    names = OrganizationName.objects.filter(organization=organization)
    parents = OrganizationParent.objects.filter(organization=organization)
    joined = Q(earlier=organization) | Q(later=organization)
    return [
        question("name", names.filter(alias=False), word="name", **dated),
        question("alias", names.filter(alias=True), word="name"),
        question("parent", parents, one="parent", **dated),
        question(
            "succession",
            Succession.objects.filter(joined),
            word="kind",
            one="earlier",
            other="later",
            since="happened",
            number="pk",
        ),
        question_of_units(organization, as_of=as_of, known_on=known_on, everything=everything),
    ]


def named_in(found: Mapping[str, Sequence[Line]]) -> set[int]:
    """The ids of the organizations that answers name."""
    return {pk for lines in found.values() for line in lines for pk in (line.one, line.other) if pk}


def head_of(
    roster: Roster,
    organization: Organization,
    found: Mapping[str, Sequence[Line]],
    organizations: Organizations,
    *,
    as_of: date,
    known_on: date | None,
    everything: bool,
    hidden: Withheld,
    replies: tuple[str, ...] = (),
) -> CompanyHead:
    """The head, from the answers to its questions; asks nothing more. ``hidden`` are the names that are withheld."""
    organization.description = hidden.text(organization.description)
    turned = as_of if not everything or known_on is not None else None
    clock = day_of_names(turned, known_on) if turned is not None else None
    names = tuple(
        DatedRef(Ref("name", line.word), line.since, line.until)
        for line in _first_begun(found.get("name", ()))
    )
    there = units_there(found.get("unit", ()), roster, as_of=as_of)
    units = [organizations[line.one or 0] for line in there]
    return CompanyHead(
        organization=organization,
        name=_name_on(organization, names, clock or as_of),
        names=_by(clock, names),
        aliases=tuple(sorted({line.word for line in found.get("alias", ())})),
        parents=_by(
            clock,
            (
                DatedRef(ref, line.since, line.until)
                for line in _first_begun(found.get("parent", ()))
                if (ref := ref_org_or_none(organizations[line.one or 0])) is not None
            ),
        ),
        successions=_by(clock, _successions(organization, found, organizations)),
        units=tuple(ref_org(unit) for unit in sorted(units, key=lambda unit: (unit.name, unit.pk))),
        certain=roster.headcount(as_of),
        replies=replies,
    )


def _first_begun(lines: Sequence[Line]) -> list[Line]:
    return sorted(
        lines, key=lambda line: ((line.since and line.since.earliest) or date.min, line.number)
    )


def _by(clock: date | None, rows: Iterable[DatedRef]) -> tuple[DatedRef, ...]:
    """What may have begun by the day of a turned-back clock; an end after it is not known yet."""
    if clock is None:
        return tuple(rows)
    return tuple(
        replace(row, until=None) if row.until is not None and row.until.surely_after(clock) else row
        for row in rows
        if row.since is None or not row.since.surely_after(clock)
    )


def _name_on(organization: Organization, names: Sequence[DatedRef], day: date) -> str:
    """The name in use on ``day``: of several that may be, the one that began last; else today's."""
    for name in reversed(names):
        if name.since is None and name.until is None:
            continue
        over = name.until is not None and name.until.latest is not None and name.until.latest <= day
        if not over and (name.since is None or not name.since.surely_after(day)):
            return name.ref.name
    return str(organization)


#: The words between a record and what came after it, and what came before it.
AFTER = {
    "renamed": "renamed",
    "merged_into": "merged into",
    "split_from": "split into",
    "acquired_by": "acquired by",
}
BEFORE = {
    "renamed": "before that",
    "merged_into": "took in",
    "split_from": "split from",
    "acquired_by": "acquired",
}


def _successions(
    organization: Organization,
    found: Mapping[str, Sequence[Line]],
    organizations: Organizations,
) -> Iterator[DatedRef]:
    """What came before and after, each with the word that joins the two."""
    for line in sorted(found.get("succession", ()), key=lambda line: line.number):
        onwards = line.one == organization.pk
        ref = ref_org_or_none(organizations[(line.other if onwards else line.one) or 0])
        if ref is not None:
            yield DatedRef(ref, line.since, word=(AFTER if onwards else BEFORE)[line.word])


def companies_index(
    *,
    as_of: date,
    known_on: date | None = None,
    initial: str = "",
    after: str = "",
    words: str = "",
    everything: bool = True,
) -> list[Listed]:
    """Visible companies, and units that once were one, by name, as ``under_letter`` finds them; three queries.
    With ``words`` companies and units that are called so, those first whose names fit best; at most five.

    Beside each: how many people are surely there on ``as_of``, and how many moves are known, up to
    ``MANY``; ``everything`` False leaves out the moves after that day.
    """
    if asked := Asked.of(words):
        best = called_so(asked, most=MOST_CALLED).organizations
        called = Organization.objects.visible().select_related(PARENTS).in_bulk(best)
        companies = [called[pk] for pk in best if pk in called]
    else:
        found = Organization.objects.visible().ever_companies().select_related(PARENTS)
        companies = under_letter(found, NAME_KEY, initial, after)
    return _listed(companies, as_of, known_on, everything=everything)


def most_moved(
    *, as_of: date, known_on: date | None = None, everything: bool = True
) -> list[Listed]:
    """The companies with the most known moves from or to another, with how many; two queries."""
    _, most = busiest(None, None if everything else as_of, known_on=known_on, most=AT_FIRST)
    shown = Organization.objects.visible().select_related(PARENTS).in_bulk(most)
    return [
        Listed(ref_org(shown[pk]), _company_line(shown[pk], 0), possible=False, moves=number)
        for pk, number in most.items()
        if pk in shown
    ]


def _listed(
    companies: Sequence[Organization], as_of: date, known_on: date | None, *, everything: bool
) -> list[Listed]:
    ids = [company.pk for company in companies]
    people = people_by_company(ids, as_of=as_of, known_on=known_on)
    moves = moves_by_company(ids, until=None if everything else as_of, known_on=known_on)
    return [
        Listed(
            ref=ref_org(company),
            line=_company_line(company, people.get(company.pk, 0)),
            possible=False,
            moves=min(MANY, moves.get(company.pk, 0)),
            letter=getattr(company, "letter", ""),
            more=moves.get(company.pk, 0) >= MANY,
        )
        for company in companies
    ]


def _company_line(company: Organization, people: int) -> tuple[str, ...]:
    words = [] if company.kind == "company" else [company.get_kind_display()]
    if company.is_unit:
        words[0] += f" of {ref_org(company.company).name}"
    if people:
        words.append(f"{people} known {'person' if people == 1 else 'people'}")
    return (", ".join(words),) if words else ()


def companies_with_moves(known_on: date | None) -> tuple[list[tuple[str, str]], date | None]:
    """The slugs and names of visible companies at either end of a visible move, by name, and the day of the newest report
    of any move published by ``known_on``; one query.

    Companies are gone through by name and each looked up among the moves: the first move at either end
    is asked for, because PostgreSQL would read all moves to say whether there is one.
    """
    names = withheld()
    found = _WITH_MOVES.rows(known_on=known_on)
    companies = [(slug, name or names.text(description)) for slug, name, description, _ in found]
    return companies, next((day for *_, day in found), None)


def _with_moves(*, known_on: date | None) -> QuerySet[Any, tuple[str, str, str, date | None]]:
    ends = Move.objects.visible().order_by().values("pk")
    found = (
        Organization.objects.visible()
        .alias(
            came=Subquery(ends.filter(to_company=OuterRef("pk"))[:1]),
            left=Subquery(ends.filter(from_company=OuterRef("pk"))[:1]),
        )
        .filter(Q(came__isnull=False) | Q(left__isnull=False))
        .annotate(newest=Subquery(newest_told(known_on).values("first_on")))
        .order_by(Lower("name"), "pk")
    )
    return found.values_list("slug", "name", "description", "newest")[:INDEX_SIZE]


_WITH_MOVES = Prepared(_with_moves, planned=True)


def _not_now(name: str) -> Case:
    return Case(When(name__iexact=name, then=Value(0)), default=Value(1))


def companies_meant(texts: Iterable[str]) -> dict[str, Organization]:
    """The visible company or unit that each text means: by its slug, by that of a record merged into it,
    else by any of its names, that of today before all others; each with its parents. One query for slugs as they are today,
    two more for each other text.
    """
    wanted = set(texts)
    seen = Organization.objects.visible().select_related(PARENTS)
    found = {one.slug: one for one in seen.filter(slug__in=wanted)} if wanted else {}
    for text in wanted - found.keys():
        merged = seen.filter(merged__slug=text).first()
        one = merged or seen.called(text).order_by(_not_now(text), "pk").first()
        if one is not None:
            found[text] = one
    return found
