"""Whom a claim may mean: the record that was proposed for each name, and the others there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from companies.models import Kind, Organization, OrganizationName
from people.models import Person, Position
from tracker.claims.models import Claim, ClaimType, RuledOut
from tracker.kernel.slugs import slug_of

#: Candidates shown for one name; whoever means another searches.
MOST_CANDIDATES = 6
MOST_FOUND = 12
#: The columns of a claim that name a record, each with the words it may stand under in ``values``.
WORDS: dict[str, tuple[str, ...]] = {
    "person": ("person",),
    "organization": ("org", "acquirer"),
    "unit": ("unit",),
    "manager": ("manager",),
    "other": ("from_org", "to_org", "target", "lead", "into"),
}
PEOPLE = ("person", "manager")
#: Chosen for a name that means nobody on record.
NEW = "new"
#: What an editor chose: for each column the record's id, or ``NEW``.
type Records = Mapping[str, int | str]
_ABOUT_PEOPLE = {
    ClaimType.JOINED,
    ClaimType.LEFT,
    ClaimType.ROLE,
    ClaimType.FOUNDED,
    ClaimType.REPORTS_TO,
    ClaimType.STATEMENT,
}
_UNIT_CHANGES = {
    ClaimType.UNIT_CREATED,
    ClaimType.UNIT_RENAMED,
    ClaimType.UNIT_MERGED,
    ClaimType.UNIT_DISSOLVED,
}


class RecordsDisagree(ValueError):
    """The records chosen do not go together, or one of them is not to be had."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, what is known of it, and what speaks for it."""

    record: Person | Organization
    about: tuple[str, ...] = ()
    reason: str = ""
    score: float | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One name of a claim: the words of the text, what was proposed, what else may be meant."""

    word: str
    text: str
    candidates: tuple[Candidate, ...]
    needed: bool
    ruled_out: int = 0

    @property
    def is_person(self) -> bool:
        return self.word in PEOPLE

    @property
    def proposed(self) -> Candidate | None:
        return next((one for one in self.candidates if one.proposed), None)

    @property
    def open(self) -> bool:
        """An editor should look: nothing is proposed for what is needed, or there are others."""
        return (self.proposed is None and self.needed) or len(self.candidates) > 1


def text_of(claim: Claim, word: str) -> str:
    """The name as the text gives it."""
    found = (claim.values.get(name) for name in WORDS[word])
    return next((str(text) for text in found if text), "")


def missing_of(claim: Claim) -> list[str]:
    """The names without which settling can make nothing of the claim, and that have no record."""
    return [word for word in WORDS if getattr(claim, f"{word}_id") is None and _needs(claim, word)]


def _needs(claim: Claim, word: str) -> bool:
    match word:
        case "person":
            return claim.type in _ABOUT_PEOPLE
        case "organization":
            if claim.type in (ClaimType.FOUNDED, ClaimType.STATEMENT):
                return bool(text_of(claim, word))
            return True
        case "manager":
            return claim.type == ClaimType.REPORTS_TO
        case "unit":
            return claim.type in _UNIT_CHANGES
        case _:
            return claim.type == ClaimType.STAKE


def alternatives_of(claim: Claim) -> list[Mention]:
    """Each name of ``claim`` with the records it may mean, the proposed one first.

    Where identity has kept its candidates with the claim (``mentions``), they are taken, with their
    scores and reasons; else whoever bears the name, and where nobody is proposed whoever has a like
    one. What an editor has ruled out is left out.
    """
    kept = getattr(claim, "mentions", None) or {}
    out = _ruled_out(claim)
    found: list[tuple[str, str, list[tuple[Person | Organization, str, float | None]]]] = []
    for word in WORDS:
        text = text_of(claim, word)
        proposed = getattr(claim, word)
        if not text and proposed is None and not _needs(claim, word):
            continue
        told = _told(word, kept.get(word) or {}) if kept.get(word) else _called(claim, word, text)
        if proposed is not None and proposed.pk not in {record.pk for record, *_ in told}:
            told = [(proposed, "proposed for this name", None), *told]
        told = [one for one in told if one[0].pk not in out.get(word, set())]
        told.sort(key=lambda one: proposed is None or one[0].pk != proposed.pk)
        found.append((word, text, told[:MOST_CANDIDATES]))
    people = [
        record.pk for _, _, told in found for record, *_ in told if isinstance(record, Person)
    ]
    held = _posts_of(people)
    return [
        Mention(
            word=word,
            text=text or str(getattr(claim, word) or ""),
            candidates=tuple(
                Candidate(
                    record,
                    about=_about(record, held),
                    reason=_reason(record, reason, claim, held),
                    score=score,
                    proposed=getattr(claim, f"{word}_id") == record.pk,
                )
                for record, reason, score in told
            ),
            needed=_needs(claim, word),
            ruled_out=len(out.get(word, set())),
        )
        for word, text, told in found
    ]


def _ruled_out(claim: Claim) -> dict[str, set[int]]:
    result: dict[str, set[int]] = {}
    for row in RuledOut.objects.filter(claim=claim):
        result.setdefault(row.word, set()).add(row.person_id or row.organization_id or 0)
    return result


def _told(
    word: str, mention: dict[str, object]
) -> list[tuple[Person | Organization, str, float | None]]:
    """The candidates that identity kept; those whose record has gone are left out."""
    kept = mention.get("candidates")
    rows = {one["id"]: one for one in kept} if isinstance(kept, list) else {}
    records: Iterable[Person | Organization] = (
        Person.objects.visible().filter(pk__in=rows)
        if word in PEOPLE
        else Organization.objects.filter(pk__in=rows, hidden=False).select_related("parent")
    )
    told = [
        (one, str(rows[one.pk].get("reason", "")), float(rows[one.pk].get("score") or 0))
        for one in records
    ]
    return sorted(told, key=lambda one: (-(one[2] or 0), one[0].pk))


def _called(
    claim: Claim, word: str, text: str
) -> list[tuple[Person | Organization, str, float | None]]:
    if not text:
        return []
    exact: list[Person | Organization]
    if word in PEOPLE:
        exact = list(Person.objects.visible().called(text).order_by("pk")[:MOST_CANDIDATES])
    else:
        rows = Organization.objects.filter(hidden=False).called(text).select_related("parent")
        exact = list(rows.order_by("pk")[:MOST_CANDIDATES])
    told: list[tuple[Person | Organization, str, float | None]]
    told = [(one, "bears this name", None) for one in exact]
    if not exact and getattr(claim, f"{word}_id") is None:
        alike = find_people(text) if word in PEOPLE else find_organizations(text)
        told = [(one, "has a like name", None) for one in alike]
    return told


def find_people(words: str, *, most: int = MOST_FOUND) -> Sequence[Person]:
    """People whose name or other spelling holds ``words``, or whose surname is its last word."""
    last = words.rsplit(maxsplit=1)[-1] if words.split() else ""
    if not last:
        return []
    rows = list(Person.objects.visible().called(words).order_by("pk")[:most])
    if len(rows) < most:
        alike = Q(name__icontains=last) | Q(names__name__icontains=last)
        more = Person.objects.visible().filter(alike).exclude(pk__in=[one.pk for one in rows])
        rows += more.distinct().order_by("name", "pk")[: most - len(rows)]
    return rows


def find_organizations(words: str, *, most: int = MOST_FOUND) -> Sequence[Organization]:
    """Companies and units whose name, present or former, holds ``words``."""
    words = words.strip()
    if not words:
        return []
    named = OrganizationName.objects.filter(name__icontains=words).values("organization")
    rows = (
        Organization.objects.filter(Q(name__icontains=words) | Q(pk__in=named), hidden=False)
        .select_related("parent")
        .order_by("name", "pk")
    )
    plain = words.casefold()
    return sorted(rows[: 4 * most], key=lambda one: (one.name.casefold() != plain, one.is_unit))[
        :most
    ]


def _posts_of(people: Sequence[int]) -> dict[int, list[Position]]:
    """What is on record of each of ``people``, the latest first."""
    held: dict[int, list[Position]] = {}
    rows = Position.objects.supported().filter(person__in=people, hidden=False)
    for post in rows.select_related("organization").order_by("-start_first_on", "-pk")[:60]:
        held.setdefault(post.person_id, []).append(post)
    return held


def _about(record: Person | Organization, held: dict[int, list[Position]]) -> tuple[str, ...]:
    if isinstance(record, Organization):
        kind = Kind(record.kind).label
        return (f"{kind} of {record.parent}" if record.parent else str(kind),)
    posts = held.get(record.pk, [])[:3]
    told = [", ".join(filter(None, (str(post.organization), post.title))) for post in posts]
    return tuple(told) or ("No post on record",)


def _reason(
    record: Person | Organization, reason: str, claim: Claim, held: dict[int, list[Position]]
) -> str:
    if isinstance(record, Person) and claim.organization_id is not None:
        employers = {post.organization_id for post in held.get(record.pk, [])}
        if claim.organization_id in employers:
            return f"{reason}, known at {claim.organization}"
        if claim.other_id in employers:
            return f"{reason}, known at {claim.other}"
    return reason


def new_record(word: str, text: str, company: Organization | None) -> Person | Organization:
    """A stub for a name that means nobody on record."""
    name = text.strip()[:200]
    if word in PEOPLE:
        taken = Person.objects.filter(slug__startswith=slug_of(name)).values_list("slug", flat=True)
        return Person.objects.create(name=name, slug=slug_of(name, taken=taken), stub=True)
    parent = company if word == "unit" else None
    stem = slug_of(f"{parent.name} {name}" if parent else name)
    same = Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    made = Organization.objects.create(
        name=name,
        slug=slug_of(stem, taken=same),
        kind=Kind.TEAM if parent else Kind.COMPANY,
        parent=parent,
        stub=True,
    )
    OrganizationName.objects.create(organization=made, name=name)
    return made


def attach(claim: Claim, records: Records) -> None:
    """Give ``claim`` the records chosen, without storing it; a new record is made where asked for."""
    for word in ("organization", "unit", "other", "person", "manager"):
        if word in records:
            setattr(claim, word, _record(claim, word, records[word]))
    organization, unit = claim.organization, claim.unit
    if organization is not None and organization.is_unit and claim.type != ClaimType.FOUNDED:
        claim.unit, claim.organization = organization, organization.company
    elif unit is not None and organization is not None and unit.company != organization:
        if "unit" in records:
            raise RecordsDisagree(f"{unit} is no unit of {organization}. Choose both anew.")
        claim.unit = None


def _record(claim: Claim, word: str, chosen: int | str) -> Person | Organization:
    if chosen == NEW:
        text = text_of(claim, word)
        if not text:
            raise RecordsDisagree("The text gives no name to make a record for.")
        return new_record(word, text, claim.organization)
    found: Person | Organization | None = (
        Person.objects.visible().filter(pk=chosen).first()
        if word in PEOPLE
        else Organization.objects.filter(pk=chosen, hidden=False).first()
    )
    if found is None:
        raise RecordsDisagree("A record that was chosen is not there any more.")
    return found
