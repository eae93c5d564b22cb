"""Two editors on one record: nobody's work is lost."""

import random
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client, RequestFactory
from django.urls import reverse

from people.models import Person, PersonName
from tests.admin.test_editing import fields_of
from tests.factories import (
    PersonFactory,
    PersonNameFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory.create(admin=True))
    return client


def sent_again(answer: Any) -> dict[str, Any]:
    """What the browser would send for the form that came back, as it stands."""
    forms = [answer.context["adminform"].form]
    for inline in answer.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: bound.value()
        for form in forms
        for bound in form
        if bound.value() is not None and bound.value() is not False
    }


def person_page(person: Person) -> str:
    return reverse("admin:people_person_change", args=[person.pk])


def test_the_second_gets_the_form_back_with_both_changes_and_saves_with_one_more_click(
    editor: Client,
) -> None:
    ada = PersonFactory.create(name="Ada Byron", orcid="")
    page = person_page(ada)
    first, second = fields_of(editor, page), fields_of(editor, page)
    assert editor.post(page, first | {"wikidata": "Q7259"}).status_code == 302
    back = editor.post(page, second | {"name": "Ada Lovelace"})
    assert back.status_code == 200
    assert "Somebody changed this record while you had it open" in back.content.decode()
    assert "wikidata: now Q7259." in back.content.decode()
    ada.refresh_from_db()
    assert (ada.name, ada.wikidata) == ("Ada Byron", "Q7259")
    assert editor.post(page, sent_again(back)).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.wikidata) == ("Ada Lovelace", "Q7259")


def test_where_both_changed_one_field_the_form_says_theirs_and_yours(editor: Client) -> None:
    ada = PersonFactory.create(name="Ada Byron")
    page = person_page(ada)
    second = fields_of(editor, page)
    Person.objects.filter(pk=ada.pk).update(name="Ada King")
    back = editor.post(page, second | {"name": "Ada Lovelace"})
    assert "name: theirs Ada King, yours Ada Lovelace." in back.content.decode()
    assert sent_again(back)["name"] == "Ada Lovelace"


def test_spellings_that_others_added_changed_and_deleted_are_put_together_with_ones_own(
    editor: Client,
) -> None:
    ada = PersonFactory.create()
    kept, changed, deleted, both = (
        PersonNameFactory.create(person=ada, name=name)
        for name in ("Kept", "Changed", "Deleted", "Both")
    )
    page = person_page(ada)
    mine = fields_of(editor, page)
    PersonNameFactory.create(person=ada, name="Added")
    PersonName.objects.filter(pk=changed.pk).update(name="Changed by them")
    PersonName.objects.filter(pk__in=[deleted.pk, both.pk]).delete()
    names = {mine[key]: key for key in mine if key.startswith("names-") and key.endswith("-name")}
    mine |= {names["Kept"]: "Kept by me", names["Both"]: "Both, mine", "names-4-name": "New"}
    back = editor.post(page, mine)
    text = back.content.decode()
    for line in (
        "“Added” was added",
        "“Deleted” was deleted.",
        "“Both” was deleted, and you changed",
    ):
        assert line in text
    assert editor.post(page, sent_again(back)).status_code == 302
    held = set(ada.names.values_list("name", flat=True))
    assert held == {"Kept by me", "Changed by them", "Both, mine", "Added", "New"}
    kept.refresh_from_db()
    assert kept.name == "Kept by me"


class Unrendered:
    """The admin's form of one person, asked without writing its HTML."""

    def __init__(self, person: Person) -> None:
        self._key = str(person.pk)
        self._user = UserFactory.create(admin=True)
        self._admin = admin.site._registry[Person]

    def _answer(self, request: Any) -> Any:
        request.user = self._user
        request._dont_enforce_csrf_checks = True
        request.session = {}
        request._messages = FallbackStorage(request)
        return self._admin.changeform_view(request, self._key)

    def form(self) -> dict[str, Any]:
        return self._sent(self._answer(RequestFactory().get("/")))

    def save(self, form: dict[str, Any]) -> dict[str, Any]:
        """The form that came back, empty when it was saved."""
        answer = self._answer(RequestFactory().post("/", form))
        return {} if answer.status_code == 302 else self._sent(answer)

    def _sent(self, answer: Any) -> dict[str, Any]:
        answer.context = answer.context_data
        return sent_again(answer)


def test_of_two_hundred_interleaved_edits_none_is_lost() -> None:
    """Three editors keep a person open, change one thing each and save, whoever was first."""
    chance = random.Random(4)
    ada = PersonFactory.create()
    page = Unrendered(ada)
    said: dict[str, Any] = {}
    open_forms: dict[int, dict[str, Any]] = {}
    came_back = 0
    for edit in range(200):
        who = chance.randrange(3)
        form = open_forms.pop(who, None) or page.form()
        name = ("orcid", "wikidata", "stub")[who]
        value = bool(edit % 2) if name == "stub" else f"{edit}"
        sent = {key: one for key, one in (form | {name: value}).items() if one is not False}
        if back := page.save(sent):
            came_back += 1
            assert not page.save(back), "one further click saves"
        said[name] = value
        latest = None
        for other in {0, 1, 2} - {who} - open_forms.keys():
            if chance.random() < 0.5:
                latest = latest or page.form()
                open_forms[other] = latest
        ada.refresh_from_db()
        assert {key: getattr(ada, key) for key in said} == said
    assert came_back > 50


def test_a_form_without_its_version_is_shown_again(editor: Client) -> None:
    ada = PersonFactory.create()
    page = person_page(ada)
    form = fields_of(editor, page)
    for version in ("", "1", "x-y", "9" * 40 + "-1"):
        assert editor.post(page, form | {"version": version}).status_code == 200
    del form["version"]
    back = editor.post(page, form)
    assert "does not say which version" in back.content.decode()
