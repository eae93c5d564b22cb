"""Who of those whose name fits is meant: pure rules over signals, with a reason for every answer.

A score is what the name is worth (at most 60) and what the second signals add or take away, of 100.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from people.titles import compatible, title_words
from tracker.claims.identity.person_names import ENOUGH_AT_THE_EMPLOYER, Fit, Kind

NAME = 60
#: What each second signal is worth.
EMPLOYER, SECOND_EMPLOYER, COLLEAGUE, OWN_OUTLET, COMPANY_NAMED, SAME_TITLE = 30, 20, 20, 20, 15, 10
#: The text puts them where nothing on record ties them to.
ELSEWHERE = -25
#: By how much the likeliest must lead, and how much a name that is not whole needs beside it.
LEAD, WEAK_NEEDS = 10, 20

SOMEBODY_NEW = "it may be somebody else of this name"
NO_SECOND_SIGNAL = "a second signal is missing"
FITS_SEVERAL = "what is said fits more than one"
TOO_MANY = "too many people bear it"
#: Words of titles that say nothing of the field: ranks, and what every company has.
_ANYWHERE = frozenset({"chief", "officer", "head", "director", "manager", "vicepresident", "president", "senior", "staff",
                       "principal", "member", "executive", "associate", "assistant", "lead", "professor", "general",
                       "managing", "global", "interim", "acting", "former", "deputy", "partner", "cofounder", "founder",
                       "board", "chair", "adviser", "financial", "finance", "operating", "operations", "counsel",
                       "legal", "sales", "marketing", "communications", "policy", "people", "human", "resources",
                       "business", "revenue", "employee", "team", "group", "company"})  # fmt: skip


@dataclass(slots=True)
class Bearer:
    """Somebody whose name fits, with what speaks for and against them."""

    pk: int
    fit: Fit
    signals: list[tuple[int, str]] = field(default_factory=list)
    elsewhere: bool = False
    at_employer: bool = False
    company_speaks: bool = False
    title_speaks: bool = False
    other_field: bool = False

    @property
    def plus(self) -> int:
        return sum(weight for weight, _ in self.signals)

    @property
    def points(self) -> int:
        return round(NAME * self.fit.grade) + self.plus + (ELSEWHERE if self.elsewhere else 0)

    @property
    def score(self) -> float:
        return min(100, max(0, self.points)) / 100

    @property
    def reason(self) -> str:
        words = [self.fit.reason, *(why for _, why in self.signals)]
        if self.elsewhere:
            words.append("nothing ties them to where the text puts them")
        return "; ".join(words)

    def hear(self, weight: int, why: str) -> None:
        self.signals.append((weight, why))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is meant, that nobody on record is (``new``), or why it cannot be told."""

    meant: Bearer | None = None
    reason: str = ""
    new: bool = False


def same_title(title: str, known: set[str]) -> bool:
    """One of the ``known`` titles may be what ``title`` says; an empty title says nothing."""
    return bool(title_words(title)) and any(
        title_words(one) and compatible(title, one) for one in known
    )


def same_field(title: str, known: set[str]) -> bool:
    """The titles share a word that tells a field ("research", "scientist"), not only a rank."""
    words = title_words(title) - _ANYWHERE
    return any(words & title_words(one) for one in known)


def decide(
    bearers: Sequence[Bearer], *, placed: bool, many: bool, common: Callable[[], bool]
) -> Verdict:
    """Who of ``bearers`` is meant.

    ``placed``: the text names an employer. ``many``: more people fit than were looked at. ``common``:
    two people may well bear this name.
    """
    ranked = sorted(_in_question(bearers), key=lambda one: (-one.points, one.pk))
    if not ranked:
        return Verdict(new=True)
    if not any(one.fit.strong for one in ranked):
        return _by_part_of_a_name(ranked, placed=placed, many=many)
    if len(ranked) == 1 and not many:
        return _the_only_one(ranked[0], common=common)
    top = ranked[0]
    if many and not top.at_employer:
        return Verdict(reason=TOO_MANY)
    if top.elsewhere or top.plus < SAME_TITLE or not top.fit.strong:
        return Verdict(reason=NO_SECOND_SIGNAL)
    if top.fit.known_lacks and any(one.fit.kind is Kind.FULL for one in ranked):
        return Verdict(reason=FITS_SEVERAL)
    return _if_leading(top, ranked)


def _if_leading(top: Bearer, ranked: Sequence[Bearer]) -> Verdict:
    rivals = [one.points for one in ranked if one is not top]
    if rivals and top.points - max(rivals) < LEAD:
        return Verdict(reason=FITS_SEVERAL)
    return Verdict(top, top.reason)


def _in_question(bearers: Sequence[Bearer]) -> list[Bearer]:
    """Leave out whoever a better fit rules out, unless only they are where the text says."""
    strong = [one for one in bearers if one.fit.strong]
    if not strong:
        return list(bearers)
    placed = any(one.at_employer for one in strong)
    kept = [one for one in bearers if one.fit.strong or (one.at_employer and not placed)]
    whole = [one for one in strong if one.fit.kind is Kind.FULL]
    if not whole:
        return kept
    placed = any(one.at_employer for one in whole)
    return [
        one
        for one in kept
        if one.fit.kind is not Kind.MIDDLE
        or not one.fit.known_lacks
        or (one.at_employer and not placed)
    ]


def _the_only_one(one: Bearer, *, common: Callable[[], bool]) -> Verdict:
    """The whole name of just one on record. It is theirs, unless what is said speaks for a namesake."""
    if one.elsewhere:
        if (one.company_speaks or one.title_speaks) and not common():
            return Verdict(one, one.reason)
        return Verdict(reason=SOMEBODY_NEW)
    if one.plus:
        return Verdict(one, one.reason)
    if one.other_field and common():
        return Verdict(reason=SOMEBODY_NEW)
    if one.fit.kind is not Kind.FULL and common():
        return Verdict(reason=NO_SECOND_SIGNAL)
    return Verdict(one, one.reason)


def _by_part_of_a_name(ranked: Sequence[Bearer], *, placed: bool, many: bool) -> Verdict:
    """A surname, initials or another spelling needs the employer, a colleague or their own outlet."""
    able = [one for one in ranked if one.plus >= WEAK_NEEDS and not one.elsewhere and _spelt(one)]
    if not able:
        others = {Kind.RESPELT} | ({Kind.INITIALS} if ranked[0].fit.known_lacks else set())
        new = placed and all(one.elsewhere and one.fit.kind in others for one in ranked)
        return Verdict(new=True) if new else Verdict(reason=NO_SECOND_SIGNAL)
    if many and not able[0].at_employer:
        return Verdict(reason=TOO_MANY)
    return _if_leading(able[0], ranked)


def _spelt(one: Bearer) -> bool:
    """Another spelling of a surname needs the employer; of a given name, the title as well."""
    if one.fit.kind is not Kind.RESPELT:
        return True
    return one.at_employer and (one.title_speaks or one.fit.grade >= ENOUGH_AT_THE_EMPLOYER)
