"""Records as sentences and links name them."""

from companies.models import Organization
from people.models import Person
from tracker.claims.withholding import withheld
from tracker.timeline.wording import Ref

#: The columns that naming an organization needs, however deep its line of parents usually is.
PARENTS = "parent__parent__parent"
#: Stands for the company of a unit whose parents were not loaded: the page of the unit knows better.
NO_COMPANY = "-"


def ref_person(person: Person) -> Ref:
    return Ref("person", person.name, person.slug)


def ref_org(organization: Organization) -> Ref:
    """The company or unit; a unit names the company on top of the parents that are loaded.

    Never asks the database: where a line of parents is longer than what was loaded, the page of the
    unit sends on to its right address.
    """
    name = organization.name or withheld().text(organization.description)
    if not organization.is_unit:
        return Ref("company", name, organization.slug)
    top = organization
    parent_of = Organization._meta.get_field("parent")
    while top.is_unit and parent_of.is_cached(top) and top.parent is not None:
        top = top.parent
    return Ref("unit", name, organization.slug, top.slug if top != organization else NO_COMPANY)


def ref_org_or_none(organization: Organization | None) -> Ref | None:
    """None for no organization, and for one that may not be shown."""
    if organization is None or organization.hidden:
        return None
    return ref_org(organization)
