"""Slugs: unaccented names, as in addresses and the API."""

from collections.abc import Iterable

from django.db import models
from django.utils.text import slugify
from unidecode import unidecode

MAX_LENGTH = 80


def slug_of(name: str, *, taken: Iterable[str] = ()) -> str:
    """The slug of ``name``: ``Yann LeCun`` gives ``yann-lecun``.

    When it is taken a number is added; a name without a letter or digit becomes ``unnamed``.
    """
    stem = slugify(unidecode(name))[:MAX_LENGTH].strip("-") or "unnamed"
    used = set(taken)
    slug, number = stem, 2
    while slug in used:
        ending = f"-{number}"
        slug = stem[: MAX_LENGTH - len(ending)].rstrip("-") + ending
        number += 1
    return slug


def free_slug(name: str, model: type[models.Model]) -> str:
    """The slug of ``name`` that no row of ``model`` has."""
    slugs = model._default_manager.filter(slug__startswith=slug_of(name)[:70])
    return slug_of(name, taken=slugs.values_list("slug", flat=True))
