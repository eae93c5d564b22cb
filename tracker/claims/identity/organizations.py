"""Which company or unit a mention means."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from companies.models import Organization
from people.models import Position
from tracker.claims.identity.dossiers import Kinship, publishers
from tracker.claims.identity.names import (
    NEW_RECORDS,
    UNIT_NOUNS,
    bracketed,
    core_words,
)
from tracker.claims.identity.namesakes import Namesake, meant_by, named_so, rank
from tracker.claims.identity.remembered import Rulings
from tracker.claims.identity.resolved import Candidate, Resolved
from tracker.claims.identity.stubs import company_stub, unit_stub
from tracker.claims.identity.units import find_unit
from tracker.claims.settling.writing import lock
from tracker.kernel.plain_names import plain
from tracker.news.models import Article

LONGEST_NAME = 200
MOST_CANDIDATES = 5
FIRST_MET = "first met in this text"
_MOST_WORDS_SPLIT = 5


class Organizations:
    """Resolves the organizations of one text; a company met for the first time becomes a stub.

    ``people`` are the names of the people in the text: where two companies could be meant, it is the
    one at which somebody of them is on record.
    """

    def __init__(
        self,
        article: Article | None = None,
        *,
        people: Iterable[str] = (),
        kinship: Kinship | None = None,
    ) -> None:
        self._article = article
        self._day = article.published_on if article is not None else None
        self._people = sorted({name for name in people if plain(name)})
        self._kinship = kinship or Kinship()
        self._rulings = Rulings(article)
        self._seen: dict[tuple[str, int | None], Resolved[Organization]] = {}
        self._companies: dict[int, Organization] = {}

    @property
    def named(self) -> list[Organization]:
        """What this text has been found to name so far."""
        found = {one.record.pk: one.record for one in self._seen.values() if one.record is not None}
        return [found[pk] for pk in sorted(found)]

    def read(self, names: Iterable[str]) -> None:
        """Resolve all of a text's names at once, so that their order in it makes no difference:
        fuller names first, and what is called like a unit after the companies.
        """
        for name in sorted({name for name in names if plain(name)}, key=_in_order):
            self.resolve(name)

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
            found = self._borne(name, near)
            if found is None:
                return Resolved(company_stub(name), FIRST_MET, new=True)
        return found or Resolved(None, f"no organization is called “{name}”")

    def _find(self, name: str, near: Organization | None) -> Resolved[Organization] | None:
        """What is on record for ``name``, or why nobody can tell; None where nothing is."""
        if not plain(name):
            return Resolved(None, "no name")
        ruled = self._rulings.organization(plain(name))
        if ruled is not None:
            return Resolved(Organization.objects.get(pk=ruled), "an editor said so", score=1.0)
        return self._borne(name, near) or self._same_in_text(name) or self._unit_by_its_words(name)

    def _borne(self, name: str, near: Organization | None) -> Resolved[Organization] | None:
        found = (self._called(form, near) for form in bracketed(name))
        return next((one for one in found if one is not None), None)

    def _called(self, name: str, near: Organization | None) -> Resolved[Organization] | None:
        """The one that bears, or bore, this name; None where nobody does."""
        bearers = [
            one
            for one in named_so(name, self._day)
            if not self._rulings.not_organization(plain(name), one.record.pk)
        ]
        if not bearers:
            return None
        if near is not None:
            bearers = [
                b for b in bearers if near.pk in (b.record.pk, b.record.parent_id)
            ] or bearers
        if len(bearers) > 1:
            self._hear(bearers)
        ranked = rank(bearers)
        candidates = tuple(
            Candidate(one.record.pk, one.record.slug, one.score, one.reason)
            for one in ranked[:MOST_CANDIDATES]
        )
        meant, reason = meant_by(ranked)
        if meant is not None:
            return Resolved(meant.record, meant.reason, score=meant.score, candidates=candidates)
        which = ", ".join(one.slug for one in candidates)
        return Resolved(None, f"“{name}” may be {which}: {reason}", candidates=candidates)

    def _hear(self, bearers: Sequence[Namesake]) -> None:
        """What the rest of the text says for one of several."""
        records = [one.record for one in bearers]
        self._kinship.prepare(records)
        own = {one.pk: self._kinship.of(one) for one in records}
        named = {other.pk for other in self.named}
        families = {other.company.pk for other in self.named if other.is_unit}
        outlet = self._article.outlet if self._article is not None else None
        publishing = publishers(outlet, {one.pk for one in records})
        known = self._employers(records)
        for one in bearers:
            pk = one.record.pk
            if pk in known:
                one.hear(30, f"{known[pk]} is on record there")
            if pk in publishing:
                one.hear(30, "its own outlet")
            if pk in families or one.record.parent_id in named or own[pk] & (named - {pk}):
                one.hear(15, "what belongs to it is named as well")

    def _employers(self, records: Sequence[Organization]) -> dict[int, str]:
        """At which of ``records`` somebody named in the text is on record."""
        if not self._people:
            return {}
        rows = Position.objects.filter(
            organization__in=records, withdrawn=False, person__name__in=self._people
        )
        return dict(rows.order_by("-person__name").values_list("organization", "person__name"))

    def _same_in_text(self, name: str) -> Resolved[Organization] | None:
        """A text that names "Kiln AI" means the same by "Kiln", unless it names two such."""
        words = core_words(name)
        found = {
            known.record.pk: known.record
            for known in self._seen.values()
            if known.record is not None
            and not known.record.is_unit
            and not self._rulings.not_organization(plain(name), known.record.pk)
            and core_words(known.record.name) == words
        }
        if words and len(found) == 1:
            return _certain(
                next(iter(found.values())), 0.9, "its longer or shorter name in this text"
            )
        return None

    def _unit_by_its_words(self, name: str) -> Resolved[Organization] | None:
        """A unit that carries its company's name in front, or that the text only calls like a unit:
        "Google DeepMind" where Google has a DeepMind; "the robotics lab" of the one company with one.
        """
        words = name.split()
        for at in range(1, len(words) if len(words) <= _MOST_WORDS_SPLIT else 1):
            for one in named_so(" ".join(words[:at]), self._day, apart=False):
                unit = None if one.record.is_unit else find_unit(" ".join(words[at:]), one.record)
                if unit is not None and unit.record is not None:
                    return replace(unit, reason=f"a unit of {one.record} by that name")
        if not UNIT_NOUNS & set(plain(name).split()):
            return None
        found = {}
        for company in self._companies.values():
            named = find_unit(name, company)
            if named is not None and named.record is not None:
                found[named.record.pk] = named.record
        if len(found) == 1:
            return _certain(next(iter(found.values())), 0.8, "a unit of a company in this text")
        return None

    def unit(self, name: str, company: Organization) -> Resolved[Organization]:
        """The unit of ``company`` called ``name``, compared by the words that tell units apart.

        A unit not on record is made only when the text names it like a name: "the AI team" is none.
        """
        key = (f"unit {plain(name)}", company.pk)
        if key not in self._seen:
            self._seen[key] = self._unit(name.strip()[:LONGEST_NAME], company)
        return self._seen[key]

    def _unit(self, name: str, company: Organization) -> Resolved[Organization]:
        ruled = self._rulings.organization(plain(name))
        if ruled is not None:
            return Resolved(Organization.objects.get(pk=ruled), "an editor said so", score=1.0)
        found = self._find_unit(name, company)
        if found is not None:
            return found
        if not any(word[:1].isupper() for word in name.split()):
            return Resolved(None, f"“{name}” is no name")
        lock(NEW_RECORDS)
        found = self._find_unit(name, company)
        return found or Resolved(unit_stub(name, company), FIRST_MET, new=True)

    def _find_unit(self, name: str, company: Organization) -> Resolved[Organization] | None:
        found = find_unit(name, company)
        record = found.record if found is not None else None
        if record is not None and self._rulings.not_organization(plain(name), record.pk):
            return Resolved(None, f"“{name}” is not {record.slug}, an editor said")
        return found


def _in_order(name: str) -> tuple[object, ...]:
    words = plain(name).split()
    return (bool(UNIT_NOUNS & set(words)), -len(words), plain(name), name)


def _certain(record: Organization, score: float, reason: str) -> Resolved[Organization]:
    candidate = Candidate(record.pk, record.slug, score, reason)
    return Resolved(record, reason, score=score, candidates=(candidate,))
