"""Erasure: no table holds the name afterwards, and no later text brings it back."""

import json
import zlib

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.factories import ArticleFactory, PersonFactory
from tests.named_scene import named_scene
from tests.web.scene import Scene
from tracker.claims.erasing import tables_with_text
from tracker.claims.identity.people import People
from tracker.claims.ingest import Wishes, ingest_line
from tracker.claims.models import Claim, Suppression, TakedownKind
from tracker.claims.suppressing import Erased
from tracker.claims.takedowns import AlreadyLifted, lift, take_down
from tracker.news.models import Article, ArticleOriginal

pytestmark = pytest.mark.django_db


def where_named(*words: str) -> list[str]:
    """The columns of all tables, history included, in which one of the words stands."""
    found = []
    with connection.cursor() as cursor:
        for table, columns in tables_with_text().items():
            for column in columns:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" WHERE "{column.name}"::text ILIKE ANY(%s)',
                    [[f"%{word}%" for word in words]],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


@pytest.fixture
def erased() -> Scene:
    scene, _ = named_scene()
    original = b"<p>Photo: Mira&nbsp;Talvik</p>"
    ArticleOriginal.objects.create(
        article=ArticleFactory.create(), size=len(original), sha256="a" * 64,
        packed=zlib.compress(original),
    )  # fmt: skip
    scene.talvik.name = "Mira Talvik"
    scene.talvik.save()
    scene.gazette.name = "The Gazette of Mira Talvik"
    scene.gazette.save()
    take_down(
        target=scene.talvik,
        reason="Mira Talvik asked for it.",
        asked_by="Mira Talvik",
        kind=TakedownKind.ERASE,
    )
    return scene


def test_no_column_of_any_table_holds_the_name_after_an_erasure(erased: Scene) -> None:
    assert where_named("talvik", "tálvik") == []
    assert where_named("Ines Corva") != []


def test_before_it_the_scan_finds_the_name_in_tables_and_their_history() -> None:
    named_scene()
    found = where_named("talvik")
    assert {"people_person.name", "people_personevent.name", "news_article.text"} <= set(found)
    assert {"claims_claim.evidence", "claims_claimevent.evidence"} <= set(found)


def test_what_remains_is_a_stub_without_a_name_and_quotes_still_point_into_their_articles(
    erased: Scene,
) -> None:
    stub = Person.objects.get(pk=erased.talvik.pk)
    assert (stub.name, stub.slug, stub.hidden) == ("[name withheld]", f"withheld-{stub.pk}", True)
    assert not stub.positions.exists()
    assert not Claim.objects.filter(person=stub).exists()
    quotes = Claim.objects.filter(evidence_kind="quote", article__text__contains="Corva")
    assert quotes
    for claim in quotes.select_related("article"):
        assert claim.article is not None
        assert claim.article.text[claim.start : claim.end] == claim.evidence
    assert not ArticleOriginal.objects.exists()


def test_an_erasure_cannot_be_lifted(erased: Scene) -> None:
    with pytest.raises(AlreadyLifted):
        lift(takedown=erased.talvik.takedowns.get(), reason="Please.")


def test_what_is_remembered_is_no_name(erased: Scene) -> None:
    assert Suppression.objects.count() >= 2
    known = Erased()
    assert known.is_name("Mira Talvik")
    assert known.is_name("MIRA K. TÁLVIK")
    assert not known.is_name("Jonas Talvik")
    assert not known.is_name("Mira")


def test_a_later_text_neither_makes_the_person_again_nor_keeps_the_name(erased: Scene) -> None:
    line = (
        '{"url": "", "outlet": "The Herald", "title": "Mira Talvik joins Norwick Labs",'
        ' "published": "2026-01-05", "text": "Mira Talvik has joined Norwick Labs as chief scientist.'
        ' Ms Talvik starts in May. Jonas Reyes has joined Norwick Labs as an adviser."}'
    )
    (told,) = ingest_line(line, Wishes())
    assert told.article is not None
    article = Article.objects.get(pk=told.article)
    assert "Jonas Reyes has joined Norwick Labs" in article.text
    assert where_named("talvik") == []
    assert not Person.objects.filter(name__icontains="talvik").exists()
    assert all("alvik" not in claim.evidence for claim in article.claims.all())
    assert {claim.person for claim in article.claims.all()} <= {erased.reyes, None}


def test_a_name_that_an_address_encodes_is_erased_and_kept_out() -> None:
    url = "https://a.example/2025/zo%C3%AB-l%C3%BCdeke-leaves"
    text = f"More at {url} and Zo%EB%20L%FCdeke."
    article = ArticleFactory.create(url=url, text=text)
    person = PersonFactory.create(name="Zoë Lüdeke", slug="zoe-ludeke")
    take_down(target=person, reason="She asked.", kind=TakedownKind.ERASE)
    article.refresh_from_db()
    assert article.url.startswith("https://a.example/#withheld")
    assert len(article.text) == len(text)
    assert where_named("deke") == []
    line = json.dumps({"url": url, "outlet": "The Herald", "title": "Who left", "text": text})
    (told,) = ingest_line(line, Wishes())
    assert told.article is not None
    assert where_named("deke") == []


def test_nobody_makes_the_person_again_by_name(erased: Scene) -> None:
    found = People().resolve("Mira Talvik")
    assert found.record is None
    assert found.reason == "this person was erased at their request"


def test_a_person_is_erased_in_the_admin_too_and_its_own_log_does_not_name_them(
    client: Client,
) -> None:
    scene, _ = named_scene()
    client.force_login(User.objects.create_superuser("chief"))
    form = {"kind": "erase", "person": scene.talvik.pk, "reason": "She asked for it."}
    address = reverse("admin:claims_takedown_add")
    assert "This cannot be undone." in client.post(address, form).content.decode()
    assert client.post(address, form | {"_confirmed": "1"}).status_code == 302
    assert where_named("talvik") == []
