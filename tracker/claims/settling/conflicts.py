"""Claims that contradict what is settled: marked, queued, never lost.

The rules between rows hold for settled, done facts: nobody is certainly chief executive of one
company while somebody else certainly is, and no certain, solid reporting lines go in a circle.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from people.models import Role
from people.models.positions import LineKind
from people.titles import meaning_of
from tracker.claims.models import POSITION_TYPES, Claim, ClaimType, Decision
from tracker.claims.models.claim import CONTRADICTS
from tracker.claims.settling.writing import lock, requeue
from tracker.kernel.statuses import Status
from tracker.kernel.tables import ask

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim that waits or gives way, and why."""

    claim: int
    accepted: bool
    contradicting: bool
    withdrawn: bool
    decided: bool
    reason: str

    @property
    def says_so(self) -> bool:
        """It waits because it contradicts, and takes part all the same."""
        return self.reason.startswith(CONTRADICTS) and not self.withdrawn and not self.contradicting


_MARKED = f"""
    SELECT id, decision = '{Decision.ACCEPTED}', contradicting, withdrawn, decided_by_id IS NOT NULL, queue_reason
    FROM claims_claim
    WHERE (person_id = ANY(%s::bigint[]) OR person_id IS NULL AND organization_id = ANY(%s::bigint[]))
      AND (contradicting OR queue_reason <> '')
"""  # noqa: S608 - a word of our own


def marks_on(people: Iterable[int], organizations: Iterable[int]) -> list[Mark]:
    """The marked claims about ``people``, and about ``organizations`` and nobody; one look."""
    return [Mark(*row) for row in ask(_MARKED, list(people), list(organizations))]


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

    def write(self, marks: Iterable[Mark]) -> None:
        """Queue what contradicts, and take back what no longer does; ``marks`` are those on record.

        These claims still count for what they agree with; only what would break a rule between
        rows is kept out of settling (``Claim.contradicting``).
        """
        waiting = {mark.claim: mark for mark in marks if mark.reason}
        whole = {claim: f"{CONTRADICTS}{why}" for claim, why in self.reasons.items()}
        queued = {
            claim: reason
            for claim, reason in whole.items()
            if claim not in waiting or (waiting[claim].says_so and waiting[claim].reason != reason)
        }
        gone = {
            claim: ""
            for claim, mark in waiting.items()
            if mark.says_so and mark.accepted and claim not in whole
        }
        requeue(queued | gone)


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
    companies: set[int] = set()
    contested: dict[str, set[int]] = {OVERLAP: set(), CIRCLE: set()}
    for company, kind, title in ask(_CLAIMED, list(people), [*_AT_A_PLACE]):
        companies.add(company)
        if kind == ClaimType.REPORTS_TO:
            contested[CIRCLE].add(company)
        elif meaning_of(title).role in SINGLE_ROLES:
            contested[OVERLAP].add(company)
    if not any(contested.values()):
        return Places(frozenset(companies), frozenset())
    where = [list(contested[reason]) for reason in (OVERLAP, CIRCLE)]
    rivals = ask(_GAVE_WAY, where[0], f"{CONTRADICTS}{OVERLAP}", where[1], f"{CONTRADICTS}{CIRCLE}")
    return Places(frozenset(companies), frozenset(person for (person,) in rivals))


_AT_A_PLACE = tuple(str(type_) for type_ in (*POSITION_TYPES, ClaimType.REPORTS_TO))
_CLAIMED = """
    SELECT DISTINCT organization_id, type, title FROM claims_claim
    WHERE person_id = ANY(%s::bigint[]) AND organization_id IS NOT NULL AND type = ANY(%s::text[])
"""
_GAVE_WAY = """
    SELECT DISTINCT person_id FROM claims_claim
    WHERE contradicting AND person_id IS NOT NULL
      AND (organization_id = ANY(%s::bigint[]) AND queue_reason = %s
           OR organization_id = ANY(%s::bigint[]) AND queue_reason = %s)
"""


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
    people with a line upwards at each. ``held`` are the companies whose posts are locked already.
    """

    held: set[int] = field(default_factory=set)
    companies: set[int] = field(default_factory=set)
    lines: dict[int, set[int]] = field(default_factory=dict)

    def post(self, company: int, role: object) -> None:
        if role in SINGLE_ROLES:
            self.companies.add(company)

    def line(self, company: int, person: int) -> None:
        self.lines.setdefault(company, set()).add(person)


def forbid_overlaps(contested: Contested) -> tuple[set[int], dict[int, str]]:
    """Mark the claims behind posts and lines that break a rule between rows; returns whose they are, and
    each with its reason.

    Of two posts the one with fewer origins gives way, then the one told later, then by content.
    """
    companies, lines_at = contested.companies, contested.lines
    lock(*(posts_at(pk) for pk in (companies | lines_at.keys()) - contested.held))
    contested.held |= companies | lines_at.keys()
    posts: list[_Certain] = []
    lines: list[_Certain] = []
    for company in sorted(companies):
        posts += _overlapping(company)
    for company, below in sorted(lines_at.items()):
        lines += _circling(company, below)
    losers = {one.person for one in (*posts, *lines)}
    aside = _set_aside(_CLAIMS_OF_POSTS, posts, OVERLAP) | _set_aside(
        _CLAIMS_OF_LINES, lines, CIRCLE
    )
    return losers, aside


_CLAIMS_OF_POSTS = (
    "SELECT claim_id FROM claims_claim_positions WHERE position_id = ANY(%s::bigint[])"
)
_CLAIMS_OF_LINES = "SELECT id FROM claims_claim WHERE line_id = ANY(%s::bigint[])"


def _set_aside(claims: str, facts: Sequence["_Certain"], reason: str) -> dict[int, str]:
    """Let the claims behind these facts give way."""
    if not facts:
        return {}
    aside = [claim for (claim,) in ask(claims, [fact.pk for fact in facts])]
    Claim.objects.filter(pk__in=aside).update(
        contradicting=True, queue_reason=f"{CONTRADICTS}{reason}"
    )
    return dict.fromkeys(aside, f"{CONTRADICTS}{reason}")


@dataclass(frozen=True, slots=True)
class _Certain:
    """A post or a line that was surely taken up, and its certain days: the first, and the day after the last."""

    pk: int
    person: int
    slug: str
    origins: int
    first: date | None
    confirmed: date | None
    lower: date
    upper: date | None
    role: str = ""
    over: bool = False
    told: bool = True
    manager: int = 0

    def together(self, other: "_Certain") -> bool:
        """The two hold on a common day for certain."""
        highs = [day for day in (self.upper, other.upper) if day is not None]
        return not highs or max(self.lower, other.lower) < min(highs)


_POSTS = f"""
    SELECT held.id, person_id, slug, start_origins, start_first_on, confirmed_first, lower(certain), upper(certain),
           role, end_status, "end" IS NOT NULL
    FROM people_position AS held JOIN people_person ON people_person.id = person_id
    WHERE organization_id = %s AND NOT withdrawn AND unit_id IS NULL AND role = ANY(%s::text[])
      AND start_status = '{Status.DONE}' AND start IS NOT NULL AND NOT isempty(certain) AND NOT title ~* %s
"""  # noqa: S608 - a word of our own
_LINES_ABOVE = f"""
    SELECT held.id, person_id, slug, start_origins, start_first_on, lower(certain), upper(certain), manager_id
    FROM people_reportingline AS held JOIN people_person ON people_person.id = person_id
    WHERE organization_id = %s AND person_id = ANY(%s::bigint[]) AND NOT withdrawn AND kind = '{LineKind.SOLID}'
      AND start_status = '{Status.DONE}' AND NOT isempty(certain)
"""  # noqa: S608 - words of our own


def _overlapping(company: int) -> list[_Certain]:
    posts = [
        _Certain(
            pk,
            person,
            slug,
            count,
            first,
            confirmed,
            lower,
            upper,
            role,
            end_status == Status.DONE,
            dated or end_status == "",
        )
        for pk, person, slug, count, first, confirmed, lower, upper, role, end_status, dated in ask(
            _POSTS, company, [str(role) for role in SINGLE_ROLES], SHARED_OR_PARTIAL
        )
    ]
    posts.sort(key=_weight)
    standing: list[_Certain] = []
    losing: list[_Certain] = []
    for post in posts:
        if any(_clash(post, other) for other in standing):
            losing.append(post)
        else:
            standing.append(post)
    return losing


def _weight(post: _Certain) -> tuple[int, date, str]:
    return (-post.origins, post.first or post.confirmed or date.min, post.slug)


def _clash(one: _Certain, other: _Certain) -> bool:
    """Both have a told start and end, and hold on a common day for certain."""
    if one.role != other.role or one.person == other.person:
        return False
    return (one.over or other.over) and one.told and one.together(other)


def _circling(company: int, people: Collection[int]) -> list[_Certain]:
    """The lines that must go so that none of ``people`` stands below themselves.

    Only what lies above them is looked at: every line of a circle through them does.
    """
    lines: list[_Certain] = []
    seen: set[int] = set()
    above = set(people)
    while above:
        seen |= above
        found = [
            _Certain(pk, person, slug, count, first, None, lower, upper, manager=manager)
            for pk, person, slug, count, first, lower, upper, manager in ask(
                _LINES_ABOVE, company, list(above)
            )
        ]
        lines += found
        above = {line.manager for line in found} - seen
    lines.sort(key=lambda line: (-line.origins, str(line.first or ""), line.slug))
    up: dict[int, list[_Certain]] = {}
    losing = []
    for line in lines:
        if _reaches(line.manager, line.person, line, up, set()):
            losing.append(line)
        else:
            up.setdefault(line.person, []).append(line)
    return losing


def _reaches(
    person: int, goal: int, line: _Certain, up: dict[int, list[_Certain]], seen: set[int]
) -> bool:
    if person == goal:
        return True
    if person in seen:
        return False
    seen.add(person)
    return any(
        step.together(line) and _reaches(step.manager, goal, line, up, seen)
        for step in up.get(person, [])
    )
