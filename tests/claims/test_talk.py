"""Who comes into public life may be talked of; who leaves it may not."""

from typing import Any

import pytest

from people.models import Person
from tests.claims.scene import claim, settled
from tests.claims.test_policies import RUMOUR, recorded
from tests.factories import ArticleFactory, PersonFactory, UserFactory
from tracker.claims.models import Claim, PublicationPolicy
from tracker.claims.publishing import NOT_ON_RECORD
from tracker.claims.services import accept_claim, reject_claim
from tracker.news.intake import submit
from tracker.news.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Person:
    return PersonFactory.create(slug="ines-moreau", name="Ines Moreau", stub=True)


@pytest.fixture
def article() -> Article:
    return ArticleFactory.create(text=RUMOUR)


@pytest.fixture
def rumour(ines: Person, article: Article) -> Claim:
    waiting = recorded(article, RUMOUR)
    assert (waiting.person, waiting.queue_reason) == (ines, NOT_ON_RECORD)
    return waiting


def appointment(**rest: Any) -> Claim:
    return claim(
        "joined", "done", "2025-01-10", who="ines-moreau", at="halden", title="CTO", **rest
    )


def becomes(of: Claim) -> tuple[str, str]:
    of.refresh_from_db()
    return of.decision, of.queue_reason


def test_a_rumour_that_waited_is_published_once_its_subject_is_in_public_life(
    rumour: Claim,
) -> None:
    settled(appointment())
    assert becomes(rumour) == ("accepted", "")
    assert rumour.policy.startswith("policy:")
    assert rumour.positions.get().end_status == "rumoured"


def test_a_post_without_rank_lets_nobody_talk(rumour: Claim) -> None:
    settled(claim("joined", "done", "2025-01-10", who="ines-moreau", at="halden", title="engineer"))
    assert becomes(rumour) == ("undecided", NOT_ON_RECORD)


def test_a_rumour_is_held_again_when_the_post_that_made_its_subject_public_is_rejected(
    rumour: Claim,
) -> None:
    hire = appointment()
    settled(hire)
    assert becomes(rumour)[0] == "accepted"
    reject_claim(claim=hire, editor=UserFactory.create())
    assert becomes(rumour) == ("undecided", NOT_ON_RECORD)
    assert not rumour.positions.filter(withdrawn=False).exists()


def test_what_an_editor_decided_stands_whoever_comes_into_public_life(rumour: Claim) -> None:
    reject_claim(claim=rumour, editor=UserFactory.create())
    settled(appointment())
    assert becomes(rumour)[0] == "rejected"


def test_whom_an_editor_lets_in_is_in_public_life(rumour: Claim) -> None:
    hire = claim("joined", "done", "2025-01-10", who="ines-moreau", at="halden", accepted=False)
    accept_claim(claim=hire, editor=UserFactory.create())
    assert becomes(rumour) == ("accepted", "")


def test_what_the_operator_wants_reviewed_waits_for_that_reason_then(
    rumour: Claim, article: Article
) -> None:
    intake, _ = submit(text=RUMOUR, queue=True)
    intake.article = article
    intake.save(update_fields=["article"])
    settled(appointment())
    assert becomes(rumour) == ("undecided", "The operator wants it reviewed.")


def test_what_a_policy_wants_reviewed_waits_for_that_reason_then(rumour: Claim) -> None:
    PublicationPolicy.objects.update(action="queue", least_probability=0)
    settled(appointment())
    decision, reason = becomes(rumour)
    assert decision == "undecided"
    assert reason.startswith("Policy “")


def test_a_rumour_about_health_waits_however_public_its_subject(ines: Person) -> None:
    text = f"{RUMOUR} She is seriously ill."
    held = recorded(ArticleFactory.create(text=text), RUMOUR)
    assert held.policy == "never-automatic"
    settled(appointment())
    assert becomes(held)[0] == "undecided"
