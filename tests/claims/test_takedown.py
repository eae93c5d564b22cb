"""What is taken down is gone from every fact, and comes back when it is shown again."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from companies.models import Organization
from people.models import Move, Position
from tests.factories import ArticleFactory, OrganizationFactory, OutletFactory, PersonFactory
from tracker.claims.models import Claim, Takedown
from tracker.claims.recording import record_findings
from tracker.claims.services import settle_sources
from tracker.claims.settling.settle import settle, subjects_of
from tracker.claims.takedowns import take_down
from tracker.extraction import FactType, Finding, Status
from tracker.news.models import Article, Outlet

pytestmark = pytest.mark.django_db

TEXT = "Rosa Delgado has joined Kiln Robotics as chief scientist."


def told_by(outlet: Outlet, published: date) -> Article:
    """An article of ``outlet`` that says that Delgado joined Kiln Robotics, recorded and settled."""
    article = ArticleFactory.create(
        outlet=outlet, text=f"{TEXT} {outlet.name} knows.", published_on=published
    )
    values = {"person": "Rosa Delgado", "org": "Kiln Robotics", "title": "chief scientist"}
    finding = Finding(FactType.JOINED, Status.DONE, values, 0, len(TEXT), "test", 0.9)
    recorded = record_findings(
        article=article, findings=[finding], rules_version="test", queue=False
    )
    settle(subjects_of(recorded.claims))
    return article


@pytest.fixture
def kiln() -> Organization:
    PersonFactory.create(name="Rosa Delgado", slug="rosa-delgado")
    return OrganizationFactory.create(name="Kiln Robotics", slug="kiln-robotics")


def test_a_fact_that_only_a_hidden_article_supports_is_withdrawn(kiln: Organization) -> None:
    article = told_by(OutletFactory.create(), date(2026, 3, 2))
    assert Position.objects.at(kiln).supported().exists()

    take_down(target=article, reason="At the subject's request")

    assert not Position.objects.at(kiln).supported().exists()
    assert not Move.objects.visible().exists()
    assert not Claim.objects.visible().exists()


def test_a_hidden_outlet_takes_its_word_and_its_count_with_it(kiln: Organization) -> None:
    early, late = OutletFactory.create(), OutletFactory.create()
    told_by(early, date(2026, 3, 2))
    told_by(late, date(2026, 3, 5))
    move = Move.objects.get()
    assert (move.origins, move.first_outlet) == (2, early.slug)

    Outlet.objects.filter(pk=early.pk).update(hidden=True)
    settle_sources(outlets=[early])

    move.refresh_from_db()
    assert (move.origins, move.first_outlet, move.first_on) == (1, late.slug, date(2026, 3, 5))


def test_an_article_taken_down_in_the_admin_reaches_its_facts_and_lifting_it_brings_them_back(
    kiln: Organization, client: Client
) -> None:
    article = told_by(OutletFactory.create(), date(2026, 3, 2))
    move = Move.objects.get()
    client.force_login(User.objects.create_superuser("chief"))
    form = {"kind": "hide", "article": article.pk, "reason": "A court said so."}
    address = reverse("admin:claims_takedown_add")

    preview = client.post(address, form).content.decode()
    assert "Before it is done" in preview
    assert Position.objects.at(kiln).supported().exists()

    client.post(address, form | {"_confirmed": "1"})
    takedown = Takedown.objects.get()
    assert (takedown.about, takedown.decided_by) == (article, User.objects.get())
    assert not Position.objects.at(kiln).supported().exists()

    change = reverse("admin:claims_takedown_change", args=[takedown.pk])
    assert "Say why it is lifted." in client.post(change, {"lifted_reason": " "}).content.decode()
    client.post(change, {"lifted_reason": "It was reversed on appeal."})
    assert Position.objects.at(kiln).supported().exists()
    assert Move.objects.visible().get() == move
    takedown.refresh_from_db()
    assert (takedown.lifted_reason, takedown.lifted_by) == (
        "It was reversed on appeal.",
        User.objects.get(),
    )


def test_the_units_of_a_hidden_company_are_hidden_with_it() -> None:
    company = OrganizationFactory.create()
    unit = OrganizationFactory.create(kind="lab", parent=company)
    team = OrganizationFactory.create(kind="team", parent=unit)
    assert set(Organization.objects.visible()) == {company, unit, team}

    Organization.objects.filter(pk=company.pk).update(hidden=True)

    assert not Organization.objects.visible().exists()
