"""What readers and editors see of an article, and what a search finds."""

from datetime import date
from typing import Any

import pytest

from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    MoveFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OutletFactory,
    PersonFactory,
    PersonNameFactory,
    UnitFactory,
)
from tests.web.scene import SENTENCES, TEXT, build_scene, span
from tracker.claims.models import ClaimType, Decision
from tracker.claims.withholding import withheld
from tracker.kernel.statuses import Status
from tracker.kernel.word_search import Asked
from tracker.timeline.articles import ArticlePage, article_page, said_by
from tracker.timeline.search import search
from tracker.timeline.search_page import search_page
from tracker.timeline.search_texts import ArticleHit, articles_found
from tracker.timeline.wording import plain

pytestmark = pytest.mark.django_db


def shown(page: ArticlePage) -> str:
    return "\n\n".join(
        "".join(piece.text for piece in paragraph.pieces) for paragraph in page.paragraphs
    )


def test_an_editor_sees_the_whole_text_word_for_word() -> None:
    scene = build_scene()
    assert shown(article_page(scene.article, for_editor=True)) == TEXT


@pytest.mark.parametrize(
    ("type_", "status", "more", "said"),
    [
        ("role", "done", {"title": "professor"}, "Somebody, professor at Kiln"),
        ("joined", "done", {}, "Somebody joined Kiln"),
        ("joined", "reported", {}, "Wire reports that somebody is joining Kiln"),
        (
            "reports_to",
            "rumoured",
            {},
            "Somebody may answer to somebody at Kiln, according to Wire",
        ),
        ("reports_to", "done", {"values": {"person": "Ada"}}, "Ada answers to somebody at Kiln"),
    ],
)
def test_whom_neither_a_record_nor_the_text_names_is_somebody(
    type_: str, status: str, more: dict[str, Any], said: str
) -> None:
    wire, kiln = OutletFactory.create(name="Wire"), OrganizationFactory.create(name="Kiln")
    told = {"type": type_, "status": status, "organization": kiln, "person": None} | more
    assert plain(said_by(ClaimFactory.create(**told), wire)) == said


def test_a_reader_sees_the_evidence_with_one_sentence_on_either_side() -> None:
    scene = build_scene()
    article = scene.article
    article.claims.all().update(decision=Decision.REJECTED)
    ClaimFactory.create(article=article, **span(SENTENCES[3]))
    page = article_page(article, for_editor=False)
    assert shown(page) == f"{SENTENCES[3]} {SENTENCES[4]}"
    assert page.paragraphs[0].cut_after
    assert not page.paragraphs[0].cut_before


def test_a_reader_of_an_article_without_visible_claims_sees_none_of_its_text() -> None:
    scene = build_scene()
    scene.article.claims.all().update(decision=Decision.REJECTED)
    page = article_page(scene.article, for_editor=False)
    assert shown(page) == ""
    assert page.notes == ()


def test_every_marked_piece_is_evidence_and_leads_to_its_fact() -> None:
    scene = build_scene()
    page = article_page(scene.article, for_editor=False)
    marked = [p.text for paragraph in page.paragraphs for p in paragraph.pieces if p.marked]
    assert set(marked) == {SENTENCES[1], SENTENCES[2], SENTENCES[3], SENTENCES[5]}
    facts = {note.fact.partition("-")[0] for note in page.notes}
    assert facts == {"position", "line", "event", "stake", "statement"}
    assert all(note.record for note in page.notes)


def test_two_claims_on_one_sentence_mark_it_once() -> None:
    scene = build_scene()
    page = article_page(scene.article, for_editor=False)
    (piece,) = [p for par in page.paragraphs for p in par.pieces if p.text == SENTENCES[3]]
    assert len(piece.notes) == 2


def test_an_editor_sees_which_claims_wait_and_which_were_rejected() -> None:
    scene = build_scene()
    claim = scene.article.claims.order_by("start")[0]
    claim.decision = Decision.UNDECIDED
    claim.queue_reason = "Two people match"
    claim.save()
    assert article_page(scene.article, for_editor=True).notes[0].waiting == "Two people match"
    assert claim.pk not in {
        note.claim for note in article_page(scene.article, for_editor=False).notes
    }


def test_what_a_published_claim_waits_for_is_told_to_editors_alone() -> None:
    scene = build_scene()
    claim = scene.article.claims.order_by("start")[0]
    claim.queue_reason = "Contradicts another"
    claim.save()
    told = {
        for_editor: article_page(scene.article, for_editor=for_editor).notes[0]
        for for_editor in (True, False)
    }
    assert told[True].claim == told[False].claim == claim.pk
    assert (told[True].waiting, told[False].waiting) == ("Contradicts another", "")


@pytest.mark.parametrize(
    "words",
    [
        *("Mira Tálvik", "talvik", "TALVIK", "Tálvik", "mira tal", "talvik, mira", "tal vik"),
        *("miratalvik", "lvik", "tlavik", "mira talvick", "talvi", "mria talvik"),
    ],
)
def test_a_person_is_found_however_the_name_is_spelled(words: str) -> None:
    PersonFactory.create(slug="mira-talvik", name="Mira Tálvik")
    PersonFactory.create(slug="jonas-reyes", name="Jonas Reyes")
    assert [hit.ref.slug for hit in search(words).people] == ["mira-talvik"]


def test_an_alias_or_a_former_name_finds_the_record_once() -> None:
    person = PersonFactory.create(name="Mira Talvik")
    PersonNameFactory.create(person=person, name="M. Oja")
    company = OrganizationFactory.create(name="Halden")
    OrganizationNameFactory.create(organization=company, name="Oja Systems")
    OrganizationNameFactory.create(organization=company, name="Oja Labs")
    found = search("oja")
    assert [hit.ref.name for hit in found.people] == ["Mira Talvik"]
    assert [hit.ref.name for hit in found.organizations] == ["Halden"]


def test_an_exact_name_comes_first() -> None:
    for name in ("Halden Capital", "Halden", "New Halden"):
        OrganizationFactory.create(name=name, slug=name.lower().replace(" ", "-"))
    assert search("halden").organizations[0].ref.name == "Halden"


def test_units_are_found_with_their_company() -> None:
    unit = UnitFactory.create(slug="foundations", name="Foundations Lab")
    (hit,) = search("foundations").organizations
    assert unit.parent is not None
    assert (hit.ref.kind, hit.ref.company) == ("unit", unit.parent.slug)


def test_little_words_find_no_text_but_where_there_are_no_others() -> None:
    text = "What a day it was. The lab has left the town for good."
    article = ArticleFactory.create(title="A town says goodbye", text=text)

    def found(words: str) -> list[ArticleHit]:
        return articles_found(Asked.of(words), withheld(), most=5)

    for words in ("the lab that left", "what it was"):
        assert [hit.article for hit in found(words)] == [article], words
    (hit,) = found("what a goodbye")
    assert [piece.text for piece in hit.headline if piece.found] == ["goodbye"]


def test_hidden_records_are_not_found() -> None:
    PersonFactory.create(name="Mira Talvik", hidden=True)
    OrganizationFactory.create(name="Talvik Capital", hidden=True)
    assert search("talvik").count == 0


@pytest.mark.parametrize("words", ["", " ", "a", "%", "\\", "''", "日本", "🙂🙂"])
def test_words_that_name_nothing_find_nothing(words: str) -> None:
    PersonFactory.create(name="Mira Talvik")
    assert search(words).count == 0


def test_each_fact_of_an_article_is_told_in_a_sentence_with_its_sums_and_its_status() -> None:
    scene = build_scene()
    stake = scene.article.claims.get(type=ClaimType.STAKE)
    stake.values = {"percent": 49, "amount_usd": 14_300_000_000}
    stake.save()
    ClaimFactory.create(
        article=scene.article,
        organization=scene.halden,
        type=ClaimType.COMPENSATION,
        status=Status.REPORTED,
        values={"amount_usd": 100_000_000},
        **span(SENTENCES[4]),
    )
    said = {plain(note.said) for note in article_page(scene.article, for_editor=False).notes}
    assert "Halden took a stake of 49% in Ostra for $14.3 billion" in said
    assert "The Gazette reports that Halden is offering $100 million" in said
    assert "The Gazette reports that Mira Talvik, chief scientist, is leaving Halden" in said


def test_moves_whose_title_is_just_what_was_asked_come_first() -> None:
    MoveFactory.create(
        title="Chief Scientist", arrival__title="Chief Scientist", sort_on=date(2024, 1, 1)
    )
    MoveFactory.create(
        title="Deputy Chief Scientist",
        arrival__title="Deputy Chief Scientist",
        sort_on=date(2025, 1, 1),
    )

    def moves(words: str, day: date, *, everything: bool = True) -> list[str]:
        page = search_page(words, as_of=day, everything=everything)
        return [line.title for one in page.sections if one.kind == "moves" for line in one.hits]

    today = date(2025, 12, 20)
    assert moves("chief scientist", today) == ["Chief Scientist", "Deputy Chief Scientist"]
    assert moves("c", today) == []
    late = moves("chief scientist", date(2024, 1, 1), everything=False)
    assert late == ["Chief Scientist"]
