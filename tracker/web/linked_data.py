"""People and organizations in the vocabulary of schema.org, for machines that read pages."""

from collections.abc import Iterable
from typing import Any

from companies.models import Organization
from people.models import Person
from tracker.timeline.companies import CompanyHead
from tracker.timeline.entries import Post
from tracker.timeline.wording import Ref

CONTEXT = "https://schema.org"
_WIKIDATA = "https://www.wikidata.org/wiki/"
_ORCID = "https://orcid.org/"


def person_data(
    person: Person, *, names: Iterable[str], held: Iterable[Post], url: str
) -> dict[str, Any]:
    """A ``Person``; of their posts only those surely held."""
    sure = [post for post in held if post.holds == "certain"]
    employers = {post.organization.slug: post.organization.name for post in sure}
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "Person",
            "name": person.name,
            "alternateName": list(names),
            "url": url,
            "jobTitle": [post.title for post in sure if post.title],
            "worksFor": [{"@type": "Organization", "name": name} for name in employers.values()],
            "sameAs": [
                *([_WIKIDATA + person.wikidata] if person.wikidata else []),
                *([_ORCID + person.orcid] if person.orcid else []),
            ],
        }
    )


def organization_data(
    organization: Organization, head: CompanyHead, *, company: Ref | None, url: str
) -> dict[str, Any]:
    """An ``Organization`` under the name of the day, with what it was made of then."""
    founded = organization.founded
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "Organization",
            "name": head.name,
            "alternateName": list(
                dict.fromkeys(
                    [name.ref.name for name in head.names if name.ref.name != head.name]
                    + list(head.aliases)
                )
            ),
            "url": url,
            "foundingDate": str(founded) if founded and "/" not in str(founded) else "",
            "parentOrganization": {"@type": "Organization", "name": company.name}
            if company
            else None,
            "subOrganization": [
                {"@type": "Organization", "name": unit.name} for unit in head.units
            ],
            "sameAs": [
                *([_WIKIDATA + organization.wikidata] if organization.wikidata else []),
                *([organization.website] if organization.website else []),
            ],
        }
    )


def _without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
