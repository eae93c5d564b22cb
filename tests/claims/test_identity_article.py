"""The mentions of one article: resolved together, kept with reasons, in few queries, in any order."""

import random
from collections.abc import Sequence
from datetime import date

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Person
from tests.claims.mentioned import kept_mentions
from tests.factories import (
    ArticleFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    UnitFactory,
)
from tracker.claims.identity.people import MOST_CANDIDATES
from tracker.claims.models import Claim
from tracker.claims.recording import record_findings
from tracker.extraction import FactType, Finding, Status
from tracker.news.models import Article

pytestmark = pytest.mark.django_db

TEXT = "x" * 2000
PUBLISHED = date(2025, 3, 4)


def finding(at: int, kind: FactType, status: Status | None = Status.DONE, **values: str) -> Finding:
    return Finding(kind, status, values, at, at + 40, "test", 0.9)


def recorded(*findings: Finding, article: Article | None = None) -> list[Claim]:
    article = article or ArticleFactory.create(text=TEXT, published_on=PUBLISHED)
    return record_findings(
        article=article, findings=findings, rules_version="1", queue=False
    ).claims


@pytest.fixture
def atlas() -> Organization:
    return OrganizationFactory.create(name="Atlas AI", slug="atlas")


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────


def test_whom_a_mention_means_is_kept_on_the_claim_with_score_and_reason(
    atlas: Organization,
) -> None:
    here = PersonFactory.create(name="Wei Zhang", slug="wei-zhang")
    there = PersonFactory.create(name="Wei Zhang", slug="wei-zhang-2")
    PositionFactory.create(person=here, organization=atlas)
    PositionFactory.create(person=there)
    (claim,) = recorded(finding(0, FactType.LEFT, person="Dr. Wei Zhang", org="Atlas AI, Inc."))
    kept = kept_mentions(claim)
    person = kept["person"]
    assert (person.text, person.record, person.new) == ("Dr. Wei Zhang", here.pk, False)
    assert "Atlas AI" in person.reason and 0 < person.score <= 1
    assert [one.slug for one in person.candidates] == ["wei-zhang", "wei-zhang-2"]
    assert person.candidates[0].score > person.candidates[1].score
    assert kept["organization"].record == atlas.pk
    assert claim.decision == "accepted"


def test_a_tie_is_queued_with_whoever_could_be_meant_and_at_most_five_of_them() -> None:
    PersonFactory.create_batch(8, name="Wei Zhang")
    (claim,) = recorded(finding(0, FactType.LEFT, person="Wei Zhang", org="Kiln Robotics"))
    kept = kept_mentions(claim)["person"]
    assert claim.person is None and kept.record is None
    assert len(kept.candidates) == MOST_CANDIDATES
    assert (claim.policy, claim.decision) == ("identity", "undecided")
    assert claim.queue_reason.startswith("“Wei Zhang” may be")


def test_the_first_claim_of_a_stub_says_that_they_were_first_met_there() -> None:
    (claim,) = recorded(finding(0, FactType.LEFT, person="Wei Zhang", org="Kiln Robotics"))
    kept = kept_mentions(claim)
    assert claim.person is not None and claim.person.stub
    assert claim.organization is not None and claim.organization.stub
    for word in ("person", "organization"):
        assert (kept[word].new, kept[word].reason) == (True, "first met in this text")


def test_a_unit_named_alone_is_kept_as_the_unit_with_its_company_attached() -> None:
    google = OrganizationFactory.create(name="Google")
    unit = UnitFactory.create(name="Google DeepMind", parent=google)
    (claim,) = recorded(finding(0, FactType.LEFT, person="Ada Lund", org="Google DeepMind"))
    assert (claim.organization, claim.unit) == (google, unit)
    assert kept_mentions(claim)["unit"].record == unit.pk


def test_the_words_of_mentions_are_no_part_of_the_history() -> None:
    columns = {field.name for field in apps.get_model("claims", "ClaimEvent")._meta.fields}
    assert "person" in columns and not {"mentions", "values"} & columns


# ── any order ────────────────────────────────────────────────────────────────────────────────────

MIXED = [
    finding(0, FactType.JOINED, person="Ada Lindqvist", org="Brightwater", from_org="Brindlemark AI"),
    finding(50, FactType.ROLE, Status.HELD, person="Lindqvist", org="Brightwater", title="chief scientist"),
    finding(100, FactType.LEFT, person="A. Lindqvist", org="Brindlemark"),
    finding(150, FactType.REPORTS_TO, person="Wei Zhang", manager="Ada Lindqvist", org="Brightwater"),
    finding(200, FactType.LEFT, person="Wei Zhang", org="Atlas AI"),
    finding(250, FactType.JOINED, person="Wei Zhang", org="Brightwater", title="researcher"),
    finding(300, FactType.UNIT_CREATED, org="Brightwater", unit="Brightwater Robotics Lab"),
    finding(350, FactType.LAYOFF, org="Robotics Lab"),
    finding(400, FactType.STATEMENT, None, person="Wei Zhang", topic="robots"),
    finding(450, FactType.ROLE, Status.HELD, person="Jane Beth Ferris", org="Atlas AI", title="CEO"),
    finding(500, FactType.ROLE, Status.FORMER, person="Jane B. Ferris", org="Kiln Robotics"),
]  # fmt: skip


def outcome(findings: Sequence[Finding]) -> list[object]:
    """Every claim by what its records are called, and all records; nothing of it is kept."""
    with transaction.atomic():
        told = sorted(
            (
                one.start or 0,
                one.person.slug if one.person else one.queue_reason,
                *(str(row) for row in (one.manager, one.organization, one.unit, one.other)),
            )
            for one in recorded(*findings)
        )
        people = sorted(Person.objects.values_list("slug", "name"))
        organizations = sorted(
            Organization.objects.values_list("slug", "name", "parent__slug"), key=str
        )
        transaction.set_rollback(True)
    return [told, people, organizations]


def test_the_order_of_an_article_s_findings_makes_no_difference(atlas: Organization) -> None:
    here = PersonFactory.create(name="Wei Zhang", slug="wei-zhang")
    PositionFactory.create(person=here, organization=atlas)
    PositionFactory.create(person__name="Wei Zhang", person__slug="wei-zhang-2")
    first = outcome(MIXED)
    shuffled = random.Random(4)
    for _ in range(6):
        assert outcome(shuffled.sample(MIXED, len(MIXED))) == first


def test_who_is_told_apart_once_in_an_article_is_meant_throughout(atlas: Organization) -> None:
    here = PersonFactory.create(name="Wei Zhang", slug="wei-zhang")
    PositionFactory.create(person=here, organization=atlas)
    PositionFactory.create(person__name="Wei Zhang", person__slug="wei-zhang-2")
    about = [one for one in recorded(*MIXED) if one.values.get("person") == "Wei Zhang"]
    assert [one.person for one in about] == [here] * 4


def test_all_forms_of_a_name_in_one_article_make_one_stub(atlas: Organization) -> None:
    recorded(*MIXED)
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Ada Lindqvist", "Wei Zhang", "Jane Beth Ferris",
    }  # fmt: skip


# ── how much is asked ────────────────────────────────────────────────────────────────────────────

PER_NAME, PER_ARTICLE = 4, 12


def queries_for(number: int) -> int:
    people = PersonFactory.create_batch(number)
    for row, one in enumerate(people):
        one.name = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[row]}nders Mockridge{'klmnoprstuvwxyzabcdefghij'[row] * 3}"
        one.save()
    company = OrganizationFactory.create()
    findings = [
        finding(row * 50, FactType.LEFT, person=one.name, org=company.name)
        for row, one in enumerate(people)
    ]
    article = ArticleFactory.create(text=TEXT, published_on=PUBLISHED)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        recorded(*findings, article=article)
    inserts = [one for one in asked.captured_queries if one["sql"].startswith("INSERT")]
    return len(asked) - len(inserts)


def test_an_article_asks_a_few_queries_and_a_few_more_for_each_name() -> None:
    few, many = queries_for(2), queries_for(12)
    assert many - few <= 10 * PER_NAME
    assert few <= PER_ARTICLE + 2 * PER_NAME


def crowd(size: int) -> None:
    """Many people and companies of few names, as in a register grown large."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_person (slug, name, wikidata, orcid, stub, hidden)"
            " SELECT 'crowd-' || n, chr(65 + n %% 26) || 'amon ' || chr(65 + n %% 17) || 'elik Zhang'"
            "  || CASE WHEN n %% 50 = 0 THEN '' ELSE (n / 50)::text END, '', '', false, false"
            " FROM generate_series(1, %s) n",
            [size],
        )
        cursor.execute(
            "INSERT INTO companies_organization"
            " (slug, name, description, kind, country, website, wikidata, stub, hidden)"
            " SELECT 'crowd-' || n, 'Nova ' || n, '', 'company', '', '', '', false, false"
            " FROM generate_series(1, %s) n",
            [size],
        )
        cursor.execute("ANALYZE people_person, companies_organization")


def test_who_may_be_meant_is_found_by_an_index(atlas: Organization) -> None:
    crowd(2_000)
    PersonNameFactory.create(name="Ada Lund")
    OrganizationNameFactory.create(name="Atlas Computing")
    plans = []
    for table, keys in (
        ("people_person", ["zhang", "damon"]),
        ("companies_organization", ["nova", "17"]),
    ):
        with connection.cursor() as cursor:
            cursor.execute(
                f"EXPLAIN SELECT id FROM {table} WHERE identity_keys(name) @> %s::text[]",
                [keys],
            )
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
    assert all(
        f"{table}_keys" in plan
        for table, plan in zip(("people_person", "companies_organization"), plans, strict=True)
    )
    assert not any("Seq Scan" in plan for plan in plans)
