"""The editors' desk without a browser: what it shows, who may, and what it does."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from people.models import Position
from tests.claims.scene import claim, company, person, settled
from tests.claims.waiting import article, waiting
from tests.docs.test_documents import names, table_under
from tests.factories import PersonFactory, UserFactory
from tracker.claims.models import Claim, ReviewLock, Verdict
from tracker.claims.review.deciding import accept
from tracker.claims.review.holding import hold
from tracker.claims.review.queue import in_order
from tracker.claims.review.queue import waiting as queue
from tracker.web.reviewing import KEYS

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
PART = {"HX-Request": "true"}


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


@pytest.fixture
def other() -> User:
    return UserFactory.create(is_staff=True, username="grace")


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(page: str) -> int:
    found = re.search(r'id="desk" class="rv" data-claim="(\d*)"', page)
    assert found
    return int(found[1] or 0)


def decide(client: Client, one: Claim, do: str, **given: Any) -> Any:
    return client.post(f"/review/{one.pk}/", {"do": do, **given}, headers=PART)


def test_a_claim_is_shown_with_all_it_takes_to_decide(desk: Client) -> None:
    settled(claim("joined", "done", "2024-05-01", who="ada-byron", at="ostra", on="2024-05-01"))
    one = waiting("left", "reported", at="ostra", title="engineer", why="Two people match.")
    page = desk.get("/review/").text
    said = "Outlet \\d+ reports that <a href=.*>Ada Byron</a>, engineer, is leaving <a .*>Ostra</a>"
    assert re.search(said, page)
    assert f"<mark>{one.evidence}</mark>" in page
    for words in ("Two people match.", "80% sure", "3 Mar 2025", "rule <b>joined</b>", "Reported"):
        assert words in page
    assert "no day stated; told 3 Mar 2025" in page
    assert "is leaving Ostra”" in page


def test_a_claim_that_changes_nothing_or_lacks_a_person_says_so(desk: Client) -> None:
    waiting(who="", values={"person": "Ada Byron", "org": "Kiln"})
    page = desk.get("/review/").text
    assert "Choose who is meant, and it shows here." in page
    assert "A new record, “Ada Byron”" in page


@pytest.mark.parametrize("do", ["accept", "reject", "correct"])
@pytest.mark.parametrize(
    ("note", "told"), [("a\0b", "null character"), ("x" * 501, "501 characters; at most 500")]
)
def test_a_note_that_cannot_be_kept_is_refused_and_nothing_decided(
    do: str, note: str, told: str, desk: Client
) -> None:
    one = waiting()
    answer = desk.post(f"/review/{one.pk}/", {"do": do, "note": note})
    assert answer.status_code == 422
    assert told in answer.text
    assert not Verdict.objects.exists()


def test_the_note_stays_in_the_form_when_a_decision_is_refused(desk: Client) -> None:
    one = waiting(who="", values={"person": "Ada Byron", "org": "Kiln"})
    for given in ({"do": "accept"}, {"do": "correct", "date": "spring"}, {"do": "find"}, {}):
        answer = desk.post(f"/review/{one.pk}/", {**given, "note": "Asked “twice”", "key": "\0"})
        assert 'value="Asked “twice”"' in answer.text, given
    assert desk.post(f"/review/{one.pk}/", {"do": "reject", "key": "\0"}).status_code == 302
    assert Verdict.objects.get().key == "button"


@pytest.mark.parametrize(
    "address", ["/review/", "/review/decisions/", "/review/records/", "/review/articles/1/"]
)
def test_only_editors_come_in(address: str, client: Client) -> None:
    assert client.get(address).headers["Location"].startswith("/accounts/login/?next=/review/")
    assert signed_in(UserFactory.create()).get(address).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_asked_for_without_a_session_answers_with_a_way_to_sign_in(
    method: str, client: Client
) -> None:
    one = waiting()
    given = {"do": "accept", "back": f"/review/{one.pk}/"}
    answer = getattr(client, method)(f"/review/{one.pk}/", given, headers=PART)
    assert answer.status_code == 401
    assert "You are signed out." in answer.text
    assert 'href="/accounts/login/?next=/review/' in answer.text
    assert queue().count() == 1


def test_the_way_back_after_signing_in_leads_nowhere_else(client: Client) -> None:
    one = waiting()
    for elsewhere in ("https://evil.example/", "//evil.example/review/", '/review/"><script>'):
        given = {"do": "accept", "back": elsewhere}
        answer = client.post(f"/review/{one.pk}/", given, headers=PART)
        assert "evil.example" not in answer.text
        assert "<script>" not in answer.text


def test_two_editors_are_shown_different_claims_and_told_of_one_another(
    desk: Client, other: User
) -> None:
    waiting(published="2025-01-01")
    waiting(published="2025-02-02")
    first = shown(desk.get("/review/").text)
    theirs = signed_in(other)
    assert shown(theirs.get("/review/").text) not in (0, first)
    page = theirs.get(f"/review/{first}/").text
    assert "has this claim in front of them" in page
    answer = decide(theirs, Claim.objects.get(pk=first), "accept")
    assert answer.status_code == 409
    assert "has had this claim since your hold on it ran out" in answer.text
    assert queue().count() == 2


def test_a_hold_is_renewed_and_its_loss_is_said(desk: Client, editor: User, other: User) -> None:
    one = waiting()
    desk.get("/review/")
    soon = timezone.now() + timedelta(seconds=5)
    ReviewLock.objects.update(expires_at=soon)
    assert desk.post(f"/review/{one.pk}/hold/", headers=PART).status_code == 204
    assert ReviewLock.objects.get().expires_at > soon
    ReviewLock.objects.update(editor=other)
    answer = desk.post(f"/review/{one.pk}/hold/", headers=PART)
    assert (answer.status_code, "grace has had this claim" in answer.text) == (409, True)


def test_a_decision_as_a_plain_form_leads_to_the_next_claim_within_the_filters(
    desk: Client,
) -> None:
    waiting("left", published="2025-05-05")
    one, two = waiting(published="2025-04-04"), waiting(published="2025-03-03", who="mary-shaw")
    assert shown(desk.get("/review/?type=joined").text) == one.pk
    given = {"do": "accept", "type": "joined"}
    answer = desk.post(f"/review/{one.pk}/", given, follow=True)
    assert answer.request["QUERY_STRING"] == "type=joined"
    assert "Accepted: Ada Byron joined Kiln" in answer.text
    assert shown(answer.text) == two.pk
    assert Verdict.objects.get().key == "button"


def test_the_answer_to_a_key_says_what_was_done_and_how_much_today(desk: Client) -> None:
    one = waiting()
    answer = decide(desk, one, "reject", key="x", note="Not so.")
    assert "Rejected: Ada Byron joined Kiln" in answer.text
    assert "1 decision today" in answer.text
    assert (Verdict.objects.get().key, Verdict.objects.get().note) == ("x", "Not so.")


def test_the_claim_now_on_the_desk_is_tried_out_anew_where_the_decision_bears_on_it(
    desk: Client,
) -> None:
    one, same, apart = (
        waiting(),
        waiting("left", on="2025-03"),
        waiting(who="mary-shaw", at="ostra"),
    )
    answer = decide(desk, one, "accept", shown=str(apart.pk))
    assert 'id="change"' not in answer.text
    desk.post("/review/undo/", headers=PART)
    answer = decide(desk, one, "accept", shown=str(same.pk))
    assert f'id="change" data-claim="{same.pk}"' in answer.text


@pytest.mark.parametrize(
    ("do", "given", "status", "said"),
    [
        ("accept", {}, 422, "Choose the person first."),
        ("accept", {"record-person": "999999999"}, 422, "not there any more"),
        ("accept", {"record-person": "x" * 30}, 422, "Choose the person first."),
        ("accept", {"record-person": "9" * 17}, 422, "not there any more"),
        ("not", {}, 422, "No record is proposed"),
        ("fly", {}, 400, "Nothing was decided."),
        ("correct", {"status": "sung"}, 422, "Select a valid choice"),
        ("correct", {"status": "done", "date": "spring"}, 422, "is not a date here"),
        ("correct", {"status": "done", "date": "1815"}, 422, "cannot be meant"),
        (
            "correct",
            {"status": "done", "title": "C\u200bEO"},
            422,
            "signs in it that cannot be seen",
        ),
    ],
)
def test_what_cannot_be_decided_is_said_and_the_claim_waits_on(
    do: str, given: dict[str, str], status: int, said: str, desk: Client
) -> None:
    one = waiting(who="", values={"person": "Ada Byron", "org": "Kiln"})
    answer = decide(desk, one, do, **given)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert desk.post(f"/review/{one.pk}/", {"do": do, **given}).status_code == status
    assert list(queue()) == [one]


def test_a_claim_that_is_decided_gone_or_not_there_is_told_apart(desk: Client, other: User) -> None:
    gone = waiting(withdrawn=True)
    assert "was withdrawn" in desk.get(f"/review/{gone.pk}/").text
    assert decide(desk, gone, "accept").status_code == 409
    taken = waiting()
    accept(claim=taken, editor=other, key="a")
    page = desk.get(f"/review/{taken.pk}/").text
    assert "This claim is accepted" in page
    assert "grace" in page
    answer = desk.post(f"/review/{taken.pk}/", {"do": "reject"}, follow=True)
    assert "grace accepted this claim meanwhile" in answer.text
    assert desk.get("/review/99999999/").status_code == 404
    taken.refresh_from_db()
    assert taken.decision == "accepted"


def test_an_empty_queue_says_so_and_how_to_go_on(desk: Client) -> None:
    assert "Every claim is decided" in desk.get("/review/").text
    waiting()
    assert "No claim fits these filters." in desk.get("/review/?type=stake").text
    one = queue().get()
    decide(desk, one, "skip")
    assert "You put 1 claim aside." in desk.get("/review/").text
    assert shown(desk.get("/review/?again=1", follow=True).text) == one.pk


def test_wrong_filters_are_left_out(desk: Client) -> None:
    one = waiting()
    address = "/review/?type=sung&age=old&record=a%20b&probability=1&outlet=%00&after=x&before=9e9"
    assert shown(desk.get(address).text) == one.pk


def test_all_claims_of_an_article_are_listed_then_accepted_at_once(
    desk: Client, other: User
) -> None:
    text = article("Ada Byron has joined Kiln.")
    good = [waiting(of=text, who=f"person-{n}") for n in range(3)]
    nobody = waiting(of=text, who="", values={"person": "Shaw", "org": "Kiln"})
    waiting(who="jo-hall")
    page = desk.get(f"/review/articles/{text.pk}/").text
    assert page.count('name="claim"') == 4
    assert Position.objects.count() == 0
    ticked = [good[0].pk, good[1].pk, nobody.pk]
    answer = desk.post(f"/review/articles/{text.pk}/", {"claim": ticked}, follow=True)
    assert "Accepted 2 claims, as one step to undo." in answer.text
    assert "Choose the person first." in answer.text
    assert queue().filter(article=text).count() == 2
    answer = desk.post("/review/undo/", follow=True)
    assert "Undone: 2 claims wait again." in answer.text
    assert queue().count() == 5
    desk.post(f"/review/articles/{text.pk}/", {"claim": ticked})
    assert "Undone: 2 claims wait again." in desk.post("/review/undo/", headers=PART).text


def test_decisions_are_listed_with_who_when_and_key_and_undone_one_by_one(
    desk: Client, editor: User, other: User
) -> None:
    mine, theirs = waiting(), waiting(who="mary-shaw")
    decide(desk, mine, "accept", key="a")
    accept(claim=theirs, editor=other, key="x")
    page = desk.get("/review/decisions/").text
    assert "by key <kbd>a</kbd>" in page
    assert "grace" not in page
    page = desk.get("/review/decisions/?everybody=1").text
    assert "grace" in page
    assert page.count("Undo<") == 1
    step = Verdict.objects.get(editor=other).step
    answer = desk.post("/review/undo/", {"step": str(step)}, follow=True)
    assert "a senior editor can undo it" in answer.text
    desk.force_login(UserFactory.create(role="senior editor"))
    desk.post("/review/undo/", {"step": str(step)})
    assert list(queue()) == [theirs]
    for wrong in ("x", "00000000-0000-0000-0000-000000000000"):
        assert desk.post("/review/undo/", {"step": wrong}, headers=PART).status_code == 409


def test_what_would_change_follows_the_record_chosen(desk: Client) -> None:
    one = waiting()
    PersonFactory.create(slug="ada-byron-2", name="Ada Byron")
    chosen = {"record-person": str(person("mary-shaw").pk)}
    answer = desk.post(f"/review/{one.pk}/change/", chosen, headers=PART)
    assert "Mary Shaw at Kiln" in answer.text
    assert not Position.objects.exists()
    gone = desk.post(f"/review/{one.pk}/change/", {"record-person": "123456"}, headers=PART)
    assert gone.status_code == 422


def test_records_are_found_by_part_of_a_name(desk: Client) -> None:
    person("augusta-king")
    company("kingsbury")
    found = desk.get("/review/records/?word=person&find-person=king", headers=PART).text
    assert "Augusta King" in found
    assert "Kingsbury" not in found
    found = desk.get("/review/records/?word=other&find-other=king", headers=PART).text
    assert 'name="record-other"' in found
    assert "Kingsbury" in found
    odd = desk.get("/review/records/?word=%3Cb%3E&find-%3Cb%3E=%00", headers=PART)
    assert odd.status_code == 200
    assert "<b>" not in odd.text


def test_the_nav_shows_editors_how_many_wait_and_nobody_else(desk: Client, client: Client) -> None:
    assert '>Review<span id="queued"></span>' in desk.get("/how-we-count/").text
    waiting()
    assert re.search(
        r">Review<span id=\"queued\">&nbsp;<span class=\"dim\">1<", desk.get("/how-we-count/").text
    )
    assert "/review/" not in client.get("/how-we-count/").text


def test_an_article_leads_editors_to_its_waiting_claims(desk: Client, client: Client) -> None:
    one = waiting()
    address = f"/articles/{one.article_id}/"
    page = desk.get(address).text
    assert f'href="/review/{one.pk}/"' in page
    assert f'href="/review/articles/{one.article_id}/"' in page
    assert "Review 1 waiting claim" in page
    assert "/review/" not in client.get(address).text


def test_the_desk_asks_no_more_of_a_long_queue(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    text = article("Ada Byron has joined Kiln.")
    for n in range(20):
        waiting(of=text, who=f"person-{n}", unit=None, at=f"firm-{n}")
        PersonFactory.create(name=f"Person {n}", slug=f"namesake-{n}")
    first = in_order(queue())[0]
    with django_assert_max_num_queries(100):
        desk.get("/review/")
    with django_assert_max_num_queries(95):
        desk.get(f"/review/?after={first.pk}", headers=PART)
    with django_assert_max_num_queries(80):
        decide(desk, first, "accept", key="a")
    with django_assert_max_num_queries(10):
        desk.get("/review/decisions/")
    with django_assert_max_num_queries(10):
        desk.get(f"/review/articles/{text.pk}/")


def test_asking_for_the_next_claim_gives_the_one_left_back(
    desk: Client, editor: User, other: User
) -> None:
    waiting(published="2025-01-01")
    waiting(published="2025-02-02")
    first, second = in_order(queue())
    hold(claim=first, editor=editor)
    page = desk.get(f"/review/?after={first.pk}&leaving={first.pk}", headers=PART).text
    assert shown(page) == second.pk
    assert hold(claim=first, editor=other)
    assert desk.get(f"/review/?leaving={'9' * 30}").status_code == 200


def test_the_guide_has_the_keys_of_the_page(desk: Client) -> None:
    told = {
        " ".join(names(row[0])): (row[1], row[2]) for row in table_under("editors.md", "Review")
    }
    keys = {key.keys: (key.name, key.does) for key in KEYS}
    digits = "1 2 3 4 5 6 7 8 9"
    keys["1 9"] = keys.pop(digits)
    assert told == keys
    text = article("Ada Byron has joined Kiln.")
    for _ in range(2):
        waiting(of=text)
    page = desk.get("/review/").text
    shown_keys = set(" ".join(re.findall(r'data-keys="([^"]+)"', page)).split())
    assert shown_keys == {one for key in KEYS for one in key.keys.split()} - {"m", *digits.split()}
