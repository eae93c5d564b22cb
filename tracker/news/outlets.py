"""Finding out whose article it is, by what the operator says or by the address."""

from django.db import IntegrityError, transaction

from tracker.kernel.slugs import slug_of
from tracker.news import addresses
from tracker.news.models import Outlet, OutletDomain


def find_outlet(hint: str) -> Outlet | None:
    """The outlet that ``hint`` names: its slug, its name or one of its domains."""
    hint = hint.strip()
    if not hint:
        return None
    return (
        Outlet.objects.filter(slug=hint.lower()).first()
        or Outlet.objects.filter(name__iexact=hint).order_by("pk").first()
        or Outlet.objects.of_domain(hint.lower().removeprefix("www.")).first()
    )


def outlet_named(name: str) -> Outlet | None:
    """The outlet an operator names; made if it is new. None for an empty name."""
    name = name.strip()[:200]
    return find_outlet(name) or (_new_outlet(name) if name else None)


def outlet_at(url: str) -> Outlet | None:
    """The outlet that publishes at ``url``; one met for the first time goes by its domain's name.

    What a page calls itself is not believed: anybody can call their page after a newspaper.
    """
    domain = addresses.domain_of(url)
    if not domain:
        return None
    owners = {
        owned.domain: owned.outlet
        for owned in OutletDomain.objects.filter(
            domain__in=addresses.parent_domains(domain)
        ).select_related("outlet")
    }
    nearest = next((d for d in addresses.parent_domains(domain) if d in owners), None)
    return owners[nearest] if nearest else _new_outlet(domain, domain)


def owns(outlet: Outlet, url: str) -> bool:
    """``outlet`` publishes at the domain of ``url``, as far as its domains are on record."""
    above = addresses.parent_domains(addresses.domain_of(url))
    return outlet.domains.filter(domain__in=above).exists()


def _new_outlet(name: str, domain: str = "") -> Outlet:
    """A new outlet with a slug of its own; somebody else's, if they were quicker."""
    stem = slug_of(name)
    for _ in range(5):
        taken = Outlet.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
        try:
            with transaction.atomic():
                outlet = Outlet.objects.create(slug=slug_of(name, taken=taken), name=name)
                if domain:
                    OutletDomain.objects.create(outlet=outlet, domain=domain)
                return outlet
        except IntegrityError:
            quicker = Outlet.objects.of_domain(domain) if domain else Outlet.objects.none()
            if found := quicker.first():
                return found
    raise IntegrityError(f"No slug could be found for the outlet {name!r}.")
