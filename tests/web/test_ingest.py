"""Editors hand in a text or an address and watch it being read."""

import re

import pytest
from django.test import Client

from tests.factories import ArticleFactory, ClaimFactory, OutletFactory, UserFactory
from tracker.extraction.language import why_unread
from tracker.news.intake import advance, fail, finish, lease, submit
from tracker.news.models import Article, Intake, Outlet

pytestmark = pytest.mark.django_db
TEXT = "Mira Talvik has joined Halden as chief scientist."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory.create(is_staff=True))
    return client


def handed_in(text: str = TEXT) -> Intake:
    return submit(text=text)[0]


def leased(intake: Intake) -> Intake:
    held = lease(intake.pk)
    assert held is not None
    return held


def test_a_reader_is_asked_to_sign_in_and_an_account_that_is_no_editor_is_refused(
    client: Client,
) -> None:
    intake = handed_in()
    for address in ("/ingest/", f"/ingest/{intake.pk}/"):
        assert client.get(address)["Location"].startswith("/accounts/login/?next=/ingest/")
        assert client.post(address, {"text": "x"}).status_code == 302
    client.force_login(UserFactory.create())
    for address in ("/ingest/", f"/ingest/{intake.pk}/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "x"}).status_code == 403
    assert Intake.objects.count() == 1


def test_only_editors_are_shown_the_way_to_the_form(editor: Client) -> None:
    assert 'href="/ingest/"' in editor.get("/").content.decode()
    editor.logout()
    assert 'href="/ingest/"' not in editor.get("/").content.decode()


def test_a_pasted_text_is_of_the_outlet_that_is_named_and_an_address_of_its_own(
    editor: Client,
) -> None:
    known = OutletFactory.create(slug="gazette", name="The Gazette")
    for given, outlet in (("The Gazette", known), ("gazette", known), ("", None)):
        editor.post("/ingest/", {"text": f"{TEXT} {given}", "outlet": given})
        assert Intake.objects.latest("pk").outlet == outlet
    editor.post("/ingest/", {"text": f"{TEXT} Once more.", "outlet": "Kiln Daily"})
    assert Intake.objects.latest("pk").outlet == Outlet.objects.get(name="Kiln Daily")
    editor.post("/ingest/", {"url": "https://kiln.example/news", "outlet": "The Gazette"})
    assert Intake.objects.latest("pk").outlet is None
    assert editor.post("/ingest/", {"text": TEXT, "outlet": "Ga\u202ezette"}).status_code == 400


def test_a_pasted_text_is_handed_in_with_its_day_and_leads_to_its_page(editor: Client) -> None:
    answer = editor.post(
        "/ingest/", {"text": TEXT, "title": "Halden hires", "published_on": "2025-11-12"}
    )
    (intake,) = Intake.objects.all()
    assert answer["Location"] == f"/ingest/{intake.pk}/"
    assert (intake.text, intake.title, str(intake.published_on)) == (
        TEXT,
        "Halden hires",
        "2025-11-12",
    )
    assert intake.submitted_by is not None
    assert not intake.queue


def test_the_same_text_handed_in_twice_is_one_row(editor: Client) -> None:
    first = editor.post("/ingest/", {"text": TEXT})
    second = editor.post("/ingest/", {"text": TEXT})
    assert first["Location"] == second["Location"]
    assert Intake.objects.count() == 1


def test_claims_can_be_held_for_review(editor: Client) -> None:
    editor.post("/ingest/", {"text": TEXT, "queue": "on"})
    assert Intake.objects.get().queue


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Paste a text or give an address."),
        ({"text": TEXT, "url": "https://outlet.example/a"}, "not both"),
        ({"url": "http://user:secret@outlet.example/"}, ""),
        ({"url": "nonsense"}, "begins with http:// or https://"),
        ({"url": "ftp://outlet.example/"}, ""),
        ({"text": TEXT, "published_on": "spring"}, "a whole day: 2025-11-12"),
        ({"text": TEXT, "published_on": "2931-01-01"}, "give a day from 1995-01-01 until today"),
        ({"text": TEXT, "published_on": "1994-12-31"}, "give a day from 1995-01-01 until today"),
    ],
)
def test_what_cannot_be_taken_is_refused_beside_the_form_and_kept_in_it(
    given: dict[str, str], said: str, editor: Client
) -> None:
    answer = editor.post("/ingest/", given)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert said in answer.content.decode()
    assert given.get("text", "") in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory.create(is_staff=True))
    answer = client.post("/ingest/", {"text": TEXT})
    assert answer.status_code == 403
    assert "Send it once more" in answer.content.decode()
    assert not Intake.objects.exists()


def test_the_part_asks_again_until_the_work_is_over(editor: Client) -> None:
    intake = handed_in()
    address = f"/ingest/{intake.pk}/"
    part = editor.get(address, headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section id="progress"')
    assert 'hx-trigger="every 1s"' in part
    assert "Waiting for its turn" in part
    held = leased(intake)
    assert "Being read" in editor.get(address, headers=HTMX).content.decode()
    article = ArticleFactory.create(text=TEXT)
    advance(held, Intake.Step.EXTRACT, article=article, outcome="new")
    held.refresh_from_db()
    assert re.search(
        r"step-done.*step-now.*step-later", editor.get(address).content.decode(), re.DOTALL
    )
    finish(held, article=article, outcome="new")
    over = editor.get(address, headers=HTMX).content.decode()
    assert "hx-trigger" not in over
    assert f'href="/articles/{article.pk}/"' in over


def test_what_was_found_is_shown_with_its_sentence_and_what_waits(editor: Client) -> None:
    claim = ClaimFactory.create()
    waiting = ClaimFactory.create(article=claim.article, queue_reason="Two people match")
    ClaimFactory.create(queue_reason="Waits in another text")
    held = leased(handed_in())
    finish(held, article=claim.article, outcome="new")
    page = editor.get(f"/ingest/{held.pk}/").content.decode()
    assert "2 claims" in page
    assert "1 of them wait for review" in page
    assert "Two people match" in page
    assert waiting.evidence in page


def test_of_a_text_that_could_not_be_read_its_page_says_why(editor: Client) -> None:
    held = leased(handed_in("Mira Talvik ist jetzt bei Halden."))
    article = ArticleFactory.create(unread="not in English: German")
    finish(held, article=article, outcome="unreadable")
    page = editor.get(f"/ingest/{held.pk}/").content.decode()
    assert "<b>Not in English: German.</b> Only English texts are read." in page
    assert "Not read" in page and "Nothing to do" in page and "0 claims" not in page
    held = leased(handed_in("Mira Talvik is at Halden now."))
    Article.objects.filter(pk=article.pk).update(unread="")
    finish(held, article=article, outcome="new")
    page = editor.get(f"/ingest/{held.pk}/").content.decode()
    assert "English" not in page and "Not read" not in page and "0 claims" in page


@pytest.mark.parametrize(
    "text",
    ["", "12345 67890", "\x00" * 90, "a " * 200_001, "Mira Talvik ist jetzt die neue Chefin."],
)
def test_for_whatever_is_not_read_there_is_a_way_to_mend_it(editor: Client, text: str) -> None:
    _, unread = why_unread(text)
    assert unread
    held = leased(handed_in("Mira Talvik."))
    finish(held, article=ArticleFactory.create(unread=unread), outcome="unreadable")
    page = editor.get(f"/ingest/{held.pk}/").content.decode()
    assert re.search(r"\.</b> (?:Hand|Only) [^<]+\.</p>", page)


def test_a_failure_says_why_and_can_be_tried_again(editor: Client) -> None:
    held = leased(handed_in())
    fail(held, "The page cannot be reached.", passing=False)
    address = f"/ingest/{held.pk}/"
    page = editor.get(address).content.decode()
    assert "Set aside" in page
    assert "The page cannot be reached." in page
    assert editor.post(address)["Location"] == address
    held.refresh_from_db()
    assert (held.state, held.error) == (Intake.State.DUE, "")


def test_progress_is_never_cached(editor: Client) -> None:
    intake = handed_in()
    for address in ("/ingest/", f"/ingest/{intake.pk}/"):
        assert "no-store" in editor.get(address)["Cache-Control"]


def test_a_text_that_nobody_handed_in_has_no_page(editor: Client) -> None:
    assert editor.get("/ingest/12345/").status_code == 404
