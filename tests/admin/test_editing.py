"""What editors do in the admin: keep records, decide claims, add notes."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from companies.models import Organization, OrganizationName
from people.models import Person, Position
from tests.factories import (
    ClaimFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    PositionFactory,
    UserFactory,
)
from tracker.claims.models import Claim, Decision
from tracker.claims.names import NamesOnRecord
from tracker.claims.settling.settle import settle, subjects_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory.create(admin=True)


@pytest.fixture
def editor(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def fields_of(editor: Client, address: str) -> dict[str, Any]:
    """What a browser would send for the form at ``address`` as it stands, inlines included."""
    context = editor.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms.append(inline.formset.management_form)
        forms.extend(inline.formset.forms)
    fields: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                fields[bound.html_name] = value
    return fields


def submit(editor: Client, address: str, **changes: Any) -> Any:
    """Send the form at ``address`` as it stands, with ``changes``; its inlines unchanged."""
    answer = editor.post(address, {**fields_of(editor, address), **changes})
    assert answer.status_code == 302, answer.context["errors"]
    return answer


def recognised(text: str) -> set[str]:
    """The names on record that the reader would find in ``text``."""
    return {hit.known.name for hit in NamesOnRecord().gazetteer().hits(text)}


def test_a_company_added_here_gets_a_slug_and_is_recognised_in_the_next_article(
    editor: Client,
) -> None:
    text = "Thinking Engines has hired an engineer."
    assert recognised(text) == set()
    submit(
        editor,
        reverse("admin:companies_organization_add"),
        name="Thinking Engines",
        founded="2025-02",
    )
    company = Organization.objects.get(slug="thinking-engines")
    assert str(company.founded) == "2025-02"
    assert [row.name for row in company.names.all()] == ["Thinking Engines"]
    assert recognised(text) == {"Thinking Engines"}


def test_a_second_company_of_the_same_name_gets_the_next_slug(editor: Client) -> None:
    OrganizationFactory.create(slug="acme", name="Acme")
    submit(editor, reverse("admin:companies_organization_add"), name="Acme")
    assert Organization.objects.filter(slug="acme-2").exists()


def test_a_renamed_company_keeps_its_address_and_is_still_known_by_its_old_name(
    editor: Client,
) -> None:
    company = OrganizationFactory.create(slug="facebook", name="Facebook")
    submit(
        editor, reverse("admin:companies_organization_change", args=[company.pk]), name="Metaverse"
    )
    company.refresh_from_db()
    assert (company.name, company.slug) == ("Metaverse", "facebook")
    assert {row.name for row in company.names.all()} == {"Facebook", "Metaverse"}
    assert recognised("Facebook said so.") == recognised("Metaverse said so.") == {"Metaverse"}


def test_an_alias_with_dates_is_added_beside_the_name(editor: Client) -> None:
    company = OrganizationFactory.create(name="Meta")
    submit(
        editor,
        reverse("admin:companies_organization_change", args=[company.pk]),
        **{"names-0-name": "Facebook", "names-0-until": "2021-10-28"},
    )
    assert str(company.names.get(name="Facebook").until) == "2021-10-28"
    assert recognised("Facebook said so.") == {"Meta"}


def test_a_stub_is_recognised_once_an_editor_has_looked_at_it_by_a_reader_at_work(
    editor: Client,
) -> None:
    names = NamesOnRecord()
    company = OrganizationFactory.create(name="Thinking Engines", stub=True)
    person = PersonFactory.create(name="Ada Byron", stub=True)
    text = "Ada Byron has joined Thinking Engines."
    assert list(names.gazetteer().hits(text)) == []
    for row, page in ((company, "companies_organization"), (person, "people_person")):
        address = reverse(f"admin:{page}_change", args=[row.pk])
        submit(editor, address, stub="")
    found = {hit.known.name for hit in names.gazetteer().hits(text)}
    assert found == {"Ada Byron", "Thinking Engines"}


def test_an_alias_given_to_another_company_is_told_of_that_one_by_a_reader_at_work() -> None:
    names = NamesOnRecord()
    one, other = OrganizationFactory.create(name="One"), OrganizationFactory.create(name="Other")
    alias = OrganizationNameFactory.create(organization=one, name="Alias", alias=True)
    assert [hit.known.name for hit in names.gazetteer().hits("Alias")] == ["One"]
    OrganizationName.objects.filter(pk=alias.pk).update(organization=other)
    assert [hit.known.name for hit in names.gazetteer().hits("Alias")] == ["Other"]


def test_a_date_that_is_none_is_refused_with_a_reason(editor: Client) -> None:
    address = reverse("admin:companies_organization_add")
    answer = editor.post(address, {"name": "Acme", "kind": "company", "founded": "May 2025"})
    assert answer.status_code == 200
    assert "write 2025, 2025-06 or 2025-06-12" in str(
        answer.context["adminform"].form.errors["founded"]
    )


def test_a_name_with_signs_that_nobody_sees_is_refused_wherever_it_is_typed(editor: Client) -> None:
    person = PersonFactory.create(slug="ada", name="Ada Byron")
    page = reverse("admin:people_person_change", args=[person.pk])
    for typed in ({"name": "Ada\u202e Byron"}, {"names-0-name": "Ada\u200b B"}):
        answer = editor.post(page, fields_of(editor, page) | typed)
        assert answer.status_code == 200, typed
        assert "signs in it that cannot be seen" in answer.content.decode()
    person.refresh_from_db()
    assert (person.name, person.names.count()) == ("Ada Byron", 0)


def test_a_renamed_person_keeps_the_old_name_as_a_spelling(editor: Client) -> None:
    person = PersonFactory.create(slug="ada", name="Ada Byron")
    submit(editor, reverse("admin:people_person_change", args=[person.pk]), name="Ada Lovelace")
    assert list(Person.objects.called("Ada Byron")) == [person]
    assert Person.objects.get(slug="ada").name == "Ada Lovelace"


def test_nothing_about_a_fact_is_changed_here_not_even_whether_it_is_hidden(editor: Client) -> None:
    position = PositionFactory.create(title="Engineer")
    address = reverse("admin:people_position_change", args=[position.pk])
    submit(editor, address, hidden="on", title="Emperor", start="1990")
    position.refresh_from_db()
    assert (position.hidden, position.title, position.start) == (False, "Engineer", None)


def a_waiting_claim() -> Claim:
    return ClaimFactory.create(
        person=PersonFactory.create(),
        organization=OrganizationFactory.create(),
        title="Chief Scientist",
        type="joined",
        aspect="start",
        status="done",
        decision=Decision.UNDECIDED,
        queue_reason="Two records could be meant.",
    )


@pytest.mark.parametrize(
    ("action", "decision", "posts"),
    [("accept", Decision.ACCEPTED, ["Chief Scientist"]), ("reject", Decision.REJECTED, [])],
)
def test_a_waiting_claim_is_decided_and_its_facts_follow(
    editor: Client, user: User, action: str, decision: Decision, posts: list[str]
) -> None:
    claim = a_waiting_claim()
    address = reverse("admin:claims_claim_changelist")
    waiting = editor.get(address, {"queue": "waiting"}).context["cl"].result_list
    assert list(waiting) == [claim]
    editor.post(address, {"action": action, "_selected_action": [claim.pk]})
    claim.refresh_from_db()
    assert (claim.decision, claim.decided_by) == (decision, user)
    assert [post.title for post in Position.objects.supported()] == posts
    assert not editor.get(address, {"queue": "waiting"}).context["cl"].result_list.exists()


def test_a_claim_that_another_editor_has_decided_is_left_and_the_editor_told(
    editor: Client,
) -> None:
    other = UserFactory.create(username="other-editor")
    claim = a_waiting_claim()
    Claim.objects.filter(pk=claim.pk).update(decision=Decision.REJECTED, decided_by=other)
    answer = editor.post(
        reverse("admin:claims_claim_changelist"),
        {"action": "accept", "_selected_action": [claim.pk]},
        follow=True,
    )
    claim.refresh_from_db()
    assert (claim.decision, claim.decided_by) == (Decision.REJECTED, other)
    (message,) = answer.context["messages"]
    assert "was rejected by other-editor" in str(message)


def test_an_editor_s_note_is_a_claim_with_a_reason_and_makes_the_fact(
    editor: Client, user: User
) -> None:
    person, company = PersonFactory.create(), OrganizationFactory.create()
    note = {
        "type": "joined",
        "status": "done",
        "person": person.pk,
        "organization": company.pk,
        "title": "Chief Scientist",
        "date": "2025-06",
        "evidence": "The person's own page says so.",
    }
    submit(editor, reverse("admin:claims_claim_add"), **note)
    submit(editor, reverse("admin:claims_claim_add"), **note)
    claim = Claim.objects.get()
    assert (claim.evidence_kind, claim.decision, claim.decided_by) == ("note", "accepted", user)
    assert (claim.aspect, claim.date_kind) == ("start", "effective")
    position = Position.objects.get()
    assert (position.title, str(position.start)) == ("Chief Scientist", "2025-06")


def test_a_claim_moved_to_another_person_takes_its_fact_along(editor: Client) -> None:
    claim = a_waiting_claim()
    Claim.objects.filter(pk=claim.pk).update(decision=Decision.ACCEPTED, queue_reason="")
    claim.refresh_from_db()
    settle(subjects_of([claim]))
    right = PersonFactory.create()
    submit(editor, reverse("admin:claims_claim_change", args=[claim.pk]), person=right.pk)
    assert [post.person for post in Position.objects.supported()] == [right]


def test_what_an_outlet_said_cannot_be_edited(editor: Client) -> None:
    claim = a_waiting_claim()
    said = claim.evidence
    submit(
        editor,
        reverse("admin:claims_claim_change", args=[claim.pk]),
        evidence="Something else.",
        status="denied",
    )
    claim.refresh_from_db()
    assert (claim.evidence, claim.status) == (said, "done")
