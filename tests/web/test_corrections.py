"""The public log of corrections: what reads differently than it once did."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from people.models import Move, Position
from tests.claims.merging_scene import merged, parted
from tests.claims.scene import claim, person, settled
from tests.claims.waiting import waiting
from tests.factories import (
    ClaimFactory,
    FoundingFactory,
    MoveFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    UserFactory,
)
from tracker.claims.models import Claim, TakedownKind
from tracker.claims.review.deciding import accept, reject
from tracker.claims.review.queue import waiting as queue
from tracker.claims.review.undoing import undo
from tracker.claims.services import reject_claim
from tracker.claims.takedowns import take_down
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status
from tracker.timeline.corrections.marks import last_corrected

pytestmark = pytest.mark.django_db


def log(client: Client, fact: str = "") -> str:
    """The page, its cells without what names them on phones, and its dates as plain text."""
    page = client.get("/corrections/", {"fact": fact} if fact else {}).text
    plain = re.sub(r' data-label="[^"]*"|</?time[^>]*>', "", page)
    return " ".join(plain.split())


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


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


def test_what_had_been_reversed_before_it_was_read_here_is_told_where_it_stands(
    client: Client,
) -> None:
    MoveFactory.create(status=Status.REVERSED)
    page = client.get("/corrections/")
    assert "Nothing was corrected." in log(client)
    (there,) = re.findall(r'href="(/moves/\?status=[^"]*)"', page.text)
    assert "1 known move." in client.get(unescape(there)).text
    assert "denied or reversed before it was read here" in page.text


def test_a_date_that_became_another_one_is_told_before_and_after(
    client: Client, post: Position
) -> None:
    Position.objects.filter(pk=post.pk).update(start=PartialDate.parse("2025-03-04"))
    page = log(client)
    assert '<a href="/people/ada/">Ada Byron</a>, Chief scientist at' in page
    assert "<td>Start</td> <td>Jan 2024</td> <td>4 Mar 2025</td>" in page


def test_an_end_is_told_as_the_last_day_as_pages_do(client: Client, post: Position) -> None:
    for end in ("2025-03-04", "2025-05-31"):
        Position.objects.filter(pk=post.pk).update(
            end=PartialDate.parse(end), end_state=EndState.KNOWN, end_status=Status.DONE
        )
    assert "<td>Last day</td> <td>3 Mar 2025</td> <td>30 May 2025</td>" in log(client)


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
    assert "no report that counts says so any more" in page


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


def test_a_waiting_claim_that_was_never_published_and_is_rejected_is_no_correction(
    client: Client, editor: User
) -> None:
    reject(claim=waiting(), editor=editor, key="r")
    assert "Nothing was corrected." in log(client)


def test_a_rejection_that_was_undone_is_told_no_more_nor_what_it_had_done(
    client: Client, editor: User
) -> None:
    """Of two published claims one waits, for it gives another day; the fact has the day of the other."""
    waits, told = (
        claim(
            "joined", "done", day, who="ada", at="atlas", title="CTO", on=day, outlet_=f"of-{day}"
        )
        for day in ("2024-01-10", "2024-02-10")
    )
    settled(waits, told)
    assert list(queue()) == [waits]
    post = Position.objects.get(withdrawn=False)
    assert post.start == told.date
    for one, kinds in ((waits, ["Claim"]), (told, ["Claim", "Position"])) * 2:
        reject(claim=one, editor=editor, key="r")
        found = client.get("/corrections/").context["log"].found
        assert sorted(one.kind for one in found) == kinds
        assert bool(last_corrected({"position": [post.pk]})) == ("Position" in kinds)
        undo(editor=editor)
        assert list(queue()) == [waits]
        post.refresh_from_db()
        assert post.start == told.date
        for address in ("", f"?fact=position-{post.pk}"):
            assert not client.get(f"/corrections/{address}").context["log"].found
        assert not last_corrected({"position": [post.pk]})


def test_an_acceptance_that_was_undone_is_told_once_as_taken_back(
    client: Client, editor: User
) -> None:
    accept(claim=waiting(who="ada", at="atlas"), editor=editor, key="a")
    assert "Nothing was corrected." in log(client)
    undo(editor=editor)
    assert log(client).count("no report that counts says so any more") == 1


def test_the_log_of_a_site_that_took_nothing_down_says_so(client: Client) -> None:
    page = log(client)
    assert "No record has been taken down." in page
    assert "records are taken down" not in page


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


def test_an_address_that_names_no_fact_is_refused_with_a_sentence(client: Client) -> None:
    for fact in ("move-0", "claim-1", "position-x", "move-99999999999999999999"):
        answer = client.get(f"/corrections/?fact={fact}")
        assert answer.status_code == 400, fact
        assert "The address names no fact." in answer.content.decode()


# ── titles and the ends of moves ─────────────────────────────────────────────────────────────────


def test_a_title_of_another_post_is_a_correction_and_other_words_for_it_are_none(
    client: Client, post: Position
) -> None:
    Position.objects.filter(pk=post.pk).update(title="Chief AI scientist")
    assert "Nothing was corrected." in log(client)
    Position.objects.filter(pk=post.pk).update(title="Vice president of sales")
    page = log(client)
    assert "<td>Title</td> <td>Chief AI scientist</td> <td>Vice president of sales</td>" in page


def test_another_company_at_the_end_of_a_move_is_a_correction(client: Client) -> None:
    move = MoveFactory.create(from_company=OrganizationFactory.create(name="Norwick"))
    Move.objects.filter(pk=move.pk).update(from_company=OrganizationFactory.create(name="Halden"))
    assert "<td>Company left</td> <td>Norwick</td> <td>Halden</td>" in log(client)


def test_a_move_that_goes_with_its_position_is_told_once(client: Client, post: Position) -> None:
    move = MoveFactory.create(arrival=post)
    Position.objects.filter(pk=post.pk).update(withdrawn=True)
    Move.objects.filter(pk=move.pk).update(withdrawn=True)
    assert log(client).count("no report that counts says so any more") == 1


# ── the corrections of one fact ──────────────────────────────────────────────────────────────────


def test_the_log_of_one_fact_has_its_corrections_alone(client: Client, post: Position) -> None:
    other = PositionFactory.create(start=PartialDate.parse("2020"))
    for one in (post, other):
        Position.objects.filter(pk=one.pk).update(start=PartialDate.parse("2025-03-04"))
    page = log(client, f"position-{post.pk}")
    assert "Ada Byron" in page
    assert page.count("<td>Start</td>") == 1
    assert "All corrections" in page


def test_the_log_of_a_fact_that_may_not_be_shown_is_empty(client: Client, post: Position) -> None:
    Position.objects.filter(pk=post.pk).update(start=PartialDate.parse("2025-03-04"))
    take_down(target=post.person, reason="She asked for it.")
    page = client.get(f"/corrections/?fact=position-{post.pk}").content.decode()
    assert "Nothing was corrected." in page
    assert "Ada" not in page


# ── merges ───────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_is_told_with_its_reason_and_so_is_its_undoing(client: Client) -> None:
    PersonFactory.create(name="Ada Byron", slug="ada")
    PersonFactory.create(name="A. A. Byron", slug="aab")
    merge = merged("aab", into="ada")
    page = log(client)
    assert "A. A. Byron</a> was merged into <a href=" in page
    assert '<span class="why">the same person</span>' in page
    assert "<td>two records</td> <td>one record</td>" in page
    parted(merge)
    page = log(client)
    assert "A. A. Byron</a> stands apart from" in page
    assert "was merged into" in page, "that it had been merged stays in the log"


def test_what_a_merge_does_to_facts_is_no_correction_of_its_own(client: Client) -> None:
    for slug in ("ada", "ada-l"):
        person(slug)
    settled(
        claim("joined", "done", "2024-01-10", who="ada", at="atlas", title="CTO"),
        claim("joined", "done", "2024-01-10", who="ada-l", at="atlas", title="CTO"),
    )
    parted(merged("ada-l", into="ada"))
    keys = [one.key.split("-")[0] for one in client.get("/corrections/").context["log"].found]
    assert keys == ["merge", "merge"]


@pytest.mark.parametrize("side", ["winner", "loser"])
def test_a_merge_of_a_record_that_may_not_be_shown_is_told_nowhere(
    client: Client, side: str
) -> None:
    OrganizationFactory.create(name="Kiln", slug="kiln")
    OrganizationFactory.create(name="Kiln Robotics", slug="kiln-robotics")
    merge = merged("kiln-robotics", into="kiln")
    parted(merge)
    take_down(target=getattr(merge, side), reason="They asked for it.")
    for address in ("/corrections/", "/feeds/corrections.json"):
        assert "merged into" not in client.get(address).content.decode()


# ── beside the facts ─────────────────────────────────────────────────────────────────────────────


def test_a_corrected_move_and_position_say_since_when_and_lead_to_the_log(
    client: Client, post: Position
) -> None:
    move = MoveFactory.create(
        arrival=post, happened=PartialDate.parse("2024-01"), first_on=date(2024, 1, 15)
    )
    pages = ("/people/ada/", "/companies/kiln/", "/moves/", "/")
    for address in pages:
        assert "Corrected on" not in client.get(address).content.decode(), address
    Position.objects.filter(pk=post.pk).update(start=PartialDate.parse("2025-03-04"))
    Move.objects.filter(pk=move.pk).update(happened=PartialDate.parse("2025-03-04"))
    for address in pages:
        page = client.get(address).content.decode()
        assert f'href="/corrections/?fact=move-{move.pk}"' in page, address
    for address in ("/people/ada/", "/companies/kiln/people/"):
        assert f"/corrections/?fact=position-{post.pk}" in client.get(address).content.decode()
    assert "<td>Date</td>" in log(client, f"move-{move.pk}")


def test_the_api_says_when_a_fact_was_corrected_and_where_to_read_how(
    client: Client, post: Position
) -> None:
    def corrected() -> Any:
        return client.get(f"/api/v1/positions/{post.pk}/").json()["corrected"]

    assert corrected() is None
    Position.objects.filter(pk=post.pk).update(title="Chief AI scientist")
    assert corrected() is None, "the same post in other words"
    Position.objects.filter(pk=post.pk).update(start=PartialDate.parse("2025-03-04"))
    said = corrected()
    assert said == {
        "on": timezone.now().date().isoformat(),
        "url": f"/corrections/?fact=position-{post.pk}",
    }
    assert client.get(said["url"]).context["log"].found
    timeline = client.get("/api/v1/people/ada/timeline/").json()["results"]
    assert [entry["record"]["corrected"] for entry in timeline] == [said]


def test_marks_beside_many_facts_are_one_question(
    client: Client, django_assert_num_queries: Any
) -> None:
    posts = [PositionFactory.create(start=PartialDate.parse("2020")) for _ in range(5)]
    moves = [MoveFactory.create(arrival=post) for post in posts]
    Position.objects.update(start=PartialDate.parse("2025-03-04"))
    wanted = {"position": [one.pk for one in posts], "move": [one.pk for one in moves]}
    with django_assert_num_queries(1):
        found = last_corrected(wanted)
    assert set(found) == {("position", one.pk) for one in posts}
    with django_assert_num_queries(0):
        assert last_corrected({"position": [], "statement": [1]}) == {}
