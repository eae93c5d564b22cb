"""Records for who is met for the first time: marked as stubs until an editor has looked at them."""

from companies.models import Kind, Organization, OrganizationName
from people.models import Person
from tracker.claims.identity.names import bracketed
from tracker.kernel.plain_names import plain
from tracker.kernel.slugs import slug_of


def person_stub(name: str) -> Person:
    stem = slug_of(name)
    taken = Person.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    return Person.objects.create(slug=slug_of(stem, taken=taken), name=name, stub=True)


def company_stub(name: str) -> Organization:
    return _organization(name, Kind.COMPANY, None)


def unit_stub(name: str, company: Organization) -> Organization:
    return _organization(name, _unit_kind(name), company)


def _unit_kind(name: str) -> Kind:
    words = set(plain(name).split())
    if words & {"lab", "labs", "laboratory", "research"}:
        return Kind.LAB
    return Kind.DIVISION if words & {"division", "group", "organization", "unit"} else Kind.TEAM


def _organization(name: str, kind: Kind, parent: Organization | None) -> Organization:
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
