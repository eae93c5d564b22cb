"""Claims that contradict what is settled: marked, queued, never lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from people.models import Role
from people.titles import meaning_of
from tracker.claims.models import POSITION_TYPES, Claim, ClaimType, Decision
from tracker.claims.models.claim import CONTRADICTS
from tracker.claims.settling.writing import requeue
from tracker.kernel.planned import ask
from tracker.kernel.tables import at_once, correction

#: Roles that one person at a time holds in one company, unless the title says it is shared.
SINGLE_ROLES = (Role.CHIEF_EXECUTIVE,)
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
    person: int | None
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
    SELECT id, person_id, decision = '{Decision.ACCEPTED}', contradicting, withdrawn, decided_by_id IS NOT NULL, queue_reason
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

    def add_all(self, others: "Contradictions") -> None:
        self.reasons = others.reasons | self.reasons

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
    for company, kind, title in ask(_CLAIMED, list(people)):
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


_AT_A_PLACE = ", ".join(f"'{type_}'" for type_ in (*POSITION_TYPES, ClaimType.REPORTS_TO))
_CLAIMED = f"""
    SELECT DISTINCT organization_id, type, title FROM claims_claim
    WHERE person_id = ANY(%s::bigint[]) AND organization_id IS NOT NULL AND type IN ({_AT_A_PLACE})
"""  # noqa: S608 - words of our own
_GAVE_WAY = """
    SELECT DISTINCT person_id FROM claims_claim
    WHERE contradicting AND person_id IS NOT NULL
      AND (organization_id = ANY(%s::bigint[]) AND queue_reason = %s
           OR organization_id = ANY(%s::bigint[]) AND queue_reason = %s)
"""


def giving_way() -> dict[int, str]:
    """The claims that give way to others, each with its reason."""
    return dict(Claim.objects.filter(contradicting=True).values_list("pk", "queue_reason"))


def change_who_gives_way(before: dict[int, str], after: dict[int, str]) -> set[int]:
    """Mark what gives way now and unmark what does no longer; returns the claims that changed. One that gives way
    as before is not touched.
    """
    changed = {
        claim: {"contradicting": claim in after, "queue_reason": after.get(claim, "")}
        for claim in before.keys() ^ after.keys()
    }
    at_once(correction(Claim, changed))
    return set(changed)
