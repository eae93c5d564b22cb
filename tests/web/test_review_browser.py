"""The editors' desk in a browser: with the keyboard alone, without scripts, on small and dark screens."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from people.models import Position
from tests import patience
from tests.accessibility import barriers, too_wide
from tests.browser import open_as, tab_to
from tests.claims.scene import claim, company, person, settled
from tests.claims.waiting import article, waiting
from tests.factories import PersonFactory, UserFactory
from tracker.claims.models import Claim, Decision, ReviewLock, Verdict
from tracker.claims.review.deciding import accept
from tracker.claims.review.holding import HOLD
from tracker.claims.review.queue import in_order
from tracker.claims.review.queue import waiting as queue

pytestmark = pytest.mark.django_db(transaction=True)
FIFTY = 50


@pytest.fixture
def editor(transactional_db: None) -> User:
    return UserFactory.create(is_staff=True)


def on_desk(page: Page) -> int:
    return int(page.locator("#desk").get_attribute("data-claim") or 0)


def wait_for(page: Page, claim_: Claim) -> None:
    expect(page.locator(f"#desk[data-claim='{claim_.pk}']")).to_be_visible()


def after_the_answer(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def test_fifty_claims_are_decided_with_the_keyboard_alone_without_loading_the_page_again(
    page: Page, editor: User
) -> None:
    for number in range(FIFTY):
        waiting(who=f"person-{number}", at=f"firm-{number % 5}", title="engineer")
    order = list(in_order(queue()))
    open_as(page, editor.username, "/review/")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    documents: list[str] = []
    page.on(
        "request",
        lambda asked: documents.append(asked.url) if asked.is_navigation_request() else None,
    )
    page.evaluate("window.stillHere = true")
    keys = ["a", "r", "x", "a", "a"]
    for number, one in enumerate(order):
        wait_for(page, one)
        page.keyboard.press(keys[number % len(keys)])
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    assert page.evaluate("window.stillHere")
    assert documents == []
    for number, one in enumerate(order):
        one.refresh_from_db()
        accepted = keys[number % len(keys)] == "a"
        assert one.decision == (Decision.ACCEPTED if accepted else Decision.REJECTED), number
        assert one.decided_by == editor
    said = list(Verdict.objects.order_by("claim").values_list("claim", "key"))
    assert dict(said) == {one.pk: keys[n % len(keys)] for n, one in enumerate(order)}
    assert Position.objects.filter(withdrawn=False).count() == 30
    assert not queue().exists()
    expect(page.locator("#tally")).to_have_text("50 decisions today")


def test_the_focus_and_the_announcement_follow_the_claim(page: Page, editor: User) -> None:
    first, second = waiting(published="2025-02-02"), waiting(who="mary-shaw")
    assert list(in_order(queue())) == [second, first]
    open_as(page, editor.username, "/review/")
    page.keyboard.press("a")
    wait_for(page, first)
    expect(page.locator("#desk h1")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Accepted: Mary Shaw joined Kiln")
    expect(page).to_have_title(re.compile("Ada Byron"))
    assert page.url.endswith(f"/review/{first.pk}/")


def test_days_are_the_reader_s_after_a_key_as_before_it(
    browser: Browser, live_server: Any, editor: User
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    page = context.new_page()
    waiting(published="2026-01-30")
    waiting(published="2026-01-29", who="mary-shaw")
    open_as(page, editor.username, "/review/")
    days = page.locator("#desk :is(.ql, .meta) time")
    expect(days).to_have_text(["Jan 30, 2026", "Jan 29, 2026", "Jan 30, 2026"])
    page.keyboard.press("a")
    expect(days).to_have_text(["Jan 29, 2026", "Jan 29, 2026"])
    after_the_answer(page)
    context.close()


def test_no_key_acts_while_somebody_types(page: Page, editor: User) -> None:
    one = waiting()
    open_as(page, editor.username, "/review/")
    note = page.get_by_label("Note for the record")
    note.press_sequentially("a nice rxn?")
    expect(note).to_have_value("a nice rxn?")
    assert on_desk(page) == one.pk
    page.keyboard.press("Escape")
    expect(page.locator("#desk h1")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    after_the_answer(page)
    assert Verdict.objects.get().note == "a nice rxn?"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_list_of_keys_opens_in_view_with_the_focus_and_gives_it_back(
    width: int, page: Page, editor: User
) -> None:
    waiting()
    page.set_viewport_size({"width": width, "height": 900})
    open_as(page, editor.username, "/review/")
    keys = page.get_by_role("region", name="Keys")
    heading = page.locator("#desk h1")
    edit = page.locator(".redit > summary")
    for closing, back in (("Escape", heading), ("?", heading), ("Escape", edit)):
        if back is edit:
            edit.focus()
        page.keyboard.press("?")
        expect(keys).to_be_focused()
        expect(page.locator("#keys summary")).to_be_in_viewport(ratio=1)
        expect(keys.get_by_role("row").nth(5)).to_be_in_viewport(ratio=1)
        page.keyboard.press(closing)
        expect(keys).to_be_hidden()
        expect(back).to_be_focused()
        expect(back).to_be_in_viewport()


def test_all_counts_follow_each_key(page: Page, editor: User) -> None:
    for number in range(5):
        waiting(who=f"person-{number}")
    open_as(page, editor.username, "/review/")
    keys = [("", 0, 0), ("a", 1, 0), ("r", 2, 0), ("s", 2, 1), ("u", 1, 1), ("u", 0, 1)]
    for key, decided, aside in keys:
        if key:
            page.keyboard.press(key)
        expect(page.locator("#queued .dim")).to_have_text(f"{5 - decided} claims wait")
        expect(page.locator("#waits")).to_have_text(f"{5 - decided - aside}")
        times = "decision" if decided == 1 else "decisions"
        expect(page.locator("#tally")).to_have_text(f"{decided} {times} today")
    page.goto("/review/decisions/")
    expect(page.get_by_text("0 decisions of yours today.")).to_be_visible()


def test_undo_brings_the_claims_back_one_after_the_other(page: Page, editor: User) -> None:
    for number in range(3):
        waiting(who=f"person-{number}")
    order = list(in_order(queue()))
    open_as(page, editor.username, "/review/")
    for one in order:
        wait_for(page, one)
        page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    after_the_answer(page)
    page.keyboard.press("z")
    wait_for(page, order[2])
    page.keyboard.press("u")
    wait_for(page, order[1])
    page.keyboard.press("u")
    wait_for(page, order[0])
    assert queue().count() == 3
    assert not Position.objects.filter(withdrawn=False).exists()


def test_a_correction_is_made_with_the_keyboard(page: Page, editor: User) -> None:
    one = waiting(title="engineer")
    open_as(page, editor.username, "/review/")
    page.keyboard.press("e")
    expect(page.get_by_label("Status")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("chief engineer")
    page.keyboard.press("Tab")
    page.keyboard.type("spring")
    page.get_by_role("button", name="Store the correction").press("Enter")
    expect(page.get_by_text("“spring” is not a date here")).to_be_visible()
    page.get_by_label("Date", exact=True).fill("2025-03")
    page.get_by_role("button", name="Store the correction").press("Enter")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    verdict = Verdict.objects.get()
    assert verdict.kind == "corrected"
    assert verdict.correction is not None
    assert sorted(verdict.correction.pins) == ["start", "title"]
    one.refresh_from_db()
    assert (one.decision, one.title) == (Decision.REJECTED, "engineer")


def test_not_this_person_asks_who_is_meant_and_digits_choose(page: Page, editor: User) -> None:
    one = waiting()
    PersonFactory.create(slug="ada-byron-2", name="Ada Byron")
    open_as(page, editor.username, "/review/")
    expect(page.get_by_role("group", name="Which Ada Byron?").get_by_role("radio")).to_have_count(2)
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("Detached")
    expect(page.get_by_role("group", name="Which Ada Byron?")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("#refused")).to_contain_text("Choose the person first.")
    assert on_desk(page) == one.pk
    page.locator("#desk h1").focus()
    page.keyboard.press("1")
    expect(page.locator("#change")).to_contain_text("Ada Byron at Kiln")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    after_the_answer(page)
    assert Position.objects.get(withdrawn=False).person.slug == "ada-byron-2"


def test_somebody_of_whom_the_text_has_no_name_is_called_so_once_detached(
    page: Page, plain_page: Page, editor: User
) -> None:
    waiting("role", values={"org": "Kiln"}, title="professor")
    for one, width in ((page, 1440), (plain_page, 390)):
        one.set_viewport_size({"width": width, "height": 900})
        open_as(one, editor.username, "/review/")
        one.get_by_role("button", name="Not this person").click()
        heading = one.locator("#desk h1")
        expect(heading).to_have_text("Somebody, professor at Kiln")
        expect(one.locator(".ql [aria-current] b")).to_have_text("Somebody, professor at Kiln")
        question = one.get_by_role("group", name="Which person?")
        expect(question).to_be_focused()
        expect(question.locator("legend")).to_be_in_viewport()
        one.get_by_role("button", name="Undo").click()
        expect(heading).to_have_text("Ada Byron, professor at Kiln")


def test_any_record_is_found_by_typing_and_attached(page: Page, editor: User) -> None:
    waiting(who="", values={"person": "Byron", "org": "Kiln"})
    person("augusta-king")
    open_as(page, editor.username, "/review/")
    page.get_by_label("Search for Person").press_sequentially("augus")
    page.get_by_role("radio", name="Augusta King").check()
    page.locator("#desk h1").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    after_the_answer(page)
    assert Position.objects.get(withdrawn=False).person.slug == "augusta-king"


def test_next_and_previous_decide_nothing_and_skip_puts_aside(page: Page, editor: User) -> None:
    for number in range(3):
        waiting(who=f"person-{number}")
    first, second, third = in_order(queue())
    open_as(page, editor.username, "/review/")
    wait_for(page, first)
    page.keyboard.press("j")
    wait_for(page, second)
    page.keyboard.press("k")
    wait_for(page, first)
    page.keyboard.press("s")
    wait_for(page, second)
    page.keyboard.press("s")
    wait_for(page, third)
    page.keyboard.press("s")
    expect(page.get_by_text("You put 3 claims aside.")).to_be_visible()
    page.get_by_role("link", name="Take them up again").click()
    wait_for(page, first)
    assert not Verdict.objects.exists()


def test_a_claim_decided_by_another_meanwhile_is_said_and_nothing_is_lost(
    page: Page, editor: User
) -> None:
    first, second = waiting(), waiting(who="mary-shaw", published="2025-01-01")
    open_as(page, editor.username, "/review/")
    wait_for(page, first)
    other = UserFactory.create(is_staff=True, username="grace")
    ReviewLock.objects.all().delete()
    accept(claim=first, editor=other, key="a")
    page.keyboard.press("r")
    wait_for(page, second)
    expect(page.locator("#refused")).to_contain_text("grace accepted this claim meanwhile")
    first.refresh_from_db()
    assert (first.decision, first.decided_by) == (Decision.ACCEPTED, other)


def test_who_is_signed_out_is_told_so_and_led_back(page: Page, editor: User) -> None:
    one = waiting()
    waiting(who="mary-shaw", published="2025-01-01")
    open_as(page, editor.username, "/review/")
    wait_for(page, one)
    Session.objects.all().delete()
    page.keyboard.press("a")
    expect(page.locator("#refused")).to_contain_text("Your last decision was not stored.")
    page.get_by_role("link", name="Sign in again").click()
    page.wait_for_url(f"**/accounts/login/?next=/review/{one.pk}/%3Ftyped**")
    assert queue().count() == 2


def test_who_is_signed_out_while_a_claim_is_loaded_ahead_is_told_so_with_each_decision(
    page: Page, editor: User
) -> None:
    for number in range(3):
        waiting(who=f"person-{number}")
    order = list(in_order(queue()))
    open_as(page, editor.username, "/review/")
    wait_for(page, order[0])
    after_the_answer(page)
    Session.objects.all().delete()
    with page.expect_response(lambda answer: answer.status == HTTPStatus.UNAUTHORIZED):
        page.keyboard.press("j")
    wait_for(page, order[1])
    for _ in range(2):
        page.keyboard.press("a")
        expect(page.locator("#refused")).to_contain_text("Your last decision was not stored.")
    assert queue().count() == 3


def test_the_claims_on_the_desk_and_loaded_are_held_and_the_others_free(
    page: Page, editor: User
) -> None:
    for number in range(4):
        waiting(who=f"person-{number}")
    order = list(in_order(queue()))
    open_as(page, editor.username, "/review/")
    wait_for(page, order[0])
    both = {order[0].pk, order[1].pk}
    assert patience.wait_for(
        lambda: set(ReviewLock.objects.values_list("claim_id", flat=True)) == both
    )
    assert all(lock.expires_at <= timezone.now() + HOLD for lock in ReviewLock.objects.all())


def test_text_of_an_article_is_text_whatever_it_holds(page: Page, editor: User) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)"> Ada Byron has joined Kiln.'
    waiting(of=article(evil), why="<b>bold</b>", title="<i>chief</i>", rule='"><u>')
    open_as(page, editor.username, "/review/")
    expect(page.locator("#desk blockquote")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("#desk")).to_contain_text("<b>bold</b>")
    page.keyboard.press("a")
    expect(page.locator("#said")).to_contain_text("<i>chief</i>")
    assert page.locator("main :is(script:not([src]), img, u, i)").count() == 0
    assert said == []


def test_the_desk_is_free_of_known_barriers_and_fits_its_window(page: Page, editor: User) -> None:
    settled(claim("joined", "done", "2024-05-01", who="ada-byron", at="ostra", on="2024-05-01"))
    PersonFactory.create(slug="ada-byron-2", name="Ada Byron")
    more = " Nothing else was said of it." * 30
    text = article(f"{more} Ada Byron has joined Kiln.{more}")
    for _ in range(2):
        waiting("left", "reported", at="ostra", of=text, other=company("kiln"), title="engineer")
    waiting(who="mary-shaw", published="2025-01-01")
    open_as(page, editor.username, "/review/")
    addresses = ["/review/", "/review/?type=stake", "/review/decisions/"]
    addresses.append(f"/review/articles/{text.pk}/")
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert barriers(page) == {}, address
        assert too_wide(page) == {}, address
    page.goto("/review/")
    around = page.get_by_role("region", name="Text of the article")
    tab_to(page, ".rtext")
    before = around.evaluate("text => text.scrollTop")
    page.keyboard.press("End")
    page.wait_for_function("was => document.querySelector('.rtext').scrollTop > was", arg=before)
    page.keyboard.press("a")
    after_the_answer(page)
    page.goto("/review/decisions/")
    assert barriers(page) == {}


def test_everything_works_without_scripts(plain_page: Page, editor: User) -> None:
    page = plain_page
    for number in range(3):
        waiting(who=f"person-{number}")
    order = list(in_order(queue()))
    open_as(page, editor.username, "/review/")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted: Person 2 joined Kiln")).to_be_visible()
    wait_for(page, order[1])
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    wait_for(page, order[0])
    page.get_by_role("link", name="Next").click()
    wait_for(page, order[1])
    page.get_by_text("Somebody or something else").first.click()
    page.get_by_label("Search for Person").fill("person")
    page.get_by_role("button", name="Search").nth(1).click()
    page.get_by_role("radio", name="person-2").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted:")).to_be_visible()
    assert Position.objects.get(withdrawn=False).person.slug == "person-2"
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
