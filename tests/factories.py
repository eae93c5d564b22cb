"""The least valid row of each table: a test adds what matters to it.

``XFactory.create(…)`` writes one row, with the rows it needs; ``create_batch(n)`` writes several.
"""

import hashlib
from typing import Any

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory, Password

from people.models import (
    Founding,
    FoundingState,
    Move,
    MoveKind,
    MoveState,
    Person,
    PersonName,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
    Statement,
)
from people.titles import meaning_of
from tests.factories_of_companies import (
    SOME_DAY,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    OrgEventStateFactory,
    StakeFactory,
    StakeStateFactory,
    SuccessionFactory,
    UnitFactory,
    known_from,
)
from tests.passphrase import PASSWORD
from tracker.accounts.roles import Role
from tracker.accounts.services import give_role
from tracker.claims.models import (
    Claim,
    ClaimType,
    Decision,
    EvidenceKind,
    Merge,
    PublicationPolicy,
    Takedown,
    TakedownKind,
)
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet, OutletDomain, Source, Story


def digest(text: str) -> str:
    """The hash by which addresses, texts and claims are told apart."""
    return hashlib.sha256(text.encode()).hexdigest()


class UserFactory(DjangoModelFactory[User]):
    """An account without a role; ``role="editor"`` or ``is_staff=True`` gives that one, ``admin=True`` all rights."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        admin = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda n: f"reader-{n}")
    password = Password(PASSWORD)

    @classmethod
    def create(cls, *, role: str | None = None, **kwargs: Any) -> User:
        user = super().create(**kwargs)
        if given := role or ("editor" if user.is_staff and not user.is_superuser else None):
            give_role(user=user, role=Role(given))
        return user


# ── people ───────────────────────────────────────────────────────────────────────────────────────


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name = factory.Sequence(lambda n: f"Person {n}")


class PersonNameFactory(DjangoModelFactory[PersonName]):
    class Meta:
        model = PersonName

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"Other spelling {n}")


class PositionFactory(DjangoModelFactory[Position]):
    """A post of which neither start nor end is told."""

    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    title = "Engineer"


class PositionStateFactory(DjangoModelFactory[PositionState]):
    class Meta:
        model = PositionState

    position = factory.SubFactory(PositionFactory)
    title = factory.SelfAttribute("position.title")
    known = known_from(SOME_DAY)


class ReportingLineFactory(DjangoModelFactory[ReportingLine]):
    class Meta:
        model = ReportingLine

    person = factory.SubFactory(PersonFactory)
    manager = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)


class ReportingLineStateFactory(DjangoModelFactory[ReportingLineState]):
    class Meta:
        model = ReportingLineState

    line = factory.SubFactory(ReportingLineFactory)
    known = known_from(SOME_DAY)


class FoundingFactory(DjangoModelFactory[Founding]):
    class Meta:
        model = Founding

    status = Status.DONE
    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)


class FoundingStateFactory(DjangoModelFactory[FoundingState]):
    class Meta:
        model = FoundingState

    founding = factory.SubFactory(FoundingFactory)
    status = factory.SelfAttribute("founding.status")
    known = known_from(SOME_DAY)


class StatementFactory(DjangoModelFactory[Statement]):
    class Meta:
        model = Statement

    status = Status.DONE
    person = factory.SubFactory(PersonFactory)
    topic = "language models"
    quote = "Text alone will not take us there."


def _rank(move: Any) -> int:
    """That of the title taken up, else of the title left."""
    titles = (getattr(move, "title", ""), getattr(move, "former_title", ""))
    return int(meaning_of(titles[0] or titles[1]).seniority)


class MoveFactory(DjangoModelFactory[Move]):
    """A hire that is done: person and destination are those of the position it was derived from."""

    class Meta:
        model = Move

    kind = MoveKind.HIRE
    status = Status.DONE
    seniority = factory.LazyAttribute(_rank)
    arrival = factory.SubFactory(PositionFactory)
    person = factory.SelfAttribute("arrival.person")
    to_company = factory.SelfAttribute("arrival.organization")
    sort_on = SOME_DAY


class DepartureFactory(DjangoModelFactory[Move]):
    """A departure that is done, with no destination told."""

    class Meta:
        model = Move

    kind = MoveKind.DEPARTURE
    status = Status.DONE
    seniority = factory.LazyAttribute(_rank)
    departure = factory.SubFactory(PositionFactory)
    person = factory.SelfAttribute("departure.person")
    from_company = factory.SelfAttribute("departure.organization")
    sort_on = SOME_DAY


class MoveStateFactory(DjangoModelFactory[MoveState]):
    """The move as it stands, as known since ``known``."""

    class Meta:
        model = MoveState

    move = factory.SubFactory(MoveFactory)
    kind = factory.SelfAttribute("move.kind")
    status = factory.SelfAttribute("move.status")
    seniority = factory.SelfAttribute("move.seniority")
    from_company = factory.SelfAttribute("move.from_company")
    to_company = factory.SelfAttribute("move.to_company")
    sort_on = factory.SelfAttribute("move.sort_on")
    known = known_from(SOME_DAY)


# ── news ─────────────────────────────────────────────────────────────────────────────────────────


class OutletFactory(DjangoModelFactory[Outlet]):
    class Meta:
        model = Outlet

    slug = factory.Sequence(lambda n: f"outlet-{n}")
    name = factory.Sequence(lambda n: f"Outlet {n}")


class OutletDomainFactory(DjangoModelFactory[OutletDomain]):
    class Meta:
        model = OutletDomain

    outlet = factory.SubFactory(OutletFactory)
    domain = factory.Sequence(lambda n: f"outlet-{n}.example")


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source

    outlet = factory.SubFactory(OutletFactory)
    url = factory.Sequence(lambda n: f"https://outlet.example/feed-{n}.xml")
    url_hash = factory.LazyAttribute(lambda row: digest(row.url))


class StoryFactory(DjangoModelFactory[Story]):
    class Meta:
        model = Story


class ArticleFactory(DjangoModelFactory[Article]):
    """An article with an address, a story of its own and one sentence of text."""

    class Meta:
        model = Article

    url = factory.Sequence(lambda n: f"https://outlet.example/articles/{n}")
    url_hash = factory.LazyAttribute(lambda row: digest(row.url))
    outlet = factory.SubFactory(OutletFactory)
    story = factory.SubFactory(StoryFactory)
    text = factory.Sequence(lambda n: f"Person {n} has joined Company {n} as an engineer.")
    content_hash = factory.LazyAttribute(lambda row: digest(row.text))


# ── claims ───────────────────────────────────────────────────────────────────────────────────────


def _whole_text(row: Any) -> int:
    return len(row.article.text)


class ClaimFactory(DjangoModelFactory[Claim]):
    """An accepted claim that quotes the whole text of its article.

    ``summary=True`` makes it an archive line instead, ``note=True`` an editor's.
    """

    class Meta:
        model = Claim

    class Params:
        summary = factory.Trait(
            evidence_kind=EvidenceKind.SUMMARY,
            evidence="The outlet says so, in our own words.",
            article=None,
            start=None,
            end=None,
            address=factory.Sequence(lambda n: f"https://outlet.example/archive/{n}"),
            outlet=factory.SubFactory(OutletFactory),
            checked_on=SOME_DAY,
        )
        note = factory.Trait(
            evidence_kind=EvidenceKind.NOTE,
            evidence="The person wrote to us.",
            article=None,
            start=None,
            end=None,
            outlet=None,
        )

    type = ClaimType.ROLE
    status = Status.HELD
    evidence_kind = EvidenceKind.QUOTE
    article = factory.SubFactory(ArticleFactory)
    outlet = factory.SelfAttribute("article.outlet")
    evidence = factory.SelfAttribute("article.text")
    start = 0
    end = factory.LazyAttribute(_whole_text)
    values = factory.LazyFunction(lambda: {"title": "engineer"})
    decision = Decision.ACCEPTED
    key = factory.Sequence(lambda n: digest(f"claim {n}"))


class PublicationPolicyFactory(DjangoModelFactory[PublicationPolicy]):
    """Everything waits for an editor, after all others."""

    class Meta:
        model = PublicationPolicy

    name = factory.Sequence(lambda n: f"Policy {n}")
    order = 1000


class MergeFactory(DjangoModelFactory[Merge]):
    """Two people who were told to be one; nothing was moved."""

    class Meta:
        model = Merge

    winner_person = factory.SubFactory(PersonFactory)
    loser_person = factory.SubFactory(PersonFactory)
    why = "The outlet corrected the name."
    moved = factory.LazyFunction(lambda: {"claims_claim": 1})


class TakedownFactory(DjangoModelFactory[Takedown]):
    """A person who asked not to be shown."""

    class Meta:
        model = Takedown

    person = factory.SubFactory(PersonFactory, hidden=True)
    kind = TakedownKind.HIDE
    reason = "They asked for it."


__all__ = [
    "SOME_DAY",
    "ArticleFactory",
    "ClaimFactory",
    "DepartureFactory",
    "FoundingFactory",
    "FoundingStateFactory",
    "MergeFactory",
    "MoveFactory",
    "MoveStateFactory",
    "OrgEventFactory",
    "OrgEventStateFactory",
    "OrganizationFactory",
    "OrganizationKindFactory",
    "OrganizationNameFactory",
    "OrganizationParentFactory",
    "OutletDomainFactory",
    "OutletFactory",
    "PersonFactory",
    "PersonNameFactory",
    "PositionFactory",
    "PositionStateFactory",
    "PublicationPolicyFactory",
    "ReportingLineFactory",
    "ReportingLineStateFactory",
    "SourceFactory",
    "StakeFactory",
    "StakeStateFactory",
    "StatementFactory",
    "StoryFactory",
    "SuccessionFactory",
    "TakedownFactory",
    "UnitFactory",
    "UserFactory",
    "digest",
    "known_from",
]
