"""The public log of corrections: what reads differently than it once did."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people.models import Position
from tests.factories import (
    ClaimFactory,
    FoundingFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
)
from tracker.claims.models import Claim, TakedownKind
from tracker.claims.services import reject_claim
from tracker.claims.takedowns import take_down
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

pytestmark = pytest.mark.django_db


def log(client: Client) -> str:
    return " ".join(client.get("/corrections/").content.decode().split())


@pytest.fixture
def post() -> Position:
    return PositionFactory.create(
        person=PersonFactory.create(name="Ada Byron", slug="ada"),
        organization=OrganizationFactory.create(name="Kiln", slug="kiln"),
        title="Chief scientist",
        start=PartialDate.parse("2024-01"),
        start_status=Status.ANNOUNCED,
    )


def test_with_nothing_corrected_the_page_says_so(client: Client) -> None:
    PositionFactory.create()
    assert "Nothing was corrected." in log(client)


def test_a_date_that_became_another_one_is_told_before_and_after(
    client: Client, post: Position
) -> None:
    Position.objects.filter(pk=post.pk).update(start=PartialDate.parse("2025-03-04"))
    page = log(client)
    assert '<a href="/people/ada/">Ada Byron</a>, Chief scientist at' in page
    assert "<td>Start</td> <td>2024-01</td> <td>2025-03-04</td>" in page


def test_a_date_told_more_finely_is_no_correction(client: Client, post: Position) -> None:
    Position.objects.filter(pk=post.pk).update(start=PartialDate.parse("2024-01-09"))
    assert "Nothing was corrected." in log(client)


def test_a_status_that_was_reversed_and_a_fact_without_support_are_told(
    client: Client, post: Position
) -> None:
    Position.objects.filter(pk=post.pk).update(start_status=Status.REVERSED)
    founding = FoundingFactory.create()
    type(founding).objects.filter(pk=founding.pk).update(withdrawn=True)
    page = log(client)
    assert "<td>Start status</td> <td>announced</td> <td>reversed</td>" in page
    assert "no source says so any more" in page


def test_a_published_claim_that_was_rejected_is_told_without_what_it_said(client: Client) -> None:
    claim = ClaimFactory.create(
        person=PersonFactory.create(name="Ada Byron"),
        outlet=OutletFactory.create(name="The Gazette"),
        evidence="A falsehood about her.",
    )
    Claim.objects.filter(pk=claim.pk).update(decided_by=None)
    claim.refresh_from_db()
    reject_claim(claim=claim, editor=User.objects.create_user("editor"))
    page = log(client)
    assert "as told by The Gazette" in page
    assert "rejected by an editor" in page
    assert "A falsehood about her." not in page


def test_takedowns_are_counted_and_never_named(client: Client, post: Position) -> None:
    Position.objects.filter(pk=post.pk).update(start_status=Status.REVERSED)
    take_down(target=post.person, reason="She asked for it.")
    page = log(client)
    assert "1 record is taken down, 0 people are erased" in page
    assert "Ada Byron" not in page
    assert "Nothing was corrected." in page


def test_a_reply_is_in_the_log(client: Client, post: Position) -> None:
    take_down(
        target=post.person, reason="She wrote.", kind=TakedownKind.ANNOTATE, reply="I never left."
    )
    page = log(client)
    assert "Right of reply" in page
    assert "I never left." in page


def test_pages_follow_one_another_and_a_page_asks_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(35):
        post = PositionFactory.create(title=f"Post {number}", start_status=Status.ANNOUNCED)
        Position.objects.filter(pk=post.pk).update(start_status=Status.REVERSED)
    # One transaction has one moment: history is given moments of its own.
    for place, event in enumerate(Position.pgh_event_model.objects.order_by("pgh_id")):  # type: ignore[attr-defined]
        event.pgh_created_at = event.pgh_created_at.replace(
            year=2020 + place // 36, microsecond=place
        )
        event.save()
    with django_assert_max_num_queries(20):
        first = client.get("/corrections/")
    older = first.context["log"].older
    second = client.get("/corrections/", {"before": older.isoformat()})
    pages = [{str(one.about) for one in page.context["log"].found} for page in (first, second)]
    assert (len(pages[0]), len(pages[1])) == (30, 5)
    assert not pages[0] & pages[1]
    assert "Older" in first.content.decode()


def test_an_address_that_names_no_moment_is_refused_with_a_sentence(client: Client) -> None:
    answer = client.get("/corrections/?before=yesterday")
    assert answer.status_code == 400
    assert "The address names no moment." in answer.content.decode()
