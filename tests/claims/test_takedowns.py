"""The record of a takedown: about one thing, with a reason, lifted once; replies; who may decide."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from people.models import Move, Position
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    MoveFactory,
    OrganizationFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    UserFactory,
)
from tracker.claims.models import Claim, Takedown, TakedownKind
from tracker.claims.takedowns import AlreadyLifted, NotToBeTakenDown, lift, losses, take_down
from tracker.claims.withholding import Withheld, withheld

pytestmark = pytest.mark.django_db

WHY = "She asked for it."


@pytest.mark.parametrize(
    "columns",
    [
        {"reason": WHY},
        {"reason": ""},
        {"reason": WHY, "kind": "annotate"},
        {"reason": WHY, "reply": "No."},
        {"reason": WHY, "lifted_reason": "Why?"},
    ],
)
def test_the_database_refuses_a_takedown_that_is_none(columns: dict[str, Any]) -> None:
    person = PersonFactory.create() if columns != {"reason": WHY} else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Takedown.objects.bulk_create([Takedown(person=person, **columns)])


def test_the_database_refuses_two_targets_and_a_second_hide_of_one() -> None:
    person, article = PersonFactory.create(hidden=True), ArticleFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Takedown.objects.bulk_create([Takedown(person=person, article=article, reason=WHY)])
    Takedown.objects.create(person=person, reason=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Takedown.objects.bulk_create([Takedown(person=person, reason=WHY)])


def test_only_people_are_erased_and_a_reply_has_words_and_a_takedown_a_reason() -> None:
    article, person = ArticleFactory.create(), PersonFactory.create()
    with pytest.raises(NotToBeTakenDown):
        take_down(target=article, reason=WHY, kind=TakedownKind.ERASE)
    with pytest.raises(NotToBeTakenDown):
        take_down(target=person, reason=WHY, kind=TakedownKind.ANNOTATE)
    with pytest.raises(NotToBeTakenDown):
        take_down(target=person, reason="  ")


def test_hiding_again_is_the_same_takedown_and_lifting_twice_is_refused() -> None:
    person = PersonFactory.create()
    first = take_down(target=person, reason=WHY)
    assert take_down(target=person, reason="Again.") == first
    lift(takedown=first, reason="Done.")
    person.refresh_from_db()
    assert not person.hidden
    with pytest.raises(AlreadyLifted):
        lift(takedown=first, reason="Done.")
    assert take_down(target=person, reason="Once more.") != first


def test_every_change_of_a_takedown_is_kept() -> None:
    takedown = take_down(target=PersonFactory.create(), reason=WHY)
    lift(takedown=takedown, reason="Done.")
    kept = takedown.events.order_by("pgh_id").values_list("pgh_label", "lifted_reason")  # type: ignore[attr-defined]
    assert list(kept) == [("insert", ""), ("update", "Done.")]


def test_a_position_taken_down_goes_with_its_moves_and_its_sentences() -> None:
    person, company = PersonFactory.create(), OrganizationFactory.create()
    post = PositionFactory.create(person=person, organization=company)
    MoveFactory.create(person=person, arrival=post, to_company=company)
    ClaimFactory.create(person=person, organization=company).positions.add(post)
    takedown = take_down(target=post, reason=WHY)
    assert not Position.objects.visible().exists()
    assert not Move.objects.visible().exists()
    assert not Claim.objects.visible().exists()
    lift(takedown=takedown, reason="Done.")
    assert Move.objects.visible().exists()
    assert Claim.objects.visible().exists()


def test_a_reply_stands_beside_the_record_and_the_fact_on_pages_and_in_the_api(
    client: Client,
) -> None:
    person, company = PersonFactory.create(slug="ada"), OrganizationFactory.create(slug="kiln")
    post = PositionFactory.create(person=person, organization=company)
    ClaimFactory.create(person=person, organization=company).positions.add(post)
    for target, words in ((person, "I never spoke to them."), (post, "I left in May.")):
        take_down(target=target, reason=WHY, kind=TakedownKind.ANNOTATE, reply=words)
    page = client.get("/people/ada/").content.decode()
    assert "I never spoke to them." in page
    assert "I left in May." in page
    assert client.get("/api/v1/people/ada/").json()["replies"] == ["I never spoke to them."]
    (row,) = client.get("/api/v1/positions/").json()["results"]
    assert [(e["kind"], e["quote"]) for e in row["evidence"]][-1] == ("reply", "I left in May.")
    takedown = Takedown.objects.get(person=person)
    lift(takedown=takedown, reason="She withdrew it.")
    assert client.get("/api/v1/people/ada/").json()["replies"] == []


def test_only_who_has_the_permission_sees_or_makes_takedowns_or_finds_what_they_hide(
    client: Client,
) -> None:
    person = PersonFactory.create(name="Ada Byron", slug="ada")
    take_down(target=person, reason=WHY)
    client.force_login(UserFactory.create(is_staff=True))
    found = {"app_label": "claims", "model_name": "claim", "field_name": "person", "term": "Ada"}
    assert client.get(reverse("admin:claims_takedown_changelist")).status_code == 403
    assert client.get(reverse("admin:claims_takedown_add")).status_code == 403
    autocomplete = client.get(reverse("admin:autocomplete"), found)
    assert "Ada Byron" not in autocomplete.content.decode()
    assert "Ada Byron" not in client.get(reverse("admin:people_person_changelist")).content.decode()
    chief = User.objects.create_superuser("chief")
    client.force_login(chief)
    assert "Ada Byron" in client.get(reverse("admin:autocomplete"), found).content.decode()


def test_the_preview_counts_what_would_vanish() -> None:
    person = PersonFactory.create(name="Mira Talvik")
    post = PositionFactory.create(person=person)
    ClaimFactory.create(person=person).positions.add(post)
    ClaimFactory.create(evidence="Mira Talvik had asked her.")
    ArticleFactory.create(title="Mira Talvik speaks")
    counted = {loss.what: loss.count for loss in losses(person)}
    assert counted["positions"] == 1
    assert counted["claims about them"] == 1
    assert counted["other sentences in which the name is blanked"] == 1
    assert counted["headlines in which the name is blanked"] == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mira Talvik left.", "[name withheld] left."),
        ("MIRA\n TALVIK’s plan", "[name withheld]’s plan"),
        ("Mira K. Talvik and Ms Talvik", "[name withheld] and Ms [name withheld]"),
        ("Mira Tálvik", "[name withheld]"),
        ("see @miratalvik", "see @[name withheld]"),
        ("Talviken is a place; talvik is none.", "Talviken is a place; talvik is none."),
        ("Mira asked.", "Mira asked."),
    ],
)
def test_a_hidden_name_is_blanked_however_it_is_spelled(text: str, shown: str) -> None:
    person = PersonFactory.create(slug="mira-talvik", name="Mira Talvik")
    PersonNameFactory.create(person=person, name="Mira Tálvik")
    take_down(target=person, reason=WHY)
    assert withheld().text(text) == shown
    assert len(withheld().masked(text)) == len(text)


def test_a_surname_that_somebody_else_bears_is_not_blanked_alone() -> None:
    PersonFactory.create(name="Jonas Talvik")
    take_down(target=PersonFactory.create(name="Mira Talvik"), reason=WHY)
    assert withheld().text("Ms Talvik met Mira Talvik.") == "Ms Talvik met [name withheld]."


def test_an_address_with_a_name_in_it_is_not_shown() -> None:
    take_down(target=PersonFactory.create(name="Mira Talvik"), reason=WHY)
    assert withheld().url("https://a.example/2025/mira-talvik-leaves") == ""
    assert withheld().url("https://a.example/2025/talvik-leaves") == ""
    assert withheld().url("https://a.example/2025/halden") == "https://a.example/2025/halden"


@pytest.mark.parametrize(
    "written",
    [
        "Zo%C3%AB-L%C3%BCdeke",
        "zo%c3%ab-l%c3%bcdeke",
        "ZO%C3%8B%20L%C3%9CDEKE",
        "Zoe%CC%88+Lu%CC%88deke",
        "Zo%25C3%25AB_L%25C3%25BCdeke",
        "Zo%EB-L%FCdeke",
        "zoe-ludeke",
    ],
)
def test_a_name_that_an_address_encodes_is_blanked_in_addresses_and_in_texts(written: str) -> None:
    take_down(target=PersonFactory.create(name="Zoë Lüdeke", slug="zoe-ludeke"), reason=WHY)
    address = f"https://a.example/2025/{written}-leaves.html"
    assert withheld().url(address) == ""
    text = f"See {address} for more, or 100% of it."
    shown = "See https://a.example/2025/[name withheld]-leaves.html for more, or 100% of it."
    assert withheld().text(text) == shown
    assert len(withheld().masked(text)) == len(text)
    assert withheld().names(written)


def test_an_encoded_surname_stays_where_somebody_shown_bears_it() -> None:
    PersonFactory.create(name="Jonas Lüdeke")
    take_down(target=PersonFactory.create(name="Zoë Lüdeke"), reason=WHY)
    address = "https://a.example/l%C3%BCdeke-wins"
    assert withheld().url(address) == address
    assert withheld().text(address) == address
    assert withheld().url("https://a.example/zo%C3%AB-l%C3%BCdeke-wins") == ""


def test_a_name_whose_accents_stand_apart_is_blanked_too() -> None:
    take_down(target=PersonFactory.create(name="Zoë Lüdeke"), reason=WHY)
    text = unicodedata.normalize("NFD", "Zoë Lüdeke left Café Kiln.")
    assert (
        withheld().text(text)
        == f"[name withheld] left {unicodedata.normalize('NFD', 'Café')} Kiln."
    )


def test_while_nothing_is_hidden_asking_costs_no_query(django_assert_num_queries: Any) -> None:
    PersonFactory.create()
    assert withheld() == Withheld()
    with django_assert_num_queries(0):
        assert withheld().text("Mira Talvik") == "Mira Talvik"


def test_names_are_asked_of_the_tables_again_after_every_takedown(
    django_assert_num_queries: Any,
) -> None:
    person = PersonFactory.create(name="Mira Talvik")
    assert withheld().text("Mira Talvik") == "Mira Talvik"
    takedown = take_down(target=person, reason=WHY)
    assert withheld().names("Mira Talvik")
    with django_assert_num_queries(0):
        assert withheld().names("Mira Talvik")
    lift(takedown=takedown, reason="Done.")
    assert not withheld().names("Mira Talvik")


def test_a_hidden_person_answers_404_like_somebody_never_heard_of(client: Client) -> None:
    person = PersonFactory.create(slug="ada")
    PositionFactory.create(person=person, confirmed_last=date(2025, 1, 1))
    take_down(target=person, reason=WHY)
    assert client.get("/people/ada/").status_code == 404
    assert client.get("/api/v1/people/ada/").status_code == 404
    assert client.get("/api/v1/people/ada/timeline/").status_code == 404
