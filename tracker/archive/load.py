"""Load the archive: records by slug, its lines as claims like any other source's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from companies.models import (
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    Succession,
)
from people.models import (
    Founding,
    Move,
    MoveState,
    Person,
    PersonName,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
)
from tracker.archive.files import Archive, Entry
from tracker.archive.lines import Line, lines_of
from tracker.claims.models import Claim, Decision, EvidenceKind
from tracker.claims.settling.settle import Subjects, batches_of, settle, subjects_of
from tracker.claims.suppressing import Erased
from tracker.kernel.partial_dates import PartialDate
from tracker.news.models import Outlet, OutletDomain

ARCHIVE_RULE = "archive"
Progress = Callable[[str], None]


@dataclass(slots=True)
class Loaded:
    """What a load did."""

    outlets: int = 0
    organizations: int = 0
    people: int = 0
    new_claims: int = 0
    changed_claims: int = 0
    withdrawn_claims: int = 0
    unresolved: list[str] = field(default_factory=list)


def load(archive: Archive, *, progress: Progress = lambda _line: None) -> Loaded:
    """Make records and claims of the archive and settle what changed; again changes nothing.

    Records that are there already keep what editors made of them: only what is empty is filled.
    Lines that name an unknown record are told in ``unresolved`` and left out.
    """
    done = Loaded()
    with transaction.atomic():
        outlets = _outlets(archive.outlets, done)
        organizations = _organizations(archive.organizations, done)
        people = _people(archive.people, done)
    progress(f"{len(outlets)} outlets, {len(organizations)} organizations, {len(people)} people")
    with transaction.atomic():
        changed = _claims(archive, Records(outlets, organizations, people), done)
    progress(f"{done.new_claims} new claims, {done.changed_claims} changed")
    subjects = subjects_of(changed)
    _settle(subjects, progress)
    return done


@dataclass(frozen=True, slots=True)
class Records:
    """Primary keys by slug."""

    outlets: dict[str, int]
    organizations: dict[str, Organization]
    people: dict[str, Person]


def _tables_of(*rooms: str) -> str:
    """The tables of these rooms in words of SQL."""
    models = (model for room in rooms for model in apps.get_app_config(room).get_models())
    return ", ".join(f'"{model._meta.db_table}"' for model in models)


#: What settling writes.
_FACTS = ", ".join(
    model._meta.db_table
    for model in (
        Claim.positions.through,
        Position,
        PositionState,
        ReportingLine,
        ReportingLineState,
        Founding,
        Move,
        MoveState,
    )
)


def _settle(subjects: Subjects, progress: Progress) -> None:
    """Settle in batches: each is a transaction, and what they have in common is read once."""
    total, done = len(subjects.people) + len(subjects.organizations), 0
    # PostgreSQL would go on planning as for empty tables. Its own take ten times as long to look at as these.
    _analyze(_tables_of("companies", "people", "claims", "news"))
    for nth, batch in enumerate(batches_of(subjects), start=1):
        settle(batch)
        done += len(batch.people) + len(batch.organizations)
        progress(f"settled {done} of {total}")
        if nth.bit_count() == 1:  # about twice as much is there as when it was told last
            _analyze(_FACTS)
    _analyze(_FACTS)


def _analyze(tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _outlets(entries: Iterable[Entry], done: Loaded) -> dict[str, int]:
    entries = list(entries)
    before = set(Outlet.objects.values_list("slug", flat=True))
    Outlet.objects.bulk_create(
        Outlet(slug=e["slug"], name=e["name"], kind=e["kind"])
        for e in entries
        if e["slug"] not in before
    )
    slugs = dict(Outlet.objects.values_list("slug", "pk"))
    OutletDomain.objects.bulk_create(
        [
            OutletDomain(outlet_id=slugs[e["slug"]], domain=domain)
            for e in entries
            for domain in e["domains"]
        ],
        ignore_conflicts=True,
    )
    done.outlets = len(entries)
    return slugs


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _organizations(entries: Iterable[Entry], done: Loaded) -> dict[str, Organization]:
    entries = list(entries)
    known = {o.slug: o for o in Organization.objects.all()}
    new = [e for e in entries if e["slug"] not in known]
    Organization.objects.bulk_create(
        Organization(
            slug=e["slug"],
            name=e["names"][-1]["name"],
            kind=e["kind"],
            country=e.get("country", ""),
            founded=_date(e.get("founded")),
            website=e.get("website", ""),
            wikidata=e.get("wikidata", ""),
        )
        for e in new
    )
    known = {o.slug: o for o in Organization.objects.all()}
    for e in new:
        if e.get("parents"):
            record = known[e["slug"]]
            record.parent = known[e["parents"][-1]["of"]]
            record.save(update_fields=["parent"])
    _dated_rows(entries, known)
    done.organizations = len(entries)
    return known


def _dated_rows(entries: Iterable[Entry], known: dict[str, Organization]) -> None:
    names, kinds, parents, successions = [], [], [], []
    for e in entries:
        record = known[e["slug"]]
        for dated in e["names"]:
            names.append(
                OrganizationName(
                    organization=record,
                    name=dated["name"],
                    since=_date(dated.get("since")),
                    until=_date(dated.get("until")),
                )
            )
        names.extend(
            OrganizationName(organization=record, name=alias, alias=True)
            for alias in e.get("aliases", ())
        )
        for dated in e.get("kinds", ()):
            kinds.append(
                OrganizationKind(
                    organization=record,
                    kind=dated["kind"],
                    since=_date(dated.get("since")),
                    until=_date(dated.get("until")),
                )
            )
        for dated in e.get("parents", ()):
            parents.append(
                OrganizationParent(
                    organization=record,
                    parent=known[dated["of"]],
                    since=_date(dated.get("since")),
                    until=_date(dated.get("until")),
                )
            )
        for later in e.get("succession", ()):
            successions.append(
                Succession(
                    earlier=record,
                    later=known[later["other"]],
                    kind=later["kind"],
                    happened=_date(later.get("on")),
                )
            )
    OrganizationName.objects.bulk_create(names, ignore_conflicts=True)
    OrganizationKind.objects.bulk_create(kinds, ignore_conflicts=True)
    OrganizationParent.objects.bulk_create(parents, ignore_conflicts=True)
    Succession.objects.bulk_create(successions, ignore_conflicts=True)


def _people(entries: Iterable[Entry], done: Loaded) -> dict[str, Person]:
    erased = Erased()
    entries = [e for e in entries if not erased or not erased.is_name(e["name"])]
    known = set(Person.objects.values_list("slug", flat=True))
    Person.objects.bulk_create(
        Person(
            slug=e["slug"],
            name=e["name"],
            wikidata=e.get("wikidata", ""),
            orcid=e.get("orcid", ""),
        )
        for e in entries
        if e["slug"] not in known
    )
    people = {person.slug: person for person in Person.objects.all()}
    PersonName.objects.bulk_create(
        [
            PersonName(person=people[e["slug"]], name=alias)
            for e in entries
            for alias in e.get("aliases", ())
        ],
        ignore_conflicts=True,
    )
    done.people = len(entries)
    return people


#: Columns of a claim that a corrected line may change.
_CORRECTABLE = (
    "type",
    "status",
    "evidence",
    "checked_on",
    "via",
    "date",
    "date_kind",
    "title",
    "unit_id",
    "other_id",
    "values",
    "withdrawn",
)


def _claims(archive: Archive, records: Records, done: Loaded) -> list[Claim]:
    """Write the lines as claims; returns those that are new, changed or gone."""
    held = {claim.key: claim for claim in Claim.objects.filter(rule=ARCHIVE_RULE)}
    new: list[Claim] = []
    changed: list[Claim] = []
    seen: set[str] = set()
    erased = Erased()
    for kind, entry in archive.entries():
        for line in lines_of(kind, entry):
            try:
                claim = _claim(line, records)
            except KeyError as missing:
                done.unresolved.append(f"{kind}: {missing.args[0]} is in no file ({line.address})")
                continue
            if claim.key in seen:
                continue
            claim.evidence, claim.title = erased.masked(claim.evidence, claim.title)
            seen.add(claim.key)
            before = held.get(claim.key)
            if before is None:
                new.append(claim)
            elif before.decided_by_id is None and _correct(before, claim):
                changed.append(before)
    gone = [
        claim
        for key, claim in held.items()
        if key not in seen and not claim.withdrawn and claim.decided_by_id is None
    ]
    Claim.objects.bulk_create(new, batch_size=500)
    for claim in changed:
        claim.save(update_fields=[name.removesuffix("_id") for name in _CORRECTABLE])
    for claim in gone:
        claim.withdrawn = True
        claim.save(update_fields=["withdrawn"])
    done.new_claims, done.changed_claims = len(new), len(changed)
    done.withdrawn_claims = len(gone)
    return [*new, *changed, *gone]


def _correct(before: Claim, now: Claim) -> bool:
    differs = [name for name in _CORRECTABLE if getattr(before, name) != getattr(now, name)]
    for name in differs:
        setattr(before, name, getattr(now, name))
    return bool(differs)


def _claim(line: Line, records: Records) -> Claim:
    """The claim of one line; raises KeyError for a slug that is no record's."""
    organization = records.organizations[line.organization] if line.organization else None
    unit = records.organizations[line.unit] if line.unit else None
    if organization is not None and organization.is_unit and line.type != "founded":
        unit, organization = unit or organization, organization.company
    return Claim(
        type=line.type,
        aspect=line.aspect,
        status=line.status,
        evidence_kind=EvidenceKind.SUMMARY,
        evidence=line.summary,
        address=line.address,
        outlet_id=records.outlets[line.outlet],
        published_on=date.fromisoformat(line.published),
        checked_on=date.fromisoformat(line.checked),
        via=line.via,
        date=_date(line.date),
        date_kind="effective" if line.date else "",
        title=line.title,
        person=records.people[line.person] if line.person else None,
        manager=records.people[line.manager] if line.manager else None,
        organization=organization,
        unit=unit,
        other=records.organizations[line.other] if line.other else None,
        values=_values(line, records),
        rule=ARCHIVE_RULE,
        decision=Decision.ACCEPTED,
        policy="archive",
        key=line.key,
    )


def _values(line: Line, records: Records) -> dict[str, Any]:
    """The line's values; a beneficiary, a slug in the files, is told by name."""
    values = dict(line.values)
    if "beneficiary" in values:
        values["beneficiary"] = records.people[values["beneficiary"]].name
    return values
