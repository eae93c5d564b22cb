"""Which person a mention means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import QuerySet

from companies.models import Organization
from people.models import Person
from tracker.claims.identity.dossiers import Dossier, Kinship, dossiers_of, named_in, publishers
from tracker.claims.identity.lookup import Found, is_common, people_called
from tracker.claims.identity.names import NEW_RECORDS
from tracker.claims.identity.person_names import Kind, fit, written
from tracker.claims.identity.remembered import Rulings, told_apart
from tracker.claims.identity.resolved import Candidate, Resolved
from tracker.claims.identity.stubs import person_stub
from tracker.claims.identity.weighing import (
    COLLEAGUE,
    COMPANY_NAMED,
    EMPLOYER,
    OWN_OUTLET,
    SAME_TITLE,
    SECOND_EMPLOYER,
    Bearer,
    Verdict,
    decide,
    same_field,
    same_title,
)
from tracker.claims.settling.writing import lock
from tracker.claims.suppressing import Erased
from tracker.kernel.plain_names import plain
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.news.models import Article

LONGEST_NAME = 200
MOST_CANDIDATES = 5
FIRST_MET = "first met in this text"


def _people_of(*, people: Given) -> QuerySet[Person, Person]:
    return Person.objects.filter(one_of_given("id", people))


_PEOPLE = Prepared(_people_of, planned=True)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A name in a text, and what the text says of its bearer: the organization it puts them ``at``,
    the one they come from or go to, their title. Who is ``arriving`` was not there before.
    """

    name: str
    at: Organization | None = None
    also_at: Organization | None = None
    title: str = ""
    arriving: bool = False

    @property
    def key(self) -> str:
        return plain(self.name)

    @property
    def places(self) -> list[tuple[Organization, int]]:
        """Where the text puts them, with what it is worth that they are known there."""
        weights = (SECOND_EMPLOYER, EMPLOYER) if self.arriving else (EMPLOYER, SECOND_EMPLOYER)
        named = zip((self.at, self.also_at), weights, strict=True)
        return [(place, weight) for place, weight in named if place is not None]


class People:
    """Resolves the people of one text; somebody met for the first time becomes a stub.

    What is meant by one mention may follow from the others, whatever their order.
    """

    def __init__(self, article: Article | None = None, kinship: Kinship | None = None) -> None:
        self._article = article
        self._kinship = kinship or Kinship()
        self._rulings = Rulings(article)
        self._found: dict[str, Found] = {}
        self._common: dict[str, bool] = {}
        self._people: dict[int, Person] = {}
        self._dossiers: dict[int, Dossier] = {}
        self._publishers: set[int] = set()
        self._organizations: set[int] = set()
        #: Whom this text has meant by each name; whom it has made.
        self._meant: dict[str, dict[int, Person]] = {}
        self._made: dict[int, Person] = {}

    @cached_property
    def _erased(self) -> Erased:
        return Erased()

    def resolve(
        self,
        name: str,
        *,
        at: Organization | None = None,
        also_at: Organization | None = None,
        title: str = "",
        make: bool = True,
    ) -> Resolved[Person]:
        """The person called ``name``, as ``resolve_all`` says; the mentions before it are remembered."""
        mention = PersonMention(name, at, also_at, title)
        return self.resolve_all([mention], make=make)[mention]

    def resolve_all(
        self,
        mentions: Iterable[PersonMention],
        *,
        named: Iterable[Organization] = (),
        make: bool = True,
    ) -> dict[PersonMention, Resolved[Person]]:
        """Who is meant by each mention of a text that also names the organizations ``named``.

        A whole name that one record bears is that record's, unless the text speaks of somebody else.
        Where two could be meant, or only part of a name is given, a second signal must decide. If
        none does, nobody is meant.
        """
        wanted = sorted(set(mentions), key=_in_order)
        self._prepare(wanted, named)
        answers = {mention: self._judge(mention, alone=True) for mention in wanted}
        self._remember(answers)
        for mention in [one for one in wanted if answers[one].record is None]:
            answers[mention] = self._judge(mention, alone=False)
        self._remember(answers)
        for mention in [one for one in wanted if answers[one].record is None]:
            answers[mention] = self._by_the_text(mention) or answers[mention]
        if make:
            self._make([one for one in wanted if answers[one].new], answers)
            for mention in [one for one in wanted if answers[one].record is None]:
                answers[mention] = self._by_the_text(mention) or answers[mention]
        return {one: _told(answer, make=make) for one, answer in answers.items()}

    # ── what is asked of the tables ──────────────────────────────────────────────────────────────

    def _prepare(self, mentions: Sequence[PersonMention], named: Iterable[Organization]) -> None:
        organizations = [*named, *(place for one in mentions for place, _ in one.places)]
        self._kinship.prepare(organizations)
        self._organizations.update(*(self._kinship.of(one) for one in organizations))
        for mention in mentions:
            if mention.key not in self._found:
                at = set().union(*(self._kinship.of(place) for place, _ in mention.places))
                self._found[mention.key] = people_called(mention.name[:LONGEST_NAME], at)
        self._load()

    def _load(self) -> None:
        wanted = {pk for found in self._found.values() for pk in found.fits}
        wanted |= self._rulings.people
        new = wanted - set(self._people)
        if not new:
            return
        self._people |= {one.pk: one for one in _PEOPLE.rows(people=list(new))}
        self._dossiers |= dossiers_of(new, self._article)
        places = set().union(*(self._dossiers[pk].places for pk in new))
        outlet = self._article.outlet if self._article is not None else None
        self._publishers |= publishers(outlet, places)
        if self._article is not None:
            # A company may be named in a sentence that states nothing of it.
            self._organizations |= named_in(self._article.text, places - self._organizations)

    # ── what is weighed ──────────────────────────────────────────────────────────────────────────

    def _judge(self, mention: PersonMention, *, alone: bool) -> Resolved[Person]:
        if not mention.key:
            return Resolved(None, "no name")
        ruled = self._rulings.person(mention.key)
        if ruled is not None:
            return Resolved(self._people[ruled], "an editor said so", score=1.0)
        found = self._found[mention.key]
        bearers = [
            self._bearer(pk, mention, alone=alone)
            for pk in found.fits
            if not self._rulings.not_person(mention.key, pk)
        ]
        bearers = self._without_those_told_apart(bearers)
        verdict = decide(
            bearers,
            placed=bool(mention.places),
            many=found.many,
            common=lambda: self._is_common(mention),
        )
        return self._answer(mention, bearers, verdict)

    def _is_common(self, mention: PersonMention) -> bool:
        if mention.key not in self._common:
            self._common[mention.key] = is_common(mention.name)
        return self._common[mention.key]

    def _bearer(self, pk: int, mention: PersonMention, *, alone: bool) -> Bearer:
        """What the text says beside the name, held against what is on record of one who bears it."""
        dossier = self._dossiers[pk]
        bearer = Bearer(pk, self._found[mention.key].fits[pk])
        known, named_here = set(), set()
        for place, weight in mention.places:
            here = self._kinship.of(place)
            named_here |= here
            if here & dossier.places:
                bearer.hear(weight, f"on record at {place}")
                bearer.at_employer = True
                known |= here & dossier.places
        # Whoever arrives under no title is nowhere that could speak against them.
        only_new = mention.arriving and mention.also_at is None and not mention.title
        bearer.elsewhere = bool(
            mention.places and dossier.places and not bearer.at_employer and not only_new
        )
        self._hear_titles(bearer, mention, dossier, known)
        self._hear_companies(bearer, mention, dossier, named_here, alone=alone)
        return bearer

    def _hear_titles(
        self, bearer: Bearer, mention: PersonMention, dossier: Dossier, known: set[int]
    ) -> None:
        if not mention.title or not dossier.all_titles:
            return
        if bearer.elsewhere:
            bearer.title_speaks = same_field(mention.title, dossier.all_titles)
            return
        # Whoever arrives has the title at the new place, not where they were before.
        titled = known & self._kinship.of(mention.at) if mention.at is not None else known
        if mention.places and not titled:
            return
        there = set[str]().union(*(dossier.titles[place] for place in titled)) or dossier.all_titles
        if same_title(mention.title, there):
            bearer.title_speaks = True
            bearer.hear(SAME_TITLE, f"{mention.title} as on record")
        else:
            bearer.other_field = not same_field(mention.title, dossier.all_titles)

    def _hear_companies(
        self,
        bearer: Bearer,
        mention: PersonMention,
        dossier: Dossier,
        named: set[int],
        *,
        alone: bool,
    ) -> None:
        if dossier.places & self._publishers:
            bearer.hear(OWN_OUTLET, "published by their own company")
            bearer.company_speaks = True
        if alone:
            return
        colleague = self._colleague(bearer.pk, mention.key, dossier)
        if colleague is not None:
            bearer.hear(COLLEAGUE, f"named beside {colleague}, who is on record there too")
            bearer.company_speaks = True
        elif dossier.places & (self._organizations - named):
            bearer.hear(COMPANY_NAMED, "a company on record is named as well")
            bearer.company_speaks = True

    def _colleague(self, pk: int, key: str, dossier: Dossier) -> Person | None:
        """Somebody else in this text who is known at a company of the bearer's."""
        for other_key in sorted(self._meant):
            for other in self._meant[other_key].values():
                known = self._dossiers.get(other.pk)
                if other_key != key and other.pk != pk and known and known.places & dossier.places:
                    return other
        return None

    def _without_those_told_apart(self, bearers: list[Bearer]) -> list[Bearer]:
        """Whom an editor has told from the bearer of this very name is not meant by a misspelling."""
        whole = {one.pk for one in bearers if one.fit.kind is Kind.FULL}
        loose = {one.pk for one in bearers if one.fit.kind in {Kind.RESPELT, Kind.TURNED}}
        apart = told_apart(whole, loose) if whole and loose else set()
        return [one for one in bearers if one.pk not in apart]

    def _answer(
        self, mention: PersonMention, bearers: Sequence[Bearer], verdict: Verdict
    ) -> Resolved[Person]:
        ranked = sorted(bearers, key=lambda one: (one is not verdict.meant, -one.points, one.pk))
        candidates = tuple(
            Candidate(one.pk, self._people[one.pk].slug, one.score, one.reason)
            for one in ranked[:MOST_CANDIDATES]
        )
        if verdict.meant is not None:
            one = verdict.meant
            return Resolved(
                self._people[one.pk], one.reason, score=one.score, candidates=candidates
            )
        if not verdict.new:
            which = ", ".join(one.slug for one in candidates)
            reason = f"“{mention.name}” may be {which}: {verdict.reason}"
            return Resolved(None, reason, candidates=candidates)
        if written(mention.name).surname_only:
            reason = f"“{mention.name}” is a single name that no record bears"
            return Resolved(None, reason, candidates=candidates)
        if self._erased.is_name(mention.name):
            return Resolved(None, "this person was erased at their request")
        return Resolved(None, FIRST_MET, new=True, candidates=candidates)

    # ── what the text itself tells ───────────────────────────────────────────────────────────────

    def _remember(self, answers: Mapping[PersonMention, Resolved[Person]]) -> None:
        for mention, answer in answers.items():
            if answer.record is not None:
                self._meant.setdefault(mention.key, {})[answer.record.pk] = answer.record

    def _by_the_text(self, mention: PersonMention) -> Resolved[Person] | None:
        """Whom the text has told apart by this name, or names in full, if that is just one."""
        known = self._meant.get(mention.key, {})
        if len(known) == 1 and not self._another_is_there(mention, known):
            return self._one_of(known, mention, "the one of this name in the text")
        if known:
            return None
        longer = {pk: one for others in self._meant.values() for pk, one in others.items()}
        longer |= self._made
        fuller = {
            pk: one
            for pk, one in longer.items()
            if (how := fit(written(mention.name), written(one.name))) is not None
            and how.kind is not Kind.RESPELT
            and not self._rulings.not_person(mention.key, pk)
        }
        if len(fuller) == 1:
            return self._one_of(fuller, mention, "the one whom the text names in full")
        return None

    def _another_is_there(self, mention: PersonMention, known: Mapping[int, Person]) -> bool:
        """Somebody else of this name is on record where the text puts this one."""
        fits = (pk for pk in self._found[mention.key].fits if pk not in known)
        return any(self._bearer(pk, mention, alone=True).at_employer for pk in fits)

    def _one_of(
        self, known: Mapping[int, Person], mention: PersonMention, reason: str
    ) -> Resolved[Person]:
        record = next(iter(known.values()))
        score = 0.8
        own = Candidate(record.pk, record.slug, score, reason)
        rest = [
            Candidate(one.pk, self._people[one.pk].slug, one.score, one.reason)
            for one in (
                self._bearer(pk, mention, alone=True)
                for pk in self._found[mention.key].fits
                if pk != record.pk
            )
        ]
        rest.sort(key=lambda one: (-one.score, one.id))
        return Resolved(record, reason, score=score, candidates=(own, *rest)[:MOST_CANDIDATES])

    def _make(
        self, mentions: Sequence[PersonMention], answers: dict[PersonMention, Resolved[Person]]
    ) -> None:
        """Make a stub for each name that is nobody's, the fullest first; one for all its forms."""
        if not mentions:
            return
        lock(NEW_RECORDS)  # another article may have named them first, just now
        for key in {mention.key for mention in mentions}:
            del self._found[key]
        self._prepare(mentions, ())
        for mention in mentions:
            answer = self._judge(mention, alone=False)
            if answer.new:
                answer = self._made_already(mention) or self._stub(mention, answer)
            answers[mention] = answer
            self._remember({mention: answer})

    def _made_already(self, mention: PersonMention) -> Resolved[Person] | None:
        """Whom this text has made, where it names them again or in another form."""
        same = {
            pk: one
            for pk, one in self._made.items()
            if (how := fit(written(mention.name), written(one.name))) is not None
            and how.kind is not Kind.RESPELT
            and not self._rulings.not_person(mention.key, pk)
        }
        if len(same) == 1:
            return replace(self._one_of(same, mention, FIRST_MET), new=True)
        return None

    def _stub(self, mention: PersonMention, answer: Resolved[Person]) -> Resolved[Person]:
        made = person_stub(mention.name.strip()[:LONGEST_NAME])
        self._made[made.pk] = self._people[made.pk] = made
        return replace(answer, record=made)


def _in_order(mention: PersonMention) -> tuple[object, ...]:
    """The fullest name first; nothing depends on where in the text it stands."""
    places = tuple(place.pk for place, _ in mention.places)
    name = written(mention.name)
    return (
        -len(name.words),
        -len(name.together),
        mention.key,
        places,
        mention.title,
        mention.arriving,
    )


def _told(answer: Resolved[Person], *, make: bool) -> Resolved[Person]:
    if answer.new and not make:
        return replace(answer, new=False, reason="nobody of this name is on record")
    return answer
