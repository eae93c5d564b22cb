"""Which unit of a company a mention means."""

from collections.abc import Iterable

from django.db.models import Q

from companies.models import Organization
from tracker.claims.identity.names import bracketed, unit_words
from tracker.claims.identity.resolved import Candidate, Resolved
from tracker.kernel.plain_names import plain

MOST_CANDIDATES = 5


def find_unit(name: str, company: Organization) -> Resolved[Organization] | None:
    """The unit on record, or why nobody can tell which; None where there is none."""
    units = list(
        Organization.objects.filter(Q(parent=company) | Q(parent__parent=company))
        .exclude(hidden=True)
        .select_related("parent__parent")
        .prefetch_related("names")
        .order_by("pk")
    )
    forms = {plain(form) for form in bracketed(name)}
    exact = [one for one in units if forms & {plain(known) for known in _names(one)}]
    if len(exact) == 1:
        return _found(exact[0], 0.95, "its name")
    words = unit_words(name, company.name)
    if not words:
        return Resolved(None, f"“{name}” names no unit of its own")
    alike = [
        one
        for one in units
        if any(unit_words(known, company.name) == words for known in _names(one))
    ]
    if len(alike) == 1:
        return _found(alike[0], 0.85, "the telling words of its name")
    if alike:
        candidates = tuple(
            Candidate(one.pk, one.slug, 0.5, "the telling words of its name")
            for one in alike[:MOST_CANDIDATES]
        )
        which = ", ".join(one.slug for one in candidates)
        return Resolved(None, f"“{name}” may be {which}", candidates=candidates)
    return None


def _found(unit: Organization, score: float, reason: str) -> Resolved[Organization]:
    return Resolved(
        unit, reason, score=score, candidates=(Candidate(unit.pk, unit.slug, score, reason),)
    )


def _names(organization: Organization) -> Iterable[str]:
    return {organization.name, *(row.name for row in organization.names.all())}
