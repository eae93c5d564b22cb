"""The history of a record in the admin, and restoring an earlier state."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Organization
from people.models import Person, PersonName
from tests.admin.test_editing import fields_of, submit
from tests.claims.merging_scene import merged
from tests.claims.scene import person
from tests.factories import OrganizationFactory, PersonFactory, PersonNameFactory, UserFactory
from tracker.kernel.editing import lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory.create(username="grace", admin=True))
    return client


def of(person: Person, view: str) -> str:
    return reverse(f"admin:people_person_{view}", args=[person.pk])


def test_it_shows_each_change_before_and_after_with_who_and_why(editor: Client) -> None:
    ada = PersonFactory.create(name="Ada Byron")
    submit(editor, of(ada, "change"), name="Ada Lovelace", why="She married in 1835")
    Person.objects.filter(pk=ada.pk).update(orcid="0000-0002-1825-0097")
    text = " ".join(editor.get(of(ada, "history")).content.decode().split())
    assert "name: <del>Ada Byron</del> <ins>Ada Lovelace</ins>" in text
    assert "She married in 1835" in text
    assert "grace" in text
    assert "orcid: <ins>0000-0002-1825-0097</ins>" in text, "whoever made it and however"
    assert "Person name made" in text, "the former name was kept as a spelling"


def test_an_earlier_state_is_restored_as_a_new_change(editor: Client) -> None:
    ada = PersonFactory.create(name="Ada Byron", slug="ada")
    Person.objects.filter(pk=ada.pk).update(name="Wrong", slug="ada-2", hidden=True, orcid="x")
    first = lines_of(Person).filter(pgh_obj_id=ada.pk).earliest("pgh_id")
    answer = editor.post(
        of(ada, "restore"),
        {"table": "person", "line": first.pgh_id, "why": "vandalised"},
        follow=True,
    )
    assert "Restored: Ada Byron." in answer.content.decode()
    ada.refresh_from_db()
    assert (ada.name, ada.orcid) == ("Ada Byron", "")
    assert (ada.slug, ada.hidden) == ("ada-2", True), "an address stays, and so does hiding"
    assert "vandalised" in answer.content.decode()
    assert lines_of(Person).filter(pgh_obj_id=ada.pk).count() == 3


def test_a_deleted_spelling_is_made_again(editor: Client) -> None:
    ada = PersonFactory.create()
    name = PersonNameFactory.create(person=ada, name="Countess")
    name.delete()
    line = lines_of(PersonName).get(pgh_label="delete")
    editor.post(of(ada, "restore"), {"table": "personname", "line": line.pgh_id})
    assert ada.names.get().name == "Countess"


def test_what_no_longer_fits_is_not_restored_and_says_why(editor: Client) -> None:
    ada = PersonFactory.create(wikidata="Q1")
    Person.objects.filter(pk=ada.pk).update(wikidata="")
    PersonFactory.create(wikidata="Q1")
    first = lines_of(Person).filter(pgh_obj_id=ada.pk).earliest("pgh_id")
    sent = {"table": "person", "line": first.pgh_id}
    answer = editor.post(of(ada, "restore"), sent, follow=True)
    assert "no longer fits" in answer.content.decode()
    for wrong in (sent | {"line": "x"}, sent | {"table": "user"}, sent | {"line": "9" * 30}):
        answer = editor.post(of(ada, "restore"), wrong, follow=True)
        assert "no such change" in answer.content.decode()
    other = lines_of(Person).exclude(pgh_obj_id=ada.pk).get()
    answer = editor.post(of(ada, "restore"), sent | {"line": other.pgh_id}, follow=True)
    assert "no such change" in answer.content.decode()


def test_a_merge_stands_in_the_history_with_its_reason(editor: Client) -> None:
    ada, _ = person("ada"), person("ada-l")
    merged("ada-l", into="ada")
    assert "the same person" in editor.get(of(ada, "history")).content.decode()


def test_who_may_not_change_records_restores_none(client: Client) -> None:
    client.force_login(UserFactory.create(role="viewer"))
    ada = PersonFactory.create()
    assert client.get(of(ada, "history")).status_code in {302, 403}
    line = lines_of(Person).get().pgh_id
    answer = client.post(of(ada, "restore"), {"table": "person", "line": line})
    assert answer.status_code in {302, 403}
    assert lines_of(Person).count() == 1


def test_the_history_of_a_company_takes_a_bounded_number_of_queries(
    editor: Client, django_assert_max_num_queries: object
) -> None:
    company = OrganizationFactory.create()
    for number in range(40):
        Organization.objects.filter(pk=company.pk).update(description=f"{number}")
    address = reverse("admin:companies_organization_history", args=[company.pk])
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        text = editor.get(address).content.decode()
    assert text.count("Back to this state") == 41


def test_a_reason_is_asked_for_in_every_form(editor: Client) -> None:
    ada = PersonFactory.create()
    assert "why" not in {
        key for key, value in fields_of(editor, of(ada, "change")).items() if value
    }
    assert 'name="why"' in editor.get(reverse("admin:people_person_add")).content.decode()
