"""Claims that contradict what is settled: marked, queued, never lost.

The rules between rows hold for settled, done facts: nobody is certainly chief executive of one
company while somebody else certainly is, and no certain, solid reporting lines go in a circle.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from people.models import Position, ReportingLine, Role
from people.models.positions import LineKind
from people.titles import meaning_of
from tracker.claims.models import POSITION_TYPES, Claim, ClaimType, Decision
from tracker.claims.models.claim import CONTRADICTS
from tracker.claims.settling.writing import lock

#: Roles that one person at a time holds in one company, unless the title says it is shared.
SINGLE_ROLES = (Role.CHIEF_EXECUTIVE,)
#: "Co-chief executive" is shared, "CEO of Applications" and "CEO, Microsoft AI" lead a part.
SHARED_OR_PARTIAL = r"^co[- ]|\y(of|for)\y|,"
PINNED = "says otherwise than an editor has pinned"
WITHDRAWN = "says what an editor has withdrawn"
#: What the fields that editors pin are called, where it is not what the column is called.
_FIELDS = {
    "start_status": "status of the start",
    "end_status": "status of the end",
    "end": "last day",
    "happened": "day",
    "origin": "company before",
    "destination": "company after",
    "into": "result",
    "amount_usd": "sum",
    "valuation_usd": "valuation",
    "lead": "leading investor",
    "organization": "company",
}
OVERLAP = "would make two people hold the same post at once"
CIRCLE = "would make a reporting line go in a circle"


@dataclass(slots=True)
class Contradictions:
    """The claims found to contradict others while settling, each with what it does."""

    reasons: dict[int, str] = field(default_factory=dict)

    def add(self, claims: Iterable[int], reason: str) -> None:
        for claim in claims:
            self.reasons.setdefault(claim, reason)

    def add_pinned(self, against: Iterable[tuple[str, Iterable[int]]]) -> None:
        """Claims that contradict what an editor has pinned, by the field."""
        for name, claims in against:
            self.add(claims, f"{PINNED}: the {_FIELDS.get(name, name)}")

    def write(self, people: Iterable[int], organizations: Iterable[int]) -> None:
        """Queue what contradicts, and take back what no longer does.

        These claims still count for what they agree with; only what would break a rule between
        rows is kept out of settling (``Claim.contradicting``).
        """
        subjects = Claim.objects.filter(
            Q(person__in=list(people)) | Q(person=None, organization__in=list(organizations)),
            withdrawn=False,
            contradicting=False,
        )
        marked = subjects.filter(queue_reason__startswith=CONTRADICTS)
        standing = {pk: rest for pk, *rest in marked.values_list("pk", "decision", "queue_reason")}
        for reason in sorted(set(self.reasons.values())):
            whole = f"{CONTRADICTS}{reason}"
            claims = [claim for claim, why in self.reasons.items() if why == reason]
            new = [claim for claim in claims if claim not in standing]
            if new:
                subjects.filter(pk__in=new, queue_reason="").update(queue_reason=whole)
            otherwise = [one for one in claims if one in standing and standing[one][1] != whole]
            if otherwise:
                subjects.filter(pk__in=otherwise).update(queue_reason=whole)
        gone = [
            pk
            for pk, (decision, _) in standing.items()
            if decision == Decision.ACCEPTED and pk not in self.reasons
        ]
        if gone:
            Claim.objects.filter(pk__in=gone).update(queue_reason="")


def posts_at(company: int) -> str:
    """What is locked while posts and lines at ``company`` are settled; it sorts before a person."""
    return f"at:{company}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where people are claimed to hold or lead something: what a settling of them may touch."""

    companies: frozenset[int]
    rivals: frozenset[int]


def places_of(people: Iterable[int]) -> Places:
    """The companies where ``people`` are claimed to hold a post or to report to somebody, and whose
    claims gave way there over a post or a line of the kind that is claimed for them.
    """
    claims = Claim.objects.filter(
        person__in=list(people),
        organization__isnull=False,
        type__in=(*POSITION_TYPES, ClaimType.REPORTS_TO),
    )
    companies: set[int] = set()
    contested: dict[str, set[int]] = {OVERLAP: set(), CIRCLE: set()}
    for company, kind, title in claims.values_list("organization", "type", "title").distinct():
        companies.add(company)
        if kind == ClaimType.REPORTS_TO:
            contested[CIRCLE].add(company)
        elif meaning_of(title).role in SINGLE_ROLES:
            contested[OVERLAP].add(company)
    gave_way = Q()
    for reason, where in contested.items():
        if where:
            gave_way |= Q(organization__in=where, queue_reason=f"{CONTRADICTS}{reason}")
    if not gave_way:
        return Places(frozenset(companies), frozenset())
    rivals = Claim.objects.filter(gave_way, contradicting=True).exclude(person=None)
    return Places(frozenset(companies), frozenset(rivals.values_list("person", flat=True)))


def take_back(people: Iterable[int]) -> None:
    """Let the claims of ``people`` that gave way take part again, to be judged anew."""
    Claim.objects.filter(contradicting=True, person__in=list(people)).update(
        contradicting=False, queue_reason=""
    )


def giving_way() -> dict[int, str]:
    """The claims that give way to others, each with its reason."""
    return dict(Claim.objects.filter(contradicting=True).values_list("pk", "queue_reason"))


def change_who_gives_way(before: dict[int, str], after: dict[int, str]) -> set[int]:
    """Mark what gives way now and unmark what does no longer; returns the people concerned."""
    freed, marked = before.keys() - after.keys(), after.keys() - before.keys()
    Claim.objects.filter(pk__in=freed).update(contradicting=False, queue_reason="")
    for pk in marked:
        Claim.objects.filter(pk=pk).update(contradicting=True, queue_reason=after[pk])
    changed = Claim.objects.filter(pk__in=freed | marked).exclude(person=None)
    return set(changed.values_list("person", flat=True))


@dataclass(slots=True)
class Contested:
    """Where a rule between rows may be broken: companies by the posts that one person holds, and the
    people with a line upwards at each.
    """

    companies: set[int] = field(default_factory=set)
    lines: dict[int, set[int]] = field(default_factory=dict)

    def post(self, company: int, role: object) -> None:
        if role in SINGLE_ROLES:
            self.companies.add(company)

    def line(self, company: int, person: int) -> None:
        self.lines.setdefault(company, set()).add(person)


def forbid_overlaps(contested: Contested) -> set[int]:
    """Mark the claims behind posts and lines that break a rule between rows; returns whose they are.

    Of two posts the one with fewer origins gives way, then the one told later, then by content.
    """
    companies, lines_at = contested.companies, contested.lines
    lock(*(posts_at(pk) for pk in companies | lines_at.keys()))
    losers: set[int] = set()
    for company in sorted(companies):
        for position in _overlapping(company):
            _set_aside(position.claims.all(), OVERLAP)
            losers.add(position.person_id)
    for company, below in sorted(lines_at.items()):
        for line in _circling(company, below):
            _set_aside(line.claims.all(), CIRCLE)
            losers.add(line.person_id)
    return losers


def _set_aside(claims: Iterable[Claim], reason: str) -> None:
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(
        contradicting=True, queue_reason=f"{CONTRADICTS}{reason}"
    )


def _overlapping(company: int) -> list[Position]:
    posts = list(
        Position.objects.filter(
            organization=company, withdrawn=False, role__in=SINGLE_ROLES, unit=None
        )
        .exclude(title__iregex=SHARED_OR_PARTIAL)
        .exclude(certain__isempty=True)
        .filter(start_status="done", start__isnull=False)
        .select_related("person")
    )
    posts.sort(key=_weight)
    standing: list[Position] = []
    losing: list[Position] = []
    for post in posts:
        if any(_clash(post, other) for other in standing):
            losing.append(post)
        else:
            standing.append(post)
    return losing


def _weight(post: Position) -> tuple[int, date, str]:
    first_told = post.start_first_on or post.confirmed_first or date.min
    return (-post.start_origins, first_told, post.person.slug)


def _clash(one: Position, other: Position) -> bool:
    """Both have a told start and end, and hold on a common day for certain."""
    if one.role != other.role or one.person_id == other.person_id:
        return False
    if one.end_status != "done" and other.end_status != "done":
        return False
    if one.end is None and one.end_status != "":
        return False
    return _together(one, other)


def _circling(company: int, people: Collection[int]) -> list[ReportingLine]:
    """The lines that must go so that none of ``people`` stands below themselves.

    Only what lies above them is looked at: every line of a circle through them does.
    """
    lines: list[ReportingLine] = []
    seen: set[int] = set()
    above = set(people)
    while above:
        seen |= above
        found = list(
            ReportingLine.objects.filter(
                organization=company,
                person__in=above,
                withdrawn=False,
                kind=LineKind.SOLID,
                start_status="done",
            )
            .exclude(certain__isempty=True)
            .select_related("person")
        )
        lines += found
        above = {line.manager_id for line in found} - seen
    lines.sort(
        key=lambda line: (-line.start_origins, str(line.start_first_on or ""), line.person.slug)
    )
    up: dict[int, list[ReportingLine]] = {}
    losing = []
    for line in lines:
        if _reaches(line.manager_id, line.person_id, line, up, set()):
            losing.append(line)
        else:
            up.setdefault(line.person_id, []).append(line)
    return losing


def _reaches(
    person: int, goal: int, line: ReportingLine, up: dict[int, list[ReportingLine]], seen: set[int]
) -> bool:
    if person == goal:
        return True
    if person in seen:
        return False
    seen.add(person)
    return any(
        _together(step, line) and _reaches(step.manager_id, goal, line, up, seen)
        for step in up.get(person, [])
    )


def _together[F: (Position, ReportingLine)](one: F, other: F) -> bool:
    """The two hold on a common day for certain."""
    low = max(one.certain.lower, other.certain.lower)
    highs = [line.certain.upper for line in (one, other) if line.certain.upper is not None]
    return not highs or low < min(highs)
