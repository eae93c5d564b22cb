"""Which person a mention means."""

from django.db.models import Q

from companies.models import Organization
from people.models import Person, Position
from tracker.claims.identity.names import plain
from tracker.claims.identity.resolved import Resolved
from tracker.claims.models import Claim
from tracker.kernel.slugs import slug_of

LONGEST_NAME = 200


class People:
    """Resolves the people of one text; somebody met for the first time becomes a stub."""

    def __init__(self) -> None:
        self._seen: dict[str, Resolved[Person]] = {}

    def resolve(
        self, name: str, *, at: Organization | None = None, make: bool = True
    ) -> Resolved[Person]:
        """The person called ``name``; ``at`` is the organization the text puts them at.

        A full name that one record bears is that record's. Where two bear it, or only a surname is
        given, the employer must decide; if it cannot, nobody is meant.
        """
        key = plain(name)
        if key not in self._seen or self._seen[key].record is None:
            self._seen[key] = self._resolve(name.strip()[:LONGEST_NAME], at, make=make)
        return self._seen[key]

    def _resolve(self, name: str, at: Organization | None, *, make: bool) -> Resolved[Person]:
        words = plain(name).split()
        if not words:
            return Resolved(None, "no name")
        found = _called(name, words)
        if len(words) > 1 and len(found) == 1:
            return Resolved(found[0], "full name")
        if at is not None and found:
            there = [one for one in found if _known_at(one, at)]
            if len(there) == 1:
                return Resolved(there[0], f"name and {at}")
        if found:
            which = ", ".join(one.slug for one in found[:4])
            return Resolved(None, f"“{name}” may be {which}")
        if len(words) == 1:
            return Resolved(None, f"“{name}” is a single name that no record bears")
        if not make:
            return Resolved(None, f"nobody is called “{name}”")
        return Resolved(_stub(name), "first met in this text", new=True)


def _called(name: str, words: list[str]) -> list[Person]:
    """People with this name; a middle name or initial more or less makes no difference."""
    exact = list(Person.objects.called(name).order_by("pk"))
    if exact:
        return exact
    likely = Person.objects.filter(slug__endswith=slug_of(words[-1]))
    for surname in {name.rsplit(maxsplit=1)[-1], words[-1]}:
        spelt = Q(name__icontains=surname) | Q(names__name__icontains=surname)
        likely |= Person.objects.filter(spelt)
    rows = likely.distinct().prefetch_related("names").order_by("pk")[:200]
    return [one for one in rows if any(_same(words, known) for known in _names(one))]


def _names(person: Person) -> set[str]:
    return {person.name, *(row.name for row in person.names.all())}


def _same(words: list[str], known: str) -> bool:
    """Same first and last word, the words between at most abbreviated or left out."""
    other = plain(known).split()
    if len(words) == 1:
        return words[-1] == other[-1]
    if words[0] != other[0] or words[-1] != other[-1]:
        return words == other
    short, long = sorted((words[1:-1], other[1:-1]), key=len)
    return all(any(_fits(one, two) for two in long) for one in short)


def _fits(one: str, two: str) -> bool:
    return (
        one == two
        or (len(one) == 1 and two.startswith(one))
        or (len(two) == 1 and one.startswith(two))
    )


def _known_at(person: Person, organization: Organization) -> bool:
    company = organization.company
    return (
        Position.objects.filter(person=person, organization=company).exists()
        or Claim.objects.filter(person=person, organization__in=(company, organization)).exists()
    )


def _stub(name: str) -> Person:
    stem = slug_of(name)
    taken = Person.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    return Person.objects.create(slug=slug_of(stem, taken=taken), name=name, stub=True)
