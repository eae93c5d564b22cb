"""Merging in the admin: choose, look, confirm with a reason, undo."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from people.models import Person, Position
from tests.claims.scene import claim, company, person, settled
from tests.factories import UserFactory
from tracker.claims.models import Merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory.create(admin=True))
    return client


def merge_address(slug: str) -> str:
    return reverse("admin:people_person_merge", args=[person(slug).pk])


def test_an_editor_sees_what_a_merge_would_do_and_then_does_it_with_a_reason(
    editor: Client,
) -> None:
    settled(claim("joined", "done", "2024-01-10", who="ada-l", at="atlas", title="CTO"))
    ada, address = person("ada"), merge_address("ada-l")
    change = editor.get(reverse("admin:people_person_change", args=[person("ada-l").pk]))
    assert f'href="{address}"' in change.content.decode()
    assert "See what it would do" in editor.get(address).content.decode()

    shown = editor.post(address, {"into": ada.pk, "look": "1"}).content.decode()
    assert "1 claim" in shown
    assert Merge.objects.count() == 0
    assert "This field is required" in (
        editor.post(address, {"into": ada.pk, "merge": "1"}).content.decode()
    )
    done = editor.post(address, {"into": ada.pk, "merge": "1", "why": "One woman"}, follow=True)
    assert "Ada L merged into Ada" in done.content.decode()
    merge = Merge.objects.get()
    assert (merge.why, merge.merged_by) == ("One woman", done.context["user"])
    assert Position.objects.supported().get().person == ada
    assert editor.get(address).status_code == 404, "a merged record is in the list of merges alone"


def test_two_items_of_wikidata_must_be_confirmed(editor: Client) -> None:
    ada, address = person("ada"), merge_address("ada-l")
    Person.objects.filter(slug="ada").update(wikidata="Q1")
    Person.objects.filter(slug="ada-l").update(wikidata="Q2")
    sent = {"into": ada.pk, "merge": "1", "why": "One woman"}
    refused = editor.post(address, sent).content.decode()
    assert "Wikidata has two items: Q1 for Ada, Q2 for Ada L" in refused
    assert 'name="although_items_differ"' in refused
    assert editor.post(address, sent | {"although_items_differ": "on"}).status_code == 302


def test_a_refusal_says_why(editor: Client) -> None:
    person("ada"), Person.objects.filter(pk=person("ada-l").pk).update(hidden=True)
    sent = {"into": person("ada").pk, "look": "1"}
    assert "is hidden and the other is not" in (
        editor.post(merge_address("ada-l"), sent).content.decode()
    )


def test_a_merge_is_undone_from_the_list_of_merges(editor: Client) -> None:
    ada = person("ada")
    editor.post(merge_address("ada-l"), {"into": ada.pk, "merge": "1", "why": "One woman"})
    merge = Merge.objects.get()
    assert "One woman" in editor.get(reverse("admin:claims_merge_changelist")).content.decode()
    page = reverse("admin:claims_merge_change", args=[merge.pk])
    assert "Undo this merge" in editor.get(page).content.decode()
    undo = reverse("admin:claims_merge_undo", args=[merge.pk])
    assert editor.get(undo).status_code == 405
    done = editor.post(undo, follow=True).content.decode()
    assert "Undone: Ada L stands again." in done
    assert "Undo this merge" not in done
    assert Person.objects.standing().count() == 2


def test_organizations_are_merged_likewise(editor: Client) -> None:
    loser, winner = company("atlas-inc"), company("atlas")
    address = reverse("admin:companies_organization_merge", args=[loser.pk])
    sent = {"into": winner.pk, "merge": "1", "why": "One company"}
    assert editor.post(address, sent).status_code == 302
    assert Merge.objects.get().winner == winner


def test_who_may_not_merge_is_not_offered_it(client: Client) -> None:
    user: User = UserFactory.create(is_staff=True)
    for name in ("change_person", "view_person", "view_merge"):
        user.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(user)
    ada, address = person("ada"), merge_address("ada-l")
    change = client.get(reverse("admin:people_person_change", args=[ada.pk]))
    assert "Merge into" not in change.content.decode()
    assert client.post(address, {"into": ada.pk, "merge": "1", "why": "x"}).status_code == 403
    assert Merge.objects.count() == 0
