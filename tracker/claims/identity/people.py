"""Which person a mention means."""

from collections.abc import Sequence

from django.db.models import Q

from companies.models import Organization
from people.models import Person, Position
from tracker.claims.identity.names import NEW_RECORDS, plain
from tracker.claims.identity.resolved import Resolved
from tracker.claims.models import Claim
from tracker.claims.settling.writing import lock
from tracker.claims.suppressing import Erased
from tracker.kernel.slugs import slug_of

LONGEST_NAME = 200
_FULL_NAME = "full name"
_FIRST_MET = "first met in this text"
_SURE = (_FULL_NAME, _FIRST_MET)


class People:
    """Resolves the people of one text; somebody met for the first time becomes a stub."""

    def __init__(self) -> None:
        self._seen: dict[str, Resolved[Person]] = {}
        self._told_apart: dict[str, set[Person]] = {}

    def resolve(
        self,
        name: str,
        *,
        at: Organization | None = None,
        also_at: Organization | None = None,
        make: bool = True,
    ) -> Resolved[Person]:
        """The person called ``name``; ``at`` is the organization the text puts them at, ``also_at``
        the one they come from or go to.

        A full name that one record bears is that record's. Where two bear it, or only a surname is
        given, the employer must decide, each time anew; where the text names none, it means whom it
        has told apart before. If that cannot decide, nobody is meant.
        """
        key = plain(name)
        if key in self._seen:
            return self._seen[key]
        found = self._resolve(name.strip()[:LONGEST_NAME], (at, also_at), make=make)
        if found.record is None:
            known = self._told_apart.get(key, set())
            if at is None and len(known) == 1:
                return Resolved(next(iter(known)), "the one of this name in the text")
        elif found.reason in _SURE:
            self._seen[key] = found
        else:
            self._told_apart.setdefault(key, set()).add(found.record)
        return found

    def _resolve(
        self, name: str, places: Sequence[Organization | None], *, make: bool
    ) -> Resolved[Person]:
        words = plain(name).split()
        if not words:
            return Resolved(None, "no name")
        found = _called(name, words)
        if len(words) > 1 and len(found) == 1:
            return Resolved(found[0], _FULL_NAME)
        for place in places:
            there = [one for one in found if place is not None and _known_at(one, place)]
            if len(there) == 1:
                return Resolved(there[0], f"name and {place}")
        if found:
            which = ", ".join(one.slug for one in found[:4])
            return Resolved(None, f"“{name}” may be {which}")
        if len(words) == 1:
            return Resolved(None, f"“{name}” is a single name that no record bears")
        if not make:
            return Resolved(None, f"nobody is called “{name}”")
        if Erased().is_name(name):
            return Resolved(None, "this person was erased at their request")
        lock(NEW_RECORDS)  # another article may have named them first, just now
        if _called(name, words):
            return self._resolve(name, places, make=make)
        return Resolved(_stub(name), _FIRST_MET, new=True)


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
