"""The lists of moves that an account keeps under names: nobody else's to see, and never too many."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from tests.factories import MoveFactory, UserFactory
from tracker.accounts.models import SavedView
from tracker.accounts.saved_views import NameInUse, TooManyViews, rename_view, save_view

pytestmark = pytest.mark.django_db
VIEWS = "/accounts/views/"


@pytest.fixture
def user(client: Client) -> User:
    made: User = UserFactory.create()
    client.force_login(made)
    return made


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_view_is_saved_opened_renamed_and_deleted(client: Client, user: User) -> None:
    query = "?status=done&ordering=person&columns=told&before=3.2024-01-01.1"
    answer = client.post(VIEWS, {"name": " Firm ones ", "query": query}, follow=True)
    assert answer.redirect_chain[0][0] == "/moves/?status=done&ordering=person&columns=told"
    assert "Saved as “Firm ones”." in shown(answer)
    (view,) = SavedView.objects.of(user)
    assert f'<a href="{VIEWS}{view.pk}/">Firm ones</a>' in shown(client.get("/moves/"))
    opened = client.get(f"{VIEWS}{view.pk}/")
    assert opened["Location"] == "/moves/?status=done&ordering=person&columns=told"
    assert client.post(f"{VIEWS}{view.pk}/", {"name": "Done"})["Location"] == VIEWS
    assert "<b>Done</b>" in shown(client.get(VIEWS))
    assert "Deleted “Done”." in shown(
        client.post(f"{VIEWS}{view.pk}/", {"delete": "1"}, follow=True)
    )
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["person", "company", "outlet"])
def test_a_view_of_a_record_that_is_no_more_opens_and_says_so(
    client: Client, user: User, name: str
) -> None:
    MoveFactory.create(arrival__person__name="Ada Byron")
    view = save_view(user=user, name="Theirs", query=f"{name}=gone&kind=hire")
    page = shown(client.get(f"{VIEWS}{view.pk}/", follow=True))
    assert f"No {name} called “gone” is known here." in page
    assert "Ada Byron" in page, "the rest of the view counts all the same"


def test_the_list_as_it_opens_can_be_saved_too(client: Client, user: User) -> None:
    assert client.post(VIEWS, {"name": "All", "query": ""})["Location"] == "/moves/"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": "", "query": "status=done"}, "Give the view a name."),
        ({"name": "x" * 81, "query": "status=done"}, "at most 80 characters"),
        ({"name": "\u200b", "query": "status=done"}, "signs in it that cannot be seen"),
        ({"name": "Odd", "query": "status=maybe"}, "“maybe” is no status here."),
        ({"name": "Odd", "query": "next=//evil.example"}, "“next” is no filter here."),
        ({"name": "old", "query": "status=done"}, "You have a view called “old” already."),
    ],
)
def test_a_view_that_cannot_be_saved_says_why_and_keeps_what_was_typed(
    sent: dict[str, str], told: str, client: Client, user: User
) -> None:
    save_view(user=user, name="Old", query="kind=hire")
    answer = client.post(VIEWS, sent)
    assert answer.status_code == 400
    assert told in shown(answer)
    assert f'value="{sent["query"]}"' in shown(answer)
    assert SavedView.objects.count() == 1


def test_somebody_elses_view_is_not_found_by_any_way(client: Client, user: User) -> None:
    view = save_view(user=UserFactory.create(), name="Theirs", query="kind=hire")
    for answer in (
        client.get(f"{VIEWS}{view.pk}/"),
        client.post(f"{VIEWS}{view.pk}/", {"name": "Mine"}),
        client.post(f"{VIEWS}{view.pk}/", {"delete": "1"}),
    ):
        assert answer.status_code == 404
    assert "Theirs" not in shown(client.get(VIEWS)) + shown(client.get("/moves/"))
    assert SavedView.objects.get().name == "Theirs"


def test_a_stranger_is_asked_to_sign_in_and_a_form_without_its_token_is_refused(user: User) -> None:
    assert "/accounts/login/" in Client().post(VIEWS, {"name": "A", "query": ""})["Location"]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post(VIEWS, {"name": "A", "query": ""}).status_code == 403


def test_an_account_has_one_view_of_a_name_and_another_account_its_own() -> None:
    mine, theirs = UserFactory.create(), UserFactory.create()
    first = save_view(user=mine, name="Firm", query="")
    save_view(user=theirs, name="firm", query="")
    second = save_view(user=mine, name="Other", query="")
    with pytest.raises(NameInUse):
        rename_view(view=second, name="FIRM")
    rename_view(view=first, name="FIRM")
    assert [view.name for view in SavedView.objects.of(mine)] == ["FIRM", "Other"]


def test_the_database_itself_holds_how_many_views_an_account_keeps() -> None:
    user = UserFactory.create()
    for n in range(SavedView.MOST):
        save_view(user=user, name=f"View {n}", query="")
    with pytest.raises(TooManyViews):
        save_view(user=user, name="One more", query="")
    for slot in (0, 7, SavedView.MOST + 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedView.objects.create(user=user, slot=slot, name="One more")
    SavedView.objects.get(slot=7).delete()
    assert save_view(user=user, name="One more", query="").slot == 7
