"""Finding out whose article it is, by what the operator says or by the address."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q

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


def outlets_called(names: Iterable[str]) -> dict[str, str]:
    """Slug of the outlet that each of ``names`` means, as texts credit it; unknown names are left out.

    "the Financial Times", "Financial Times", "ft.com", "FT" and "F.T." are one: by name or slug, by
    domain, by the domain's own label, by initials. A short form that fits two outlets is neither's.
    One query, none when nothing is asked.
    """
    asked = {name: _spellings(name) for name in names if _spellings(name)}
    if not asked:
        return {}
    slugs = sorted({slug for forms in asked.values() for slug in forms})
    # One pattern for all of them: PostgreSQL makes each anew for every row when there are more than a few.
    called = "|".join(_loosely(form) for form in slugs)
    labels = "|".join(form.replace("-", "") for form in slugs)
    initials = [form for form in slugs if 2 <= len(form) <= 5 and form.isalpha()]
    wanted = (
        Q(slug__in=slugs)
        | Q(domains__domain__in={_domain(name) for name in asked})
        | Q(name__iregex=rf"^(the\s+)?({called})(\s+{_KINDS_OF_PAPER})?$")
        | Q(domains__domain__regex=rf"^({labels})\.")
    )
    if initials:
        beginning = "|".join(r"\s+".join(rf"{c}[^\s.]*" for c in form) for form in initials)
        wanted |= Q(name__iregex=rf"^(the\s+)?({beginning})$")
    rows = Outlet.objects.filter(wanted).values_list("slug", "name", "domains__domain")
    by_rank: dict[tuple[int, str], set[str]] = defaultdict(set)
    for slug, name, domain in rows:
        for rank, form in _known_as(slug, name, domain or ""):
            by_rank[rank, form].add(slug)
    found = {}
    for name, forms in asked.items():
        tried = [by_rank[rank, form] for rank in range(4) for form in [_domain(name), *forms]]
        sure = next((slugs for slugs in tried if slugs), set())
        if len(sure) == 1:
            found[name] = next(iter(sure))
    return found


def _domain(name: str) -> str:
    return name.strip().lower().removeprefix("www.")


def bare_name(name: str) -> str:
    """An outlet's name as a slug, without the article that texts put before it or leave out."""
    return slug_of(_THE.sub("", name.strip()))


#: What a text may add to the name of an outlet.
_KINDS_OF_PAPER = "(news|newspaper|magazine|online|news agency)"
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_ADDED = re.compile(rf"\s+{_KINDS_OF_PAPER}$", re.IGNORECASE)


def _spellings(name: str) -> list[str]:
    """The slugs under which ``name`` may be known, the fullest first."""
    bare = _THE.sub("", name.strip().replace(".", "") if "." in name[1:3] else name.strip())
    forms = [slug_of(form) for form in (bare, _ADDED.sub("", bare)) if form]
    return list(dict.fromkeys([*forms, *(f"the-{form}" for form in forms)]))


def _loosely(form: str) -> str:
    """A pattern for the names whose slug is ``form``, the article aside."""
    return r"\W+".join(re.escape(part) for part in form.removeprefix("the-").split("-"))


def _known_as(slug: str, name: str, domain: str) -> list[tuple[int, str]]:
    """What an outlet is called, with how far that is from its name."""
    bare = _THE.sub("", name)
    initials = "".join(word[0] for word in bare.split()).lower()
    known = [(0, slug), (0, slug_of(bare)), (1, slug_of(_ADDED.sub("", bare)))]
    if domain:
        known += [(0, domain), (2, domain.split(".", maxsplit=1)[0])]
        known.append((2, slug_of(bare).replace("-", "")))
    return [*known, (3, initials)] if len(initials) > 1 else known


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
