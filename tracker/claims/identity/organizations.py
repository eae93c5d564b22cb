"""Which company or unit a mention means."""

from collections.abc import Iterable

from django.db.models import Q

from companies.models import Kind, Organization, OrganizationName
from tracker.claims.identity.names import (
    NEW_RECORDS,
    UNIT_NOUNS,
    bracketed,
    company_words,
    core_words,
    plain,
    unit_words,
)
from tracker.claims.identity.resolved import Resolved
from tracker.claims.settling.writing import lock
from tracker.kernel.slugs import slug_of

LONGEST_NAME = 200


class Organizations:
    """Resolves the organizations of one text; a company met for the first time becomes a stub."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int | None], Resolved[Organization]] = {}
        self._companies: dict[int, Organization] = {}

    def resolve(
        self, name: str, *, near: Organization | None = None, make: bool = True
    ) -> Resolved[Organization]:
        """The organization called ``name``; ``near`` is the company the text speaks of, which
        decides between units of one name. Two that could be meant equally are none.
        """
        key = (plain(name), near.pk if near else None)
        if key not in self._seen:
            found = self._resolve(name.strip()[:LONGEST_NAME], near, make=make)
            self._seen[key] = found
            if found.record is not None and not found.new:
                company = found.record.company
                self._companies[company.pk] = company
        return self._seen[key]

    def _resolve(
        self, name: str, near: Organization | None, *, make: bool
    ) -> Resolved[Organization]:
        found = self._find(name, near)
        if found is None and make:
            lock(NEW_RECORDS)  # another article may have named it first, just now
            found = self._find(name, near)
            if found is None:
                return Resolved(_stub(name, Kind.COMPANY, None), "first met in this text", new=True)
        return found or Resolved(None, f"no organization is called “{name}”")

    def _find(self, name: str, near: Organization | None) -> Resolved[Organization] | None:
        """What is on record for ``name``, or why nobody can tell; None where nothing is."""
        if not plain(name):
            return Resolved(None, "no name")
        for form in bracketed(name):
            found = _called(form)
            if len(found) > 1 and near is not None:
                found = [one for one in found if near.pk in (one.pk, one.parent_id)] or found
            if len(found) > 1:
                found = [one for one in found if not one.is_unit] or found
            if len(found) == 1:
                return Resolved(found[0], "name")
            if found:
                which = ", ".join(one.slug for one in found[:4])
                return Resolved(None, f"“{name}” may be {which}")
        return self._same_in_text(name) or self._unit_of_a_company_named(name)

    def _same_in_text(self, name: str) -> Resolved[Organization] | None:
        """A text that names "Kiln AI" means the same by "Kiln", unless it names two such."""
        words = core_words(name)
        found = {
            known.record.pk: known.record
            for known in self._seen.values()
            if known.record is not None
            and not known.record.is_unit
            and core_words(known.record.name) == words
        }
        if words and len(found) == 1:
            return Resolved(next(iter(found.values())), "its longer or shorter name in this text")
        return None

    def _unit_of_a_company_named(self, name: str) -> Resolved[Organization] | None:
        """What the text calls like a unit is one, if just one company it names has such a unit."""
        if not UNIT_NOUNS & set(plain(name).split()):
            return None
        found = {}
        for company in self._companies.values():
            unit = self._unit(name, company, make=False).record
            if unit is not None:
                found[unit.pk] = unit
        if len(found) == 1:
            return Resolved(next(iter(found.values())), "a unit of a company in this text")
        return None

    def unit(self, name: str, company: Organization) -> Resolved[Organization]:
        """The unit of ``company`` called ``name``, compared by the words that tell units apart.

        A unit not on record is made only when the text names it like a name: "the AI team" is none.
        """
        key = (f"unit {plain(name)}", company.pk)
        if key not in self._seen:
            self._seen[key] = self._unit(name.strip()[:LONGEST_NAME], company, make=True)
        return self._seen[key]

    def _unit(self, name: str, company: Organization, *, make: bool) -> Resolved[Organization]:
        found = self._find_unit(name, company)
        if found is not None:
            return found
        if not make or not any(word[:1].isupper() for word in name.split()):
            return Resolved(None, f"“{name}” is no name")
        lock(NEW_RECORDS)
        found = self._find_unit(name, company)
        if found is not None:
            return found
        made = _stub(name, _unit_kind(name), company)
        return Resolved(made, "first met in this text", new=True)

    def _find_unit(self, name: str, company: Organization) -> Resolved[Organization] | None:
        """The unit on record, or why nobody can tell which; None where there is none."""
        units = list(
            Organization.objects.filter(Q(parent=company) | Q(parent__parent=company))
            .exclude(hidden=True)
            .prefetch_related("names")
            .order_by("pk")
        )
        forms = {plain(form) for form in bracketed(name)}
        exact = [one for one in units if forms & {plain(known) for known in _names(one)}]
        if len(exact) == 1:
            return Resolved(exact[0], "name")
        words = unit_words(name, company.name)
        if not words:
            return Resolved(None, f"“{name}” names no unit of its own")
        alike = [
            one
            for one in units
            if any(unit_words(known, company.name) == words for known in _names(one))
        ]
        if len(alike) == 1:
            return Resolved(alike[0], "the telling words of its name")
        if alike:
            return Resolved(None, f"“{name}” may be {', '.join(one.slug for one in alike[:4])}")
        return None


def _names(organization: Organization) -> Iterable[str]:
    return {organization.name, *(row.name for row in organization.names.all())}


def _called(name: str) -> list[Organization]:
    """Organizations with this name, then with it but for legal words and accents."""
    found = list(Organization.objects.called(name).select_related("parent").order_by("pk"))
    if found:
        return found
    words = company_words(name)
    likely = Organization.objects.filter(
        Q(name__icontains=words[0]) | Q(names__name__icontains=words[0])
    )
    rows = likely.distinct().select_related("parent").prefetch_related("names").order_by("pk")
    return [
        one for one in rows[:200] if any(company_words(known) == words for known in _names(one))
    ]


def _unit_kind(name: str) -> Kind:
    words = set(plain(name).split())
    if words & {"lab", "labs", "laboratory", "research"}:
        return Kind.LAB
    return Kind.DIVISION if words & {"division", "group", "organization", "unit"} else Kind.TEAM


def _stub(name: str, kind: Kind, parent: Organization | None) -> Organization:
    stem = slug_of(name if parent is None else f"{parent.name} {_short(name, parent)}")
    taken = Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    made = Organization.objects.create(
        slug=slug_of(stem, taken=taken), name=name, kind=kind, parent=parent, stub=True
    )
    forms = [form for form in bracketed(name) if form != name]
    OrganizationName.objects.bulk_create(
        [
            OrganizationName(organization=made, name=name),
            *(OrganizationName(organization=made, name=form, alias=True) for form in forms),
        ],
        ignore_conflicts=True,
    )
    return made


def _short(name: str, parent: Organization) -> str:
    """The unit's name without its company's in front."""
    return name.removeprefix(parent.name).strip() or name
