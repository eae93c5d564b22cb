"""Whether a claim is published at once or waits for an editor; the decision is kept with it.

The one place where this is decided, in this order:

1. **identity**: a claim whose records could not be told apart waits;
2. **never-automatic**: rumours about somebody not in public life, and whatever is said of somebody's
   health, papers or misconduct, wait. No policy and no wish of an operator lets them through. Who is
   in public life is asked again with every claim about them (``tracker.claims.talk``);
3. **operator**: what whoever handed it in wants held, or whose source is set to be held, waits;
4. **policy**: the most particular publication policy in force; where none applies, the claim waits.

``Claim.policy`` keeps which of them it was, for a policy with its number and name, so that it can
be told when the policy has been changed or deleted since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from people.models import Person
from people.titles import Role, Seniority, meaning_of
from tracker.claims.delicate import delicate_in, surroundings
from tracker.claims.models import POSITION_TYPES, Claim, ClaimType, PublicationPolicy
from tracker.kernel.statuses import Status
from tracker.news.models import Article

#: Told by others: what those concerned have not said themselves.
TALK = frozenset({Status.RUMOURED, Status.REPORTED, Status.DENIED})
NOT_ON_RECORD = "A rumour about somebody not on record."
_PUBLIC_RANK = Seniority.DIRECTOR
_PUBLIC_ROLES = frozenset({Role.FOUNDER, Role.BOARD_MEMBER, Role.CHAIR})


@dataclass(frozen=True, slots=True)
class Publication:
    """Accepted by ``policy``, or queued for ``reason``."""

    policy: str
    reason: str = ""

    @property
    def accepted(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be decided on: a claim as far as publishing it is concerned.

    ``around`` is the evidence with what readers are shown beside it; ``private`` says that it
    speaks of somebody not in public life.
    """

    type: str
    status: str
    evidence: str
    around: str
    personal: bool
    private: bool
    probability: float
    outlet: int | None = None
    source: int | None = None
    held: str = ""
    unresolved: str = ""


@dataclass(frozen=True, slots=True)
class Policies:
    """The publication policies in force, loaded once for many decisions."""

    rows: Sequence[PublicationPolicy]

    @classmethod
    def in_force(cls) -> Self:
        return cls(tuple(PublicationPolicy.objects.in_force()))

    def deciding(self, saying: Saying) -> PublicationPolicy | None:
        """The most particular one that ``saying`` meets; of equals the lowest order, then the oldest."""
        met = [row for row in self.rows if _meets(row, saying)]
        return max(met, key=_particular, default=None)

    def decide(self, saying: Saying) -> Publication:
        """What becomes of ``saying``: the whole decision, hard rules first."""
        if saying.unresolved:
            return Publication("identity", saying.unresolved[:300])
        if never := never_automatic(saying):
            return Publication("never-automatic", never)
        if saying.held:
            return Publication("operator", saying.held)
        policy = self.deciding(saying)
        if policy is None:
            return Publication("no policy", "No publication policy applies to it.")
        if policy.action == PublicationPolicy.Action.QUEUE:
            return Publication(policy.signature, f"Policy “{policy.name}”: wait for an editor.")
        if saying.probability < policy.least_probability:
            return Publication(
                policy.signature,
                f"Policy “{policy.name}”: {saying.probability:.0%} sure, less than "
                f"{policy.least_probability:.0%}.",
            )
        return Publication(policy.signature)


def never_automatic(saying: Saying) -> str:
    """Why no rule may publish ``saying``; empty where a policy may decide.

    Talk is looked at with the sentences shown beside it; what those concerned say themselves, or
    what is done, only by its own sentence.
    """
    talk = saying.status in TALK
    about = delicate_in(saying.around if talk else saying.evidence, talk=talk)
    if about and (talk or saying.personal):
        return f"Never published automatically: it speaks of {about}."
    if talk and saying.private:
        return NOT_ON_RECORD
    return ""


def _meets(row: PublicationPolicy, saying: Saying) -> bool:
    way = PublicationPolicy.Way.POLLED if saying.source else PublicationPolicy.Way.HANDED_IN
    return (
        row.way in ("", way)
        and row.source_id in (None, saying.source)
        and row.outlet_id in (None, saying.outlet)
        and row.fact_type in ("", saying.type)
    )


def _particular(row: PublicationPolicy) -> tuple[bool, bool, bool, bool, int, int]:
    return (
        row.source_id is not None,
        row.outlet_id is not None,
        row.fact_type != "",
        row.way != "",
        -row.order,
        -row.pk,
    )


def is_private(person: Person, title: str = "") -> bool:
    """``person`` is not in public life, as far as the records and ``title`` tell; one query at most.

    In public life is whoever an editor or the archive has put on record, and whoever founded
    something, or holds, held or is told to hold a public rank: director and above, member of a board.
    That a program has met a name before puts nobody on record, nor does talk.
    """
    if not person.stub or _is_public(title):
        return False
    firm = ~Q(status__in=TALK) & Q(type__in=(*POSITION_TYPES, ClaimType.FOUNDED))
    told = Claim.objects.accepted().filter(firm | Q(decided_by__isnull=False), person=person)
    return not any(
        editor is not None or kind == ClaimType.FOUNDED or _is_public(held)
        for kind, held, editor in told.values_list("type", "title", "decided_by")
    )


def concerns_private(people: Iterable[Person | None], title: str) -> bool:
    """Somebody of ``people`` is not in public life; ``title`` is that of the first."""
    named = [person for person in people if person is not None]
    return any(is_private(person, "" if place else title) for place, person in enumerate(named))


def _is_public(title: str) -> bool:
    meant = meaning_of(title)
    return meant.seniority >= _PUBLIC_RANK or meant.role in _PUBLIC_ROLES


def saying_of(
    *,
    article: Article,
    type: str,  # noqa: A002 - the column's own name
    status: str,
    span: tuple[int, int],
    people: Iterable[Person | None],
    title: str,
    probability: float,
    queue: bool = False,
    unresolved: str = "",
) -> Saying:
    """What an article says, as publishing sees it. ``people`` are all of whom it speaks."""
    start, end = span
    named = [person for person in people if person is not None]
    talk = status in TALK
    return Saying(
        type=type,
        status=status,
        evidence=article.text[start:end],
        around=surroundings(article.text, start, end) if talk else "",
        personal=bool(named),
        private=talk and concerns_private(named, title),
        probability=probability,
        outlet=article.outlet_id,
        source=article.source_id,
        held=_held(article, queue=queue),
        unresolved=unresolved,
    )


def _held(article: Article, *, queue: bool) -> str:
    if queue:
        return "The operator wants it reviewed."
    if article.source is not None and article.source.queue:
        return "What this source says waits for an editor."
    return ""
