"""Organizations that bear, or bore, a name; and which of several is meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from companies.models import Organization, OrganizationName
from tracker.claims.identity.lookup import organization_names, organizations_written_together
from tracker.claims.identity.names import LEGAL, LEGAL_ENDINGS, company_words
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.plain_names import plain

#: What the way in which a name is borne is worth, of 100.
TODAY, ALIAS, BUT_LEGAL_WORDS, TOGETHER, FORMER = 90, 85, 80, 78, 75
LEAD = 10


@dataclass(slots=True)
class Namesake:
    """An organization of this name, with what speaks for it. ``not_yet``: the article is older."""

    record: Organization
    worth: int
    reason_of_name: str
    not_yet: bool = False
    signals: list[tuple[int, str]] = field(default_factory=list)

    def hear(self, weight: int, why: str) -> None:
        self.signals.append((weight, why))

    @property
    def plus(self) -> int:
        return sum(weight for weight, _ in self.signals)

    @property
    def points(self) -> int:
        return self.worth + self.plus

    @property
    def score(self) -> float:
        return 0.0 if self.not_yet else min(100, self.points) / 100

    @property
    def reason(self) -> str:
        return "; ".join([self.reason_of_name, *(why for _, why in self.signals)])


def named_so(name: str, day: date | None, *, apart: bool = True) -> list[Namesake]:
    """Organizations one of whose names is ``name``, but for accents, legal words and, if ``apart``, for
    what is written as one word or as two.

    On ``day`` dated names decide: one that was not in use yet means somebody else; one no longer in
    use gives way to whoever bears it now.
    """
    words = company_words(name)
    if not words:
        return []
    pks = organization_names(words, beside=LEGAL | LEGAL_ENDINGS)
    if apart and (len(words) > 1 or not pks):
        pks = [*pks, *organizations_written_together(words)]
    if not pks:
        return []
    rows = (
        Organization.objects.filter(pk__in=pks)
        .select_related("parent__parent")
        .prefetch_related("names")
        .order_by("pk")
    )
    found = (_namesake(one, name, words, day) for one in rows)
    return [one for one in found if one is not None]


def _namesake(
    record: Organization, name: str, words: tuple[str, ...], day: date | None
) -> Namesake | None:
    """In which way ``record`` bears the name; None if it does not."""
    ways = [
        _dated(record, row, day) for row in record.names.all() if plain(row.name) == plain(name)
    ]
    if not ways and plain(record.name) == plain(name):
        ways = [Namesake(record, TODAY, "its name")]
    if not ways:
        for known in (record.name, *(row.name for row in record.names.all())):
            if company_words(known) == words:
                ways.append(Namesake(record, BUT_LEGAL_WORDS, "its name but for legal words"))
            elif "".join(company_words(known)) == "".join(words):
                ways.append(Namesake(record, TOGETHER, "its name but for a space"))
    return max(ways, key=lambda way: (not way.not_yet, way.worth), default=None)


def _dated(record: Organization, row: OrganizationName, day: date | None) -> Namesake:
    if day is not None and _begins_after(row.since, day):
        return Namesake(record, FORMER, f"not called {row.name} yet", not_yet=True)
    over = row.until is not None and (day is None or not _ends_after(row.until, day))
    if over:
        return Namesake(record, FORMER, "a former name")
    if row.alias:
        return Namesake(record, ALIAS, "an alias")
    return Namesake(record, TODAY, "its name" if day is None else "its name at the time")


def _begins_after(since: PartialDate | None, day: date) -> bool:
    return since is not None and since.surely_after(day)


def _ends_after(until: PartialDate, day: date) -> bool:
    """The name may still be in use on ``day``: the change's latest day is yet to come."""
    return until.latest is None or until.latest > day


def rank(bearers: Iterable[Namesake]) -> list[Namesake]:
    """The likeliest first: borne at the time, then with most that speaks for it; companies before units."""
    return sorted(
        bearers, key=lambda one: (one.not_yet, one.record.is_unit, -one.points, one.record.pk)
    )


def meant_by(ranked: Sequence[Namesake]) -> tuple[Namesake | None, str]:
    """Which one is meant, or why nobody can tell.

    A company goes before a unit. Of several companies the one whose name it is goes before those that
    bore it once, or bear it but for legal words; a second signal for another makes it a tie.
    """
    able = [one for one in ranked if not one.not_yet]
    if not able:
        return None, "nobody was called so yet"
    companies = [one for one in able if not one.record.is_unit]
    able = companies or able
    best = max(one.worth for one in able)
    rivals = [one for one in able if one.worth == best or one.plus or one.worth >= ALIAS]
    if len(rivals) == 1:
        return rivals[0], ""
    rivals.sort(key=lambda one: (-one.points, one.record.pk))
    if rivals[0].plus and rivals[0].points - rivals[1].points >= LEAD:
        return rivals[0], ""
    return None, "a second signal is missing"
