"""A person, a company, an article and an outlet, each named in every kind of place there is."""

from datetime import date
from decimal import Decimal

from django.test import RequestFactory

from companies.models import EventKind
from people.models import Move, Position, ReportingLine, Statement
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    FoundingFactory,
    FoundingStateFactory,
    MergeFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    OrgEventStateFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    ReportingLineFactory,
    ReportingLineStateFactory,
    SourceFactory,
    StakeFactory,
    StakeStateFactory,
    StatementFactory,
    SuccessionFactory,
    UnitFactory,
    known_from,
)
from tests.surfaces import Named
from tests.web.scene import Scene, build_scene
from tracker.claims.models import Aspect, Claim, ClaimType
from tracker.kernel.statuses import Status
from tracker.web.keeping import keep

DAY = date(2025, 12, 14)
KNOWN = known_from(date(2025, 12, 1))
LINES = (
    "Norwick Labs hired Ines Corva.",
    "Before that Mira Talvik had asked her to join Halden, The Gazette wrote.",
    "MIRA  TALVIK paid $20 million to keep her, and Ms. Talvik’s rival Halden bid more.",
    "“I learnt it from Mira K. Talvik at Halden,” Ms Corva said.",
)
ASIDE = " ".join(LINES)


def _said(article: object, line: str, **columns: object) -> Claim:
    start = ASIDE.index(line)
    return ClaimFactory.create(
        article=article, evidence=line, start=start, end=start + len(line), **columns
    )


def named_scene() -> tuple[Scene, Named]:
    """The scene of the pages, and in it a colleague whose records name Mira Talvik and Halden."""
    scene = build_scene()
    talvik, halden, norwick, ostra = scene.talvik, scene.halden, scene.norwick, scene.ostra
    corva = PersonFactory.create(slug="ines-corva", name="Ines Corva")
    herald = OutletFactory.create(slug="the-herald", name="The Herald")
    other = ArticleFactory.create(
        outlet=herald,
        url="https://other.example/2025/12/mira-talvik-of-halden-and-corva",
        title="Corva on Mira Talvik, Halden and The Gazette",
        published_on=DAY,
        text=ASIDE,
        story=scene.article.story,
    )
    MergeFactory.create(
        winner_person=corva,
        loser_person=PersonFactory.create(slug="i-corva", name="I. Corva", merged_into=corva),
        why="Mira Talvik of Halden told The Gazette so.",
    )
    shop = OrganizationFactory.create(
        slug="unnamed-shop", name="", description="a start-up of Mira Talvik’s for world models"
    )
    daughter = OrganizationFactory.create(slug="sundby", name="Sundby", parent=halden)
    team = UnitFactory.create(slug="halden-maths", name="Mathematics", parent=scene.lab)
    OrganizationParentFactory.create(organization=scene.lab, parent=halden)
    SuccessionFactory.create(earlier=halden, later=ostra)
    SourceFactory.create(outlet=scene.gazette, url="https://gazette.example/feed")
    # Somebody else's facts, in the words of which she is named.
    post = PositionFactory.create(
        person=corva, organization=norwick, title="Adviser to Mira Talvik", confirmed_last=DAY
    )
    before = PositionFactory.create(person=corva, organization=daughter, title="Engineer")
    PositionFactory.create(person=corva, organization=shop, unit=team, title="Fellow")
    MoveFactory.create(
        person=corva,
        arrival=post,
        departure=before,
        from_company=daughter,
        to_company=norwick,
        title="Adviser to Mira Talvik",
        former_title="Aide of Mira Talvik",
        sort_on=DAY,
        first_on=DAY,
        first_outlet=herald.slug,
        link="stated",
    )
    offer = OrgEventFactory.create(
        organization=norwick,
        kind=EventKind.COMPENSATION,
        amount_usd=Decimal("2e7"),
        beneficiary="Mira Talvik",
        first_on=DAY,
        first_outlet=herald.slug,
    )
    spent = OrgEventFactory.create(
        organization=norwick,
        kind=EventKind.SPENDING,
        purpose="the laboratory of Mira Talvik",
        first_on=DAY,
    )
    stake = StakeFactory.create(acquirer=norwick, target=halden, percent=2)
    view = StatementFactory.create(
        person=corva,
        topic="what Mira Talvik thinks",
        quote="I learnt it from Mira K. Talvik at Halden",
        first_on=DAY,
        first_outlet=herald.slug,
    )
    started = FoundingFactory.create(person=talvik, organization=shop, first_on=DAY)
    led = ReportingLineFactory.create(person=corva, manager=talvik, organization=norwick)
    hers = [
        _said(other, LINES[0], type=ClaimType.JOINED, aspect=Aspect.START, status=Status.DONE,
              person=corva, organization=norwick, title="adviser to Mira Talvik",
              via="Mira Talvik’s blog", published_on=DAY),
        ClaimFactory.create(summary=True, type=ClaimType.JOINED, aspect=Aspect.START,
                            person=corva, organization=norwick, published_on=DAY,
                            address="https://other.example/talvik-leaves",
                            evidence="Corva followed Tálvik, as The Gazette told of Mira Tálvik."),
    ]  # fmt: skip
    for claim in hers:
        claim.positions.add(post)
    _said(other, LINES[2], type=ClaimType.COMPENSATION, status=Status.DONE, person=None,
          organization=norwick, event=offer, values={"beneficiary": "Mira Talvik"},
          published_on=DAY)  # fmt: skip
    _said(other, LINES[3], type=ClaimType.STATEMENT, status=Status.DONE, person=corva,
          organization=None, statement=view, values={"topic": "what Mira Talvik thinks"},
          published_on=DAY)  # fmt: skip
    # What was known of everything, on days of its own.
    for position in Position.objects.all():
        PositionStateFactory.create(position=position, unit=position.unit, known=KNOWN,
                                    confirmed_last=DAY)  # fmt: skip
    for one in Move.objects.all():
        MoveStateFactory.create(move=one, kind=one.kind, status=one.status, title=one.title,
                                from_company=one.from_company, to_company=one.to_company,
                                sort_on=one.sort_on, first_on=one.first_on, link=one.link,
                                first_outlet=one.first_outlet, known=KNOWN)  # fmt: skip
    for line in ReportingLine.objects.all():
        ReportingLineStateFactory.create(line=line, known=KNOWN, start_first_outlet="the-gazette")
    FoundingStateFactory.create(founding=started, known=KNOWN)
    OrgEventStateFactory.create(event=offer, known=KNOWN)
    OrgEventStateFactory.create(event=spent, known=KNOWN, purpose=spent.purpose)
    StakeStateFactory.create(stake=stake, known=KNOWN)
    for page in (
        "people/mira-talvik",
        "companies/halden",
        "companies/halden/chart",
        "outlets/the-gazette",
    ):
        keep(RequestFactory().get("/"), f"/{page}/")
    return scene, Named(
        people=(talvik, scene.reyes, corva),
        organizations=(halden, norwick, ostra, shop, daughter, scene.lab, team),
        articles=(scene.article, other),
        outlets=(scene.gazette, herald),
        facts={
            "positions": tuple(Position.objects.values_list("pk", flat=True)),
            "moves": tuple(Move.objects.values_list("pk", flat=True)),
            "lines": (led.pk, *ReportingLine.objects.values_list("pk", flat=True)),
            "event": (*halden.org_events.values_list("pk", flat=True), offer.pk, spent.pk),
            "stake": (stake.pk, *halden.stakes_taken.values_list("pk", flat=True)),
            "statements": tuple(Statement.objects.values_list("pk", flat=True)),
            "claims": tuple(Claim.objects.values_list("pk", flat=True)),
            "sources": tuple(scene.gazette.sources.values_list("pk", flat=True)),
        },
    )  # fmt: skip
