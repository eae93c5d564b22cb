"""An article in, its facts out, each with its sentence."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps

from companies.models import Organization, OrgEvent, Stake
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from tests.claims.articles import EVERY_FACT, HIRE, PUBLISHED
from tests.claims.scene import counts, digest
from tests.factories import OrganizationFactory
from tracker.claims.ingest import Told, Wishes, ingest, ingest_line
from tracker.claims.models import Claim, ClaimType
from tracker.news.models import Article

pytestmark = pytest.mark.django_db

COMPANIES = (
    "Cohere", "Meta", "Mistral AI", "OpenAI", "Google", "Amazon", "Intel", "Nvidia", "Microsoft",
    "Brightwater Labs",
)  # fmt: skip
EVERYTHING = [
    model
    for model in apps.get_models()
    if model._meta.app_label in {"news", "claims", "people", "companies"}
]


@pytest.fixture(autouse=True)
def _companies() -> None:
    for name in COMPANIES:
        OrganizationFactory.create(slug=name.lower().replace(" ", "-"), name=name)


def wishes(**rest: object) -> Wishes:
    return Wishes(**({"published": PUBLISHED, "outlet": "The Harbour Courier"} | rest))  # type: ignore[arg-type]


def told(path: Path, text: str, **rest: object) -> Told:
    path.write_text(text, encoding="utf-8")
    (only,) = ingest(str(path), wishes(**rest))
    return only


def stored(of: Told) -> Article:
    assert of.article is not None
    return Article.objects.get(pk=of.article)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """The article with every kind of fact, ingested."""
    only = told(tmp_path / "every.txt", EVERY_FACT)
    assert (only.state, only.queued) == ("new", 0), only.reason
    return stored(only)


def test_every_kind_of_fact_is_found_with_its_sentence(article: Article) -> None:
    claims = list(Claim.objects.filter(article=article))
    assert {claim.type for claim in claims} == set(ClaimType.values)
    for claim in claims:
        assert claim.start is not None
        assert claim.evidence == article.text[claim.start : claim.end] in EVERY_FACT
        assert claim.published_on == PUBLISHED
    moved = {str(claim.outlet) for claim in claims}
    assert moved == {"The Harbour Courier"}


def test_every_kind_of_claim_makes_its_fact(article: Article) -> None:
    assert article.pk
    move = Move.objects.get(person__slug="ines-moreau", kind="hire")
    assert (str(move.from_company), str(move.to_company), move.link) == ("Meta", "Cohere", "stated")
    assert (move.status, move.title) == ("done", "chief scientist")
    left = Position.objects.get(person__slug="tomas-herrera", organization__slug="mistral-ai")
    assert (left.end_status, str(left.end)) == ("done", "2025-01")
    head = Position.objects.get(person__slug="priya-raman")
    assert (str(head.organization), str(head.unit)) == ("OpenAI", "OpenAI Robotics")
    line = ReportingLine.objects.get()
    assert (line.person.slug, line.manager.slug, line.start_status) == (
        "ines-moreau",
        "dana-whitfield",
        "announced",
    )
    founding = Founding.objects.get()
    assert (founding.person.slug, str(founding.organization), str(founding.happened)) == (
        "dana-whitfield",
        "Brightwater Labs",
        "2019",
    )
    statement = Statement.objects.get()
    assert statement.quote == "Models that cannot plan will never be trusted with work."
    stake = Stake.objects.get()
    assert (str(stake.acquirer), str(stake.target), stake.percent, stake.amount_usd) == (
        "Nvidia",
        "Brightwater Labs",
        Decimal(20),
        Decimal(2_000_000_000),
    )
    events = {event.kind: event for event in OrgEvent.objects.all()}
    assert set(events) == {
        "unit_created",
        "unit_renamed",
        "unit_merged",
        "unit_dissolved",
        "layoff",
        "funding",
        "spending",
        "compensation",
        "market_reaction",
    }
    assert (str(events["unit_merged"].unit), str(events["unit_merged"].into)) == (
        "Vision Lab",
        "Frontier Lab",
    )
    assert (events["layoff"].count, str(events["layoff"].happened)) == (1200, "2025-06")
    assert events["funding"].valuation_usd == 6_000_000_000
    assert str(events["funding"].lead) == "General Catalyst"
    assert (events["spending"].status, events["spending"].amount_usd) == (
        "announced",
        Decimal(80_000_000_000),
    )
    assert events["compensation"].beneficiary == "Priya Raman"
    assert events["market_reaction"].percent == -11


def test_every_fact_leads_back_to_a_claim(article: Article) -> None:
    assert article.pk
    for model in (Position, ReportingLine, Founding, Statement, OrgEvent, Stake):
        for fact in model._default_manager.all():
            assert fact.claims.exists(), fact


def test_the_same_file_again_changes_no_table(article: Article, tmp_path: Path) -> None:
    facts, rows = digest(), counts(*EVERYTHING)
    again = told(tmp_path / "every.txt", EVERY_FACT)
    assert (again.state, again.article) == ("copy", article.pk)
    assert again.claims == Claim.objects.count()
    assert (digest(), counts(*EVERYTHING)) == (facts, rows)


def test_a_text_that_stands_twice_in_one_file_gives_each_fact_once(
    article: Article, tmp_path: Path
) -> None:
    def said(of: Article) -> list[tuple[object, ...]]:
        claims = Claim.objects.filter(article=of)
        return sorted(claims.values_list("type", "evidence", "person__slug", "organization__slug"))

    once = said(article)
    facts = [counts(model) for model in (Position, Move, OrgEvent, Stake, Statement, Founding)]
    twice = told(tmp_path / "twice.txt", f"{EVERY_FACT}\n\n{EVERY_FACT}\nIt was a long week.")
    assert twice.state == "new"
    assert said(stored(twice)) == once
    assert facts == [
        counts(model) for model in (Position, Move, OrgEvent, Stake, Statement, Founding)
    ]


def test_a_reprint_at_another_address_is_a_copy_and_adds_no_claim() -> None:
    (first,) = ingest_line(
        f'{{"url": "https://harbour.example/a", "text": "{HIRE}", "published": "2025-07-02"}}',
        Wishes(),
    )
    before = digest()
    (reprint,) = ingest_line(
        f'{{"url": "https://inland.example/b", "text": "{HIRE}", "published": "2025-07-03"}}',
        Wishes(),
    )
    assert (first.state, reprint.state) == ("new", "copy")
    assert reprint.article != first.article and reprint.claims == 0
    assert digest() == before
    one, other = Article.objects.order_by("pk")
    assert (one.story, other.copy_of) == (other.story, one)


def test_what_the_operator_queues_waits_and_makes_no_fact(tmp_path: Path) -> None:
    waiting = told(tmp_path / "hire.txt", HIRE, queue=True)
    assert waiting.claims == waiting.queued > 0
    assert not Position.objects.exists() and not Move.objects.exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Ines Moreau, chief scientist of Cohere, may leave Cohere because of her health, "
            "sources said.",
            "health",
        ),
        (
            "Ines Moreau may leave Meta over a visa, according to people familiar with the matter.",
            "visas",
        ),
        (
            "Ines Moreau may leave Meta, according to people familiar with the matter.",
            "not on record",
        ),
    ],
)
def test_a_rumour_about_health_visas_or_somebody_private_waits_for_an_editor(
    tmp_path: Path, text: str, reason: str
) -> None:
    rumour = told(tmp_path / "rumour.txt", text)
    waiting = Claim.objects.filter(type="left").get()
    assert waiting.status in {"rumoured", "reported"}
    assert reason in waiting.queue_reason
    assert rumour.queued >= 1
    assert not Position.objects.filter(end_status__in=["rumoured", "reported"]).exists()


def test_a_rumour_about_a_chief_executive_is_published(tmp_path: Path) -> None:
    told(tmp_path / "one.txt", "Dana Whitfield is chief executive of Cohere.")
    told(
        tmp_path / "two.txt",
        "Dana Whitfield may leave Cohere, according to people familiar with the matter.",
    )
    assert Move.objects.get(kind="departure").status in {"rumoured", "reported"}


def test_an_ambiguous_name_makes_a_claim_that_waits_for_an_editor(tmp_path: Path) -> None:
    for slug in ("ines-moreau", "ines-moreau-2"):
        Person.objects.create(slug=slug, name="Ines Moreau")
    waiting = told(tmp_path / "hire.txt", HIRE)
    assert waiting.claims == waiting.queued > 0
    reasons = set(Claim.objects.values_list("queue_reason", flat=True))
    assert all("ines-moreau" in reason for reason in reasons)
    assert Person.objects.count() == 2 and not Position.objects.exists()


def test_a_company_that_was_added_is_recognised_in_the_next_article(tmp_path: Path) -> None:
    made = Organization.objects.create(slug="quillfeather", name="Quillfeather")
    told(tmp_path / "hire.txt", "Ines Moreau has joined Quillfeather as chief scientist.")
    assert Position.objects.get().organization == made
