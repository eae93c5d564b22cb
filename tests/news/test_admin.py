"""The news room's rows in the admin."""

import pytest
from django.test import Client

from tests.factories import ArticleFactory, OutletFactory, SourceFactory, UserFactory
from tests.news.factories import IntakeFactory
from tracker.news.models import Intake, Source


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(UserFactory.create(admin=True))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["outlet", "source", "article", "intake"])
def test_every_list_and_row_opens(admin: Client, page: str) -> None:
    rows = {
        "outlet": OutletFactory.create(),
        "source": SourceFactory.create(),
        "article": ArticleFactory.create(),
        "intake": IntakeFactory.create(),
    }
    assert admin.get(f"/admin/news/{page}/").status_code == 200
    assert admin.get(f"/admin/news/{page}/{rows[page].pk}/change/").status_code == 200


@pytest.mark.django_db
def test_what_was_set_aside_can_be_tried_again(admin: Client) -> None:
    row = IntakeFactory.create(state=Intake.State.SET_ASIDE, error="Gone.", attempts=5)
    chosen = {"action": "make_due", "_selected_action": [row.pk]}
    answer = admin.post("/admin/news/intake/?state__exact=set_aside", chosen)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("due", 0, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("https://Daily.example/feed?utm_source=x", "https://daily.example/feed"),
        ("https://user@daily.example/feed", None),
    ],
)
def test_a_source_added_there_has_a_canonical_address(
    admin: Client, url: str, stored: str | None
) -> None:
    outlet = OutletFactory.create()
    form = {
        "outlet": outlet.pk,
        "url": url,
        "kind": "feed",
        "active": "on",
        "interval_seconds": 900,
        "next_due_at_0": "2026-11-25",
        "next_due_at_1": "12:00:00",
    }
    admin.post("/admin/news/source/add/", form)
    assert list(Source.objects.values_list("url", flat=True)) == ([stored] if stored else [])
    admin.post("/admin/news/source/add/", form)
    assert Source.objects.count() == (1 if stored else 0)


@pytest.mark.django_db
def test_articles_and_intake_rows_are_not_typed_in_there(admin: Client) -> None:
    assert admin.get("/admin/news/article/add/").status_code == 403
    assert admin.get("/admin/news/intake/add/").status_code == 403
